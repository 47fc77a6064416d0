//! `fluent_status::lint`: an application checks its message files in its own tests.
//!
//! `cargo test --no-default-features --features lint --test lint` needs no other feature.

#![cfg(feature = "lint")]

#[path = "common/folder.rs"]
mod folder;

use std::path::Path;

use fluent_status::{Severity, lint};
use folder::folder;

#[test]
fn a_valid_directory_has_an_empty_report() {
    let dir = folder(&[("en/friendly.ftl", "status-404 = Oh no!")]);
    let report = lint::dir(dir.path()).unwrap();
    assert!(report.is_empty(), "{report}");
    assert_eq!(report.to_string(), "");
    let [file] = report.files() else { panic!("{report:?}") };
    assert_eq!(file.path(), dir.path().join("en/friendly.ftl"));
    assert_eq!(file.source(), Some("status-404 = Oh no!\n"));
    assert!(file.is_valid());
}

#[test]
fn the_builtin_files_have_an_empty_report() {
    let report = lint::builtin();
    assert!(report.is_empty(), "{report}");
    assert_eq!(report.files().len(), 12);
    let report = lint::dir("locales").unwrap();
    assert!(report.is_empty(), "{report}");
}

#[test]
fn a_report_lists_errors_and_warnings() {
    let dir = folder(&[
        ("en/friendly.ftl", "status-404 = One.\nstatus-405 = Two.\nstatsu-406 = Three."),
        ("fr/friendly.ftl", "status-404 = Un."),
        ("fr/broken.ftl", "status-404"),
    ]);
    let report = lint::dir(dir.path()).unwrap();
    assert_eq!((report.count(Severity::Error), report.count(Severity::Warning)), (2, 1));
    let path = format!("{}/", dir.path().display());
    let lines = report.to_string().replace(&path, "");
    let lines: Vec<&str> = lines.lines().collect();
    let [misspelled, broken, missing] = lines.as_slice() else { panic!("{report}") };
    let expected = "error[unknown-id]: en/friendly.ftl:3:1: unknown message ID `statsu-406`: write \
                    `status-406`";
    assert_eq!(*misspelled, expected);
    assert!(broken.contains("fr/broken.ftl:1:11: "), "{broken}");
    assert!(missing.starts_with("warning[missing-message]: "), "{missing}");
    let is_valid = |file: &lint::CheckedFile| file.is_valid();
    assert_eq!(report.files().iter().map(is_valid).collect::<Vec<_>>(), [true, false, true]);
}

#[test]
fn chinese_style_is_not_checked() {
    let dir = folder(&[("zh-Hant/friendly.ftl", "status-404 = 找不到网页,請重試")]);
    assert!(lint::dir(dir.path()).unwrap().is_empty());
}

#[test]
fn later_directories_override_earlier_ones() {
    let first = folder(&[("fr/friendly.ftl", "status-404 = Un.")]);
    let second = folder(&[("en/friendly.ftl", "status-404 = One.\nstatus-405 = Two.")]);
    let count = |dirs: &[&Path]| lint::dirs(dirs).unwrap().diagnostics().len();
    assert_eq!(count(&[first.path()]), 0);
    assert_eq!(count(&[first.path(), second.path()]), 1);
}

#[test]
fn a_directory_without_message_files_is_an_error() {
    let dir = folder(&[("notes.txt", "")]);
    let good = folder(&[("en/friendly.ftl", "status-404 = Oh no!")]);
    for dirs in [vec![dir.path()], vec![good.path(), dir.path()]] {
        let error = lint::dirs(dirs).unwrap_err().to_string();
        assert!(error.starts_with("no message files in `"), "{error}");
    }
    let missing = dir.path().join("missing");
    assert!(lint::dir(&missing).unwrap_err().to_string().starts_with("cannot read `"));
}
