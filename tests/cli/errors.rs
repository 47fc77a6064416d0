//! Wrong usage and unreadable input: exit status 2, and one sentence on standard error.

use std::fs;
use std::io;
use std::path::Path;

use crate::command::{CommandLine, fluent_status, locale, text};
use crate::folder::folder;

#[test]
fn an_invalid_code_is_rejected() {
    let rejects = |command: CommandLine, given: &str| {
        command.fails_with(&format!(
            "invalid status code `{given}`: expected a number from 100 to 999"
        ));
    };
    for given in ["abc", "42", "99", "1000", "65536", "", " 404", "+404", "0404", "4xx", "４０４"]
    {
        rejects(fluent_status("describe").arg(given), given);
        rejects(fluent_status("describe 404 500 --format json").arg(given), given);
    }
    rejects(fluent_status("describe -1"), "-1");
}

#[test]
fn an_unknown_phrasing_is_rejected() {
    for command in ["describe 404", "table", "table --format csv"] {
        for given in ["terse", "Concise", "", "messages.ftl"] {
            fluent_status(command).arg("--phrasing").arg(given).fails_with(&format!(
                "unknown phrasing `{given}`: expected one of concise, general, common, plain"
            ));
        }
    }
}

#[test]
fn an_argument_without_a_name_is_rejected() {
    for given in ["seconds", "", "=", "=30"] {
        fluent_status("describe 503 --arg").arg(given).fails_with(&format!(
            "invalid argument `{given}`: expected NAME=VALUE, for example seconds=30"
        ));
    }
}

/// Checks an error such as "cannot read `…`: No such file or directory (os error 2)".
#[track_caller]
fn cannot_read(dir: &Path, path: &Path, reason: io::Error) {
    let command = fluent_status("describe 404 --locales-dir").arg(dir);
    command.fails_with(&format!("cannot read `{}`: {reason}", path.display()));
}

#[test]
fn an_unreadable_directory_is_rejected() {
    let folder = folder(&[("file", "")]);
    let (missing, file) = (folder.path().join("missing"), folder.path().join("file"));
    cannot_read(&missing, &missing, fs::read_dir(&missing).unwrap_err());
    cannot_read(&file, &file, fs::read_dir(&file).unwrap_err());
    // One unreadable directory is enough.
    let command = fluent_status("describe 404").overlay(&folder);
    let error = command.arg("--locales-dir").arg(&missing).error();
    assert!(error.contains(&missing.display().to_string()), "{error}");
    fluent_status("describe 404 --locales-dir")
        .arg("")
        .fails_with_usage("a value is required for '--locales-dir <DIR>' but none was supplied");
}

#[test]
fn an_invalid_message_file_is_rejected() {
    /// Checks the start of the error. `…` replaces the path.
    #[track_caller]
    fn rejects(path: &str, text: &[u8], expected: &str) {
        let folder = folder(&[("en/concise.ftl", b"status-200 = Fine.".as_slice()), (path, text)]);
        let error = fluent_status("describe 404").overlay(&folder).error();
        let path = folder.path().join(path);
        let path = path.to_str().unwrap();
        let (before, after) = error.split_once(path).expect("the path");
        assert!(format!("{before}…{after}").starts_with(expected), "{error}");
    }
    rejects(
        "en/general.ftl",
        b"status-404 = Fine.\nstatus-405 = { \n",
        "…:2:14: `{` without `}`: ",
    );
    rejects("en/general.ftl", b"status-404\n", "…:1:11: expected `=` ");
    rejects("en/general.ftl", b"status-404 = { nowhere }", "…:1:16: unknown message `nowhere`: ");
    rejects("en/general.ftl", b"status-404 = \xff", "…:1:14: not valid UTF-8");
    rejects("concise.ftl", b"", "unexpected file `…`: expected ");
    rejects("en/Con Cise.ftl", b"", "unexpected file `…`: expected ");
    rejects("no locale/concise.ftl", b"", "unexpected file `…`: expected ");
}

#[test]
fn wrong_usage_is_rejected() {
    let usage = fluent_status;
    usage("explain 404").fails_with_usage("unrecognized subcommand 'explain'");
    usage("404").fails_with_usage("unrecognized subcommand '404'");
    usage("describe").fails_with_usage("the following required arguments were not provided:");
    usage("describe 404 --langage en").fails_with_usage("unexpected argument '--langage' found");
    usage("describe 404 -l").fails_with_usage(
        "a value is required for '--accept-language <HEADER>' but none was supplied",
    );
    usage("describe 404 --format csv")
        .fails_with_usage("invalid value 'csv' for '--format <FORMAT>'");
    usage("table --format html").fails_with_usage("invalid value 'html' for '--format <FORMAT>'");
    usage("table 404").fails_with_usage("unexpected argument '404' found");
    usage("check --format csv").fails_with_usage("invalid value 'csv' for '--format <FORMAT>'");
    usage("negotiate").fails_with_usage("the following required arguments were not provided:");
    usage("negotiate en zh").fails_with_usage("unexpected argument 'zh' found");
    usage("completions").fails_with_usage("the following required arguments were not provided:");
    usage("completions tcsh").fails_with_usage("invalid value 'tcsh' for '<SHELL>'");
    // Without a command, the error is the help.
    assert_eq!(usage("").stderr(), usage("--help").stdout());
}

#[cfg(unix)]
fn bytes(bytes: &[u8]) -> std::ffi::OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes.to_vec())
}

#[cfg(unix)]
#[test]
fn arguments_that_are_not_utf8() {
    // A header may contain any bytes.
    let header = bytes(b"\xff\xfe,zh-TW,\xe4\xb8");
    let outcome = fluent_status("negotiate --format json").arg(&header).json();
    assert_eq!(text(&outcome, "/matched"), "zh-Hant");
    let describe = || fluent_status("describe 404 --format json");
    assert_eq!(locale(describe().arg("-l").arg(&header)), "zh-Hant");
    assert_eq!(locale(describe().env("LANG", bytes(b"\xff"))), "en");
    assert_eq!(locale(describe().env("LC_ALL", bytes(b"zh_TW\xff"))), "en");

    let invalid = "invalid UTF-8 was detected in one or more arguments";
    fluent_status("describe").arg(bytes(b"40\xff")).fails_with_usage(invalid);
    fluent_status("describe 404 -p").arg(bytes(b"\xff")).fails_with_usage(invalid);
    fluent_status("describe 404 --arg").arg(bytes(b"x=\xff")).fails_with_usage(invalid);
    let displayed = "/no\u{fffd}directory";
    let missing = bytes(b"/no\xffdirectory");
    let error = fluent_status("describe 404 --locales-dir").arg(missing).error();
    assert!(error.contains(displayed), "{error}");
}
