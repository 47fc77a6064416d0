//! Colors.

use crate::command::fluent_status;

#[test]
fn no_color_without_a_terminal() {
    for args in [
        "describe 404 499",
        "describe 404 --format json",
        "describe abc",
        "negotiate zh-TW",
        "table",
        "table --format markdown",
        "check tests/data/documents",
        "--help",
        "explain",
    ] {
        for term in ["dumb", "xterm-256color"] {
            let (_, stdout, stderr) = fluent_status(args).env("TERM", term).output();
            assert!(!stdout.contains('\u{1b}'), "{args}: {stdout:?}");
            assert!(!stderr.contains('\u{1b}'), "{args}: {stderr:?}");
        }
    }
}

#[test]
fn color_if_forced() {
    let colored = |args| fluent_status(args).env("CLICOLOR_FORCE", "1").stdout();
    let line = colored("describe 404 -l zh-Hans");
    assert_eq!(line.lines().next(), Some("\u{1b}[1m404\u{1b}[0m 未找到：请求的资源不存在。"));
    // Output for programs has no colors.
    for args in ["describe 404 --format json", "table --format csv", "table --format markdown"] {
        assert_eq!(colored(args), fluent_status(args).stdout());
    }
}
