//! From the value of an `Accept` field to the media ranges that pages care about.
//!
//! The field is that of [RFC 9110 §12.5.1]. Reading it takes a bounded time, allocates nothing and
//! cannot fail.
//!
//! [RFC 9110 §12.5.1]: https://www.rfc-editor.org/rfc/rfc9110.html#section-12.5.1

use std::ops::ControlFlow;

use smallvec::SmallVec;

use super::Format;
use crate::list::{self, MAX_QUALITY, Quality, is_end, quality_value, trim_start};

/// What an element of the field names. Its parameters say nothing to us.
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
    /// `application/xml` and `text/xml`: problem details in XML are that too.
    Xml,
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
        let len = element.iter().position(|byte| matches!(byte, b',' | b';'));
        let (name, rest) = element.split_at(len.unwrap_or(element.len()));
        let (quality, rest) = quality(rest);
        let name = name.trim_ascii_end();
        let is_over = quality.is_some_and(|q| take(MediaRange::from_name(name), q).is_break());
        (!is_over).then_some(rest)
    });
}

/// Reads the parameters of an element, of which only the first `q` says something to us. `None` where
/// it is malformed, or where something else follows the range.
fn quality(mut rest: &[u8]) -> (Option<Quality>, &[u8]) {
    let mut quality = None;
    loop {
        rest = trim_start(rest);
        if is_end(rest) {
            return (quality.unwrap_or(Some(MAX_QUALITY)), rest);
        }
        let Some(parameter) = rest.strip_prefix(b";") else {
            return (None, behind_parameter(rest));
        };
        let parameter = trim_start(parameter);
        match parameter {
            [b'q' | b'Q', b'=', value @ ..] => _ = quality.get_or_insert(quality_value(value).0),
            [b'q' | b'Q'] | [b'q' | b'Q', b' ' | b'\t' | b',' | b';', ..] => {
                quality.get_or_insert(None);
            }
            _ => {}
        }
        rest = behind_parameter(parameter);
    }
}

/// What follows a parameter, whose value may be quoted and then hold anything. A quote that is not
/// closed reaches to the end of the line.
fn behind_parameter(mut rest: &[u8]) -> &[u8] {
    let mut is_quoted = false;
    while let [byte, behind @ ..] = rest {
        match byte {
            b',' | b';' if !is_quoted => break,
            b'"' => is_quoted = !is_quoted,
            b'\\' if is_quoted => {
                rest = behind.get(1..).unwrap_or_default();
                continue;
            }
            _ => {}
        }
        rest = behind;
    }
    rest
}

/// No name that is known is longer.
const LONGEST: usize = b"application/problem+json".len();

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
            b"application/xhtml+xml" => Self::OfBrowser,
            _ if has_type(name, b"image/") => Self::OfBrowser,
            _ if name.len() <= LONGEST && name.iter().any(u8::is_ascii_uppercase) => {
                let lower_case: SmallVec<[u8; LONGEST]> =
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
            Self::Of(Format::ProblemXml) | Self::Xml => &[Format::ProblemXml],
            Self::Of(Format::Html) => &[Format::Html],
            Self::OfBrowser | Self::Other => &[],
        }
    }

    /// How closely it names them.
    pub(super) fn closeness(self) -> Closeness {
        match self {
            Self::Any => Closeness::Any,
            Self::Text | Self::Application => Closeness::Type,
            Self::Xml => Closeness::Kind,
            Self::Of(_) | Self::OfBrowser | Self::Other => Closeness::Name,
        }
    }
}

fn has_type(name: &[u8], kind: &[u8]) -> bool {
    name.get(..kind.len()).is_some_and(|start| start.eq_ignore_ascii_case(kind))
}

/// How closely a range names a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Closeness {
    /// `*/*`
    Any,
    /// `text/*`
    Type,
    /// `application/xml`, for a type that is XML
    Kind,
    /// `text/html`
    Name,
}
