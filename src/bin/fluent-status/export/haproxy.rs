//! HAProxy stores complete responses, and chooses the language from a list of tags.

use fluent_status::StatusCode;

use super::pages::{self, CodePages};
use super::{Files, Template};
use crate::page_path;

pub const TEMPLATES: &[Template] = &[
    ("http-errors.cfg", include_str!("haproxy/http-errors.cfg")),
    ("backend.cfg", include_str!("haproxy/backend.cfg")),
    ("languages.map", include_str!("haproxy/languages.map")),
    ("README.md", include_str!("haproxy/README.md")),
];

/// Returns `true` if `errorfile` supports a code.
pub fn supports(code: u16) -> bool {
    matches!(code, 400 | 401 | 403..=405 | 407 | 408 | 410 | 413 | 425 | 429 | 500..=504)
}

/// Adds the responses: one for each language, and one with all languages.
pub fn add(pages: &[CodePages], files: &mut Files) {
    for page in pages {
        let (status, code) = (page.code, page.code.as_str());
        let languages = page.locales().join(", ");
        let policy = page.multilingual_policy();
        let multilingual = response(page.code, &languages, policy, &page.multilingual);
        files.add(format!("responses/{code}.http"), multilingual);
        for page in page.html() {
            let language = page.locale().to_string();
            let policy = pages::policy(page);
            let response = response(status, &language, policy.as_deref(), page.body());
            files.add(format!("responses/{code}.{language}.http"), response);
        }
    }
}

fn response(code: StatusCode, languages: &str, policy: Option<&str>, body: &str) -> String {
    let status = page_path::response_status(code);
    let policy = policy.map(|policy| format!("Content-Security-Policy: {policy}\r\n"));
    format!(
        "HTTP/1.1 {status}\r\n\
         Content-Type: text/html; charset=utf-8\r\n\
         Content-Length: {length}\r\n\
         Content-Language: {languages}\r\n\
         Vary: Accept-Language\r\n\
         Cache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\n\
         {policy}\r\n\
         {body}",
        length = body.len(),
        policy = policy.unwrap_or_default(),
    )
}
