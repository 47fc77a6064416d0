//! How a catalogue is put together from files of texts.

use std::iter;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use fluent::FluentArgs;
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use crate::catalog::{BASE_LOCALE, Catalog, Cell, Doubts, Row, UNKNOWN_ROW, VariableIndex};
use crate::chain::Position;
use crate::cldr;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::ftl::{self, Layer, MergedLocale, MessageFile, references};
use crate::negotiation::Negotiator;
use crate::pattern::{Language, Layout, Layouts, VariableText};
use crate::phrasing::Phrasing;
use crate::status_class::{STATUS_CODES, StatusClass, status_codes, status_index};
use crate::subject::{Label, Subject};

/// Puts a [`Catalog`] together: other texts, another default locale, another order of phrasings.
///
/// The texts that come with the crate are always there, below what is added: a message that is
/// added takes the place of the one with the same locale, phrasing and id, and what it does not
/// mention stays. New locales, phrasings and codes need nothing but their file.
///
/// What is added is not trusted. Functions, arguments, braces directly in braces, control characters
/// and marks of direction are not taken; a text may refer to others of the same locale and phrasing,
/// as long as it comes to no more than 4 KiB and 64 pairs of braces. [`Error::diagnostics`] tells
/// all that is refused, with its place and with what to write instead.
///
/// ```
/// use fluent_status::{Catalog, StatusCode, Phrasing};
/// use unic_langid::langid;
///
/// let catalog = Catalog::builder()
///     .default_locale(langid!("zh-Hans"))
///     .phrasings([Phrasing::PLAIN])
///     .build()?;
///
/// let message = catalog.message(StatusCode::NOT_FOUND, &catalog.negotiate("tlh"));
/// assert_eq!(message.description().locale(), &langid!("zh-Hans"));
/// assert_eq!(message.phrasing(), &Phrasing::PLAIN);
/// # Ok::<(), fluent_status::Error>(())
/// ```
#[must_use]
#[derive(Debug)]
pub struct CatalogBuilder {
    default_locale: LanguageIdentifier,
    phrasings: Vec<Phrasing>,
    either_chinese_script: bool,
    texts: Layer,
}

impl Catalog {
    /// The catalogue of the texts that come with this crate: English and Chinese, Simplified and
    /// Traditional, with English as the default.
    #[must_use]
    pub fn embedded() -> &'static Self {
        // A test holds that the embedded files have no errors.
        static EMBEDDED: LazyLock<Catalog> = LazyLock::new(|| Catalog::builder().compile().0);
        &EMBEDDED
    }

    /// Starts a catalogue with other locales, texts or defaults.
    pub fn builder() -> CatalogBuilder {
        CatalogBuilder::of(ftl::read_builtin())
    }
}

impl CatalogBuilder {
    fn of(texts: Layer) -> Self {
        Self {
            default_locale: base_locale(),
            phrasings: vec![Phrasing::CONCISE, Phrasing::GENERAL, Phrasing::COMMON],
            either_chinese_script: false,
            texts,
        }
    }

    /// The locale that answers where a reader lists nothing that is available. `en`, unless this
    /// says otherwise.
    pub fn default_locale(mut self, locale: LanguageIdentifier) -> Self {
        self.default_locale = locale;
        self
    }

    /// The phrasings to fall back through, in order. `concise`, `general`, `common`, unless this
    /// says otherwise; those that are not named come after, and `plain` last.
    pub fn phrasings(mut self, order: impl IntoIterator<Item = Phrasing>) -> Self {
        self.phrasings.splice(0..0, order);
        self
    }

    /// Whether a reader of one Chinese script is given the other before another language. No,
    /// unless this says so: see [`negotiation`](crate::negotiation).
    pub fn either_chinese_script(mut self, yes: bool) -> Self {
        self.either_chinese_script = yes;
        self
    }

    /// Adds message files that an application embeds as an overlay. Their paths are `<language
    /// identifier>/<phrasing>.ftl`. Files with another extension are ignored.
    ///
    /// ```
    /// use fluent_status::{Catalog, StatusCode};
    /// use rust_embed::RustEmbed;
    ///
    /// #[derive(RustEmbed)]
    /// #[folder = "locales"] // in the application's package
    /// struct Locales;
    ///
    /// let catalog = Catalog::builder().embed::<Locales>().build()?;
    /// # Ok::<(), fluent_status::Error>(())
    /// ```
    ///
    /// # New files
    ///
    /// rust-embed reads the directory itself in a debug build, so new and changed files need no
    /// build. A release build contains the files. Cargo rebuilds it when one of them changes, but it
    /// does not notice a new file unless the application's `build.rs` names the directory:
    ///
    /// ```
    /// println!("cargo::rerun-if-changed=locales");
    /// ```
    pub fn embed<E: RustEmbed>(mut self) -> Self {
        self.texts.extend(ftl::read_embedded::<E>());
        self
    }

    /// Lays the files of a folder over the texts so far: `<folder>/<language
    /// identifier>/<phrasing>.ftl`. They are read now, and once.
    ///
    /// Hidden files and those with another extension are passed over. A link to a file counts as
    /// the file. What is not a regular file, is larger than 1 MiB, does not end in a line end or
    /// changes while it is read is refused; so a file is best changed by putting a finished one in
    /// its place.
    pub fn overlay(mut self, folder: impl AsRef<Path>) -> Self {
        self.texts.extend(ftl::read_directory(folder.as_ref(), |_, _| ()));
        self
    }

    /// Lays files that are already read over the texts so far.
    #[cfg(feature = "cli")]
    pub(crate) fn layer(mut self, layer: Layer) -> Self {
        self.texts.extend(layer);
        self
    }

    /// The texts of one file, and none of the crate's, which take longer to read than a fuzz target
    /// has time for.
    #[cfg(fuzzing)]
    #[doc(hidden)]
    pub fn of_file(path: &Path, bytes: &[u8]) -> Self {
        Self::of(ftl::read_file(path, bytes))
    }

    /// Resolves all the texts.
    ///
    /// # Errors
    ///
    /// All that is wrong with the files and folders that were added, as
    /// [`Error::diagnostics`] tells it; or else a default locale without texts, or more phrasings
    /// or texts than there is room for.
    pub fn build(self) -> Result<Catalog, Error> {
        let (catalog, errors) = self.compile();
        errors.into_iter().next().map_or(Ok(catalog), Err)
    }

    /// Resolves what can be resolved.
    pub(crate) fn compile(self) -> (Catalog, Vec<Error>) {
        let Layer { files: resources, diagnostics: mut findings } = self.texts;
        let mut errors = Vec::new();

        let locales = locales(&resources);
        if !locales.contains(&self.default_locale) {
            let available = locales.iter().map(|l| format!("`{l}`")).collect::<Vec<_>>().join(", ");
            errors.push(Error::default_locale(self.default_locale.to_string(), available));
        }
        let mut negotiator = Negotiator::new(self.default_locale, locales);
        if self.either_chinese_script {
            negotiator = negotiator.either_chinese_script(true);
        }

        let mut phrasings = in_order(self.phrasings, &resources);
        if phrasings.len() > MAX_PHRASINGS {
            errors.push(Error::too_many_phrasings(phrasings.len(), MAX_PHRASINGS));
            phrasings.truncate(MAX_PHRASINGS);
        }

        let mut catalog = Catalog {
            floor: floor(negotiator.available()),
            phrasings,
            subjects: subjects(&resources),
            rows: [UNKNOWN_ROW; STATUS_CODES],
            cells: Vec::new(),
            variable_texts: Vec::new(),
            negotiator,
        };
        catalog.rows = rows(&catalog);
        let locales = catalog.negotiator.available().to_vec();
        if locales.len() * catalog.cells_of_a_locale() > MAX_CELLS {
            let (ids, phrasings) = (catalog.subjects.len(), catalog.phrasings.len());
            errors.push(Error::too_many_texts(locales.len(), ids, phrasings, MAX_CELLS));
        } else {
            catalog.cells.reserve_exact(locales.len() * catalog.cells_of_a_locale());
            for locale in locales {
                add_locale(&mut catalog, &locale, &resources, &mut findings);
            }
            mark_what_is_elsewhere(&mut catalog);
        }
        // What is missing otherwise may be missing only for these.
        let errors = Error::texts(findings).into_iter().chain(errors).collect();
        (catalog, errors)
    }
}

/// For each code the row of its own texts, or that of its class.
fn rows(catalog: &Catalog) -> [Row; STATUS_CODES] {
    let mut rows = [UNKNOWN_ROW; STATUS_CODES];
    for (row, code) in rows.iter_mut().zip(status_codes()) {
        *row = catalog.class_row(StatusClass::from(code));
    }
    for (place, subject) in catalog.subjects.iter().enumerate() {
        if let Subject::Status(code) = subject
            && let Some(row) = rows.get_mut(status_index(*code))
        {
            *row = catalog.row_at(place);
        }
    }
    rows
}

/// Tells the cells without a text whether another locale has one.
fn mark_what_is_elsewhere(catalog: &mut Catalog) {
    let cells_of_a_locale = catalog.cells_of_a_locale();
    let has_text =
        |cell: &Cell| !cell.doubts.has(Doubts::NO_TEXT) || cell.doubts.has(Doubts::HAS_VARIABLES);
    let mut is_somewhere = vec![false; cells_of_a_locale];
    for locale in catalog.cells.chunks(cells_of_a_locale) {
        is_somewhere.iter_mut().zip(locale).for_each(|(is, cell)| *is |= has_text(cell));
    }
    for locale in catalog.cells.chunks_mut(cells_of_a_locale) {
        for (cell, is_somewhere) in locale.iter_mut().zip(&is_somewhere) {
            if *is_somewhere && cell.doubts.has(Doubts::NO_TEXT) {
                cell.doubts = cell.doubts.with(Doubts::IS_ELSEWHERE);
            }
        }
    }
}

/// What the readers of the default locale would be given if the base locale were the default.
fn floor(available: &[LanguageIdentifier]) -> Vec<Position> {
    if available.first().is_some_and(|default| *default == BASE_LOCALE) {
        return vec![0];
    }
    let negotiator = Negotiator::new(base_locale(), available.iter().cloned());
    let chain = negotiator.negotiate_languages(available.first());
    let place = |locale| available.iter().position(|other| other == locale);
    chain.iter().filter_map(|locale| Position::try_from(place(locale)?).ok()).collect()
}

fn base_locale() -> LanguageIdentifier {
    BASE_LOCALE.parse().unwrap_or_default()
}

/// The locales that there are texts in. Of those of one language, the likeliest goes first, for a
/// tie is decided by this order: `fr-FR` before `fr-CA`, for a reader in Switzerland.
fn locales(resources: &[MessageFile]) -> Vec<LanguageIdentifier> {
    let mut found = Vec::new();
    for resource in resources {
        insert(&mut found, resource.locale());
    }
    let mut in_order = Vec::new();
    for locale in found {
        insert(&mut in_order, (locale.language, !cldr::is_likeliest(locale), locale));
    }
    in_order.into_iter().map(|(.., locale)| locale.clone()).collect()
}

/// The declared phrasings, then what else there is, then `plain`, each once and if it exists.
fn in_order(declared: Vec<Phrasing>, resources: &[MessageFile]) -> Vec<Phrasing> {
    let mut found = Vec::new();
    for resource in resources {
        insert(&mut found, resource.phrasing());
    }
    let others = found.iter().copied().filter(|phrasing| **phrasing != Phrasing::PLAIN);
    let mut order: Vec<Phrasing> = Vec::new();
    for phrasing in declared.iter().chain(others).chain(&[Phrasing::PLAIN]) {
        if found.contains(&phrasing) && !order.contains(phrasing) {
            order.push(phrasing.clone());
        }
    }
    order
}

/// Puts an item in its place among others that are in order, unless it is there. They are few: a
/// sort would be faster for thousands, but adds 15 kB to each program.
fn insert<T: Ord>(sorted: &mut Vec<T>, item: T) {
    if let Err(place) = sorted.binary_search(&item) {
        sorted.insert(place, item);
    }
}

/// Cells count phrasings in a byte.
const MAX_PHRASINGS: usize = 250;

/// How many cells the table of a catalogue may have, of some 40 bytes each: all codes in all the
/// locales of the world in a few phrasings.
const MAX_CELLS: usize = 1 << 21;

/// `status-unknown`, the five classes, every code that a file words, and the labels.
fn subjects(resources: &[MessageFile]) -> Vec<Subject> {
    let mut has_texts = [false; STATUS_CODES];
    for message in resources.iter().flat_map(MessageFile::messages) {
        if let Some(Subject::Status(code)) = Subject::from_id(message.id.name)
            && let Some(has_texts) = has_texts.get_mut(status_index(code))
        {
            *has_texts = true;
        }
    }
    let codes = status_codes().zip(has_texts).filter(|(_, has_texts)| *has_texts);
    let codes = codes.map(|(code, _)| Subject::Status(code));
    let classes = (1..=5).map(Subject::Class);
    let labels = Label::ALL.map(Subject::Label);
    [Subject::Unknown].into_iter().chain(classes).chain(codes).chain(labels).collect()
}

/// What a locale has for one part of one message, before any falling back.
#[derive(Clone, Default)]
struct Own {
    /// `None` where there is no text that can do without values.
    text: Option<Arc<str>>,
    variable: Option<VariableIndex>,
}

#[derive(Clone, Default)]
struct OwnMessage {
    description: Own,
    reason: Own,
    advice: Own,
    /// The advice for those who have no values.
    plain_advice: Option<Arc<str>>,
}

/// Resolves the texts of one locale, and adds its cells below those of the locales before it.
fn add_locale(
    catalog: &mut Catalog,
    locale: &LanguageIdentifier,
    resources: &[MessageFile],
    findings: &mut Vec<Diagnostic>,
) {
    let no_messages = vec![OwnMessage::default(); catalog.subjects.len()];
    let mut by_phrasing = vec![no_messages; catalog.phrasings.len()];
    let language = Arc::new(Language::new(locale));
    let files: Vec<&MessageFile> = resources.iter().filter(|r| r.locale() == locale).collect();
    let merged = MergedLocale::new(files.iter().copied());
    // The files of the crate have no references, which a test holds.
    if !files.iter().all(|file| file.is_trusted()) {
        let found = references::check(&merged);
        if !found.is_empty() {
            // What goes round or grows without end is not laid out.
            findings.extend(found);
            return;
        }
    }
    let mut layouts = Layouts::new(&merged);
    for (phrasing, messages) in catalog.phrasings.clone().iter().zip(&mut by_phrasing) {
        resolve_messages(catalog, messages, phrasing, &mut layouts, &language);
    }

    let plain = catalog.plain();
    let nothing = OwnMessage::default();
    for place in 0..catalog.subjects.len() {
        let own = |phrasing: u8| by_phrasing.get(usize::from(phrasing))?.get(place);
        for preferred in (0..).take(catalog.phrasings.len()) {
            let texts = catalog.fallback_order(preferred);
            let texts = texts.filter_map(|phrasing| Some((phrasing, &own(phrasing)?.description)));
            catalog.cells.push(Cell::new(preferred, texts));
        }
        let message = plain.and_then(own).unwrap_or(&nothing);
        catalog.cells.push(Cell::new(0, iter::once((0, &message.reason))));
        let advice = Own {
            text: message.advice.text.clone().or_else(|| message.plain_advice.clone()),
            variable: message.advice.variable,
        };
        catalog.cells.push(Cell::new(0, iter::once((0, &advice))));
    }
}

impl Cell {
    /// One part of one message, from the texts in the order of falling back.
    fn new<'o>(preferred: u8, texts: impl Iterator<Item = (u8, &'o Own)>) -> Self {
        let mut variable = None;
        let mut doubts = Doubts::NO_TEXT;
        for (phrasing, own) in texts {
            if phrasing == preferred {
                variable = own.variable;
            }
            if own.variable.is_some() {
                doubts = doubts.with(Doubts::HAS_VARIABLES);
            }
            if let Some(text) = &own.text {
                let doubts = doubts.without(Doubts::NO_TEXT);
                return Self { text: Arc::clone(text), phrasing, variable, doubts };
            }
        }
        Self { text: Arc::default(), phrasing: preferred, variable, doubts }
    }
}

/// Resolves the messages of one phrasing.
fn resolve_messages(
    catalog: &mut Catalog,
    messages: &mut [OwnMessage],
    phrasing: &Phrasing,
    layouts: &mut Layouts<'_, '_>,
    language: &Arc<Language>,
) {
    for (id, message) in layouts.locale().messages(phrasing).into_iter().flatten() {
        let subject = Subject::from_id(id);
        let place = subject.and_then(|subject| catalog.subjects.binary_search(&subject).ok());
        let Some(own) = place.and_then(|place| messages.get_mut(place)) else { continue };

        let mut resolve = |part| match Layout::of(part, layouts) {
            Layout::Text(text) => {
                Own { text: Some(text).filter(|t| !t.is_empty()), variable: None }
            }
            Layout::Parts(parts) => {
                let text = VariableText::new(language, parts);
                let without_values = text.resolve(&FluentArgs::new(), false);
                let without_values = without_values.filter(|text| !text.is_empty());
                Own {
                    text: without_values.map(Arc::from),
                    variable: catalog.add_variable_text(text),
                }
            }
        };
        if let Some(value) = message.value {
            own.description = resolve(value);
        }
        if *phrasing != Phrasing::PLAIN {
            continue;
        }
        for (name, part) in &message.attributes {
            match *name {
                "reason" => own.reason = resolve(*part),
                "advice" => own.advice = resolve(*part),
                "advice-fallback" => own.plain_advice = resolve(*part).text,
                _ => {}
            }
        }
    }
}
