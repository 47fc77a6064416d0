//! Files and directories that are not message files, where message files belong. Each gives one
//! diagnostic that names the path and the fix. Reading never blocks and never exhausts the memory.

#[cfg(unix)]
#[path = "common/config_map.rs"]
mod config_map;
#[path = "common/folder.rs"]
mod folder;
#[cfg(unix)]
#[allow(dead_code, reason = "not every file of tests needs all of it")]
#[path = "common/process.rs"]
mod process;

use std::fs::{self, File};
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use fluent_status::{Catalog, Error, Phrasing, StatusCode};
use folder::folder;
use tempfile::TempDir;

const GOOD: [(&str, &str); 1] = [("en/general.ftl", "status-404 = Good.")];

/// Builds a catalog with a directory as an overlay, within ten seconds.
#[track_caller]
fn build(folder: &Path) -> Result<Catalog, Error> {
    let (sender, receiver) = mpsc::channel();
    let path = folder.to_owned();
    // A thread that blocks on a file is abandoned, and ends with the process.
    thread::spawn(move || drop(sender.send(Catalog::builder().overlay_dir(path).build())));
    receiver.recv_timeout(Duration::from_secs(10)).expect("an answer within ten seconds")
}

/// There is one diagnostic, about this path in the directory, with this message. `…` is the directory.
#[track_caller]
fn rejects(folder: &TempDir, path: &str, code: &str, expected: &str) {
    let error = build(folder.path()).expect_err("a diagnostic");
    let [diagnostic] = error.diagnostics() else { panic!("{:#?}", error.diagnostics()) };
    let root = folder.path().to_str().unwrap();
    let message = diagnostic.message().replace(root, "…").replace('\\', "/");
    assert_eq!(diagnostic.path(), folder.path().join(path));
    assert_eq!((diagnostic.code(), message.as_str()), (code, expected));
    assert_eq!(diagnostic.location(), None);
    // The message names the file, so no location precedes it.
    assert_eq!(error.to_string(), diagnostic.message());
}

/// Returns the description of 404 in `general`.
fn description(catalog: &Catalog) -> String {
    let chain = catalog.negotiate("en");
    let lookup = catalog.lookup(&chain).phrasing(&Phrasing::GENERAL);
    lookup.description(StatusCode::from_u16(404).unwrap()).to_string()
}

#[track_caller]
fn has_description(folder: &Path, expected: &str) {
    assert_eq!(description(&build(folder).unwrap()), expected);
}

// ---- Not a file ----

#[test]
fn a_directory_instead_of_a_file_is_rejected() {
    let folder = folder(&GOOD);
    fs::create_dir(folder.path().join("en/concise.ftl")).unwrap();
    let expected = "cannot use `…/en/concise.ftl`: it is not a regular file: replace it with a \
                    regular file or a link to one";
    rejects(&folder, "en/concise.ftl", "not-a-file", expected);
}

#[test]
fn a_file_instead_of_the_directory_is_unreadable() {
    let folder = folder(&[("en", "status-404 = A.")]);
    let file = folder.path().join("en");
    let error = build(&file).unwrap_err();
    assert_eq!(error.diagnostics()[0].code(), "unreadable");
    assert_eq!(error.path(), Some(file.as_path()));
    // A file is not searched for message files.
    assert!(build(folder.path()).is_ok());
}

#[test]
fn a_missing_directory_is_unreadable() {
    let folder = folder(&GOOD);
    let missing = folder.path().join("missing");
    let error = build(&missing).unwrap_err();
    assert_eq!(error.diagnostics()[0].code(), "unreadable");
    assert_eq!(error.path(), Some(missing.as_path()));
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let folder = folder(&GOOD);
    // A sparse file takes no space on the disk, but would in memory.
    let file = File::create(folder.path().join("en/concise.ftl")).unwrap();
    file.set_len(100 << 30).unwrap();
    let expected = "cannot use `…/en/concise.ftl`: it has 107374182400 bytes, more than the \
                    maximum of 1048576: split it into phrasings";
    rejects(&folder, "en/concise.ftl", "too-large", expected);
}

#[test]
fn an_empty_file_is_incomplete() {
    let folder = folder(&[("en/concise.ftl", "")]);
    let error = build(folder.path()).unwrap_err();
    let [diagnostic] = error.diagnostics() else { panic!("{error}") };
    assert_eq!(diagnostic.code(), "incomplete");
}

// ---- Misplaced files ----

#[test]
fn misplaced_files_are_rejected() {
    for path in [
        "en/concise.FTL",
        "en/concise.Ftl",
        "concise.ftl",
        "en/LC_MESSAGES/concise.ftl",
        "locales/en/deeper/still/concise.ftl",
        "no tag/concise.ftl",
        "en/two words.ftl",
    ] {
        let folder = folder(&[GOOD[0], (path, "status-404 = A.\n")]);
        let expected = format!(
            "unexpected file `…/{path}`: expected `<language identifier>/<phrasing>.ftl`, for \
             example `zh-Hant/messages.ftl`"
        );
        rejects(&folder, path, "misplaced", &expected);
    }
}

#[test]
fn hidden_and_unrelated_files_are_skipped() {
    let deep = "deep/".repeat(60) + "concise.ftl";
    let folder = folder(&[
        GOOD[0],
        ("README.md", "# Texts"),
        ("en/concise.ftl~", "broken"),
        ("en/concise.ftl.orig", "broken"),
        // Files of editors, macOS and version control.
        ("en/.#concise.ftl", "broken"),
        ("en/._concise.ftl", "broken"),
        (".git/en/concise.ftl", "broken"),
        ("en/.old/concise.ftl", "broken"),
        // Too deep to be a misplaced file.
        (&deep, "broken"),
    ]);
    has_description(folder.path(), "Good.");
}

#[test]
fn depth_and_number_of_names_are_limited() {
    let deep = folder(&GOOD);
    fs::create_dir_all(deep.path().join("en/".repeat(1000))).unwrap();
    has_description(deep.path(), "Good.");

    let names: Vec<String> = (0..4097).map(|n| format!("en/p{n}.ftl")).collect();
    let many: Vec<_> = names.iter().map(|name| (name.as_str(), "a = A")).collect();
    let expected = "cannot use `…/en`: it contains more than 4096 message files: remove some";
    rejects(&folder(&many), "en", "too-many-files", expected);

    let names: Vec<String> = (0..65536).map(|n| format!("en/{n}")).collect();
    let many: Vec<_> = names.iter().map(|name| (name.as_str(), "")).collect();
    let expected =
        "cannot use `…/en`: it contains more than 65536 names: keep only message files there";
    rejects(&folder(&many), "en", "too-many-files", expected);
}

#[test]
fn the_total_size_is_limited() {
    let comment = format!("# {}\n", "a".repeat((1 << 20) - 3));
    let names: Vec<String> = (0..33).map(|n| format!("en/p{n}.ftl")).collect();
    let files = |count: usize| -> Vec<_> {
        names.iter().take(count).map(|name| (name.as_str(), comment.as_str())).collect()
    };
    assert!(build(folder(&files(32)).path()).is_ok());
    let expected =
        "cannot use `…`: its message files have more than 33554432 bytes in total: remove some";
    rejects(&folder(&files(33)), "", "too-large", expected);
}

/// Few bytes can make a large table: all codes, in many locales and many phrasings.
#[test]
fn the_size_of_the_table_is_limited() {
    let all: String = (100..1000).map(|code| format!("status-{code} = A\n")).collect();
    let mut files = vec![("en/all.ftl".to_owned(), all)];
    files.extend((0..200).map(|n| (format!("en/p{n}.ftl"), "a = A\n".to_owned())));
    let letters = || 'a'..='z';
    let tags = letters().flat_map(|a| letters().map(move |b| format!("q{a}{b}")));
    files.extend(tags.map(|tag| (format!("{tag}/concise.ftl"), "status-404 = A\n".to_owned())));
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let error = build(folder(&files).path()).unwrap_err();
    let expected = "too many texts: 679 locales with 911 ids in 205 phrasings, and no more than \
                    2097152 in all are taken";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn a_thousand_files_are_read() {
    let tags = ('a'..='z').flat_map(|a| ('a'..='z').map(move |b| format!("q{a}{b}")));
    let files: Vec<_> = tags
        .take(250)
        .flat_map(|tag| ["a", "b", "c", "messages"].map(|name| format!("{tag}/{name}.ftl")))
        .map(|path| (path, "status-404 = A.\n"))
        .collect();
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    assert_eq!(build(folder(&files).path()).unwrap().locales().len(), 253);
}

// ---- Unix ----

#[cfg(unix)]
mod unix {
    use super::*;
    use crate::config_map::ConfigMap;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;
    use std::sync::atomic::{AtomicBool, Ordering};

    const NO_FILE: &str =
        "it is not a regular file: replace it with a regular file or a link to one";

    #[test]
    fn a_pipe_without_a_writer_is_rejected() {
        let folder = folder(&GOOD);
        let pipe = folder.path().join("en/concise.ftl");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let expected = format!("cannot use `…/en/concise.ftl`: {NO_FILE}");
        rejects(&folder, "en/concise.ftl", "not-a-file", &expected);
    }

    #[test]
    fn links_to_devices_and_directories_are_rejected() {
        for target in ["/dev/zero", "/dev/null", "/dev/tty", "/"] {
            let folder = folder(&GOOD);
            symlink(target, folder.path().join("en/concise.ftl")).unwrap();
            let expected = format!("cannot use `…/en/concise.ftl`: {NO_FILE}");
            rejects(&folder, "en/concise.ftl", "not-a-file", &expected);
        }
    }

    #[test]
    fn a_socket_is_rejected() {
        let folder = folder(&GOOD);
        let path = folder.path().join("en/concise.ftl");
        let _socket = std::os::unix::net::UnixListener::bind(path).unwrap();
        let expected = format!("cannot use `…/en/concise.ftl`: {NO_FILE}");
        rejects(&folder, "en/concise.ftl", "not-a-file", &expected);
    }

    /// The diagnostic contains the error of the operating system.
    #[track_caller]
    fn cannot_be_read(folder: &TempDir, path: &str) {
        let reason = fs::metadata(folder.path().join(path)).unwrap_err();
        rejects(folder, path, "unreadable", &format!("cannot read `…/{path}`: {reason}"));
    }

    #[test]
    fn broken_and_cyclic_links_are_reported() {
        // Links instead of a file, and instead of the directory of a locale.
        for path in ["en/concise.ftl", "fr"] {
            let folder = folder(&GOOD);
            symlink("nowhere", folder.path().join(path)).unwrap();
            cannot_be_read(&folder, path);
        }
        for path in ["en/concise.ftl", "fr"] {
            let folder = folder(&GOOD);
            symlink(folder.path().join(path), folder.path().join(path)).unwrap();
            cannot_be_read(&folder, path);
        }
        // Links to their own directory are not followed.
        let folder = folder(&GOOD);
        symlink("..", folder.path().join("en/round")).unwrap();
        symlink(".", folder.path().join("en/again")).unwrap();
        has_description(folder.path(), "Good.");
    }

    #[test]
    fn a_config_map_of_kubernetes_is_read() {
        let map = ConfigMap::new("..2026_01_01_00_00_00.1", "status-404 = One.\n");
        has_description(map.texts(), "One.");
        map.update("..2026_01_01_00_00_01.2", "status-404 = Two.\n");
        has_description(map.texts(), "Two.");
    }

    #[test]
    fn the_directory_of_a_locale_may_be_a_link() {
        let (elsewhere, linked) = (folder(&GOOD), tempfile::tempdir().unwrap());
        symlink(elsewhere.path().join("en"), linked.path().join("en")).unwrap();
        has_description(linked.path(), "Good.");
    }

    /// A file system may report a wrong size, for example of a file that it generates.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_with_another_size_than_reported_is_rejected() {
        let folder = folder(&GOOD);
        symlink("/proc/self/status", folder.path().join("en/concise.ftl")).unwrap();
        let expected = "cannot use `…/en/concise.ftl`: it changed while it was read: write a new \
                        file and rename it to this path";
        rejects(&folder, "en/concise.ftl", "changing", expected);
    }

    #[test]
    fn a_file_that_changes_while_it_is_read_is_rejected() {
        let folder = folder(&GOOD);
        let path = folder.path().join("en/general.ftl");
        let text = format!("# {}\nstatus-404 = Good.\n", "a".repeat(500_000));
        let is_done = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| {
                while !is_done.load(Ordering::Relaxed) {
                    fs::write(&path, &text).unwrap();
                }
            });
            // Each build sees the complete file, or reports the reason.
            let met: Vec<_> = (0..100)
                .filter_map(|_| match Catalog::builder().overlay_dir(folder.path()).build() {
                    Ok(catalog) => {
                        assert_eq!(description(&catalog), "Good.");
                        None
                    }
                    Err(error) => Some(error.diagnostics()[0].code().to_owned()),
                })
                .collect();
            is_done.store(true, Ordering::Relaxed);
            assert!(
                met.iter().all(|code| ["incomplete", "changing"].contains(&&**code)),
                "{met:?}"
            );
        });
    }

    #[test]
    fn files_without_read_permission_are_reported() {
        if process::ran_as_nobody("unix::files_without_read_permission_are_reported") {
            return;
        }
        for path in ["en/concise.ftl", "fr", ""] {
            let folder =
                folder(&[GOOD[0], ("en/concise.ftl", "a = A"), ("fr/concise.ftl", "a = A")]);
            let forbidden = folder.path().join(path);
            fs::set_permissions(&forbidden, PermissionsExt::from_mode(0o000)).unwrap();
            let reason = File::open(&forbidden).unwrap_err();
            let shown = if path.is_empty() { "…".to_owned() } else { format!("…/{path}") };
            rejects(&folder, path, "unreadable", &format!("cannot read `{shown}`: {reason}"));
            fs::set_permissions(&forbidden, PermissionsExt::from_mode(0o755)).unwrap();
        }
    }
}
