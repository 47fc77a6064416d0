//! Fair times on a machine that is shared.
//!
//! Such a machine gets faster and slower while it runs, so single times say little. The two sides
//! take turns, round by round, and each round gives a ratio; the median of the ratios and their
//! middle half are what is reported.

use std::time::Duration;

use crate::contest::Contest;

const ROUNDS: usize = 101;
const ROUND: Duration = Duration::from_millis(2);

/// What some rounds came to, in nanoseconds a call or any other unit.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    pub ours: f64,
    pub theirs: f64,
    pub ratio: f64,
    /// The middle half of the ratios.
    pub spread: (f64, f64),
}

/// Has the two sides take turns.
pub fn take_turns(
    rounds: usize,
    mut ours: impl FnMut() -> f64,
    mut theirs: impl FnMut() -> f64,
) -> Outcome {
    let pair = |round: usize| {
        // Neither is always the first.
        if round.is_multiple_of(2) {
            let ours = ours();
            (ours, theirs())
        } else {
            let theirs = theirs();
            (ours(), theirs)
        }
    };
    let pairs: Vec<(f64, f64)> = (0..rounds).map(pair).collect();
    let sorted = |of: fn(&(f64, f64)) -> f64| {
        let mut numbers: Vec<f64> = pairs.iter().map(of).collect();
        numbers.sort_by(f64::total_cmp);
        numbers
    };
    let ratios = sorted(|(ours, theirs)| ours / theirs);
    Outcome {
        ours: sorted(|pair| pair.0)[rounds / 2],
        theirs: sorted(|pair| pair.1)[rounds / 2],
        ratio: ratios[rounds / 2],
        spread: (ratios[rounds / 4], ratios[3 * rounds / 4]),
    }
}

/// Times a contest.
pub fn time(contest: &mut Contest) -> Outcome {
    let (ours, theirs) = (&mut contest.ours, &mut contest.theirs);
    let (our_passes, their_passes) = (ours.passes_in(ROUND), theirs.passes_in(ROUND));
    take_turns(ROUNDS, || ours.time(our_passes), || theirs.time(their_passes))
}
