//! Which Chinese script a tag reaches, against `icu_locale`: every Sinitic language with every
//! region and script.

use fluent_status::negotiation::Negotiator;
use icu_locale::{Locale, LocaleCanonicalizer, LocaleExpander};
use unic_langid::langid;

/// Chinese, its CLDR aliases, and the languages that CLDR's `languageMatching` sends to it.
const SINITIC: &str = "zh zho chi cmn cdo cjy cnp cpx csp czh gan hak hnm hsn luh lzh mnp nan sjc \
                       wuu yue";

fn regions() -> impl Iterator<Item = String> {
    let letters = || (b'A'..=b'Z').map(char::from);
    let alphabetic = letters().flat_map(move |a| letters().map(move |b| format!("{a}{b}")));
    alphabetic.chain((0..1000).map(|number| format!("{number:03}")))
}

/// Those that CLDR's likely subtags name with any of the languages, and a few more.
fn scripts() -> impl Iterator<Item = &'static str> {
    "Hans Hant Hani Hanb Bopo Latn Cyrl Arab Mong Tibt Phag Nshu Jpan Kore Zyyy".split(' ')
}

/// The locale that CLDR's data calls for.
fn expected(tag: &str) -> Option<&'static str> {
    let mut locale: Locale = tag.parse().unwrap();
    LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
    LocaleExpander::new_extended().maximize(&mut locale.id);
    let region = locale.id.region.map(|region| region.to_string());
    match locale.id.script?.as_str() {
        "Hans" => Some("zh-Hans"),
        "Hant" => Some("zh-Hant"),
        // `languageMatching` has these near: Pinyin to Simplified, and Chinese characters of no
        // particular kind to both, so that the region decides.
        "Hani" if region.as_deref() == Some("TW") => Some("zh-Hant"),
        "Hani" | "Latn" => Some("zh-Hans"),
        _ => None,
    }
}

#[test]
fn every_region_and_script_of_every_sinitic_language() {
    let negotiator = Negotiator::new(langid!("en"), [langid!("zh-Hans"), langid!("zh-Hant")]);
    let mut failures = Vec::new();
    let mut check = |tag: String| {
        let matched = negotiator.negotiate(&tag).matched().map(ToString::to_string);
        if matched.as_deref() != expected(&tag) {
            failures.push(format!("{tag}: expected {:?}, got {matched:?}", expected(&tag)));
        }
    };
    for language in SINITIC.split(' ') {
        check(language.to_owned());
        for region in regions() {
            check(format!("{language}-{region}"));
        }
        for script in scripts() {
            check(format!("{language}-{script}"));
            for region in ["CN", "TW", "HK", "MO", "SG", "MY", "US", "001"] {
                check(format!("{language}-{script}-{region}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
