//! What the message ids of the files are about.

use std::fmt;

use http::StatusCode;

/// What one message id is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Subject {
    /// `status-unknown`
    Unknown,
    /// `status-4xx`, by its first digit
    Class(u16),
    /// `status-404`
    Status(StatusCode),
    /// `page-home`
    Label(Label),
}

impl Subject {
    /// `None` where the id is not one of ours: a message that the application added for itself.
    pub(crate) fn from_id(id: &str) -> Option<Self> {
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
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("status-unknown"),
            Self::Class(digit) => write!(f, "status-{digit}xx"),
            Self::Status(code) => write!(f, "status-{}", code.as_str()),
            Self::Label(label) => f.write_str(label.id()),
        }
    }
}

/// What stands around a message on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Label {
    /// What a language calls itself.
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
        ] {
            assert_eq!(Subject::from_id(id).unwrap().to_string(), id);
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
        ] {
            assert_eq!(Subject::from_id(id), None, "{id}");
        }
    }
}
