//! `Accept-Language` headers and lists of locales. The first line of the input lists the locales, the
//! default first. Each other line is the value of a header.

#![no_main]

use std::collections::HashSet;

use fluent_status::negotiation::{Negotiator, parse_language_identifier};
use icu_locale::{Locale, LocaleCanonicalizer, LocaleExpander, subtags};
use libfuzzer_sys::fuzz_target;
use unic_langid::LanguageIdentifier;

/// As in the documentation.
const MAX_BYTES: usize = 1024;
const MAX_ELEMENTS: usize = 32;

/// Enough for every kind of distance between locales.
const MAX_LOCALES: usize = 8;

/// In the list of locales: the application allows the other Chinese script.
const OTHER_SCRIPT: &str = "other-script";

fuzz_target!(|input: &[u8]| {
    let mut lines: Vec<&[u8]> = input.split(|byte| *byte == b'\n').collect();
    let tags = String::from_utf8_lossy(lines.remove(0));
    let mut locales = tags.split(' ').filter_map(parse_language_identifier).take(MAX_LOCALES);
    let negotiator = Negotiator::new(locales.next().unwrap_or_default(), locales);
    let allows_other_script = tags.contains(OTHER_SCRIPT);
    let negotiator = match allows_other_script {
        true => negotiator.allow_other_chinese_script(true),
        false => negotiator,
    };

    let joined = lines.join(&b", "[..]);
    let chain = check_chain(&negotiator, &lines, &joined);
    let others = &chain[..chain.len() - 1];
    if let Some(header) = std::str::from_utf8(&joined).ok().and_then(Header::new) {
        check_exclusions(&header, others);
        if !allows_other_script {
            check_scripts(&header, others);
        }
    }
});

/// Checks the properties of every chain.
fn check_chain(negotiator: &Negotiator, lines: &[&[u8]], joined: &[u8]) -> Vec<LanguageIdentifier> {
    let chain = negotiator.negotiate_all(lines.iter().copied());
    let locales: Vec<_> = chain.iter().cloned().collect();
    let default = &negotiator.available()[0];
    assert_eq!(locales.last(), Some(default), "the chain ends in the default");
    assert_eq!(
        locales.iter().collect::<HashSet<_>>().len(),
        locales.len(),
        "the chain has no duplicates"
    );
    assert!(locales.iter().all(|locale| negotiator.available().contains(locale)));
    match chain.best_match() {
        Some(matched) => assert_eq!(*matched, locales[0]),
        None => assert_eq!(locales.len(), 1, "locales before the default are matches"),
    }
    let again = negotiator.negotiate_all(lines.iter().copied());
    assert_eq!(chain, again, "negotiation has no state");
    if joined.len() <= MAX_BYTES {
        assert_eq!(chain, negotiator.negotiate(joined), "several headers are one list");
    }
    locales
}

/// Checks that a client gets only the Chinese scripts that it lists.
fn check_scripts(header: &Header<'_>, others: &[LanguageIdentifier]) {
    for script in ["Hans", "Hant"] {
        let is_listed = |(range, _): &(&str, bool)| {
            let Some(tag) = parse_language_identifier(range) else { return *range == "*" };
            let is_bare = tag.script.is_none() && tag.region.is_none();
            // By `languageMatching`, these match Chinese in any script.
            let matches_any_script =
                tag.script.is_some_and(|s| ["Latn", "Hani"].contains(&s.as_str()));
            // A language without likely subtags matches any script.
            let means = |meaning: &icu_locale::LanguageIdentifier| {
                meaning.script.is_none() || is_in(meaning, script)
            };
            is_bare || matches_any_script || meanings(&tag).iter().any(means)
        };
        if !header.elements.iter().any(is_listed) {
            for locale in others {
                assert!(
                    !is_in(&likely(&canonical(locale)), script),
                    "{locale} for {:?}",
                    header.elements
                );
            }
        }
    }
}

/// Checks that a locale whose exact tag is excluded does not match another range.
fn check_exclusions(header: &Header<'_>, others: &[LanguageIdentifier]) {
    for locale in others {
        let tag = canonical(locale);
        let exclusion = |(range, is_exclusion): &(&str, bool)| {
            let range = parse_language_identifier(range)?;
            (canonical(&range) == tag).then_some(*is_exclusion)
        };
        let exclusions: Vec<bool> = header.elements.iter().filter_map(exclusion).collect();
        let is_allowed = exclusions.is_empty() || exclusions.contains(&false);
        assert!(is_allowed, "{locale} for {:?}", header.elements);
    }
}

/// The elements of a header within the limits, malformed ones included, each with `true` if it is an
/// exclusion.
struct Header<'a> {
    elements: Vec<(&'a str, bool)>,
}

impl<'a> Header<'a> {
    fn new(joined: &'a str) -> Option<Self> {
        let elements = joined.split(',').map(|element| element.trim_matches([' ', '\t']));
        let elements = elements.filter(|element| !element.is_empty()).map(|element| {
            let (range, parameters) = element.split_once(';').unwrap_or((element, ""));
            let is_exclusion =
                matches!(parameters, "q=0" | "q=0." | "q=0.0" | "q=0.00" | "q=0.000");
            (range.trim_end_matches([' ', '\t']), is_exclusion)
        });
        let elements: Vec<_> = elements.take(MAX_ELEMENTS + 1).collect();
        // It may be the fraction of a quality with a decimal comma.
        if elements.iter().any(|(range, _)| range.starts_with(|c: char| c.is_ascii_digit())) {
            return None;
        }
        (joined.len() <= MAX_BYTES && elements.len() <= MAX_ELEMENTS).then_some(Self { elements })
    }
}

// ---- Tags in CLDR, through ICU4X ----

/// Returns a tag with its likely subtags, as it is spelled and in its canonical form.
fn meanings(tag: &LanguageIdentifier) -> [icu_locale::LanguageIdentifier; 2] {
    [likely(&to_icu(tag)), likely(&canonical(tag))]
}

fn canonical(tag: &LanguageIdentifier) -> icu_locale::LanguageIdentifier {
    let mut locale = Locale::from(to_icu(tag));
    LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
    // A tag without a language gets the likely one.
    if locale.id.language.is_unknown() { likely(&locale.id) } else { locale.id }
}

fn likely(tag: &icu_locale::LanguageIdentifier) -> icu_locale::LanguageIdentifier {
    let mut tag = tag.clone();
    LocaleExpander::new_extended().maximize(&mut tag);
    tag
}

fn is_in(tag: &icu_locale::LanguageIdentifier, script: &str) -> bool {
    tag.script.is_some_and(|found| found.as_str() == script)
}

fn to_icu(tag: &LanguageIdentifier) -> icu_locale::LanguageIdentifier {
    icu_locale::LanguageIdentifier {
        language: subtags::Language::try_from_str(tag.language.as_str()).unwrap(),
        script: tag.script.map(|script| subtags::Script::try_from_str(script.as_str()).unwrap()),
        region: tag.region.map(|region| subtags::Region::try_from_str(region.as_str()).unwrap()),
        variants: Default::default(),
    }
}
