//! A byte-level pass over a file, because `fluent-syntax` 0.12 trusts its input.
//!
//! Its parser panics at `{"\u中"}`, overflows the stack at a few hundred nested placeables or calls,
//! and takes quadratic time for named arguments. The guard reports such input, and replaces single
//! bytes so that the parser reports a syntax error instead. The byte positions stay the same.
//!
//! The guard tracks placeables and string literals. It does so exactly up to the first syntax error
//! of an entry. There the parser leaves all placeables, and continues at a line that starts with an
//! ID and `=`, as the guard does.

use std::borrow::Cow;
use std::ops::Range;

use crate::ftl::characters::{is_unwanted, problem};
use crate::ftl::limits::{MAX_DIAGNOSTICS, MAX_NESTING};
use crate::ftl::problem::Problem;

/// A text that is safe to parse.
pub(super) struct Guarded<'t> {
    /// The text, with some bytes replaced if there are problems.
    pub(super) text: Cow<'t, str>,
    pub(super) problems: Vec<Problem>,
    /// Where the parser fails because of a problem that is already reported.
    pub(super) failures: Vec<usize>,
}

/// Returns a text that is safe to parse.
pub(super) fn guard(text: &str) -> Guarded<'_> {
    let mut guard = Guard::new(text);
    guard.advance();
    let Guard { replacements, problems, failures, .. } = guard;
    Guarded { text: replace(text, &replacements), problems, failures }
}

/// Returns the innermost placeable that is open at a byte of an entry or attribute.
pub(super) fn open_placeable(text: &str, entry: usize, byte: usize) -> Option<OpenPlaceable> {
    let mut guard = Guard { at: entry, end: byte, is_in_entry: true, ..Guard::new(text) };
    guard.advance();
    guard.open.last().copied()
}

fn replace<'t>(text: &'t str, replacements: &[(usize, u8)]) -> Cow<'t, str> {
    if replacements.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    for (at, replacement) in replacements {
        if let Some(byte) = bytes.get_mut(*at) {
            *byte = *replacement;
        }
    }
    // It is valid, because only ASCII is replaced with ASCII.
    Cow::Owned(String::from_utf8(bytes).unwrap_or_default())
}

/// A placeable that is not closed yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct OpenPlaceable {
    /// The index of its `{`.
    pub(super) brace: usize,
    /// Whether its `->` was read, so that variants follow.
    pub(super) is_select: bool,
}

struct Guard<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    end: usize,
    /// Whether the parser may be in an entry. Otherwise it skips lines.
    is_in_entry: bool,
    open: Vec<OpenPlaceable>,
    replacements: Vec<(usize, u8)>,
    problems: Vec<Problem>,
    failures: Vec<usize>,
}

impl<'t> Guard<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            end: text.len(),
            is_in_entry: false,
            open: Vec::new(),
            replacements: Vec::new(),
            problems: Vec::new(),
            failures: Vec::new(),
        }
    }

    fn advance(&mut self) {
        while self.at < self.end {
            if self.at == 0 || self.byte_before(self.at) == Some(b'\n') {
                self.line_start();
            }
            match self.open.last().copied() {
                _ if !self.is_in_entry => self.skip_line(),
                Some(placeable) if !placeable.is_select => self.expression(placeable),
                innermost => self.pattern(innermost),
            }
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    fn byte_before(&self, at: usize) -> Option<u8> {
        self.byte(at.checked_sub(1)?)
    }

    fn skip_while(&self, mut at: usize, matches: impl Fn(u8) -> bool) -> usize {
        while self.byte(at).is_some_and(&matches) {
            at += 1;
        }
        at
    }

    fn skip_line(&mut self) {
        self.at = self.skip_while(self.at, |byte| byte != b'\n') + 1;
    }

    /// Reports a problem at which the parser fails, so that the rest of the entry is skipped.
    fn fail(
        &mut self,
        span: Range<usize>,
        code: &'static str,
        message: impl Into<Cow<'static, str>>,
    ) {
        self.failures.push(span.end - 1);
        self.report(span, code, message);
        self.leave_entry();
    }

    fn report(
        &mut self,
        span: Range<usize>,
        code: &'static str,
        message: impl Into<Cow<'static, str>>,
    ) {
        if self.problems.len() < MAX_DIAGNOSTICS {
            self.problems.push(Problem::new(span, code, message));
        }
    }

    fn leave_entry(&mut self) {
        self.is_in_entry = false;
        self.open.clear();
    }

    /// Enters or leaves an entry. An ID and `=` at the start of a line always start an entry or
    /// attribute, because they are a syntax error in a placeable.
    fn line_start(&mut self) {
        let start = self.at;
        match self.byte(start) {
            Some(b'#') => {
                self.leave_entry();
                self.comment();
            }
            Some(b'-') => self.entry(start + 1),
            Some(byte) if byte.is_ascii_alphabetic() => self.entry(start),
            _ => {
                let indented = self.skip_while(start, |byte| byte == b' ');
                if self.byte(indented) == Some(b'.') && self.equals(indented + 1).is_some() {
                    self.entry(indented + 1);
                } else if self.open.is_empty()
                    && !matches!(self.byte(start), Some(b' ' | b'{' | b'.' | b'\r' | b'\n'))
                {
                    self.leave_entry();
                }
            }
        }
    }

    fn entry(&mut self, name: usize) {
        if let Some(equals) = self.equals(name) {
            self.open.clear();
            self.is_in_entry = true;
            self.at = equals + 1;
        } else if self.open.is_empty() {
            self.leave_entry();
        }
    }

    /// Returns the index of the `=` after a name.
    fn equals(&self, name: usize) -> Option<usize> {
        let end = self.skip_while(name, is_name_byte);
        let equals = self.skip_while(end, |byte| byte == b' ');
        let is_name = end > name && self.byte(name).is_some_and(|byte| byte.is_ascii_alphabetic());
        (is_name && self.byte(equals) == Some(b'=')).then_some(equals)
    }

    fn comment(&mut self) {
        let start = self.at;
        let end = self.skip_while(start, |byte| byte == b'#');
        if end - start > 3 || !matches!(self.byte(end), Some(b' ' | b'\n' | b'\r')) {
            let message = "a comment begins with `#`, `##` or `###` and a space";
            self.report(start..end, "comment", message);
        }
    }

    /// Reads a pattern up to a brace or the end of the line.
    fn pattern(&mut self, innermost: Option<OpenPlaceable>) {
        self.at = self.skip_while(self.at, |byte| !matches!(byte, b'{' | b'}' | b'\n'));
        let at = self.at;
        if at >= self.end {
            return;
        }
        self.at += 1;
        match self.byte(at) {
            Some(b'{') if self.open.len() == MAX_NESTING => {
                let expression = self.skip_while(at + 1, |byte| is_blank(byte.into()));
                // The parser fails at a character that is not ASCII.
                if self.byte(expression).is_some_and(|byte| byte.is_ascii()) {
                    self.replacements.push((expression, b'!'));
                }
                let message = format!(
                    "placeables are nested more than {MAX_NESTING} deep: split the message"
                );
                self.fail(at..at + 1, "nesting", message);
            }
            Some(b'{') => self.open.push(OpenPlaceable { brace: at, is_select: false }),
            // A select expression ends at the start of a line.
            Some(b'}') if innermost.is_some() && self.is_indentation(at) => {
                self.open.pop();
            }
            Some(b'}') => self.leave_entry(),
            _ => {}
        }
    }

    /// Returns `true` if only spaces precede a byte in its line.
    fn is_indentation(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or_default();
        before.trim_end_matches(' ').ends_with('\n')
    }

    /// Reads the next byte of a placeable before `->`.
    fn expression(&mut self, placeable: OpenPlaceable) {
        let at = self.at;
        self.at += 1;
        match self.byte(at) {
            Some(b'}') => {
                self.open.pop();
            }
            Some(b'-') if self.byte(at + 1) == Some(b'>') => {
                self.at += 1;
                self.selector(placeable.brace + 1..at);
                if let Some(placeable) = self.open.last_mut() {
                    placeable.is_select = true;
                }
            }
            Some(b'"' | b'{' | b'(') => {
                let before = self.text.get(placeable.brace + 1..at).unwrap_or_default();
                self.nested(at, before.trim_start_matches(is_blank));
            }
            _ => {}
        }
    }

    fn selector(&mut self, span: Range<usize>) {
        let expression = self.text.get(span.clone()).unwrap_or_default();
        let selector = expression.trim_matches(is_blank);
        let is_literal = |c: char| c == '"' || c.is_ascii_digit();
        if selector.strip_prefix('-').unwrap_or(selector).starts_with(is_literal) {
            let blank = expression.len() - expression.trim_start_matches(is_blank).len();
            let start = span.start + blank;
            let message = "a literal always selects the same variant: write only its text";
            self.report(start..start + selector.len(), "selector", message);
        }
    }

    /// Reads a byte that starts something nested. `before` is the expression so far.
    fn nested(&mut self, at: usize, before: &str) {
        match self.byte(at) {
            Some(b'"') if before.is_empty() => self.string_literal(at),
            Some(b'{') if before.is_empty() => {
                self.replacements.push((at, b'!'));
                let message = "placeable directly in a placeable: write one pair of braces, or \
                               `{\"{\"}` to display a brace";
                self.fail(at..at + 1, "nested-placeable", message);
            }
            Some(b'(') if is_callee(before) => {
                self.replacements.push((at, b'!'));
                let (code, message) = match before.starts_with('-') {
                    true => (
                        "arguments",
                        "arguments of a term are not supported: define a term for each form",
                    ),
                    false => (
                        "function-call",
                        "functions are not supported: write the variable alone, as in `{ $seconds }`",
                    ),
                };
                self.fail(at - before.len()..at + 1, code, message);
            }
            // The parser reports it.
            _ => self.leave_entry(),
        }
    }

    fn string_literal(&mut self, quote: usize) {
        loop {
            let at = self.skip_while(self.at, |byte| !matches!(byte, b'"' | b'\\' | b'\n'));
            self.at = at + 1;
            match self.byte(at) {
                Some(b'"') => return,
                Some(b'\\') => self.escape_sequence(at),
                _ => {
                    self.at = at;
                    let message = "string literal without closing `\"`: write it on the same line";
                    return self.fail(quote..quote + 1, "unclosed-quote", message);
                }
            }
        }
    }

    fn escape_sequence(&mut self, start: usize) {
        let digits = match self.byte(start + 1) {
            Some(b'\\' | b'"') => {
                self.at = start + 2;
                return;
            }
            Some(b'u') => 4,
            Some(b'U') => 6,
            _ => {
                let message = "unknown escape sequence in a string literal: write `\\\\` for a \
                               backslash";
                return self.invalid_escape(start..start + 1, message);
            }
        };
        let first = start + 2;
        let end = self.skip_while(first, |byte| byte.is_ascii_hexdigit()).min(first + digits);
        self.at = end;
        let number = self.text.get(first..end).filter(|number| number.len() == digits);
        match number.and_then(|number| u32::from_str_radix(number, 16).ok()).map(char::from_u32) {
            Some(Some(c)) if is_unwanted(c) => {
                self.report(start..end, "unwanted-character", problem(c));
            }
            Some(Some(_)) => {}
            Some(None) => {
                let message = "not the number of a character: write the character itself";
                self.invalid_escape(start..end, message);
            }
            None => {
                let message = "`\\u` needs 4 hexadecimal digits and `\\U` needs 6: add them, or \
                               write the character itself";
                self.invalid_escape(start..end, message);
            }
        }
    }

    /// Reports an escape sequence, and hides it from the parser, which continues in the string
    /// literal.
    fn invalid_escape(&mut self, span: Range<usize>, message: &'static str) {
        self.replacements.push((span.start, b'_'));
        self.report(span, "escape", message);
    }
}

pub(super) fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// Returns `true` for characters that may stand between the parts of a placeable.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\r')
}

/// Returns `true` if `(` after an expression starts the arguments of a function or term.
fn is_callee(expression: &str) -> bool {
    let name = expression.strip_prefix('-').unwrap_or(expression).trim_end_matches(is_blank);
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| is_name_byte(byte) || byte == b'.')
}
