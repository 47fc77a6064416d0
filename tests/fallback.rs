//! Which text a reader is given, scenario by scenario.
//!
//! Scenarios that need a language without texts use `qaa`, which is for private use, and write it in
//! French: whatever locale is added to the crate, it will not be this one. Texts that are told word
//! for word are quoted ones, which nobody edits, or those that a scenario brings itself; reasons and
//! the English plurals are the exception.

#[path = "common/folder.rs"]
mod folder;

use std::borrow::Cow;

use fluent::types::{FluentNumber, FluentNumberOptions};
use fluent_status::{
    Catalog, Error, FluentArgs, FluentValue, Localized, Message, Phrasing, StatusClass, StatusCode,
};
use folder::folder;
use rust_embed::RustEmbed;
use unic_langid::langid;

// ---- The words of a scenario ----

/// The catalogue of the crate with files laid over it. A folder is read once, so it need not stay.
#[track_caller]
fn overlaid(files: &[(&str, &str)]) -> Catalog {
    Catalog::builder().overlay_dir(folder(files).path()).build().unwrap()
}

/// Someone who lists languages, and may prefer a phrasing and have values.
struct Reader<'c> {
    catalog: &'c Catalog,
    accept_language: &'c str,
    phrasing: Phrasing,
    values: FluentArgs<'c>,
}

fn reader<'c>(catalog: &'c Catalog, accept_language: &'c str) -> Reader<'c> {
    let (phrasing, values) = (Phrasing::CONCISE, FluentArgs::new());
    Reader { catalog, accept_language, phrasing, values }
}

impl<'c> Reader<'c> {
    fn prefers(mut self, phrasing: &str) -> Self {
        self.phrasing = phrasing.parse().unwrap();
        self
    }

    fn knows(mut self, name: &'c str, value: impl Into<FluentValue<'c>>) -> Self {
        self.values.set(name, value);
        self
    }

    fn asks(&self, code: u16) -> Message<'c> {
        let chain = self.catalog.negotiate(self.accept_language);
        let lookup = self.catalog.lookup(&chain).phrasing(&self.phrasing).args(&self.values);
        let message = lookup.message(StatusCode::from_u16(code).unwrap());
        assert_eq!(lookup.description(message.status().unwrap()), *message.description(), "{code}");
        message
    }

    /// As `zh-Hans/general: 请求超时。`, or `zh-Hans/plain, for its class: …`.
    #[track_caller]
    fn is_told(&self, code: u16, expected: &str) -> &Self {
        let message = self.asks(code);
        let (text, phrasing) = (message.description(), message.phrasing().unwrap());
        let class = if message.is_exact() { "" } else { ", for its class" };
        let told = format!("{}/{phrasing}{class}: {text}", text.locale());
        assert_eq!(told, expected, "{code} for {:?}", self.accept_language);
        self
    }

    /// As `en: Not Found`.
    #[track_caller]
    fn reads_reason(&self, code: u16, expected: &str) -> &Self {
        let message = self.asks(code);
        let text = message.reason();
        assert_eq!(format!("{}: {text}", text.locale()), expected, "{code}");
        self
    }

    /// As `en: Wait.`, or nothing.
    #[track_caller]
    fn is_advised(&self, code: u16, expected: &str) -> &Self {
        let message = self.asks(code);
        let advice = message.advice().map(|text| format!("{}: {text}", text.locale()));
        assert_eq!(advice.unwrap_or_default(), expected, "{code}");
        self
    }
}

/// The texts of classes, in words that a scenario can name.
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

// ---- Phrasings and locales ----

#[test]
fn phrasings_have_the_fallback_order_and_then_the_rest() {
    let added = folder(&[
        ("en/a-new-one.ftl", "status-404 = New."),
        ("zh-Hans/zestful.ftl", "status-404 = 新。"),
    ]);
    let names = |order: &[&str]| -> Vec<String> {
        let order = order.iter().map(|name| name.parse().unwrap());
        let catalog =
            Catalog::builder().overlay_dir(added.path()).phrasings(order).build().unwrap();
        let mut names: Vec<_> = catalog.phrasings().iter().map(ToString::to_string).collect();
        // Those that the crate may have one day stand among the added ones.
        let known = ["concise", "general", "common", "plain", "a-new-one", "zestful"];
        names.retain(|name| known.contains(&name.as_str()));
        names
    };
    assert_eq!(names(&[]), ["concise", "general", "common", "plain", "a-new-one", "zestful"]);
    // What does not exist is no phrasing, and what is named twice counts once.
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
fn phrasing_order_set_by_the_builder() {
    // Who asks for nothing, or for what there is not, gets the first phrasing.
    let catalog = Catalog::builder().phrasings([Phrasing::COMMON]).build().unwrap();
    let chain = catalog.negotiate("en");
    let message = catalog.message(StatusCode::from_u16(404).unwrap(), &chain);
    assert_eq!(message.description().as_str(), "The server could not find the requested page.");
    reader(&catalog, "en")
        .prefers("nowhere")
        .is_told(409, "en/common: The request could not be processed due to a conflict.");
    // And the order is that of falling back: 409 is in `general` and `common`.
    reader(&catalog, "en")
        .prefers("concise")
        .is_told(409, "en/common: The request could not be processed due to a conflict.");
}

#[test]
fn missing_in_one_phrasing() {
    let catalog = Catalog::builtin();
    // 409 is in `general`, `common` and `plain`, 300 in `general` and `plain`.
    reader(catalog, "en")
        .prefers("concise")
        .is_told(404, "en/concise: The requested resource does not exist.")
        .is_told(409, "en/general: The request cannot be processed due to a conflict.")
        .is_told(300, "en/general: The requested resource has multiple available responses.");
    reader(catalog, "en")
        .prefers("common")
        .is_told(300, "en/general: The requested resource has multiple available responses.");
}

#[test]
fn missing_in_every_phrasing_of_a_locale() {
    let catalog = overlaid(&[("qaa/concise.ftl", "status-404 = Introuvable.")]);
    reader(&catalog, "qaa")
        .is_told(404, "qaa/concise: Introuvable.")
        .is_told(504, "en/concise: Gateway times out.")
        .reads_reason(404, "en: Not Found");
    // The next locale is the reader's, not the default.
    reader(&catalog, "qaa, zh-CN;q=0.5, en;q=0.1").is_told(504, "zh-Hans/concise: 网关超时。");
}

#[test]
fn missing_in_every_locale() {
    let catalog = overlaid(&CLASSES);
    reader(&catalog, "en")
        .is_told(499, "en/plain, for its class: Class in English.")
        .reads_reason(499, "en: Class reason")
        .is_advised(499, "en: Class advice.");
    reader(&catalog, "zh-CN, en")
        .prefers("common")
        .is_told(499, "zh-Hans/plain, for its class: 类别说明。")
        .reads_reason(499, "zh-Hans: 类别原因")
        .is_advised(499, "zh-Hans: 类别建议。");
    for (code, reason) in [
        (199, "en: Informational"),
        (299, "en: Successful"),
        (399, "en: Redirection"),
        (599, "en: Server Error"),
    ] {
        reader(&catalog, "en").reads_reason(code, reason);
        assert!(!reader(&catalog, "en").asks(code).is_exact(), "{code}");
    }
}

#[test]
fn a_class_has_a_name_in_the_readers_language() {
    let catalog = overlaid(&CLASSES);
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
fn code_outside_the_classes() {
    let catalog = overlaid(&CLASSES);
    for code in [600, 799, 999] {
        reader(&catalog, "en")
            .is_told(code, "en/plain, for its class: Unknown in English.")
            .reads_reason(code, "en: Unknown reason");
        reader(&catalog, "zh-CN")
            .is_told(code, "zh-Hans/plain, for its class: 未知说明。")
            .reads_reason(code, "zh-Hans: 未知原因");
    }
}

#[test]
fn exact_in_a_later_locale_beats_class_in_an_earlier_one() {
    let [english, chinese] = CLASSES;
    let own = ("en/concise.ftl", "status-499 = The client closed the connection.");
    let catalog = overlaid(&[english, chinese, own]);
    reader(&catalog, "zh-CN, en;q=0.5")
        .is_told(499, "en/concise: The client closed the connection.")
        .is_told(498, "zh-Hans/plain, for its class: 类别说明。")
        // The code has no reason of its own, and the class has one in the reader's language. Its
        // advice would be about another thing.
        .reads_reason(499, "zh-Hans: 类别原因")
        .is_advised(499, "");
}

#[test]
fn a_code_with_a_reason_alone_is_described_by_its_class() {
    let [english, chinese] = CLASSES;
    let own = ("qaa/messages.ftl", "status-499 =\n    .reason = Closed");
    let catalog = overlaid(&[english, chinese, own]);
    reader(&catalog, "qaa, en")
        .is_told(499, "en/plain, for its class: Class in English.")
        .reads_reason(499, "qaa: Closed")
        .is_advised(499, "en: Class advice.");
}

#[test]
fn own_language_in_another_wording_before_preferred_wording_in_another_language() {
    let catalog = overlaid(&[
        ("qaa/general.ftl", "status-409 = Conflit."),
        ("qaa/messages.ftl", "status-411 = Longueur requise."),
    ]);
    // `common` has 408 and 409 in English and in Chinese.
    reader(&catalog, "qaa, zh-CN, en")
        .prefers("common")
        .is_told(409, "qaa/general: Conflit.")
        .is_told(411, "qaa/plain: Longueur requise.")
        .is_told(408, "zh-Hans/common: 请求超时。");
}

#[test]
fn preferred_phrasing_unknown_to_the_catalogue() {
    reader(Catalog::builtin(), "zh-CN, en")
        .prefers("made-up")
        .is_told(404, "zh-Hans/concise: 请求的资源不存在。");
}

#[test]
fn nothing_listed_is_available() {
    for accept_language in ["", "qaa", "*;q=0"] {
        reader(Catalog::builtin(), accept_language)
            .is_told(404, "en/concise: The requested resource does not exist.");
    }
}

#[test]
fn chain_of_another_catalogue_is_understood() {
    let french = overlaid(&[("qaa/concise.ftl", "status-404 = Introuvable.")]);
    let moved = Catalog::builder().default_locale(langid!("zh-Hant")).build().unwrap();
    let chain = french.negotiate("qaa, zh-CN, en");
    let code = StatusCode::from_u16(404).unwrap();
    for (catalog, locale) in
        [(&french, "qaa"), (Catalog::builtin(), "zh-Hans"), (&moved, "zh-Hans")]
    {
        let message = catalog.message(code, &chain);
        assert_eq!(message.description().locale().to_string(), locale, "{catalog:?}");
    }
    // A chain that ends in its own default is one that lists it.
    let chain = french.negotiate("qaa");
    assert_eq!(moved.message(code, &chain).description().locale(), &langid!("en"));
}

// ---- Variables ----

/// One text of each kind that uses a variable, above a plain one.
const VARIABLES: [(&str, &str); 2] = [
    (
        "en/concise.ftl",
        "status-404 = There is no { $page }.
status-409 = { $kind ->
    [file] The file is open.
   *[other] Something is open.
}
status-410 = { $page ->
    [home] The home page is gone.
   *[other] { $page } is gone.
}",
    ),
    (
        "en/messages.ftl",
        "status-405 = Not this way.
    .reason = Method { $method } Not Allowed
    .advice = Use { $methods }.
    .advice-fallback = Go back.",
    ),
];

#[test]
fn missing_variable_falls_to_plain_advice() {
    let catalog = overlaid(&VARIABLES);
    reader(&catalog, "en").is_advised(405, "en: Go back.");
    reader(&catalog, "en").knows("other", "GET").is_advised(405, "en: Go back.");
    reader(&catalog, "en").knows("methods", "GET").is_advised(405, "en: Use GET.");
}

#[test]
fn missing_variable_in_selector_takes_default_variant() {
    let catalog = overlaid(&VARIABLES);
    reader(&catalog, "en").is_told(409, "en/concise: Something is open.");
    reader(&catalog, "en").knows("kind", "mail").is_told(409, "en/concise: Something is open.");
    reader(&catalog, "en").knows("kind", "file").is_told(409, "en/concise: The file is open.");
    // The two wordings of 200 in the vendor documents.
    let embedded = Catalog::builtin();
    reader(embedded, "en").prefers("general").is_told(200, "en/general: Request succeeded.");
    reader(embedded, "en")
        .prefers("general")
        .knows("operation", "task")
        .is_told(200, "en/general: The task is successfully delivered.");
}

#[test]
fn missing_variable_shown_falls_to_next_candidate() {
    let catalog = overlaid(&VARIABLES);
    let general = "en/general: The server cannot find the page requested.";
    reader(&catalog, "en").is_told(404, general);
    reader(&catalog, "en").knows("pages", "home").is_told(404, general);
    reader(&catalog, "en").knows("page", "home").is_told(404, "en/concise: There is no home.");
    // The same in a variant, the default one included.
    reader(&catalog, "en").knows("page", "home").is_told(410, "en/concise: The home page is gone.");
    reader(&catalog, "en").knows("page", "shop").is_told(410, "en/concise: shop is gone.");
    assert_eq!(reader(&catalog, "en").asks(410).phrasing(), Some(&Phrasing::PLAIN));
    // Where no text of the locale can do without the value, the next locale has one.
    let french = overlaid(&[("qaa/messages.ftl", "status-404 = Pas de { $page }.")]);
    reader(&french, "qaa").is_told(404, "en/concise: The requested resource does not exist.");
    reader(&french, "qaa").knows("page", "plan").is_told(404, "qaa/plain: Pas de plan.");
    // But a phrasing is not passed over for what a later one would do with the values.
    let later = overlaid(&[
        ("en/concise.ftl", "status-404 = There is no { $page }."),
        ("en/common.ftl", "status-404 = { $method } finds nothing."),
    ]);
    reader(&later, "en").knows("method", "GET").is_told(404, general);
    // A text with values in a phrasing between the one that was asked for and the plain one.
    let between = overlaid(&[("en/common.ftl", "status-411 = { $size } is no length.")]);
    reader(&between, "en").knows("size", 7).is_told(411, "en/common: 7 is no length.");
    assert_eq!(reader(&between, "en").asks(411).phrasing(), Some(&Phrasing::PLAIN));
}

#[test]
fn missing_variable_in_a_reason_falls_to_the_next_locale() {
    let catalog = overlaid(&VARIABLES);
    // Below the default locale there is none, so the reason is that of the class.
    reader(&catalog, "en").reads_reason(405, "en: Client Error");
    reader(&catalog, "en").knows("method", "PUT").reads_reason(405, "en: Method PUT Not Allowed");
    let french = overlaid(&[("qaa/messages.ftl", "status-405 = Non.\n    .reason = Pas { $a }")]);
    reader(&french, "qaa").reads_reason(405, "en: Method Not Allowed");
    reader(&french, "qaa").knows("a", "ici").reads_reason(405, "qaa: Pas ici");
}

#[test]
fn value_none_counts_as_missing() {
    let catalog = overlaid(&VARIABLES);
    let none = || FluentValue::None;
    reader(&catalog, "en").knows("methods", none()).is_advised(405, "en: Go back.");
    reader(&catalog, "en").knows("kind", none()).is_told(409, "en/concise: Something is open.");
    reader(&catalog, "en")
        .knows("page", none())
        .is_told(404, "en/general: The server cannot find the page requested.");
}

#[test]
fn values_with_bidi_controls_are_cleaned() {
    let catalog = overlaid(&VARIABLES);
    for (value, shown) in [
        ("\u{202E}GET\u{202C}", "GET"),
        ("\u{2066}GET\u{2069}, \u{200F}PUT\u{061C}", "GET, PUT"),
        ("GET\n\r\t\0, PUT\u{7f}\u{85}", "GET, PUT"),
        ("يحصل", "يحصل"),
    ] {
        let advice = format!("en: Use {shown}.");
        reader(&catalog, "en").knows("methods", value).is_advised(405, &advice);
    }
    // A selector sees the value as it is shown.
    reader(&catalog, "en")
        .knows("page", "\u{202D}home")
        .is_told(410, "en/concise: The home page is gone.");
}

#[test]
fn no_isolation_marks_are_put_around_values() {
    let message = |values| {
        let catalog = Catalog::builtin();
        let chain = catalog.negotiate("zh-TW");
        let lookup = catalog.lookup(&chain).args(values);
        lookup.message(StatusCode::from_u16(413).unwrap()).advice().unwrap().to_string()
    };
    let values = [("limit", FluentValue::from("10 MB"))].into_iter().collect();
    let advice = message(&values);
    assert!(advice.contains(" 10 MB"), "{advice:?}");
    assert!(!advice.contains(['\u{2068}', '\u{2069}']), "{advice:?}");
}

#[test]
fn plural_in_english() {
    for (code, one, many) in [
        (429, "Wait 1 second, then try again.", "Wait 2 seconds, then try again."),
        (503, "Try again in 1 second.", "Try again in 2 seconds."),
    ] {
        let reader = |seconds: u32| reader(Catalog::builtin(), "en").knows("seconds", seconds);
        reader(1).is_advised(code, &format!("en: {one}"));
        reader(2).is_advised(code, &format!("en: {many}"));
        reader(0).is_advised(code, &format!("en: {}", many.replace('2', "0")));
        reader(3600).is_advised(code, &format!("en: {}", many.replace('2', "3600")));
    }
}

// ---- Overlays ----

#[test]
fn overlay_replaces_one_message_and_keeps_the_rest() {
    let embedded = reader(Catalog::builtin(), "en").asks(405);
    let advice = format!("en: {}", embedded.advice().unwrap());
    let catalog = overlaid(&[
        ("en/concise.ftl", "status-404 = Nothing here."),
        ("en/messages.ftl", "status-405 = Not like this.\nstatus-410 =\n    .reason = Removed"),
        ("zh-Hans/messages.ftl", "status-404 =\n    .advice = 从首页开始。"),
    ]);
    reader(&catalog, "en")
        .is_told(404, "en/concise: Nothing here.")
        .reads_reason(404, "en: Not Found")
        .is_told(504, "en/concise: Gateway times out.");
    reader(&catalog, "en")
        .prefers("general")
        .is_told(404, "en/general: The server cannot find the page requested.");
    // The parts that the overlay does not mention stay: reason and advice …
    reader(&catalog, "en")
        .prefers("plain")
        .is_told(405, "en/plain: Not like this.")
        .reads_reason(405, "en: Method Not Allowed")
        .is_advised(405, &advice);
    let filled = reader(&catalog, "en").knows("methods", "GET, PUT").asks(405);
    assert!(filled.advice().unwrap().as_str().contains("GET, PUT"), "{:?}", filled.advice());
    // … and the description.
    let gone = reader(Catalog::builtin(), "en").asks(410).description().to_string();
    reader(&catalog, "en")
        .is_told(410, &format!("en/plain: {gone}"))
        .reads_reason(410, "en: Removed");
    reader(&catalog, "zh-CN")
        .is_told(404, "zh-Hans/concise: 请求的资源不存在。")
        .is_advised(404, "zh-Hans: 从首页开始。");
    // The catalogue of the crate is another one.
    reader(Catalog::builtin(), "en")
        .is_told(404, "en/concise: The requested resource does not exist.");
}

#[test]
fn overlay_takes_a_variable_away_and_adds_one() {
    let catalog = overlaid(&[
        ("en/general.ftl", "status-200 = Done.\nstatus-404 = No { $page }."),
        ("en/messages.ftl", "status-429 =\n    .advice = Slow down."),
    ]);
    let task = || reader(&catalog, "en").prefers("general").knows("operation", "task");
    task().is_told(200, "en/general: Done.");
    task().knows("page", "shop").is_told(404, "en/general: No shop.");
    reader(&catalog, "en").knows("seconds", 5).is_advised(429, "en: Slow down.");
    reader(&catalog, "en").is_advised(429, "en: Slow down.");
}

#[test]
fn a_text_with_a_variable_stands_between_anything() {
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
        let catalog = overlaid(&[("en/messages.ftl", &file)]);
        reader(&catalog, "en")
            .prefers("plain")
            .knows("page", "shoes")
            .is_told(404, "en/plain: No shoes\nin our shop.")
            .reads_reason(404, "en: No shoes");
    }
}

#[test]
fn overlay_adds_a_locale() {
    let catalog = overlaid(&[
        ("qaa/messages.ftl", "status-404 = Não está aqui.\n    .reason = Não encontrado"),
        ("qaa/concise.ftl", "status-503 = { $seconds } segundos."),
    ]);
    assert!(catalog.locales().contains(&langid!("qaa")));
    reader(&catalog, "qaa")
        .is_told(404, "qaa/plain: Não está aqui.")
        .reads_reason(404, "qaa: Não encontrado")
        .is_told(503, "en/concise: The request fails because the system is abnormal.");
    reader(&catalog, "qaa").knows("seconds", 5).is_told(503, "qaa/concise: 5 segundos.");
    assert_eq!(reader(&catalog, "qaa").asks(404).to_string(), "404 Não encontrado: Não está aqui.");
}

#[test]
fn overlay_adds_a_phrasing() {
    let catalog = overlaid(&[("zh-Hans/made-up.ftl", "status-404 = 找不到这一页。")]);
    reader(&catalog, "zh-CN")
        .prefers("made-up")
        .is_told(404, "zh-Hans/made-up: 找不到这一页。")
        .is_told(504, "zh-Hans/concise: 网关超时。")
        .reads_reason(404, "zh-Hans: 未找到");
    reader(&catalog, "en")
        .prefers("made-up")
        .is_told(404, "en/concise: The requested resource does not exist.");
    // The reason and the advice always come from `messages.ftl`.
    assert_eq!(
        error_of(&[("en/made-up.ftl", b"status-404 = Lost.\n    .reason = Lost\n")]),
        "…/en/made-up.ftl:2:6: `.reason` belongs in `messages.ftl`: move it there"
    );
    let catalog = overlaid(&[("en/made-up.ftl", "status-404 = Lost.")]);
    let advice = reader(Catalog::builtin(), "en").asks(404).advice().unwrap().to_string();
    reader(&catalog, "en")
        .prefers("made-up")
        .is_told(404, "en/made-up: Lost.")
        .reads_reason(404, "en: Not Found")
        .is_advised(404, &format!("en: {advice}"));
}

#[test]
fn overlay_adds_a_code() {
    let catalog = overlaid(&[(
        "en/messages.ftl",
        "status-499 = Your browser went away.
    .reason = Client Closed Request
status-799 = Retired.
status-999 = Go slower.
    .advice = Wait.
status-6xx = No class of ours.
greeting = Not about a code.",
    )]);
    reader(&catalog, "en")
        .is_told(499, "en/plain: Your browser went away.")
        .reads_reason(499, "en: Client Closed Request")
        .is_advised(499, "")
        .is_told(799, "en/plain: Retired.")
        .is_told(999, "en/plain: Go slower.")
        .is_advised(999, "en: Wait.");
    let added: Vec<u16> = catalog
        .status_codes()
        .filter(|code| Catalog::builtin().status_codes().all(|builtin| builtin != *code))
        .map(|code| code.as_u16())
        .collect();
    assert_eq!(added, [499, 799, 999]);
    assert!(catalog.status_codes().is_sorted());
}

#[test]
fn sparse_default_locale_falls_to_english() {
    let french = folder(&[("qaa/concise.ftl", "status-404 = Introuvable.")]);
    let catalog = Catalog::builder()
        .overlay_dir(french.path())
        .default_locale(langid!("qaa"))
        .build()
        .unwrap();
    assert_eq!(catalog.locales()[0], langid!("qaa"));
    for accept_language in ["", "qaa", "qab, qac;q=0.5"] {
        reader(&catalog, accept_language)
            .is_told(404, "qaa/concise: Introuvable.")
            .reads_reason(404, "en: Not Found")
            .is_told(504, "en/concise: Gateway times out.");
    }
    reader(&catalog, "zh-CN").is_told(504, "zh-Hans/concise: 网关超时。");
}

#[test]
fn sparse_default_locale_falls_to_what_its_own_readers_read() {
    let hong_kong = folder(&[("zh-HK/concise.ftl", "status-404 = 搵唔到。\n")]);
    let catalog = Catalog::builder()
        .overlay_dir(hong_kong.path())
        .default_locale(langid!("zh-HK"))
        .build()
        .unwrap();
    for accept_language in ["zh-HK", "qaa", ""] {
        reader(&catalog, accept_language)
            .is_told(404, "zh-HK/concise: 搵唔到。")
            .is_told(504, "zh-Hant/concise: 閘道逾時。");
    }
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let catalog = overlaid(&[("en/concise.ftl", "\u{FEFF}status-404 = Nothing here.\n")]);
    reader(&catalog, "en").is_told(404, "en/concise: Nothing here.");
}

#[test]
fn value_of_nothing_but_controls_counts_as_missing() {
    for nothing in ["", "\u{202E}\u{2069}", "\0"] {
        let message = reader(Catalog::builtin(), "en").knows("limit", nothing).asks(413);
        let plain = reader(Catalog::builtin(), "en").asks(413);
        assert_eq!(message, plain, "{nothing:?}");
    }
}

#[test]
fn later_overlay_wins() {
    let first = folder(&[
        ("en/concise.ftl", "status-404 = First.\nstatus-403 = First."),
        ("qaa/concise.ftl", "status-404 = Premier."),
    ]);
    let second = folder(&[("en/concise.ftl", "status-404 = Second.")]);
    let catalog =
        Catalog::builder().overlay_dir(first.path()).overlay_dir(second.path()).build().unwrap();
    reader(&catalog, "en")
        .is_told(404, "en/concise: Second.")
        .is_told(403, "en/concise: First.")
        .is_told(504, "en/concise: Gateway times out.");
    reader(&catalog, "qaa").is_told(404, "qaa/concise: Premier.");
}

#[test]
fn overlay_with_terms_and_references() {
    let catalog = overlaid(&[
        ("en/messages.ftl", "-brand = Acme"),
        (
            "en/concise.ftl",
            "status-404 = { -brand } has no such page.
status-410 = { status-404 } Not any more.",
        ),
    ]);
    reader(&catalog, "en")
        .is_told(404, "en/concise: Acme has no such page.")
        .is_told(410, "en/concise: Acme has no such page. Not any more.");
}

#[test]
fn a_term_with_a_variable_is_an_error() {
    let error = error_of(&[(
        "en/messages.ftl",
        b"-brand = Acme { $case ->\n   *[other] { $case }\n}\nstatus-404 = { -brand }\n",
    )]);
    assert_eq!(
        error,
        "…/en/messages.ftl:1:17: a term cannot have variables: write the text instead, or use the \
         variable in each message (and 1 more)"
    );
}

#[test]
fn a_reason_without_a_description_is_used() {
    let catalog =
        overlaid(&[("en/messages.ftl", "status-799 =\n    .reason = Closed for Lunch\n")]);
    reader(&catalog, "en").reads_reason(799, "en: Closed for Lunch");
}

#[test]
fn what_a_reader_lists_behind_a_sparse_default_answers_before_english() {
    let sparse = folder(&[("qaa/concise.ftl", "status-404 = Introuvable.\n")]);
    let catalog = Catalog::builder()
        .overlay_dir(sparse.path())
        .default_locale(langid!("qaa"))
        .build()
        .unwrap();
    reader(&catalog, "qaa,zh-TW;q=0.5,en;q=0.1")
        .is_told(404, "qaa/concise: Introuvable.")
        .is_told(504, "zh-Hant/concise: 閘道逾時。");
    assert_eq!(catalog.negotiate("qaa,zh-TW;q=0.5").to_string(), "qaa");
}

#[test]
fn the_likeliest_locale_of_a_language_goes_first() {
    let catalog = overlaid(&[
        ("fr-CA/concise.ftl", "status-404 = Introuvable.\n"),
        ("fr-FR/concise.ftl", "status-404 = Introuvable.\n"),
        ("fr/concise.ftl", "status-404 = Introuvable.\n"),
    ]);
    assert_eq!(catalog.negotiate("fr-CH").to_string(), "fr, fr-FR, fr-CA, en");
    assert_eq!(catalog.negotiate("fr-CA").to_string(), "fr-CA, fr, fr-FR, en");
}

#[test]
fn a_number_that_is_none_counts_as_missing() {
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let message = reader(Catalog::builtin(), "en").knows("seconds", value).asks(503);
        assert_eq!(message, reader(Catalog::builtin(), "en").asks(503), "{value}");
    }
}

/// Fluent works out the plural form of a number with all the decimals it is to have, and overflows.
#[test]
fn a_number_has_no_more_decimals_than_there_is_room_for() {
    for (written, shown) in [
        ("2.50", "2.50"),
        ("2.00000000000000000000000000", "2.000000000000000"),
        ("0.12345678901234567890123456", "0.12345678901234568"),
    ] {
        let advice = format!("en: Try again in {shown} seconds.");
        let value = FluentValue::try_number(written);
        reader(Catalog::builtin(), "en").knows("seconds", value).is_advised(503, &advice);
    }
    // And it may be asked to have more of them than there is memory.
    let minimum_fraction_digits = Some(usize::MAX);
    let options = FluentNumberOptions { minimum_fraction_digits, ..Default::default() };
    let advice = "en: Try again in 2.000000000000000 seconds.";
    let value = FluentNumber::new(2.0, options);
    reader(Catalog::builtin(), "en").knows("seconds", value).is_advised(503, advice);
}

#[test]
fn more_phrasings_than_fit_are_an_error() {
    let names: Vec<String> = (0..260).map(|n| format!("en/p{n}.ftl")).collect();
    let files: Vec<_> = names.iter().map(|name| (name.as_str(), "status-404 = Gone.\n")).collect();
    let error = Catalog::builder().overlay_dir(folder(&files).path()).build().unwrap_err();
    let expected = "too many phrasings: found 264, and no more than 250 are taken";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn overlay_with_the_line_ends_of_windows() {
    let catalog = overlaid(&[(
        "en/messages.ftl",
        "status-404 = Nothing here.\r\n    .reason = Lost\r\n    .advice = Look.\r\n\
         status-410 =\r\n    Two\r\n    lines.\r\n",
    )]);
    reader(&catalog, "en")
        .prefers("plain")
        .is_told(404, "en/plain: Nothing here.")
        .is_advised(404, "en: Look.")
        .reads_reason(404, "en: Lost")
        .is_told(410, "en/plain: Two\nlines.");
}

#[test]
fn what_is_no_text_is_passed_over() {
    let catalog = overlaid(&[
        ("README.md", "# Texts"),
        ("en/concise.ftl", "status-404 = Nothing here."),
        ("en/concise.ftl~", "status-404 = A backup."),
        (".git/HEAD", "ref"),
    ]);
    reader(&catalog, "en").is_told(404, "en/concise: Nothing here.");
}

/// An application's own embedded files.
#[derive(RustEmbed)]
#[folder = "tests/data/app-locales"]
struct AppTexts;

#[test]
fn an_application_embeds_its_own_texts() {
    let shop = "shop".parse().unwrap();
    let catalog =
        Catalog::builder().overlay_embedded::<AppTexts>().phrasings([shop]).build().unwrap();
    reader(&catalog, "en")
        .is_told(404, "en/concise: We can't find that order.")
        .is_told(504, "en/concise: Gateway times out.");
    reader(&catalog, "qaa")
        .is_told(404, "qaa/shop: Commande introuvable.")
        .reads_reason(404, "en: Not Found");
    // A folder can be laid over them, and they over a folder.
    let nothing = folder(&[("en/concise.ftl", "status-404 = Nothing here.")]);
    let above = Catalog::builder()
        .overlay_embedded::<AppTexts>()
        .overlay_dir(nothing.path())
        .build()
        .unwrap();
    reader(&above, "en").is_told(404, "en/concise: Nothing here.");
    let below = Catalog::builder()
        .overlay_dir(nothing.path())
        .overlay_embedded::<AppTexts>()
        .build()
        .unwrap();
    reader(&below, "en").is_told(404, "en/concise: We can't find that order.");
}

// ---- Errors ----

/// The error that a folder of files makes, without the folder's own name.
#[track_caller]
fn error_of(files: &[(&str, &[u8])]) -> String {
    let folder = folder(files);
    let error = Catalog::builder().overlay_dir(folder.path()).build().unwrap_err();
    assert!(error.path().unwrap().starts_with(folder.path()), "{error}");
    error.to_string().replace(folder.path().to_str().unwrap(), "…").replace('\\', "/")
}

#[test]
fn default_locale_without_texts_is_an_error() {
    let error = Catalog::builder().default_locale(langid!("qaa")).build().unwrap_err();
    let locales: Vec<_> =
        Catalog::builtin().locales().iter().map(|locale| format!("`{locale}`")).collect();
    let locales = locales.join(", ");
    let expected = format!("no texts in the default locale `qaa`: there are {locales}");
    assert_eq!(error.to_string(), expected);
    assert_eq!(error.path(), None);
}

#[test]
fn broken_overlay_files_are_errors_that_name_path_and_line() {
    let cases: [(&str, &[u8], &str); 5] = [
        (
            "en/concise.ftl",
            b"status-404 = Fine.\nstatus-405 Oops.\n",
            "…/en/concise.ftl:2:12: expected `=` after `status-405`, or indent the line if it \
             continues a value",
        ),
        (
            // A column is a character, not a byte.
            "zh-Hans/concise.ftl",
            "status-404 = 好 { }\n".as_bytes(),
            "…/zh-Hans/concise.ftl:1:16: empty placeable: write a variable, as in `{ $seconds }`",
        ),
        (
            "en/concise.ftl",
            b"status-404 = Fine.\n  status-405 \xff\n",
            "…/en/concise.ftl:2:14: not valid UTF-8: save the file as UTF-8",
        ),
        (
            "en/messages.ftl",
            b"status-405 = Fine.\n    .reason = { -brand }\n",
            "…/en/messages.ftl:2:18: unknown term `-brand`: define it in `en/messages.ftl`, or \
             write its text here",
        ),
        (
            // All is told, of all files.
            "en/concise.ftl",
            b"404 = Fine.\n405 = Fine.\n406 = Fine.\n",
            "…/en/concise.ftl:1:1: an ID begins with a letter: write `status-404` (and 2 more)",
        ),
    ];
    for (path, text, expected) in cases {
        assert_eq!(error_of(&[(path, text)]), expected);
    }
}

#[test]
fn overlay_files_in_a_wrong_place_are_errors_that_name_the_path() {
    let layout =
        "expected `<language identifier>/<phrasing>.ftl`, for example `zh-Hant/messages.ftl`";
    for path in ["concise.ftl", "en/Concise.ftl", "not a tag/concise.ftl"] {
        assert_eq!(error_of(&[(path, b"")]), format!("unexpected file `…/{path}`: {layout}"));
    }
}

#[test]
fn a_missing_overlay_folder_is_an_error_that_names_it() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("nowhere");
    let error = Catalog::builder().overlay_dir(&missing).build().unwrap_err();
    let text = error.to_string();
    assert!(text.starts_with(&format!("cannot read `{}`: ", missing.display())), "{text}");
    assert_eq!(error.path(), Some(missing.as_path()));
    // The reason is in the message already: a chain of errors would tell it twice.
    assert!(std::error::Error::source(&error).is_none());
}

#[test]
fn the_first_error_is_the_one_that_is_told() {
    let first = folder(&[("en/concise.ftl", "first"), ("qaa/concise.ftl", "second")]);
    let builder = Catalog::builder().overlay_dir(first.path()).overlay_dir("nowhere");
    let error = builder.default_locale(langid!("qaa")).build().unwrap_err();
    assert!(error.path().unwrap().ends_with("en/concise.ftl"), "{error}");
}

// ---- What is given out ----

#[test]
fn a_catalogue_can_be_shared_by_threads() {
    fn is_shared<T: Send + Sync>() {}
    is_shared::<Catalog>();
    is_shared::<Message<'_>>();
    is_shared::<Error>();
    let catalog = Catalog::builtin();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let reader = reader(catalog, "en").knows("seconds", 5);
                reader.is_told(504, "en/concise: Gateway times out.");
            });
        }
    });
}

#[test]
fn a_text_is_borrowed_unless_values_are_put_into_it() {
    let is_borrowed = |text: &Localized<'_>| matches!(text.clone().into_cow(), Cow::Borrowed(_));
    let plain = reader(Catalog::builtin(), "zh-CN").asks(429);
    for text in [plain.reason(), plain.description(), plain.advice().unwrap()] {
        assert!(is_borrowed(text), "{text}");
    }
    let filled = reader(Catalog::builtin(), "zh-CN").knows("seconds", 5).asks(429);
    assert!(is_borrowed(filled.reason()) && is_borrowed(filled.description()));
    assert!(!is_borrowed(filled.advice().unwrap()));
}

/// Fixed words for the tests of form, so that an editor of the texts does not break them.
const FORMS: [(&str, &str); 3] = [
    ("en/messages.ftl", "status-404 =\n    .advice = Look."),
    ("zh-Hans/messages.ftl", "status-404 =\n    .reason = 未找到\n    .advice = 看看。"),
    ("zh-Hant/messages.ftl", "status-404 = 這裡沒有。\n    .reason = 找不到"),
];

#[test]
fn display_in_three_locales() {
    let catalog = overlaid(&FORMS);
    let french = overlaid(&[("fr/messages.ftl", "status-404 = Rien.\n    .reason = Introuvable")]);
    for (catalog, accept_language, expected) in [
        (&catalog, "en", "404 Not Found: The requested resource does not exist."),
        (&catalog, "zh-CN", "404 未找到：请求的资源不存在。"),
        (&catalog, "zh-TW", "404 找不到：這裡沒有。"),
        (&french, "fr", "404 Introuvable\u{a0}: Rien."),
    ] {
        let is_own = ["zh-TW", "fr"].contains(&accept_language);
        let phrasing = if is_own { "plain" } else { "concise" };
        let message = reader(catalog, accept_language).prefers(phrasing).asks(404);
        assert_eq!(message.to_string(), expected);
        assert_eq!(format!("{:>12}", message.reason()).chars().count(), 12);
    }
}

#[cfg(feature = "serde")]
#[test]
fn json_has_the_shape_that_scripts_depend_on() {
    let catalog = overlaid(&FORMS);
    let json = |accept_language, code| {
        let message = reader(&catalog, accept_language).asks(code);
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
    // No advice is null, and not left out.
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
    let message = reader(&catalog, "en").asks(404);
    assert_eq!(
        serde_json::to_string(message.reason()).unwrap(),
        r#"{"text":"Not Found","locale":"en"}"#
    );
}
