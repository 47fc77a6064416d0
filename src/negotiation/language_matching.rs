//! Close languages, scripts and regions, from `languageMatching` of CLDR 48 (© 1991-2025 Unicode,
//! Inc., Unicode License v3, `LICENSE-UNICODE`). `icu_locale` does not have this data.
//!
//! To update the tables to another release, set `CLDR_RELEASE` in the tests and run
//!
//! ```sh
//! npm install --no-save --no-package-lock --prefix target/cldr cldr-core@48
//! cargo test --lib language_matching -- --include-ignored
//! ```
//!
//! with that release. The test prints the entries to add and to remove.

use unic_langid::LanguageIdentifier;
use unic_langid::subtags::{Language, Region, Script};

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

/// Returns the languages that match `supported`, each with its distance.
pub(super) fn languages_close_to(supported: Language) -> impl Iterator<Item = (Language, u8)> {
    let rows = LANGUAGE_MATCHES.iter().filter(move |row| supported.as_str() == row.0);
    rows.flat_map(|(_, distance, desired)| {
        let languages = desired.split(' ').filter_map(|language| language.parse().ok());
        languages.map(|language| (language, *distance))
    })
}

/// A language, the scripts that match another one, and that script: every `languageMatch` between
/// scripts of one language with a distance below 50, the default.
#[rustfmt::skip]
const SCRIPT_MATCHES: &[(&str, &str, &str)] = &[
    ("ar", "Latn", "Arab"),
    ("bn", "Latn", "Beng"),
    ("gu", "Latn", "Gujr"),
    ("hi", "Latn", "Deva"),
    ("ja", "Hani Hira Hrkt Kana Latn", "Jpan"), ("ja", "Hira Kana", "Hrkt"),
    ("kn", "Latn", "Knda"),
    ("ko", "Hang Hani Jamo", "Kore"), ("ko", "Jamo", "Hang"),
    ("ml", "Latn", "Mlym"),
    ("mr", "Latn", "Deva"),
    ("sr", "Latn", "Cyrl"), ("sr", "Cyrl", "Latn"),
    ("ta", "Latn", "Taml"),
    ("te", "Latn", "Telu"),
    ("zh", "Hani Latn", "Hans"), ("zh", "Hani", "Hant"),
];

/// Returns the other scripts of a language that match `supported`.
pub(super) fn scripts_close_to(
    language: Language,
    supported: Script,
) -> impl Iterator<Item = Script> {
    let rows = SCRIPT_MATCHES.iter().filter(move |(other_language, _, other_script)| {
        language.as_str() == *other_language && supported.as_str() == *other_script
    });
    rows.flat_map(|(_, desired, _)| desired.split(' ')).filter_map(|script| script.parse().ok())
}

/// A language (and a script if it matters), the regions of its `matchVariable`, and the regions of
/// its `paradigmLocales`.
#[rustfmt::skip]
const REGION_MATCHES: &[(&str, &str, &str, &str)] = &[
    ("ar", "", "DZ EH LY MA MR TN", ""),
    ("en", "", "AS CA GU MH MP PH PR UM US VI", "US GB"),
    ("es", "", AMERICAS, "419 ES"),
    ("pt", "", AMERICAS, "BR PT"),
    ("zh", "Hant", "HK MO", ""),
];

/// `$americas`: the areas and countries of the area 019, and the groupings 003 and 419.
const AMERICAS: &str = "003 005 013 019 021 029 419 AG AI AR AW BB BL BM BO BQ BR BS BV BZ CA CL \
    CO CR CU CW DM DO EC FK GD GF GL GP GS GT GY HN HT JM KN KY LC MF MQ MS MX NI PA PE PM PR PY \
    SR SV SX TC TT US UY VC VE VG VI";

/// A region with the properties that its distance from others depends on.
///
/// A match variable divides the regions of a language into two clusters, so that a client in
/// Australia gets British English before American English. A paradigm locale goes before the other
/// locales of its cluster.
#[derive(Clone, Copy, Debug)]
pub(super) struct ClusteredRegion {
    region: Option<Region>,
    is_in_cluster: bool,
    is_paradigm: bool,
}

impl ClusteredRegion {
    /// Returns the region of a tag with its likely subtags.
    pub(super) fn of(likely: &LanguageIdentifier) -> Self {
        let LanguageIdentifier { language, script, region, .. } = likely;
        let row = REGION_MATCHES.iter().find(|(other_language, other_script, _, _)| {
            let is_script = |script: &Script| script.as_str() == *other_script;
            language.as_str() == *other_language
                && (other_script.is_empty() || script.as_ref().is_some_and(is_script))
        });
        let is_in = |regions: &str| {
            region.is_some_and(|region| regions.split(' ').any(|other| region.as_str() == other))
        };
        Self {
            region: *region,
            is_in_cluster: row.is_some_and(|(_, _, cluster, _)| is_in(cluster)),
            is_paradigm: row.is_some_and(|(_, _, _, paradigms)| is_in(paradigms)),
        }
    }

    /// Returns the distance from a desired region to a supported one: 0 for the same region, up
    /// to 4.
    pub(super) fn distance_to(&self, supported: &Self) -> u8 {
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
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::PathBuf;
    use std::{env, fs};

    use serde_json::Value;

    use super::*;
    use crate::negotiation::cldr::{canonical, likely};

    const CLDR_RELEASE: &str = "48";

    #[track_caller]
    fn is_canonical(tag: &str) {
        assert_eq!(canonical(&tag.parse().unwrap()).to_string(), tag);
    }

    #[test]
    fn the_tables_have_no_aliases() {
        for (language, _, desired) in LANGUAGE_MATCHES {
            desired.split(' ').chain([*language]).for_each(is_canonical);
        }
        for (language, desired, script) in SCRIPT_MATCHES {
            let scripts = desired.split(' ').chain([*script]);
            scripts.for_each(|script| is_canonical(&format!("{language}-{script}")));
        }
    }

    fn words(list: &str) -> impl Iterator<Item = String> {
        list.split(' ').filter(|word| !word.is_empty()).map(str::to_owned)
    }

    /// Reads a part of a supplemental file of npm's `cldr-core`.
    fn cldr_core(file: &str, pointer: &str) -> Value {
        let default = "target/cldr/node_modules/cldr-core";
        let dir = env::var_os("CLDR_CORE").map_or_else(|| default.into(), PathBuf::from);
        let path = dir.join("supplemental").join(file);
        let text = fs::read_to_string(&path).unwrap_or_else(|error| {
            panic!(
                "cannot read {}: {error}\nrun `npm install --no-save --no-package-lock --prefix \
                 target/cldr cldr-core@{CLDR_RELEASE}`, or set CLDR_CORE to the package's directory",
                path.display()
            )
        });
        let mut file: Value = serde_json::from_str(&text).unwrap();
        file["supplemental"].pointer_mut(pointer).unwrap().take()
    }

    /// An entry of `languageMatch`, with its subtags.
    struct Match {
        desired: Vec<String>,
        supported: Vec<String>,
        distance: u8,
    }

    /// Entries that are not one-way occur in both directions.
    fn language_matches(matching: &Value) -> Vec<Match> {
        let mut matches = Vec::new();
        for entry in matching["languageMatch"].as_array().unwrap() {
            let subtags = |key: &str| -> Vec<String> {
                entry[key].as_str().unwrap().split('-').map(str::to_owned).collect()
            };
            let distance = u8::try_from(entry["_distance"].as_u64().unwrap()).unwrap();
            let (desired, supported) = (subtags("_desired"), subtags("_supported"));
            if entry.get("_oneway").is_none() {
                let (desired, supported) = (supported.clone(), desired.clone());
                matches.push(Match { desired, supported, distance });
            }
            matches.push(Match { desired, supported, distance });
        }
        matches
    }

    #[track_caller]
    fn are_the_same<T: Ord + std::fmt::Debug>(table: &BTreeSet<T>, cldr: &BTreeSet<T>) {
        let to_remove: Vec<_> = table.difference(cldr).collect();
        let to_add: Vec<_> = cldr.difference(table).collect();
        assert!(to_remove.is_empty() && to_add.is_empty(), "remove {to_remove:?}, add {to_add:?}");
    }

    #[test]
    #[ignore = "needs npm's cldr-core"]
    fn the_tables_are_those_of_cldr_core() {
        let version = cldr_core("languageMatching.json", "/version/_cldrVersion");
        assert_eq!(version, CLDR_RELEASE);
        let matching = cldr_core("languageMatching.json", "/languageMatching/written-new");
        let matches = language_matches(&matching);

        let table = LANGUAGE_MATCHES.iter().flat_map(|(supported, distance, desired)| {
            words(desired).map(|desired| (supported.to_string(), *distance, desired))
        });
        let is_usable = |language: &String| {
            let tag = language.parse().unwrap();
            language != "*" && canonical(&tag) == tag
        };
        let is_norwegian = |language: &String| ["nb", "nn", "no"].contains(&language.as_str());
        let cldr = matches.iter().filter_map(|Match { desired, supported, distance }| {
            let ([desired], [supported]) = (&desired[..], &supported[..]) else { return None };
            let is_close = *distance <= 10 || (is_norwegian(desired) && is_norwegian(supported));
            (is_close && is_usable(desired) && is_usable(supported))
                .then(|| (supported.clone(), *distance, desired.clone()))
        });
        are_the_same(&table.collect(), &cldr.collect());

        let table = SCRIPT_MATCHES.iter().flat_map(|(language, desired, supported)| {
            words(desired).map(|desired| [language.to_string(), desired, supported.to_string()])
        });
        let cldr = matches.iter().filter_map(|Match { desired, supported, distance }| {
            let ([language, desired], [other, supported]) = (&desired[..], &supported[..]) else {
                return None;
            };
            (language == other && *distance < 50)
                .then(|| [language.clone(), desired.clone(), supported.clone()])
        });
        are_the_same(&table.collect(), &cldr.collect());

        let regions = |list: &str| words(list).collect::<BTreeSet<_>>();
        let table = REGION_MATCHES.iter().map(|(language, script, cluster, paradigms)| {
            (language.to_string(), script.to_string(), regions(cluster), regions(paradigms))
        });
        let paradigms = paradigm_regions(&matching);
        let cldr = matches.iter().filter_map(|Match { desired, supported, .. }| {
            let [language, script, variable] = &desired[..] else { return None };
            let is_cluster = variable.starts_with('$') && !variable.starts_with("$!");
            (is_cluster && desired == supported).then(|| {
                let paradigms = paradigms.get(language).cloned().unwrap_or_default();
                let script = script.trim_matches('*').to_owned();
                (language.clone(), script, match_variable(&matching, variable), paradigms)
            })
        });
        are_the_same(&table.collect(), &cldr.collect());
    }

    fn paradigm_regions(matching: &Value) -> BTreeMap<String, BTreeSet<String>> {
        let mut regions = BTreeMap::<_, BTreeSet<_>>::new();
        for locale in matching["paradigmLocales"]["_locales"].as_array().unwrap() {
            let locale = likely(&locale.as_str().unwrap().parse().unwrap());
            let region = locale.region.unwrap().as_str().to_owned();
            regions.entry(locale.language.as_str().to_owned()).or_default().insert(region);
        }
        regions
    }

    /// Returns the regions of a variable, and everything that its areas contain.
    fn match_variable(matching: &Value, variable: &str) -> BTreeSet<String> {
        let containment = cldr_core("territoryContainment.json", "/territoryContainment");
        let value = matching["matchVariables"][variable]["_value"].as_str().unwrap();
        let mut regions = BTreeSet::new();
        let mut unread: Vec<String> = value.split('+').map(str::to_owned).collect();
        while let Some(region) = unread.pop() {
            for key in [region.clone(), format!("{region}-status-grouping")] {
                let contained = containment.get(&key).map(|entry| &entry["_contains"]);
                let contained = contained.and_then(Value::as_array).into_iter().flatten();
                unread.extend(contained.map(|region| region.as_str().unwrap().to_owned()));
            }
            regions.insert(region);
        }
        regions
    }
}
