//! From the value of an `Accept` field to the media ranges that pages care about.
//!
//! The field is that of [RFC 9110 §12.5.1]. Reading it takes a bounded time, allocates nothing and
//! cannot fail.
//!
//! [RFC 9110 §12.5.1]: https://www.rfc-editor.org/rfc/rfc9110.html#section-12.5.1

use smallvec::SmallVec;

use super::Format;
use crate::header_list::{HeaderList, Quality};

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

/// Iterates over the media ranges of a header, each with its quality.
pub(super) fn media_ranges<'a>(
    values: impl Iterator<Item = &'a [u8]>,
) -> impl Iterator<Item = (MediaRange, Quality)> {
    let elements = HeaderList::new(values).with_quoted_strings();
    elements.map(|element| (MediaRange::from_name(element.range), element.quality))
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
