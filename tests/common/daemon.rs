//! A server from a Debian package, in the foreground, with all its files in one directory.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The time limit for the start.
const START_TIMEOUT: Duration = Duration::from_secs(60);

/// A running server, killed on drop.
pub(crate) struct Daemon(Child);

impl Daemon {
    /// Starts a server and waits for `is_up`. The output goes to the file `log` in `dir`.
    #[track_caller]
    pub(crate) fn start(command: &mut Command, dir: &Path, is_up: impl Fn() -> bool) -> Self {
        let log = fs::File::create(dir.join("log")).unwrap();
        command.stdin(Stdio::null()).stdout(log.try_clone().unwrap()).stderr(log);
        let program = command.get_program().to_owned();
        let process = command.spawn().unwrap_or_else(|error| panic!("{program:?}: {error}"));
        let mut daemon = Self(process);
        let start = Instant::now();
        while !is_up() {
            let has_ended = daemon.0.try_wait().unwrap().is_some();
            let log = || fs::read_to_string(dir.join("log"));
            let is_late = start.elapsed() > START_TIMEOUT;
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

/// Creates a command for a program that may be in `/usr/sbin`.
pub(crate) fn program(name: &str) -> Command {
    let mut command = Command::new(name);
    let search = std::env::var("PATH").unwrap_or_default();
    command.env("PATH", format!("{search}:/usr/sbin"));
    command
}
