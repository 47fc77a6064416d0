//! Message files in a directory, where anyone may have put anything.

use std::fs::{self, DirEntry, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::ftl::identity::{self, Identity};
use crate::ftl::limits::{
    MAX_DIRECTORY_BYTES, MAX_DIRECTORY_DEPTH, MAX_FILE_BYTES, MAX_FILES, MAX_NAMES,
};
use crate::ftl::{Layer, MessageFile, validate};

/// Reads the message files in the subdirectories of a directory. Calls `inspect` with each of them.
pub(crate) fn read_directory(directory: &Path, mut inspect: impl FnMut(&Path, &[u8])) -> Layer {
    let found = match find_message_files(directory) {
        (found, None) => found,
        (_, Some(diagnostic)) => return Layer::of_source([Err(vec![diagnostic])]),
    };
    let mut bytes = 0;
    let mut files = Vec::new();
    for Found { path, depth } in found {
        files.push(read_message_file(&path, depth, |data| {
            bytes += data.len();
            inspect(&path, data);
        }));
        if bytes > MAX_DIRECTORY_BYTES {
            let reason = format!(
                "its message files have more than {MAX_DIRECTORY_BYTES} bytes in total: remove some"
            );
            files.push(Err(vec![Diagnostic::rejected(directory, "too-large", &reason)]));
            break;
        }
    }
    Layer::of_source(files)
}

fn read_message_file(
    path: &Path,
    depth: usize,
    inspect: impl FnOnce(&[u8]),
) -> Result<MessageFile, Vec<Diagnostic>> {
    let read = || {
        if depth != 2 {
            return Err(identity::misplaced_file(path));
        }
        Ok((Identity::of_path(path)?, read_file(path)?))
    };
    let (identity, data) = read().map_err(|diagnostic| vec![diagnostic])?;
    inspect(&data);
    MessageFile::with_identity(path, identity, &data)
}

/// Returns the paths that [`read_directory`] reads or rejects, and the reason if there may be more.
#[cfg(feature = "watch")]
pub(crate) fn list_message_files(directory: &Path) -> (Vec<PathBuf>, Option<Diagnostic>) {
    let (found, diagnostic) = find_message_files(directory);
    (found.into_iter().map(|found| found.path).collect(), diagnostic)
}

/// Returns `true` if a path has the extension of message files. An extension in capitals counts,
/// because it is reported.
pub(crate) fn has_message_file_extension(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ftl"))
}

/// A message file, and the number of names of its path below the directory.
struct Found {
    path: PathBuf,
    depth: usize,
}

fn find_message_files(directory: &Path) -> (Vec<Found>, Option<Diagnostic>) {
    let mut search = Search { names: 0, found: Vec::new() };
    let diagnostic = search.directory(directory, 1).err();
    (search.found, diagnostic)
}

struct Search {
    names: usize,
    found: Vec<Found>,
}

impl Search {
    /// Finds message files in the order of their names, so that the order does not depend on the
    /// file system. They belong at depth 2; others are found in order to report them.
    ///
    /// Skips hidden names: editors and version control keep their own files there, and Kubernetes
    /// keeps the targets of the links of a mounted ConfigMap in `..data`.
    fn directory(&mut self, directory: &Path, depth: usize) -> Result<(), Diagnostic> {
        let unreadable = |error| Diagnostic::unreadable(directory, &error);
        let mut entries = Vec::new();
        for entry in fs::read_dir(directory).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            self.names += 1;
            if self.names > MAX_NAMES {
                let reason = format!(
                    "it contains more than {MAX_NAMES} names: keep only message files there"
                );
                return Err(Diagnostic::rejected(directory, "too-many-files", &reason));
            }
            if !entry.file_name().as_encoded_bytes().starts_with(b".") {
                entries.push(entry);
            }
        }
        entries.sort_by_key(DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            if has_message_file_extension(&path) {
                self.found.push(Found { path, depth });
            } else if depth < MAX_DIRECTORY_DEPTH && is_directory(&entry, depth)? {
                self.directory(&path, depth + 1)?;
            }
            if self.found.len() > MAX_FILES {
                let reason =
                    format!("it contains more than {MAX_FILES} message files: remove some");
                return Err(Diagnostic::rejected(directory, "too-many-files", &reason));
            }
        }
        Ok(())
    }
}

/// Returns `true` if an entry is a directory to search. The directory of a locale may be a link.
/// Deeper links are not followed, because no message file belongs there and they may form a cycle.
fn is_directory(entry: &DirEntry, depth: usize) -> Result<bool, Diagnostic> {
    let path = entry.path();
    let kind = entry.file_type().map_err(|error| Diagnostic::unreadable(&path, &error))?;
    if !kind.is_symlink() || depth > 1 {
        return Ok(kind.is_dir());
    }
    let target = fs::metadata(&path).map_err(|error| Diagnostic::unreadable(&path, &error))?;
    Ok(target.is_dir())
}

/// Reads a file without blocking, up to the maximum size, and only if it does not change meanwhile.
fn read_file(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let unreadable = |error| Diagnostic::unreadable(path, &error);
    // Check before opening, because opening a device may start it.
    check_is_file(path, &fs::metadata(path).map_err(unreadable)?)?;
    let mut file = open(path).map_err(unreadable)?;
    let before = file.metadata().map_err(unreadable)?;
    check_is_file(path, &before)?;
    let len = usize::try_from(before.len()).unwrap_or(usize::MAX);
    if len > MAX_FILE_BYTES {
        return Err(validate::too_large(path, len));
    }
    let mut data = Vec::with_capacity(len);
    let limit = u64::try_from(MAX_FILE_BYTES + 1).unwrap_or(u64::MAX);
    Read::by_ref(&mut file).take(limit).read_to_end(&mut data).map_err(unreadable)?;
    let after = file.metadata().map_err(unreadable)?;
    let is_same = before.len() == after.len()
        && before.modified().ok() == after.modified().ok()
        && data.len() == len;
    if !is_same {
        let reason = "it changed while it was read: write a new file and rename it to this path";
        return Err(Diagnostic::rejected(path, "changing", reason));
    }
    Ok(data)
}

fn check_is_file(path: &Path, metadata: &fs::Metadata) -> Result<(), Diagnostic> {
    if metadata.is_file() {
        return Ok(());
    }
    let reason = "it is not a regular file: replace it with a regular file or a link to one";
    Err(Diagnostic::rejected(path, "not-a-file", reason))
}

/// Opens a file without blocking, because it may have become a pipe without a writer.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK);
    options.open(path)
}
