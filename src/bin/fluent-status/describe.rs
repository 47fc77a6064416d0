//! `fluent-status describe`

use std::io::Write;

use anstyle::Style;
use fluent_status::{FluentArgs, FluentValue, StatusCode, StatusMessage};

use crate::Failure;
use crate::arguments::{Describe, Format};

pub fn run(arguments: &Describe, out: &mut impl Write) -> Result<(), Failure> {
    let codes: Vec<StatusCode> =
        arguments.codes.iter().map(|code| status_code(code)).collect::<Result<_, _>>()?;
    let values = values(&arguments.values)?;
    let catalog = arguments.texts.catalog()?;
    let chain = arguments.reader.chain(&catalog);
    let mut lookup = catalog.lookup(&chain).values(&values);
    if let Some(phrasing) = arguments.reader.wording.phrasing(&catalog)? {
        lookup = lookup.phrasing(phrasing);
    }
    for code in codes {
        let message = lookup.message(code);
        match arguments.format {
            Format::Text => print_text(&message, out)?,
            Format::Json => writeln!(out, "{}", serde_json::to_string(&message)?)?,
        }
    }
    Ok(())
}

fn status_code(given: &str) -> Result<StatusCode, Failure> {
    given.parse().map_err(|_| {
        format!("invalid status code `{given}`: expected a number from 100 to 999").into()
    })
}

fn values(given: &[String]) -> Result<FluentArgs<'_>, Failure> {
    given
        .iter()
        .map(|given| {
            let (name, value) =
                given.split_once('=').filter(|(name, _)| !name.is_empty()).ok_or_else(|| {
                    format!(
                        "invalid argument `{given}`: expected NAME=VALUE, for example seconds=30"
                    )
                })?;
            Ok((name, FluentValue::try_number(value)))
        })
        .collect()
}

fn print_text(message: &StatusMessage<'_>, out: &mut impl Write) -> Result<(), Failure> {
    let bold = Style::new().bold();
    let code = message.code();
    let code = code.as_str();
    let line = message.to_string();
    let rest = line.strip_prefix(code).unwrap_or(&line);
    writeln!(out, "{bold}{code}{bold:#}{rest}")?;
    if let Some(advice) = message.advice() {
        writeln!(out, "    {advice}")?;
    }
    Ok(())
}
