//! What stands where a file of texts belongs, and is none: each is one finding that names the path
//! and the way out, and nothing waits or fills the memory.

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

/// Builds with a folder, which must not take long whatever is in it.
#[track_caller]
fn build(folder: &Path) -> Result<Catalog, Error> {
    let (sender, receiver) = mpsc::channel();
    let path = folder.to_owned();
    // A thread that waits for a file for ever is left behind, and ends with the tests.
    thread::spawn(move || drop(sender.send(Catalog::builder().overlay_dir(path).build())));
    receiver.recv_timeout(Duration::from_secs(10)).expect("an answer within ten seconds")
}

/// There is one finding, about this path in the folder, with this message. `…` is the folder.
#[track_caller]
fn refuses(folder: &TempDir, path: &str, code: &str, expected: &str) {
    let error = build(folder.path()).expect_err("a finding");
    let [finding] = error.diagnostics() else { panic!("{:#?}", error.diagnostics()) };
    let root = folder.path().to_str().unwrap();
    let message = finding.message().replace(root, "…").replace('\\', "/");
    assert_eq!(finding.path(), folder.path().join(path));
    assert_eq!((finding.code(), message.as_str()), (code, expected));
    assert_eq!((finding.line(), finding.column(), finding.span()), (1, 1, 0..0));
    // It is about the file and names it, so there is no place to be told before it.
    assert_eq!(error.to_string(), finding.message());
}

/// What 404 is in `general`.
fn told(catalog: &Catalog) -> String {
    let chain = catalog.negotiate("en");
    let lookup = catalog.lookup(&chain).phrasing(&Phrasing::GENERAL);
    lookup.description(StatusCode::from_u16(404).unwrap()).to_string()
}

#[track_caller]
fn tells(folder: &Path, expected: &str) {
    assert_eq!(told(&build(folder).unwrap()), expected);
}

// ---- What is no file ----

#[test]
fn a_folder_in_the_place_of_a_file() {
    let folder = folder(&GOOD);
    fs::create_dir(folder.path().join("en/concise.ftl")).unwrap();
    let expected = "cannot take `…/en/concise.ftl`: it is not a regular file, nor a link to one: put \
                    one in its place";
    refuses(&folder, "en/concise.ftl", "not-a-file", expected);
}

#[test]
fn a_file_in_the_place_of_the_folder() {
    let folder = folder(&[("en", "status-404 = A.")]);
    let file = folder.path().join("en");
    let error = build(&file).unwrap_err();
    assert_eq!(error.diagnostics()[0].code(), "unreadable");
    assert_eq!(error.path(), Some(file.as_path()));
    // What is no folder has no texts in it.
    assert!(build(folder.path()).is_ok());
}

#[test]
fn a_folder_that_is_not_there() {
    let folder = folder(&GOOD);
    let missing = folder.path().join("missing");
    let error = build(&missing).unwrap_err();
    assert_eq!(error.diagnostics()[0].code(), "unreadable");
    assert_eq!(error.path(), Some(missing.as_path()));
}

#[test]
fn a_file_too_large_is_not_read() {
    let folder = folder(&GOOD);
    // It takes no room on the disk, and would in the memory.
    let file = File::create(folder.path().join("en/concise.ftl")).unwrap();
    file.set_len(100 << 30).unwrap();
    let expected = "cannot take `…/en/concise.ftl`: it has 107374182400 bytes, and no more than \
                    1048576 are taken: split it into phrasings";
    refuses(&folder, "en/concise.ftl", "too-large", expected);
}

#[test]
fn an_empty_file_is_one_that_is_being_written() {
    let folder = folder(&[("en/concise.ftl", "")]);
    let error = build(folder.path()).unwrap_err();
    let [finding] = error.diagnostics() else { panic!("{error}") };
    assert_eq!(finding.code(), "incomplete");
}

// ---- What is somewhere else ----

#[test]
fn names_that_are_nearly_right() {
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
        refuses(&folder, path, "misplaced", &expected);
    }
}

#[test]
fn names_that_are_passed_over() {
    let deep = "deep/".repeat(60) + "concise.ftl";
    let folder = folder(&[
        GOOD[0],
        ("README.md", "# Texts"),
        ("en/concise.ftl~", "broken"),
        ("en/concise.ftl.orig", "broken"),
        // Of editors, of macOS and of version control.
        ("en/.#concise.ftl", "broken"),
        ("en/._concise.ftl", "broken"),
        (".git/en/concise.ftl", "broken"),
        ("en/.old/concise.ftl", "broken"),
        // Nobody has texts down there.
        (&deep, "broken"),
    ]);
    tells(folder.path(), "Good.");
}

#[test]
fn folders_without_end_and_with_too_many_names() {
    let deep = folder(&GOOD);
    fs::create_dir_all(deep.path().join("en/".repeat(1000))).unwrap();
    tells(deep.path(), "Good.");

    let names: Vec<String> = (0..4097).map(|n| format!("en/p{n}.ftl")).collect();
    let many: Vec<_> = names.iter().map(|name| (name.as_str(), "a = A")).collect();
    let expected = "cannot take `…/en`: it holds more than 4096 files of texts";
    refuses(&folder(&many), "en", "too-many-files", expected);

    let names: Vec<String> = (0..65536).map(|n| format!("en/{n}")).collect();
    let many: Vec<_> = names.iter().map(|name| (name.as_str(), "")).collect();
    let expected = "cannot take `…/en`: it holds more than 65536 names: keep only texts there";
    refuses(&folder(&many), "en", "too-many-files", expected);
}

#[test]
fn files_that_are_too_large_together() {
    let comment = format!("# {}\n", "a".repeat((1 << 20) - 3));
    let names: Vec<String> = (0..33).map(|n| format!("en/p{n}.ftl")).collect();
    let files = |count: usize| -> Vec<_> {
        names.iter().take(count).map(|name| (name.as_str(), comment.as_str())).collect()
    };
    assert!(build(folder(&files(32)).path()).is_ok());
    let expected = "cannot take `…`: its files have more than 33554432 bytes together";
    refuses(&folder(&files(33)), "", "too-large", expected);
}

/// Few bytes that would make a large table: all codes, in many locales and many phrasings.
#[test]
fn texts_that_are_too_many_together() {
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

// ---- What only Unix has ----

#[cfg(unix)]
mod unix {
    use super::*;
    use crate::config_map::ConfigMap;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;
    use std::sync::atomic::{AtomicBool, Ordering};

    const NO_FILE: &str = "it is not a regular file, nor a link to one: put one in its place";

    #[test]
    fn a_pipe_that_nobody_writes_to() {
        let folder = folder(&GOOD);
        let pipe = folder.path().join("en/concise.ftl");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let expected = format!("cannot take `…/en/concise.ftl`: {NO_FILE}");
        refuses(&folder, "en/concise.ftl", "not-a-file", &expected);
    }

    #[test]
    fn links_to_devices_and_folders() {
        for target in ["/dev/zero", "/dev/null", "/dev/tty", "/"] {
            let folder = folder(&GOOD);
            symlink(target, folder.path().join("en/concise.ftl")).unwrap();
            let expected = format!("cannot take `…/en/concise.ftl`: {NO_FILE}");
            refuses(&folder, "en/concise.ftl", "not-a-file", &expected);
        }
    }

    #[test]
    fn a_socket() {
        let folder = folder(&GOOD);
        let path = folder.path().join("en/concise.ftl");
        let _socket = std::os::unix::net::UnixListener::bind(path).unwrap();
        let expected = format!("cannot take `…/en/concise.ftl`: {NO_FILE}");
        refuses(&folder, "en/concise.ftl", "not-a-file", &expected);
    }

    /// "cannot read `…`: …", in the words of the system.
    #[track_caller]
    fn cannot_be_read(folder: &TempDir, path: &str) {
        let reason = fs::metadata(folder.path().join(path)).unwrap_err();
        refuses(folder, path, "unreadable", &format!("cannot read `…/{path}`: {reason}"));
    }

    #[test]
    fn links_that_lead_nowhere_or_round() {
        // In the place of a file, and of a locale.
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
        // Links to what they are in are not followed down.
        let folder = folder(&GOOD);
        symlink("..", folder.path().join("en/round")).unwrap();
        symlink(".", folder.path().join("en/again")).unwrap();
        tells(folder.path(), "Good.");
    }

    #[test]
    fn a_config_map_of_kubernetes() {
        let map = ConfigMap::new("..2026_01_01_00_00_00.1", "status-404 = One.\n");
        tells(map.texts(), "One.");
        map.update("..2026_01_01_00_00_01.2", "status-404 = Two.\n");
        tells(map.texts(), "Two.");
    }

    #[test]
    fn a_locale_that_is_a_link() {
        let (elsewhere, linked) = (folder(&GOOD), tempfile::tempdir().unwrap());
        symlink(elsewhere.path().join("en"), linked.path().join("en")).unwrap();
        tells(linked.path(), "Good.");
    }

    /// A file system may tell a size that is none: that of a file that is written on being read.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_is_not_as_long_as_it_says() {
        let folder = folder(&GOOD);
        symlink("/proc/self/status", folder.path().join("en/concise.ftl")).unwrap();
        let expected = "cannot take `…/en/concise.ftl`: it changed while it was read: put a finished \
                        file in the place of the old one";
        refuses(&folder, "en/concise.ftl", "changing", expected);
    }

    #[test]
    fn a_file_that_is_written_while_it_is_read() {
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
            // Whatever is met on the way, it is the whole text, or none with a reason.
            let met: Vec<_> = (0..100)
                .filter_map(|_| match Catalog::builder().overlay_dir(folder.path()).build() {
                    Ok(catalog) => {
                        assert_eq!(told(&catalog), "Good.");
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
    fn what_may_not_be_read() {
        if process::ran_as_nobody("unix::what_may_not_be_read") {
            return;
        }
        for path in ["en/concise.ftl", "fr", ""] {
            let folder =
                folder(&[GOOD[0], ("en/concise.ftl", "a = A"), ("fr/concise.ftl", "a = A")]);
            let forbidden = folder.path().join(path);
            fs::set_permissions(&forbidden, PermissionsExt::from_mode(0o000)).unwrap();
            let reason = File::open(&forbidden).unwrap_err();
            let shown = if path.is_empty() { "…".to_owned() } else { format!("…/{path}") };
            refuses(&folder, path, "unreadable", &format!("cannot read `{shown}`: {reason}"));
            fs::set_permissions(&forbidden, PermissionsExt::from_mode(0o755)).unwrap();
        }
    }
}
