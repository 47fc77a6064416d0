//! The messages of one locale, merged from the layers of message files.

use std::collections::BTreeMap;

use fluent_syntax::ast::{
    Attribute, Entry, Expression, InlineExpression, Message, Pattern, PatternElement, Term,
};

use crate::diagnostic::Diagnostic;
use crate::phrasing::Phrasing;
use crate::resource::Resource;

/// The messages and terms of one locale.
#[derive(Default)]
pub(super) struct LocaleMessages<'f> {
    pub(super) messages: BTreeMap<&'f str, MergedMessage<'f>>,
    pub(super) terms: BTreeMap<&'f str, &'f Term<&'f str>>,
}

/// A message: each part is the one of the last layer that has it.
#[derive(Default)]
pub(super) struct MergedMessage<'f> {
    pub(super) descriptions: BTreeMap<&'f Phrasing, Part<'f>>,
    pub(super) attributes: BTreeMap<&'f str, Part<'f>>,
}

/// A description or an attribute, and the file that it is from.
#[derive(Clone, Copy)]
pub(super) struct Part<'f> {
    file: &'f Resource,
    layer: usize,
    /// The name at which a diagnostic about the part points.
    name: &'f str,
    pub(super) pattern: &'f Pattern<&'f str>,
}

/// A description of an earlier layer that a `messages.ftl` replaces.
pub(super) struct Override<'f> {
    pub(super) id: &'f str,
    part: Part<'f>,
}

/// The index of the layer of the built-in message files.
const BUILTIN_LAYER: usize = 0;

impl<'f> LocaleMessages<'f> {
    /// Adds the message files of a layer, `messages.ftl` first. Returns the descriptions that they
    /// override, and adds warnings.
    pub(super) fn add_layer(
        &mut self,
        layer: usize,
        files: &[&'f Resource],
        warnings: &mut Vec<Diagnostic>,
    ) -> Vec<Override<'f>> {
        let (complete, phrasings): (Vec<&Resource>, Vec<&Resource>) =
            files.iter().partition(|file| file.is_messages());
        let mut overrides = Vec::new();
        for file in complete.into_iter().chain(phrasings) {
            for entry in file.fluent.entries() {
                match entry {
                    Entry::Message(message) => {
                        overrides.extend(self.add_message(layer, file, message, warnings));
                    }
                    Entry::Term(term) => _ = self.terms.insert(term.id.name, term),
                    _ => {}
                }
            }
        }
        overrides
    }

    fn add_message(
        &mut self,
        layer: usize,
        file: &'f Resource,
        message: &'f Message<&'f str>,
        warnings: &mut Vec<Diagnostic>,
    ) -> Option<Override<'f>> {
        let id = message.id.name;
        let merged = self.messages.entry(id).or_default();
        let had_description = !merged.descriptions.is_empty();
        let mut overridden = None;
        if let Some(pattern) = &message.value {
            let part = Part { file, layer, name: id, pattern };
            if file.is_messages() {
                for hidden in merged.descriptions.values() {
                    warnings.extend(hidden.hidden_by(&part));
                }
                merged.descriptions.clear();
                let is_override = layer > BUILTIN_LAYER && had_description;
                overridden = is_override.then_some(Override { id, part });
            } else if let Some(hidden) = merged.descriptions.get(&file.phrasing) {
                warnings.extend(hidden.hidden_by(&part));
            }
            merged.descriptions.insert(&file.phrasing, part);
        }
        if !file.is_messages() {
            return None;
        }
        let attribute = |name| message.attributes.iter().find(|other| other.id.name == name);
        if overridden.is_some()
            && attribute("advice").is_none()
            && let Some(advice) = merged.attributes.get("advice")
            && !is_empty(advice.pattern)
        {
            let text = format!(
                "`{id}` has a new description, but keeps the advice of `{}`: write `.advice` here, \
                 or `.advice = {{ \"\" }}` to remove it",
                advice.file.path.display()
            );
            warnings.push(file.finding(id, "inherited-advice", text).into_warning());
        }
        for Attribute { id, value } in &message.attributes {
            if id.name == "advice" && is_empty(value) {
                merged.attributes.remove("advice-fallback");
            }
            let part = Part { file, layer, name: id.name, pattern: value };
            merged.attributes.insert(id.name, part);
        }
        overridden
    }

    /// Returns `true` if every description of a message is built in.
    pub(super) fn is_builtin(&self, id: &str) -> bool {
        self.messages.get(id).is_some_and(|message| {
            !message.descriptions.is_empty()
                && message.descriptions.values().all(|part| part.layer == BUILTIN_LAYER)
        })
    }
}

impl Part<'_> {
    /// Returns a warning if the part is in an overlay: it is never shown.
    fn hidden_by(&self, other: &Self) -> Option<Diagnostic> {
        let text = format!(
            "this description of `{}` is never shown, because `{}` replaces it: remove one of the two",
            self.name,
            other.file.path.display()
        );
        let warning = || self.file.finding(self.name, "hidden-description", text).into_warning();
        (self.layer > BUILTIN_LAYER && self.layer < other.layer).then(warning)
    }
}

impl Override<'_> {
    /// Returns a warning that other locales still have the built-in description.
    pub(super) fn missing_in(&self, others: &[String]) -> Diagnostic {
        let Part { file, name, .. } = self.part;
        let text = format!(
            "`{name}` is overridden in `{}`, but not in {}: override it there too, because clients \
             that prefer these locales still get the built-in message",
            file.locale,
            others.join(", ")
        );
        file.finding(name, "partial-override", text).into_warning()
    }
}

/// Returns `true` for a pattern that is written `{ "" }`.
fn is_empty(pattern: &Pattern<&str>) -> bool {
    pattern.elements.iter().all(|element| {
        matches!(
            element,
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::StringLiteral { value: "" })
            }
        )
    })
}
