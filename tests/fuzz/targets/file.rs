//! What holds for a file of texts, whatever is in it.

use std::path::Path;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_status::{CatalogBuilder, Phrasing, StatusCode};
use fluent_syntax::ast::Entry;
use unic_langid::LanguageIdentifier;

use crate::values::cleaned;

/// As SECURITY.md has it. A text may come to more by the values that are put into it.
const MAX_TEXT_BYTES: usize = 4096;
const MAX_PLACEABLES: usize = 64;
const MAX_DIAGNOSTICS: usize = 100;

/// The file is refused with findings, or it is told as Fluent alone tells it.
pub fn check(bytes: &[u8], values: &FluentArgs<'_>) {
    let path = Path::new("en/messages.ftl");
    let catalog = match CatalogBuilder::of_file(path, bytes).build() {
        Ok(catalog) => catalog,
        Err(error) => {
            assert!((1..=MAX_DIAGNOSTICS).contains(&error.diagnostics().len()), "{error}");
            for diagnostic in error.diagnostics() {
                // Every problem has a code and a message of its own.
                assert_ne!(diagnostic.code(), "syntax", "{diagnostic}");
                let end = diagnostic.location().map_or(0, |location| location.span().end);
                assert!(end <= bytes.len(), "{diagnostic:?}");
                assert!(!diagnostic.message().contains(char::is_control), "{diagnostic:?}");
            }
            return;
        }
    };
    let text = std::str::from_utf8(bytes).expect("what is taken is UTF-8");
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let resource = FluentResource::try_new(text.to_owned()).expect("what is taken is parsed");
    let resource = Arc::new(resource);
    let mut bundle = FluentBundle::new_concurrent(vec![LanguageIdentifier::default()]);
    bundle.set_use_isolating(false);
    bundle.add_resource(Arc::clone(&resource)).expect("no id is there twice");

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
            let told = lookup.message(code);
            for (pattern, told) in
                [(message.value(), told.description().text()), (reason, told.reason().text())]
            {
                let Some(pattern) = pattern else { continue };
                let mut errors = Vec::new();
                let said = bundle.format_pattern(pattern, Some(values), &mut errors);
                if !errors.is_empty() {
                    // A value is missing, and so is the text.
                    continue;
                }
                assert!(said.len() <= MAX_TEXT_BYTES + MAX_PLACEABLES * longest, "{code}: {said}");
                // A text of nothing is none.
                if !said.is_empty() {
                    assert_eq!(told, said, "{code}");
                }
            }
        }
    }
}

/// The values that Fluent alone is given: those of which nothing is left are missing.
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
