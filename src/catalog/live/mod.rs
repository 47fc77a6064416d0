//! A catalog that reloads changed message files.
//!
//! A thread compares the names, lengths and times of the files twice a second. Notifications of the
//! operating system only start the comparison earlier. A change is therefore also detected without
//! notifications: on a network file system, at the limit of watches, or in a directory that was
//! removed and created again.

mod listing;
mod reload_status;
mod reloader;
mod shared;
mod source;
mod watcher;

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::{self, Thread};

pub use self::reload_status::ReloadStatus;
use self::reloader::Reloader;
use self::shared::Shared;
use self::source::{Attempt, Source};
use super::builder::CatalogBuilder;
use crate::catalog::Catalog;
use crate::error::Error;

/// A catalog that reloads changed message files: an edit is live in less than a second.
///
/// All files are read and validated together. If every file is valid, the new catalog replaces the
/// old one in one step. Otherwise the last valid catalog stays. A request never gets part of a
/// message, and never waits.
///
/// ```
/// use fluent_status::{Catalog, LiveCatalog, StatusCode};
///
/// # let directory = tempfile::tempdir()?;
/// # let directory = directory.path();
/// let live = LiveCatalog::watch([directory], Catalog::builder)?;
/// live.on_reload(|outcome| match outcome {
///     Ok(catalog) => println!("{} locales", catalog.locales().len()),
///     Err(error) => eprintln!("cannot reload the messages: {error}"),
/// });
///
/// let catalog = live.snapshot(); // once per request
/// let message = catalog.message(StatusCode::NOT_FOUND, &catalog.negotiate("zh-TW"));
/// # assert_eq!(message.reason().as_str(), "找不到");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # How to edit
///
/// Write the new version to a file in the same directory, and rename it to the old path. Until then,
/// its name must begin with a dot or have another extension than `.ftl`. Many editors save files
/// like this, and Kubernetes updates a ConfigMap like this. The old file is complete until the new
/// one replaces it.
///
/// A file that is written in place is read after 200 ms without a change, and only if it ends in a
/// line end. A file that was left incomplete after a whole line cannot be detected.
///
/// # Lifetime
///
/// Clones are cheap and share the current catalog. The thread that reloads the files ends when the
/// last clone is dropped.
#[derive(Clone)]
pub struct LiveCatalog {
    handle: Arc<Handle>,
}

impl LiveCatalog {
    /// Builds a catalog with directories as overlays, and reloads their files when they change. Later
    /// directories apply after earlier ones, as with [`CatalogBuilder::overlay_dir`].
    ///
    /// `base` returns the builder for each reload: `Catalog::builder`, or a closure with more
    /// settings. The call takes 200 ms, because files that are being written are not read. Without
    /// directories, it returns at once and never reloads.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`CatalogBuilder::build`], because there is no earlier catalog. Also
    /// returns an error if the files change constantly for 10 seconds, or if the thread cannot be
    /// started.
    pub fn watch(
        directories: impl IntoIterator<Item = impl Into<PathBuf>>,
        base: impl Fn() -> CatalogBuilder + Send + Sync + 'static,
    ) -> Result<Self, Error> {
        let source = Source::new(directories.into_iter().map(Into::into).collect(), base);
        let Attempt { listings, outcome } = source.build_from_unchanged_files();
        let shared = Arc::new(Shared::new(source, outcome?));
        let reloader = Reloader::new(Arc::clone(&shared), listings);
        let thread = thread::Builder::new().name("fluent-status".to_owned());
        let thread = thread.spawn(move || reloader.run()).map_err(|error| {
            Error::watch(format!("cannot start the thread that reloads the messages: {error}"))
        })?;
        Ok(Self { handle: Arc::new(Handle { shared, thread: thread.thread().clone() }) })
    }

    /// Returns the current catalog. A snapshot does not change: take one per request, so that all
    /// parts of a response have the same version of the messages. Do not keep it longer.
    #[must_use]
    pub fn snapshot(&self) -> Arc<Catalog> {
        self.handle.shared.catalog.load_full()
    }

    /// Returns the result of the last reload.
    #[must_use]
    pub fn status(&self) -> ReloadStatus {
        ReloadStatus::clone(&self.handle.shared.status.load())
    }

    /// Registers a callback that runs after each reload with the new catalog or the error. A repeated
    /// identical error is reported once. `tracing` gets the same events.
    ///
    /// A reload first replaces the catalog, then the status, and then calls the callbacks in the
    /// order of their registration. Therefore [`snapshot`](Self::snapshot) and
    /// [`status`](Self::status) can have a new result before a callback has run.
    ///
    /// The thread that reloads the files runs the callbacks, so a slow one delays the next reload. A
    /// callback must not own a clone of this live catalog, because the clone would never be dropped.
    pub fn on_reload(
        &self,
        listener: impl Fn(Result<&Arc<Catalog>, &Error>) + Send + Sync + 'static,
    ) {
        self.handle.shared.add_listener(Arc::new(listener));
    }
}

impl fmt::Debug for LiveCatalog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LiveCatalog")
            .field("directories", &self.handle.shared.source.directories())
            .field("status", &self.status())
            .finish_non_exhaustive()
    }
}

/// The part that all clones own and the thread does not. Dropping it ends the thread.
struct Handle {
    shared: Arc<Shared>,
    thread: Thread,
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.shared.source.stop();
        self.thread.unpark();
    }
}
