//! The chapters that are not tables of contests: the summary, whole programs, scale.

use std::fmt::Write;

use fluent_status_benches::memory;

use super::{Report, Row, ratio, spread};

impl Report {
    fn rows(&self) -> impl Iterator<Item = &Row> {
        self.chapters.iter().flat_map(|(_, _, rows)| rows)
    }

    pub(super) fn summary(&self) -> String {
        let wholes = self.wholes();
        let verdicts: Vec<bool> = self
            .rows()
            .filter_map(Row::is_met)
            .chain(wholes.iter().map(|whole| whole.is_met))
            .collect();
        let met = verdicts.iter().filter(|is_met| **is_met).count();
        let mut text = format!("\n## Targets\n\n{met} of {} are met.\n", verdicts.len());
        let rows = self.rows().filter(|row| row.is_met() == Some(false)).map(|row| {
            format!(
                "{}, against {}: {}, and {} was aimed at. {}",
                row.work,
                row.reference,
                spread(&row.outcome),
                row.target(),
                row.why
            )
        });
        let wholes = wholes.iter().filter(|whole| !whole.is_met).map(|whole| {
            format!(
                "{}: {}, and {} was aimed at. {}",
                whole.what, whole.figure, whole.target, whole.why
            )
        });
        let missed: Vec<String> = rows.chain(wholes).collect();
        if !missed.is_empty() {
            text += "\nMissed:\n\n";
            missed.iter().for_each(|missed| {
                let _ = writeln!(text, "- {}", missed.trim_end());
            });
        }
        text += "\n## Where a peer is better\n\n";
        for row in
            self.rows().filter(|row| row.reference.starts_with('`') && row.outcome.ratio > 1.0)
        {
            let _ = writeln!(
                text,
                "- {}: {} takes less time ({}).",
                row.work,
                row.reference,
                spread(&row.outcome)
            );
        }
        text + BETTER
    }

    fn wholes(&self) -> Vec<Whole> {
        let kept = self.kept["catalogue"] / memory::bytes_of_texts() as f64;
        let [ours, fluent, _] = self.sizes;
        let size = ours as f64 / fluent as f64;
        let late = self.starts.ours - self.starts.theirs;
        vec![
            Whole::new(
                "memory that the catalogue keeps, against the files of texts",
                format!("**{}**", ratio(kept)),
                "2.00",
                kept <= 2.0,
                "A third is the texts, a quarter the table that leads to them from every locale, \
                 phrasing and code, at 24 bytes an entry. Laying texts with variables out instead \
                 of keeping their files, and a table without room to grow, saved the most.",
            ),
            Whole::new(
                "a description from two threads at once, against one",
                spread(&self.threads),
                "1.10",
                self.threads.ratio <= 1.1,
                "",
            ),
            Whole::new(
                "a fresh process that prints a description, against an empty one",
                format!(
                    "**+{late:.2} ms** ({:.2} ms and {:.2} ms)",
                    self.starts.ours, self.starts.theirs
                ),
                "+1 ms",
                late <= 1.0,
                "",
            ),
            Whole::new(
                "stripped binary, against one that does the same with `fluent-bundle` and `rust-embed`",
                format!("**{}** ({} kB and {} kB)", ratio(size), ours / 1000, fluent / 1000),
                "1.10",
                size <= 1.1,
                "The difference is negotiation, with 40 kB of CLDR's tables, and the building of a \
                 catalogue, with the checks of files that are added. Asking `icu_locale` instead of \
                 tables took 90 kB more, sorting and trees of our own types 30, a bundle for values \
                 50, and comparisons inlined in sorting 100.",
            ),
            Whole::new(
                "clean build, seconds of the processor, against `fluent`, `fluent-bundle`, `unic-langid` and `rust-embed` alone",
                format!(
                    "{} ({:.1} s and {:.1} s)",
                    spread(&self.builds),
                    self.builds.ours,
                    self.builds.theirs
                ),
                "1.50",
                self.builds.ratio <= 1.5,
                "The difference is the crate itself. With `icu_locale` it was 1.51.",
            ),
        ]
    }

    pub(super) fn whole_programs(&self) -> String {
        let mut text = WHOLE.to_owned();
        for whole in self.wholes() {
            let verdict = if whole.is_met { "met" } else { "**missed**" };
            let _ = writeln!(
                text,
                "| {} | {} | {}: {verdict} |",
                whole.what, whole.figure, whole.target
            );
        }
        let [_, _, empty] = self.sizes;
        let _ = write!(
            text,
            "\nAn empty program has {} kB. From two threads, `canonical_reason` takes {} of what it \
             takes from one: that is the machine. The bundles of `fluent-bundle` with the same files keep {} of \
             what the catalogue does.\n",
            empty / 1000,
            spread(&self.threads_of_reference),
            ratio(self.kept["bundles"] / self.kept["catalogue"]),
        );
        text
    }

    pub(super) fn scale(&self) -> String {
        let seconds = |work: &str| {
            let row = self.rows().find(|row| row.work == work);
            row.map_or(f64::NAN, |row| row.outcome.ours / 1e3)
        };
        let mut text = SCALE.to_owned();
        let _ = write!(
            text,
            "**A million error responses** take, of one core of this machine: {:.2} s for \
             negotiating the language and finding the description, {:.1} s for the whole way \
             through the layer, {:.1} s with everything on the page.\n\n",
            seconds("Chrome, `zh-TW`, to a description"),
            seconds("404 through the layer"),
            seconds("404 through the layer, with everything on the page"),
        );
        text += "**Memory of a catalogue**, that of its own texts included:\n\n| with | keeps |\n|---|---|\n";
        for name in memory::names().iter().skip(3) {
            let _ = writeln!(text, "| {name} | {:.0} kB |", self.kept[name] / 1e3);
        }
        let _ = write!(
            text,
            "\n**Hostile headers.** After 100,000 requests, each with another header of 8 kB, a \
             router of `axum` with the layer keeps {:.0} kB, none of it chosen by what clients send. A header costs what its \
             first 32 ranges cost, and reading over the rest; see above.\n\n{BEYOND}",
            self.kept["hostile"] / 1e3,
        );
        text
    }
}

/// A figure that is not that of a call.
struct Whole {
    what: &'static str,
    figure: String,
    target: &'static str,
    is_met: bool,
    why: &'static str,
}

impl Whole {
    fn new(
        what: &'static str,
        figure: String,
        target: &'static str,
        is_met: bool,
        why: &'static str,
    ) -> Self {
        Self { what, figure, target, is_met, why }
    }
}

const BETTER: &str = "\
- `rust-i18n`, `askama` and `maud` compile texts or templates into the program, where a mistake is found \
  by the compiler; `fluent-bundle` takes all of Fluent, functions and terms with arguments included.
- `icu_locale` knows all of CLDR; matching here is for a closed set of locales.
";

const WHOLE: &str = "
## Whole programs

Programs of a few lines, in `benches/programs`. Both carry the same texts.

| what | figure | target |
|---|---|---|
";

const SCALE: &str = "
## Scale

For the person who plans a large service. How time grows is in the table above.

";

const BEYOND: &str = "\
**Past one machine** there is nothing to share: the layer keeps no state that another copy of the
service would need, so copies are added as for the service itself. Where errors are so many that
they should not reach the service at all, write the pages to files once and have the proxy or the
CDN serve them.
";
