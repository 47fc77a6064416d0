//! Programs of a few lines: crates, build time, size and start.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeVal;

use crate::rounds::{Outcome, take_turns};

const MANIFEST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
const STARTS: usize = 301;
const BUILDS: usize = 3;

// The packages in `programs`.
const EMPTY: &str = "empty";
const OURS: &str = "ours";
const FLUENT: &str = "fluent-by-hand";

/// Builds the program that counts allocations, and returns its path.
pub fn allocations() -> PathBuf {
    let target = env::current_exe().expect("the path of this program");
    let target = target.parent().and_then(Path::parent).expect("a target directory");
    cargo(&["build", "--release", "--bin", "allocations"], target);
    target.join("release/allocations")
}

/// Measures a process from start to end in milliseconds: one that prints a description, and an empty
/// one.
pub fn starts() -> Outcome {
    let [ours, empty] = [OURS, EMPTY].map(shipped);
    let start = |program: &Path| {
        let before = Instant::now();
        let status = Command::new(program).stdout(Stdio::null()).status().expect("a program");
        assert!(status.success());
        before.elapsed().as_secs_f64() * 1e3
    };
    take_turns(STARTS, || start(&ours), || start(&empty))
}

/// Returns the sizes of stripped binaries in bytes: with this crate, with `fluent-bundle`, and of an
/// empty program.
pub fn sizes() -> [u64; 3] {
    [OURS, FLUENT, EMPTY].map(|package| fs::metadata(shipped(package)).expect("a program").len())
}

/// Returns the number of crates in the dependency trees: with this crate, and with `fluent-bundle`.
pub fn crates() -> [usize; 2] {
    [OURS, FLUENT].map(|package| {
        let output = Command::new(env!("CARGO"))
            .args(["tree", "--quiet", "--locked", "--manifest-path", MANIFEST])
            .args(["--edges", "normal", "--prefix", "none", "--package", package])
            .output()
            .expect("the dependency tree");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let tree = String::from_utf8(output.stdout).expect("names of crates");
        let crates: HashSet<&str> =
            tree.lines().map(|line| line.trim_end_matches(" (*)")).collect();
        // Without the program itself.
        crates.len() - 1
    })
}

fn shipped(package: &str) -> PathBuf {
    let target = env::temp_dir().join("fluent-status-benches");
    cargo(&["build", "--profile", "shipped", "--package", package], &target);
    target.join("shipped").join(package)
}

/// Measures a clean build with the `dev` profile in seconds of processor time.
pub fn builds() -> Outcome {
    take_turns(BUILDS, || build(OURS), || build(FLUENT))
}

fn build(package: &str) -> f64 {
    let target = tempfile::tempdir().expect("a temporary directory");
    let before = spent();
    cargo(&["build", "--package", package], target.path());
    (spent() - before).as_secs_f64()
}

fn cargo(arguments: &[&str], target: &Path) {
    let status = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--quiet", "--locked", "--manifest-path", MANIFEST, "--target-dir"])
        .arg(target)
        .status();
    assert!(status.is_ok_and(|status| status.success()), "cargo {arguments:?} failed");
}

/// Returns the processor time of all child processes that have ended.
fn spent() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("the resource usage");
    [usage.user_time(), usage.system_time()].map(duration).into_iter().sum()
}

fn duration(time: TimeVal) -> Duration {
    Duration::from_micros(time.tv_sec() as u64 * 1_000_000 + time.tv_usec() as u64)
}
