//! Prints the allocations per call for each side of each comparison, and then the bytes of each of
//! [`memory::values`], one number per line.

use allocation_counter::measure;
use fluent_status_benches::{chapters, memory};

fn main() {
    for mut comparison in chapters::all().into_iter().flat_map(|chapter| chapter.comparisons) {
        for side in [&mut comparison.ours, &mut comparison.theirs] {
            let (calls, counted) = side.one_pass(|run| measure(run));
            println!("{}", counted.count_total as f64 / calls as f64);
        }
    }
    for (_, create) in memory::values() {
        let mut value = None;
        let counted = measure(|| value = Some(create()));
        println!("{}", counted.bytes_current);
    }
}
