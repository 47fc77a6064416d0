//! The rules for written Chinese in `locales/README.md`, as warnings.

mod characters;
mod parsed_file;
mod script;
mod segment;
mod words;

use std::collections::HashMap;
use std::ops::Range;

use fluent_status::lint::Report;
use fluent_syntax::ast::{Pattern, PatternElement};

use self::characters::{full_width_mark, is_full_width_mark, is_han};
use self::parsed_file::{Field, ParsedFile, fields};
use self::script::Script;
use self::segment::{Segment, UNKNOWN_PLACEHOLDER, find_all, segments};
use super::diagnostic::Diagnostic;

/// The attributes that users see.
const ATTRIBUTES: [&str; 3] = ["reason", "advice", "advice-fallback"];

/// Returns the warnings for the valid Chinese files of a report.
pub fn check(builtin: &Report, report: &Report) -> Vec<Diagnostic> {
    let (builtin, files) = (parse(builtin), parse(report));
    let quoted = builtin.iter().filter(|file| is_quoted(file)).flat_map(ParsedFile::messages);
    let quoted =
        quoted.filter_map(|message| Some((message.id.name, plain_text(message.value.as_ref()?)?)));
    let mut rules = Rules { quoted: quoted.collect(), english: HashMap::new() };
    for file in builtin.iter().chain(&files).filter(|file| file.locale == "en") {
        for message in file.messages() {
            for Field { attribute, pattern } in fields(message) {
                rules.english.insert((file.name, message.id.name, attribute), pattern);
            }
        }
    }
    files.iter().flat_map(|file| rules.check(file)).collect()
}

fn parse(report: &Report) -> Vec<ParsedFile<'_>> {
    report.files().iter().filter_map(ParsedFile::parse).collect()
}

/// All descriptions in this file are quoted from a document with its own style. Other Chinese files
/// contain no quoted descriptions.
fn is_quoted(file: &ParsedFile<'_>) -> bool {
    file.name == "concise" && Script::of(&file.locale) == Some(Script::Simplified)
}

struct Rules<'f> {
    /// The quoted descriptions by message ID. No rule applies to them.
    quoted: HashMap<&'f str, &'f str>,
    /// The English patterns by file name, message ID and attribute.
    english: HashMap<(&'f str, &'f str, Option<&'f str>), &'f Pattern<&'f str>>,
}

impl Rules<'_> {
    fn check(&self, file: &ParsedFile<'_>) -> Vec<Diagnostic> {
        let Some(script) = Script::of(&file.locale) else { return Vec::new() };
        let mut checker = Checker { file, script, warnings: Vec::new() };
        for message in file.messages() {
            let id = message.id.name;
            let is_label = id.starts_with("page-") || id == "language-name";
            if !is_label && !id.starts_with("status-") {
                continue;
            }
            for Field { attribute, pattern } in fields(message) {
                let is_shown = attribute
                    .is_none_or(|name| file.name == "messages" && ATTRIBUTES.contains(&name));
                let is_quoted = is_quoted(file)
                    && plain_text(pattern).is_some_and(|text| self.quoted.get(id) == Some(&text));
                if !is_shown || is_quoted {
                    continue;
                }
                let english = self.english.get(&(file.name, id, attribute));
                if has_letters(pattern) && english == Some(&pattern) {
                    let name = attribute.unwrap_or(id);
                    let start = file.offset_of(name);
                    let message = "this text is identical to the English text: translate it";
                    let span = start..start + name.len();
                    checker.warnings.push(file.warning(span, "untranslated", message.to_owned()));
                    continue;
                }
                let is_sentence = attribute != Some("reason") && !is_label;
                for segment in segments(file, pattern) {
                    checker.check(&segment, is_sentence);
                }
            }
        }
        checker.warnings
    }
}

/// Returns the text of a pattern without placeables.
fn plain_text<'p>(pattern: &Pattern<&'p str>) -> Option<&'p str> {
    match pattern.elements.as_slice() {
        [PatternElement::TextElement { value }] => Some(value),
        _ => None,
    }
}

fn has_letters(pattern: &Pattern<&str>) -> bool {
    pattern.elements.iter().any(|element| match element {
        PatternElement::TextElement { value } => value.contains(char::is_alphabetic),
        PatternElement::Placeable { .. } => false,
    })
}

/// Collects the warnings for one file.
struct Checker<'f> {
    file: &'f ParsedFile<'f>,
    script: Script,
    warnings: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn warn(
        &mut self,
        segment: &Segment,
        chars: Range<usize>,
        code: &'static str,
        message: impl Into<String>,
    ) {
        self.warnings.push(self.file.warning(segment.span(chars), code, message.into()));
    }

    fn check(&mut self, segment: &Segment, is_sentence: bool) {
        let chars: Vec<char> = segment.text.chars().collect();
        self.check_script(segment);
        self.check_words(segment);
        self.check_marks(segment, &chars);
        self.check_spaces(segment, &chars);
        self.check_end(segment, &chars, is_sentence);
    }

    fn check_script(&mut self, segment: &Segment) {
        let other = self.script.other().name();
        for wrong in script::find_wrong_script(&segment.text, self.script) {
            let message = format!("`{}` is {other}: write `{}`", wrong.found, wrong.replacement);
            self.warn(segment, wrong.range, "other-script", message);
        }
    }

    fn check_words(&mut self, segment: &Segment) {
        let exceptions: Vec<_> =
            words::EXCEPTIONS.iter().flat_map(|word| find_all(&segment.text, word)).collect();
        let is_exception = |range: &Range<usize>| {
            exceptions
                .iter()
                .any(|exception| exception.start <= range.start && range.end <= exception.end)
        };
        let (regional, region) = words::of_other_regions(self.script, &self.file.locale);
        for (word, replacement) in regional {
            for range in find_all(&segment.text, word) {
                if !is_exception(&range) {
                    let message =
                        format!("`{word}` is not used in {region}: write `{replacement}`");
                    self.warn(segment, range, "word", message);
                }
            }
        }
        for range in find_all(&segment.text, words::PASSIVE) {
            if !is_exception(&range) {
                let message = "`被` is not necessary with most verbs: write the text without it";
                self.warn(segment, range, "passive", message);
            }
        }
    }

    fn check_marks(&mut self, segment: &Segment, chars: &[char]) {
        for (index, &c) in chars.iter().enumerate() {
            let range = index..index + 1;
            if let Some(replacement) = characters::quotation_mark(c, self.script) {
                let script = self.script.name();
                let message =
                    format!("`{c}` is not a mark of {script} Chinese: write `{replacement}`");
                self.warn(segment, range.clone(), "mark", message);
            }
            if let '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' = c {
                let message = format!("`{c}` is full-width: write digits and letters half-width");
                self.warn(segment, range.clone(), "full-width", message);
            }
            if let Some(replacement) = full_width_mark(c)
                && is_next_to_han(chars, index)
            {
                let message = format!("`{c}` next to a Chinese character: write `{replacement}`");
                self.warn(segment, range, "half-width", message);
            }
        }
    }

    fn check_spaces(&mut self, segment: &Segment, chars: &[char]) {
        let is_latin = |c: char| c.is_ascii_alphanumeric();
        for (index, pair) in chars.windows(2).enumerate() {
            if let [a, b] = *pair
                && (is_han(a) && is_latin(b) || is_latin(a) && is_han(b))
            {
                let message = "no space between Chinese and Latin letters or digits: add a space";
                self.warn(segment, index..index + 2, "missing-space", message);
            }
        }
        for (index, _) in chars.iter().enumerate().filter(|(_, c)| **c == ' ') {
            let before = index.checked_sub(1).and_then(|before| chars.get(before)).copied();
            let after = chars.get(index + 1).copied();
            let is_edge = |c: Option<char>| c.is_some_and(|c| c == ' ' || is_full_width_mark(c));
            let is_between_han = before.zip(after).is_some_and(|(a, b)| is_han(a) && is_han(b));
            if is_edge(before) || after.is_some_and(is_full_width_mark) || is_between_han {
                let message = "unnecessary space: remove it";
                self.warn(segment, index..index + 1, "needless-space", message);
            }
        }
    }

    fn check_end(&mut self, segment: &Segment, chars: &[char], is_sentence: bool) {
        let Some((&last, before)) = chars.split_last().filter(|_| segment.is_last) else { return };
        let range = before.len()..chars.len();
        match last {
            UNKNOWN_PLACEHOLDER => {}
            '.' | '。' if !is_sentence => {
                let message = "a short phrase has no full stop: remove it";
                self.warn(segment, range, "stop", message);
            }
            // The check of marks reports half-width marks next to a Chinese character.
            '。' | '！' | '？' | '.' | '!' | '?' => {}
            _ if is_sentence => {
                let message = "a full sentence ends with a full stop: add `。`";
                self.warn(segment, range, "no-stop", message);
            }
            _ => {}
        }
    }
}

/// Returns `true` if a Chinese character or a full-width mark is next to a character, ignoring
/// spaces.
fn is_next_to_han(chars: &[char], index: usize) -> bool {
    let (before, after) = chars.split_at_checked(index).unwrap_or_default();
    let before = before.iter().rev().find(|c| **c != ' ');
    let after = after.iter().skip(1).find(|c| **c != ' ');
    [before, after].into_iter().flatten().any(|&c| is_han(c) || is_full_width_mark(c))
}
