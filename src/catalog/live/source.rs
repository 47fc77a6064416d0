//! The directories of a live catalog, and how a catalog is built from them.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::listing::Listing;
use crate::catalog::Catalog;
use crate::catalog::builder::CatalogBuilder;
use crate::diagnostic::Diagnostic;
use crate::error::Error;

/// The time without changes after which the files are read.
const DEBOUNCE: Duration = Duration::from_millis(200);
/// The time after which constant changes are reported as an error.
const CHANGE_TIMEOUT: Duration = Duration::from_secs(10);

/// The directories of a live catalog, and the builder for everything else.
pub(super) struct Source {
    directories: Vec<PathBuf>,
    base: Box<dyn Fn() -> CatalogBuilder + Send + Sync>,
    is_stopped: AtomicBool,
}

/// An attempt to build a catalog.
pub(super) struct Attempt {
    /// The listings, equal before and after the files were read. Empty if the files never stayed
    /// unchanged.
    pub(super) listings: Vec<Listing>,
    pub(super) outcome: Result<Catalog, Error>,
}

impl Source {
    pub(super) fn new(
        directories: Vec<PathBuf>,
        base: impl Fn() -> CatalogBuilder + Send + Sync + 'static,
    ) -> Self {
        Self { directories, base: Box::new(base), is_stopped: AtomicBool::new(false) }
    }

    pub(super) fn directories(&self) -> &[PathBuf] {
        &self.directories
    }

    /// Lists every directory.
    pub(super) fn list(&self) -> Vec<Listing> {
        self.directories.iter().map(|directory| Listing::new(directory)).collect()
    }

    /// Builds a catalog from files that do not change. The listings must be equal for a while before
    /// the files are read, and afterwards. Otherwise the catalog could mix files from before an edit
    /// and from after it.
    pub(super) fn build_from_unchanged_files(&self) -> Attempt {
        let start = Instant::now();
        let mut listings = self.list();
        loop {
            if !self.directories.is_empty() {
                thread::sleep(DEBOUNCE);
            }
            let before = self.list();
            let mut after = before.clone();
            if before == listings {
                let outcome = self.build();
                after = self.list();
                if after == before {
                    return Attempt { listings: after, outcome };
                }
            }
            if start.elapsed() > CHANGE_TIMEOUT || self.is_stopped() {
                let outcome = Err(self.constant_changes(&listings, &after));
                return Attempt { listings: Vec::new(), outcome };
            }
            listings = after;
        }
    }

    fn build(&self) -> Result<Catalog, Error> {
        let build = || {
            let builder = (self.base)();
            self.directories.iter().fold(builder, CatalogBuilder::overlay_dir).build()
        };
        // A panic would end the thread, and with it all reloads.
        catch_unwind(AssertUnwindSafe(build)).unwrap_or_else(|_| {
            Err(Error::watch("cannot build the catalog: the builder panicked".to_owned()))
        })
    }

    /// Creates an error about files that change constantly.
    fn constant_changes(&self, before: &[Listing], after: &[Listing]) -> Error {
        let mut pairs = self.directories.iter().zip(before.iter().zip(after));
        let changed = pairs.find(|(_, (before, after))| before != after);
        let directory = changed.map_or(Path::new(""), |(directory, _)| directory);
        let reason = format!(
            "its files changed constantly for {} seconds: write new files and rename them to the \
             old paths",
            CHANGE_TIMEOUT.as_secs()
        );
        Error::message_file(Diagnostic::rejected(directory, "changing", &reason))
    }

    /// Ends the thread that reloads the files.
    pub(super) fn stop(&self) {
        self.is_stopped.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.is_stopped.load(Ordering::Relaxed)
    }
}
