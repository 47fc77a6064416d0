//! Tests in a separate process: for settings of a whole process, and for work of another process.

use std::env;
use std::process::Command;

/// The environment variable for the part of a test that a process runs.
const PART: &str = "PART_OF_TEST";

/// Returns the part of a test that this process runs.
pub(crate) fn part() -> Option<String> {
    env::var(PART).ok()
}

/// Creates a process that runs a test of this file again. There, [`part`] returns the given part.
pub(crate) fn again(test: &str, part: &str) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", test, "--include-ignored", "--nocapture"]).env(PART, part);
    command
}

/// Runs a test in a separate process, and fails if it fails.
#[track_caller]
pub(crate) fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    // A misspelled name would run no test and succeed.
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && stdout.contains("1 passed"), "{stdout}\n{errors}");
    stdout
}

/// Runs a test as the user 65534 (nobody) in a separate process if this process runs as root,
/// because root can read every file. Returns `true` if the test ran there. If it fails there, it
/// fails here.
#[cfg(unix)]
#[track_caller]
pub(crate) fn ran_as_nobody(test: &str) -> bool {
    use std::fs;
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;

    // A new file belongs to the current user.
    if tempfile::tempfile().unwrap().metadata().unwrap().uid() != 0 {
        return false;
    }
    // Other users may have no access to the build directory.
    let dir = tempfile::tempdir().unwrap();
    fs::set_permissions(dir.path(), PermissionsExt::from_mode(0o755)).unwrap();
    let program = dir.path().join("test");
    fs::copy(env::current_exe().unwrap(), &program).unwrap();
    let mut command = Command::new(program);
    run(command.args(["--exact", test]).current_dir("/").uid(65534).gid(65534));
    true
}
