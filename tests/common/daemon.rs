//! A server of Debian's, running in the foreground with all of its files in a folder of its own.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long it may take until it listens.
const PATIENCE: Duration = Duration::from_secs(60);

/// Killed when dropped.
pub(crate) struct Daemon(Child);

impl Daemon {
    /// What it says of itself goes into `log` in its folder.
    #[track_caller]
    pub(crate) fn start(command: &mut Command, folder: &Path, is_up: impl Fn() -> bool) -> Self {
        let log = fs::File::create(folder.join("log")).unwrap();
        command.stdin(Stdio::null()).stdout(log.try_clone().unwrap()).stderr(log);
        let program = command.get_program().to_owned();
        let process = command.spawn().unwrap_or_else(|error| panic!("{program:?}: {error}"));
        let mut daemon = Self(process);
        let start = Instant::now();
        while !is_up() {
            let has_ended = daemon.0.try_wait().unwrap().is_some();
            let log = || fs::read_to_string(folder.join("log"));
            let is_late = start.elapsed() > PATIENCE;
            assert!(!has_ended && !is_late, "{program:?} does not start: {:?}", log());
            thread::sleep(Duration::from_millis(20));
        }
        daemon
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A program that Debian has where only the administrator's shells look.
pub(crate) fn program(name: &str) -> Command {
    let mut command = Command::new(name);
    let search = std::env::var("PATH").unwrap_or_default();
    command.env("PATH", format!("{search}:/usr/sbin"));
    command
}
