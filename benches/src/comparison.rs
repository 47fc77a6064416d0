//! Two implementations of the same work.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// A row of the tables.
pub struct Comparison {
    pub work: String,
    pub ours: Side,
    pub reference: &'static str,
    pub theirs: Side,
    /// The maximum ratio.
    pub target: Option<f64>,
    /// The maximum number of our allocations in a call.
    pub max_allocations: Option<f64>,
    /// The reason if the target is missed.
    pub reason: &'static str,
}

impl Comparison {
    pub fn new(work: impl Into<String>, ours: Side, reference: &'static str, theirs: Side) -> Self {
        let work = work.into();
        Self { work, ours, reference, theirs, target: None, max_allocations: None, reason: "" }
    }

    /// Sets the maximum ratio.
    pub fn at_most(self, ratio: f64) -> Self {
        Self { target: Some(ratio), ..self }
    }

    pub fn without_allocation(self) -> Self {
        Self { max_allocations: Some(0.0), ..self }
    }

    /// Sets the reason that the report contains if the target is missed.
    pub fn reason(self, reason: &'static str) -> Self {
        Self { reason, ..self }
    }
}

/// One implementation: a pass over some inputs, which are created before it is timed.
pub struct Side(Box<dyn Pass>);

trait Pass {
    fn prepare(&mut self) -> usize;
    fn run(&mut self);
}

struct Calls<I, M, W> {
    inputs: Vec<I>,
    make: M,
    work: W,
}

impl<I, T, M: Fn() -> Vec<I>, W: FnMut(I) -> T> Pass for Calls<I, M, W> {
    fn prepare(&mut self) -> usize {
        self.inputs = (self.make)();
        self.inputs.len()
    }

    fn run(&mut self) {
        for input in self.inputs.drain(..) {
            // By reference, because moving the result would be part of the measured time.
            let result = (self.work)(black_box(input));
            black_box(&result);
        }
    }
}

/// Returns a side that calls `work` with each input of a pass. Dropping the result is part of the
/// measured time.
pub fn side<I: 'static, T>(
    make: impl Fn() -> Vec<I> + 'static,
    work: impl FnMut(I) -> T + 'static,
) -> Side {
    Side(Box::new(Calls { inputs: Vec::new(), make, work }))
}

/// Returns a side that repeats `work`.
pub fn repeat<T>(mut work: impl FnMut() -> T + 'static) -> Side {
    side(|| vec![(); 500], move |()| work())
}

impl Side {
    /// Returns nanoseconds per call over a number of passes.
    pub fn time(&mut self, passes: u32) -> f64 {
        let (mut spent, mut calls) = (Duration::ZERO, 0);
        for _ in 0..passes {
            calls += self.0.prepare();
            let start = Instant::now();
            self.0.run();
            spent += start.elapsed();
        }
        spent.as_nanos() as f64 / calls as f64
    }

    /// Returns the number of passes that take about `time`.
    pub fn passes_in(&mut self, time: Duration) -> u32 {
        let calls = self.0.prepare() as f64;
        (time.as_nanos() as f64 / (self.time(1) * calls).max(1.0)).ceil() as u32
    }

    /// Calls `measure` with a pass to run, after a first pass has initialized lazy values.
    pub fn one_pass<R>(&mut self, measure: impl FnOnce(&mut dyn FnMut()) -> R) -> (usize, R) {
        self.time(1);
        let calls = self.0.prepare();
        let result = measure(&mut || counted(&mut *self.0));
        (calls, result)
    }
}

/// The name of [`counted`] for `callgrind`.
pub const COUNTED: &str = concat!(module_path!(), "::counted");

/// The function in which `callgrind` counts: see [`instructions`](crate::instructions).
#[inline(never)]
fn counted(pass: &mut dyn Pass) {
    pass.run();
    // Prevents a tail call, which would end this function too early.
    black_box(pass);
}
