//! A byte-level pass over a file, because `fluent-syntax` 0.12 trusts its input.
//!
//! Its parser panics at `{"\u中"}`, overflows the stack at a few hundred nested placeables or calls,
//! and takes quadratic time for named arguments. The guard reports nested placeables and invalid
//! string literals, and replaces single bytes so that the parser is never given any of these. The
//! byte positions stay the same.
//!
//! The guard finds each `{`, `}` and string literal of an entry up to its first syntax error. There
//! the parser leaves all placeables, and continues at a line that starts with an ID and `=`.

use std::borrow::Cow;
use std::ops::Range;

use crate::ftl::characters::{is_unwanted, problem};
use crate::ftl::limits::{MAX_DIAGNOSTICS, MAX_NESTING};
use crate::ftl::raw_diagnostic::RawDiagnostic;

/// The first pass over a text.
pub(super) struct Guarded<'t> {
    /// The text as it is.
    pub(super) original: &'t str,
    /// The text that is safe to parse.
    pub(super) safe: Cow<'t, str>,
    pub(super) problems: Vec<RawDiagnostic>,
    /// Where the parser fails because of a problem that is already reported.
    pub(super) failures: Vec<usize>,
}

/// Returns a text that is safe to parse.
pub(super) fn guard(text: &str) -> Guarded<'_> {
    let mut guard = Guard::new(text, 0, text.len());
    guard.run();
    let Guard { mut replacements, problems, failures, .. } = guard;
    // Without `(`, the parser never reads arguments. It treats `)` like any other character.
    replacements.extend(text.match_indices('(').map(|(at, _)| (at, b')')));
    Guarded { original: text, safe: replace(text, &replacements), problems, failures }
}

/// Returns the index of the innermost `{` that is open at a byte of an entry.
pub(super) fn open_placeable(text: &str, entry: usize, byte: usize) -> Option<usize> {
    let mut guard = Guard::new(text, entry, byte);
    guard.run();
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

struct Guard<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    /// The indexes of the `{` that are open.
    open: Vec<usize>,
    /// Whether the parser has failed in this entry.
    has_failed: bool,
    replacements: Vec<(usize, u8)>,
    problems: Vec<RawDiagnostic>,
    failures: Vec<usize>,
}

impl<'t> Guard<'t> {
    fn new(text: &'t str, at: usize, end: usize) -> Self {
        Self {
            text,
            at,
            end,
            open: Vec::new(),
            has_failed: false,
            replacements: Vec::new(),
            problems: Vec::new(),
            failures: Vec::new(),
        }
    }

    fn run(&mut self) {
        while self.at < self.end {
            if self.at.checked_sub(1).is_none_or(|before| self.byte(before) == Some(b'\n')) {
                self.line_start();
            }
            match self.byte(self.at) {
                Some(b'{') if !self.has_failed => self.placeable(),
                byte => {
                    if byte == Some(b'}') {
                        self.open.pop();
                    }
                    self.at += 1;
                }
            }
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn skip_while(&self, mut at: usize, matches: impl Fn(u8) -> bool) -> usize {
        while self.byte(at).is_some_and(&matches) {
            at += 1;
        }
        at
    }

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

    /// Reports a byte at which the parser fails.
    fn fail(&mut self, at: usize, code: &'static str, message: impl Into<Cow<'static, str>>) {
        self.has_failed = true;
        self.failures.push(at);
        self.report(at..at + 1, code, message);
    }

    /// Leaves all placeables at a line that is a comment or starts an entry or attribute. In a
    /// placeable, such a line is a syntax error.
    fn line_start(&mut self) {
        let start = self.at;
        let name = match self.byte(start) {
            Some(b'#') => {
                self.comment();
                start
            }
            Some(b'-') => start + 1,
            Some(b' ' | b'.') => match self.skip_while(start, |byte| byte == b' ') {
                dot if self.byte(dot) == Some(b'.') => dot + 1,
                _ => return,
            },
            _ => start,
        };
        let is_name = self.byte(name).is_some_and(|byte| byte.is_ascii_alphabetic());
        let end = self.skip_while(name, is_name_byte);
        let equals = self.skip_while(end, |byte| byte == b' ');
        if self.byte(start) == Some(b'#') || is_name && self.byte(equals) == Some(b'=') {
            self.open.clear();
            self.has_failed = false;
        }
    }

    fn comment(&mut self) {
        let start = self.at;
        let end = self.skip_while(start, |byte| byte == b'#');
        if end - start > 3 || !matches!(self.byte(end), Some(b' ' | b'\n' | b'\r')) {
            let message = "a comment begins with `#`, `##` or `###` and a space";
            self.report(start..end, "comment", message);
        }
        self.at = self.skip_while(end, |byte| byte != b'\n');
    }

    fn placeable(&mut self) {
        let brace = self.at;
        self.at = self.skip_while(brace + 1, |byte| is_blank(byte.into()));
        let first = self.byte(self.at);
        if self.open.len() == MAX_NESTING {
            self.invalid_expression();
            let message =
                format!("placeables are nested more than {MAX_NESTING} deep: split the message");
            self.fail(brace, "nesting", message);
        } else if first == Some(b'{') {
            self.invalid_expression();
            let message = "placeable directly in a placeable: write one pair of braces, or \
                           `{\"{\"}` to display a brace";
            self.fail(self.at, "nested-placeable", message);
        } else {
            self.open.push(brace);
            if first == Some(b'"') {
                self.string_literal();
            }
        }
    }

    /// Makes the parser fail at the expression here. It fails by itself if the first character is
    /// not ASCII.
    fn invalid_expression(&mut self) {
        if self.byte(self.at).is_some_and(|byte| byte.is_ascii()) {
            self.replacements.push((self.at, b'!'));
        }
    }

    fn string_literal(&mut self) {
        let quote = self.at;
        self.at += 1;
        loop {
            self.at = self.skip_while(self.at, |byte| !matches!(byte, b'"' | b'\\' | b'\n'));
            match self.byte(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return;
                }
                Some(b'\\') => self.escape_sequence(),
                _ => {
                    let message = "string literal without closing `\"`: write it on the same line";
                    return self.fail(quote, "unclosed-quote", message);
                }
            }
        }
    }

    fn escape_sequence(&mut self) {
        let start = self.at;
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
                return self.invalid_escape(start + 1, message);
            }
        };
        let first = start + 2;
        let end = self.skip_while(first, |byte| byte.is_ascii_hexdigit()).min(first + digits);
        let number = self.text.get(first..end).filter(|number| number.len() == digits);
        match number.and_then(|number| u32::from_str_radix(number, 16).ok()).map(char::from_u32) {
            Some(Some(c)) => {
                if is_unwanted(c) {
                    self.report(start..end, "unwanted-character", problem(c));
                }
                self.at = end;
            }
            Some(None) => {
                let message = "not the number of a character: write the character itself";
                self.invalid_escape(end, message);
            }
            None => {
                let message = "`\\u` needs 4 hexadecimal digits and `\\U` needs 6: add them, or \
                               write the character itself";
                self.invalid_escape(end, message);
            }
        }
    }

    /// Reports an escape sequence, and hides it from the parser, which continues in the string
    /// literal.
    fn invalid_escape(&mut self, end: usize, message: &'static str) {
        self.replacements.push((self.at, b'_'));
        self.report(self.at..end, "escape", message);
        self.at = end;
    }
}

pub(super) fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// Returns `true` for characters that may stand between the parts of a placeable.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\r')
}
