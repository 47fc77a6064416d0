//! What is measured, chapter by chapter.

mod catalogue;
mod descriptions;
mod headers;
mod layer;
mod live;
mod pages;
mod scale;

pub use self::layer::after_hostile_requests;

use crate::contest::Contest;

pub struct Chapter {
    pub title: &'static str,
    pub about: &'static str,
    pub contests: Vec<Contest>,
}

/// All of them, in the order of the page.
pub fn all() -> Vec<Chapter> {
    vec![
        descriptions::chapter(),
        descriptions::fallback(),
        descriptions::with_values(),
        headers::chapter(),
        catalogue::chapter(),
        pages::chapter(),
        layer::chapter(),
        live::chapter(),
        scale::chapter(),
    ]
}
