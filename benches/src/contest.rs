//! Two ways to do the same work.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// A row of the tables: the work, and the two sides that do it.
pub struct Contest {
    pub work: String,
    pub ours: Side,
    pub reference: &'static str,
    pub theirs: Side,
    pub target: Option<Target>,
    /// How many allocations a call of ours may make.
    pub allocations: Option<Allocations>,
    /// Where the target is missed: why.
    pub why: &'static str,
}

/// What our side is meant to reach.
#[derive(Clone, Copy)]
pub enum Target {
    /// At most so many times the time of the reference.
    Ratio(f64),
    /// At most so much.
    Nanoseconds(f64),
}

#[derive(Clone, Copy)]
pub enum Allocations {
    AtMost(f64),
    /// Than the reference makes.
    AtMostMore(f64),
}

impl Contest {
    pub fn new(work: impl Into<String>, ours: Side, reference: &'static str, theirs: Side) -> Self {
        let work = work.into();
        Self { work, ours, reference, theirs, target: None, allocations: None, why: "" }
    }

    /// Sets the ratio that is to be reached.
    pub fn at_most(self, ratio: f64) -> Self {
        Self { target: Some(Target::Ratio(ratio)), ..self }
    }

    /// Sets the time that is to be reached.
    pub fn within(self, nanoseconds: f64) -> Self {
        Self { target: Some(Target::Nanoseconds(nanoseconds)), ..self }
    }

    pub fn allocating(self, allocations: Allocations) -> Self {
        Self { allocations: Some(allocations), ..self }
    }

    /// Says why a target is missed.
    pub fn because(self, why: &'static str) -> Self {
        Self { why, ..self }
    }
}

/// One side of a contest: a pass over some inputs, which are made before it is timed.
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
            // Not by value: a move of what was just written, in wider pieces, would wait for it.
            let result = (self.work)(black_box(input));
            black_box(&result);
        }
    }
}

/// Calls `work` with each of the inputs that `make` makes for a pass. What a call returns is
/// dropped within its time.
pub fn side<I: 'static, T>(
    make: impl Fn() -> Vec<I> + 'static,
    work: impl FnMut(I) -> T + 'static,
) -> Side {
    Side(Box::new(Calls { inputs: Vec::new(), make, work }))
}

/// Calls `work` again and again.
pub fn repeat<T>(mut work: impl FnMut() -> T + 'static) -> Side {
    side(|| vec![(); 500], move |()| work())
}

impl Side {
    /// Nanoseconds for a call, over so many passes.
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

    /// How many passes take about so long.
    pub fn passes_in(&mut self, time: Duration) -> u32 {
        let calls = self.0.prepare() as f64;
        (time.as_nanos() as f64 / (self.time(1) * calls).max(1.0)).ceil() as u32
    }

    /// Calls `measure` with a pass to run, when all that is made once has been made.
    pub fn one_pass<R>(&mut self, measure: impl FnOnce(&mut dyn FnMut()) -> R) -> (usize, R) {
        self.time(1);
        let calls = self.0.prepare();
        let result = measure(&mut || counted(&mut *self.0));
        (calls, result)
    }
}

/// The name of [`counted`], as `callgrind` has it.
pub const COUNTED: &str = concat!(module_path!(), "::counted");

/// What `callgrind` is told to count: see [`instructions`](crate::instructions).
#[inline(never)]
fn counted(pass: &mut dyn Pass) {
    pass.run();
    // Else a jump to it is the end of this function.
    black_box(pass);
}
