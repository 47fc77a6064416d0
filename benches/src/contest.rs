//! Two ways to do the same work, timed in turn.
//!
//! A machine that is shared gets faster and slower while it runs, so single times say little. The
//! two sides take turns, round by round, and each round gives a ratio; the median of the ratios
//! and their middle half are what is reported.

use std::hint::black_box;
use std::time::{Duration, Instant};

const ROUNDS: usize = 101;
const ROUND: Duration = Duration::from_millis(2);

/// One side of a contest: what it is called, and one pass over its work.
pub struct Side<'a> {
    name: &'a str,
    calls: u32,
    pass: Box<dyn FnMut() + 'a>,
}

/// Calls `work` for each of the inputs in a pass.
pub fn side<'a, I: Copy, T>(
    name: &'a str,
    inputs: &'a [I],
    work: impl Fn(I) -> T + 'a,
) -> Side<'a> {
    let pass = move || {
        for &input in inputs {
            black_box(work(black_box(input)));
        }
    };
    Side { name, calls: inputs.len() as u32, pass: Box::new(pass) }
}

impl Side<'_> {
    /// Nanoseconds for a call, over so many passes.
    fn time(&mut self, passes: u32) -> f64 {
        let start = Instant::now();
        for _ in 0..passes {
            (self.pass)();
        }
        start.elapsed().as_nanos() as f64 / f64::from(passes * self.calls)
    }

    fn passes_in_a_round(&mut self) -> u32 {
        let pass = self.time(1) * f64::from(self.calls);
        (ROUND.as_nanos() as f64 / pass.max(1.0)).ceil() as u32
    }

    fn allocations(&mut self) -> f64 {
        let counted = allocation_counter::measure(|| (self.pass)()).count_total;
        counted as f64 / f64::from(self.calls)
    }
}

/// Prints one line: the times, their ratio, the allocations.
pub fn contest(work: &str, mut ours: Side<'_>, mut theirs: Side<'_>) {
    let (our_passes, their_passes) = (ours.passes_in_a_round(), theirs.passes_in_a_round());
    let mut rounds: Vec<(f64, f64)> =
        (0..ROUNDS).map(|_| (ours.time(our_passes), theirs.time(their_passes))).collect();
    let mut ratios: Vec<f64> = rounds.iter().map(|(ours, theirs)| ours / theirs).collect();
    ratios.sort_by(f64::total_cmp);
    rounds.sort_by(|a, b| a.0.total_cmp(&b.0));
    let our_median = rounds[ROUNDS / 2].0;
    rounds.sort_by(|a, b| a.1.total_cmp(&b.1));
    let their_median = rounds[ROUNDS / 2].1;
    let (our_allocations, their_allocations) = (ours.allocations(), theirs.allocations());
    println!(
        "| {work} | {our_median:.1} ns | {} {their_median:.1} ns | **{:.2}** ({:.2} to {:.2}) | {} | {} |",
        theirs.name,
        ratios[ROUNDS / 2],
        ratios[ROUNDS / 4],
        ratios[3 * ROUNDS / 4],
        our_allocations,
        their_allocations,
    );
}
