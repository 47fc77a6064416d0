//! The catalogue: every text, resolved once, and looked up by code, chain and phrasing.
//!
//! Resolving a text through Fluent each time costs several times what `canonical_reason()` does,
//! and falling back locale by locale makes it worse. So all texts without variables are resolved
//! when a catalogue is built, phrasing by phrasing fallback included, and laid out as one dense
//! table: locale, then subject (a code, a class, or `status-unknown`), then part (the description
//! for each preferred phrasing, the reason, the advice). A lookup is a few additions, whatever the
//! code; a `match` or a hash would have the processor guess. Only texts with variables go through
//! a Fluent bundle when they are asked for.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, LazyLock};

use fluent::FluentArgs;
use unic_langid::LanguageIdentifier;

use crate::builder::CatalogBuilder;
use crate::code::{Class, Code, Subject};
use crate::message::{Localized, StatusMessage};
use crate::negotiation::{LocaleChain, Negotiator, Position};
use crate::pattern::{self, VariableText};
use crate::phrasing::Phrasing;

/// The locale that has a text for everything.
pub(crate) const BASE_LOCALE: &str = "en";

/// The texts of a set of locales, ready to be looked up.
///
/// A catalogue does not change, is cheap to look things up in, and can be shared by all threads.
///
/// ```
/// use fluent_status::{Catalog, Code};
///
/// let catalog = Catalog::embedded();
/// let chain = catalog.negotiate("zh-TW,zh;q=0.9,en;q=0.8"); // once for a reader
/// let message = catalog.message(Code::new(404)?, &chain); // once for a code
/// assert_eq!(message.to_string(), "404 找不到：所請求的資源不存在。");
/// assert_eq!(message.description().locale().to_string(), "zh-Hant");
/// # Ok::<(), fluent_status::Error>(())
/// ```
pub struct Catalog {
    pub(crate) negotiator: Negotiator,
    pub(crate) phrasings: Vec<Phrasing>,
    /// What there are texts for, in the order of the rows: `status-unknown`, the five classes, and
    /// the codes.
    pub(crate) subjects: Vec<Subject>,
    /// For each code from 100 on, the row of its own texts, or that of its class.
    pub(crate) rows: Vec<Row>,
    /// By locale, row and part: see [`Catalog::cell`].
    pub(crate) cells: Vec<Cell>,
    /// The texts that have variables: what [`Cell::variable`] points to.
    pub(crate) variable_texts: Vec<VariableText>,
    /// The locales below every chain, for a default locale that an overlay has only begun: those
    /// that its own readers would be given, then [`BASE_LOCALE`].
    pub(crate) floor: Vec<Position>,
}

pub(crate) type Row = u16;
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
    /// Whether that or a phrasing on the way to the text has something for them.
    pub(crate) has_variables: bool,
    /// Whether this locale has nothing, but another one has.
    pub(crate) is_elsewhere: bool,
}

impl Cell {
    fn text(&self, position: Position) -> Option<Text<'_>> {
        let text = Text { text: Cow::Borrowed(&self.text), position, phrasing: self.phrasing };
        (!self.text.is_empty()).then_some(text)
    }
}

/// What is looked up about a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// The description, preferably in the phrasing at this place in [`Catalog::phrasings`].
    Description(u8),
    Reason,
    Advice,
}

impl Catalog {
    /// The catalogue of the texts that come with this crate: English and Chinese, Simplified and
    /// Traditional, with English as the default.
    #[must_use]
    pub fn embedded() -> &'static Self {
        // A test holds that the embedded files have no errors.
        static EMBEDDED: LazyLock<Catalog> = LazyLock::new(|| Catalog::builder().compile().0);
        &EMBEDDED
    }

    /// Starts a catalogue with other locales, texts or defaults.
    pub fn builder() -> CatalogBuilder {
        CatalogBuilder::new()
    }

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
    pub fn codes(&self) -> impl Iterator<Item = Code> {
        self.subjects.iter().filter_map(|subject| match subject {
            Subject::Code(code) => Some(*code),
            _ => None,
        })
    }

    /// Chooses the locales for a reader by the value of their `Accept-Language` field. An empty
    /// value stands for an absent field.
    pub fn negotiate(&self, accept_language: impl AsRef<[u8]>) -> LocaleChain<'_> {
        self.negotiator.negotiate(accept_language)
    }

    /// What chooses the locales: for the other ways to say what a reader speaks.
    #[must_use]
    pub fn negotiator(&self) -> &Negotiator {
        &self.negotiator
    }

    /// What to tell a reader about a code. There always is something to tell.
    #[must_use]
    pub fn message(&self, code: impl Into<Code>, chain: &LocaleChain<'_>) -> StatusMessage<'_> {
        self.lookup(chain).message(code)
    }

    /// Starts a lookup that prefers a phrasing or has values for variables.
    #[must_use]
    pub fn lookup<'c, 'r>(&'c self, chain: &'r LocaleChain<'r>) -> Lookup<'c, 'r>
    where
        'c: 'r,
    {
        // Positions mean nothing in another catalogue: one that was reloaded, for example.
        let chain = if chain.is_of(self.locales()) {
            Cow::Borrowed(chain)
        } else {
            Cow::Owned(self.negotiator.negotiate_languages(chain.iter()))
        };
        Lookup::new(self, chain)
    }

    fn cell(&self, position: Position, row: Row, part: Part) -> Option<&Cell> {
        self.cells.get(self.place(position, UNKNOWN_ROW) + self.place_in_locale(row, part))
    }

    /// Where the cells of a row begin.
    fn place(&self, position: Position, row: Row) -> usize {
        (usize::from(position) * self.subjects.len() + usize::from(row)) * self.parts()
    }

    fn place_in_locale(&self, row: Row, part: Part) -> usize {
        let part = match part {
            Part::Description(phrasing) => usize::from(phrasing),
            Part::Reason => self.phrasings.len(),
            Part::Advice => self.phrasings.len() + 1,
        };
        usize::from(row) * self.parts() + part
    }

    pub(crate) fn parts(&self) -> usize {
        self.phrasings.len() + 2
    }

    /// The row of a code's own texts, or that of its class.
    fn row(&self, code: Code) -> Row {
        self.rows.get(code.index()).copied().unwrap_or(UNKNOWN_ROW)
    }

    fn phrasing(&self, place: u8) -> &Phrasing {
        self.phrasings.get(usize::from(place)).unwrap_or(&Phrasing::REGISTRY)
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

const UNKNOWN_ROW: Row = 0;

/// What answers for a code that nobody knows ([RFC 9110 §15]): its class, or `status-unknown`.
/// The classes follow `status-unknown` in the order of their digits.
///
/// [RFC 9110 §15]: https://www.rfc-editor.org/rfc/rfc9110.html#section-15
pub(crate) fn class_row(class: Class) -> Row {
    class.digit()
}

/// Whether a row is that of a code, and not one of the rows that answer for all.
fn is_code_row(row: Row) -> bool {
    row > class_row(Class::ServerError)
}

/// A lookup for one reader: the chain, the phrasing that is preferred, and values for variables.
///
/// ```
/// use fluent_status::{Catalog, Code, FluentArgs, Phrasing};
///
/// let catalog = Catalog::embedded();
/// let chain = catalog.negotiate("en");
/// let mut values = FluentArgs::new();
/// values.set("seconds", 30);
///
/// let lookup = catalog.lookup(&chain).phrasing(&Phrasing::GENERAL).values(&values);
/// let message = lookup.message(Code::new(503)?);
/// assert_eq!(message.phrasing(), &Phrasing::GENERAL);
/// assert!(message.advice().is_some_and(|advice| advice.text().contains("30 seconds")));
/// # Ok::<(), fluent_status::Error>(())
/// ```
pub struct Lookup<'c, 'r> {
    catalog: &'c Catalog,
    chain: Cow<'r, LocaleChain<'r>>,
    /// The first locale of the chain, and where its cells begin: it answers nearly always.
    first: &'c LanguageIdentifier,
    first_cell: usize,
    /// The place of the phrasing that is preferred.
    phrasing: u8,
    values: Option<&'r FluentArgs<'r>>,
    clean_values: Option<FluentArgs<'r>>,
}

impl<'c, 'r> Lookup<'c, 'r> {
    fn new(catalog: &'c Catalog, chain: Cow<'r, LocaleChain<'r>>) -> Self {
        let position = chain.positions().first().copied().unwrap_or_default();
        Self {
            catalog,
            chain,
            first: catalog.negotiator.locale(position),
            first_cell: catalog.place(position, UNKNOWN_ROW),
            phrasing: 0,
            values: None,
            clean_values: None,
        }
    }

    /// Prefers descriptions in a phrasing. Where it has none, and where the catalogue does not have
    /// the phrasing, the others are fallen back through in their order.
    #[must_use]
    pub fn phrasing(mut self, phrasing: &Phrasing) -> Self {
        let mut phrasings = (0..).zip(&self.catalog.phrasings);
        self.phrasing = phrasings.find(|(_, p)| *p == phrasing).map_or(0, |(place, _)| place);
        self
    }

    /// Gives values for the variables of the texts: `$seconds`, for example. A text that needs a
    /// value which is not among them is passed over for the next.
    ///
    /// Controls, bidirectional ones included, are taken out of the values, so that no value can
    /// reorder the text around it. Nothing is escaped: that is for whoever knows where the text
    /// goes.
    #[must_use]
    pub fn values(mut self, values: &'r FluentArgs<'r>) -> Self {
        self.values = Some(values);
        self.clean_values = pattern::without_controls(values);
        self
    }

    /// What to tell the reader about a code. There always is something to tell.
    #[must_use]
    pub fn message(&self, code: impl Into<Code>) -> StatusMessage<'c> {
        let code = code.into();
        let row = self.catalog.row(code);
        let (Some(description), Some(reason), Some(advice)) = (
            self.settled(row, Part::Description(self.phrasing)),
            self.settled(row, Part::Reason),
            self.settled(row, Part::Advice),
        ) else {
            return self.message_by_walking(code);
        };
        if description.text.is_empty() || reason.text.is_empty() {
            return self.message_by_walking(code);
        }
        StatusMessage {
            code,
            is_exact: is_code_row(row),
            reason: Localized::new(Cow::Borrowed(&reason.text), self.first),
            description: Localized::new(Cow::Borrowed(&description.text), self.first),
            phrasing: self.catalog.phrasing(description.phrasing),
            advice: Localized::new(Cow::Borrowed(&advice.text), self.first),
        }
    }

    /// Only the description: the same as that of [`message`](Self::message).
    #[must_use]
    pub fn description(&self, code: impl Into<Code>) -> Localized<'c> {
        let code = code.into();
        match self.settled(self.catalog.row(code), Part::Description(self.phrasing)) {
            Some(cell) if !cell.text.is_empty() => {
                Localized::new(Cow::Borrowed(&cell.text), self.first)
            }
            _ => self.localized(self.describe_by_walking(code).1),
        }
    }

    /// The name of a class: "Client Error".
    #[must_use]
    pub fn class_reason(&self, class: Class) -> Localized<'c> {
        self.localized(self.walk(class_row(class), Part::Reason))
    }

    /// The cell of the first locale, where nothing further down the chain could add to it.
    fn settled(&self, row: Row, part: Part) -> Option<&'c Cell> {
        let place = self.first_cell + self.catalog.place_in_locale(row, part);
        let cell = self.catalog.cells.get(place)?;
        (self.values.is_none() && !cell.is_elsewhere).then_some(cell)
    }

    #[cold]
    fn message_by_walking(&self, code: Code) -> StatusMessage<'c> {
        let (row, description) = self.describe_by_walking(code);
        // A code that an application added may lack a reason. Its class has one, but no advice
        // that could be trusted to fit.
        let rows = [row, class_row(code.class()), UNKNOWN_ROW];
        let reason = rows.into_iter().find_map(|row| self.walk(row, Part::Reason));
        StatusMessage {
            code,
            is_exact: is_code_row(row),
            reason: self.localized(reason),
            phrasing: self.catalog.phrasing(description.as_ref().map_or(0, |text| text.phrasing)),
            description: self.localized(description),
            advice: self.localized(self.walk(row, Part::Advice)),
        }
    }

    fn describe_by_walking(&self, code: Code) -> (Row, Option<Text<'c>>) {
        let part = Part::Description(self.phrasing);
        let rows = [self.catalog.row(code), class_row(code.class()), UNKNOWN_ROW];
        let found = rows.into_iter().find_map(|row| Some((row, self.walk(row, part)?)));
        found.map_or((UNKNOWN_ROW, None), |(row, text)| (row, Some(text)))
    }

    /// The first text that the chain has in a row.
    fn walk(&self, row: Row, part: Part) -> Option<Text<'c>> {
        let positions = self.chain.positions().iter().chain(&self.catalog.floor);
        positions.copied().find_map(|position| {
            let cell = self.catalog.cell(position, row, part)?;
            if cell.has_variables
                && let Some(text) = self.text_with_values(position, row, part)
            {
                return Some(text);
            }
            cell.text(position)
        })
    }

    /// What a locale says with the values that are given, where that differs from its table.
    fn text_with_values(&self, position: Position, row: Row, part: Part) -> Option<Text<'c>> {
        let values = self.clean_values.as_ref().or(self.values)?;
        let resolve = |cell: &Cell, phrasing| {
            let variable = self.catalog.variable_texts.get(usize::from(cell.variable?))?;
            Some(Text { text: Cow::Owned(variable.resolve(values)?), position, phrasing })
        };
        let Part::Description(preferred) = part else {
            return resolve(self.catalog.cell(position, row, part)?, 0);
        };
        self.catalog.fallback_order(preferred).find_map(|phrasing| {
            let cell = self.catalog.cell(position, row, Part::Description(phrasing))?;
            let own = || cell.text(position).filter(|text| text.phrasing == phrasing);
            resolve(cell, phrasing).or_else(own)
        })
    }

    fn localized(&self, text: Option<Text<'c>>) -> Localized<'c> {
        // The base locale words everything, so there is a text.
        let text = text.unwrap_or_default();
        Localized::new(text.text, self.catalog.negotiator.locale(text.position))
    }
}

#[derive(Default)]
struct Text<'a> {
    text: Cow<'a, str>,
    position: Position,
    phrasing: u8,
}

impl Catalog {
    /// `None` where there are more than a cell can point to.
    pub(crate) fn add_variable_text(&mut self, text: VariableText) -> Option<VariableIndex> {
        let index = VariableIndex::try_from(self.variable_texts.len()).ok()?;
        self.variable_texts.push(text);
        Some(index)
    }

    pub(crate) fn registry(&self) -> Option<u8> {
        let mut phrasings = (0..).zip(&self.phrasings);
        phrasings.find(|(_, phrasing)| **phrasing == Phrasing::REGISTRY).map(|(place, _)| place)
    }

    /// The phrasing that is preferred, then the others as declared.
    pub(crate) fn fallback_order(&self, preferred: u8) -> impl Iterator<Item = u8> + use<> {
        let others = (0..).take(self.phrasings.len());
        std::iter::once(preferred).chain(others.filter(move |&phrasing| phrasing != preferred))
    }
}
