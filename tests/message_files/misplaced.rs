//! Parts of a phrasing file that belong in the messages file.

use crate::support::{build, rejects_files};

#[track_caller]
fn rejects_in_a_phrasing_file(text: &str, expected: &[&str]) {
    for path in ["en/concise.ftl", "en/friendly.ftl", "fr/general.ftl"] {
        rejects_files(&[(path, text.as_bytes())], expected);
    }
    // The messages file may have all of them.
    let result = build(&[("fr/messages.ftl", text.as_bytes())]);
    assert!(result.is_ok(), "{text:?}: {result:?}");
}

#[test]
fn a_phrasing_file_has_descriptions_of_status_codes_only() {
    for (text, expected) in [
        ("status-404 = A\n    .reason = B\n", "2:6 misplaced-attribute: `.reason` belongs in "),
        ("status-404 =\n    .advice = B\n", "2:6 misplaced-attribute: `.advice` belongs in "),
        ("status-404 = A\n    .name = B\n", "2:6 misplaced-attribute: `.name` belongs in "),
        ("-brand = A\n", "1:2 misplaced-term: `-brand` belongs in `messages.ftl`: move it there"),
        ("-brand = A\n    .gender = b\n", "1:2 misplaced-term: `-brand` belongs in "),
        (
            "page-home = A\n",
            "1:1 misplaced-id: `page-home` belongs in `messages.ftl`: move it there",
        ),
        ("page-other = A\n", "1:1 misplaced-id: `page-other` belongs in "),
        ("language-name = A\n", "1:1 misplaced-id: `language-name` belongs in "),
        ("problem-out-of-stock = A\n", "1:1 misplaced-id: `problem-out-of-stock` belongs in "),
        ("problem-a = A\n    .reason = B\n", "1:1 misplaced-id: `problem-a` belongs in "),
        ("transport-timeout = A\n", "1:1 misplaced-id: `transport-timeout` belongs in "),
        ("status-4xx = A\n", "1:1 misplaced-id: `status-4xx` belongs in "),
        ("status-4xx = A\n    .reason = B\n", "1:1 misplaced-id: `status-4xx` belongs in "),
        ("status-unknown = A\n", "1:1 misplaced-id: `status-unknown` belongs in "),
        (
            "status-40 = A\n",
            "1:1 misplaced-id: `status-40` is not the ID of a status code: write an ID such as \
             `status-404`, or move the message to `messages.ftl`",
        ),
        ("greeting = A\n", "1:1 misplaced-id: `greeting` is not the ID of a status code: "),
    ] {
        rejects_in_a_phrasing_file(text, &[expected]);
    }
}

#[test]
fn any_status_code_may_be_in_a_phrasing_file() {
    for id in ["status-100", "status-404", "status-799", "status-999"] {
        let text = format!("{id} = A\n");
        rejects_files(&[("en/concise.ftl", text.as_bytes())], &[]);
    }
}

#[test]
fn every_misplaced_part_is_reported() {
    let text = "status-404 = A\n    .reason = B\n    .advice = C\n\n-brand = D\npage-home = E\n";
    let expected = [
        "2:6 misplaced-attribute: `.reason` ",
        "3:6 misplaced-attribute: `.advice` ",
        "5:2 misplaced-term: ",
        "6:1 misplaced-id: ",
    ];
    rejects_in_a_phrasing_file(text, &expected);
}
