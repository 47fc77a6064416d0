//! Directories with message files.

use std::fs;

use tempfile::TempDir;

/// Creates a directory with files, removed on drop. Message files get a line end at the end, as from
/// an editor.
pub(crate) fn folder<T: AsRef<[u8]>>(files: &[(&str, T)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let mut text = text.as_ref().to_vec();
        if text.last().is_some_and(|last| *last != b'\n') && path.ends_with(".ftl") {
            text.push(b'\n');
        }
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}
