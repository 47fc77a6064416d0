//! The content of a page.

use std::sync::Arc;

use super::accent::Style;
use super::problem;
use crate::catalog::labels::LocaleLabels;
use crate::catalog::{Catalog, Message};

/// The settings that all HTML pages of a site share.
#[derive(Clone, Debug)]
pub(super) struct Site {
    pub(super) name: Option<String>,
    pub(super) home: Option<String>,
    pub(super) contact: Option<String>,
    /// A `data:` URL.
    pub(super) logo: Option<String>,
    pub(super) style: Arc<Style>,
}

impl Default for Site {
    fn default() -> Self {
        Self { name: None, home: None, contact: None, logo: None, style: Style::shared_default() }
    }
}

/// Everything that a page shows, except the settings of the site.
pub(super) struct Content<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) message: Message<'a>,
    /// The labels in the locale of the description.
    pub(super) labels: &'a LocaleLabels,
    /// The detail of the application, unless it is hidden.
    pub(super) detail: Option<&'a str>,
    pub(super) problem: &'a problem::Inner,
}
