//! The formats of a page, and their negotiation.

use std::cmp::Reverse;

use super::media_range::{self, MediaRange, Specificity};
use crate::header_list::{MAX_QUALITY, Quality};

/// A format of a page.
///
/// ```
/// use fluent_status::pages::Format;
///
/// let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
/// assert_eq!(Format::negotiate([browser]), Format::Html);
/// assert_eq!(Format::negotiate(["application/json"]), Format::Json);
/// assert_eq!(Format::negotiate(["*/*"]), Format::ProblemJson);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// A page for people: `text/html`.
    Html,
    /// Problem details ([RFC 9457]): `application/problem+json`.
    ///
    /// [RFC 9457]: https://www.rfc-editor.org/rfc/rfc9457.html
    ProblemJson,
    /// Problem details as `application/json`, for clients that accept only this media type.
    Json,
    /// Problem details in XML ([RFC 9457, Appendix B]): `application/problem+xml`. It matches
    /// `application/xml` and `text/xml` too.
    ///
    /// [RFC 9457, Appendix B]: https://www.rfc-editor.org/rfc/rfc9457.html#appendix-B
    ProblemXml,
    /// A few lines: `text/plain`.
    Text,
}

/// The preference for a format that the most specific media range gives.
#[derive(Clone, Copy, Debug)]
struct Preference {
    quality: Quality,
    specificity: Specificity,
    /// The index of the media range in the header.
    index: usize,
}

impl Format {
    /// All formats, in the order of preference for programs.
    pub const ALL: &'static [Self] =
        &[Self::ProblemJson, Self::Json, Self::Text, Self::ProblemXml, Self::Html];

    /// Chooses a format by the lines of the `Accept` header ([RFC 9110 §12.5.1]).
    ///
    /// The most specific media range decides about a format, and `q=0` excludes it. The format with
    /// the highest quality wins. If several have it, a format that is named wins against a format
    /// that a wildcard matches, and then the first in the header wins.
    ///
    /// If a wildcard decides, or if the header is absent or accepts none of the formats, browsers
    /// get HTML and other clients get problem details. A client is a browser if it accepts HTML,
    /// XHTML or images by name. Scripts and tools send `*/*` alone.
    ///
    /// Malformed elements are ignored. At most 1 KiB and 32 elements are read.
    ///
    /// [RFC 9110 §12.5.1]: https://www.rfc-editor.org/rfc/rfc9110.html#section-12.5.1
    #[must_use]
    pub fn negotiate<'l, L: AsRef<[u8]> + ?Sized + 'l>(
        accept: impl IntoIterator<Item = &'l L>,
    ) -> Self {
        let mut preferences = [None::<Preference>; Self::ALL.len()];
        let mut is_browser = false;
        let mut indices = 0..;
        let values = accept.into_iter().map(AsRef::as_ref);
        'ranges: for (range, quality) in media_range::media_ranges(values) {
            let names_browser = matches!(range, MediaRange::Browser | MediaRange::Of(Self::Html));
            is_browser |= names_browser && quality > 0;
            let (specificity, index) = (range.specificity(), indices.next().unwrap_or_default());
            for format in range.formats() {
                if let Some(preference) = preferences.get_mut(*format as usize)
                    && preference.is_none_or(|earlier| earlier.specificity < specificity)
                {
                    *preference = Some(Preference { quality, specificity, index });
                    // No later range can be preferred, and browsers list HTML first.
                    if quality == MAX_QUALITY && specificity == Specificity::Name {
                        break 'ranges;
                    }
                }
            }
        }
        let default = if is_browser { Self::Html } else { Self::ProblemJson };
        let ranked = Self::ALL.iter().rev().filter_map(|&format| {
            let Preference { quality, specificity, index } =
                preferences.get(format as usize).copied()??;
            // A format counts as named if its syntax is.
            let specificity = specificity.min(Specificity::Syntax);
            let rank = (quality, specificity, Reverse(index), format == default);
            (quality > 0).then_some((rank, format))
        });
        // Of equal ranks, `max_by_key` returns the last.
        ranked.max_by_key(|(rank, _)| *rank).map_or(default, |(_, format)| format)
    }

    /// Returns the value of `Content-Type`.
    ///
    /// JSON is always UTF-8 ([RFC 8259 §8.1]), but some clients read it as Latin-1 unless it has a
    /// `charset`.
    ///
    /// [RFC 8259 §8.1]: https://www.rfc-editor.org/rfc/rfc8259.html#section-8.1
    #[must_use]
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::ProblemJson => "application/problem+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
            Self::ProblemXml => "application/problem+xml; charset=utf-8",
            Self::Text => "text/plain; charset=utf-8",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::header_list::MAX_BYTES;

    #[track_caller]
    fn gives(accept: &str, format: Format) {
        assert_eq!(Format::negotiate([accept]), format, "{accept:?}");
    }

    #[test]
    fn headers_of_common_clients() {
        // Chrome, Firefox, Safari, and an old Internet Explorer.
        gives(
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,\
             */*;q=0.8,application/signed-exchange;v=b3;q=0.7",
            Format::Html,
        );
        gives("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Format::Html);
        gives("image/gif, image/jpeg, application/x-ms-application, */*", Format::Html);
        // curl, fetch, Python's requests.
        gives("*/*", Format::ProblemJson);
        gives("", Format::ProblemJson);
        assert_eq!(Format::negotiate::<str>([]), Format::ProblemJson);
        // axios, HTTPie, jQuery.
        gives("application/json, text/plain, */*", Format::Json);
        gives("application/json, */*;q=0.5", Format::Json);
        gives("application/json, text/javascript, */*; q=0.01", Format::Json);
        // API clients that support problem details.
        gives("application/json, application/problem+json;q=0.9", Format::Json);
        gives("application/problem+json, application/json;q=0.9", Format::ProblemJson);
        gives("application/vnd.api+json, application/problem+json", Format::ProblemJson);
        gives("application/xml", Format::ProblemXml);
        gives("application/xml, application/json", Format::ProblemXml);
        gives("IMAGE/PNG, Text/HTML;q=0.1", Format::Html);
        gives("application/problem+xml", Format::ProblemXml);
        gives("text/plain", Format::Text);
    }

    #[test]
    fn quality_decides_then_specificity_then_order() {
        gives("text/html;q=0.1, application/json;q=0.9", Format::Json);
        gives("application/json;q=0.9, text/html;q=0.901", Format::Html);
        gives("text/plain, application/json", Format::Text);
        gives("application/json, text/plain", Format::Json);
        gives("*/*, text/plain", Format::Text);
        gives("text/*, application/json", Format::Json);
        gives("TEXT/HTML", Format::Html);
        gives("text/html;level=1;q=0.5, application/json;q=0.4", Format::Html);
        gives("text/html;note=\"a,b;q=0\", application/json;q=0.4", Format::Html);
        gives(r#"text/html;a="\"\\";b=c;q=0.3, application/json;q=0.4"#, Format::Json);
        gives(r#"text/html;q=0.5;note="a,text/plain,b""#, Format::Html);
        gives(r#"text/html;q=x;note="a,text/plain,b", application/json;q=0.1"#, Format::Json);
        gives(r#"text/plain;a="x, application/json"#, Format::Text);
        gives(r#"text/plain;a="b"c"d";q=0.3, application/json;q=0.4"#, Format::Json);
    }

    #[test]
    fn wildcards_leave_the_choice_to_the_default() {
        gives("application/*", Format::ProblemJson);
        gives("text/*", Format::Text);
        gives("text/*, image/*;q=0.5", Format::Html);
        gives("application/xhtml+xml, */*", Format::Html);
        gives("text/html;q=0.5, */*", Format::ProblemJson);
    }

    #[test]
    fn q0_excludes_a_format() {
        gives("text/html;q=0, image/*, */*", Format::ProblemJson);
        gives("application/problem+json;q=0, */*", Format::Json);
        gives("application/*;q=0, */*;q=0.1", Format::Text);
        gives("application/*;q=0, application/json", Format::Json);
        gives("application/xml, application/problem+xml;q=0, text/plain;q=0.1", Format::Text);
        gives("application/xml;q=0, application/problem+xml", Format::ProblemXml);
    }

    #[test]
    fn a_client_that_accepts_no_format_gets_the_default() {
        gives("audio/*", Format::ProblemJson);
        gives("image/png", Format::Html);
        gives("*/*;q=0", Format::ProblemJson);
        gives("text/html;q=0", Format::ProblemJson);
        gives("text/event-stream", Format::ProblemJson);
    }

    #[test]
    fn malformed_elements_are_ignored() {
        gives("text/html;q=2, application/json;q=0.1", Format::Json);
        gives("text/html;q=x, application/json;q=0.1", Format::Json);
        gives("text/html;q, application/json;q=0.1", Format::Json);
        gives("text/html;a=b;q=0.2, application/json;q=0.3;q=0.1", Format::Json);
        gives("text/html;q=0.5x, application/json;q=0.1", Format::Json);
        gives("html, /, ;q=1, text/plain", Format::Text);
        gives("text/html;;;, application/json;q=0.1", Format::Html);
        assert_eq!(Format::negotiate([&b"\xff\xfe"[..], b"text/plain"]), Format::Text);
    }

    #[test]
    fn elements_beyond_the_limit_are_ignored() {
        gives(&format!("{}text/plain", "a/b,".repeat(31)), Format::Text);
        gives(&format!("{}text/plain", "a/b,".repeat(32)), Format::ProblemJson);
        // Truncated, it would be another range.
        let long = format!("a/b;c={},text/plain;q=0", "x".repeat(MAX_BYTES - 18));
        gives(&long, Format::ProblemJson);
    }

    #[test]
    fn several_lines_are_one_list() {
        let lines = ["text/html;q=0.5", "text/plain;q=0.6"];
        assert_eq!(Format::negotiate(lines), Format::Text);
    }

    #[test]
    fn every_format_matches_its_own_media_type() {
        for &format in Format::ALL {
            assert_eq!(Format::negotiate([format.content_type()]), format);
        }
    }
}
