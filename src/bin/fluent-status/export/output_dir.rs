//! The output directory of an export. Every file in it is complete at all times, and files of other
//! programs stay unchanged.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};
use tempfile::TempPath;

use crate::Failure;

/// The list of written files, in the format of `sha256sum --check`. A file belongs to an export if
/// it is listed with its current hash.
const MANIFEST: &str = "fluent-status.sha256";

/// The files of an export, by their paths in the output directory, separated by `/`.
#[derive(Default)]
pub struct Files(BTreeMap<String, Vec<u8>>);

/// The hash of each file that an earlier export wrote, by path.
type Manifest = BTreeMap<String, String>;

impl Files {
    pub fn add(&mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) {
        self.0.insert(path.into(), content.into());
    }

    /// Adds a file and its gzip-compressed copy.
    pub fn add_with_gzip(&mut self, path: String, content: &str) -> io::Result<()> {
        // Without a name and a time, so that equal content gives equal bytes.
        let mut gzip = GzBuilder::new().write(Vec::new(), Compression::best());
        gzip.write_all(content.as_bytes())?;
        self.add(format!("{path}.gz"), gzip.finish()?);
        self.add(path, content);
        Ok(())
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Writes all files to temporary files in their directories, then renames them, so that a full
    /// disk changes no file. With `force` it also overwrites files that do not belong to an export.
    ///
    /// Returns the number of files of an earlier export that were removed because they are not
    /// among these.
    pub fn write(self, dir: &Path, force: bool) -> Result<usize, Failure> {
        let Self(files) = self;
        let old = read_manifest(dir)?;
        for (path, content) in &files {
            let target = dir.join(path);
            if !may_overwrite(&target, old.get(path), content, force)? {
                return Err(would_overwrite(&target).into());
            }
        }
        let lines = files.iter().map(|(path, content)| format!("{}  {path}\n", hash_of(content)));
        let manifest: String = lines.collect();
        let manifest = write_temporary(dir.join(MANIFEST), manifest.as_bytes())?;
        let written = files.iter().map(|(path, content)| write_temporary(dir.join(path), content));
        let written: Vec<TemporaryFile> = written.collect::<Result<_, _>>()?;

        written.into_iter().try_for_each(rename_to_target)?;
        let mut removed = 0;
        for (path, hash) in old.iter().filter(|(path, _)| !files.contains_key(*path)) {
            removed += usize::from(remove_if_unchanged(dir, path, hash)?);
        }
        // The manifest comes last, because all files that it lists must exist.
        rename_to_target(manifest)?;
        Ok(removed)
    }
}

/// Removes a file of an earlier export, unless it was changed since, and directories that become
/// empty. Returns `true` if the file was removed.
fn remove_if_unchanged(dir: &Path, path: &str, hash: &str) -> Result<bool, Failure> {
    let target = dir.join(path);
    let is_unchanged = fs::read(&target).is_ok_and(|content| hash_of(&content) == hash);
    if is_unchanged {
        fs::remove_file(&target).map_err(|error| cannot("remove", &target, &error))?;
        let parents = target.ancestors().skip(1).take_while(|parent| *parent != dir);
        let _ = parents.map(fs::remove_dir).find(Result::is_err);
    }
    Ok(is_unchanged)
}

fn read_manifest(dir: &Path) -> Result<Manifest, Failure> {
    let path = dir.join(MANIFEST);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Manifest::new()),
        Err(error) => return Err(cannot("read", &path, &error)),
    };
    let entries = text.lines().filter_map(|line| line.split_once("  "));
    // An edited manifest must not lead to files outside the directory.
    let is_inside = |path: &str| {
        Path::new(path).components().all(|component| matches!(component, Component::Normal(_)))
    };
    let entries = entries.filter(|(_, path)| is_inside(path));
    Ok(entries.map(|(hash, path)| (path.to_owned(), hash.to_owned())).collect())
}

fn may_overwrite(
    target: &Path,
    old_hash: Option<&String>,
    content: &[u8],
    force: bool,
) -> Result<bool, Failure> {
    let metadata = match fs::symlink_metadata(target) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(cannot("write", target, &error)),
    };
    if metadata.is_dir() || force {
        return Ok(force && !metadata.is_dir());
    }
    if !metadata.is_file() {
        return Ok(false);
    }
    let found = fs::read(target).map_err(|error| cannot("read", target, &error))?;
    // An interrupted export leaves files that no manifest lists.
    Ok(found == content || old_hash.is_some_and(|hash| *hash == hash_of(&found)))
}

fn would_overwrite(target: &Path) -> String {
    format!(
        "cannot write `{}`: the existing file is not from this program, or it was edited: move it, \
         or overwrite it with --force",
        target.display()
    )
}

/// A complete file with a temporary name, removed on drop unless it is renamed. It is not held open,
/// because there can be more files than a process may open.
struct TemporaryFile {
    file: TempPath,
    target: PathBuf,
}

fn write_temporary(target: PathBuf, content: &[u8]) -> Result<TemporaryFile, Failure> {
    let write = || {
        let dir = target.parent().unwrap_or(Path::new(""));
        create_dir(dir)?;
        let mut file = tempfile::Builder::new().prefix(".fluent-status-").tempfile_in(dir)?;
        file.write_all(content)?;
        set_mode(file.path(), 0o644)?;
        file.as_file().sync_all()?;
        Ok(file.into_temp_path())
    };
    match write() {
        Ok(file) => Ok(TemporaryFile { file, target }),
        Err(error) => Err(cannot("write", &target, &error)),
    }
}

fn create_dir(dir: &Path) -> io::Result<()> {
    if dir.as_os_str().is_empty() || dir.is_dir() {
        return Ok(());
    }
    dir.parent().map_or(Ok(()), create_dir)?;
    fs::create_dir(dir)?;
    set_mode(dir, 0o755)
}

/// Sets the mode regardless of the umask, because a server runs as another user. The files contain
/// no secrets.
fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode))?;
    Ok(())
}

fn rename_to_target(TemporaryFile { file, target }: TemporaryFile) -> Result<(), Failure> {
    file.persist(&target).map_err(|error| cannot("write", &target, &error.error))?;
    Ok(())
}

fn cannot(verb: &str, path: &Path, error: &io::Error) -> Failure {
    format!("cannot {verb} `{}`: {error}", path.display()).into()
}

fn hash_of(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}
