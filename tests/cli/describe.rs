//! `describe`

use serde_json::Value;

use crate::command::{CommandLine, code, fluent_status, keys, objects, text};
use crate::overlay_dir::overlay_dir;

#[test]
fn describe_prints_the_requested_language() {
    insta::assert_snapshot!(fluent_status("describe 404 -l en").stdout(), @"
    404 Not Found: The requested resource does not exist.
        Check the address for mistakes, or start from the home page.
    ");
    insta::assert_snapshot!(fluent_status("describe 404 --accept-language zh-CN").stdout(), @"
    404 未找到：请求的资源不存在。
        请检查网址是否有误，或从首页开始查找。
    ");
    insta::assert_snapshot!(fluent_status("describe 404 -l").arg("zh-TW,zh;q=0.9").stdout(), @"
    404 找不到：所請求的資源不存在。
        請檢查網址是否有誤，或從首頁開始尋找。
    ");
}

#[test]
fn describe_keeps_the_order_of_the_codes() {
    insta::assert_snapshot!(fluent_status("describe 504 201 499 700 201 -l en").stdout(), @"
    504 Gateway Timeout: Gateway times out.
        Reload the page in a few minutes. If it keeps happening, contact the site.
    201 Created: Resource creation succeeds.
    499 Client Error: Something about what was sent wasn't accepted.
        Check the address and what you entered, then try again.
    700 Unknown Status: This site answered with a code that has no known meaning.
        Try again later. If it keeps happening, contact the site.
    201 Created: Resource creation succeeds.
    ");
}

#[test]
fn describe_json_is_one_object_a_line() {
    let text_keys = ["locale", "text"];
    for locale in ["en", "zh-Hans", "zh-Hant"] {
        let lines = fluent_status("describe 503 201 404 --format json -l").arg(locale).stdout();
        let messages = objects(&lines);
        assert_eq!(messages.iter().map(code).collect::<Vec<_>>(), ["503", "201", "404"]);
        for message in &messages {
            let expected = ["advice", "class", "description", "exact", "reason", "status"];
            assert_eq!(keys(message), expected);
            assert_eq!(keys(&message["reason"]), text_keys);
            assert_eq!(keys(&message["description"]), ["locale", "phrasing", "text"]);
            assert_eq!(text(message, "/reason/locale"), locale);
            assert_eq!(text(message, "/description/locale"), locale);
            assert_eq!(text(message, "/description/phrasing"), "concise");
            assert_eq!(message["exact"], true);
        }
        assert_eq!(messages[1]["advice"], Value::Null);
        for message in [&messages[0], &messages[2]] {
            assert_eq!(keys(&message["advice"]), text_keys);
            assert_eq!(text(message, "/advice/locale"), locale);
        }
    }
}

#[test]
fn describe_json_matches_the_contract() {
    assert_eq!(
        fluent_status("describe 404 -l zh-Hans --format json").stdout(),
        concat!(
            r#"{"status":404,"class":"client-error","exact":true,"#,
            r#""reason":{"text":"未找到","locale":"zh-Hans"},"#,
            r#""description":{"text":"请求的资源不存在。","locale":"zh-Hans","phrasing":"concise"},"#,
            r#""advice":{"text":"请检查网址是否有误，或从首页开始查找。","locale":"zh-Hans"}}"#,
            "\n"
        )
    );
}

#[test]
fn describe_json_marks_class_messages_as_not_exact() {
    for (args, class, exact) in [
        ("describe 103", "informational", true),
        ("describe 201", "success", true),
        ("describe 304", "redirection", true),
        ("describe 404", "client-error", true),
        ("describe 503", "server-error", true),
        ("describe 199", "informational", false),
        ("describe 299", "success", false),
        ("describe 399", "redirection", false),
        ("describe 499", "client-error", false),
        ("describe 599", "server-error", false),
        ("describe 600", "unknown", false),
        ("describe 999", "unknown", false),
    ] {
        let message = fluent_status(args).arg("--format=json").json();
        assert_eq!((text(&message, "/class"), &message["exact"]), (class, &exact.into()), "{args}");
    }
}

#[test]
fn describe_in_each_phrasing() {
    #[track_caller]
    fn prints(args: &str, line: &str) {
        let printed = fluent_status(args).stdout();
        assert_eq!(printed.lines().next(), Some(line), "{args}");
    }
    prints("describe 404", "404 Not Found: The requested resource does not exist.");
    prints("describe 404 -p concise", "404 Not Found: The requested resource does not exist.");
    prints("describe 404 -p general", "404 Not Found: The server cannot find the page requested.");
    prints(
        "describe 404 -p common",
        "404 Not Found: The server could not find the requested page.",
    );
    prints("describe 404 --phrasing plain", "404 Not Found: The page you asked for isn't here.");
    prints("describe 404 -p concise -l zh-Hans", "404 未找到：请求的资源不存在。");
    // Without a description in this phrasing, another phrasing of the language is used.
    prints(
        "describe 409 -p concise",
        "409 Conflict: The request cannot be processed due to a conflict.",
    );
}

#[test]
fn describe_inserts_arguments() {
    /// Checks the last line.
    #[track_caller]
    fn ends(args: &str, arg: &str, line: &str) {
        let command = fluent_status(args);
        let command = if arg.is_empty() { command } else { command.arg("--arg").arg(arg) };
        assert_eq!(command.stdout().lines().last().unwrap().trim_start(), line, "{arg:?}");
    }
    ends("describe 503", "", "Try again in a few minutes.");
    ends("describe 503", "seconds=1", "Try again in 1 second.");
    ends("describe 503", "seconds=30", "Try again in 30 seconds.");
    ends("describe 503", "seconds=abc", "Try again in abc seconds.");
    ends("describe 503", "seconds=", "Try again in a few minutes.");
    ends("describe 503", "seconds=\u{202e}\u{7}", "Try again in a few minutes.");
    ends("describe 503", "nothing=30", "Try again in a few minutes.");
    ends("describe 503 -l zh-Hans", "seconds=30", "请在 30 秒后重试。");
    ends("describe 503 -l zh-Hant", "seconds=30", "請在 30 秒後再試。");
    ends("describe 405", "methods=GET, POST", "This page accepts only these methods: GET, POST.");
    ends("describe 405", "methods=a=b", "This page accepts only these methods: a=b.");
    ends("describe 200 -p general", "", "200 OK: Request succeeded.");
    ends(
        "describe 200 -p general",
        "operation=task",
        "200 OK: The task is successfully delivered.",
    );
    ends("describe 200 -p general", "operation=other", "200 OK: Request succeeded.");
}

#[test]
fn describe_removes_control_and_bidi_characters_from_arguments() {
    let arg = "methods=\u{202e}GET\u{2067},\u{2069} \u{200f}P\u{1b}[31mOST\u{61c}\r\n";
    let command = |args| fluent_status(args).arg("--arg").arg(arg);
    let expected = "This page accepts only these methods: GET, P[31mOST.";
    let printed = command("describe 405 -l en").stdout();
    assert_eq!(printed.lines().last().unwrap().trim_start(), expected);
    let message = command("describe 405 -l en --format json").json();
    assert_eq!(text(&message, "/advice/text"), expected);
}

#[test]
fn describe_applies_overlays_in_order() {
    let first = overlay_dir(&[
        ("en/concise.ftl", "status-404 = First 404.\nstatus-500 = First 500.\n"),
        ("en/friendly.ftl", "status-404 = Oh no!\n"),
        ("ja/messages.ftl", "status-404 = ページがありません。\n    .reason = 未検出\n"),
    ]);
    let second = overlay_dir(&[("en/concise.ftl", "status-404 = Second 404.\n")]);
    let describe = |locale| fluent_status("describe --format json -l").arg(locale);
    let described = |command: CommandLine| -> Vec<String> {
        let messages = objects(&command.stdout());
        messages.iter().map(|message| text(message, "/description/text").to_owned()).collect()
    };

    let once = || describe("en").arg("404").arg("500").arg("501").overlay(&first);
    let builtin = "The request fails because the server does not support the requested function.";
    assert_eq!(described(once()), ["First 404.", "First 500.", builtin]);
    // A later directory overrides only its own messages.
    assert_eq!(described(once().overlay(&second)), ["Second 404.", "First 500.", builtin]);
    let reversed = describe("en").arg("404").overlay(&second).overlay(&first);
    assert_eq!(described(reversed), ["First 404."]);

    // A file adds a locale or a phrasing.
    assert_eq!(described(describe("ja").arg("404").overlay(&first)), ["ページがありません。"]);
    let friendly = || describe("en").arg("404").arg("-pfriendly");
    assert_eq!(described(friendly().overlay(&first)), ["Oh no!"]);
    friendly()
        .fails_with("unknown phrasing `friendly`: expected one of concise, general, common, plain");
    describe("en").arg("404").arg("-punfriendly").overlay(&first).fails_with(
        "unknown phrasing `unfriendly`: expected one of concise, general, common, plain, \
         friendly",
    );
}

#[test]
fn describe_prints_a_problem_type() {
    let overlay = overlay_dir(&[
        (
            "en/messages.ftl",
            "problem-out-of-stock = Only { $left } left.\n    .reason = Out of Stock\n    .advice = Wait.",
        ),
        (
            "zh-Hans/messages.ftl",
            "problem-out-of-stock = 库存不足。\n    .reason = 缺货\n    .advice = { \"\" }\n",
        ),
    ]);
    let describe = || fluent_status("describe problem-out-of-stock").overlay(&overlay);
    assert_eq!(
        describe().arg("--arg").arg("left=2").stdout(),
        "Out of Stock: Only 2 left.\n    Wait.\n"
    );
    assert_eq!(
        describe().args(["-l", "zh-CN", "--format=json"]).stdout(),
        concat!(
            r#"{"problem":"out-of-stock","exact":true,"#,
            r#""reason":{"text":"缺货","locale":"zh-Hans"},"#,
            r#""description":{"text":"库存不足。","locale":"zh-Hans"},"advice":null}"#,
            "\n"
        )
    );
}

#[test]
fn describe_rejects_a_name_without_a_message() {
    let overlay = overlay_dir(&[("en/messages.ftl", "problem-other = X.\n    .reason = X\n")]);
    for command in [fluent_status("describe"), fluent_status("describe").overlay(&overlay)] {
        command.arg("problem-out-of-stock").fails_with(
            "no message `problem-out-of-stock`: add it to messages.ftl in a directory for --locales-dir",
        );
    }
    fluent_status("describe transport-timeout")
        .fails_with("no message `transport-timeout`: describe a status code instead");
    let error = fluent_status("describe problem-Out").error();
    assert!(error.starts_with("invalid problem type name `Out`: "), "{error}");
}
