//! The result of negotiation: an ordered list of locales.

use std::fmt;
use std::sync::Arc;

use smallvec::SmallVec;
use unic_langid::LanguageIdentifier;

/// The index of a locale in the list of available locales.
pub(crate) type Position = u16;

/// The default locale is the first available one.
pub(crate) const DEFAULT: Position = 0;

/// The locales in which to look for a message, in order.
///
/// A chain is never empty, has no duplicates, and ends in the default locale. Negotiate it once per
/// request, for example with [`Catalog::negotiate`](crate::Catalog::negotiate). It does not
/// allocate for up to 8 locales.
///
/// A chain is independent of the catalog that it was negotiated for: it can be stored, sent to other
/// threads, and used after a reload. For a catalog with other locales, a lookup maps the chain:
/// it omits the locales that the catalog lacks and appends the default locale of the catalog.
///
/// Two chains are equal if they have the same locales in the same order and the same best match.
/// Matches after the default locale count too.
#[derive(Clone)]
pub struct LocaleChain {
    available: Arc<[LanguageIdentifier]>,
    /// The chain, then the other matches. These come after the default locale, and so are used only
    /// if that has no message.
    positions: SmallVec<[Position; 8]>,
    /// The number of positions that form the chain.
    len: usize,
    starts_with_match: bool,
}

impl LocaleChain {
    pub(super) fn new(available: Arc<[LanguageIdentifier]>) -> Self {
        Self { available, positions: SmallVec::new(), len: 0, starts_with_match: false }
    }

    /// Adds a locale if it is not in the chain. `is_match` is `true` if the client listed it.
    pub(super) fn push(&mut self, position: Position, is_match: bool) {
        if self.positions.contains(&position) {
            return;
        }
        self.positions.push(position);
        if self.len == 0 {
            self.starts_with_match |= is_match;
            if position == DEFAULT {
                self.len = self.positions.len();
            }
        }
    }

    /// Returns `true` if the chain has every available locale.
    pub(super) fn is_full(&self) -> bool {
        self.positions.len() == self.available.len()
    }

    /// Adds the default locale if it is not in the chain.
    pub(super) fn end(&mut self) {
        if self.len == 0 {
            self.push(DEFAULT, false);
        }
    }

    /// Returns the first locale of the chain, or `None` if the client listed no available locale.
    #[must_use]
    pub fn best_match(&self) -> Option<&LanguageIdentifier> {
        self.iter().next().filter(|_| self.starts_with_match)
    }

    /// Iterates over the locales in order. The last one is the default locale.
    pub fn iter(&self) -> impl Iterator<Item = &LanguageIdentifier> {
        self.locales().take(self.len)
    }

    /// Iterates over the chain, then over the matches after the default locale.
    fn locales(&self) -> impl Iterator<Item = &LanguageIdentifier> {
        self.positions.iter().filter_map(|&position| self.available.get(usize::from(position)))
    }

    /// Returns the list that the positions refer to.
    pub(crate) fn available(&self) -> &Arc<[LanguageIdentifier]> {
        &self.available
    }

    /// Returns the positions of the chain, then of the matches after the default locale.
    #[inline]
    pub(crate) fn positions(&self) -> &[Position] {
        &self.positions
    }

    /// Maps the chain to another list of available locales.
    pub(crate) fn map_to(&self, available: &Arc<[LanguageIdentifier]>) -> Self {
        let mut chain = Self::new(Arc::clone(available));
        for locale in self.locales() {
            let index = available.iter().position(|other| other == locale);
            if let Some(position) = index.and_then(|index| Position::try_from(index).ok()) {
                chain.push(position, self.starts_with_match);
            }
        }
        chain.end();
        chain
    }
}

impl PartialEq for LocaleChain {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len
            && self.starts_with_match == other.starts_with_match
            && self.locales().eq(other.locales())
    }
}

impl Eq for LocaleChain {}

/// As a list: `zh-Hant, zh-Hans, en`.
impl fmt::Display for LocaleChain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, locale) in self.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(f, "{separator}{locale}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for LocaleChain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LocaleChain({self})")
    }
}

#[cfg(test)]
mod tests {
    use crate::negotiation::{LocaleChain, Negotiator};

    fn negotiator(available: &str) -> Negotiator {
        let mut locales = available.split(' ').map(|tag| tag.parse().unwrap());
        Negotiator::new(locales.next().unwrap(), locales)
    }

    #[track_caller]
    fn maps_to(chain: &LocaleChain, available: &str, expected: &str) {
        let mapped = chain.map_to(negotiator(available).shared_available());
        assert_eq!(mapped.to_string(), expected);
    }

    #[test]
    fn a_chain_maps_to_another_list_by_its_identifiers() {
        let chain = negotiator("en zh-Hans zh-Hant").negotiate("zh-TW, zh-CN");
        maps_to(&chain, "en zh-Hans zh-Hant", "zh-Hant, zh-Hans, en");
        maps_to(&chain, "zh-Hans en zh-Hant fr", "zh-Hant, zh-Hans");
        maps_to(&chain, "fr en zh-Hans", "zh-Hans, en, fr");
        maps_to(&chain, "fr", "fr");
    }

    #[test]
    fn a_match_after_the_default_locale_is_mapped_too() {
        let chain = negotiator("en zh-Hans").negotiate("en, zh-CN");
        maps_to(&chain, "fr zh-Hans en", "en, zh-Hans, fr");
    }

    #[cfg(feature = "watch")]
    #[test]
    fn a_negotiator_shares_an_equal_list() {
        use std::sync::Arc;

        let old = negotiator("en zh-Hans");
        let is_shared = |available| {
            let mut new = negotiator(available);
            new.share_available(&old);
            Arc::ptr_eq(new.shared_available(), old.shared_available())
        };
        assert!(is_shared("en zh-Hans"));
        assert!(!is_shared("en zh-Hant"));
    }
}
