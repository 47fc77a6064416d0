//! `negotiate`

use std::ffi::OsStr;

use crate::command::{fluent_status, keys};
use crate::common::assert_none;
use crate::folder::folder;

/// `(default)`: no listed language is available, so the first locale applies. `(absent)`: the request
/// has no header.
#[test]
fn negotiate_passes_every_vector() {
    let mut failures = Vec::new();
    let mut cases = csv::Reader::from_path("tests/data/accept-language.csv").unwrap();
    for case in cases.records() {
        let case = case.unwrap();
        let (header, available, expected, source) = (&case[0], &case[1], &case[2], &case[3]);
        let header = if header == "(absent)" { "" } else { header };
        let command = fluent_status("negotiate --format json").arg(header);
        let command = command.arg("--available").arg(available.replace(' ', ","));
        let outcome = command.json();
        let is_right = if expected == "(default)" {
            let default = available.split(' ').next();
            outcome["matched"].is_null() && outcome.pointer("/chain/0").unwrap().as_str() == default
        } else {
            outcome["matched"] == expected && outcome["chain"][0] == expected
        };
        if !is_right || keys(&outcome) != ["chain", "matched"] {
            let line = case.position().unwrap().line();
            failures.push(format!(
                "line {line} ({source}): {header:?} on {available:?}: expected {expected}, got \
                 {outcome}"
            ));
        }
    }
    assert!(cases.position().record() > 90);
    assert_none(&failures);
}

#[test]
fn negotiate_prints_the_match_and_the_chain() {
    let negotiate = |header| fluent_status("negotiate").arg(header);
    insta::assert_snapshot!(negotiate("zh-TW,zh;q=0.9,en;q=0.8").stdout(), @"
    matched: zh-Hant
    chain:   zh-Hant, zh-Hans, en
    ");
    insta::assert_snapshot!(negotiate("ja").stdout(), @"
    matched: none, the default locale applies
    chain:   en
    ");
    insta::assert_snapshot!(negotiate("ja").arg("--available=pt-BR,en").stdout(), @"
    matched: none, the default locale applies
    chain:   pt-BR
    ");
    for (header, json) in [
        ("zh-TW,en", r#"{"matched":"zh-Hant","chain":["zh-Hant","en"]}"#),
        ("ja", r#"{"matched":null,"chain":["en"]}"#),
        ("", r#"{"matched":null,"chain":["en"]}"#),
    ] {
        assert_eq!(negotiate(header).arg("--format=json").stdout(), format!("{json}\n"));
    }
}

#[test]
fn negotiate_accepts_any_header() {
    #[track_caller]
    fn matches(header: impl AsRef<OsStr>, expected: Option<&str>) {
        let command = fluent_status("negotiate --format json").arg(header);
        assert_eq!(command.json()["matched"].as_str(), expected);
    }
    matches("zh-TW", Some("zh-Hant"));
    matches("-zh-CN,zh-TW", Some("zh-Hant"));
    matches("-", None);
    matches("-x", None);
    matches("--no-such-option", None);
    matches("\n\u{202e}\u{1b}[31m,zh-TW", Some("zh-Hant"));
    matches(",,, ,zh-TW", Some("zh-Hant"));
    // Only the first kilobyte is read.
    matches(format!("zh-TW,{}", "x".repeat(60_000)), Some("zh-Hant"));
    matches(format!("zh-TW{}", ",en;q=0.5".repeat(60_000 / 9)), Some("zh-Hant"));
    matches(format!("{},zh-TW", "x".repeat(60_000)), None);
}

#[test]
fn negotiate_prints_tags_as_they_were_given() {
    let negotiate = fluent_status("negotiate zh-HK --available EN,zh_tw --available ZH-hk,zh-TW");
    let json = r#"{"matched":"ZH-hk","chain":["ZH-hk","zh_tw","EN"]}"#;
    assert_eq!(negotiate.arg("--format=json").stdout(), format!("{json}\n"));
}

#[test]
fn negotiate_rejects_an_invalid_tag() {
    #[track_caller]
    fn rejects(available: &str, tag: &str) {
        let command = fluent_status("negotiate zh --available").arg(available);
        command.fails_with(&format!(
            "invalid language tag `{tag}`: expected a tag such as en, zh-Hant or pt-BR"
        ));
    }
    rejects("en,zh!,pt", "zh!");
    rejects("e", "e");
    rejects("en zh", "en zh");
    rejects("en, zh", " zh");
    rejects("en,,zh", "");
    rejects("", "");
    rejects("*", "*");
    rejects("en,中文", "中文");
}

#[test]
fn negotiate_uses_the_locales_of_overlays() {
    let overlay = folder(&[("ja/messages.ftl", "status-404 = ページがありません。")]);
    let negotiate = || fluent_status("negotiate ja-JP,zh-TW --format json");
    let json = r#"{"matched":"ja","chain":["ja","zh-Hant","en"]}"#;
    assert_eq!(negotiate().overlay(&overlay).stdout(), format!("{json}\n"));
    let json = r#"{"matched":"zh-Hant","chain":["zh-Hant","en"]}"#;
    assert_eq!(negotiate().stdout(), format!("{json}\n"));
    negotiate().overlay(&overlay).arg("--available=en").fails_with_usage(
        "the argument '--locales-dir <DIR>' cannot be used with '--available <TAG,TAG,...>'",
    );
}
