//! The catalog of a middleware.

use std::sync::Arc;

use crate::catalog::Catalog;
#[cfg(feature = "watch")]
use crate::catalog::LiveCatalog;

/// The catalog that pages take their messages from: a `&'static Catalog`, an `Arc<Catalog>` or, with
/// the feature `watch`, a `LiveCatalog`.
#[derive(Clone, Debug, Default)]
pub struct CatalogSource(Source);

#[derive(Clone, Debug, Default)]
enum Source {
    #[default]
    BuiltIn,
    Static(&'static Catalog),
    Shared(Arc<Catalog>),
    #[cfg(feature = "watch")]
    Live(LiveCatalog),
}

impl From<&'static Catalog> for CatalogSource {
    fn from(catalog: &'static Catalog) -> Self {
        Self(Source::Static(catalog))
    }
}

impl From<Arc<Catalog>> for CatalogSource {
    fn from(catalog: Arc<Catalog>) -> Self {
        Self(Source::Shared(catalog))
    }
}

/// Every page has the messages that are current when it is rendered.
#[cfg(feature = "watch")]
impl From<LiveCatalog> for CatalogSource {
    fn from(catalog: LiveCatalog) -> Self {
        Self(Source::Live(catalog))
    }
}

impl CatalogSource {
    /// Calls a function with the current catalog, which does not change during the call.
    pub(super) fn with<T>(&self, function: impl FnOnce(&Catalog) -> T) -> T {
        match &self.0 {
            Source::BuiltIn => function(Catalog::builtin()),
            Source::Static(catalog) => function(catalog),
            Source::Shared(catalog) => function(catalog),
            #[cfg(feature = "watch")]
            Source::Live(catalog) => function(&catalog.snapshot()),
        }
    }
}
