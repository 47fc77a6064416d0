//! Notifications of the operating system about changed files.

use std::path::{Path, PathBuf};
use std::thread;

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::listing::Listing;

/// Unparks the current thread on a change in the directories, or in their subdirectories that
/// contain message files. Returns `None` if the operating system has no notifications: polling
/// detects every change too, only later.
pub(super) fn unpark_on_change(
    directories: &[PathBuf],
    listings: &[Listing],
) -> Option<RecommendedWatcher> {
    let thread = thread::current();
    let unpark = move |event: notify::Result<Event>| {
        if event.as_ref().is_ok_and(is_read_access) {
            return;
        }
        thread.unpark();
    };
    let report = |error: &notify::Error| {
        tracing::debug!(%error, "cannot watch a directory; polling detects its changes");
    };
    let mut watcher = notify::recommended_watcher(unpark).inspect_err(report).ok()?;
    let mut subdirectories: Vec<&Path> = listings.iter().flat_map(Listing::directories).collect();
    subdirectories.dedup();
    for directory in directories.iter().map(PathBuf::as_path).chain(subdirectories) {
        // Not recursive, because a symbolic link can lead to a directory of any size.
        let _ = watcher.watch(directory, RecursiveMode::NonRecursive).inspect_err(report);
    }
    Some(watcher)
}

/// Returns `true` for an event that the reload itself causes by reading a file. Without this check
/// each reload would trigger another one.
fn is_read_access(event: &Event) -> bool {
    let closed_after_writing = EventKind::Access(AccessKind::Close(AccessMode::Write));
    event.kind.is_access() && event.kind != closed_after_writing
}
