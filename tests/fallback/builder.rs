//! Errors of `CatalogBuilder::build`.

use fluent_status::Catalog;
use unic_langid::langid;

use crate::overlay_dir::overlay_dir;
use crate::support::error_of;

#[test]
fn a_default_locale_without_messages_is_an_error() {
    let error = Catalog::builder().default_locale(langid!("qaa")).build().unwrap_err();
    let locales: Vec<_> =
        Catalog::builtin().locales().iter().map(|locale| format!("`{locale}`")).collect();
    let locales = locales.join(", ");
    let expected = format!("no messages in the default locale `qaa`: choose one of {locales}");
    assert_eq!(error.to_string(), expected);
    assert_eq!(error.path(), None);
}

#[test]
fn invalid_files_are_errors_with_path_and_line() {
    let cases: [(&str, &[u8], &str); 5] = [
        (
            "en/concise.ftl",
            b"status-404 = Fine.\nstatus-405 Oops.\n",
            "…/en/concise.ftl:2:12: expected `=` after `status-405`, or indent the line if it \
             continues a value",
        ),
        (
            // Columns count characters, not bytes.
            "zh-Hans/concise.ftl",
            "status-404 = 好 { }\n".as_bytes(),
            "…/zh-Hans/concise.ftl:1:16: empty placeable: write a variable, as in `{ $seconds }`",
        ),
        (
            "en/concise.ftl",
            b"status-404 = Fine.\n  status-405 \xff\n",
            "…/en/concise.ftl:2:14: not valid UTF-8: save the file as UTF-8",
        ),
        (
            "en/messages.ftl",
            b"status-405 = Fine.\n    .reason = { -brand }\n",
            "…/en/messages.ftl:2:18: unknown term `-brand`: define it in `en/messages.ftl`, or \
             write its text here",
        ),
        (
            // Further problems are counted.
            "en/concise.ftl",
            b"404 = Fine.\n405 = Fine.\n406 = Fine.\n",
            "…/en/concise.ftl:1:1: an ID begins with a letter: write `status-404` (and 2 more)",
        ),
    ];
    for (path, text, expected) in cases {
        assert_eq!(error_of(&[(path, text)]), expected);
    }
}

#[test]
fn a_term_with_a_variable_is_an_error() {
    let error = error_of(&[(
        "en/messages.ftl",
        b"-brand = Acme { $case ->\n   *[other] { $case }\n}\nstatus-404 = { -brand }\n",
    )]);
    assert_eq!(
        error,
        "…/en/messages.ftl:1:17: a term cannot have variables: write the text instead, or use the \
         variable in each message (and 1 more)"
    );
}

#[test]
fn misplaced_files_are_errors_with_the_path() {
    let layout =
        "expected `<language identifier>/<phrasing>.ftl`, for example `zh-Hant/messages.ftl`";
    for path in ["concise.ftl", "en/Concise.ftl", "not a tag/concise.ftl"] {
        assert_eq!(error_of(&[(path, b"")]), format!("unexpected file `…/{path}`: {layout}"));
    }
}

#[test]
fn a_missing_directory_is_an_error_with_the_path() {
    let dir = tempfile::tempdir().unwrap();
    let missing = dir.path().join("nowhere");
    let error = Catalog::builder().overlay_dir(&missing).build().unwrap_err();
    let expected = format!("cannot read `{}`: ", missing.display());
    assert!(error.to_string().starts_with(&expected), "{error}");
    assert_eq!(error.path(), Some(missing.as_path()));
    // The message contains the reason, so a source would repeat it.
    assert!(std::error::Error::source(&error).is_none());
}

#[test]
fn the_first_error_is_returned() {
    let first = overlay_dir(&[("en/concise.ftl", "first"), ("qaa/concise.ftl", "second")]);
    let builder = Catalog::builder().overlay_dir(first.path()).overlay_dir("nowhere");
    let error = builder.default_locale(langid!("qaa")).build().unwrap_err();
    assert!(error.path().unwrap().ends_with("en/concise.ftl"), "{error}");
}

#[test]
fn too_many_phrasings_are_an_error() {
    let names: Vec<String> = (0..260).map(|n| format!("en/p{n}.ftl")).collect();
    let files: Vec<_> = names.iter().map(|name| (name.as_str(), "status-404 = Gone.\n")).collect();
    let error = Catalog::builder().overlay_dir(overlay_dir(&files).path()).build().unwrap_err();
    let expected =
        "too many phrasings: found 264, more than the maximum of 250: remove phrasing files";
    assert_eq!(error.to_string(), expected);
}
