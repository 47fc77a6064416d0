//! Properties of any message file.

use std::path::Path;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_status::{CatalogBuilder, Phrasing, StatusCode};
use fluent_syntax::ast::Entry;
use unic_langid::LanguageIdentifier;

use crate::values::cleaned;

/// The limits in SECURITY.md. Arguments are not included.
const MAX_TEXT_BYTES: usize = 4096;
const MAX_PLACEABLES: usize = 64;
const MAX_DIAGNOSTICS: usize = 100;

/// The file is rejected with diagnostics, or its messages format as with `fluent-bundle` alone.
pub fn check(bytes: &[u8], values: &FluentArgs<'_>) {
    let path = Path::new("en/messages.ftl");
    let catalog = match CatalogBuilder::of_file(path, bytes).build() {
        Ok(catalog) => catalog,
        Err(error) => {
            assert!((1..=MAX_DIAGNOSTICS).contains(&error.diagnostics().len()), "{error}");
            for diagnostic in error.diagnostics() {
                // `syntax` is the code of a problem that validation has missed.
                assert_ne!(diagnostic.code(), "syntax", "{diagnostic}");
                let end = diagnostic.location().map_or(0, |location| location.span().end);
                assert!(end <= bytes.len(), "{diagnostic:?}");
                assert!(!diagnostic.message().contains(char::is_control), "{diagnostic:?}");
            }
            return;
        }
    };
    let text = std::str::from_utf8(bytes).expect("an accepted file is UTF-8");
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let resource =
        FluentResource::try_new(text.to_owned()).expect("an accepted file has no syntax errors");
    let resource = Arc::new(resource);
    let mut bundle = FluentBundle::new_concurrent(vec![LanguageIdentifier::default()]);
    bundle.set_use_isolating(false);
    bundle.add_resource(Arc::clone(&resource)).expect("an accepted file has no duplicate IDs");

    let nothing = FluentArgs::new();
    let clean_values = cleaned_values(values);
    let longest = clean_values.iter().map(|(_, value)| shown(value).len()).max().unwrap_or(0);
    let chain = catalog.negotiate("en");
    let without_values = catalog.lookup(&chain).phrasing(&Phrasing::PLAIN);
    let with_values = catalog.lookup(&chain).phrasing(&Phrasing::PLAIN).args(values);

    for entry in resource.entries() {
        let Entry::Message(entry) = entry else { continue };
        let digits = entry.id.name.strip_prefix("status-").filter(|digits| digits.len() == 3);
        let code = digits.and_then(|digits| StatusCode::from_u16(digits.parse().ok()?).ok());
        let Some(code) = code else { continue };
        let message = bundle.get_message(entry.id.name).expect("it is in the file");
        let reason = message.get_attribute("reason").map(|reason| reason.value());
        for (lookup, values, longest) in
            [(&without_values, &nothing, 0), (&with_values, &clean_values, longest)]
        {
            let found = lookup.message(code);
            for (pattern, found) in
                [(message.value(), found.description().text()), (reason, found.reason().text())]
            {
                let Some(pattern) = pattern else { continue };
                let mut errors = Vec::new();
                let expected = bundle.format_pattern(pattern, Some(values), &mut errors);
                if !errors.is_empty() {
                    // An argument is missing.
                    continue;
                }
                assert!(
                    expected.len() <= MAX_TEXT_BYTES + MAX_PLACEABLES * longest,
                    "{code}: {expected}"
                );
                // The catalog falls back from an empty text.
                if !expected.is_empty() {
                    assert_eq!(found, expected, "{code}");
                }
            }
        }
    }
}

/// Returns the arguments for Fluent alone, without unwanted characters and empty strings.
fn cleaned_values<'a>(values: &'a FluentArgs<'a>) -> FluentArgs<'a> {
    let clean = |(name, value): (&'a str, &'a FluentValue<'a>)| match value {
        FluentValue::String(text) => {
            let text = cleaned(text);
            (!text.is_empty()).then(|| (name, FluentValue::from(text)))
        }
        FluentValue::Number(number) if !number.value.is_finite() => None,
        FluentValue::Number(number) => {
            let mut number = number.clone();
            let digits = &mut number.options.minimum_fraction_digits;
            *digits = digits.map(|digits| digits.min(15));
            Some((name, FluentValue::Number(number)))
        }
        _ => None,
    };
    values.iter().filter_map(clean).collect()
}

fn shown<'a>(value: &'a FluentValue<'_>) -> std::borrow::Cow<'a, str> {
    match value {
        FluentValue::String(text) => text.as_ref().into(),
        FluentValue::Number(number) => number.as_string(),
        _ => "".into(),
    }
}
