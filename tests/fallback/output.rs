//! Messages as values: sharing, borrowing, `Display` and JSON.

use std::borrow::Cow;

use fluent_status::{Catalog, Error, Localized, Message};

use crate::support::{client, overlay};

/// Messages for the tests of formats, so that an edit of the built-in messages does not break them.
const FORMS: [(&str, &str); 3] = [
    ("en/messages.ftl", "status-404 =\n    .advice = Look."),
    ("zh-Hans/messages.ftl", "status-404 =\n    .reason = 未找到\n    .advice = 看看。"),
    ("zh-Hant/messages.ftl", "status-404 = 這裡沒有。\n    .reason = 找不到"),
];

#[test]
fn a_catalog_can_be_shared_by_threads() {
    fn is_shared<T: Send + Sync>() {}
    is_shared::<Catalog>();
    is_shared::<Message<'_>>();
    is_shared::<Error>();
    let catalog = Catalog::builtin();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let client = client(catalog, "en").arg("seconds", 5);
                client.describes(504, "en/concise: Gateway times out.");
            });
        }
    });
}

#[test]
fn a_message_without_arguments_is_borrowed() {
    let is_borrowed = |text: &Localized<'_>| matches!(text.clone().into_cow(), Cow::Borrowed(_));
    let plain = client(Catalog::builtin(), "zh-CN").message(429);
    for text in [plain.reason(), plain.description(), plain.advice().unwrap()] {
        assert!(is_borrowed(text), "{text}");
    }
    let filled = client(Catalog::builtin(), "zh-CN").arg("seconds", 5).message(429);
    assert!(is_borrowed(filled.reason()) && is_borrowed(filled.description()));
    assert!(!is_borrowed(filled.advice().unwrap()));
}

#[test]
fn display_follows_the_punctuation_of_the_locale() {
    let catalog = overlay(&FORMS);
    let french = overlay(&[("fr/messages.ftl", "status-404 = Rien.\n    .reason = Introuvable")]);
    for (catalog, accept_language, expected) in [
        (&catalog, "en", "404 Not Found: The requested resource does not exist."),
        (&catalog, "zh-CN", "404 未找到：请求的资源不存在。"),
        (&catalog, "zh-TW", "404 找不到：這裡沒有。"),
        (&french, "fr", "404 Introuvable\u{a0}: Rien."),
    ] {
        let is_overridden = ["zh-TW", "fr"].contains(&accept_language);
        let phrasing = if is_overridden { "plain" } else { "concise" };
        let message = client(catalog, accept_language).phrasing(phrasing).message(404);
        assert_eq!(message.to_string(), expected);
        assert_eq!(format!("{:>12}", message.reason()).chars().count(), 12);
    }
}

#[cfg(feature = "serde")]
#[test]
fn json_matches_the_contract() {
    let catalog = overlay(&FORMS);
    let json = |accept_language, code| {
        let message = client(&catalog, accept_language).message(code);
        serde_json::to_string(&message).unwrap()
    };
    assert_eq!(
        json("zh-CN", 404),
        concat!(
            r#"{"status":404,"class":"client-error","exact":true,"#,
            r#""reason":{"text":"未找到","locale":"zh-Hans"},"#,
            r#""description":{"text":"请求的资源不存在。","locale":"zh-Hans","phrasing":"concise"},"#,
            r#""advice":{"text":"看看。","locale":"zh-Hans"}}"#,
        )
    );
    // Without advice, the member is null.
    assert_eq!(
        json("en", 201),
        concat!(
            r#"{"status":201,"class":"success","exact":true,"#,
            r#""reason":{"text":"Created","locale":"en"},"#,
            r#""description":{"text":"Resource creation succeeds.","locale":"en","#,
            r#""phrasing":"concise"},"advice":null}"#,
        )
    );
    for (code, class) in [
        (199, "informational"),
        (299, "success"),
        (399, "redirection"),
        (499, "client-error"),
        (599, "server-error"),
        (999, "unknown"),
    ] {
        let start = format!(r#"{{"status":{code},"class":"{class}","exact":false,"#);
        assert!(json("en", code).starts_with(&start), "{}", json("en", code));
    }
    let message = client(&catalog, "en").message(404);
    assert_eq!(
        serde_json::to_string(message.reason()).unwrap(),
        r#"{"text":"Not Found","locale":"en"}"#
    );
}
