//! The settings of the middleware.

use std::sync::Arc;

use http::HeaderName;
use tower_layer::Layer;

use super::StatusPages;
use crate::pages::{CatalogSource, Format, PageRenderer, ReplaceBody, Responder};

/// Gives the error responses of a service a page: see [the module](super).
///
/// ```
/// use fluent_status::pages::{Format, PageRenderer, ReplaceBody};
/// use fluent_status::tower::StatusPagesLayer;
///
/// let renderer =
///     PageRenderer::new().site_name("Acme").home("/").contact("mailto:help@acme.example");
/// let for_a_website =
///     StatusPagesLayer::new().pages(renderer).replace_body(ReplaceBody::PlainText);
/// let for_an_api = StatusPagesLayer::new().format(Format::ProblemJson);
/// # let _ = (for_a_website, for_an_api);
/// ```
#[must_use]
#[derive(Clone, Debug, Default)]
pub struct StatusPagesLayer {
    // Shared, because a router may create a service for each of its routes.
    responder: Arc<Responder>,
}

impl StatusPagesLayer {
    /// Creates a layer with the built-in messages and the built-in page.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the catalog: a `&'static Catalog`, an `Arc<Catalog>` or a `LiveCatalog`.
    pub fn catalog(mut self, catalog: impl Into<CatalogSource>) -> Self {
        self.responder_mut().catalog = catalog.into();
        self
    }

    /// Sets the renderer of the pages.
    pub fn pages(mut self, renderer: PageRenderer) -> Self {
        self.responder_mut().renderer = renderer;
        self
    }

    /// Sets the format of all pages, so that `Accept` is ignored. A [`Problem`] can choose another
    /// format.
    ///
    /// [`Problem`]: crate::pages::Problem
    pub fn format(mut self, format: Format) -> Self {
        self.responder_mut().format = Some(format);
        self
    }

    /// Sets which responses get a page although they have a body. The default is
    /// [`ReplaceBody::Never`].
    pub fn replace_body(mut self, replace_body: ReplaceBody) -> Self {
        self.responder_mut().replace_body = replace_body;
        self
    }

    /// Sets the header that contains the request ID, for example `x-request-id`. Pages show the ID
    /// of the response, or else of the request. An ID of more than 128 bytes is ignored.
    pub fn request_id_header(mut self, name: HeaderName) -> Self {
        self.responder_mut().request_id_header = Some(name);
        self
    }

    /// Returns the settings, copied only if a clone of the layer shares them.
    fn responder_mut(&mut self) -> &mut Responder {
        Arc::make_mut(&mut self.responder)
    }
}

impl<S> Layer<S> for StatusPagesLayer {
    type Service = StatusPages<S>;

    fn layer(&self, inner: S) -> StatusPages<S> {
        StatusPages::new(inner, Arc::clone(&self.responder))
    }
}
