//! What a file says beside its twin, the English file of the same phrasing: the ids, their parts and
//! their variables.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use fluent_syntax::ast::{Attribute, Message, Pattern};

use crate::catalog::BASE_LOCALE;
use crate::check::{names, text};
use crate::diagnostic::Diagnostic;
use crate::ftl::MessageFile;
use crate::ftl::limits::MAX_DIAGNOSTICS;
use crate::phrasing::Phrasing;
use crate::subject::{Label, Subject};

const ATTRIBUTES: [&str; 3] = ["reason", "advice", "advice-fallback"];
/// How many letters of a name may be wrong for another one to be meant.
const MAX_DISTANCE: usize = 2;
/// No name is longer; what is, is not compared.
const MAX_NAME_BYTES: usize = 40;
/// How many names are told of those that are missing.
const MAX_NAMES: usize = 10;

/// The texts of a message: the description, which has no name, and the attributes.
pub(super) type Parts<'f> = BTreeMap<Option<&'f str>, &'f Pattern<&'f str>>;
type Messages<'f> = HashMap<&'f str, Parts<'f>>;

/// The messages that files are compared with.
pub(super) struct Twins<'f> {
    /// Those of the crate, file by file.
    own: Vec<(&'f MessageFile, Messages<'f>)>,
    /// Those in English, by phrasing: of the crate, and of the files that are checked over them.
    english: HashMap<&'f Phrasing, Messages<'f>>,
    /// The ids of the crate, to tell which one is meant.
    ids: BTreeSet<&'f str>,
}

impl<'f> Twins<'f> {
    pub(super) fn new(own: &'f [MessageFile], added: &'f [MessageFile]) -> Self {
        let mut english: HashMap<&Phrasing, Messages<'f>> = HashMap::new();
        for file in own.iter().chain(added).filter(|file| is_english(file)) {
            add_messages(english.entry(file.phrasing()).or_default(), file);
        }
        let messages = |file: &'f MessageFile| {
            let mut messages = Messages::new();
            add_messages(&mut messages, file);
            (file, messages)
        };
        let own: Vec<(&MessageFile, Messages<'f>)> = own.iter().map(messages).collect();
        let ids = own.iter().flat_map(|(_, messages)| messages.keys()).copied().collect();
        Self { own, english, ids }
    }

    pub(super) fn english(&self, file: &MessageFile, id: &str) -> Option<&Parts<'f>> {
        self.english.get(file.phrasing())?.get(id)
    }

    /// What the crate has in the place of a file, though the name of its folder may be another.
    fn own(&self, file: &MessageFile) -> Option<&Messages<'f>> {
        let is_same = |own: &MessageFile| {
            own.phrasing() == file.phrasing() && names::is_same(own.locale(), file.locale())
        };
        self.own.iter().find(|(own, _)| is_same(own)).map(|(_, messages)| messages)
    }

    pub(super) fn check(&self, file: &MessageFile) -> Vec<Diagnostic> {
        let own = self.own(file);
        let mut findings = Vec::new();
        findings.extend(self.missing(file, own));
        for message in file.messages() {
            if findings.len() >= MAX_DIAGNOSTICS {
                break;
            }
            self.check_message(file, message, own, &mut findings);
        }
        findings
    }

    fn check_message(
        &self,
        file: &MessageFile,
        message: &Message<&str>,
        own: Option<&Messages<'f>>,
        findings: &mut Vec<Diagnostic>,
    ) {
        let id = message.id.name;
        if Subject::from_id(id).is_none() {
            findings.push(file.error(id, "unknown-id", self.unknown_id(id)));
            return;
        }
        for Attribute { id, .. } in &message.attributes {
            let name = id.name;
            if !ATTRIBUTES.contains(&name) {
                let message = unknown_attribute(name);
                findings.push(file.error(name, "unknown-attribute", message));
            }
        }
        if is_english(file) || !self.english.contains_key(file.phrasing()) {
            return;
        }
        let Some(twin) = self.english(file, id) else {
            let message =
                format!("`{id}` is not in {}: add it there, or take it out here", twin_path(file));
            findings.push(file.error(id, "extra", message).into_warning());
            return;
        };
        let own = own.and_then(|own| own.get(id));
        let message = &parts(message);
        compare_parts(file, id, (message, own), twin, findings);
        compare_variables(file, id, message, twin, findings);
    }

    fn unknown_id(&self, id: &str) -> String {
        let is_high_class = matches!(
            id.strip_prefix("status-").and_then(|class| class.strip_suffix("xx")),
            Some("6" | "7" | "8" | "9")
        );
        let near = match is_high_class {
            true => Some("status-unknown"),
            false => nearest(id, self.ids.iter().copied()),
        };
        match near {
            Some(near) => format!("no text has the id `{id}`: write `{near}`"),
            None => format!(
                "no text has the id `{id}`: write one such as `status-404`, `status-4xx`, \
                 `status-unknown` or `{}`, or `-{id}` for a term that other texts refer to",
                Label::Home.id()
            ),
        }
    }

    /// The texts that the twin has and this file has not, all in one finding.
    fn missing(&self, file: &MessageFile, own: Option<&Messages<'f>>) -> Option<Diagnostic> {
        let twin = self.english.get(file.phrasing()).filter(|_| !is_english(file))?;
        let here: BTreeSet<&str> = file.messages().map(|message| message.id.name).collect();
        let is_missing =
            |id: &&str| !here.contains(id) && !own.is_some_and(|own| own.contains_key(id));
        // What no reader is shown is told elsewhere, and is not missing.
        let is_read = |id: &&str| {
            let subject = Subject::from_id(id);
            let is_label = matches!(subject, Some(Subject::Label(_)));
            subject.is_some() && (!is_label || file.is_messages())
        };
        let missing: BTreeSet<&str> =
            twin.keys().copied().filter(is_read).filter(is_missing).collect();
        if missing.is_empty() {
            return None;
        }
        let mut names: Vec<String> =
            missing.iter().take(MAX_NAMES).map(|id| format!("`{id}`")).collect();
        if missing.len() > MAX_NAMES {
            names.push(format!("and {} more", missing.len() - MAX_NAMES));
        }
        let message = format!(
            "without some of the texts of {}, in whose place readers are given others: add {}",
            twin_path(file),
            names.join(", ")
        );
        Some(Diagnostic::of_file(file.path(), "missing-text", message).into_warning())
    }
}

/// What the crate has in the place of the message stays, part by part.
fn compare_parts(
    file: &MessageFile,
    id: &str,
    (message, own): (&Parts<'_>, Option<&Parts<'_>>),
    twin: &Parts<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    let is_known = |part: &&Option<&str>| part.is_none_or(|name| ATTRIBUTES.contains(&name));
    for part in twin.keys().filter(is_known) {
        if !message.contains_key(part) && !own.is_some_and(|own| own.contains_key(part)) {
            let part = shown(*part);
            let message = format!("`{id}` has no {part}, as in {}: add one", twin_path(file));
            findings.push(file.error(id, "missing-part", message).into_warning());
        }
    }
    for name in message.keys().filter(is_known).flatten() {
        if !twin.contains_key(&Some(*name)) {
            let message = format!(
                "`{id}` has no `.{name}` in {}: add it there, or take it out here",
                twin_path(file)
            );
            findings.push(file.error(name, "extra", message).into_warning());
        }
    }
}

fn shown(part: Option<&str>) -> String {
    part.map_or_else(|| "description".to_owned(), |name| format!("`.{name}`"))
}

/// A value is given to all the parts of a message, so a variable may be in another of them.
fn compare_variables(
    file: &MessageFile,
    id: &str,
    message: &Parts<'_>,
    twin: &Parts<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    let known = all_variables(twin);
    let before = findings.len();
    for variable in all_variables(message) {
        if known.contains(variable) {
            continue;
        }
        let fix = match nearest(variable, known.iter().copied()) {
            Some(near) => format!("write `${near}`"),
            None if known.is_empty() => "write the text without it".to_owned(),
            None => {
                let known: Vec<String> = known.iter().map(|name| format!("`${name}`")).collect();
                format!("there is {}", known.join(", "))
            }
        };
        let message =
            format!("`${variable}` is not in the twin of this text in {}: {fix}", twin_path(file));
        findings.push(file.error(variable, "unknown-variable", message));
    }
    if findings.len() > before {
        // The one that is missing may be meant.
        return;
    }
    for (part, pattern) in message {
        let Some(twin) = twin.get(part) else { continue };
        let here = variables(pattern);
        if let Some(variable) = variables(twin).iter().find(|variable| !here.contains(*variable)) {
            let message = format!(
                "the {} says nothing of `${variable}`, as it does in {}: add it",
                shown(*part),
                twin_path(file)
            );
            let place = part.unwrap_or(id);
            findings.push(file.error(place, "missing-variable", message).into_warning());
        }
    }
}

fn all_variables<'f>(message: &Parts<'f>) -> BTreeSet<&'f str> {
    message.values().flat_map(|pattern| variables(pattern)).collect()
}

fn variables<'f>(pattern: &Pattern<&'f str>) -> Vec<&'f str> {
    let mut variables = Vec::new();
    text::variables(pattern, &mut variables);
    variables
}

/// Later files go over earlier ones, part by part.
fn add_messages<'f>(messages: &mut Messages<'f>, file: &'f MessageFile) {
    for message in file.messages() {
        messages.entry(message.id.name).or_default().extend(parts(message));
    }
}

pub(super) fn parts<'f>(message: &'f Message<&'f str>) -> Parts<'f> {
    let value = message.value.iter().map(|value| (None, value));
    value.chain(message.attributes.iter().map(|part| (Some(part.id.name), &part.value))).collect()
}

/// Whether a reader can be shown a part of a message.
pub(super) fn is_read(file: &MessageFile, part: Option<&str>) -> bool {
    let is_messages = file.is_messages();
    part.is_none_or(|name| is_messages && ATTRIBUTES.contains(&name))
}

fn is_english(file: &MessageFile) -> bool {
    *file.locale() == BASE_LOCALE
}

fn twin_path(file: &MessageFile) -> String {
    let name = file.path().file_name().unwrap_or_default().to_string_lossy();
    format!("`{BASE_LOCALE}/{name}`")
}

fn unknown_attribute(name: &str) -> String {
    match nearest(name, ATTRIBUTES.into_iter()) {
        Some(near) => format!("no text has the attribute `.{name}`: write `.{near}`"),
        None => {
            format!(
                "no text has the attribute `.{name}`: write `.reason`, `.advice` or `.advice-fallback`"
            )
        }
    }
}

/// The known name that is meant, if one is near. Of several that are as near, the first.
fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    if name.len() > MAX_NAME_BYTES {
        return None;
    }
    let distances = known.map(|known| (strsim::osa_distance(name, known), known));
    let near = |(distance, known): &(usize, &str)| *distance <= MAX_DISTANCE.min(known.len() / 3);
    distances.filter(near).min_by_key(|(distance, _)| *distance).map(|(_, known)| known)
}
