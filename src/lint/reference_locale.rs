//! Compares message files with their reference: the English file of the same name.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ffi::OsStr;

use fluent_syntax::ast::{Attribute, InlineExpression, Message, Pattern};
use unic_langid::LanguageIdentifier;

use crate::catalog::{BASE_LOCALE, is_empty_pattern, visit};
use crate::diagnostic::Diagnostic;
use crate::ftl::MessageFile;
use crate::ftl::limits::MAX_DIAGNOSTICS;
use crate::lint::locale_names;
use crate::message_id::{Label, MessageId};

const ATTRIBUTES: [&str; 3] = ["reason", "advice", "advice-fallback"];
/// The maximum edit distance between a misspelled name and the suggested name.
const MAX_DISTANCE: usize = 2;
/// The maximum length of a name that is compared with the known names.
const MAX_NAME_BYTES: usize = 40;
/// The maximum number of missing messages that a diagnostic lists.
const MAX_LISTED: usize = 10;

/// The fields of a message: the description, which has no name, and the attributes.
type Fields<'f> = BTreeMap<Option<&'f str>, &'f Pattern<&'f str>>;
type Messages<'f> = HashMap<&'f str, Fields<'f>>;

/// The messages that files are compared with.
pub(super) struct ReferenceLocale<'f> {
    /// The English messages by file name: built-in files, then the files of all layers.
    english: HashMap<&'f OsStr, Messages<'f>>,
    /// The built-in messages of each file.
    builtin: Vec<(&'f MessageFile, Messages<'f>)>,
    /// The messages of all layers by locale and file name.
    layers: HashMap<(&'f LanguageIdentifier, &'f OsStr), LayerMessages<'f>>,
    /// The IDs of the built-in messages, for suggestions.
    ids: BTreeSet<&'f str>,
}

struct LayerMessages<'f> {
    /// The file of the last layer.
    last: &'f MessageFile,
    messages: Messages<'f>,
}

impl<'f> ReferenceLocale<'f> {
    pub(super) fn new(builtin: &'f [MessageFile], files: &'f [MessageFile]) -> Self {
        let mut english: HashMap<&OsStr, Messages<'f>> = HashMap::new();
        for file in builtin.iter().chain(files).filter(|file| is_english(file)) {
            add_messages(english.entry(file_name(file)).or_default(), file);
        }
        let mut layers = HashMap::new();
        for file in files {
            let empty = || LayerMessages { last: file, messages: Messages::new() };
            let layer = layers.entry((file.locale(), file_name(file))).or_insert_with(empty);
            layer.last = file;
            add_messages(&mut layer.messages, file);
        }
        let messages = |file: &'f MessageFile| {
            let mut messages = Messages::new();
            add_messages(&mut messages, file);
            (file, messages)
        };
        let builtin: Vec<(&MessageFile, Messages<'f>)> = builtin.iter().map(messages).collect();
        let ids = builtin.iter().flat_map(|(_, messages)| messages.keys()).copied().collect();
        Self { english, builtin, layers, ids }
    }

    pub(super) fn check(&self, file: &MessageFile) -> Vec<Diagnostic> {
        let existing = Existing {
            builtin: self.builtin(file),
            layers: self.layers.get(&(file.locale(), file_name(file))),
        };
        let mut diagnostics = Vec::new();
        diagnostics.extend(self.missing_messages(file, &existing));
        for message in file.messages() {
            if diagnostics.len() >= MAX_DIAGNOSTICS {
                break;
            }
            self.check_message(file, message, &existing, &mut diagnostics);
        }
        diagnostics
    }

    /// Returns the built-in messages of a file, even if its directory uses an equivalent tag.
    fn builtin(&self, file: &MessageFile) -> Option<&Messages<'f>> {
        let is_equivalent = |builtin: &MessageFile| {
            file_name(builtin) == file_name(file)
                && locale_names::is_equivalent(builtin.locale(), file.locale())
        };
        let mut builtin = self.builtin.iter();
        builtin.find(|(builtin, _)| is_equivalent(builtin)).map(|(_, messages)| messages)
    }

    fn check_message(
        &self,
        file: &MessageFile,
        message: &Message<&str>,
        existing: &Existing<'_, 'f>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let id = message.id.name;
        if MessageId::parse(id).is_none() {
            diagnostics.push(file.error(id, "unknown-id", self.unknown_id(id)));
            return;
        }
        for Attribute { id, .. } in &message.attributes {
            let name = id.name;
            if !ATTRIBUTES.contains(&name) {
                let message = unknown_attribute(name);
                diagnostics.push(file.error(name, "unknown-attribute", message));
            }
        }
        let Some(english) = self.english.get(file_name(file)).filter(|_| !is_english(file)) else {
            return;
        };
        let Some(reference) = english.get(id) else {
            let message = format!(
                "`{id}` is not in {}: add it there, or remove it here",
                reference_path(file)
            );
            diagnostics.push(file.error(id, "extra", message).into_warning());
            return;
        };
        let fields = &fields(message);
        compare_fields(file, id, fields, existing, reference, diagnostics);
        compare_variables(file, id, fields, reference, diagnostics);
    }

    fn unknown_id(&self, id: &str) -> String {
        let is_undefined_class = matches!(
            id.strip_prefix("status-").and_then(|class| class.strip_suffix("xx")),
            Some("6" | "7" | "8" | "9")
        );
        let suggestion = match is_undefined_class {
            true => Some("status-unknown"),
            false => nearest(id, self.ids.iter().copied()),
        };
        match suggestion {
            Some(suggestion) => format!("unknown message ID `{id}`: write `{suggestion}`"),
            None => format!(
                "unknown message ID `{id}`: write an ID such as `status-404`, `status-4xx`, \
                 `status-unknown` or `{}`, or `-{id}` for a term",
                Label::Home.id()
            ),
        }
    }

    /// Returns one diagnostic for all missing messages. It is about the file of the last layer.
    fn missing_messages(
        &self,
        file: &MessageFile,
        existing: &Existing<'_, 'f>,
    ) -> Option<Diagnostic> {
        let reference = self.english.get(file_name(file)).filter(|_| !is_english(file))?;
        let is_last = |layers: &LayerMessages<'_>| std::ptr::eq(layers.last, file);
        if !existing.layers.is_some_and(is_last) {
            return None;
        }
        // Unknown messages of the reference have their own diagnostics.
        let is_known = |id: &&str| MessageId::parse(id).is_some();
        let missing: BTreeSet<&str> = reference
            .keys()
            .copied()
            .filter(is_known)
            .filter(|id| existing.messages().all(|messages| !messages.contains_key(id)))
            .collect();
        if missing.is_empty() {
            return None;
        }
        let mut names: Vec<String> =
            missing.iter().take(MAX_LISTED).map(|id| format!("`{id}`")).collect();
        if missing.len() > MAX_LISTED {
            names.push(format!("and {} more", missing.len() - MAX_LISTED));
        }
        let message = format!(
            "some messages of {} are missing, so users get another phrasing or language: add {}",
            reference_path(file),
            names.join(", ")
        );
        Some(Diagnostic::of_file(file.path(), "missing-message", message).into_warning())
    }
}

/// The messages that a catalog has for the locale and the name of a file.
struct Existing<'r, 'f> {
    builtin: Option<&'r Messages<'f>>,
    layers: Option<&'r LayerMessages<'f>>,
}

impl<'r, 'f> Existing<'r, 'f> {
    fn messages(&self) -> impl Iterator<Item = &'r Messages<'f>> {
        let layers = self.layers.map(|layers| &layers.messages);
        self.builtin.into_iter().chain(layers)
    }

    fn has_field(&self, id: &str, field: Option<&str>) -> bool {
        let mut fields = self.messages().filter_map(|messages| messages.get(id));
        fields.any(|fields| fields.contains_key(&field))
    }
}

fn compare_fields(
    file: &MessageFile,
    id: &str,
    fields: &Fields<'_>,
    existing: &Existing<'_, '_>,
    reference: &Fields<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let is_known = |field: &&Option<&str>| field.is_none_or(|name| ATTRIBUTES.contains(&name));
    for field in reference.keys().filter(is_known) {
        if !existing.has_field(id, *field) {
            let field = display_field(*field);
            let message = format!("`{id}` has no {field}, unlike {}: add it", reference_path(file));
            diagnostics.push(file.error(id, "missing-field", message).into_warning());
        }
    }
    for name in fields.keys().filter(is_known).flatten() {
        if !reference.contains_key(&Some(*name)) {
            let message = format!(
                "`{id}` has no `.{name}` in {}: add it there, or remove it here",
                reference_path(file)
            );
            diagnostics.push(file.error(name, "extra", message).into_warning());
        }
    }
}

fn display_field(field: Option<&str>) -> String {
    field.map_or_else(|| "description".to_owned(), |name| format!("`.{name}`"))
}

/// Compares the variables of a message. All fields of a message get the same arguments, so a
/// variable may be in another field of the reference.
fn compare_variables(
    file: &MessageFile,
    id: &str,
    fields: &Fields<'_>,
    reference: &Fields<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let known = all_variables(reference);
    let mut has_unknown = false;
    for variable in all_variables(fields).difference(&known) {
        has_unknown = true;
        let fix = match nearest(variable, known.iter().copied()) {
            Some(suggestion) => format!("write `${suggestion}`"),
            None if known.is_empty() => "write the text without it".to_owned(),
            None => {
                let known: Vec<String> = known.iter().map(|name| format!("`${name}`")).collect();
                format!("available: {}", known.join(", "))
            }
        };
        let message =
            format!("`${variable}` is not in this message in {}: {fix}", reference_path(file));
        diagnostics.push(file.error(variable, "unknown-variable", message));
    }
    if has_unknown {
        // The unknown variable may be a misspelling of the missing variable.
        return;
    }
    for (field, pattern) in fields {
        let Some(reference) = reference.get(field) else { continue };
        // `{ "" }` removes a field.
        if is_empty_pattern(pattern) {
            continue;
        }
        let used = variables(pattern);
        if let Some(variable) =
            variables(reference).iter().find(|variable| !used.contains(*variable))
        {
            let message = format!(
                "the {} does not contain `${variable}`, unlike {}: add it",
                display_field(*field),
                reference_path(file)
            );
            let name = field.unwrap_or(id);
            diagnostics.push(file.error(name, "missing-variable", message).into_warning());
        }
    }
}

fn all_variables<'f>(message: &Fields<'f>) -> BTreeSet<&'f str> {
    message.values().flat_map(|pattern| variables(pattern)).collect()
}

/// Returns the variables of a pattern, including the variables of its select expressions.
fn variables<'f>(pattern: &Pattern<&'f str>) -> Vec<&'f str> {
    let mut names = Vec::new();
    visit(pattern, &mut |expression, _| {
        if let InlineExpression::VariableReference { id } = expression {
            names.push(id.name);
        }
    });
    names
}

/// Adds the messages of a file. A field of a later file replaces the field of an earlier one.
fn add_messages<'f>(messages: &mut Messages<'f>, file: &'f MessageFile) {
    for message in file.messages() {
        messages.entry(message.id.name).or_default().extend(fields(message));
    }
}

fn fields<'f>(message: &'f Message<&'f str>) -> Fields<'f> {
    let value = message.value.iter().map(|value| (None, value));
    let attributes = message.attributes.iter();
    value.chain(attributes.map(|field| (Some(field.id.name), &field.value))).collect()
}

fn is_english(file: &MessageFile) -> bool {
    *file.locale() == BASE_LOCALE
}

fn file_name(file: &MessageFile) -> &OsStr {
    file.path().file_name().unwrap_or_default()
}

fn reference_path(file: &MessageFile) -> String {
    format!("`{BASE_LOCALE}/{}`", file_name(file).display())
}

fn unknown_attribute(name: &str) -> String {
    match nearest(name, ATTRIBUTES.into_iter()) {
        Some(suggestion) => format!("unknown attribute `.{name}`: write `.{suggestion}`"),
        None => {
            format!("unknown attribute `.{name}`: write `.reason`, `.advice` or `.advice-fallback`")
        }
    }
}

/// Returns the known name that is most similar to a misspelled name, or the first of several.
fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    if name.len() > MAX_NAME_BYTES {
        return None;
    }
    let distances = known.map(|known| (strsim::osa_distance(name, known), known));
    let is_similar =
        |(distance, known): &(usize, &str)| *distance <= MAX_DISTANCE.min(known.len() / 3);
    distances.filter(is_similar).min_by_key(|(distance, _)| *distance).map(|(_, known)| known)
}
