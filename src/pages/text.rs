//! The page as plain text.

use super::renderer::Content;
use crate::catalog::Localized;

/// Returns a few lines for a terminal or a log.
pub(super) fn to_text(content: &Content<'_>) -> String {
    let Content { message, labels, detail, problem, .. } = content;
    let mut text = format!("{message}\n");
    for line in message.advice().map(Localized::as_str).into_iter().chain(*detail) {
        text.push_str(line);
        text.push('\n');
    }
    if let Some(id) = &problem.request_id {
        let label = &labels.request_id;
        text += &format!("{}{}{id}\n", label.text, label.colon);
    }
    text
}
