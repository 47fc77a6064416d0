//! `BENCHMARKS.md`.

mod machine;
mod whole;

use std::collections::HashMap;
use std::fmt::{self, Write};
use std::fs;

use fluent_status_benches::contest::{Allocations, Contest, Target};
use fluent_status_benches::rounds::Outcome;

/// Bytes that are kept, by name.
pub type Kept = HashMap<String, f64>;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../BENCHMARKS.md");

/// All that was measured.
pub struct Report {
    pub chapters: Vec<(&'static str, &'static str, Vec<Row>)>,
    pub kept: Kept,
    pub threads: Outcome,
    pub threads_of_reference: Outcome,
    pub starts: Outcome,
    pub sizes: [u64; 3],
    pub builds: Outcome,
}

/// What a contest came to.
pub struct Row {
    work: String,
    reference: String,
    outcome: Outcome,
    target: Option<Target>,
    allowed: Option<Allocations>,
    why: String,
    allocations: Pair,
    instructions: Pair,
}

/// Of ours and of the reference, a call.
type Pair = Option<(f64, f64)>;

impl Row {
    pub fn new(contest: Contest, outcome: Outcome) -> Self {
        Self {
            work: contest.work,
            reference: contest.reference.to_owned(),
            outcome,
            target: contest.target,
            allowed: contest.allocations,
            why: contest.why.to_owned(),
            allocations: None,
            instructions: None,
        }
    }

    pub fn with_counts(self, allocations: Pair, instructions: Pair) -> Self {
        Self { allocations, instructions, ..self }
    }

    /// Whether the target is met. `None` where there is none.
    fn is_met(&self) -> Option<bool> {
        let is_quick = match self.target? {
            Target::Ratio(most) => self.outcome.ratio <= most,
            Target::Nanoseconds(most) => self.outcome.ours <= most,
        };
        let (ours, theirs) = self.allocations.unwrap_or_default();
        let is_frugal = match self.allowed {
            None => true,
            Some(Allocations::AtMost(most)) => ours <= most,
            Some(Allocations::AtMostMore(most)) => ours - theirs <= most,
        };
        Some(is_quick && is_frugal)
    }

    fn target(&self) -> String {
        let allocations = match self.allowed {
            None => String::new(),
            Some(Allocations::AtMost(most)) => format!(", {most} allocations"),
            Some(Allocations::AtMostMore(most)) => format!(", {most} more allocations"),
        };
        match self.target {
            None => String::new(),
            Some(Target::Ratio(most)) => format!("{}{allocations}", ratio(most)),
            Some(Target::Nanoseconds(most)) => format!("{most} ns{allocations}"),
        }
    }
}

/// As a row of a table.
impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Outcome { ours, theirs, .. } = self.outcome;
        let target = match self.is_met() {
            None => String::new(),
            Some(true) => format!("{}: met", self.target()),
            Some(false) => format!("{}: **missed**", self.target()),
        };
        let pair = |pair: Pair| {
            pair.map_or("–".to_owned(), |(ours, theirs)| {
                format!("{} : {}", count(ours), count(theirs))
            })
        };
        write!(
            f,
            "| {} | {} | {} | {target} | {} : {} | {} | {} |",
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
| work | reference | ratio (middle half) | target | time | allocations | instructions |
|---|---|---|---|---|---|---|
";

impl Report {
    /// Writes it over the one before.
    pub fn write(&self) {
        let mut page = String::new();
        page += INTRODUCTION;
        page += &machine::describe();
        page += METHOD;
        page += &self.summary();
        for (title, about, rows) in &self.chapters {
            let _ = write!(page, "\n## {title}\n\n{about}\n\n{HEAD}");
            for row in rows {
                let _ = writeln!(page, "{row}");
            }
        }
        page += &self.whole_programs();
        page += &self.scale();
        fs::write(FILE, page).expect("BENCHMARKS.md");
    }
}

const INTRODUCTION: &str = "\
# Benchmarks

What this crate costs, beside the crates that one would use in its place. One command measures it
all and writes this page:

```sh
cargo run --release --manifest-path benches/Cargo.toml
```

Read the ratios: the time of this crate divided by that of the reference in the same run, so below 1
is faster than the reference. Times alone are those of one machine on one day.

";

const METHOD: &str = "
**Method.** The two sides of a row do the same work; where both end in words or a page, the program
stops unless these are the same, save where a chapter says so. They take turns for 101 rounds of
about 2 ms each; each round gives a ratio, the median of which is reported, with the middle half of
all of them in brackets. What a call is given is made before the time is taken; what it returns
stays where it was written, and is dropped within it. Allocations are counted by another program, so
that no allocator that counts slows a side that allocates. Instructions are counted by `callgrind`,
and do not depend on what else the machine does. In the three last columns ours is the first number.
Targets were set before the work began; a row without one is there for comparison.
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

/// To three digits or so.
fn count(number: f64) -> String {
    match number {
        n if n >= 1e6 => format!("{:.1} M", n / 1e6),
        n if n >= 1e4 => format!("{:.0} k", n / 1e3),
        n if n >= 100.0 || n.fract().abs() < 0.05 => format!("{n:.0}"),
        n => format!("{n:.1}"),
    }
}
