//! A catalog that reloads changed message files: valid edits become live, and invalid ones are
//! reported.

#![cfg(feature = "watch")]

#[cfg(unix)]
#[path = "common/config_map.rs"]
mod config_map;
#[path = "common/overlay_dir.rs"]
mod overlay_dir;
#[path = "common/process.rs"]
mod process;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Mutex, Weak};
use std::thread;
use std::time::{Duration, Instant};

use fluent_status::{Catalog, LiveCatalog, Phrasing, StatusCode};
use overlay_dir::overlay_dir;

const ONE: [(&str, &str); 1] = [("en/general.ftl", "status-404 = One.")];
/// Several times as long as a reload takes.
const SETTLE_TIME: Duration = Duration::from_millis(2500);

/// A live catalog, and the results with which it called its callback.
struct Watched {
    live: LiveCatalog,
    calls: Arc<Mutex<Vec<Result<String, String>>>>,
}

fn watch<P: AsRef<Path>>(dirs: &[P]) -> Watched {
    LazyLock::force(&LOG);
    let dirs = dirs.iter().map(|dir| dir.as_ref().to_owned());
    let live = LiveCatalog::watch(dirs, Catalog::builder).unwrap();
    let calls = Arc::<Mutex<Vec<_>>>::default();
    let recorded = Arc::clone(&calls);
    live.on_reload(move |outcome| {
        let outcome = outcome.map(|catalog| description(catalog, 404)).map_err(ToString::to_string);
        recorded.lock().unwrap().push(outcome);
    });
    Watched { live, calls }
}

impl Watched {
    /// Waits until 404 has a description.
    #[track_caller]
    fn describes_404(&self, expected: &str) {
        let is_expected = || description(&self.live.snapshot(), 404) == expected;
        let found = || description(&self.live.snapshot(), 404);
        assert!(eventually(is_expected), "{} {:?}", found(), self.calls());
    }

    /// Waits until the status has an error with a text in it.
    #[track_caller]
    fn has_error(&self, problem: &str) {
        let error = || self.live.status().error().map(ToString::to_string);
        let has_error = || error().is_some_and(|error| error.contains(problem));
        assert!(eventually(has_error), "{:?}", error());
    }

    /// Waits until the callback has had an error with a text in it `count` times.
    #[track_caller]
    fn is_called_with_error(&self, problem: &str, count: usize) {
        assert!(eventually(|| self.count_errors(problem) == count), "{:?}", self.calls());
    }

    /// An error is reported once, and the last valid description stays.
    #[track_caller]
    fn rejects(&self, problem: &str, kept: &str) {
        self.has_error(problem);
        thread::sleep(SETTLE_TIME);
        assert_eq!(self.count_errors(problem), 1, "{:?}", self.calls());
        assert_eq!(description(&self.live.snapshot(), 404), kept);
    }

    fn count_errors(&self, problem: &str) -> usize {
        let is_error =
            |call: &&Result<_, String>| call.as_ref().is_err_and(|error| error.contains(problem));
        self.calls().iter().filter(is_error).count()
    }

    fn calls(&self) -> Vec<Result<String, String>> {
        self.calls.lock().unwrap().clone()
    }
}

/// Returns the description of a code in the phrasing `general`.
fn description(catalog: &Catalog, code: u16) -> String {
    let chain = catalog.negotiate("en");
    let lookup = catalog.lookup(&chain).phrasing(&Phrasing::GENERAL);
    lookup.description(StatusCode::from_u16(code).unwrap()).to_string()
}

/// Waits up to 10 seconds for a condition.
fn eventually(is_true: impl Fn() -> bool) -> bool {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(10) {
        if is_true() {
            return true;
        }
        thread::sleep(Duration::from_millis(10));
    }
    false
}

/// Writes a new file and renames it to the old path.
fn replace(dir: impl AsRef<Path>, path: &str, text: &str) {
    let path = dir.as_ref().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let new = path.with_extension("new");
    fs::write(&new, text).unwrap();
    fs::rename(new, path).unwrap();
}

// ---- Valid and invalid edits ----

#[test]
fn an_edit_becomes_live() {
    let dir = overlay_dir(&ONE);
    let watched = watch(&[&dir]);
    watched.describes_404("One.");
    let loaded_at = watched.live.status().loaded_at();

    replace(&dir, "en/general.ftl", "status-404 = Two.\n");
    watched.describes_404("Two.");
    assert!(eventually(|| watched.live.status().loaded_at() > loaded_at));
    assert!(watched.live.status().error().is_none());
    assert!(eventually(|| watched.calls() == [Ok("Two.".to_owned())]), "{:?}", watched.calls());

    // A new locale, and a file that is written in place.
    replace(&dir, "ja/general.ftl", "status-404 = 三。\n");
    assert!(eventually(|| watched.live.snapshot().locales().len() == 4));
    fs::write(dir.path().join("en/general.ftl"), "status-404 = Four.\n").unwrap();
    watched.describes_404("Four.");
    fs::remove_file(dir.path().join("en/general.ftl")).unwrap();
    watched.describes_404(&description(Catalog::builtin(), 404));
}

/// As with `cp -p` or `rsync --times`, if the new file has the length of the old one.
#[test]
fn an_edit_that_keeps_length_and_time_becomes_live() {
    let dir = overlay_dir(&ONE);
    let watched = watch(&[&dir]);
    let path = dir.path().join("en/general.ftl");
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    let new = path.with_extension("new");
    fs::write(&new, "status-404 = Two.\n").unwrap();
    File::options().write(true).open(&new).unwrap().set_modified(time).unwrap();
    fs::rename(new, path).unwrap();
    watched.describes_404("Two.");
}

#[test]
fn an_invalid_edit_keeps_the_last_valid_catalog_and_is_reported_once() {
    let dir = overlay_dir(&ONE);
    let watched = watch(&[&dir]);
    let loaded_at = watched.live.status().loaded_at();

    replace(&dir, "en/general.ftl", "status-404 = { $\n");
    watched.rejects("en/general.ftl:1:", "One.");
    assert_eq!(watched.live.status().loaded_at(), loaded_at);
    let root = dir.path().to_str().unwrap();
    let logged = |level: &str| {
        let log = LOG.text();
        log.lines().filter(|line| line.contains(level) && line.contains(root)).count()
    };
    assert_eq!((logged("ERROR"), logged("INFO")), (1, 0), "{}", LOG.text());

    // A valid edit of another file is not live while one file is invalid.
    replace(&dir, "en/concise.ftl", "status-404 = Other.\n");
    thread::sleep(SETTLE_TIME);
    assert_eq!(description(&watched.live.snapshot(), 404), "One.");

    replace(&dir, "en/general.ftl", "status-404 = Two.\n");
    watched.describes_404("Two.");
    assert!(eventually(|| watched.live.status().error().is_none()));
    assert!(eventually(|| logged("INFO") == 1), "{}", LOG.text());
}

#[test]
fn the_later_of_two_directories_wins() {
    let (first, second) = (overlay_dir(&ONE), overlay_dir::<&str>(&[]));
    let watched = watch(&[&first, &second]);
    watched.describes_404("One.");
    replace(&second, "en/general.ftl", "status-404 = Two.\n");
    watched.describes_404("Two.");
    // An edit of the earlier directory becomes live too.
    replace(&first, "en/general.ftl", "status-404 = Below.\nstatus-403 = Below.\n");
    assert!(eventually(|| description(&watched.live.snapshot(), 403) == "Below."));
    watched.describes_404("Two.");
    fs::remove_file(second.path().join("en/general.ftl")).unwrap();
    watched.describes_404("Below.");
}

#[test]
fn a_snapshot_does_not_change() {
    let dir = overlay_dir(&ONE);
    let watched = watch(&[&dir]);
    let before = watched.live.snapshot();
    let chain = before.negotiate("en");
    replace(&dir, "en/general.ftl", "status-404 = Two.\n");
    watched.describes_404("Two.");
    assert_eq!(description(&before, 404), "One.");
    let lookup = before.lookup(&chain).phrasing(&Phrasing::GENERAL);
    assert_eq!(lookup.description(StatusCode::from_u16(404).unwrap()).to_string(), "One.");
}

// ---- Start and end ----

#[test]
fn watching_invalid_files_is_an_error() {
    let dir = overlay_dir(&[("en/general.ftl", "404 = A.")]);
    let error = LiveCatalog::watch([dir.path()], Catalog::builder).unwrap_err();
    assert_eq!(error.diagnostics()[0].code(), "id");
    let missing = dir.path().join("missing");
    let error = LiveCatalog::watch([&missing], Catalog::builder).unwrap_err();
    assert_eq!(error.path(), Some(missing.as_path()));
}

/// Returns a live catalog, and a token that its thread keeps alive.
fn watch_with_token(dir: &Path) -> (LiveCatalog, Weak<()>) {
    let token = Arc::new(());
    let is_running = Arc::downgrade(&token);
    let base = move || {
        let _held = &token;
        Catalog::builder()
    };
    (LiveCatalog::watch([dir], base).unwrap(), is_running)
}

#[test]
fn dropping_the_last_clone_ends_the_thread() {
    let dir = overlay_dir(&ONE);
    let (live, is_running) = watch_with_token(dir.path());
    let clone = live.clone();
    drop(live);
    replace(&dir, "en/general.ftl", "status-404 = Two.\n");
    assert!(eventually(|| description(&clone.snapshot(), 404) == "Two."));
    drop(clone);
    assert!(eventually(|| is_running.upgrade().is_none()));
}

#[test]
fn a_panic_does_not_end_the_thread() {
    let dir = overlay_dir(&ONE);
    let is_broken = Arc::new(AtomicBool::new(false));
    let breaks = Arc::clone(&is_broken);
    let base = move || {
        assert!(!breaks.load(Ordering::Relaxed), "meant to panic");
        Catalog::builder()
    };
    let live = LiveCatalog::watch([dir.path()], base).unwrap();
    live.on_reload(|_| panic!("meant to panic"));
    replace(&dir, "en/general.ftl", "status-404 = Two.\n");
    assert!(eventually(|| description(&live.snapshot(), 404) == "Two."));

    is_broken.store(true, Ordering::Relaxed);
    replace(&dir, "en/general.ftl", "status-404 = Three.\n");
    let error = || live.status().error().map(ToString::to_string);
    let expected = "cannot build the catalog: the builder panicked";
    assert!(eventually(|| error().is_some_and(|error| error == expected)), "{:?}", error());

    is_broken.store(false, Ordering::Relaxed);
    replace(&dir, "en/general.ftl", "status-404 = Four.\n");
    assert!(eventually(|| description(&live.snapshot(), 404) == "Four."));
}

// ---- Hazards ----

/// Each hazard replaces a valid file, keeps the last valid catalog, and is reported once. Then a
/// valid file replaces the hazard.
#[cfg(unix)]
#[test]
fn hazards_keep_the_last_valid_catalog() {
    use std::os::unix::fs::symlink;
    type Hazard = (&'static str, fn(&Path) -> io::Result<()>);
    let hazards: &[Hazard] = &[
        ("does not end in a line end", |path| fs::write(path, "status-404 = Ha")),
        ("does not end in a line end", |path| fs::write(path, "")),
        ("not a regular file", |path| fs::create_dir(path)),
        ("104857600 bytes", |path| File::create(path)?.set_len(100 << 20)),
        ("not valid UTF-8", |path| fs::write(path, b"status-404 = \xFF\n")),
        ("not a regular file", |path| {
            assert!(std::process::Command::new("mkfifo").arg(path).status()?.success());
            Ok(())
        }),
        ("cannot read", |path| symlink(path, path)),
        ("cannot read", |path| symlink("nowhere", path)),
        ("not a regular file", |path| symlink("/dev/zero", path)),
        ("not a regular file", |path| symlink("/", path)),
    ];
    // In parallel, because each case waits.
    thread::scope(|scope| {
        for (problem, create_hazard) in hazards {
            scope.spawn(move || {
                let dir = overlay_dir(&[
                    (".one/general.ftl", "status-404 = One."),
                    (".two/general.ftl", "status-404 = Two."),
                    (".bad/README.md", ""),
                ]);
                create_hazard(&dir.path().join(".bad/general.ftl")).unwrap();
                // A directory cannot replace a file by renaming, but a link can replace a link.
                let show = |name: &str| {
                    symlink(name, dir.path().join(".new")).unwrap();
                    fs::rename(dir.path().join(".new"), dir.path().join("en")).unwrap();
                };
                show(".one");
                let watched = watch(&[&dir]);
                show(".bad");
                watched.rejects(problem, "One.");
                show(".two");
                watched.describes_404("Two.");
            });
        }
    });
}

#[cfg(unix)]
#[test]
fn too_many_open_files_keep_the_last_valid_catalog() {
    let name = "too_many_open_files_keep_the_last_valid_catalog";
    if process::part().is_none() {
        process::run(&mut process::again(name, "the limit applies to the whole process"));
        return;
    }
    let dir = overlay_dir(&ONE);
    let watched = watch(&[&dir]);
    let new = dir.path().join("en/new");
    fs::write(&new, "status-404 = Two.\n").unwrap();
    let (before, most) = rlimit::Resource::NOFILE.get().unwrap();
    rlimit::Resource::NOFILE.set(0, most).unwrap();
    fs::rename(new, dir.path().join("en/general.ftl")).unwrap();
    watched.rejects("Too many open files", "One.");
    // The files do not change, but the reload is repeated.
    rlimit::Resource::NOFILE.set(before, most).unwrap();
    watched.describes_404("Two.");
}

/// A program that runs out of space leaves an incomplete file.
#[cfg(unix)]
#[test]
fn a_file_cut_off_by_a_full_disk_is_rejected() {
    let dir = overlay_dir(&ONE);
    let watched = watch(&[&dir]);
    let path = dir.path().join("en/general.ftl");
    let text = format!("status-404 = {}\n", "Two. ".repeat(1000));
    // A block is 512 bytes, or 1024.
    let script = "trap '' XFSZ; ulimit -f 1; printf '%s' \"$1\" > \"$2\"";
    let mut shell = std::process::Command::new("sh");
    let status = shell.args(["-c", script, "sh", &text]).arg(&path).status().unwrap();
    assert!(!status.success());
    let len = fs::metadata(&path).unwrap().len();
    assert!(0 < len && len < 5000, "{len}");
    watched.rejects("does not end in a line end", "One.");
    replace(&dir, "en/general.ftl", "status-404 = Three.\n");
    watched.describes_404("Three.");
}

#[cfg(unix)]
#[test]
fn files_without_read_permission_are_rejected() {
    use std::os::unix::fs::PermissionsExt;
    if process::ran_as_nobody("files_without_read_permission_are_rejected") {
        return;
    }
    let dir = overlay_dir(&ONE);
    let watched = watch(&[&dir]);
    let locale = dir.path().join("en");
    for (path, text) in [(locale.join("general.ftl"), "Two."), (locale, "Three.")] {
        let before = description(&watched.live.snapshot(), 404);
        let permit = |mode| fs::set_permissions(&path, PermissionsExt::from_mode(mode)).unwrap();
        replace(&dir, "en/general.ftl", &format!("status-404 = {text}\n"));
        permit(0o000);
        watched.rejects(&format!("cannot read `{}`: Permission denied", path.display()), &before);
        permit(0o755);
        watched.describes_404(text);
    }
}

#[test]
fn a_directory_that_is_removed_and_created_again_is_reloaded() {
    let parent = tempfile::tempdir().unwrap();
    let dir = parent.path().join("overlay");
    replace(&dir, "en/general.ftl", "status-404 = One.\n");
    let watched = watch(&[&dir]);
    for round in ["Two.", "Three."] {
        let before = description(&watched.live.snapshot(), 404);
        fs::rename(&dir, parent.path().join(round)).unwrap();
        watched.has_error("cannot read");
        watched.describes_404(&before);
        let back = format!("status-404 = {round}\n");
        replace(&dir, "en/general.ftl", &back);
        watched.describes_404(round);
    }
    fs::remove_dir_all(&dir).unwrap();
    // The status has the error before the callback runs, so this waits for the call.
    watched.is_called_with_error("cannot read", 3);
    let calls = watched.calls().len();
    thread::sleep(SETTLE_TIME);
    assert_eq!(watched.calls().len(), calls, "{:?}", watched.calls());
    watched.describes_404("Three.");
}

#[test]
fn a_file_that_changes_constantly_is_reported_once() {
    let dir = overlay_dir(&ONE);
    let watched = watch(&[&dir]);
    let path = dir.path().join("en/general.ftl");
    let is_done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut file = File::options().append(true).open(&path).unwrap();
            while !is_done.load(Ordering::Relaxed) {
                file.write_all(b"# And on.\n").unwrap();
                thread::sleep(Duration::from_millis(10));
            }
        });
        let start = Instant::now();
        let error = || watched.live.status().error().map(ToString::to_string);
        while error().is_none() && start.elapsed() < Duration::from_secs(30) {
            thread::sleep(Duration::from_millis(10));
        }
        is_done.store(true, Ordering::Relaxed);
        assert!(error().is_some_and(|error| error.contains("changed constantly")), "{:?}", error());
    });
    assert!(eventually(|| watched.live.status().error().is_none()));
    assert_eq!(watched.calls().iter().filter(|outcome| outcome.is_err()).count(), 1);
}

#[cfg(unix)]
#[test]
fn an_updated_config_map_is_reloaded() {
    let map = config_map::ConfigMap::new("..2026_01_01_00_00_00.1", "status-404 = One.\n");
    let watched = watch(&[map.dir()]);
    watched.describes_404("One.");
    map.update("..2026_01_01_00_00_01.2", "status-404 = Two.\n");
    watched.describes_404("Two.");
    fs::remove_dir_all(map.mount().join("..2026_01_01_00_00_00.1")).unwrap();
    map.update("..2026_01_01_00_00_02.3", "status-404 = Bad");
    watched.rejects("does not end in a line end", "Two.");
    map.update("..2026_01_01_00_00_03.4", "status-404 = Three.\n");
    watched.describes_404("Three.");
}

// ---- Files that are written in place ----

const CODES: std::ops::Range<u16> = 400..418;
/// The time without changes after which files are read. The writer's pauses must be much shorter.
const DEBOUNCE: Duration = Duration::from_millis(200);

/// Returns the description of every code in one generation. All generations have the same length.
fn generation(number: u32) -> String {
    format!("generation {number:06} {}", "x".repeat(200))
}

fn file_of(number: u32) -> String {
    CODES.map(|code| format!("status-{code} = {}\n", generation(number))).collect()
}

/// Writes a file in place, in pieces with pauses. Returns the longest pause.
fn write_in_pieces(path: &Path, number: u32) -> Duration {
    let mut file = OpenOptions::new().write(true).open(path).unwrap();
    // Every second time the file is truncated first. Otherwise its length never changes.
    if number.is_multiple_of(2) {
        file.set_len(0).unwrap();
    }
    file.rewind().unwrap();
    let text = file_of(number);
    let line = text.len() / CODES.len();
    // The pieces end at a line end, or within a line.
    let piece = if number.is_multiple_of(3) { line * 4 } else { line * 3 + 50 };
    let mut longest = Duration::ZERO;
    for piece in text.as_bytes().chunks(piece) {
        let start = Instant::now();
        file.write_all(piece).unwrap();
        thread::sleep(Duration::from_millis(15));
        longest = longest.max(start.elapsed());
    }
    longest
}

/// Rewrites a file until the process is killed, and prints a note if it was delayed.
fn write_in_place(path: &Path) {
    for number in 1..100 {
        if write_in_pieces(path, number) > DEBOUNCE / 2 {
            println!("{DELAYED}");
        }
        // Sometimes there is time for a reload.
        if number % 3 != 1 {
            thread::sleep(Duration::from_millis(700));
        }
    }
}

/// A process, killed on drop.
struct Writer(Child);

impl Drop for Writer {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The writer prints this if a pause was so long that the file may have counted as complete.
const DELAYED: &str = "delayed";

/// Returns the number of generations that were seen. Every description must be complete, and all
/// must be of one generation.
fn read_while_written(test: &str, time: Duration) -> usize {
    let dir = overlay_dir(&[("en/general.ftl", file_of(0)), ("en/concise.ftl", file_of(0))]);
    let path = dir.path().join("en/general.ftl");
    let (live, _) = watch_with_token(dir.path());
    let mut writer = process::again(test, path.to_str().unwrap());
    let mut writer = Writer(writer.stdout(Stdio::piped()).spawn().unwrap());
    let start = Instant::now();
    let read = || {
        let mut seen = Vec::new();
        while start.elapsed() < time {
            let catalog = live.snapshot();
            let mut descriptions: Vec<String> =
                CODES.map(|code| description(&catalog, code)).collect();
            descriptions.dedup();
            if seen.last() != Some(&descriptions) {
                seen.push(descriptions);
            }
            thread::sleep(Duration::from_millis(1));
        }
        seen
    };
    let seen: Vec<_> = thread::scope(|scope| {
        let threads = [scope.spawn(read), scope.spawn(read)];
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    writer.0.kill().unwrap();
    let mut output = String::new();
    writer.0.stdout.take().unwrap().read_to_string(&mut output).unwrap();
    if output.contains(DELAYED) {
        return 0;
    }
    let complete: Vec<String> = (0..1000).map(generation).collect();
    for descriptions in &seen {
        let [description] = descriptions.as_slice() else {
            panic!("mixed or missing: {descriptions:#?}")
        };
        assert!(complete.contains(description), "incomplete: {description}");
    }
    seen.len()
}

/// A live catalog has several generations, and all of them are complete.
#[track_caller]
fn never_has_an_incomplete_message(test: &str, time: Duration) {
    if let Some(path) = process::part() {
        return write_in_place(path.as_ref());
    }
    // On a busy machine, the writer may be delayed.
    let seen = (0..5).map(|_| read_while_written(test, time)).find(|seen| *seen > 2);
    assert!(seen.is_some(), "every run was delayed or saw too few generations");
}

#[test]
fn an_incomplete_file_is_never_live() {
    never_has_an_incomplete_message("an_incomplete_file_is_never_live", Duration::from_secs(3));
}

#[test]
#[ignore = "takes 20 s"]
fn an_incomplete_file_is_never_live_for_long() {
    let time = Duration::from_secs(20);
    never_has_an_incomplete_message("an_incomplete_file_is_never_live_for_long", time);
}

// ---- Log ----

/// The log of all tests, because the threads that log do not belong to one test. A line names its
/// directory.
static LOG: LazyLock<Log> = LazyLock::new(|| {
    let log = Log::default();
    let writer = log.clone();
    let subscriber =
        tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone()).finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    log
});

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
