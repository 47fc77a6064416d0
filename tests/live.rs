//! A catalogue that follows its folders: what is edited becomes live, and what is broken does not.

#![cfg(feature = "watch")]

#[cfg(unix)]
#[path = "common/config_map.rs"]
mod config_map;
#[path = "common/folder.rs"]
mod folder;
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
use folder::folder;

const ONE: [(&str, &str); 1] = [("en/general.ftl", "status-404 = One.")];
/// Several times what the thread takes to look, to wait and to look again.
const A_WHILE: Duration = Duration::from_millis(2500);

/// A live catalogue, and all that was told of its reloads.
struct Followed {
    live: LiveCatalog,
    told: Arc<Mutex<Vec<Result<String, String>>>>,
}

fn follow<P: AsRef<Path>>(folders: &[P]) -> Followed {
    LazyLock::force(&LOG);
    let folders = folders.iter().map(|folder| folder.as_ref().to_owned());
    let live = LiveCatalog::watch(folders, Catalog::builder).unwrap();
    let told = Arc::<Mutex<Vec<_>>>::default();
    let log = Arc::clone(&told);
    live.on_reload(move |outcome| {
        let outcome = outcome.map(|catalog| text(catalog, 404)).map_err(ToString::to_string);
        log.lock().unwrap().push(outcome);
    });
    Followed { live, told }
}

impl Followed {
    #[track_caller]
    fn tells(&self, expected: &str) {
        let tells = || text(&self.live.snapshot(), 404) == expected;
        assert!(comes_true(tells), "{} {:?}", text(&self.live.snapshot(), 404), self.told());
    }

    /// Something is wrong, whose message has this in it; it is told once, and the old text stays.
    #[track_caller]
    fn refuses(&self, problem: &str, kept: &str) {
        let error = || self.live.status().error().map(ToString::to_string);
        assert!(
            comes_true(|| error().is_some_and(|error| error.contains(problem))),
            "{:?}",
            error()
        );
        thread::sleep(A_WHILE);
        let told = self.told();
        let times = told.iter().filter(|o| o.as_ref().is_err_and(|e| e.contains(problem)));
        assert_eq!(times.count(), 1, "{told:?}");
        assert_eq!(text(&self.live.snapshot(), 404), kept);
    }

    fn told(&self) -> Vec<Result<String, String>> {
        self.told.lock().unwrap().clone()
    }
}

/// What a code is in `general`.
fn text(catalog: &Catalog, code: u16) -> String {
    let chain = catalog.negotiate("en");
    let lookup = catalog.lookup(&chain).phrasing(&Phrasing::GENERAL);
    lookup.description(StatusCode::from_u16(code).unwrap()).to_string()
}

fn comes_true(is_true: impl Fn() -> bool) -> bool {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(10) {
        if is_true() {
            return true;
        }
        thread::sleep(Duration::from_millis(10));
    }
    false
}

/// Puts a finished file in the place of the old one.
fn put(folder: impl AsRef<Path>, path: &str, text: &str) {
    let path = folder.as_ref().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let new = path.with_extension("new");
    fs::write(&new, text).unwrap();
    fs::rename(new, path).unwrap();
}

// ---- Edits ----

#[test]
fn an_edit_becomes_live() {
    let folder = folder(&ONE);
    let followed = follow(&[&folder]);
    followed.tells("One.");
    let loaded_at = followed.live.status().loaded_at();

    put(&folder, "en/general.ftl", "status-404 = Two.\n");
    followed.tells("Two.");
    assert!(comes_true(|| followed.live.status().loaded_at() > loaded_at));
    assert!(followed.live.status().error().is_none());
    assert!(comes_true(|| followed.told() == [Ok("Two.".to_owned())]), "{:?}", followed.told());

    // A locale that is new, and one in its place.
    put(&folder, "ja/general.ftl", "status-404 = 三。\n");
    assert!(comes_true(|| followed.live.snapshot().locales().len() == 4));
    fs::write(folder.path().join("en/general.ftl"), "status-404 = Four.\n").unwrap();
    followed.tells("Four.");
    fs::remove_file(folder.path().join("en/general.ftl")).unwrap();
    followed.tells(&text(Catalog::builtin(), 404));
}

/// As `cp -p` and `rsync --times` leave a file that has the length of the old one.
#[test]
fn an_edit_that_keeps_length_and_time() {
    let folder = folder(&ONE);
    let followed = follow(&[&folder]);
    let path = folder.path().join("en/general.ftl");
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    let new = path.with_extension("new");
    fs::write(&new, "status-404 = Two.\n").unwrap();
    File::options().write(true).open(&new).unwrap().set_modified(time).unwrap();
    fs::rename(new, path).unwrap();
    followed.tells("Two.");
}

#[test]
fn a_bad_edit_keeps_the_good_one_and_is_told_once() {
    let folder = folder(&ONE);
    let followed = follow(&[&folder]);
    let loaded_at = followed.live.status().loaded_at();

    put(&folder, "en/general.ftl", "status-404 = { $\n");
    followed.refuses("en/general.ftl:1:", "One.");
    assert_eq!(followed.live.status().loaded_at(), loaded_at);
    let root = folder.path().to_str().unwrap();
    let logged = |level: &str| {
        let log = LOG.text();
        log.lines().filter(|line| line.contains(level) && line.contains(root)).count()
    };
    assert_eq!((logged("ERROR"), logged("INFO")), (1, 0), "{}", LOG.text());

    // One good file does not make up for a bad one.
    put(&folder, "en/concise.ftl", "status-404 = Other.\n");
    thread::sleep(A_WHILE);
    assert_eq!(text(&followed.live.snapshot(), 404), "One.");

    put(&folder, "en/general.ftl", "status-404 = Two.\n");
    followed.tells("Two.");
    assert!(comes_true(|| followed.live.status().error().is_none()));
    assert!(comes_true(|| logged("INFO") == 1), "{}", LOG.text());
}

#[test]
fn of_two_folders_the_later_wins() {
    let (first, second) = (folder(&ONE), folder::<&str>(&[]));
    let followed = follow(&[&first, &second]);
    followed.tells("One.");
    put(&second, "en/general.ftl", "status-404 = Two.\n");
    followed.tells("Two.");
    // What is below it is followed too, and stays below.
    put(&first, "en/general.ftl", "status-404 = Below.\nstatus-403 = Below.\n");
    assert!(comes_true(|| text(&followed.live.snapshot(), 403) == "Below."));
    followed.tells("Two.");
    fs::remove_file(second.path().join("en/general.ftl")).unwrap();
    followed.tells("Below.");
}

#[test]
fn a_snapshot_stays_as_it_is() {
    let folder = folder(&ONE);
    let followed = follow(&[&folder]);
    let before = followed.live.snapshot();
    let chain = before.negotiate("en");
    put(&folder, "en/general.ftl", "status-404 = Two.\n");
    followed.tells("Two.");
    assert_eq!(text(&before, 404), "One.");
    let lookup = before.lookup(&chain).phrasing(&Phrasing::GENERAL);
    assert_eq!(lookup.description(StatusCode::from_u16(404).unwrap()).to_string(), "One.");
}

// ---- Beginning and end ----

#[test]
fn a_bad_beginning_is_an_error() {
    let folder = folder(&[("en/general.ftl", "404 = A.")]);
    let error = LiveCatalog::watch([folder.path()], Catalog::builder).unwrap_err();
    assert_eq!(error.diagnostics()[0].code(), "id");
    let missing = folder.path().join("missing");
    let error = LiveCatalog::watch([&missing], Catalog::builder).unwrap_err();
    assert_eq!(error.path(), Some(missing.as_path()));
}

/// A live catalogue whose recipe is held as long as its thread runs.
fn follow_with_token(folder: &Path) -> (LiveCatalog, Weak<()>) {
    let token = Arc::new(());
    let is_running = Arc::downgrade(&token);
    let base = move || {
        let _held = &token;
        Catalog::builder()
    };
    (LiveCatalog::watch([folder], base).unwrap(), is_running)
}

#[test]
fn dropping_the_last_clone_ends_the_thread() {
    let folder = folder(&ONE);
    let (live, is_running) = follow_with_token(folder.path());
    let clone = live.clone();
    drop(live);
    put(&folder, "en/general.ftl", "status-404 = Two.\n");
    assert!(comes_true(|| text(&clone.snapshot(), 404) == "Two."));
    drop(clone);
    assert!(comes_true(|| is_running.upgrade().is_none()));
}

#[test]
fn what_panics_does_not_end_the_thread() {
    let folder = folder(&ONE);
    let is_broken = Arc::new(AtomicBool::new(false));
    let breaks = Arc::clone(&is_broken);
    let base = move || {
        assert!(!breaks.load(Ordering::Relaxed), "meant to panic");
        Catalog::builder()
    };
    let live = LiveCatalog::watch([folder.path()], base).unwrap();
    live.on_reload(|_| panic!("meant to panic"));
    put(&folder, "en/general.ftl", "status-404 = Two.\n");
    assert!(comes_true(|| text(&live.snapshot(), 404) == "Two."));

    is_broken.store(true, Ordering::Relaxed);
    put(&folder, "en/general.ftl", "status-404 = Three.\n");
    let error = || live.status().error().map(ToString::to_string);
    let expected = "the catalogue could not be built: its builder panicked";
    assert!(comes_true(|| error().is_some_and(|error| error == expected)), "{:?}", error());

    is_broken.store(false, Ordering::Relaxed);
    put(&folder, "en/general.ftl", "status-404 = Four.\n");
    assert!(comes_true(|| text(&live.snapshot(), 404) == "Four."));
}

// ---- Hazards ----

/// Each comes in the place of a good file, keeps the last good text, and is told once. Then a good
/// file comes in its place.
#[cfg(unix)]
#[test]
fn hazards_keep_the_last_good_texts() {
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
    // Beside one another, for each is waited for.
    thread::scope(|scope| {
        for (problem, put_hazard) in hazards {
            scope.spawn(move || {
                let folder = folder(&[
                    (".one/general.ftl", "status-404 = One."),
                    (".two/general.ftl", "status-404 = Two."),
                    (".bad/README.md", ""),
                ]);
                put_hazard(&folder.path().join(".bad/general.ftl")).unwrap();
                // A folder cannot be renamed to a file's name, but a link can to another's.
                let show = |name: &str| {
                    symlink(name, folder.path().join(".new")).unwrap();
                    fs::rename(folder.path().join(".new"), folder.path().join("en")).unwrap();
                };
                show(".one");
                let followed = follow(&[&folder]);
                show(".bad");
                followed.refuses(problem, "One.");
                show(".two");
                followed.tells("Two.");
            });
        }
    });
}

/// No file can be opened for a while.
#[cfg(unix)]
#[test]
fn too_many_open_files() {
    if process::part().is_none() {
        process::run(&mut process::again("too_many_open_files", "the limit is this process's"));
        return;
    }
    let folder = folder(&ONE);
    let followed = follow(&[&folder]);
    let new = folder.path().join("en/new");
    fs::write(&new, "status-404 = Two.\n").unwrap();
    let (before, most) = rlimit::Resource::NOFILE.get().unwrap();
    rlimit::Resource::NOFILE.set(0, most).unwrap();
    fs::rename(new, folder.path().join("en/general.ftl")).unwrap();
    followed.refuses("Too many open files", "One.");
    // Nothing about the files changes, and yet it is tried again.
    rlimit::Resource::NOFILE.set(before, most).unwrap();
    followed.tells("Two.");
}

/// A writer that runs out of space leaves what there was room for.
#[cfg(unix)]
#[test]
fn a_disk_that_is_full() {
    let folder = folder(&ONE);
    let followed = follow(&[&folder]);
    let path = folder.path().join("en/general.ftl");
    let text = format!("status-404 = {}\n", "Two. ".repeat(1000));
    // A block is 512 bytes, or 1024.
    let script = "trap '' XFSZ; ulimit -f 1; printf '%s' \"$1\" > \"$2\"";
    let mut shell = std::process::Command::new("sh");
    let status = shell.args(["-c", script, "sh", &text]).arg(&path).status().unwrap();
    assert!(!status.success());
    let len = fs::metadata(&path).unwrap().len();
    assert!(0 < len && len < 5000, "{len}");
    followed.refuses("does not end in a line end", "One.");
    put(&folder, "en/general.ftl", "status-404 = Three.\n");
    followed.tells("Three.");
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    if process::ran_as_nobody("what_may_not_be_read") {
        return;
    }
    let folder = folder(&ONE);
    let followed = follow(&[&folder]);
    let locale = folder.path().join("en");
    for (path, text) in [(locale.join("general.ftl"), "Two."), (locale, "Three.")] {
        let before = self::text(&followed.live.snapshot(), 404);
        let permit = |mode| fs::set_permissions(&path, PermissionsExt::from_mode(mode)).unwrap();
        put(&folder, "en/general.ftl", &format!("status-404 = {text}\n"));
        permit(0o000);
        followed.refuses(&format!("cannot read `{}`: Permission denied", path.display()), &before);
        permit(0o755);
        followed.tells(text);
    }
}

#[test]
fn a_folder_that_goes_and_comes_back() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("texts");
    put(&folder, "en/general.ftl", "status-404 = One.\n");
    let followed = follow(&[&folder]);
    for round in ["Two.", "Three."] {
        let before = text(&followed.live.snapshot(), 404);
        fs::rename(&folder, parent.path().join(round)).unwrap();
        let error = || followed.live.status().error().map(ToString::to_string);
        assert!(comes_true(|| error().is_some_and(|error| error.contains("cannot read"))));
        followed.tells(&before);
        let back = format!("status-404 = {round}\n");
        put(&folder, "en/general.ftl", &back);
        followed.tells(round);
    }
    fs::remove_dir_all(&folder).unwrap();
    assert!(comes_true(|| followed.live.status().error().is_some()));
    let told = followed.told().len();
    thread::sleep(A_WHILE);
    assert_eq!(followed.told().len(), told, "{:?}", followed.told());
    followed.tells("Three.");
}

#[test]
fn a_file_that_never_rests_is_told_once() {
    let folder = folder(&ONE);
    let followed = follow(&[&folder]);
    let path = folder.path().join("en/general.ftl");
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
        let error = || followed.live.status().error().map(ToString::to_string);
        while error().is_none() && start.elapsed() < Duration::from_secs(30) {
            thread::sleep(Duration::from_millis(10));
        }
        is_done.store(true, Ordering::Relaxed);
        assert!(
            error().is_some_and(|error| error.contains("not stayed the same")),
            "{:?}",
            error()
        );
    });
    assert!(comes_true(|| followed.live.status().error().is_none()));
    assert_eq!(followed.told().iter().filter(|outcome| outcome.is_err()).count(), 1);
}

#[cfg(unix)]
#[test]
fn a_config_map_of_kubernetes() {
    let map = config_map::ConfigMap::new("..2026_01_01_00_00_00.1", "status-404 = One.\n");
    let followed = follow(&[map.texts()]);
    followed.tells("One.");
    map.update("..2026_01_01_00_00_01.2", "status-404 = Two.\n");
    followed.tells("Two.");
    fs::remove_dir_all(map.mount().join("..2026_01_01_00_00_00.1")).unwrap();
    map.update("..2026_01_01_00_00_02.3", "status-404 = Bad");
    followed.refuses("does not end in a line end", "Two.");
    map.update("..2026_01_01_00_00_03.4", "status-404 = Three.\n");
    followed.tells("Three.");
}

// ---- A writer that takes no care ----

const CODES: std::ops::Range<u16> = 400..418;
/// How long the files must rest to count as finished, which a writer's pauses must not come near.
const DEBOUNCE: Duration = Duration::from_millis(200);

/// The text that a generation gives to every code: as long as any other.
fn generation(number: u32) -> String {
    format!("generation {number:06} {}", "x".repeat(200))
}

fn file_of(number: u32) -> String {
    CODES.map(|code| format!("status-{code} = {}\n", generation(number))).collect()
}

/// Writes a file in its place and in pieces, with pauses; the longest that came of it.
fn write_in_pieces(path: &Path, number: u32) -> Duration {
    let mut file = OpenOptions::new().write(true).open(path).unwrap();
    // Emptied first, or written over: then the length is that of a finished file all the time.
    if number.is_multiple_of(2) {
        file.set_len(0).unwrap();
    }
    file.rewind().unwrap();
    let text = file_of(number);
    let line = text.len() / CODES.len();
    // The pieces end with a line, or somewhere in it.
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

/// The writer: rewrites a file until it is killed, and says when something else held it up.
fn write_torn(path: &Path) {
    for number in 1..100 {
        if write_in_pieces(path, number) > DEBOUNCE / 2 {
            println!("{HELD_UP}");
        }
        // Sometimes there is time to take it.
        if number % 3 != 1 {
            thread::sleep(Duration::from_millis(700));
        }
    }
}

/// Killed when it is dropped.
struct Writer(Child);

impl Drop for Writer {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What the writer says where what it had written counted as finished.
const HELD_UP: &str = "held up";

/// How many generations were seen. Nothing that is not one whole generation is.
fn read_while_torn(test: &str, time: Duration) -> usize {
    let folder = folder(&[("en/general.ftl", file_of(0)), ("en/concise.ftl", file_of(0))]);
    let path = folder.path().join("en/general.ftl");
    let (live, _) = follow_with_token(folder.path());
    let mut writer = process::again(test, path.to_str().unwrap());
    let mut writer = Writer(writer.stdout(Stdio::piped()).spawn().unwrap());
    let start = Instant::now();
    let read = || {
        let mut seen = Vec::new();
        while start.elapsed() < time {
            let catalog = live.snapshot();
            let mut texts: Vec<String> = CODES.map(|code| text(&catalog, code)).collect();
            texts.dedup();
            if seen.last() != Some(&texts) {
                seen.push(texts);
            }
            thread::sleep(Duration::from_millis(1));
        }
        seen
    };
    let seen: Vec<_> = thread::scope(|scope| {
        let readers = [scope.spawn(read), scope.spawn(read)];
        readers.into_iter().flat_map(|reader| reader.join().unwrap()).collect()
    });
    writer.0.kill().unwrap();
    let mut said = String::new();
    writer.0.stdout.take().unwrap().read_to_string(&mut said).unwrap();
    if said.contains(HELD_UP) {
        return 0;
    }
    let whole: Vec<String> = (0..1000).map(generation).collect();
    for texts in &seen {
        let [text] = texts.as_slice() else { panic!("mixed or missing: {texts:#?}") };
        assert!(whole.contains(text), "half: {text}");
    }
    seen.len()
}

/// A reader sees several generations, all of them whole.
#[track_caller]
fn never_shows_a_torn_text(test: &str, time: Duration) {
    if let Some(path) = process::part() {
        return write_torn(path.as_ref());
    }
    // A machine that is busy with something else may hold a writer up.
    let seen = (0..5).map(|_| read_while_torn(test, time)).find(|seen| *seen > 2);
    assert!(seen.is_some(), "no run told anything");
}

#[test]
fn a_torn_text_is_never_shown() {
    never_shows_a_torn_text("a_torn_text_is_never_shown", Duration::from_secs(3));
}

#[test]
#[ignore = "takes 20 s"]
fn a_torn_text_is_never_shown_for_long() {
    let time = Duration::from_secs(20);
    never_shows_a_torn_text("a_torn_text_is_never_shown_for_long", time);
}

// ---- What is logged ----

/// What all tests log, for the threads that log it are not theirs. A line names its folder.
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
