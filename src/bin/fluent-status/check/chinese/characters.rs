//! Chinese characters and punctuation.

use super::script::Script;

/// Half-width marks, and the full-width marks for Chinese text.
const FULL_WIDTH_MARKS: [(char, char); 8] = [
    (',', '，'),
    ('.', '。'),
    ('!', '！'),
    ('?', '？'),
    (':', '：'),
    (';', '；'),
    ('(', '（'),
    (')', '）'),
];

/// Returns the full-width form of a half-width mark.
pub fn full_width_mark(c: char) -> Option<char> {
    FULL_WIDTH_MARKS.iter().find(|(half, _)| *half == c).map(|(_, full)| *full)
}

/// Returns the replacement for a quotation mark of the other script.
pub fn quotation_mark(c: char, script: Script) -> Option<char> {
    match (c, script) {
        ('“' | '‘', Script::Traditional) => Some('「'),
        ('”' | '’', Script::Traditional) => Some('」'),
        ('「' | '『', Script::Simplified) => Some('“'),
        ('」' | '』', Script::Simplified) => Some('”'),
        _ => None,
    }
}

pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

pub fn is_full_width_mark(c: char) -> bool {
    "，。！：；（）、？《》…—“”‘’「」『』".contains(c)
}
