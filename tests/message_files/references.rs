//! References, terms, and the layers that they are resolved in.

use std::fmt::Write as _;

use fluent_status::{Catalog, Phrasing};

use crate::support::{
    accepts, build_layers, description, diagnostics, display, location, rejects, rejects_files,
};

#[test]
fn cyclic_references_are_rejected() {
    rejects("a = { a }\n", &["1:7 cycle: `a` refers to itself: write the text instead"]);
    rejects("-a = { -a }\n", &["1:9 cycle: `-a` "]);
    rejects("a = { b }\nb = { c }\nc = { a }\n", &["3:7 cycle: `a` "]);
    rejects("a = A\n    .b = { a.b }\n", &["2:12 cycle: `a.b` "]);
    rejects("a = { -t }\n    .b = { a }\n-t = { a.b }\n", &["2:12 cycle: `a` "]);
    rejects("a = { $n ->\n    [one] { a }\n   *[other] A\n}\n", &["2:13 cycle: `a` "]);
    let gender = "-t = { -t.g ->\n   *[a] A\n}\n    .g = { -t }\n";
    rejects(gender, &["4:13 cycle: `-t` "]);
    // A reference to another part of the same message is not a cycle.
    accepts("a = { a.b }\n    .b = B\n");

    let chain = |length: usize| -> String {
        (0..length).map(|n| format!("a{n} = {{ a{} }}\n", n + 1)).collect::<String>()
    };
    let round = |length: usize| format!("{}a{length} = {{ a0 }}\n", chain(length));
    rejects(round(30), &["31:9 cycle: `a0` "]);
    assert!(diagnostics(round(30_000)).iter().any(|diagnostic| diagnostic.code() == "cycle"));
    // Without a cycle, a pattern that is too long is reported once, not for each reference to it.
    let end = |length: usize| format!("{}a{length} = A\n", chain(length));
    accepts(end(64));
    rejects(end(65), &["1:1 too-many-placeables: "]);
    let found = diagnostics(end(30_000));
    assert_eq!(
        display(&found[0]).split(':').nth(1),
        Some("1 too-many-placeables"),
        "{:?}",
        found[0]
    );
}

#[test]
fn references_that_grow_exponentially_are_rejected() {
    let laughs = |levels: usize| {
        let mut text = "lol0 = lol\n".to_owned();
        for level in 1..=levels {
            writeln!(text, "lol{level} = {}", format!("{{ lol{} }}", level - 1).repeat(10))
                .unwrap();
        }
        text
    };
    // 10 placeables, and 10 times 11.
    accepts(laughs(1));
    rejects(laughs(2), &["3:1 too-many-placeables: the formatted text has 110 "]);
    let found: Vec<_> = diagnostics(laughs(30)).iter().map(|d| location(d).line()).collect();
    assert!(found.len() < 20 && found[0] == 3, "{found:?}");
    let twice = "-a = {long}\n-b = { -a }{ -a }\nm = { -b }{ -b }{ -b }\n";
    let twice = twice.replace("{long}", &"a".repeat(1000));
    rejects(twice, &["3:1 too-long: the formatted text has 6000 bytes"]);
}

#[test]
fn select_expressions_that_refer_twice_at_each_step_format_quickly() {
    // Written without references, it would have 2 to the power of 31 variants.
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
fn unknown_references_are_rejected() {
    for (text, expected) in [
        (
            "a = { b }\n",
            "1:7 unknown-reference: unknown message `b`: define it in `en/messages.ftl`, or",
        ),
        (
            "a = { -b }\n",
            "1:8 unknown-reference: unknown term `-b`: define it in `en/messages.ftl`, or",
        ),
        ("a = { a.b }\n", "1:7 unknown-reference: unknown message `a.b`: "),
        ("a = { -b.c ->\n   *[d] e\n}\n-b = B\n", "1:8 unknown-reference: unknown term `-b.c`: "),
        // A message without a value, a term for a message, and a message for a term.
        ("a = { b }\nb =\n    .c = C\n", "1:7 unknown-reference: unknown message `b`: "),
        ("a = { b }\n-b = B\n", "1:7 unknown-reference: unknown message `b`: "),
        ("a = { -b }\nb = B\n", "1:8 unknown-reference: unknown term `-b`: "),
    ] {
        rejects(text, &[expected]);
    }
}

#[test]
fn references_stay_in_their_locale() {
    let brand: &[u8] = b"-brand = Acme\n";
    let user: &[u8] = b"status-404 = { -brand } { status-404.name }\n    .name = it\n";
    rejects_files(
        &[("fr/messages.ftl", brand), ("en/messages.ftl", user)],
        &["1:17 unknown-reference: unknown term `-brand`: define it in `en/messages.ftl`"],
    );
    // A term in a phrasing file is rejected, so that all terms of a locale are in one file.
    rejects_files(
        &[("en/concise.ftl", brand), ("en/messages.ftl", user)],
        &["1:2 misplaced-term: ", "1:17 unknown-reference: "],
    );
    rejects_files(
        &[("fr/concise.ftl", brand), ("en/concise.ftl", user)],
        &["2:6 misplaced-attribute: ", "1:2 misplaced-term: "],
    );
}

#[test]
fn references_resolve_in_the_phrasing_then_in_the_messages_file() {
    for (files, expected) in [
        (&[("en/concise.ftl", "status-404 = c { status-504 }\n")][..], "c Gateway times out."),
        // In the phrasing first.
        (
            &[
                ("en/messages.ftl", "status-799 = plain\n"),
                ("en/concise.ftl", "status-404 = c { status-799 }\nstatus-799 = concise\n"),
            ],
            "c concise",
        ),
        // Then in the messages file, which has the attributes and the terms.
        (
            &[
                ("en/messages.ftl", "status-799 = plain\n    .reason = Seven\n-brand = Acme\n"),
                (
                    "en/concise.ftl",
                    "status-404 = { status-799 }, { status-799.reason }, { -brand }\n",
                ),
            ],
            "plain, Seven, Acme",
        ),
        // Never in another phrasing.
        (
            &[
                ("en/general.ftl", "status-799 = general\n"),
                ("en/messages.ftl", "status-799 = plain\n"),
                ("en/concise.ftl", "status-404 = { status-799 }\n"),
            ],
            "plain",
        ),
        // A reference in `messages.ftl` resolves in the phrasing that is displayed too.
        (
            &[
                ("en/messages.ftl", "status-798 = { status-799 }\nstatus-799 = plain\n"),
                ("en/concise.ftl", "status-404 = { status-798 }\nstatus-799 = concise\n"),
            ],
            "concise",
        ),
        // A select expression may use the attribute of a term.
        (
            &[
                ("en/messages.ftl", "-brand = Acme\n    .kind = a\n"),
                ("en/concise.ftl", "status-404 = { -brand.kind ->\n    [a] A\n   *[b] B\n}\n"),
            ],
            "A",
        ),
    ] {
        assert_eq!(concise_404(&build_layers(&[files]).unwrap()), expected, "{files:?}");
    }
    rejects_files(
        &[
            ("en/general.ftl", b"status-799 = general\n"),
            ("en/concise.ftl", b"status-404 = { status-799 }\n"),
        ],
        &["1:16 unknown-reference: unknown message `status-799`: "],
    );
}

#[test]
fn references_resolve_after_all_layers() {
    let user = [("en/concise.ftl", "status-404 = { -brand }, { status-799.reason }\n")];
    let brand = [("en/messages.ftl", "-brand = Acme\nstatus-799 = A\n    .reason = B\n")];
    let other = [("en/messages.ftl", "-brand = Other\n")];
    for (files, expected) in [
        (&[&brand[..], &user][..], "Acme, B"),
        (&[&user, &brand], "Acme, B"),
        // The last definition counts, part by part.
        (&[&brand, &user, &other], "Other, B"),
        (&[&other, &user, &brand], "Acme, B"),
    ] {
        assert_eq!(concise_404(&build_layers(files).unwrap()), expected, "{files:?}");
    }
    let error = build_layers(&[&user, &other]).unwrap_err();
    let found: Vec<String> = error.diagnostics().iter().map(display).collect();
    assert!(
        matches!(&found[..], [one] if one.starts_with("1:28 unknown-reference: ")),
        "{found:?}"
    );
}

#[test]
fn a_term_and_a_message_with_the_same_id_are_rejected_across_layers() {
    let message = [("en/messages.ftl", "a = A\nb = { a }\n")];
    let term = [("en/messages.ftl", "-a = { b }\n")];
    for files in [[&message[..], &term], [&term, &message]] {
        let error = build_layers(&files).unwrap_err();
        let found: Vec<String> = error.diagnostics().iter().map(display).collect();
        let expected = "1:2 duplicate-id: `-a` and `a` are the same ID in Fluent, and `a` is in `";
        assert!(matches!(&found[..], [one] if one.starts_with(expected)), "{found:?}");
    }
    // In another phrasing too.
    let message = [("en/concise.ftl", "a = A\n")];
    assert!(build_layers(&[&message, &term]).is_err());
    let message = [("fr/concise.ftl", "a = A\n")];
    assert!(build_layers(&[&message, &[("en/messages.ftl", "-a = A\n")]]).is_ok());
}

fn concise_404(catalog: &Catalog) -> String {
    let chain = catalog.negotiate("en");
    let lookup = catalog.lookup(&chain).phrasing(&Phrasing::CONCISE);
    lookup.description(fluent_status::StatusCode::from_u16(404).unwrap()).to_string()
}

#[test]
fn terms_cannot_have_variables() {
    let message = "variable-in-term: a term cannot have variables";
    rejects("-a = { $b }\n", &[&format!("1:8 {message}")]);
    rejects("-a = A\n    .c = { $b }\n", &[&format!("2:12 {message}")]);
    rejects("-a = { $b ->\n   *[c] C\n}\n", &[&format!("1:8 {message}")]);
    // A term cannot refer to a message with variables, because Fluent would not pass the arguments.
    rejects("-a = { m }\nm = { $b }\n", &[&format!("1:2 {message}")]);
}
