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
use super::merge::{LocaleMessages, MergedMessage};
use super::table::{Candidate, CandidateText, Cell, Field, Table};
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
    messages: &LocaleMessages<'_>,
    locale: &LanguageIdentifier,
    ids: &[MessageId<'_>],
    phrasings: Phrasings<'_>,
) -> Vec<Cell> {
    let formatters = formatters(messages, locale, phrasings.all);
    let none = MergedMessage::default();
    let mut cells = Vec::new();
    for &id in ids {
        let name = id.to_string();
        let message = messages.messages.get(&*name).unwrap_or(&none);
        let texts = MessageTexts::compile(messages, &formatters, &name, message, phrasings.all);
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
        messages: &LocaleMessages<'_>,
        formatters: &Formatters,
        id: &str,
        message: &MergedMessage<'_>,
        phrasings: &[Phrasing],
    ) -> Self {
        let attribute = |name| {
            let part = message.attributes.get(name)?;
            let formatter = formatters.get(&Phrasing::PLAIN);
            let scope = Scope { messages, phrasing: &Phrasing::PLAIN };
            Some(Candidate {
                phrasing: 0,
                text: scope.compile(id, Some(name), part.pattern, formatter)?,
            })
        };
        let description = |(phrasing, index): (&Phrasing, u8)| {
            let part = message.descriptions.get(phrasing)?;
            let formatter = formatters.get(phrasing);
            let scope = Scope { messages, phrasing };
            let text = scope.compile(id, None, part.pattern, formatter)?;
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
    messages: &LocaleMessages<'_>,
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

/// The messages that a description in one phrasing can refer to: in the same phrasing, else those
/// of `messages.ftl`.
#[derive(Clone, Copy)]
struct Scope<'m, 'f> {
    messages: &'m LocaleMessages<'f>,
    phrasing: &'m Phrasing,
}

impl<'m, 'f> Scope<'m, 'f> {
    /// Returns the value of a message.
    fn description(self, message: &'m MergedMessage<'f>) -> Option<&'f Pattern<'f>> {
        let descriptions = &message.descriptions;
        let part = descriptions.get(self.phrasing).or_else(|| descriptions.get(&Phrasing::PLAIN));
        part.map(|part| part.pattern)
    }

    /// Returns the patterns of a message.
    fn patterns(self, message: &'m MergedMessage<'f>) -> impl Iterator<Item = &'f Pattern<'f>> {
        let attributes = message.attributes.values().map(|part| part.pattern);
        self.description(message).into_iter().chain(attributes)
    }

    /// Returns the pattern that a reference refers to.
    fn target(self, reference: &InlineExpression<&str>) -> Option<&'f Pattern<'f>> {
        let attribute_of = |attributes: &'f [Attribute<&'f str>], name: &str| {
            let attribute = attributes.iter().find(|attribute| attribute.id.name == name);
            attribute.map(|attribute| &attribute.value)
        };
        match reference {
            InlineExpression::MessageReference { id, attribute } => {
                let message = self.messages.messages.get(id.name)?;
                match attribute {
                    None => self.description(message),
                    Some(name) => message.attributes.get(name.name).map(|part| part.pattern),
                }
            }
            InlineExpression::TermReference { id, attribute, .. } => {
                let term = *self.messages.terms.get(id.name)?;
                match attribute {
                    None => Some(&term.value),
                    Some(name) => attribute_of(&term.attributes, name.name),
                }
            }
            _ => None,
        }
    }

    /// Returns the messages that have a placeable, and all entries that they refer to.
    fn entries_with_placeables(self) -> Vec<Entry<&'f str>> {
        let all = &self.messages.messages;
        let mut pending: Vec<&'f Pattern<'f>> = Vec::new();
        let mut ids: BTreeSet<&'f str> = BTreeSet::new();
        for (id, message) in all {
            let has_own_description = message.descriptions.contains_key(self.phrasing);
            if self.phrasing != &Phrasing::PLAIN && !has_own_description {
                continue;
            }
            let patterns: Vec<_> = self.patterns(message).collect();
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
                        let message = all.get(id.name);
                        pending.extend(message.into_iter().flat_map(|m| self.patterns(m)));
                    }
                    InlineExpression::TermReference { id, .. } if terms.insert(id.name) => {
                        if let Some(term) = self.messages.terms.get(id.name) {
                            pending.push(&term.value);
                            pending.extend(term.attributes.iter().map(|a| &a.value));
                        }
                    }
                    _ => {}
                }
            }
        }
        let messages = ids.into_iter().filter_map(|id| {
            let message = all.get(id)?;
            let attributes = message.attributes.iter().map(|(name, part)| Attribute {
                id: Identifier { name: *name },
                value: part.pattern.clone(),
            });
            Some(Entry::Message(ast::Message {
                id: Identifier { name: id },
                value: self.description(message).cloned(),
                attributes: attributes.collect(),
                comment: None,
            }))
        });
        let terms = terms.into_iter().filter_map(|id| self.messages.terms.get(id));
        let terms = terms.map(|&term| Entry::Term(ast::Term { comment: None, ..term.clone() }));
        messages.chain(terms).collect()
    }

    /// Compiles a pattern. Returns `None` if it cannot be formatted, with whatever arguments.
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
                reference => pending.extend(self.target(reference)),
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

fn has_placeable(pattern: &Pattern<'_>) -> bool {
    let is_placeable = |element| matches!(element, &PatternElement::Placeable { .. });
    pattern.elements.iter().any(is_placeable)
}

/// Visits the inline expressions of a pattern. The flag is `true` for a selector. The depth of a
/// message file is bounded, so the recursion is too.
fn visit<'f>(
    pattern: &'f Pattern<'f>,
    visitor: &mut impl FnMut(&'f InlineExpression<&'f str>, bool),
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
