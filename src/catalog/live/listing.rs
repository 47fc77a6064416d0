//! The metadata of the message files of a directory, to detect a change without reading the files.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::diagnostic::Diagnostic;
use crate::ftl;

/// The message files of a directory with their metadata. If two listings are equal, the files have
/// not changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Listing {
    files: Vec<(PathBuf, FileState)>,
    /// The reason if the listing may be incomplete.
    diagnostic: Option<Diagnostic>,
}

impl Listing {
    /// Lists a directory.
    pub(super) fn new(directory: &Path) -> Self {
        let (paths, diagnostic) = ftl::list_message_files(directory);
        let with_state = |path: PathBuf| {
            let state = FileState::of(&path);
            (path, state)
        };
        Self { files: paths.into_iter().map(with_state).collect(), diagnostic }
    }

    /// Iterates over the directories that contain message files. A directory can be repeated.
    pub(super) fn directories(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().filter_map(|(path, _)| path.parent())
    }
}

/// The metadata of the target of a path, after symbolic links.
#[derive(Clone, Debug, PartialEq, Eq)]
enum FileState {
    File {
        len: u64,
        modified: Option<SystemTime>,
        #[cfg(unix)]
        inode: Inode,
    },
    /// Not a regular file. Its timestamps are ignored because they may change constantly.
    NotAFile,
    Unreadable,
}

/// The identity of a file and the time of its last change. A copy can have the length and the
/// modification time of the original, but not these.
#[cfg(unix)]
#[derive(Clone, Debug, PartialEq, Eq)]
struct Inode {
    device: u64,
    number: u64,
    changed: (i64, i64),
}

impl FileState {
    fn of(path: &Path) -> Self {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_file() => Self::of_file(&metadata),
            Ok(_) => Self::NotAFile,
            Err(_) => Self::Unreadable,
        }
    }

    fn of_file(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt;
        Self::File {
            len: metadata.len(),
            modified: metadata.modified().ok(),
            #[cfg(unix)]
            inode: Inode {
                device: metadata.dev(),
                number: metadata.ino(),
                changed: (metadata.ctime(), metadata.ctime_nsec()),
            },
        }
    }
}
