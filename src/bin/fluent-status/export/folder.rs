//! The folder that an export is written to. Each file in it is whole at all times, and what is not
//! ours stays as it is.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};
use tempfile::TempPath;

use crate::Failure;

/// What was written, as `sha256sum --check` reads it. A file that is not listed, or that is another
/// by now, is not ours.
const MANIFEST: &str = "fluent-status.sha256";

/// The files of an export, by their paths in its folder, with `/` between folders.
#[derive(Default)]
pub struct Files(BTreeMap<String, Vec<u8>>);

/// The hash of each file that an earlier export wrote.
type Manifest = BTreeMap<String, String>;

impl Files {
    pub fn add(&mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) {
        self.0.insert(path.into(), content.into());
    }

    /// Adds a file, and beside it the same in gzip.
    pub fn add_with_gzip(&mut self, path: String, content: &str) -> io::Result<()> {
        // Without a name and a time, so that the same content has the same bytes.
        let mut gzip = GzBuilder::new().write(Vec::new(), Compression::best());
        gzip.write_all(content.as_bytes())?;
        self.add(format!("{path}.gz"), gzip.finish()?);
        self.add(path, content);
        Ok(())
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Writes all files beside the places where they belong, and then moves them there: until the
    /// last one is on the disk, nothing has changed. `force` also overwrites what is not ours. How
    /// many files of an earlier export were removed, for they are not among these.
    pub fn write(self, folder: &Path, force: bool) -> Result<usize, Failure> {
        let Self(files) = self;
        let old = read_manifest(folder)?;
        for (path, content) in &files {
            let place = folder.join(path);
            if !may_be_written(&place, old.get(path), content, force)? {
                return Err(is_not_ours(&place).into());
            }
        }
        let lines = files.iter().map(|(path, content)| format!("{}  {path}\n", hash_of(content)));
        let manifest: String = lines.collect();
        let manifest = write_beside(folder.join(MANIFEST), manifest.as_bytes())?;
        let written = files.iter().map(|(path, content)| write_beside(folder.join(path), content));
        let written: Vec<Beside> = written.collect::<Result<_, _>>()?;

        written.into_iter().try_for_each(move_to_its_place)?;
        let mut removed = 0;
        for (path, hash) in old.iter().filter(|(path, _)| !files.contains_key(*path)) {
            removed += usize::from(remove_if_ours(folder, path, hash)?);
        }
        // Last, when all that it lists is there.
        move_to_its_place(manifest)?;
        Ok(removed)
    }
}

/// Removes a file of an earlier export, unless it was changed since, and the folders that it leaves
/// empty. Whether it was removed.
fn remove_if_ours(folder: &Path, path: &str, hash: &str) -> Result<bool, Failure> {
    let place = folder.join(path);
    let is_ours = fs::read(&place).is_ok_and(|content| hash_of(&content) == hash);
    if is_ours {
        fs::remove_file(&place).map_err(|error| cannot("remove", &place, &error))?;
        let parents = place.ancestors().skip(1).take_while(|parent| *parent != folder);
        let _ = parents.map(fs::remove_dir).find(Result::is_err);
    }
    Ok(is_ours)
}

fn read_manifest(folder: &Path) -> Result<Manifest, Failure> {
    let path = folder.join(MANIFEST);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Manifest::new()),
        Err(error) => return Err(cannot("read", &path, &error)),
    };
    let entries = text.lines().filter_map(|line| line.split_once("  "));
    // Whatever it says, nothing outside of the folder is ours.
    let is_inside = |path: &str| {
        Path::new(path).components().all(|component| matches!(component, Component::Normal(_)))
    };
    let entries = entries.filter(|(_, path)| is_inside(path));
    Ok(entries.map(|(hash, path)| (path.to_owned(), hash.to_owned())).collect())
}

fn may_be_written(
    place: &Path,
    old_hash: Option<&String>,
    content: &[u8],
    force: bool,
) -> Result<bool, Failure> {
    let metadata = match fs::symlink_metadata(place) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(cannot("write", place, &error)),
    };
    if metadata.is_dir() || force {
        return Ok(force && !metadata.is_dir());
    }
    if !metadata.is_file() {
        return Ok(false);
    }
    let found = fs::read(place).map_err(|error| cannot("read", place, &error))?;
    // An export that was cut short has left files that are listed nowhere.
    Ok(found == content || old_hash.is_some_and(|hash| *hash == hash_of(&found)))
}

fn is_not_ours(place: &Path) -> String {
    format!(
        "cannot write `{}`: what is there is not from this program, or was changed since: move it \
         away, or overwrite it with --force",
        place.display()
    )
}

/// A file that is written, but not yet in its place. Unless it is moved there, it goes. It is not
/// held open: there are more of them than a process may open files.
struct Beside {
    file: TempPath,
    place: PathBuf,
}

fn write_beside(place: PathBuf, content: &[u8]) -> Result<Beside, Failure> {
    let write = || {
        let folder = place.parent().unwrap_or(Path::new(""));
        create_folder(folder)?;
        let mut file = tempfile::Builder::new().prefix(".fluent-status-").tempfile_in(folder)?;
        file.write_all(content)?;
        let_all_read(file.path(), 0o644)?;
        file.as_file().sync_all()?;
        Ok(file.into_temp_path())
    };
    match write() {
        Ok(file) => Ok(Beside { file, place }),
        Err(error) => Err(cannot("write", &place, &error)),
    }
}

fn create_folder(folder: &Path) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    folder.parent().map_or(Ok(()), create_folder)?;
    fs::create_dir(folder)?;
    let_all_read(folder, 0o755)
}

/// Whatever the umask is: a server runs as somebody else, and nothing here is secret.
fn let_all_read(path: &Path, mode: u32) -> io::Result<()> {
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode))?;
    Ok(())
}

fn move_to_its_place(Beside { file, place }: Beside) -> Result<(), Failure> {
    file.persist(&place).map_err(|error| cannot("write", &place, &error.error))?;
    Ok(())
}

fn cannot(verb: &str, place: &Path, error: &io::Error) -> Failure {
    format!("cannot {verb} `{}`: {error}", place.display()).into()
}

fn hash_of(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}
