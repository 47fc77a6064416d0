//! Segments of displayed text, with the location of each character in the file.

use std::ops::Range;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use super::parsed_file::ParsedFile;

/// Replaces a variable whose value has digits or Latin letters.
const LATIN_PLACEHOLDER: char = '0';
/// Replaces a placeable whose text is unknown.
pub const UNKNOWN_PLACEHOLDER: char = '\u{FFFC}';

/// The built-in variables whose values are numbers, or names in Latin letters.
const LATIN_VARIABLES: [&str; 3] = ["limit", "methods", "seconds"];

/// Text without a select expression.
pub struct Segment {
    pub text: String,
    /// The bytes in the file for each character of the text.
    spans: Vec<Range<usize>>,
    /// `true` if the field ends with this segment.
    pub is_last: bool,
}

impl Segment {
    /// Returns the bytes in the file for a range of characters.
    pub fn span(&self, chars: Range<usize>) -> Range<usize> {
        let spans = self.spans.get(chars).unwrap_or_default();
        let start = spans.first().map_or(0, |span| span.start);
        start..spans.last().map_or(start, |span| span.end)
    }

    fn push(&mut self, c: char, span: Range<usize>) {
        self.text.push(c);
        self.spans.push(span);
    }

    fn push_text(&mut self, text: &str, start: usize) {
        for (offset, c) in text.char_indices() {
            self.push(c, start + offset..start + offset + c.len_utf8());
        }
    }
}

/// Returns the segments of a pattern: the text around its select expressions, and each variant.
pub fn segments(file: &ParsedFile<'_>, pattern: &Pattern<&str>) -> Vec<Segment> {
    let mut segments = Vec::new();
    add_segments(file, pattern, true, &mut segments);
    segments
}

fn add_segments(
    file: &ParsedFile<'_>,
    pattern: &Pattern<&str>,
    is_last: bool,
    segments: &mut Vec<Segment>,
) {
    let mut segment = Segment { text: String::new(), spans: Vec::new(), is_last };
    let last = pattern.elements.len().saturating_sub(1);
    for (index, element) in pattern.elements.iter().enumerate() {
        match element {
            PatternElement::TextElement { value } => {
                segment.push_text(value, file.offset_of(value));
            }
            PatternElement::Placeable { expression: Expression::Inline(inline) } => match inline {
                InlineExpression::StringLiteral { value } if !value.contains('\\') => {
                    segment.push_text(value, file.offset_of(value));
                }
                InlineExpression::VariableReference { id } => {
                    let is_latin = LATIN_VARIABLES.contains(&id.name);
                    let start = file.offset_of(id.name);
                    let c = if is_latin { LATIN_PLACEHOLDER } else { UNKNOWN_PLACEHOLDER };
                    segment.push(c, start..start + id.name.len());
                }
                _ => segment.push(UNKNOWN_PLACEHOLDER, 0..0),
            },
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                for variant in variants {
                    add_segments(file, &variant.value, is_last && index == last, segments);
                }
                segment.push(UNKNOWN_PLACEHOLDER, 0..0);
            }
        }
    }
    segments.push(segment);
}

/// Returns the ranges of a word in a text, in characters.
pub fn find_all(text: &str, word: &str) -> Vec<Range<usize>> {
    let len = word.chars().count();
    let starts = text.match_indices(word).filter_map(|(byte, _)| text.get(..byte));
    starts.map(|before| before.chars().count()).map(|start| start..start + len).collect()
}
