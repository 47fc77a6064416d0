//! From a code to words.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hint::black_box;

use fluent_bundle::{FluentArgs, FluentError, FluentValue};
use fluent_status::{Catalog, Lookup, Phrasing};
use fluent_templates::{ArcLoader, Loader};
use http::StatusCode;
use i18n_embed::LanguageLoader;
use i18n_embed::fluent::FluentLanguageLoader;
use rust_i18n::{Backend, SimpleBackend};
use unic_langid::langid;

use super::Chapter;
use crate::contest::Allocations::AtMost;
use crate::contest::{Contest, repeat, side};
use crate::peers;
use crate::texts::{self, REGISTRY, keep, mix, mix_of_ids};

pub fn chapter() -> Chapter {
    let catalog = Catalog::embedded();
    let chain = keep(catalog.negotiate("en"));
    let lookup: &Lookup<'_, '_> = keep(catalog.lookup(chain));
    // The peers only have `messages.ftl`, so the phrasing `plain` is looked up here too.
    let plain = keep(catalog.lookup(chain).phrasing(&Phrasing::PLAIN));
    let one = || vec![StatusCode::NOT_FOUND; 2000];
    let describe = |lookup: &'static Lookup<'_, '_>| side(mix, |code| lookup.description(code));
    let reason = |code: StatusCode| code.canonical_reason();
    let described =
        |id: &str| plain.description(id[7..].parse::<fluent_status::StatusCode>().unwrap());

    let bundle = keep(texts::english());
    let i18n_embed = keep(i18n_embed_loader().select_languages(&[langid!("en")]));
    let templates = keep(fluent_templates_loader());
    let fallback = keep(peers::fluent_fallback(["en", "zh-Hans"]));
    let rust_i18n = keep(rust_i18n_backend());
    for id in mix_of_ids() {
        let text = described(id);
        assert_eq!(format(bundle, id, None).as_deref(), Some(text.text()));
        assert_eq!(i18n_embed.get(id), text.text());
        assert_eq!(templates.lookup(&langid!("en"), id), text.text());
        assert_eq!(peers::fallback_value(fallback, id).as_deref(), Some(text.text()));
        assert_eq!(rust_i18n.translate("en", id).as_deref(), Some(text.text()));
    }

    Chapter {
        title: "A code to words",
        about: "The reader is known: their chain of locales, or the loader or bundle of their \
                language, is made before. The peers are given their keys ready-made, and hold the \
                same English `messages.ftl`. `canonical_reason()` is a `match` to a short English \
                phrase; it is here as what a lookup costs at the least. \
                `rust-i18n` is asked through its backend, which is quicker than its macro `t!`; \
                `fluent-bundle` is the concurrent one, which threads can share as they can ours; \
                `fluent-templates` has an `ArcLoader`.",
        contests: vec![
            Contest::new(
                "description, one fixed code",
                side(one, |code| lookup.description(code)),
                "`http`: `canonical_reason`",
                side(one, reason),
            )
            .at_most(1.5)
            .allocating(AtMost(0.0))
            .because(
                "A text and its language are returned, not a text alone, after a look at whether a \
                 better one could come from elsewhere. A processor that always guesses the branch \
                 right makes a `match` as quick as it can be, and how long that takes differs by a \
                 half from one build of this program to the next. A table that has the row of each \
                 code, and not where its cells begin, took a tenth longer, and one behind a pointer a \
                 seventh.",
            ),
            Contest::new(
                "description, an unpredictable mix of codes",
                describe(lookup),
                "`http`: `canonical_reason`",
                side(mix, reason),
            )
            .at_most(0.3)
            .allocating(AtMost(0.0)),
            Contest::new(
                "whole message, the same mix",
                side(mix, |code| lookup.message(code)),
                "`http`: `canonical_reason`",
                side(mix, reason),
            )
            .at_most(0.8)
            .allocating(AtMost(0.0))
            .because(
                "Most of it is writing the 14 words of the answer. One look-up for the row instead \
                 of one for each text saved little, and inlining it nothing.",
            ),
            Contest::new(
                "description, the same mix",
                describe(plain),
                "`fluent-bundle`: `get_message`, `format_pattern`",
                side(mix_of_ids, |id| format(bundle, id, None)),
            )
            .at_most(1.0 / 4.0),
            Contest::new(
                "description, the same mix",
                describe(plain),
                "`i18n-embed`: `get`",
                side(mix_of_ids, |id| i18n_embed.get(id)),
            )
            .at_most(1.0 / 15.0),
            Contest::new(
                "description, the same mix",
                describe(plain),
                "`fluent-templates`: `lookup`",
                side(mix_of_ids, |id| templates.lookup(&langid!("en"), id)),
            )
            .at_most(1.0 / 40.0),
            Contest::new(
                "description, the same mix",
                describe(plain),
                "`fluent-fallback`: `format_value_sync`",
                side(mix_of_ids, |id| peers::fallback_value(fallback, id)),
            ),
            Contest::new(
                "description, the same mix",
                describe(plain),
                "`rust-i18n`: `translate`",
                side(mix_of_ids, |id| rust_i18n.translate("en", id)),
            ),
        ],
    }
}

pub fn fallback() -> Chapter {
    let catalog = Catalog::embedded();
    let chain = keep(catalog.negotiate("en"));
    let concise = keep(catalog.lookup(chain).phrasing(&Phrasing::CONCISE));
    let plain = keep(catalog.lookup(chain).phrasing(&Phrasing::PLAIN));
    let only_in_plain = move || -> Vec<StatusCode> {
        let is_plain =
            |code: &StatusCode| concise.message(*code).phrasing() == &Phrasing::PLAIN;
        mix().into_iter().filter(is_plain).collect()
    };

    // Three languages that word nothing but a code of their own.
    let folder = texts::folder([
        ("qaa/messages.ftl", "status-601 = a\n"),
        ("qab/messages.ftl", "status-602 = b\n"),
        ("qac/messages.ftl", "status-603 = c\n"),
    ]);
    let overlaid = keep(Catalog::builder().overlay(folder.path()).build().expect("texts"));
    let short = keep(overlaid.lookup(keep(overlaid.negotiate("en"))));
    let long = keep(overlaid.lookup(keep(overlaid.negotiate("qaa,qab,qac,en"))));
    assert_eq!(short.description(StatusCode::NOT_FOUND), long.description(StatusCode::NOT_FOUND));

    let peer = keep(peers::fluent_fallback(["qaa", "qab", "qac", "en"]));
    assert!(peers::fallback_value(peer, "status-404").is_some());
    Chapter {
        title: "Falling back",
        about: "The same texts are found, the long way and the short way.",
        contests: vec![
            Contest::new(
                "description, back through three phrasings",
                side(only_in_plain, |code| concise.description(code)),
                "the same, where the phrasing is preferred",
                side(only_in_plain, |code| plain.description(code)),
            )
            .at_most(1.1),
            Contest::new(
                "description, back through three locales",
                side(mix, |code| long.description(code)),
                "the same, where the locale is the first",
                side(mix, |code| short.description(code)),
            )
            .at_most(1.5)
            .because(
                "Each locale on the way is a look at one more cell of the table, under 2 ns. Walking \
                 the chain with values in mind took 5.9 times as long. With the cells of all \
                 locales beside each other it was no faster, and a whole message took 1.7 times as \
                 long. A loop with one look at each cell, which stands, is what is measured.",
            ),
            Contest::new(
                "description, back through three locales",
                side(mix, |code| long.description(code)),
                "`fluent-fallback`: `format_value_sync`, as far",
                side(mix_of_ids, |id| peers::fallback_value(peer, id)),
            ),
        ],
    }
}

/// What values cost: in a whole message, and in a text alone.
pub fn with_values() -> Chapter {
    let values = keep(FluentArgs::from_iter([
        ("limit", FluentValue::from("10 MB")),
        ("seconds", FluentValue::from(30)),
    ]));
    let catalog = Catalog::embedded();
    let chain = keep(catalog.negotiate("en"));
    let whole = keep(catalog.lookup(chain).phrasing(&Phrasing::PLAIN).values(values));
    let bundle = keep(texts::english());

    let texts_alone = "\
        status-413 = Use a smaller file or send less: the limit is { $limit }.\n\
        status-503 = { $seconds ->\n    \
            [one] Try again in { $seconds } second.\n   \
           *[other] Try again in { $seconds } seconds.\n\
        }\n";
    let folder = texts::folder([("en/brief.ftl", texts_alone)]);
    let brief: Phrasing = "brief".parse().expect("a phrasing");
    let own = keep(Catalog::builder().overlay(folder.path()).build().expect("texts"));
    let own = keep(own.lookup(keep(own.negotiate("en"))).phrasing(keep(brief)).values(values));
    let own_bundle = keep(texts::bundle(langid!("en"), texts_alone));

    let mut contests = Vec::new();
    let kinds = [
        (StatusCode::PAYLOAD_TOO_LARGE, "status-413", "a variable"),
        (StatusCode::SERVICE_UNAVAILABLE, "status-503", "a number that chooses a plural"),
    ];
    for (code, id, kind) in kinds {
        let ours = whole.message(code);
        let ours = [ours.reason(), ours.description(), ours.advice().expect("advice")];
        let theirs = whole_message(bundle, id, values).expect("a message");
        assert!(ours.into_iter().map(|text| text.text()).eq(theirs.iter().map(|text| &**text)));
        let alone = format(own_bundle, id, Some(values)).expect("a text");
        assert_eq!(own.description(code).text(), alone);
        contests.push(
            Contest::new(
                format!("whole message, its advice with {kind}"),
                repeat(move || whole.message(black_box(code))),
                "`fluent-bundle`: `get_message`, `format_pattern` for the three",
                repeat(move || whole_message(bundle, black_box(id), values)),
            )
            .at_most(0.7)
            .because(VALUES),
        );
        contests.push(
            Contest::new(
                format!("description with {kind}"),
                repeat(move || own.description(black_box(code))),
                "`fluent-bundle`: `get_message`, `format_pattern`",
                repeat(move || format(own_bundle, black_box(id), Some(values))),
            )
            .at_most(0.7)
            .because(VALUES),
        );
    }
    Chapter {
        title: "Words with values",
        about: "The advice for 413 names a limit, and that for 503 how many seconds to wait, with \
                a plural. A whole message is the value and the attributes `reason` and `advice` of \
                one Fluent message. The text alone is that advice as the description of a phrasing of \
                its own. Both sides return new strings.",
        contests,
    }
}

const VALUES: &str = "Keeping Fluent's syntax trees and writing by them took 1.0 to 1.3 times as \
    long, and asking Fluent for plurals 0.9. Texts that are laid out when the catalogue is built, with \
    plurals chosen by the rules themselves, stand and are what is measured.";

type Bundle = fluent_bundle::concurrent::FluentBundle<fluent_bundle::FluentResource>;

fn format<'b>(
    bundle: &'b Bundle,
    id: &str,
    values: Option<&'b FluentArgs<'_>>,
) -> Option<Cow<'b, str>> {
    let pattern = bundle.get_message(id)?.value()?;
    Some(bundle.format_pattern(pattern, values, &mut Vec::<FluentError>::new()))
}

fn whole_message(
    bundle: &'static Bundle,
    id: &str,
    values: &'static FluentArgs<'_>,
) -> Option<[Cow<'static, str>; 3]> {
    let message = bundle.get_message(id)?;
    let patterns = [
        message.get_attribute("reason")?.value(),
        message.value()?,
        message.get_attribute("advice")?.value(),
    ];
    let mut errors = Vec::new();
    Some(patterns.map(|pattern| bundle.format_pattern(pattern, Some(values), &mut errors)))
}

pub fn i18n_embed_loader() -> FluentLanguageLoader {
    let loader = FluentLanguageLoader::new("messages", langid!("en"));
    let available = loader.available_languages(&texts::Locales).expect("languages");
    loader.load_languages(&texts::Locales, &available).expect("texts");
    loader
}

fn fluent_templates_loader() -> ArcLoader {
    let folder = texts::folder([("en/messages.ftl", REGISTRY)]);
    let builder = ArcLoader::builder(folder.path(), langid!("en"));
    builder.customize(|bundle| bundle.set_use_isolating(false)).build().expect("texts")
}

fn rust_i18n_backend() -> SimpleBackend {
    let bundle = texts::english();
    let text = |id: &'static str| Some((id.into(), format(&bundle, id, None)?.into_owned().into()));
    let translations: HashMap<_, _> = mix_of_ids().into_iter().filter_map(text).collect();
    let mut backend = SimpleBackend::new();
    backend.add_translations("en".into(), translations);
    backend
}
