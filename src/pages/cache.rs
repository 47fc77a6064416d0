//! Pages that are rendered once, and then shared.

use std::sync::{Arc, OnceLock};

use unic_langid::LanguageIdentifier;

use super::form::{self, Form};
use super::{Context, Format, Page, Pages};
use crate::catalog::Catalog;
use crate::lookup::Lookup;
use crate::message::{Localized, StatusMessage};
use crate::negotiation::LocaleChain;
use crate::phrasing::Phrasing;
use crate::status_class::{STATUS_CODES, status_index};
use http::StatusCode;

/// Pages that are rendered once, and then shared by all readers of a language.
///
/// What differs from request to request, the id of the request and the query in the links, is put
/// into its place on a page that is there already. Other pages are rendered each time: those with
/// more [facts](Context) of their own, those whose texts are in more than one language, for they
/// depend on all that their reader speaks, and, with an id or a query, those of a
/// [template](Pages::template) of one's own, for it may do anything with them.
///
/// It holds at most two pages for each code, locale and format, whatever clients send.
///
/// ```
/// use fluent_status::pages::{Context, Format, PageCache, Pages};
/// use fluent_status::StatusCode;
///
/// let cache = PageCache::new(Pages::new().site_name("Acme")); // once
///
/// let chain = cache.catalog().negotiate("zh-CN"); // for each request
/// let context = Context::new().request_id("01JD6Y");
/// let page = cache.page(&chain, StatusCode::NOT_FOUND, &context, Format::Html);
/// assert!(page.body().contains("<bdi>01JD6Y</bdi>"));
/// # Ok::<(), fluent_status::Error>(())
/// ```
#[must_use]
#[derive(Debug, Default)]
pub struct PageCache {
    pages: Pages,
    /// The embedded one, unless given.
    catalog: Option<Arc<Catalog>>,
    phrasing: Option<Phrasing>,
    forms: Forms,
}

impl PageCache {
    /// Pages with the texts that come with the crate.
    pub fn new(pages: Pages) -> Self {
        Self { pages, ..Self::default() }
    }

    /// The same pages with the texts of another catalogue: an application's own, or what a
    /// [`LiveCatalog`](crate::LiveCatalog) has read anew.
    pub fn with_catalog(&self, catalog: Arc<Catalog>) -> Self {
        Self {
            catalog: Some(catalog),
            phrasing: self.phrasing.clone(),
            ..Self::new(self.pages.clone())
        }
    }

    /// The phrasing to prefer; the first of the catalogue, unless given.
    pub fn phrasing(self, phrasing: Phrasing) -> Self {
        Self { phrasing: Some(phrasing), forms: Forms::default(), ..self }
    }

    /// The page for a reader, as [`Pages::render`] makes it. The phrasing that the context prefers
    /// goes before that of the cache.
    #[must_use]
    pub fn page(
        &self,
        chain: &LocaleChain<'_>,
        code: impl Into<StatusCode>,
        context: &Context,
        format: Format,
    ) -> Page {
        let code = code.into();
        if context.differs_by_request_alone()
            && let Some(form) = self.form(chain, code, context, format)
        {
            return form.fill(context);
        }
        self.pages.render(self.lookup(chain, context), code, context, format)
    }

    /// The catalogue that the texts are taken from: for negotiation.
    #[must_use]
    pub fn catalog(&self) -> &Catalog {
        self.catalog.as_deref().unwrap_or_else(|| Catalog::embedded())
    }

    fn lookup<'a>(&'a self, chain: &'a LocaleChain<'a>, context: &Context) -> Lookup<'a, 'a> {
        let lookup = self.catalog().lookup(chain);
        match context.phrasing.as_ref().or(self.phrasing.as_ref()) {
            Some(phrasing) => lookup.phrasing(phrasing),
            None => lookup,
        }
    }

    /// What the page is made from, rendered if it was not asked for before. `None` where it is not
    /// one to keep.
    fn form(
        &self,
        chain: &LocaleChain<'_>,
        code: StatusCode,
        context: &Context,
        format: Format,
    ) -> Option<&Form> {
        let has_id = context.request_id.is_some();
        let has_own_page = self.pages.has_own(format);
        if has_own_page && (has_id || context.query.is_some()) {
            return None;
        }
        let locales = self.catalog().locales();
        let place = |locale| place(locale, format, has_id);
        if chain.is_of(locales)
            && let Some(&first) = chain.positions().first()
            && let Some(kept) = self.forms.get(code, place(usize::from(first)))
            && kept.is_for_all
        {
            return Some(&kept.form);
        }
        let lookup = self.lookup(chain, context);
        let message = lookup.message(code);
        let locale = locale_of_all(&message)?;
        let position = locales.iter().position(|other| other == locale)?;
        let len = locales.len() * PAGES_OF_LOCALE;
        let kept = self.forms.get_or_make(code, place(position), len, || {
            let render = |context: &Context| self.pages.render(lookup, code, context, format);
            let form = match has_own_page {
                true => Form::without_blanks(render(&Context::new())),
                false => Form::with_blanks(render(&form::blanks(has_id))),
            };
            Kept { form, is_for_all: self.is_for_all(locale, code) }
        });
        kept.map(|kept| &kept.form)
    }

    /// Whether a locale has all there is to say of a code.
    fn is_for_all(&self, locale: &LanguageIdentifier, code: StatusCode) -> bool {
        let chain = self.catalog().negotiator().negotiate_languages([locale]);
        self.lookup(&chain, &Context::new()).is_settled(code)
    }
}

#[derive(Debug)]
struct Kept {
    form: Form,
    /// Whether it is for all whose first language this is, whatever else they speak.
    is_for_all: bool,
}

/// By code, then by locale, format, and whether there is an id.
#[derive(Debug)]
struct Forms(Box<[OnceLock<FormsOfCode>]>);

type FormsOfCode = Box<[OnceLock<Kept>]>;

impl Default for Forms {
    fn default() -> Self {
        Self(empty(STATUS_CODES))
    }
}

impl Forms {
    fn get(&self, code: StatusCode, place: usize) -> Option<&Kept> {
        self.0.get(status_index(code))?.get()?.get(place)?.get()
    }

    fn get_or_make(
        &self,
        code: StatusCode,
        place: usize,
        len: usize,
        make: impl FnOnce() -> Kept,
    ) -> Option<&Kept> {
        let of_code = self.0.get(status_index(code))?.get_or_init(|| empty(len));
        Some(of_code.get(place)?.get_or_init(make))
    }
}

fn empty<T>(len: usize) -> Box<[OnceLock<T>]> {
    (0..len).map(|_| OnceLock::new()).collect()
}

/// In each format, without an id and with one.
const PAGES_OF_LOCALE: usize = Format::ALL.len() * 2;

fn place(locale: usize, format: Format, has_id: bool) -> usize {
    locale * PAGES_OF_LOCALE + format.index() * 2 + usize::from(has_id)
}

/// The locale of a message that is all in one.
fn locale_of_all<'m>(message: &'m StatusMessage<'_>) -> Option<&'m LanguageIdentifier> {
    let locale = message.description().locale();
    let others = message.advice().into_iter().chain([message.reason()]);
    others.map(Localized::locale).all(|other| other == locale).then_some(locale)
}
