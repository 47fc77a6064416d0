//! `fluent-status negotiate`

use std::io::Write;

use fluent_status::Catalog;
use fluent_status::negotiation::{Negotiator, parse_language_identifier};
use serde::Serialize;
use unic_langid::LanguageIdentifier;

use crate::Failure;
use crate::arguments::{Format, Negotiate};

/// The tags are printed as they were given.
#[derive(Serialize)]
struct Outcome<'a> {
    matched: Option<&'a str>,
    chain: Vec<&'a str>,
}

pub fn run(arguments: &Negotiate, out: &mut impl Write) -> Result<(), Failure> {
    let built_in: Vec<String> =
        Catalog::builtin().locales().iter().map(ToString::to_string).collect();
    let given: &[String] =
        if arguments.available.is_empty() { &built_in } else { &arguments.available };
    let locales = given.iter().map(|tag| locale(tag)).collect::<Result<Vec<_>, _>>()?;
    let Some((default, others)) = locales.split_first() else { return Ok(()) };

    let negotiator = Negotiator::new(default.clone(), others.iter().cloned());
    let chain = negotiator.negotiate(arguments.header.as_encoded_bytes());
    let as_given = |locale: &LanguageIdentifier| {
        let place = locales.iter().position(|other| other == locale);
        place.and_then(|place| given.get(place)).map_or("", String::as_str)
    };
    let outcome = Outcome {
        matched: chain.best_match().map(as_given),
        chain: chain.iter().map(as_given).collect(),
    };
    match arguments.format {
        Format::Json => writeln!(out, "{}", serde_json::to_string(&outcome)?)?,
        Format::Text => {
            writeln!(out, "matched: {}", outcome.matched.unwrap_or("none, the default answers"))?;
            writeln!(out, "chain:   {}", outcome.chain.join(", "))?;
        }
    }
    Ok(())
}

fn locale(tag: &str) -> Result<LanguageIdentifier, Failure> {
    parse_language_identifier(tag).ok_or_else(|| {
        format!("invalid language tag `{tag}`: expected one like en, zh-Hant or pt-BR").into()
    })
}
