//! `fluent-fallback`, whose user provides the bundles.

use std::borrow::Cow;
use std::vec;

use fluent_bundle::{FluentBundle, FluentResource};
use fluent_fallback::Bundles;
use fluent_fallback::env::LocalesProvider;
use fluent_fallback::generator::{BundleGenerator, FluentBundleResult};
use fluent_fallback::types::ResourceId;
use rustc_hash::FxHashSet;
use unic_langid::LanguageIdentifier;

use crate::fixtures::ENGLISH_MESSAGES;

pub type Fallback = Bundles<Generator>;

/// Returns the bundles of a locale chain in which only English has `messages.ftl`.
pub fn fluent_fallback<const N: usize>(locales: [&str; N]) -> Fallback {
    let locales = locales.map(|locale| locale.parse().expect("a locale")).to_vec();
    let files: Vec<ResourceId> = vec!["messages.ftl".into()];
    Bundles::new(true, files.into_iter().collect(), &Generator, &Chain(locales))
}

pub fn fallback_value<'f>(fallback: &'f Fallback, id: &'f str) -> Option<Cow<'f, str>> {
    fallback.format_value_sync(id, None, &mut Vec::new()).ok()?
}

#[derive(Clone)]
pub struct Chain(Vec<LanguageIdentifier>);

impl LocalesProvider for Chain {
    type Iter = vec::IntoIter<LanguageIdentifier>;

    fn locales(&self) -> Self::Iter {
        self.0.clone().into_iter()
    }
}

pub struct Generator;

type Loaded = FluentBundleResult<FluentResource>;

impl BundleGenerator for Generator {
    type Resource = FluentResource;
    type LocalesIter = vec::IntoIter<LanguageIdentifier>;
    type Iter = vec::IntoIter<Loaded>;
    type Stream = futures::stream::Empty<Loaded>;

    #[expect(clippy::result_large_err, reason = "the peer defines the type")]
    fn bundles_iter(&self, locales: Self::LocalesIter, _: FxHashSet<ResourceId>) -> Self::Iter {
        let bundle = |locale: LanguageIdentifier| {
            let english = locale == "en";
            let source = if english { ENGLISH_MESSAGES } else { "status-600 = a\n" };
            let resource = FluentResource::try_new(source.to_owned()).expect("a valid file");
            let mut bundle = FluentBundle::new(vec![locale]);
            bundle.set_use_isolating(false);
            bundle.add_resource(resource).expect("unique message IDs");
            Ok(bundle)
        };
        locales.map(bundle).collect::<Vec<_>>().into_iter()
    }
}
