//! Builds a catalog from layers of message files.

use std::collections::BTreeSet;
use std::path::Path;

use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use super::compile::{self, Phrasings};
use super::table::Table;
use super::{BASE_LOCALE, Catalog, overlay_warnings};
use crate::error::Error;
use crate::ftl::{self, Layer, MergedLocale, MessageFile, references};
use crate::message_id::{Label, MessageId};
use crate::negotiation::{Negotiator, Position, cldr};
use crate::phrasing::Phrasing;

/// Builds a [`Catalog`] with message files of the application, another default locale, or another
/// order of phrasings.
///
/// The built-in message files are the first layer. Each overlay is a layer above the earlier ones:
/// it replaces the messages that it contains and keeps the others. A new locale or phrasing needs
/// only its file.
///
/// - A description in `<locale>/messages.ftl` replaces the descriptions of earlier layers in every
///   phrasing.
/// - A description in `<locale>/<phrasing>.ftl` replaces only the description in that phrasing.
/// - An attribute that a layer omits keeps its earlier value. `.advice = { "" }` removes the advice.
///
/// Overlays are not trusted. Functions, arguments, nested placeables, control characters and
/// bidirectional controls are rejected. A message may refer to others of the same locale, but must
/// not exceed 4 KiB and 64 placeables. [`Error::diagnostics`] lists every problem with its location
/// and a fix.
///
/// ```
/// use fluent_status::{Catalog, Phrasing, StatusCode, langid};
///
/// let catalog = Catalog::builder()
///     .default_locale(langid!("zh-Hans"))
///     .phrasings([Phrasing::PLAIN])
///     .build()?;
///
/// let message = catalog.message(StatusCode::NOT_FOUND, &catalog.negotiate("tlh"));
/// assert_eq!(message.description().locale(), &langid!("zh-Hans"));
/// assert_eq!(message.phrasing(), Some(&Phrasing::PLAIN));
/// # Ok::<(), fluent_status::Error>(())
/// ```
#[must_use]
#[derive(Debug)]
pub struct CatalogBuilder {
    default_locale: LanguageIdentifier,
    phrasings: Vec<Phrasing>,
    allow_other_chinese_script: bool,
    /// The built-in message files first.
    files: Layer,
}

impl CatalogBuilder {
    pub(super) fn new() -> Self {
        Self::from_files(ftl::read_builtin())
    }

    fn from_files(files: Layer) -> Self {
        Self {
            default_locale: base_locale(),
            phrasings: Vec::new(),
            allow_other_chinese_script: false,
            files,
        }
    }

    /// Sets the locale for clients that list no available locale. The default is `en`.
    pub fn default_locale(mut self, locale: LanguageIdentifier) -> Self {
        self.default_locale = locale;
        self
    }

    /// Puts phrasings at the front of the fallback order, which is `concise`, `general`, `common`,
    /// `plain` by default.
    ///
    /// The phrasing of an overlay is used only if it is added here, or if a lookup prefers it.
    pub fn phrasings(mut self, order: impl IntoIterator<Item = Phrasing>) -> Self {
        self.phrasings.splice(0..0, order);
        self
    }

    /// Sets whether a client that asks for one Chinese script may get the other one before another
    /// language. The default is `false`: see [`negotiation`](crate::negotiation).
    pub fn allow_other_chinese_script(mut self, allow: bool) -> Self {
        self.allow_other_chinese_script = allow;
        self
    }

    /// Adds an overlay: message files that the application embeds. Their paths are
    /// `<language identifier>/messages.ftl` and `<language identifier>/<phrasing>.ftl`. Files with
    /// another extension are ignored.
    ///
    /// ```
    /// use fluent_status::Catalog;
    /// use rust_embed::RustEmbed;
    ///
    /// #[derive(RustEmbed)]
    /// #[folder = "locales"] // a directory of the application
    /// struct Messages;
    ///
    /// let catalog = Catalog::builder().overlay_embedded::<Messages>().build()?;
    /// # Ok::<(), fluent_status::Error>(())
    /// ```
    ///
    /// # New files
    ///
    /// In a debug build, rust-embed reads the directory at run time, so new and changed files need
    /// no build. A release build contains the files. Cargo rebuilds it if one of them changes, but
    /// notices a new file only if the `build.rs` of the application names the directory:
    ///
    /// ```
    /// println!("cargo::rerun-if-changed=locales");
    /// ```
    pub fn overlay_embedded<E: RustEmbed>(mut self) -> Self {
        self.files.extend(ftl::read_embedded::<E>());
        self
    }

    /// Adds an overlay: the message files `<dir>/<language identifier>/messages.ftl` and
    /// `<dir>/<language identifier>/<phrasing>.ftl`. They are read once, by this call.
    ///
    /// Hidden files and files with another extension are ignored. Links to files are followed.
    /// [`build`](Self::build) reports an error for a file that is not regular, is larger than
    /// 1 MiB, does not end with a line end, or changes while it is read. To change a file safely,
    /// write a new one and rename it.
    pub fn overlay_dir(mut self, dir: impl AsRef<Path>) -> Self {
        self.files.extend(ftl::read_directory(dir.as_ref(), |_, _| ()));
        self
    }

    /// Adds message files that are already read.
    #[cfg(feature = "lint")]
    pub(crate) fn layer(mut self, layer: Layer) -> Self {
        self.files.extend(layer);
        self
    }

    /// Creates a builder with one message file and without the built-in ones, because these would
    /// make a fuzz target slow.
    #[cfg(fuzzing)]
    #[doc(hidden)]
    pub fn from_message_file(path: &Path, bytes: &[u8]) -> Self {
        Self::from_files(ftl::read_file(path, bytes))
    }

    /// Builds the catalog.
    ///
    /// # Errors
    ///
    /// Returns an error if the overlays have problems, which [`Error::diagnostics`] lists. Otherwise
    /// returns an error if the default locale has no messages, or if there are too many phrasings or
    /// messages.
    pub fn build(self) -> Result<Catalog, Error> {
        let (catalog, errors) = self.compile();
        errors.into_iter().next().map_or(Ok(catalog), Err)
    }

    /// Builds the catalog as far as possible, and returns every error.
    pub(crate) fn compile(self) -> (Catalog, Vec<Error>) {
        let Layer { files, mut diagnostics } = self.files;
        let mut errors = Vec::new();

        let locales = locales(&files);
        if !locales.contains(&self.default_locale) {
            let available = locales.iter().map(|l| format!("`{l}`")).collect::<Vec<_>>().join(", ");
            errors.push(Error::default_locale(self.default_locale.to_string(), available));
        }
        let negotiator = Negotiator::new(self.default_locale, locales)
            .allow_other_chinese_script(self.allow_other_chinese_script);

        let (mut phrasings, mut fallback) = phrasings(self.phrasings, &files);
        if phrasings.len() > MAX_PHRASINGS {
            errors.push(Error::too_many_phrasings(phrasings.len(), MAX_PHRASINGS));
            phrasings.truncate(MAX_PHRASINGS);
            fallback = fallback.min(MAX_PHRASINGS);
        }

        let available = negotiator.available();
        let ids: Vec<MessageId<'_>> = message_ids(&files).into_iter().collect();
        let mut table = Table::new(ids.iter().copied(), phrasings.len());
        let mut warnings = Vec::new();
        let (locales, cells) = (available.len(), available.len() * table.cells_per_locale());
        if cells > MAX_CELLS {
            let (ids, phrasings) = (ids.len(), phrasings.len());
            errors.push(Error::too_many_messages(locales, ids, phrasings, MAX_CELLS));
        } else {
            let merged = available.iter().map(|locale| {
                let files = files.iter().filter(|file| file.locale() == locale);
                (locale, MergedLocale::new(files))
            });
            let merged: Vec<(&LanguageIdentifier, MergedLocale<'_>)> = merged.collect();
            table.reserve(cells);
            for (locale, messages) in &merged {
                // The built-in files have no references, which a test checks.
                if !files.iter().all(MessageFile::is_trusted) {
                    diagnostics.extend(references::check(messages));
                }
                let phrasings = Phrasings { all: &phrasings, fallback };
                if diagnostics.is_empty() {
                    table.extend(compile::cells(messages, locale, &ids, phrasings));
                }
            }
            let merged: Vec<_> = merged.iter().map(|(locale, merged)| (*locale, merged)).collect();
            warnings = overlay_warnings::check(&merged);
        }
        // File errors come first, because later errors may only be their consequence.
        let errors = Error::message_files(diagnostics).into_iter().chain(errors).collect();
        let base_chain = base_chain(available);
        let catalog = Catalog {
            negotiator,
            phrasings,
            table,
            base_chain,
            warnings,
            #[cfg(feature = "pages")]
            labels: std::sync::OnceLock::new(),
        };
        (catalog, errors)
    }
}

/// Returns the positions of the locales that clients of the default locale would get if
/// [`BASE_LOCALE`] were the default locale.
fn base_chain(available: &[LanguageIdentifier]) -> Vec<Position> {
    if available.first().is_some_and(|default| *default == BASE_LOCALE) {
        return vec![0];
    }
    let negotiator = Negotiator::new(base_locale(), available.iter().cloned());
    let chain = negotiator.negotiate_requested(available.first());
    let position = |locale| available.iter().position(|other| other == locale);
    chain.iter().filter_map(|locale| Position::try_from(position(locale)?).ok()).collect()
}

fn base_locale() -> LanguageIdentifier {
    BASE_LOCALE.parse().unwrap_or_default()
}

/// Returns the locales that have messages. The likeliest locale of a language comes first, because
/// this order decides a tie: `fr-FR` before `fr-CA` for a client in Switzerland.
fn locales(files: &[MessageFile]) -> Vec<LanguageIdentifier> {
    let found: BTreeSet<&LanguageIdentifier> = files.iter().map(MessageFile::locale).collect();
    let mut locales: Vec<&LanguageIdentifier> = found.into_iter().collect();
    locales.sort_by_key(|locale| (locale.language, !cldr::is_likeliest(locale)));
    locales.into_iter().cloned().collect()
}

/// Returns the phrasings and the number of them that form the fallback order.
fn phrasings(declared: Vec<Phrasing>, files: &[MessageFile]) -> (Vec<Phrasing>, usize) {
    let found: BTreeSet<&Phrasing> = files.iter().map(MessageFile::phrasing).collect();
    let default_order = [Phrasing::CONCISE, Phrasing::GENERAL, Phrasing::COMMON, Phrasing::PLAIN];
    let mut phrasings: Vec<Phrasing> = Vec::new();
    for phrasing in declared.into_iter().chain(default_order) {
        if found.contains(&phrasing) && !phrasings.contains(&phrasing) {
            phrasings.push(phrasing);
        }
    }
    let fallback = phrasings.len();
    for phrasing in found {
        if !phrasings.contains(phrasing) {
            phrasings.push(phrasing.clone());
        }
    }
    (phrasings, fallback)
}

/// Cells store the index of a phrasing in a byte.
const MAX_PHRASINGS: usize = 250;

/// The maximum number of cells, of about 40 bytes each: every status code in every locale of CLDR
/// in a few phrasings.
const MAX_CELLS: usize = 1 << 21;

/// Returns the IDs of the messages that the catalog has.
fn message_ids(files: &[MessageFile]) -> BTreeSet<MessageId<'_>> {
    let always = [MessageId::Unknown].into_iter().chain((1..=5).map(MessageId::Class));
    let labels = Label::ALL.map(MessageId::Label);
    let messages = files.iter().flat_map(MessageFile::messages);
    let found = messages.filter_map(|message| MessageId::parse(message.id.name));
    always.chain(labels).chain(found).collect()
}
