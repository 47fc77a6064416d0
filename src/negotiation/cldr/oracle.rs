//! The tables and what reads them, held against `icu_locale`.
//!
//! After an update of it, `UPDATE_CLDR=1 cargo test --lib cldr` writes `data.rs` anew; then the tests
//! are to be run again. What they find in [`REGIONAL_SCRIPTS`] and in the lists of old languages and
//! regions beside it is mended by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::{env, fmt, fs};

use icu_locale::{
    Direction, LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleDirectionality,
    LocaleExpander, subtags,
};

use super::*;

// ---- What it says ----

pub(super) fn canonical(tag: Tag) -> Tag {
    let mut locale = Locale::from(to_icu(tag));
    LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
    let tag = from_icu(&locale.id);
    if tag.language == UNDETERMINED { likely(tag) } else { tag }
}

pub(super) fn likely(tag: Tag) -> Tag {
    let mut id = to_icu(tag);
    LocaleExpander::new_extended().maximize(&mut id);
    from_icu(&id)
}

fn direction(tag: Tag) -> Option<Direction> {
    LocaleDirectionality::new_extended().get(&to_icu(tag))
}

fn to_icu(tag: Tag) -> LanguageIdentifier {
    let script = tag.script.map(|script| script.parse_as(subtags::Script::try_from_utf8).unwrap());
    let region = tag.region.map(|region| region.parse_as(subtags::Region::try_from_utf8).unwrap());
    LanguageIdentifier {
        language: tag.language.parse_as(subtags::Language::try_from_utf8).unwrap(),
        script,
        region,
        variants: Default::default(),
    }
}

fn from_icu(id: &LanguageIdentifier) -> Tag {
    Tag {
        language: Subtag::new(id.language.as_str()),
        script: id.script.map(|script| Subtag::new(script.as_str())),
        region: id.region.map(|region| Subtag::new(region.as_str())),
    }
}

// ---- All that there could be ----

fn tag(language: Subtag, script: Option<Subtag>, region: Option<Subtag>) -> Tag {
    Tag { language, script, region }
}

fn letters() -> impl Iterator<Item = char> + Clone {
    'a'..='z'
}

fn two_letters() -> impl Iterator<Item = String> {
    letters().flat_map(|a| letters().map(move |b| format!("{a}{b}")))
}

/// In the order of [`data::LANGUAGES`].
pub(super) fn languages() -> impl Iterator<Item = Subtag> {
    two_letters().flat_map(|two| {
        let three = letters().map(|third| Subtag::new(&format!("{two}{third}")));
        let three: Vec<_> = three.collect();
        [Subtag::new(&two)].into_iter().chain(three)
    })
}

fn known_languages() -> Vec<Subtag> {
    let is_known = |language: &Subtag| {
        *language != UNDETERMINED && likely(tag(*language, None, None)).script.is_some()
    };
    languages().filter(is_known).collect()
}

pub(super) fn regions() -> Vec<Subtag> {
    let numbers = (0..1000).map(|number| format!("{number:03}"));
    numbers.chain(two_letters()).map(|region| Subtag::new(&region)).collect()
}

/// The areas of the world: all three-digit regions that are given out and are no aliases.
const AREAS: &str = "001 002 003 005 009 011 013 014 015 017 018 019 021 029 030 034 035 039 053 \
    054 057 061 142 143 145 150 151 154 155 202 419";

/// A language for each region that languages are at home in.
fn homes() -> BTreeMap<Option<Subtag>, Subtag> {
    let home = |language: Subtag| (likely(tag(language, None, None)).region, language);
    known_languages().into_iter().map(home).collect()
}

/// Those that CLDR knows, those for private use, of which one is an alias, and one that nobody has.
fn scripts() -> Vec<Subtag> {
    let four = two_letters().flat_map(|ab| two_letters().map(move |cd| format!("{ab}{cd}")));
    let is_known = |script: &Subtag| {
        let script = tag(UNDETERMINED, Some(*script), None);
        likely(script) != script || direction(script).is_some()
    };
    let all = four.map(|script| Subtag::new(&script));
    let private_use = Subtag::new("qaaa")..=Subtag::new("qabx");
    all.filter(|s| is_known(s) || private_use.contains(s) || *s == Subtag::new("xxxx")).collect()
}

fn pairs(first: &[Subtag], second: &[Subtag]) -> impl Iterator<Item = (Subtag, Subtag)> {
    first.iter().flat_map(|first| second.iter().map(|second| (*first, *second)))
}

// ---- The tables ----

#[test]
fn the_tables_are_those_of_cldr() {
    let written = tables();
    if env::var_os("UPDATE_CLDR").is_some() {
        fs::write(DATA, &written).unwrap();
    }
    let is_the_same = fs::read_to_string(DATA).unwrap() == written;
    assert!(is_the_same, "run `UPDATE_CLDR=1 cargo test --lib cldr`");
}

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/negotiation/cldr/data.rs");

const HEAD: &str = "\
//! Likely subtags and aliases of Unicode CLDR 48, © 1991-2025 Unicode, Inc., under the Unicode
//! License v3 (`LICENSE-UNICODE`). Written by the tests in `oracle.rs`; each table is sorted.

use super::word::{Word, words};
";

fn tables() -> String {
    let mut file = HEAD.to_owned();
    write_usual(&mut file).unwrap();
    write_likely(&mut file).unwrap();
    write_aliases(&mut file).unwrap();
    let right_to_left = scripts().into_iter().filter(|script| {
        direction(tag(UNDETERMINED, Some(*script), None)) == Some(Direction::RightToLeft)
    });
    let rows = right_to_left.map(|script| (vec![script], vec![]));
    file.push_str("\n#[cfg(any(feature = \"pages\", test))]");
    write_table(&mut file, "RIGHT_TO_LEFT", "Scripts that run from right to left.", rows).unwrap();
    file
}

/// The usual script and region of each language: most share theirs with others.
fn write_usual(file: &mut String) -> fmt::Result {
    let pair = |language| {
        let tag = likely(tag(language, None, None));
        [tag.script, tag.region]
    };
    let mut by_pair = BTreeMap::<_, Vec<_>>::new();
    for language in languages() {
        by_pair.entry(pair(language)).or_default().push(language);
    }
    // The pair of those that are not known goes first.
    let shared = by_pair.iter().filter(|(_, languages)| languages.len() > 1);
    let shared: Vec<_> = shared.map(|(pair, _)| *pair).collect();
    writeln!(file, "\n/// Scripts and regions that several languages share; first, that of none.")?;
    writeln!(file, "pub(super) static PAIRS: [[Word; 2]; {}] = [", shared.len())?;
    for pair in &shared {
        writeln!(file, "    {},", words(*pair))?;
    }
    writeln!(file, "];")?;

    let place = |language| shared.binary_search(&pair(language)).unwrap_or(0);
    let places: Vec<_> = languages().map(|language| place(language).to_string()).collect();
    writeln!(file, "\n/// For each language that there could be, the place of its pair.")?;
    writeln!(file, "pub(super) static LANGUAGES: [u8; {}] = [", places.len())?;
    for of_two_letters in places.chunks(27) {
        writeln!(file, "    {},", of_two_letters.join(","))?;
    }
    writeln!(file, "];")?;

    let alone = languages().filter(|language| by_pair[&pair(*language)].len() == 1);
    let rows = alone.map(|language| (vec![language], pair(language).to_vec()));
    write_table(file, "LANGUAGES_ALONE", "Language to a pair that no other has.", rows)
}

fn write_likely(file: &mut String) -> fmt::Result {
    let (known, scripts, regions) = (known_languages(), scripts(), regions());
    let rows = pairs(&known, &scripts).filter_map(|(language, script)| {
        let region = likely(tag(language, Some(script), None)).region;
        let is_usual = region == likely(tag(language, None, None)).region;
        (!is_usual).then(|| (vec![language, script], vec![region]))
    });
    write_table(file, "REGIONS_OF_SCRIPTS", "Language and script to region.", rows)?;

    // `None` where nothing is known.
    let found = |script, region| {
        let given = tag(UNDETERMINED, script, region);
        Some(likely(given)).filter(|found| *found != given)
    };
    let rows = scripts.iter().filter_map(|&script| {
        let found = found(Some(script), None)?;
        Some((vec![script], vec![Some(found.language), found.region]))
    });
    write_table(file, "LANGUAGES_OF_SCRIPTS", "Script to language and region.", rows)?;

    let rows = regions.iter().filter_map(|&region| {
        let found = found(None, Some(region))?;
        Some((vec![region], vec![Some(found.language), found.script]))
    });
    write_table(file, "LANGUAGES_OF_REGIONS", "Region to language and script.", rows)?;

    let rows = pairs(&scripts, &regions).filter_map(|(script, region)| {
        let language = found(Some(script), Some(region))?.language;
        let by_one = found(Some(script), None).or_else(|| found(None, Some(region)));
        let is_new = by_one.is_none_or(|by_one| by_one.language != language);
        is_new.then(|| (vec![script, region], vec![Some(language)]))
    });
    write_table(file, "LANGUAGES_OF_BOTH", "Script and region to language.", rows)
}

fn write_aliases(file: &mut String) -> fmt::Result {
    let (scripts, regions) = (scripts(), regions());
    let rows = languages().filter(|language| *language != UNDETERMINED).filter_map(|language| {
        let found = canonical(tag(language, None, None));
        let value = vec![Some(found.language), found.script, found.region];
        (found.language != language).then(|| (vec![language], value))
    });
    write_table(file, "LANGUAGE_ALIASES", "Language to language, script and region.", rows)?;

    let rows = regions.iter().filter_map(|&region| {
        let found = canonical(tag(SIGN_LANGUAGES, None, Some(region))).language;
        (found != SIGN_LANGUAGES).then(|| (vec![region], vec![Some(found)]))
    });
    write_table(file, "SIGN_LANGUAGES_OF_REGIONS", "Region to sign language.", rows)?;

    let rows = scripts.iter().filter_map(|&script| {
        let found = canonical(tag(Subtag::new("en"), Some(script), None)).script;
        (found != Some(script)).then(|| (vec![script], vec![found]))
    });
    write_table(file, "SCRIPT_ALIASES", "Script to script.", rows)?;

    let homes = homes();
    let rows = regions.iter().flat_map(|&region| {
        let successor = |language| canonical(tag(language, None, Some(region))).region;
        // That for a language that is at home in none of them.
        let first = successor(Subtag::new("qaa"));
        let others: BTreeSet<_> = homes.values().map(|language| successor(*language)).collect();
        let others = others.into_iter().filter(move |other| *other != first);
        let all = [first].into_iter().chain(others).filter(move |other| *other != Some(region));
        all.map(move |successor| (vec![region], vec![successor]))
    });
    write_table(file, "REGION_ALIASES", "Region to each of its successors.", rows)
}

fn write_table(
    file: &mut String,
    name: &str,
    about: &str,
    rows: impl Iterator<Item = (Vec<Subtag>, Vec<Option<Subtag>>)>,
) -> fmt::Result {
    let mut rows = rows.peekable();
    let (keys, values) = rows.peek().map(|(key, value)| (key.len(), value.len())).unwrap();
    writeln!(file, "\n/// {about}")?;
    writeln!(file, "pub(super) static {name}: &[([Word; {keys}], [Word; {values}])] = &[")?;
    for (key, value) in rows {
        writeln!(file, "    ({}, {}),", words(key.into_iter().map(Some)), words(value))?;
    }
    writeln!(file, "];")
}

fn words(subtags: impl IntoIterator<Item = Option<Subtag>>) -> String {
    let text = |subtag: Option<Subtag>| subtag.map(|s| s.to_string()).unwrap_or_default();
    let texts: Vec<_> = subtags.into_iter().map(|s| format!("\"{}\"", text(s))).collect();
    format!("words![{}]", texts.join(" "))
}

// ---- What reads them ----

fn check(tags: impl Iterator<Item = Tag>, ours: fn(Tag) -> Tag, theirs: fn(Tag) -> Tag) {
    let wrong: Vec<_> = tags.filter(|tag| ours(*tag) != theirs(*tag)).collect();
    assert!(wrong.is_empty(), "{} tags, {:?}", wrong.len(), &wrong[..wrong.len().min(20)]);
}

fn check_likely(tags: impl Iterator<Item = Tag>) {
    check(tags, super::likely, likely);
}

fn check_canonical(tags: impl Iterator<Item = Tag>) {
    check(tags, super::canonical, canonical);
}

#[test]
fn languages_alone() {
    let alone = || languages().map(|language| tag(language, None, None));
    check_likely(alone());
    check_canonical(alone());
}

#[test]
fn languages_in_regions() {
    let countries = two_letters().map(|country| Subtag::new(&country));
    let regions: Vec<_> = countries.chain(AREAS.split(' ').map(Subtag::new)).collect();
    let known = known_languages();
    let in_regions = pairs(&known, &regions);
    check_likely(in_regions.map(|(language, region)| tag(language, None, Some(region))));
}

#[test]
fn languages_in_scripts() {
    let (known, scripts) = (known_languages(), scripts());
    let in_scripts = pairs(&known, &scripts);
    check_likely(in_scripts.map(|(language, script)| tag(language, Some(script), None)));
}

#[test]
fn no_language() {
    let (scripts, regions) = (scripts(), regions());
    let alone = scripts.iter().map(|script| tag(UNDETERMINED, Some(*script), None));
    let regions_alone = regions.iter().map(|region| tag(UNDETERMINED, None, Some(*region)));
    check_likely(alone.chain(regions_alone));
    let in_regions = pairs(&scripts, &regions);
    check_likely(in_regions.map(|(script, region)| tag(UNDETERMINED, Some(script), Some(region))));
}

/// Languages without likely subtags: of these, `sgn` and `und` become others.
#[test]
fn languages_that_are_not_known() {
    let scripts = scripts();
    let regions = ["zz", "us", "su", "200", "419"].map(Subtag::new);
    for language in ["xx", "mul", "qaa", "sgn", "und"].map(Subtag::new) {
        let in_both = pairs(&scripts, &regions);
        let in_both = in_both.map(|(script, region)| tag(language, Some(script), Some(region)));
        let in_scripts = scripts.iter().map(|script| tag(language, Some(*script), None));
        let in_regions = regions.iter().map(|region| tag(language, None, Some(*region)));
        let all: Vec<_> = in_both.chain(in_scripts).chain(in_regions).collect();
        check_likely(all.iter().copied());
        check_canonical(all.into_iter());
    }
}

/// An old region becomes the one of its successors that the language is at home in.
#[test]
fn old_regions() {
    let at_home: Vec<_> = homes().into_values().chain([SIGN_LANGUAGES, UNDETERMINED]).collect();
    let regions = regions();
    let in_regions = pairs(&at_home, &regions);
    check_canonical(in_regions.map(|(language, region)| tag(language, None, Some(region))));
    let chinese = regions.iter().flat_map(|region| {
        ["hans", "hant", "qaai"]
            .map(|script| tag(Subtag::new("zh"), Some(Subtag::new(script)), Some(*region)))
    });
    check_canonical(chinese);
}

#[test]
fn old_languages_in_scripts_and_regions() {
    let scripts = ["latn", "cyrl", "arab", "hant", "qaai", "zzzz"].map(Subtag::new);
    let regions = ["us", "su", "yu", "dd", "uk", "zz", "172", "840", "001"].map(Subtag::new);
    let old = data::LANGUAGE_ALIASES.iter().filter_map(|([language], _)| language.subtag());
    for language in old {
        let both = pairs(&scripts, &regions);
        check_canonical(both.map(|(script, region)| tag(language, Some(script), Some(region))));
    }
}

#[test]
fn directions() {
    let english = Subtag::new("en");
    let alone = languages().map(|language| tag(language, None, None));
    let in_scripts = scripts().into_iter().map(|script| tag(english, Some(script), None));
    for tag in alone.chain(in_scripts) {
        let expected = direction(tag) == Some(Direction::RightToLeft);
        assert_eq!(super::runs_from_right_to_left(tag), expected, "{tag:?}");
    }
}
