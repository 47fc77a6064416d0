//! Time with larger catalogs.

use fluent_status::Catalog;

use super::Chapter;
use super::headers::CHROME;
use crate::comparison::{Comparison, Side, side};
use crate::fixtures::{self, leak, mixed_codes};
use crate::growth::{Growth, SIZES};

pub fn chapter() -> Chapter {
    Chapter {
        title: "Growth",
        about: "A catalog with an overlay, and the same with the built-in messages only (3 locales, 4 \
                phrasings, 64 status codes). Each further locale has a complete `messages.ftl`. Each \
                further phrasing describes every built-in status code. Further status codes have an \
                English description. The header is from Chrome in `zh-TW`.",
        comparisons: SIZES.into_iter().flat_map(grown).collect(),
    }
}

/// Returns the work at the start and in a request, with a larger catalog and with the built-in one.
fn grown(growth: Growth) -> [Comparison; 3] {
    let no_overlay = leak(fixtures::directory([]));
    let overlay = leak(growth.overlay_directory());
    let (small, large) = (leak(Growth::build(no_overlay)), leak(Growth::build(overlay)));
    let build = |overlay| side(|| vec![(); 2], move |()| Growth::build(overlay));
    let negotiate =
        |catalog: &'static Catalog| side(|| vec![CHROME; 500], |header| catalog.negotiate(header));
    let describe = |catalog: &'static Catalog| -> Side {
        let lookup = leak(catalog.lookup(leak(catalog.negotiate(CHROME))));
        side(mixed_codes, |code| lookup.description(code))
    };
    [
        ("build", build(overlay), build(no_overlay)),
        ("header to locale chain", negotiate(large), negotiate(small)),
        ("description, mixed status codes", describe(large), describe(small)),
    ]
    .map(|(work, ours, theirs)| {
        let work = format!("{work}, {}", growth.name());
        Comparison::new(work, ours, "built-in messages only", theirs)
    })
}
