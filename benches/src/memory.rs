//! What is kept in memory.

use std::any::Any;

use fluent_status::Catalog;

use crate::chapters;
use crate::growth::{Growth, SIZES};
use crate::texts;

type Made = Box<dyn Any>;

/// Names, and what makes the thing that is kept.
pub fn kept() -> Vec<(String, Box<dyn Fn() -> Made>)> {
    let mut kept: Vec<(String, Box<dyn Fn() -> Made>)> = vec![
        ("catalogue".to_owned(), Box::new(|| Box::new(Catalog::builder().build()))),
        ("bundles".to_owned(), Box::new(|| Box::new(texts::bundles(&texts::files())))),
        ("hostile".to_owned(), Box::new(|| Box::new(chapters::after_hostile_requests()))),
    ];
    for growth in SIZES.into_iter().flatten() {
        let folder = growth.folder();
        kept.push((growth.name(), Box::new(move || Box::new(Growth::build(&folder)))));
    }
    kept
}

pub fn names() -> Vec<String> {
    kept().into_iter().map(|(name, _)| name).collect()
}

/// How large the files of the crate are together.
pub fn bytes_of_texts() -> usize {
    texts::files().iter().map(|(_, text)| text.len()).sum()
}
