//! Looks up a message: locale by locale, and in each locale phrasing by phrasing.

use std::borrow::Cow;
use std::sync::Arc;

use fluent::FluentArgs;
use unic_langid::LanguageIdentifier;

use super::Catalog;
use super::formatter::sanitize;
use super::message::{Localized, Message};
use super::table::{Candidate, CandidateText, Cell, Field, Row};
#[cfg(feature = "pages")]
use crate::message_id::Label;
use crate::message_key::MessageKey;
use crate::negotiation::{LocaleChain, Position};
use crate::phrasing::Phrasing;
use crate::status_class::StatusClass;

impl Catalog {
    /// Returns the message of a status code or a problem type.
    ///
    /// There is always a message: if no locale has one for the status code, its class is described
    /// instead. See [`lookup`](Self::lookup) for arguments and another phrasing.
    #[must_use]
    pub fn message<'k>(&self, key: impl Into<MessageKey<'k>>, chain: &LocaleChain) -> Message<'_> {
        self.lookup(chain).message(key)
    }

    /// Starts a lookup that can prefer a phrasing and can have arguments.
    ///
    /// The chain may be one of another catalog, for example of one that was reloaded since: locales
    /// that this catalog lacks are dropped, and its default locale is appended.
    #[must_use]
    pub fn lookup<'c, 'a>(&'c self, chain: &'a LocaleChain) -> Lookup<'c, 'a> {
        let available = self.negotiator.shared_available();
        let positions = if Arc::ptr_eq(chain.available(), available) {
            Positions::Chain(chain.positions())
        } else {
            Positions::Mapped(chain.map_to(available))
        };
        Lookup {
            catalog: self,
            positions,
            phrasing: 0,
            args: None,
            sanitized_args: None,
            marks_args: false,
        }
    }
}

/// A lookup of messages: the locales to try, a preferred phrasing, and arguments.
///
/// ```
/// use fluent_status::{Catalog, FluentArgs, Phrasing, StatusCode};
///
/// let catalog = Catalog::builtin();
/// let chain = catalog.negotiate("en");
/// let mut args = FluentArgs::new();
/// args.set("seconds", 30);
///
/// let lookup = catalog.lookup(&chain).phrasing(&Phrasing::GENERAL).args(&args);
/// let message = lookup.message(StatusCode::SERVICE_UNAVAILABLE);
/// assert_eq!(message.phrasing(), Some(&Phrasing::GENERAL));
/// assert!(message.advice().is_some_and(|advice| advice.as_str().contains("30 seconds")));
/// ```
#[derive(Debug)]
pub struct Lookup<'c, 'a> {
    catalog: &'c Catalog,
    positions: Positions<'a>,
    /// The index of the preferred phrasing.
    phrasing: u8,
    args: Option<&'a FluentArgs<'a>>,
    /// The arguments without unwanted characters, if they had any.
    sanitized_args: Option<FluentArgs<'a>>,
    marks_args: bool,
}

/// The positions of the locales to try.
#[derive(Debug)]
enum Positions<'a> {
    Chain(&'a [Position]),
    Mapped(LocaleChain),
}

/// A text, and where it was found.
struct Found<'c> {
    text: Cow<'c, str>,
    locale: &'c LanguageIdentifier,
    phrasing: u8,
}

impl Positions<'_> {
    #[inline]
    fn as_slice(&self) -> &[Position] {
        match self {
            Self::Chain(positions) => positions,
            Self::Mapped(chain) => chain.positions(),
        }
    }
}

impl<'c> From<Found<'c>> for Localized<'c> {
    #[inline]
    fn from(found: Found<'c>) -> Self {
        Self::new(found.text, found.locale)
    }
}

impl<'c, 'a> Lookup<'c, 'a> {
    /// Prefers descriptions in a phrasing. In a locale without one, and if the catalog does not
    /// have the phrasing, the fallback order of the catalog applies.
    #[must_use]
    pub fn phrasing(mut self, phrasing: &Phrasing) -> Self {
        self.phrasing = self.catalog.phrasing_index(phrasing).unwrap_or_default();
        self
    }

    /// Sets the arguments for the variables of the messages, for example `$seconds`. A text that
    /// displays a missing argument is skipped.
    ///
    /// Controls, including bidirectional controls, are removed from the arguments, so that no
    /// argument can reorder the text around it. The caller must escape the texts for its format.
    #[must_use]
    pub fn args(mut self, args: &'a FluentArgs<'a>) -> Self {
        self.args = Some(args);
        self.sanitized_args = sanitize(args);
        self
    }

    /// Keeps the marks around displayed arguments, for callers that turn them into markup.
    #[cfg(feature = "pages")]
    pub(crate) fn mark_args(mut self) -> Self {
        self.marks_args = true;
        self
    }

    /// Returns the message of a status code or a problem type. There is always a message.
    #[must_use]
    pub fn message<'k>(&self, key: impl Into<MessageKey<'k>>) -> Message<'c> {
        let key = key.into();
        let Description { found, row, is_exact, has_phrasing } = self.find_description(key);
        let phrasing = has_phrasing.then(|| self.catalog.phrasing_at(found.phrasing));
        // A problem type without a reason has the reason of its status code, and a status code
        // without one has the reason of its class. The advice of another row may not fit.
        let mut rows = self.rows(key).into_iter().flatten();
        let reason = rows.find_map(|row| self.find(row, Field::Reason));
        let reason = reason.unwrap_or_else(|| self.nothing());
        // A problem type may have advice, and the description of its status code.
        let [problem, ..] = self.rows(key);
        let advice = problem.and_then(|problem| self.find(problem, Field::Advice));
        let advice = advice.or_else(|| self.find(row, Field::Advice));
        let advice = advice.filter(|advice| !advice.text.is_empty());
        Message {
            key: key.into(),
            is_exact,
            reason: reason.into(),
            phrasing: phrasing.map(Cow::Borrowed),
            description: found.into(),
            advice: advice.map(Localized::from),
        }
    }

    /// Returns only the description of a [`message`](Self::message).
    #[must_use]
    pub fn description<'k>(&self, key: impl Into<MessageKey<'k>>) -> Localized<'c> {
        let key = key.into();
        // The most frequent lookup. `find_description` includes it.
        if let (MessageKey::Status(status), None) = (key, self.args) {
            let row = self.catalog.table.status_row(status);
            let field = Field::Description(self.phrasing);
            if let Some(found) = self.find_fixed(self.positions.as_slice(), row, field) {
                return found.into();
            }
        }
        self.find_description(key).found.into()
    }

    /// Returns the name of a status class, for example "Client Error".
    #[must_use]
    pub fn class_reason(&self, class: StatusClass) -> Localized<'c> {
        let row = self.catalog.table.class_row(class);
        self.find(row, Field::Reason).unwrap_or_else(|| self.nothing()).into()
    }

    /// Returns a text around a message on an error page.
    #[cfg(feature = "pages")]
    pub(crate) fn label(&self, label: Label) -> Localized<'c> {
        let row = self.catalog.table.label_row(label);
        self.find(row, Field::Description(0)).unwrap_or_else(|| self.nothing()).into()
    }

    /// Returns the rows of a key in the order in which they are tried: a problem type, a status
    /// code, its class, and `status-unknown` ([RFC 9110 §15]).
    ///
    /// [RFC 9110 §15]: https://www.rfc-editor.org/rfc/rfc9110.html#section-15
    fn rows(&self, key: MessageKey<'_>) -> [Option<Row>; 4] {
        let table = &self.catalog.table;
        let problem = match key {
            MessageKey::Problem(problem) => table.problem_row(problem.name()),
            MessageKey::Status(_) => None,
        };
        let status = table.status_row(key.status());
        let class = table.class_row(key.status().into());
        [problem, Some(status), Some(class), Some(table.class_row(StatusClass::Unknown))]
    }

    /// Finds the description in the first row that has one in any locale of the chain.
    #[cold]
    fn find_description(&self, key: MessageKey<'_>) -> Description<'c> {
        let [problem, status, class, unknown] = self.rows(key);
        if let Some(row) = problem
            && let Some(found) = self.find(row, Field::Description(0))
        {
            return Description { found, row, is_exact: true, has_phrasing: false };
        }
        let field = Field::Description(self.phrasing);
        let find = |row| Some((self.find(row?, field)?, row?));
        let found = find(status).or_else(|| find(class)).or_else(|| find(unknown));
        let (found, row) = found.unwrap_or_else(|| (self.nothing(), Row::default()));
        let is_exact =
            matches!(key, MessageKey::Status(_)) && Some(row) != class && Some(row) != unknown;
        Description { found, row, is_exact, has_phrasing: true }
    }

    /// Finds the first usable text of a field along the chain, and then along the base chain.
    fn find(&self, row: Row, field: Field) -> Option<Found<'c>> {
        let find = |positions| match self.args {
            None => self.find_fixed(positions, row, field),
            Some(_) => self.find_formatted(positions, row, field),
        };
        find(self.positions.as_slice()).or_else(|| find(&self.catalog.base_chain))
    }

    #[inline(always)]
    fn find_fixed(&self, positions: &[Position], row: Row, field: Field) -> Option<Found<'c>> {
        self.find_in(positions, row, field, |cell| {
            Some((Cow::Borrowed(&**cell.text.as_ref()?), cell.phrasing))
        })
    }

    #[cold]
    fn find_formatted(&self, positions: &[Position], row: Row, field: Field) -> Option<Found<'c>> {
        let args = self.sanitized_args.as_ref().or(self.args)?;
        self.find_in(positions, row, field, |cell| {
            if cell.candidates.is_empty() {
                return Some((Cow::Borrowed(&**cell.text.as_ref()?), cell.phrasing));
            }
            // The first candidate for which no argument is missing.
            cell.candidates.iter().find_map(|Candidate { text, phrasing }| {
                let text = match text {
                    CandidateText::Fixed(text) => Cow::Borrowed(&**text),
                    CandidateText::Pattern(pattern, _) => {
                        Cow::Owned(pattern.format(args, self.marks_args)?)
                    }
                };
                Some((text, *phrasing))
            })
        })
    }

    // Always inlined, so that the result of the most frequent lookup stays in registers.
    #[inline(always)]
    fn find_in(
        &self,
        positions: &[Position],
        row: Row,
        field: Field,
        read: impl Fn(&'c Cell) -> Option<(Cow<'c, str>, u8)>,
    ) -> Option<Found<'c>> {
        positions.iter().find_map(|&position| {
            let (text, phrasing) = read(self.catalog.table.cell(position, row, field)?)?;
            Some(Found { text, locale: self.catalog.locale(position), phrasing })
        })
    }

    /// Returns the text of a field that no locale has.
    #[cold]
    fn nothing(&self) -> Found<'c> {
        Found { text: Cow::Borrowed(""), locale: self.catalog.locale(0), phrasing: 0 }
    }
}

/// A description, and the row that it was found in.
struct Description<'c> {
    found: Found<'c>,
    row: Row,
    is_exact: bool,
    has_phrasing: bool,
}
