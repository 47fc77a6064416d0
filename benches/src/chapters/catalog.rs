//! From message files to a catalog.

use fluent_status::Catalog;

use super::Chapter;
use crate::comparison::{Comparison, side};
use crate::fixtures::{self, leak};

pub fn chapter() -> Chapter {
    let files = leak(fixtures::message_files());
    let once = || vec![(); 4];
    Chapter {
        title: "Message files to a catalog",
        about: "The twelve built-in files, 60 kB, which are already in memory. A catalog also \
                validates them, resolves the messages without variables, and builds its table and \
                its negotiator. `fluent-bundle` parses the files and adds each one to a bundle.",
        comparisons: vec![Comparison::new(
            "catalog from the built-in files",
            side(once, |()| Catalog::builder().build().expect("a catalog")),
            "`fluent-bundle`: `try_new`, `add_resource`",
            side(once, |()| fixtures::bundles(files)),
        )],
    }
}
