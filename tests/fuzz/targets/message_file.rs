//! The properties of every message file.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_status::{CatalogBuilder, Phrasing, StatusCode};
use fluent_syntax::ast::Entry;
use unic_langid::LanguageIdentifier;

use crate::sanitize::sanitized;

/// The limits in SECURITY.md. The arguments of a message come on top.
const MAX_PATTERN_BYTES: usize = 4096;
const MAX_PLACEABLES: usize = 64;
const MAX_DIAGNOSTICS: usize = 100;

/// Checks that a file is rejected with diagnostics, or that its messages are formatted as by
/// `fluent-bundle` alone.
pub fn check(bytes: &[u8], args: &FluentArgs<'_>) {
    let path = Path::new("en/messages.ftl");
    let catalog = match CatalogBuilder::from_message_file(path, bytes).build() {
        Ok(catalog) => catalog,
        Err(error) => {
            assert!((1..=MAX_DIAGNOSTICS).contains(&error.diagnostics().len()), "{error}");
            for diagnostic in error.diagnostics() {
                // Every problem has its own code and message.
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
    let resource = FluentResource::try_new(text.to_owned()).expect("an accepted file is parsed");
    let resource = Arc::new(resource);
    let mut bundle = FluentBundle::new_concurrent(vec![LanguageIdentifier::default()]);
    bundle.set_use_isolating(false);
    bundle.add_resource(Arc::clone(&resource)).expect("an accepted file has no duplicate IDs");

    let no_args = FluentArgs::new();
    let sanitized_args = sanitized_args(args);
    let longest_arg = sanitized_args.iter().map(|(_, arg)| display(arg).len()).max().unwrap_or(0);
    let chain = catalog.negotiate("en");
    let without_args = catalog.lookup(&chain).phrasing(&Phrasing::PLAIN);
    let with_args = catalog.lookup(&chain).phrasing(&Phrasing::PLAIN).args(args);

    for entry in resource.entries() {
        let Entry::Message(entry) = entry else { continue };
        let digits = entry.id.name.strip_prefix("status-");
        let Some(status) = digits.and_then(|digits| digits.parse::<StatusCode>().ok()) else {
            continue;
        };
        let reference = bundle.get_message(entry.id.name).expect("the file has the message");
        let reason = reference.get_attribute("reason").map(|reason| reason.value());
        for (lookup, args, longest_arg) in
            [(&without_args, &no_args, 0), (&with_args, &sanitized_args, longest_arg)]
        {
            let message = lookup.message(status);
            for (pattern, text) in [
                (reference.value(), message.description().as_str()),
                (reason, message.reason().as_str()),
            ] {
                let Some(pattern) = pattern else { continue };
                let mut errors = Vec::new();
                let expected = bundle.format_pattern(pattern, Some(args), &mut errors);
                if !errors.is_empty() {
                    // An argument is missing, so the catalog uses another text.
                    continue;
                }
                let limit = MAX_PATTERN_BYTES + MAX_PLACEABLES * longest_arg;
                assert!(expected.len() <= limit, "{status}: {expected}");
                // An empty text counts as absent.
                if !expected.is_empty() {
                    assert_eq!(text, expected, "{status}");
                }
            }
        }
    }
}

/// Returns the arguments for `fluent-bundle` alone. An argument that sanitizing makes empty is
/// missing.
fn sanitized_args<'a>(args: &'a FluentArgs<'a>) -> FluentArgs<'a> {
    let sanitize = |(name, arg): (&'a str, &'a FluentValue<'a>)| match arg {
        FluentValue::String(text) => {
            let text = sanitized(text);
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
    args.iter().filter_map(sanitize).collect()
}

fn display<'a>(arg: &'a FluentValue<'_>) -> Cow<'a, str> {
    match arg {
        FluentValue::String(text) => text.as_ref().into(),
        FluentValue::Number(number) => number.as_string(),
        _ => "".into(),
    }
}
