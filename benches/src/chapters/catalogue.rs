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
            .at_most(1.3)
            .because(
                "Fluent's parser is 40 % of our instructions too. The proof that the embedded bytes are \
                 UTF-8, which the peer is given as text, is 10 %, a string for each text 10 %, and \
                 the rest the table and that of the languages. Resolving every text through a bundle \
                 took 3.1 times as long; laying them out from the syntax trees, but counting up every \
                 text that a cell looked at, 2.1. Counting only those that it keeps stands, and is what \
                 is measured.",
            ),
        ],
    }
}
