//! References between the messages and terms of one locale.
//!
//! They are checked after all layers are merged. A pattern is measured after the patterns that it
//! refers to, so each is measured once. The path of open references is a `Vec`, because a long chain
//! would overflow the stack of a recursive function.

use std::collections::HashMap;
use std::ops::Add;
use std::ptr;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::unicode::unescape_unicode_to_string;

use crate::diagnostic::Diagnostic;
use crate::ftl::MessageFile;
use crate::ftl::limits::{MAX_DIAGNOSTICS, MAX_PATTERN_BYTES, MAX_PLACEABLES};
use crate::ftl::merged_locale::{MergedLocale, MergedPattern};
use crate::ftl::message_file::MESSAGES_FILE;
use crate::phrasing::Phrasing;

/// Returns an error for each unresolved or cyclic reference of a locale, and for each pattern that
/// exceeds a limit, including the patterns that it refers to. Sorted by path and location.
pub(crate) fn check(locale: &MergedLocale<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let others = locale.phrasings().map(|(phrasing, _)| phrasing);
    let others = others.filter(|phrasing| **phrasing != Phrasing::PLAIN);
    for phrasing in others.chain([&Phrasing::PLAIN]) {
        let states = HashMap::new();
        let mut check = Check { locale, phrasing, states, diagnostics: &mut diagnostics };
        for message in locale.messages(phrasing).into_iter().flat_map(|messages| messages.values())
        {
            message.parts().for_each(|part| check.visit(part));
        }
        if *phrasing == Phrasing::PLAIN {
            for (id, term) in locale.terms() {
                term.parts().for_each(|part| check.visit(part));
                check.message_with_id_of_term(id, term.value);
            }
        }
    }
    diagnostics.sort_by(|a, b| (a.path(), a.start()).cmp(&(b.path(), b.start())));
    diagnostics
}

type Reference<'f> = &'f InlineExpression<&'f str>;

/// A check of the messages of one phrasing. References resolve in the phrasing that is displayed,
/// also in a message of `messages.ftl` that a description in that phrasing refers to.
struct Check<'c, 'f> {
    locale: &'c MergedLocale<'f>,
    phrasing: &'c Phrasing,
    /// The states of the visited patterns, by the address of the pattern.
    states: HashMap<*const Pattern<&'f str>, State>,
    diagnostics: &'c mut Vec<Diagnostic>,
}

#[derive(Clone, Copy)]
enum State {
    /// On the path from a pattern to the patterns that it refers to.
    Open,
    Done(Size),
}

/// The size of a formatted pattern without arguments, with its longest variants and all references.
#[derive(Clone, Copy, Default)]
struct Size {
    bytes: usize,
    placeables: usize,
    has_variable: bool,
}

impl Add for Size {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            bytes: self.bytes.saturating_add(other.bytes),
            placeables: self.placeables.saturating_add(other.placeables),
            has_variable: self.has_variable || other.has_variable,
        }
    }
}

impl Size {
    fn of_bytes(bytes: usize) -> Self {
        Self { bytes, ..Self::default() }
    }

    fn max(self, other: Self) -> Self {
        Self {
            bytes: self.bytes.max(other.bytes),
            placeables: self.placeables.max(other.placeables),
            has_variable: self.has_variable || other.has_variable,
        }
    }
}

impl<'f> Check<'_, 'f> {
    /// Visits a pattern after all patterns that it refers to.
    fn visit(&mut self, part: MergedPattern<'f>) {
        let mut path = Vec::new();
        path.extend(self.open(part));
        while let Some((part, references)) = path.last_mut() {
            let part = *part;
            let Some(reference) = references.pop() else {
                self.close(part);
                path.pop();
                continue;
            };
            let Some(target) = self.locale.resolve(reference, self.phrasing) else {
                self.unknown_reference(part.file, reference);
                continue;
            };
            match self.state(target) {
                None => path.extend(self.open(target)),
                Some(State::Open) => self.cycle(part.file, reference),
                Some(State::Done(_)) => {}
            }
        }
    }

    fn state(&self, part: MergedPattern<'f>) -> Option<State> {
        self.states.get(&ptr::from_ref(part.pattern)).copied()
    }

    fn set_state(&mut self, part: MergedPattern<'f>, state: State) {
        self.states.insert(ptr::from_ref(part.pattern), state);
    }

    /// Returns the references of a pattern that is not visited yet.
    fn open(&mut self, part: MergedPattern<'f>) -> Option<(MergedPattern<'f>, Vec<Reference<'f>>)> {
        if self.state(part).is_some() {
            return None;
        }
        self.set_state(part, State::Open);
        let mut references = Vec::new();
        collect_references(part.pattern, &mut references);
        Some((part, references))
    }

    fn close(&mut self, part: MergedPattern<'f>) {
        let mut size = self.size(part.pattern);
        if let Some((code, message)) = exceeded_limit(part, size) {
            self.report(part.file, part.name, code, message);
            // Do not report the patterns that refer to this one.
            size = Size::default();
        }
        self.set_state(part, State::Done(size));
    }

    fn size(&self, pattern: &Pattern<&str>) -> Size {
        let sizes = pattern.elements.iter().map(|element| match element {
            PatternElement::TextElement { value } => Size::of_bytes(value.len()),
            PatternElement::Placeable { expression } => {
                Size { placeables: 1, ..Size::default() } + self.size_of_expression(expression)
            }
        });
        sizes.fold(Size::default(), Size::add)
    }

    fn size_of_expression(&self, expression: &Expression<&str>) -> Size {
        match expression {
            Expression::Inline(inline) => self.size_of_inline(inline),
            Expression::Select { selector, variants } => {
                let variants = variants.iter().map(|variant| self.size(&variant.value));
                let longest = variants.fold(Size::default(), Size::max);
                // A selector is not displayed.
                longest + Size { bytes: 0, ..self.size_of_inline(selector) }
            }
        }
    }

    fn size_of_inline(&self, inline: &InlineExpression<&str>) -> Size {
        match inline {
            InlineExpression::StringLiteral { value } => {
                Size::of_bytes(unescape_unicode_to_string(value).len())
            }
            InlineExpression::NumberLiteral { value } => Size::of_bytes(value.len()),
            InlineExpression::VariableReference { .. } => {
                Size { has_variable: true, ..Size::default() }
            }
            reference => {
                let target = self.locale.resolve(reference, self.phrasing);
                match target.and_then(|target| self.state(target)) {
                    Some(State::Done(size)) => size,
                    _ => Size::default(),
                }
            }
        }
    }

    fn unknown_reference(&mut self, file: &MessageFile, reference: &InlineExpression<&str>) {
        let kind = match reference {
            InlineExpression::TermReference { .. } => "term",
            _ => "message",
        };
        let message = format!(
            "unknown {kind} `{}`: define it in `{}/{MESSAGES_FILE}`, or write its text here",
            display(reference),
            file.locale(),
        );
        self.report(file, id(reference), "unknown-reference", message);
    }

    fn cycle(&mut self, file: &MessageFile, reference: &InlineExpression<&str>) {
        let message = format!("`{}` refers to itself: write the text instead", display(reference));
        self.report(file, id(reference), "cycle", message);
    }

    /// Reports a message with the ID of a term. One file with both is rejected earlier.
    fn message_with_id_of_term(&mut self, id: &str, term: Option<MergedPattern<'_>>) {
        let message =
            self.locale.phrasings().find_map(|(_, messages)| messages.get(id)?.parts().next());
        if let (Some(term), Some(message)) = (term, message) {
            let message = format!(
                "`-{id}` and `{id}` are the same ID in Fluent, and `{id}` is in `{}`: rename one",
                message.file.path().display()
            );
            self.report(term.file, term.name, "duplicate-id", message);
        }
    }

    fn report(&mut self, file: &MessageFile, slice: &str, code: &'static str, message: String) {
        if self.diagnostics.len() < MAX_DIAGNOSTICS {
            let diagnostic = file.error(slice, code, message);
            // Several phrasings can refer to the same message.
            if !self.diagnostics.contains(&diagnostic) {
                self.diagnostics.push(diagnostic);
            }
        }
    }
}

fn exceeded_limit(part: MergedPattern<'_>, size: Size) -> Option<(&'static str, String)> {
    if part.is_term && size.has_variable {
        // Fluent displays the name of the variable, and reports no error.
        let message = "a term cannot have variables, nor refer to a message that has some: write \
                       the text instead";
        return Some(("variable-in-term", message.to_owned()));
    }
    if size.bytes > MAX_PATTERN_BYTES {
        let message = format!(
            "the formatted text has {} bytes, more than the maximum of {MAX_PATTERN_BYTES}: shorten \
             it or the messages that it refers to",
            size.bytes
        );
        return Some(("too-long", message));
    }
    if size.placeables > MAX_PLACEABLES {
        let message = format!(
            "the formatted text has {} placeables, more than the maximum of {MAX_PLACEABLES}: write \
             the text of some references instead",
            size.placeables
        );
        return Some(("too-many-placeables", message));
    }
    None
}

/// Collects the references in a pattern, in their order.
fn collect_references<'f>(pattern: &'f Pattern<&'f str>, found: &mut Vec<Reference<'f>>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        let (Expression::Inline(inline) | Expression::Select { selector: inline, .. }) = expression;
        if matches!(
            inline,
            InlineExpression::MessageReference { .. } | InlineExpression::TermReference { .. }
        ) {
            found.push(inline);
        }
        if let Expression::Select { variants, .. } = expression {
            variants.iter().for_each(|variant| collect_references(&variant.value, found));
        }
    }
}

/// Returns the ID in a reference.
fn id<'f>(reference: &InlineExpression<&'f str>) -> &'f str {
    match reference {
        InlineExpression::MessageReference { id, .. }
        | InlineExpression::TermReference { id, .. } => id.name,
        _ => "",
    }
}

/// Formats a reference as it is written: `-brand.gender`.
fn display(reference: &InlineExpression<&str>) -> String {
    let (sigil, attribute) = match reference {
        InlineExpression::MessageReference { attribute, .. } => ("", attribute),
        InlineExpression::TermReference { attribute, .. } => ("-", attribute),
        _ => ("", &None),
    };
    let attribute = attribute.as_ref().map(|attribute| format!(".{}", attribute.name));
    format!("{sigil}{}{}", id(reference), attribute.unwrap_or_default())
}
