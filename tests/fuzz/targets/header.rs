//! `Accept-Language` and sets of locales. The first line of the input lists the locales, the default
//! first, and the others are the lines of the field.

#![no_main]

use std::collections::HashSet;

use fluent_status::negotiation::{Negotiator, parse_language_identifier};
use icu_locale::{Locale, LocaleCanonicalizer, LocaleExpander, subtags};
use libfuzzer_sys::fuzz_target;
use unic_langid::LanguageIdentifier;

/// As the documentation has it.
const MAX_BYTES: usize = 1024;
const MAX_ELEMENTS: usize = 32;

/// Enough for every way in which locales can be near each other.
const MAX_LOCALES: usize = 8;

/// Among the locales: the site gives its readers either Chinese script.
const EITHER_SCRIPT: &str = "either";

fuzz_target!(|input: &[u8]| {
    let mut lines: Vec<&[u8]> = input.split(|byte| *byte == b'\n').collect();
    let tags = String::from_utf8_lossy(lines.remove(0));
    let mut locales = tags.split(' ').filter_map(parse_language_identifier).take(MAX_LOCALES);
    let negotiator = Negotiator::new(locales.next().unwrap_or_default(), locales);
    let is_either_script = tags.contains(EITHER_SCRIPT);
    let negotiator = match is_either_script {
        true => negotiator.allow_other_chinese_script(true),
        false => negotiator,
    };

    let joined = lines.join(&b", "[..]);
    let chain = check_chain(&negotiator, &lines, &joined);
    let others = &chain[..chain.len() - 1];
    if let Some(header) = std::str::from_utf8(&joined).ok().and_then(Header::new) {
        check_refusals(&header, others);
        if !is_either_script {
            check_scripts(&header, others);
        }
    }
});

/// What holds of every chain.
fn check_chain(negotiator: &Negotiator, lines: &[&[u8]], joined: &[u8]) -> Vec<LanguageIdentifier> {
    let chain = negotiator.negotiate_all(lines.iter().copied());
    let locales: Vec<_> = chain.iter().cloned().collect();
    let default = &negotiator.available()[0];
    assert_eq!(locales.last(), Some(default), "it ends in the default");
    assert_eq!(locales.iter().collect::<HashSet<_>>().len(), locales.len(), "nothing comes twice");
    assert!(locales.iter().all(|locale| negotiator.available().contains(locale)));
    match chain.best_match() {
        Some(matched) => assert_eq!(*matched, locales[0]),
        None => assert_eq!(locales.len(), 1, "what comes before the default was asked for"),
    }
    let again = negotiator.negotiate_all(lines.iter().copied());
    assert_eq!(chain, again, "nothing is remembered");
    if joined.len() <= MAX_BYTES {
        assert_eq!(chain, negotiator.negotiate(joined), "several lines are one list");
    }
    locales
}

/// A reader of one Chinese script is not given the other, unless they list it.
fn check_scripts(header: &Header<'_>, others: &[LanguageIdentifier]) {
    for script in ["Hans", "Hant"] {
        let is_listed = |(range, _): &(&str, bool)| {
            let Some(tag) = parse_language_identifier(range) else { return *range == "*" };
            let is_bare = tag.script.is_none() && tag.region.is_none();
            // As CLDR has it, who reads these reads Chinese.
            let is_of_neither = tag.script.is_some_and(|s| ["Latn", "Hani"].contains(&s.as_str()));
            // Of a language that CLDR does not know, any script may be meant.
            let means = |meaning: &icu_locale::LanguageIdentifier| {
                meaning.script.is_none() || is_in(meaning, script)
            };
            is_bare || is_of_neither || meanings(&tag).iter().any(means)
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

/// A locale whose very tag is refused is not given for another range.
fn check_refusals(header: &Header<'_>, others: &[LanguageIdentifier]) {
    for locale in others {
        let tag = canonical(locale);
        let says = |(range, is_refusal): &(&str, bool)| {
            let range = parse_language_identifier(range)?;
            (canonical(&range) == tag).then_some(*is_refusal)
        };
        let said: Vec<bool> = header.elements.iter().filter_map(says).collect();
        assert!(said.is_empty() || said.contains(&false), "{locale} for {:?}", header.elements);
    }
}

/// The elements of a field that is short enough for none of them to be passed over, each with
/// whether it is a refusal. What is malformed is here too.
struct Header<'a> {
    elements: Vec<(&'a str, bool)>,
}

impl<'a> Header<'a> {
    fn new(joined: &'a str) -> Option<Self> {
        let elements = joined.split(',').map(|element| element.trim_matches([' ', '\t']));
        let elements = elements.filter(|element| !element.is_empty()).map(|element| {
            let (range, parameters) = element.split_once(';').unwrap_or((element, ""));
            let is_refusal = matches!(parameters, "q=0" | "q=0." | "q=0.0" | "q=0.00" | "q=0.000");
            (range.trim_end_matches([' ', '\t']), is_refusal)
        });
        let elements: Vec<_> = elements.take(MAX_ELEMENTS + 1).collect();
        (joined.len() <= MAX_BYTES && elements.len() <= MAX_ELEMENTS).then_some(Self { elements })
    }
}

// ---- What tags mean to CLDR, as ICU4X has it ----

/// A tag with its likely subtags, as it is written and as CLDR writes it today.
fn meanings(tag: &LanguageIdentifier) -> [icu_locale::LanguageIdentifier; 2] {
    [likely(&to_icu(tag)), likely(&canonical(tag))]
}

fn canonical(tag: &LanguageIdentifier) -> icu_locale::LanguageIdentifier {
    let mut locale = Locale::from(to_icu(tag));
    LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
    // Without a language, a tag means the likely one.
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
