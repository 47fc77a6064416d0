//! A page with every text, and a link to every page that shows it.

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT, ACCEPT_LANGUAGE, HeaderName};
use fluent_status::tower::Reader;
use fluent_status::{Catalog, LanguageIdentifier, Phrasing, StatusCode};
use minijinja::{Environment, Value, context};

use crate::address::{EXTENSIONS, status};

pub fn page(
    catalog: &Catalog,
    reader: &Reader,
    headers: &HeaderMap,
) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.add_template("gallery.html", include_str!("gallery.html"))?;
    let sent = |name: HeaderName| {
        let lines = headers.get_all(name).iter();
        let lines: Vec<_> = lines.map(|line| String::from_utf8_lossy(line.as_bytes())).collect();
        lines.join(", ")
    };
    let language = |locale: &LanguageIdentifier| {
        context! { lang => locale.to_string(), name => catalog.language_name(locale) }
    };
    environment.get_template("gallery.html")?.render(context! {
        accept_language => sent(ACCEPT_LANGUAGE),
        accept => sent(ACCEPT),
        chain => reader.negotiate(catalog).to_string(),
        format => reader.format().content_type(),
        languages => catalog.locales().iter().map(language).collect::<Vec<_>>(),
        formats => EXTENSIONS
            .map(|(name, format)| context! { name, accept => essence(format.content_type()) })
            .to_vec(),
        rows => rows(catalog),
    })
}

fn essence(content_type: &str) -> &str {
    content_type.split(';').next().unwrap_or(content_type)
}

/// For each code, each phrasing that words it, in every locale.
fn rows(catalog: &Catalog) -> Vec<Value> {
    let pairs = catalog.codes().flat_map(|code| catalog.phrasings().iter().map(move |p| (code, p)));
    pairs.filter_map(|(code, phrasing)| row(catalog, code, phrasing)).collect()
}

fn row(catalog: &Catalog, code: StatusCode, phrasing: &Phrasing) -> Option<Value> {
    let mut is_worded = false;
    let texts: Vec<Value> = catalog
        .locales()
        .iter()
        .map(|locale| {
            let chain = catalog.negotiator().negotiate_languages([locale]);
            let message = catalog.lookup(&chain).phrasing(phrasing).message(code);
            is_worded |= message.phrasing() == phrasing;
            context! {
                lang => locale.to_string(),
                text => message.description().text(),
                text_lang => message.description().locale().to_string(),
            }
        })
        .collect();
    let english = Catalog::embedded();
    let reason = english.message(code, &english.negotiate("en")).reason().to_string();
    let shown_with = status(code).as_u16();
    is_worded.then(|| {
        context! {
            code => code.as_u16(),
            reason,
            phrasing => phrasing.as_str(),
            texts,
            shown_with => (shown_with != code.as_u16()).then_some(shown_with),
        }
    })
}
