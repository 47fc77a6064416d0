//! `fluent-status check`, as translators and their tools meet it.

#![cfg(feature = "cli")]

#[path = "common/folder.rs"]
mod folder;

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use folder::folder;
use serde_json::Value;

/// The exit status, and what is on standard output and standard error.
#[track_caller]
fn check(words: &str, folder: Option<&Path>) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fluent-status"));
    command.arg("check").args(folder).args(words.split_whitespace()).stdin(Stdio::null());
    for name in ["CLICOLOR_FORCE", "NO_COLOR", "COLUMNS"] {
        command.env_remove(name);
    }
    let output = command.output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(!stderr.contains("panicked"), "{stderr}");
    (output.status.code(), String::from_utf8(output.stdout).unwrap(), stderr)
}

/// A finding in one line: `en/concise.ftl:2:1: error[unknown-id]: no text has …`
fn line(finding: &Value, folder: &Path) -> String {
    let path = Path::new(finding["path"].as_str().unwrap());
    let path = path.strip_prefix(folder).unwrap_or(path).display().to_string();
    let text = |name: &str| finding[name].as_str().unwrap().to_owned();
    format!(
        "{path}:{}:{}: {}[{}]: {}",
        finding["line"],
        finding["column"],
        text("severity"),
        text("code"),
        text("message")
    )
}

/// The findings in some files, and the exit status without and with `--deny-warnings`.
#[track_caller]
fn findings<T: AsRef<[u8]>>(files: &[(&str, T)]) -> Vec<String> {
    let folder = folder(files);
    let (status, stdout, stderr) = check("--format json", Some(folder.path()));
    assert_eq!(stderr, "");
    let findings: Vec<Value> =
        stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let has_errors = findings.iter().any(|finding| finding["severity"] == "error");
    assert_eq!(status, Some(i32::from(has_errors)), "{stdout}");
    let (status, ..) = check("--format json --deny-warnings", Some(folder.path()));
    assert_eq!(status, Some(i32::from(!findings.is_empty())), "{stdout}");
    findings.iter().map(|finding| line(finding, folder.path())).collect()
}

/// One finding, that begins like this.
#[track_caller]
fn finds(path: &str, text: &str, expected: &str) {
    let found = findings(&[(path, text)]);
    let is_it = matches!(found.as_slice(), [one] if one.starts_with(expected));
    assert!(is_it, "expected {expected:?} in {text:?}, got:\n{}", found.join("\n"));
}

#[track_caller]
fn finds_nothing(path: &str, text: &str) {
    assert_eq!(findings(&[(path, text)]), Vec::<String>::new());
}

const ZH_HANS: &str = "zh-Hans/messages.ftl";
const ZH_HANT: &str = "zh-Hant/messages.ftl";

// ---- What is there ----

#[test]
fn the_texts_of_the_crate_are_clean() {
    assert_eq!(
        check("--deny-warnings", None),
        (Some(0), "12 files, nothing found\n".to_owned(), String::new())
    );
    assert_eq!(check("--format json", None), (Some(0), String::new(), String::new()));
    let (status, stdout, _) = check("--deny-warnings", Some(Path::new("locales")));
    assert_eq!((status, stdout.as_str()), (Some(0), "12 files, nothing found\n"));
}

#[test]
fn what_an_operator_lays_over_them_may_be_a_part() {
    finds_nothing("en/concise.ftl", "status-503 = We are moving house.");
    let brand = ("en/messages.ftl", "-brand = Acme");
    let user = ("en/concise.ftl", "status-503 = { -brand } is moving house.");
    assert_eq!(findings(&[brand, user]), Vec::<String>::new());
    finds_nothing("en/messages.ftl", "status-799 = Out of tea.\n    .reason = No Tea");
    finds_nothing("en/friendly.ftl", "status-404 = Oh no!");
    finds_nothing(ZH_HANS, "status-503 = 本站正在搬家。");
    finds_nothing(ZH_HANS, "status-503 =\n    .advice = 请在 { $seconds } 秒后重试。");
}

// ---- Errors ----

#[test]
fn what_is_refused() {
    finds(
        "en/concise.ftl",
        "404 = Not here.",
        "en/concise.ftl:1:1: error[id]: an ID begins with a ",
    );
    finds("ja/concise.ftl", "status-404 = { \n", "ja/concise.ftl:1:14: error[");
    finds("concise.ftl", "status-404 = X", "concise.ftl:1:1: error[misplaced]: unexpected file ");
    finds("en/Con Cise.ftl", "", "en/Con Cise.ftl:1:1: error[misplaced]: unexpected file ");
    finds(
        "en/concise.ftl",
        "status-404 = { -nowhere }",
        "en/concise.ftl:1:17: error[unknown-reference]: ",
    );
    finds(
        "en/concise.ftl",
        "status-404 = One.\nstatus-404 = Two.",
        "en/concise.ftl:2:1: error[duplicate-id]: ",
    );
}

#[test]
fn ids_and_attributes_that_nobody_reads() {
    let finds_id = |id: &str, expected: &str| {
        finds(
            "en/concise.ftl",
            &format!("status-404 = X.\n{id} = X."),
            &format!(
                "en/concise.ftl:2:1: error[unknown-id]: no text has the id `{id}`: {expected}"
            ),
        );
    };
    finds_id("statsu-404", "write `status-404`");
    finds_id("status_404", "write `status-404`");
    finds_id("Status-404", "write `status-404`");
    finds_id("status-unkown", "write `status-unknown`");
    finds_id("status-6xx", "write `status-unknown`");
    finds_id("status-4x", "write `status-4xx`");
    finds(
        "en/messages.ftl",
        "status-404 = X.\npage-hom = X.",
        "en/messages.ftl:2:1: error[unknown-id]: no text has the id `page-hom`: write `page-home`",
    );
    finds_id("brand", "write one such as `status-404`");
    finds_id(&"x".repeat(90), "write one such as `status-404`");

    let finds_attribute = |path: &str, name: &str, expected: &str| {
        finds(
            path,
            &format!("status-404 = X.\n    .{name} = X"),
            &format!("{path}:2:6: error[{expected}"),
        );
    };
    let messages = "en/messages.ftl";
    finds_attribute(
        messages,
        "advise",
        "unknown-attribute]: no text has the attribute `.advise`: write `.advice`",
    );
    finds_attribute(
        messages,
        "title",
        "unknown-attribute]: no text has the attribute `.title`: write `.reason`, `.advice` or ",
    );
    finds_attribute(
        "en/concise.ftl",
        "reason",
        "misplaced-attribute]: `.reason` belongs in `messages.ftl`: move it there",
    );
    finds(
        "en/concise.ftl",
        "page-home = Home",
        "en/concise.ftl:1:1: error[misplaced-id]: `page-home` belongs in `messages.ftl`: ",
    );
}

#[test]
fn variables_that_nobody_gives() {
    finds(
        ZH_HANS,
        "status-503 = 本站正在搬家。\n    .advice = 请在 { $secnds } 秒后重试。",
        "zh-Hans/messages.ftl:2:21: error[unknown-variable]: `$secnds` is not in the twin of this \
         text in `en/messages.ftl`: write `$seconds`",
    );
    finds(
        ZH_HANS,
        "status-404 = 找不到 { $thing } 页面。",
        "zh-Hans/messages.ftl:1:21: error[unknown-variable]: `$thing` is not in the twin of this \
         text in `en/messages.ftl`: write the text without it",
    );
    finds(
        "zh-Hans/general.ftl",
        "status-200 = { $kind ->\n    [task] 任务已送达。\n   *[other] 请求成功。\n}",
        "zh-Hans/general.ftl:1:17: error[unknown-variable]: `$kind` is not in the twin of this \
         text in `en/general.ftl`: there is `$operation`",
    );
    // An English file of the folder is a twin too, over that of the crate and part by part.
    let files = [
        ("en/messages.ftl", "status-503 = We are moving house."),
        (ZH_HANS, "status-503 = 本站正在搬家。\n    .advice = 请在 { $seconds } 秒后重试。"),
    ];
    assert_eq!(findings(&files), Vec::<String>::new());
    let files = [
        ("en/concise.ftl", "status-404 = No { $thing } here."),
        ("zh-Hans/concise.ftl", "status-404 = 找不到 { $thing }。"),
    ];
    assert_eq!(findings(&files), Vec::<String>::new());
}

#[test]
fn folders_with_another_name() {
    let finds_name = |name: &str, expected: &str| {
        let text = "status-404 = X.";
        let found = findings(&[(&format!("{name}/friendly.ftl"), text)]);
        let expected = format!("{name}:1:1: error[locale-name]: `{name}` is not {expected}");
        assert_eq!(found, [expected]);
    };
    let write = |better: &str| format!("the usual name of this locale: write `{better}`");
    let no_tag = "a language tag: write one such as `fr`, `pt-BR` or `zh-Hant`";
    for (name, better) in [
        ("en-uk", "en-GB"),
        ("en_GB", "en-GB"),
        ("EN", "en"),
        ("en-US", "en"),
        ("iw", "he"),
        ("sr-latn", "sr-Latn"),
        ("sh", "sr-Latn"),
        ("ca-es-valencia", "ca-ES-valencia"),
    ] {
        finds_name(name, &write(better));
    }
    for name in ["english", "e", "fr!", "no locale"] {
        finds_name(name, no_tag);
    }
    let chinese = |name: &str, better: &str| {
        let found = findings(&[(&format!("{name}/friendly.ftl"), "status-404 = 找不到。")]);
        assert_eq!(
            found,
            [format!("{name}:1:1: error[locale-name]: `{name}` is not {}", write(better))]
        );
    };
    chinese("zh-TW", "zh-Hant");
    chinese("zh_CN", "zh-Hans");
    chinese("zh", "zh-Hans");
    chinese("zh-cmn-Hant", "zh-Hant");
    // Once, however many files there are; and the one that says less.
    let text = "status-404 = X.";
    let files = [("pt/a.ftl", text), ("pt-BR/a.ftl", text), ("pt-BR/b.ftl", text)];
    assert_eq!(
        findings(&files),
        [format!("pt-BR:1:1: error[locale-name]: `pt-BR` is not {}", write("pt"))]
    );
    for name in ["fr", "pt-BR", "zh-HK", "sr-Latn", "es-419", "ca-ES-valencia", "tlh"] {
        finds_nothing(&format!("{name}/friendly.ftl"), "status-404 = 找不到。");
    }
}

// ---- Beside the twin ----

#[test]
fn texts_that_are_missing() {
    finds(
        "ja/concise.ftl",
        "status-404 = X。",
        "ja/concise.ftl:1:1: warning[missing-text]: without some of the texts of \
         `en/concise.ftl`, in whose place readers are given others: add `status-200`, `status-201`, \
         `status-400`, ",
    );
    let english = "status-404 = One.\nstatus-405 = Two.";
    let files = [
        ("en/friendly.ftl", english),
        ("fr/friendly.ftl", "status-405 = Deux.\nstatus-406 = Trois."),
    ];
    assert_eq!(
        findings(&files),
        [
            "fr/friendly.ftl:1:1: warning[missing-text]: without some of the texts of \
             `en/friendly.ftl`, in whose place readers are given others: add `status-404`",
            "fr/friendly.ftl:2:1: warning[extra]: `status-406` is not in `en/friendly.ftl`: add it \
             there, or take it out here",
        ]
    );
}

#[test]
fn parts_that_differ() {
    let messages = fs::read_to_string("locales/en/messages.ftl").unwrap();
    let french = |from: &str, to: &str| {
        assert!(messages.contains(from), "{from}");
        findings(&[("fr/messages.ftl", messages.replace(from, to))])
    };
    let found = french("status-404 = The page you asked for isn't here.\n", "status-404 =\n");
    assert!(found.len() == 1 && found[0].contains("]: `status-404` has no description, as in "));
    let reason = "    .reason = Not Found\n";
    let found = french(reason, "");
    assert!(found.len() == 1 && found[0].contains(": warning[missing-part]: `status-404` has no `.reason`, as in `en/messages.ftl`: add one"), "{found:?}");
    let found = french(reason, "    .reason = Not Found\n    .advice-fallback = X.\n");
    assert!(
        found.len() == 1
            && found[0].contains(
                ":6: warning[extra]: `status-404` has no `.advice-fallback` in `en/messages.ftl`: "
            ),
        "{found:?}"
    );
    finds(
        ZH_HANS,
        "status-503 =\n    .advice = 请稍后重试。",
        "zh-Hans/messages.ftl:2:6: warning[missing-variable]: the `.advice` says nothing of `$seconds`",
    );
}

// ---- Chinese ----

#[test]
fn the_words_that_are_never_in_a_traditional_text_are_those_of_the_readme() {
    let readme = fs::read_to_string("locales/README.md").unwrap();
    let heading = "| English | zh-Hans | zh-Hant | never in zh-Hant |\n";
    let table = readme.split_once(heading).expect("it has the table").1;
    let cells = table.lines().skip(1).map_while(|row| row.split('|').nth(4));
    let words: Vec<&str> = cells
        .flat_map(|cell| cell.split(['、', ',']))
        .filter_map(|word| word.split_whitespace().next())
        .collect();
    assert_eq!((words.first(), words.last()), (Some(&"服務器"), Some(&"數據")), "{words:?}");
    let text: String =
        words.iter().zip(400..).map(|(word, code)| format!("status-{code} = {word}。\n")).collect();
    let found = findings(&[(ZH_HANT, text)]);
    for word in words {
        let told = format!("warning[word]: `{word}` is not said in Taiwan");
        assert!(found.iter().any(|finding| finding.contains(&told)), "{word}: {found:#?}");
    }
}

#[test]
fn the_rules_of_chinese() {
    // The path, a description, the column in it, and the rest of the finding.
    for (path, text, column, expected) in [
        (ZH_HANT, "找不到网页。", 4, "other-script]: `网页` is Simplified here: write `網頁`"),
        (ZH_HANT, "然后再試。", 2, "other-script]: `后` is Simplified here: write `後`"),
        (ZH_HANS, "找不到網頁。", 4, "other-script]: `網頁` is Traditional here: write `网页`"),
        ("zh-HK/x.ftl", "找不到网頁。", 4, "other-script]: `网` is Simplified here: write `網`"),
        (ZH_HANT, "服務器未回應。", 1, "word]: `服務器` is not said in Taiwan: write `伺服器`"),
        (ZH_HANT, "用戶端和用戶。", 5, "word]: `用戶` is not said in Taiwan: write `使用者`"),
        (
            ZH_HANS,
            "伺服器未响应。",
            1,
            "word]: `伺服器` is not said on the mainland: write `服务器`",
        ),
        (ZH_HANS, "请求被拒绝。", 3, "passive]: `被` is not needed with most verbs: "),
        (ZH_HANS, "找不到,请重试。", 4, "half-width]: `,` beside a Chinese character: write `，`"),
        (ZH_HANS, "找不到。请重试.", 8, "half-width]: `.` beside a Chinese character: write `。`"),
        (ZH_HANS, "找不到（404)。", 8, "half-width]: `)` beside a Chinese character: write `）`"),
        (ZH_HANS, "找不到「网页」。", 4, "mark]: `「` is no mark of Simplified texts: write `“`"),
        (ZH_HANT, "找不到“網頁。", 4, "mark]: `“` is no mark of Traditional texts: write `「`"),
        (ZH_HANS, "错误码为４。", 5, "full-width]: `４` is full-width: "),
        (ZH_HANS, "不是HTTP 请求。", 2, "missing-space]: no space between Chinese and Latin "),
        (ZH_HANS, "请求在 30秒内完成。", 6, "missing-space]: no space between Chinese and Latin "),
        (ZH_HANS, "找不到 网页。", 4, "needless-space]: a space is not needed here: take it out"),
        (ZH_HANS, "找不到， 请重试。", 5, "needless-space]: a space is not needed here: "),
        (ZH_HANS, "请求  HTTP 网页。", 4, "needless-space]: a space is not needed here: "),
        (ZH_HANS, "找不到网页", 5, "no-stop]: a full sentence ends with a full stop: write `。`"),
    ] {
        let column = column + "status-404 = ".len();
        let expected = format!("{path}:1:{column}: warning[{expected}");
        let text = format!("status-404 = {text}");
        // The second mark of a pair, the second space of two.
        let found = findings(&[(path, text)]);
        let is_found = found.first().is_some_and(|first| first.starts_with(&expected));
        assert!(is_found && found.len() <= 2, "expected {expected:?}, got {found:?}");
    }
    finds(
        ZH_HANS,
        "status-404 =\n    .reason = 找不到。",
        "zh-Hans/messages.ftl:2:18: warning[stop]: a short phrase has no full stop: take it out",
    );
    finds(
        ZH_HANS,
        "status-404 = The page you asked for isn't here.",
        "zh-Hans/messages.ftl:1:1: warning[untranslated]: this text is in English, word for word: ",
    );
    finds(
        ZH_HANS,
        "status-503 =\n    .advice = 请在{ $seconds } 秒后重试。",
        "zh-Hans/messages.ftl:2:16: warning[missing-space]: ",
    );
    // Each wording that is chosen from.
    finds(
        "zh-Hans/general.ftl",
        "status-200 =\n    { $operation ->\n        [task] 任务已送达\n       *[other] 请求成功。\n    }",
        "zh-Hans/general.ftl:3:20: warning[no-stop]: ",
    );
}

#[test]
fn chinese_that_is_right() {
    for (path, text) in [
        (ZH_HANS, "请求（例如 HTTP/1.1）在 30 秒内没有完成！"),
        (ZH_HANS, "上游服务器在“网关”之后。"),
        (ZH_HANT, "用戶端在「閘道」之後，離台北 3.5 公里。"),
        (ZH_HANT, "社群的游標在這裡。"),
        ("zh-HK/friendly.ftl", "網絡裏的信息。"),
        ("zh-Hans/messages.ftl", "显示器被动地等。"),
        // Quoted, with the stops that its document has.
        ("zh-Hans/concise.ftl", "任务提交成功"),
    ] {
        let id = if path.ends_with("concise.ftl") { "status-200" } else { "status-404" };
        finds_nothing(path, &format!("{id} = {text}"));
    }
    // That is not quoted in the other script, nor for another code.
    finds(
        "zh-Hans/concise.ftl",
        "status-404 = 任务提交成功",
        "zh-Hans/concise.ftl:1:19: warning[no-stop]",
    );
    finds(
        "zh-Hans/messages.ftl",
        "status-200 = 任务提交成功",
        "zh-Hans/messages.ftl:1:19: warning[no-stop]",
    );
    // Other languages have other rules.
    finds_nothing("ja/friendly.ftl", "status-404 = 網頁 网页,HTTP請求");
}

// ---- How it is told ----

#[test]
fn findings_for_a_person() {
    let folder = folder(&[
        ("en/concise.ftl", "status-404 = Not here.\n\tstatus-405 = X.\n"),
        ("en/friendly.ftl", "status-404 = Oh no!\n\nstatsu-405 = X.\n"),
        ("zh-Hant/messages.ftl", "status-404 = 找不到网页。\n"),
        ("zh-TW/friendly.ftl", "status-404 = 找不到。\n"),
    ]);
    let (status, stdout, stderr) = check("", Some(folder.path()));
    assert_eq!((status, stderr.as_str()), (Some(1), ""));
    let path = format!("{}/", folder.path().display());
    insta::assert_snapshot!(stdout.replace(&path, ""), @"
    error[unwanted-character]: tab: write spaces
     --> en/concise.ftl:2:1
      |
    2 |     status-405 = X.
      | ^^^^

    error[unknown-id]: no text has the id `statsu-405`: write `status-405`
     --> en/friendly.ftl:3:1
      |
    3 | statsu-405 = X.
      | ^^^^^^^^^^

    warning[other-script]: `网页` is Simplified here: write `網頁`
     --> zh-Hant/messages.ftl:1:17
      |
    1 | status-404 = 找不到网页。
      |                    ^^^^

    error[locale-name]: `zh-TW` is not the usual name of this locale: write `zh-Hant`
    --> zh-TW

    3 errors, 1 warning in 4 files
    ");
}

#[test]
fn the_summary_counts() {
    let summary = |files: &[(&str, &str)]| {
        let folder = folder(files);
        let (_, stdout, _) = check("", Some(folder.path()));
        stdout.lines().last().unwrap().to_owned()
    };
    let (good, bad) = ("status-404 = X.", "status-404 = X.\nfoo = X.\nbar = X.");
    assert_eq!(summary(&[("en/a.ftl", good)]), "1 file, nothing found");
    assert_eq!(summary(&[("en/a.ftl", good), ("fr/b.ftl", good)]), "2 files, nothing found");
    assert_eq!(summary(&[("en/a.ftl", good), ("fr/b.ftl", bad)]), "2 errors in 2 files");
    assert_eq!(
        summary(&[("zh-Hans/a.ftl", "foo = X\nstatus-404 = 不")]),
        "1 error, 1 warning in 1 file"
    );
}

#[test]
fn json_to_the_letter() {
    let folder = folder(&[("en/concise.ftl", "status-404 = X.\n  status-404 = \"\u{202e}\"")]);
    let (_, stdout, _) = check("--format json", Some(folder.path()));
    let path = folder.path().join("en/concise.ftl");
    let expected = format!(
        "{{\"path\":\"{}\",\"line\":2,\"column\":17,\"code\":\"unwanted-character\",\"message\":",
        path.display()
    );
    let first = stdout.lines().next().unwrap();
    assert!(first.starts_with(&expected) && first.ends_with(",\"severity\":\"error\"}"), "{first}");
}

#[test]
fn colour_where_it_is_asked_for() {
    let folder = folder(&[("en/concise.ftl", "foo = X.")]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_fluent-status"));
    let output = command.arg("check").arg(folder.path()).env("CLICOLOR_FORCE", "1").output();
    assert!(String::from_utf8(output.unwrap().stdout).unwrap().starts_with("\u{1b}["));
    let (_, stdout, _) = check("", Some(folder.path()));
    assert!(!stdout.contains('\u{1b}'));
}

#[test]
fn what_cannot_be_checked() {
    let refuses = |path: &Path, sentence: &str| {
        let expected = format!("error: {sentence}\n");
        assert_eq!(check("", Some(path)), (Some(2), String::new(), expected));
    };
    let folder = folder(&[("file", ""), ("empty/file", "")]);
    for name in ["missing", "file"] {
        let path = folder.path().join(name);
        let reason = fs::read_dir(&path).unwrap_err();
        refuses(&path, &format!("cannot read `{}`: {reason}", path.display()));
    }
    let path = folder.path().join("empty");
    refuses(
        &path,
        &format!(
            "no files of texts in `{}`: expected `<language identifier>/<phrasing>.ftl`, for \
             example `zh-Hant/messages.ftl`",
            path.display()
        ),
    );
}

#[test]
fn a_broken_pipe_is_no_error() {
    let bad = "foo = X.\n".repeat(80);
    let paths: Vec<String> = (0..50).map(|number| format!("en/p{number}.ftl")).collect();
    let files: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), bad.as_str())).collect();
    let folder = folder(&files);
    for format in ["text", "json"] {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        let mut command = Command::new(env!("CARGO_BIN_EXE_fluent-status"));
        command.arg("check").arg(folder.path()).args(["--format", format]);
        let child = command.stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
        let output = child.wait_with_output().unwrap();
        let ended = (output.status.code(), String::from_utf8_lossy(&output.stderr));
        assert_eq!(ended, (Some(0), "".into()), "{format}");
    }
}

// ---- Many files, and files that are made to do harm ----

#[test]
fn a_thousand_files() {
    let text = |path: &str| fs::read_to_string(Path::new("locales").join(path)).unwrap();
    let english = text("en/messages.ftl");
    let letters = || 'a'..='z';
    let tags = letters().flat_map(|a| letters().map(move |b| format!("q{a}{b}")));
    let paths: Vec<String> = tags
        .take(250)
        .flat_map(|tag| ["one", "two", "three", "messages"].map(|name| format!("{tag}/{name}.ftl")))
        .collect();
    assert_eq!(paths.len(), 1000);
    let files: Vec<(&str, &str)> = paths
        .iter()
        .map(|path| {
            (path.as_str(), if path.contains("messages") { &english } else { "status-404 = X." })
        })
        .collect();
    let folder = folder(&files);
    let (_, stdout, _) = check("", Some(folder.path()));
    assert_eq!(stdout, "1000 files, nothing found\n");
}

#[test]
fn files_that_are_made_to_do_harm() {
    let deep = "{ $n ->\n *[a] ".repeat(3000);
    let harmful: [&[u8]; 14] = [
        b"m = {\"\\u\xe4\xb8\xad\"}\n",
        deep.as_bytes(),
        b"m = {{x}}\n",
        b"status-404 = \xff\xfe\xe4\xb8\n",
        b"\xef\xbb\xbf404 = X\n",
        b"\xef\xbb\xbfstatus-404 = \xe4\xb8\xad,\xe4\xb8\xad\n",
        b"status-404 = \t\x1b[31m\x00\r \xe2\x80\xae\n",
        b"a = 1\r\nstatus-404 = \xe4\xb8\xad\r\nb = 2\r\n",
        b"status-404",
        b"",
        b"\n\n\n",
        b"\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9 = X\n",
        b"status-404 = { NUMBER($v, minimumFractionDigits: 9999999999999) }\n",
        b"status-404 = \xe4\xb8\xad\xcc\x81\xef\xb8\x8f,\xf0\xa0\x80\x80 a\n",
    ];
    for text in harmful {
        let folder = tempfile::tempdir().unwrap();
        for locale in ["en", "zh-Hans", "zh-Hant"] {
            fs::create_dir(folder.path().join(locale)).unwrap();
            fs::write(folder.path().join(locale).join("messages.ftl"), text).unwrap();
        }
        for format in ["--format text", "--format json"] {
            let (status, stdout, stderr) = check(format, Some(folder.path()));
            let shown = String::from_utf8_lossy(text);
            assert!(matches!(status, Some(0 | 1)) && stderr.is_empty(), "{shown}: {stderr}");
            assert!(!stdout.contains(['\u{1b}', '\0', '\u{202e}']), "{shown}: {stdout}");
        }
    }
}
