//! The arguments of the command line.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use fluent_status::{Catalog, LiveCatalog, LocaleChain, Phrasing};

use crate::site::Site;
use crate::{Failure, environment};

/// Localized messages for HTTP status codes and other errors
#[derive(Parser)]
#[command(
    version,
    after_help = "Exit status: 0 done, 1 `check` found problems, 2 wrong usage or unreadable input.\n\n\
                  Without --accept-language the language comes from LC_ALL, LC_MESSAGES or LANG."
)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Print the messages of status codes, problem types and transport failures
    Describe(Describe),
    /// Print the locales for an Accept-Language header
    Negotiate(Negotiate),
    /// Print the messages of all status codes as a table
    Table(Table),
    /// Find problems in message files
    Check(Check),
    /// Serve all error pages, in a browser or as the error backend of a proxy
    Serve(Serve),
    /// Write error pages for nginx, Apache, Caddy, HAProxy or a static host
    Export(Export),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  fluent-status describe 404 -l zh-CN
  fluent-status describe 404 500 -l 'zh-TW,zh;q=0.9,en;q=0.8' --format json
  fluent-status describe 503 --arg seconds=30
  fluent-status describe 200 -p general --arg operation=task -l en")]
pub struct Describe {
    /// Status codes from 100 to 999, problem types, transport failures
    #[arg(
        required = true,
        value_name = "CODE|problem-NAME|transport-NAME",
        allow_negative_numbers = true
    )]
    pub keys: Vec<String>,

    #[command(flatten)]
    pub preferences: Preferences,

    /// Set a variable of the messages: seconds, methods, limit, operation
    #[arg(long = "arg", value_name = "NAME=VALUE")]
    pub args: Vec<String>,

    #[command(flatten)]
    pub overlays: Overlays,

    /// The output format: text, or one JSON object a line
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  fluent-status negotiate 'zh-TW,zh;q=0.9,en;q=0.8'
  fluent-status negotiate 'pt-AO' --available en,pt-BR,pt-PT --format json")]
pub struct Negotiate {
    /// The value of an Accept-Language header; '' for no header
    #[arg(value_name = "HEADER", allow_hyphen_values = true)]
    pub header: OsString,

    /// The available locales, with the default locale first, instead of the locales with messages
    #[arg(long, value_name = "TAG,TAG,...", value_delimiter = ',', conflicts_with = "locales_dir")]
    pub available: Vec<String>,

    #[command(flatten)]
    pub overlays: Overlays,

    /// The output format: text, or one JSON object
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  fluent-status table -l zh-Hant
  fluent-status table -p concise -l zh-Hans --format markdown > codes.md")]
pub struct Table {
    #[command(flatten)]
    pub preferences: Preferences,

    #[command(flatten)]
    pub overlays: Overlays,

    /// The output format; JSON is one object a line
    #[arg(long, value_enum, default_value_t)]
    pub format: TableFormat,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  fluent-status check
  fluent-status check locales --deny-warnings
  fluent-status check /etc/fluent-status/locales --format json

An error makes the program reject the file, or ignore a part of it. Warnings are about messages
that work, but may surprise: differences from the reference file, overrides that other locales
lack, advice that may no longer fit, and the style of Chinese messages.

Exit status: 0 no problems, or only warnings; 1 problems found; 2 wrong usage or unreadable input.")]
pub struct Check {
    /// Directories with message files, <language identifier>/messages.ftl and <language
    /// identifier>/<phrasing>.ftl; a later one overrides an earlier one [default: the built-in
    /// message files]
    #[arg(value_name = "DIR")]
    pub dirs: Vec<PathBuf>,

    /// Count warnings as problems
    #[arg(long)]
    pub deny_warnings: bool,

    /// The output format: text, or one JSON object a line
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  fluent-status serve
  fluent-status serve --bind 0.0.0.0:8080 --site-name Acme --home https://acme.example/

As the error backend of a proxy, the server reads X-Code, X-Format and X-Request-ID, and responds
with the status in X-Code. /healthz reports that the server is up. RUST_LOG configures the log.

The server watches --locales-dir. To change a file, replace it with a complete one. If a file has an
error, the server logs it, reports it at /healthz, and keeps the last valid messages.")]
pub struct Serve {
    /// The address to listen on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub bind: String,

    #[command(flatten)]
    pub overlays: Overlays,

    #[command(flatten)]
    pub site: Site,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  fluent-status export --format nginx --out /etc/nginx/status-pages --site-name Acme
  fluent-status export --format static --out error-pages --codes 404

The output directory gets the pages, the configuration of the server, and a README.md with
instructions.")]
pub struct Export {
    /// The server, or static files for a host
    #[arg(long, value_enum)]
    pub format: Server,

    /// The output directory, a different one for each server
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,

    /// Status codes and ranges; a range selects the codes that have a message
    #[arg(long, value_name = "CODES", value_delimiter = ',', default_value = "400-599")]
    pub codes: Vec<String>,

    #[command(flatten)]
    pub phrasing: PreferredPhrasing,

    #[command(flatten)]
    pub overlays: Overlays,

    #[command(flatten)]
    pub site: Site,

    /// Overwrite edited files, and files of other programs
    #[arg(long)]
    pub force: bool,
}

/// Message files in addition to the built-in ones.
#[derive(Args)]
pub struct Overlays {
    /// Read message files that override the built-in ones; a later directory overrides an earlier one
    #[arg(long, value_name = "DIR")]
    pub locales_dir: Vec<PathBuf>,
}

impl Overlays {
    pub fn catalog(&self) -> Result<Catalog, Failure> {
        let dirs = self.locales_dir.iter();
        Ok(dirs.fold(Catalog::builder(), |builder, dir| builder.overlay_dir(dir)).build()?)
    }

    /// Returns a catalog that watches the directories.
    pub fn live_catalog(&self) -> Result<LiveCatalog, Failure> {
        Ok(LiveCatalog::watch(&self.locales_dir, Catalog::builder)?)
    }
}

/// The preferred languages and phrasing.
#[derive(Args)]
pub struct Preferences {
    /// The preferred languages, in the syntax of an Accept-Language header
    #[arg(short = 'l', long, value_name = "HEADER", allow_hyphen_values = true)]
    pub accept_language: Option<OsString>,

    #[command(flatten)]
    pub phrasing: PreferredPhrasing,
}

impl Preferences {
    pub fn chain(&self, catalog: &Catalog) -> LocaleChain {
        match &self.accept_language {
            Some(header) => catalog.negotiate(header.as_encoded_bytes()),
            None => catalog.negotiator().negotiate_requested(&environment::language()),
        }
    }
}

#[derive(Args)]
pub struct PreferredPhrasing {
    /// The preferred phrasing: concise, general, common, plain
    #[arg(short, long, value_name = "NAME")]
    pub phrasing: Option<String>,
}

impl PreferredPhrasing {
    /// Returns the phrasing of the catalog with the given name.
    pub fn find<'c>(&self, catalog: &'c Catalog) -> Result<Option<&'c Phrasing>, Failure> {
        let Some(name) = &self.phrasing else { return Ok(None) };
        let mut phrasings = catalog.phrasings().iter();
        match phrasings.find(|phrasing| phrasing.as_str() == name) {
            Some(phrasing) => Ok(Some(phrasing)),
            None => {
                let known: Vec<&str> = catalog.phrasings().iter().map(Phrasing::as_str).collect();
                let known = known.join(", ");
                Err(format!("unknown phrasing `{name}`: expected one of {known}").into())
            }
        }
    }
}

#[derive(Clone, Copy, Default, ValueEnum)]
pub enum Format {
    #[default]
    Text,
    Json,
}

#[derive(Clone, Copy, Default, ValueEnum)]
pub enum TableFormat {
    #[default]
    Text,
    Markdown,
    Csv,
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Server {
    Static,
    Nginx,
    Apache,
    Caddy,
    Haproxy,
}
