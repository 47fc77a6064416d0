//! Properties of any file, generated from bytes and from the grammar.

use fluent::{FluentArgs, FluentError, FluentResource};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::resolver::errors::{ReferenceKind, ResolverError};
use fluent_status::StatusCode;
use proptest::prelude::*;
use unic_langid::langid;

use crate::support::build;

/// Formats the descriptions and reasons of a file with `fluent-bundle` alone.
fn format_with_fluent(text: &str, values: &FluentArgs<'_>) -> Vec<(u16, &'static str, String)> {
    let resource =
        FluentResource::try_new(text.to_owned()).expect("an accepted file has no syntax errors");
    let mut bundle = FluentBundle::new_concurrent(vec![langid!("qaa")]);
    bundle.set_use_isolating(false);
    bundle.add_resource(&resource).expect("an accepted file has no duplicate IDs");
    let mut all = Vec::new();
    for code in 100..1000 {
        let Some(message) = bundle.get_message(&format!("status-{code}")) else { continue };
        let reason = message.get_attribute("reason").map(|reason| reason.value());
        for (part, pattern) in [("description", message.value()), ("reason", reason)] {
            let Some(pattern) = pattern else { continue };
            let mut errors = Vec::new();
            let expected = bundle.format_pattern(pattern, Some(values), &mut errors).into_owned();
            // Damage may have renamed a variable, so that its argument is missing.
            let is_value = |error: &FluentError| {
                let FluentError::ResolverError(error) = error else { return false };
                matches!(error, ResolverError::Reference(ReferenceKind::Variable { .. }))
            };
            assert!(errors.iter().all(is_value), "{code} {part}: {errors:?}");
            if errors.is_empty() {
                all.push((code, part, expected));
            }
        }
    }
    all
}

/// A file of a locale that has no built-in messages to refer to.
const OWN: &str = "qaa/messages.ftl";

/// A file never causes a panic. An accepted file formats as with Fluent alone.
fn check(bytes: &[u8]) {
    let catalog = match build(&[(OWN, bytes)]) {
        Ok(catalog) => catalog,
        Err(error) => {
            assert!(!error.diagnostics().is_empty(), "{error}");
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
    let text = std::str::from_utf8(bytes).unwrap().trim_start_matches('\u{FEFF}');
    let values: FluentArgs<'_> = [("a", 1), ("b", 2), ("c", 0)].into_iter().collect();
    let chain = catalog.negotiate("qaa");
    let lookup = catalog.lookup(&chain).args(&values);
    for (code, part, expected) in format_with_fluent(text, &values) {
        assert!(expected.len() <= 4096 + 64, "{code}: {} bytes", expected.len());
        let message = lookup.message(StatusCode::from_u16(code).unwrap());
        let message = if part == "reason" { message.reason() } else { message.description() };
        // The catalog falls back from an empty text.
        if !expected.is_empty() {
            let message = (message.as_str(), message.locale());
            assert_eq!(message, (expected.as_str(), &langid!("qaa")), "{code} {part}");
        }
    }
}

/// Generates files from the grammar. Nearly all are accepted.
fn fluent() -> impl Strategy<Value = String> {
    let text = prop_oneof![
        8 => "[a-z中文][a-z .,=\"'中文：\\\\#\\[\\]*-]{0,12}",
        1 => "\n {1,6}[a-z]",
        1 => "\n\n {1,6}[a-z]",
    ];
    let quoted = prop_oneof![
        "\"[a-z {}中]{0,6}\"",
        Just(r#""\u4E2D\U01F600\\\"""#.to_owned()),
        Just("\"\"".to_owned()),
    ];
    let inline = prop_oneof![
        4 => "\\$[a-c]",
        2 => quoted,
        1 => "-?[0-9]{1,4}(\\.[0-9]{1,3})?",
        // A reference to a later message, if there is one.
        3 => "@[1-3](\\.reason)?",
        1 => Just("-term".to_owned()),
    ];
    let placeable = inline.prop_map(|inline| format!("{{ {inline} }}"));
    let leaf = proptest::collection::vec(prop_oneof![2 => text, 1 => placeable], 1..4)
        .prop_map(|parts| parts.concat());
    let pattern = leaf.clone().prop_recursive(3, 16, 3, move |inner| {
        let selector =
            prop_oneof![4 => "\\$[a-c]".boxed(), 1 => Just("-term.kind".to_owned()).boxed()];
        let key = prop_oneof!["one|few|other", "[0-9]", "[a-c]{1,2}"];
        let variants = proptest::collection::vec((key, inner.clone()), 0..3);
        (leaf.clone(), selector, variants, inner).prop_map(|(before, selector, variants, last)| {
            let variants: String =
                variants.iter().map(|(key, value)| format!("    [{key}] {value}\n")).collect();
            format!("{before}{{ {selector} ->\n{variants}   *[other] {last}\n    }}")
        })
    });
    let parts = ("(#{1,3} [a-z中]{0,9}\n|\n){0,2}", pattern.clone(), pattern);
    proptest::collection::vec(parts, 1..6).prop_map(|messages| {
        let mut file = String::new();
        for (n, (comment, value, reason)) in messages.iter().enumerate() {
            let mut message = format!("{comment}status-40{n} = {value}\n    .reason = {reason}\n");
            for below in 1..=3 {
                let target = match n + below < messages.len() {
                    true => format!("status-40{}", n + below),
                    false => "-term".to_owned(),
                };
                message = message.replace(&format!("@{below}"), &target);
            }
            // The term has no such attribute, and an attribute of a term cannot be displayed.
            file.push_str(&message.replace("-term.reason", "-term"));
        }
        file + "-term = Term\n    .kind = b\n"
    })
}

/// Generates damaged files: characters are inserted, removed or replaced.
fn damaged() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[{}\"\\\\$\\[\\]*.=#()\n -]",
        Just("->".to_owned()),
        Just("\r\n".to_owned()),
        Just("\\u00".to_owned()),
        Just("＝".to_owned()),
        Just("\t".to_owned()),
        Just("　".to_owned()),
        Just(String::new()),
    ];
    let damage = (any::<prop::sample::Index>(), piece, 0..3usize);
    (fluent(), proptest::collection::vec(damage, 1..4)).prop_map(|(text, damages)| {
        damages.into_iter().fold(text, |text, (at, piece, skip)| {
            let chars: Vec<char> = text.chars().collect();
            let at = at.index(chars.len() + 1);
            let (before, after) = chars.split_at(at);
            before
                .iter()
                .copied()
                .chain(piece.chars())
                .chain(after.iter().copied().skip(skip))
                .collect()
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(mut bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        bytes.push(b'\n');
        check(&bytes);
    }

    #[test]
    fn any_tokens_of_the_grammar(text in "([-#a{}\"\\\\$\\[\\]*.=(): 0\n\r中]|-> ?\n|a = |\\*\\[a\\] ){0,60}") {
        check((text + "\n").as_bytes());
    }

    #[test]
    fn any_file_of_the_grammar(text in fluent()) {
        check(text.as_bytes());
    }

    #[test]
    fn any_damage_to_a_file_of_the_grammar(text in damaged()) {
        check((text + "\n").as_bytes());
    }
}

/// Most generated files are accepted, so the properties above test formatting too.
#[test]
fn most_generated_files_are_accepted() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let texts = (0..200).map(|_| fluent().new_tree(&mut runner).unwrap().current());
    let accepted = texts.filter(|text| build(&[(OWN, text.as_bytes())]).is_ok()).count();
    assert!(accepted > 150, "{accepted} of 200");
}
