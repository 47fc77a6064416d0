//! The outcome of negotiation: an ordered list of locales.

use std::fmt;

use smallvec::SmallVec;
use unic_langid::LanguageIdentifier;

/// The place of a locale among the available ones.
pub(crate) type Position = u16;

/// The default locale is the first of the available ones.
pub(crate) const DEFAULT: Position = 0;

/// The locales to look for a text in, in order. It is never empty, has no repeats, and ends in the
/// default locale.
///
/// Made by [`Catalog::negotiate`](crate::Catalog::negotiate), once for a reader. It is small, and
/// takes no memory of its own for up to 8 locales.
#[derive(Clone, PartialEq, Eq)]
pub struct LocaleChain<'a> {
    available: &'a [LanguageIdentifier],
    /// The chain, then what else the reader listed: it comes behind the default locale, and so
    /// answers only where that has nothing.
    positions: SmallVec<[Position; 8]>,
    /// How many of the positions are the chain.
    len: usize,
    is_match: bool,
}

impl<'a> LocaleChain<'a> {
    pub(crate) fn new(available: &'a [LanguageIdentifier]) -> Self {
        Self { available, positions: SmallVec::new(), len: 0, is_match: false }
    }

    /// Adds a locale, unless it is there already. `is_match` tells whether the reader named it.
    #[inline]
    pub(crate) fn push(&mut self, position: Position, is_match: bool) {
        if self.positions.contains(&position) {
            return;
        }
        self.positions.push(position);
        if self.len == 0 {
            self.is_match |= is_match;
            if position == DEFAULT {
                self.len = self.positions.len();
            }
        }
    }

    /// Whether every available locale is in it.
    #[inline]
    pub(crate) fn is_full(&self) -> bool {
        self.positions.len() == self.available.len()
    }

    pub(crate) fn end(mut self) -> Self {
        if self.len == 0 {
            self.push(DEFAULT, false);
        }
        self
    }

    /// The locale that fits the reader best: the first of the chain, if anything they list is
    /// available. `None` where the default answers for want of anything better.
    #[must_use]
    pub fn matched(&self) -> Option<&'a LanguageIdentifier> {
        self.iter().next().filter(|_| self.is_match)
    }

    /// The locales in order.
    pub fn iter(&self) -> impl Iterator<Item = &'a LanguageIdentifier> + use<'a, '_> {
        let chain = self.positions.iter().take(self.len);
        chain.filter_map(|&position| self.available.get(usize::from(position)))
    }

    /// The positions of the chain, and of what comes behind it.
    pub(crate) fn positions(&self) -> &[Position] {
        &self.positions
    }

    /// Whether this chain was made for these very locales.
    pub(crate) fn is_of(&self, available: &[LanguageIdentifier]) -> bool {
        std::ptr::eq(self.available, available)
    }
}

/// As a list: `zh-Hant, zh-Hans, en`.
impl fmt::Display for LocaleChain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, locale) in self.iter().enumerate() {
            let separator = if place == 0 { "" } else { ", " };
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
