//! Close languages, scripts and regions, from `languageMatching` of CLDR 48 (© 1991-2025 Unicode,
//! Inc., Unicode License v3, `LICENSE-UNICODE`). `icu_locale` does not have this data.

use super::language_tag::{Subtag, Tag};

/// A supported language, its distance from close languages, and these languages: every
/// `languageMatch` with a distance of at most 10 (dialects and similar languages), and the two
/// written norms of Norwegian. Pairs with a greater distance are second languages, such as Spanish
/// for Catalan. Clients list these themselves.
#[rustfmt::skip]
const LANGUAGE_MATCHES: &[(&str, u8, &str)] = &[
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
pub(crate) fn languages_close_to(supported: Subtag) -> impl Iterator<Item = (Subtag, u8)> {
    let rows = LANGUAGE_MATCHES.iter().filter(move |row| Subtag::new(row.0) == supported);
    rows.flat_map(|(_, distance, desired)| {
        desired.split(' ').map(|language| (Subtag::new(language), *distance))
    })
}

/// A language, the scripts that match another one, and that script: every `languageMatch` between
/// scripts of one language with a distance below 50, the default.
#[rustfmt::skip]
const SCRIPT_MATCHES: &[(&str, &str, &str)] = &[
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
    let rows = SCRIPT_MATCHES.iter().filter(is_row);
    rows.flat_map(|(_, desired, _)| desired.split(' ')).map(Subtag::new)
}

/// A language (and a script if it matters), the regions of its `matchVariable`, and the regions of
/// its `paradigmLocales`.
#[rustfmt::skip]
const REGION_MATCHES: &[(&str, &str, &str, &str)] = &[
    ("ar", "", "dz eh ly ma mr tn", ""),
    ("en", "", "as ca gu mh mp ph pr um us vi", "us gb"),
    ("es", "", AMERICAS, "419 es"),
    ("pt", "", AMERICAS, "br pt"),
    ("zh", "hant", "hk mo", ""),
];

/// `$americas`: the areas and countries of the area 019, and the groupings 003 and 419.
const AMERICAS: &str = "003 005 013 019 021 029 419 ag ai ar aw bb bl bm bo bq br bs bv bz ca cl \
    co cr cu cw dm do ec fk gd gf gl gp gs gt gy hn ht jm kn ky lc mf mq ms mx ni pa pe pm pr py \
    sr sv sx tc tt us uy vc ve vg vi";

/// A region with the properties that its distance from others depends on.
///
/// A match variable divides the regions of a language into two clusters, so that a client in
/// Australia gets British English before American English. A paradigm locale goes before the other
/// locales of its cluster.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Region {
    region: Option<Subtag>,
    is_in_cluster: bool,
    is_paradigm: bool,
}

impl Region {
    pub(crate) fn of(tag: Tag) -> Self {
        let row = REGION_MATCHES.iter().find(|(language, script, _, _)| {
            let is_script = script.is_empty() || tag.script == Some(Subtag::new(script));
            Subtag::new(language) == tag.language && is_script
        });
        let is_in = |list| tag.region.is_some_and(|region| region.is_in(list));
        Self {
            region: tag.region,
            is_in_cluster: row.is_some_and(|(_, _, cluster, _)| is_in(cluster)),
            is_paradigm: row.is_some_and(|(_, _, _, paradigms)| is_in(paradigms)),
        }
    }

    /// Returns the distance from a desired region to a supported one: 0 for the same region, up
    /// to 4.
    pub(crate) fn distance_to(&self, supported: &Self) -> u8 {
        match (self.is_in_cluster == supported.is_in_cluster, supported.is_paradigm) {
            _ if self.region == supported.region => 0,
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
    use crate::negotiation::cldr::canonical;

    #[test]
    fn the_tables_have_no_aliases() {
        for (language, _, desired) in LANGUAGE_MATCHES {
            for language in desired.split(' ').chain([*language]) {
                let tag = Tag { language: Subtag::new(language), script: None, region: None };
                assert_eq!(canonical(tag), tag, "{language} is an alias");
            }
        }
        for (language, desired, script) in SCRIPT_MATCHES {
            for script in desired.split(' ').chain([*script]) {
                let script = Some(Subtag::new(script));
                let tag = Tag { language: Subtag::new(language), script, region: None };
                assert_eq!(canonical(tag), tag, "{language}-{script:?}");
            }
        }
    }
}
