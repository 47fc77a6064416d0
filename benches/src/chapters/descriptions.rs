//! From a status code to a message.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hint::black_box;

use fluent_bundle::{FluentArgs, FluentError, FluentValue};
use fluent_status::{Catalog, Lookup, Phrasing, StatusCode};
use fluent_templates::{ArcLoader, Loader};
use i18n_embed::LanguageLoader;
use i18n_embed::fluent::FluentLanguageLoader;
use rust_i18n::{Backend, SimpleBackend};
use unic_langid::langid;

use super::Chapter;
use crate::comparison::{Comparison, repeat, side};
use crate::fixtures::{self, ENGLISH_MESSAGES, leak, message_id, mixed_codes, mixed_ids};
use crate::peers;

pub fn chapter() -> Chapter {
    let catalog = Catalog::builtin();
    let chain = leak(catalog.negotiate("en"));
    let lookup: &Lookup<'_, '_> = leak(catalog.lookup(chain));
    // The peers only have `messages.ftl`, so our side uses its phrasing.
    let plain = leak(catalog.lookup(chain).phrasing(&Phrasing::PLAIN));
    let one = || vec![StatusCode::NOT_FOUND; 2000];
    let describe =
        |lookup: &'static Lookup<'_, '_>| side(mixed_codes, |code| lookup.description(code));
    let reason = |code: StatusCode| code.canonical_reason();

    let bundle = leak(fixtures::english_bundle());
    let i18n_embed = leak(i18n_embed_loader().select_languages(&[langid!("en")]));
    let templates = leak(fluent_templates_loader());
    let fallback = leak(peers::fluent_fallback(["en", "zh-Hans"]));
    let rust_i18n = leak(rust_i18n_backend());
    for code in mixed_codes() {
        let id = &message_id(code);
        let description = plain.description(code);
        let description = description.as_str();
        assert_eq!(format(bundle, id, None).as_deref(), Some(description));
        assert_eq!(i18n_embed.get(id), description);
        assert_eq!(templates.lookup(&langid!("en"), id), description);
        assert_eq!(peers::fallback_value(fallback, id).as_deref(), Some(description));
        assert_eq!(rust_i18n.translate("en", id).as_deref(), Some(description));
    }

    Chapter {
        title: "A status code to a message",
        about: "The locale chain and the loader or bundle of a peer exist already. The peers have the \
                same English `messages.ftl`, and receive complete message IDs. `canonical_reason` is \
                a `match` that returns a short English phrase: the minimum cost of a lookup. The \
                bundle of `fluent-bundle` is the concurrent one. `rust-i18n` is called through its \
                backend, which is faster than its macro `t!`. `fluent-templates` has an `ArcLoader`.",
        comparisons: vec![
            Comparison::new(
                "description, one status code",
                side(one, |code| lookup.description(code)),
                "`http`: `canonical_reason`",
                side(one, reason),
            )
            .at_most(1.5)
            .without_allocation()
            .reason(
                "A description carries its locale. The branch predictor is always right here, so \
                 `canonical_reason` takes 1.5 to 3 ns, depending on the build of this program.",
            ),
            Comparison::new(
                "description, mixed status codes",
                describe(lookup),
                "`http`: `canonical_reason`",
                side(mixed_codes, reason),
            )
            .at_most(0.3)
            .without_allocation(),
            Comparison::new(
                "message, mixed status codes",
                side(mixed_codes, |code| lookup.message(code)),
                "`http`: `canonical_reason`",
                side(mixed_codes, reason),
            ),
            Comparison::new(
                "description, mixed status codes",
                describe(plain),
                "`fluent-bundle`: `get_message`, `format_pattern`",
                side(mixed_ids, |id| format(bundle, id, None)),
            ),
            Comparison::new(
                "description, mixed status codes",
                describe(plain),
                "`i18n-embed`: `get`",
                side(mixed_ids, |id| i18n_embed.get(id)),
            ),
            Comparison::new(
                "description, mixed status codes",
                describe(plain),
                "`fluent-templates`: `lookup`",
                side(mixed_ids, |id| templates.lookup(&langid!("en"), id)),
            ),
            Comparison::new(
                "description, mixed status codes",
                describe(plain),
                "`fluent-fallback`: `format_value_sync`",
                side(mixed_ids, |id| peers::fallback_value(fallback, id)),
            ),
            Comparison::new(
                "description, mixed status codes",
                describe(plain),
                "`rust-i18n`: `translate`",
                side(mixed_ids, |id| rust_i18n.translate("en", id)),
            ),
        ],
    }
}

pub fn fallback() -> Chapter {
    let catalog = Catalog::builtin();
    let chain = leak(catalog.negotiate("en"));
    let concise = leak(catalog.lookup(chain).phrasing(&Phrasing::CONCISE));
    let plain = leak(catalog.lookup(chain).phrasing(&Phrasing::PLAIN));
    let only_in_plain = move || -> Vec<StatusCode> {
        let is_plain =
            |code: &StatusCode| concise.message(*code).phrasing() == Some(&Phrasing::PLAIN);
        mixed_codes().into_iter().filter(is_plain).collect()
    };

    // Three locales without descriptions of the mixed status codes.
    let directory = fixtures::directory([
        ("qaa/messages.ftl", "status-601 = a\n"),
        ("qab/messages.ftl", "status-602 = b\n"),
        ("qac/messages.ftl", "status-603 = c\n"),
    ]);
    let overlaid = Catalog::builder().overlay_dir(directory.path()).build();
    let overlaid = leak(overlaid.expect("a catalog"));
    let short = leak(overlaid.lookup(leak(overlaid.negotiate("en"))));
    let long = leak(overlaid.lookup(leak(overlaid.negotiate("qaa,qab,qac,en"))));
    assert_eq!(short.description(StatusCode::NOT_FOUND), long.description(StatusCode::NOT_FOUND));

    let peer = leak(peers::fluent_fallback(["qaa", "qab", "qac", "en"]));
    assert!(peers::fallback_value(peer, "status-404").is_some());
    Chapter {
        title: "Fallback",
        about: "The same descriptions, with and without fallback.",
        comparisons: vec![
            Comparison::new(
                "description after three phrasings",
                side(only_in_plain, |code| concise.description(code)),
                "the same in the preferred phrasing",
                side(only_in_plain, |code| plain.description(code)),
            ),
            Comparison::new(
                "description after three locales",
                side(mixed_codes, |code| long.description(code)),
                "the same in the first locale",
                side(mixed_codes, |code| short.description(code)),
            ),
            Comparison::new(
                "description after three locales",
                side(mixed_codes, |code| long.description(code)),
                "`fluent-fallback`: `format_value_sync` after three locales",
                side(mixed_ids, |id| peers::fallback_value(peer, id)),
            ),
        ],
    }
}

/// Compares messages with arguments, and single descriptions with arguments.
pub fn arguments() -> Chapter {
    let args = leak(FluentArgs::from_iter([
        ("limit", FluentValue::from("10 MB")),
        ("seconds", FluentValue::from(30)),
    ]));
    let catalog = Catalog::builtin();
    let chain = leak(catalog.negotiate("en"));
    let bundle = leak(fixtures::english_bundle());

    let descriptions = "\
        status-413 = Use a smaller file or send less: the limit is { $limit }.\n\
        status-503 = { $seconds ->\n    \
            [one] Try again in { $seconds } second.\n   \
           *[other] Try again in { $seconds } seconds.\n\
        }\n";
    let directory = fixtures::directory([("en/brief.ftl", descriptions)]);
    let brief: &Phrasing = leak("brief".parse().expect("a phrasing"));
    let custom = Catalog::builder().overlay_dir(directory.path()).build();
    let custom = leak(custom.expect("a catalog"));
    let custom_chain = leak(custom.negotiate("en"));
    let custom_bundle = leak(fixtures::bundle(langid!("en"), descriptions));

    // A lookup with arguments belongs to one request, so creating it is part of the work.
    let message = |code| catalog.lookup(chain).phrasing(&Phrasing::PLAIN).args(args).message(code);
    let describe = |code| custom.lookup(custom_chain).phrasing(brief).args(args).description(code);

    let mut comparisons = Vec::new();
    let kinds = [
        (StatusCode::PAYLOAD_TOO_LARGE, "status-413", "a string"),
        (StatusCode::SERVICE_UNAVAILABLE, "status-503", "a number that selects a plural"),
    ];
    for (code, id, kind) in kinds {
        let ours = message(code);
        let ours = [ours.reason(), ours.description(), ours.advice().expect("advice")];
        let theirs = format_message(bundle, id, args).expect("a message");
        assert!(ours.into_iter().map(|text| text.as_str()).eq(theirs.iter().map(|text| &**text)));
        let description = format(custom_bundle, id, Some(args)).expect("a description");
        assert_eq!(describe(code).as_str(), description);
        comparisons.push(
            Comparison::new(
                format!("message with {kind} in its advice"),
                repeat(move || message(black_box(code))),
                "`fluent-bundle`: `get_message`, `format_pattern` for each of three texts",
                repeat(move || format_message(bundle, black_box(id), args)),
            )
            .at_most(1.0)
            .reason(ARGUMENTS),
        );
        comparisons.push(
            Comparison::new(
                format!("description with {kind}"),
                repeat(move || describe(black_box(code))),
                "`fluent-bundle`: `get_message`, `format_pattern`",
                repeat(move || format(custom_bundle, black_box(id), Some(args))),
            )
            .at_most(1.0)
            .reason(ARGUMENTS),
        );
    }
    Chapter {
        title: "Arguments",
        about: "The advice of 413 displays a limit. The advice of 503 displays the seconds to wait, \
                with a plural. A message is the value and the attributes `reason` and `advice` of one \
                Fluent message. The descriptions are the same two sentences. Our side also creates \
                the lookup, sanitizes the arguments and formats through `fluent-bundle`.",
        comparisons,
    }
}

const ARGUMENTS: &str = "Both sides format with `fluent-bundle`. Our side also creates the lookup and \
    sanitizes the arguments. It allocates once for each displayed string to mark it, because pages \
    isolate the direction of arguments.";

type Bundle = fluent_bundle::concurrent::FluentBundle<fluent_bundle::FluentResource>;

fn format<'b>(
    bundle: &'b Bundle,
    id: &str,
    args: Option<&'b FluentArgs<'_>>,
) -> Option<Cow<'b, str>> {
    let pattern = bundle.get_message(id)?.value()?;
    Some(bundle.format_pattern(pattern, args, &mut Vec::<FluentError>::new()))
}

fn format_message(
    bundle: &'static Bundle,
    id: &str,
    args: &'static FluentArgs<'_>,
) -> Option<[Cow<'static, str>; 3]> {
    let message = bundle.get_message(id)?;
    let patterns = [
        message.get_attribute("reason")?.value(),
        message.value()?,
        message.get_attribute("advice")?.value(),
    ];
    let mut errors = Vec::new();
    Some(patterns.map(|pattern| bundle.format_pattern(pattern, Some(args), &mut errors)))
}

pub fn i18n_embed_loader() -> FluentLanguageLoader {
    let loader = FluentLanguageLoader::new("messages", langid!("en"));
    let available = loader.available_languages(&fixtures::Locales).expect("locales");
    loader.load_languages(&fixtures::Locales, &available).expect("message files");
    loader
}

fn fluent_templates_loader() -> ArcLoader {
    let directory = fixtures::directory([("en/messages.ftl", ENGLISH_MESSAGES)]);
    let builder = ArcLoader::builder(directory.path(), langid!("en"));
    builder.customize(|bundle| bundle.set_use_isolating(false)).build().expect("a loader")
}

fn rust_i18n_backend() -> SimpleBackend {
    let bundle = fixtures::english_bundle();
    let entry =
        |id: &'static str| Some((id.into(), format(&bundle, id, None)?.into_owned().into()));
    let translations: HashMap<_, _> = mixed_ids().into_iter().filter_map(entry).collect();
    let mut backend = SimpleBackend::new();
    backend.add_translations("en".into(), translations);
    backend
}
