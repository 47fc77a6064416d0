//! A locale chain is an owned value: it can be stored, shared, sent and used with another catalog.

use std::sync::Arc;

use fluent_status::{Catalog, LocaleChain, Message, StatusCode, langid};

/// An application that keeps the chain of its user.
struct App {
    catalog: Arc<Catalog>,
    chain: LocaleChain,
}

impl App {
    fn not_found(&self) -> Message<'_> {
        self.catalog.message(StatusCode::NOT_FOUND, &self.chain)
    }
}

fn shared_catalog() -> Arc<Catalog> {
    Arc::new(Catalog::builder().build().unwrap())
}

#[test]
fn a_struct_stores_a_catalog_and_a_chain() {
    let catalog = shared_catalog();
    let app = App { chain: catalog.negotiate("zh-TW"), catalog };
    assert_eq!(app.not_found().reason().as_str(), "找不到");
}

#[tokio::test]
async fn a_task_owns_a_catalog_and_a_chain() {
    let catalog = shared_catalog();
    let chain = catalog.negotiate("zh-CN");
    let task = tokio::spawn(async move {
        tokio::task::yield_now().await;
        catalog.message(StatusCode::NOT_FOUND, &chain).to_string()
    });
    assert_eq!(task.await.unwrap(), "404 未找到：请求的资源不存在。");
}

#[test]
fn request_extensions_hold_a_chain() {
    let catalog = Catalog::builtin();
    let mut request = http::Request::new(());
    request.extensions_mut().insert(catalog.negotiate("zh-TW, en"));
    let chain: &LocaleChain = request.extensions().get().unwrap();
    assert_eq!(chain.to_string(), "zh-Hant, en");
    assert_eq!(chain.clone(), catalog.negotiate("zh-TW, en"));
}

#[test]
fn a_chain_is_used_with_another_catalog() {
    let chain = Catalog::builtin().negotiate("zh-TW");
    let other = Catalog::builder().default_locale(langid!("zh-Hans")).build().unwrap();
    let message = other.message(StatusCode::NOT_FOUND, &chain);
    assert_eq!(message.description().locale().to_string(), "zh-Hant");

    // The other catalog lacks the locales of the chain: its default locale is used.
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("qaa")).unwrap();
    std::fs::write(dir.path().join("qaa/messages.ftl"), "status-404 = Rien.\n").unwrap();
    let french = Catalog::builder().overlay_dir(dir.path()).build().unwrap();
    let chain = french.negotiate("qaa");
    let message = other.message(StatusCode::NOT_FOUND, &chain);
    // `en` is in the chain of the first catalog, before the default locale of the second.
    assert_eq!(message.description().locale().to_string(), "en");
}

#[test]
fn a_message_outlives_its_catalog() {
    let message = {
        let catalog = shared_catalog();
        catalog.message(StatusCode::NOT_FOUND, &catalog.negotiate("zh-TW")).into_owned()
    };
    assert_eq!(message.to_string(), "404 找不到：所請求的資源不存在。");
}

#[cfg(feature = "watch")]
#[test]
fn a_chain_is_used_before_and_after_a_reload() {
    use std::sync::mpsc;
    use std::time::Duration;

    use fluent_status::LiveCatalog;

    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("en")).unwrap();
    let path = dir.path().join("en/concise.ftl");
    std::fs::write(&path, "status-404 = Before.\n").unwrap();
    let live = LiveCatalog::watch([dir.path()], Catalog::builder).unwrap();
    let (sender, reloads) = mpsc::channel();
    live.on_reload(move |outcome| sender.send(outcome.is_ok()).unwrap());
    let chain = live.snapshot().negotiate("en");
    let describe =
        || live.snapshot().message(StatusCode::NOT_FOUND, &chain).description().to_string();
    assert_eq!(describe(), "Before.");
    std::fs::write(&path, "status-404 = After.\n").unwrap();
    assert!(reloads.recv_timeout(Duration::from_secs(60)).unwrap());
    assert_eq!(describe(), "After.");
    // A new locale changes the list of available locales, which the chain does not have.
    std::fs::create_dir(dir.path().join("qaa")).unwrap();
    std::fs::write(dir.path().join("qaa/messages.ftl"), "status-404 = Rien.\n").unwrap();
    while live.snapshot().locales().len() < 4 {
        assert!(reloads.recv_timeout(Duration::from_secs(60)).unwrap());
    }
    assert_eq!(describe(), "After.");
}
