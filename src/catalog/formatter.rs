//! Messages with variables, formatted by `fluent-bundle`.

use std::collections::BTreeSet;
use std::fmt;
use std::mem;
use std::sync::Arc;

use fluent::{FluentArgs, FluentResource, FluentValue};
use fluent_bundle::concurrent::FluentBundle;
use fluent_syntax::ast::{self, Entry, Expression, InlineExpression, PatternElement};
use fluent_syntax::serializer;
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::LanguageIdentifier;

use crate::ftl::characters::is_unwanted;
use crate::ftl::limits::MAX_DIGITS;

/// The marks around a displayed argument. HTML pages replace them with an element that isolates
/// the direction of the argument. Message files and arguments cannot contain these noncharacters.
pub(crate) const ARG_START: char = '\u{FDD0}';
pub(crate) const ARG_END: char = '\u{FDD1}';

/// Displayed for an argument without a value.
const MISSING: &str = "\u{FDD2}";

/// Room for a formatted message, so that most messages allocate once.
const USUAL_LENGTH: usize = 128;

/// The messages with variables of one locale and phrasing, and the messages and terms that they
/// refer to.
pub(super) struct Formatter {
    bundle: FluentBundle<FluentResource>,
}

/// A pattern with variables or references.
pub(super) struct FormattedPattern {
    formatter: Arc<Formatter>,
    id: Box<str>,
    /// `None` for the value of the message.
    attribute: Option<Box<str>>,
    /// The variables that select a variant, here or in a message that the pattern refers to.
    selectors: Box<[Box<str>]>,
}

impl Formatter {
    /// Creates a formatter for entries of one locale. Later entries do not replace earlier ones.
    pub(super) fn new(locale: &LanguageIdentifier, mut entries: Vec<Entry<&str>>) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![locale.clone()]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(display_argument));
        entries.iter_mut().for_each(keep_layout);
        let source = serializer::serialize(&ast::Resource { body: entries });
        // The entries were parsed before, so the parser accepts them again.
        let resource = FluentResource::try_new(source).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
        Self { bundle }
    }
}

fn keep_layout(entry: &mut Entry<&str>) {
    let (value, attributes) = match entry {
        Entry::Message(message) => (message.value.as_mut(), &mut message.attributes),
        Entry::Term(term) => (Some(&mut term.value), &mut term.attributes),
        _ => return,
    };
    let attributes = attributes.iter_mut().map(|attribute| &mut attribute.value);
    for pattern in value.into_iter().chain(attributes) {
        let mut remaining = MAX_KEPT_INDENTATIONS;
        keep_line_starts(pattern, &mut remaining);
    }
}

/// The number of indented lines of a pattern that keep their spaces. Each needs a placeable, and
/// `fluent-bundle` formats no pattern with more than 100, of which a message may have 64.
const MAX_KEPT_INDENTATIONS: usize = 30;

/// Moves the spaces at the start of each line to a string literal, and inserts an empty one before a
/// character that has another meaning there. The serializer writes its own line starts, and the
/// parser does not count the indentation of a line that starts with a placeable.
fn keep_line_starts(pattern: &mut ast::Pattern<&str>, remaining: &mut usize) {
    let elements = mem::take(&mut pattern.elements);
    let mut is_line_start = true;
    for mut element in elements {
        match &mut element {
            PatternElement::TextElement { value } => {
                let text = value.trim_start_matches(' ');
                let spaces = value.strip_suffix(text).unwrap_or_default();
                let is_special = text.starts_with(['*', '[', '.']);
                if is_line_start && (is_special || !spaces.is_empty() && *remaining > 0) {
                    *remaining = remaining.saturating_sub(1);
                    let literal = InlineExpression::StringLiteral { value: spaces };
                    let expression = Expression::Inline(literal);
                    pattern.elements.push(PatternElement::Placeable { expression });
                    *value = text;
                }
                is_line_start = value.ends_with('\n');
            }
            PatternElement::Placeable { expression } => {
                if let Expression::Select { variants, .. } = expression {
                    for variant in variants {
                        keep_line_starts(&mut variant.value, remaining);
                    }
                }
                is_line_start = false;
            }
        }
        pattern.elements.push(element);
    }
}

impl FormattedPattern {
    pub(super) fn new(
        formatter: &Arc<Formatter>,
        id: &str,
        attribute: Option<&str>,
        selectors: &BTreeSet<&str>,
    ) -> Self {
        Self {
            formatter: Arc::clone(formatter),
            id: id.into(),
            attribute: attribute.map(Into::into),
            selectors: selectors.iter().map(|&variable| variable.into()).collect(),
        }
    }

    /// Formats the pattern. Returns `None` if an argument that it displays is missing.
    ///
    /// If an argument that only selects a variant is missing, the default variant is used.
    pub(super) fn format(&self, args: &FluentArgs<'_>, marks_args: bool) -> Option<String> {
        let message = self.formatter.bundle.get_message(&self.id)?;
        let pattern = match &self.attribute {
            None => message.value()?,
            Some(name) => message.get_attribute(name)?.value(),
        };
        // `fluent-bundle` reports an absent argument, but accepts `None` in a selector.
        let is_absent = |variable: &&str| args.get(*variable).is_none();
        let selectors = self.selectors.iter().map(|variable| &**variable);
        let mut absent = selectors.filter(is_absent).peekable();
        let completed: Option<FluentArgs<'_>> = absent.peek().is_some().then(|| {
            let args = args.iter().map(|(name, value)| (name, value.clone()));
            args.chain(absent.map(|variable| (variable, FluentValue::None))).collect()
        });
        let args = completed.as_ref().unwrap_or(args);

        let text = String::with_capacity(USUAL_LENGTH);
        let mut writer = Writer { text, marks_args };
        let mut errors = Vec::new();
        let written =
            self.formatter.bundle.write_pattern(&mut writer, pattern, Some(args), &mut errors);
        (written.is_ok() && errors.is_empty()).then_some(writer.text)
    }
}

/// The formatter hook of the bundles: marks a displayed text, and a missing argument.
fn display_argument(value: &FluentValue<'_>, memoizer: &IntlLangMemoizer) -> Option<String> {
    match value {
        FluentValue::String(text) => Some(marked(text)),
        FluentValue::Custom(value) => {
            let text = value.as_string_threadsafe(memoizer);
            Some(marked(&text.replace(is_unwanted, "")))
        }
        FluentValue::Number(_) => None,
        FluentValue::None | FluentValue::Error => Some(MISSING.to_owned()),
    }
}

fn marked(text: &str) -> String {
    let mut marked = String::with_capacity(text.len() + 2 * ARG_START.len_utf8());
    marked.push(ARG_START);
    marked.push_str(text);
    marked.push(ARG_END);
    marked
}

/// Writes a message, with or without the marks around arguments. Fails if an argument is missing.
struct Writer {
    text: String,
    marks_args: bool,
}

impl fmt::Write for Writer {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if text == MISSING {
            return Err(fmt::Error);
        }
        let unmarked = || text.strip_prefix(ARG_START)?.strip_suffix(ARG_END);
        self.text.push_str(if self.marks_args { text } else { unmarked().unwrap_or(text) });
        Ok(())
    }
}

/// Removes the characters from arguments that could reorder or hide the text around them: controls
/// and bidirectional controls. Returns `None` if all arguments are clean, which is the usual case.
///
/// An empty argument counts as missing, and so does a number that is not finite. Padding is limited
/// to [`MAX_DIGITS`] fraction digits, because `fluent-bundle` panics on more.
pub(super) fn sanitize<'a>(args: &'a FluentArgs<'a>) -> Option<FluentArgs<'a>> {
    let is_clean = |value: &FluentValue<'_>| match value {
        FluentValue::String(text) => !text.is_empty() && !contains_unwanted(text),
        FluentValue::Number(number) => {
            number.value.is_finite()
                && number.options.minimum_fraction_digits.is_none_or(|digits| digits <= MAX_DIGITS)
        }
        _ => true,
    };
    if args.iter().all(|(_, value)| is_clean(value)) {
        return None;
    }
    let clean = |(name, value): (&'a str, &'a FluentValue<'a>)| {
        let value = match value {
            FluentValue::String(text) => Some(text.replace(is_unwanted, ""))
                .filter(|text| !text.is_empty())
                .map_or(FluentValue::None, FluentValue::from),
            FluentValue::Number(number) if !number.value.is_finite() => FluentValue::None,
            FluentValue::Number(number) => {
                let mut number = number.clone();
                let digits = &mut number.options.minimum_fraction_digits;
                *digits = digits.map(|digits| digits.min(MAX_DIGITS));
                FluentValue::Number(number)
            }
            value => value.clone(),
        };
        (name, value)
    };
    Some(args.iter().map(clean).collect())
}

fn contains_unwanted(text: &str) -> bool {
    // Most arguments are printable ASCII, which is quicker to check.
    !text.bytes().all(|byte| matches!(byte, b' '..=b'~')) && text.contains(is_unwanted)
}
