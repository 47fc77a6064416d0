//! `table`

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::command::{code, fluent_status, objects, text};
use crate::common::{assert_none, quoted};
use crate::folder::folder;

#[test]
fn table_as_text() {
    insta::assert_snapshot!(fluent_status("table -p concise -l zh-Hans").stdout(), @"
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
    insta::assert_snapshot!(fluent_status("table -p concise -l en").stdout(), @"
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
    let mut failures = Vec::new();
    for args in ["table -l en", "table -l zh-Hans", "table -l zh-Hant", "table -l zh -p general"] {
        let printed = fluent_status(args).stdout();
        let messages = objects(&fluent_status(args).arg("--format=json").stdout());
        // The start of the last column, and of the column before it.
        let (heading, last_heading) = printed.lines().next().unwrap().rsplit_once(' ').unwrap();
        assert!(["Description", "说明", "說明"].contains(&last_heading), "{args}: {last_heading}");
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
                failures.push(format!("{args}: {columns:?}"));
            }
        }
    }
    assert_none(&failures);
}

/// Returns the rows of Markdown tables, without their headings.
pub(crate) fn markdown_rows(markdown: &str) -> Vec<Vec<&str>> {
    let lines = markdown.lines().filter_map(|line| line.strip_prefix('|')?.strip_suffix('|'));
    let rows = lines.map(|line| line.split('|').map(str::trim).collect::<Vec<_>>());
    rows.filter(|row| row[0].starts_with(|first: char| first.is_ascii_digit())).collect()
}

#[test]
fn table_as_markdown() {
    let table = fluent_status("table -p concise -l zh-Hans --format markdown");
    insta::assert_snapshot!(table.stdout(), @"
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
    insta::assert_snapshot!(table.stdout(), @"
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

/// The table has the rows of a vendor's page: the code with its label, if the page has one, and the
/// description.
#[test]
fn table_as_markdown_equals_its_source_document() {
    let mut failures = Vec::new();
    for (phrasing, locale, document) in [
        ("concise", "en", "000_cc72f66279ec3af6.txt"),
        ("concise", "zh-Hans", "002_33670f6b8678b84b.txt"),
        ("common", "en", "003_de9fc31f9ffa1d7f.txt"),
        ("general", "en", "004_dcf5ec104561398f.txt"),
    ] {
        let args = format!("table --format markdown -p {phrasing} -l {locale}");
        let printed = fluent_status(&args).stdout();
        let printed = markdown_rows(&printed);
        let quoted = quoted();
        let quoted: Vec<_> = quoted.iter().filter(|row| row.document == document).collect();
        if printed.len() != quoted.len() {
            failures.push(format!("{args}: {} rows, not {}", printed.len(), quoted.len()));
        }
        for (printed, quoted) in printed.iter().zip(quoted) {
            let (code, label) = printed[0].split_once(' ').unwrap();
            // Some pages have a column for the type instead of the label.
            let expected = match [&quoted.label, &quoted.kind].map(String::as_str) {
                ["", ""] => label,
                // Only the document uses lower case.
                ["multiple choices", ""] => "Multiple Choices",
                ["", kind] => kind,
                [label, _] => label,
            };
            let expected = (quoted.code.as_str(), expected, quoted.description.as_str());
            let got = (code, label, *printed.last().unwrap());
            if got != expected {
                failures.push(format!("{args}: expected {expected:?}, got {got:?}"));
            }
        }
    }
    assert_none(&failures);
}

#[test]
fn table_formats_have_the_same_content() {
    let mut failures = Vec::new();
    for (args, count) in [
        ("table -l en", 64),
        ("table -l zh-Hans", 64),
        ("table -l zh-Hant", 64),
        ("table -l zh-Hant -p plain", 64),
        ("table -l en -p concise", 11),
        ("table -l zh-Hant -p general", 18),
        ("table -l zh-Hans -p common", 17),
    ] {
        let table = |format: &str| fluent_status(args).arg("--format").arg(format).stdout();
        let json = table("json");
        let messages = objects(&json);
        let codes: Vec<String> = messages.iter().map(code).collect();
        let mut expect = |what: &str, is_true: bool| {
            if !is_true {
                failures.push(format!("{args}: {what}"));
            }
        };
        expect("count", codes.len() == count);
        expect("codes are in order", codes.is_sorted());

        let describe = fluent_status(&args.replace("table", "describe --format json"));
        expect("JSON is the same as for describe", describe.args(&codes).stdout() == json);

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

        let (markdown, text_table) = (table("markdown"), fluent_status(args).stdout());
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
    assert_none(&failures);
}

#[test]
fn table_uses_overlays() {
    let overlay = folder(&[
        ("en/messages.ftl", "status-799 = Out of tea.\n    .reason = No Tea"),
        ("en/friendly.ftl", "status-404 = Oh no!"),
    ]);
    let table = |args: &str| fluent_status(args).overlay(&overlay).stdout();
    assert!(table("table -l en").ends_with("799 No Tea                           Out of tea.\n"));
    let csv = table("table -l en -p friendly --format csv");
    assert!(csv.lines().nth(1).unwrap().starts_with("404,Not Found,Oh no!,"), "{csv}");
    assert_eq!(csv.lines().count(), 2);
}
