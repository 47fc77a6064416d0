//! The media ranges of an `Accept` header ([RFC 9110 §12.5.1]).
//!
//! Reading a header takes bounded time, does not allocate and cannot fail.
//!
//! [RFC 9110 §12.5.1]: https://www.rfc-editor.org/rfc/rfc9110.html#section-12.5.1

use std::ops::ControlFlow;

use smallvec::SmallVec;

use super::Format;
use crate::list::{self, MAX_QUALITY, Quality, is_end, quality_value, trim_start};

/// A media range, without its parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MediaRange {
    /// `*/*`
    Any,
    /// `text/*`
    Text,
    /// `application/*`
    Application,
    /// The media type of a format.
    Of(Format),
    /// `application/xml` and `text/xml`, which match problem details in XML.
    Xml,
    /// An image or XHTML. Only browsers accept these, and no page has such a format.
    Browser,
    /// Anything else.
    Other,
}

/// Calls `take` for each media range and its quality, in the order of the header, until it breaks.
pub(super) fn read<'a>(
    lines: impl Iterator<Item = &'a [u8]>,
    mut take: impl FnMut(MediaRange, Quality) -> ControlFlow<()>,
) {
    list::read(lines, |element| {
        let len = element.iter().position(|byte| matches!(byte, b',' | b';'));
        let (name, rest) = element.split_at(len.unwrap_or(element.len()));
        let (quality, rest) = quality(rest);
        let name = name.trim_ascii_end();
        let is_over = quality.is_some_and(|q| take(MediaRange::from_name(name), q).is_break());
        (!is_over).then_some(rest)
    });
}

/// Reads the parameters of an element, and returns the quality and the rest of the line. The quality
/// is `None` if `q` is malformed or if anything but parameters follows the media range. Only the
/// first `q` counts.
fn quality(mut rest: &[u8]) -> (Option<Quality>, &[u8]) {
    let mut quality = None;
    loop {
        rest = trim_start(rest);
        if is_end(rest) {
            return (quality.unwrap_or(Some(MAX_QUALITY)), rest);
        }
        let Some(parameter) = rest.strip_prefix(b";") else {
            return (None, after_parameter(rest));
        };
        let parameter = trim_start(parameter);
        match parameter {
            [b'q' | b'Q', b'=', value @ ..] => _ = quality.get_or_insert(quality_value(value).0),
            [b'q' | b'Q'] | [b'q' | b'Q', b' ' | b'\t' | b',' | b';', ..] => {
                quality.get_or_insert(None);
            }
            _ => {}
        }
        rest = after_parameter(parameter);
    }
}

/// Returns the rest of the line after a parameter. A quoted value may contain any character, and
/// ends with the line if its quote is not closed.
fn after_parameter(mut rest: &[u8]) -> &[u8] {
    let mut is_quoted = false;
    while let [byte, after @ ..] = rest {
        match byte {
            b',' | b';' if !is_quoted => break,
            b'"' => is_quoted = !is_quoted,
            b'\\' if is_quoted => {
                rest = after.get(1..).unwrap_or_default();
                continue;
            }
            _ => {}
        }
        rest = after;
    }
    rest
}

/// The length of the longest known name.
const MAX_NAME: usize = b"application/problem+json".len();

impl MediaRange {
    fn from_name(name: &[u8]) -> Self {
        match name {
            b"*/*" => Self::Any,
            b"text/*" => Self::Text,
            b"application/*" => Self::Application,
            b"text/html" => Self::Of(Format::Html),
            b"application/problem+json" => Self::Of(Format::ProblemJson),
            b"application/json" => Self::Of(Format::Json),
            b"application/problem+xml" => Self::Of(Format::ProblemXml),
            b"application/xml" | b"text/xml" => Self::Xml,
            b"text/plain" => Self::Of(Format::Text),
            b"application/xhtml+xml" => Self::Browser,
            _ if has_type(name, b"image/") => Self::Browser,
            _ if name.len() <= MAX_NAME && name.iter().any(u8::is_ascii_uppercase) => {
                let lower_case: SmallVec<[u8; MAX_NAME]> =
                    name.iter().map(u8::to_ascii_lowercase).collect();
                Self::from_name(&lower_case)
            }
            _ => Self::Other,
        }
    }

    /// Returns the formats that the range matches.
    pub(super) fn formats(self) -> &'static [Format] {
        match self {
            Self::Any => Format::ALL,
            Self::Text => &[Format::Text, Format::ProblemXml, Format::Html],
            Self::Application => &[Format::ProblemJson, Format::Json, Format::ProblemXml],
            Self::Of(Format::ProblemJson) => &[Format::ProblemJson],
            Self::Of(Format::Json) => &[Format::Json],
            Self::Of(Format::Text) => &[Format::Text],
            Self::Of(Format::ProblemXml) | Self::Xml => &[Format::ProblemXml],
            Self::Of(Format::Html) => &[Format::Html],
            Self::Browser | Self::Other => &[],
        }
    }

    /// Returns how specifically the range names its formats.
    pub(super) fn specificity(self) -> Specificity {
        match self {
            Self::Any => Specificity::Any,
            Self::Text | Self::Application => Specificity::Type,
            Self::Xml => Specificity::Syntax,
            Self::Of(_) | Self::Browser | Self::Other => Specificity::Name,
        }
    }
}

fn has_type(name: &[u8], kind: &[u8]) -> bool {
    name.get(..kind.len()).is_some_and(|start| start.eq_ignore_ascii_case(kind))
}

/// How specifically a media range names a format, from `*/*` to its full name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Specificity {
    /// `*/*`
    Any,
    /// `text/*`
    Type,
    /// `application/xml`, for a media type with the syntax of XML
    Syntax,
    /// `text/html`
    Name,
}
