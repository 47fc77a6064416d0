//! The characters of a text that a reader sees, each with its place in the file.

use std::ops::Range;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use crate::ftl::MessageFile;

/// Stands where a value is put that is written in digits or Latin letters.
const VALUE: char = '0';
/// Stands where something is put that is not known.
pub(super) const UNKNOWN: char = '\u{FFFC}';

/// The variables of the crate whose values are numbers or names in Latin letters.
const LATIN_VARIABLES: [&str; 3] = ["limit", "methods", "seconds"];

/// A stretch of text without a choice in it.
pub(super) struct Run {
    pub(super) text: String,
    /// For each character of the text, its bytes in the file.
    places: Vec<Range<usize>>,
    /// Whether the text of a part of a message ends with it.
    pub(super) is_end: bool,
}

impl Run {
    /// The bytes in the file of some characters of the text, counted from its beginning.
    pub(super) fn span(&self, chars: Range<usize>) -> Range<usize> {
        let places = self.places.get(chars).unwrap_or_default();
        let start = places.first().map_or(0, |place| place.start);
        start..places.last().map_or(start, |place| place.end)
    }

    fn push(&mut self, c: char, place: Range<usize>) {
        self.text.push(c);
        self.places.push(place);
    }

    fn push_text(&mut self, text: &str, start: usize) {
        for (place, c) in text.char_indices() {
            self.push(c, start + place..start + place + c.len_utf8());
        }
    }
}

/// The stretches of a text: what stands around its choices, and each variant of them.
pub(super) fn runs(file: &MessageFile, pattern: &Pattern<&str>) -> Vec<Run> {
    let mut runs = Vec::new();
    add_runs(file, pattern, true, &mut runs);
    runs
}

fn add_runs(file: &MessageFile, pattern: &Pattern<&str>, is_end: bool, runs: &mut Vec<Run>) {
    let mut run = Run { text: String::new(), places: Vec::new(), is_end };
    let last = pattern.elements.len().saturating_sub(1);
    for (place, element) in pattern.elements.iter().enumerate() {
        match element {
            PatternElement::TextElement { value } => run.push_text(value, file.index_of(value)),
            PatternElement::Placeable { expression: Expression::Inline(inline) } => match inline {
                InlineExpression::StringLiteral { value } if !value.contains('\\') => {
                    run.push_text(value, file.index_of(value));
                }
                InlineExpression::VariableReference { id } => {
                    let is_latin = LATIN_VARIABLES.contains(&id.name);
                    let start = file.index_of(id.name);
                    let c = if is_latin { VALUE } else { UNKNOWN };
                    run.push(c, start..start + id.name.len());
                }
                _ => run.push(UNKNOWN, 0..0),
            },
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                for variant in variants {
                    add_runs(file, &variant.value, is_end && place == last, runs);
                }
                run.push(UNKNOWN, 0..0);
            }
        }
    }
    runs.push(run);
}

/// The variables of a text, those that choose among its variants included.
pub(super) fn variables<'p>(pattern: &Pattern<&'p str>, found: &mut Vec<&'p str>) {
    let mut add = |inline: &InlineExpression<&'p str>| {
        if let InlineExpression::VariableReference { id } = inline {
            found.push(id.name);
        }
    };
    let mut below = Vec::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable { expression: Expression::Inline(inline) } => add(inline),
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                add(selector);
                below.extend(variants.iter().map(|variant| &variant.value));
            }
        }
    }
    for pattern in below {
        variables(pattern, found);
    }
}

/// Where a word is in a text, counted in characters.
pub(super) fn places(text: &str, word: &str) -> Vec<Range<usize>> {
    let len = word.chars().count();
    let starts = text.match_indices(word).filter_map(|(byte, _)| text.get(..byte));
    starts.map(|before| before.chars().count()).map(|start| start..start + len).collect()
}
