//! Memory that stays allocated.

use std::any::Any;

use fluent_status::Catalog;

use crate::chapters;
use crate::fixtures;
use crate::growth::{Growth, SIZES};

type Value = Box<dyn Any>;

pub const CATALOG: &str = "built-in messages only";
pub const BUNDLES: &str = "bundles of `fluent-bundle`";
pub const ROUTER: &str = "router after hostile requests";

/// Returns names, and functions that create the measured values.
pub fn values() -> Vec<(String, Box<dyn Fn() -> Value>)> {
    let mut values: Vec<(String, Box<dyn Fn() -> Value>)> = vec![
        (CATALOG.to_owned(), Box::new(|| Box::new(Catalog::builder().build()))),
        (BUNDLES.to_owned(), Box::new(|| Box::new(fixtures::bundles(&fixtures::message_files())))),
        (ROUTER.to_owned(), Box::new(|| Box::new(chapters::router_after_hostile_requests()))),
    ];
    for growth in SIZES {
        let directory = growth.overlay_directory();
        values.push((growth.name(), Box::new(move || Box::new(Growth::build(&directory)))));
    }
    values
}

pub fn names() -> Vec<String> {
    values().into_iter().map(|(name, _)| name).collect()
}

/// Returns the size of the built-in message files in bytes.
pub fn message_files_size() -> usize {
    fixtures::message_files().iter().map(|(_, source)| source.len()).sum()
}
