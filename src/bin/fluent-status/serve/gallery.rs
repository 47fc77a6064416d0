//! A page with all descriptions, and links to all error pages.

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT, ACCEPT_LANGUAGE, HeaderName};
use fluent_status::pages::ClientPreferences;
use fluent_status::{Catalog, LanguageIdentifier, Phrasing, StatusCode};
use minijinja::{Environment, Value, context};

use crate::page_path::{EXTENSIONS, response_status};

pub fn page(
    catalog: &Catalog,
    client: &ClientPreferences,
    headers: &HeaderMap,
) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.add_template("gallery.html", include_str!("gallery.html"))?;
    let header = |name: HeaderName| {
        let values = headers.get_all(name).iter();
        let values: Vec<_> =
            values.map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
        values.join(", ")
    };
    let language = |locale: &LanguageIdentifier| {
        context! { lang => locale.to_string(), name => catalog.language_name(locale) }
    };
    environment.get_template("gallery.html")?.render(context! {
        accept_language => header(ACCEPT_LANGUAGE),
        accept => header(ACCEPT),
        chain => client.negotiate(catalog).to_string(),
        format => client.format().content_type(),
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

/// Returns a row for each code and phrasing with a description in some locale.
fn rows(catalog: &Catalog) -> Vec<Value> {
    let pairs =
        catalog.status_codes().flat_map(|code| catalog.phrasings().iter().map(move |p| (code, p)));
    pairs.filter_map(|(code, phrasing)| row(catalog, code, phrasing)).collect()
}

fn row(catalog: &Catalog, code: StatusCode, phrasing: &Phrasing) -> Option<Value> {
    let mut has_phrasing = false;
    let descriptions: Vec<Value> = catalog
        .locales()
        .iter()
        .map(|locale| {
            let chain = catalog.negotiator().negotiate_requested([locale]);
            let message = catalog.lookup(&chain).phrasing(phrasing).message(code);
            has_phrasing |= message.phrasing() == Some(phrasing);
            context! {
                lang => locale.to_string(),
                text => message.description().as_str(),
                text_lang => message.description().locale().to_string(),
            }
        })
        .collect();
    let english = Catalog::builtin();
    let reason = english.message(code, &english.negotiate("en")).reason().to_string();
    let response_status = response_status(code).as_u16();
    has_phrasing.then(|| {
        context! {
            code => code.as_u16(),
            reason,
            phrasing => phrasing.as_str(),
            descriptions,
            response_status => (response_status != code.as_u16()).then_some(response_status),
        }
    })
}
