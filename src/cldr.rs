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
use tinystr::tinystr;

use crate::tag::{Subtag, Tag};

const UNDETERMINED: Subtag = tinystr!(8, "und");

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
    match language.len() {
        2 => matches!(
            language.as_str(),
            "bh" | "in" | "iw" | "ji" | "jw" | "mo" | "sh" | "tl" | "tw"
        ),
        _ => true,
    }
}

/// Whether [`canonical`] could change this region. All of three digits might; the two-letter ones
/// that do are few.
#[rustfmt::skip]
pub(crate) fn may_be_region_alias(region: Subtag) -> bool {
    match region.len() {
        2 => matches!(
            region.as_str(),
            "an" | "bu" | "cs" | "ct" | "dd" | "dy" | "fq" | "fx" | "hv" | "jt" | "mi" | "nh"
                | "nq" | "nt" | "pc" | "pu" | "pz" | "qu" | "rh" | "su" | "tp" | "uk" | "vd"
                | "wk" | "yd" | "yu" | "zr"
        ),
        _ => true,
    }
}

fn to_icu(tag: Tag) -> Option<LanguageIdentifier> {
    Some(LanguageIdentifier {
        language: Language::try_from_str(&tag.language).ok()?,
        script: tag.script.map(|script| Script::try_from_str(&script)).transpose().ok()?,
        region: tag.region.map(|region| Region::try_from_str(&region)).transpose().ok()?,
        variants: Default::default(),
    })
}

fn from_icu(id: &LanguageIdentifier) -> Tag {
    Tag {
        language: id.language.to_tinystr().resize(),
        script: id.script.map(|script| script.to_tinystr().to_ascii_lowercase().resize()),
        region: id.region.map(|region| region.to_tinystr().to_ascii_lowercase().resize()),
    }
}

/// The regions where a language is likely written in another script than elsewhere.
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
    ("zh", "hant", "au bn gb gf hk id mo pa pf ph sr th tw us vn"),
];

/// Pairs of a region and the script that a language is likely written in there, where that is not
/// its usual script.
pub(crate) fn regional_scripts(language: Subtag) -> impl Iterator<Item = (Subtag, Subtag)> {
    REGIONAL_SCRIPTS.iter().filter(move |row| language == row.0).flat_map(|(_, script, regions)| {
        let subtag = |text: &str| Subtag::try_from_str(text).ok();
        regions.split(' ').filter_map(move |region| Some((subtag(region)?, subtag(script)?)))
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
    READERS
        .iter()
        .filter(move |row| language == row.0)
        .flat_map(|(_, readers)| readers.split(' '))
        .filter_map(|reader| Subtag::try_from_str(reader).ok())
}

/// Whether readers of one script of a language read another one too: less than 50 apart in CLDR's
/// `languageMatching`. The Chinese scripts are left out: they are a choice of
/// [`negotiation`](crate::negotiation).
pub(crate) fn reads_script(language: Subtag, own: Subtag, other: Subtag) -> bool {
    matches!(
        (language.as_str(), own.as_str(), other.as_str()),
        ("sr", "latn", "cyrl")
            | ("sr", "cyrl", "latn")
            | ("zh", "hani", "hans" | "hant")
            | ("zh", "latn", "hans")
            | ("ja", "hani" | "hira" | "hrkt" | "kana" | "latn", "jpan")
            | ("ja", "hira" | "kana", "hrkt")
            | ("ko", "hang" | "hani" | "jamo", "kore")
            | ("ko", "jamo", "hang")
            | ("ar", "latn", "arab")
            | ("bn", "latn", "beng")
            | ("gu", "latn", "gujr")
            | ("hi" | "mr", "latn", "deva")
            | ("kn", "latn", "knda")
            | ("ml", "latn", "mlym")
            | ("ta", "latn", "taml")
            | ("te", "latn", "telu")
    )
}

/// How far apart two regions of one language and script are: 0 for the same, up to 3.
///
/// CLDR's `languageMatching` puts the regions of some languages in two groups, so that a reader
/// in Australia is given the English of Britain before that of the United States, and prefers one
/// region of a group (its "paradigm locales") to stand for the others.
pub(crate) fn region_distance(tag: Tag, text: Subtag) -> u8 {
    let Some(reader) = tag.region else { return 3 };
    if reader == text {
        return 0;
    }
    let script = tag.script.as_ref().map_or("", |script| script.as_str());
    let (in_group, representatives): (fn(Subtag) -> bool, _) = match (tag.language.as_str(), script)
    {
        ("ar", _) => (in_maghreb, ["", ""]),
        ("en", _) => (like_united_states, ["us", "gb"]),
        ("es", _) => (in_americas, ["419", "es"]),
        ("pt", _) => (in_americas, ["br", "pt"]),
        ("zh", "hant") => (in_chinese_special_regions, ["", ""]),
        _ => return 2,
    };
    match in_group(reader) == in_group(text) {
        true if representatives.contains(&text.as_str()) => 1,
        true => 2,
        false => 3,
    }
}

fn in_maghreb(region: Subtag) -> bool {
    matches!(region.as_str(), "dz" | "eh" | "ly" | "ma" | "mr" | "tn")
}

fn like_united_states(region: Subtag) -> bool {
    matches!(region.as_str(), "as" | "ca" | "gu" | "mh" | "mp" | "ph" | "pr" | "um" | "us" | "vi")
}

fn in_chinese_special_regions(region: Subtag) -> bool {
    matches!(region.as_str(), "hk" | "mo")
}

#[rustfmt::skip]
fn in_americas(region: Subtag) -> bool {
    matches!(
        region.as_str(),
        "003" | "005" | "013" | "019" | "021" | "029" | "419"
            | "ag" | "ai" | "ar" | "aw" | "bb" | "bl" | "bm" | "bo" | "bq" | "br" | "bs" | "bv"
            | "bz" | "ca" | "cl" | "co" | "cr" | "cu" | "cw" | "dm" | "do" | "ec" | "fk" | "gd"
            | "gf" | "gl" | "gp" | "gs" | "gt" | "gy" | "hn" | "ht" | "jm" | "kn" | "ky" | "lc"
            | "mf" | "mq" | "ms" | "mx" | "ni" | "pa" | "pe" | "pm" | "pr" | "py" | "sr" | "sv"
            | "sx" | "tc" | "tt" | "us" | "uy" | "vc" | "ve" | "vg" | "vi"
    )
}
