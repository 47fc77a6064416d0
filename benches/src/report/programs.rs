//! Programs, memory, and figures for large services.

use std::fmt::Write;

use fluent_status_benches::memory::{self, BUNDLES, CATALOG, ROUTER};

use super::{Report, ratio, spread};

impl Report {
    pub(super) fn memory_ratio(&self) -> f64 {
        self.memory[CATALOG] / memory::message_files_size() as f64
    }

    pub(super) fn size_ratio(&self) -> f64 {
        let [ours, fluent, _] = self.sizes;
        ours as f64 / fluent as f64
    }

    pub(super) fn programs(&self) -> String {
        let Self { starts, builds, .. } = self;
        let [size, fluent_size, empty_size] = self.sizes.map(|size| size / 1000);
        let [crates, fluent_crates] = self.crates;
        format!(
            "
## Programs

`benches/programs` contains two programs that print a description from the same message files, and
an empty program.

| | with this crate | with `fluent-bundle` and `rust-embed` | ratio |
|---|---|---|---|
| crates in the dependency tree, without build dependencies | {crates} | {fluent_crates} | {} |
| clean build, seconds of processor time | {:.1} | {:.1} | {} |
| stripped binary, kB (empty program: {empty_size}) | {size} | {fluent_size} | **{}** |

The program with this crate takes {:.2} ms from start to end, and the empty program {:.2} ms.

With two threads, `canonical_reason` takes {} times as long as with one thread, which is the
influence of the machine. The lookup of a description takes {} times as long.
",
            ratio(crates as f64 / fluent_crates as f64),
            builds.ours,
            builds.theirs,
            spread(builds),
            ratio(self.size_ratio()),
            starts.ours,
            starts.theirs,
            spread(&self.threads_reference),
            spread(&self.threads),
        )
    }

    pub(super) fn large_services(&self) -> String {
        let seconds = |work: &str| self.find_row(work).outcome.ours / 1e3;
        let mut text = format!(
            "
## Large services

A million error responses take {:.2} s of one core to negotiate and to find the description, {:.1} s
through the layer, and {:.1} s with all options of the page.

The layer keeps no state that copies of a service would share. After 100,000 requests with different
headers of 8 kB, a router of `axum` with the layer occupies {:.0} kB.

Memory of a catalog:

| catalog | memory |
|---|---|
",
            seconds("header of Chrome, `zh-TW`, to a description"),
            seconds("404 through the layer"),
            seconds("404 through the layer, with everything on the page"),
            self.memory[ROUTER] / 1e3,
        );
        let names = memory::names();
        for name in names.iter().filter(|name| ![BUNDLES, ROUTER].contains(&name.as_str())) {
            let _ = writeln!(text, "| {name} | {:.0} kB |", self.memory[name] / 1e3);
        }
        let _ = writeln!(
            text,
            "\nThe built-in message files have {} kB. `fluent-bundle` needs {:.0} kB for them.",
            memory::message_files_size() / 1000,
            self.memory[BUNDLES] / 1e3,
        );
        text
    }
}
