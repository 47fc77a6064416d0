//! The catalog: message files, compiled into a table of messages.
//!
//! [`builder`] merges the layers of message files, [`compile`] fills the [`table`], [`lookup`] reads
//! it, and [`formatter`] formats the messages that have variables.

mod builder;
mod compile;
mod formatter;
#[cfg(feature = "pages")]
pub(crate) mod labels;
#[cfg(feature = "watch")]
mod live;
mod lookup;
mod message;
mod overlay_warnings;
mod table;

use std::fmt;
use std::sync::LazyLock;

use http::StatusCode;
use unic_langid::LanguageIdentifier;

pub use self::builder::CatalogBuilder;
#[cfg(feature = "lint")]
pub(crate) use self::compile::{is_empty_pattern, visit};
#[cfg(feature = "pages")]
pub(crate) use self::formatter::{ARG_END, ARG_START};
#[cfg(feature = "watch")]
pub use self::live::{LiveCatalog, ReloadStatus};
pub use self::lookup::Lookup;
#[cfg(feature = "template")]
pub(crate) use self::message::colon;
pub use self::message::{Localized, Message};
use self::table::{Field, Table};
use crate::diagnostic::Diagnostic;
use crate::message_id::Label;
use crate::negotiation::{LocaleChain, Negotiator, Position};
use crate::phrasing::Phrasing;

/// The locale that has every built-in message.
pub(crate) const BASE_LOCALE: &str = "en";

/// The messages of a set of locales.
///
/// A catalog does not change, and threads can share it. Without arguments, a lookup takes no lock and
/// does not allocate.
///
/// ```
/// use fluent_status::{Catalog, StatusCode};
///
/// let catalog = Catalog::builtin();
/// let chain = catalog.negotiate("zh-TW,zh;q=0.9,en;q=0.8"); // once per request
/// let message = catalog.message(StatusCode::NOT_FOUND, &chain); // once per message
/// assert_eq!(message.to_string(), "404 找不到：所請求的資源不存在。");
/// assert_eq!(message.description().locale().to_string(), "zh-Hant");
/// ```
pub struct Catalog {
    negotiator: Negotiator,
    /// The fallback order, then the phrasings that are used only if they are chosen.
    phrasings: Vec<Phrasing>,
    table: Table,
    /// The locales to try after every chain, if the default locale lacks messages: the locales that
    /// its clients would get if [`BASE_LOCALE`] were the default, then [`BASE_LOCALE`].
    base_chain: Vec<Position>,
    warnings: Vec<Diagnostic>,
    /// See [`Catalog::labels`].
    #[cfg(feature = "pages")]
    labels: std::sync::OnceLock<Box<[labels::LocaleLabels]>>,
}

impl Catalog {
    /// Returns the catalog of the built-in messages: English and Chinese (Simplified and
    /// Traditional), with English as the default locale.
    ///
    /// The first call compiles the messages, which takes about a millisecond.
    #[must_use]
    pub fn builtin() -> &'static Self {
        // A test checks that the built-in message files have no errors.
        static BUILTIN: LazyLock<Catalog> = LazyLock::new(|| Catalog::builder().compile().0);
        &BUILTIN
    }

    /// Creates a builder for a catalog with more message files, or with another default locale or
    /// order of phrasings.
    pub fn builder() -> CatalogBuilder {
        CatalogBuilder::new()
    }

    /// Returns the locales that have messages, the default locale first.
    #[must_use]
    pub fn locales(&self) -> &[LanguageIdentifier] {
        self.negotiator.available()
    }

    /// Returns the phrasings: first the fallback order, then the phrasings that are used only if a
    /// lookup prefers them.
    #[must_use]
    pub fn phrasings(&self) -> &[Phrasing] {
        &self.phrasings
    }

    /// Returns the status codes that have their own message, in ascending order.
    pub fn status_codes(&self) -> impl Iterator<Item = StatusCode> {
        self.table.status_codes()
    }

    /// Returns the names of the problem types that have a message, in no particular order.
    pub fn problem_names(&self) -> impl Iterator<Item = &str> {
        self.table.problem_names()
    }

    /// Returns the name of a language in the language itself, for example for a list of languages.
    /// Returns `None` if the locale has no message `language-name`.
    ///
    /// ```
    /// use fluent_status::{Catalog, langid};
    ///
    /// let catalog = Catalog::builtin();
    /// assert_eq!(catalog.language_name(&langid!("zh-Hant")), Some("繁體中文"));
    /// ```
    #[must_use]
    pub fn language_name(&self, locale: &LanguageIdentifier) -> Option<&str> {
        let row = self.table.label_row(Label::LanguageName);
        let cell = self.table.cell(self.position(locale)?, row, Field::Description(0))?;
        cell.text.as_deref()
    }

    /// Negotiates the locales for the value of an `Accept-Language` header. An empty value has the
    /// meaning of an absent header. See [`negotiation`](crate::negotiation).
    #[must_use]
    pub fn negotiate(&self, accept_language: impl AsRef<[u8]>) -> LocaleChain {
        self.negotiator.negotiate(accept_language)
    }

    /// Returns the negotiator, for preferences that are not one `Accept-Language` header.
    #[must_use]
    pub fn negotiator(&self) -> &Negotiator {
        &self.negotiator
    }

    /// Returns problems in the message files that did not prevent the catalog from being built, for
    /// example a description that a later layer hides.
    ///
    /// ```
    /// use fluent_status::Catalog;
    ///
    /// let dir = tempfile::tempdir()?;
    /// std::fs::create_dir(dir.path().join("en"))?;
    /// std::fs::write(dir.path().join("en/messages.ftl"), "status-404 = Gone fishing.\n")?;
    ///
    /// let catalog = Catalog::builder().overlay_dir(dir.path()).build()?;
    /// for warning in catalog.warnings() {
    ///     println!("{warning}"); // … `status-404` is overridden in `en`, but not in …
    /// }
    /// # assert!(!catalog.warnings().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// Returns the index of a locale among [`locales`](Self::locales).
    fn position(&self, locale: &LanguageIdentifier) -> Option<Position> {
        let index = self.locales().iter().position(|other| other == locale)?;
        Position::try_from(index).ok()
    }

    /// Returns the locale at an index. Every position comes from the negotiator of this catalog.
    #[inline]
    fn locale(&self, position: Position) -> &LanguageIdentifier {
        self.negotiator.locale(position)
    }

    fn phrasing_index(&self, phrasing: &Phrasing) -> Option<u8> {
        let index = self.phrasings.iter().position(|other| other == phrasing)?;
        u8::try_from(index).ok()
    }

    fn phrasing_at(&self, index: u8) -> &Phrasing {
        self.phrasings.get(usize::from(index)).unwrap_or(&Phrasing::PLAIN)
    }
}

impl fmt::Debug for Catalog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Catalog")
            .field("locales", &self.locales())
            .field("phrasings", &self.phrasings)
            .finish_non_exhaustive()
    }
}
