//! `fluent-status negotiate`

use std::io::Write;

use fluent_status::LanguageIdentifier;
use fluent_status::negotiation::{Negotiator, parse_language_identifier};
use serde::Serialize;

use crate::Failure;
use crate::arguments::{Format, Negotiate};

/// The result of a negotiation. Locales of `--available` are printed as they were given.
#[derive(Serialize)]
struct Negotiated<'a> {
    matched: Option<&'a str>,
    chain: Vec<&'a str>,
}

pub fn run(arguments: &Negotiate, out: &mut impl Write) -> Result<(), Failure> {
    let (tags, locales) = if arguments.available.is_empty() {
        let catalog = arguments.overlays.catalog()?;
        let locales = catalog.locales().to_vec();
        (locales.iter().map(ToString::to_string).collect(), locales)
    } else {
        let tags = arguments.available.clone();
        let locales = tags.iter().map(|tag| locale(tag)).collect::<Result<Vec<_>, _>>()?;
        (tags, locales)
    };
    let Some((default, others)) = locales.split_first() else { return Ok(()) };

    let negotiator = Negotiator::new(default.clone(), others.iter().cloned());
    let chain = negotiator.negotiate(arguments.header.as_encoded_bytes());
    let tag_of = |locale: &LanguageIdentifier| {
        let index = locales.iter().position(|other| other == locale);
        index.and_then(|index| tags.get(index)).map_or("", String::as_str)
    };
    let negotiated = Negotiated {
        matched: chain.best_match().map(tag_of),
        chain: chain.iter().map(tag_of).collect(),
    };
    match arguments.format {
        Format::Json => writeln!(out, "{}", serde_json::to_string(&negotiated)?)?,
        Format::Text => {
            let matched = negotiated.matched.unwrap_or("none, the default locale applies");
            writeln!(out, "matched: {matched}")?;
            writeln!(out, "chain:   {}", negotiated.chain.join(", "))?;
        }
    }
    Ok(())
}

fn locale(tag: &str) -> Result<LanguageIdentifier, Failure> {
    parse_language_identifier(tag).ok_or_else(|| {
        format!("invalid language tag `{tag}`: expected a tag such as en, zh-Hant or pt-BR").into()
    })
}
