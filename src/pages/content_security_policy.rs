//! The `Content-Security-Policy` header of an HTML page.

use std::fmt::Write;

use base64::prelude::{BASE64_STANDARD, Engine};
use http::HeaderValue;
use sha2::{Digest, Sha256};

/// Returns a policy that allows these style sheets and images in `data:` URLs. It forbids
/// everything else, and no other page may frame a page with it.
pub(super) fn content_security_policy<'s>(
    styles: impl IntoIterator<Item = &'s str>,
) -> Option<HeaderValue> {
    let mut style_src = String::new();
    for style in styles {
        // A browser normalizes line ends before it computes the hash.
        let style = style.replace("\r\n", "\n").replace('\r', "\n");
        let hash = BASE64_STANDARD.encode(Sha256::digest(style));
        // Writing into a string cannot fail.
        let _ = write!(style_src, " 'sha256-{hash}'");
    }
    if style_src.is_empty() {
        style_src.push_str(" 'none'");
    }
    let policy = format!(
        "default-src 'none'; style-src{style_src}; img-src data:; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).ok()
}

/// Iterates over the contents of the `<style>` elements of a document. Values are escaped, so none
/// can look like such an element.
#[cfg(feature = "template")]
pub(super) fn styles(html: &str) -> impl Iterator<Item = &str> {
    let lower_case = html.to_ascii_lowercase();
    let starts: Vec<usize> = lower_case.match_indices("<style").map(|(at, _)| at).collect();
    starts.into_iter().filter_map(move |at| {
        let start = at + lower_case.get(at..)?.find('>')? + 1;
        let end = start + lower_case.get(start..)?.find("</style")?;
        html.get(start..end)
    })
}

#[cfg(all(test, feature = "template"))]
mod tests {
    use super::*;

    fn policy(html: &str) -> String {
        content_security_policy(styles(html)).unwrap().to_str().unwrap().to_owned()
    }

    #[test]
    fn every_style_is_allowed_and_nothing_else() {
        // The hashes are the output of `openssl dgst -sha256 -binary | base64`.
        let a = "ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=";
        let b = "PiPoFgA5WUoziU9lZOGxNIu9egCI1CxKy3PurtWcAJ0=";
        let html = "<style>a</style><p>&lt;style&gt;</p><STYLE media=\"print\">b</Style >";
        let both = policy(html);
        assert!(both.contains(&format!("style-src 'sha256-{a}' 'sha256-{b}';")), "{both}");
        assert_eq!(policy("<style>\r\na\r\n</style>"), policy("<style>\na\n</style>"));
        assert!(policy("<p>").contains("style-src 'none';"));
    }
}
