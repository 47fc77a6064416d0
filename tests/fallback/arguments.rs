//! Messages with variables, and fallback if an argument is missing.

use fluent::FluentValue;
use fluent::types::{FluentNumber, FluentNumberOptions};
use fluent_status::{Catalog, Phrasing, StatusCode};

use crate::support::{client, overlay};

/// A message for each use of a variable. Each has a fallback without the variable.
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
fn advice_without_its_argument_falls_back_to_advice_fallback() {
    let catalog = overlay(&VARIABLES);
    client(&catalog, "en").advises(405, "en: Go back.");
    client(&catalog, "en").arg("other", "GET").advises(405, "en: Go back.");
    client(&catalog, "en").arg("methods", "GET").advises(405, "en: Use GET.");
}

#[test]
fn a_selector_without_its_argument_has_the_default_variant() {
    let catalog = overlay(&VARIABLES);
    client(&catalog, "en").describes(409, "en/concise: Something is open.");
    client(&catalog, "en").arg("kind", "mail").describes(409, "en/concise: Something is open.");
    client(&catalog, "en").arg("kind", "file").describes(409, "en/concise: The file is open.");
    // The two descriptions of 200 in the vendor documents.
    let builtin = Catalog::builtin();
    client(builtin, "en").phrasing("general").describes(200, "en/general: Request succeeded.");
    client(builtin, "en")
        .phrasing("general")
        .arg("operation", "task")
        .describes(200, "en/general: The task is successfully delivered.");
}

#[test]
fn a_description_without_its_argument_falls_back_to_the_next_phrasing() {
    let catalog = overlay(&VARIABLES);
    let general = "en/general: The server cannot find the page requested.";
    client(&catalog, "en").describes(404, general);
    client(&catalog, "en").arg("pages", "home").describes(404, general);
    client(&catalog, "en").arg("page", "home").describes(404, "en/concise: There is no home.");
    // Also in a variant, including the default variant.
    client(&catalog, "en").arg("page", "home").describes(410, "en/concise: The home page is gone.");
    client(&catalog, "en").arg("page", "shop").describes(410, "en/concise: shop is gone.");
    assert_eq!(client(&catalog, "en").message(410).phrasing(), Some(&Phrasing::PLAIN));
    // If every message of the locale needs the argument, the next locale is used.
    let french = overlay(&[("qaa/messages.ftl", "status-404 = Pas de { $page }.")]);
    client(&french, "qaa").describes(404, "en/concise: The requested resource does not exist.");
    client(&french, "qaa").arg("page", "plan").describes(404, "qaa/plain: Pas de plan.");
    // A later phrasing is not preferred because it uses the arguments.
    let later = overlay(&[
        ("en/concise.ftl", "status-404 = There is no { $page }."),
        ("en/common.ftl", "status-404 = { $method } finds nothing."),
    ]);
    client(&later, "en").arg("method", "GET").describes(404, general);
    // A phrasing between the requested phrasing and `plain` can use the arguments too.
    let between = overlay(&[("en/common.ftl", "status-411 = { $size } is no length.")]);
    client(&between, "en").arg("size", 7).describes(411, "en/common: 7 is no length.");
    assert_eq!(client(&between, "en").message(411).phrasing(), Some(&Phrasing::PLAIN));
}

#[test]
fn a_reason_without_its_argument_falls_back_to_the_next_locale() {
    let catalog = overlay(&VARIABLES);
    // There is no locale after the default locale, so the reason of the class is used.
    client(&catalog, "en").has_reason(405, "en: Client Error");
    client(&catalog, "en").arg("method", "PUT").has_reason(405, "en: Method PUT Not Allowed");
    let french = overlay(&[("qaa/messages.ftl", "status-405 = Non.\n    .reason = Pas { $a }")]);
    client(&french, "qaa").has_reason(405, "en: Method Not Allowed");
    client(&french, "qaa").arg("a", "ici").has_reason(405, "qaa: Pas ici");
}

#[test]
fn an_argument_none_counts_as_missing() {
    let catalog = overlay(&VARIABLES);
    let none = || FluentValue::None;
    client(&catalog, "en").arg("methods", none()).advises(405, "en: Go back.");
    client(&catalog, "en").arg("kind", none()).describes(409, "en/concise: Something is open.");
    client(&catalog, "en")
        .arg("page", none())
        .describes(404, "en/general: The server cannot find the page requested.");
}

#[test]
fn an_argument_of_control_characters_counts_as_missing() {
    for value in ["", "\u{202E}\u{2069}", "\0"] {
        let message = client(Catalog::builtin(), "en").arg("limit", value).message(413);
        let plain = client(Catalog::builtin(), "en").message(413);
        assert_eq!(message, plain, "{value:?}");
    }
}

#[test]
fn a_number_that_is_not_finite_counts_as_missing() {
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let message = client(Catalog::builtin(), "en").arg("seconds", value).message(503);
        assert_eq!(message, client(Catalog::builtin(), "en").message(503), "{value}");
    }
}

/// Fluent overflows when it selects the plural form of a number with too many decimals.
#[test]
fn the_decimals_of_a_number_are_limited() {
    for (written, shown) in [
        ("2.50", "2.50"),
        ("2.00000000000000000000000000", "2.000000000000000"),
        ("0.12345678901234567890123456", "0.12345678901234568"),
    ] {
        let advice = format!("en: Try again in {shown} seconds.");
        let value = FluentValue::try_number(written);
        client(Catalog::builtin(), "en").arg("seconds", value).advises(503, &advice);
    }
    // The options of a number can require more decimals than fit into memory.
    let minimum_fraction_digits = Some(usize::MAX);
    let options = FluentNumberOptions { minimum_fraction_digits, ..Default::default() };
    let advice = "en: Try again in 2.000000000000000 seconds.";
    let value = FluentNumber::new(2.0, options);
    client(Catalog::builtin(), "en").arg("seconds", value).advises(503, advice);
}

#[test]
fn control_characters_are_removed_from_arguments() {
    let catalog = overlay(&VARIABLES);
    for (value, shown) in [
        ("\u{202E}GET\u{202C}", "GET"),
        ("\u{2066}GET\u{2069}, \u{200F}PUT\u{061C}", "GET, PUT"),
        ("GET\n\r\t\0, PUT\u{7f}\u{85}", "GET, PUT"),
        ("يحصل", "يحصل"),
    ] {
        let advice = format!("en: Use {shown}.");
        client(&catalog, "en").arg("methods", value).advises(405, &advice);
    }
    // A selector gets the same argument as a placeable.
    client(&catalog, "en")
        .arg("page", "\u{202D}home")
        .describes(410, "en/concise: The home page is gone.");
}

#[test]
fn arguments_have_no_isolation_marks() {
    let catalog = Catalog::builtin();
    let chain = catalog.negotiate("zh-TW");
    let args = [("limit", FluentValue::from("10 MB"))].into_iter().collect();
    let lookup = catalog.lookup(&chain).args(&args);
    let message = lookup.message(StatusCode::PAYLOAD_TOO_LARGE);
    let advice = message.advice().unwrap().as_str();
    assert!(advice.contains(" 10 MB"), "{advice:?}");
    assert!(!advice.contains(['\u{2068}', '\u{2069}']), "{advice:?}");
}

#[test]
fn english_messages_have_plural_forms() {
    for (code, one, many) in [
        (429, "Wait 1 second, then try again.", "Wait 2 seconds, then try again."),
        (503, "Try again in 1 second.", "Try again in 2 seconds."),
    ] {
        let client = |seconds: u32| client(Catalog::builtin(), "en").arg("seconds", seconds);
        client(1).advises(code, &format!("en: {one}"));
        client(2).advises(code, &format!("en: {many}"));
        client(0).advises(code, &format!("en: {}", many.replace('2', "0")));
        client(3600).advises(code, &format!("en: {}", many.replace('2', "3600")));
    }
}
