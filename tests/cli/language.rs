//! The language of the messages: `--accept-language`, or the environment.

use crate::command::{fluent_status, locale};

#[test]
fn the_environment_sets_the_language() {
    // LC_ALL, LC_MESSAGES, LANG; "-" if it is not set.
    for (values, expected) in [
        (["-", "-", "-"], "en"),
        // The first variable that is set and not empty applies …
        (["zh_TW.UTF-8", "zh_CN.UTF-8", "en_US.UTF-8"], "zh-Hant"),
        (["-", "zh_CN.UTF-8", "zh_TW.UTF-8"], "zh-Hans"),
        (["-", "-", "zh_TW.UTF-8"], "zh-Hant"),
        (["zh_TW.UTF-8", "-", "-"], "zh-Hant"),
        (["", "zh_CN.UTF-8", "zh_TW.UTF-8"], "zh-Hans"),
        (["", "", "zh_TW.UTF-8"], "zh-Hant"),
        (["", "", ""], "en"),
        // … even if it has no language, or a language without messages.
        (["C", "zh_TW.UTF-8", "zh_TW.UTF-8"], "en"),
        (["POSIX", "zh_TW.UTF-8", "zh_TW.UTF-8"], "en"),
        (["C.UTF-8", "-", "zh_TW.UTF-8"], "en"),
        (["-", "C", "zh_TW.UTF-8"], "en"),
        (["fr_FR.UTF-8", "-", "zh_TW.UTF-8"], "en"),
        // Encodings and modifiers are ignored.
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
        // Invalid values.
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
fn accept_language_overrides_the_environment() {
    for (header, expected) in [
        ("zh-CN", "zh-Hans"),
        ("en;q=0.1,zh-Hans", "zh-Hans"),
        // No language, or no available language.
        ("", "en"),
        ("fr", "en"),
        ("-", "en"),
        ("-zh,zh-CN", "zh-Hans"),
    ] {
        for option in ["-l", "--accept-language"] {
            let command = fluent_status("describe 404 --format json").arg(option).arg(header);
            let command = command.env("LC_ALL", "zh_TW").env("LC_MESSAGES", "zh_TW");
            assert_eq!(locale(command.env("LANG", "zh_TW")), expected, "{header:?}");
        }
    }
}

#[test]
fn table_uses_the_environment() {
    let table = || fluent_status("table");
    let traditional = table().env("LANG", "zh_TW.UTF-8");
    assert_eq!(traditional.stdout(), table().arg("-lzh-Hant").stdout());
    assert_eq!(table().stdout(), table().arg("-len").stdout());
}
