//! CLDR's likely subtags, aliases and text direction, through `icu_locale`.

use icu_locale::{
    LanguageIdentifier as IcuIdentifier, Locale, LocaleCanonicalizer, LocaleExpander, subtags,
};
use unic_langid::LanguageIdentifier;
use unic_langid::subtags::{Language, Region, Script};

/// Returns the canonical form of a tag ([UTS #35, LocaleId Canonicalization]): `zh` for `cmn`,
/// `sr-Latn` for `sh`, `GB` for `UK`. A tag without a language gets the likely one: `zh-Hant-TW` for
/// `und-TW`. Variants are dropped.
///
/// [UTS #35, LocaleId Canonicalization]: https://www.unicode.org/reports/tr35/#LocaleId_Canonicalization
pub(crate) fn canonical(tag: &LanguageIdentifier) -> LanguageIdentifier {
    let mut locale = Locale::from(to_icu(tag));
    LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
    if locale.id.language.is_unknown() {
        LocaleExpander::new_extended().maximize(&mut locale.id);
    }
    from_icu(&locale.id)
}

/// Completes a tag with its likely subtags ([UTS #35, Likely Subtags]). Subtags that CLDR has no data
/// for stay open. Variants are dropped.
///
/// [UTS #35, Likely Subtags]: https://www.unicode.org/reports/tr35/#Likely_Subtags
pub(crate) fn likely(tag: &LanguageIdentifier) -> LanguageIdentifier {
    let mut id = to_icu(tag);
    LocaleExpander::new_extended().maximize(&mut id);
    from_icu(&id)
}

/// Returns `true` if a locale is written from right to left.
#[cfg(feature = "pages")]
pub(crate) fn is_right_to_left(locale: &LanguageIdentifier) -> bool {
    icu_locale::LocaleDirectionality::new_extended().is_right_to_left(&to_icu(locale))
}

/// Returns `true` if a locale is the likeliest of its language: `zh-Hans`, `zh` or `zh-CN`, but not
/// `zh-TW`.
pub(crate) fn is_likeliest(locale: &LanguageIdentifier) -> bool {
    let tag = canonical(locale);
    likely(&tag) == likely(&LanguageIdentifier::from_parts(tag.language, None, None, &[]))
}

/// A language with more than three letters, which BCP 47 reserves, becomes `und`.
fn to_icu(tag: &LanguageIdentifier) -> IcuIdentifier {
    let language = subtags::Language::try_from_str(tag.language.as_str());
    let script = tag.script.map(|script| subtags::Script::try_from_str(script.as_str()));
    let region = tag.region.map(|region| subtags::Region::try_from_str(region.as_str()));
    IcuIdentifier {
        language: language.unwrap_or(subtags::Language::UNKNOWN),
        script: script.and_then(Result::ok),
        region: region.and_then(Result::ok),
        variants: subtags::Variants::default(),
    }
}

fn from_icu(id: &IcuIdentifier) -> LanguageIdentifier {
    let language = id.language.as_str().parse().unwrap_or_default();
    let script = id.script.and_then(|script| script.as_str().parse().ok());
    let region = id.region.and_then(|region| region.as_str().parse().ok());
    LanguageIdentifier::from_parts(language, script, region, &[])
}

/// Returns `true` if [`canonical`] may change `language`: a three-letter code, or one of a few
/// two-letter ones.
pub(super) fn may_be_language_alias(language: Language) -> bool {
    let language = language.as_str();
    language.len() == 3
        || matches!(language, "bh" | "in" | "iw" | "ji" | "jw" | "mo" | "sh" | "tl" | "tw")
}

/// Returns `true` if [`canonical`] may change `region`: a three-digit code that is not a common
/// UN M.49 area, or one of a few deprecated two-letter codes.
#[rustfmt::skip]
pub(super) fn may_be_region_alias(region: Region) -> bool {
    let region = region.as_str();
    if region.len() == 2 {
        matches!(
            region,
            "AN" | "BU" | "CS" | "CT" | "DD" | "DY" | "FQ" | "FX" | "HV" | "JT" | "MI" | "NH" | "NQ"
            | "NT" | "PC" | "PU" | "PZ" | "QU" | "RH" | "SU" | "TP" | "UK" | "VD" | "WK" | "YD" | "YU"
            | "ZR"
        )
    } else {
        !matches!(region, "001" | "003" | "013" | "019" | "021" | "142" | "150" | "419")
    }
}

/// For a language, the regions where another script than its usual one is likely, the most populous
/// region first.
///
/// A request looks up the script here because `icu_locale` takes longer for each tag than
/// negotiation for a whole header.
#[rustfmt::skip]
const REGIONAL_SCRIPTS: &[(&str, &str, &str)] = &[
    ("abq", "Latn", "TR"),
    ("az", "Arab", "IQ IR"), ("az", "Cyrl", "RU"),
    ("ha", "Arab", "CM SD"),
    ("hak", "Hant", "TW"),
    ("kk", "Arab", "AF CN IR MN"),
    ("ku", "Arab", "IQ IR LB"), ("ku", "Cyrl", "AM AZ GE TM"),
    ("ky", "Arab", "CN"), ("ky", "Latn", "TR"),
    ("lzz", "Geor", "GE"),
    ("mey", "Latn", "SN"),
    ("mn", "Mong", "CN"),
    ("ms", "Arab", "CC"),
    ("nan", "Hant", "MO TW"),
    ("pa", "Arab", "PK"),
    ("pi", "Deva", "IN"), ("pi", "Mymr", "MM"), ("pi", "Sinh", "LK"), ("pi", "Thai", "TH"),
    ("pnt", "Cyrl", "RU"), ("pnt", "Latn", "TR"),
    ("sd", "Deva", "IN"),
    ("sr", "Latn", "ME RO TR"),
    ("stu", "Tale", "CN"),
    ("tg", "Arab", "PK"),
    ("ug", "Cyrl", "KZ MN"),
    ("unr", "Deva", "NP"),
    ("uz", "Arab", "AF"), ("uz", "Cyrl", "CN"),
    ("yue", "Hans", "CN"),
    ("zh", "Hant", "TW HK MO US AU BN GB GF ID PA PF PH SR TH VN"),
];

/// Returns pairs of a region and the script that is likely there, if that is not the usual script of
/// the language.
pub(super) fn regional_scripts(language: Language) -> impl Iterator<Item = (Region, Script)> {
    let rows = REGIONAL_SCRIPTS.iter().filter(move |row| language.as_str() == row.0);
    rows.flat_map(|(_, script, regions)| {
        let pair = |region: &str| Some((region.parse().ok()?, script.parse().ok()?));
        regions.split(' ').filter_map(pair)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likeliest_locale_of_a_language() {
        for (locale, expected) in [
            ("zh", true),
            ("zh-Hans", true),
            ("zh-CN", true),
            ("zh-Hant", false),
            ("zh-TW", false),
            ("uz-Latn", true),
            ("uz-Cyrl", false),
            ("sr", true),
            ("sr-Latn", false),
            ("pt-BR", true),
            ("pt-PT", false),
        ] {
            assert_eq!(is_likeliest(&locale.parse().unwrap()), expected, "{locale}");
        }
    }

    #[cfg(feature = "pages")]
    #[test]
    fn direction_follows_the_likely_script() {
        for (locale, expected) in
            [("ar", true), ("az", false), ("az-IR", true), ("ur-Latn", false), ("yi", true)]
        {
            assert_eq!(is_right_to_left(&locale.parse().unwrap()), expected, "{locale}");
        }
    }

    fn letters() -> impl Iterator<Item = char> + Clone {
        'a'..='z'
    }

    fn two_letters() -> impl Iterator<Item = String> {
        letters().flat_map(|first| letters().map(move |second| format!("{first}{second}")))
    }

    /// Every language that there could be.
    fn languages() -> impl Iterator<Item = Language> {
        let all = two_letters().flat_map(|two| {
            let three: Vec<_> = letters().map(|third| format!("{two}{third}")).collect();
            [two].into_iter().chain(three)
        });
        all.map(|language| language.parse().unwrap())
    }

    /// Every region that there could be.
    fn regions() -> impl Iterator<Item = Region> {
        let numbers = (0..1000).map(|number| format!("{number:03}"));
        numbers.chain(two_letters()).map(|region| region.parse().unwrap())
    }

    #[test]
    fn every_alias_may_be_one() {
        for language in languages() {
            let tag = LanguageIdentifier::from_parts(language, None, None, &[]);
            assert!(canonical(&tag) == tag || may_be_language_alias(language), "{tag}");
        }
        for region in regions() {
            let tag =
                LanguageIdentifier::from_parts("en".parse().unwrap(), None, Some(region), &[]);
            assert!(canonical(&tag) == tag || may_be_region_alias(region), "{tag}");
        }
    }

    #[test]
    fn regional_scripts_are_those_of_cldr() {
        let expander = LocaleExpander::new_extended();
        let with_icu =
            |region: Region| (region, subtags::Region::try_from_str(region.as_str()).unwrap());
        let regions: Vec<_> = regions().map(with_icu).collect();
        for language in languages() {
            let tag = to_icu(&LanguageIdentifier::from_parts(language, None, None, &[]));
            let mut usual = tag.clone();
            expander.maximize(&mut usual);
            let regional: Vec<_> = regional_scripts(language).collect();
            if usual.script.is_none() || tag.language.is_unknown() {
                assert!(regional.is_empty(), "{tag}");
                continue;
            }
            for (region, icu_region) in &regions {
                let mut found = IcuIdentifier { region: Some(*icu_region), ..tag.clone() };
                expander.maximize(&mut found);
                let script = regional.iter().find(|(other, _)| other == region);
                match script {
                    Some((_, script)) => {
                        assert_eq!(found.script.unwrap().as_str(), script.as_str(), "{found}");
                    }
                    None => assert_eq!(found.script, usual.script, "{found}"),
                }
            }
        }
    }
}
