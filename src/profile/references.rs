//! What texts refer to, checked once all the files of a phrasing are there.
//!
//! A reference is to a text of the same locale and the same phrasing, in the same file or in
//! another layer of it, as those would be in one Fluent bundle. It stays within a
//! phrasing because the phrasings have the same ids.
//!
//! A text is worked out after those that it refers to, so each is read once, however often it is
//! referred to, and on a stack of our own, so a long chain does not overflow that of the thread.

use std::collections::HashMap;
use std::ops::Add;

use fluent_syntax::ast::{
    Attribute, Entry, Expression, Identifier, InlineExpression, Pattern, PatternElement,
};
use fluent_syntax::unicode::unescape_unicode_to_string;

use crate::diagnostic::Diagnostic;
use crate::profile::{MAX_FINDINGS, MAX_PLACEABLES, MAX_TEXT_BYTES};
use crate::resource::Resource;

/// Checks the files of one locale and phrasing, of which a later one goes over an earlier one, and
/// gives what their texts refer to.
pub(crate) fn check<'f>(files: &[&'f Resource]) -> Result<References<'f>, Vec<Diagnostic>> {
    // The files of the crate have no references, which a test holds.
    if files.iter().all(|file| file.is_trusted) {
        return Ok(References::default());
    }
    let mut references = References::new(files);
    for text in 0..references.texts.len() {
        references.visit(text);
    }
    if references.findings.is_empty() { Ok(references) } else { Err(references.findings) }
}

/// The value of a message or a term, or one of their attributes.
struct Text<'f> {
    file: &'f Resource,
    /// Where it is named.
    name: &'f str,
    is_of_term: bool,
    pattern: &'f Pattern<&'f str>,
    state: State,
}

#[derive(Clone, Copy)]
enum State {
    Unseen,
    /// On the way from a text to what it refers to.
    Open,
    Done(Size),
}

/// What a text comes to, its longest variants and all that it refers to included.
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
    fn max(self, other: Self) -> Self {
        Self {
            bytes: self.bytes.max(other.bytes),
            placeables: self.placeables.max(other.placeables),
            has_variable: self.has_variable || other.has_variable,
        }
    }
}

type TextIndex = usize;
/// An id and the name of an attribute.
type Key<'f> = (&'f str, Option<&'f str>);

/// The texts of one locale and phrasing, by what they are referred to as.
#[derive(Default)]
pub(crate) struct References<'f> {
    texts: Vec<Text<'f>>,
    by_key: HashMap<Key<'f>, TextIndex>,
    /// By path, then by place.
    findings: Vec<Diagnostic>,
}

impl<'f> References<'f> {
    fn new(files: &[&'f Resource]) -> Self {
        // An entry takes the place of an earlier one as a whole, a term that of a message too.
        let mut last = HashMap::new();
        for (place, file) in files.iter().enumerate() {
            for (id, ..) in file.fluent.entries().filter_map(parts) {
                last.insert(id.name, place);
            }
        }
        let (mut texts, mut by_key) = (Vec::new(), HashMap::new());
        for (place, file) in files.iter().enumerate() {
            for (id, is_of_term, value, attributes) in file.fluent.entries().filter_map(parts) {
                let value = value.map(|value| (None, id, value));
                let attributes = attributes
                    .iter()
                    .map(|attribute| (Some(attribute.id.name), &attribute.id, &attribute.value));
                for (attribute, name, pattern) in value.into_iter().chain(attributes) {
                    if last.get(id.name) == Some(&place) {
                        by_key.insert((id.name, attribute), texts.len());
                    }
                    let state = State::Unseen;
                    let name = name.name;
                    texts.push(Text { file, name, is_of_term, pattern, state });
                }
            }
        }
        Self { texts, by_key, findings: Vec::new() }
    }

    /// Works a text out, and all that it refers to before it.
    fn visit(&mut self, text: TextIndex) {
        let mut way = Vec::new();
        way.extend(self.open(text));
        while let Some((text, references)) = way.last_mut() {
            let text = *text;
            let Some(reference) = references.pop() else {
                self.close(text);
                way.pop();
                continue;
            };
            match self.target(reference) {
                None => self.find_unknown(text, reference),
                Some(target) => match self.texts.get(target).map(|text| text.state) {
                    Some(State::Unseen) => way.extend(self.open(target)),
                    Some(State::Open) => self.find_cycle(text, reference),
                    Some(State::Done(_)) | None => {}
                },
            }
        }
    }

    /// The references of a text that has not been seen.
    fn open(
        &mut self,
        index: TextIndex,
    ) -> Option<(TextIndex, Vec<&'f InlineExpression<&'f str>>)> {
        let text = self.texts.get_mut(index)?;
        if !matches!(text.state, State::Unseen) {
            return None;
        }
        text.state = State::Open;
        let mut references = Vec::new();
        collect(text.pattern, &mut references);
        Some((index, references))
    }

    fn close(&mut self, index: TextIndex) {
        let Some(text) = self.texts.get(index) else { return };
        let mut size = self.size(text.pattern);
        let problem = self.problem(text, size);
        if let Some((code, message)) = problem {
            self.find(text.file, text.name, code, message);
            // The texts that refer to this one have no other problem.
            size = Size::default();
        }
        if let Some(text) = self.texts.get_mut(index) {
            text.state = State::Done(size);
        }
    }

    fn problem(&self, text: &Text<'_>, size: Size) -> Option<(&'static str, String)> {
        if text.is_of_term && size.has_variable {
            // Fluent shows a variable in a term as its name, and reports nothing.
            let message = "a term cannot have variables, nor refer to a text that has: write the \
                           text out";
            return Some(("variable-in-term", message.to_owned()));
        }
        if size.bytes > MAX_TEXT_BYTES {
            let message = format!(
                "this text comes to {} bytes, and no more than {MAX_TEXT_BYTES} are taken: shorten \
                 it or what it refers to",
                size.bytes
            );
            return Some(("too-long", message));
        }
        if size.placeables > MAX_PLACEABLES {
            let message = format!(
                "this text comes to {} pairs of braces, and no more than {MAX_PLACEABLES} are \
                 taken: write out what it refers to",
                size.placeables
            );
            return Some(("too-many-placeables", message));
        }
        None
    }

    /// The text that is referred to, if there is one.
    fn target(&self, reference: &InlineExpression<&str>) -> Option<TextIndex> {
        let (id, attribute, is_term) = match reference {
            InlineExpression::MessageReference { id, attribute } => (id, attribute, false),
            InlineExpression::TermReference { id, attribute, .. } => (id, attribute, true),
            _ => return None,
        };
        let attribute = attribute.as_ref().map(|attribute| attribute.name);
        let target = *self.by_key.get(&(id.name, attribute))?;
        self.texts.get(target).is_some_and(|text| text.is_of_term == is_term).then_some(target)
    }

    fn size(&self, pattern: &Pattern<&'f str>) -> Size {
        let sizes = pattern.elements.iter().map(|element| match element {
            PatternElement::TextElement { value } => bytes(value.len()),
            PatternElement::Placeable { expression } => {
                Size { placeables: 1, ..Size::default() } + self.size_of_expression(expression)
            }
        });
        sizes.fold(Size::default(), Size::add)
    }

    fn size_of_expression(&self, expression: &Expression<&'f str>) -> Size {
        match expression {
            Expression::Inline(inline) => self.size_of_inline(inline),
            Expression::Select { selector, variants } => {
                let variants = variants.iter().map(|variant| self.size(&variant.value));
                let longest = variants.fold(Size::default(), Size::max);
                // It is chosen by, and not shown.
                longest + Size { bytes: 0, ..self.size_of_inline(selector) }
            }
        }
    }

    fn size_of_inline(&self, inline: &InlineExpression<&'f str>) -> Size {
        match inline {
            InlineExpression::StringLiteral { value } => {
                bytes(unescape_unicode_to_string(value).len())
            }
            InlineExpression::NumberLiteral { value } => bytes(value.len()),
            InlineExpression::VariableReference { .. } => {
                Size { has_variable: true, ..Size::default() }
            }
            reference => {
                let target = self.target(reference).and_then(|target| self.texts.get(target));
                match target.map(|text| text.state) {
                    Some(State::Done(size)) => size,
                    _ => Size::default(),
                }
            }
        }
    }

    fn find_unknown(&mut self, from: TextIndex, reference: &InlineExpression<&'f str>) {
        let Some(file) = self.texts.get(from).map(|text| text.file) else { return };
        let message = format!(
            "there is no text `{}` in `{}` of `{}`: write it there, or write the text out here",
            shown(reference),
            file.phrasing,
            file.locale,
        );
        self.find(file, name(reference), "unknown-reference", message);
    }

    fn find_cycle(&mut self, from: TextIndex, reference: &InlineExpression<&'f str>) {
        let Some(file) = self.texts.get(from).map(|text| text.file) else { return };
        let message =
            format!("`{}` is referred to from within itself: write the text out", shown(reference));
        self.find(file, name(reference), "cycle", message);
    }

    fn find(&mut self, file: &Resource, part: &str, code: &'static str, message: String) {
        if self.findings.len() < MAX_FINDINGS {
            let finding = file.finding(part, code, message);
            let place = self.findings.partition_point(|other| {
                (other.path(), other.span().start) <= (finding.path(), finding.span().start)
            });
            self.findings.insert(place, finding);
        }
    }
}

fn bytes(bytes: usize) -> Size {
    Size { bytes, ..Size::default() }
}

type Parts<'f> =
    (&'f Identifier<&'f str>, bool, Option<&'f Pattern<&'f str>>, &'f [Attribute<&'f str>]);

/// The id of a message or a term, whether it is a term, its value and its attributes.
fn parts<'f>(entry: &'f Entry<&'f str>) -> Option<Parts<'f>> {
    match entry {
        Entry::Message(message) => {
            Some((&message.id, false, message.value.as_ref(), &message.attributes))
        }
        Entry::Term(term) => Some((&term.id, true, Some(&term.value), &term.attributes)),
        _ => None,
    }
}

/// The references in a pattern, in the order they are in.
fn collect<'f>(pattern: &'f Pattern<&'f str>, found: &mut Vec<&'f InlineExpression<&'f str>>) {
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
            variants.iter().for_each(|variant| collect(&variant.value, found));
        }
    }
}

/// Where a reference names what it refers to.
fn name<'f>(reference: &InlineExpression<&'f str>) -> &'f str {
    match reference {
        InlineExpression::MessageReference { id, .. }
        | InlineExpression::TermReference { id, .. } => id.name,
        _ => "",
    }
}

/// A reference as it is written: `-brand.gender`.
fn shown(reference: &InlineExpression<&str>) -> String {
    let (hyphen, attribute) = match reference {
        InlineExpression::MessageReference { attribute, .. } => ("", attribute),
        InlineExpression::TermReference { attribute, .. } => ("-", attribute),
        _ => ("", &None),
    };
    let attribute = attribute.as_ref().map(|attribute| format!(".{}", attribute.name));
    format!("{hyphen}{}{}", name(reference), attribute.unwrap_or_default())
}
