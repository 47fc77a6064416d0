//! Checks of a message file: the whole file, and the syntax tree of its text.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::Path;
use std::str;

use fluent::FluentResource;
use fluent_syntax::ast::{
    Attribute, Entry, Expression, Identifier, InlineExpression, Pattern, PatternElement, Variant,
    VariantKey,
};

use crate::diagnostic::Diagnostic;
use crate::ftl::characters::is_unwanted;
use crate::ftl::identity::{Kind, MESSAGES_FILE};
use crate::ftl::limits::{MAX_DIAGNOSTICS, MAX_DIGITS, MAX_FILE_BYTES, MAX_ID_BYTES};
use crate::ftl::raw_diagnostic::RawDiagnostic;
use crate::ftl::source_text::SourceText;
use crate::ftl::syntax_error::other_space;
use crate::message_id::MessageId;

/// Creates an error about a file that exceeds the maximum size.
pub(super) fn too_large(path: &Path, bytes: usize) -> Diagnostic {
    let reason = format!(
        "it has {bytes} bytes, more than the maximum of {MAX_FILE_BYTES}: split it into phrasings"
    );
    Diagnostic::rejected(path, "too-large", &reason)
}

/// Creates an error about the first bytes of a file that are not UTF-8.
pub(super) fn not_utf_8(path: &Path, bytes: &[u8], error: str::Utf8Error) -> Diagnostic {
    let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
    let text = String::from_utf8_lossy(before);
    let source = SourceText { path, text: &text, start: 0 };
    let end = text.len() + error.error_len().unwrap_or(bytes.len() - text.len());
    source.error(text.len()..end, "not-utf-8", "not valid UTF-8: save the file as UTF-8")
}

/// Creates an error about a file whose last line has no line end.
pub(super) fn incomplete(source: &SourceText<'_>) -> Diagnostic {
    let end = source.text.len();
    let message = "the file does not end in a line end, so it may be incomplete: end the last \
                   line, or write a new file and rename it to this path";
    source.error(end..end, "incomplete", message)
}

// ---- The syntax tree ----

/// Returns the problems of the entries that have no syntax error.
pub(super) fn check_entries(resource: &FluentResource, kind: &Kind) -> Vec<RawDiagnostic> {
    let source = SourceText { path: Path::new(""), text: resource.source(), start: 0 };
    let mut check = Check { source, is_in_term: false, problems: Vec::new() };
    let mut ids = HashMap::new();
    for entry in resource.entries() {
        let (id, value, attributes) = match entry {
            Entry::Message(message) => (&message.id, message.value.as_ref(), &message.attributes),
            Entry::Term(term) => (&term.id, Some(&term.value), &term.attributes),
            _ => continue,
        };
        check.is_in_term = matches!(entry, Entry::Term(_));
        if check.problems.len() >= MAX_DIAGNOSTICS {
            break;
        }
        check.id(id, &mut ids);
        if *kind != Kind::Messages {
            check.is_for_a_phrasing(id, attributes);
        }
        value.into_iter().for_each(|value| check.pattern(value));
        let mut names = HashSet::new();
        for Attribute { id, value } in attributes {
            check.name(id);
            if !names.insert(id.name) {
                let message = format!("`.{}` is defined twice: keep one of the two", id.name);
                check.report(check.with_sigil(id), "duplicate-attribute", message);
            }
            check.pattern(value);
        }
    }
    check.problems
}

struct Check<'t> {
    source: SourceText<'t>,
    is_in_term: bool,
    problems: Vec<RawDiagnostic>,
}

impl<'t> Check<'t> {
    fn report(
        &mut self,
        span: Range<usize>,
        code: &'static str,
        message: impl Into<Cow<'static, str>>,
    ) {
        if self.problems.len() < MAX_DIAGNOSTICS {
            self.problems.push(RawDiagnostic::new(span, code, message));
        }
    }

    fn span(&self, slice: &str) -> Range<usize> {
        let start = self.source.index_of(slice);
        start..start + slice.len()
    }

    /// Returns the span of a name with the `-`, `.` or `$` before it.
    fn with_sigil(&self, name: &Identifier<&str>) -> Range<usize> {
        let Range { start, end } = self.span(name.name);
        start - 1..end
    }

    fn name(&mut self, name: &Identifier<&str>) {
        if name.name.len() > MAX_ID_BYTES {
            let message = format!("name of more than {MAX_ID_BYTES} characters: shorten it");
            self.report(self.span(name.name), "id", message);
        }
    }

    /// Checks that an ID is used once. Fluent uses the same names for terms and for messages.
    fn id(&mut self, id: &Identifier<&'t str>, ids: &mut HashMap<&'t str, (usize, bool)>) {
        self.name(id);
        let span = if self.is_in_term { self.with_sigil(id) } else { self.span(id.name) };
        let Some((first, is_term)) = ids.insert(id.name, (span.start, self.is_in_term)) else {
            return;
        };
        let (line, _) = self.source.line_and_column(first);
        let (id, sigil) = (id.name, if self.is_in_term { "-" } else { "" });
        let message = if is_term == self.is_in_term {
            format!("`{sigil}{id}` is already on line {line}: keep one of the two")
        } else {
            format!(
                "`-{id}` and `{id}` are the same ID in Fluent, and the other is on line {line}: \
                 rename one"
            )
        };
        self.report(span, "duplicate-id", message);
    }

    /// Reports the parts of an entry that do not belong in the file of a phrasing.
    fn is_for_a_phrasing(&mut self, id: &Identifier<&str>, attributes: &[Attribute<&str>]) {
        if self.is_in_term {
            self.misplaced("misplaced-term", "-", id);
        } else if !matches!(MessageId::parse(id.name), Some(MessageId::Status(_))) {
            self.misplaced_id(id);
        } else {
            for Attribute { id: name, .. } in attributes {
                let message = format!(
                    "`.{}` belongs in `{MESSAGES_FILE}`: write it there below `{} =`, which may \
                     have no description",
                    name.name, id.name
                );
                self.report(self.span(name.name), "misplaced-attribute", message);
            }
        }
    }

    fn misplaced_id(&mut self, id: &Identifier<&str>) {
        let is_for_messages_file = MessageId::parse(id.name).is_some()
            || ["page-", "problem-", "transport-"].iter().any(|prefix| id.name.starts_with(prefix));
        if is_for_messages_file {
            return self.misplaced("misplaced-id", "", id);
        }
        // It may be misspelled, or a message that other messages refer to.
        let message = format!(
            "`{}` is not the ID of a status code: write an ID such as `status-404`, or move the \
             message to `{MESSAGES_FILE}`",
            id.name
        );
        self.report(self.span(id.name), "misplaced-id", message);
    }

    fn misplaced(&mut self, code: &'static str, sigil: &str, name: &Identifier<&str>) {
        let message = format!("`{sigil}{}` belongs in `{MESSAGES_FILE}`: move it there", name.name);
        self.report(self.span(name.name), code, message);
    }

    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for (index, element) in pattern.elements.iter().enumerate() {
            match element {
                PatternElement::TextElement { value } => self.text(value, index == 0),
                PatternElement::Placeable { expression: Expression::Inline(inline) } => {
                    self.inline(inline);
                }
                PatternElement::Placeable {
                    expression: Expression::Select { selector, variants },
                } => self.select(selector, variants),
            }
        }
    }

    fn text(&mut self, text: &str, is_first: bool) {
        let start = self.source.index_of(text);
        let indented = text.trim_start_matches(' ');
        let before = self.source.text.get(..start).unwrap_or_default();
        if is_first || before.trim_end_matches(' ').ends_with('\n') {
            let first = start + text.len() - indented.len();
            let spaces = indented.char_indices().take_while(|(_, c)| c.is_whitespace());
            let others = spaces.filter(|(_, c)| *c != ' ' && !is_unwanted(*c));
            let problems = others.map(|(index, c)| other_space(first + index, c));
            self.problems.extend(problems.take(MAX_DIAGNOSTICS));
        }
        for (index, brace) in text.match_indices(['｛', '｝']) {
            let half_width = if brace == "｛" { '{' } else { '}' };
            let message = format!(
                "`{brace}` is full-width: write `{half_width}`, or `{{\"{brace}\"}}` to display it"
            );
            let start = start + index;
            self.report(start..start + brace.len(), "full-width", message);
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::NumberLiteral { value } => self.number(value),
            InlineExpression::VariableReference { id } => {
                self.name(id);
                if self.is_in_term {
                    let message = "a term cannot have variables: write the text instead, or use \
                                   the variable in each message";
                    self.report(self.with_sigil(id), "variable-in-term", message);
                }
            }
            InlineExpression::MessageReference { id, attribute }
            | InlineExpression::TermReference { id, attribute, .. } => {
                self.name(id);
                if let Some(attribute) = attribute {
                    self.name(attribute);
                    // The parser accepts `{ message .attribute }`, which is not Fluent.
                    let dot = self.source.index_of(attribute.name) - 1;
                    if self.span(id.name).end != dot {
                        let message = "space before an attribute: write it directly after the ID";
                        self.report(dot..dot + 1, "placeable", message);
                    }
                }
            }
            // The guard rejects functions and nested placeables.
            _ => {}
        }
    }

    fn select(&mut self, selector: &InlineExpression<&str>, variants: &[Variant<&str>]) {
        self.inline(selector);
        if let InlineExpression::StringLiteral { value }
        | InlineExpression::NumberLiteral { value } = selector
        {
            let quote = usize::from(matches!(selector, InlineExpression::StringLiteral { .. }));
            let Range { start, end } = self.span(value);
            let message = "a literal always selects the same variant: write only its text";
            self.report(start - quote..end + quote, "selector", message);
        }
        // The parser accepts `*` without a key.
        if !variants.iter().any(|variant| variant.default) {
            let message = "`*` without a key: write the default variant as in `*[other]`";
            let name = match selector {
                InlineExpression::VariableReference { id }
                | InlineExpression::TermReference { id, .. } => self.with_sigil(id),
                _ => 0..0,
            };
            self.report(name, "default-variant", message);
        }
        for variant in variants {
            match variant.key {
                VariantKey::Identifier { name } => self.name(&Identifier { name }),
                VariantKey::NumberLiteral { value } => self.number(value),
            }
            self.pattern(&variant.value);
        }
    }

    fn number(&mut self, number: &str) {
        if number.len() > MAX_DIGITS {
            let message =
                format!("number of more than {MAX_DIGITS} digits: write it as a string literal");
            self.report(self.span(number), "number", message);
        }
    }
}
