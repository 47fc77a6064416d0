//! Characters and bytes.

use crate::support::{accepts, diagnostics, location, rejects};

#[test]
fn unwanted_characters_are_rejected() {
    for (c, why) in [
        ('\0', "is a control character"),
        ('\u{B}', "is a control character"),
        ('\u{1B}', "is a control character"),
        ('\u{7F}', "is a control character"),
        ('\u{85}', "is a control character"),
        ('\u{2028}', "breaks the line"),
        ('\u{2029}', "breaks the line"),
        ('\u{61C}', "changes the direction"),
        ('\u{200E}', "changes the direction"),
        ('\u{200F}', "changes the direction"),
        ('\u{202A}', "changes the direction"),
        ('\u{202E}', "changes the direction"),
        ('\u{2066}', "changes the direction"),
        ('\u{2069}', "changes the direction"),
        ('\u{2061}', "is not for text"),
        ('\u{2065}', "is not for text"),
        ('\u{206A}', "is not for text"),
        ('\u{FEFF}', "is not for text"),
        ('\u{FDD0}', "is not for text"),
        ('\u{FFF0}', "is not for text"),
        ('\u{FFF9}', "is not for text"),
        ('\u{FFFE}', "is not for text"),
        ('\u{FFFF}', "is not for text"),
        ('\u{1FFFE}', "is not for text"),
        ('\u{E0001}', "is not for text"),
        ('\u{E0041}', "is not for text"),
        ('\u{E0FFF}', "is not for text"),
        ('\u{10FFFF}', "is not for text"),
    ] {
        let number = u32::from(c);
        let expected = format!("unwanted-character: U+{number:04X} {why}");
        rejects(format!("a = 中{c}.\n"), &[&format!("1:6 {expected}")]);
        rejects(format!("a = {{\"中{c}.\"}}\n"), &[&format!("1:8 {expected}")]);
        rejects(format!("# 中{c}.\na = A\n"), &[&format!("1:4 {expected}")]);
        rejects(format!("a = {{\"中\\U{number:06X}\"}}\n"), &[&format!("1:8 {expected}")]);
    }
    rejects("a = {\"\\u000A\"}\n", &["1:7 unwanted-character: U+000A is a control character"]);
    rejects("a = A\tB\n", &["1:6 unwanted-character: tab: write spaces"]);
    // The neighbors of unwanted characters are accepted.
    accepts(
        "a = A\u{A0}\u{200C}.\u{2010}\u{2027}\u{202F}\u{2060}\u{FE0F}\u{FFFD}\u{E0100}\u{E01EF}\n",
    );
    accepts("a = {\"\\u00A0\\u200D\\u202F\\U0E0100\"}\n");
}

#[test]
fn invalid_utf_8_is_rejected() {
    rejects(b"a = A\n\xff", &["2:1 not-utf-8: not valid UTF-8: save the file as UTF-8"]);
    rejects(b"a = \xe4\xb8\xad\xe4\xb8\n", &["1:6 not-utf-8: "]);
    rejects(b"\xff\xfea\0\n\0", &["1:1 not-utf-8: "]);
    rejects(b"a = \xed\xa0\x80\n", &["1:5 not-utf-8: "]);
    let diagnostic = &diagnostics(b"a = \xe4\xb8\n")[0];
    assert_eq!(location(diagnostic).span(), 4..6);
    // One byte order mark is accepted, at the start of the file.
    accepts("\u{FEFF}a = A\n");
    rejects("\u{FEFF}\u{FEFF}a = A\n", &["1:1 unwanted-character: U+FEFF "]);
}

#[test]
fn carriage_returns_without_line_feeds_are_rejected() {
    accepts("a = A\r\nb = B\r\n");
    rejects("a = A\rb = B\r\n", &["1:6 carriage-return: carriage return without line feed: end "]);
    rejects("a = A\r\r\n", &["1:6 carriage-return: "]);
    rejects("# A\r# B\n", &["1:4 carriage-return: "]);
    rejects("a = {\"\r\"}\n", &["1:7 carriage-return: "]);
}

#[test]
fn incomplete_files_are_rejected() {
    let text = "status-404 = Nothing here.\n    .reason = { $n ->\n       *[other] Lost\n    }\n";
    for end in 0..text.len() {
        let found = diagnostics(&text[..end]);
        // A file that is cut after a line may be complete.
        if text[..end].ends_with('\n') {
            assert!(found.iter().all(|diagnostic| diagnostic.code() != "incomplete"), "{end}");
            continue;
        }
        let [diagnostic] = &found[..] else { panic!("{end}: {found:?}") };
        assert_eq!(diagnostic.code(), "incomplete");
        assert_eq!(location(diagnostic).span(), end..end);
        let message = "the file does not end in a line end, so it may be incomplete";
        assert!(diagnostic.message().starts_with(message), "{diagnostic}");
    }
    accepts(text);
    rejects("\u{FEFF}", &["1:1 incomplete: "]);
    rejects("a = A\r", &["1:7 incomplete: "]);
}
