//! A catalog that reloads its message files.

use std::sync::Arc;

use fluent_status::{Catalog, LiveCatalog};

use super::Chapter;
use crate::comparison::{Comparison, repeat, side};
use crate::fixtures::{self, leak, mixed_codes};

pub fn chapter() -> Chapter {
    let directory = leak(fixtures::directory([("en/concise.ftl", "status-299 = Nearly.\n")]));
    let live = leak(LiveCatalog::watch([directory.path()], Catalog::builder).expect("a catalog"));
    let snapshot: &Arc<Catalog> = leak(live.snapshot());
    let through_snapshot = leak(snapshot.lookup(leak(snapshot.negotiate("zh-TW"))));
    let fixed = Catalog::builder().overlay_dir(directory.path()).build();
    let fixed = leak(fixed.expect("a catalog"));
    let fixed = leak(fixed.lookup(leak(fixed.negotiate("zh-TW"))));
    Chapter {
        title: "A live catalog",
        about: "A request takes one snapshot of the catalog.",
        comparisons: vec![
            Comparison::new(
                "description through a snapshot",
                side(mixed_codes, |code| through_snapshot.description(code)),
                "the same with a fixed catalog",
                side(mixed_codes, |code| fixed.description(code)),
            ),
            Comparison::new(
                "`snapshot`",
                repeat(|| live.snapshot()),
                "`Arc::clone`",
                repeat(|| Arc::clone(snapshot)),
            ),
        ],
    }
}
