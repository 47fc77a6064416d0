//! Helpers that state a case in one line.

use fluent::{FluentArgs, FluentValue};
use fluent_status::{Catalog, Message, Phrasing, StatusCode};

use crate::overlay_dir::overlay_dir;

/// Builds a catalog with files as an overlay. Building reads the directory, so it need not stay.
#[track_caller]
pub(crate) fn overlay(files: &[(&str, &str)]) -> Catalog {
    Catalog::builder().overlay_dir(overlay_dir(files).path()).build().unwrap()
}

/// Returns the error about an overlay, with `…` as the path of the directory.
#[track_caller]
pub(crate) fn error_of(files: &[(&str, &[u8])]) -> String {
    let dir = overlay_dir(files);
    let error = Catalog::builder().overlay_dir(dir.path()).build().unwrap_err();
    assert!(error.path().unwrap().starts_with(dir.path()), "{error}");
    error.to_string().replace(dir.path().to_str().unwrap(), "…").replace('\\', "/")
}

/// A client with its `Accept-Language`, and the phrasing and the arguments of its lookups.
pub(crate) struct Client<'c> {
    catalog: &'c Catalog,
    accept_language: &'c str,
    phrasing: Phrasing,
    args: FluentArgs<'c>,
}

pub(crate) fn client<'c>(catalog: &'c Catalog, accept_language: &'c str) -> Client<'c> {
    let (phrasing, args) = (Phrasing::CONCISE, FluentArgs::new());
    Client { catalog, accept_language, phrasing, args }
}

impl<'c> Client<'c> {
    pub(crate) fn phrasing(mut self, phrasing: &str) -> Self {
        self.phrasing = phrasing.parse().unwrap();
        self
    }

    pub(crate) fn arg(mut self, name: &'c str, value: impl Into<FluentValue<'c>>) -> Self {
        self.args.set(name, value);
        self
    }

    /// Returns the message of a code. Its description must be the one that a lookup of only the
    /// description returns.
    #[track_caller]
    pub(crate) fn message(&self, code: u16) -> Message<'c> {
        let chain = self.catalog.negotiate(self.accept_language);
        let lookup = self.catalog.lookup(&chain).phrasing(&self.phrasing).args(&self.args);
        let message = lookup.message(StatusCode::from_u16(code).unwrap());
        assert_eq!(lookup.description(message.status().unwrap()), *message.description(), "{code}");
        message
    }

    /// A code has this description, such as `zh-Hans/general: 请求超时。`, or `zh-Hans/plain, class
    /// message: …`.
    #[track_caller]
    pub(crate) fn describes(&self, code: u16, expected: &str) -> &Self {
        let message = self.message(code);
        let (description, phrasing) = (message.description(), message.phrasing().unwrap());
        let class = if message.is_exact() { "" } else { ", class message" };
        let found = format!("{}/{phrasing}{class}: {description}", description.locale());
        assert_eq!(found, expected, "{code} for {:?}", self.accept_language);
        self
    }

    /// A code has this reason, such as `en: Not Found`.
    #[track_caller]
    pub(crate) fn has_reason(&self, code: u16, expected: &str) -> &Self {
        let message = self.message(code);
        let reason = message.reason();
        assert_eq!(format!("{}: {reason}", reason.locale()), expected, "{code}");
        self
    }

    /// A code has this advice, such as `en: Wait.`, or no advice if `expected` is empty.
    #[track_caller]
    pub(crate) fn advises(&self, code: u16, expected: &str) -> &Self {
        let message = self.message(code);
        let advice = message.advice().map(|advice| format!("{}: {advice}", advice.locale()));
        assert_eq!(advice.unwrap_or_default(), expected, "{code}");
        self
    }
}
