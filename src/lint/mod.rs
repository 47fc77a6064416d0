//! Checks message files, for example in the tests of an application (feature `lint`).
//!
//! A [`Report`] contains errors and warnings. Errors are everything that [`CatalogBuilder::build`]
//! rejects, and messages that are never used: an unknown ID or variable, or an unusual language tag.
//! Warnings are about usable messages: everything in [`Catalog::warnings`], and differences from the
//! reference, which is the English file of the same name.
//!
//! The command `fluent-status check` prints the same report, and also checks the style of Chinese
//! messages.
//!
//! ```
//! use fluent_status::lint;
//!
//! let dir = tempfile::tempdir()?;
//! std::fs::create_dir(dir.path().join("en"))?;
//! std::fs::write(dir.path().join("en/messages.ftl"), "statsu-404 = Not here.\n")?;
//!
//! let report = lint::dir(dir.path())?;
//! let [diagnostic] = report.diagnostics() else { panic!("{report:?}") };
//! assert_eq!(diagnostic.code(), "unknown-id");
//! assert_eq!(diagnostic.message(), "unknown message ID `statsu-404`: write `status-404`");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A test of an application with message files in `locales`:
//!
//! ```no_run
//! #[test]
//! fn message_files_are_valid() {
//!     let report = fluent_status::lint::dir("locales").unwrap();
//!     assert_eq!(report.count(fluent_status::Severity::Error), 0, "{report}");
//! }
//! ```
//!
//! [`CatalogBuilder::build`]: crate::CatalogBuilder::build

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::ftl::limits::MAX_DIAGNOSTICS;
use crate::ftl::{self, Layer, MessageFile};

use self::reference_locale::ReferenceLocale;

mod locale_names;
mod reference_locale;

/// The result of a check.
///
/// It displays as one line for each diagnostic.
#[derive(Clone, Debug)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
    files: Vec<CheckedFile>,
}

impl Report {
    /// Returns the diagnostics, sorted by file and location: up to 100 for each file.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Returns `true` if there are no diagnostics.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// Returns the number of diagnostics with a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity() == severity).count()
    }

    /// Returns the checked files, sorted by path.
    #[must_use]
    pub fn files(&self) -> &[CheckedFile] {
        &self.files
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.diagnostics.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            let severity = diagnostic.severity().as_str();
            write!(f, "{separator}{severity}[{}]: {diagnostic}", diagnostic.code())?;
        }
        Ok(())
    }
}

/// A message file of a [`Report`].
#[derive(Clone, Debug)]
pub struct CheckedFile {
    path: PathBuf,
    source: Option<String>,
    is_valid: bool,
}

impl CheckedFile {
    /// Returns the path of the file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the content of the file, or `None` if it cannot be read. Invalid UTF-8 is replaced.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// Returns `true` if the file has no syntax errors and no entries that belong in another file.
    /// Only valid files are compared with their reference.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.is_valid
    }
}

/// Checks the built-in message files.
#[must_use]
pub fn builtin() -> Report {
    let mut sources = Sources::new();
    let layer = ftl::read_builtin_untrusted(|path, data| sources.insert(path, data));
    report(&[Path::new("")], layer, sources)
}

/// Checks the message files in a directory: `<language identifier>/messages.ftl` and `<language
/// identifier>/<phrasing>.ftl`. They are an overlay over the built-in files, so they may be
/// incomplete.
///
/// # Errors
///
/// Returns an error if the directory cannot be read or contains no message files.
pub fn dir(dir: impl AsRef<Path>) -> Result<Report, Error> {
    dirs([dir])
}

/// Checks the message files in several directories, which are overlays in this order: a later
/// directory overrides an earlier one.
///
/// # Errors
///
/// Returns an error if a directory cannot be read or contains no message files.
pub fn dirs<P: AsRef<Path>>(dirs: impl IntoIterator<Item = P>) -> Result<Report, Error> {
    let dirs: Vec<P> = dirs.into_iter().collect();
    let dirs: Vec<&Path> = dirs.iter().map(AsRef::as_ref).collect();
    let mut sources = Sources::new();
    let mut layers = Layer::default();
    for dir in &dirs {
        let mut is_read = false;
        let mut layer = ftl::read_directory(dir, |path, data| {
            is_read = true;
            sources.insert(path, data);
        });
        let is_about_file =
            |diagnostic: &Diagnostic| ftl::has_message_file_extension(diagnostic.path());
        if !is_read && !layer.diagnostics.iter().any(is_about_file) {
            if layer.diagnostics.is_empty() {
                layer.diagnostics.push(no_files(dir));
            }
            if let Some(error) = Error::message_files(layer.diagnostics) {
                return Err(error);
            }
            continue;
        }
        layers.extend(layer);
    }
    Ok(report(&dirs, layers, sources))
}

/// The contents of the files, by path.
struct Sources(BTreeMap<PathBuf, String>);

impl Sources {
    fn new() -> Self {
        Self(BTreeMap::new())
    }

    fn insert(&mut self, path: &Path, data: &[u8]) {
        self.0.insert(path.to_owned(), String::from_utf8_lossy(data).into_owned());
    }
}

fn no_files(dir: &Path) -> Diagnostic {
    let message = format!(
        "no message files in `{}`: expected `<language identifier>/messages.ftl`, for example \
         `zh-Hant/messages.ftl`",
        dir.display()
    );
    Diagnostic::of_file(dir, "no-files", message)
}

fn report(dirs: &[&Path], layer: Layer, Sources(mut sources): Sources) -> Report {
    let Layer { files, diagnostics: rejected } = layer;
    let mut paths: BTreeSet<&Path> = sources.keys().map(PathBuf::as_path).collect();
    paths.extend(
        rejected.iter().map(Diagnostic::path).filter(|path| ftl::has_message_file_extension(path)),
    );

    let builtin = ftl::read_builtin().files;
    let mut diagnostics = locale_names::check(dirs, &builtin, &paths);
    let paths: Vec<PathBuf> = paths.into_iter().map(Path::to_owned).collect();
    // An unusual directory name has one diagnostic, and no further one for each of its files.
    let has_directory_diagnostic = |rejected: &Diagnostic| {
        rejected.code() == "misplaced"
            && diagnostics.iter().any(|other| Some(other.path()) == rejected.path().parent())
    };
    let rejected: Vec<_> =
        rejected.into_iter().filter(|rejected| !has_directory_diagnostic(rejected)).collect();
    diagnostics.extend(rejected);
    diagnostics.extend(check_together(dirs, &files));
    let references = ReferenceLocale::new(&builtin, &files);
    for file in &files {
        let mut of_file = references.check(file);
        of_file.sort_by_key(Diagnostic::start);
        of_file.truncate(MAX_DIAGNOSTICS);
        diagnostics.extend(of_file);
    }
    diagnostics.sort_by(|a, b| (a.path(), a.start()).cmp(&(b.path(), b.start())));
    let valid: BTreeSet<&Path> = files.iter().map(|file| file.path()).collect();
    let files = paths.into_iter().map(|path| CheckedFile {
        source: sources.remove(&path),
        is_valid: valid.contains(path.as_path()),
        path,
    });
    Report { diagnostics, files: files.collect() }
}

/// Returns the errors and warnings of a catalog with these files, such as a reference to an unknown
/// term.
fn check_together(dirs: &[&Path], files: &[MessageFile]) -> Vec<Diagnostic> {
    let layer = Layer { files: files.to_vec(), diagnostics: Vec::new() };
    let (catalog, errors) = Catalog::builder().layer(layer).compile();
    let dir = dirs.first().copied().unwrap_or(Path::new(""));
    let errors = errors.iter().flat_map(|error| match error.diagnostics() {
        [] => vec![Diagnostic::of_file(dir, "too-many-messages", error.to_string())],
        diagnostics => diagnostics.to_vec(),
    });
    errors.chain(catalog.warnings().iter().cloned()).collect()
}
