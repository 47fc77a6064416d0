//! Fallback between locales, and to the default locale.

use fluent_status::{Catalog, StatusCode};
use unic_langid::langid;

use crate::overlay_dir::overlay_dir;
use crate::support::{client, overlay};

#[test]
fn a_locale_without_the_code_falls_back_to_the_next() {
    let catalog = overlay(&[("qaa/concise.ftl", "status-404 = Introuvable.")]);
    client(&catalog, "qaa")
        .describes(404, "qaa/concise: Introuvable.")
        .describes(504, "en/concise: Gateway times out.")
        .has_reason(404, "en: Not Found");
    // The next locale of the client precedes the default locale.
    client(&catalog, "qaa, zh-CN;q=0.5, en;q=0.1").describes(504, "zh-Hans/concise: 网关超时。");
}

#[test]
fn a_client_without_an_available_locale_gets_the_default_locale() {
    for accept_language in ["", "qaa", "*;q=0"] {
        client(Catalog::builtin(), accept_language)
            .describes(404, "en/concise: The requested resource does not exist.");
    }
}

#[test]
fn a_chain_of_another_catalog_is_mapped() {
    let french = overlay(&[("qaa/concise.ftl", "status-404 = Introuvable.")]);
    let moved = Catalog::builder().default_locale(langid!("zh-Hant")).build().unwrap();
    let chain = french.negotiate("qaa, zh-CN, en");
    let code = StatusCode::from_u16(404).unwrap();
    for (catalog, locale) in
        [(&french, "qaa"), (Catalog::builtin(), "zh-Hans"), (&moved, "zh-Hans")]
    {
        let message = catalog.message(code, &chain);
        assert_eq!(message.description().locale().to_string(), locale, "{catalog:?}");
    }
    // The default locale at the end of a chain counts as a locale of the client.
    let chain = french.negotiate("qaa");
    assert_eq!(moved.message(code, &chain).description().locale(), &langid!("en"));
}

#[test]
fn a_sparse_default_locale_falls_back_to_english() {
    let french = overlay_dir(&[("qaa/concise.ftl", "status-404 = Introuvable.")]);
    let catalog = Catalog::builder()
        .overlay_dir(french.path())
        .default_locale(langid!("qaa"))
        .build()
        .unwrap();
    assert_eq!(catalog.locales()[0], langid!("qaa"));
    for accept_language in ["", "qaa", "qab, qac;q=0.5"] {
        client(&catalog, accept_language)
            .describes(404, "qaa/concise: Introuvable.")
            .has_reason(404, "en: Not Found")
            .describes(504, "en/concise: Gateway times out.");
    }
    client(&catalog, "zh-CN").describes(504, "zh-Hans/concise: 网关超时。");
}

#[test]
fn a_sparse_default_locale_falls_back_to_the_chain_of_its_clients() {
    let hong_kong = overlay_dir(&[("zh-HK/concise.ftl", "status-404 = 搵唔到。\n")]);
    let catalog = Catalog::builder()
        .overlay_dir(hong_kong.path())
        .default_locale(langid!("zh-HK"))
        .build()
        .unwrap();
    for accept_language in ["zh-HK", "qaa", ""] {
        client(&catalog, accept_language)
            .describes(404, "zh-HK/concise: 搵唔到。")
            .describes(504, "zh-Hant/concise: 閘道逾時。");
    }
}

#[test]
fn later_locales_of_the_client_precede_english_after_a_sparse_default() {
    let sparse = overlay_dir(&[("qaa/concise.ftl", "status-404 = Introuvable.\n")]);
    let catalog = Catalog::builder()
        .overlay_dir(sparse.path())
        .default_locale(langid!("qaa"))
        .build()
        .unwrap();
    client(&catalog, "qaa,zh-TW;q=0.5,en;q=0.1")
        .describes(404, "qaa/concise: Introuvable.")
        .describes(504, "zh-Hant/concise: 閘道逾時。");
    assert_eq!(catalog.negotiate("qaa,zh-TW;q=0.5").to_string(), "qaa");
}

#[test]
fn the_likeliest_locale_of_a_language_is_first() {
    let catalog = overlay(&[
        ("fr-CA/concise.ftl", "status-404 = Introuvable.\n"),
        ("fr-FR/concise.ftl", "status-404 = Introuvable.\n"),
        ("fr/concise.ftl", "status-404 = Introuvable.\n"),
    ]);
    assert_eq!(catalog.negotiate("fr-CH").to_string(), "fr, fr-FR, fr-CA, en");
    assert_eq!(catalog.negotiate("fr-CA").to_string(), "fr-CA, fr, fr-FR, en");
}
