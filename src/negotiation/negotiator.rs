//! Locale negotiation for a list of available locales.

use std::sync::{Arc, LazyLock};

use smallvec::SmallVec;
use unic_langid::LanguageIdentifier;
use unic_langid::subtags::Language;

use super::accept_language::{self, LanguageRange};
use super::cldr;
use super::locale_chain::{DEFAULT, LocaleChain, Position};
use super::matcher::{
    DesiredLanguage, MatchedRange, languages_matching, push_matches, range_matches,
    sort_by_quality, sort_key, split,
};
use crate::header_list::{MAX_ELEMENTS, MAX_QUALITY, Quality};

/// Negotiates a [`LocaleChain`] from the preferences of a client and a list of available locales.
///
/// [`Catalog::negotiate`](crate::Catalog::negotiate) uses the locales of a catalog. Use a
/// `Negotiator` for content other than status messages.
///
/// ```
/// use fluent_status::negotiation::Negotiator;
/// use unic_langid::langid;
///
/// let negotiator = Negotiator::new(langid!("en-US"), [langid!("pt-BR"), langid!("pt-PT")]);
///
/// let chain = negotiator.negotiate("pt-AO, en;q=0.5");
/// assert_eq!(chain.best_match(), Some(&langid!("pt-PT")));
/// assert_eq!(chain.to_string(), "pt-PT, pt-BR, en-US");
///
/// // If no listed language is available, the chain is the default locale.
/// let chain = negotiator.negotiate("ja");
/// assert_eq!(chain.best_match(), None);
/// assert_eq!(chain.to_string(), "en-US");
/// ```
#[derive(Clone, Debug)]
pub struct Negotiator {
    available: Arc<[LanguageIdentifier]>,
    /// Every language that matches an available locale, sorted by its [`sort_key`].
    languages: Vec<DesiredLanguage>,
}

/// The preferences of a client, reduced to ranges that match an available locale.
#[derive(Default)]
struct Preferences<'n> {
    ranges: SmallVec<[MatchedRange<'n>; MAX_ELEMENTS]>,
    /// The quality of `*`.
    any: Quality,
}

impl Negotiator {
    /// Creates a negotiator for a default locale and any number of others. Duplicates are ignored.
    #[must_use]
    pub fn new(
        default: LanguageIdentifier,
        others: impl IntoIterator<Item = LanguageIdentifier>,
    ) -> Self {
        let mut available = vec![default];
        for locale in others {
            if !available.contains(&locale) && available.len() < usize::from(Position::MAX) {
                available.push(locale);
            }
        }
        Self::for_available(available.into(), false)
    }

    /// Sets whether a range in one Chinese script also matches locales in the other one, before
    /// other languages. The default is `false`.
    #[must_use]
    pub fn allow_other_chinese_script(self, allow: bool) -> Self {
        Self::for_available(self.available, allow)
    }

    fn for_available(
        available: Arc<[LanguageIdentifier]>,
        allow_other_chinese_script: bool,
    ) -> Self {
        let languages = languages_matching(&available, allow_other_chinese_script);
        Self { available, languages }
    }

    /// Returns the available locales, the default first.
    #[must_use]
    pub fn available(&self) -> &[LanguageIdentifier] {
        &self.available
    }

    /// Returns the list that the positions of a chain refer to.
    pub(crate) fn shared_available(&self) -> &Arc<[LanguageIdentifier]> {
        &self.available
    }

    /// Shares the list of another negotiator if it is equal, so that its chains remain valid for this
    /// one without mapping.
    #[cfg(feature = "watch")]
    pub(crate) fn share_available(&mut self, other: &Self) {
        if self.available == other.available {
            self.available = Arc::clone(&other.available);
        }
    }

    #[inline]
    pub(crate) fn locale(&self, position: Position) -> &LanguageIdentifier {
        self.available.get(usize::from(position)).unwrap_or_else(|| undetermined())
    }

    /// Negotiates by the value of an `Accept-Language` header.
    ///
    /// Any bytes are accepted. An empty value means the same as a missing header.
    #[must_use]
    pub fn negotiate(&self, accept_language: impl AsRef<[u8]>) -> LocaleChain {
        self.negotiate_all([accept_language.as_ref()])
    }

    /// Negotiates by all values of the `Accept-Language` headers of a request, because they are one
    /// list ([RFC 9110 §5.3](https://www.rfc-editor.org/rfc/rfc9110.html#section-5.3)).
    ///
    /// It accepts the result of `http::HeaderMap::get_all`.
    #[must_use]
    pub fn negotiate_all<'v, V: AsRef<[u8]> + ?Sized + 'v>(
        &self,
        accept_language: impl IntoIterator<Item = &'v V>,
    ) -> LocaleChain {
        let values = accept_language.into_iter().map(AsRef::as_ref);
        self.negotiate_ranges(accept_language::ranges(values))
    }

    /// Negotiates by a list of requested languages in descending preference, for example from the
    /// settings of a user.
    #[must_use]
    pub fn negotiate_requested<'l>(
        &self,
        requested: impl IntoIterator<Item = &'l LanguageIdentifier>,
    ) -> LocaleChain {
        let ranges = requested.into_iter().map(|tag| {
            let tag = LanguageIdentifier::from_parts(tag.language, tag.script, tag.region, &[]);
            LanguageRange { tag: Some(tag), quality: MAX_QUALITY }
        });
        self.negotiate_ranges(ranges.take(MAX_ELEMENTS))
    }

    fn negotiate_ranges(&self, ranges: impl Iterator<Item = LanguageRange>) -> LocaleChain {
        let mut preferences = Preferences::default();
        for LanguageRange { tag, quality } in ranges {
            let Some(tag) = tag else {
                preferences.any = preferences.any.max(quality);
                continue;
            };
            if let Some(range) = self.matched_range(&tag, quality) {
                preferences.ranges.push(range);
            }
        }
        self.chain(&mut preferences)
    }

    fn chain(&self, preferences: &mut Preferences<'_>) -> LocaleChain {
        sort_by_quality(&mut preferences.ranges);
        let any = preferences.any;
        let (accepted, excluded) = split(&preferences.ranges, |range| range.quality > 0);
        let (before_any, after_any) = split(accepted, |range| range.quality >= any);
        let mut chain = LocaleChain::new(Arc::clone(&self.available));
        for range in before_any {
            if chain.is_full() {
                break;
            }
            push_matches(range, accepted, excluded, &mut chain);
        }
        if any > 0 {
            self.push_unmatched(&preferences.ranges, &mut chain);
        }
        for range in after_any {
            push_matches(range, accepted, excluded, &mut chain);
        }
        chain.end();
        chain
    }

    /// Resolves aliases. `None` if the language matches no available locale.
    fn matched_range(
        &self,
        tag: &LanguageIdentifier,
        quality: Quality,
    ) -> Option<MatchedRange<'_>> {
        let language = self.language(tag.language);
        let may_be_alias = match language {
            Some(language) => tag.region.is_some_and(|region| {
                !language.is_usual_region(region) && cldr::may_be_region_alias(region)
            }),
            None => cldr::may_be_language_alias(tag.language),
        };
        if may_be_alias {
            let tag = cldr::canonical(tag);
            let language = self.language(tag.language)?;
            return Some(MatchedRange { tag, language, quality });
        }
        Some(MatchedRange { tag: tag.clone(), language: language?, quality })
    }

    fn language(&self, language: Language) -> Option<&DesiredLanguage> {
        let key = sort_key(language);
        let index = self.languages.binary_search_by_key(&key, |desired| sort_key(desired.language));
        self.languages.get(index.ok()?)
    }

    /// Adds the matches of `*`: every locale that no other range matches, the default first.
    fn push_unmatched(&self, ranges: &[MatchedRange<'_>], chain: &mut LocaleChain) {
        let mut is_matched: SmallVec<[bool; 32]> = SmallVec::from_elem(false, self.available.len());
        for range in ranges {
            let script = range.language.script_of(&range.tag);
            for locale in &range.language.locales {
                let matches = match range.quality {
                    0 => range_matches(&range.tag, &locale.likely),
                    _ => range.language.script_distance(&range.tag, script, locale).is_some(),
                };
                if let Some(is_matched) = is_matched.get_mut(usize::from(locale.position)) {
                    *is_matched |= matches;
                }
            }
        }
        for (_, position) in is_matched.iter().zip(DEFAULT..).filter(|(matched, _)| !**matched) {
            chain.push(position, position != DEFAULT);
        }
    }
}

#[cold]
fn undetermined() -> &'static LanguageIdentifier {
    static UNDETERMINED: LazyLock<LanguageIdentifier> = LazyLock::new(Default::default);
    &UNDETERMINED
}
