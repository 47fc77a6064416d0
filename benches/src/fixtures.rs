//! The message files and status codes that both sides work with.

use std::borrow::Cow;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use fluent_status::{Catalog, StatusCode};
use rust_embed::RustEmbed;
use tempfile::TempDir;
use unic_langid::{LanguageIdentifier, langid};

/// The built-in message files. The peers load them.
#[derive(RustEmbed)]
#[folder = "../locales"]
#[include = "*.ftl"]
pub struct Locales;

pub const ENGLISH_MESSAGES: &str = include_str!("../../locales/en/messages.ftl");

pub fn bundle(locale: LanguageIdentifier, source: &str) -> FluentBundle<FluentResource> {
    let resource = FluentResource::try_new(source.to_owned()).expect("a valid message file");
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    bundle.set_use_isolating(false);
    bundle.add_resource(resource).expect("unique message IDs");
    bundle
}

/// Returns a bundle of the English `messages.ftl`, as an application would create it.
pub fn english_bundle() -> FluentBundle<FluentResource> {
    bundle(langid!("en"), ENGLISH_MESSAGES)
}

/// Returns all built-in message files with their locales.
pub fn message_files() -> Vec<(LanguageIdentifier, String)> {
    let mut paths: Vec<_> = Locales::iter().collect();
    paths.sort();
    let file = |path: &Cow<'_, str>| {
        let source = Locales::get(path).expect("an embedded file").data.into_owned();
        let (locale, _) = path.split_once('/').expect("a locale and a file name");
        (locale.parse().expect("a locale"), String::from_utf8(source).expect("UTF-8"))
    };
    paths.iter().map(file).collect()
}

/// Returns a bundle for each file, because the files of a locale contain the same message IDs.
pub fn bundles(files: &[(LanguageIdentifier, String)]) -> Vec<FluentBundle<FluentResource>> {
    files.iter().map(|(locale, source)| bundle(locale.clone(), source)).collect()
}

/// Returns status codes that have a message here and in `http`, in an unpredictable order.
pub fn mixed_codes() -> Vec<StatusCode> {
    static CODES: LazyLock<Vec<StatusCode>> = LazyLock::new(|| {
        let codes: Vec<StatusCode> = Catalog::builtin()
            .status_codes()
            .filter(|code| code.canonical_reason().is_some())
            .collect();
        let mut random = random_numbers();
        (0..16384).map(|_| codes[random() % codes.len()]).collect()
    });
    CODES.clone()
}

/// Returns the message IDs of [`mixed_codes`].
pub fn mixed_ids() -> Vec<&'static str> {
    static IDS: LazyLock<Vec<String>> =
        LazyLock::new(|| mixed_codes().into_iter().map(message_id).collect());
    IDS.iter().map(String::as_str).collect()
}

pub fn message_id(code: StatusCode) -> String {
    format!("status-{}", code.as_u16())
}

/// Returns a generator of pseudorandom numbers, which are the same in each run.
pub fn random_numbers() -> impl FnMut() -> usize {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as usize
    }
}

/// Creates a temporary directory with message files, given their paths and contents.
pub fn directory<'t>(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> TempDir {
    let directory = tempfile::tempdir().expect("a temporary directory");
    for (path, source) in files {
        write(directory.path(), path, source);
    }
    directory
}

pub fn write(directory: &Path, path: &str, source: &str) {
    let path = directory.join(path);
    fs::create_dir_all(path.parent().expect("a parent directory")).expect("a directory");
    fs::write(path, source).expect("a file");
}

/// Leaks a value that is used until the program ends.
pub fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}
