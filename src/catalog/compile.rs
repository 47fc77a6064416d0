//! Compiles the merged messages of a locale into the cells of the table.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;
use std::sync::Arc;

use fluent::FluentArgs;
use fluent_syntax::ast::{
    self, Attribute, Entry, Expression, Identifier, InlineExpression, PatternElement,
};
use unic_langid::LanguageIdentifier;

use super::formatter::{FormattedPattern, Formatter};
use super::table::{Candidate, CandidateText, Cell, Field, Table};
use crate::ftl::{MergedEntry, MergedLocale, MergedPattern};
use crate::message_id::MessageId;
use crate::phrasing::Phrasing;

type Pattern<'f> = ast::Pattern<&'f str>;

/// The phrasings of a catalog: the fallback order, then the others.
#[derive(Clone, Copy)]
pub(super) struct Phrasings<'p> {
    pub(super) all: &'p [Phrasing],
    /// The number of phrasings in the fallback order.
    pub(super) fallback: usize,
}

/// Creates the cells of a locale for the messages with these IDs, message by message.
pub(super) fn cells(
    messages: &MergedLocale<'_>,
    locale: &LanguageIdentifier,
    ids: &[MessageId<'_>],
    phrasings: Phrasings<'_>,
) -> Vec<Cell> {
    let formatters = formatters(messages, locale, phrasings.all);
    let mut cells = Vec::new();
    for &id in ids {
        let texts = MessageTexts::compile(messages, &formatters, &id.to_string(), phrasings.all);
        for field in Table::fields(id, phrasings.all.len()) {
            cells.push(Cell::new(texts.candidates(field, phrasings)));
        }
    }
    cells
}

/// The compiled texts of one message.
struct MessageTexts {
    reason: Option<Candidate>,
    advice: Option<Candidate>,
    advice_fallback: Option<Candidate>,
    /// By phrasing.
    descriptions: Vec<Option<Candidate>>,
}

impl MessageTexts {
    fn compile(
        messages: &MergedLocale<'_>,
        formatters: &Formatters,
        id: &str,
        phrasings: &[Phrasing],
    ) -> Self {
        let attribute = |name| {
            let scope = Scope { messages, phrasing: &Phrasing::PLAIN };
            let pattern = scope.plain(id)?.part(Some(name))?.pattern;
            let formatter = formatters.get(&Phrasing::PLAIN);
            let text = scope.compile(id, Some(name), pattern, formatter)?;
            Some(Candidate { phrasing: 0, text })
        };
        let description = |(phrasing, index): (&Phrasing, u8)| {
            let scope = Scope { messages, phrasing };
            let pattern = messages.messages(phrasing)?.get(id)?.value?.pattern;
            let text = scope.compile(id, None, pattern, formatters.get(phrasing))?;
            Some(Candidate { phrasing: index, text }).filter(|candidate| !candidate.is_empty())
        };
        Self {
            reason: attribute("reason").filter(|reason| !reason.is_empty()),
            // An empty advice removes the advice of earlier layers.
            advice: attribute("advice"),
            advice_fallback: attribute("advice-fallback").filter(|advice| !advice.is_empty()),
            descriptions: phrasings.iter().zip(0..).map(description).collect(),
        }
    }

    /// Returns the texts of a field in the order in which they are tried.
    fn candidates(&self, field: Field, phrasings: Phrasings<'_>) -> Vec<Candidate> {
        match field {
            Field::Reason => self.reason.iter().cloned().collect(),
            Field::Advice => self.advice.iter().chain(&self.advice_fallback).cloned().collect(),
            Field::Description(preferred) => {
                let preferred = usize::from(preferred);
                let others = (0..phrasings.fallback).filter(|&other| other != preferred);
                let order = iter::once(preferred).chain(others);
                order.filter_map(|index| self.descriptions.get(index)?.clone()).collect()
            }
        }
    }
}

/// By phrasing. A phrasing without placeables needs no formatter.
type Formatters = BTreeMap<Phrasing, Arc<Formatter>>;

/// Creates the formatters of a locale. They hold only the messages that have placeables and the
/// entries that those refer to, because `fluent-bundle` needs much memory for each entry.
fn formatters(
    messages: &MergedLocale<'_>,
    locale: &LanguageIdentifier,
    phrasings: &[Phrasing],
) -> Formatters {
    let mut formatters = Formatters::new();
    for phrasing in phrasings {
        let scope = Scope { messages, phrasing };
        let entries = scope.entries_with_placeables();
        if !entries.is_empty() {
            formatters.insert(phrasing.clone(), Arc::new(Formatter::new(locale, entries)));
        }
    }
    formatters
}

/// The entries that a description in one phrasing can refer to: the messages of the same phrasing,
/// else of `messages.ftl`, and the terms.
#[derive(Clone, Copy)]
struct Scope<'m, 'f> {
    messages: &'m MergedLocale<'f>,
    phrasing: &'m Phrasing,
}

impl<'m, 'f> Scope<'m, 'f> {
    fn plain(self, id: &str) -> Option<&'m MergedEntry<'f>> {
        self.messages.messages(&Phrasing::PLAIN)?.get(id)
    }

    /// Returns the description of a message.
    fn description(self, id: &str) -> Option<MergedPattern<'f>> {
        let own = self.messages.messages(self.phrasing).and_then(|entries| entries.get(id)?.value);
        own.or_else(|| self.plain(id)?.value)
    }

    /// Returns the attributes of a message by their names.
    fn attributes(self, id: &str) -> impl Iterator<Item = (&'f str, MergedPattern<'f>)> {
        let attributes = self.plain(id).map(|message| &message.attributes);
        attributes.into_iter().flatten().map(|(name, attribute)| (*name, *attribute))
    }

    /// Returns the description and the attributes of a message.
    fn patterns(self, id: &str) -> impl Iterator<Item = &'f Pattern<'f>> {
        let attributes = self.attributes(id).map(|(_, attribute)| attribute);
        self.description(id).into_iter().chain(attributes).map(|part| part.pattern)
    }

    /// Returns the messages that have a placeable, and all entries that they refer to.
    fn entries_with_placeables(self) -> Vec<Entry<&'f str>> {
        let mut pending: Vec<&'f Pattern<'f>> = Vec::new();
        let mut ids: BTreeSet<&'f str> = BTreeSet::new();
        for id in self.messages.messages(self.phrasing).into_iter().flat_map(BTreeMap::keys) {
            let patterns: Vec<_> = self.patterns(id).collect();
            if patterns.iter().any(|pattern| has_placeable(pattern)) {
                ids.insert(id);
                pending.extend(patterns);
            }
        }
        let mut terms: BTreeSet<&'f str> = BTreeSet::new();
        while let Some(pattern) = pending.pop() {
            let mut references = Vec::new();
            visit(pattern, &mut |expression, _| references.push(expression));
            for reference in references {
                match reference {
                    InlineExpression::MessageReference { id, .. } if ids.insert(id.name) => {
                        pending.extend(self.patterns(id.name));
                    }
                    InlineExpression::TermReference { id, .. } if terms.insert(id.name) => {
                        let term = self.messages.terms().get(id.name);
                        let parts = term.into_iter().flat_map(MergedEntry::parts);
                        pending.extend(parts.map(|part| part.pattern));
                    }
                    _ => {}
                }
            }
        }
        let messages = ids.into_iter().map(|id| {
            Entry::Message(ast::Message {
                id: Identifier { name: id },
                value: self.description(id).map(|part| part.pattern.clone()),
                attributes: attributes(self.attributes(id)),
                comment: None,
            })
        });
        let terms = terms.into_iter().filter_map(|id| {
            let term = self.messages.terms().get(id)?;
            Some(Entry::Term(ast::Term {
                id: Identifier { name: id },
                value: term.value?.pattern.clone(),
                attributes: attributes(term.attributes.iter().map(|(name, part)| (*name, *part))),
                comment: None,
            }))
        });
        messages.chain(terms).collect()
    }

    /// Compiles a pattern. Returns `None` if no arguments make it usable.
    fn compile(
        self,
        id: &str,
        attribute: Option<&str>,
        pattern: &'f Pattern<'f>,
        formatter: Option<&Arc<Formatter>>,
    ) -> Option<CandidateText> {
        if !has_placeable(pattern) {
            let texts = pattern.elements.iter().map(|element| match element {
                PatternElement::TextElement { value } => *value,
                PatternElement::Placeable { .. } => "",
            });
            return Some(CandidateText::Fixed(texts.collect::<String>().into()));
        }
        let Variables { selectors, displayed } = self.variables(pattern);
        let formatted = FormattedPattern::new(formatter?, id, attribute, &selectors);
        let text = formatted.format(&FluentArgs::new(), false).map(Arc::from);
        if selectors.is_empty() && displayed.is_empty() {
            return text.map(CandidateText::Fixed);
        }
        Some(CandidateText::Pattern(Arc::new(formatted), text))
    }

    /// Returns the variables of a pattern and of all that it refers to.
    fn variables(self, pattern: &'f Pattern<'f>) -> Variables<'f> {
        let mut variables = Variables::default();
        let mut pending = vec![pattern];
        let mut seen: Vec<*const Pattern<'f>> = Vec::new();
        while let Some(pattern) = pending.pop() {
            if seen.contains(&std::ptr::from_ref(pattern)) {
                continue;
            }
            seen.push(pattern);
            visit(pattern, &mut |expression, is_selector| match expression {
                InlineExpression::VariableReference { id } if is_selector => {
                    variables.selectors.insert(id.name);
                }
                InlineExpression::VariableReference { id } => {
                    variables.displayed.insert(id.name);
                }
                reference => {
                    let target = self.messages.resolve(reference, self.phrasing);
                    pending.extend(target.map(|part| part.pattern));
                }
            });
        }
        variables
    }
}

#[derive(Default)]
struct Variables<'f> {
    /// The variables that select a variant.
    selectors: BTreeSet<&'f str>,
    displayed: BTreeSet<&'f str>,
}

fn attributes<'f>(
    attributes: impl Iterator<Item = (&'f str, MergedPattern<'f>)>,
) -> Vec<Attribute<&'f str>> {
    let attributes = attributes.map(|(name, attribute)| Attribute {
        id: Identifier { name },
        value: attribute.pattern.clone(),
    });
    attributes.collect()
}

/// Returns `true` for a pattern that is written `{ "" }`.
pub(crate) fn is_empty_pattern(pattern: &Pattern<'_>) -> bool {
    pattern.elements.iter().all(|element| {
        matches!(
            element,
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::StringLiteral { value: "" })
            }
        )
    })
}

fn has_placeable(pattern: &Pattern<'_>) -> bool {
    let is_placeable = |element| matches!(element, &PatternElement::Placeable { .. });
    pattern.elements.iter().any(is_placeable)
}

/// Visits the inline expressions of a pattern, in the order of the text. The flag is `true` for a
/// selector. The depth of a message file is bounded, so the recursion is too.
pub(crate) fn visit<'p, 'f>(
    pattern: &'p Pattern<'f>,
    visitor: &mut impl FnMut(&'p InlineExpression<&'f str>, bool),
) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable { expression: Expression::Inline(inline) } => {
                visitor(inline, false);
            }
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                visitor(selector, true);
                for variant in variants {
                    visit(&variant.value, visitor);
                }
            }
        }
    }
}
