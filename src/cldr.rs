//! What matching takes from CLDR 48: aliases, likely subtags, and which languages, scripts and
//! regions are close enough to stand in for each other.
//!
//! Aliases and likely subtags come from `icu_locale`. It answers in 50 to 60 ns, which is too slow
//! for each range of each header and needless for most, so [`negotiation`](crate::negotiation)
//! asks it when a set of locales is put together, and on a request's path only for tags that are
//! neither one of those languages nor surely foreign to them. What the path needs beside that is
//! the small table [`REGIONAL_SCRIPTS`]; a test holds it against `icu_locale` for every language
//! and every region. The closeness tables are CLDR's `languageMatching`, which `icu_locale` lacks.

use icu_locale::subtags::{Language, Region, Script};
use icu_locale::{LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleExpander};

use crate::tag::{Subtag, Tag, subtags};

const UNDETERMINED: Subtag = Subtag::new("und");

/// The canonical form: `cmn` is `zh`, `sh` is `sr-Latn`, `UK` is `GB`. A tag without a language is
/// given the likely one: `und-TW` is `zh-Hant-TW`.
pub(crate) fn canonical(tag: Tag) -> Tag {
    let Some(id) = to_icu(tag) else { return tag };
    let mut locale = Locale::from(id);
    LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
    let canonical = from_icu(&locale.id);
    if canonical.language == UNDETERMINED { likely(canonical) } else { canonical }
}

/// The tag with its likely script and region ([UTS #35, Likely Subtags]); what CLDR does not know
/// stays open.
///
/// [UTS #35, Likely Subtags]: https://www.unicode.org/reports/tr35/#Likely_Subtags
pub(crate) fn likely(tag: Tag) -> Tag {
    let Some(mut id) = to_icu(tag) else { return tag };
    LocaleExpander::new_extended().maximize(&mut id);
    from_icu(&id)
}

/// Whether [`canonical`] could change this language. All of three letters might; the two-letter
/// ones that do are few.
pub(crate) fn may_be_language_alias(language: Subtag) -> bool {
    const OLD: [Subtag; 9] = subtags!["bh" "in" "iw" "ji" "jw" "mo" "sh" "tl" "tw"];
    language.len() != 2 || OLD.contains(&language)
}

/// Whether [`canonical`] could change this region. All of three digits might; the two-letter ones
/// that do are few.
pub(crate) fn may_be_region_alias(region: Subtag) -> bool {
    const OLD: [Subtag; 27] = subtags![
        "an" "bu" "cs" "ct" "dd" "dy" "fq" "fx" "hv" "jt" "mi" "nh" "nq" "nt" "pc" "pu" "pz" "qu"
        "rh" "su" "tp" "uk" "vd" "wk" "yd" "yu" "zr"
    ];
    region.len() != 2 || OLD.binary_search(&region).is_ok()
}

fn to_icu(tag: Tag) -> Option<LanguageIdentifier> {
    let script = tag.script.map(|script| script.parse_as(Script::try_from_utf8));
    let region = tag.region.map(|region| region.parse_as(Region::try_from_utf8));
    Some(LanguageIdentifier {
        language: tag.language.parse_as(Language::try_from_utf8)?,
        script: script.flatten(),
        region: region.flatten(),
        variants: Default::default(),
    })
}

fn from_icu(id: &LanguageIdentifier) -> Tag {
    Tag {
        language: Subtag::new(id.language.as_str()),
        script: id.script.map(|script| Subtag::new(script.as_str())),
        region: id.region.map(|region| Subtag::new(region.as_str())),
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

/// For a language, the others whose readers read it as their own: at most 10 apart in CLDR's
/// `languageMatching` (dialects of one language, and languages that differ little), and the two
/// written norms of Norwegian. The pairs farther apart are second languages (Catalan readers are
/// given Spanish): that is for the reader to list, not for us to guess.
#[rustfmt::skip]
const READERS: &[(&str, &str)] = &[
    ("aa", "ssy"),
    ("ar", "aao abh abv acm acq acw acx acy adf aeb aec afb apc apd arq ars ary arz auz avl"),
    ("ar", "ayh ayl ayn ayp bbz pga shu ssh"),
    ("az", "azb"),
    ("bs", "hr"),
    ("da", "nb no"),
    ("de", "gsw lb"),
    ("et", "vro"),
    ("ff", "ffm fub fue fuf fuh fui fuq fuv"),
    ("gn", "gnw gui gun nhd"),
    ("hr", "bs"),
    ("iu", "ikt"),
    ("kln", "enb eyo niq oki pko sgc tec tuy"),
    ("kok", "knn"),
    ("kpe", "gkp"),
    ("luy", "ida lkb lko lks lri lrm lsm lto lts lwg nle nyd rag"),
    ("lv", "ltg"),
    ("mg", "bhr bjq bmm bzc msh skg tdx tkg txy xmv xmw"),
    ("mn", "mvf"),
    ("ms", "bjn btj bve bvu coa dup hji id jak jax kvb kvr kxd lce lcf liw max meo mfa mfb"),
    ("ms", "min mqg msi mui orn ors pel pse tmw urk vkk vkt xmm zlm zmi"),
    ("nb", "da nn no"),
    ("ne", "dty"),
    ("nn", "nb no"),
    ("no", "da nb nn"),
    ("om", "gax hae orc"),
    ("or", "spv"),
    ("ps", "pbt pst"),
    ("qu", "qub qud quf qug quh quk qul qup qur qus quw qux quy qva qvc qve qvh qvi qvj qvl"),
    ("qu", "qvm qvn qvo qvp qvs qvw qvz qwa qwc qwh qws qxa qxc qxh qxl qxn qxo qxp qxr qxt"),
    ("qu", "qxu qxw"),
    ("sc", "sdc sdn sro"),
    ("sq", "aae aat aln"),
    ("ssy", "aa"),
    ("syr", "aii"),
    ("uz", "uzs"),
    ("yi", "yih"),
    ("zh", "cdo cjy cnp cpx csp czh czo gan hak hnm hsn luh lzh mnp nan sjc wuu yue"),
];

/// The languages whose readers are given `language` where their own is not available.
pub(crate) fn readers_of(language: Subtag) -> impl Iterator<Item = Subtag> {
    let rows = READERS.iter().filter(move |row| Subtag::new(row.0) == language);
    rows.flat_map(|(_, readers)| readers.split(' ')).map(Subtag::new)
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
pub(crate) fn reader_scripts(language: Subtag, script: Subtag) -> impl Iterator<Item = Subtag> {
    let is_row = move |row: &&(&str, &str, &str)| {
        Subtag::new(row.0) == language && Subtag::new(row.2) == script
    };
    let rows = READ_SCRIPTS.iter().filter(is_row);
    rows.flat_map(|(_, readers, _)| readers.split(' ')).map(Subtag::new)
}

/// For a language (and a script, where it matters), a group of regions and the regions that stand
/// for the rest inside and outside of it.
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

/// How far apart a reader's region and a text's are, for one language and script: 0 for the same,
/// up to 3.
///
/// CLDR's `languageMatching` puts the regions of some languages in two groups, so that a reader
/// in Australia is given the English of Britain before that of the United States, and prefers one
/// region of a group (its "paradigm locales") to stand for the others.
#[cold]
pub(crate) fn region_distance(reader: Tag, text: Subtag) -> u8 {
    let Some(region) = reader.region.filter(|region| *region != text) else { return 0 };
    let row = REGION_GROUPS.iter().find(|(language, script, _, _)| {
        let is_script = script.is_empty() || reader.script == Some(Subtag::new(script));
        Subtag::new(language) == reader.language && is_script
    });
    match row {
        Some((_, _, group, _)) if region.is_in(group) != text.is_in(group) => 3,
        Some((_, _, _, representatives)) if text.is_in(representatives) => 1,
        _ => 2,
    }
}
