//! The thread that reloads a live catalog.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::listing::Listing;
use super::shared::Shared;
use super::source::Attempt;
use super::watcher;
use crate::diagnostic::Diagnostic;
use crate::error::Error;

/// The interval in which the directories are listed.
const POLL_INTERVAL: Duration = Duration::from_millis(500);
/// The minimum time between two listings, however many notifications arrive.
const MIN_INTERVAL: Duration = Duration::from_millis(20);

/// The state of the thread that reloads a live catalog.
pub(super) struct Reloader {
    shared: Arc<Shared>,
    /// The listings of the last attempt.
    listings: Vec<Listing>,
    /// The error of the last attempt.
    error: Option<Arc<Error>>,
}

impl Reloader {
    pub(super) fn new(shared: Arc<Shared>, listings: Vec<Listing>) -> Self {
        Self { shared, listings, error: None }
    }

    /// Reloads changed files until the live catalog is dropped.
    pub(super) fn run(mut self) {
        if self.shared.source.directories().is_empty() {
            return;
        }
        let mut watcher = self.watcher(&self.listings);
        loop {
            thread::park_timeout(POLL_INTERVAL);
            thread::sleep(MIN_INTERVAL);
            if self.shared.source.is_stopped() {
                return;
            }
            if !self.should_reload() {
                continue;
            }
            let attempt = self.shared.source.build_from_unchanged_files();
            if self.shared.source.is_stopped() {
                return;
            }
            if attempt.listings != self.listings {
                // A watch belongs to a directory, not to its path, so a new directory needs a new
                // watch. The old watches end first, because their number is limited.
                drop(watcher);
                watcher = self.watcher(&attempt.listings);
            }
            self.apply(attempt);
        }
    }

    fn watcher(&self, listings: &[Listing]) -> Option<impl Sized + use<>> {
        watcher::unpark_on_change(self.shared.source.directories(), listings)
    }

    /// Returns `true` if the files have changed, or if the last error may disappear without a
    /// change: too many open files, or a disk that did not respond.
    fn should_reload(&self) -> bool {
        let diagnostics = self.error.as_ref().map_or(&[][..], |error| error.diagnostics());
        let is_temporary =
            |diagnostic: &Diagnostic| ["unreadable", "changing"].contains(&diagnostic.code());
        diagnostics.iter().any(is_temporary) || self.shared.source.list() != self.listings
    }

    fn apply(&mut self, Attempt { listings, outcome }: Attempt) {
        let is_unchanged = self.listings == listings;
        self.listings = listings;
        match outcome {
            Ok(mut catalog) => {
                self.error = None;
                catalog.negotiator.share_available(&self.shared.catalog.load().negotiator);
                self.shared.accept(Arc::new(catalog));
            }
            Err(error) => {
                let is_same = |last: &Arc<Error>| last.to_string() == error.to_string();
                if is_unchanged && self.error.as_ref().is_some_and(is_same) {
                    return;
                }
                let error = Arc::new(error);
                self.error = Some(Arc::clone(&error));
                self.shared.reject(error);
            }
        }
    }
}
