//! The catalogue: every text, resolved once.
//!
//! Resolving a text through Fluent each time costs several times what `canonical_reason()` does,
//! and falling back locale by locale makes it worse. So all texts without variables are resolved
//! when a catalogue is built, phrasing by phrasing fallback included, and laid out as one dense
//! table: locale, then subject (a code, a class, or `status-unknown`), then part (the description
//! for each preferred phrasing, the reason, the advice). A lookup is a few additions, whatever the
//! code; a `match` or a hash would have the processor guess. Texts with variables are laid out in
//! [`pattern`](crate::pattern), and put together when they are asked for.

use std::fmt;
use std::sync::Arc;

use unic_langid::LanguageIdentifier;

use crate::chain::Position;
use crate::negotiation::{LocaleChain, Negotiator};
use crate::pattern::VariableText;
use crate::phrasing::Phrasing;
use crate::status_class::{STATUS_CODES, StatusClass, status_index};
use crate::subject::{Label, Subject};
use http::StatusCode;

/// The locale that has a text for everything.
pub(crate) const BASE_LOCALE: &str = "en";

/// The texts of a set of locales, ready to be looked up.
///
/// A catalogue does not change, is cheap to look things up in, and can be shared by all threads.
///
/// ```
/// use fluent_status::{Catalog, StatusCode};
///
/// let catalog = Catalog::embedded();
/// let chain = catalog.negotiate("zh-TW,zh;q=0.9,en;q=0.8"); // once for a reader
/// let message = catalog.message(StatusCode::NOT_FOUND, &chain); // once for a code
/// assert_eq!(message.to_string(), "404 找不到：所請求的資源不存在。");
/// assert_eq!(message.description().locale().to_string(), "zh-Hant");
/// # Ok::<(), fluent_status::Error>(())
/// ```
pub struct Catalog {
    pub(crate) negotiator: Negotiator,
    pub(crate) phrasings: Vec<Phrasing>,
    /// What there are texts for, in the order of the rows: `status-unknown`, the five classes, the
    /// codes, and the labels.
    pub(crate) subjects: Vec<Subject>,
    /// For each code from 100 on, the row of its own texts, or that of its class.
    pub(crate) rows: [Row; STATUS_CODES],
    /// By locale, row and part: see [`Catalog::cell`].
    pub(crate) cells: Vec<Cell>,
    /// The texts that have variables: what [`Cell::variable`] points to.
    pub(crate) variable_texts: Vec<VariableText>,
    /// The locales below every chain, for a default locale that an overlay has only begun: those
    /// that its own readers would be given, then [`BASE_LOCALE`].
    pub(crate) floor: Vec<Position>,
}

/// What the table has for one subject: the place of its first cell among those of a locale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Row(u32);
pub(crate) type VariableIndex = u16;

/// One text, with phrasings already fallen back through.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    /// Empty where the locale has no text that can do without values.
    pub(crate) text: Arc<str>,
    /// The phrasing that the text is from.
    pub(crate) phrasing: u8,
    /// What the preferred phrasing says to those who have the values.
    pub(crate) variable: Option<VariableIndex>,
    pub(crate) doubts: Doubts,
}

/// Why the text of a cell may not be the answer: together in a byte, so that a lookup asks once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Doubts(u8);

impl Doubts {
    pub(crate) const NONE: Self = Self(0);
    pub(crate) const NO_TEXT: Self = Self(1);
    /// This locale has nothing, but another one has.
    pub(crate) const IS_ELSEWHERE: Self = Self(2);
    /// The preferred phrasing, or one on the way to the text, has something for those who have the
    /// values.
    pub(crate) const HAS_VARIABLES: Self = Self(4);

    /// No text here, but elsewhere, and no values that could make one: the next locale is asked.
    pub(crate) const NO_TEXT_HERE: Self = Self::NO_TEXT.with(Self::IS_ELSEWHERE);

    #[must_use]
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    #[must_use]
    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Those that are in both.
    #[must_use]
    pub(crate) const fn among(self, others: Self) -> Self {
        Self(self.0 & others.0)
    }

    pub(crate) const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }
}

/// What is looked up about a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The description, preferably in the phrasing at this place in [`Catalog::phrasings`].
    Description(u8),
    Reason,
    Advice,
}

impl Catalog {
    /// The locales there are texts in, the default first.
    #[must_use]
    pub fn locales(&self) -> &[LanguageIdentifier] {
        self.negotiator.available()
    }

    /// The phrasings there are texts in, in the order they are fallen back through.
    #[must_use]
    pub fn phrasings(&self) -> &[Phrasing] {
        &self.phrasings
    }

    /// The codes that have texts of their own, in ascending order.
    pub fn codes(&self) -> impl Iterator<Item = StatusCode> {
        self.subjects.iter().filter_map(|subject| match subject {
            Subject::Status(code) => Some(*code),
            _ => None,
        })
    }

    /// What a language calls itself: `繁體中文`, for a list to choose from. `None` where its texts
    /// do not say.
    ///
    /// ```
    /// use fluent_status::Catalog;
    /// use unic_langid::langid;
    ///
    /// assert_eq!(Catalog::embedded().language_name(&langid!("zh-Hant")), Some("繁體中文"));
    /// ```
    #[must_use]
    pub fn language_name(&self, locale: &LanguageIdentifier) -> Option<&str> {
        let place = self.locales().iter().position(|other| other == locale)?;
        let position = Position::try_from(place).ok()?;
        let cell =
            self.cell(position, self.label_row(Label::LanguageName), Part::Description(0))?;
        Some(&*cell.text).filter(|name| !name.is_empty())
    }

    /// Chooses the locales for a reader by the value of their `Accept-Language` field. An empty
    /// value stands for an absent field.
    #[must_use]
    pub fn negotiate(&self, accept_language: impl AsRef<[u8]>) -> LocaleChain<'_> {
        self.negotiator.negotiate(accept_language)
    }

    /// What chooses the locales: for the other ways to say what a reader speaks.
    #[must_use]
    pub fn negotiator(&self) -> &Negotiator {
        &self.negotiator
    }

    pub(crate) fn cell(&self, position: Position, row: Row, part: Part) -> Option<&Cell> {
        self.cells_at(self.place_in_locale(row, part))(position)
    }

    /// What gives the cell at a place among those of a locale, for one locale after the other.
    #[inline]
    pub(crate) fn cells_at<'c>(&'c self, place: usize) -> impl Fn(Position) -> Option<&'c Cell> {
        let cells_of_a_locale = self.cells_of_a_locale();
        move |position| self.cells.get(usize::from(position) * cells_of_a_locale + place)
    }

    pub(crate) fn cells_of(&self, position: Position) -> &[Cell] {
        let start = usize::from(position) * self.cells_of_a_locale();
        self.cells.get(start..start + self.cells_of_a_locale()).unwrap_or_default()
    }

    pub(crate) fn cells_of_a_locale(&self) -> usize {
        self.subjects.len() * self.parts()
    }

    #[inline]
    pub(crate) fn place_in_locale(&self, row: Row, part: Part) -> usize {
        let part = match part {
            Part::Description(phrasing) => usize::from(phrasing),
            Part::Reason => self.phrasings.len(),
            Part::Advice => self.phrasings.len() + 1,
        };
        row.0 as usize + part
    }

    /// The row of the subject at this place in [`Catalog::subjects`].
    pub(crate) fn row_at(&self, place: usize) -> Row {
        // There is always room, for there are no more than some 900 codes and 252 parts.
        Row(u32::try_from(place * self.parts()).unwrap_or(UNKNOWN_ROW.0))
    }

    pub(crate) fn parts(&self) -> usize {
        self.phrasings.len() + 2
    }

    /// The row of a code's own texts, or that of its class.
    #[inline]
    pub(crate) fn row(&self, code: StatusCode) -> Row {
        self.rows.get(status_index(code)).copied().unwrap_or(UNKNOWN_ROW)
    }

    pub(crate) fn label_row(&self, label: Label) -> Row {
        let place = self.subjects.binary_search(&Subject::Label(label));
        place.map_or(UNKNOWN_ROW, |place| self.row_at(place))
    }

    /// What answers for a code that nobody knows ([RFC 9110 §15]): its class, or `status-unknown`.
    /// The classes follow `status-unknown` in the order of their digits.
    ///
    /// [RFC 9110 §15]: https://www.rfc-editor.org/rfc/rfc9110.html#section-15
    pub(crate) fn class_row(&self, class: StatusClass) -> Row {
        self.row_at(class.digit().into())
    }

    /// Whether a row is that of a code, and not one of the rows that answer for all.
    #[inline]
    pub(crate) fn is_code_row(&self, row: Row) -> bool {
        row > self.class_row(StatusClass::ServerError)
    }

    pub(crate) fn phrasing(&self, place: u8) -> &Phrasing {
        self.phrasings.get(usize::from(place)).unwrap_or(&Phrasing::PLAIN)
    }
}

impl fmt::Debug for Catalog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Catalog")
            .field("locales", &self.locales())
            .field("phrasings", &self.phrasings)
            .finish_non_exhaustive()
    }
}

pub(crate) const UNKNOWN_ROW: Row = Row(0);

impl Catalog {
    /// `None` where there are more than a cell can point to.
    pub(crate) fn add_variable_text(&mut self, text: VariableText) -> Option<VariableIndex> {
        let index = VariableIndex::try_from(self.variable_texts.len()).ok()?;
        self.variable_texts.push(text);
        Some(index)
    }

    /// The place of a phrasing among the phrasings.
    pub(crate) fn place_of(&self, phrasing: &Phrasing) -> Option<u8> {
        let place = self.phrasings.iter().position(|other| other == phrasing)?;
        u8::try_from(place).ok()
    }

    pub(crate) fn plain(&self) -> Option<u8> {
        self.place_of(&Phrasing::PLAIN)
    }

    /// The phrasing that is preferred, then the others as declared.
    pub(crate) fn fallback_order(&self, preferred: u8) -> impl Iterator<Item = u8> + use<> {
        let count = u8::try_from(self.phrasings.len()).unwrap_or(u8::MAX);
        std::iter::once(preferred).chain((0..count).filter(move |&other| other != preferred))
    }
}
