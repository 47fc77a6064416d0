//! Prints a description from the same message files with `fluent-bundle` and `rust-embed`.

use std::collections::HashMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

#[derive(RustEmbed)]
#[folder = "../../../locales"]
#[include = "*.ftl"]
struct Locales;

type Bundles = HashMap<(LanguageIdentifier, String), FluentBundle<FluentResource>>;

const PHRASINGS: [&str; 4] = ["concise", "general", "common", "messages"];

fn main() {
    let mut arguments = std::env::args().skip(1);
    let locale = arguments.next().unwrap_or_else(|| "zh-Hans".to_owned());
    let code = arguments.next().unwrap_or_else(|| "404".to_owned());
    let bundles = bundles();
    let locale: LanguageIdentifier = locale.parse().expect("a language identifier");
    let chain = [locale, "en".parse().expect("a language identifier")];
    println!("{}", description(&bundles, &chain, &code).expect("a description"));
}

/// Loads all message files, as a program that serves all locales does.
fn bundles() -> Bundles {
    let mut bundles = Bundles::new();
    for path in Locales::iter() {
        let file = Locales::get(&path).expect("an embedded file");
        let source = String::from_utf8(file.data.into_owned()).expect("UTF-8");
        let resource = FluentResource::try_new(source).expect("a valid message file");
        let (locale, phrasing) = path.split_once('/').expect("a locale and a file name");
        let locale: LanguageIdentifier = locale.parse().expect("a language identifier");
        let mut bundle = FluentBundle::new_concurrent(vec![locale.clone()]);
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).expect("unique message IDs");
        bundles.insert((locale, phrasing.trim_end_matches(".ftl").to_owned()), bundle);
    }
    bundles
}

fn description(bundles: &Bundles, chain: &[LanguageIdentifier], code: &str) -> Option<String> {
    let id = format!("status-{code}");
    chain.iter().find_map(|locale| {
        PHRASINGS.iter().find_map(|phrasing| {
            let bundle = bundles.get(&(locale.clone(), (*phrasing).to_owned()))?;
            let pattern = bundle.get_message(&id)?.value()?;
            let arguments = FluentArgs::new();
            let mut errors = Vec::new();
            let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
            errors.is_empty().then(|| text.into_owned())
        })
    })
}
