//! How a text is found: locale by locale, and in each phrasing by phrasing.

use std::borrow::Cow;

use fluent::FluentArgs;
use unic_langid::LanguageIdentifier;

use crate::catalog::{Catalog, Cell, Doubts, Part, Row, UNKNOWN_ROW};
use crate::chain::{DEFAULT, Position};
use crate::message::{Localized, StatusMessage};
use crate::negotiation::LocaleChain;
use crate::pattern;
use crate::phrasing::Phrasing;
use crate::status_class::StatusClass;
#[cfg(feature = "pages")]
use crate::subject::Label;
use http::StatusCode;

impl Catalog {
    /// What to tell a reader about a code. There always is something to tell.
    #[must_use]
    pub fn message(
        &self,
        code: impl Into<StatusCode>,
        chain: &LocaleChain<'_>,
    ) -> StatusMessage<'_> {
        self.lookup(chain).message(code)
    }

    /// Starts a lookup that prefers a phrasing or has values for variables.
    #[must_use]
    pub fn lookup<'c, 'r>(&'c self, chain: &'r LocaleChain<'r>) -> Lookup<'c, 'r>
    where
        'c: 'r,
    {
        // Positions mean nothing in another catalogue: one that was reloaded, for example.
        let is_of_another = !chain.is_of(self.locales());
        let own = is_of_another.then(|| self.negotiator.negotiate_languages(chain.iter()));
        Lookup::new(self, chain, own)
    }
}

/// A lookup for one reader: the chain, the phrasing that is preferred, and values for variables.
///
/// ```
/// use fluent_status::{Catalog, StatusCode, FluentArgs, Phrasing};
///
/// let catalog = Catalog::embedded();
/// let chain = catalog.negotiate("en");
/// let mut values = FluentArgs::new();
/// values.set("seconds", 30);
///
/// let lookup = catalog.lookup(&chain).phrasing(&Phrasing::GENERAL).values(&values);
/// let message = lookup.message(StatusCode::SERVICE_UNAVAILABLE);
/// assert_eq!(message.phrasing(), &Phrasing::GENERAL);
/// assert!(message.advice().is_some_and(|advice| advice.text().contains("30 seconds")));
/// # Ok::<(), fluent_status::Error>(())
/// ```
#[derive(Debug)]
pub struct Lookup<'c, 'r> {
    catalog: &'c Catalog,
    given_chain: &'r LocaleChain<'r>,
    /// The chain in this catalogue, where the one that was given is from another.
    own_chain: Option<LocaleChain<'c>>,
    /// The first locale of the chain, and its cells: it answers nearly always.
    first: &'c LanguageIdentifier,
    first_cells: &'c [Cell],
    /// The place of the phrasing that is preferred.
    phrasing: u8,
    values: Option<&'r FluentArgs<'r>>,
    clean_values: Option<FluentArgs<'r>>,
    marks_values: bool,
    /// Any of these makes the text of a cell not the answer.
    doubts: Doubts,
}

impl<'c, 'r> Lookup<'c, 'r> {
    fn new(
        catalog: &'c Catalog,
        given_chain: &'r LocaleChain<'r>,
        own_chain: Option<LocaleChain<'c>>,
    ) -> Self {
        let positions = own_chain.as_ref().unwrap_or(given_chain).positions();
        let position = positions.first().copied().unwrap_or_default();
        Self {
            catalog,
            given_chain,
            own_chain,
            first: catalog.negotiator.locale(position),
            first_cells: catalog.cells_of(position),
            phrasing: 0,
            values: None,
            clean_values: None,
            marks_values: false,
            doubts: Doubts::NO_TEXT.with(Doubts::IS_ELSEWHERE),
        }
    }

    /// Prefers descriptions in a phrasing. Where it has none, and where the catalogue does not have
    /// the phrasing, the others are fallen back through in their order.
    #[must_use]
    pub fn phrasing(mut self, phrasing: &Phrasing) -> Self {
        self.phrasing = self.catalog.place_of(phrasing).unwrap_or_default();
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
        self.doubts = self.doubts.with(Doubts::HAS_VARIABLES);
        self
    }

    /// Leaves the marks around values, for those who turn them into markup.
    #[cfg(feature = "pages")]
    pub(crate) fn marking_values(mut self) -> Self {
        self.marks_values = true;
        self
    }

    #[cfg(feature = "pages")]
    pub(crate) fn catalog(&self) -> &'c Catalog {
        self.catalog
    }

    /// What to tell the reader about a code. There always is something to tell.
    #[must_use]
    pub fn message(&self, code: impl Into<StatusCode>) -> StatusMessage<'c> {
        let code = code.into();
        let row = self.catalog.row(code);
        let Some([description, reason, advice]) = self.settled_cells(row) else {
            return self.message_by_walking(code);
        };
        StatusMessage {
            code,
            is_exact: self.catalog.is_code_row(row),
            reason: Localized::new(Cow::Borrowed(&reason.text), self.first),
            description: Localized::new(Cow::Borrowed(&description.text), self.first),
            phrasing: self.catalog.phrasing(description.phrasing),
            advice: Localized::new(Cow::Borrowed(&advice.text), self.first),
        }
    }

    /// Only the description: the same as that of [`message`](Self::message).
    #[must_use]
    pub fn description(&self, code: impl Into<StatusCode>) -> Localized<'c> {
        let code = code.into();
        let part = Part::Description(self.phrasing);
        let place = self.catalog.place_in_locale(self.catalog.row(code), part);
        match self.first_cells.get(place) {
            Some(cell) if !cell.doubts.has(self.doubts) => {
                Localized::new(Cow::Borrowed(&cell.text), self.first)
            }
            _ => self.description_further_on(code, place),
        }
    }

    /// The name of a class: "Client Error".
    #[must_use]
    pub fn class_reason(&self, class: StatusClass) -> Localized<'c> {
        self.found(|text| self.walk(self.catalog.class_row(class), Part::Reason, text))
    }

    /// What stands around a message on a page.
    #[cfg(feature = "pages")]
    pub(crate) fn label(&self, label: Label) -> Localized<'c> {
        let part = Part::Description(self.phrasing);
        self.found(|text| self.walk(self.catalog.label_row(label), part, text))
    }

    /// Whether the first locale has all there is to say of a code, whatever comes behind it.
    #[cfg(feature = "pages")]
    pub(crate) fn is_settled(&self, code: StatusCode) -> bool {
        self.settled_cells(self.catalog.row(code)).is_some()
    }

    /// The description, the reason and the advice of the first locale, where nothing further down
    /// the chain could add to them.
    #[inline]
    fn settled_cells(&self, row: Row) -> Option<[&'c Cell; 3]> {
        let start = self.catalog.place_in_locale(row, Part::Description(0));
        let cells = self.first_cells.get(start..start + self.catalog.parts())?;
        let [descriptions @ .., reason, advice] = cells else { return None };
        let description = descriptions.get(usize::from(self.phrasing))?;
        // Not every code has advice.
        let of_advice = advice.doubts.without(Doubts::NO_TEXT);
        let doubts = description.doubts.with(reason.doubts).with(of_advice);
        (!doubts.has(self.doubts)).then_some([description, reason, advice])
    }

    /// Kept out of what callers inline.
    #[inline(never)]
    fn description_further_on(&self, code: StatusCode, place: usize) -> Localized<'c> {
        match self.settled(place) {
            Some((position, cell)) => self.localized(Cow::Borrowed(&cell.text), position),
            None => self.description_by_walking(code),
        }
    }

    /// Kept out of the way that is taken more often.
    #[inline(never)]
    fn description_by_walking(&self, code: StatusCode) -> Localized<'c> {
        self.found(|text| self.describe_by_walking(code, text))
    }

    /// The first cell of the chain at this place in its locale that has a text, unless values could
    /// make a better one on the way.
    #[inline]
    fn settled(&self, place: usize) -> Option<(Position, &'c Cell)> {
        let cell_of = self.catalog.cells_at(place);
        for &position in self.chain().positions() {
            let cell = cell_of(position)?;
            match cell.doubts.among(self.doubts) {
                Doubts::NO_TEXT_HERE => {}
                // Where no locale has a text, there is no need to go on.
                doubts => return (doubts == Doubts::NONE).then_some((position, cell)),
            }
        }
        None
    }

    fn chain(&self) -> &LocaleChain<'_> {
        self.own_chain.as_ref().unwrap_or(self.given_chain)
    }

    fn message_by_walking(&self, code: StatusCode) -> StatusMessage<'c> {
        let mut description = Text::default();
        self.describe_by_walking(code, &mut description);
        let Text { row, phrasing, .. } = description;
        let rows =
            [self.catalog.row(code), self.catalog.class_row(StatusClass::from(code)), UNKNOWN_ROW];
        // A code that an application added may lack a reason. Its class has one, but no advice
        // that could be trusted to fit.
        StatusMessage {
            code,
            is_exact: self.catalog.is_code_row(row),
            reason: self.found(|text| rows.iter().any(|&row| self.walk(row, Part::Reason, text))),
            phrasing: self.catalog.phrasing(phrasing),
            description: self.localized(description.text, description.position),
            advice: self.found(|text| self.walk(row, Part::Advice, text)),
        }
    }

    fn describe_by_walking(&self, code: StatusCode, text: &mut Text<'c>) -> bool {
        let part = Part::Description(self.phrasing);
        self.walk(self.catalog.row(code), part, text)
            || self.walk(self.catalog.class_row(StatusClass::from(code)), part, text)
            || self.walk(UNKNOWN_ROW, part, text)
    }

    /// Looks for the first text that the chain, and then the floor, has in a row, and says whether
    /// there is one. It is written in place: returned, it would be moved at each step, in wide pieces
    /// that wait for the small ones that were just written (a store-forwarding stall).
    fn walk(&self, row: Row, part: Part, text: &mut Text<'c>) -> bool {
        let cell_of = self.catalog.cells_at(self.catalog.place_in_locale(row, part));
        for &position in self.chain().positions().iter().chain(&self.catalog.floor) {
            let Some(cell) = cell_of(position) else { return false };
            text.row = row;
            text.position = position;
            let takes_values = cell.doubts.among(self.doubts).has(Doubts::HAS_VARIABLES);
            if (takes_values && self.find_with_values(cell, part, text)) || text.find_in(cell) {
                return true;
            }
        }
        false
    }

    /// Looks for what a locale says with the values that are given, from the phrasing of a cell on,
    /// and says whether there is something.
    fn find_with_values(&self, cell: &'c Cell, part: Part, text: &mut Text<'c>) -> bool {
        let Some(values) = self.clean_values.as_ref().or(self.values) else { return false };
        let find = |cell: &'c Cell, phrasing, text: &mut Text<'c>| {
            let variable = cell.variable.map(usize::from);
            let variable = variable.and_then(|index| self.catalog.variable_texts.get(index));
            match variable.and_then(|variable| variable.resolve(values, self.marks_values)) {
                Some(resolved) => {
                    text.text = Cow::Owned(resolved);
                    text.phrasing = phrasing;
                    true
                }
                None => cell.phrasing == phrasing && text.find_in(cell),
            }
        };
        let Part::Description(preferred) = part else { return find(cell, 0, text) };
        find(cell, preferred, text)
            || self.catalog.fallback_order(preferred).skip(1).any(|phrasing| {
                let part = Part::Description(phrasing);
                let cell = self.catalog.cell(text.position, text.row, part);
                cell.is_some_and(|cell| find(cell, phrasing, text))
            })
    }

    /// What is found, or else an empty text of the default locale. Only advice may be missing, for
    /// the base locale words the rest.
    fn found(&self, find: impl FnOnce(&mut Text<'c>) -> bool) -> Localized<'c> {
        let mut text = Text::default();
        let is_found = find(&mut text);
        self.localized(text.text, if is_found { text.position } else { DEFAULT })
    }

    fn localized(&self, text: Cow<'c, str>, position: Position) -> Localized<'c> {
        Localized::new(text, self.catalog.negotiator.locale(position))
    }
}

#[derive(Default)]
struct Text<'a> {
    text: Cow<'a, str>,
    /// Where it was found, or looked for last.
    row: Row,
    position: Position,
    phrasing: u8,
}

impl<'a> Text<'a> {
    fn find_in(&mut self, cell: &'a Cell) -> bool {
        if cell.doubts.has(Doubts::NO_TEXT) {
            return false;
        }
        self.text = Cow::Borrowed(&cell.text);
        self.phrasing = cell.phrasing;
        true
    }
}
