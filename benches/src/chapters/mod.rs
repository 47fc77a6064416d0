//! The chapters of the report.

mod catalog;
mod descriptions;
mod growth;
mod headers;
mod layer;
mod live;
mod pages;

pub use self::layer::router_after_hostile_requests;

use crate::comparison::Comparison;

pub struct Chapter {
    pub title: &'static str,
    pub about: &'static str,
    pub comparisons: Vec<Comparison>,
}

/// Returns all chapters in the order of the report.
pub fn all() -> Vec<Chapter> {
    vec![
        descriptions::chapter(),
        descriptions::fallback(),
        descriptions::arguments(),
        headers::chapter(),
        catalog::chapter(),
        pages::chapter(),
        layer::chapter(),
        live::chapter(),
        growth::chapter(),
    ]
}
