//! The media ranges of an `Accept` header ([RFC 9110 §12.5.1]).
//!
//! Reading a header takes bounded time, does not allocate and cannot fail.
//!
//! [RFC 9110 §12.5.1]: https://www.rfc-editor.org/rfc/rfc9110.html#section-12.5.1

use smallvec::SmallVec;

use super::Format;
use crate::header_list::{HeaderList, Quality};

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

/// Iterates over the media ranges of a header, each with its quality.
pub(super) fn media_ranges<'a>(
    values: impl Iterator<Item = &'a [u8]>,
) -> impl Iterator<Item = (MediaRange, Quality)> {
    let elements = HeaderList::new(values).with_quoted_strings();
    elements.map(|element| (MediaRange::from_name(element.range), element.quality))
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
