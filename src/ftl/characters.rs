//! Characters that no message may contain, in a file or in an argument.

use crate::ftl::limits::MAX_DIAGNOSTICS;
use crate::ftl::raw_diagnostic::RawDiagnostic;

/// Returns the unwanted characters of a text. Escape sequences are checked elsewhere.
pub(super) fn check(text: &str) -> Vec<RawDiagnostic> {
    let bytes = text.as_bytes();
    let is_line_end = |index: usize, c| match c {
        '\n' => true,
        '\r' => bytes.get(index + 1) == Some(&b'\n'),
        _ => false,
    };
    let unwanted = text.char_indices().filter(|&(index, c)| {
        // Check for printable ASCII first, because most characters of most files are.
        !matches!(c, ' '..='~') && is_unwanted(c) && !is_line_end(index, c)
    });
    let errors = unwanted.map(|(index, c)| {
        let (code, message) = match c {
            '\r' => (
                "carriage-return",
                "carriage return without line feed: end lines with LF or CR LF".into(),
            ),
            c => ("unwanted-character", problem(c)),
        };
        RawDiagnostic::new(index..index + c.len_utf8(), code, message)
    });
    errors.take(MAX_DIAGNOSTICS).collect()
}

/// Returns `true` if a character could break, reorder or hide the text around it, or is not a
/// character.
///
/// Invisible characters that a language is written with are allowed: the joiners U+200C and U+200D
/// (Persian, Hindi, emoji), the zero width space of Thai and Khmer (U+200B) and the word joiner
/// (U+2060), the soft hyphen, variation selectors, and the Mongolian vowel separator. Direction marks
/// are unwanted although Hebrew and Arabic use them, because they can make a text look like another
/// one. Isolating arguments is the task of the program that displays the text.
pub(crate) fn is_unwanted(c: char) -> bool {
    c.is_control() || is_separator(c) || is_direction_mark(c) || is_unused(c)
}

/// Returns the problem with an unwanted character.
pub(super) fn problem(c: char) -> String {
    if c == '\t' {
        return "tab: write spaces".to_owned();
    }
    let problem = match c {
        c if c.is_control() => "is a control character",
        c if is_separator(c) => "breaks the line",
        c if is_direction_mark(c) => "changes the direction of the text around it",
        _ => "is not for text",
    };
    format!("U+{:04X} {problem}: remove it", u32::from(c))
}

fn is_separator(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}')
        || matches!(c, '\u{2066}'..='\u{2069}')
}

/// Returns `true` for noncharacters, and for format characters that Unicode has not assigned, has
/// deprecated, or reserves for other purposes than text.
fn is_unused(c: char) -> bool {
    // The last two code points of each plane are noncharacters.
    u32::from(c) & 0xFFFE == 0xFFFE
        || matches!(c, '\u{2061}'..='\u{2065}' | '\u{206A}'..='\u{206F}' | '\u{FEFF}')
        || matches!(c, '\u{FDD0}'..='\u{FDEF}' | '\u{FFF0}'..='\u{FFFB}')
        // The tags, which encode invisible ASCII, but not the variation selectors.
        || matches!(c, '\u{E0000}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}')
}
