//! Tests in a process of their own: for what is set for a process as a whole, and for what another
//! one is to do.

use std::env;
use std::process::Command;

/// What a process is started for, in its environment.
const PART: &str = "PART_OF_TEST";

/// The part of a test that this process was started for.
pub(crate) fn part() -> Option<String> {
    env::var(PART).ok()
}

/// A process that runs this test of this file again, with [`part`] telling it what it is there for.
pub(crate) fn again(test: &str, part: &str) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", test, "--include-ignored", "--nocapture"]).env(PART, part);
    command
}

/// Runs a test in a process of its own, and fails if it does.
#[track_caller]
pub(crate) fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    // A name that is misspelled runs no test, and nothing fails.
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && told.contains("1 passed"), "{told}\n{errors}");
    told
}

/// Runs a test as a user who is not root: root may read everything, and would see nothing of what
/// the test is about. Whether that was necessary. If it was, the test runs in a process of its own
/// as the user 65534, nobody, and its failure there is a failure here.
#[cfg(unix)]
#[track_caller]
pub(crate) fn ran_as_nobody(test: &str) -> bool {
    use std::fs;
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;

    // What one makes oneself belongs to who one is.
    if tempfile::tempfile().unwrap().metadata().unwrap().uid() != 0 {
        return false;
    }
    // Nobody may look into the folder that the tests are built in, perhaps.
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o755)).unwrap();
    let program = folder.path().join("test");
    fs::copy(env::current_exe().unwrap(), &program).unwrap();
    let mut command = Command::new(program);
    run(command.args(["--exact", test]).current_dir("/").uid(65534).gid(65534));
    true
}
