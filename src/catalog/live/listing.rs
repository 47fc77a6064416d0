//! What a folder looks like from outside: whether its files have changed, without reading them.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::diagnostic::Diagnostic;
use crate::ftl;

/// The files of texts of a folder. While two of these are the same, nobody has changed a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Listing {
    files: Vec<(PathBuf, Look)>,
    /// Why there may be more that is not seen.
    finding: Option<Diagnostic>,
}

impl Listing {
    pub(super) fn of(folder: &Path) -> Self {
        let (paths, finding) = ftl::list_message_files(folder);
        let look = |path: PathBuf| {
            let look = Look::at(&path);
            (path, look)
        };
        Self { files: paths.into_iter().map(look).collect(), finding }
    }

    /// The folders that have files of texts in them. One can be named several times in a row.
    pub(super) fn folders(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().filter_map(|(path, _)| path.parent())
    }
}

/// What stands under a name, after links.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Look {
    File {
        len: u64,
        modified: Option<SystemTime>,
        #[cfg(unix)]
        inode: Inode,
    },
    /// A folder or a device: what its times are is nothing to us, and they may never rest.
    NoFile,
    Unreadable,
}

/// Which file it is, and when it was last changed in any way: a copy can be given the time and the
/// length of the old one, but not these.
#[cfg(unix)]
#[derive(Clone, Debug, PartialEq, Eq)]
struct Inode {
    device: u64,
    number: u64,
    changed: (i64, i64),
}

impl Look {
    fn at(path: &Path) -> Self {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_file() => Self::at_file(&metadata),
            Ok(_) => Self::NoFile,
            Err(_) => Self::Unreadable,
        }
    }

    fn at_file(metadata: &Metadata) -> Self {
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
