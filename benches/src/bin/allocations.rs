//! Prints the allocations of a call, a line for each side of each contest, and then the bytes that
//! are kept, a line for each of [`memory::KEPT`].

use allocation_counter::measure;
use fluent_status_benches::{chapters, memory};

fn main() {
    for mut contest in chapters::all().into_iter().flat_map(|chapter| chapter.contests) {
        for side in [&mut contest.ours, &mut contest.theirs] {
            let (calls, counted) = side.one_pass(|run| measure(run));
            println!("{}", counted.count_total as f64 / calls as f64);
        }
    }
    for (_, make) in memory::kept() {
        let mut made = None;
        let counted = measure(|| made = Some(make()));
        println!("{}", counted.bytes_current);
    }
}
