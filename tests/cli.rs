//! The program, as scripts and people meet it: what is printed where, and the exit status.

#![cfg(feature = "cli")]

mod common;
#[path = "common/folder.rs"]
mod folder;

use std::ffi::OsStr;
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use folder::folder;
use serde_json::Value;
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

use common::{assert_none, quoted};

// ---- The words of a case ----

/// What the program listens to besides its arguments. A test sets what it is about.
const ENVIRONMENT: [&str; 8] =
    ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "TERM"];

/// A command line, and what comes of it.
struct CommandLine(Command);

/// Its words stand between spaces; `word` adds one that holds anything.
fn fluent_status(words: &str) -> CommandLine {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fluent-status"));
    command.args(words.split_whitespace()).stdin(Stdio::null());
    ENVIRONMENT.iter().for_each(|name| _ = command.env_remove(name));
    CommandLine(command)
}

impl CommandLine {
    fn word(mut self, word: impl AsRef<OsStr>) -> Self {
        self.0.arg(word);
        self
    }

    fn words<W: ToString>(mut self, words: impl IntoIterator<Item = W>) -> Self {
        self.0.args(words.into_iter().map(|word| word.to_string()));
        self
    }

    fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.0.env(name, value);
        self
    }

    fn overlaid(self, folder: &TempDir) -> Self {
        self.word("--locales-dir").word(folder.path())
    }

    #[track_caller]
    fn output(&mut self) -> (Option<i32>, String, String) {
        let Output { status, stdout, stderr } = self.0.output().unwrap();
        let stderr = String::from_utf8_lossy(&stderr).into_owned();
        assert!(!stderr.contains("panicked"), "{:?}:\n{stderr}", self.0);
        (status.code(), String::from_utf8(stdout).unwrap(), stderr)
    }

    /// Standard output, where all went well.
    #[track_caller]
    fn prints(mut self) -> String {
        let (status, stdout, stderr) = self.output();
        assert_eq!((status, stderr.as_str()), (Some(0), ""), "{:?}", self.0);
        stdout
    }

    #[track_caller]
    fn prints_json(self) -> Value {
        let text = self.prints();
        assert!(text.ends_with('\n') && text.lines().count() == 1, "{text}");
        serde_json::from_str(&text).unwrap()
    }

    /// Standard error, where nothing was done.
    #[track_caller]
    fn fails(mut self) -> String {
        let (status, stdout, stderr) = self.output();
        assert_eq!((status, stdout.as_str()), (Some(2), ""), "{:?}", self.0);
        stderr
    }

    /// What the program itself says about bad input: one line.
    #[track_caller]
    fn refusal(self) -> String {
        let stderr = self.fails();
        let line = stderr.strip_suffix('\n').filter(|line| !line.contains('\n'));
        let sentence = line.and_then(|line| line.strip_prefix("error: "));
        sentence.unwrap_or_else(|| panic!("not one sentence:\n{stderr}")).to_owned()
    }

    #[track_caller]
    fn refuses(self, sentence: &str) {
        assert_eq!(self.refusal(), sentence);
    }

    /// What clap says about bad input: after the first line, how it is done.
    #[track_caller]
    fn fails_with_usage(self, sentence: &str) {
        let stderr = self.fails();
        assert_eq!(stderr.lines().next(), Some(format!("error: {sentence}").as_str()));
        assert_eq!(stderr.matches("error: ").count(), 1, "{stderr}");
    }

    /// Success and silence, though nobody reads what is printed.
    #[track_caller]
    fn ends_quietly_unread(mut self) {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        let child = self.0.stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
        self.ends_quietly(child.wait_with_output().unwrap());
    }

    /// The same, where the reader takes one line, as `head -n 1` does.
    #[track_caller]
    fn ends_quietly_after(mut self, line: &str) {
        let mut child = self.0.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut read = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut read).unwrap();
        assert_eq!(read.trim(), line);
        self.ends_quietly(child.wait_with_output().unwrap());
    }

    #[track_caller]
    fn ends_quietly(&self, output: Output) {
        let ended = (output.status.code(), String::from_utf8_lossy(&output.stderr));
        assert_eq!(ended, (Some(0), "".into()), "{:?}", self.0);
    }
}

/// A JSON object on each line.
fn objects(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

/// A text in an object: `text(&message, "/reason/text")`.
#[track_caller]
fn text<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value.pointer(pointer).unwrap().as_str().unwrap()
}

fn code(message: &Value) -> String {
    message["code"].to_string()
}

// ---- describe ----

#[test]
fn describe_speaks_the_readers_language() {
    insta::assert_snapshot!(fluent_status("describe 404 -l en").prints(), @"
    404 Not Found: The requested resource does not exist.
        Check the address for mistakes, or start from the home page.
    ");
    insta::assert_snapshot!(fluent_status("describe 404 --accept-language zh-CN").prints(), @"
    404 未找到：请求的资源不存在。
        请检查网址是否有误，或从首页开始查找。
    ");
    insta::assert_snapshot!(fluent_status("describe 404 -l").word("zh-TW,zh;q=0.9").prints(), @"
    404 找不到：所請求的資源不存在。
        請檢查網址是否有誤，或從首頁開始尋找。
    ");
}

#[test]
fn describe_keeps_the_order_of_the_codes() {
    insta::assert_snapshot!(fluent_status("describe 504 201 499 700 201 -l en").prints(), @"
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
fn describe_json_is_an_object_a_line() {
    let text_keys = ["locale", "text"];
    for locale in ["en", "zh-Hans", "zh-Hant"] {
        let lines = fluent_status("describe 503 201 404 --format json -l").word(locale).prints();
        let messages = objects(&lines);
        assert_eq!(messages.iter().map(code).collect::<Vec<_>>(), ["503", "201", "404"]);
        for message in &messages {
            let expected = ["advice", "class", "code", "description", "exact", "reason"];
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
fn describe_json_to_the_letter() {
    assert_eq!(
        fluent_status("describe 404 -l zh-Hans --format json").prints(),
        concat!(
            r#"{"code":404,"class":"client-error","exact":true,"#,
            r#""reason":{"text":"未找到","locale":"zh-Hans"},"#,
            r#""description":{"text":"请求的资源不存在。","locale":"zh-Hans","phrasing":"concise"},"#,
            r#""advice":{"text":"请检查网址是否有误，或从首页开始查找。","locale":"zh-Hans"}}"#,
            "\n"
        )
    );
}

#[test]
fn describe_json_tells_a_code_from_its_class() {
    for (words, class, exact) in [
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
        let message = fluent_status(words).word("--format=json").prints_json();
        assert_eq!(
            (text(&message, "/class"), &message["exact"]),
            (class, &exact.into()),
            "{words}"
        );
    }
}

#[test]
fn describe_in_each_phrasing() {
    #[track_caller]
    fn reads(words: &str, line: &str) {
        let printed = fluent_status(words).prints();
        assert_eq!(printed.lines().next(), Some(line), "{words}");
    }
    reads("describe 404", "404 Not Found: The requested resource does not exist.");
    reads("describe 404 -p concise", "404 Not Found: The requested resource does not exist.");
    reads("describe 404 -p general", "404 Not Found: The server cannot find the page requested.");
    reads("describe 404 -p common", "404 Not Found: The server could not find the requested page.");
    reads("describe 404 --phrasing plain", "404 Not Found: The page you asked for isn't here.");
    reads("describe 404 -p concise -l zh-Hans", "404 未找到：请求的资源不存在。");
    // Where a phrasing has no words for a code, the next one in the reader's language has.
    reads(
        "describe 409 -p concise",
        "409 Conflict: The request cannot be processed due to a conflict.",
    );
}

#[test]
fn describe_says_what_it_is_told() {
    /// What the last line holds.
    #[track_caller]
    fn ends(words: &str, value: &str, line: &str) {
        let command = fluent_status(words);
        let command = if value.is_empty() { command } else { command.word("--arg").word(value) };
        assert_eq!(command.prints().lines().last().unwrap().trim_start(), line, "{value:?}");
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
fn describe_drops_what_would_turn_or_colour_the_text() {
    let values = "methods=\u{202e}GET\u{2067},\u{2069} \u{200f}P\u{1b}[31mOST\u{61c}\r\n";
    let command = |words| fluent_status(words).word("--arg").word(values);
    let expected = "This page accepts only these methods: GET, P[31mOST.";
    let printed = command("describe 405 -l en").prints();
    assert_eq!(printed.lines().last().unwrap().trim_start(), expected);
    let message = command("describe 405 -l en --format json").prints_json();
    assert_eq!(text(&message, "/advice/text"), expected);
}

#[test]
fn describe_with_texts_laid_over() {
    let first = folder(&[
        ("en/concise.ftl", "status-404 = First 404.\nstatus-500 = First 500.\n"),
        ("en/friendly.ftl", "status-404 = Oh no!\n"),
        ("ja/messages.ftl", "status-404 = ページがありません。\n    .reason = 未検出\n"),
    ]);
    let second = folder(&[("en/concise.ftl", "status-404 = Second 404.\n")]);
    let describe = |words| fluent_status("describe --format json -l").word(words);
    let described = |command: CommandLine| -> Vec<String> {
        let messages = objects(&command.prints());
        messages.iter().map(|message| text(message, "/description/text").to_owned()).collect()
    };

    let once = || describe("en").word("404").word("500").word("501").overlaid(&first);
    let built_in = "The request fails because the server does not support the requested function.";
    assert_eq!(described(once()), ["First 404.", "First 500.", built_in]);
    // A later folder wins, where it has a text.
    assert_eq!(described(once().overlaid(&second)), ["Second 404.", "First 500.", built_in]);
    let other_way_round = describe("en").word("404").overlaid(&second).overlaid(&first);
    assert_eq!(described(other_way_round), ["First 404."]);

    // Locales and phrasings are there by having a file.
    assert_eq!(described(describe("ja").word("404").overlaid(&first)), ["ページがありません。"]);
    let friendly = || describe("en").word("404").word("-pfriendly");
    assert_eq!(described(friendly().overlaid(&first)), ["Oh no!"]);
    friendly()
        .refuses("unknown phrasing `friendly`: expected one of concise, general, common, plain");
    describe("en").word("404").word("-punfriendly").overlaid(&first).refuses(
        "unknown phrasing `unfriendly`: expected one of concise, general, common, friendly, \
         plain",
    );
}

// ---- The language ----

/// The locale of the description of 404.
#[track_caller]
fn locale(command: CommandLine) -> String {
    text(&command.prints_json(), "/description/locale").to_owned()
}

#[test]
fn the_environment_tells_the_language() {
    // LC_ALL, LC_MESSAGES, LANG; "-" where it is not set.
    for (values, expected) in [
        (["-", "-", "-"], "en"),
        // The first that says anything counts …
        (["zh_TW.UTF-8", "zh_CN.UTF-8", "en_US.UTF-8"], "zh-Hant"),
        (["-", "zh_CN.UTF-8", "zh_TW.UTF-8"], "zh-Hans"),
        (["-", "-", "zh_TW.UTF-8"], "zh-Hant"),
        (["zh_TW.UTF-8", "-", "-"], "zh-Hant"),
        (["", "zh_CN.UTF-8", "zh_TW.UTF-8"], "zh-Hans"),
        (["", "", "zh_TW.UTF-8"], "zh-Hant"),
        (["", "", ""], "en"),
        // … also where it names no language, or one without texts.
        (["C", "zh_TW.UTF-8", "zh_TW.UTF-8"], "en"),
        (["POSIX", "zh_TW.UTF-8", "zh_TW.UTF-8"], "en"),
        (["C.UTF-8", "-", "zh_TW.UTF-8"], "en"),
        (["-", "C", "zh_TW.UTF-8"], "en"),
        (["fr_FR.UTF-8", "-", "zh_TW.UTF-8"], "en"),
        // Encodings and modifiers say nothing about it.
        (["-", "-", "zh_CN.GB18030"], "zh-Hans"),
        (["-", "-", "zh_TW.Big5"], "zh-Hant"),
        (["-", "-", "zh_HK.UTF-8@stroke"], "zh-Hant"),
        (["-", "-", "zh_HK@stroke"], "zh-Hant"),
        (["-", "-", "zh_SG"], "zh-Hans"),
        (["-", "-", "zh_MO.utf8"], "zh-Hant"),
        (["-", "-", "zh"], "zh-Hans"),
        (["-", "-", "zh-Hant"], "zh-Hant"),
        (["-", "-", "zh_Hans_TW"], "zh-Hans"),
        (["-", "-", "ZH_tw"], "zh-Hant"),
        (["-", "-", "yue_HK.UTF-8"], "zh-Hant"),
        (["-", "-", "en_US.UTF-8"], "en"),
        (["-", "-", "C"], "en"),
        (["-", "-", "POSIX"], "en"),
        // Rubbish.
        (["-", "-", ".UTF-8"], "en"),
        (["-", "-", "@stroke"], "en"),
        (["-", "-", "_TW"], "en"),
        (["-", "-", "zh TW"], "en"),
        (["-", "-", "/etc/locale.conf"], "en"),
        (["-", "-", "中文"], "en"),
        (["-", "-", "zh_TW:en"], "en"),
    ] {
        let mut command = fluent_status("describe 404 --format json");
        for (name, value) in ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().zip(values) {
            if value != "-" {
                command = command.env(name, value);
            }
        }
        assert_eq!(locale(command), expected, "{values:?}");
    }
}

#[test]
fn accept_language_beats_the_environment() {
    for (header, expected) in [
        ("zh-CN", "zh-Hans"),
        ("en;q=0.1,zh-Hans", "zh-Hans"),
        // It says that nothing is known, or nothing that there is.
        ("", "en"),
        ("fr", "en"),
        ("-", "en"),
        ("-zh,zh-CN", "zh-Hans"),
    ] {
        for option in ["-l", "--accept-language"] {
            let command = fluent_status("describe 404 --format json").word(option).word(header);
            let command = command.env("LC_ALL", "zh_TW").env("LC_MESSAGES", "zh_TW");
            assert_eq!(locale(command.env("LANG", "zh_TW")), expected, "{header:?}");
        }
    }
}

#[test]
fn tables_follow_the_environment_too() {
    let table = || fluent_status("table");
    let traditional = table().env("LANG", "zh_TW.UTF-8");
    assert_eq!(traditional.prints(), table().word("-lzh-Hant").prints());
    assert_eq!(table().prints(), table().word("-len").prints());
}

// ---- negotiate ----

/// `(default)`: nothing the reader lists is available, and the first locale answers. `(absent)`:
/// there is no such header.
#[test]
fn negotiate_is_right_about_every_vector() {
    let mut findings = Vec::new();
    let mut cases = csv::Reader::from_path("tests/data/accept-language.csv").unwrap();
    for case in cases.records() {
        let case = case.unwrap();
        let (header, available, expected, source) = (&case[0], &case[1], &case[2], &case[3]);
        let header = if header == "(absent)" { "" } else { header };
        let command = fluent_status("negotiate --format json").word(header);
        let command = command.word("--available").word(available.replace(' ', ","));
        let outcome = command.prints_json();
        let is_right = if expected == "(default)" {
            let default = available.split(' ').next();
            outcome["matched"].is_null() && outcome.pointer("/chain/0").unwrap().as_str() == default
        } else {
            outcome["matched"] == expected && outcome["chain"][0] == expected
        };
        if !is_right || keys(&outcome) != ["chain", "matched"] {
            let line = case.position().unwrap().line();
            findings.push(format!(
                "line {line} ({source}): {header:?} on {available:?}: expected {expected}, got \
                 {outcome}"
            ));
        }
    }
    assert!(cases.position().record() > 90);
    assert_none(&findings);
}

#[test]
fn negotiate_prints_the_match_and_the_chain() {
    let negotiate = |header| fluent_status("negotiate").word(header);
    insta::assert_snapshot!(negotiate("zh-TW,zh;q=0.9,en;q=0.8").prints(), @"
    matched: zh-Hant
    chain:   zh-Hant, zh-Hans, en
    ");
    insta::assert_snapshot!(negotiate("ja").prints(), @"
    matched: none, the default answers
    chain:   en
    ");
    insta::assert_snapshot!(negotiate("ja").word("--available=pt-BR,en").prints(), @"
    matched: none, the default answers
    chain:   pt-BR
    ");
    for (header, json) in [
        ("zh-TW,en", r#"{"matched":"zh-Hant","chain":["zh-Hant","en"]}"#),
        ("ja", r#"{"matched":null,"chain":["en"]}"#),
        ("", r#"{"matched":null,"chain":["en"]}"#),
    ] {
        assert_eq!(negotiate(header).word("--format=json").prints(), format!("{json}\n"));
    }
}

#[test]
fn negotiate_takes_any_header() {
    #[track_caller]
    fn matches(header: impl AsRef<OsStr>, expected: Option<&str>) {
        let command = fluent_status("negotiate --format json").word(header);
        assert_eq!(command.prints_json()["matched"].as_str(), expected);
    }
    matches("zh-TW", Some("zh-Hant"));
    matches("-zh-CN,zh-TW", Some("zh-Hant"));
    matches("-", None);
    matches("-x", None);
    matches("--no-such-option", None);
    matches("\n\u{202e}\u{1b}[31m,zh-TW", Some("zh-Hant"));
    matches(",,, ,zh-TW", Some("zh-Hant"));
    // No more than the first kilobyte is read.
    matches(format!("zh-TW,{}", "x".repeat(60_000)), Some("zh-Hant"));
    matches(format!("zh-TW{}", ",en;q=0.5".repeat(60_000 / 9)), Some("zh-Hant"));
    matches(format!("{},zh-TW", "x".repeat(60_000)), None);
}

#[test]
fn negotiate_prints_tags_as_they_were_given() {
    let negotiate = fluent_status("negotiate zh-HK --available EN,zh_tw --available ZH-hk,zh-TW");
    let json = r#"{"matched":"ZH-hk","chain":["ZH-hk","zh_tw","EN"]}"#;
    assert_eq!(negotiate.word("--format=json").prints(), format!("{json}\n"));
}

#[test]
fn negotiate_names_a_tag_that_is_none() {
    #[track_caller]
    fn names(available: &str, tag: &str) {
        let command = fluent_status("negotiate zh --available").word(available);
        command.refuses(&format!(
            "invalid language tag `{tag}`: expected one like en, zh-Hant or pt-BR"
        ));
    }
    names("en,zh!,pt", "zh!");
    names("e", "e");
    names("en zh", "en zh");
    names("en, zh", " zh");
    names("en,,zh", "");
    names("", "");
    names("*", "*");
    names("en,中文", "中文");
}

// ---- table ----

#[test]
fn table_for_a_person() {
    insta::assert_snapshot!(fluent_status("table -p concise -l zh-Hans").prints(), @"
     状态码                     原因            说明
    ───────────────────────────────────────────────────────────────────────────────────────────────

     2xx 成功响应
     200 OK                     成功            任务提交成功
     201 Created                已创建          创建成功

     4xx 客户端错误
     400 Bad Request            请求有误        请求参数错误。
     401 Unauthorized           需要身份验证    鉴权失败。
     403 Forbidden              禁止访问        没有权限对资源访问。
     404 Not Found              未找到          请求的资源不存在。

     5xx 服务器错误
     500 Internal Server Error  服务器内部错误  请求未完成。服务异常。
     501 Not Implemented        功能未实现      请求未完成。服务器不支持所请求的功能。
     502 Bad Gateway            网关错误        请求未完成。服务器从上游服务器收到一个无效的响应。
     503 Service Unavailable    服务不可用      请求未完成。系统暂时异常。
     504 Gateway Timeout        网关超时        网关超时。
    ");
    insta::assert_snapshot!(fluent_status("table -p concise -l en").prints(), @"
     Code                       Description
    ──────────────────────────────────────────────────────────────────────────────────────────────────────────

     2xx Successful
     200 OK                     The task is submitted successfully.
     201 Created                Resource creation succeeds.

     4xx Client Error
     400 Bad Request            Incorrect request parameters.
     401 Unauthorized           Authentication failed.
     403 Forbidden              No permission to access the requested resource.
     404 Not Found              The requested resource does not exist.

     5xx Server Error
     500 Internal Server Error  The request fails because the server is abnormal.
     501 Not Implemented        The request fails because the server does not support the requested function.
     502 Bad Gateway            The request fails because the returned response is invalid.
     503 Service Unavailable    The request fails because the system is abnormal.
     504 Gateway Timeout        Gateway times out.
    ");
}

#[test]
fn table_is_aligned() {
    let mut findings = Vec::new();
    for words in ["table -l en", "table -l zh-Hans", "table -l zh-Hant", "table -l zh -p general"] {
        let printed = fluent_status(words).prints();
        let messages = objects(&fluent_status(words).word("--format=json").prints());
        // Where the last column begins, and the one before.
        let (heading, last_heading) = printed.lines().next().unwrap().rsplit_once(' ').unwrap();
        assert!(["Description", "说明", "說明"].contains(&last_heading), "{words}: {last_heading}");
        let mut last_columns = vec![heading.width() + 1];
        let mut columns = Vec::new();
        for message in messages {
            let start = format!(" {} ", code(&message));
            let line = printed.lines().find(|line| line.starts_with(&start)).unwrap();
            let before = line.strip_suffix(text(&message, "/description/text")).unwrap();
            last_columns.push(before.width());
            let before = before.trim_end().strip_suffix(text(&message, "/reason/text")).unwrap();
            columns.push(before.width());
        }
        for mut columns in [last_columns, columns] {
            columns.dedup();
            if columns.len() != 1 {
                findings.push(format!("{words}: {columns:?}"));
            }
        }
    }
    assert_none(&findings);
}

/// The rows of Markdown tables, without their headings.
fn markdown_rows(markdown: &str) -> Vec<Vec<&str>> {
    let lines = markdown.lines().filter_map(|line| line.strip_prefix('|')?.strip_suffix('|'));
    let rows = lines.map(|line| line.split('|').map(str::trim).collect::<Vec<_>>());
    rows.filter(|row| row[0].starts_with(|first: char| first.is_ascii_digit())).collect()
}

#[test]
fn table_as_markdown() {
    let table = fluent_status("table -p concise -l zh-Hans --format markdown");
    insta::assert_snapshot!(table.prints(), @"
    ## 2xx 成功响应

    | 状态码      | 原因   | 说明         |
    |-------------|--------|--------------|
    | 200 OK      | 成功   | 任务提交成功 |
    | 201 Created | 已创建 | 创建成功     |

    ## 4xx 客户端错误

    | 状态码           | 原因         | 说明                 |
    |------------------|--------------|----------------------|
    | 400 Bad Request  | 请求有误     | 请求参数错误。       |
    | 401 Unauthorized | 需要身份验证 | 鉴权失败。           |
    | 403 Forbidden    | 禁止访问     | 没有权限对资源访问。 |
    | 404 Not Found    | 未找到       | 请求的资源不存在。   |

    ## 5xx 服务器错误

    | 状态码                    | 原因           | 说明                                               |
    |---------------------------|----------------|----------------------------------------------------|
    | 500 Internal Server Error | 服务器内部错误 | 请求未完成。服务异常。                             |
    | 501 Not Implemented       | 功能未实现     | 请求未完成。服务器不支持所请求的功能。             |
    | 502 Bad Gateway           | 网关错误       | 请求未完成。服务器从上游服务器收到一个无效的响应。 |
    | 503 Service Unavailable   | 服务不可用     | 请求未完成。系统暂时异常。                         |
    | 504 Gateway Timeout       | 网关超时       | 网关超时。                                         |
    ");
    let table = fluent_status("table -p concise -l en --format markdown");
    insta::assert_snapshot!(table.prints(), @"
    ## 2xx Successful

    | Code        | Description                         |
    |-------------|-------------------------------------|
    | 200 OK      | The task is submitted successfully. |
    | 201 Created | Resource creation succeeds.         |

    ## 4xx Client Error

    | Code             | Description                                     |
    |------------------|-------------------------------------------------|
    | 400 Bad Request  | Incorrect request parameters.                   |
    | 401 Unauthorized | Authentication failed.                          |
    | 403 Forbidden    | No permission to access the requested resource. |
    | 404 Not Found    | The requested resource does not exist.          |

    ## 5xx Server Error

    | Code                      | Description                                                                   |
    |---------------------------|-------------------------------------------------------------------------------|
    | 500 Internal Server Error | The request fails because the server is abnormal.                             |
    | 501 Not Implemented       | The request fails because the server does not support the requested function. |
    | 502 Bad Gateway           | The request fails because the returned response is invalid.                   |
    | 503 Service Unavailable   | The request fails because the system is abnormal.                             |
    | 504 Gateway Timeout       | Gateway times out.                                                            |
    ");
}

/// A vendor's page, row by row: the code with its label, where the page gives one, and the text.
#[test]
fn table_as_markdown_can_take_the_place_of_its_source() {
    let mut findings = Vec::new();
    for (phrasing, locale, document) in [
        ("concise", "en", "000_cc72f66279ec3af6.txt"),
        ("concise", "zh-Hans", "002_33670f6b8678b84b.txt"),
        ("common", "en", "003_de9fc31f9ffa1d7f.txt"),
        ("general", "en", "004_dcf5ec104561398f.txt"),
    ] {
        let words = format!("table --format markdown -p {phrasing} -l {locale}");
        let printed = fluent_status(&words).prints();
        let printed = markdown_rows(&printed);
        let quoted = quoted();
        let quoted: Vec<_> = quoted.iter().filter(|row| row.document == document).collect();
        if printed.len() != quoted.len() {
            findings.push(format!("{words}: {} rows, not {}", printed.len(), quoted.len()));
        }
        for (printed, quoted) in printed.iter().zip(quoted) {
            let (code, label) = printed[0].split_once(' ').unwrap();
            // Where the page has a column for the type instead, that is what it holds.
            let expected = match [&quoted.label, &quoted.kind].map(String::as_str) {
                ["", ""] => label,
                // Written small in the document alone.
                ["multiple choices", ""] => "Multiple Choices",
                ["", kind] => kind,
                [label, _] => label,
            };
            let expected = (quoted.code.as_str(), expected, quoted.description.as_str());
            let got = (code, label, *printed.last().unwrap());
            if got != expected {
                findings.push(format!("{words}: expected {expected:?}, got {got:?}"));
            }
        }
    }
    assert_none(&findings);
}

#[test]
fn table_says_the_same_in_every_format() {
    let mut findings = Vec::new();
    for (words, count) in [
        ("table -l en", 64),
        ("table -l zh-Hans", 64),
        ("table -l zh-Hant", 64),
        ("table -l zh-Hant -p plain", 64),
        ("table -l en -p concise", 11),
        ("table -l zh-Hant -p general", 18),
        ("table -l zh-Hans -p common", 17),
    ] {
        let table = |format: &str| fluent_status(words).word("--format").word(format).prints();
        let json = table("json");
        let messages = objects(&json);
        let codes: Vec<String> = messages.iter().map(code).collect();
        let mut expect = |what: &str, is_so: bool| {
            if !is_so {
                findings.push(format!("{words}: {what}"));
            }
        };
        expect("count", codes.len() == count);
        expect("codes are in order", codes.is_sorted());

        let describe = fluent_status(&words.replace("table", "describe --format json"));
        expect("JSON is as that of describe", describe.words(&codes).prints() == json);

        let csv = table("csv");
        let mut csv = csv::Reader::from_reader(csv.as_bytes());
        let columns = ["code", "reason", "description", "advice", "locale", "phrasing"];
        expect("columns of CSV", csv.headers().unwrap().iter().eq(columns));
        let records: Vec<_> = csv.records().map(Result::unwrap).collect();
        expect("rows of CSV", records.len() == messages.len());
        for (record, message) in records.iter().zip(&messages) {
            let advice = message.pointer("/advice/text").and_then(Value::as_str);
            let expected = [
                &code(message),
                text(message, "/reason/text"),
                text(message, "/description/text"),
                advice.unwrap_or_default(),
                text(message, "/description/locale"),
                text(message, "/description/phrasing"),
            ];
            expect(&format!("{record:?}"), record.iter().eq(expected));
        }

        let (markdown, text_table) = (table("markdown"), fluent_status(words).prints());
        expect("text is the default", text_table == table("text"));
        let rows = markdown_rows(&markdown);
        expect("rows of Markdown", rows.len() == messages.len());
        let is_row = |line: &&str| line.get(1..4).is_some_and(|code| code.parse::<u16>().is_ok());
        let lines: Vec<&str> = text_table.lines().filter(is_row).collect();
        expect("rows of text", lines.len() == messages.len());
        for ((message, row), line) in messages.iter().zip(rows).zip(lines) {
            let (code, reason) = (code(message), text(message, "/reason/text"));
            let description = text(message, "/description/text");
            let is_row = row[0].starts_with(&code) && row.last() == Some(&description);
            expect(&format!("{row:?}"), is_row && row[row.len() - 2].ends_with(reason));
            let is_line = line.trim_start().starts_with(&code) && line.ends_with(description);
            expect(line, is_line && line.contains(reason));
        }
    }
    assert_none(&findings);
}

// ---- Bad input ----

#[test]
fn a_code_that_is_none() {
    let refused = |command: CommandLine, given: &str| {
        command
            .refuses(&format!("invalid status code `{given}`: expected a number from 100 to 999"));
    };
    for given in ["abc", "42", "99", "1000", "65536", "", " 404", "+404", "0404", "4xx", "４０４"]
    {
        refused(fluent_status("describe").word(given), given);
        refused(fluent_status("describe 404 500 --format json").word(given), given);
    }
    refused(fluent_status("describe -1"), "-1");
}

#[test]
fn a_phrasing_that_is_none() {
    for command in ["describe 404", "table", "table --format csv"] {
        for given in ["terse", "Concise", "", "messages.ftl"] {
            fluent_status(command).word("--phrasing").word(given).refuses(&format!(
                "unknown phrasing `{given}`: expected one of concise, general, common, plain"
            ));
        }
    }
}

#[test]
fn a_value_without_its_name() {
    for given in ["seconds", "", "=", "=30"] {
        fluent_status("describe 503 --arg").word(given).refuses(&format!(
            "invalid argument `{given}`: expected NAME=VALUE, for example seconds=30"
        ));
    }
}

/// "cannot read `…`: No such file or directory (os error 2)", in the words of the system.
#[track_caller]
fn cannot_read(folder: &Path, path: &Path, reason: io::Error) {
    let command = fluent_status("describe 404 --locales-dir").word(folder);
    command.refuses(&format!("cannot read `{}`: {reason}", path.display()));
}

#[test]
fn a_folder_that_is_none() {
    let folder = folder(&[("file", "")]);
    let (missing, file) = (folder.path().join("missing"), folder.path().join("file"));
    cannot_read(&missing, &missing, fs::read_dir(&missing).unwrap_err());
    cannot_read(&file, &file, fs::read_dir(&file).unwrap_err());
    // Also where another one is good.
    let command = fluent_status("describe 404").overlaid(&folder);
    let refusal = command.word("--locales-dir").word(&missing).refusal();
    assert!(refusal.contains(&missing.display().to_string()), "{refusal}");
    fluent_status("describe 404 --locales-dir")
        .word("")
        .fails_with_usage("a value is required for '--locales-dir <DIR>' but none was supplied");
}

#[test]
fn a_folder_with_a_file_that_is_broken() {
    /// The path, and what follows it.
    #[track_caller]
    fn names(path: &str, text: &[u8], expected: &str) {
        let folder = folder(&[("en/concise.ftl", b"status-200 = Fine.".as_slice()), (path, text)]);
        let refusal = fluent_status("describe 404").overlaid(&folder).refusal();
        let path = folder.path().join(path);
        let path = path.to_str().unwrap();
        let (before, after) = refusal.split_once(path).expect("the path");
        assert!(format!("{before}…{after}").starts_with(expected), "{refusal}");
    }
    names("en/general.ftl", b"status-404 = Fine.\nstatus-405 = { \n", "…:2:14: `{` without `}`: ");
    names("en/general.ftl", b"status-404\n", "…:1:11: expected `=` ");
    names("en/general.ftl", b"status-404 = { nowhere }", "…:1:16: unknown message `nowhere`: ");
    names("en/general.ftl", b"status-404 = \xff", "…:1:14: not valid UTF-8");
    names("concise.ftl", b"", "unexpected file `…`: expected ");
    names("en/Con Cise.ftl", b"", "unexpected file `…`: expected ");
    names("no locale/concise.ftl", b"", "unexpected file `…`: expected ");
}

#[test]
fn words_that_are_not_understood() {
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
    usage("check a b").fails_with_usage("unexpected argument 'b' found");
    usage("check --format csv").fails_with_usage("invalid value 'csv' for '--format <FORMAT>'");
    usage("negotiate").fails_with_usage("the following required arguments were not provided:");
    usage("negotiate en zh").fails_with_usage("unexpected argument 'zh' found");
    usage("completions").fails_with_usage("the following required arguments were not provided:");
    usage("completions tcsh").fails_with_usage("invalid value 'tcsh' for '<SHELL>'");
    // Nothing at all: the help, and yet a failure.
    assert_eq!(usage("").fails(), usage("--help").prints());
}

// ---- A reader who goes away ----

#[test]
fn a_broken_pipe_is_no_error() {
    for words in [
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
        fluent_status(words).ends_quietly_unread();
    }
}

#[test]
fn a_reader_may_stop_after_one_line() {
    fluent_status("table -l en")
        .ends_quietly_after("Code                                 Description");
    fluent_status("table -l en --format csv")
        .ends_quietly_after("code,reason,description,advice,locale,phrasing");
    // More than a pipe holds, so that some is written after the reader has gone.
    let all = || fluent_status("describe -l zh-Hant").words(100..=999).words(100..=999);
    let printed = all().prints();
    assert!(printed.len() > 128 * 1024, "{}", printed.len());
    all().ends_quietly_after(printed.lines().next().unwrap());
    let first = fluent_status("describe 100 -l zh-Hant --format json").prints();
    all().word("--format=json").ends_quietly_after(first.trim());
}

// ---- Help, completions, colour ----

#[test]
fn help() {
    insta::assert_snapshot!(fluent_status("--help").prints(), @"
    HTTP and API status codes, said in the reader's language

    Usage: fluent-status <COMMAND>

    Commands:
      describe     Say what status codes mean
      negotiate    Show which locales an Accept-Language header leads to
      table        Print all codes as a table
      check        Find what is wrong with files of texts
      serve        Show every page in a browser, or answer for a proxy whose service fails
      export       Write error pages for nginx, Apache, Caddy, HAProxy or a static host
      completions  Print a completion script for a shell
      help         Print this message or the help of the given subcommand(s)

    Options:
      -h, --help     Print help
      -V, --version  Print version

    Exit status: 0 done, 1 `check` found problems, 2 wrong usage or unreadable input.

    Without --accept-language the language comes from LC_ALL, LC_MESSAGES or LANG.
    ");
    insta::assert_snapshot!(fluent_status("describe --help").prints(), @"
    Say what status codes mean

    Usage: fluent-status describe [OPTIONS] <CODE>...

    Arguments:
      <CODE>...  Status codes, from 100 to 999

    Options:
      -l, --accept-language <HEADER>  What the reader speaks, as an Accept-Language header says it
      -p, --phrasing <NAME>           The wording to prefer: concise, general, common, plain
          --arg <NAME=VALUE>          Give a value for a variable of the texts: seconds, methods, limit,
                                      operation
          --locales-dir <DIR>         Lay a folder of texts over those that are built in; a later one
                                      wins
          --format <FORMAT>           How to print: for people, or one JSON object a line [default:
                                      text] [possible values: text, json]
      -h, --help                      Print help

    Examples:
      fluent-status describe 404 -l zh-CN
      fluent-status describe 404 500 -l 'zh-TW,zh;q=0.9,en;q=0.8' --format json
      fluent-status describe 503 --arg seconds=30
      fluent-status describe 200 -p general --arg operation=task -l en
    ");
    insta::assert_snapshot!(fluent_status("negotiate --help").prints(), @"
    Show which locales an Accept-Language header leads to

    Usage: fluent-status negotiate [OPTIONS] <HEADER>

    Arguments:
      <HEADER>  The value of an Accept-Language header; '' for none

    Options:
          --available <TAG,TAG,...>  The locales to choose from, the default first; those that are built
                                     in, unless given
          --format <FORMAT>          How to print: for people, or one JSON object [default: text]
                                     [possible values: text, json]
      -h, --help                     Print help

    Examples:
      fluent-status negotiate 'zh-TW,zh;q=0.9,en;q=0.8'
      fluent-status negotiate 'pt-AO' --available en,pt-BR,pt-PT --format json
    ");
    insta::assert_snapshot!(fluent_status("table --help").prints(), @"
    Print all codes as a table

    Usage: fluent-status table [OPTIONS]

    Options:
      -l, --accept-language <HEADER>  What the reader speaks, as an Accept-Language header says it
      -p, --phrasing <NAME>           The wording to prefer: concise, general, common, plain
          --format <FORMAT>           How to print [default: text] [possible values: text, markdown,
                                      csv, json]
      -h, --help                      Print help

    Examples:
      fluent-status table -l zh-Hant
      fluent-status table -p concise -l zh-Hans --format markdown > codes.md
    ");
    insta::assert_snapshot!(fluent_status("check --help").prints(), @"
    Find what is wrong with files of texts

    Usage: fluent-status check [OPTIONS] [DIR]

    Arguments:
      [DIR]  A folder of texts, <language identifier>/<phrasing>.ftl; those that are built in, unless
             given

    Options:
          --format <FORMAT>  How to print: for people, or one JSON object a line [default: text]
                             [possible values: text, json]
          --deny-warnings    Count warnings as problems
      -h, --help             Print help

    Examples:
      fluent-status check
      fluent-status check locales --deny-warnings
      fluent-status check /etc/fluent-status/texts --format json

    Errors are in the way of a text: it is refused, or nobody is shown it. Warnings are about what is
    missing, and about how Chinese is written.

    Exit status: 0 nothing found, or warnings alone; 1 problems found; 2 wrong usage or unreadable
    input.
    ");
    insta::assert_snapshot!(fluent_status("serve --help").prints(), @"
    Show every page in a browser, or answer for a proxy whose service fails

    Usage: fluent-status serve [OPTIONS]

    Options:
          --bind <ADDR>            The address to listen on [default: 127.0.0.1:8080]
          --locales-dir <DIR>      Lay a folder of texts over those that are built in; a later one wins
          --template <FILE>        Replace the HTML page by a MiniJinja template
          --site-name <NAME>       The name of the site, at the top of its pages
          --logo <FILE>            An image for the top of the pages
          --accent <LIGHT> <DARK>  The colour of links and of the code, on a light and on a dark
                                   background
          --home <URL>             Where the link to the home page leads
          --contact <URL>          Where the link to those who run the site leads
      -h, --help                   Print help

    Examples:
      fluent-status serve
      fluent-status serve --bind 0.0.0.0:8080 --site-name Acme --home https://acme.example/

    As the error backend of a proxy it reads X-Code, X-Format and X-Request-ID, and answers with the
    status that X-Code says. /healthz says that it is up. RUST_LOG sets what is logged.

    The files in --locales-dir may be changed while it runs: put a finished file in the place of the
    old one. What is wrong with one is logged and shown by /healthz, and the old texts stay.
    ");
    insta::assert_snapshot!(fluent_status("export --help").prints(), @"
    Write error pages for nginx, Apache, Caddy, HAProxy or a static host

    Usage: fluent-status export [OPTIONS] --format <FORMAT> --out <DIR>

    Options:
          --format <FORMAT>        The server to write for, or a host of static files [possible values:
                                   static, nginx, apache, caddy, haproxy]
          --out <DIR>              The folder to write to: one for each server
          --codes <CODES>          Codes and ranges of codes; a range takes those that there are texts
                                   for [default: 400-599]
      -p, --phrasing <NAME>        The wording to prefer: concise, general, common, plain
          --locales-dir <DIR>      Lay a folder of texts over those that are built in; a later one wins
          --template <FILE>        Replace the HTML page by a MiniJinja template
          --site-name <NAME>       The name of the site, at the top of its pages
          --logo <FILE>            An image for the top of the pages
          --accent <LIGHT> <DARK>  The colour of links and of the code, on a light and on a dark
                                   background
          --home <URL>             Where the link to the home page leads
          --contact <URL>          Where the link to those who run the site leads
          --force                  Overwrite files that are not from this program, or were changed since
      -h, --help                   Print help

    Examples:
      fluent-status export --format nginx --out /etc/nginx/status-pages --site-name Acme
      fluent-status export --format static --out error-pages --codes 404

    The folder gets the pages, what the server needs to know about them, and a README.md that says how
    to install them.
    ");
    insta::assert_snapshot!(fluent_status("completions --help").prints(), @"
    Print a completion script for a shell

    Usage: fluent-status completions <SHELL>

    Arguments:
      <SHELL>  The shell to complete in [possible values: bash, elvish, fish, powershell, zsh]

    Options:
      -h, --help  Print help
    ");
    for command in ["describe", "negotiate", "table", "check", "serve", "export", "completions"] {
        let help = |words: String| fluent_status(&words).prints();
        assert_eq!(help(format!("help {command}")), help(format!("{command} --help")));
    }
}

#[test]
fn version() {
    let expected = concat!("fluent-status ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(fluent_status("--version").prints(), expected);
    assert_eq!(fluent_status("-V").prints(), expected);
}

#[test]
fn completions_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = fluent_status("completions").word(shell).prints();
        for word in ["fluent-status", "describe", "negotiate", "table", "check", "deny-warnings"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
}

#[test]
fn no_colour_where_no_terminal_is() {
    for words in [
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
            let (_, stdout, stderr) = fluent_status(words).env("TERM", term).output();
            assert!(!stdout.contains('\u{1b}'), "{words}: {stdout:?}");
            assert!(!stderr.contains('\u{1b}'), "{words}: {stderr:?}");
        }
    }
}

#[test]
fn colour_where_it_is_asked_for() {
    let coloured = |words| fluent_status(words).env("CLICOLOR_FORCE", "1").prints();
    let line = coloured("describe 404 -l zh-Hans");
    assert_eq!(line.lines().next(), Some("\u{1b}[1m404\u{1b}[0m 未找到：请求的资源不存在。"));
    // What scripts read has none.
    for words in ["describe 404 --format json", "table --format csv", "table --format markdown"] {
        assert_eq!(coloured(words), fluent_status(words).prints());
    }
}

// ---- What only Unix has ----

#[cfg(unix)]
mod unix {
    use std::env;
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;

    use super::*;

    fn bytes(bytes: &[u8]) -> OsString {
        OsString::from_vec(bytes.to_vec())
    }

    #[test]
    fn bytes_that_are_no_text() {
        // A header may hold any bytes.
        let header = bytes(b"\xff\xfe,zh-TW,\xe4\xb8");
        let outcome = fluent_status("negotiate --format json").word(&header).prints_json();
        assert_eq!(text(&outcome, "/matched"), "zh-Hant");
        let describe = || fluent_status("describe 404 --format json");
        assert_eq!(locale(describe().word("-l").word(&header)), "zh-Hant");
        assert_eq!(locale(describe().env("LANG", bytes(b"\xff"))), "en");
        assert_eq!(locale(describe().env("LC_ALL", bytes(b"zh_TW\xff"))), "en");

        let invalid = "invalid UTF-8 was detected in one or more arguments";
        fluent_status("describe").word(bytes(b"40\xff")).fails_with_usage(invalid);
        fluent_status("describe 404 -p").word(bytes(b"\xff")).fails_with_usage(invalid);
        fluent_status("describe 404 --arg").word(bytes(b"x=\xff")).fails_with_usage(invalid);
        let folder = Path::new("/no\u{fffd}folder");
        let missing = bytes(b"/no\xfffolder");
        let refusal = fluent_status("describe 404 --locales-dir").word(missing).refusal();
        assert!(refusal.contains(folder.to_str().unwrap()), "{refusal}");
    }

    #[test]
    fn examples_of_the_help_can_be_pasted() {
        let folder = tempfile::tempdir().unwrap();
        let program = Path::new(env!("CARGO_BIN_EXE_fluent-status")).parent().unwrap();
        let path = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths([program.to_owned()].into_iter().chain(env::split_paths(&path)));
        let path = path.unwrap();
        let mut examples = 0;
        for command in ["describe", "negotiate", "table"] {
            let help = fluent_status(command).word("--help").prints();
            let (_, lines) = help.split_once("Examples:\n").unwrap();
            for line in lines.lines() {
                let mut shell = Command::new("sh");
                shell.args(["-c", line]).env("PATH", &path).current_dir(&folder);
                let output = shell.output().unwrap();
                assert!(output.status.success() && output.stderr.is_empty(), "{line}: {output:?}");
                examples += 1;
            }
        }
        assert!(examples >= 8, "{examples}");
        let page = fs::read_to_string(folder.path().join("codes.md")).unwrap();
        assert_eq!(markdown_rows(&page).len(), 11);
    }
}
