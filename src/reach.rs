//! Which languages reach which of the available locales, worked out once for a set of locales.

use std::mem;

use unic_langid::LanguageIdentifier;

use crate::chain::Position;
use crate::cldr::{self, Region};
use crate::tag::{Subtag, Tag};

/// A language that reaches at least one available locale.
#[derive(Clone, Debug)]
pub(crate) struct Language {
    pub(crate) subtag: Subtag,
    likely: Tag,
    /// Pairs of a region and the script that is likely there, where it is not the likely one.
    regional_scripts: Vec<(Subtag, Subtag)>,
    /// The locales in this language, then those in languages that its readers read; in the order
    /// of a range that gives nothing but the language.
    pub(crate) locales: Vec<Locale>,
}

/// An available locale, as one language reaches it.
#[derive(Clone, Debug)]
pub(crate) struct Locale {
    pub(crate) position: Position,
    /// Its own tag, canonical.
    pub(crate) given: Tag,
    pub(crate) likely: Tag,
    region: Region,
    /// The other scripts whose readers read this one.
    reader_scripts: Vec<Subtag>,
    /// How far its language is from the one that reaches it: 0 for the same.
    language_distance: u8,
}

/// The languages from which the available locales can be reached, sorted by their subtags.
pub(crate) fn languages_reaching(
    available: &[LanguageIdentifier],
    either_chinese_script: bool,
) -> Vec<Language> {
    let mut languages: Vec<Language> = Vec::new();
    let mut add = |subtag: Subtag, locale: Locale| match languages
        .binary_search_by_key(&subtag, |language| language.subtag)
    {
        Ok(place) => {
            if let Some(language) = languages.get_mut(place) {
                language.locales.push(locale);
            }
        }
        Err(place) => languages.insert(place, Language::new(subtag, locale)),
    };
    let locales = available.iter().zip(0..).filter_map(|(identifier, position)| {
        Some(Locale::new(Tag::try_from(identifier).ok()?, position, either_chinese_script))
    });
    let locales: Vec<Locale> = locales.collect();
    for locale in &locales {
        add(locale.given.language, locale.clone());
    }
    for locale in locales {
        for (reader, language_distance) in cldr::readers_of(locale.given.language) {
            add(reader, Locale { language_distance, ..locale.clone() });
        }
    }
    for language in &mut languages {
        language.sort_for_bare_range();
    }
    languages
}

impl Locale {
    fn new(tag: Tag, position: Position, either_chinese_script: bool) -> Self {
        let given = cldr::canonical(tag);
        let likely = cldr::likely(given);
        let mut reader_scripts: Vec<Subtag> = likely
            .script
            .map(|script| cldr::reader_scripts(given.language, script).collect())
            .unwrap_or_default();
        let chinese = [Subtag::new("hans"), Subtag::new("hant")];
        if either_chinese_script && likely.script.is_some_and(|script| chinese.contains(&script)) {
            reader_scripts.extend(chinese);
        }
        let region = Region::of(likely);
        Self { position, given, likely, region, reader_scripts, language_distance: 0 }
    }
}

impl Language {
    fn new(subtag: Subtag, locale: Locale) -> Self {
        let mut likely = cldr::likely(Tag { language: subtag, script: None, region: None });
        // Two languages that share a script by being read by the same people, where CLDR does not
        // know the script of the smaller one.
        let shared = Tag { script: None, region: None, ..locale.given };
        likely.script = likely.script.or_else(|| cldr::likely(shared).script);
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

    /// Whether it is the region that most readers of the language, or of its other script, are in.
    #[inline]
    pub(crate) fn is_usual_region(&self, region: Subtag) -> bool {
        self.likely.region == Some(region)
            || self.regional_scripts.first().is_some_and(|(usual, _)| *usual == region)
    }

    /// The script that a tag in this language gives, else the likely one.
    #[inline]
    pub(crate) fn script_of(&self, tag: Tag) -> Option<Subtag> {
        match (tag.script, tag.region) {
            (Some(script), _) => Some(script),
            (None, Some(region)) if Some(region) != self.likely.region => {
                let found = self.regional_scripts.iter().find(|(place, _)| *place == region);
                found.map_or(self.likely.script, |(_, script)| Some(*script))
            }
            (None, _) => self.likely.script,
        }
    }

    /// 0 for the same script, `None` where the reader does not read it. `script` is that of `tag`.
    #[inline]
    pub(crate) fn script_distance(
        &self,
        tag: Tag,
        script: Option<Subtag>,
        locale: &Locale,
    ) -> Option<u8> {
        let (Some(reader), Some(text)) = (script, locale.likely.script) else {
            return Some(0);
        };
        if reader == text {
            Some(0)
        } else if locale.reader_scripts.contains(&reader) {
            Some(1)
        } else if tag.is_bare() && locale.language_distance == 0 {
            Some(2)
        } else {
            None
        }
    }

    /// Sorts the locales that a tag in this language reaches, the nearest first: by language, by
    /// script, and only then by region. Of two that mean the same, the one that is written as the
    /// tag is goes first.
    pub(crate) fn sort_by_distance(&self, tag: Tag, locales: &mut [&Locale]) {
        let script = self.script_of(tag);
        let region = Region::of(self.likely(tag, script));
        locales.sort_unstable_by_key(|locale| self.rank(tag, script, &region, locale));
    }

    /// As one number, and kept out of the sorting: inlined in it, a comparison takes 90 kB.
    #[inline(never)]
    fn rank(&self, tag: Tag, script: Option<Subtag>, region: &Region, locale: &Locale) -> u64 {
        let script = self.script_distance(tag, script, locale).unwrap_or(u8::MAX);
        let distance = [locale.language_distance, script, region.distance_to(&locale.region)];
        let is_written_otherwise = distance == [0; 3]
            && (locale.given.script != tag.script || locale.given.region != tag.region);
        let [language, script, region] = distance;
        let [high, low] = locale.position.to_be_bytes();
        let rank = [0, 0, language, script, region, is_written_otherwise.into(), high, low];
        u64::from_be_bytes(rank)
    }

    /// A tag with its likely script, which is known, and its likely region.
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
