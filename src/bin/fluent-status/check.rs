//! `fluent-status check`

use std::borrow::Cow;
use std::io::Write;
use std::ops::Range;
use std::process::ExitCode;

use annotate_snippets::{
    AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};
use fluent_status::check::{self, Report};
use fluent_status::{Diagnostic, Location, Severity};
use serde::Serialize;

use crate::arguments::{Check, Format};
use crate::{Failure, on_one_line};

const PROBLEMS: u8 = 1;

pub fn run(arguments: &Check, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let report = match &arguments.folder {
        Some(folder) => check::folder(folder)?,
        None => check::embedded(),
    };
    match arguments.format {
        Format::Text => print_text(&report, out)?,
        Format::Json => print_json(&report, out)?,
    }
    let is_problem =
        |finding: &Diagnostic| arguments.deny_warnings || finding.severity() == Severity::Error;
    let has_problems = report.diagnostics().iter().any(is_problem);
    Ok(if has_problems { ExitCode::from(PROBLEMS) } else { ExitCode::SUCCESS })
}

#[derive(Serialize)]
struct Finding<'r> {
    path: Cow<'r, str>,
    line: usize,
    column: usize,
    code: &'r str,
    message: &'r str,
    severity: &'static str,
}

fn print_json(report: &Report, out: &mut impl Write) -> Result<(), Failure> {
    for finding in report.diagnostics() {
        let finding = Finding {
            path: finding.path().to_string_lossy(),
            line: finding.location().map_or(1, Location::line),
            column: finding.location().map_or(1, Location::column),
            code: finding.code(),
            message: finding.message(),
            severity: finding.severity().as_str(),
        };
        writeln!(out, "{}", serde_json::to_string(&finding)?)?;
    }
    Ok(())
}

fn print_text(report: &Report, out: &mut impl Write) -> Result<(), Failure> {
    let renderer = Renderer::styled();
    for finding in report.diagnostics() {
        writeln!(out, "{}\n", renderer.render(&[group(report, finding)]))?;
    }
    writeln!(out, "{}", summary(report))?;
    Ok(())
}

fn group<'r>(report: &'r Report, finding: &'r Diagnostic) -> Group<'r> {
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(on_one_line(finding.message())).id(finding.code());
    let path = on_one_line(&finding.path().display().to_string());
    let path = normalize_untrusted_str(&path);
    let source = report.source(finding.path()).zip(finding.location());
    let line =
        source.and_then(|(source, location)| Some((line(source, location.span())?, location)));
    match line {
        Some(((line, span), location)) => {
            let annotation = AnnotationKind::Primary.span(span);
            let snippet = Snippet::source(line).line_start(location.line()).path(path);
            title.element(snippet.annotation(annotation))
        }
        None => title.element(Origin::path(path)),
    }
}

/// The line on which some bytes begin, and where in it they are.
fn line(source: &str, span: Range<usize>) -> Option<(&str, Range<usize>)> {
    let before = source.get(..span.start)?;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = source.get(start..)?.split('\n').next()?.trim_end_matches('\r');
    // Where bytes that are not UTF-8 were replaced, a place need not be between characters.
    let boundary = |place: usize| {
        let place = place.saturating_sub(start);
        (place..line.len()).find(|place| line.is_char_boundary(*place)).unwrap_or(line.len())
    };
    Some((line, boundary(span.start)..boundary(span.end.max(span.start))))
}

/// `3 errors, 2 warnings in 12 files`
fn summary(report: &Report) -> String {
    let count = |number: usize, word: &str| {
        let plural = if number == 1 { "" } else { "s" };
        (number > 0).then(|| format!("{number} {word}{plural}"))
    };
    let files = count(report.files(), "file").unwrap_or_default();
    let found = [
        count(report.count(Severity::Error), "error"),
        count(report.count(Severity::Warning), "warning"),
    ];
    let found: Vec<String> = found.into_iter().flatten().collect();
    if found.is_empty() {
        return format!("{files}, nothing found");
    }
    format!("{} in {files}", found.join(", "))
}
