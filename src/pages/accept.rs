//! From the value of an `Accept` field to the media ranges that pages care about.
//!
//! The field is that of [RFC 9110 §12.5.1]. Reading it takes a bounded time, allocates nothing and
//! cannot fail.
//!
//! [RFC 9110 §12.5.1]: https://www.rfc-editor.org/rfc/rfc9110.html#section-12.5.1

use super::Format;
use crate::list::{self, Quality};

/// What an element of the field names. Its parameters say nothing to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MediaRange {
    /// `*/*`
    Any,
    /// `text/*`
    Text,
    /// `application/*`
    Application,
    /// A media type that a format answers to.
    Of(Format),
    /// An image, or XHTML: what browsers take, and no page is.
    OfBrowser,
    /// Anything else.
    Other,
}

const NAMES: [(&str, MediaRange); 11] = [
    ("text/html", MediaRange::Of(Format::Html)),
    ("application/xhtml+xml", MediaRange::OfBrowser),
    ("application/xml", MediaRange::Of(Format::ProblemXml)),
    ("*/*", MediaRange::Any),
    ("application/json", MediaRange::Of(Format::Json)),
    ("application/problem+json", MediaRange::Of(Format::ProblemJson)),
    ("application/problem+xml", MediaRange::Of(Format::ProblemXml)),
    ("text/plain", MediaRange::Of(Format::Text)),
    ("text/xml", MediaRange::Of(Format::ProblemXml)),
    ("text/*", MediaRange::Text),
    ("application/*", MediaRange::Application),
];

/// Reads the ranges of a field, in its order, each with its quality.
pub(super) fn read<'a>(
    lines: impl Iterator<Item = &'a [u8]>,
    mut take: impl FnMut(MediaRange, Quality),
) {
    list::read(lines, |element| {
        let len = element.iter().position(|byte| matches!(byte, b',' | b';' | b' ' | b'\t'));
        let (name, rest) = element.split_at(len.unwrap_or(element.len()));
        let (quality, rest) = list::quality(rest);
        if let Some(quality) = quality {
            take(MediaRange::from_name(name), quality);
        }
        rest
    });
}

impl MediaRange {
    fn from_name(name: &[u8]) -> Self {
        let known = NAMES.iter().find(|(other, _)| name.eq_ignore_ascii_case(other.as_bytes()));
        match known {
            Some((_, range)) => *range,
            None if is_image(name) => Self::OfBrowser,
            None => Self::Other,
        }
    }
}

fn is_image(name: &[u8]) -> bool {
    name.split_at_checked(b"image/".len())
        .is_some_and(|(start, _)| start.eq_ignore_ascii_case(b"image/"))
}
