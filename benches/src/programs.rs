//! Whole programs: how they start, how large they are, what building them takes.

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

/// The packages in `programs`.
const EMPTY: &str = "empty";
const OURS: &str = "ours";
const FLUENT: &str = "fluent-by-hand";

/// The program that counts allocations: its path.
pub fn allocations() -> PathBuf {
    let target = env::current_exe().expect("this program");
    let target = target.parent().and_then(Path::parent).expect("a target folder");
    cargo(&["build", "--release", "--bin", "allocations"], target);
    target.join("release/allocations")
}

/// Milliseconds from starting a process to its end: of one that prints a description, and of one
/// that does nothing.
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

/// The size of a stripped binary, in bytes: with this crate, with `fluent-bundle`, and with
/// neither.
pub fn sizes() -> [u64; 3] {
    [OURS, FLUENT, EMPTY].map(|package| fs::metadata(shipped(package)).expect("a program").len())
}

fn shipped(package: &str) -> PathBuf {
    let target = env::temp_dir().join("fluent-status-benches");
    cargo(&["build", "--profile", "shipped", "--package", package], &target);
    target.join("shipped").join(package)
}

/// Seconds of the processor for a build from nothing, in the profile for development.
pub fn builds() -> Outcome {
    take_turns(BUILDS, || build(OURS), || build(FLUENT))
}

fn build(package: &str) -> f64 {
    let target = tempfile::tempdir().expect("a temporary folder");
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

/// What the processes that were waited for have taken of the processor.
fn spent() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("the usage");
    [usage.user_time(), usage.system_time()].map(duration).into_iter().sum()
}

fn duration(time: TimeVal) -> Duration {
    Duration::from_micros(time.tv_sec() as u64 * 1_000_000 + time.tv_usec() as u64)
}
