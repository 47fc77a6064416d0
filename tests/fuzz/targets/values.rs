//! The cleaning of arguments, implemented independently of the crate.

/// Removes the characters that could break, reorder or hide the text around an argument.
pub fn cleaned(value: &str) -> String {
    value.chars().filter(|c| !is_unwanted(*c)).collect()
}

fn is_unwanted(c: char) -> bool {
    c.is_control()
        || "\u{61C}\u{200E}\u{200F}\u{2028}\u{2029}\u{FEFF}".contains(c)
        || matches!(u32::from(c), 0x202A..=0x202E | 0x2061..=0x206F)
        || matches!(u32::from(c), 0xFDD0..=0xFDEF | 0xFFF0..=0xFFFB)
        || matches!(u32::from(c), 0xE0000..=0xE00FF | 0xE01F0..=0xE0FFF)
        || u32::from(c) % 0x10000 >= 0xFFFE
}
