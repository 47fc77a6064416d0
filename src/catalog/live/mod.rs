//! A catalogue that follows its folders of texts.
//!
//! What counts is what the folders look like: the names, lengths and times of their files. A thread
//! looks twice a second; what the kernel tells of changes only has it look sooner. So nothing is
//! lost where the kernel says nothing: on a network file system, when its limit of watches is
//! reached, or when a folder is removed and made anew.

mod listing;

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, Thread};
use std::time::{Duration, Instant, SystemTime};

use arc_swap::ArcSwap;
use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use self::listing::Listing;
use super::builder::CatalogBuilder;
use crate::catalog::Catalog;
use crate::diagnostic::Diagnostic;
use crate::error::Error;

/// How often the folders are looked at.
const POLL: Duration = Duration::from_millis(500);
/// How long the files must stay the same before they are read.
const DEBOUNCE: Duration = Duration::from_millis(200);
/// How long to wait for that before it is reported.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long to rest between two looks, however much the kernel tells.
const PACE: Duration = Duration::from_millis(20);

/// A catalogue that follows its folders of texts: an edit is live in under a second.
///
/// All files are read and checked together, and only if nothing is wrong with any of them does the
/// new catalogue take the place of the old one, in one step. Until then the last good one stays:
/// whatever becomes of the files, a reader is never shown a broken text, and never waits.
///
/// ```
/// use fluent_status::{Catalog, StatusCode, LiveCatalog};
///
/// # let folder = tempfile::tempdir()?;
/// # let folder = folder.path();
/// let live = LiveCatalog::watch([folder], Catalog::builder)?;
/// live.on_reload(|outcome| match outcome {
///     Ok(catalog) => println!("{} locales", catalog.locales().len()),
///     Err(error) => eprintln!("kept the old texts: {error}"),
/// });
///
/// let catalog = live.snapshot(); // once for a request
/// let message = catalog.message(StatusCode::NOT_FOUND, &catalog.negotiate("zh-TW"));
/// # assert_eq!(message.reason().as_str(), "找不到");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # How to edit
///
/// Write the new text to a file beside the old one whose name begins with a dot or does not end in
/// `.ftl`, and rename it to the old one's name. Many editors save like that, and Kubernetes
/// replaces a ConfigMap like that. The old file is there until the new one is, with all its text.
///
/// A file that is written in its place is read once it has rested for 200 ms, and only if it ends
/// in a line end; but no program can tell a file that was left half-written at the end of a line
/// from one that is finished.
///
/// # When it ends
///
/// Clones are cheap, and follow together. The thread that looks after the folders ends when the
/// last of them is dropped.
#[derive(Clone)]
pub struct LiveCatalog {
    handle: Arc<Handle>,
}

/// How a [`LiveCatalog`] is doing: for a health check.
#[derive(Clone, Debug)]
pub struct ReloadStatus {
    loaded_at: SystemTime,
    error: Option<Arc<Error>>,
}

impl ReloadStatus {
    /// When the catalogue that is served was put together.
    #[must_use]
    pub fn loaded_at(&self) -> SystemTime {
        self.loaded_at
    }

    /// What is wrong with the files as they are now. While this is some error, an older state of
    /// them is served.
    #[must_use]
    pub fn error(&self) -> Option<&Error> {
        self.error.as_deref()
    }
}

impl LiveCatalog {
    /// Lays folders over the texts of a builder, the later ones over the earlier ones, as
    /// [`CatalogBuilder::overlay_dir`] does, and follows them.
    ///
    /// `base` is asked for a builder each time: `Catalog::builder`, or a closure that sets more. It
    /// takes a fifth of a second, for a file that is being written is not read. Without folders
    /// there is nothing to follow, and nothing to wait for.
    ///
    /// # Errors
    ///
    /// Those of [`CatalogBuilder::build`]: at the beginning there is no older state to be served.
    /// Also where the files do not rest for ten seconds, or no thread can be started.
    pub fn watch(
        folders: impl IntoIterator<Item = impl Into<PathBuf>>,
        base: impl Fn() -> CatalogBuilder + Send + Sync + 'static,
    ) -> Result<Self, Error> {
        let folders = folders.into_iter().map(Into::into).collect();
        let source = Source { folders, base: Box::new(base), is_stopped: AtomicBool::new(false) };
        let Attempt { listings, outcome } = source.attempt();
        let catalog = outcome?;

        let status = ReloadStatus { loaded_at: SystemTime::now(), error: None };
        let shared = Arc::new(Shared {
            source,
            catalog: ArcSwap::from_pointee(catalog),
            status: ArcSwap::from_pointee(status),
            listeners: ArcSwap::default(),
        });
        let follower = Follower { shared: Arc::clone(&shared), listings, failure: None };
        let thread = thread::Builder::new().name("fluent-status".to_owned());
        let thread = thread.spawn(move || follower.run()).map_err(|error| {
            Error::watch(format!("cannot start the thread that watches the texts: {error}"))
        })?;
        Ok(Self { handle: Arc::new(Handle { shared, thread: thread.thread().clone() }) })
    }

    /// The catalogue as it is now. It does not change: take it once for a request, so that all that
    /// is said in an answer is of one state, and not for longer.
    #[must_use]
    pub fn snapshot(&self) -> Arc<Catalog> {
        self.handle.shared.catalog.load_full()
    }

    /// How it is doing.
    #[must_use]
    pub fn status(&self) -> ReloadStatus {
        ReloadStatus::clone(&self.handle.shared.status.load())
    }

    /// Has a function called after each reload, from now on: with the new catalogue, or with what
    /// is wrong with the files, once as long as they stay so. The same goes to `tracing`.
    ///
    /// It is called by the thread that looks after the folders, which goes on when it returns. It
    /// must not hold a clone of this, which would then never be dropped.
    pub fn on_reload(
        &self,
        listener: impl Fn(Result<&Arc<Catalog>, &Error>) + Send + Sync + 'static,
    ) {
        let listener: Arc<Listener> = Arc::new(listener);
        self.handle.shared.listeners.rcu(|listeners| {
            listeners.iter().chain([&listener]).map(Arc::clone).collect::<Vec<_>>()
        });
    }
}

impl fmt::Debug for LiveCatalog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LiveCatalog")
            .field("folders", &self.handle.shared.source.folders)
            .field("status", &self.status())
            .finish_non_exhaustive()
    }
}

type Listener = dyn Fn(Result<&Arc<Catalog>, &Error>) + Send + Sync;

/// What all clones hold, and the thread does not: when it is dropped, the thread is to end.
struct Handle {
    shared: Arc<Shared>,
    thread: Thread,
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.shared.source.is_stopped.store(true, Ordering::Relaxed);
        self.thread.unpark();
    }
}

struct Shared {
    source: Source,
    catalog: ArcSwap<Catalog>,
    status: ArcSwap<ReloadStatus>,
    listeners: ArcSwap<Vec<Arc<Listener>>>,
}

// ---- Reading ----

/// Where catalogues come from.
struct Source {
    folders: Vec<PathBuf>,
    base: Box<dyn Fn() -> CatalogBuilder + Send + Sync>,
    is_stopped: AtomicBool,
}

struct Attempt {
    /// What the folders looked like before and after. Empty if they never looked the same.
    listings: Vec<Listing>,
    outcome: Result<Catalog, Error>,
}

impl Source {
    /// Reads the files once they rest. They must look the same for a while before, and after:
    /// otherwise some may have been read before somebody's edit and some after.
    fn attempt(&self) -> Attempt {
        let start = Instant::now();
        let mut listings = self.list();
        loop {
            if !self.folders.is_empty() {
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
            if start.elapsed() > PATIENCE || self.is_stopped() {
                let outcome = Err(self.restless(&listings, &after));
                return Attempt { listings: Vec::new(), outcome };
            }
            listings = after;
        }
    }

    fn list(&self) -> Vec<Listing> {
        self.folders.iter().map(|folder| Listing::of(folder)).collect()
    }

    fn build(&self) -> Result<Catalog, Error> {
        let build = || {
            let builder = (self.base)();
            self.folders.iter().fold(builder, CatalogBuilder::overlay_dir).build()
        };
        // A thread that panics ends, and nobody would follow the folders any more.
        catch_unwind(AssertUnwindSafe(build)).unwrap_or_else(|_| {
            Err(Error::watch("the catalogue could not be built: its builder panicked".to_owned()))
        })
    }

    /// What is wrong with files that somebody writes to without end.
    fn restless(&self, before: &[Listing], after: &[Listing]) -> Error {
        let mut pairs = self.folders.iter().zip(before.iter().zip(after));
        let folder = pairs.find(|(_, (before, after))| before != after);
        let folder = folder.map_or(Path::new(""), |(folder, _)| folder);
        let seconds = PATIENCE.as_secs();
        let problem = format!(
            "its files have not stayed the same for {seconds} seconds: put finished files in the \
             place of the old ones"
        );
        Error::finding(Diagnostic::rejected(folder, "changing", &problem))
    }

    fn is_stopped(&self) -> bool {
        self.is_stopped.load(Ordering::Relaxed)
    }
}

// ---- Following ----

/// What the thread does.
struct Follower {
    shared: Arc<Shared>,
    /// What the folders looked like when they were last read.
    listings: Vec<Listing>,
    /// What was wrong then.
    failure: Option<Arc<Error>>,
}

impl Follower {
    fn run(mut self) {
        if self.shared.source.folders.is_empty() {
            return;
        }
        let mut watcher = watcher(&self.shared.source.folders, &self.listings);
        loop {
            thread::park_timeout(POLL);
            thread::sleep(PACE);
            if self.shared.source.is_stopped() {
                return;
            }
            if !self.is_to_read() {
                continue;
            }
            let attempt = self.shared.source.attempt();
            if self.shared.source.is_stopped() {
                return;
            }
            if attempt.listings != self.listings {
                // The kernel watches folders, not names: there may be others now. The old watches
                // go first, for their number is limited.
                drop(watcher);
                watcher = self::watcher(&self.shared.source.folders, &attempt.listings);
            }
            self.take(attempt);
        }
    }

    /// Whether the files have changed, or could not be read for a reason that may be gone without
    /// their changing: too many open files, a disk that did not answer.
    fn is_to_read(&self) -> bool {
        let diagnostics = self.failure.as_ref().map_or(&[][..], |error| error.diagnostics());
        let may_be_gone =
            |finding: &Diagnostic| ["unreadable", "changing"].contains(&finding.code());
        diagnostics.iter().any(may_be_gone) || self.shared.source.list() != self.listings
    }

    fn take(&mut self, Attempt { listings, outcome }: Attempt) {
        let is_as_before = self.listings == listings;
        self.listings = listings;
        match outcome {
            Ok(mut catalog) => {
                self.failure = None;
                catalog.negotiator.share_available(&self.shared.catalog.load().negotiator);
                self.shared.accept(Arc::new(catalog));
            }
            Err(error) => {
                let is_same = |last: &Arc<Error>| last.to_string() == error.to_string();
                if is_as_before && self.failure.as_ref().is_some_and(is_same) {
                    return;
                }
                let error = Arc::new(error);
                self.failure = Some(Arc::clone(&error));
                self.shared.refuse(error);
            }
        }
    }
}

impl Shared {
    fn accept(&self, catalog: Arc<Catalog>) {
        self.catalog.store(Arc::clone(&catalog));
        self.status.store(Arc::new(ReloadStatus { loaded_at: SystemTime::now(), error: None }));
        tracing::info!(folders = ?self.source.folders, "reloaded the texts");
        self.tell(Ok(&catalog));
    }

    fn refuse(&self, error: Arc<Error>) {
        let loaded_at = self.status.load().loaded_at;
        self.status.store(Arc::new(ReloadStatus { loaded_at, error: Some(Arc::clone(&error)) }));
        tracing::error!(%error, "cannot reload the texts, and serves the last good ones");
        self.tell(Err(&error));
    }

    fn tell(&self, outcome: Result<&Arc<Catalog>, &Error>) {
        for listener in self.listeners.load_full().iter() {
            if catch_unwind(AssertUnwindSafe(|| listener(outcome))).is_err() {
                tracing::error!("a function that was to be told of a reload panicked");
            }
        }
    }
}

/// Has the kernel wake this thread when something changes in the folders, or in those in them that
/// have texts. What it does not watch is seen a little later.
fn watcher(folders: &[PathBuf], listings: &[Listing]) -> Option<RecommendedWatcher> {
    let thread = thread::current();
    let wake = move |event: notify::Result<Event>| {
        if event.as_ref().is_ok_and(is_reading) {
            return;
        }
        thread.unpark();
    };
    let unwatched = |error: &notify::Error| {
        tracing::debug!(%error, "the kernel does not watch, so changes are seen by looking");
    };
    let mut watcher = notify::recommended_watcher(wake).inspect_err(unwatched).ok()?;
    let mut inner: Vec<&Path> = listings.iter().flat_map(Listing::folders).collect();
    inner.dedup();
    for folder in folders.iter().map(PathBuf::as_path).chain(inner) {
        // Not what is deeper: a link could lead anywhere, and be anything in size.
        let _ = watcher.watch(folder, RecursiveMode::NonRecursive).inspect_err(unwatched);
    }
    Some(watcher)
}

/// We read the files ourselves, and would wake ourselves without end.
fn is_reading(event: &Event) -> bool {
    let closes_written = EventKind::Access(AccessKind::Close(AccessMode::Write));
    event.kind.is_access() && event.kind != closes_written
}
