//! Overlays from directories and from embedded files.

use fluent_status::Catalog;
use rust_embed::RustEmbed;
use unic_langid::langid;

use crate::overlay_dir::overlay_dir;
use crate::support::{client, error_of, overlay};

#[test]
fn an_overlay_replaces_one_message_and_keeps_the_rest() {
    let builtin = client(Catalog::builtin(), "en").message(405);
    let advice = format!("en: {}", builtin.advice().unwrap());
    let catalog = overlay(&[
        ("en/concise.ftl", "status-404 = Nothing here."),
        ("en/messages.ftl", "status-405 = Not like this.\nstatus-410 =\n    .reason = Removed"),
        ("zh-Hans/messages.ftl", "status-404 =\n    .advice = 从首页开始。"),
    ]);
    client(&catalog, "en")
        .describes(404, "en/concise: Nothing here.")
        .has_reason(404, "en: Not Found")
        .describes(504, "en/concise: Gateway times out.");
    client(&catalog, "en")
        .phrasing("general")
        .describes(404, "en/general: The server cannot find the page requested.");
    // Fields that the overlay does not have stay: the reason and the advice …
    client(&catalog, "en")
        .phrasing("plain")
        .describes(405, "en/plain: Not like this.")
        .has_reason(405, "en: Method Not Allowed")
        .advises(405, &advice);
    let filled = client(&catalog, "en").arg("methods", "GET, PUT").message(405);
    assert!(filled.advice().unwrap().as_str().contains("GET, PUT"), "{:?}", filled.advice());
    // … and the description.
    let gone = client(Catalog::builtin(), "en").message(410).description().to_string();
    client(&catalog, "en")
        .describes(410, &format!("en/plain: {gone}"))
        .has_reason(410, "en: Removed");
    client(&catalog, "zh-CN")
        .describes(404, "zh-Hans/concise: 请求的资源不存在。")
        .advises(404, "zh-Hans: 从首页开始。");
    // The built-in catalog does not change.
    client(Catalog::builtin(), "en")
        .describes(404, "en/concise: The requested resource does not exist.");
}

#[test]
fn an_overlay_can_remove_and_add_variables() {
    let catalog = overlay(&[
        ("en/general.ftl", "status-200 = Done.\nstatus-404 = No { $page }."),
        ("en/messages.ftl", "status-429 =\n    .advice = Slow down."),
    ]);
    let task = || client(&catalog, "en").phrasing("general").arg("operation", "task");
    task().describes(200, "en/general: Done.");
    task().arg("page", "shop").describes(404, "en/general: No shop.");
    client(&catalog, "en").arg("seconds", 5).advises(429, "en: Slow down.");
    client(&catalog, "en").advises(429, "en: Slow down.");
}

#[test]
fn a_message_with_a_variable_can_be_between_any_other_entries() {
    let message = "status-404 = No { $page }\n    in { -shop }.\n    .reason = No { $page }\n";
    for (before, behind) in [
        ("", ""),
        ("# status-404 = { $page }\n", "# status-404 = { $page }\n"),
        ("### A file\n\n#\n", "\n\n#\n\n## A group\n"),
        ("-other = A term.\n", "-another = A term.\n"),
        ("# Commented.\nstatus-403 = No.\n", "# Commented.\nstatus-405 = { $page }\n"),
        ("\n\n", "#\n# Commented.\n-other = A term.\n"),
    ] {
        let file = format!("-shop = our shop\n{before}{message}{behind}");
        let catalog = overlay(&[("en/messages.ftl", &file)]);
        client(&catalog, "en")
            .phrasing("plain")
            .arg("page", "shoes")
            .describes(404, "en/plain: No shoes\nin our shop.")
            .has_reason(404, "en: No shoes");
    }
}

#[test]
fn an_overlay_adds_a_locale() {
    let catalog = overlay(&[
        ("qaa/messages.ftl", "status-404 = Não está aqui.\n    .reason = Não encontrado"),
        ("qaa/concise.ftl", "status-503 = { $seconds } segundos."),
    ]);
    assert!(catalog.locales().contains(&langid!("qaa")));
    client(&catalog, "qaa")
        .describes(404, "qaa/plain: Não está aqui.")
        .has_reason(404, "qaa: Não encontrado")
        .describes(503, "en/concise: The request fails because the system is abnormal.");
    client(&catalog, "qaa").arg("seconds", 5).describes(503, "qaa/concise: 5 segundos.");
    assert_eq!(
        client(&catalog, "qaa").message(404).to_string(),
        "404 Não encontrado: Não está aqui."
    );
}

#[test]
fn an_overlay_adds_a_phrasing() {
    let catalog = overlay(&[("zh-Hans/made-up.ftl", "status-404 = 找不到这一页。")]);
    client(&catalog, "zh-CN")
        .phrasing("made-up")
        .describes(404, "zh-Hans/made-up: 找不到这一页。")
        .describes(504, "zh-Hans/concise: 网关超时。")
        .has_reason(404, "zh-Hans: 未找到");
    client(&catalog, "en")
        .phrasing("made-up")
        .describes(404, "en/concise: The requested resource does not exist.");
    // Reasons and advice are always in `messages.ftl`.
    assert_eq!(
        error_of(&[("en/made-up.ftl", b"status-404 = Lost.\n    .reason = Lost\n")]),
        "…/en/made-up.ftl:2:6: `.reason` belongs in `messages.ftl`: write it there below \
         `status-404 =`, which may have no description"
    );
    let catalog = overlay(&[("en/made-up.ftl", "status-404 = Lost.")]);
    let advice = client(Catalog::builtin(), "en").message(404).advice().unwrap().to_string();
    client(&catalog, "en")
        .phrasing("made-up")
        .describes(404, "en/made-up: Lost.")
        .has_reason(404, "en: Not Found")
        .advises(404, &format!("en: {advice}"));
}

#[test]
fn an_overlay_adds_a_status_code() {
    let catalog = overlay(&[(
        "en/messages.ftl",
        "status-499 = Your browser went away.
    .reason = Client Closed Request
status-799 = Retired.
status-999 = Go slower.
    .advice = Wait.
status-6xx = Not a class.
greeting = Not about a status code.",
    )]);
    client(&catalog, "en")
        .describes(499, "en/plain: Your browser went away.")
        .has_reason(499, "en: Client Closed Request")
        .advises(499, "")
        .describes(799, "en/plain: Retired.")
        .describes(999, "en/plain: Go slower.")
        .advises(999, "en: Wait.");
    let added: Vec<u16> = catalog
        .status_codes()
        .filter(|code| Catalog::builtin().status_codes().all(|builtin| builtin != *code))
        .map(|code| code.as_u16())
        .collect();
    assert_eq!(added, [499, 799, 999]);
    assert!(catalog.status_codes().is_sorted());
}

#[test]
fn a_later_overlay_replaces_an_earlier_one() {
    let first = overlay_dir(&[
        ("en/concise.ftl", "status-404 = First.\nstatus-403 = First."),
        ("qaa/concise.ftl", "status-404 = Premier."),
    ]);
    let second = overlay_dir(&[("en/concise.ftl", "status-404 = Second.")]);
    let catalog =
        Catalog::builder().overlay_dir(first.path()).overlay_dir(second.path()).build().unwrap();
    client(&catalog, "en")
        .describes(404, "en/concise: Second.")
        .describes(403, "en/concise: First.")
        .describes(504, "en/concise: Gateway times out.");
    client(&catalog, "qaa").describes(404, "qaa/concise: Premier.");
}

#[test]
fn an_overlay_can_have_terms_and_references() {
    let catalog = overlay(&[
        ("en/messages.ftl", "-brand = Acme"),
        (
            "en/concise.ftl",
            "status-404 = { -brand } has no such page.
status-410 = { status-404 } Not any more.",
        ),
    ]);
    client(&catalog, "en")
        .describes(404, "en/concise: Acme has no such page.")
        .describes(410, "en/concise: Acme has no such page. Not any more.");
}

#[test]
fn a_byte_order_mark_is_ignored() {
    let catalog = overlay(&[("en/concise.ftl", "\u{FEFF}status-404 = Nothing here.\n")]);
    client(&catalog, "en").describes(404, "en/concise: Nothing here.");
}

#[test]
fn windows_line_ends_are_accepted() {
    let catalog = overlay(&[(
        "en/messages.ftl",
        "status-404 = Nothing here.\r\n    .reason = Lost\r\n    .advice = Look.\r\n\
         status-410 =\r\n    Two\r\n    lines.\r\n",
    )]);
    client(&catalog, "en")
        .phrasing("plain")
        .describes(404, "en/plain: Nothing here.")
        .advises(404, "en: Look.")
        .has_reason(404, "en: Lost")
        .describes(410, "en/plain: Two\nlines.");
}

#[test]
fn other_files_are_ignored() {
    let catalog = overlay(&[
        ("README.md", "# Texts"),
        ("en/concise.ftl", "status-404 = Nothing here."),
        ("en/concise.ftl~", "status-404 = A backup."),
        (".git/HEAD", "ref"),
    ]);
    client(&catalog, "en").describes(404, "en/concise: Nothing here.");
}

/// The embedded message files of an application.
#[derive(RustEmbed)]
#[folder = "tests/data/app-locales"]
struct AppMessages;

#[test]
fn an_application_can_embed_its_message_files() {
    let shop = "shop".parse().unwrap();
    let catalog =
        Catalog::builder().overlay_embedded::<AppMessages>().phrasings([shop]).build().unwrap();
    client(&catalog, "en")
        .describes(404, "en/concise: We can't find that order.")
        .describes(504, "en/concise: Gateway times out.");
    client(&catalog, "qaa")
        .describes(404, "qaa/shop: Commande introuvable.")
        .has_reason(404, "en: Not Found");
    // A directory can apply after embedded files, and before them.
    let nothing = overlay_dir(&[("en/concise.ftl", "status-404 = Nothing here.")]);
    let above = Catalog::builder()
        .overlay_embedded::<AppMessages>()
        .overlay_dir(nothing.path())
        .build()
        .unwrap();
    client(&above, "en").describes(404, "en/concise: Nothing here.");
    let below = Catalog::builder()
        .overlay_dir(nothing.path())
        .overlay_embedded::<AppMessages>()
        .build()
        .unwrap();
    client(&below, "en").describes(404, "en/concise: We can't find that order.");
}
