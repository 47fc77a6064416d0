//! The formats of a page, and which of them a reader's software accepts.

use std::cmp::Reverse;

use super::accept::{self, Closeness, MediaRange};
use crate::header_list::{MAX_QUALITY, Quality};

/// A format that a page can be in.
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
    /// The message as it serializes, each text with its locale: `application/json`.
    Json,
    /// Problem details in XML ([RFC 9457, Appendix B]): `application/problem+xml`. It answers
    /// `application/xml` and `text/xml` too.
    ///
    /// [RFC 9457, Appendix B]: https://www.rfc-editor.org/rfc/rfc9457.html#appendix-B
    ProblemXml,
    /// A few lines: `text/plain`.
    Text,
}

/// What the closest range says of a format.
#[derive(Clone, Copy, Debug)]
struct Wish {
    quality: Quality,
    /// How closely the range names the format.
    closeness: Closeness,
    /// Where the range stands in the field.
    place: usize,
}

impl Format {
    /// All of them, in the order that APIs prefer.
    pub const ALL: &'static [Self] =
        &[Self::ProblemJson, Self::Json, Self::Text, Self::ProblemXml, Self::Html];

    /// Chooses by the `Accept` fields of a request ([RFC 9110 §12.5.1]).
    ///
    /// The format with the highest quality is chosen, `q=0` is a no, and the closest range decides
    /// about a format. Of formats that are wanted as much, one that is named goes before one that
    /// a wildcard stands for, and then the one that is named first.
    ///
    /// What a wildcard stands for, and what answers where there is no field or nothing that could
    /// be given, is HTML for browsers and problem details for the rest. A browser is known by the
    /// shape of its field: it names HTML, XHTML or images. `*/*` alone is what scripts and tools
    /// send.
    ///
    /// A malformed element is dropped. At most 1 KiB of a field and 32 elements are read.
    ///
    /// [RFC 9110 §12.5.1]: https://www.rfc-editor.org/rfc/rfc9110.html#section-12.5.1
    #[must_use]
    pub fn negotiate<'l, L: AsRef<[u8]> + ?Sized + 'l>(
        accept: impl IntoIterator<Item = &'l L>,
    ) -> Self {
        let mut wishes = [None::<Wish>; Self::ALL.len()];
        let mut is_browser = false;
        let mut places = 0..;
        let values = accept.into_iter().map(AsRef::as_ref);
        'ranges: for (range, quality) in accept::media_ranges(values) {
            let is_of_browser = matches!(range, MediaRange::OfBrowser | MediaRange::Of(Self::Html));
            is_browser |= is_of_browser && quality > 0;
            let (closeness, place) = (range.closeness(), places.next().unwrap_or_default());
            for format in range.formats() {
                if let Some(wish) = wishes.get_mut(format.index())
                    && wish.is_none_or(|wish| wish.closeness < closeness)
                {
                    *wish = Some(Wish { quality, closeness, place });
                    // Nothing that follows can be wanted more, and browsers begin with it.
                    if quality == MAX_QUALITY && closeness == Closeness::Name {
                        break 'ranges;
                    }
                }
            }
        }
        let preferred = if is_browser { Self::Html } else { Self::ProblemJson };
        let ranked = Self::ALL.iter().rev().filter_map(|&format| {
            let Wish { quality, closeness, place } = wishes.get(format.index()).copied()??;
            // By kind or by name, it is named.
            let closeness = closeness.min(Closeness::Kind);
            let rank = (quality, closeness, Reverse(place), format == preferred);
            (quality > 0).then_some((rank, format))
        });
        // It takes the last of equals.
        ranked.max_by_key(|(rank, _)| *rank).map_or(preferred, |(_, format)| format)
    }

    /// The value of `Content-Type`.
    ///
    /// JSON is UTF-8 with or without saying so ([RFC 8259 §8.1]), but there are clients that read
    /// it as Latin-1 unless it says so, and then Chinese is lost.
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

    /// Where this format stands in a table of all formats.
    pub(super) const fn index(self) -> usize {
        self as usize
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
    fn what_software_sends() {
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
        // A client of an API that knows problem details.
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
    fn quality_decides_then_closeness_then_order() {
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
    fn wildcards() {
        gives("application/*", Format::ProblemJson);
        gives("text/*", Format::Text);
        gives("text/*, image/*;q=0.5", Format::Html);
        gives("application/xhtml+xml, */*", Format::Html);
        gives("text/html;q=0.5, */*", Format::ProblemJson);
    }

    #[test]
    fn a_quality_of_0_is_a_no() {
        gives("text/html;q=0, image/*, */*", Format::ProblemJson);
        gives("application/problem+json;q=0, */*", Format::Json);
        gives("application/*;q=0, */*;q=0.1", Format::Text);
        gives("application/*;q=0, application/json", Format::Json);
        gives("application/xml, application/problem+xml;q=0, text/plain;q=0.1", Format::Text);
        gives("application/xml;q=0, application/problem+xml", Format::ProblemXml);
    }

    #[test]
    fn nothing_that_could_be_given_gives_what_is_likeliest() {
        gives("audio/*", Format::ProblemJson);
        gives("image/png", Format::Html);
        gives("*/*;q=0", Format::ProblemJson);
        gives("text/html;q=0", Format::ProblemJson);
        gives("text/event-stream", Format::ProblemJson);
    }

    #[test]
    fn a_malformed_element_is_dropped() {
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
    fn no_more_than_the_bound_is_read() {
        gives(&format!("{}text/plain", "a/b,".repeat(31)), Format::Text);
        gives(&format!("{}text/plain", "a/b,".repeat(32)), Format::ProblemJson);
        // Cut, it would be another range.
        let long = format!("a/b;c={},text/plain;q=0", "x".repeat(MAX_BYTES - 18));
        gives(&long, Format::ProblemJson);
    }

    #[test]
    fn several_lines_are_one_list() {
        let lines = ["text/html;q=0.5", "text/plain;q=0.6"];
        assert_eq!(Format::negotiate(lines), Format::Text);
    }

    #[test]
    fn every_format_answers_to_its_own_type() {
        for &format in Format::ALL {
            assert_eq!(Format::negotiate([format.content_type()]), format);
        }
    }
}
