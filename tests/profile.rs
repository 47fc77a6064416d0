//! Which files of texts are taken, and what is said about those that are not.
//!
//! All goes through a folder and the builder, as it does for whoever lays one over the texts.

use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, Instant};

use fluent::{FluentArgs, FluentError, FluentResource};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::resolver::errors::{ReferenceKind, ResolverError};
use fluent_status::{Catalog, Diagnostic, Error, Phrasing, StatusCode};
use proptest::prelude::*;
use unic_langid::langid;

// ---- The words of a case ----

/// Builds a catalogue with the bytes of files laid over the texts, exactly as they are.
fn build(files: &[(&str, &[u8])]) -> Result<Catalog, Error> {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    Catalog::builder().overlay_dir(folder.path()).build()
}

const FILE: &str = "en/messages.ftl";

fn findings(bytes: impl AsRef<[u8]>) -> Vec<Diagnostic> {
    build(&[(FILE, bytes.as_ref())]).err().map_or(Vec::new(), |error| error.diagnostics().to_vec())
}

/// As `2:1 id: ids begin with …`.
fn told(finding: &Diagnostic) -> String {
    let (line, column) = (finding.line(), finding.column());
    format!("{line}:{column} {}: {}", finding.code(), finding.message())
}

/// The file has these findings, each told by how it begins, and no others.
#[track_caller]
fn refuses(text: impl AsRef<[u8]>, expected: &[&str]) {
    let text = text.as_ref();
    let found: Vec<String> = findings(text).iter().map(told).collect();
    let shown: String = String::from_utf8_lossy(text).chars().take(200).collect();
    assert_eq!(found.len(), expected.len(), "{shown:?}: {found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{shown:?}:\nfound    {found}\nexpected {expected}");
    }
}

#[track_caller]
fn accepts(text: impl AsRef<[u8]>) {
    refuses(text, &[]);
}

/// The description that a code has in the file, with values.
fn description(text: &str, code: u16, values: &[(&str, i32)]) -> String {
    let catalog = build(&[(FILE, text.as_bytes())]).unwrap();
    let values: FluentArgs<'_> = values.iter().copied().collect();
    let chain = catalog.negotiate("en");
    let lookup = catalog.lookup(&chain).phrasing(&Phrasing::PLAIN).args(&values);
    lookup.description(StatusCode::from_u16(code).unwrap()).to_string()
}

// ---- What is taken ----

#[test]
fn the_files_of_the_crate() {
    let error = Catalog::builder().overlay_dir("locales").build().err();
    assert!(error.is_none(), "{error:?}");
}

#[test]
fn files_as_mozilla_writes_them() {
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
fn what_is_taken_is_shown() {
    let plural = "status-429 = { $n ->\n    [0] Now.\n    [one] { $n } second.\n   *[other] { $n } \
                  seconds.\n}\n";
    for (n, expected) in [(0, "Now."), (1, "1 second."), (2, "2 seconds.")] {
        assert_eq!(description(plural, 429, &[("n", n)]), expected);
    }
    let quoted = "status-404 = {\"\"}{\"{\"}{\"\\\\\\\"\\u4E2D\\U01F600\"}\n";
    assert_eq!(description(quoted, 404, &[]), "{\\\"中😀");
    let blank = "status-404 =\n    One\n\n      two\n";
    assert_eq!(description(blank, 404, &[]), "One\n\n  two");
}

#[test]
fn limits_are_those_that_are_told() {
    // The text of a reference counts with the text that refers to it.
    let text = |bytes: usize| format!("-a = {}\nstatus-404 = {{ -a }}b\n", "a".repeat(bytes));
    accepts(text(4095));
    refuses(text(4096), &["2:1 too-long: this text comes to 4097 bytes, and no more than 4096 "]);
    // Of variants, the longest.
    let variants = |bytes: usize| {
        let long = "b".repeat(bytes);
        format!("status-404 = a{{ $n ->\n    [one] {long}\n   *[other] b\n}}\n")
    };
    accepts(variants(4095));
    refuses(variants(4096), &["1:1 too-long: "]);
    // What a choice is made by is not shown.
    let kind = "a".repeat(4096);
    accepts(format!("-a = a\n    .b = {kind}\nstatus-404 = {{ -a.b ->\n   *[other] b\n}}\n"));
    // What quoted text stands for, and not how it is written.
    accepts(format!("status-404 = {{\"{}\"}}\n", "\\u0041".repeat(4096)));
    refuses(format!("status-404 = {{\"{}\"}}\n", "\\u4E2D".repeat(1366)), &["1:1 too-long: "]);

    let braces = |count: usize| format!("status-404 = {}\n", "{ $a }".repeat(count));
    accepts(braces(64));
    refuses(braces(65), &["1:1 too-many-placeables: this text comes to 65 pairs of braces, and "]);
    let referred = |count: usize| format!("-a = {{\"a\"}}\nb = {}\n", "{ -a }".repeat(count));
    accepts(referred(32));
    refuses(referred(33), &["2:1 too-many-placeables: this text comes to 66 "]);

    let deep = |depth: usize| {
        let mut text = "status-404 =".to_owned();
        (0..depth).for_each(|_| text.push_str("\n    { $n ->\n   *[other]"));
        text.push_str(" a");
        (0..depth).for_each(|_| text.push_str("\n    }"));
        text + "\n"
    };
    accepts(deep(8));
    refuses(deep(9), &["18:5 nesting: choices stand in each other more than 8 deep"]);

    let comment = |bytes: usize| format!("# {}\n", "a".repeat(bytes - 3));
    accepts(comment(1 << 20));
    let too_large = "it has 1048577 bytes, and no more than 1048576 are taken: split it";
    let [finding] = &findings(comment((1 << 20) + 1))[..] else { panic!("one finding") };
    assert_eq!(finding.code(), "too-large");
    assert!(finding.message().contains(too_large), "{finding}");

    accepts("status-404 = { 123456789012345 }\n");
    refuses("status-404 = { 1234567890123456 }\n", &["1:16 number: a number of more than 15 "]);
    accepts(format!("{} = A\n", "a".repeat(100)));
    refuses(format!("{} = A\n", "a".repeat(101)), &["1:1 id: a name of more than 100 letters"]);
}

// ---- What is refused ----

#[test]
fn what_kills_fluent() {
    refuses("m = {\"\\u中\"}\n", &["1:7 escape: `\\u` is followed by 4 digits from 0 to F"]);
    refuses("m = {\"\\U00中000\"}\n", &["1:7 escape: "]);
    refuses(format!("m = {}\n", "{".repeat(500)), &["1:6 nested-placeable: a brace directly in "]);
    refuses("m = {{x}}\n", &["1:6 nested-placeable: "]);
    refuses("m = { \"a\" ->\n   *[a] b\n}\n", &["1:7 selector: a choice by a fixed value "]);
    refuses("m = { 1 ->\n   *[a] b\n}\n", &["1:7 selector: "]);
    let digits = "m = { NUMBER($v, minimumFractionDigits: 9999999999999) }\n";
    refuses(digits, &["1:7 function-call: functions are not taken: write the variable alone"]);
    let named: String = (0..40_000).map(|n| format!("a{n}: {n}, ")).collect();
    refuses(format!("m = {{ F({named}) }}\n"), &["1:7 function-call: "]);
    refuses(format!("m = {{ -t({named}) }}\n"), &["1:7 arguments: terms are not given arguments"]);
    refuses(format!("m = {{ F({}\n", "F(".repeat(100_000)), &["1:7 function-call: "]);

    let long = "a".repeat(900_000);
    refuses(format!("a = {long}\nb = {}\n", "{a}".repeat(99)), &["1:1 too-long: ", "2:1 too-many"]);
    let deep = "{ $n ->\n *[a]".repeat(5_000);
    refuses(format!("m = {deep}\n"), &["9:6 nesting: "]);
}

#[test]
fn references_that_lead_round() {
    refuses("a = { a }\n", &["1:7 cycle: `a` is referred to from within itself: write the text "]);
    refuses("-a = { -a }\n", &["1:9 cycle: `-a` "]);
    refuses("a = { b }\nb = { c }\nc = { a }\n", &["3:7 cycle: `a` "]);
    refuses("a = A\n    .b = { a.b }\n", &["2:12 cycle: `a.b` "]);
    refuses("a = { -t }\n    .b = { a }\n-t = { a.b }\n", &["2:12 cycle: `a` "]);
    refuses("a = { $n ->\n    [one] { a }\n   *[other] A\n}\n", &["2:13 cycle: `a` "]);
    let gender = "-t = { -t.g ->\n   *[a] A\n}\n    .g = { -t }\n";
    refuses(gender, &["4:13 cycle: `-t` "]);
    // To another part of the same message it is none.
    accepts("a = { a.b }\n    .b = B\n");

    let chain = |length: usize| -> String {
        (0..length).map(|n| format!("a{n} = {{ a{} }}\n", n + 1)).collect::<String>()
    };
    let round = |length: usize| format!("{}a{length} = {{ a0 }}\n", chain(length));
    refuses(round(30), &["31:9 cycle: `a0` "]);
    assert!(findings(round(30_000)).iter().any(|finding| finding.code() == "cycle"));
    // Without a cycle, what comes to too much is told once, and not for all that refer to it.
    let end = |length: usize| format!("{}a{length} = A\n", chain(length));
    accepts(end(64));
    refuses(end(65), &["1:1 too-many-placeables: "]);
    let found = findings(end(30_000));
    assert_eq!(told(&found[0]).split(':').nth(1), Some("1 too-many-placeables"), "{:?}", found[0]);
}

#[test]
fn references_that_grow() {
    let laughs = |levels: usize| {
        let mut text = "lol0 = lol\n".to_owned();
        for level in 1..=levels {
            writeln!(text, "lol{level} = {}", format!("{{ lol{} }}", level - 1).repeat(10))
                .unwrap();
        }
        text
    };
    // Ten, and ten times eleven.
    accepts(laughs(1));
    refuses(laughs(2), &["3:1 too-many-placeables: this text comes to 110 "]);
    let found: Vec<_> = findings(laughs(30)).iter().map(Diagnostic::line).collect();
    assert!(found.len() < 20 && found[0] == 3, "{found:?}");
    let twice = "-a = {long}\n-b = { -a }{ -a }\nm = { -b }{ -b }{ -b }\n";
    let twice = twice.replace("{long}", &"a".repeat(1000));
    refuses(twice, &["3:1 too-long: this text comes to 6000 bytes"]);
}

#[test]
fn choices_that_refer_twice_at_each_step() {
    // Written out, it would be two to the power of 31 texts.
    let choice = |step: u32| {
        let below = step + 1;
        format!("t{step} = {{ $n ->\n    [1] a{{ t{below} }}\n   *[other] b{{ t{below} }}\n}}\n")
    };
    let text = (0..31).map(choice).collect::<String>() + "t31 = { $n }\nstatus-404 = { t0 }\n";
    let expected = |letter: &str, n: i32| letter.repeat(31) + &n.to_string();
    assert_eq!(description(&text, 404, &[("n", 1)]), expected("a", 1));
    assert_eq!(description(&text, 404, &[("n", 2)]), expected("b", 2));
}

#[test]
fn references_to_nothing() {
    for (text, expected) in [
        ("a = { b }\n", "1:7 unknown-reference: there is no text `b` in `plain` of `en`: write"),
        ("a = { -b }\n", "1:8 unknown-reference: there is no text `-b` in "),
        ("a = { a.b }\n", "1:7 unknown-reference: there is no text `a.b` in "),
        (
            "a = { -b.c ->\n   *[d] e\n}\n-b = B\n",
            "1:8 unknown-reference: there is no text `-b.c` ",
        ),
        // A message without a text of its own, and one for the other.
        ("a = { b }\nb =\n    .c = C\n", "1:7 unknown-reference: there is no text `b` "),
        ("a = { b }\n-b = B\n", "1:7 unknown-reference: there is no text `b` "),
        ("a = { -b }\nb = B\n", "1:8 unknown-reference: there is no text `-b` "),
    ] {
        refuses(text, &[expected]);
    }
}

#[test]
fn references_stay_in_a_locale_and_a_phrasing() {
    let brand: &[u8] = b"-brand = Acme\n";
    let user: &[u8] = b"status-404 = { -brand } { status-404.name }\n    .name = it\n";
    assert!(build(&[("en/concise.ftl", brand), ("en/messages.ftl", user)]).is_err());
    assert!(build(&[("fr/concise.ftl", brand), ("en/concise.ftl", user)]).is_err());
    // Layers of the same one are read together, the texts of the crate among them.
    let below = tempfile::tempdir().unwrap();
    let above = tempfile::tempdir().unwrap();
    for (folder, text) in [(&below, brand), (&above, user)] {
        fs::create_dir(folder.path().join("en")).unwrap();
        fs::write(folder.path().join("en/concise.ftl"), text).unwrap();
    }
    let both = || Catalog::builder().overlay_dir(below.path()).overlay_dir(above.path());
    assert!(both().build().is_ok());
    assert!(build(&[("en/concise.ftl", b"status-404 = { status-504 }\n")]).is_ok());
    // A layer that takes away what one below refers to is told about where it is referred to.
    fs::write(below.path().join("en/concise.ftl"), "a = A\nb = { a }\n").unwrap();
    fs::write(above.path().join("en/concise.ftl"), "-a = { b }\n").unwrap();
    let error = both().build().unwrap_err();
    let found: Vec<_> =
        error.diagnostics().iter().map(|f| (f.path().starts_with(&below), f.line())).collect();
    assert_eq!(found, [(true, 2)], "{error}");
}

#[test]
fn variables_in_terms() {
    let message = "variable-in-term: a term cannot have variables";
    refuses("-a = { $b }\n", &[&format!("1:8 {message}")]);
    refuses("-a = A\n    .c = { $b }\n", &[&format!("2:12 {message}")]);
    refuses("-a = { $b ->\n   *[c] C\n}\n", &[&format!("1:8 {message}")]);
    // Nor by way of a message, which Fluent would show without its values.
    refuses("-a = { m }\nm = { $b }\n", &[&format!("1:2 {message}")]);
}

#[test]
fn mistakes_of_translators() {
    for (text, expected) in [
        // Ids.
        ("404 = A\n", "1:1 id: ids begin with a letter: write `status-404`"),
        ("4xx = A\n", "1:1 id: ids begin with a letter: write `status-4xx`"),
        ("0 = A\n", "1:1 id: ids begin with a letter: write it as in `status-404`"),
        ("_a = A\n", "1:1 id: expected an id: ids begin with a letter from a to z"),
        ("état = A\n", "1:1 id: "),
        ("status-é = A\n", "1:8 id: names have letters from a to z, digits, `-` and `_`"),
        ("状态-404 = A\n", "1:1 id: "),
        ("-404 = A\n", "1:2 id: names begin with a letter"),
        ("a = A\n    .404 = A\n", "2:6 id: names begin with a letter"),
        ("\"a\" = A\n", "1:1 id: "),
        ("a = A\na = B\n", "2:1 duplicate-id: `a` is on line 1 already: keep one of the two"),
        ("-a = A\n\n-a = B\n", "3:1 duplicate-id: `-a` is on line 1 already: keep one"),
        ("a = A\n-a = B\n", "2:1 duplicate-id: `-a` and `a` are one id to Fluent"),
        ("a =\n .b = A\n .c = A\n .b = B\n", "4:2 duplicate-attribute: `.b` is here twice"),
        // The equals sign.
        ("a ＝ A\n", "1:3 full-width: `＝` is full-width: write `=`"),
        ("a: A\n", "1:2 no-equals: between a name and its text there is `=`, not `:`"),
        ("a：A\n", "1:2 no-equals: between "),
        ("a A\n", "1:3 no-equals: expected `=` after `a`; a line that goes on with a text begins"),
        ("a\n", "1:2 no-equals: expected `=` after `a`"),
        ("a = A\n    .b A\n", "2:8 no-equals: expected `=` after `b`"),
        ("a = A\n    .b\n", "2:7 no-equals: expected `=` after `b`"),
        ("a = A\nand on\n", "2:5 no-equals: "),
        // Indentation.
        ("a =\n\tA\n", "2:1 unwanted-character: a tab: write spaces"),
        ("a =\n　A\n", "2:1 space: U+3000 is not the space that counts here: write spaces"),
        ("a =\n    　A\n", "2:5 space: U+3000 "),
        ("a =\u{A0}A\n", "1:4 space: U+00A0 "),
        ("a = { $b　}\n", "1:9 space: U+3000 "),
        ("  a = A\n", "1:3 stray-text: a line that belongs to no message: ids begin in the first "),
        ("# A\n\n    A\n", "3:5 stray-text: a line that belongs to no message"),
        (
            "a = A\n    * B\n",
            "2:5 stray-text: a line that goes on with a text cannot begin with `*`",
        ),
        (
            "a = A\n    [b] B\n",
            "2:5 stray-text: a line that goes on with a text cannot begin with `[`",
        ),
        (
            "a = A\n    } B\n",
            "2:5 stray-text: a line that goes on with a text cannot begin with `}`",
        ),
        ("# A\n.b = A\n", "2:1 stray-attribute: attributes stand directly under their message"),
        ("a = A\n# A\n    .b = B\n", "3:5 stray-attribute: "),
        // Comments.
        ("#A\n", "1:1 comment: a comment begins with `#`, `##` or `###` and a space"),
        ("#### A\n", "1:1 comment: "),
        ("// A\n", "1:1 comment: comments begin with `#` and a space"),
        ("＃ A\n", "1:1 full-width: `＃` is full-width: write `#`"),
        // Nothing.
        ("a =\n", "1:1 no-text: `a` has no text: write one after `=`"),
        ("a =\nb = B\n", "1:1 no-text: `a` has no text"),
        ("-a =\n    .b = B\n", "1:1 no-text: `-a` has no text"),
        ("a = A\n    .b =\n", "2:5 no-text: `.b` has no text"),
        ("a = { $b ->\n    [c]\n   *[d] D\n}\n", "2:5 no-text: a variant without a text"),
        ("a = { }\n", "1:5 placeable: nothing between the braces: write what is to be shown"),
        // Braces.
        ("a = { $b ｝\n", "1:10 full-width: `｝` is full-width: write `}`"),
        (
            "a = { $b\n",
            "1:5 unclosed-brace: `{` is not closed: write `}` where it ends, or `{\"{\"}`",
        ),
        ("a = {\n", "1:5 unclosed-brace: "),
        ("a = { $b\nb = B\n", "1:5 unclosed-brace: "),
        ("a = { $b is gone\n", "1:10 placeable: expected `}`: braces hold one variable, one "),
        ("a = { $b, $c }\n", "1:9 placeable: expected `}`"),
        ("a = { b.c.d }\n", "1:10 placeable: expected `}`"),
        ("a = } A\n", "1:5 stray-brace: `}` closes nothing here: write `{\"}\"}`"),
        ("a = { ? }\n", "1:7 placeable: expected a variable, a reference or a quoted text"),
        ("a = { ＄b }\n", "1:7 full-width: `＄` is full-width: write `$`"),
        ("a = { ￥b }\n", "1:7 full-width: `￥` is full-width: write `$`"),
        ("a = { $ b }\n", "1:8 id: names begin with a letter"),
        ("a = { $1 }\n", "1:8 id: "),
        (
            "a = { -b.c }\n-b = B\n    .c = C\n",
            "1:7 term-attribute: the attribute of a term is for",
        ),
        ("a = { b() }\n", "1:7 function-call: "),
        ("a = { b\n  ( ) }\n", "1:7 function-call: "),
        ("a = { -b.c() }\n", "1:7 arguments: "),
        ("a = { 1. }\n", "1:9 number: expected a digit"),
        // Quotes and escapes.
        ("a = {“b”}\n", "1:6 quotes: quoted text in braces is written with `\"`"),
        ("a = {'b'}\n", "1:6 quotes: "),
        ("a = {「b」}\n", "1:6 quotes: "),
        ("a = {＂b＂}\n", "1:6 full-width: `＂` is full-width: write `\"`"),
        ("a = {\"b}\n", "1:6 unclosed-quote: quoted text ends on the line it begins on"),
        (
            "a = {\"b\\n\"}\n",
            "1:8 escape: after `\\` in quoted text there is `\\`, `\"`, `u` or `U`",
        ),
        ("a = {\"\\{\"}\n", "1:7 escape: "),
        ("a = {\"\\u41\"}\n", "1:7 escape: `\\u` is followed by 4 digits"),
        ("a = {\"\\U0041\"}\n", "1:7 escape: "),
        ("a = {\"\\u+041\"}\n", "1:7 escape: "),
        ("a = {\"\\uD800\"}\n", "1:7 escape: the number of no character"),
        ("a = {\"\\U110000\"}\n", "1:7 escape: the number of no character"),
        // Choices.
        ("a = { $b ->\n    [c] C\n}\n", "1:5 default-variant: a choice without a default variant"),
        ("a = { $b ->\n}\n", "1:5 default-variant: "),
        ("a = { $b ->\n   *[c] C\n   *[d] D\n}\n", "3:4 default-variant: a second default variant"),
        ("a = { $b -> *[c] C\n}\n", "1:13 variant: each variant stands on a line of its own"),
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
        ("a = { $b ->\n   *[c] C }\n", "2:11 stray-brace: the `}` that closes a choice stands on"),
        ("a = { $b ->\n   *[c] C\n", "1:5 unclosed-brace: "),
        ("a = { $b ->\n    c\n   *[d] D\n}\n", "2:5 placeable: expected a variant such as `[one]`"),
        ("a = { $b →\n   *[c] C\n}\n", "1:10 selector: a choice is written with ` ->`"),
        ("a = { $b －＞\n   *[c] C\n}\n", "1:10 full-width: `－` is full-width: write `-`"),
        ("a = { $b->\n   *[c] C\n}\n", "1:10 selector: a choice is written with ` ->`"),
        ("a = { $b =>\n   *[c] C\n}\n", "1:10 selector: a choice is written with ` ->`"),
        ("a = { b ->\n   *[c] C\n}\nb = B\n", "1:7 selector: a choice is made by a variable or "),
        ("a = { -b ->\n   *[c] C\n}\n-b = B\n", "1:7 selector: a choice is made by a variable or "),
    ] {
        refuses(text, &[expected]);
    }
    let wide = [
        "1:5 full-width: `｛` is full-width: write `{`, or `{\"｛\"}` where it is to be ",
        "1:10 ",
    ];
    refuses("a = ｛ $b ｝\n", &wide);
}

#[test]
fn characters_that_no_text_has() {
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
        ('\u{2061}', "is not for texts"),
        ('\u{2065}', "is not for texts"),
        ('\u{206A}', "is not for texts"),
        ('\u{FEFF}', "is not for texts"),
        ('\u{FDD0}', "is not for texts"),
        ('\u{FFF0}', "is not for texts"),
        ('\u{FFF9}', "is not for texts"),
        ('\u{FFFE}', "is not for texts"),
        ('\u{FFFF}', "is not for texts"),
        ('\u{1FFFE}', "is not for texts"),
        ('\u{E0001}', "is not for texts"),
        ('\u{E0041}', "is not for texts"),
        ('\u{E0FFF}', "is not for texts"),
        ('\u{10FFFF}', "is not for texts"),
    ] {
        let number = u32::from(c);
        let told = format!("unwanted-character: U+{number:04X} {why}");
        refuses(format!("a = 中{c}.\n"), &[&format!("1:6 {told}")]);
        refuses(format!("a = {{\"中{c}.\"}}\n"), &[&format!("1:8 {told}")]);
        refuses(format!("# 中{c}.\na = A\n"), &[&format!("1:4 {told}")]);
        refuses(format!("a = {{\"中\\U{number:06X}\"}}\n"), &[&format!("1:8 {told}")]);
    }
    refuses("a = {\"\\u000A\"}\n", &["1:7 unwanted-character: U+000A is a control character"]);
    refuses("a = A\tB\n", &["1:6 unwanted-character: a tab: write spaces"]);
    // Not those beside them.
    accepts(
        "a = A\u{A0}\u{200C}.\u{2010}\u{2027}\u{202F}\u{2060}\u{FE0F}\u{FFFD}\u{E0100}\u{E01EF}\n",
    );
    accepts("a = {\"\\u00A0\\u200D\\u202F\\U0E0100\"}\n");
}

#[test]
fn bytes_that_are_no_text() {
    refuses(b"a = A\n\xff", &["2:1 not-utf-8: not valid UTF-8: save the file as UTF-8"]);
    refuses(b"a = \xe4\xb8\xad\xe4\xb8\n", &["1:6 not-utf-8: "]);
    refuses(b"\xff\xfea\0\n\0", &["1:1 not-utf-8: "]);
    refuses(b"a = \xed\xa0\x80\n", &["1:5 not-utf-8: "]);
    let finding = &findings(b"a = \xe4\xb8\n")[0];
    assert_eq!(finding.span(), 4..6);
    // One mark, and only at the beginning.
    accepts("\u{FEFF}a = A\n");
    refuses("\u{FEFF}\u{FEFF}a = A\n", &["1:1 unwanted-character: U+FEFF ", "1:1 id: "]);
}

#[test]
fn carriage_returns() {
    accepts("a = A\r\nb = B\r\n");
    refuses("a = A\rb = B\r\n", &["1:6 carriage-return: a carriage return alone: end lines with "]);
    refuses("a = A\r\r\n", &["1:6 carriage-return: "]);
    refuses("# A\r# B\n", &["1:4 carriage-return: "]);
    refuses("a = {\"\r\"}\n", &["1:7 carriage-return: "]);
}

#[test]
fn files_that_are_not_all_there() {
    let text = "status-404 = Nothing here.\n    .reason = { $n ->\n       *[other] Lost\n    }\n";
    for end in 0..text.len() {
        let found = findings(&text[..end]);
        // A file that is cut after a line may be whole, for all that can be told.
        if text[..end].ends_with('\n') {
            assert!(found.iter().all(|finding| finding.code() != "incomplete"), "{end}");
            continue;
        }
        let [finding] = &found[..] else { panic!("{end}: {found:?}") };
        assert_eq!((finding.code(), finding.span()), ("incomplete", end..end));
        let message = "the file does not end in a line end, so the rest of it may be missing";
        assert!(finding.message().starts_with(message), "{finding}");
    }
    accepts(text);
    refuses("\u{FEFF}", &["1:1 incomplete: "]);
    refuses("a = A\r", &["1:7 incomplete: "]);
}

// ---- All of it, and in place ----

#[test]
fn all_findings_of_a_file_are_told() {
    let text = "404 = A\n405 = A\nstatus-406 A\nstatus-407 = { $a\n    .reason = A\n\n# Fine\n\
                status-408 = Fine.\nstatus-409 = \u{202E}{\"\\x\\u\"} } A\n    .reason = A\n\
                status-408 = A\n\n-a = { $b }{ $c }\nstatus-410 = {{\n";
    refuses(
        text,
        &[
            "1:1 id: ",
            "2:1 id: ",
            "3:12 no-equals: ",
            "5:5 placeable: ",
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
    // And of all files, in their order.
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
fn a_finding_has_the_bytes_it_is_about() {
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
        let [finding] = &findings(text)[..] else { panic!("{text:?}") };
        assert_eq!(&text[finding.span()], expected, "{text:?}: {finding}");
        let shown = format!(":{}:{}: ", finding.line(), finding.column()) + finding.message();
        assert!(finding.to_string().ends_with(&shown), "{finding}");
        assert!(finding.path().ends_with(FILE));
    }
}

#[test]
fn a_file_of_nothing_but_mistakes_has_a_hundred_findings() {
    for text in ["404\n", "\0", "a = { }\n", "a = {\"\\x\"}\n", "a = A\n} B\n"] {
        let found = findings(text.repeat(1000) + "\n");
        assert_eq!(found.len(), 100, "{text:?}: {:?}", found.last());
    }
    let unknown: String = (0..1000).map(|n| format!("a{n} = {{ b }}\n")).collect();
    assert_eq!(findings(unknown).len(), 100);
}

// ---- Time ----

/// The files that would cost most if anything were read more than once or twice.
#[test]
fn a_mebibyte_of_anything_is_read_at_once() {
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
        // A file that is read twice for each of its lines takes minutes.
        assert!(took < Duration::from_secs(5), "{shown:?} took {took:?}");
        if let Err(error) = result {
            assert!(error.diagnostics().len() <= 100, "{shown:?}: {}", error.diagnostics().len());
        }
    }
}

// ---- Anything at all ----

/// What the descriptions and reasons of a file are to Fluent alone.
fn said_by_fluent(text: &str, values: &FluentArgs<'_>) -> Vec<(u16, &'static str, String)> {
    let resource = FluentResource::try_new(text.to_owned()).expect("what is taken is parsed");
    let mut bundle = FluentBundle::new_concurrent(vec![langid!("qaa")]);
    bundle.set_use_isolating(false);
    bundle.add_resource(&resource).expect("no id is there twice");
    let mut all = Vec::new();
    for code in 100..1000 {
        let Some(message) = bundle.get_message(&format!("status-{code}")) else { continue };
        let reason = message.get_attribute("reason").map(|reason| reason.value());
        for (part, pattern) in [("description", message.value()), ("reason", reason)] {
            let Some(pattern) = pattern else { continue };
            let mut errors = Vec::new();
            let said = bundle.format_pattern(pattern, Some(values), &mut errors).into_owned();
            // A variable that damage has renamed has no value, and the text of it is not shown.
            let is_value = |error: &FluentError| {
                let FluentError::ResolverError(error) = error else { return false };
                matches!(error, ResolverError::Reference(ReferenceKind::Variable { .. }))
            };
            assert!(errors.iter().all(is_value), "{code} {part}: {errors:?}");
            if errors.is_empty() {
                all.push((code, part, said));
            }
        }
    }
    all
}

/// A file with nothing below it that it could refer to.
const OWN: &str = "qaa/messages.ftl";

/// Never a panic; and what is taken is told as Fluent alone tells it.
fn check(bytes: &[u8]) {
    let catalog = match build(&[(OWN, bytes)]) {
        Ok(catalog) => catalog,
        Err(error) => {
            assert!(!error.diagnostics().is_empty(), "{error}");
            for finding in error.diagnostics() {
                // Fluent must never be the one to find something.
                assert_ne!(finding.code(), "syntax", "{finding}");
                assert!(finding.span().end <= bytes.len(), "{finding:?}");
                assert!(!finding.message().contains(char::is_control), "{finding:?}");
            }
            return;
        }
    };
    let text = std::str::from_utf8(bytes).unwrap().trim_start_matches('\u{FEFF}');
    let values: FluentArgs<'_> = [("a", 1), ("b", 2), ("c", 0)].into_iter().collect();
    let chain = catalog.negotiate("qaa");
    let lookup = catalog.lookup(&chain).args(&values);
    for (code, part, said) in said_by_fluent(text, &values) {
        assert!(said.len() <= 4096 + 64, "{code}: {} bytes", said.len());
        let message = lookup.message(StatusCode::from_u16(code).unwrap());
        let told = if part == "reason" { message.reason() } else { message.description() };
        // A text of nothing is none, and another one answers.
        if !said.is_empty() {
            let told = (told.as_str(), told.locale());
            assert_eq!(told, (said.as_str(), &langid!("qaa")), "{code} {part}");
        }
    }
}

/// Fluent from its grammar, nearly all of it in the subset.
fn fluent() -> impl Strategy<Value = String> {
    let text = prop_oneof![
        8 => "[a-z中文][a-z .,=\"'中文：\\\\#\\[\\]*-]{0,12}",
        1 => "\n {1,6}[a-z]",
        1 => "\n\n {1,6}[a-z]",
    ];
    let quoted = prop_oneof![
        "\"[a-z {}中]{0,6}\"",
        Just(r#""\u4E2D\U01F600\\\"""#.to_owned()),
        Just("\"\"".to_owned()),
    ];
    let inline = prop_oneof![
        4 => "\\$[a-c]",
        2 => quoted,
        1 => "-?[0-9]{1,4}(\\.[0-9]{1,3})?",
        // The text so many below this one, if there is one.
        3 => "@[1-3](\\.reason)?",
        1 => Just("-term".to_owned()),
    ];
    let placeable = inline.prop_map(|inline| format!("{{ {inline} }}"));
    let leaf = proptest::collection::vec(prop_oneof![2 => text, 1 => placeable], 1..4)
        .prop_map(|parts| parts.concat());
    let pattern = leaf.clone().prop_recursive(3, 16, 3, move |inner| {
        let selector =
            prop_oneof![4 => "\\$[a-c]".boxed(), 1 => Just("-term.kind".to_owned()).boxed()];
        let key = prop_oneof!["one|few|other", "[0-9]", "[a-c]{1,2}"];
        let variants = proptest::collection::vec((key, inner.clone()), 0..3);
        (leaf.clone(), selector, variants, inner).prop_map(|(before, selector, variants, last)| {
            let variants: String =
                variants.iter().map(|(key, value)| format!("    [{key}] {value}\n")).collect();
            format!("{before}{{ {selector} ->\n{variants}   *[other] {last}\n    }}")
        })
    });
    let parts = ("(#{1,3} [a-z中]{0,9}\n|\n){0,2}", pattern.clone(), pattern);
    proptest::collection::vec(parts, 1..6).prop_map(|messages| {
        let mut file = String::new();
        for (n, (comment, value, reason)) in messages.iter().enumerate() {
            let mut message = format!("{comment}status-40{n} = {value}\n    .reason = {reason}\n");
            for below in 1..=3 {
                let target = match n + below < messages.len() {
                    true => format!("status-40{}", n + below),
                    false => "-term".to_owned(),
                };
                message = message.replace(&format!("@{below}"), &target);
            }
            // The term has no such attribute, and could not be shown by it.
            file.push_str(&message.replace("-term.reason", "-term"));
        }
        file + "-term = Term\n    .kind = b\n"
    })
}

/// Texts of the grammar with a few characters put in, taken out or repeated.
fn damaged() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[{}\"\\\\$\\[\\]*.=#()\n -]",
        Just("->".to_owned()),
        Just("\r\n".to_owned()),
        Just("\\u00".to_owned()),
        Just("＝".to_owned()),
        Just("\t".to_owned()),
        Just("　".to_owned()),
        Just(String::new()),
    ];
    let damage = (any::<prop::sample::Index>(), piece, 0..3usize);
    (fluent(), proptest::collection::vec(damage, 1..4)).prop_map(|(text, damages)| {
        damages.into_iter().fold(text, |text, (at, piece, skip)| {
            let chars: Vec<char> = text.chars().collect();
            let at = at.index(chars.len() + 1);
            let (before, after) = chars.split_at(at);
            before
                .iter()
                .copied()
                .chain(piece.chars())
                .chain(after.iter().copied().skip(skip))
                .collect()
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(mut bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        bytes.push(b'\n');
        check(&bytes);
    }

    #[test]
    fn any_marks_of_the_grammar(text in "([-#a{}\"\\\\$\\[\\]*.=(): 0\n\r中]|-> ?\n|a = |\\*\\[a\\] ){0,60}") {
        check((text + "\n").as_bytes());
    }

    #[test]
    fn any_text_of_the_grammar(text in fluent()) {
        check(text.as_bytes());
    }

    #[test]
    fn any_damage_to_a_text_of_the_grammar(text in damaged()) {
        check((text + "\n").as_bytes());
    }
}

/// Whether the property above says something: enough of what the grammar makes is taken.
#[test]
fn the_grammar_makes_texts_that_are_taken() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let texts = (0..200).map(|_| fluent().new_tree(&mut runner).unwrap().current());
    let taken = texts.filter(|text| build(&[(OWN, text.as_bytes())]).is_ok()).count();
    assert!(taken > 150, "{taken} of 200");
}
