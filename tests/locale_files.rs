//! The message files follow the rules of `locales/README.md`. The tests find the files by walking
//! the directory, so a new locale or phrasing is tested without a change here.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use common::{assert_none, quoted};
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use fluent::{FluentArgs, FluentResource, FluentValue};
use fluent_status::{Catalog, Lookup, Message, Phrasing, StatusCode};
use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement,
};
use fluent_syntax::{ast, parser};
use unic_langid::LanguageIdentifier;

const PLAIN: &str = "plain";
/// The IDs of the labels, which are at the end of each `messages.ftl`.
const LABELS: [&str; 5] =
    ["language-name", "page-home", "page-contact", "page-request-id", "page-languages"];

// ---- Files and layout ----

#[test]
fn every_path_is_a_locale_and_a_phrasing() {
    let mut failures = Vec::new();
    for path in walk(Path::new("locales")) {
        let path = path.strip_prefix("locales").unwrap().to_str().unwrap().replace('\\', "/");
        let identity = path.strip_suffix(".ftl").and_then(|path| path.split_once('/'));
        // `zh-hans` parses as `zh-Hans`, so one locale could have two directories.
        let is_named = identity.is_some_and(|(locale, phrasing)| {
            locale.parse::<LanguageIdentifier>().is_ok_and(|parsed| parsed == locale)
                && phrasing.parse::<Phrasing>().is_ok()
        });
        if !is_named && path != "README.md" && path != "l10n.toml" {
            failures.push(format!("{path}: not `<language identifier>/<phrasing>.ftl`"));
        }
    }
    assert_none(&failures);
}

#[test]
fn every_file_parses_without_junk() {
    let mut failures: Vec<String> = FILES.iter().flat_map(|file| file.errors.clone()).collect();
    for file in FILES.iter() {
        // The library uses another parser, which skips comments.
        if let Err((_, errors)) = FluentResource::try_new(file.source.clone()) {
            failures.push(format!("{file}: {errors:?}"));
        }
        if file.entries.iter().any(|entry| matches!(entry, Entry::Junk { .. })) {
            failures.push(format!("{file}: junk"));
        }
    }
    assert_none(&failures);
}

#[test]
fn every_file_ends_in_one_newline_and_has_no_other_line_ends() {
    check_files(|file| {
        let is_ended = file.source.ends_with('\n') && !file.source.ends_with("\n\n");
        (!is_ended || file.source.contains('\r')).then(|| "its line ends".to_owned())
    });
}

#[test]
fn every_file_opens_with_a_comment_that_names_its_locale_and_phrasing() {
    check_files(|file| {
        let Some(Entry::ResourceComment(comment)) = file.entries.first() else {
            return Some("does not open with a ### comment".to_owned());
        };
        let has_field = |name: &str, expected: &str| {
            comment.content.iter().any(|line| {
                let value = line.strip_prefix(name).and_then(|line| line.strip_prefix(": "));
                let with_note = format!("{expected} ");
                value.is_some_and(|value| value == expected || value.starts_with(&with_note))
            })
        };
        let is_named = file.source.starts_with("### ")
            && has_field("Locale", &file.locale.to_string())
            && has_field("Phrasing", &file.phrasing);
        (!is_named).then(|| "its ### comment names another locale or phrasing".to_owned())
    });
}

#[test]
fn every_locale_has_messages_ftl() {
    let is_messages = |file: &&File| file.phrasing == Phrasing::PLAIN.as_str();
    let with_messages: BTreeSet<_> =
        FILES.iter().filter(is_messages).map(|file| &file.locale).collect();
    for file in FILES.iter() {
        assert!(with_messages.contains(&file.locale), "{} has no messages.ftl", file.locale);
    }
}

#[test]
fn the_builtin_files_are_the_files_of_the_directory() {
    let catalog = Catalog::builtin();
    let locales: BTreeSet<_> = FILES.iter().map(|file| file.locale.clone()).collect();
    assert_eq!(catalog.locales().iter().cloned().collect::<BTreeSet<_>>(), locales);
    let phrasings: BTreeSet<&str> = FILES.iter().map(|file| file.phrasing.as_str()).collect();
    assert_eq!(
        catalog.phrasings().iter().map(Phrasing::as_str).collect::<BTreeSet<_>>(),
        phrasings
    );
}

#[test]
fn the_builtin_files_have_no_errors() {
    assert!(Catalog::builder().build().is_ok());
}

// ---- Messages ----

#[test]
fn every_id_and_attribute_is_known_to_the_library() {
    let is_id = |id: &str| match id.strip_prefix("status-") {
        None if LABELS.contains(&id) => true,
        Some("unknown" | "1xx" | "2xx" | "3xx" | "4xx" | "5xx") => true,
        Some(code) => code.parse::<StatusCode>().is_ok(),
        None => false,
    };
    check_messages(|_, message| (!is_id(&message.id.name)).then(|| "unknown ID".to_owned()));
    check_messages(|_, message| {
        let mut names = message.attributes.iter().map(|attribute| attribute.id.name.as_str());
        let other = names.find(|name| !["reason", "advice", "advice-fallback"].contains(name))?;
        Some(format!("unknown attribute .{other}"))
    });
    check_messages(|_, message| message.value.is_none().then(|| "no description".to_owned()));
}

#[test]
fn attributes_are_only_in_messages_ftl() {
    check_messages(|file, message| {
        let is_allowed = file.phrasing == PLAIN || message.attributes.is_empty();
        (!is_allowed).then(|| "attributes".to_owned())
    });
}

#[test]
fn translations_have_the_ids_and_attributes_of_the_english_file_in_the_same_order() {
    let outline = |file: &File| -> Vec<String> {
        let fields = |message: &ast::Message<String>| {
            let id = message.id.name.clone();
            let fields: Vec<_> = fields(message).map(|(field, _)| format!("{id}{field}")).collect();
            fields
        };
        file.messages().flat_map(fields).collect()
    };
    check_files(|file| {
        let (fields, reference) = (outline(file), outline(file.english()));
        let differs = fields.iter().zip(&reference).find(|(field, expected)| field != expected);
        let differs = differs
            .map(|(field, expected)| format!("{field}, but {} has {expected}", file.english()));
        let (count, expected) = (fields.len(), reference.len());
        let counts = || format!("{count} fields, {expected} in {}", file.english());
        differs.or_else(|| (count != expected).then(counts))
    });
}

#[test]
fn translations_use_the_variables_of_the_english_message() {
    check_messages(|file, message| {
        let id = &message.id.name;
        let english = file.english().messages().find(|english| english.id.name == *id)?;
        for ((field, pattern), (_, english)) in fields(message).zip(fields(english)) {
            let (used, expected) = (variables(pattern), variables(english));
            if used != expected {
                return Some(format!("{field} uses {used:?}, in English {expected:?}"));
            }
        }
        None
    });
}

#[test]
fn the_comment_of_a_message_explains_exactly_its_variables() {
    check_messages(|_, message| {
        let used: BTreeSet<_> =
            fields(message).flat_map(|(_, pattern)| variables(pattern)).collect();
        let lines = message.comment.iter().flat_map(|comment| &comment.content);
        // `  $seconds (Number) - how long to wait, in whole seconds`
        let explained: BTreeSet<_> = lines
            .filter_map(|line| {
                let (name, rest) = line.trim().strip_prefix('$')?.split_once(' ')?;
                let (kind, meaning) = rest.split_once(" - ")?;
                let is_explained = ["(Number)", "(String)"].contains(&kind) && !meaning.is_empty();
                is_explained.then(|| name.to_owned())
            })
            .collect();
        (used != explained).then(|| format!("uses {used:?}, explains {explained:?}"))
    });
}

#[test]
fn advice_has_a_fallback_exactly_if_it_has_a_variable() {
    check_messages(|_, message| {
        let uses = |name: &str| {
            let (_, pattern) = fields(message).find(|(field, _)| field == name)?;
            Some(!variables(pattern).is_empty())
        };
        // The library never uses the fallback of an advice without variables.
        match (uses(".advice"), uses(".advice-fallback")) {
            (Some(true), Some(false)) | (Some(false) | None, None) => None,
            (advice, fallback) => Some(format!(
                "has variables, if it exists: .advice {advice:?}, .advice-fallback {fallback:?}"
            )),
        }
    });
}

#[test]
fn no_file_has_terms_references_or_functions() {
    check_files(|file| {
        let is_term = |entry: &Entry<String>| matches!(entry, Entry::Term(_));
        file.entries.iter().any(is_term).then(|| "a term".to_owned())
    });
    check_messages(|_, message| {
        let mut found = Vec::new();
        for (_, pattern) in fields(message) {
            visit(pattern, &mut |expression| match expression {
                InlineExpression::FunctionReference { id, .. } => found.push(id.name.clone()),
                InlineExpression::MessageReference { id, .. } => found.push(id.name.clone()),
                InlineExpression::TermReference { id, .. } => found.push(format!("-{}", id.name)),
                _ => {}
            });
        }
        (!found.is_empty()).then(|| format!("refers to {}", found.join(", ")))
    });
}

// ---- messages.ftl ----

#[test]
fn messages_ftl_has_every_code_and_class_in_every_locale() {
    let codes = registered().into_keys().map(|code| format!("status-{code}"));
    let classes = (1..=5).map(|digit| format!("status-{digit}xx"));
    let labels = LABELS.map(ToOwned::to_owned);
    let expected: BTreeSet<String> =
        codes.chain(classes).chain(["status-unknown".to_owned()]).chain(labels).collect();
    assert_eq!(expected.len(), 64 + 5 + 1 + LABELS.len());

    for file in FILES.iter().filter(|file| file.phrasing == PLAIN) {
        let ids: BTreeSet<String> =
            file.messages().map(|message| message.id.name.clone()).collect();
        assert_eq!(ids, expected, "{file}");
    }
    check_messages(|file, message| {
        let has_reason = fields(message).any(|(field, _)| field == ".reason");
        let needs_reason = file.phrasing == PLAIN && !is_label(message);
        (needs_reason && !has_reason).then(|| "no .reason".to_owned())
    });
}

#[test]
fn every_registered_code_has_a_message_in_every_locale() {
    let mut failures = Vec::new();
    each_lookup(|context, locale, phrasing, lookup| {
        for code in registered().into_keys() {
            let message = lookup.message(StatusCode::from_u16(code).unwrap());
            let texts = [Some(message.reason()), Some(message.description()), message.advice()];
            if texts.iter().flatten().any(|text| text.locale() != locale) || !message.is_exact() {
                failures.push(format!("{context} {code}: {message:?}"));
            }
            // The requested phrasing is used if its file has the code.
            let id = format!("status-{code}");
            let mut files = FILES.iter().filter(|file| file.is(locale, phrasing));
            let has_phrasing =
                files.any(|file| file.messages().any(|message| message.id.name == id));
            if has_phrasing && message.phrasing() != Some(phrasing) {
                failures
                    .push(format!("{context} {code}: has the phrasing {:?}", message.phrasing()));
            }
        }
    });
    let codes: Vec<u16> = Catalog::builtin().status_codes().map(|code| code.as_u16()).collect();
    assert_eq!(codes, registered().into_keys().collect::<Vec<_>>());
    assert_none(&failures);
}

#[test]
fn english_reasons_are_the_names_in_the_iana_registry() {
    let reasons = registered();
    check_texts(|text| {
        let code = text.id.strip_prefix("status-")?.parse::<u16>().ok()?;
        let is_reason = text.file.locale.language.as_str() == "en" && text.field == ".reason";
        let expected = &reasons[&code];
        (is_reason && text.formatted != *expected).then(|| format!("IANA has {expected:?}"))
    });
}

#[test]
fn every_description_in_plain_is_different() {
    for file in FILES.iter().filter(|file| file.phrasing == PLAIN) {
        let descriptions = file.texts().filter(|text| text.field.is_empty());
        let mut first = BTreeMap::new();
        for text in descriptions {
            if let Some(other) = first.insert(text.formatted.clone(), text.id.clone()) {
                panic!("{text}: the same as {other}");
            }
        }
    }
}

// ---- Style ----

#[test]
fn every_chinese_message_has_han_characters() {
    check_texts(|text| {
        let is_chinese = text.file.chinese_script().is_some();
        (is_chinese && !text.formatted.contains(is_han)).then(|| "no Han character".to_owned())
    });
}

#[test]
fn no_character_belongs_to_the_other_chinese_script() {
    let scripts = Scripts::new();
    let mut known = BTreeMap::new();
    check_texts(|text| {
        let script = text.file.chinese_script()?;
        let mut other = text.formatted.chars().filter(|&c| {
            *known.entry((c, script)).or_insert_with(|| scripts.is_only_in_other(c, script))
        });
        let other = other.next()?;
        Some(format!("{other} is not in {script:?}"))
    });
}

#[test]
fn no_word_is_spelled_in_the_other_chinese_script() {
    /// Taiwanese spellings that OpenCC converts. Add a word here if this test rejects it wrongly.
    const RIGHT_IN_TAIWAN: [&str; 2] = ["台", "游標"];

    // A character of both scripts can be wrong in a word: 后 in 然后. Therefore each text is
    // converted to its own script, and must not change.
    let scripts = Scripts::new();
    check_texts(|text| {
        let script = text.file.chinese_script()?;
        let mut formatted = text.formatted.clone();
        if script == Script::Traditional {
            for word in RIGHT_IN_TAIWAN {
                formatted = formatted.replace(word, "");
            }
        }
        let converted = scripts.to(script).convert(&formatted);
        (converted != formatted).then(|| format!("{script:?} would be {converted:?}"))
    });
}

#[test]
fn characters_that_both_scripts_have_are_in_neither_set() {
    let scripts = Scripts::new();
    // Each is Simplified for another one, and Traditional by itself: 上游, 皇后, 公里.
    for c in "游台后里面只".chars() {
        assert!(!scripts.is_only_in_other(c, Script::Traditional), "{c}");
        assert!(!scripts.is_only_in_other(c, Script::Simplified), "{c}");
    }
    for c in "网请应".chars() {
        assert!(scripts.is_only_in_other(c, Script::Traditional), "{c}");
        assert!(!scripts.is_only_in_other(c, Script::Simplified), "{c}");
    }
    for c in "網請應".chars() {
        assert!(!scripts.is_only_in_other(c, Script::Traditional), "{c}");
        assert!(scripts.is_only_in_other(c, Script::Simplified), "{c}");
    }
}

#[test]
fn no_ascii_punctuation_is_next_to_a_han_character() {
    check_texts(|text| {
        text.file.chinese_script()?;
        let chars: Vec<char> = text.formatted.chars().filter(|c| *c != ' ').collect();
        let wrong = chars.iter().enumerate().find(|&(index, c)| {
            let neighbors = [index.checked_sub(1), Some(index + 1)];
            let mut neighbors = neighbors.into_iter().flatten().filter_map(|i| chars.get(i));
            ",.!?:;()".contains(*c) && neighbors.any(|&c| is_han(c) || is_full_width_mark(c))
        });
        wrong.map(|(_, c)| format!("{c:?} should be full-width"))
    });
}

#[test]
fn marks_and_digits_have_the_width_and_form_of_their_script() {
    check_texts(|text| {
        let script = text.file.chinese_script()?;
        let wrong = |c: char| match c {
            '“' | '”' | '‘' | '’' => script == Script::Traditional,
            '「' | '」' | '『' | '』' => script == Script::Simplified,
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => true,
            _ => false,
        };
        let c = text.formatted.chars().find(|&c| wrong(c))?;
        Some(format!("{c:?} in {script:?}"))
    });
}

#[test]
fn spaces_are_between_han_and_latin_but_not_next_to_full_width_marks() {
    check_texts(|text| {
        text.file.chinese_script()?;
        let chars: Vec<char> = text.formatted.chars().collect();
        let is_latin = |c: char| c.is_ascii_alphanumeric();
        let touching = chars.windows(2).find(|pair| {
            is_han(pair[0]) && is_latin(pair[1]) || is_latin(pair[0]) && is_han(pair[1])
        });
        if let Some(pair) = touching {
            return Some(format!("no space between {} and {}", pair[0], pair[1]));
        }
        // A space is right between Han and Latin, and between Latin and Latin.
        let needless = chars.iter().enumerate().find(|&(index, c)| {
            let before = index.checked_sub(1).map(|before| chars[before]);
            let after = chars.get(index + 1).copied();
            let is_right = before.zip(after).is_some_and(|(before, after)| {
                let is_edge = |c: char| c == ' ' || is_full_width_mark(c);
                !(is_edge(before) || is_edge(after) || is_han(before) && is_han(after))
            });
            *c == ' ' && !is_right
        });
        needless.map(|(index, _)| format!("a needless space at character {index}"))
    });
}

#[test]
fn descriptions_and_advice_are_sentences_and_reasons_and_labels_are_not() {
    let quoted: BTreeSet<_> = quoted()
        .into_iter()
        .map(|row| (row.locale, row.phrasing, format!("status-{}", row.code), row.description))
        .collect();
    check_texts(|text| {
        let file = text.file;
        let stop = match file.locale.language.as_str() {
            "zh" => '。',
            "en" => '.',
            _ => return None,
        };
        // Quoted descriptions have the full stops of their document.
        let description = (
            file.locale.to_string(),
            file.phrasing.clone(),
            text.id.clone(),
            text.formatted.clone(),
        );
        if text.field.is_empty() && quoted.contains(&description) {
            return None;
        }
        match text.field.as_str() {
            _ if LABELS.contains(&text.id.as_str()) => {
                text.formatted.ends_with(['.', '。']).then(|| "a stop".to_owned())
            }
            ".reason" => text.formatted.ends_with(['.', '。']).then(|| "a stop".to_owned()),
            _ => (!text.formatted.ends_with(stop)).then(|| "no stop".to_owned()),
        }
    });
}

// ---- Messages of the built-in catalog ----

#[test]
fn a_message_without_variables_is_returned_as_it_is_written() {
    let catalog = Catalog::builtin();
    check_texts(|text| {
        if !variables(text.pattern).is_empty() {
            return None;
        }
        let chain = catalog.negotiator().negotiate_requested([&text.file.locale]);
        let phrasing = text.file.phrasing.parse().unwrap();
        // For a class and for `status-unknown`, a code without an exact message.
        let code = match text.id.strip_prefix("status-")? {
            "unknown" => "600".to_owned(),
            code => code.replace("xx", "99"),
        };
        let lookup = catalog.lookup(&chain).phrasing(&phrasing);
        let message = lookup.message(code.parse::<StatusCode>().unwrap());
        let found = match text.field.as_str() {
            "" => Some(message.description()),
            ".reason" => Some(message.reason()),
            _ => message.advice(),
        };
        let is_expected = found.is_some_and(|found| {
            found.as_str() == text.formatted && *found.locale() == text.file.locale
        });
        (!is_expected).then(|| format!("the catalog returns {found:?}"))
    });
}

#[test]
fn no_message_has_a_placeholder_or_an_invisible_character() {
    let is_wrong = |c: char| {
        c.is_control()
            || matches!(c, '{' | '}' | '\u{FFFD}' | '\u{FFFF}' | '\u{FEFF}' | '\u{061C}')
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
            || matches!(c, '\u{2066}'..='\u{2069}')
    };
    let mut failures = Vec::new();
    let mut count = 0;
    each_lookup(|context, _, _, lookup| {
        for code in (100..=999).map(|code| StatusCode::from_u16(code).unwrap()) {
            let message = lookup.message(code);
            for text in rendered(&message) {
                count += 1;
                if text.contains(is_wrong) || text.trim().is_empty() {
                    failures.push(format!("{context} {code}: {text:?}"));
                }
            }
        }
    });
    assert!(count > 900 * FILES.len(), "{count} texts");
    assert_none(&failures);
}

fn rendered(message: &Message<'_>) -> Vec<String> {
    let texts = [Some(message.reason()), Some(message.description()), message.advice()];
    let texts = texts.into_iter().flatten().map(|text| text.as_str().to_owned());
    texts.chain([message.to_string()]).collect()
}

/// Calls `each` for every locale and phrasing, without arguments and with several sets of them.
fn each_lookup(mut each: impl FnMut(&str, &LanguageIdentifier, &Phrasing, &Lookup<'_, '_>)) {
    let catalog = Catalog::builtin();
    let texts = FILES.iter().flat_map(File::texts);
    let names: BTreeSet<String> = texts.flat_map(|text| variables(text.pattern)).collect();
    // 1 and 2 have different plural forms. Programs may pass a number instead of a string, and the
    // other way around.
    let same =
        ["1", "2", "30", "task"].map(|value| names.iter().map(|name| (name, value)).collect());
    let samples = names.iter().map(|name| (name, sample(name))).collect();
    let variants: Vec<FluentArgs<'_>> = [Vec::new(), samples]
        .into_iter()
        .chain(same)
        .map(|args: Vec<(&String, &str)>| {
            let number = |value: &str| value.parse::<u32>().map(FluentValue::from);
            let value = |value| number(value).unwrap_or_else(|_| FluentValue::from(value));
            args.into_iter().map(|(name, text)| (name.as_str(), value(text))).collect()
        })
        .collect();
    for locale in catalog.locales() {
        let chain = catalog.negotiator().negotiate_requested([locale]);
        for phrasing in catalog.phrasings() {
            for args in &variants {
                let lookup = catalog.lookup(&chain).phrasing(phrasing).args(args);
                each(&format!("{locale}/{phrasing} {args:?}:"), locale, phrasing, &lookup);
            }
        }
    }
}

// ---- Reading the files ----

static FILES: LazyLock<Vec<File>> = LazyLock::new(|| {
    let paths = walk(Path::new("locales"));
    let files: Vec<File> = paths.iter().filter_map(|path| File::read(path)).collect();
    assert!(!files.is_empty(), "{paths:?}");
    files
});

/// Returns all files in a directory and its subdirectories, sorted by path.
fn walk(dir: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let files = |path: PathBuf| if path.is_dir() { walk(&path) } else { vec![path] };
    paths.into_iter().flat_map(files).collect()
}

struct File {
    locale: LanguageIdentifier,
    phrasing: String,
    source: String,
    entries: Vec<Entry<String>>,
    errors: Vec<String>,
}

impl File {
    /// Reads a file. Returns `None` if its path is not a locale and a phrasing, because another test
    /// reports it.
    fn read(path: &Path) -> Option<Self> {
        if path.extension()? != "ftl" {
            return None;
        }
        let locale = path.parent()?.file_name()?.to_str()?.parse().ok()?;
        let phrasing = match path.file_stem()?.to_str()? {
            "messages" => PLAIN,
            name => name,
        };
        let phrasing = phrasing.to_owned();
        let source = fs::read_to_string(path).unwrap();
        let (resource, errors) = match parser::parse(source.clone()) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, errors)) => (resource, errors),
        };
        let errors = errors.iter().map(|error| {
            let line = source[..error.pos.start].matches('\n').count() + 1;
            format!("{}:{line}: {error}", path.display())
        });
        let errors = errors.collect();
        Some(Self { locale, phrasing, source, entries: resource.body, errors })
    }

    fn is(&self, locale: &LanguageIdentifier, phrasing: &Phrasing) -> bool {
        self.locale == *locale && self.phrasing == phrasing.as_str()
    }

    /// Returns the English file of the same phrasing, which is the source for translators.
    fn english(&self) -> &'static Self {
        let mut files = FILES.iter().filter(|file| file.phrasing == self.phrasing);
        files.find(|file| file.locale == "en").unwrap()
    }

    fn messages(&self) -> impl Iterator<Item = &ast::Message<String>> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Message(message) => Some(message),
            _ => None,
        })
    }

    fn texts(&self) -> impl Iterator<Item = Text<'_>> {
        self.messages().flat_map(move |message| {
            fields(message).flat_map(move |(field, pattern)| {
                formatted_texts(pattern).into_iter().map(move |formatted| {
                    let id = message.id.name.clone();
                    Text { file: self, id, field: field.clone(), pattern, formatted }
                })
            })
        })
    }

    /// Returns the script of a Chinese file.
    fn chinese_script(&self) -> Option<Script> {
        if self.locale.language.as_str() != "zh" {
            return None;
        }
        let script = self.locale.script.map(|script| script.as_str() == "Hant");
        let region = self.locale.region.map(|region| region.as_str().to_owned());
        let is_traditional = script.unwrap_or_else(|| {
            region.is_some_and(|region| ["TW", "HK", "MO"].contains(&region.as_str()))
        });
        Some(if is_traditional { Script::Traditional } else { Script::Simplified })
    }
}

impl fmt::Display for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}.ftl", self.locale, self.phrasing)
    }
}

/// A formatted field of a message, with sample arguments. A field has one text for each combination
/// of variants.
struct Text<'f> {
    file: &'f File,
    id: String,
    field: String,
    pattern: &'f Pattern<String>,
    formatted: String,
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}{} {:?}", self.file, self.id, self.field, self.formatted)
    }
}

fn is_label(message: &ast::Message<String>) -> bool {
    LABELS.contains(&message.id.name.as_str())
}

/// Iterates over the description, which has no name, and the attributes, such as `.reason`.
fn fields(message: &ast::Message<String>) -> impl Iterator<Item = (String, &Pattern<String>)> {
    let value = message.value.iter().map(|value| (String::new(), value));
    let attributes = message.attributes.iter();
    value.chain(attributes.map(|attribute| (format!(".{}", attribute.id.name), &attribute.value)))
}

fn variables(pattern: &Pattern<String>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    visit(pattern, &mut |expression| {
        if let InlineExpression::VariableReference { id } = expression {
            names.insert(id.name.clone());
        }
    });
    names
}

/// Calls a function with every expression in a pattern, including selectors, variants and arguments.
fn visit<'p>(pattern: &'p Pattern<String>, call: &mut impl FnMut(&'p InlineExpression<String>)) {
    fn visit_inline<'p>(
        inline: &'p InlineExpression<String>,
        call: &mut impl FnMut(&'p InlineExpression<String>),
    ) {
        call(inline);
        match inline {
            InlineExpression::Placeable { expression } => visit_expression(expression, call),
            InlineExpression::FunctionReference { arguments, .. } => {
                visit_arguments(arguments, call)
            }
            InlineExpression::TermReference { arguments: Some(arguments), .. } => {
                visit_arguments(arguments, call);
            }
            _ => {}
        }
    }

    fn visit_arguments<'p>(
        arguments: &'p CallArguments<String>,
        call: &mut impl FnMut(&'p InlineExpression<String>),
    ) {
        arguments.positional.iter().for_each(|argument| visit_inline(argument, call));
        arguments.named.iter().for_each(|argument| visit_inline(&argument.value, call));
    }

    fn visit_expression<'p>(
        expression: &'p Expression<String>,
        call: &mut impl FnMut(&'p InlineExpression<String>),
    ) {
        match expression {
            Expression::Inline(inline) => visit_inline(inline, call),
            Expression::Select { selector, variants } => {
                visit_inline(selector, call);
                variants.iter().for_each(|variant| visit(&variant.value, call));
            }
        }
    }

    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            visit_expression(expression, call);
        }
    }
}

/// Returns the formatted texts of a pattern, one for each combination of variants.
fn formatted_texts(pattern: &Pattern<String>) -> Vec<String> {
    let mut formatted_texts = vec![String::new()];
    for element in &pattern.elements {
        let continuations = match element {
            PatternElement::TextElement { value } => vec![value.clone()],
            PatternElement::Placeable { expression } => texts_of_expression(expression),
        };
        formatted_texts = formatted_texts
            .iter()
            .flat_map(|before| continuations.iter().map(move |after| format!("{before}{after}")))
            .collect();
    }
    formatted_texts
}

fn texts_of_expression(expression: &Expression<String>) -> Vec<String> {
    match expression {
        Expression::Select { variants, .. } => {
            variants.iter().flat_map(|variant| formatted_texts(&variant.value)).collect()
        }
        Expression::Inline(InlineExpression::Placeable { expression }) => {
            texts_of_expression(expression)
        }
        Expression::Inline(
            InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value },
        ) => vec![value.clone()],
        Expression::Inline(InlineExpression::VariableReference { id }) => {
            vec![sample(&id.name).to_owned()]
        }
        // Another test reports these expressions.
        Expression::Inline(_) => vec![String::new()],
    }
}

fn sample(variable: &str) -> &'static str {
    match variable {
        "seconds" => "30",
        "methods" => "GET, POST",
        "limit" => "10 MB",
        _ => "value",
    }
}

/// Returns the reason phrases of the IANA HTTP Status Code Registry, by code.
fn registered() -> BTreeMap<u16, String> {
    let mut rows = csv::Reader::from_path("tests/data/iana-status-codes.csv").unwrap();
    let rows = rows.records().map(Result::unwrap);
    rows.map(|row| (row[0].parse().unwrap(), row[1].to_owned())).collect()
}

#[track_caller]
fn check_files(problem: impl Fn(&File) -> Option<String>) {
    let found = FILES.iter().filter_map(|file| Some(format!("{file}: {}", problem(file)?)));
    assert_none(&found.collect::<Vec<_>>());
}

#[track_caller]
fn check_messages(problem: impl Fn(&File, &ast::Message<String>) -> Option<String>) {
    let mut found = Vec::new();
    for file in FILES.iter() {
        found.extend(file.messages().filter_map(|message| {
            Some(format!("{file} {}: {}", message.id.name, problem(file, message)?))
        }));
    }
    assert_none(&found);
}

#[track_caller]
fn check_texts(mut problem: impl FnMut(&Text<'_>) -> Option<String>) {
    let texts = FILES.iter().flat_map(File::texts);
    let found = texts.filter_map(|text| Some(format!("{text}: {}", problem(&text)?)));
    assert_none(&found.collect::<Vec<_>>());
}

// ---- Chinese characters ----

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Script {
    Simplified,
    Traditional,
}

/// The characters that belong to only one script, according to the dictionaries of OpenCC.
struct Scripts {
    to_traditional: OpenCC,
    to_simplified: OpenCC,
}

impl Scripts {
    fn new() -> Self {
        Self {
            to_traditional: OpenCC::from_config(BuiltinConfig::S2t).unwrap(),
            to_simplified: OpenCC::from_config(BuiltinConfig::T2s).unwrap(),
        }
    }

    fn to(&self, script: Script) -> &OpenCC {
        match script {
            Script::Simplified => &self.to_simplified,
            Script::Traditional => &self.to_traditional,
        }
    }

    /// Returns `true` if a character belongs to the other script only.
    ///
    /// Such a character changes if it is converted to `script`, but not if it is converted to the
    /// other script. This is also true for a Simplified character that is a Traditional character
    /// too: 游 is Simplified for 遊, and correct Traditional in 上游. The tables of characters do not
    /// distinguish them, but the dictionary of words keeps such a character in at least one word of
    /// two characters. The function tries every word that has another character before or after it.
    fn is_only_in_other(&self, c: char, script: Script) -> bool {
        let (to_script, to_other) = match script {
            Script::Simplified => (&self.to_simplified, &self.to_traditional),
            Script::Traditional => (&self.to_traditional, &self.to_simplified),
        };
        let alone = c.to_string();
        if to_script.convert(&alone) == alone || to_other.convert(&alone) != alone {
            return false;
        }
        let others = ('\u{4E00}'..='\u{9FFF}').filter(|&other| other != c);
        let words: String = others.map(|other| format!("{other}{c}\n{c}{other}\n")).collect();
        !to_script.convert(&words).contains(c)
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

fn is_full_width_mark(c: char) -> bool {
    "，。！：；（）、？《》…—“”‘’「」『』".contains(c)
}
