//! The files of texts keep the rules of `locales/README.md`. They are found by walking the folder,
//! so that a new locale or phrasing is tested from its first day.

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
/// The words around a message on a page: at the end of each `messages.ftl`.
const LABELS: [&str; 5] =
    ["language-name", "page-home", "page-contact", "page-request-id", "page-languages"];

// ---- Files and layout ----

#[test]
fn every_path_is_a_locale_and_a_phrasing() {
    let mut findings = Vec::new();
    for path in walk(Path::new("locales")) {
        let path = path.strip_prefix("locales").unwrap().to_str().unwrap().replace('\\', "/");
        let identity = path.strip_suffix(".ftl").and_then(|path| path.split_once('/'));
        // A name such as `zh-hans` would be read as `zh-Hans`, and make two folders of one locale.
        let is_named = identity.is_some_and(|(locale, phrasing)| {
            locale.parse::<LanguageIdentifier>().is_ok_and(|parsed| parsed == locale)
                && phrasing.parse::<Phrasing>().is_ok()
        });
        if !is_named && path != "README.md" && path != "l10n.toml" {
            findings.push(format!("{path}: not `<language identifier>/<phrasing>.ftl`"));
        }
    }
    assert_none(&findings);
}

#[test]
fn every_file_parses_without_junk() {
    let mut findings: Vec<String> = FILES.iter().flat_map(|file| file.errors.clone()).collect();
    for file in FILES.iter() {
        // The parser that the library uses is another one: it passes over comments.
        if let Err((_, errors)) = FluentResource::try_new(file.source.clone()) {
            findings.push(format!("{file}: {errors:?}"));
        }
        if file.entries.iter().any(|entry| matches!(entry, Entry::Junk { .. })) {
            findings.push(format!("{file}: junk"));
        }
    }
    assert_none(&findings);
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
        let says = |name: &str, value: &str| {
            comment.content.iter().any(|line| {
                let said = line.strip_prefix(name).and_then(|line| line.strip_prefix(": "));
                said.is_some_and(|said| said == value || said.starts_with(&format!("{value} ")))
            })
        };
        let is_named = file.source.starts_with("### ")
            && says("Locale", &file.locale.to_string())
            && says("Phrasing", &file.phrasing);
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
fn the_embedded_files_are_those_of_the_folder() {
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
fn the_embedded_files_have_no_errors() {
    assert!(Catalog::builder().build().is_ok());
}

// ---- Messages ----

#[test]
fn every_id_and_attribute_is_one_that_the_library_reads() {
    let is_id = |id: &str| match id.strip_prefix("status-") {
        None if LABELS.contains(&id) => true,
        Some("unknown" | "1xx" | "2xx" | "3xx" | "4xx" | "5xx") => true,
        Some(code) => code.parse::<StatusCode>().is_ok(),
        None => false,
    };
    check_messages(|_, message| (!is_id(&message.id.name)).then(|| "what is it about?".to_owned()));
    check_messages(|_, message| {
        let mut names = message.attributes.iter().map(|attribute| attribute.id.name.as_str());
        let other = names.find(|name| !["reason", "advice", "advice-fallback"].contains(name))?;
        Some(format!("what is .{other} for?"))
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
fn twin_files_have_the_same_ids_and_attributes_in_the_same_order() {
    let outline = |file: &File| -> Vec<String> {
        let parts = |message: &ast::Message<String>| {
            let id = message.id.name.clone();
            let parts: Vec<_> = parts(message).map(|(part, _)| format!("{id}{part}")).collect();
            parts
        };
        file.messages().flat_map(parts).collect()
    };
    check_files(|file| {
        let (own, twin) = (outline(file), outline(file.twin()));
        let differs = own.iter().zip(&twin).find(|(own, twin)| own != twin);
        let differs = differs.map(|(own, twin)| format!("{own} where {} has {twin}", file.twin()));
        let counts = || format!("{} parts, {} in {}", own.len(), twin.len(), file.twin());
        differs.or_else(|| (own.len() != twin.len()).then(counts))
    });
}

#[test]
fn twin_messages_use_the_same_variables() {
    check_messages(|file, message| {
        let id = &message.id.name;
        let twin = file.twin().messages().find(|twin| twin.id.name == *id)?;
        for ((part, pattern), (_, twin)) in parts(message).zip(parts(twin)) {
            let (own, twin) = (variables(pattern), variables(twin));
            if own != twin {
                return Some(format!("{part} uses {own:?}, its twin {twin:?}"));
            }
        }
        None
    });
}

#[test]
fn every_variable_is_explained_above_its_message_and_no_other() {
    check_messages(|_, message| {
        let used: BTreeSet<_> =
            parts(message).flat_map(|(_, pattern)| variables(pattern)).collect();
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
fn advice_with_a_variable_has_a_plain_twin() {
    check_messages(|_, message| {
        let uses = |name: &str| {
            let (_, pattern) = parts(message).find(|(part, _)| part == name)?;
            Some(!variables(pattern).is_empty())
        };
        // The library would show a plain one beside an advice without variables to nobody.
        match (uses(".advice"), uses(".advice-fallback")) {
            (Some(true), Some(false)) | (Some(false) | None, None) => None,
            (advice, plain) => Some(format!(
                "has a variable (if it is there at all): .advice {advice:?}, .advice-fallback {plain:?}"
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
        for (_, pattern) in parts(message) {
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
        let has_reason = parts(message).any(|(part, _)| part == ".reason");
        let needs_reason = file.phrasing == PLAIN && !is_label(message);
        (needs_reason && !has_reason).then(|| "no .reason".to_owned())
    });
}

#[test]
fn every_registered_code_is_told_in_the_language_that_was_asked_for() {
    let mut findings = Vec::new();
    each_lookup(|place, locale, phrasing, lookup| {
        for code in registered().into_keys() {
            let message = lookup.message(StatusCode::from_u16(code).unwrap());
            let texts = [Some(message.reason()), Some(message.description()), message.advice()];
            if texts.iter().flatten().any(|text| text.locale() != locale) || !message.is_exact() {
                findings.push(format!("{place} {code}: {message:?}"));
            }
            // Own wording first: the phrasing that was asked for, wherever its file has the code.
            let id = format!("status-{code}");
            let mut files = FILES.iter().filter(|file| file.is(locale, phrasing));
            let has_own = files.any(|file| file.messages().any(|message| message.id.name == id));
            if has_own && message.phrasing() != Some(phrasing) {
                findings.push(format!("{place} {code}: is worded in {:?}", message.phrasing()));
            }
        }
    });
    let codes: Vec<u16> = Catalog::builtin().status_codes().map(|code| code.as_u16()).collect();
    assert_eq!(codes, registered().into_keys().collect::<Vec<_>>());
    assert_none(&findings);
}

#[test]
fn english_reasons_are_those_of_iana() {
    let reasons = registered();
    check_texts(|text| {
        let code = text.id.strip_prefix("status-")?.parse::<u16>().ok()?;
        let is_reason = text.file.locale.language.as_str() == "en" && text.part == ".reason";
        let expected = &reasons[&code];
        (is_reason && text.reading != *expected).then(|| format!("IANA has {expected:?}"))
    });
}

#[test]
fn every_description_of_plain_is_different() {
    for file in FILES.iter().filter(|file| file.phrasing == PLAIN) {
        let descriptions = file.texts().filter(|text| text.part.is_empty());
        let mut first = BTreeMap::new();
        for text in descriptions {
            if let Some(other) = first.insert(text.reading.clone(), text.id.clone()) {
                panic!("{text}: the same as {other}");
            }
        }
    }
}

// ---- How the texts are written ----

#[test]
fn every_chinese_text_has_han_characters() {
    check_texts(|text| {
        let is_chinese = text.file.chinese_script().is_some();
        (is_chinese && !text.reading.contains(is_han)).then(|| "no Han character".to_owned())
    });
}

#[test]
fn no_character_belongs_to_the_other_chinese_script() {
    let scripts = Scripts::new();
    let mut known = BTreeMap::new();
    check_texts(|text| {
        let script = text.file.chinese_script()?;
        let mut other = text.reading.chars().filter(|&c| {
            *known.entry((c, script)).or_insert_with(|| scripts.is_only_in_other(c, script))
        });
        let other = other.next()?;
        Some(format!("{other} is not in {script:?}"))
    });
}

#[test]
fn no_word_is_spelled_in_the_other_chinese_script() {
    /// What Taiwan writes otherwise than OpenCC's Traditional. A word that this test is wrong
    /// about goes here.
    const RIGHT_IN_TAIWAN: [&str; 2] = ["台", "游標"];

    // A character that both scripts have can be the wrong one in its word: 后 in 然后. So each
    // text is converted to the script that it is in, which must leave it alone.
    let scripts = Scripts::new();
    check_texts(|text| {
        let script = text.file.chinese_script()?;
        let mut reading = text.reading.clone();
        if script == Script::Traditional {
            for word in RIGHT_IN_TAIWAN {
                reading = reading.replace(word, "");
            }
        }
        let converted = scripts.to(script).convert(&reading);
        (converted != reading).then(|| format!("{script:?} would be {converted:?}"))
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
fn no_ascii_punctuation_is_beside_a_han_character() {
    check_texts(|text| {
        text.file.chinese_script()?;
        let chars: Vec<char> = text.reading.chars().filter(|c| *c != ' ').collect();
        let wrong = chars.iter().enumerate().find(|&(place, c)| {
            let beside = [place.checked_sub(1), Some(place + 1)];
            let mut beside = beside.into_iter().flatten().filter_map(|place| chars.get(place));
            ",.!?:;()".contains(*c) && beside.any(|&c| is_han(c) || is_full_width_mark(c))
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
        let c = text.reading.chars().find(|&c| wrong(c))?;
        Some(format!("{c:?} in {script:?}"))
    });
}

#[test]
fn one_space_stands_between_han_and_latin_and_none_beside_full_width_marks() {
    check_texts(|text| {
        text.file.chinese_script()?;
        let chars: Vec<char> = text.reading.chars().collect();
        let is_latin = |c: char| c.is_ascii_alphanumeric();
        let touching = chars.windows(2).find(|pair| {
            is_han(pair[0]) && is_latin(pair[1]) || is_latin(pair[0]) && is_han(pair[1])
        });
        if let Some(pair) = touching {
            return Some(format!("no space between {} and {}", pair[0], pair[1]));
        }
        // A space is right between Han and Latin, and between Latin and Latin.
        let needless = chars.iter().enumerate().find(|&(place, c)| {
            let before = place.checked_sub(1).map(|before| chars[before]);
            let after = chars.get(place + 1).copied();
            let is_right = before.zip(after).is_some_and(|(before, after)| {
                let is_edge = |c: char| c == ' ' || is_full_width_mark(c);
                !(is_edge(before) || is_edge(after) || is_han(before) && is_han(after))
            });
            *c == ' ' && !is_right
        });
        needless.map(|(place, _)| format!("a needless space at character {place}"))
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
        // What is quoted has the stops that its document has.
        let place =
            (file.locale.to_string(), file.phrasing.clone(), text.id.clone(), text.reading.clone());
        if text.part.is_empty() && quoted.contains(&place) {
            return None;
        }
        match text.part.as_str() {
            _ if LABELS.contains(&text.id.as_str()) => {
                text.reading.ends_with(['.', '。']).then(|| "a stop".to_owned())
            }
            ".reason" => text.reading.ends_with(['.', '。']).then(|| "a stop".to_owned()),
            _ => (!text.reading.ends_with(stop)).then(|| "no stop".to_owned()),
        }
    });
}

// ---- What comes out ----

#[test]
fn every_text_without_variables_comes_out_as_it_is_written() {
    let catalog = Catalog::builtin();
    check_texts(|text| {
        if !variables(text.pattern).is_empty() {
            return None;
        }
        let chain = catalog.negotiator().negotiate_requested([&text.file.locale]);
        let phrasing = text.file.phrasing.parse().unwrap();
        // For a class and for `status-unknown`, a code that has no text of its own.
        let code = match text.id.strip_prefix("status-")? {
            "unknown" => "600".to_owned(),
            code => code.replace("xx", "99"),
        };
        let lookup = catalog.lookup(&chain).phrasing(&phrasing);
        let message = lookup.message(code.parse::<StatusCode>().unwrap());
        let said = match text.part.as_str() {
            "" => Some(message.description()),
            ".reason" => Some(message.reason()),
            _ => message.advice(),
        };
        let is_said = said.is_some_and(|said| {
            said.as_str() == text.reading && *said.locale() == text.file.locale
        });
        (!is_said).then(|| format!("comes out as {said:?}"))
    });
}

#[test]
fn no_reader_is_shown_a_placeholder_or_an_invisible_character() {
    let is_wrong = |c: char| {
        c.is_control()
            || matches!(c, '{' | '}' | '\u{FFFD}' | '\u{FFFF}' | '\u{FEFF}' | '\u{061C}')
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
            || matches!(c, '\u{2066}'..='\u{2069}')
    };
    let mut findings = Vec::new();
    let mut count = 0;
    each_lookup(|place, _, _, lookup| {
        for code in (100..=999).map(|code| StatusCode::from_u16(code).unwrap()) {
            let message = lookup.message(code);
            for text in rendered(&message) {
                count += 1;
                if text.contains(is_wrong) || text.trim().is_empty() {
                    findings.push(format!("{place} {code}: {text:?}"));
                }
            }
        }
    });
    assert!(count > 900 * FILES.len(), "{count} texts");
    assert_none(&findings);
}

fn rendered(message: &Message<'_>) -> Vec<String> {
    let texts = [Some(message.reason()), Some(message.description()), message.advice()];
    let texts = texts.into_iter().flatten().map(|text| text.as_str().to_owned());
    texts.chain([message.to_string()]).collect()
}

/// Every locale with every phrasing, without values and with all of them, several ways.
fn each_lookup(mut each: impl FnMut(&str, &LanguageIdentifier, &Phrasing, &Lookup<'_, '_>)) {
    let catalog = Catalog::builtin();
    let texts = FILES.iter().flat_map(File::texts);
    let names: BTreeSet<String> = texts.flat_map(|text| variables(text.pattern)).collect();
    // 1 and 2 are where plurals differ; a number for a word and a word for a number are mistakes
    // that a program can make.
    let same =
        ["1", "2", "30", "task"].map(|value| names.iter().map(|name| (name, value)).collect());
    let samples = names.iter().map(|name| (name, sample(name))).collect();
    let ways: Vec<FluentArgs<'_>> = [Vec::new(), samples]
        .into_iter()
        .chain(same)
        .map(|values: Vec<(&String, &str)>| {
            let number = |value: &str| value.parse::<u32>().map(FluentValue::from);
            let value = |value| number(value).unwrap_or_else(|_| FluentValue::from(value));
            values.into_iter().map(|(name, text)| (name.as_str(), value(text))).collect()
        })
        .collect();
    for locale in catalog.locales() {
        let chain = catalog.negotiator().negotiate_requested([locale]);
        for phrasing in catalog.phrasings() {
            for values in &ways {
                let lookup = catalog.lookup(&chain).phrasing(phrasing).args(values);
                each(&format!("{locale}/{phrasing} {values:?}:"), locale, phrasing, &lookup);
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

/// All files below a folder, in order.
fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
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
    /// `None` where the path is no locale and phrasing: a test of its own says so.
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

    /// The English file of the same phrasing: what translators work from.
    fn twin(&self) -> &'static Self {
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
            parts(message).flat_map(move |(part, pattern)| {
                readings(pattern).into_iter().map(move |reading| {
                    let id = message.id.name.clone();
                    Text { file: self, id, part: part.clone(), pattern, reading }
                })
            })
        })
    }

    /// `None` where the texts are not in Chinese.
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

/// One text that a reader can be shown: one of those that a part of a message has, with sample
/// values in it.
struct Text<'f> {
    file: &'f File,
    id: String,
    part: String,
    pattern: &'f Pattern<String>,
    reading: String,
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}{} {:?}", self.file, self.id, self.part, self.reading)
    }
}

fn is_label(message: &ast::Message<String>) -> bool {
    LABELS.contains(&message.id.name.as_str())
}

/// The description, which has no name, and the attributes, such as `.reason`.
fn parts(message: &ast::Message<String>) -> impl Iterator<Item = (String, &Pattern<String>)> {
    let value = message.value.iter().map(|value| (String::new(), value));
    let attributes = message.attributes.iter();
    value.chain(attributes.map(|part| (format!(".{}", part.id.name), &part.value)))
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

/// Calls for every expression in a pattern, those in selectors, variants and arguments included.
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

/// What a pattern can say: one reading for each choice of variants.
fn readings(pattern: &Pattern<String>) -> Vec<String> {
    let mut readings = vec![String::new()];
    for element in &pattern.elements {
        let continuations = match element {
            PatternElement::TextElement { value } => vec![value.clone()],
            PatternElement::Placeable { expression } => readings_of(expression),
        };
        readings = readings
            .iter()
            .flat_map(|before| continuations.iter().map(move |after| format!("{before}{after}")))
            .collect();
    }
    readings
}

fn readings_of(expression: &Expression<String>) -> Vec<String> {
    match expression {
        Expression::Select { variants, .. } => {
            variants.iter().flat_map(|variant| readings(&variant.value)).collect()
        }
        Expression::Inline(InlineExpression::Placeable { expression }) => readings_of(expression),
        Expression::Inline(
            InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value },
        ) => vec![value.clone()],
        Expression::Inline(InlineExpression::VariableReference { id }) => {
            vec![sample(&id.name).to_owned()]
        }
        // A test of its own says that there are no such things.
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

/// The reason phrases of the IANA HTTP Status Code Registry, by code.
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

/// The characters that are of one script alone, by the dictionaries of OpenCC.
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

    /// Whether a character has no place in texts of a script.
    ///
    /// Such a one changes when it is converted to the script, and does not when it is converted to
    /// the other. But that also holds for what is Simplified for one character and Traditional by
    /// itself: 游, which stands for 遊 alone, and is right in 上游. Neither table of characters
    /// tells these apart, for 游 is not the Traditional form of anything else. The dictionary of
    /// words does: the character stays in at least one word of two. Those words are found by
    /// trying: the character before and after each other one.
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
