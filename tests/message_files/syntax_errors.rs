//! Syntax errors, and where they are reported.

use fluent_status::Diagnostic;

use crate::support::{FILE, accepts, build, diagnostics, location, rejects};

#[test]
fn input_that_crashes_fluent_is_rejected() {
    rejects(
        "m = {\"\\u中\"}\n",
        &["1:7 escape: `\\u` needs 4 hexadecimal digits and `\\U` needs 6"],
    );
    rejects("m = {\"\\U00中000\"}\n", &["1:7 escape: "]);
    rejects(
        format!("m = {}\n", "{".repeat(500)),
        &["1:6 nested-placeable: placeable directly in a placeable: write one pair "],
    );
    rejects("m = {{x}}\n", &["1:6 nested-placeable: "]);
    rejects(
        "m = { \"a\" ->\n   *[a] b\n}\n",
        &["1:7 selector: a literal always selects the same variant: write only its "],
    );
    rejects("m = { 1 ->\n   *[a] b\n}\n", &["1:7 selector: "]);
    let digits = "m = { NUMBER($v, minimumFractionDigits: 9999999999999) }\n";
    rejects(digits, &["1:7 function-call: functions are not supported: write the variable "]);
    let named: String = (0..40_000).map(|n| format!("a{n}: {n}, ")).collect();
    rejects(format!("m = {{ F({named}) }}\n"), &["1:7 function-call: "]);
    rejects(
        format!("m = {{ -t({named}) }}\n"),
        &["1:7 arguments: arguments of a term are not supported: define a term for "],
    );
    rejects(format!("m = {{ F({}\n", "F(".repeat(100_000)), &["1:7 function-call: "]);

    let long = "a".repeat(900_000);
    rejects(format!("a = {long}\nb = {}\n", "{a}".repeat(99)), &["1:1 too-long: ", "2:1 too-many"]);
    let deep = "{ $n ->\n *[a]".repeat(5_000);
    rejects(format!("m = {deep}\n"), &["9:6 nesting: "]);
}

#[test]
fn syntax_errors_name_the_fix() {
    for (text, expected) in [
        // Ids.
        ("404 = A\n", "1:1 id: an ID begins with a letter: write `status-404`"),
        ("4xx = A\n", "1:1 id: an ID begins with a letter: write `status-4xx`"),
        ("0 = A\n", "1:1 id: an ID begins with a letter: write it as in `status-404`"),
        ("_a = A\n", "1:1 id: an ID begins with a letter from a to z"),
        ("état = A\n", "1:1 id: "),
        ("status-é = A\n", "1:8 id: a name has only letters from a to z, digits, `-` and `_`"),
        ("状态-404 = A\n", "1:1 id: "),
        ("-404 = A\n", "1:2 id: a name begins with a letter from a to z"),
        ("a = A\n    .404 = A\n", "2:6 id: a name begins with a letter from a to z"),
        ("\"a\" = A\n", "1:1 id: "),
        ("a = A\na = B\n", "2:1 duplicate-id: `a` is already on line 1: keep one of the two"),
        ("-a = A\n\n-a = B\n", "3:1 duplicate-id: `-a` is already on line 1: keep one of the two"),
        (
            "a = A\n-a = B\n",
            "2:1 duplicate-id: `-a` and `a` are the same ID in Fluent, and the other ",
        ),
        (
            "a =\n .b = A\n .c = A\n .b = B\n",
            "4:2 duplicate-attribute: `.b` is defined twice: keep one of the two",
        ),
        // The equals sign.
        ("a ＝ A\n", "1:3 full-width: `＝` is full-width: write `=`"),
        ("a: A\n", "1:2 no-equals: expected `=` after `a`, not `:`"),
        ("a：A\n", "1:2 no-equals: expected `=` after `a`, not `：`"),
        ("a A\n", "1:3 no-equals: expected `=` after `a`, or indent the line if it "),
        ("a\n", "1:2 no-equals: expected `=` after `a`"),
        ("a = A\n    .b A\n", "2:8 no-equals: expected `=` after `b`"),
        ("a = A\n    .b\n", "2:7 no-equals: expected `=` after `b`"),
        ("a = A\nand on\n", "2:5 no-equals: "),
        // Indentation.
        ("a =\n\tA\n", "2:1 unwanted-character: tab: write spaces"),
        ("a =\n　A\n", "2:1 space: U+3000 is not a space in Fluent: write spaces"),
        ("a =\n    　A\n", "2:5 space: U+3000 "),
        ("a =\u{A0}A\n", "1:4 space: U+00A0 "),
        ("a = { $b　}\n", "1:9 space: U+3000 "),
        ("  a = A\n", "1:3 stray-text: the line belongs to no message: start an ID in the "),
        ("# A\n\n    A\n", "3:5 stray-text: the line belongs to no message: start an ID in the "),
        (
            "a = A\n    * B\n",
            "2:5 stray-text: a line of a value cannot begin with `*`: write `{\"*\"}`",
        ),
        (
            "a = A\n    [b] B\n",
            "2:5 stray-text: a line of a value cannot begin with `[`: write `{\"[\"}`",
        ),
        (
            "a = A\n    } B\n",
            "2:5 stray-text: a line of a value cannot begin with `}`: write `{\"}\"}`",
        ),
        ("# A\n.b = A\n", "2:1 stray-attribute: attribute without a message: move it directly "),
        ("a = A\n# A\n    .b = B\n", "3:5 stray-attribute: "),
        // Comments.
        ("#A\n", "1:1 comment: a comment begins with `#`, `##` or `###` and a space"),
        ("#### A\n", "1:1 comment: "),
        ("// A\n", "1:1 comment: a comment begins with `#` and a space"),
        ("＃ A\n", "1:1 full-width: `＃` is full-width: write `#`"),
        // Missing values.
        ("a =\n", "1:1 no-text: `a` has no value: write one after `=`, or indent it below"),
        ("a =\nb = B\n", "1:1 no-text: `a` has no value: write one after `=`, or indent it below"),
        (
            "-a =\n    .b = B\n",
            "1:1 no-text: `-a` has no value: write one after `=`, or indent it below",
        ),
        (
            "a = A\n    .b =\n",
            "2:5 no-text: `.b` has no value: write one after `=`, or remove the ",
        ),
        (
            "a = { $b ->\n    [c]\n   *[d] D\n}\n",
            "2:5 no-text: variant without a value: write one, or `{\"\"}` for an ",
        ),
        ("a = { }\n", "1:5 placeable: empty placeable: write a variable, as in `{ $seconds }`"),
        // Braces.
        ("a = { $b ｝\n", "1:10 full-width: `｝` is full-width: write `}`"),
        ("a = { -b.c ->\n*}{\n", "2:3 unclosed-brace: "),
        ("a = { $b\n", "1:5 unclosed-brace: `{` without `}`: write `}` at the end of the "),
        ("a = {\n", "1:5 unclosed-brace: "),
        ("a = { $b\nb = B\n", "1:5 unclosed-brace: "),
        ("a = { $b is gone\n", "1:10 placeable: expected `}`: a placeable has one variable, one "),
        ("a = { $b, $c }\n", "1:9 placeable: expected `}`"),
        ("a = { b.c.d }\n", "1:10 placeable: expected `}`"),
        ("a = } A\n", "1:5 stray-brace: `}` without `{`: write `{\"}\"}` to display a brace"),
        ("a = { ? }\n", "1:7 placeable: expected a variable, a reference or a string literal, as "),
        ("a = { ＄b }\n", "1:7 full-width: `＄` is full-width: write `$`"),
        ("a = { ￥b }\n", "1:7 full-width: `￥` is full-width: write `$`"),
        ("a = { $ b }\n", "1:8 id: a name begins with a letter from a to z"),
        ("a = { $1 }\n", "1:8 id: "),
        (
            "a = { -b.c }\n-b = B\n    .c = C\n",
            "1:7 term-attribute: an attribute of a term is only for selectors: ",
        ),
        ("a = { b() }\n", "1:7 function-call: "),
        ("a = { b\n  ( ) }\n", "1:7 function-call: "),
        ("a = { -b.c() }\n", "1:7 arguments: "),
        ("a = { 1. }\n", "1:9 number: expected a digit"),
        // Quotes and escapes.
        ("a = {“b”}\n", "1:6 quotes: a string literal is written with `\"`, as in `{\"{\"}`"),
        ("a = {'b'}\n", "1:6 quotes: "),
        ("a = {「b」}\n", "1:6 quotes: "),
        ("a = {＂b＂}\n", "1:6 full-width: `＂` is full-width: write `\"`"),
        ("a = {\"b}\n", "1:6 unclosed-quote: string literal without closing `\"`: write it on "),
        (
            "a = {\"b\\n\"}\n",
            "1:8 escape: unknown escape sequence in a string literal: write `\\\\` ",
        ),
        ("a = {\"\\{\"}\n", "1:7 escape: "),
        (
            "a = {\"\\u41\"}\n",
            "1:7 escape: `\\u` needs 4 hexadecimal digits and `\\U` needs 6: add ",
        ),
        ("a = {\"\\U0041\"}\n", "1:7 escape: "),
        ("a = {\"\\u+041\"}\n", "1:7 escape: "),
        (
            "a = {\"\\uD800\"}\n",
            "1:7 escape: not the number of a character: write the character itself",
        ),
        (
            "a = {\"\\U110000\"}\n",
            "1:7 escape: not the number of a character: write the character itself",
        ),
        // Choices.
        (
            "a = { $b ->\n    [c] C\n}\n",
            "1:5 default-variant: select expression without a default variant: mark ",
        ),
        ("a = { $b ->\n}\n", "1:5 default-variant: "),
        (
            "a = { $b ->\n   *[c] C\n   *[d] D\n}\n",
            "3:4 default-variant: second default variant: mark only one with `*`",
        ),
        ("a = { $b -> *[c] C\n}\n", "1:13 variant: write each variant on its own line, after `->`"),
        (
            "a = { $b ->\n   *c C\n}\n",
            "2:5 variant: a variant is written as in `[one]` or `*[other]`",
        ),
        (
            "a = { $b ->\n   *[任务] C\n}\n",
            "2:6 variant: the key of a variant is a number or begins",
        ),
        ("a = { $b ->\n   *[c d] C\n}\n", "2:8 variant: expected `]`"),
        ("a = { $b ->\n   *［c］ C\n}\n", "2:5 full-width: `［` is full-width: write `[`"),
        ("a = { $b ->\n   ＊[c] C\n}\n", "2:4 full-width: `＊` is full-width: write `*`"),
        ("a = { $b ->\n   *【c】 C\n}\n", "2:5 full-width: `【` is full-width: write `[`"),
        (
            "a = { $b ->\n   *[c] C }\n",
            "2:11 stray-brace: write the `}` of a select expression on its own line",
        ),
        ("a = { $b ->\n   *[c] C\n", "1:5 unclosed-brace: "),
        (
            "a = { $b ->\n    c\n   *[d] D\n}\n",
            "2:5 placeable: expected a variant, as in `[one]` or `*[other]`, or the ",
        ),
        (
            "a = { $b →\n   *[c] C\n}\n",
            "1:10 selector: expected ` ->` before the variants, as in `{ $seconds ->`",
        ),
        ("a = { $b －＞\n   *[c] C\n}\n", "1:10 full-width: `－` is full-width: write `-`"),
        (
            "a = { $b->\n   *[c] C\n}\n",
            "1:10 selector: expected ` ->` before the variants, as in `{ $seconds ->`",
        ),
        (
            "a = { $b =>\n   *[c] C\n}\n",
            "1:10 selector: expected ` ->` before the variants, as in `{ $seconds ->`",
        ),
        (
            "a = { b ->\n   *[c] C\n}\nb = B\n",
            "1:7 selector: a selector is a variable or an attribute of a term: use ",
        ),
        (
            "a = { -b ->\n   *[c] C\n}\n-b = B\n",
            "1:7 selector: a selector is a variable or an attribute of a term: use ",
        ),
    ] {
        rejects(text, &[expected]);
    }
    let wide =
        ["1:5 full-width: `｛` is full-width: write `{`, or `{\"｛\"}` to display it", "1:10 "];
    rejects("a = ｛ $b ｝\n", &wide);
}

/// Input that the guard must see in the same way as the parser of Fluent.
#[test]
fn input_around_the_guard_is_rejected() {
    for (text, expected) in [
        // The parser would panic at these escape sequences.
        ("# A\n.b = {\"\\u中\"}\n", &["2:1 stray-attribute: "][..]),
        ("a = A\n.b = {\"\\u中\"}\n", &["2:8 escape: "]),
        ("a = A\n.-b = {\"\\u中\"}\n", &["2:2 id: "]),
        ("a = A\n. b = {\"\\u中\"}\n", &["2:2 id: "]),
        ("a =\n .b = {\"\\u中\"}\n", &["2:9 escape: "]),
        ("a = { $b ->\n *[c] {\"\\u中\"}\n}\n", &["2:9 escape: "]),
        ("a = { $b ->\n *[c] \"\\u中\n}\nb = {\"\\u中\"}\n", &["4:7 escape: "]),
        ("a = {\nb = {\"\\u中\"}\n", &["1:5 unclosed-brace: "]),
        // The parser skips to the next entry at a syntax error.
        ("a = { $b\nc = { F({\"\\u中\"}) }\n", &["1:5 unclosed-brace: ", "2:7 function-call: "]),
        ("a = { ? {{x}} }\n", &["1:7 placeable: "]),
        ("404 = {{x}}\n", &["1:1 id: "]),
        // The parser accepts these.
        ("a = { b .c }\nb = B\n    .c = C\n", &["1:9 placeable: "]),
        ("a = { $b ->\n *}\n", &["1:7 default-variant: "]),
        ("a = { $b ->\n [c] d\n *}\n", &["1:7 default-variant: "]),
        ("a = {\"\\{\"}\n", &["1:7 escape: "]),
    ] {
        rejects(text, expected);
    }
    // Outside of a string literal, it is text.
    accepts("a = \\u中 \"\\u中\" { $b ->\n *[c] \"\\u中\"\n}\n");
    accepts("a = ({ $b ->\n *[c] ((((((((((\n}\n");
}

#[test]
fn one_error_does_not_hide_others() {
    let text = "404 = A\n405 = A\nstatus-406 A\nstatus-407 = { $a\n    .reason = A\n\n# Fine\n\
                status-408 = Fine.\nstatus-409 = \u{202E}{\"\\x\\u\"} } A\n    .reason = A\n\
                status-408 = A\n\n-a = { $b }{ $c }\nstatus-410 = {{\n";
    rejects(
        text,
        &[
            "1:1 id: ",
            "2:1 id: ",
            "3:12 no-equals: ",
            "4:14 unclosed-brace: ",
            "9:14 unwanted-character: ",
            "9:17 escape: ",
            "9:19 escape: ",
            "9:24 stray-brace: ",
            "11:1 duplicate-id: ",
            "13:8 variable-in-term: ",
            "13:14 variable-in-term: ",
            "14:15 nested-placeable: ",
        ],
    );
    // The errors of all files are reported, in the order of their paths.
    let error = build(&[
        ("en/concise.ftl", b"404 = A\n405 = A\n"),
        ("en/nested/concise.ftl", b"a = A\n"),
        ("fr/concise.ftl", b"status-404 = { a }\n"),
    ]);
    let error = error.unwrap_err();
    let codes: Vec<_> = error.diagnostics().iter().map(Diagnostic::code).collect();
    assert_eq!(codes, ["id", "id", "misplaced", "unknown-reference"]);
    assert!(error.to_string().ends_with("write `status-404` (and 3 more)"), "{error}");
}

#[test]
fn a_location_covers_the_problem() {
    for (text, expected) in [
        ("a = A\n404 = B\n", "404"),
        ("\u{FEFF}404 = B\n", "404"),
        ("a = 中 { -b(c: 1) }\n", "-b("),
        ("\u{FEFF}# 中\na = 中 { -brand }\n", "brand"),
        ("a = 中\n    .b = {a.b}\n", "a"),
        ("a = 中\u{202E}\n", "\u{202E}"),
        ("a = {\"\\u12\"}\n", "\\u12"),
        ("-a = { $variable }\n", "$variable"),
        ("-a = A\n-a = B\n", "-a"),
        ("abc =\n", "abc"),
        ("-abc =\n", "-abc"),
        ("a = A\n    .bcd =\n", ".bcd"),
        ("a =\n    .bc = A\n    .bc = B\n", ".bc"),
        ("####A\n", "####"),
        ("ab: A\n", ":"),
        ("a = A ｝\n", "｝"),
        ("a = { $b ｝\n", "｝"),
        ("a = A } B\n", "}"),
        ("a = A { $b\n", "{"),
        ("a = A {  }\n", "{  }"),
        ("a = { { b } }\n", "{"),
        ("a = { bcd (1) }\n", "bcd ("),
        ("-a = A\n    .bc = B\nd = { -a.bc }\n", "-a.bc"),
        ("a = { 1234567890.1234567 }\n", "1234567890.1234567"),
        ("a = A {\"b}\n", "\""),
        ("a = {\"A\\x\"}\n", "\\"),
        ("a = {\"\\U110000\"}\n", "\\U110000"),
        ("a = { 123 ->\n   *[c] C\n}\n", "123"),
        ("a = A { $b ->\n    [c] C\n}\n", "{"),
        ("a = { $b ->\n    [cde]\n   *[d] D\n}\n", "[cde]"),
        ("a = { $b ->\n   *[c] C\n   *[def] D\n}\n", "*[def]"),
    ] {
        let [diagnostic] = &diagnostics(text)[..] else { panic!("{text:?}") };
        let location = location(diagnostic);
        assert_eq!(&text[location.span()], expected, "{text:?}: {diagnostic}");
        let (line, column) = (location.line(), location.column());
        let shown = format!(":{line}:{column}: {}", diagnostic.message());
        assert!(diagnostic.to_string().ends_with(&shown), "{diagnostic}");
        assert!(diagnostic.path().ends_with(FILE));
    }
}
