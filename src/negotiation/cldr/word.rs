//! Subtags in four bytes, for tables.

use crate::negotiation::language_tag::Subtag;

/// A language, script or region, packed as a [`Subtag`] is; zero where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Word(u32);

impl Word {
    pub(super) const fn new(text: &str) -> Self {
        if text.is_empty() { Self(0) } else { Self(Subtag::new(text).first_four_bytes()) }
    }

    /// What a language, script or region fits into.
    pub(super) fn of(subtag: Subtag) -> Self {
        Self(subtag.first_four_bytes())
    }

    pub(super) fn subtag(self) -> Option<Subtag> {
        Subtag::from_four_bytes(self.0)
    }
}

/// Words of a table, packed by the compiler.
macro_rules! words {
    ($($text:literal)*) => { [$(Word::new($text)),*] };
}
pub(super) use words;
