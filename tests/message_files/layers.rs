//! How the message files of several layers are merged.

use fluent_status::{Catalog, Phrasing, StatusCode};

use crate::support::build_layers;

/// An overlay: paths and texts.
type Overlay<'t> = &'t [(&'t str, &'t str)];

/// Formats the message of 404 for a preferred phrasing.
fn message(overlays: &[Overlay<'_>], phrasing: &Phrasing) -> String {
    let catalog: Catalog = build_layers(overlays).unwrap();
    let chain = catalog.negotiate("en");
    let message = catalog.lookup(&chain).phrasing(phrasing).message(StatusCode::NOT_FOUND);
    let advice = message.advice().map(ToString::to_string).unwrap_or_default();
    format!("{} / {} / {advice}", message.reason(), message.description())
}

#[track_caller]
fn merges(overlays: &[Overlay<'_>], phrasing: &Phrasing, expected: &str) {
    assert_eq!(message(overlays, phrasing), expected, "{overlays:?}");
}

#[test]
fn the_value_and_each_attribute_come_from_the_last_layer_that_has_them() {
    let all = [("en/messages.ftl", "status-404 = A\n    .reason = B\n    .advice = C\n")];
    for (overlay, expected) in [
        ("status-404 = X\n", "B / X / C"),
        ("status-404 =\n    .reason = X\n", "X / A / C"),
        ("status-404 =\n    .advice = X\n", "B / A / X"),
        ("status-404 = X\n    .advice = Y\n", "B / X / Y"),
        ("status-405 = X\n", "B / A / C"),
    ] {
        merges(&[&all, &[("en/messages.ftl", overlay)]], &Phrasing::PLAIN, expected);
    }
    // An attribute of a built-in message too.
    let reason = [("en/messages.ftl", "status-404 =\n    .reason = X\n")];
    let expected = "X / The page you asked for isn't here. / Check the address for mistakes, or start \
                    from the home page.";
    merges(&[&reason], &Phrasing::PLAIN, expected);
}

#[test]
fn a_description_in_the_messages_file_replaces_every_phrasing() {
    let attributes =
        "Not Found / {} / Check the address for mistakes, or start from the home page.";
    let messages = [("en/messages.ftl", "status-404 = M\n")];
    let concise = [("en/concise.ftl", "status-404 = C\n")];
    let both = [("en/messages.ftl", "status-404 = M\n"), ("en/concise.ftl", "status-404 = C\n")];
    let attribute = [("en/messages.ftl", "status-404 =\n    .note = N\n")];
    let (concise_builtin, general_builtin) =
        ("The requested resource does not exist.", "The server cannot find the page requested.");
    for (overlays, [in_concise, in_general, in_plain]) in [
        (&[&messages[..]][..], ["M", "M", "M"]),
        (&[&concise[..]], ["C", general_builtin, "The page you asked for isn't here."]),
        // Within a layer, the messages file applies first. `general` falls back to `concise`.
        (&[&both[..]], ["C", "C", "M"]),
        (&[&concise[..], &messages], ["M", "M", "M"]),
        (&[&messages[..], &concise], ["C", "C", "M"]),
        // An attribute does not replace a description.
        (
            &[&attribute[..]],
            [concise_builtin, general_builtin, "The page you asked for isn't here."],
        ),
    ] {
        for (phrasing, expected) in [
            (Phrasing::CONCISE, in_concise),
            (Phrasing::GENERAL, in_general),
            (Phrasing::PLAIN, in_plain),
        ] {
            merges(overlays, &phrasing, &attributes.replace("{}", expected));
        }
    }
}

#[test]
fn an_overlay_may_have_a_plain_file() {
    let attributes =
        "Not Found / {} / Check the address for mistakes, or start from the home page.";
    let plain = [("en/plain.ftl", "status-404 = P\n")];
    merges(&[&plain], &Phrasing::PLAIN, &attributes.replace("{}", "P"));
    let concise = "The requested resource does not exist.";
    merges(&[&plain], &Phrasing::CONCISE, &attributes.replace("{}", concise));
    let both = [("en/messages.ftl", "status-404 = M\n"), ("en/plain.ftl", "status-404 = P\n")];
    merges(&[&both], &Phrasing::PLAIN, &attributes.replace("{}", "P"));
    merges(&[&both], &Phrasing::CONCISE, &attributes.replace("{}", "P"));
}
