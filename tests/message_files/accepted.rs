//! Files that are accepted.

use fluent_status::Catalog;

use crate::support::{accepts, description};

#[test]
fn builtin_files_are_valid_as_an_overlay() {
    let error = Catalog::builder().overlay_dir("locales").build().err();
    assert!(error.is_none(), "{error:?}");
}

#[test]
fn fluent_syntax_is_accepted() {
    for text in [
        // Comments of all levels, and blank lines with spaces.
        "### A file.\n###\n### Of texts.\n\n## A group\n##\n\n# On its own\n\n# On the message\n#\n\
         status-404 = Nothing here.\n    \n\n# At the end\n",
        // A text on several lines, with blank ones, and a deeper indentation.
        "status-404 =\n    The first line.\n\n      The second.\n   \n    The third.\n",
        "status-404 = Begins here\n  and ends\n    there. = [ ] * . \" ' \\ # -\n",
        // Attributes, alone and below a text, indented or not, apart or not.
        "status-404 =\n    .reason = Lost\n    .advice =\n        Look\n        again.\n",
        "status-404 = Lost.\n.reason = Lost\n\n    .advice = Look.\n    .advice-fallback=Look.\n",
        // Choices: by plural form, by number, by word, in each other, with text around.
        "status-429 = { $seconds ->\n    [0] Now.\n    [one] In { $seconds } second.\n   \
         *[other] In { $seconds } seconds.\n}\n",
        "status-429 = Wait { $seconds ->\n        [-1.5] less\n        [1] a second\n       *[other]\n            \
         { $seconds ->\n               *[few] some\n            } seconds\n    } please.\n",
        "status-429 = {$n ->\n*[other]x\n}\n",
        "status-429 = { $n ->\n *[ other ] { \"\" }\n  [ 1 ] { \"{\" } and { \"}\" }\n }\n",
        "status-404 = {\n  $page\n} is gone, { 404 } { -1.50 } {\"\\\\ \\\" \\u00A0 \\U01F600 “”\"}\n",
        // Terms, their attributes to choose by, and references.
        "-brand = Acme\n    .gender = feminine\nstatus-404 = { -brand.gender ->\n   \
         *[feminine] La\n    [masculine] Le\n} { -brand }\n    .reason = { status-404 }!\n\
         status-405 = {status-404.reason} { status-404 }\n",
        "status-404={ later }\nlater = { -a }\n-a = { -b }\n-b = B\n",
        // Braces at the beginning of a line go on with a text.
        "status-404 =\n{ $page } is gone.\n",
        // Other ids, long and odd ones.
        "a = A\nA = B\nz9_-Z = Z\n",
        // Chinese, and the shapeless characters that languages are written with.
        "status-404 = 找不到：「頁面」＝空　白。\n",
        "status-404 = می\u{200C}خواهم क्\u{200D}ष 👩\u{200D}💻 ❤\u{FE0F} ไทย\u{200B}ไทย co\u{AD}op\n",
        // The line ends of Windows, and a byte order mark.
        "\u{FEFF}# A comment\r\nstatus-404 =\r\n    One\r\n\r\n    two\r\n    .reason = { $n ->\r\n    \
         [one] a\r\n   *[other] b\r\n    }\r\n",
        "\n",
        "# Nothing yet\n",
    ] {
        accepts(text);
    }
}

#[test]
fn accepted_messages_format_as_written() {
    let plural = "status-429 = { $n ->\n    [0] Now.\n    [one] { $n } second.\n   *[other] { $n } \
                  seconds.\n}\n";
    for (n, expected) in [(0, "Now."), (1, "1 second."), (2, "2 seconds.")] {
        assert_eq!(description(plural, 429, &[("n", n)]), expected);
    }
    let quoted = "status-404 = {\"\"}{\"{\"}{\"\\\\\\\"\\u4E2D\\U01F600\"}\n";
    assert_eq!(description(quoted, 404, &[]), "{\\\"中😀");
    // Characters that have another meaning at the start of a line.
    for c in ["*", "[", "."] {
        let text = format!("status-404 = {c}\n    a{{ $n }}\n      b\n");
        assert_eq!(description(&text, 404, &[("n", 1)]), format!("{c}\na1\n  b"));
        let text = format!("status-404 = {{ $n ->\n   *[other] {c}\n    a{{ $n }}\n}}\n");
        assert_eq!(description(&text, 404, &[("n", 1)]), format!("{c}\na1"));
    }
    // Lines that start with a placeable, and indented lines.
    let indented =
        "status-404 =\n{ $n }\n\n      a\n    { $n ->\n   *[other]\n{ $n }\n    b\n    }\n";
    assert_eq!(description(indented, 404, &[("n", 1)]), "1\n\n      a\n1\n    b");
    // `fluent-bundle` formats at most 100 placeables, and an indented line may need one.
    let many = format!("status-404 = {{ $n }}\n    a\n{}", "      b\n".repeat(120));
    let shown = description(&many, 404, &[("n", 1)]);
    let lines: Vec<&str> = shown.lines().map(str::trim).collect();
    assert_eq!((lines.len(), lines[0], lines[1], lines[121]), (122, "1", "a", "b"));
    let blank = "status-404 =\n    One\n\n      two\n";
    assert_eq!(description(blank, 404, &[]), "One\n\n  two");
}
