//! Fallback from a status code to its class.

use fluent_status::StatusClass;

use crate::support::{client, overlay};

/// Class messages whose text the cases can quote.
const CLASSES: [(&str, &str); 2] = [
    (
        "en/messages.ftl",
        "status-4xx = Class in English.
    .reason = Class reason
    .advice = Class advice.
status-unknown = Unknown in English.
    .reason = Unknown reason",
    ),
    (
        "zh-Hans/messages.ftl",
        "status-4xx = 类别说明。
    .reason = 类别原因
    .advice = 类别建议。
status-unknown = 未知说明。
    .reason = 未知原因",
    ),
];

#[test]
fn a_code_without_a_message_has_the_message_of_its_class() {
    let catalog = overlay(&CLASSES);
    client(&catalog, "en")
        .describes(499, "en/plain, class message: Class in English.")
        .has_reason(499, "en: Class reason")
        .advises(499, "en: Class advice.");
    client(&catalog, "zh-CN, en")
        .phrasing("common")
        .describes(499, "zh-Hans/plain, class message: 类别说明。")
        .has_reason(499, "zh-Hans: 类别原因")
        .advises(499, "zh-Hans: 类别建议。");
    for (code, reason) in [
        (199, "en: Informational"),
        (299, "en: Successful"),
        (399, "en: Redirection"),
        (599, "en: Server Error"),
    ] {
        client(&catalog, "en").has_reason(code, reason);
        assert!(!client(&catalog, "en").message(code).is_exact(), "{code}");
    }
}

#[test]
fn the_reason_of_a_class_is_localized() {
    let catalog = overlay(&CLASSES);
    for (accept_language, class, expected) in [
        ("en", StatusClass::ClientError, "en: Class reason"),
        ("en", StatusClass::ServerError, "en: Server Error"),
        ("en", StatusClass::Unknown, "en: Unknown reason"),
        ("zh-CN", StatusClass::ClientError, "zh-Hans: 类别原因"),
    ] {
        let chain = catalog.negotiate(accept_language);
        let name = catalog.lookup(&chain).class_reason(class);
        assert_eq!(format!("{}: {name}", name.locale()), expected);
    }
}

#[test]
fn a_code_outside_the_classes_has_the_unknown_message() {
    let catalog = overlay(&CLASSES);
    for code in [600, 799, 999] {
        client(&catalog, "en")
            .describes(code, "en/plain, class message: Unknown in English.")
            .has_reason(code, "en: Unknown reason");
        client(&catalog, "zh-CN")
            .describes(code, "zh-Hans/plain, class message: 未知说明。")
            .has_reason(code, "zh-Hans: 未知原因");
    }
}

#[test]
fn an_exact_message_in_a_later_locale_precedes_a_class_message() {
    let [english, chinese] = CLASSES;
    let exact = ("en/concise.ftl", "status-499 = The client closed the connection.");
    let catalog = overlay(&[english, chinese, exact]);
    client(&catalog, "zh-CN, en;q=0.5")
        .describes(499, "en/concise: The client closed the connection.")
        .describes(498, "zh-Hans/plain, class message: 类别说明。")
        // The message of the code has no reason, so the reason of the class is used. The advice of
        // the class does not belong to the exact description.
        .has_reason(499, "zh-Hans: 类别原因")
        .advises(499, "");
}

#[test]
fn a_code_with_only_a_reason_has_the_description_of_its_class() {
    let [english, chinese] = CLASSES;
    let exact = ("qaa/messages.ftl", "status-499 =\n    .reason = Closed");
    let catalog = overlay(&[english, chinese, exact]);
    client(&catalog, "qaa, en")
        .describes(499, "en/plain, class message: Class in English.")
        .has_reason(499, "qaa: Closed")
        .advises(499, "en: Class advice.");
}

#[test]
fn a_reason_without_a_description_is_used() {
    let catalog = overlay(&[("en/messages.ftl", "status-799 =\n    .reason = Closed for Lunch\n")]);
    client(&catalog, "en").has_reason(799, "en: Closed for Lunch");
}
