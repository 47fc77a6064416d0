//! The command line of `fluent-status`.
//!
//! Exit status: 0 done, 1 `check` found problems, 2 wrong usage or unreadable input. A broken pipe,
//! as in `| head`, ends the program quietly with 0.

mod arguments;
mod check;
mod describe;
mod environment;
mod export;
mod negotiate;
mod page_path;
mod serve;
mod site;
mod table;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::arguments::{Arguments, Command};

/// The reason why a command failed: one sentence that names the input and the fix.
type Failure = Box<dyn std::error::Error>;

const USAGE_OR_INPUT_ERROR: u8 = 2;

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(status) => status,
        Err(failure) if is_broken_pipe(&failure) => ExitCode::SUCCESS,
        Err(failure) => {
            let message = escape_controls(&failure.to_string());
            let _ = writeln!(anstream::stderr(), "error: {message}");
            ExitCode::from(USAGE_OR_INPUT_ERROR)
        }
    }
}

fn run(command: Command) -> Result<ExitCode, Failure> {
    let mut status = ExitCode::SUCCESS;
    let mut out = io::BufWriter::new(anstream::stdout().lock());
    match command {
        Command::Describe(arguments) => describe::run(&arguments, &mut out)?,
        Command::Negotiate(arguments) => negotiate::run(&arguments, &mut out)?,
        Command::Table(arguments) => table::run(&arguments, &mut out)?,
        Command::Check(arguments) => status = check::run(&arguments, &mut out)?,
        Command::Serve(arguments) => serve::run(&arguments, &mut out)?,
        Command::Export(arguments) => export::run(&arguments, &mut out)?,
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "fluent-status", &mut script);
            out.write_all(&script)?;
        }
    }
    out.flush()?;
    Ok(status)
}

/// Escapes control characters, because quoted input must not look like lines or colors of this
/// program.
fn escape_controls(text: &str) -> String {
    let mut line = String::new();
    for c in text.chars() {
        if c.is_control() { line.extend(c.escape_default()) } else { line.push(c) }
    }
    line
}

fn is_broken_pipe(failure: &Failure) -> bool {
    let error: &(dyn std::error::Error + 'static) = failure.as_ref();
    std::iter::successors(Some(error), |error| error.source())
        .filter_map(|error| error.downcast_ref::<io::Error>())
        .any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
