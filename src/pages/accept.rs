//! From the value of an `Accept` field to the media ranges that pages care about.
//!
//! The field is that of [RFC 9110 §12.5.1]. Reading it takes a bounded time, allocates nothing and
//! cannot fail.
//!
//! [RFC 9110 §12.5.1]: https://www.rfc-editor.org/rfc/rfc9110.html#section-12.5.1

use std::ops::ControlFlow;

use memchr::memchr2;
use smallvec::SmallVec;

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

/// Reads the ranges of a field, in its order, each with its quality, as long as there is use for
/// more.
pub(super) fn read<'a>(
    lines: impl Iterator<Item = &'a [u8]>,
    mut take: impl FnMut(MediaRange, Quality) -> ControlFlow<()>,
) {
    list::read(lines, |element| {
        let len = memchr2(b',', b';', element).unwrap_or(element.len());
        let (name, rest) = element.split_at(len);
        let (quality, rest) = list::quality(rest);
        let name = name.trim_ascii_end();
        let is_over = quality.is_some_and(|q| take(MediaRange::from_name(name), q).is_break());
        (!is_over).then_some(rest)
    });
}

impl MediaRange {
    fn from_name(name: &[u8]) -> Self {
        match name {
            b"*/*" => Self::Any,
            b"text/*" => Self::Text,
            b"application/*" => Self::Application,
            b"text/html" => Self::Of(Format::Html),
            b"application/problem+json" => Self::Of(Format::ProblemJson),
            b"application/json" => Self::Of(Format::Json),
            b"application/problem+xml" | b"application/xml" | b"text/xml" => {
                Self::Of(Format::ProblemXml)
            }
            b"text/plain" => Self::Of(Format::Text),
            b"application/xhtml+xml" => Self::OfBrowser,
            [b'i', b'm', b'a', b'g', b'e', b'/', ..] => Self::OfBrowser,
            _ if name.iter().any(u8::is_ascii_uppercase) => {
                let lower_case: SmallVec<[u8; 32]> =
                    name.iter().map(u8::to_ascii_lowercase).collect();
                Self::from_name(&lower_case)
            }
            _ => Self::Other,
        }
    }

    /// The formats that it names.
    pub(super) fn formats(self) -> &'static [Format] {
        match self {
            Self::Any => Format::ALL,
            Self::Text => &[Format::Text, Format::ProblemXml, Format::Html],
            Self::Application => &[Format::ProblemJson, Format::Json, Format::ProblemXml],
            Self::Of(Format::ProblemJson) => &[Format::ProblemJson],
            Self::Of(Format::Json) => &[Format::Json],
            Self::Of(Format::Text) => &[Format::Text],
            Self::Of(Format::ProblemXml) => &[Format::ProblemXml],
            Self::Of(Format::Html) => &[Format::Html],
            Self::OfBrowser | Self::Other => &[],
        }
    }

    /// How closely it names them.
    pub(super) fn closeness(self) -> Closeness {
        match self {
            Self::Any => Closeness::Any,
            Self::Text | Self::Application => Closeness::Type,
            Self::Of(_) | Self::OfBrowser | Self::Other => Closeness::Name,
        }
    }
}

/// How closely a range names a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Closeness {
    /// `*/*`
    Any,
    /// `text/*`
    Type,
    /// `text/html`
    Name,
}
