//! A page with blanks for what differs from request to request.

use std::borrow::Cow;
use std::sync::Arc;

use minijinja::HtmlEscape;

use super::{Context, Format, Page};

/// What stands for the id of a request and for its query while a form is rendered. Unicode keeps
/// these characters out of all text, and they are taken out of values.
const REQUEST_ID: char = '\u{FDD2}';
const QUERY: char = '\u{FDD3}';
/// What comes between the query of the request and the parameter of a link, as HTML writes it.
const AND: &str = "&amp;";

/// A context that leaves blanks: for a page to make a [`Form`] of.
pub(super) fn blanks(has_id: bool) -> Context {
    let mut context = Context::new();
    context.request_id = has_id.then(|| REQUEST_ID.into());
    context.query = Some(QUERY.into());
    context
}

/// A page with blanks for the id of a request and for its query.
#[derive(Debug)]
pub(super) struct Form {
    /// With nothing in the blanks.
    page: Page,
    blanks: Box<[(usize, Blank)]>,
}

#[derive(Clone, Copy, Debug)]
enum Blank {
    RequestId,
    Query,
}

impl Form {
    /// A page that is kept as it is.
    pub(super) fn without_blanks(page: Page) -> Self {
        Self { page, blanks: Box::default() }
    }

    /// Reads a page that was rendered with [`blanks`].
    pub(super) fn with_blanks(page: Page) -> Self {
        let mut body = String::with_capacity(page.body.len());
        let mut blanks = Vec::new();
        let mut rest = page.body();
        while let Some((text, behind)) = rest.split_once([REQUEST_ID, QUERY]) {
            body.push_str(text);
            let is_query = rest.get(text.len()..).is_some_and(|mark| mark.starts_with(QUERY));
            blanks.push((body.len(), if is_query { Blank::Query } else { Blank::RequestId }));
            rest = if is_query { behind.strip_prefix(AND).unwrap_or(behind) } else { behind };
        }
        body.push_str(rest);
        Self { page: Page { body: body.into(), ..page }, blanks: blanks.into() }
    }

    /// The page for a request.
    pub(super) fn fill<'c>(&self, context: &'c Context) -> Page {
        let Context { request_id, query, .. } = context;
        if self.blanks.is_empty() || (request_id.is_none() && query.is_none()) {
            return self.page.clone();
        }
        let escaped =
            |value: &'c Option<String>| Some(escape(value.as_deref()?, self.page.format()));
        let (request_id, query) = (escaped(request_id), escaped(query));
        let value = |blank: Blank| match (blank, &request_id, &query) {
            (Blank::RequestId, Some(id), _) => Some([id.as_ref(), ""]),
            (Blank::Query, _, Some(query)) => Some([query.as_ref(), AND]),
            _ => None,
        };
        // A blank that stays empty does not break the copy in two.
        let filled = self.blanks.iter();
        let filled = filled.filter_map(|&(place, blank)| Some((place, value(blank)?)));
        let added: usize = filled.clone().map(|(_, [value, and])| value.len() + and.len()).sum();
        let mut body = String::with_capacity(self.page.body.len() + added);
        let mut start = 0;
        for (end, [value, and]) in filled {
            body.push_str(self.page.body.get(start..end).unwrap_or_default());
            body.push_str(value);
            body.push_str(and);
            start = end;
        }
        body.push_str(self.page.body.get(start..).unwrap_or_default());
        Page { body: body.into(), head: Arc::clone(&self.page.head) }
    }
}

/// A value as a rendered page has it.
fn escape(value: &str, format: Format) -> Cow<'_, str> {
    if format == Format::Text || is_plain(value) {
        return Cow::Borrowed(value);
    }
    match format {
        Format::Html | Format::ProblemXml => HtmlEscape(value).to_string().into(),
        _ => {
            let quoted = serde_json::to_string(value).unwrap_or_default();
            // The quotes around it are on the page already.
            let inside = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
            inside.unwrap_or_default().to_owned().into()
        }
    }
}

/// Whether a value is made of what ids are made of nearly always, and no format escapes.
fn is_plain(value: &str) -> bool {
    // Without an early end, many bytes are looked at in one step.
    value
        .bytes()
        .fold(true, |is_plain, byte| is_plain & (byte.is_ascii_alphanumeric() | (byte == b'-')))
}
