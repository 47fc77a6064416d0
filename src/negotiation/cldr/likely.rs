//! Likely subtags ([UTS #35, Likely Subtags]), from the tables of [`data`].
//!
//! [UTS #35, Likely Subtags]: https://www.unicode.org/reports/tr35/#Likely_Subtags

use super::data;
use super::word::Word;
use super::{UNDETERMINED, regional_scripts};
use crate::negotiation::language_tag::{Subtag, Tag};

const UNKNOWN_SCRIPT: Subtag = Subtag::new("zzzz");
const UNKNOWN_REGION: Subtag = Subtag::new("zz");

/// The tag with its likely script and region; what CLDR does not know stays open.
pub(crate) fn likely(tag: Tag) -> Tag {
    let tag = Tag {
        script: tag.script.filter(|script| *script != UNKNOWN_SCRIPT),
        region: tag.region.filter(|region| *region != UNKNOWN_REGION),
        ..tag
    };
    if tag.language == UNDETERMINED {
        with_language(tag)
    } else {
        let usual = usual(tag.language);
        Tag {
            script: tag.script.or_else(|| script_in(tag)).or(usual.0),
            region: tag.region.or_else(|| region_of(tag)).or(usual.1),
            ..tag
        }
    }
}

/// The script and the region that a language is most used in.
fn usual(language: Subtag) -> (Option<Subtag>, Option<Subtag>) {
    let place = language_index(language).and_then(|index| data::LANGUAGES.get(index));
    let shared = place.filter(|place| **place > 0);
    let shared = shared.and_then(|place| data::PAIRS.get(usize::from(*place)).copied());
    let pair = shared.or_else(|| find(data::LANGUAGES_ALONE, [language]));
    pair.map_or((None, None), |[script, region]| (script.subtag(), region.subtag()))
}

/// The place of a language among all that there could be: `aa`, `aaa` to `aaz`, `ab`, and so on.
fn language_index(language: Subtag) -> Option<usize> {
    let [first, second, third, 0, ..] = language.bytes() else { return None };
    let letter = |byte: u8| Some(usize::from(byte.checked_sub(b'a')?)).filter(|place| *place < 26);
    let third = if third == 0 { 0 } else { letter(third)? + 1 };
    Some((letter(first)? * 26 + letter(second)?) * 27 + third)
}

/// The script that a language is written in in one region, where that is not the usual one.
fn script_in(tag: Tag) -> Option<Subtag> {
    let region = tag.region?;
    let mut scripts = regional_scripts(tag.language);
    scripts.find(|(place, _)| *place == region).map(|(_, script)| script)
}

/// The region where a language is written in one script, where that is not the usual one.
fn region_of(tag: Tag) -> Option<Subtag> {
    let [region] = find(data::REGIONS_OF_SCRIPTS, [tag.language, tag.script?])?;
    region.subtag()
}

/// A tag without a language is given the likely one: by script and region, by script, or by region.
fn with_language(tag: Tag) -> Tag {
    let by_both = || {
        let [language] = find(data::LANGUAGES_OF_BOTH, [tag.script?, tag.region?])?;
        Some(Tag { language: language.subtag()?, ..tag })
    };
    let by_script = || {
        let [language, region] = find(data::LANGUAGES_OF_SCRIPTS, [tag.script?])?;
        let region = tag.region.or(region.subtag());
        Some(Tag { language: language.subtag()?, region, ..tag })
    };
    let by_region = || {
        let [language, script] = find(data::LANGUAGES_OF_REGIONS, [tag.region?])?;
        let script = tag.script.or(script.subtag());
        Some(Tag { language: language.subtag()?, script, ..tag })
    };
    by_both().or_else(by_script).or_else(by_region).unwrap_or(tag)
}

/// What stands behind some words in a table that is sorted by them.
pub(super) fn find<const K: usize, const V: usize>(
    table: &[([Word; K], [Word; V])],
    key: [Subtag; K],
) -> Option<[Word; V]> {
    let key = key.map(Word::of);
    let place = table.binary_search_by_key(&key, |row| row.0).ok()?;
    table.get(place).map(|row| row.1)
}
