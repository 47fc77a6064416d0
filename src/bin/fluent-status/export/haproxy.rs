//! HAProxy. It keeps whole responses, and knows the languages of `Accept-Language` by a list.

use fluent_status::StatusCode;

use super::pages::{self, CodePages};
use super::{Files, Template};
use crate::address;

pub const TEMPLATES: &[Template] = &[
    ("http-errors.cfg", include_str!("haproxy/http-errors.cfg")),
    ("backend.cfg", include_str!("haproxy/backend.cfg")),
    ("languages.map", include_str!("haproxy/languages.map")),
    ("README.md", include_str!("haproxy/README.md")),
];

/// Whether it takes a response for a code.
pub fn knows(code: u16) -> bool {
    matches!(code, 400 | 401 | 403..=405 | 407 | 408 | 410 | 413 | 425 | 429 | 500..=504)
}

/// Writes the responses: one in each language, and one in all of them.
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
            let response = response(status, &language, policy, page.body());
            files.add(format!("responses/{code}.{language}.http"), response);
        }
    }
}

fn response(code: StatusCode, languages: &str, policy: Option<&str>, body: &str) -> String {
    let status = address::status(code);
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
