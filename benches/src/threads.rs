//! Lookups from two threads at once.

use std::hint::black_box;
use std::sync::Barrier;
use std::thread;
use std::time::Duration;

use fluent_status::{Catalog, StatusCode};
use nix::time::{ClockId, clock_gettime};

use crate::fixtures::mixed_codes;
use crate::rounds::{Outcome, take_turns};

const ROUNDS: usize = 51;
const PASSES: usize = 20;

/// Compares descriptions from two threads at once with descriptions from one thread.
///
/// Measures the processor time of each thread, which does not depend on other load of the machine.
/// A lock or shared writable memory would still increase it.
pub fn descriptions() -> Outcome {
    let catalog = Catalog::builtin();
    let chain = catalog.negotiate("en");
    two_threads_and_one(|| {
        let lookup = catalog.lookup(&chain);
        move |code| lookup.description(code).as_str().len()
    })
}

/// Measures a function that needs no lock, as a reference for the machine.
pub fn canonical_reasons() -> Outcome {
    two_threads_and_one(|| |code: StatusCode| code.canonical_reason().map(str::len))
}

fn two_threads_and_one<T, W: Fn(StatusCode) -> T>(make: impl Fn() -> W + Sync) -> Outcome {
    let codes = mixed_codes();
    let run = |count: usize| {
        let start = Barrier::new(count);
        let one_thread = || {
            let work = make();
            start.wait();
            let before = spent();
            for _ in 0..PASSES {
                codes.iter().for_each(|code| drop(black_box(work(*code))));
            }
            (spent() - before).as_nanos() as f64 / (PASSES * codes.len()) as f64
        };
        thread::scope(|scope| {
            let threads: Vec<_> = (0..count).map(|_| scope.spawn(one_thread)).collect();
            let times = threads.into_iter().map(|thread| thread.join().expect("a time"));
            times.sum::<f64>() / count as f64
        })
    };
    take_turns(ROUNDS, || run(2), || run(1))
}

fn spent() -> Duration {
    clock_gettime(ClockId::CLOCK_THREAD_CPUTIME_ID).expect("a time").into()
}
