//! What the program's `check` finds in files of texts: all that [`CatalogBuilder`] refuses, and what
//! a translator would rather hear from a program than from a reader.
//!
//! Errors are in the way of a text: it is refused, or nobody is ever shown it. Warnings are about
//! texts that can be used: those that are missing, for a reader is given another instead, and those
//! that are not written by the rules of `locales/README.md`.
//!
//! ```
//! use fluent_status::check;
//!
//! let folder = tempfile::tempdir()?;
//! std::fs::create_dir(folder.path().join("en"))?;
//! std::fs::write(folder.path().join("en/concise.ftl"), "statsu-404 = Not here.\n")?;
//!
//! let report = check::folder(folder.path())?;
//! let [finding] = report.diagnostics() else { panic!("{report:?}") };
//! assert_eq!(finding.code(), "unknown-id");
//! assert!(finding.message().ends_with("write `status-404`"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`CatalogBuilder`]: crate::CatalogBuilder

use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::path::{Path, PathBuf};

use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::ftl::limits::MAX_DIAGNOSTICS;
use crate::ftl::{self, Layer, MessageFile};

mod chinese;
mod names;
mod script;
mod text;
mod twins;

/// What was found in a number of files.
#[derive(Clone, Debug)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
    files: usize,
    sources: Sources,
}

/// What stands in the files that could be read.
type Sources = BTreeMap<PathBuf, String>;

impl Report {
    /// The findings, file by file, each file from its beginning: up to 100 a file.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// How many of a severity there are.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|finding| finding.severity() == severity).count()
    }

    /// How many files were looked at.
    #[must_use]
    pub fn files(&self) -> usize {
        self.files
    }

    /// What stands in a file: for a program that shows the lines that a finding is about. The bytes
    /// that are not UTF-8 are replaced.
    #[must_use]
    pub fn source(&self, path: &Path) -> Option<&str> {
        self.sources.get(path).map(String::as_str)
    }
}

/// Checks the files that come with the crate, as if they were not trusted.
#[must_use]
pub fn embedded() -> Report {
    let mut sources = Sources::new();
    let layer = ftl::read_builtin_untrusted(|path, data| keep(&mut sources, path, data));
    report(Path::new(""), layer, sources)
}

/// Checks the files of a folder: `<folder>/<language identifier>/<phrasing>.ftl`. What they do not
/// mention is taken from the crate, as it is when they are laid over its texts.
///
/// # Errors
///
/// The folder cannot be read, or has no files of texts.
pub fn folder(folder: impl AsRef<Path>) -> Result<Report, Error> {
    let folder = folder.as_ref();
    let mut sources = Sources::new();
    let mut layer = ftl::read_directory(folder, |path, data| keep(&mut sources, path, data));
    let is_of_file = |finding: &Diagnostic| ftl::has_message_file_extension(finding.path());
    if sources.is_empty() && !layer.diagnostics.iter().any(is_of_file) {
        if layer.diagnostics.is_empty() {
            layer.diagnostics.push(no_files(folder));
        }
        if let Some(error) = Error::texts(mem::take(&mut layer.diagnostics)) {
            return Err(error);
        }
    }
    Ok(report(folder, layer, sources))
}

fn keep(sources: &mut Sources, path: &Path, data: &[u8]) {
    sources.insert(path.to_owned(), String::from_utf8_lossy(data).into_owned());
}

fn no_files(folder: &Path) -> Diagnostic {
    let message = format!(
        "no files of texts in `{}`: expected `<language identifier>/<phrasing>.ftl`, for example \
         `zh-Hant/messages.ftl`",
        folder.display()
    );
    Diagnostic::of_file(folder, "no-files", message)
}

fn report(folder: &Path, layer: Layer, sources: Sources) -> Report {
    let Layer { files: resources, diagnostics: refused } = layer;
    let mut paths: BTreeSet<&Path> = sources.keys().map(PathBuf::as_path).collect();
    paths.extend(
        refused.iter().map(Diagnostic::path).filter(|path| ftl::has_message_file_extension(path)),
    );
    let files = paths.len();

    let own = ftl::read_builtin().files;
    let mut findings = names::check(folder, &own, &paths);
    // What is wrong with the name of a folder is told once, and not for each of its files.
    let is_told = |finding: &Diagnostic| {
        finding.code() == "misplaced"
            && findings.iter().any(|told| Some(told.path()) == finding.path().parent())
    };
    let refused: Vec<_> = refused.into_iter().filter(|finding| !is_told(finding)).collect();
    findings.extend(refused);
    findings.extend(check_together(folder, &resources));
    let twins = twins::Twins::new(&own, &resources);
    let chinese = chinese::Style::new(&own);
    for file in &resources {
        let mut found = twins.check(file);
        if found.len() < MAX_DIAGNOSTICS {
            found.extend(chinese.check(file, &twins));
        }
        found.sort_by_key(|finding| finding.start());
        found.truncate(MAX_DIAGNOSTICS);
        findings.extend(found);
    }
    findings.sort_by(|a, b| (a.path(), a.start()).cmp(&(b.path(), b.start())));
    Report { diagnostics: findings, files, sources }
}

/// What is wrong with files that are right by themselves, once they are laid over those of the
/// crate.
fn check_together(folder: &Path, resources: &[MessageFile]) -> Vec<Diagnostic> {
    let layer = Layer { files: resources.to_vec(), diagnostics: Vec::new() };
    let (_, errors) = Catalog::builder().layer(layer).compile();
    let findings = errors.iter().flat_map(|error| match error.diagnostics() {
        [] => vec![Diagnostic::of_file(folder, "too-many-texts", error.to_string())],
        findings => findings.to_vec(),
    });
    findings.collect()
}
