//! The canonical forms of tags ([UTS #35, LocaleId Canonicalization]), from the tables of [`data`].
//!
//! [UTS #35, LocaleId Canonicalization]: https://www.unicode.org/reports/tr35/#LocaleId_Canonicalization

use super::data;
use super::likely::{find, likely};
use super::word::Word;
use super::{SIGN_LANGUAGES, UNDETERMINED};
use crate::negotiation::language_tag::{Subtag, Tag};

/// The canonical form: `cmn` is `zh`, `sh` is `sr-Latn`, `UK` is `GB`. A tag without a language is
/// given the likely one: `und-TW` is `zh-Hant-TW`.
pub(crate) fn canonical(tag: Tag) -> Tag {
    let tag = with_region(with_script(with_language(tag)));
    if tag.language == UNDETERMINED { likely(tag) } else { tag }
}

fn with_language(tag: Tag) -> Tag {
    if tag.language == SIGN_LANGUAGES
        && let Some(region) = tag.region
        && let Some([language]) = find(data::SIGN_LANGUAGES_OF_REGIONS, [region])
    {
        return Tag { language: language.subtag().unwrap_or(tag.language), region: None, ..tag };
    }
    let Some([language, script, region]) = find(data::LANGUAGE_ALIASES, [tag.language]) else {
        return tag;
    };
    Tag {
        language: language.subtag().unwrap_or(tag.language),
        script: tag.script.or(script.subtag()),
        region: tag.region.or(region.subtag()),
    }
}

fn with_script(tag: Tag) -> Tag {
    let script = tag.script.and_then(|script| find(data::SCRIPT_ALIASES, [script]));
    Tag { script: script.and_then(|[script]| script.subtag()).or(tag.script), ..tag }
}

/// A region of which several came is the one that the language and the script are likely in, or
/// else the first of them.
fn with_region(tag: Tag) -> Tag {
    let Some(region) = tag.region else { return tag };
    let start = data::REGION_ALIASES.partition_point(|([from], _)| *from < Word::of(region));
    let rows = data::REGION_ALIASES.get(start..).unwrap_or_default();
    let rows = rows.iter().take_while(|([from], _)| *from == Word::of(region));
    let mut successors = rows.filter_map(|(_, [to])| to.subtag());
    let Some(first) = successors.next() else { return tag };
    let home = likely(Tag { region: None, ..tag }).region;
    let is_home = |successor: &Subtag| home == Some(*successor);
    Tag { region: successors.find(is_home).or(Some(first)), ..tag }
}
