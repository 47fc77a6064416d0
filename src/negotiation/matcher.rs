//! The match between the language ranges of a client and the available locales.
//!
//! Most of the work is done once for a list of locales: for each language that can match a locale,
//! its likely script and the locales that it matches, nearest first.

use std::mem;

use smallvec::SmallVec;
use unic_langid::LanguageIdentifier;

use super::cldr;
use super::language_matching::{Region, languages_close_to, scripts_close_to};
use super::language_tag::{Subtag, Tag};
use super::locale_chain::{LocaleChain, Position};
use crate::header_list::Quality;

/// A language that matches at least one available locale.
#[derive(Clone, Debug)]
pub(super) struct Language {
    pub(super) subtag: Subtag,
    likely: Tag,
    /// Regions where another script than the likely one is likely, with that script.
    regional_scripts: Vec<(Subtag, Subtag)>,
    /// The locales in this language, then locales in close languages, in the order of a range
    /// without script and region.
    pub(super) locales: Vec<Locale>,
}

/// An available locale as a match of one language.
#[derive(Clone, Debug)]
pub(super) struct Locale {
    pub(super) position: Position,
    /// The canonical tag.
    tag: Tag,
    pub(super) likely: Tag,
    region: Region,
    /// Other scripts that match this locale.
    matching_scripts: Vec<Subtag>,
    /// The distance between its language and the matching one: 0 for the same.
    language_distance: u8,
}

/// A language range that matches at least one available locale.
#[derive(Clone, Copy)]
pub(super) struct MatchedRange<'n> {
    /// The canonical tag.
    pub(super) tag: Tag,
    pub(super) language: &'n Language,
    pub(super) quality: Quality,
}

/// Returns the languages that match an available locale, sorted by their subtags.
pub(super) fn languages_matching(
    available: &[LanguageIdentifier],
    allow_other_chinese_script: bool,
) -> Vec<Language> {
    let mut languages: Vec<Language> = Vec::new();
    let mut add = |subtag: Subtag, locale: Locale| match languages
        .binary_search_by_key(&subtag, |language| language.subtag)
    {
        Ok(index) => {
            if let Some(language) = languages.get_mut(index) {
                language.locales.push(locale);
            }
        }
        Err(index) => languages.insert(index, Language::new(subtag, locale)),
    };
    let locales = available.iter().zip(0..).filter_map(|(identifier, position)| {
        Some(Locale::new(Tag::try_from(identifier).ok()?, position, allow_other_chinese_script))
    });
    let locales: Vec<Locale> = locales.collect();
    for locale in &locales {
        add(locale.tag.language, locale.clone());
    }
    for locale in locales {
        for (desired, language_distance) in languages_close_to(locale.tag.language) {
            add(desired, Locale { language_distance, ..locale.clone() });
        }
    }
    for language in &mut languages {
        language.sort_for_bare_range();
    }
    languages
}

impl Locale {
    fn new(tag: Tag, position: Position, allow_other_chinese_script: bool) -> Self {
        let tag = cldr::canonical(tag);
        let likely = cldr::likely(tag);
        let mut matching_scripts: Vec<Subtag> = likely
            .script
            .map(|script| scripts_close_to(tag.language, script).collect())
            .unwrap_or_default();
        let chinese = [Subtag::new("hans"), Subtag::new("hant")];
        if allow_other_chinese_script
            && likely.script.is_some_and(|script| chinese.contains(&script))
        {
            matching_scripts.extend(chinese);
        }
        let region = Region::of(likely);
        Self { position, tag, likely, region, matching_scripts, language_distance: 0 }
    }
}

impl Language {
    fn new(subtag: Subtag, locale: Locale) -> Self {
        let mut likely = cldr::likely(Tag { language: subtag, script: None, region: None });
        // CLDR has no script for some small languages. Use the script of the close language.
        let close = Tag { script: None, region: None, ..locale.tag };
        likely.script = likely.script.or_else(|| cldr::likely(close).script);
        let regional_scripts = cldr::regional_scripts(subtag).collect();
        Self { subtag, likely, regional_scripts, locales: vec![locale] }
    }

    fn sort_for_bare_range(&mut self) {
        let locales = mem::take(&mut self.locales);
        let mut sorted: Vec<&Locale> = locales.iter().collect();
        self.sort_by_distance(
            Tag { language: self.subtag, script: None, region: None },
            &mut sorted,
        );
        self.locales = sorted.into_iter().cloned().collect();
    }

    /// Returns `true` for the most populous region of the language, or of its other script.
    pub(super) fn is_usual_region(&self, region: Subtag) -> bool {
        self.likely.region == Some(region)
            || self.regional_scripts.first().is_some_and(|(usual, _)| *usual == region)
    }

    /// Returns the script of a tag in this language, or else the likely one.
    pub(super) fn script_of(&self, tag: Tag) -> Option<Subtag> {
        match (tag.script, tag.region) {
            (Some(script), _) => Some(script),
            (None, Some(region)) if Some(region) != self.likely.region => {
                let found = self.regional_scripts.iter().find(|(other, _)| *other == region);
                found.map_or(self.likely.script, |(_, script)| Some(*script))
            }
            (None, _) => self.likely.script,
        }
    }

    /// Returns 0 for the same script, and `None` if the script does not match. `script` is the
    /// script of `tag`.
    pub(super) fn script_distance(
        &self,
        tag: Tag,
        script: Option<Subtag>,
        locale: &Locale,
    ) -> Option<u8> {
        let (Some(desired), Some(supported)) = (script, locale.likely.script) else {
            return Some(0);
        };
        if desired == supported {
            Some(0)
        } else if locale.matching_scripts.contains(&desired) {
            Some(1)
        } else if tag.is_bare() && locale.language_distance == 0 {
            Some(2)
        } else {
            None
        }
    }

    /// Sorts the locales that match a tag in this language, nearest first: by language, by script,
    /// and only then by region. Of two equivalent locales, the one spelled like the tag goes first.
    fn sort_by_distance(&self, tag: Tag, locales: &mut [&Locale]) {
        let script = self.script_of(tag);
        let region = Region::of(self.likely(tag, script));
        locales.sort_unstable_by_key(|locale| self.rank(tag, script, &region, locale));
    }

    /// As one number, and kept out of the sorting: inlined in it, a comparison takes 90 kB.
    #[inline(never)]
    fn rank(&self, tag: Tag, script: Option<Subtag>, region: &Region, locale: &Locale) -> u64 {
        let script = self.script_distance(tag, script, locale).unwrap_or(u8::MAX);
        let distance = [locale.language_distance, script, region.distance_to(&locale.region)];
        let is_spelled_differently = distance == [0; 3]
            && (locale.tag.script != tag.script || locale.tag.region != tag.region);
        let [language, script, region] = distance;
        let [high, low] = locale.position.to_be_bytes();
        let rank = [0, 0, language, script, region, is_spelled_differently.into(), high, low];
        u64::from_be_bytes(rank)
    }

    /// Completes a tag with its script and its likely region.
    fn likely(&self, tag: Tag, script: Option<Subtag>) -> Tag {
        if tag.region.is_some() {
            Tag { script, ..tag }
        } else if script == self.likely.script {
            self.likely
        } else {
            cldr::likely(tag)
        }
    }
}

/// Adds the locales that a range matches, nearest first.
pub(super) fn push_matches(
    range: &MatchedRange<'_>,
    accepted: &[MatchedRange<'_>],
    excluded: &[MatchedRange<'_>],
    chain: &mut LocaleChain,
) {
    let MatchedRange { tag, language, .. } = *range;
    let script = language.script_of(tag);
    let mut matches = language.locales.iter().filter(|locale| {
        language.script_distance(tag, script, locale).is_some()
            && (excluded.is_empty() || !is_excluded(locale, tag, accepted, excluded))
    });
    if tag.is_bare() {
        // They are already in order.
        return matches.for_each(|locale| chain.push(locale.position, true));
    }
    let Some(first) = matches.next() else { return };
    let Some(second) = matches.next() else { return chain.push(first.position, true) };
    let mut matches: SmallVec<[&Locale; 8]> = [first, second].into_iter().chain(matches).collect();
    language.sort_by_distance(tag, &mut matches);
    for locale in matches {
        chain.push(locale.position, true);
    }
}

/// Sorts by quality, the highest first, and keeps the order of equal qualities. There are few
/// ranges, usually in order already, and the stable sort of the standard library may allocate.
pub(super) fn sort_by_quality(ranges: &mut [MatchedRange<'_>]) {
    if ranges.is_sorted_by(|one, next| one.quality >= next.quality) {
        return;
    }
    for end in 1..ranges.len() {
        for index in (1..=end).rev() {
            let Some([one, next]) = ranges.get_mut(index - 1..=index) else { break };
            if one.quality >= next.quality {
                break;
            }
            mem::swap(one, next);
        }
    }
}

/// Splits a slice behind the leading items that fulfill a condition.
pub(super) fn split<T>(items: &[T], is_first: impl Fn(&T) -> bool) -> (&[T], &[T]) {
    items.split_at(items.iter().take_while(|item| is_first(item)).count())
}

/// Returns `true` if a range with `q=0` excludes a locale from the matches of `tag`.
fn is_excluded(
    locale: &Locale,
    tag: Tag,
    accepted: &[MatchedRange<'_>],
    excluded: &[MatchedRange<'_>],
) -> bool {
    excluded.iter().any(|MatchedRange { tag: exclusion, .. }| {
        let is_accepted_too = || accepted.iter().any(|range| range.tag == *exclusion);
        // The exact tag of the locale takes precedence, then the more specific range, then the
        // range that matches the locale as it is spelled.
        let is_closer = match (tag == locale.tag, *exclusion == locale.tag) {
            (true, _) => false,
            (_, true) => true,
            _ if exclusion.specificity() > tag.specificity() => true,
            _ => range_matches(exclusion, &locale.tag) && !range_matches(&tag, &locale.likely),
        };
        range_matches(exclusion, &locale.likely) && is_closer && !is_accepted_too()
    })
}

/// Returns `true` if each subtag of a range equals the one of a tag ([RFC 4647 §3.3.1], with any
/// script and region for a range without).
///
/// [RFC 4647 §3.3.1]: https://www.rfc-editor.org/rfc/rfc4647.html#section-3.3.1
pub(super) fn range_matches(range: &Tag, tag: &Tag) -> bool {
    range.language == tag.language
        && (range.script.is_none() || range.script == tag.script)
        && (range.region.is_none() || range.region == tag.region)
}
