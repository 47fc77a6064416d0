//! Instructions per call, counted by `callgrind`. They do not depend on other load of the machine.
//!
//! This program runs all comparisons once under `callgrind`, which counts in one function only. It
//! writes a file each time that the function returns.

use std::process::Command;
use std::{env, fs};

use crate::chapters::Chapter;
use crate::comparison::COUNTED;

/// The argument for which the program calls [`passes`].
pub const ARGUMENT: &str = "passes";

/// Runs one pass of each side of each comparison.
pub fn passes(chapters: Vec<Chapter>) {
    for mut comparison in chapters.into_iter().flat_map(|chapter| chapter.comparisons) {
        for side in [&mut comparison.ours, &mut comparison.theirs] {
            let (calls, ()) = side.one_pass(|run| run());
            println!("{calls}");
        }
    }
}

/// Returns instructions per call for each side of each comparison, or `None` without `valgrind`.
pub fn count() -> Option<Vec<f64>> {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let files = directory.path().join("counts");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--quiet"])
        .arg(format!("--toggle-collect={COUNTED}"))
        .arg(format!("--dump-after={COUNTED}"))
        .arg(format!("--callgrind-out-file={}", files.display()))
        .arg(env::current_exe().expect("the path of this program"))
        .arg(ARGUMENT)
        .output()
        .ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let calls = String::from_utf8(output.stdout).expect("numbers");
    let count = |(index, calls): (usize, &str)| {
        let counts = fs::read_to_string(files.with_extension((index + 1).to_string())).ok()?;
        let total = counts.lines().find_map(|line| line.strip_prefix("totals: "))?;
        Some(total.parse::<f64>().ok()? / calls.parse::<f64>().ok()?)
    };
    calls.lines().enumerate().map(count).collect()
}
