//! Where the pages of a layer come from.

use std::sync::Arc;

#[cfg(feature = "watch")]
use arc_swap::ArcSwap;

use crate::catalog::Catalog;
#[cfg(feature = "watch")]
use crate::live::LiveCatalog;
use crate::pages::PageCache;

/// The texts that an application sets.
#[derive(Clone, Debug, Default)]
pub(super) enum Texts {
    #[default]
    Embedded,
    Own(Arc<Catalog>),
    #[cfg(feature = "watch")]
    Live(LiveCatalog),
}

/// Pages, with the texts as they are now.
#[derive(Debug)]
pub(super) enum Source {
    Fixed(Box<PageCache>),
    #[cfg(feature = "watch")]
    Live {
        catalog: LiveCatalog,
        cache: ArcSwap<PageCache>,
    },
}

impl Default for Source {
    fn default() -> Self {
        Self::Fixed(Box::default())
    }
}

impl Source {
    /// The pages of a cache, with the texts that are set.
    pub(super) fn new(cache: PageCache, texts: &Texts) -> Self {
        match texts {
            Texts::Embedded => Self::Fixed(Box::new(cache)),
            Texts::Own(catalog) => Self::Fixed(Box::new(cache.with_catalog(Arc::clone(catalog)))),
            #[cfg(feature = "watch")]
            Texts::Live(catalog) => Self::Live {
                cache: ArcSwap::from_pointee(cache.with_catalog(catalog.snapshot())),
                catalog: catalog.clone(),
            },
        }
    }

    /// Does the work for one response, which sees one state of the texts.
    pub(super) fn with<T>(&self, work: impl FnOnce(&PageCache) -> T) -> T {
        match self {
            Self::Fixed(cache) => work(cache),
            #[cfg(feature = "watch")]
            Self::Live { catalog, cache } => {
                let snapshot = catalog.snapshot();
                let current = cache.load();
                if std::ptr::eq(current.catalog(), &*snapshot) {
                    return work(&current);
                }
                // Pages go with the texts that they were made of. Of threads that come here at once
                // each makes a cache, and that of the first stays.
                let renewed = Arc::new(current.with_catalog(snapshot));
                cache.compare_and_swap(&current, Arc::clone(&renewed));
                work(&renewed)
            }
        }
    }
}
