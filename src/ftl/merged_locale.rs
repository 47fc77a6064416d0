//! The messages and terms of one locale, merged from all layers.

use std::collections::BTreeMap;

use fluent_syntax::ast::{Entry, InlineExpression, Pattern};

use crate::ftl::MessageFile;
use crate::phrasing::Phrasing;

/// The messages and terms of one locale, merged from all layers.
///
/// The value and each attribute of an entry come from the last file that has them. A description in
/// a messages file replaces the earlier ones of every phrasing; a description in a phrasing file
/// replaces only its own.
#[derive(Clone, Debug, Default)]
pub(crate) struct MergedLocale<'f> {
    messages: BTreeMap<&'f Phrasing, Entries<'f>>,
    terms: Entries<'f>,
    replaced: Vec<Replaced<'f>>,
}

/// A description that a later layer replaced.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Replaced<'f> {
    pub(crate) old: MergedPattern<'f>,
    pub(crate) new: MergedPattern<'f>,
}

/// Messages or terms by their ID, a term without its hyphen.
pub(crate) type Entries<'f> = BTreeMap<&'f str, MergedEntry<'f>>;

/// A message or a term.
#[derive(Clone, Debug, Default)]
pub(crate) struct MergedEntry<'f> {
    /// The value. Every term has one.
    pub(crate) value: Option<MergedPattern<'f>>,
    /// The attributes by their name.
    pub(crate) attributes: BTreeMap<&'f str, MergedPattern<'f>>,
}

/// The value or an attribute of an entry, with the file that it comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MergedPattern<'f> {
    pub(crate) file: &'f MessageFile,
    /// The ID or the name of the attribute, as a slice of the file.
    pub(crate) name: &'f str,
    pub(crate) pattern: &'f Pattern<&'f str>,
    pub(crate) is_term: bool,
}

impl<'f> MergedLocale<'f> {
    /// Merges the files of one locale, in the order in which their layers apply.
    pub(crate) fn new(files: impl IntoIterator<Item = &'f MessageFile>) -> Self {
        let mut merged = Self::default();
        for file in files {
            for entry in file.entries() {
                merged.add(file, entry);
            }
        }
        merged
    }

    fn add(&mut self, file: &'f MessageFile, entry: &'f Entry<&'f str>) {
        let (id, value, attributes) = match entry {
            Entry::Message(message) => (&message.id, message.value.as_ref(), &message.attributes),
            Entry::Term(term) => (&term.id, Some(&term.value), &term.attributes),
            _ => return,
        };
        let is_term = matches!(entry, Entry::Term(_));
        let value = value.map(|pattern| MergedPattern { file, name: id.name, pattern, is_term });
        if let Some(new) = value.filter(|_| !is_term) {
            for (phrasing, entries) in &mut self.messages {
                if (file.is_messages() || *phrasing == file.phrasing())
                    && let Some(entry) = entries.get_mut(id.name)
                {
                    self.replaced.extend(entry.value.take().map(|old| Replaced { old, new }));
                }
            }
        }
        let entries = match is_term {
            true => &mut self.terms,
            false => self.messages.entry(file.phrasing()).or_default(),
        };
        let entry = entries.entry(id.name).or_default();
        if value.is_some() {
            entry.value = value;
        }
        for attribute in attributes {
            let (name, pattern) = (attribute.id.name, &attribute.value);
            entry.attributes.insert(name, MergedPattern { file, name, pattern, is_term });
        }
    }

    /// Iterates over the phrasings and their messages.
    pub(crate) fn phrasings(&self) -> impl Iterator<Item = (&'f Phrasing, &Entries<'f>)> {
        self.messages.iter().map(|(phrasing, entries)| (*phrasing, entries))
    }

    /// Returns the messages of one phrasing, without the messages that it falls back to.
    pub(crate) fn messages(&self, phrasing: &Phrasing) -> Option<&Entries<'f>> {
        self.messages.get(phrasing)
    }

    /// Returns the descriptions that later files replaced, in the order in which they apply.
    pub(crate) fn replaced(&self) -> &[Replaced<'f>] {
        &self.replaced
    }

    /// Returns the terms.
    pub(crate) fn terms(&self) -> &Entries<'f> {
        &self.terms
    }

    /// Returns the target of a reference, if a description in a phrasing is displayed. A message is
    /// looked up in that phrasing, then in `messages.ftl`.
    pub(crate) fn resolve(
        &self,
        reference: &InlineExpression<&str>,
        phrasing: &Phrasing,
    ) -> Option<MergedPattern<'f>> {
        match reference {
            InlineExpression::MessageReference { id, attribute } => {
                let attribute = attribute.as_ref().map(|attribute| attribute.name);
                let part = |phrasing| self.messages(phrasing)?.get(id.name)?.part(attribute);
                part(phrasing).or_else(|| part(&Phrasing::PLAIN))
            }
            InlineExpression::TermReference { id, attribute, .. } => {
                let attribute = attribute.as_ref().map(|attribute| attribute.name);
                self.terms.get(id.name)?.part(attribute)
            }
            _ => None,
        }
    }
}

impl<'f> MergedEntry<'f> {
    /// Returns the value, or the attribute with a name.
    pub(crate) fn part(&self, attribute: Option<&str>) -> Option<MergedPattern<'f>> {
        match attribute {
            Some(name) => self.attributes.get(name).copied(),
            None => self.value,
        }
    }

    /// Iterates over the value and the attributes.
    pub(crate) fn parts(&self) -> impl Iterator<Item = MergedPattern<'f>> {
        self.value.into_iter().chain(self.attributes.values().copied())
    }
}
