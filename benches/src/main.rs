//! Compares the crate with its peers, and writes `BENCHMARKS.md`.
//!
//! ```sh
//! cargo run --release --manifest-path benches/Cargo.toml
//! ```
//!
//! With words after `--`, only measures and prints the times of matching comparisons. A word
//! matches if the work or the title of the chapter contains it.

mod report;

use std::env;
use std::process::Command;

use fluent_status_benches::chapters::{self, Chapter};
use fluent_status_benches::{instructions, memory, programs, rounds, threads};

use report::{Memory, Report, Row};

fn main() {
    let words: Vec<String> = env::args().skip(1).collect();
    match &words[..] {
        [] => measure_all(),
        [word] if word == instructions::ARGUMENT => instructions::passes(chapters::all()),
        words => print_matching(words),
    }
}

fn measure_all() {
    let (counts, memory) = allocations();
    let instructions = instructions::count();
    let mut counts = counts.into_iter();
    let mut instructions = instructions.map(Vec::into_iter);
    let mut pair = |from: &mut std::vec::IntoIter<f64>| Some((from.next()?, from.next()?));
    let mut chapters = Vec::new();
    for Chapter { title, about, comparisons } in chapters::all() {
        eprintln!("{title}");
        let rows = comparisons.into_iter().map(|mut comparison| {
            let outcome = rounds::time(&mut comparison);
            let allocations = pair(&mut counts);
            let instructions = instructions.as_mut().and_then(&mut pair);
            Row::new(comparison, outcome).with_counts(allocations, instructions)
        });
        chapters.push((title, about, rows.collect()));
    }
    eprintln!("threads, programs, builds");
    let report = Report {
        chapters,
        memory,
        threads: threads::descriptions(),
        threads_reference: threads::canonical_reasons(),
        starts: programs::starts(),
        sizes: programs::sizes(),
        crates: programs::crates(),
        builds: programs::builds(),
    };
    report.write();
}

/// Returns the allocations per call for each side of each comparison, and the memory of values.
fn allocations() -> (Vec<f64>, Memory) {
    let output = Command::new(programs::allocations()).output().expect("the output");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let output = String::from_utf8(output.stdout).expect("numbers");
    let mut numbers: Vec<f64> =
        output.lines().map(|line| line.parse().expect("a number")).collect();
    let names = memory::names();
    let bytes = numbers.split_off(numbers.len() - names.len());
    (numbers, names.into_iter().zip(bytes).collect())
}

fn print_matching(words: &[String]) {
    for Chapter { title, comparisons, .. } in chapters::all() {
        for mut comparison in comparisons {
            if words.iter().any(|word| title.contains(word) || comparison.work.contains(word)) {
                let outcome = rounds::time(&mut comparison);
                println!("{}", Row::new(comparison, outcome));
            }
        }
    }
}
