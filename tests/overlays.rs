//! The rules by which message files combine: one test for each sentence of "The path is the
//! identity" in `locales/README.md`.

mod common {
    pub mod overlay_dir;
}

use std::collections::BTreeSet;

use common::overlay_dir::overlay_dir;
use fluent_status::{
    Catalog, CatalogBuilder, Diagnostic, FluentArgs, Message, Phrasing, ProblemType, Severity,
    StatusCode,
};
use tempfile::TempDir;

const NOT_FOUND: StatusCode = StatusCode::NOT_FOUND;
const PHRASINGS: [Phrasing; 4] =
    [Phrasing::CONCISE, Phrasing::GENERAL, Phrasing::COMMON, Phrasing::PLAIN];

/// Builds a catalog with overlays, each given by its files.
#[track_caller]
fn catalog(overlays: &[&[(&str, &str)]]) -> Catalog {
    builder(overlays).0.build().unwrap_or_else(|error| panic!("{error}"))
}

fn builder(overlays: &[&[(&str, &str)]]) -> (CatalogBuilder, Vec<TempDir>) {
    let dirs: Vec<TempDir> = overlays.iter().map(|files| overlay_dir(files)).collect();
    let add = |builder: CatalogBuilder, dir: &TempDir| builder.overlay_dir(dir.path());
    (dirs.iter().fold(Catalog::builder(), add), dirs)
}

/// Returns the description of 404 in a phrasing.
fn description(catalog: &Catalog, locale: &str, phrasing: &Phrasing) -> String {
    let chain = catalog.negotiate(locale);
    catalog.lookup(&chain).phrasing(phrasing).description(NOT_FOUND).to_string()
}

fn message<'c>(catalog: &'c Catalog, locale: &str) -> Message<'c> {
    catalog.message(NOT_FOUND, &catalog.negotiate(locale))
}

#[track_caller]
fn has_error(files: &[(&str, &str)], expected: &str) {
    let error = builder(&[files]).0.build().expect_err("the files are invalid");
    let messages: Vec<&str> = error.diagnostics().iter().map(Diagnostic::message).collect();
    assert!(messages.iter().any(|message| message.starts_with(expected)), "{messages:?}");
}

/// Returns the warnings as `en/messages.ftl:1:1 hidden-description`.
fn warnings(overlays: &[&[(&str, &str)]]) -> Vec<String> {
    let (builder, dirs) = builder(overlays);
    let catalog = builder.build().unwrap_or_else(|error| panic!("{error}"));
    let warning = |warning: &Diagnostic| {
        assert_eq!(warning.severity(), Severity::Warning);
        let location = warning.location().expect("a location");
        let in_overlay = |dir: &TempDir| warning.path().strip_prefix(dir.path()).ok();
        let path = dirs.iter().find_map(|dir| Some(in_overlay(dir)?.display().to_string()));
        let (line, column) = (location.line(), location.column());
        format!("{}:{line}:{column} {}", path.expect("an overlay"), warning.code())
    };
    catalog.warnings().iter().map(warning).collect()
}

// ---- messages.ftl and phrasing files ----

#[test]
fn one_messages_file_makes_a_locale() {
    let french = catalog(&[&[("fr/messages.ftl", "status-404 = Page introuvable.\n")]]);
    let message = message(&french, "fr-CA");
    assert_eq!(message.description().as_str(), "Page introuvable.");
    assert_eq!(message.description().locale().to_string(), "fr");
    assert!(french.locales().iter().any(|locale| *locale == "fr"));
}

#[test]
fn descriptions_of_a_messages_file_are_the_phrasing_plain() {
    let french = catalog(&[&[("fr/messages.ftl", "status-404 = Page introuvable.\n")]]);
    assert_eq!(message(&french, "fr").phrasing(), Some(&Phrasing::PLAIN));
    let plain = Catalog::builtin()
        .lookup(&Catalog::builtin().negotiate("en"))
        .phrasing(&Phrasing::PLAIN)
        .message(NOT_FOUND);
    assert_eq!(plain.phrasing(), Some(&Phrasing::PLAIN));
}

#[test]
fn a_phrasing_file_has_nothing_but_descriptions_of_status_codes() {
    has_error(
        &[("en/concise.ftl", "status-404 = X\n    .reason = Lost\n")],
        "`.reason` belongs in `messages.ftl`",
    );
    has_error(&[("en/concise.ftl", "page-home = X\n")], "`page-home` belongs in `messages.ftl`");
    has_error(&[("en/concise.ftl", "problem-x = X\n")], "`problem-x` belongs in `messages.ftl`");
    has_error(&[("en/concise.ftl", "-brand = X\n")], "`-brand` belongs in `messages.ftl`");
    has_error(&[("en/plain.ftl", "-brand = X\n")], "`-brand` belongs in `messages.ftl`");
}

#[test]
fn an_overlay_may_have_a_plain_file() {
    let overlaid = catalog(&[&[("en/plain.ftl", "status-404 = Nothing here.\n")]]);
    assert_eq!(description(&overlaid, "en", &Phrasing::PLAIN), "Nothing here.");
    assert_eq!(
        description(&overlaid, "en", &Phrasing::CONCISE),
        description(Catalog::builtin(), "en", &Phrasing::CONCISE)
    );
}

#[test]
fn a_phrasing_needs_nothing_but_its_file() {
    let overlaid = catalog(&[&[("en/friendly.ftl", "status-404 = Oh no!\n")]]);
    assert_eq!(description(&overlaid, "en", &"friendly".parse().unwrap()), "Oh no!");
}

// ---- Layers ----

#[test]
fn a_description_in_messages_replaces_every_phrasing() {
    let overlaid = catalog(&[&[("en/messages.ftl", "status-404 = Gone fishing.\n")]]);
    for phrasing in &PHRASINGS {
        assert_eq!(description(&overlaid, "en", phrasing), "Gone fishing.", "{phrasing}");
        let chinese = description(Catalog::builtin(), "zh-CN", phrasing);
        assert_eq!(description(&overlaid, "zh-CN", phrasing), chinese, "{phrasing}");
    }
}

#[test]
fn a_description_in_a_phrasing_file_replaces_only_its_own() {
    let overlaid = catalog(&[&[("en/general.ftl", "status-404 = Gone fishing.\n")]]);
    for phrasing in &PHRASINGS {
        let builtin = description(Catalog::builtin(), "en", phrasing);
        let expected = if *phrasing == Phrasing::GENERAL { "Gone fishing." } else { &builtin };
        assert_eq!(description(&overlaid, "en", phrasing), expected, "{phrasing}");
    }
}

#[test]
fn within_a_layer_messages_come_first() {
    let files =
        [("en/concise.ftl", "status-404 = Short.\n"), ("en/messages.ftl", "status-404 = Long.\n")];
    let overlaid = catalog(&[&files]);
    assert_eq!(description(&overlaid, "en", &Phrasing::CONCISE), "Short.");
    assert_eq!(description(&overlaid, "en", &Phrasing::PLAIN), "Long.");
}

#[test]
fn layers_apply_in_order() {
    let concise: &[_] = &[("en/concise.ftl", "status-404 = Short.\n")];
    let messages: &[_] = &[("en/messages.ftl", "status-404 = Long.\n")];
    let in_order = |overlays: &[&[_]]| description(&catalog(overlays), "en", &Phrasing::CONCISE);
    assert_eq!(in_order(&[concise, messages]), "Long.");
    assert_eq!(in_order(&[messages, concise]), "Short.");
}

#[test]
fn an_absent_attribute_keeps_its_earlier_value() {
    let builtin = message(Catalog::builtin(), "en").into_owned();
    let overlaid = catalog(&[&[("en/messages.ftl", "status-404 =\n    .reason = Lost\n")]]);
    let changed = message(&overlaid, "en");
    assert_eq!(changed.reason().as_str(), "Lost");
    assert_eq!(changed.description(), builtin.description());
    assert_eq!(changed.advice(), builtin.advice());
}

#[test]
fn an_empty_advice_removes_the_advice_and_its_fallback() {
    let removed = "status-429 =\n    .advice = { \"\" }\n";
    let overlaid = catalog(&[&[("en/messages.ftl", removed)]]);
    let mut args = FluentArgs::new();
    args.set("seconds", 30);
    for locale in ["en", "en, zh-CN"] {
        let chain = overlaid.negotiate(locale);
        let lookup = overlaid.lookup(&chain);
        assert_eq!(lookup.message(StatusCode::TOO_MANY_REQUESTS).advice(), None);
        assert_eq!(lookup.args(&args).message(StatusCode::TOO_MANY_REQUESTS).advice(), None);
    }
    assert!(message(&overlaid, "en").advice().is_some());
}

#[test]
fn the_fallback_of_the_advice_is_used_if_an_argument_is_missing() {
    let advice = "status-404 = X\n    .advice = Ask { $who }.\n    .advice-fallback = Ask us.\n";
    let overlaid = catalog(&[&[("en/messages.ftl", advice)]]);
    assert_eq!(message(&overlaid, "en").advice().unwrap().as_str(), "Ask us.");
    let mut args = FluentArgs::new();
    args.set("who", "Ada");
    let chain = overlaid.negotiate("en");
    let message = overlaid.lookup(&chain).args(&args).message(NOT_FOUND);
    assert_eq!(message.advice().unwrap().as_str(), "Ask Ada.");
}

// ---- Terms ----

#[test]
fn terms_are_resolved_after_all_layers() {
    let user: &[_] = &[("en/messages.ftl", "status-404 = { -brand } has no such page.\n")];
    let term: &[_] = &[("en/messages.ftl", "-brand = Acme\n")];
    let other: &[_] = &[("en/messages.ftl", "-brand = Umbrella\n")];
    let text = |overlays: &[&[_]]| description(&catalog(overlays), "en", &Phrasing::CONCISE);
    assert_eq!(text(&[user, term]), "Acme has no such page.");
    assert_eq!(text(&[term, user, other]), "Umbrella has no such page.");
}

#[test]
fn terms_are_per_locale() {
    has_error(
        &[
            ("en/messages.ftl", "-brand = Acme\n"),
            ("zh-Hans/messages.ftl", "status-404 = { -brand }没有这个页面。\n"),
        ],
        "unknown term `-brand`",
    );
}

// ---- Phrasings of overlays ----

#[test]
fn a_phrasing_of_an_overlay_is_used_only_if_it_is_chosen_or_added() {
    let files: &[_] = &[("en/friendly.ftl", "status-799 = Oh no!\nstatus-404 = Oh no!\n")];
    let friendly: Phrasing = "friendly".parse().unwrap();
    let overlaid = catalog(&[files]);
    let chain = overlaid.negotiate("en");
    let code = StatusCode::from_u16(799).unwrap();
    assert!(!overlaid.message(code, &chain).is_exact());
    assert!(overlaid.lookup(&chain).phrasing(&friendly).message(code).is_exact());
    assert_ne!(message(&overlaid, "en").phrasing(), Some(&friendly));
    let added = builder(&[files]).0.phrasings([friendly.clone()]).build().unwrap();
    assert_eq!(message(&added, "en").phrasing(), Some(&friendly));
}

// ---- Problem types ----

#[test]
fn a_problem_type_falls_back_to_its_status_code() {
    const SOLD_OUT: ProblemType = ProblemType::new("sold-out", StatusCode::CONFLICT);
    let overlaid = catalog(&[&[("en/messages.ftl", "problem-sold-out = It is sold out.\n")]]);
    let (english, chinese) = (overlaid.negotiate("en"), overlaid.negotiate("zh-CN"));
    let exact = overlaid.message(&SOLD_OUT, &english);
    assert_eq!(exact.to_string(), "Conflict: It is sold out.");
    assert_eq!((exact.is_exact(), exact.status(), exact.phrasing()), (true, None, None));
    // An exact message anywhere in the chain is better than another message.
    assert_eq!(overlaid.message(&SOLD_OUT, &chinese).description().as_str(), "It is sold out.");
    let builtin = Catalog::builtin();
    let conflict = builtin.message(StatusCode::CONFLICT, &chinese);
    let fallback = builtin.message(&SOLD_OUT, &chinese);
    assert_eq!(fallback.description(), conflict.description());
    assert_eq!(fallback.advice(), conflict.advice());
    assert!(!fallback.is_exact());
}

#[test]
fn a_problem_type_without_a_description_keeps_its_reason_and_advice() {
    const SOLD_OUT: ProblemType = ProblemType::new("sold-out", StatusCode::CONFLICT);
    let fields = "problem-sold-out =\n    .reason = Sold out\n    .advice = Choose another size.\n";
    let overlaid = catalog(&[&[("en/messages.ftl", fields)]]);
    let message = overlaid.message(&SOLD_OUT, &overlaid.negotiate("en"));
    assert_eq!(message.reason().as_str(), "Sold out");
    assert_eq!(message.advice().unwrap().as_str(), "Choose another size.");
    assert!(!message.is_exact());
}

// ---- Warnings ----

#[test]
fn a_description_that_a_later_layer_hides_is_a_warning() {
    let concise: &[_] = &[("en/concise.ftl", "status-404 = Short.\n")];
    let everywhere: &[_] = &[
        ("en/messages.ftl", "status-404 = Long.\n    .advice = Wait.\n"),
        ("zh-Hans/messages.ftl", "status-404 = 没有。\n    .advice = 请稍候。\n"),
        ("zh-Hant/messages.ftl", "status-404 = 沒有。\n    .advice = 請稍候。\n"),
    ];
    assert_eq!(warnings(&[concise, everywhere]), ["en/concise.ftl:1:1 hidden-description"]);
    assert_eq!(warnings(&[everywhere, concise]), [""; 0]);
}

#[test]
fn an_override_that_another_locale_lacks_is_a_warning() {
    let english: &[_] = &[("en/messages.ftl", "status-404 = Long.\n    .advice = Wait.\n")];
    assert_eq!(warnings(&[english]), ["en/messages.ftl:1:1 partial-override"]);
    let catalog = catalog(&[english]);
    let [warning] = catalog.warnings() else { panic!("{:?}", catalog.warnings()) };
    assert!(warning.message().contains("`zh-Hans`, `zh-Hant`"), "{warning}");
    // A phrasing file replaces the description in one phrasing only, so there is no warning.
    assert_eq!(warnings(&[&[("en/concise.ftl", "status-404 = Short.\n")]]), [""; 0]);
    // A status code that no built-in file has.
    assert_eq!(warnings(&[&[("en/messages.ftl", "status-799 = Out of tea.\n")]]), [""; 0]);
}

#[test]
fn inherited_advice_of_an_overridden_description_is_a_warning() {
    let all = |advice: &str| {
        ["en", "zh-Hans", "zh-Hant"]
            .map(|locale| (format!("{locale}/messages.ftl"), format!("status-404 = X\n{advice}")))
    };
    let codes = |files: [(String, String); 3]| {
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        warnings(&[&files])
    };
    assert_eq!(
        codes(all("")),
        ["en", "zh-Hans", "zh-Hant"].map(|l| format!("{l}/messages.ftl:1:1 inherited-advice"))
    );
    assert_eq!(codes(all("    .advice = Wait.\n")), [""; 0]);
    assert_eq!(codes(all("    .advice = { \"\" }\n")), [""; 0]);
}

#[test]
fn a_replaced_override_has_no_warning_of_its_own() {
    let first: &[_] = &[("en/messages.ftl", "status-404 = A\n")];
    let second: &[_] = &[("en/messages.ftl", "status-404 = B\n    .advice = C\n")];
    let found = warnings(&[first, second]);
    // Only the description that is shown is an override, and its advice is its own.
    let expected =
        ["en/messages.ftl:1:1 hidden-description", "en/messages.ftl:1:1 partial-override"];
    assert_eq!(found.iter().collect::<BTreeSet<_>>(), expected.map(String::from).iter().collect());
    assert_eq!(found.len(), 2);
    // Every locale has its own name of the language.
    assert_eq!(warnings(&[&[("en/messages.ftl", "language-name = American\n")]]), [""; 0]);
}

#[test]
fn the_builtin_catalog_has_no_warnings() {
    assert_eq!(Catalog::builtin().warnings(), []);
}
