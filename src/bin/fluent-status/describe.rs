//! `fluent-status describe`

use std::io::Write;

use anstyle::Style;
use fluent_status::{FluentArgs, FluentValue, Message, ProblemType, StatusCode};

use crate::Failure;
use crate::arguments::{Describe, Format};

pub fn run(arguments: &Describe, out: &mut impl Write) -> Result<(), Failure> {
    let keys: Vec<Key> =
        arguments.keys.iter().map(|key| parse_key(key)).collect::<Result<_, _>>()?;
    let args = parse_args(&arguments.args)?;
    let catalog = arguments.overlays.catalog()?;
    let chain = arguments.preferences.chain(&catalog);
    let mut lookup = catalog.lookup(&chain).args(&args);
    if let Some(phrasing) = arguments.preferences.phrasing.find(&catalog)? {
        lookup = lookup.phrasing(phrasing);
    }
    for key in keys {
        let message = match key {
            Key::Status(code) => lookup.message(code),
            Key::Problem(id, problem) => {
                let message = lookup.message(&problem);
                if !message.is_exact() {
                    return Err(no_message(id));
                }
                message
            }
            Key::Transport(id) => return Err(no_message(id)),
        };
        match arguments.format {
            Format::Text => print_text(&message, out)?,
            Format::Json => writeln!(out, "{}", serde_json::to_string(&message)?)?,
        }
    }
    Ok(())
}

/// The error to describe.
enum Key<'a> {
    Status(StatusCode),
    /// The message ID of a problem type. Its status code is not known here.
    Problem(&'a str, ProblemType),
    /// The message ID of a transport failure.
    Transport(&'a str),
}

fn parse_key(key: &str) -> Result<Key<'_>, Failure> {
    if let Some(name) = key.strip_prefix("problem-") {
        let problem = ProblemType::try_new(name, StatusCode::INTERNAL_SERVER_ERROR)?;
        return Ok(Key::Problem(key, problem));
    }
    if key.starts_with("transport-") {
        return Ok(Key::Transport(key));
    }
    key.parse().map(Key::Status).map_err(|_| {
        format!("invalid status code `{key}`: expected a number from 100 to 999").into()
    })
}

fn no_message(id: &str) -> Failure {
    format!("no message `{id}`: add it to messages.ftl in a directory for --locales-dir").into()
}

fn parse_args(args: &[String]) -> Result<FluentArgs<'_>, Failure> {
    args.iter()
        .map(|arg| {
            let name_and_value = arg.split_once('=').filter(|(name, _)| !name.is_empty());
            let (name, value) = name_and_value.ok_or_else(|| {
                format!("invalid argument `{arg}`: expected NAME=VALUE, for example seconds=30")
            })?;
            Ok((name, FluentValue::try_number(value)))
        })
        .collect()
}

fn print_text(message: &Message<'_>, out: &mut impl Write) -> Result<(), Failure> {
    let bold = Style::new().bold();
    let line = message.to_string();
    let status = message.status();
    // The title of a problem type is its reason.
    let title = status.as_ref().map_or(message.reason().as_str(), StatusCode::as_str);
    let rest = line.strip_prefix(title).unwrap_or(&line);
    writeln!(out, "{bold}{title}{bold:#}{rest}")?;
    if let Some(advice) = message.advice() {
        writeln!(out, "    {advice}")?;
    }
    Ok(())
}
