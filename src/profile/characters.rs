//! Characters that no text has, in a file or in a value.

use crate::diagnostic::{Diagnostic, Source};
use crate::profile::MAX_FINDINGS;

/// Finds the characters that stand in a file as themselves. Escapes are the scanner's.
pub(super) fn check(source: &Source<'_>) -> Vec<Diagnostic> {
    let bytes = source.text.as_bytes();
    let is_line_end = |at: usize, c| match c {
        '\n' => true,
        '\r' => bytes.get(at + 1) == Some(&b'\n'),
        _ => false,
    };
    let unwanted = source.text.char_indices().filter(|&(at, c)| {
        // Most of a file is neither, and asked about first.
        !matches!(c, ' '..='~') && is_unwanted(c) && !is_line_end(at, c)
    });
    let findings = unwanted.map(|(at, c)| {
        let (code, message) = match c {
            '\r' => {
                ("carriage-return", "a carriage return alone: end lines with LF or CR LF".into())
            }
            c => ("unwanted-character", problem(c)),
        };
        source.finding(at..at + c.len_utf8(), code, message)
    });
    findings.take(MAX_FINDINGS).collect()
}

/// Whether a character could break, reorder or hide the text around it, or is none.
///
/// Those that have no shape but that a language is written with are not among them: the joiners
/// U+200C and U+200D (Persian, Hindi, emoji), the break that Thai and Khmer have for a space
/// (U+200B) and its opposite (U+2060), the soft hyphen, variation selectors, the vowel separator of
/// Mongolian. The marks of direction are, though Hebrew and Arabic know them: they are what makes a
/// text look like another, and isolating values is the work of who shows the text.
pub(crate) fn is_unwanted(c: char) -> bool {
    c.is_control() || is_separator(c) || is_of_direction(c) || is_without_use(c)
}

/// What is wrong with a character that is not wanted.
pub(super) fn problem(c: char) -> String {
    if c == '\t' {
        return "a tab: write spaces".to_owned();
    }
    let what = match c {
        c if c.is_control() => "is a control character",
        c if is_separator(c) => "breaks the line",
        c if is_of_direction(c) => "changes the direction of the text around it",
        _ => "is not for texts",
    };
    format!("U+{:04X} {what}: leave it out", u32::from(c))
}

fn is_separator(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

fn is_of_direction(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}')
        || matches!(c, '\u{2066}'..='\u{2069}')
}

/// Formatting that Unicode has not assigned, has withdrawn, or has for other things than texts, and
/// what Unicode says is no character.
fn is_without_use(c: char) -> bool {
    // The last two of each plane are none.
    u32::from(c) & 0xFFFE == 0xFFFE
        || matches!(c, '\u{2061}'..='\u{2065}' | '\u{206A}'..='\u{206F}' | '\u{FEFF}')
        || matches!(c, '\u{FDD0}'..='\u{FDEF}' | '\u{FFF0}'..='\u{FFFB}')
        // The tags, which spell out ASCII that nobody sees, but not the variation selectors.
        || matches!(c, '\u{E0000}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}')
}
