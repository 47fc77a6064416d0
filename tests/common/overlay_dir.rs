//! Directories with message files.

use std::fs;

use tempfile::TempDir;

/// Creates a directory with files, removed on drop. A message file without a line end at its end
/// gets one, because an editor writes one.
pub(crate) fn overlay_dir<T: AsRef<[u8]>>(files: &[(&str, T)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let mut text = text.as_ref().to_vec();
        if text.last().is_some_and(|last| *last != b'\n') && path.ends_with(".ftl") {
            text.push(b'\n');
        }
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}
