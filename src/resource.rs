//! Files of texts: found among the embedded ones or in a folder, parsed, and known by their path.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use fluent::FluentResource;
use fluent_syntax::ast::{Entry, Message};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use crate::error::Error;
use crate::pattern;
use crate::phrasing::Phrasing;

/// The texts that come with the crate.
#[derive(RustEmbed)]
#[folder = "locales"]
#[include = "*.ftl"]
pub(crate) struct Locales;

/// One file of texts. Its path is its identity: `<language identifier>/<phrasing>.ftl`.
#[derive(Clone, Debug)]
pub(crate) struct Resource {
    pub(crate) path: PathBuf,
    pub(crate) locale: LanguageIdentifier,
    pub(crate) phrasing: Phrasing,
    pub(crate) fluent: Arc<FluentResource>,
}

impl Resource {
    fn parse(path: PathBuf, text: Vec<u8>) -> Result<Self, Error> {
        let (locale, phrasing) = identity(&path).ok_or_else(|| Error::layout(&path))?;
        let text = String::from_utf8(text).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(error.as_bytes().get(..valid).unwrap_or_default());
            Error::text(&path, &before, valid, "not valid UTF-8: save the file as UTF-8".into())
        })?;
        // Some editors begin a file with a byte order mark.
        let text = match text.strip_prefix('\u{FEFF}') {
            Some(text) => text.to_owned(),
            None => text,
        };
        let fluent = FluentResource::try_new(text).map_err(|(resource, errors)| {
            let first = errors.first();
            let byte = first.map_or(0, |error| error.pos.start);
            let problem = first.map_or_else(String::new, |error| error.kind.to_string());
            Error::text(&path, resource.source(), byte, problem)
        })?;
        let resource = Self { path, locale, phrasing, fluent: Arc::new(fluent) };
        resource.check_terms()?;
        Ok(resource)
    }

    /// Fluent shows a variable in a term as its name, and reports nothing.
    fn check_terms(&self) -> Result<(), Error> {
        for entry in self.fluent.entries() {
            if let Entry::Term(term) = entry {
                let attributes = term.attributes.iter().map(|attribute| &attribute.value);
                if attributes.chain([&term.value]).any(pattern::has_variable) {
                    let id = format!("-{}", term.id.name);
                    let problem = "a term cannot have variables: write the text out, or use the \
                                   variable in each message";
                    return Err(self.error(&id, problem));
                }
            }
        }
        Ok(())
    }

    /// The messages, each with its place among the entries of the file.
    pub(crate) fn messages(&self) -> impl Iterator<Item = (usize, &Message<&str>)> {
        self.fluent.entries().enumerate().filter_map(|(place, entry)| match entry {
            Entry::Message(message) => Some((place, message)),
            _ => None,
        })
    }

    /// A problem with one message of this file.
    pub(crate) fn error(&self, id: &str, problem: &str) -> Error {
        let source = self.fluent.source();
        let is_start = |(start, _): &(usize, &str)| {
            source.get(..*start).is_some_and(|before| before.is_empty() || before.ends_with('\n'))
        };
        let byte = source.match_indices(id).find(is_start).map_or(0, |(start, _)| start);
        Error::text(&self.path, source, byte, format!("`{id}`: {problem}"))
    }
}

/// The locale and the phrasing that the last two parts of a path name.
fn identity(path: &Path) -> Option<(LanguageIdentifier, Phrasing)> {
    let locale = path.parent()?.file_name()?.to_str()?;
    let phrasing = path.file_stem()?.to_str()?;
    Some((locale.parse().ok()?, phrasing.parse().ok()?))
}

/// Reads the `.ftl` files that an application embeds.
pub(crate) fn read_embedded<E: RustEmbed>() -> Vec<Result<Resource, Error>> {
    let mut paths: Vec<Cow<'static, str>> = E::iter().collect();
    paths.sort();
    let files = paths.iter().filter(|path| path.ends_with(".ftl"));
    let files = files.filter_map(|path| Some((Path::new(path.as_ref()), E::get(path)?.data)));
    files
        .map(|(path, data)| match path.components().count() {
            2 => Resource::parse(path.into(), data.into_owned()),
            _ => Err(Error::layout(path)),
        })
        .collect()
}

/// Reads the `.ftl` files in the sub-folders of a folder.
pub(crate) fn read_folder(folder: &Path) -> Result<Vec<Resource>, Error> {
    let mut resources = Vec::new();
    for locale in entries(folder)? {
        if is_texts(&locale) {
            return Err(Error::layout(&locale));
        }
        if locale.is_dir() {
            for path in entries(&locale)?.into_iter().filter(|path| is_texts(path)) {
                let text = fs::read(&path).map_err(|error| Error::read(&path, error))?;
                resources.push(Resource::parse(path, text)?);
            }
        }
    }
    Ok(resources)
}

/// What a folder holds, by name, so that the order does not depend on the file system.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let read = || -> io::Result<Vec<PathBuf>> {
        let paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
        let mut paths = paths.collect::<io::Result<Vec<_>>>()?;
        paths.sort();
        Ok(paths)
    };
    read().map_err(|error| Error::read(folder, error))
}

fn is_texts(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "ftl")
}
