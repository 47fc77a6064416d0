//! The match between the language ranges of a client and the available locales.
//!
//! Most of the work is done once for a list of locales: for each language that can match a locale,
//! its likely script and the locales that it matches, nearest first.

use std::borrow::Borrow;
use std::cmp::Reverse;

use smallvec::SmallVec;
use unic_langid::LanguageIdentifier;
use unic_langid::subtags::{Language, Region, Script};

use super::cldr;
use super::language_matching::{ClusteredRegion, languages_close_to, scripts_close_to};
use super::locale_chain::{LocaleChain, Position};
use crate::header_list::Quality;

/// A language that matches at least one available locale.
#[derive(Clone, Debug)]
pub(super) struct DesiredLanguage {
    pub(super) language: Language,
    likely: LanguageIdentifier,
    /// Regions where another script than the likely one is likely, with that script.
    regional_scripts: Vec<(Region, Script)>,
    /// The locales in this language, then locales in close languages, in the order of a range
    /// without script and region.
    pub(super) locales: Vec<SupportedLocale>,
}

/// An available locale as a match of one language.
#[derive(Clone, Debug)]
pub(super) struct SupportedLocale {
    pub(super) position: Position,
    /// The canonical tag.
    tag: LanguageIdentifier,
    pub(super) likely: LanguageIdentifier,
    region: ClusteredRegion,
    /// `true` for the most populous region of the language in its script.
    is_in_usual_region: bool,
    /// Other scripts that match this locale.
    matching_scripts: Vec<Script>,
    /// The distance between its language and the matching one: 0 for the same.
    language_distance: u8,
}

/// A language range that matches at least one available locale.
#[derive(Clone)]
pub(super) struct MatchedRange<'n> {
    /// The canonical tag.
    pub(super) tag: LanguageIdentifier,
    pub(super) language: &'n DesiredLanguage,
    pub(super) quality: Quality,
}

/// Returns the languages that match an available locale, sorted by their [`sort_key`].
pub(super) fn languages_matching(
    available: &[LanguageIdentifier],
    allow_other_chinese_script: bool,
) -> Vec<DesiredLanguage> {
    let mut languages: Vec<DesiredLanguage> = Vec::new();
    let mut add = |language: Language, locale: SupportedLocale| match languages
        .binary_search_by_key(&sort_key(language), |desired| sort_key(desired.language))
    {
        Ok(index) => {
            if let Some(desired) = languages.get_mut(index) {
                desired.locales.push(locale);
            }
        }
        Err(index) => languages.insert(index, DesiredLanguage::new(language, locale)),
    };
    // BCP 47 reserves languages of more than three letters. No range matches them.
    let locales = available.iter().zip(0..).filter(|(tag, _)| tag.language.as_str().len() <= 3);
    let locales: Vec<SupportedLocale> = locales
        .map(|(tag, position)| SupportedLocale::new(tag, position, allow_other_chinese_script))
        .collect();
    for locale in &locales {
        add(locale.tag.language, locale.clone());
    }
    for locale in locales {
        for (language, language_distance) in languages_close_to(locale.tag.language) {
            add(language, SupportedLocale { language_distance, ..locale.clone() });
        }
    }
    for language in &mut languages {
        language.sort_for_bare_range();
    }
    languages.shrink_to_fit();
    languages
}

/// Returns the subtag as a number, because numbers are compared faster.
pub(super) fn sort_key(language: Language) -> Option<u64> {
    language.into()
}

impl SupportedLocale {
    fn new(tag: &LanguageIdentifier, position: Position, allow_other_chinese_script: bool) -> Self {
        let tag = cldr::canonical(tag);
        let likely = cldr::likely(&tag);
        let mut matching_scripts: Vec<Script> = Vec::new();
        if let Some(script) = likely.script {
            matching_scripts.extend(scripts_close_to(tag.language, script));
            matching_scripts.extend(match script.as_str() {
                "Hans" if allow_other_chinese_script => Script::from_bytes(b"Hant").ok(),
                "Hant" if allow_other_chinese_script => Script::from_bytes(b"Hans").ok(),
                _ => None,
            });
        }
        let without_region = LanguageIdentifier::from_parts(tag.language, likely.script, None, &[]);
        Self {
            position,
            region: ClusteredRegion::of(&likely),
            is_in_usual_region: likely.region == cldr::likely(&without_region).region,
            tag,
            likely,
            matching_scripts,
            language_distance: 0,
        }
    }
}

impl DesiredLanguage {
    fn new(language: Language, locale: SupportedLocale) -> Self {
        let mut likely = cldr::likely(&bare(language));
        // CLDR has no script for some small languages. Use the script of the close language.
        likely.script = likely.script.or_else(|| cldr::likely(&bare(locale.tag.language)).script);
        let regional_scripts = cldr::regional_scripts(language).collect();
        Self { language, likely, regional_scripts, locales: vec![locale] }
    }

    fn sort_for_bare_range(&mut self) {
        let mut locales = std::mem::take(&mut self.locales);
        self.sort_by_distance(&bare(self.language), &mut locales);
        locales.shrink_to_fit();
        self.locales = locales;
    }

    /// Returns `true` for the most populous region of the language, or of its other script.
    pub(super) fn is_usual_region(&self, region: Region) -> bool {
        self.likely.region == Some(region)
            || self.regional_scripts.first().is_some_and(|(usual, _)| *usual == region)
    }

    /// Returns the script of a tag in this language, or else the likely one.
    pub(super) fn script_of(&self, tag: &LanguageIdentifier) -> Option<Script> {
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
        tag: &LanguageIdentifier,
        script: Option<Script>,
        locale: &SupportedLocale,
    ) -> Option<u8> {
        let (Some(desired), Some(supported)) = (script, locale.likely.script) else {
            return Some(0);
        };
        if desired == supported {
            Some(0)
        } else if locale.matching_scripts.contains(&desired) {
            Some(1)
        } else if is_bare(tag) && locale.language_distance == 0 {
            Some(2)
        } else {
            None
        }
    }

    /// Sorts the locales that match a tag in this language, nearest first: by language, by script,
    /// and only then by region. Of two equivalent locales, the one spelled like the tag goes first. Of
    /// two locales at the same distance, the one in the usual region of the language does.
    fn sort_by_distance<L: Borrow<SupportedLocale>>(
        &self,
        tag: &LanguageIdentifier,
        locales: &mut [L],
    ) {
        let script = self.script_of(tag);
        let desired_region = ClusteredRegion::of(&self.likely(tag, script));
        locales.sort_by_key(|locale| {
            let locale = locale.borrow();
            let script = self.script_distance(tag, script, locale).unwrap_or(u8::MAX);
            let region = desired_region.distance_to(&locale.region);
            let distance = (locale.language_distance, script, region);
            let is_spelled_differently = distance == (0, 0, 0)
                && (locale.tag.script != tag.script || locale.tag.region != tag.region);
            (distance, is_spelled_differently, !locale.is_in_usual_region, locale.position)
        });
    }

    /// Completes a tag with its script and its likely region.
    fn likely(&self, tag: &LanguageIdentifier, script: Option<Script>) -> LanguageIdentifier {
        if tag.region.is_some() {
            LanguageIdentifier::from_parts(tag.language, script, tag.region, &[])
        } else if script == self.likely.script {
            self.likely.clone()
        } else {
            cldr::likely(tag)
        }
    }
}

/// Returns `true` if a tag has neither script nor region. As a range it matches the language in any
/// script.
fn is_bare(tag: &LanguageIdentifier) -> bool {
    tag.script.is_none() && tag.region.is_none()
}

fn bare(language: Language) -> LanguageIdentifier {
    LanguageIdentifier::from_parts(language, None, None, &[])
}

/// Adds the locales that a range matches, nearest first.
pub(super) fn push_matches(
    range: &MatchedRange<'_>,
    accepted: &[MatchedRange<'_>],
    excluded: &[MatchedRange<'_>],
    chain: &mut LocaleChain,
) {
    let MatchedRange { tag, language, .. } = range;
    let script = language.script_of(tag);
    let mut matches = language.locales.iter().filter(|locale| {
        language.script_distance(tag, script, locale).is_some()
            && (excluded.is_empty() || !is_excluded(locale, tag, accepted, excluded))
    });
    if is_bare(tag) {
        // The locales of a language are already in this order.
        return matches.for_each(|locale| chain.push(locale.position, true));
    }
    let Some(first) = matches.next() else { return };
    let Some(second) = matches.next() else { return chain.push(first.position, true) };
    let mut matches: SmallVec<[&SupportedLocale; 8]> =
        [first, second].into_iter().chain(matches).collect();
    language.sort_by_distance(tag, &mut matches);
    for locale in matches {
        chain.push(locale.position, true);
    }
}

/// Sorts by quality, the highest first, and keeps the order of equal qualities.
pub(super) fn sort_by_quality(ranges: &mut [MatchedRange<'_>]) {
    ranges.sort_by_key(|range| Reverse(range.quality));
}

/// Splits a slice behind the leading items that fulfill a condition.
pub(super) fn split<T>(items: &[T], is_first: impl Fn(&T) -> bool) -> (&[T], &[T]) {
    items.split_at(items.iter().take_while(|item| is_first(item)).count())
}

/// Returns `true` if a range with `q=0` excludes a locale from the matches of `tag`.
fn is_excluded(
    locale: &SupportedLocale,
    tag: &LanguageIdentifier,
    accepted: &[MatchedRange<'_>],
    excluded: &[MatchedRange<'_>],
) -> bool {
    excluded.iter().any(|MatchedRange { tag: exclusion, .. }| {
        let is_accepted_too = || accepted.iter().any(|range| range.tag == *exclusion);
        // The exact tag of the locale takes precedence, then the more specific range, then the
        // range that matches the locale as it is spelled.
        let is_closer = match (*tag == locale.tag, *exclusion == locale.tag) {
            (true, _) => false,
            (_, true) => true,
            _ if specificity(exclusion) > specificity(tag) => true,
            _ => range_matches(exclusion, &locale.tag) && !range_matches(tag, &locale.likely),
        };
        range_matches(exclusion, &locale.likely) && is_closer && !is_accepted_too()
    })
}

fn specificity(tag: &LanguageIdentifier) -> usize {
    usize::from(tag.script.is_some()) + usize::from(tag.region.is_some())
}

/// Returns `true` if each subtag of a range equals the one of a tag ([RFC 4647 §3.3.1], with any
/// script and region for a range without).
///
/// [RFC 4647 §3.3.1]: https://www.rfc-editor.org/rfc/rfc4647.html#section-3.3.1
pub(super) fn range_matches(range: &LanguageIdentifier, tag: &LanguageIdentifier) -> bool {
    range.language == tag.language
        && (range.script.is_none() || range.script == tag.script)
        && (range.region.is_none() || range.region == tag.region)
}
