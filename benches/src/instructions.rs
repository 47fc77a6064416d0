//! Instructions a call, counted by `callgrind`: they do not depend on what else the machine does.
//!
//! One run of this program under it goes through all the contests. Counting is switched on for
//! one function alone, and what was counted is written to a file of its
//! own each time that is left.

use std::process::Command;
use std::{env, fs};

use crate::chapters::Chapter;
use crate::contest::COUNTED;

/// The argument that has the program run [`passes`].
pub const ARGUMENT: &str = "passes";

/// Runs one pass of each side of each contest.
pub fn passes(chapters: Vec<Chapter>) {
    for mut contest in chapters.into_iter().flat_map(|chapter| chapter.contests) {
        for side in [&mut contest.ours, &mut contest.theirs] {
            let (calls, ()) = side.one_pass(|run| run());
            println!("{calls}");
        }
    }
}

/// Instructions a call, for each side of each contest. `None` where there is no `valgrind`.
pub fn count() -> Option<Vec<f64>> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let files = folder.path().join("counts");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--quiet"])
        .arg(format!("--toggle-collect={COUNTED}"))
        .arg(format!("--dump-after={COUNTED}"))
        .arg(format!("--callgrind-out-file={}", files.display()))
        .arg(env::current_exe().expect("this program"))
        .arg(ARGUMENT)
        .output()
        .ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let calls = String::from_utf8(output.stdout).expect("numbers");
    let count = |(place, calls): (usize, &str)| {
        let counts = fs::read_to_string(files.with_extension((place + 1).to_string())).ok()?;
        let total = counts.lines().find_map(|line| line.strip_prefix("totals: "))?;
        Some(total.parse::<f64>().ok()? / calls.parse::<f64>().ok()?)
    };
    calls.lines().enumerate().map(count).collect()
}
