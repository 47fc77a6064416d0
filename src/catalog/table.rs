//! The table of a catalog: every message, with the phrasings already fallen back through.
//!
//! A cell is one field of one message in one locale. The cells of a locale are contiguous, so a
//! lookup adds two numbers.

use std::collections::HashMap;
use std::sync::Arc;

use http::StatusCode;

use super::formatter::FormattedPattern;
use crate::message_id::{Label, MessageId};
use crate::negotiation::Position;
use crate::status_class::{STATUS_CODES, StatusClass, status_codes, status_index};

/// The messages of all locales.
pub(super) struct Table {
    /// By status code: the row of its message, or the row of its class.
    status_rows: [Row; STATUS_CODES],
    /// In the order of the digits, `status-unknown` first.
    class_rows: [Row; 6],
    label_rows: [Row; Label::ALL.len()],
    problem_rows: HashMap<Box<str>, Row>,
    cells_per_locale: usize,
    cells: Vec<Cell>,
}

/// The cells of one message: the index of the first one among the cells of a locale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Row(u32);

/// One field of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Reason,
    Advice,
    /// The description that is preferred in a phrasing, by the index of the phrasing. It is 0 for
    /// a message without phrasings.
    Description(u8),
}

/// One field of one message in one locale.
#[derive(Default)]
pub(super) struct Cell {
    /// The text if there are no arguments. An empty text means that the field was removed.
    pub(super) text: Option<Arc<str>>,
    /// The phrasing of the text.
    pub(super) phrasing: u8,
    /// The texts to try in order if there are arguments. Empty if no text has variables.
    pub(super) candidates: Box<[Candidate]>,
}

/// A text of a cell.
#[derive(Clone)]
pub(super) struct Candidate {
    pub(super) phrasing: u8,
    pub(super) text: CandidateText,
}

#[derive(Clone)]
pub(super) enum CandidateText {
    Fixed(Arc<str>),
    /// The pattern, and the text that it formats to without arguments.
    Pattern(Arc<FormattedPattern>, Option<Arc<str>>),
}

impl Table {
    /// Creates a table without cells for messages in the order of their IDs.
    pub(super) fn new<'i>(ids: impl IntoIterator<Item = MessageId<'i>>, phrasings: usize) -> Self {
        let mut table = Self {
            status_rows: [Row::default(); STATUS_CODES],
            class_rows: [Row::default(); 6],
            label_rows: [Row::default(); Label::ALL.len()],
            problem_rows: HashMap::new(),
            cells_per_locale: 0,
            cells: Vec::new(),
        };
        let mut own_rows = Vec::new();
        for id in ids {
            let row = Row(u32::try_from(table.cells_per_locale).unwrap_or_default());
            table.cells_per_locale += Self::fields(id, phrasings).count();
            let entry = match id {
                MessageId::Unknown => table.class_rows.first_mut(),
                MessageId::Class(digit) => table.class_rows.get_mut(usize::from(digit)),
                MessageId::Label(label) => table.label_rows.get_mut(label as usize),
                MessageId::Status(status) => {
                    own_rows.push((status, row));
                    continue;
                }
                MessageId::Problem(name) => {
                    table.problem_rows.insert(name.into(), row);
                    continue;
                }
            };
            if let Some(entry) = entry {
                *entry = row;
            }
        }
        for status in status_codes() {
            table.set_status_row(status, table.class_row(status.into()));
        }
        for (status, row) in own_rows {
            table.set_status_row(status, row);
        }
        table
    }

    fn set_status_row(&mut self, status: StatusCode, row: Row) {
        if let Some(entry) = self.status_rows.get_mut(status_index(status)) {
            *entry = row;
        }
    }

    /// Returns the fields of a message, in the order of its cells.
    pub(super) fn fields(id: MessageId<'_>, phrasings: usize) -> impl Iterator<Item = Field> {
        let descriptions = if id.has_phrasings() { phrasings } else { 1 };
        let descriptions = (0..=u8::MAX).take(descriptions).map(Field::Description);
        [Field::Reason, Field::Advice].into_iter().chain(descriptions)
    }

    /// Returns the number of cells that each locale has.
    pub(super) fn cells_per_locale(&self) -> usize {
        self.cells_per_locale
    }

    /// Reserves memory for the cells of all locales.
    pub(super) fn reserve(&mut self, cells: usize) {
        self.cells.reserve_exact(cells);
    }

    /// Appends the cells of the next locale: message by message, field by field.
    pub(super) fn extend(&mut self, cells: Vec<Cell>) {
        self.cells.extend(cells);
    }

    /// Returns the cell of a field in the locale at a position.
    #[inline]
    pub(super) fn cell(&self, position: Position, row: Row, field: Field) -> Option<&Cell> {
        let field = match field {
            Field::Reason => 0,
            Field::Advice => 1,
            Field::Description(phrasing) => 2 + usize::from(phrasing),
        };
        let locale = usize::from(position) * self.cells_per_locale;
        self.cells.get(locale + row.0 as usize + field)
    }

    /// Returns the row of a status code, or the row of its class if the code has no message.
    #[inline]
    pub(super) fn status_row(&self, status: StatusCode) -> Row {
        self.status_rows.get(status_index(status)).copied().unwrap_or_default()
    }

    /// Returns the row of a class, and of `status-unknown` for [`StatusClass::Unknown`].
    pub(super) fn class_row(&self, class: StatusClass) -> Row {
        self.class_rows.get(usize::from(class.digit())).copied().unwrap_or_default()
    }

    pub(super) fn label_row(&self, label: Label) -> Row {
        self.label_rows.get(label as usize).copied().unwrap_or_default()
    }

    pub(super) fn problem_row(&self, name: &str) -> Option<Row> {
        self.problem_rows.get(name).copied()
    }

    /// Returns the status codes that have a message, in ascending order.
    pub(super) fn status_codes(&self) -> impl Iterator<Item = StatusCode> {
        status_codes().filter(|&status| self.status_row(status) != self.class_row(status.into()))
    }

    /// Returns the names of the problem types that have a message, in no particular order.
    pub(super) fn problem_names(&self) -> impl Iterator<Item = &str> {
        self.problem_rows.keys().map(|name| &**name)
    }
}

impl Candidate {
    /// Returns `true` if the text is always empty.
    pub(super) fn is_empty(&self) -> bool {
        matches!(&self.text, CandidateText::Fixed(text) if text.is_empty())
    }
}

impl Cell {
    /// Creates a cell from the texts of a field, in the order in which they are tried.
    pub(super) fn new(candidates: Vec<Candidate>) -> Self {
        let without_args = |candidate: &Candidate| {
            let text = match &candidate.text {
                CandidateText::Fixed(text) => Some(text),
                CandidateText::Pattern(_, text) => text.as_ref(),
            };
            text.map(|text| (Arc::clone(text), candidate.phrasing))
        };
        let (text, phrasing) = match candidates.iter().find_map(without_args) {
            Some((text, phrasing)) => (Some(text), phrasing),
            None => (None, 0),
        };
        let has_variables =
            candidates.iter().any(|candidate| matches!(candidate.text, CandidateText::Pattern(..)));
        let candidates = if has_variables { candidates.into() } else { Box::default() };
        Self { text, phrasing, candidates }
    }
}
