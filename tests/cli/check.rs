//! `check`

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::command::{CommandLine, fluent_status, objects};
use crate::overlay_dir::overlay_dir;

/// Returns the exit status, standard output and standard error.
#[track_caller]
fn check(args: &str, dir: Option<&Path>) -> (Option<i32>, String, String) {
    dir.into_iter()
        .fold(fluent_status("check"), CommandLine::arg)
        .args(args.split_whitespace())
        .output()
}

/// Formats a diagnostic: `en/concise.ftl:2:1: error[unknown-id]: unknown message ID …`
fn line(diagnostic: &Value, dir: &Path) -> String {
    let path = Path::new(diagnostic["path"].as_str().unwrap());
    let path = path.strip_prefix(dir).unwrap_or(path).display().to_string();
    let text = |name: &str| diagnostic[name].as_str().unwrap().to_owned();
    format!(
        "{path}:{}:{}: {}[{}]: {}",
        diagnostic["line"],
        diagnostic["column"],
        text("severity"),
        text("code"),
        text("message")
    )
}

/// Returns the diagnostics for a directory. Checks the exit status without and with
/// `--deny-warnings`.
#[track_caller]
fn diagnostics<T: AsRef<[u8]>>(files: &[(&str, T)]) -> Vec<String> {
    diagnostics_of(&[&overlay_dir(files)])
}

/// Warnings about most overlays that override only a few messages.
const OVERRIDE_WARNINGS: [&str; 2] = ["partial-override", "inherited-advice"];

/// Returns the diagnostics for overlays in this order, without [`OVERRIDE_WARNINGS`]. Paths are
/// relative to their directory.
#[track_caller]
fn diagnostics_of(dirs: &[&TempDir]) -> Vec<String> {
    let mut diagnostics = all_diagnostics_of(dirs);
    let is_override_warning =
        |line: &String| OVERRIDE_WARNINGS.iter().any(|code| line.contains(&format!("[{code}]: ")));
    diagnostics.retain(|line| !is_override_warning(line));
    diagnostics
}

#[track_caller]
fn all_diagnostics_of(dirs: &[&TempDir]) -> Vec<String> {
    let command = || {
        let command = fluent_status("check --format json");
        dirs.iter().fold(command, |command, dir| command.arg(dir.path()))
    };
    let (status, stdout, stderr) = command().output();
    assert_eq!(stderr, "");
    let diagnostics = objects(&stdout);
    let has_errors = diagnostics.iter().any(|diagnostic| diagnostic["severity"] == "error");
    assert_eq!(status, Some(i32::from(has_errors)), "{stdout}");
    let (status, ..) = command().arg("--deny-warnings").output();
    assert_eq!(status, Some(i32::from(!diagnostics.is_empty())), "{stdout}");
    let line = |diagnostic: &Value| {
        let path = Path::new(diagnostic["path"].as_str().unwrap());
        let dir = dirs.iter().find(|dir| path.starts_with(dir.path()));
        line(diagnostic, dir.map_or(Path::new(""), |dir| dir.path()))
    };
    diagnostics.iter().map(line).collect()
}

/// Checks that there is one diagnostic, which starts with `expected`.
#[track_caller]
fn reports(path: &str, text: &str, expected: &str) {
    let found = diagnostics(&[(path, text)]);
    let is_expected = matches!(found.as_slice(), [one] if one.starts_with(expected));
    assert!(is_expected, "expected {expected:?} in {text:?}, got:\n{}", found.join("\n"));
}

#[track_caller]
fn reports_nothing(path: &str, text: &str) {
    assert_eq!(diagnostics(&[(path, text)]), Vec::<String>::new());
}

const ZH_HANS: &str = "zh-Hans/messages.ftl";
const ZH_HANT: &str = "zh-Hant/messages.ftl";

#[test]
fn the_builtin_files_have_no_problems() {
    assert_eq!(
        check("--deny-warnings", None),
        (Some(0), "12 files, no problems found\n".to_owned(), String::new())
    );
    assert_eq!(check("--format json", None), (Some(0), String::new(), String::new()));
    let (status, stdout, _) = check("--deny-warnings", Some(Path::new("locales")));
    assert_eq!((status, stdout.as_str()), (Some(0), "12 files, no problems found\n"));
}

#[test]
fn an_overlay_may_be_incomplete() {
    reports_nothing("en/concise.ftl", "status-503 = We are moving house.");
    let term = ("en/messages.ftl", "-brand = Acme");
    let message = ("en/concise.ftl", "status-503 = { -brand } is moving house.");
    assert_eq!(diagnostics(&[term, message]), Vec::<String>::new());
    reports_nothing("en/messages.ftl", "status-799 = Out of tea.\n    .reason = No Tea");
    reports_nothing("en/friendly.ftl", "status-404 = Oh no!");
    reports_nothing(ZH_HANS, "status-503 = 本站正在搬家。");
    reports_nothing(ZH_HANS, "status-503 =\n    .advice = 请在 { $seconds } 秒后重试。");
    // The advice of 429 has a variable, but this removes it.
    reports_nothing(ZH_HANS, "status-429 =\n    .advice = { \"\" }");
}

#[test]
fn rejected_files_are_reported() {
    reports(
        "en/concise.ftl",
        "404 = Not here.",
        "en/concise.ftl:1:1: error[id]: an ID begins with a ",
    );
    reports("ja/concise.ftl", "status-404 = { \n", "ja/concise.ftl:1:14: error[");
    reports("concise.ftl", "status-404 = X", "concise.ftl:1:1: error[misplaced]: unexpected file ");
    reports("en/Con Cise.ftl", "", "en/Con Cise.ftl:1:1: error[misplaced]: unexpected file ");
    reports(
        "en/concise.ftl",
        "status-404 = { -nowhere }",
        "en/concise.ftl:1:17: error[unknown-reference]: ",
    );
    reports(
        "en/concise.ftl",
        "status-404 = One.\nstatus-404 = Two.",
        "en/concise.ftl:2:1: error[duplicate-id]: ",
    );
}

#[test]
fn unknown_ids_and_attributes_are_errors() {
    let reports_id = |id: &str, expected: &str| {
        reports(
            "en/messages.ftl",
            &format!("status-404 = X.\n{id} = X."),
            &format!(
                "en/messages.ftl:2:1: error[unknown-id]: unknown message ID `{id}`: {expected}"
            ),
        );
    };
    reports_id("statsu-404", "write `status-404`");
    reports_id("status_404", "write `status-404`");
    reports_id("Status-404", "write `status-404`");
    reports_id("status-unkown", "write `status-unknown`");
    reports_id("status-6xx", "write `status-unknown`");
    reports_id("status-4x", "write `status-4xx`");
    reports(
        "en/messages.ftl",
        "status-404 = X.\npage-hom = X.",
        "en/messages.ftl:2:1: error[unknown-id]: unknown message ID `page-hom`: write `page-home`",
    );
    reports_id("brand", "write an ID such as `status-404`");
    reports_id(&"x".repeat(90), "write an ID such as `status-404`");

    let reports_attribute = |path: &str, name: &str, expected: &str| {
        reports(
            path,
            &format!("status-404 = X.\n    .{name} = X"),
            &format!("{path}:2:6: error[{expected}"),
        );
    };
    let messages = "en/messages.ftl";
    reports_attribute(
        messages,
        "advise",
        "unknown-attribute]: unknown attribute `.advise`: write `.advice`",
    );
    reports_attribute(
        messages,
        "title",
        "unknown-attribute]: unknown attribute `.title`: write `.reason`, `.advice` or ",
    );
    reports_attribute(
        "en/concise.ftl",
        "reason",
        "misplaced-attribute]: `.reason` belongs in `messages.ftl`: write it there below \
         `status-404 =`, which may have no description",
    );
    reports(
        "en/concise.ftl",
        "page-home = Home",
        "en/concise.ftl:1:1: error[misplaced-id]: `page-home` belongs in `messages.ftl`: ",
    );
    reports(
        "en/concise.ftl",
        "statsu-404 = X.",
        "en/concise.ftl:1:1: error[misplaced-id]: `statsu-404` is not the ID of a status code: \
         write an ID such as `status-404`, or move the message to `messages.ftl`",
    );
}

#[test]
fn unknown_variables_are_errors() {
    reports(
        ZH_HANS,
        "status-503 = 本站正在搬家。\n    .advice = 请在 { $secnds } 秒后重试。",
        "zh-Hans/messages.ftl:2:21: error[unknown-variable]: `$secnds` is not in this message in \
         `en/messages.ftl`: write `$seconds`",
    );
    reports(
        ZH_HANS,
        "status-404 = 找不到 { $thing } 页面。",
        "zh-Hans/messages.ftl:1:21: error[unknown-variable]: `$thing` is not in this message in \
         `en/messages.ftl`: write the text without it",
    );
    reports(
        "zh-Hans/general.ftl",
        "status-200 = { $kind ->\n    [task] 任务已送达。\n   *[other] 请求成功。\n}",
        "zh-Hans/general.ftl:1:17: error[unknown-variable]: `$kind` is not in this message in \
         `en/general.ftl`: available: `$operation`",
    );
    // English files in the overlay override fields of the built-in reference.
    let files = [
        ("en/messages.ftl", "status-503 = We are moving house."),
        (ZH_HANS, "status-503 = 本站正在搬家。\n    .advice = 请在 { $seconds } 秒后重试。"),
    ];
    assert_eq!(diagnostics(&files), Vec::<String>::new());
    let files = [
        ("en/concise.ftl", "status-404 = No { $thing } here."),
        ("zh-Hans/concise.ftl", "status-404 = 找不到 { $thing }。"),
    ];
    assert_eq!(diagnostics(&files), Vec::<String>::new());
}

#[test]
fn unusual_directory_names_are_errors() {
    let reports_name = |name: &str, expected: &str| {
        let text = "status-404 = X.";
        let found = diagnostics(&[(&format!("{name}/friendly.ftl"), text)]);
        let expected = format!("{name}:1:1: error[locale-name]: `{name}` is not {expected}");
        assert_eq!(found, [expected]);
    };
    let write = |better: &str| format!("the usual tag of this locale: write `{better}`");
    let no_tag = "a language tag: write a tag such as `fr`, `pt-BR` or `zh-Hant`";
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
        reports_name(name, &write(better));
    }
    for name in ["english", "e", "fr!", "no locale"] {
        reports_name(name, no_tag);
    }
    let chinese = |name: &str, better: &str| {
        let found = diagnostics(&[(&format!("{name}/friendly.ftl"), "status-404 = 找不到。")]);
        assert_eq!(
            found,
            [format!("{name}:1:1: error[locale-name]: `{name}` is not {}", write(better))]
        );
    };
    chinese("zh-TW", "zh-Hant");
    chinese("zh_CN", "zh-Hans");
    chinese("zh", "zh-Hans");
    chinese("zh-cmn-Hant", "zh-Hant");
    // One diagnostic for several files. The shorter equivalent tag is preferred.
    let text = "status-404 = X.";
    let files = [("pt/a.ftl", text), ("pt-BR/a.ftl", text), ("pt-BR/b.ftl", text)];
    assert_eq!(
        diagnostics(&files),
        [format!("pt-BR:1:1: error[locale-name]: `pt-BR` is not {}", write("pt"))]
    );
    for name in ["fr", "pt-BR", "zh-HK", "sr-Latn", "es-419", "ca-ES-valencia", "tlh"] {
        reports_nothing(&format!("{name}/friendly.ftl"), "status-404 = 找不到。");
    }
}

#[test]
fn missing_messages_are_warnings() {
    reports(
        "ja/concise.ftl",
        "status-404 = X。",
        "ja/concise.ftl:1:1: warning[missing-message]: some messages of \
         `en/concise.ftl` are missing, so users get another phrasing or language: add `status-200`, `status-201`, \
         `status-400`, ",
    );
    let english = "status-404 = One.\nstatus-405 = Two.";
    let files = [
        ("en/friendly.ftl", english),
        ("fr/friendly.ftl", "status-405 = Deux.\nstatus-406 = Trois."),
    ];
    assert_eq!(
        diagnostics(&files),
        [
            "fr/friendly.ftl:1:1: warning[missing-message]: some messages of \
             `en/friendly.ftl` are missing, so users get another phrasing or language: add `status-404`",
            "fr/friendly.ftl:2:1: warning[extra]: `status-406` is not in `en/friendly.ftl`: add it \
             there, or remove it here",
        ]
    );
}

#[test]
fn different_fields_are_warnings() {
    let messages = fs::read_to_string("locales/en/messages.ftl").unwrap();
    let french = |from: &str, to: &str| {
        assert!(messages.contains(from), "{from}");
        diagnostics(&[("fr/messages.ftl", messages.replace(from, to))])
    };
    let found = french("status-404 = The page you asked for isn't here.\n", "status-404 =\n");
    assert!(found.len() == 1 && found[0].contains("]: `status-404` has no description, unlike "));
    let reason = "    .reason = Not Found\n";
    let found = french(reason, "");
    assert!(found.len() == 1 && found[0].contains(": warning[missing-field]: `status-404` has no `.reason`, unlike `en/messages.ftl`: add it"), "{found:?}");
    let found = french(reason, "    .reason = Not Found\n    .advice-fallback = X.\n");
    assert!(
        found.len() == 1
            && found[0].contains(
                ":6: warning[extra]: `status-404` has no `.advice-fallback` in `en/messages.ftl`: "
            ),
        "{found:?}"
    );
    reports(
        ZH_HANS,
        "status-503 =\n    .advice = 请稍后重试。",
        "zh-Hans/messages.ftl:2:6: warning[missing-variable]: the `.advice` does not contain `$seconds`",
    );
}

#[test]
fn words_not_used_in_taiwan_are_those_of_the_readme() {
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
    let found = diagnostics(&[(ZH_HANT, text)]);
    for word in words {
        let expected = format!("warning[word]: `{word}` is not used in Taiwan");
        assert!(found.iter().any(|warning| warning.contains(&expected)), "{word}: {found:#?}");
    }
}

#[test]
fn chinese_style_problems_are_warnings() {
    // The path, a description, the column in it, and the rest of the warning.
    for (path, text, column, expected) in [
        (ZH_HANT, "找不到网页。", 4, "other-script]: `网页` is Simplified: write `網頁`"),
        (ZH_HANT, "然后再試。", 2, "other-script]: `后` is Simplified: write `後`"),
        (ZH_HANS, "找不到網頁。", 4, "other-script]: `網頁` is Traditional: write `网页`"),
        ("zh-HK/x.ftl", "找不到网頁。", 4, "other-script]: `网` is Simplified: write `網`"),
        (ZH_HANT, "服務器未回應。", 1, "word]: `服務器` is not used in Taiwan: write `伺服器`"),
        (ZH_HANT, "用戶端和用戶。", 5, "word]: `用戶` is not used in Taiwan: write `使用者`"),
        (
            ZH_HANS,
            "伺服器未响应。",
            1,
            "word]: `伺服器` is not used in mainland China: write `服务器`",
        ),
        (ZH_HANS, "请求被拒绝。", 3, "passive]: `被` is not necessary with most verbs: "),
        (ZH_HANS, "找不到,请重试。", 4, "half-width]: `,` next to a Chinese character: write `，`"),
        (ZH_HANS, "找不到。请重试.", 8, "half-width]: `.` next to a Chinese character: write `。`"),
        (ZH_HANS, "找不到（404)。", 8, "half-width]: `)` next to a Chinese character: write `）`"),
        (
            ZH_HANS,
            "找不到「网页」。",
            4,
            "mark]: `「` is not a mark of Simplified Chinese: write `“`",
        ),
        (
            ZH_HANT,
            "找不到“網頁。",
            4,
            "mark]: `“` is not a mark of Traditional Chinese: write `「`",
        ),
        (ZH_HANS, "错误码为４。", 5, "full-width]: `４` is full-width: "),
        (ZH_HANS, "不是HTTP 请求。", 2, "missing-space]: no space between Chinese and Latin "),
        (ZH_HANS, "请求在 30秒内完成。", 6, "missing-space]: no space between Chinese and Latin "),
        (ZH_HANS, "找不到 网页。", 4, "needless-space]: unnecessary space: remove it"),
        (ZH_HANS, "找不到， 请重试。", 5, "needless-space]: unnecessary space: "),
        (ZH_HANS, "请求  HTTP 网页。", 4, "needless-space]: unnecessary space: "),
        (ZH_HANS, "找不到网页", 5, "no-stop]: a full sentence ends with a full stop: add `。`"),
    ] {
        let column = column + "status-404 = ".len();
        let expected = format!("{path}:1:{column}: warning[{expected}");
        let text = format!("status-404 = {text}");
        // Two warnings for a pair of marks and for two spaces.
        let found = diagnostics(&[(path, text)]);
        let is_found = found.first().is_some_and(|first| first.starts_with(&expected));
        assert!(is_found && found.len() <= 2, "expected {expected:?}, got {found:?}");
    }
    reports(
        ZH_HANS,
        "status-404 =\n    .reason = 找不到。",
        "zh-Hans/messages.ftl:2:18: warning[stop]: a short phrase has no full stop: remove it",
    );
    reports(
        ZH_HANS,
        "status-404 = The page you asked for isn't here.",
        "zh-Hans/messages.ftl:1:1: warning[untranslated]: this text is identical to the English text: ",
    );
    reports(
        ZH_HANS,
        "status-503 =\n    .advice = 请在{ $seconds } 秒后重试。",
        "zh-Hans/messages.ftl:2:16: warning[missing-space]: ",
    );
    // Each variant of a select expression.
    reports(
        "zh-Hans/general.ftl",
        "status-200 =\n    { $operation ->\n        [task] 任务已送达\n       *[other] 请求成功。\n    }",
        "zh-Hans/general.ftl:3:20: warning[no-stop]: ",
    );
}

#[test]
fn correct_chinese_has_no_warnings() {
    for (path, text) in [
        (ZH_HANS, "请求（例如 HTTP/1.1）在 30 秒内没有完成！"),
        (ZH_HANS, "上游服务器在“网关”之后。"),
        (ZH_HANT, "用戶端在「閘道」之後，離台北 3.5 公里。"),
        (ZH_HANT, "社群的游標在這裡。"),
        ("zh-HK/friendly.ftl", "網絡裏的信息。"),
        ("zh-Hans/messages.ftl", "显示器被动地等。"),
        // A quoted description, without a full stop as in its document.
        ("zh-Hans/concise.ftl", "任务提交成功"),
    ] {
        let id = if path.ends_with("concise.ftl") { "status-200" } else { "status-404" };
        reports_nothing(path, &format!("{id} = {text}"));
    }
    // The same text is not quoted in another message or file.
    reports(
        "zh-Hans/concise.ftl",
        "status-404 = 任务提交成功",
        "zh-Hans/concise.ftl:1:19: warning[no-stop]",
    );
    reports(
        "zh-Hans/messages.ftl",
        "status-200 = 任务提交成功",
        "zh-Hans/messages.ftl:1:19: warning[no-stop]",
    );
    // The rules apply only to Chinese.
    reports_nothing("ja/friendly.ftl", "status-404 = 網頁 网页,HTTP請求");
}

#[test]
fn text_output_shows_the_lines() {
    let folder = overlay_dir(&[
        ("en/concise.ftl", "status-404 = Not here.\n\tstatus-405 = X.\n"),
        ("en/friendly.ftl", "status-404 = Oh no!\n"),
        ("en/messages.ftl", "-brand = Acme\n\nstatsu-405 = X.\n"),
        ("zh-Hant/friendly.ftl", "status-404 = 找不到网页。\n"),
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

    error[unknown-id]: unknown message ID `statsu-405`: write `status-405`
     --> en/messages.ftl:3:1
      |
    3 | statsu-405 = X.
      | ^^^^^^^^^^

    warning[other-script]: `网页` is Simplified: write `網頁`
     --> zh-Hant/friendly.ftl:1:17
      |
    1 | status-404 = 找不到网页。
      |                    ^^^^

    error[locale-name]: `zh-TW` is not the usual tag of this locale: write `zh-Hant`
    --> zh-TW

    3 errors, 1 warning in 5 files
    ");
}

#[test]
fn the_summary_counts_files_and_diagnostics() {
    let summary = |files: &[(&str, &str)]| {
        let folder = overlay_dir(files);
        let (_, stdout, _) = check("", Some(folder.path()));
        stdout.lines().last().unwrap().to_owned()
    };
    let (good, bad) = ("status-404 = X.", "status-404 = X.\nfoo = X.\nbar = X.");
    assert_eq!(summary(&[("en/a.ftl", good)]), "1 file, no problems found");
    assert_eq!(summary(&[("en/a.ftl", good), ("fr/b.ftl", good)]), "2 files, no problems found");
    assert_eq!(summary(&[("en/a.ftl", good), ("fr/b.ftl", bad)]), "2 errors in 2 files");
    assert_eq!(summary(&[("zh-TW/a.ftl", "status-404 = 不")]), "1 error, 1 warning in 1 file");
}

#[test]
fn json_matches_the_contract() {
    let folder = overlay_dir(&[("en/concise.ftl", "status-404 = X.\n  status-404 = \"\u{202e}\"")]);
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
fn color_if_forced() {
    let dir = overlay_dir(&[("en/concise.ftl", "foo = X.")]);
    let (_, stdout, _) = fluent_status("check").arg(dir.path()).env("CLICOLOR_FORCE", "1").output();
    assert!(stdout.starts_with("\u{1b}["));
    let (_, stdout, _) = check("", Some(dir.path()));
    assert!(!stdout.contains('\u{1b}'));
}

#[test]
fn directories_without_message_files_are_rejected() {
    let rejects = |path: &Path, sentence: &str| {
        let expected = format!("error: {sentence}\n");
        assert_eq!(check("", Some(path)), (Some(2), String::new(), expected));
    };
    let folder = overlay_dir(&[("file", ""), ("empty/file", "")]);
    for name in ["missing", "file"] {
        let path = folder.path().join(name);
        let reason = fs::read_dir(&path).unwrap_err();
        rejects(&path, &format!("cannot read `{}`: {reason}", path.display()));
    }
    let path = folder.path().join("empty");
    rejects(
        &path,
        &format!(
            "no message files in `{}`: expected `<language identifier>/messages.ftl`, for example \
             `zh-Hant/messages.ftl`",
            path.display()
        ),
    );
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let bad = "foo = X.\n".repeat(80);
    let paths: Vec<String> = (0..50).map(|number| format!("en/p{number}.ftl")).collect();
    let files: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), bad.as_str())).collect();
    let folder = overlay_dir(&files);
    for format in ["text", "json"] {
        fluent_status("check --format")
            .arg(format)
            .arg(folder.path())
            .ends_quietly_with_closed_pipe();
    }
}

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
    let folder = overlay_dir(&files);
    let (_, stdout, _) = check("", Some(folder.path()));
    assert_eq!(stdout, "1000 files, no problems found\n");
}

#[test]
fn harmful_files_do_not_stop_the_check() {
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

#[test]
fn later_directories_override_earlier_ones() {
    let first = overlay_dir(&[
        ("en/friendly.ftl", "status-404 = No { $thing } here.\nstatus-405 = Two."),
        ("fr/friendly.ftl", "status-404 = Pas de { $thing } ici."),
    ]);
    let second = overlay_dir(&[("fr/friendly.ftl", "status-405 = Deux.")]);
    // Together, the French files have all messages of the English file.
    assert_eq!(diagnostics_of(&[&first, &second]), Vec::<String>::new());
    let third = overlay_dir(&[("en/friendly.ftl", "status-404 = Nothing here.")]);
    let unknown_variable = "fr/friendly.ftl:1:24: error[unknown-variable]: `$thing` is not in this \
                            message in `en/friendly.ftl`: write the text without it";
    let hidden = "friendly.ftl:1:1: warning[hidden-description]: this description of `status-404` is \
                  never shown, because `";
    let found = diagnostics_of(&[&first, &second, &third]);
    let [hidden_in_first, unknown_in_first] = found.as_slice() else { panic!("{found:#?}") };
    assert!(hidden_in_first.starts_with(&format!("en/{hidden}")), "{hidden_in_first}");
    assert_eq!(unknown_in_first, unknown_variable);
    let found = diagnostics_of(&[&third, &first, &second]);
    let [hidden_in_third] = found.as_slice() else { panic!("{found:#?}") };
    assert!(hidden_in_third.starts_with(&format!("en/{hidden}")), "{hidden_in_third}");
}

#[test]
fn a_missing_message_is_reported_in_the_last_directory() {
    let first = overlay_dir(&[
        ("en/friendly.ftl", "status-404 = One.\nstatus-405 = Two.\nstatus-406 = Three."),
        ("fr/friendly.ftl", "status-404 = Un."),
    ]);
    let second = overlay_dir(&[("fr/friendly.ftl", "status-405 = Deux.")]);
    let found = diagnostics_of(&[&first, &second]);
    assert!(matches!(found.as_slice(), [one] if one.ends_with("add `status-406`")), "{found:?}");
    // The first directory has no diagnostics.
    let (_, stdout, _) = fluent_status("check").arg(first.path()).arg(second.path()).output();
    assert!(stdout.contains(&second.path().join("fr/friendly.ftl").display().to_string()));
}

#[test]
fn overridden_messages_have_the_warnings_of_the_catalog() {
    let dir = overlay_dir(&[("en/messages.ftl", "status-404 = Gone fishing.")]);
    let found = all_diagnostics_of(&[&dir]);
    let codes: Vec<&str> =
        found.iter().map(|line| line.split(['[', ']']).nth(1).unwrap()).collect();
    assert_eq!(codes, OVERRIDE_WARNINGS, "{found:#?}");
    let dir = overlay_dir(&[
        ("en/messages.ftl", "status-404 = Gone fishing.\n    .advice = { \"\" }"),
        ("zh-Hans/messages.ftl", "status-404 = 出门钓鱼。\n    .advice = { \"\" }"),
        ("zh-Hant/messages.ftl", "status-404 = 出門釣魚。\n    .advice = { \"\" }"),
    ]);
    assert_eq!(all_diagnostics_of(&[&dir]), Vec::<String>::new());
}
