//! A catalogue that follows its folders.

use std::sync::Arc;

use fluent_status::{Catalog, LiveCatalog};

use super::Chapter;
use crate::contest::{Contest, repeat, side};
use crate::texts::{self, keep, mix};

pub fn chapter() -> Chapter {
    let folder = keep(texts::folder([("en/concise.ftl", "status-299 = Nearly.\n")]));
    let live = keep(LiveCatalog::watch([folder.path()], Catalog::builder).expect("texts"));
    let snapshot: &Arc<Catalog> = keep(live.snapshot());
    let through_snapshot = keep(snapshot.lookup(keep(snapshot.negotiate("zh-TW"))));
    let fixed = keep(Catalog::builder().overlay(folder.path()).build().expect("texts"));
    let fixed = keep(fixed.lookup(keep(fixed.negotiate("zh-TW"))));
    Chapter {
        title: "A live catalogue",
        about: "A request takes the snapshot once, and holds it.",
        contests: vec![
            Contest::new(
                "description through a snapshot",
                side(mix, |code| through_snapshot.description(code)),
                "the same on a fixed catalogue",
                side(mix, |code| fixed.description(code)),
            )
            .at_most(1.1),
            Contest::new(
                "taking the snapshot",
                repeat(|| live.snapshot()),
                "`Arc::clone`",
                repeat(|| Arc::clone(snapshot)),
            )
            .within(30.0),
        ],
    }
}
