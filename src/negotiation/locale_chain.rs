//! The result of negotiation: an ordered list of locales.

use std::fmt;

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
#[derive(Clone, PartialEq, Eq)]
pub struct LocaleChain<'a> {
    available: &'a [LanguageIdentifier],
    /// The chain, then the other matches. These come after the default locale, and so are used only
    /// if that has no message.
    positions: SmallVec<[Position; 8]>,
    /// The number of positions that form the chain.
    len: usize,
    starts_with_match: bool,
}

impl<'a> LocaleChain<'a> {
    pub(super) fn new(available: &'a [LanguageIdentifier]) -> Self {
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
    pub(super) fn end(mut self) -> Self {
        if self.len == 0 {
            self.push(DEFAULT, false);
        }
        self
    }

    /// Returns the first locale of the chain, or `None` if the client listed no available locale.
    #[must_use]
    pub fn best_match(&self) -> Option<&'a LanguageIdentifier> {
        self.iter().next().filter(|_| self.starts_with_match)
    }

    /// Iterates over the locales in order.
    pub fn iter(&self) -> impl Iterator<Item = &'a LanguageIdentifier> + use<'a, '_> {
        let chain = self.positions.iter().take(self.len);
        chain.filter_map(|&position| self.available.get(usize::from(position)))
    }

    /// Returns the positions of the chain, then of the matches after the default locale.
    pub(crate) fn positions(&self) -> &[Position] {
        &self.positions
    }

    /// Returns `true` if the positions refer to this very list.
    pub(crate) fn is_of(&self, available: &[LanguageIdentifier]) -> bool {
        std::ptr::eq(self.available, available)
    }
}

/// As a list: `zh-Hant, zh-Hans, en`.
impl fmt::Display for LocaleChain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, locale) in self.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(f, "{separator}{locale}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for LocaleChain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LocaleChain({self})")
    }
}
