//! Standard output that is closed early.

use crate::command::fluent_status;

#[test]
fn a_closed_pipe_ends_quietly() {
    for args in [
        "describe 404",
        "describe 404 --format json",
        "negotiate zh-TW",
        "negotiate zh-TW --format json",
        "table -l en",
        "table -l zh-Hant",
        "table --format markdown",
        "table --format csv -p concise",
        "table --format csv -l en",
        "table --format csv -l zh-Hant",
        "table --format json",
        "check",
        "check locales --format json",
        "completions bash",
        "--help",
        "table --help",
        "--version",
    ] {
        fluent_status(args).ends_quietly_with_closed_pipe();
    }
}

#[test]
fn a_pipe_closed_after_one_line_ends_quietly() {
    fluent_status("table -l en")
        .ends_quietly_after("Code                                 Description");
    fluent_status("table -l en --format csv")
        .ends_quietly_after("code,reason,description,advice,locale,phrasing");
    // More than the capacity of a pipe, so that the program writes after the pipe is closed.
    let all = || fluent_status("describe -l zh-Hant").args(100..=999).args(100..=999);
    let printed = all().stdout();
    assert!(printed.len() > 128 * 1024, "{}", printed.len());
    all().ends_quietly_after(printed.lines().next().unwrap());
    let first = fluent_status("describe 100 -l zh-Hant --format json").stdout();
    all().arg("--format=json").ends_quietly_after(first.trim());
}
