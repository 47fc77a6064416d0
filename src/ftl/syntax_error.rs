//! Syntax errors of `fluent-syntax`, explained to translators.
//!
//! The parser skips an entry at its first syntax error, and reports the position and the expected
//! token. The text around the position gives the cause.

use std::borrow::Cow;
use std::ops::Range;

use fluent_syntax::parser::{self, ErrorKind, ParserError};

use crate::ftl::characters::is_unwanted;
use crate::ftl::guard::{Guarded, is_blank, is_name_byte, open_placeable};
use crate::ftl::limits::MAX_DIAGNOSTICS;
use crate::ftl::raw_diagnostic::RawDiagnostic;

/// Explains the errors of the parser. Removes the problems that the guard reported after them in the
/// same entry, because the parser did not get there.
pub(super) fn explain(guarded: &mut Guarded<'_>, errors: &[ParserError]) -> Vec<RawDiagnostic> {
    let mut problems = Vec::new();
    for error in errors {
        if problems.len() >= MAX_DIAGNOSTICS {
            break;
        }
        let span = error.slice.clone().unwrap_or_else(|| error.pos.clone());
        let junk = Junk { guarded, start: span.start, end: span.end, is_attribute: false };
        let explained = junk.explain(&error.kind, error.pos.clone());
        problems.extend(junk.later_numbers(error.pos.start));
        if let Some(problem) = explained {
            let is_later = |other: &RawDiagnostic| other.start() > problem.start();
            guarded.problems.retain(|other| !span.contains(&other.start()) || !is_later(other));
            problems.push(problem);
        }
    }
    problems
}

/// The part of the text that the parser skipped for an error.
#[derive(Clone, Copy)]
struct Junk<'g, 't> {
    guarded: &'g Guarded<'t>,
    /// The start of an entry, or of the name of an attribute.
    start: usize,
    end: usize,
    is_attribute: bool,
}

impl Junk<'_, '_> {
    /// Explains an error. Returns `None` if its cause is already reported.
    fn explain(&self, kind: &ErrorKind, pos: Range<usize>) -> Option<RawDiagnostic> {
        let is_stray = pos.start == self.start && !self.is_attribute;
        let at = match kind {
            ErrorKind::ExpectedMessageField { .. } | ErrorKind::ExpectedTermField { .. } => pos.end,
            _ if is_stray => self.skip_spaces(pos.start),
            _ => pos.start,
        };
        let failure = self.guarded.failures.partition_point(|failure| *failure < self.start);
        if self.guarded.failures.get(failure).is_some_and(|failure| *failure <= at) {
            return None;
        }
        match self.char(at) {
            Some('\n') => {}
            Some('\r') if self.char(at + 1) == Some('\n') => {}
            Some(c) if is_unwanted(c) => return None,
            Some(c) if c.is_whitespace() && c != ' ' => return Some(other_space(at, c)),
            _ => {}
        }
        Some(match kind {
            ErrorKind::ExpectedCharRange { .. } if is_stray => return self.stray_line(at),
            ErrorKind::ExpectedCharRange { range } if range == "a-zA-Z" => self.no_name(at),
            ErrorKind::ExpectedCharRange { range } if range == "0-9" => {
                self.unexpected(at, "number", "expected a digit, or the ID of a term after `-`")
            }
            ErrorKind::ExpectedCharRange { .. } => {
                self.unexpected(at, "variant", "write each variant on its own line, after `->`")
            }
            ErrorKind::ExpectedMessageField { .. } | ErrorKind::ExpectedTermField { .. } => {
                return self.no_value(at);
            }
            ErrorKind::ExpectedToken('=') => self.no_equals(at),
            ErrorKind::ExpectedToken(']') => {
                self.unexpected(at, "variant", "expected `]` after the key of a variant")
            }
            ErrorKind::ExpectedToken('}') | ErrorKind::TermAttributeAsPlaceable
                if self.char(at) == Some('(') =>
            {
                self.arguments(at)
            }
            ErrorKind::ExpectedToken('}') => self.not_closed(at),
            ErrorKind::MissingDefaultVariant if self.char(at) == Some('}') => {
                let brace = self.open_placeable(at);
                let message = "select expression without a default variant: mark one with `*`, as \
                               in `*[other]`";
                RawDiagnostic::new(brace..brace + 1, "default-variant", message)
            }
            ErrorKind::MissingDefaultVariant => self.not_closed(at),
            ErrorKind::MultipleDefaultVariants => {
                let message = "second default variant: mark only one with `*`";
                let key = self.rest(at).find(']').map_or(0, |end| end + 1);
                RawDiagnostic::new(self.variant_key(at + key), "default-variant", message)
            }
            ErrorKind::MissingValue => {
                let message = "variant without a value: write one, or `{\"\"}` for an empty one";
                RawDiagnostic::new(self.variant_key(at), "no-text", message)
            }
            ErrorKind::MessageReferenceAsSelector
            | ErrorKind::MessageAttributeAsSelector
            | ErrorKind::TermReferenceAsSelector => {
                let message = "a selector is a variable or an attribute of a term: use one of them";
                RawDiagnostic::new(self.expression(at), "selector", message)
            }
            ErrorKind::TermAttributeAsPlaceable => {
                let message = "an attribute of a term is only for selectors: display the term";
                RawDiagnostic::new(self.expression(at), "term-attribute", message)
            }
            ErrorKind::UnbalancedClosingBrace => {
                let message = match self.is_in_variants(at) {
                    false => "`}` without `{`: write `{\"}\"}` to display a brace",
                    true => "write the `}` of a select expression on its own line",
                };
                self.unexpected(at, "stray-brace", message)
            }
            ErrorKind::ExpectedInlineExpression => self.no_expression(at),
            // The guard prevents all others.
            kind => {
                // Messages of `fluent-syntax` may have line breaks.
                let message = format!("invalid Fluent: {kind}").replace('\n', "\\n");
                RawDiagnostic::new(pos, "syntax", message)
            }
        })
    }

    // ---- Lines ----

    /// Reports a line that does not start an entry.
    fn stray_line(&self, at: usize) -> Option<RawDiagnostic> {
        Some(match self.char(at) {
            Some('0'..='9') => self.number_for_id(at),
            Some('.') if self.is_after_entry() => return self.attribute(at),
            Some('.') => {
                let message = "attribute without a message: move it directly below its message";
                RawDiagnostic::new(at..at + 1, "stray-attribute", message)
            }
            Some(c @ ('[' | '*' | '{' | '}')) => {
                let message =
                    format!("a line of a value cannot begin with `{c}`: write `{{\"{c}\"}}`");
                self.unexpected(at, "stray-text", message)
            }
            Some(';' | '/') => {
                self.unexpected(at, "comment", "a comment begins with `#` and a space")
            }
            _ if at > self.start => self.unexpected(
                at,
                "stray-text",
                "the line belongs to no message: start an ID in the first column, and indent only \
                 the lines of a value",
            ),
            _ => self.unexpected(at, "id", "an ID begins with a letter from a to z"),
        })
    }

    /// Returns `true` if the last line before is part of a message or term, not a comment.
    fn is_after_entry(&self) -> bool {
        let before = self.before(self.start).trim_end_matches(is_blank);
        let last_line = before.rsplit('\n').next().unwrap_or_default();
        !last_line.is_empty() && !last_line.starts_with('#')
    }

    fn number_for_id(&self, at: usize) -> RawDiagnostic {
        let word = self.rest(at).split(|c: char| !c.is_ascii_alphanumeric()).next();
        let word = word.unwrap_or_default();
        let message = match is_status_code_or_class(word) {
            true => format!("an ID begins with a letter: write `status-{word}`"),
            false => "an ID begins with a letter: write it as in `status-404`".to_owned(),
        };
        RawDiagnostic::new(at..at + word.len(), "id", message)
    }

    /// Reports the numbers instead of IDs in the lines that the parser skips after an error.
    fn later_numbers(&self, error: usize) -> impl Iterator<Item = RawDiagnostic> {
        let skipped = self.guarded.original.get(error..self.end).unwrap_or_default();
        let line_starts = skipped.match_indices('\n').map(move |(end, _)| error + end + 1);
        let is_number =
            |at: &usize| *at < self.end && self.char(*at).is_some_and(|c| c.is_ascii_digit());
        line_starts.filter(is_number).take(MAX_DIAGNOSTICS).map(|at| self.number_for_id(at))
    }

    /// Reports the error in the attribute with this dot. The parser does not report it: it ends the
    /// message before an attribute with an error.
    fn attribute(&self, dot: usize) -> Option<RawDiagnostic> {
        let name = dot + 1;
        let junk = Junk { start: name, is_attribute: true, ..*self };
        if !self.char(name)?.is_ascii_alphabetic() {
            return junk
                .explain(&ErrorKind::ExpectedCharRange { range: "a-zA-Z".into() }, name..name);
        }
        // An attribute has the syntax of a message.
        match parser::parse_runtime(self.guarded.safe.get(name..self.end)?) {
            Err((_, errors)) if errors.first()?.slice.as_ref()?.start == 0 => {
                let error = errors.first()?;
                junk.explain(&error.kind, error.pos.start + name..error.pos.end + name)
            }
            // The message has attributes instead of a value.
            _ => junk.no_value(name),
        }
    }

    /// Reports an entry or attribute without a value, or the attribute that ended it.
    fn no_value(&self, at: usize) -> Option<RawDiagnostic> {
        let next = self.skip_spaces(at);
        if !self.is_attribute && self.char(next) == Some('.') {
            return self.attribute(next);
        }
        let name = self.start + usize::from(self.char(self.start) == Some('-'));
        let name_end = name + self.name_len(name);
        let start = self.start - usize::from(self.is_attribute);
        let shown = self.guarded.original.get(start..name_end).unwrap_or_default();
        let message = match self.is_attribute {
            true => format!("`{shown}` has no value: write one after `=`, or remove the attribute"),
            false => format!("`{shown}` has no value: write one after `=`, or indent it below"),
        };
        Some(RawDiagnostic::new(start..name_end, "no-text", message))
    }

    fn no_equals(&self, at: usize) -> RawDiagnostic {
        let before = self.before(at).trim_end_matches(' ');
        let name = before.rsplit(|c| !u8::try_from(c).is_ok_and(is_name_byte)).next();
        let name = name.unwrap_or_default();
        match self.char(at) {
            Some(c @ (':' | '：')) => {
                let message = format!("expected `=` after `{name}`, not `{c}`");
                RawDiagnostic::new(at..at + c.len_utf8(), "no-equals", message)
            }
            Some(c) if c.is_alphanumeric() && before.len() == at => {
                let message = "a name has only letters from a to z, digits, `-` and `_`";
                self.unexpected(at, "id", message)
            }
            _ => {
                let message = format!(
                    "expected `=` after `{name}`, or indent the line if it continues a value"
                );
                self.unexpected(at, "no-equals", message)
            }
        }
    }

    fn no_name(&self, at: usize) -> RawDiagnostic {
        if self.before(at).trim_end_matches(is_blank).ends_with('[') && self.is_in_variants(at) {
            let message = "the key of a variant is a number or begins with a letter from a to z";
            return self.unexpected(at, "variant", message);
        }
        self.unexpected(at, "id", "a name begins with a letter from a to z")
    }

    // ---- Placeables ----

    /// Reports a missing expression after `{`.
    fn no_expression(&self, at: usize) -> RawDiagnostic {
        match self.char(at) {
            Some('}') => {
                let message = "empty placeable: write a variable, as in `{ $seconds }`";
                RawDiagnostic::new(self.open_placeable(at)..at + 1, "placeable", message)
            }
            Some('“' | '”' | '„' | '‘' | '’' | '\'' | '«' | '»' | '「' | '」' | '『') => {
                self.unexpected(
                    at,
                    "quotes",
                    "a string literal is written with `\"`, as in `{\"{\"}`",
                )
            }
            _ if self.is_next_line(at) => self.unclosed(at),
            _ => self.unexpected(
                at,
                "placeable",
                "expected a variable, a reference or a string literal, as in `{ $seconds }`",
            ),
        }
    }

    /// Reports a missing `}`.
    fn not_closed(&self, at: usize) -> RawDiagnostic {
        let before = self.before(at).trim_end_matches(' ');
        let (code, message) = match self.char(at) {
            _ if self.is_next_line(at) => return self.unclosed(at),
            Some('→' | '⇒' | '=' | '>' | '-') => {
                ("selector", "expected ` ->` before the variants, as in `{ $seconds ->`")
            }
            _ if before.ends_with('*') && self.is_in_variants(at) => {
                let message = "a variant is written as in `[one]` or `*[other]`";
                return self.unexpected(before.len(), "variant", message);
            }
            _ if self.is_in_variants(at) => {
                ("placeable", "expected a variant, as in `[one]` or `*[other]`, or the closing `}`")
            }
            _ => (
                "placeable",
                "expected `}`: a placeable has one variable, one reference or one string literal",
            ),
        };
        self.unexpected(at, code, message)
    }

    fn unclosed(&self, at: usize) -> RawDiagnostic {
        let brace = self.open_placeable(at);
        let message = "`{` without `}`: write `}` at the end of the placeable, or `{\"{\"}` to \
                       display a brace";
        RawDiagnostic::new(brace..brace + 1, "unclosed-brace", message)
    }

    fn arguments(&self, at: usize) -> RawDiagnostic {
        let Range { start, .. } = self.expression(at);
        let (code, message) = match self.char(start) {
            Some('-') => {
                ("arguments", "arguments of a term are not supported: define a term for each form")
            }
            Some('a'..='z' | 'A'..='Z') => (
                "function-call",
                "functions are not supported: write the variable alone, as in `{ $seconds }`",
            ),
            _ => return self.not_closed(at),
        };
        RawDiagnostic::new(start..at + 1, code, message)
    }

    /// Returns `true` if the parser stopped at the end of the file, at the start of a line, or after
    /// the name of another entry. The text there is not the cause.
    fn is_next_line(&self, at: usize) -> bool {
        self.char(at).is_none()
            || self.before(at).ends_with('\n')
            || open_placeable(self.guarded.original, self.start, at).is_none()
    }

    /// Returns the index of the `{` of the innermost placeable.
    fn open_placeable(&self, at: usize) -> usize {
        let open = open_placeable(self.guarded.original, self.start, at);
        open.or_else(|| self.before(at).rfind('{')).unwrap_or(at)
    }

    /// Returns `true` if the `->` of the innermost placeable precedes a byte.
    fn is_in_variants(&self, at: usize) -> bool {
        let expression = self.guarded.original.get(self.open_placeable(at)..at);
        expression.is_some_and(|text| text.lines().any(|line| line.trim_end().ends_with("->")))
    }

    /// Returns the span of the expression that ends before a byte.
    fn expression(&self, at: usize) -> Range<usize> {
        let first = self.open_placeable(at) + 1;
        let expression = self.guarded.original.get(first..at).unwrap_or_default();
        let start = first + expression.len() - expression.trim_start_matches(is_blank).len();
        start..start + expression.trim_matches(is_blank).len()
    }

    /// Returns the span of the last key of a variant before a byte.
    fn variant_key(&self, at: usize) -> Range<usize> {
        let before = self.before(at);
        let start = before.rfind('[').unwrap_or(at);
        let key = before.get(start..).unwrap_or_default();
        let is_default = before.get(..start).is_some_and(|before| before.ends_with('*'));
        start - usize::from(is_default)..start + key.find(']').map_or(key.len(), |end| end + 1)
    }

    // ---- Text ----

    fn before(&self, at: usize) -> &str {
        self.guarded.original.get(..at).unwrap_or_default()
    }

    fn rest(&self, at: usize) -> &str {
        self.guarded.original.get(at..).unwrap_or_default()
    }

    fn char(&self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    fn skip_spaces(&self, at: usize) -> usize {
        let rest = self.rest(at);
        at + rest.len() - rest.trim_start_matches(' ').len()
    }

    fn name_len(&self, at: usize) -> usize {
        self.rest(at).bytes().take_while(|byte| is_name_byte(*byte)).count()
    }

    /// Reports an unexpected character, or its full-width form, which a Chinese input method writes.
    fn unexpected(
        &self,
        at: usize,
        code: &'static str,
        message: impl Into<Cow<'static, str>>,
    ) -> RawDiagnostic {
        let c = self.char(at);
        let span = at..at + c.map_or(0, char::len_utf8);
        match c.and_then(|c| Some((c, half_width(c)?))) {
            Some((c, half_width)) => {
                let message = format!("`{c}` is full-width: write `{half_width}`");
                RawDiagnostic::new(span, "full-width", message)
            }
            None => RawDiagnostic::new(span, code, message),
        }
    }
}

/// Reports a whitespace character that Fluent does not treat as a space.
pub(super) fn other_space(at: usize, c: char) -> RawDiagnostic {
    let message = format!("U+{:04X} is not a space in Fluent: write spaces", u32::from(c));
    RawDiagnostic::new(at..at + c.len_utf8(), "space", message)
}

/// Returns the ASCII character of a full-width one.
fn half_width(c: char) -> Option<char> {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0),
        '【' => Some('['),
        '】' => Some(']'),
        '￥' => Some('$'),
        _ => None,
    }
}

/// Returns `true` for `404` and `4xx`.
fn is_status_code_or_class(word: &str) -> bool {
    match word.as_bytes() {
        [b'1'..=b'5', b'x', b'x'] => true,
        [b'1'..=b'9', tens, ones] => tens.is_ascii_digit() && ones.is_ascii_digit(),
        _ => false,
    }
}
