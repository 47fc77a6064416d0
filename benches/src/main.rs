//! Measures the crate beside its peers, and writes `BENCHMARKS.md`.
//!
//! ```sh
//! cargo run --release --manifest-path benches/Cargo.toml
//! ```
//!
//! With words after `--` it only times the contests that have one of them in their name or in that
//! of their chapter, and prints them.

mod report;

use std::env;
use std::process::Command;

use fluent_status_benches::chapters::{self, Chapter};
use fluent_status_benches::{instructions, memory, programs, rounds, threads};

use report::{Kept, Report, Row};

fn main() {
    let words: Vec<String> = env::args().skip(1).collect();
    match &words[..] {
        [] => measure_all(),
        [word] if word == instructions::ARGUMENT => instructions::passes(chapters::all()),
        words => print_some(words),
    }
}

fn measure_all() {
    let (counts, kept) = allocations();
    let instructions = instructions::count();
    let mut counts = counts.into_iter();
    let mut instructions = instructions.map(Vec::into_iter);
    let mut pair = |from: &mut std::vec::IntoIter<f64>| Some((from.next()?, from.next()?));
    let mut chapters = Vec::new();
    for Chapter { title, about, contests } in chapters::all() {
        eprintln!("{title}");
        let rows = contests.into_iter().map(|mut contest| {
            let outcome = rounds::time(&mut contest);
            let allocations = pair(&mut counts);
            let instructions = instructions.as_mut().and_then(&mut pair);
            Row::new(contest, outcome).with_counts(allocations, instructions)
        });
        chapters.push((title, about, rows.collect()));
    }
    eprintln!("threads, programs, builds");
    let report = Report {
        chapters,
        kept,
        threads: threads::descriptions(),
        threads_of_reference: threads::canonical_reasons(),
        starts: programs::starts(),
        sizes: programs::sizes(),
        builds: programs::builds(),
    };
    report.write();
}

/// The allocations of a call for each side of each contest, and what is kept in memory.
fn allocations() -> (Vec<f64>, Kept) {
    let output = Command::new(programs::allocations()).output().expect("the other program");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let output = String::from_utf8(output.stdout).expect("numbers");
    let mut numbers: Vec<f64> =
        output.lines().map(|line| line.parse().expect("a number")).collect();
    let names = memory::names();
    let kept = numbers.split_off(numbers.len() - names.len());
    (numbers, names.into_iter().zip(kept).collect())
}

fn print_some(words: &[String]) {
    for Chapter { title, contests, .. } in chapters::all() {
        for mut contest in contests {
            if words.iter().any(|word| title.contains(word) || contest.work.contains(word)) {
                let outcome = rounds::time(&mut contest);
                println!("{}", Row::new(contest, outcome));
            }
        }
    }
}
