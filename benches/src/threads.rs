//! Whether readers wait for each other.

use std::hint::black_box;
use std::sync::Barrier;
use std::thread;
use std::time::Duration;

use fluent_status::Catalog;
use http::StatusCode;
use nix::time::{ClockId, clock_gettime};

use crate::rounds::{Outcome, take_turns};
use crate::texts::mix;

const ROUNDS: usize = 51;
const PASSES: usize = 20;

/// A description, from two threads at once and from one. The time is that of the processor for the
/// thread, so that it does not matter when the machine lets it run: a lock, or memory that both
/// write to, would cost it more all the same.
pub fn descriptions() -> Outcome {
    let catalog = Catalog::embedded();
    let chain = catalog.negotiate("en");
    from_two_and_from_one(|| {
        let lookup = catalog.lookup(&chain);
        move |code| lookup.description(code).text().len()
    })
}

/// The same of what can have no lock, for what the machine itself does to two threads.
pub fn canonical_reasons() -> Outcome {
    from_two_and_from_one(|| |code: StatusCode| code.canonical_reason().map(str::len))
}

fn from_two_and_from_one<T, W: Fn(StatusCode) -> T>(make: impl Fn() -> W + Sync) -> Outcome {
    let codes = mix();
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
    clock_gettime(ClockId::CLOCK_THREAD_CPUTIME_ID).expect("a clock").into()
}
