//! What matching takes from CLDR 48: aliases, likely subtags, and which languages, scripts and
//! regions are close enough to stand in for each other.
//!
//! The tables of aliases and likely subtags are written from `icu_locale`, and tests hold what they
//! say against it for each language, script and region, and for the pairs of them that it knows.
//! [`negotiation`](crate::negotiation) says why it is not asked itself. The closeness tables are
//! CLDR's `languageMatching`, which `icu_locale` lacks.

mod aliases;
#[rustfmt::skip]
mod data;
mod likely;
#[cfg(test)]
mod oracle;
mod word;

pub(crate) use self::aliases::canonical;
pub(crate) use self::likely::likely;
use super::language_tag::{Subtag, Tag, subtags};

const UNDETERMINED: Subtag = Subtag::new("und");
/// `sgn`: with a region it is a sign language of its own.
const SIGN_LANGUAGES: Subtag = Subtag::new("sgn");

/// Whether a language is written from right to left.
#[cfg(feature = "pages")]
pub(crate) fn is_right_to_left(locale: &unic_langid::LanguageIdentifier) -> bool {
    Tag::try_from(locale).is_ok_and(runs_from_right_to_left)
}

#[cfg(any(feature = "pages", test))]
fn runs_from_right_to_left(tag: Tag) -> bool {
    let script = likely(tag).script;
    script.is_some_and(|script| likely::find(data::RIGHT_TO_LEFT, [script]).is_some())
}

/// Whether a locale is the likeliest of its language: `zh-Hans`, `zh` or `zh-CN`, but not `zh-TW`.
pub(crate) fn is_likeliest(locale: &unic_langid::LanguageIdentifier) -> bool {
    Tag::try_from(locale).is_ok_and(|tag| {
        let tag = canonical(tag);
        likely(tag) == likely(Tag { script: None, region: None, ..tag })
    })
}

/// Whether [`canonical`] could change this language. All of three letters might; the two-letter
/// ones that do are few.
pub(crate) fn may_be_language_alias(language: Subtag) -> bool {
    const OLD: [Subtag; 9] = subtags!["bh" "in" "iw" "ji" "jw" "mo" "sh" "tl" "tw"];
    language.len() != 2 || OLD.contains(&language)
}

/// Whether [`canonical`] could change this region. Of three digits all might that stand for no area
/// of the world; the two-letter ones that do are few.
pub(crate) fn may_be_region_alias(region: Subtag) -> bool {
    const OLD: [Subtag; 27] = subtags![
        "an" "bu" "cs" "ct" "dd" "dy" "fq" "fx" "hv" "jt" "mi" "nh" "nq" "nt" "pc" "pu" "pz" "qu"
        "rh" "su" "tp" "uk" "vd" "wk" "yd" "yu" "zr"
    ];
    const AREAS: [Subtag; 8] = subtags!["001" "003" "013" "019" "021" "142" "150" "419"];
    match region.len() {
        2 => OLD.binary_search(&region).is_ok(),
        _ => AREAS.binary_search(&region).is_err(),
    }
}

/// The regions where a language is likely written in another script than elsewhere; those that most
/// readers are in first, for the row of a language is searched from its beginning.
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

/// Pairs of a region and the script that a language is likely written in there, where that is not
/// its usual script.
pub(crate) fn regional_scripts(language: Subtag) -> impl Iterator<Item = (Subtag, Subtag)> {
    let rows = REGIONAL_SCRIPTS.iter().filter(move |row| Subtag::new(row.0) == language);
    rows.flat_map(|(_, script, regions)| {
        regions.split(' ').map(|region| (Subtag::new(region), Subtag::new(script)))
    })
}

/// For a language, how far away it is from others whose readers read it as their own: at most 10
/// in CLDR's `languageMatching` (dialects of one language, and languages that differ little), and
/// the two written norms of Norwegian. The pairs farther apart are second languages (Catalan readers are
/// given Spanish): that is for the reader to list, not for us to guess.
#[rustfmt::skip]
const READERS: &[(&str, u8, &str)] = &[
    ("aa", 4, "ssy"),
    ("ar", 10, "aao abh abv acm acq acw acx acy adf aeb aec afb apc apd arq ars ary arz auz avl"),
    ("ar", 10, "ayh ayl ayn ayp bbz pga shu ssh"),
    ("az", 10, "azb"),
    ("bs", 4, "hr"),
    ("da", 8, "nb no"),
    ("de", 4, "gsw lb"),
    ("et", 10, "vro"),
    ("ff", 10, "ffm fub fue fuf fuh fui fuq fuv"),
    ("gn", 10, "gnw gui gun nhd"),
    ("hr", 4, "bs"),
    ("iu", 10, "ikt"),
    ("kln", 10, "enb eyo niq oki pko sgc tec tuy"),
    ("kok", 10, "knn"),
    ("kpe", 10, "gkp"),
    ("luy", 10, "ida lkb lko lks lri lrm lsm lto lts lwg nle nyd rag"),
    ("lv", 10, "ltg"),
    ("mg", 10, "bhr bmm bzc msh skg tdx tkg txy xmv xmw"),
    ("mn", 10, "mvf"),
    ("ms", 10, "bjn btj bve bvu coa dup hji id jak jax kvb kvr kxd lce lcf liw max meo mfa mfb"),
    ("ms", 10, "min mqg msi mui orn ors pel pse tmw urk vkk vkt xmm zlm zmi"),
    ("nb", 1, "no"),
    ("nb", 8, "da"),
    ("nb", 20, "nn"),
    ("ne", 10, "dty"),
    ("nn", 20, "nb no"),
    ("no", 1, "nb"),
    ("no", 8, "da"),
    ("no", 20, "nn"),
    ("om", 10, "gax hae orc"),
    ("or", 10, "spv"),
    ("ps", 10, "pbt pst"),
    ("qu", 10, "qub qud quf qug quh quk qul qup qur qus quw qux quy qva qvc qve qvh qvi qvj qvl"),
    ("qu", 10, "qvm qvn qvo qvp qvs qvw qvz qwa qwc qwh qws qxa qxc qxh qxl qxn qxo qxp qxr qxt"),
    ("qu", 10, "qxu qxw"),
    ("sc", 10, "sdc sdn sro"),
    ("sq", 10, "aae aat aln"),
    ("ssy", 4, "aa"),
    ("syr", 10, "aii"),
    ("uz", 10, "uzs"),
    ("yi", 10, "yih"),
    ("zh", 10, "cdo cjy cnp cpx csp czh czo gan hak hnm hsn luh lzh mnp nan sjc wuu yue"),
];

/// The languages whose readers are given `language` where their own is not available, and how far
/// away it is from each.
pub(crate) fn languages_close_to(language: Subtag) -> impl Iterator<Item = (Subtag, u8)> {
    let rows = READERS.iter().filter(move |row| Subtag::new(row.0) == language);
    rows.flat_map(|(_, distance, readers)| {
        readers.split(' ').map(|reader| (Subtag::new(reader), *distance))
    })
}

/// A language, the scripts whose readers read another one too, and that one: less than 50 apart in CLDR's
/// `languageMatching`. The Chinese scripts are left out: they are a choice of
/// [`negotiation`](crate::negotiation).
#[rustfmt::skip]
const READ_SCRIPTS: &[(&str, &str, &str)] = &[
    ("ar", "latn", "arab"),
    ("bn", "latn", "beng"),
    ("gu", "latn", "gujr"),
    ("hi", "latn", "deva"),
    ("ja", "hani hira hrkt kana latn", "jpan"), ("ja", "hira kana", "hrkt"),
    ("kn", "latn", "knda"),
    ("ko", "hang hani jamo", "kore"), ("ko", "jamo", "hang"),
    ("ml", "latn", "mlym"),
    ("mr", "latn", "deva"),
    ("sr", "latn", "cyrl"), ("sr", "cyrl", "latn"),
    ("ta", "latn", "taml"),
    ("te", "latn", "telu"),
    ("zh", "hani latn", "hans"), ("zh", "hani", "hant"),
];

/// The scripts of a language whose readers read this one too.
pub(crate) fn scripts_close_to(language: Subtag, script: Subtag) -> impl Iterator<Item = Subtag> {
    let is_row = move |row: &&(&str, &str, &str)| {
        Subtag::new(row.0) == language && Subtag::new(row.2) == script
    };
    let rows = READ_SCRIPTS.iter().filter(is_row);
    rows.flat_map(|(_, readers, _)| readers.split(' ')).map(Subtag::new)
}

/// For a language (and a script, where it matters), a group of regions, and the regions that stand
/// for the others of the group and for those outside of it.
#[rustfmt::skip]
const REGION_GROUPS: &[(&str, &str, &str, &str)] = &[
    ("ar", "", "dz eh ly ma mr tn", ""),
    ("en", "", "as ca gu mh mp ph pr um us vi", "us gb"),
    ("es", "", AMERICAS, "419 es"),
    ("pt", "", AMERICAS, "br pt"),
    ("zh", "hant", "hk mo", ""),
];

const AMERICAS: &str = "003 005 013 019 021 029 419 ag ai ar aw bb bl bm bo bq br bs bv bz ca cl \
    co cr cu cw dm do ec fk gd gf gl gp gs gt gy hn ht jm kn ky lc mf mq ms mx ni pa pe pm pr py \
    sr sv sx tc tt us uy vc ve vg vi";

/// A region, and what CLDR's `languageMatching` says of it for one language and script.
///
/// It puts the regions of some languages in two groups, so that a reader in Australia is given the
/// English of Britain before that of the United States, and prefers one region of a group (its
/// "paradigm locales") to stand for the others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Region {
    region: Option<Subtag>,
    is_in_group: bool,
    is_representative: bool,
}

impl Region {
    pub(crate) fn of(tag: Tag) -> Self {
        let row = REGION_GROUPS.iter().find(|(language, script, _, _)| {
            let is_script = script.is_empty() || tag.script == Some(Subtag::new(script));
            Subtag::new(language) == tag.language && is_script
        });
        let is_in = |list| tag.region.is_some_and(|region| region.is_in(list));
        Self {
            region: tag.region,
            is_in_group: row.is_some_and(|(_, _, group, _)| is_in(group)),
            is_representative: row.is_some_and(|(_, _, _, representatives)| is_in(representatives)),
        }
    }

    /// How far away a text is for a reader in this region: 0 for the same region, up to 4.
    pub(crate) fn distance_to(&self, text: &Self) -> u8 {
        match (self.is_in_group == text.is_in_group, text.is_representative) {
            _ if self.region == text.region => 0,
            (true, true) => 1,
            (true, false) => 2,
            (false, true) => 3,
            (false, false) => 4,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likeliest_of_a_language() {
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

    #[test]
    fn nothing_that_cldr_has_an_alias_for_is_passed_over() {
        for language in oracle::languages() {
            let tag = Tag { language, script: None, region: None };
            assert!(canonical(tag) == tag || may_be_language_alias(language), "{tag:?}");
        }
        for region in oracle::regions() {
            let tag = Tag { language: Subtag::new("en"), script: None, region: Some(region) };
            assert!(canonical(tag) == tag || may_be_region_alias(region), "{region}");
        }
    }

    #[test]
    fn the_tables_name_what_cldr_knows() {
        for (language, _, readers) in READERS {
            for language in readers.split(' ').chain([*language]) {
                let tag = Tag { language: Subtag::new(language), script: None, region: None };
                assert_eq!(canonical(tag), tag, "{language} is an alias");
            }
        }
        for (language, readers, script) in READ_SCRIPTS {
            for script in readers.split(' ').chain([*script]) {
                let script = Some(Subtag::new(script));
                let tag = Tag { language: Subtag::new(language), script, region: None };
                assert_eq!(canonical(tag), tag, "{language}-{script:?}");
            }
        }
    }
}
