//! Pages that are the same for all who read their language: rendered once.

use std::sync::OnceLock;

use bytes::Bytes;
use http::HeaderValue;

use crate::catalog::Catalog;
use crate::code::Code;
use crate::message::StatusMessage;
use crate::pages::{Format, Page};

/// A page, ready to be sent.
#[derive(Clone, Debug)]
pub(super) struct ReadyPage {
    pub(super) body: Bytes,
    pub(super) content_type: HeaderValue,
    pub(super) content_language: Option<HeaderValue>,
    pub(super) content_security_policy: Option<HeaderValue>,
}

impl From<Page> for ReadyPage {
    fn from(page: Page) -> Self {
        let value = |text: &str| HeaderValue::from_str(text).ok();
        Self {
            content_type: HeaderValue::from_static(page.format().content_type()),
            content_language: value(&page.locale().to_string()),
            content_security_policy: page.content_security_policy().and_then(value),
            body: Bytes::from(page.into_body()),
        }
    }
}

/// One page for each code, locale and format at the most, whatever clients send.
#[derive(Debug)]
pub(super) struct KeptPages {
    by_code: Box<[OnceLock<PagesOfCode>]>,
}

type PagesOfCode = Box<[OnceLock<ReadyPage>]>;

impl Default for KeptPages {
    fn default() -> Self {
        Self { by_code: empty(Code::all().count()) }
    }
}

impl KeptPages {
    /// The page, made if it was not asked for before. `None` where it is not one to keep: its texts
    /// are in more than one language, and so it depends on all that the reader speaks.
    pub(super) fn get_or_make(
        &self,
        catalog: &Catalog,
        message: &StatusMessage<'_>,
        format: Format,
        make: impl FnOnce() -> ReadyPage,
    ) -> Option<ReadyPage> {
        let locale = message.description().locale();
        let is_of_one_locale = message.reason().locale() == locale
            && message.advice().is_none_or(|advice| advice.locale() == locale);
        let position = catalog.locales().iter().position(|other| other == locale)?;
        let formats = Format::ALL.len();
        let place = position * formats + format.index();

        let of_code = self.by_code.get(message.code().index())?;
        let of_code = of_code.get_or_init(|| empty(catalog.locales().len() * formats));
        let page = of_code.get(place).filter(|_| is_of_one_locale)?;
        Some(page.get_or_init(make).clone())
    }
}

fn empty<T>(len: usize) -> Box<[OnceLock<T>]> {
    (0..len).map(|_| OnceLock::new()).collect()
}
