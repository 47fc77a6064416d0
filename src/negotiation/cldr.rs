//! CLDR's likely subtags, aliases and text direction, through `icu_locale`.

use icu_locale::{
    LanguageIdentifier as IcuIdentifier, Locale, LocaleCanonicalizer, LocaleExpander,
};

use super::language_tag::{Subtag, Tag, subtags};

/// Returns the canonical form of a tag ([UTS #35, LocaleId Canonicalization]): `zh` for `cmn`,
/// `sr-Latn` for `sh`, `GB` for `UK`. A tag without a language gets the likely one: `zh-Hant-TW` for
/// `und-TW`.
///
/// [UTS #35, LocaleId Canonicalization]: https://www.unicode.org/reports/tr35/#LocaleId_Canonicalization
pub(crate) fn canonical(tag: Tag) -> Tag {
    let mut locale = Locale::from(to_icu(tag));
    LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
    if locale.id.language.is_unknown() {
        LocaleExpander::new_extended().maximize(&mut locale.id);
    }
    from_icu(&locale.id)
}

/// Completes a tag with its likely subtags ([UTS #35, Likely Subtags]). Subtags that CLDR has no data
/// for stay open.
///
/// [UTS #35, Likely Subtags]: https://www.unicode.org/reports/tr35/#Likely_Subtags
pub(crate) fn likely(tag: Tag) -> Tag {
    let mut id = to_icu(tag);
    LocaleExpander::new_extended().maximize(&mut id);
    from_icu(&id)
}

/// Returns `true` if a locale is written from right to left.
#[cfg(feature = "pages")]
pub(crate) fn is_right_to_left(locale: &unic_langid::LanguageIdentifier) -> bool {
    let directionality = icu_locale::LocaleDirectionality::new_extended();
    Tag::try_from(locale).is_ok_and(|tag| directionality.is_right_to_left(&to_icu(tag)))
}

/// Returns `true` if a locale is the likeliest of its language: `zh-Hans`, `zh` or `zh-CN`, but not
/// `zh-TW`.
pub(crate) fn is_likeliest(locale: &unic_langid::LanguageIdentifier) -> bool {
    Tag::try_from(locale).is_ok_and(|tag| {
        let tag = canonical(tag);
        likely(tag) == likely(Tag { script: None, region: None, ..tag })
    })
}

fn to_icu(tag: Tag) -> IcuIdentifier {
    IcuIdentifier {
        language: tag
            .language
            .parse_as(icu_locale::subtags::Language::try_from_utf8)
            .unwrap_or(icu_locale::subtags::Language::UNKNOWN),
        script: tag
            .script
            .and_then(|script| script.parse_as(icu_locale::subtags::Script::try_from_utf8)),
        region: tag
            .region
            .and_then(|region| region.parse_as(icu_locale::subtags::Region::try_from_utf8)),
        variants: Default::default(),
    }
}

fn from_icu(id: &IcuIdentifier) -> Tag {
    Tag {
        language: Subtag::new(id.language.as_str()),
        script: id.script.map(|script| Subtag::new(script.as_str())),
        region: id.region.map(|region| Subtag::new(region.as_str())),
    }
}

/// Returns `true` if [`canonical`] may change `language`: a three-letter code, or one of a few
/// two-letter ones.
pub(crate) fn may_be_language_alias(language: Subtag) -> bool {
    const DEPRECATED: [Subtag; 9] = subtags!["bh" "in" "iw" "ji" "jw" "mo" "sh" "tl" "tw"];
    language.len() != 2 || DEPRECATED.contains(&language)
}

/// Returns `true` if [`canonical`] may change `region`: a three-digit code that is not a common
/// UN M.49 area, or one of a few deprecated two-letter codes.
pub(crate) fn may_be_region_alias(region: Subtag) -> bool {
    const DEPRECATED: [Subtag; 27] = subtags![
        "an" "bu" "cs" "ct" "dd" "dy" "fq" "fx" "hv" "jt" "mi" "nh" "nq" "nt" "pc" "pu" "pz" "qu"
        "rh" "su" "tp" "uk" "vd" "wk" "yd" "yu" "zr"
    ];
    const AREAS: [Subtag; 8] = subtags!["001" "003" "013" "019" "021" "142" "150" "419"];
    match region.len() {
        2 => DEPRECATED.binary_search(&region).is_ok(),
        _ => AREAS.binary_search(&region).is_err(),
    }
}

/// For a language, the regions where another script than its usual one is likely, the most populous
/// region first.
///
/// A request looks up the script here because `icu_locale` takes longer for each tag than
/// negotiation for a whole header.
#[rustfmt::skip]
const REGIONAL_SCRIPTS: &[(&str, &str, &str)] = &[
    ("abq", "latn", "tr"),
    ("az", "arab", "iq ir"), ("az", "cyrl", "ru"),
    ("ha", "arab", "cm sd"),
    ("hak", "hant", "tw"),
    ("kk", "arab", "af cn ir mn"),
    ("ku", "arab", "iq ir lb"), ("ku", "cyrl", "am az ge tm"),
    ("ky", "arab", "cn"), ("ky", "latn", "tr"),
    ("lzz", "geor", "ge"),
    ("mey", "latn", "sn"),
    ("mn", "mong", "cn"),
    ("ms", "arab", "cc"),
    ("nan", "hant", "mo tw"),
    ("pa", "arab", "pk"),
    ("pi", "deva", "in"), ("pi", "mymr", "mm"), ("pi", "sinh", "lk"), ("pi", "thai", "th"),
    ("pnt", "cyrl", "ru"), ("pnt", "latn", "tr"),
    ("sd", "deva", "in"),
    ("sr", "latn", "me ro tr"),
    ("stu", "tale", "cn"),
    ("tg", "arab", "pk"),
    ("ug", "cyrl", "kz mn"),
    ("unr", "deva", "np"),
    ("uz", "arab", "af"), ("uz", "cyrl", "cn"),
    ("yue", "hans", "cn"),
    ("zh", "hant", "tw hk mo us au bn gb gf id pa pf ph sr th vn"),
];

/// Returns pairs of a region and the script that is likely there, if that is not the usual script of
/// the language.
pub(crate) fn regional_scripts(language: Subtag) -> impl Iterator<Item = (Subtag, Subtag)> {
    let rows = REGIONAL_SCRIPTS.iter().filter(move |row| Subtag::new(row.0) == language);
    rows.flat_map(|(_, script, regions)| {
        regions.split(' ').map(|region| (Subtag::new(region), Subtag::new(script)))
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
    fn languages() -> impl Iterator<Item = Subtag> {
        two_letters().flat_map(|two| {
            let three = letters().map(|third| Subtag::new(&format!("{two}{third}")));
            [Subtag::new(&two)].into_iter().chain(three).collect::<Vec<_>>()
        })
    }

    /// Every region that there could be.
    fn regions() -> impl Iterator<Item = Subtag> {
        let numbers = (0..1000).map(|number| format!("{number:03}"));
        numbers.chain(two_letters()).map(|region| Subtag::new(&region))
    }

    #[test]
    fn every_alias_may_be_one() {
        for language in languages() {
            let tag = Tag { language, script: None, region: None };
            assert!(canonical(tag) == tag || may_be_language_alias(language), "{tag:?}");
        }
        for region in regions() {
            let tag = Tag { language: Subtag::new("en"), script: None, region: Some(region) };
            assert!(canonical(tag) == tag || may_be_region_alias(region), "{region}");
        }
    }

    #[test]
    fn regional_scripts_are_those_of_cldr() {
        let expander = LocaleExpander::new_extended();
        let regions: Vec<_> = regions()
            .filter_map(|region| region.parse_as(icu_locale::subtags::Region::try_from_utf8))
            .collect();
        for language in languages() {
            let usual = likely(Tag { language, script: None, region: None });
            let regional: Vec<_> = regional_scripts(language).collect();
            let id = to_icu(Tag { language, script: None, region: None });
            if usual.script.is_none() || id.language.is_unknown() {
                assert!(regional.is_empty(), "{language}");
                continue;
            }
            for region in &regions {
                let mut id = IcuIdentifier { region: Some(*region), ..id.clone() };
                expander.maximize(&mut id);
                let subtag = Subtag::new(region.as_str());
                let regional = regional.iter().find(|(other, _)| *other == subtag);
                let expected = regional.map_or(usual.script, |(_, script)| Some(*script));
                assert_eq!(from_icu(&id).script, expected, "{language}-{region}");
            }
        }
    }
}
