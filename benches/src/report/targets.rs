//! The first table: the targets, with the reason of each miss.

use std::fmt::Write;

use super::{Report, Row, ratio, spread};

/// A result with a target.
struct Target {
    work: String,
    reference: String,
    figure: String,
    target: String,
    is_met: bool,
    reason: String,
}

impl Target {
    /// Returns `None` for a row without a target.
    fn of_row(row: &Row) -> Option<Self> {
        let most = row.target?;
        let mut figure = spread(&row.outcome);
        let mut target = ratio(most);
        let mut is_met = row.outcome.ratio <= most;
        if let (Some(most), Some((ours, _))) = (row.max_allocations, row.allocations) {
            let _ = write!(figure, ", {ours} allocations");
            let _ = write!(target, ", {most} allocations");
            is_met &= ours <= most;
        }
        Some(Self {
            work: row.work.clone(),
            reference: row.reference.clone(),
            figure,
            target,
            is_met,
            reason: row.reason.clone(),
        })
    }

    fn at_most(most: f64, result: f64, figure: String) -> Self {
        let (target, is_met) = (ratio(most), result <= most);
        let [work, reference, reason] = [const { String::new() }; 3];
        Self { work, reference, figure, target, is_met, reason }
    }

    fn named(self, work: &str, reference: &str) -> Self {
        Self { work: work.to_owned(), reference: reference.to_owned(), ..self }
    }

    fn because(self, reason: &str) -> Self {
        Self { reason: reason.to_owned(), ..self }
    }
}

impl Report {
    fn rows(&self) -> impl Iterator<Item = &Row> {
        self.chapters.iter().flat_map(|(_, _, rows)| rows)
    }

    pub(super) fn find_row(&self, work: &str) -> &Row {
        self.rows().find(|row| row.work == work).expect("a row")
    }

    pub(super) fn targets(&self) -> String {
        let targets: Vec<Target> =
            self.rows().filter_map(Target::of_row).chain(self.other_targets()).collect();
        let met = targets.iter().filter(|target| target.is_met).count();
        let mut text = format!(
            "\n## Targets\n\n{met} of {} targets are met.\n\n\
             | work | reference | ratio (middle half) | at most | |\n|---|---|---|---|---|\n",
            targets.len()
        );
        for Target { work, reference, figure, target, is_met, .. } in &targets {
            let verdict = if *is_met { "met" } else { "**missed**" };
            let _ = writeln!(text, "| {work} | {reference} | {figure} | {target} | {verdict} |");
        }
        let missed: Vec<&Target> = targets.iter().filter(|target| !target.is_met).collect();
        if !missed.is_empty() {
            text += "\nReasons for the misses:\n\n";
            for Target { work, figure, target, reason, .. } in missed {
                let _ = writeln!(text, "- {work}: {figure} instead of {target}. {reason}");
            }
        }
        text + &self.faster_peers()
    }

    fn other_targets(&self) -> [Target; 4] {
        let memory = self.memory_ratio();
        let size = self.size_ratio();
        [
            Target::at_most(3.0, memory, format!("**{}**", ratio(memory)))
                .named("memory of the built-in catalog", "its message files")
                .because("Messages without variables are stored as text, others as bundles."),
            Target::at_most(1.1, self.threads.ratio, spread(&self.threads))
                .named("description from two threads at once", "one thread")
                .because("A lookup has no lock."),
            Target::at_most(1.35, size, format!("**{}**", ratio(size)))
                .named("stripped binary", "the same with `fluent-bundle` and `rust-embed`")
                .because("The difference is building and validating a catalog, negotiation with 80 kB of \
                     CLDR data, and sorting, which is compiled for each type."),
            Target::at_most(1.6, self.builds.ratio, spread(&self.builds))
                .named(
                    "clean build, processor time",
                    "`fluent`, `fluent-bundle`, `unic-langid` and `rust-embed`",
                )
                .because("The difference is the crate itself and `icu_locale`."),
        ]
    }

    /// Lists rows in which a peer is faster, if they are not in the table of targets.
    fn faster_peers(&self) -> String {
        let is_listed = |row: &&Row| {
            row.reference.starts_with('`') && row.outcome.ratio > 1.0 && row.target.is_none()
        };
        let mut text = "\nFaster peers in rows without a target:\n\n".to_owned();
        for row in self.rows().filter(is_listed) {
            let _ = writeln!(
                text,
                "- {}, compared with {}: {}.",
                row.work,
                row.reference,
                spread(&row.outcome)
            );
        }
        text
    }
}
