//! From files to a catalogue.

use fluent_status::Catalog;

use super::Chapter;
use crate::contest::{Contest, side};
use crate::texts::{self, keep};

pub fn chapter() -> Chapter {
    let files = keep(texts::files());
    let once = || vec![(); 4];
    Chapter {
        title: "Files to a catalogue",
        about: "The twelve files of the crate, 60 kB, in memory already. Ours also resolves \
                every text and lays them out by code, locale and phrasing; `fluent-bundle` \
                parses them and adds each to a bundle.",
        contests: vec![
            Contest::new(
                "catalogue from the embedded files",
                side(once, |()| Catalog::builder().build().expect("texts")),
                "`fluent-bundle`: `try_new`, `add_resource`",
                side(once, |()| texts::bundles(files)),
            )
            .at_most(1.3),
        ],
    }
}
