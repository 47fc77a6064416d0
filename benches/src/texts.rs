//! The texts and the codes that both sides work with.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use fluent_status::{Catalog, StatusCode};
use http::StatusCode;
use rust_embed::RustEmbed;
use tempfile::TempDir;
use unic_langid::{LanguageIdentifier, langid};

/// The files of the crate, for the peers.
#[derive(RustEmbed)]
#[folder = "../locales"]
#[include = "*.ftl"]
pub struct Locales;

pub const PLAIN: &str = include_str!("../../locales/en/messages.ftl");

pub fn bundle(locale: LanguageIdentifier, text: &str) -> FluentBundle<FluentResource> {
    let resource = FluentResource::try_new(text.to_owned()).expect("well-formed");
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    bundle.set_use_isolating(false);
    bundle.add_resource(resource).expect("no repeats");
    bundle
}

/// The English `messages.ftl` in a bundle of its own, as an application would do it by hand.
pub fn english() -> FluentBundle<FluentResource> {
    bundle(langid!("en"), REGISTRY)
}

/// All files with their locales, read from the binary.
pub fn files() -> Vec<(LanguageIdentifier, String)> {
    let mut paths: Vec<_> = Locales::iter().collect();
    paths.sort();
    let file = |path: &std::borrow::Cow<'_, str>| {
        let text = Locales::get(path).expect("an embedded file").data.into_owned();
        let (locale, _) = path.split_once('/').expect("a locale and a phrasing");
        (locale.parse().expect("a locale"), String::from_utf8(text).expect("UTF-8"))
    };
    paths.iter().map(file).collect()
}

/// As many bundles as files, for their ids are the same.
pub fn bundles(files: &[(LanguageIdentifier, String)]) -> Vec<FluentBundle<FluentResource>> {
    files.iter().map(|(locale, text)| bundle(locale.clone(), text)).collect()
}

/// The registered codes that `http` knows too, in an order that no branch predictor learns.
pub fn mix() -> Vec<StatusCode> {
    static MIX: LazyLock<Vec<StatusCode>> = LazyLock::new(|| {
        let codes: Vec<StatusCode> = Catalog::embedded()
            .codes()
            .filter_map(|code| StatusCode::from_u16(code.as_u16()).ok())
            .filter(|code| code.canonical_reason().is_some())
            .collect();
        let mut random = random();
        (0..16384).map(|_| codes[random() % codes.len()]).collect()
    });
    MIX.clone()
}

/// The ids of the same mix, ready.
pub fn mix_of_ids() -> Vec<&'static str> {
    static IDS: LazyLock<Vec<String>> =
        LazyLock::new(|| mix().iter().map(|code| id(StatusCode::from(*code))).collect());
    IDS.iter().map(String::as_str).collect()
}

pub fn id(code: StatusCode) -> String {
    format!("status-{code}")
}

/// Numbers without a pattern, the same in each run.
pub fn random() -> impl FnMut() -> usize {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as usize
    }
}

/// A folder of texts: paths, and what is in the files.
pub fn folder<'t>(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        write(folder.path(), path, text);
    }
    folder
}

pub fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// For what lives as long as the run.
pub fn keep<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}
