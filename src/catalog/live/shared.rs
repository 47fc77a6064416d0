//! The state that all clones of a live catalog and its thread share.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use arc_swap::ArcSwap;

use super::reload_status::ReloadStatus;
use super::source::Source;
use crate::catalog::Catalog;
use crate::error::Error;

/// A callback that runs after each reload.
pub(super) type Listener = dyn Fn(Result<&Arc<Catalog>, &Error>) + Send + Sync;

/// The state that all clones of a live catalog and its thread share.
pub(super) struct Shared {
    pub(super) source: Source,
    pub(super) catalog: ArcSwap<Catalog>,
    pub(super) status: ArcSwap<ReloadStatus>,
    listeners: ArcSwap<Vec<Arc<Listener>>>,
}

impl Shared {
    pub(super) fn new(source: Source, catalog: Catalog) -> Self {
        Self {
            source,
            catalog: ArcSwap::from_pointee(catalog),
            status: ArcSwap::from_pointee(ReloadStatus::loaded_now()),
            listeners: ArcSwap::default(),
        }
    }

    pub(super) fn add_listener(&self, listener: Arc<Listener>) {
        self.listeners.rcu(|listeners| {
            listeners.iter().chain([&listener]).map(Arc::clone).collect::<Vec<_>>()
        });
    }

    /// Replaces the catalog, then the status, and calls the listeners.
    pub(super) fn accept(&self, catalog: Arc<Catalog>) {
        self.catalog.store(Arc::clone(&catalog));
        self.status.store(Arc::new(ReloadStatus::loaded_now()));
        tracing::info!(directories = ?self.source.directories(), "reloaded the message files");
        self.call_listeners(Ok(&catalog));
    }

    /// Keeps the catalog, replaces the status, and calls the listeners.
    pub(super) fn reject(&self, error: Arc<Error>) {
        self.status.store(Arc::new(self.status.load().failed(Arc::clone(&error))));
        tracing::error!(%error, "cannot reload the message files; the last valid catalog stays");
        self.call_listeners(Err(&error));
    }

    fn call_listeners(&self, outcome: Result<&Arc<Catalog>, &Error>) {
        for listener in self.listeners.load_full().iter() {
            if catch_unwind(AssertUnwindSafe(|| listener(outcome))).is_err() {
                tracing::error!("a reload callback panicked");
            }
        }
    }
}
