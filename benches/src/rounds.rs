//! Comparable times on a shared machine.
//!
//! The speed of such a machine changes, so a single time has little meaning. The two sides take
//! turns. Each round results in a ratio, and the report contains the median of the ratios and their
//! middle half.

use std::time::Duration;

use crate::comparison::Comparison;

const ROUNDS: usize = 101;
const ROUND: Duration = Duration::from_millis(2);

/// The result of some rounds, in nanoseconds per call or another unit.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    pub ours: f64,
    pub theirs: f64,
    pub ratio: f64,
    /// The middle half of the ratios.
    pub spread: (f64, f64),
}

/// Measures two sides in turn.
pub fn take_turns(
    rounds: usize,
    mut ours: impl FnMut() -> f64,
    mut theirs: impl FnMut() -> f64,
) -> Outcome {
    let pair = |round: usize| {
        // The sides alternate in going first.
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

/// Measures the time of both sides of a comparison.
pub fn time(comparison: &mut Comparison) -> Outcome {
    let (ours, theirs) = (&mut comparison.ours, &mut comparison.theirs);
    let (our_passes, their_passes) = (ours.passes_in(ROUND), theirs.passes_in(ROUND));
    take_turns(ROUNDS, || ours.time(our_passes), || theirs.time(their_passes))
}
