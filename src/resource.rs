//! Files of texts: found among the embedded ones or in a folder, checked, and known by their path.

use std::fs::{self, DirEntry, File, OpenOptions};
use std::io::{self, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use fluent::FluentResource;
use fluent_syntax::ast::{Entry, Message};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use crate::diagnostic::{Diagnostic, Source};
use crate::phrasing::Phrasing;
use crate::profile::{self, MAX_FILE_BYTES, Texts};

/// How many files of texts a folder may have: a thousand locales.
const MAX_FILES: usize = 4096;
/// How many bytes they may have together: a thousand times the largest of the crate.
const MAX_FOLDER_BYTES: usize = 32 << 20;
/// How many names are read in a folder and what is in it.
const MAX_NAMES: usize = 1 << 16;
/// How deep a file is looked for, if only to say that it is too deep.
const MAX_DEPTH: usize = 8;

/// The texts that come with the crate.
#[derive(RustEmbed)]
#[folder = "locales"]
#[include = "*.ftl"]
struct Locales;

/// One file of texts. Its path is its identity: `<language identifier>/<phrasing>.ftl`.
#[derive(Clone, Debug)]
pub(crate) struct Resource {
    pub(crate) path: PathBuf,
    pub(crate) locale: LanguageIdentifier,
    pub(crate) phrasing: Phrasing,
    pub(crate) fluent: Arc<FluentResource>,
    /// How many bytes of the file stand before the text.
    start: usize,
    /// Whether the file is one of the crate, which are checked by its tests.
    pub(crate) is_trusted: bool,
}

impl Resource {
    fn new(
        path: &Path,
        is_trusted: bool,
        read: impl FnOnce() -> Result<Texts, Vec<Diagnostic>>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let identity = identity(path).ok_or_else(|| vec![Diagnostic::misplaced(path)]);
        let (locale, phrasing) = identity?;
        let Texts { fluent, start } = read()?;
        Ok(Self { path: path.to_owned(), locale, phrasing, fluent, start, is_trusted })
    }

    pub(crate) fn messages(&self) -> impl Iterator<Item = &Message<&str>> {
        self.fluent.entries().filter_map(|entry| match entry {
            Entry::Message(message) => Some(message),
            _ => None,
        })
    }

    /// A finding at a part of the text of this file.
    pub(crate) fn finding(&self, part: &str, code: &'static str, message: String) -> Diagnostic {
        let start = self.place_of(part);
        self.finding_at(start..start + part.len(), code, message)
    }

    /// A finding at some bytes of the text of this file.
    pub(crate) fn finding_at(
        &self,
        span: Range<usize>,
        code: &'static str,
        message: String,
    ) -> Diagnostic {
        let source = Source { path: &self.path, text: self.fluent.source(), start: self.start };
        source.finding(span, code, message)
    }

    /// Where a part of the text of this file begins in it.
    pub(crate) fn place_of(&self, part: &str) -> usize {
        part.as_ptr().addr().saturating_sub(self.fluent.source().as_ptr().addr())
    }
}

/// The locale and the phrasing that the last two parts of a path name.
fn identity(path: &Path) -> Option<(LanguageIdentifier, Phrasing)> {
    let locale = path.parent()?.file_name()?.to_str()?;
    let phrasing = match path.file_name()?.to_str()?.strip_suffix(".ftl")? {
        "messages" => Phrasing::PLAIN,
        name => name.parse().ok()?,
    };
    Some((locale.parse().ok()?, phrasing))
}

/// What was found in a layer of files.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layer {
    pub(crate) resources: Vec<Resource>,
    pub(crate) findings: Vec<Diagnostic>,
}

impl Layer {
    /// Lays another one over it.
    pub(crate) fn extend(&mut self, other: Self) {
        self.resources.extend(other.resources);
        self.findings.extend(other.findings);
    }

    fn push(&mut self, read: Result<Resource, Vec<Diagnostic>>) {
        match read {
            Ok(resource) => self.resources.push(resource),
            Err(findings) => self.findings.extend(findings),
        }
    }
}

// ---- Embedded files ----

/// Reads the files of the crate. Checking them would cost more than parsing them does, each time a
/// program starts, so that is left to the tests.
pub(crate) fn read_own() -> Layer {
    read_files::<Locales>(|path, data| {
        Resource::new(path, true, || profile::read_trusted(path, data))
    })
}

/// Reads the files of the crate as if they were not trusted. `keep` is shown what is in them.
#[cfg(feature = "lint")]
pub(crate) fn read_own_as_added(mut keep: impl FnMut(&Path, &[u8])) -> Layer {
    read_files::<Locales>(|path, data| {
        keep(path, data);
        Resource::new(path, false, || profile::read(path, data))
    })
}

/// Reads the `.ftl` files that an application embeds.
pub(crate) fn read_embedded<E: RustEmbed>() -> Layer {
    read_files::<E>(|path, data| match path.components().count() {
        2 => Resource::new(path, false, || profile::read(path, data)),
        _ => Err(vec![Diagnostic::misplaced(path)]),
    })
}

fn read_files<E: RustEmbed>(
    mut read: impl FnMut(&Path, &[u8]) -> Result<Resource, Vec<Diagnostic>>,
) -> Layer {
    let mut layer = Layer::default();
    // `RustEmbed` lists them folder by folder, by name.
    for path in E::iter() {
        let name = Path::new(path.as_ref());
        if let Some(file) = E::get(&path).filter(|_| is_texts(name)) {
            layer.push(read(name, &file.data));
        }
    }
    layer
}

/// Reads a file that is in memory.
#[cfg(fuzzing)]
pub(crate) fn read_bytes(path: &Path, bytes: &[u8]) -> Layer {
    let mut layer = Layer::default();
    layer.push(Resource::new(path, false, || profile::read(path, bytes)));
    layer
}

// ---- Folders ----

/// Reads the `.ftl` files in the sub-folders of a folder. `keep` is shown what is in them.
pub(crate) fn read_folder(folder: &Path, mut keep: impl FnMut(&Path, &[u8])) -> Layer {
    let mut layer = Layer::default();
    let mut names = 0;
    let mut paths = Vec::new();
    if let Err(finding) = find_texts(folder, 1, &mut names, &mut paths) {
        layer.findings.push(finding);
        return layer;
    }
    let mut bytes = 0;
    for (path, depth) in paths {
        if depth != 2 {
            layer.findings.push(Diagnostic::misplaced(&path));
            continue;
        }
        let read = Resource::new(&path, false, || {
            let data = read_file(&path).map_err(|finding| vec![finding])?;
            bytes += data.len();
            keep(&path, &data);
            profile::read(&path, &data)
        });
        layer.push(read);
        if bytes > MAX_FOLDER_BYTES {
            let reason = format!("its files have more than {MAX_FOLDER_BYTES} bytes together");
            layer.findings.push(Diagnostic::refused(folder, "too-large", &reason));
            break;
        }
    }
    layer
}

/// The paths that [`read_folder`] reads or refuses, and why there may be more.
#[cfg(feature = "watch")]
pub(crate) fn find_in_folder(folder: &Path) -> (Vec<PathBuf>, Option<Diagnostic>) {
    let mut found = Vec::new();
    let finding = find_texts(folder, 1, &mut 0, &mut found).err();
    (found.into_iter().map(|(path, _)| path).collect(), finding)
}

/// Finds the files of texts, by name, so that their order does not depend on the file system. They
/// belong two names deep; elsewhere they are found to be told about.
///
/// Hidden names are passed over: editors and version control have their own files there, and
/// Kubernetes keeps what the names of a mounted ConfigMap are links to in `..data`.
fn find_texts(
    folder: &Path,
    depth: usize,
    names: &mut usize,
    found: &mut Vec<(PathBuf, usize)>,
) -> Result<(), Diagnostic> {
    let unreadable = |error| Diagnostic::unreadable(folder, &error);
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        *names += 1;
        if *names > MAX_NAMES {
            let reason = format!("it holds more than {MAX_NAMES} names: keep only texts there");
            return Err(Diagnostic::refused(folder, "too-many-files", &reason));
        }
        if !entry.file_name().as_encoded_bytes().starts_with(b".") {
            entries.push(entry);
        }
    }
    entries.sort_by_key(DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if is_texts(&path) {
            found.push((path, depth));
        } else if depth < MAX_DEPTH && is_folder(&entry, depth)? {
            find_texts(&path, depth + 1, names, found)?;
        }
        if found.len() > MAX_FILES {
            let reason = format!("it holds more than {MAX_FILES} files of texts");
            return Err(Diagnostic::refused(folder, "too-many-files", &reason));
        }
    }
    Ok(())
}

/// Whether to look into what a folder holds. The folder of a locale may be a link; links deeper
/// down lead nowhere that texts are taken from, and may lead round.
fn is_folder(entry: &DirEntry, depth: usize) -> Result<bool, Diagnostic> {
    let path = entry.path();
    let kind = entry.file_type().map_err(|error| Diagnostic::unreadable(&path, &error))?;
    if !kind.is_symlink() || depth > 1 {
        return Ok(kind.is_dir());
    }
    let target = fs::metadata(&path).map_err(|error| Diagnostic::unreadable(&path, &error))?;
    Ok(target.is_dir())
}

/// Whether a name is that of a file of texts, though it may be spelled in capitals, which is told.
pub(crate) fn is_texts(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ftl"))
}

/// Reads a file that anyone may have put there: without waiting for it, up to what is taken, and
/// only if it stays the same meanwhile.
fn read_file(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let unreadable = |error| Diagnostic::unreadable(path, &error);
    // To open some devices is to start them.
    check_is_file(path, &fs::metadata(path).map_err(unreadable)?)?;
    let mut file = open(path).map_err(unreadable)?;
    let before = file.metadata().map_err(unreadable)?;
    check_is_file(path, &before)?;
    let len = usize::try_from(before.len()).unwrap_or(usize::MAX);
    if len > MAX_FILE_BYTES {
        return Err(profile::too_large(path, len));
    }
    let mut data = Vec::with_capacity(len);
    let limit = u64::try_from(MAX_FILE_BYTES + 1).unwrap_or(u64::MAX);
    Read::by_ref(&mut file).take(limit).read_to_end(&mut data).map_err(unreadable)?;
    let after = file.metadata().map_err(unreadable)?;
    let is_same = before.len() == after.len()
        && before.modified().ok() == after.modified().ok()
        && data.len() == len;
    if !is_same {
        let reason =
            "it changed while it was read: put a finished file in the place of the old one";
        return Err(Diagnostic::refused(path, "changing", reason));
    }
    Ok(data)
}

fn check_is_file(path: &Path, metadata: &fs::Metadata) -> Result<(), Diagnostic> {
    if metadata.is_file() {
        return Ok(());
    }
    let reason = "it is not a regular file, nor a link to one: put one in its place";
    Err(Diagnostic::refused(path, "not-a-file", reason))
}

/// Opens a file without waiting for it, for it may have become a pipe that nobody writes to.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK);
    options.open(path)
}
