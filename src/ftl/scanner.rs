//! The grammar of the subset, read entry by entry.
//!
//! It takes no more than Fluent's parser does, so that what it takes is parsed as it was read.
//! Where an entry cannot be read on, the next one is read, so that a translator is told everything
//! at once: a line that begins with a letter, a digit, `-` or `#` begins one.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::ftl::characters::{is_unwanted, problem};
use crate::ftl::limits::{MAX_DIAGNOSTICS, MAX_DIGITS, MAX_ID_BYTES, MAX_NESTING};
use crate::ftl::source_text::SourceText;
use crate::message_id::MessageId;

pub(super) fn check(source: &SourceText<'_>) -> Vec<Diagnostic> {
    let mut scanner = Scanner {
        source,
        at: 0,
        ids: HashMap::new(),
        is_in_term: false,
        depth: 0,
        diagnostics: Vec::new(),
    };
    scanner.file();
    scanner.diagnostics
}

/// The entry cannot be read on. Why has been found.
struct Broken;

type Read<T = ()> = Result<T, Broken>;

/// What a placeable shows, or chooses by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inline {
    Literal,
    Variable,
    Message,
    Term,
    TermAttribute,
}

struct Scanner<'t> {
    source: &'t SourceText<'t>,
    at: usize,
    /// Where each id is, without the hyphen of a term: Fluent has one name for both.
    ids: HashMap<&'t str, usize>,
    is_in_term: bool,
    depth: usize,
    diagnostics: Vec<Diagnostic>,
}

// ---- Entries ----

impl<'t> Scanner<'t> {
    fn file(&mut self) {
        loop {
            self.skip_blank_lines();
            if self.byte().is_none() || self.diagnostics.len() >= MAX_DIAGNOSTICS {
                return;
            }
            if self.entry().is_err() {
                self.skip_to_entry();
            }
        }
    }

    fn entry(&mut self) -> Read {
        (self.is_in_term, self.depth) = (false, 0);
        match self.byte() {
            Some(b'#') => self.comment(),
            Some(b'-') => self.term(),
            Some(b) if b.is_ascii_alphabetic() => self.message(),
            _ => self.stray(),
        }
    }

    fn skip_to_entry(&mut self) {
        while let Some(b) = self.byte() {
            // No entry begins with a digit, but whoever writes one that does writes more of them.
            if self.is_at_line_start() && (b.is_ascii_alphanumeric() || matches!(b, b'-' | b'#')) {
                return;
            }
            self.skip_line();
        }
    }

    fn comment(&mut self) -> Read {
        let start = self.at;
        while self.take(b'#') {}
        if self.at - start > 3 || !matches!(self.byte(), Some(b' ' | b'\n' | b'\r')) {
            let message = "a comment begins with `#`, `##` or `###` and a space";
            self.report(start..self.at, "comment", message);
        }
        self.skip_line();
        Ok(())
    }

    fn message(&mut self) -> Read {
        let start = self.at;
        let id = self.name()?;
        self.is_unique(start, id);
        self.equals(id)?;
        let has_text = self.pattern()?;
        let has_attributes = self.attributes()?;
        if !has_text && !has_attributes {
            let message = format!("`{id}` has no text: write one after `=`, indented if below it");
            self.report(start..start + id.len(), "no-text", message);
        }
        Ok(())
    }

    fn term(&mut self) -> Read {
        let start = self.at;
        self.at += 1;
        self.is_in_term = true;
        let id = self.name()?;
        self.is_unique(start, id);
        self.equals(id)?;
        if !self.pattern()? {
            let message = format!("`-{id}` has no text: write one after `=`, indented if below it");
            self.report(start..start + 1 + id.len(), "no-text", message);
        }
        self.attributes()?;
        Ok(())
    }

    fn is_unique(&mut self, start: usize, id: &'t str) {
        let Some(first) = self.ids.insert(id, start) else { return };
        let (line, _) = self.source.line_and_column(first);
        let message = match (self.byte_at(first), self.byte_at(start)) {
            (Some(b'-'), Some(b'-')) => {
                format!("`-{id}` is on line {line} already: keep one of the two")
            }
            (Some(b'-'), _) | (_, Some(b'-')) => format!(
                "`-{id}` and `{id}` are one id to Fluent, and the other is on line {line}: rename one"
            ),
            _ => format!("`{id}` is on line {line} already: keep one of the two"),
        };
        self.report(start..self.at, "duplicate-id", message);
    }

    /// Whether there are any.
    fn attributes(&mut self) -> Read<bool> {
        let mut names = HashSet::new();
        loop {
            self.skip_blank_lines();
            let line = self.at;
            self.skip_spaces();
            let start = self.at;
            if !self.take(b'.') {
                self.at = line;
                return Ok(!names.is_empty());
            }
            let name = self.name()?;
            if !names.insert(name) {
                let message = format!("`.{name}` is here twice: keep one of the two");
                self.report(start..self.at, "duplicate-attribute", message);
            }
            self.equals(name)?;
            if !self.pattern()? {
                let message =
                    format!("`.{name}` has no text: write one after `=`, or leave it out");
                self.report(start..start + 1 + name.len(), "no-text", message);
            }
        }
    }

    fn name(&mut self) -> Read<&'t str> {
        let start = self.at;
        if !self.byte().is_some_and(|b| b.is_ascii_alphabetic()) {
            return self.no_name();
        }
        let is_of_name = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        while self.byte().is_some_and(is_of_name) {
            self.at += 1;
        }
        if self.at - start > MAX_ID_BYTES {
            let message = format!("a name of more than {MAX_ID_BYTES} letters: shorten it");
            return self.fail(start..self.at, "id", message);
        }
        Ok(self.source.text.get(start..self.at).unwrap_or_default())
    }

    fn no_name<T>(&mut self) -> Read<T> {
        self.fail_here("id", "names begin with a letter from a to z")
    }

    fn equals(&mut self, name: &str) -> Read {
        let end = self.at;
        self.skip_spaces();
        if self.take(b'=') {
            return Ok(());
        }
        match self.char() {
            Some(':' | '：') => {
                let message = "between a name and its text there is `=`, not `:`";
                self.fail(self.at..self.at + 1, "no-equals", message)
            }
            Some(c) if c.is_alphanumeric() && self.at == end => {
                self.fail_here("id", "names have letters from a to z, digits, `-` and `_`")
            }
            _ => {
                let message = format!(
                    "expected `=` after `{name}`; a line that goes on with a text begins with spaces"
                );
                self.fail_here("no-equals", message)
            }
        }
    }

    /// A line that begins no entry.
    fn stray(&mut self) -> Read {
        let line = self.at;
        self.skip_spaces();
        match self.char() {
            Some('0'..='9') => self.id_of_digits(),
            Some('.') => self.fail_here(
                "stray-attribute",
                "attributes stand directly under their message: move this one there",
            ),
            Some(c @ ('[' | '*' | '{' | '}')) => {
                let message = format!(
                    "a line that goes on with a text cannot begin with `{c}`: write `{{\"{c}\"}}`"
                );
                self.fail_here("stray-text", message)
            }
            Some(';' | '/') => self.fail_here("comment", "comments begin with `#` and a space"),
            _ if self.at > line => self.fail_here(
                "stray-text",
                "a line that belongs to no message: ids begin in the first column, and only what \
                 goes on with a text is indented",
            ),
            _ => self.fail_here("id", "expected an id: ids begin with a letter from a to z"),
        }
    }

    fn id_of_digits(&mut self) -> Read {
        let start = self.at;
        while self.byte().is_some_and(|b| b.is_ascii_alphanumeric()) {
            self.at += 1;
        }
        let word = self.source.text.get(start..self.at).unwrap_or_default();
        let id = format!("status-{word}");
        let message = match MessageId::parse(&id) {
            Some(_) => format!("an ID begins with a letter: write `{id}`"),
            None => "an ID begins with a letter: write it as in `status-404`".to_owned(),
        };
        self.fail(start..self.at, "id", message)
    }
}

// ---- Patterns ----

impl Scanner<'_> {
    /// Whether there is anything in it.
    fn pattern(&mut self) -> Read<bool> {
        let mut is_any = false;
        self.skip_spaces();
        let mut is_at_line_start = self.end_line();
        if is_at_line_start {
            self.skip_blank_lines();
        }
        while self.byte().is_some() {
            if self.take(b'{') {
                self.placeable()?;
                (is_any, is_at_line_start) = (true, false);
                continue;
            }
            if is_at_line_start && !self.goes_on() {
                break;
            }
            is_any |= self.text()?;
            is_at_line_start = self.end_line();
        }
        Ok(is_any)
    }

    /// Whether a line is one of the pattern above it. Its indentation is passed over then.
    fn goes_on(&mut self) -> bool {
        let line = self.at;
        self.skip_spaces();
        match self.byte() {
            Some(b'\n' | b'\r') => true,
            Some(b'.' | b'}' | b'[' | b'*') => {
                self.at = line;
                false
            }
            Some(_) => self.at > line,
            None => false,
        }
    }

    /// Text up to a placeable or the end of the line. Whether it is more than spaces.
    fn text(&mut self) -> Read<bool> {
        let start = self.at;
        while self.byte().is_some_and(|b| !matches!(b, b'{' | b'}' | b'\n')) {
            self.at += 1;
        }
        if self.byte() == Some(b'\n') && self.at > start && self.byte_at(self.at - 1) == Some(b'\r')
        {
            self.at -= 1;
        }
        let text = self.source.text.get(start..self.at).unwrap_or_default();
        for (at, brace) in text.match_indices(['｛', '｝']) {
            let half = if brace == "｛" { '{' } else { '}' };
            let message = format!(
                "`{brace}` is full-width: write `{half}`, or `{{\"{brace}\"}}` where it is to be shown"
            );
            let at = start + at;
            self.report(at..at + brace.len(), "full-width", message);
        }
        if self.byte() == Some(b'}') {
            let message = match self.depth {
                0 => "`}` closes nothing here: write `{\"}\"}` where it is to be shown",
                _ => "the `}` that closes a choice stands on a line of its own",
            };
            return self.fail_here("stray-brace", message);
        }
        Ok(text.bytes().any(|b| b != b' '))
    }

    /// What follows a `{`.
    fn placeable(&mut self) -> Read {
        let open = self.at - 1;
        self.depth += 1;
        if self.depth > MAX_NESTING {
            let message = format!("choices stand in each other more than {MAX_NESTING} deep");
            return self.fail(open..self.at, "nesting", message);
        }
        self.skip_blank();
        let start = self.at;
        let inline = self.inline(open)?;
        let end = self.at;
        self.skip_blank();
        if self.source.text.get(self.at..).is_some_and(|rest| rest.starts_with("->")) {
            self.check_selector(inline, start..end);
            self.at += 2;
            self.variants(open)?;
        } else {
            if inline == Inline::TermAttribute {
                let message = "the attribute of a term is for choosing by, and cannot be shown";
                self.report(start..end, "term-attribute", message);
            }
            self.close(open, "expected `}`: braces hold one variable, one reference or one text")?;
        }
        self.depth -= 1;
        Ok(())
    }

    fn close(&mut self, open: usize, expected: &str) -> Read {
        if self.take(b'}') {
            return Ok(());
        }
        self.is_open(open)?;
        match self.char() {
            Some('→' | '⇒' | '=' | '>' | '-') => {
                self.fail_here("selector", "a choice is written with ` ->`, as in `{ $seconds ->`")
            }
            _ => self.fail_here("placeable", expected),
        }
    }

    /// A brace is not closed where the next thing is on a new line: that is what comes after it, and
    /// says nothing about it.
    fn is_open(&mut self, open: usize) -> Read {
        if self.byte().is_some() && !self.is_at_line_start() {
            return Ok(());
        }
        let message =
            "`{` is not closed: write `}` where it ends, or `{\"{\"}` where it is to be shown";
        self.fail(open..open + 1, "unclosed-brace", message)
    }

    fn inline(&mut self, open: usize) -> Read<Inline> {
        let start = self.at;
        match self.char() {
            Some('"') => self.string(),
            Some('0'..='9') => self.number(),
            Some('-') if self.byte_at(start + 1).is_some_and(|b| b.is_ascii_digit()) => {
                self.number()
            }
            Some('$') => self.variable(),
            Some('-') => {
                self.at += 1;
                self.name()?;
                self.reference(start, Inline::Term)
            }
            Some(c) if c.is_ascii_alphabetic() => {
                self.name()?;
                self.reference(start, Inline::Message)
            }
            Some('{') => self.fail_here(
                "nested-placeable",
                "a brace directly in a brace: write one pair, or `{\"{\"}` to show a brace",
            ),
            Some('}') => self.fail(
                open..start + 1,
                "placeable",
                "nothing between the braces: write what is to be shown, as in `{ $seconds }`",
            ),
            Some('“' | '”' | '„' | '‘' | '’' | '\'' | '«' | '»' | '「' | '」' | '『') => {
                self.fail_here(
                    "quotes",
                    "quoted text in braces is written with `\"`, as in `{\"{\"}`",
                )
            }
            _ => {
                self.is_open(open)?;
                let message =
                    "expected a variable, a reference or a quoted text, as in `{ $seconds }`";
                self.fail_here("placeable", message)
            }
        }
    }

    fn variable(&mut self) -> Read<Inline> {
        let start = self.at;
        self.at += 1;
        self.name()?;
        if self.is_in_term {
            let message = "a term cannot have variables: write the text out, or use the variable \
                           in each message";
            self.report(start..self.at, "variable-in-term", message);
        }
        Ok(Inline::Variable)
    }

    /// What may follow the name of a message or a term.
    fn reference(&mut self, start: usize, inline: Inline) -> Read<Inline> {
        let has_attribute = self.take(b'.');
        if has_attribute {
            self.name()?;
        }
        let end = self.at;
        self.skip_blank();
        if self.byte() == Some(b'(') {
            let (code, message) = match inline {
                Inline::Term => (
                    "arguments",
                    "terms are not given arguments: write a term for each form of the word",
                ),
                _ => (
                    "function-call",
                    "functions are not taken: write the variable alone, as in `{ $seconds }`",
                ),
            };
            return self.fail(start..self.at + 1, code, message);
        }
        self.at = end;
        Ok(if inline == Inline::Term && has_attribute { Inline::TermAttribute } else { inline })
    }

    fn check_selector(&mut self, inline: Inline, span: Range<usize>) {
        let message = match inline {
            Inline::Variable | Inline::TermAttribute => return,
            Inline::Literal => "a choice by a fixed value has one outcome: write that text alone",
            Inline::Message | Inline::Term => {
                "a choice is made by a variable or by the attribute of a term"
            }
        };
        self.report(span, "selector", message);
    }

    /// The variants of a choice and the brace that closes it.
    fn variants(&mut self, open: usize) -> Read {
        self.skip_spaces();
        if !self.end_line() {
            return self
                .fail_here("variant", "each variant stands on a line of its own, after `->`");
        }
        self.skip_blank();
        let mut has_default = false;
        loop {
            let start = self.at;
            let is_default = self.take(b'*');
            if !is_default && self.byte() != Some(b'[') {
                break;
            }
            self.variant_key()?;
            let key = start..self.at;
            if is_default && has_default {
                let message = "a second default variant: mark only one with `*`";
                self.report(key.clone(), "default-variant", message);
            }
            has_default |= is_default;
            if !self.pattern()? {
                let message = "a variant without a text: write one, or `{\"\"}` for none";
                self.report(key, "no-text", message);
            }
            self.skip_blank();
        }
        self.close(open, "expected a variant such as `[one]` or `*[other]`, or the closing `}`")?;
        if !has_default {
            let message = "a choice without a default variant: mark one with `*`, as in `*[other]`";
            self.report(open..open + 1, "default-variant", message);
        }
        Ok(())
    }

    fn variant_key(&mut self) -> Read {
        if !self.take(b'[') {
            return self.fail_here("variant", "a variant is written as in `[one]` or `*[other]`");
        }
        self.skip_blank();
        match self.byte() {
            Some(b'-' | b'0'..=b'9') => {
                self.number()?;
            }
            Some(b) if b.is_ascii_alphabetic() => {
                self.name()?;
            }
            _ => {
                let message =
                    "the key of a variant is a number or begins with a letter from a to z";
                return self.fail_here("variant", message);
            }
        }
        self.skip_blank();
        if !self.take(b']') {
            return self.fail_here("variant", "expected `]` after the key of a variant");
        }
        Ok(())
    }

    fn number(&mut self) -> Read<Inline> {
        let start = self.at;
        self.take(b'-');
        self.digits()?;
        if self.take(b'.') {
            self.digits()?;
        }
        if self.at - start > MAX_DIGITS {
            let message = format!("a number of more than {MAX_DIGITS} digits: write it as text");
            self.report(start..self.at, "number", message);
        }
        Ok(Inline::Literal)
    }

    fn digits(&mut self) -> Read {
        if !self.byte().is_some_and(|b| b.is_ascii_digit()) {
            return self.fail_here("number", "expected a digit");
        }
        while self.byte().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        Ok(())
    }

    fn string(&mut self) -> Read<Inline> {
        let start = self.at;
        self.at += 1;
        loop {
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(Inline::Literal);
                }
                Some(b'\\') => self.escape(),
                None | Some(b'\n') => {
                    let message =
                        "quoted text ends on the line it begins on: write the closing `\"`";
                    return self.fail(start..start + 1, "unclosed-quote", message);
                }
                Some(_) => self.at += 1,
            }
        }
    }

    fn escape(&mut self) {
        let start = self.at;
        self.at += 1;
        let digits = match self.char() {
            Some('\\' | '"') => {
                self.at += 1;
                return;
            }
            Some('u') => 4,
            Some('U') => 6,
            _ => {
                let message = "after `\\` in quoted text there is `\\`, `\"`, `u` or `U`: write \
                               `\\\\` for a backslash";
                self.report(start..self.at, "escape", message);
                return;
            }
        };
        self.at += 1;
        let first = self.at;
        while self.at - first < digits && self.byte().is_some_and(|b| b.is_ascii_hexdigit()) {
            self.at += 1;
        }
        let number = self.source.text.get(first..self.at).unwrap_or_default();
        let number = if number.len() == digits { number } else { "" };
        match u32::from_str_radix(number, 16).map(char::from_u32) {
            Ok(Some(c)) if is_unwanted(c) => {
                self.report(start..self.at, "unwanted-character", problem(c))
            }
            Ok(Some(_)) => {}
            Ok(None) => {
                let message = "the number of no character: write the character itself";
                self.report(start..self.at, "escape", message);
            }
            Err(_) => {
                let message = "`\\u` is followed by 4 digits from 0 to F, `\\U` by 6: or write the \
                               character itself";
                self.report(start..self.at, "escape", message);
            }
        }
    }
}

// ---- Steps and diagnostics ----

impl Scanner<'_> {
    fn byte(&self) -> Option<u8> {
        self.byte_at(self.at)
    }

    fn byte_at(&self, at: usize) -> Option<u8> {
        self.source.text.as_bytes().get(at).copied()
    }

    fn char(&self) -> Option<char> {
        self.source.text.get(self.at..)?.chars().next()
    }

    fn take(&mut self, expected: u8) -> bool {
        let is_here = self.byte() == Some(expected);
        self.at += usize::from(is_here);
        is_here
    }

    fn is_at_line_start(&self) -> bool {
        self.at == 0 || self.byte_at(self.at - 1) == Some(b'\n')
    }

    /// Steps over the end of a line, if it is here.
    fn end_line(&mut self) -> bool {
        if self.byte() == Some(b'\r') && self.byte_at(self.at + 1) == Some(b'\n') {
            self.at += 1;
        }
        self.take(b'\n')
    }

    fn skip_line(&mut self) {
        while self.byte().is_some() && !self.take(b'\n') {
            self.at += 1;
        }
    }

    fn skip_blank_lines(&mut self) {
        loop {
            let line = self.at;
            self.skip_spaces();
            if !self.end_line() {
                self.at = line;
                return;
            }
        }
    }

    /// Passes over spaces and the ends of lines.
    fn skip_blank(&mut self) {
        loop {
            self.skip_spaces();
            if !self.end_line() {
                return;
            }
        }
    }

    /// Passes over spaces, and over what looks like them, which is found once.
    fn skip_spaces(&mut self) {
        while let Some(c) = self.char().filter(|c| c.is_whitespace() && !matches!(c, '\n' | '\r')) {
            let start = self.at;
            self.at += c.len_utf8();
            // What is unwanted everywhere has been found already.
            if c != ' ' && !is_unwanted(c) {
                let message = format!(
                    "U+{:04X} is not the space that counts here: write spaces",
                    u32::from(c)
                );
                self.report(start..self.at, "space", message);
            }
        }
    }

    fn report(&mut self, span: Range<usize>, code: &'static str, message: impl Into<String>) {
        if self.diagnostics.len() >= MAX_DIAGNOSTICS {
            return;
        }
        let diagnostic = self.source.error(span, code, message);
        // What was stepped back over is read again.
        if !self.diagnostics.contains(&diagnostic) {
            self.diagnostics.push(diagnostic);
        }
    }

    fn fail<T>(
        &mut self,
        span: Range<usize>,
        code: &'static str,
        message: impl Into<String>,
    ) -> Read<T> {
        self.report(span, code, message);
        Err(Broken)
    }

    /// What is here is not what should be. If it is the wide form of a mark, that is all there is
    /// to say.
    fn fail_here<T>(&mut self, code: &'static str, message: impl Into<String>) -> Read<T> {
        let c = self.char();
        let span = self.at..self.at + c.map_or(0, char::len_utf8);
        match c.and_then(half_width) {
            Some(half) => {
                let wide = c.unwrap_or_default();
                self.fail(span, "full-width", format!("`{wide}` is full-width: write `{half}`"))
            }
            None => self.fail(span, code, message),
        }
    }
}

/// What a keyboard for Chinese writes for the marks, digits and letters of ASCII.
fn half_width(c: char) -> Option<char> {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0),
        '【' => Some('['),
        '】' => Some(']'),
        '￥' => Some('$'),
        _ => None,
    }
}
