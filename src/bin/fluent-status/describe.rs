//! `fluent-status describe`

use std::io::Write;

use anstyle::Style;
use fluent_status::{FluentArgs, FluentValue, Message, ProblemType, StatusCode};

use crate::Failure;
use crate::arguments::{Describe, Format};

pub fn run(arguments: &Describe, out: &mut impl Write) -> Result<(), Failure> {
    let keys: Vec<Key> =
        arguments.keys.iter().map(|key| Key::parse(key)).collect::<Result<_, _>>()?;
    let args = parse_args(&arguments.args)?;
    let catalog = arguments.overlays.catalog()?;
    let chain = arguments.preferences.chain(&catalog);
    let mut lookup = catalog.lookup(&chain).args(&args);
    if let Some(phrasing) = arguments.preferences.phrasing.find(&catalog)? {
        lookup = lookup.phrasing(phrasing);
    }
    for key in &keys {
        let message = match key {
            Key::Status(status) => lookup.message(*status),
            Key::Problem(problem) => {
                let message = lookup.message(problem);
                if !message.is_exact() {
                    return Err(no_message(&format!("problem-{}", problem.name())));
                }
                message
            }
            Key::Transport(id) => {
                return Err(format!("no message `{id}`: describe a status code instead").into());
            }
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
    Problem(ProblemType),
    /// The message ID of a transport failure.
    Transport(&'a str),
}

impl<'a> Key<'a> {
    fn parse(key: &'a str) -> Result<Self, Failure> {
        if let Some(name) = key.strip_prefix("problem-") {
            // The status code is not shown, because only the message of the name is.
            let status = StatusCode::INTERNAL_SERVER_ERROR;
            return Ok(Self::Problem(ProblemType::try_new(name, status)?));
        }
        if key.starts_with("transport-") {
            return Ok(Self::Transport(key));
        }
        key.parse().map(Self::Status).map_err(|_| {
            format!("invalid status code `{key}`: expected a number from 100 to 999").into()
        })
    }
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
    let start = status.as_ref().map_or(message.reason().as_str(), StatusCode::as_str);
    let rest = line.strip_prefix(start).unwrap_or_default();
    writeln!(out, "{bold}{start}{bold:#}{rest}")?;
    if let Some(advice) = message.advice() {
        writeln!(out, "    {advice}")?;
    }
    Ok(())
}
