//! Limits, and the time that validation takes.

use std::time::{Duration, Instant};

use crate::support::{FILE, accepts, build, diagnostics, rejects};

#[test]
fn limits_are_exact() {
    // The size of a reference is included.
    let text = |bytes: usize| format!("-a = {}\nstatus-404 = {{ -a }}b\n", "a".repeat(bytes));
    accepts(text(4095));
    rejects(
        text(4096),
        &["2:1 too-long: the formatted text has 4097 bytes, more than the maximum of 4096: "],
    );
    // The longest variant counts.
    let variants = |bytes: usize| {
        let long = "b".repeat(bytes);
        format!("status-404 = a{{ $n ->\n    [one] {long}\n   *[other] b\n}}\n")
    };
    accepts(variants(4095));
    rejects(variants(4096), &["1:1 too-long: "]);
    // A selector is not displayed, so it does not count.
    let kind = "a".repeat(4096);
    accepts(format!("-a = a\n    .b = {kind}\nstatus-404 = {{ -a.b ->\n   *[other] b\n}}\n"));
    // A string literal counts as it is displayed, not as it is written.
    accepts(format!("status-404 = {{\"{}\"}}\n", "\\u0041".repeat(4096)));
    rejects(format!("status-404 = {{\"{}\"}}\n", "\\u4E2D".repeat(1366)), &["1:1 too-long: "]);

    let braces = |count: usize| format!("status-404 = {}\n", "{ $a }".repeat(count));
    accepts(braces(64));
    rejects(braces(65), &["1:1 too-many-placeables: the formatted text has 65 placeables, more "]);
    let referred = |count: usize| format!("-a = {{\"a\"}}\nb = {}\n", "{ -a }".repeat(count));
    accepts(referred(32));
    rejects(referred(33), &["2:1 too-many-placeables: the formatted text has 66 "]);

    let deep = |depth: usize| {
        let mut text = "status-404 =".to_owned();
        (0..depth).for_each(|_| text.push_str("\n    { $n ->\n   *[other]"));
        text.push_str(" a");
        (0..depth).for_each(|_| text.push_str("\n    }"));
        text + "\n"
    };
    accepts(deep(8));
    rejects(deep(9), &["18:5 nesting: placeables are nested more than 8 deep: split the message"]);

    let comment = |bytes: usize| format!("# {}\n", "a".repeat(bytes - 3));
    accepts(comment(1 << 20));
    let too_large = "it has 1048577 bytes, more than the maximum of 1048576: split it";
    let [diagnostic] = &diagnostics(comment((1 << 20) + 1))[..] else { panic!() };
    assert_eq!(diagnostic.code(), "too-large");
    assert!(diagnostic.message().contains(too_large), "{diagnostic}");

    accepts("status-404 = { 123456789012345 }\n");
    rejects(
        "status-404 = { 1234567890123456 }\n",
        &["1:16 number: number of more than 15 digits: write it as a string literal"],
    );
    accepts(format!("{} = A\n", "a".repeat(100)));
    rejects(
        format!("{} = A\n", "a".repeat(101)),
        &["1:1 id: name of more than 100 characters: shorten it"],
    );
}

#[test]
fn a_file_has_at_most_100_diagnostics() {
    for text in ["404\n", "\0", "a = { }\n", "a = {\"\\x\"}\n", "a = A\n} B\n"] {
        let found = diagnostics(text.repeat(1000) + "\n");
        assert_eq!(found.len(), 100, "{text:?}: {:?}", found.last());
    }
    let unknown: String = (0..1000).map(|n| format!("a{n} = {{ b }}\n")).collect();
    assert_eq!(diagnostics(unknown).len(), 100);
}

/// The files that would take longest if any part were read for each line or for each reference.
#[test]
fn a_mebibyte_of_anything_is_validated_within_seconds() {
    let mebibyte = |piece: &str| piece.repeat(((1 << 20) - 5) / piece.len()) + "\n";
    let counted = |piece: &dyn Fn(usize) -> String| {
        let mut text = String::new();
        for n in 0.. {
            let next = piece(n);
            if text.len() + next.len() > 1 << 20 {
                return text;
            }
            text.push_str(&next);
        }
        unreachable!()
    };
    let mut texts: Vec<String> = [
        "{",
        "}",
        "{{",
        "{ $a ->\n*[a]",
        "\"",
        "{\"",
        "{\"\\",
        "\\u",
        "\n",
        " ",
        "\r\n",
        "\r",
        "\t",
        "　",
        "a",
        "-",
        "#",
        ".",
        "=",
        "[",
        "*",
        "a=",
        "a=\n",
        "a=b\n",
        "a=b\n.c=d\n",
        ".a=b\n ",
        "( ",
        "a(",
        "{ a(",
        "{ a .",
        "{-a.b\n",
        "\u{202E}",
        "中",
        "｛",
        "a = { $a\n\n",
        "a ={ b",
        "\n \n a",
        "# a\n",
        "#\n#",
        " \n{ ",
        "{$a}",
        "{ $a ->\n [b] c\n *[d] e\n }",
    ]
    .map(mebibyte)
    .to_vec();
    let in_a_message = |piece: &str| format!("a = {}", mebibyte(piece));
    texts.extend(
        ["{", "{$a}", "{\"a\"}", "{\"\\u0041\"}", "{b}", " ", "\n ", "　", "b"].map(in_a_message),
    );
    texts.push(counted(&|n| format!("a{n} = {{ a{} }}\n", n + 1)));
    texts.push(counted(&|n| format!("a{n} = {{ a{} }}\n", n.saturating_sub(1))));
    texts.push(counted(&|n| format!("a{n} = {{ a0 }}{{ a0 }}\n")));
    texts.push(counted(&|n| format!("-a{n} = A\n")));
    texts.push(counted(&|n| if n == 0 { "a = A\n".into() } else { format!(" .b{n} = {{ a }}\n") }));
    texts.push(counted(&|n| if n == 0 { "a={$b->\n*[c]d\n".into() } else { format!("[d{n}]e\n") }));
    for text in texts {
        let start = Instant::now();
        let result = build(&[(FILE, text.as_bytes())]);
        let (took, shown) = (start.elapsed(), text.chars().take(40).collect::<String>());
        // Reading a file once for each of its lines takes minutes.
        assert!(took < Duration::from_secs(5), "{shown:?} took {took:?}");
        if let Err(error) = result {
            assert!(error.diagnostics().len() <= 100, "{shown:?}: {}", error.diagnostics().len());
        }
    }
}
