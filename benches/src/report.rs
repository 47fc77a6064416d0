//! Writes `BENCHMARKS.md`.

mod machine;
mod programs;
mod targets;

use std::collections::HashMap;
use std::fmt::{self, Write};
use std::fs;

use fluent_status_benches::comparison::Comparison;
use fluent_status_benches::rounds::Outcome;

/// Bytes by the name of a value.
pub type Memory = HashMap<String, f64>;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../BENCHMARKS.md");

/// All results.
pub struct Report {
    pub chapters: Vec<(&'static str, &'static str, Vec<Row>)>,
    pub memory: Memory,
    pub threads: Outcome,
    pub threads_reference: Outcome,
    pub starts: Outcome,
    pub sizes: [u64; 3],
    pub crates: [usize; 2],
    pub builds: Outcome,
}

/// The result of a comparison.
pub struct Row {
    work: String,
    reference: String,
    outcome: Outcome,
    target: Option<f64>,
    max_allocations: Option<f64>,
    reason: String,
    allocations: Pair,
    instructions: Pair,
}

/// Numbers per call: ours and the reference.
type Pair = Option<(f64, f64)>;

impl Row {
    pub fn new(comparison: Comparison, outcome: Outcome) -> Self {
        Self {
            work: comparison.work,
            reference: comparison.reference.to_owned(),
            outcome,
            target: comparison.target,
            max_allocations: comparison.max_allocations,
            reason: comparison.reason.to_owned(),
            allocations: None,
            instructions: None,
        }
    }

    pub fn with_counts(self, allocations: Pair, instructions: Pair) -> Self {
        Self { allocations, instructions, ..self }
    }
}

/// Formats a row of a table.
impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Outcome { ours, theirs, .. } = self.outcome;
        let pair = |pair: Pair| {
            pair.map_or("–".to_owned(), |(ours, theirs)| {
                format!("{} : {}", count(ours), count(theirs))
            })
        };
        write!(
            f,
            "| {} | {} | {} | {} : {} | {} | {} |",
            self.work,
            self.reference,
            spread(&self.outcome),
            time(ours),
            time(theirs),
            pair(self.allocations),
            pair(self.instructions),
        )
    }
}

const HEAD: &str = "\
| work | reference | ratio (middle half) | time | allocations | instructions |
|---|---|---|---|---|---|
";

impl Report {
    /// Replaces the file.
    pub fn write(&self) {
        let mut page = String::new();
        page += INTRODUCTION;
        page += &self.targets();
        page += "\n## How to read the tables\n\n";
        page += METHOD;
        page += &machine::describe();
        for (title, about, rows) in &self.chapters {
            let _ = write!(page, "\n## {title}\n\n{about}\n\n{HEAD}");
            for row in rows {
                let _ = writeln!(page, "{row}");
            }
        }
        page += &self.programs();
        page += &self.large_services();
        fs::write(FILE, page).expect("BENCHMARKS.md");
    }
}

const INTRODUCTION: &str = "\
# Benchmarks

The cost of this crate, compared with the crates that an application would use instead. One command
measures everything and writes this page:

```sh
cargo run --release --manifest-path benches/Cargo.toml
```

A ratio is the time of this crate divided by the time of the reference in the same run. A ratio below
1 is faster than the reference.
";

const METHOD: &str = "\
Both sides of a row do the same work. If both return text or a page, the program stops unless the
results are equal, except where a chapter names the difference. The sides take turns for 101 rounds
of about 2 ms each. The ratio is the median of the rounds, with the middle half in parentheses.
Arguments are created before the time is taken, and dropping the result is included. In the last
three columns, the first number is ours. A second program counts allocations. `callgrind` counts
instructions, which do not depend on other load of the machine.

";

fn ratio(ratio: f64) -> String {
    if ratio < 0.1 { format!("{ratio:.3}") } else { format!("{ratio:.2}") }
}

fn spread(outcome: &Outcome) -> String {
    let (low, high) = outcome.spread;
    format!("**{}** ({} to {})", ratio(outcome.ratio), ratio(low), ratio(high))
}

fn time(nanoseconds: f64) -> String {
    match nanoseconds {
        ns if ns < 1e3 => format!("{ns:.1} ns"),
        ns if ns < 1e6 => format!("{:.1} µs", ns / 1e3),
        ns => format!("{:.1} ms", ns / 1e6),
    }
}

/// Formats a number with about three digits.
fn count(number: f64) -> String {
    match number {
        n if n >= 1e6 => format!("{:.1} M", n / 1e6),
        n if n >= 1e4 => format!("{:.0} k", n / 1e3),
        n if n >= 100.0 || n.fract().abs() < 0.05 => format!("{n:.0}"),
        n => format!("{n:.1}"),
    }
}
