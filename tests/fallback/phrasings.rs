//! Fallback between phrasings, and the order of the phrasings.

use fluent_status::{Catalog, Phrasing, StatusCode};

use crate::overlay_dir::overlay_dir;
use crate::support::{client, overlay};

#[test]
fn the_fallback_order_precedes_other_phrasings() {
    let added = overlay_dir(&[
        ("en/a-new-one.ftl", "status-404 = New."),
        ("zh-Hans/zestful.ftl", "status-404 = 新。"),
    ]);
    let names = |order: &[&str]| -> Vec<String> {
        let order = order.iter().map(|name| name.parse().unwrap());
        let catalog =
            Catalog::builder().overlay_dir(added.path()).phrasings(order).build().unwrap();
        let mut names: Vec<_> = catalog.phrasings().iter().map(ToString::to_string).collect();
        // Built-in phrasings of later versions would be between the added ones.
        let known = ["concise", "general", "common", "plain", "a-new-one", "zestful"];
        names.retain(|name| known.contains(&name.as_str()));
        names
    };
    assert_eq!(names(&[]), ["concise", "general", "common", "plain", "a-new-one", "zestful"]);
    // A phrasing without a file is ignored, and a repeated phrasing counts once.
    assert_eq!(
        names(&["common", "nowhere", "a-new-one", "common"]),
        ["common", "a-new-one", "concise", "general", "plain", "zestful"]
    );
    assert_eq!(
        names(&["plain"]),
        ["plain", "concise", "general", "common", "a-new-one", "zestful"]
    );
}

#[test]
fn the_builder_sets_the_fallback_order() {
    // Without a phrasing, or with an unknown one, a lookup uses the first phrasing.
    let catalog = Catalog::builder().phrasings([Phrasing::COMMON]).build().unwrap();
    let chain = catalog.negotiate("en");
    let message = catalog.message(StatusCode::from_u16(404).unwrap(), &chain);
    assert_eq!(message.description().as_str(), "The server could not find the requested page.");
    client(&catalog, "en")
        .phrasing("nowhere")
        .describes(409, "en/common: The request could not be processed due to a conflict.");
    // The order also applies to fallback: 409 is in `general` and `common`.
    client(&catalog, "en")
        .phrasing("concise")
        .describes(409, "en/common: The request could not be processed due to a conflict.");
}

#[test]
fn a_phrasing_without_the_code_falls_back_to_the_next() {
    let catalog = Catalog::builtin();
    // 409 is in `general`, `common` and `plain`, 300 in `general` and `plain`.
    client(catalog, "en")
        .phrasing("concise")
        .describes(404, "en/concise: The requested resource does not exist.")
        .describes(409, "en/general: The request cannot be processed due to a conflict.")
        .describes(300, "en/general: The requested resource has multiple available responses.");
    client(catalog, "en")
        .phrasing("common")
        .describes(300, "en/general: The requested resource has multiple available responses.");
}

#[test]
fn an_earlier_locale_precedes_the_preferred_phrasing_of_a_later_one() {
    let catalog = overlay(&[
        ("qaa/general.ftl", "status-409 = Conflit."),
        ("qaa/messages.ftl", "status-411 = Longueur requise."),
    ]);
    // `common` has 408 and 409 in English and in Chinese.
    client(&catalog, "qaa, zh-CN, en")
        .phrasing("common")
        .describes(409, "qaa/general: Conflit.")
        .describes(411, "qaa/plain: Longueur requise.")
        .describes(408, "zh-Hans/common: 请求超时。");
}

#[test]
fn an_unknown_phrasing_falls_back_to_the_default_order() {
    client(Catalog::builtin(), "zh-CN, en")
        .phrasing("made-up")
        .describes(404, "zh-Hans/concise: 请求的资源不存在。");
}
