//! Helpers that state a case in one line.

use std::fs;

use fluent::FluentArgs;
use fluent_status::{Catalog, CatalogBuilder, Diagnostic, Error, Location, Phrasing, StatusCode};
use tempfile::TempDir;

/// The file that most cases use.
pub(crate) const FILE: &str = "en/messages.ftl";

/// Builds a catalog with files as an overlay, byte for byte.
pub(crate) fn build(files: &[(&str, &[u8])]) -> Result<Catalog, Error> {
    let directory = directory(files);
    Catalog::builder().overlay_dir(directory.path()).build()
}

/// Builds a catalog with several overlays, each given by its files.
pub(crate) fn build_layers(overlays: &[&[(&str, &str)]]) -> Result<Catalog, Error> {
    let directories: Vec<TempDir> = overlays.iter().map(|files| directory(files)).collect();
    let overlay =
        |builder: CatalogBuilder, directory: &TempDir| builder.overlay_dir(directory.path());
    directories.iter().fold(Catalog::builder(), overlay).build()
}

fn directory(files: &[(&str, impl AsRef<[u8]>)]) -> TempDir {
    let directory = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let path = directory.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    directory
}

/// Returns the diagnostics of a file.
pub(crate) fn diagnostics(bytes: impl AsRef<[u8]>) -> Vec<Diagnostic> {
    diagnostics_of(&[(FILE, bytes.as_ref())])
}

/// Returns the diagnostics of several files.
pub(crate) fn diagnostics_of(files: &[(&str, &[u8])]) -> Vec<Diagnostic> {
    build(files).err().map_or(Vec::new(), |error| error.diagnostics().to_vec())
}

/// Formats a diagnostic as `2:1 id: an ID begins with …`, and one about a whole file as `1:1 …`.
pub(crate) fn display(diagnostic: &Diagnostic) -> String {
    let (line, column) =
        diagnostic.location().map_or((1, 1), |location| (location.line(), location.column()));
    format!("{line}:{column} {}: {}", diagnostic.code(), diagnostic.message())
}

/// Returns the location of a diagnostic that has one.
#[track_caller]
pub(crate) fn location(diagnostic: &Diagnostic) -> &Location {
    diagnostic.location().unwrap_or_else(|| panic!("no location: {diagnostic}"))
}

/// The file has these diagnostics, each given by its start, and no others.
#[track_caller]
pub(crate) fn rejects(text: impl AsRef<[u8]>, expected: &[&str]) {
    rejects_files(&[(FILE, text.as_ref())], expected);
}

/// The files have these diagnostics, each given by its start, and no others.
#[track_caller]
pub(crate) fn rejects_files(files: &[(&str, &[u8])], expected: &[&str]) {
    let found: Vec<String> = diagnostics_of(files).iter().map(display).collect();
    let texts = files.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes));
    let shown: String = texts.collect::<String>().chars().take(200).collect();
    assert_eq!(found.len(), expected.len(), "{shown:?}: {found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{shown:?}:\nfound    {found}\nexpected {expected}");
    }
}

#[track_caller]
pub(crate) fn accepts(text: impl AsRef<[u8]>) {
    rejects(text, &[]);
}

/// Returns the description of a code in the messages file, formatted with arguments.
pub(crate) fn description(text: &str, code: u16, args: &[(&str, i32)]) -> String {
    let catalog = build(&[(FILE, text.as_bytes())]).unwrap();
    let args: FluentArgs<'_> = args.iter().copied().collect();
    let chain = catalog.negotiate("en");
    let lookup = catalog.lookup(&chain).phrasing(&Phrasing::PLAIN).args(&args);
    lookup.description(StatusCode::from_u16(code).unwrap()).to_string()
}
