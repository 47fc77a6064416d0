//! The IDs of messages in message files.

use std::fmt;

use http::StatusCode;

/// The ID of a message that the catalog reads.
///
/// The order is the order of the rows in a catalog: `status-unknown`, the classes, the status
/// codes, the labels, the problem types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum MessageId<'a> {
    /// `status-unknown`
    Unknown,
    /// `status-4xx`, by its first digit.
    Class(u16),
    /// `status-404`
    Status(StatusCode),
    /// `page-home`
    Label(Label),
    /// `problem-out-of-stock`, by its name.
    Problem(&'a str),
}

impl<'a> MessageId<'a> {
    /// Parses an ID. Returns `None` if the catalog does not read messages with this ID.
    pub(crate) fn parse(id: &'a str) -> Option<Self> {
        if let Some(name) = id.strip_prefix("problem-") {
            return is_problem_name(name).then_some(Self::Problem(name));
        }
        let Some(name) = id.strip_prefix("status-") else {
            return Label::from_id(id).map(Self::Label);
        };
        match name.strip_suffix("xx") {
            Some(digit) => match digit.parse() {
                Ok(digit @ 1..=5) if name.len() == 3 => Some(Self::Class(digit)),
                _ => None,
            },
            None if name == "unknown" => Some(Self::Unknown),
            None => name.parse().ok().map(Self::Status),
        }
    }

    /// Returns `true` if the message is about status codes: these have phrasings.
    pub(crate) const fn has_phrasings(self) -> bool {
        matches!(self, Self::Unknown | Self::Class(_) | Self::Status(_))
    }
}

impl fmt::Display for MessageId<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("status-unknown"),
            Self::Class(digit) => write!(f, "status-{digit}xx"),
            Self::Status(status) => write!(f, "status-{}", status.as_str()),
            Self::Label(label) => f.write_str(label.id()),
            Self::Problem(name) => write!(f, "problem-{name}"),
        }
    }
}

/// The longest name of a problem type, in bytes.
const MAX_PROBLEM_NAME: usize = 64;

/// Returns `true` if a problem type can have this name: up to 64 lower-case ASCII letters, digits
/// and single hyphens between them, beginning with a letter.
pub(crate) const fn is_problem_name(name: &str) -> bool {
    let bytes = name.as_bytes();
    if bytes.len() > MAX_PROBLEM_NAME {
        return false;
    }
    let mut rest = bytes;
    let mut previous = b'-';
    while let [byte, after @ ..] = rest {
        let is_allowed = match *byte {
            b'a'..=b'z' => true,
            b'0'..=b'9' => rest.len() < bytes.len(),
            b'-' => previous != b'-',
            _ => false,
        };
        if !is_allowed {
            return false;
        }
        previous = *byte;
        rest = after;
    }
    previous != b'-'
}

/// A text around a message on an error page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Label {
    /// The name of the language in the language itself.
    LanguageName,
    Home,
    Contact,
    RequestId,
    Languages,
}

impl Label {
    pub(crate) const ALL: [Self; 5] =
        [Self::LanguageName, Self::Home, Self::Contact, Self::RequestId, Self::Languages];

    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::LanguageName => "language-name",
            Self::Home => "page-home",
            Self::Contact => "page-contact",
            Self::RequestId => "page-request-id",
            Self::Languages => "page-languages",
        }
    }

    fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|label| label.id() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_round_trip() {
        for id in [
            "status-100",
            "status-404",
            "status-999",
            "status-1xx",
            "status-5xx",
            "status-unknown",
            "page-home",
            "language-name",
            "problem-out-of-stock",
            "problem-e40001",
        ] {
            assert_eq!(MessageId::parse(id).unwrap().to_string(), id);
        }
        for id in [
            "status-",
            "status-99",
            "status-6xx",
            "status-44xx",
            "status-xx",
            "status-4XX",
            "brand",
            "404",
            "problem-",
            "problem-4",
            "problem-a--b",
            "problem-a-",
            "problem-A",
        ] {
            assert_eq!(MessageId::parse(id), None, "{id}");
        }
    }
}
