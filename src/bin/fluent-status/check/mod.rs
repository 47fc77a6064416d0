//! `fluent-status check`: the diagnostics of the library, and warnings about the style of Chinese
//! messages.

mod chinese;
mod diagnostic;
mod output;

use std::io::Write;
use std::process::ExitCode;

use fluent_status::Severity;
use fluent_status::lint::{self, Report};

use self::diagnostic::Diagnostic;
use crate::Failure;
use crate::arguments::{Check, Format};

const PROBLEMS_FOUND: u8 = 1;

/// The maximum number of diagnostics for each file.
const MAX_DIAGNOSTICS: usize = 100;

pub fn run(arguments: &Check, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let builtin = lint::builtin();
    let overlays = match arguments.dirs.as_slice() {
        [] => None,
        dirs => Some(lint::dirs(dirs)?),
    };
    let report = overlays.as_ref().unwrap_or(&builtin);
    let diagnostics = all_diagnostics(&builtin, report);
    match arguments.format {
        Format::Text => output::print_text(report, &diagnostics, out)?,
        Format::Json => output::print_json(&diagnostics, out)?,
    }
    let is_problem =
        |diagnostic: &Diagnostic| arguments.deny_warnings || diagnostic.severity == Severity::Error;
    let has_problems = diagnostics.iter().any(is_problem);
    Ok(if has_problems { ExitCode::from(PROBLEMS_FOUND) } else { ExitCode::SUCCESS })
}

/// Returns the diagnostics of the library and of the Chinese style checks, sorted by file and
/// location.
fn all_diagnostics(builtin: &Report, report: &Report) -> Vec<Diagnostic> {
    let mut diagnostics: Vec<Diagnostic> =
        report.diagnostics().iter().map(Diagnostic::from).collect();
    diagnostics.extend(chinese::check(builtin, report));
    diagnostics.sort_by(|a, b| (&a.path, a.start()).cmp(&(&b.path, b.start())));
    let by_file = diagnostics.chunk_by(|a, b| a.path == b.path);
    by_file.flat_map(|of_file| of_file.iter().take(MAX_DIAGNOSTICS).cloned()).collect()
}
