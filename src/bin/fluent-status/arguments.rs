//! What can be said on the command line.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use fluent_status::pages::Pages;
use fluent_status::{Catalog, LiveCatalog, LocaleChain, Phrasing};

use crate::{Failure, environment};

/// HTTP and API status codes, said in the reader's language.
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
    /// Say what status codes mean
    Describe(Describe),
    /// Show which locales an Accept-Language header leads to
    Negotiate(Negotiate),
    /// Print all codes as a table
    Table(Table),
    /// Find what is wrong with files of texts
    Check(Check),
    /// Show every page in a browser, or answer for a proxy whose service fails
    Serve(Serve),
    /// Write error pages for nginx, Apache, Caddy, HAProxy or a static host
    Export(Export),
    /// Print a completion script for a shell
    Completions {
        /// The shell to complete in
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
    /// Status codes, from 100 to 999
    #[arg(required = true, value_name = "CODE", allow_negative_numbers = true)]
    pub codes: Vec<String>,

    #[command(flatten)]
    pub reader: Reader,

    /// Give a value for a variable of the texts: seconds, methods, limit, operation
    #[arg(long = "arg", value_name = "NAME=VALUE")]
    pub values: Vec<String>,

    #[command(flatten)]
    pub texts: Texts,

    /// How to print: for people, or one JSON object a line
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  fluent-status negotiate 'zh-TW,zh;q=0.9,en;q=0.8'
  fluent-status negotiate 'pt-AO' --available en,pt-BR,pt-PT --format json")]
pub struct Negotiate {
    /// The value of an Accept-Language header; '' for none
    #[arg(value_name = "HEADER", allow_hyphen_values = true)]
    pub header: OsString,

    /// The locales to choose from, the default first; those that are built in, unless given
    #[arg(long, value_name = "TAG,TAG,...", value_delimiter = ',')]
    pub available: Vec<String>,

    /// How to print: for people, or one JSON object
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
    pub reader: Reader,

    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: TableFormat,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  fluent-status check
  fluent-status check locales --deny-warnings
  fluent-status check /etc/fluent-status/texts --format json

Errors are in the way of a text: it is refused, or nobody is shown it. Warnings are about what is
missing, and about how Chinese is written.

Exit status: 0 nothing found, or warnings alone; 1 problems found; 2 wrong usage or unreadable
input.")]
pub struct Check {
    /// A folder of texts, <language identifier>/<phrasing>.ftl; those that are built in, unless
    /// given
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,

    /// How to print: for people, or one JSON object a line
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,

    /// Count warnings as problems
    #[arg(long)]
    pub deny_warnings: bool,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  fluent-status serve
  fluent-status serve --bind 0.0.0.0:8080 --site-name Acme --home https://acme.example/

As the error backend of a proxy it reads X-Code, X-Format and X-Request-ID, and answers with the
status that X-Code says. /healthz says that it is up. RUST_LOG sets what is logged.

The files in --locales-dir may be changed while it runs: put a finished file in the place of the
old one. What is wrong with one is logged and shown by /healthz, and the old texts stay.")]
pub struct Serve {
    /// The address to listen on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub bind: String,

    #[command(flatten)]
    pub texts: Texts,

    #[command(flatten)]
    pub site: Site,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  fluent-status export --format nginx --out /etc/nginx/status-pages --site-name Acme
  fluent-status export --format static --out error-pages --codes 404

The folder gets the pages, what the server needs to know about them, and a README.md that says how
to install them.")]
pub struct Export {
    /// The server to write for, or a host of static files
    #[arg(long, value_enum)]
    pub format: Server,

    /// The folder to write to: one for each server
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,

    /// Codes and ranges of codes; a range takes those that there are texts for
    #[arg(long, value_name = "CODES", value_delimiter = ',', default_value = "400-599")]
    pub codes: Vec<String>,

    #[command(flatten)]
    pub wording: Wording,

    #[command(flatten)]
    pub texts: Texts,

    #[command(flatten)]
    pub site: Site,

    /// Overwrite files that are not from this program, or were changed since
    #[arg(long)]
    pub force: bool,
}

/// How pages look.
#[derive(Args)]
pub struct Site {
    /// Replace the HTML page by a MiniJinja template
    #[arg(long, value_name = "FILE")]
    pub template: Option<PathBuf>,

    /// The name of the site, at the top of its pages
    #[arg(long, value_name = "NAME")]
    pub site_name: Option<String>,

    /// An image for the top of the pages
    #[arg(long, value_name = "FILE")]
    pub logo: Option<PathBuf>,

    /// The colour of links and of the code, on a light and on a dark background
    #[arg(long, num_args = 2, value_names = ["LIGHT", "DARK"])]
    pub accent: Option<Vec<String>>,

    /// Where the link to the home page leads
    #[arg(long, value_name = "URL")]
    pub home: Option<String>,

    /// Where the link to those who run the site leads
    #[arg(long, value_name = "URL")]
    pub contact: Option<String>,
}

impl Site {
    pub fn pages(&self) -> Result<Pages, Failure> {
        let mut pages = Pages::new();
        if let Some((name, source)) = self.template()? {
            pages = pages.template(&name, source)?;
        }
        if let Some(path) = &self.logo {
            let media_type = mime_guess::from_path(path).first_raw();
            let media_type = media_type.filter(|media_type| media_type.starts_with("image/"));
            let media_type = media_type.ok_or_else(|| {
                format!("not an image: `{}`: expected one like logo.svg", path.display())
            })?;
            pages = pages.logo(media_type, read(path)?);
        }
        if let Some([light, dark]) = self.accent.as_deref() {
            pages = pages.accent(light, dark)?;
        }
        for (value, set) in [
            (&self.site_name, Pages::site_name as fn(Pages, String) -> Pages),
            (&self.home, Pages::home),
            (&self.contact, Pages::contact),
        ] {
            if let Some(value) = value {
                pages = set(pages, value.clone());
            }
        }
        Ok(pages)
    }

    /// The name and the source of the template.
    pub fn template(&self) -> Result<Option<(String, String)>, Failure> {
        let Some(path) = &self.template else { return Ok(None) };
        let name = path.display().to_string();
        let source = String::from_utf8(read(path)?)
            .map_err(|_| format!("not valid UTF-8: `{name}`: save it as UTF-8"))?;
        Ok(Some((name, source)))
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| format!("cannot read `{}`: {error}", path.display()).into())
}

/// Texts beside those that are built in.
#[derive(Args)]
pub struct Texts {
    /// Lay a folder of texts over those that are built in; a later one wins
    #[arg(long, value_name = "DIR")]
    pub locales_dir: Vec<PathBuf>,
}

impl Texts {
    pub fn catalog(&self) -> Result<Catalog, Failure> {
        let folders = self.locales_dir.iter();
        Ok(folders.fold(Catalog::builder(), |builder, dir| builder.overlay(dir)).build()?)
    }

    /// For a command that goes on: it follows the folders.
    pub fn live_catalog(&self) -> Result<LiveCatalog, Failure> {
        Ok(LiveCatalog::watch(&self.locales_dir, Catalog::builder)?)
    }
}

/// Whom to speak to, and how.
#[derive(Args)]
pub struct Reader {
    /// What the reader speaks, as an Accept-Language header says it
    #[arg(short = 'l', long, value_name = "HEADER", allow_hyphen_values = true)]
    pub accept_language: Option<OsString>,

    #[command(flatten)]
    pub wording: Wording,
}

impl Reader {
    pub fn chain<'c>(&self, catalog: &'c Catalog) -> LocaleChain<'c> {
        match &self.accept_language {
            Some(header) => catalog.negotiate(header.as_encoded_bytes()),
            None => catalog.negotiator().negotiate_languages(&environment::language()),
        }
    }
}

/// Which texts to take.
#[derive(Args)]
pub struct Wording {
    /// The wording to prefer: concise, general, common, plain
    #[arg(short, long, value_name = "NAME")]
    pub phrasing: Option<String>,
}

impl Wording {
    /// The phrasing that was asked for, which must be one of the catalogue's.
    pub fn phrasing<'c>(&self, catalog: &'c Catalog) -> Result<Option<&'c Phrasing>, Failure> {
        let Some(name) = &self.phrasing else { return Ok(None) };
        let mut known = catalog.phrasings().iter();
        match known.find(|phrasing| phrasing.as_str() == name) {
            Some(phrasing) => Ok(Some(phrasing)),
            None => {
                let known: Vec<&str> = catalog.phrasings().iter().map(Phrasing::as_str).collect();
                Err(format!("unknown phrasing `{name}`: expected one of {}", known.join(", "))
                    .into())
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
