//! `fluent-status serve`: requests of browsers and proxies, and its command line.

#![cfg(feature = "cli")]

#[path = "common/folder.rs"]
mod folder;
#[path = "common/serving.rs"]
mod serving;

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::time::Duration;

use fluent_status::{Catalog, StatusCode};
use folder::folder;
use reqwest::{Client, Method, Response};
use scraper::{Html, Selector};
use serving::Serving;

const NO_ARGUMENTS: [&str; 0] = [];

async fn send(serving: &Serving, method: Method, path: &str, fields: &[(&str, &str)]) -> Response {
    let mut request = Client::new().request(method, serving.url(path));
    for (name, value) in fields {
        request = request.header(*name, *value);
    }
    request.send().await.unwrap()
}

async fn get(serving: &Serving, path: &str, fields: &[(&str, &str)]) -> Response {
    send(serving, Method::GET, path, fields).await
}

fn field(response: &Response, name: &str) -> String {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap()).to_owned()
}

#[tokio::test]
async fn a_page_is_sent_with_its_status() {
    let serving = Serving::start(&NO_ARGUMENTS);
    let chinese = ("accept-language", "zh-TW,zh;q=0.9");
    for code in [400, 404, 429, 503, 301, 201] {
        let response =
            get(&serving, &format!("/{code}"), &[chinese, ("accept", "text/html")]).await;
        assert_eq!(response.status(), code);
        assert_eq!(field(&response, "content-language"), "zh-Hant");
        assert!(response.text().await.unwrap().contains(&format!("<title>{code} · ")));
    }
    // Responses with 204 have no body, so the page is sent with 200.
    let response = get(&serving, "/204", &[chinese, ("accept", "text/html")]).await;
    assert_eq!(response.status(), 200);
    assert!(response.text().await.unwrap().contains("<title>204 · "));

    for path in ["/no/such/page", "/99", "/1000", "/404.pdf", "/4o4", "/favicon.ico"] {
        assert_eq!(get(&serving, path, &[chinese]).await.status(), 404, "{path}");
    }
    let response = send(&serving, Method::PUT, "/409", &[chinese]).await;
    assert_eq!(response.status(), 409);
}

#[tokio::test]
async fn an_extension_sets_the_format() {
    let serving = Serving::start(&NO_ARGUMENTS);
    for (path, content_type) in [
        ("/404.html", "text/html; charset=utf-8"),
        ("/404.json", "application/json; charset=utf-8"),
        ("/404.problem.json", "application/problem+json; charset=utf-8"),
        ("/404.xml", "application/problem+xml; charset=utf-8"),
        ("/404.txt", "text/plain; charset=utf-8"),
    ] {
        let response = get(&serving, path, &[("accept", "image/png")]).await;
        assert_eq!(
            (response.status().as_u16(), field(&response, "content-type")),
            (404, content_type.into())
        );
        assert_eq!(field(&response, "vary"), "Accept-Language");
    }
    let response = get(&serving, "/404.txt?lang=zh-Hans&phrasing=plain", &[]).await;
    let text = response.text().await.unwrap();
    assert!(text.starts_with("404 未找到：网站上没有这个页面。\n"), "{text}");
    // An unknown phrasing is ignored.
    let response = get(&serving, "/404.txt?phrasing=No%20Such", &[]).await;
    assert!(response.text().await.unwrap().starts_with("404 Not Found: "));
}

#[tokio::test]
async fn the_gallery_links_to_every_page() {
    let serving = Serving::start(&NO_ARGUMENTS);
    let fields = [("accept-language", "zh-TW,zh;q=0.9"), ("accept", "text/html")];
    let response = get(&serving, "/", &fields).await;
    assert_eq!(
        (response.status().as_u16(), field(&response, "content-type")),
        (200, "text/html; charset=utf-8".into())
    );
    let html = response.text().await.unwrap();
    let document = Html::parse_document(&html);
    let text: String = document.root_element().text().collect();
    assert!(text.contains("Accept-Language: zh-TW,zh;q=0.9"), "the header that was sent");
    assert!(html.contains("Accept-Language: zh-Hant"), "the header of a column");
    assert!(text.contains("Accept: application/problem+json"), "the header of a format");
    let links: BTreeSet<&str> = document
        .select(&Selector::parse("a").unwrap())
        .filter_map(|link| link.attr("href"))
        .collect();
    let catalog = Catalog::builtin();
    let mut expected = BTreeSet::new();
    for locale in catalog.locales() {
        let chain = catalog.negotiator().negotiate_requested([locale]);
        for phrasing in catalog.phrasings() {
            let lookup = catalog.lookup(&chain).phrasing(phrasing);
            let is_worded = |code: &StatusCode| lookup.message(*code).phrasing() == Some(phrasing);
            for code in catalog.status_codes().filter(is_worded) {
                for format in ["html", "problem.json", "json", "xml", "txt"] {
                    let code = code.as_str();
                    expected.insert(format!("/{code}.{format}?lang={locale}&phrasing={phrasing}"));
                }
            }
        }
    }
    assert_eq!(links, expected.iter().map(String::as_str).collect());
    assert!(expected.len() > 64 * 3 * 5);

    // Follow one in ten links.
    for link in links.into_iter().step_by(10) {
        let code = &link[1..4];
        let response = get(&serving, link, &[]).await;
        let locale = link.split(['=', '&']).nth(1).unwrap();
        assert_eq!(field(&response, "content-language"), locale, "{link}");
        assert!(response.text().await.unwrap().contains(code), "{link}");
    }
}

#[tokio::test]
async fn x_code_sets_the_status() {
    let serving = Serving::start(&NO_ARGUMENTS);
    for (path, code, format, content_type) in [
        ("/", "503", "text/html,*/*;q=0.8", "text/html; charset=utf-8"),
        ("/shop/orders?id=7", "404", "application/json", "application/json; charset=utf-8"),
        ("/404", "502", "*/*", "application/problem+json; charset=utf-8"),
        ("/healthz", "429", "text/plain", "text/plain; charset=utf-8"),
    ] {
        let fields = [
            ("x-code", code),
            ("x-format", format),
            ("x-request-id", "01JD6Y"),
            ("accept-language", "zh-CN"),
            ("accept", "image/png"),
        ];
        let response = get(&serving, path, &fields).await;
        assert_eq!(response.status().as_str(), code, "{path}");
        assert_eq!(field(&response, "content-type"), content_type);
        assert_eq!(field(&response, "content-language"), "zh-Hans");
        // X-Format replaces Accept, so the page depends on the Accept header of the client.
        assert_eq!(field(&response, "vary"), "Accept-Language, Accept");
        assert!(response.text().await.unwrap().contains("01JD6Y"));
    }
    // The methods of the failed resource are unknown.
    let fields = [("x-code", "503"), ("accept-language", "en")];
    let response = send(&serving, Method::POST, "/healthz", &fields).await;
    assert_eq!((response.status().as_u16(), field(&response, "allow")), (503, String::new()));
    // The methods of this server's own pages are known.
    let response = send(&serving, Method::POST, "/", &[("accept-language", "en")]).await;
    assert!(response.text().await.unwrap().contains("only these methods: GET,HEAD"));

    for code in ["", "200", "304", "600", "abc", "50\u{ff}"] {
        let response = get(&serving, "/", &[("x-code", code)]).await;
        assert_eq!(response.status(), 404, "{code}");
    }
}

#[tokio::test]
async fn healthz_reports_that_the_server_is_up() {
    let serving = Serving::start(&NO_ARGUMENTS);
    let response = get(&serving, "/healthz", &[]).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.text().await.unwrap(), "ok\n");
}

#[tokio::test]
async fn message_files_are_reloaded() {
    let texts = folder(&[("en/messages.ftl", "status-404 = One.")]);
    let serving = Serving::start(&["--locales-dir".as_ref(), texts.path()]);
    let text = async |path: &str| get(&serving, path, &[]).await.text().await.unwrap();
    let eventually_contains = async |path: &str, said: &str| {
        let mut last = String::new();
        for _ in 0..500 {
            last = text(path).await;
            if last.contains(said) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("{path}: {last}");
    };
    let edit = |text: &str| {
        let new = texts.path().join("new");
        fs::write(&new, text).unwrap();
        fs::rename(new, texts.path().join("en/messages.ftl")).unwrap();
    };
    eventually_contains("/404.txt", "One.").await;
    edit("status-404 = Two.\n");
    eventually_contains("/404.txt", "Two.").await;

    // An invalid file is reported, and the last valid messages stay.
    edit("404 = Three.\n");
    eventually_contains("/healthz", "ok, but with earlier messages: see the log\n").await;
    assert_eq!(get(&serving, "/healthz", &[]).await.status(), StatusCode::OK);
    eventually_contains("/404.txt", "Two.").await;
    edit("status-404 = Three.\n");
    eventually_contains("/404.txt", "Three.").await;
    assert_eq!(text("/healthz").await, "ok\n");
}

#[tokio::test]
async fn overlays_and_site_options_change_the_pages() {
    let files = folder(&[
        ("texts/zh-Hans/messages.ftl", "status-404 = 商品已下架。\n"),
        ("logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("page.html", "<!doctype html><title>{{ code }}</title>{{ description.text }}"),
    ]);
    let path = |name: &str| files.path().join(name).display().to_string();
    let of_site = Serving::start(&[
        "--locales-dir",
        &path("texts"),
        "--site-name",
        "Acme",
        "--logo",
        &path("logo.svg"),
        "--accent",
        "#7a1f5c",
        "rgb(200, 160, 220)",
        "--home",
        "/start",
        "--contact",
        "mailto:help@acme.example",
    ]);
    let html = get(&of_site, "/404.html?lang=zh-Hans", &[]).await.text().await.unwrap();
    for part in
        ["商品已下架。", "<bdi>Acme</bdi>", "src=\"data:image", "#7a1f5c", "start", "mailto:help"]
    {
        assert!(html.contains(part), "{part} in {html}");
    }
    let of_template = Serving::start(&["--template", &path("page.html")]);
    let html = get(&of_template, "/404.html?lang=zh-Hans", &[]).await.text().await.unwrap();
    assert_eq!(html, "<!doctype html><title>404</title>网站上没有这个页面。");
}

#[test]
fn invalid_arguments_are_rejected_in_one_sentence() {
    let files = folder(&[("page.html", "<p>\n{{ code }\n"), ("logo.txt", "no image")]);
    let path = |name: &str| files.path().join(name).display().to_string();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().unwrap().to_string();
    for (arguments, sentence) in [
        (vec!["--bind", &taken], format!("cannot listen on `{taken}`: Address already in use")),
        (vec!["--bind", "nowhere"], "cannot listen on `nowhere`: ".to_owned()),
        (vec!["--template", &path("page.html")], format!("{}:2: ", path("page.html"))),
        (
            vec!["--template", &path("none")],
            format!("cannot read `{}`: No such file", path("none")),
        ),
        (vec!["--logo", &path("logo.txt")], format!("not an image: `{}`: ", path("logo.txt"))),
        (vec!["--accent", "gold", "plum"], "color `gold` has a contrast of 1.4 to 1 on".to_owned()),
        (vec!["--locales-dir", &path("none")], format!("cannot read `{}`: ", path("none"))),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_fluent-status"))
            .arg("serve")
            .args(&arguments)
            .output()
            .unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            (output.status.code(), output.stdout.as_slice()),
            (Some(2), &b""[..]),
            "{stderr}"
        );
        assert!(stderr.starts_with(&format!("error: {sentence}")), "{stderr}");
        assert_eq!(stderr.lines().count(), 1, "{stderr}");
    }
}

/// The process finishes open requests and ends with status 0.
#[cfg(unix)]
#[tokio::test]
async fn signals_stop_the_server() {
    for signal in ["TERM", "INT"] {
        // Directly after the server starts to listen.
        let mut serving = Serving::start(&NO_ARGUMENTS);
        let id = serving.process.id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &id]).status().unwrap().success());
        assert!(serving.process.wait().unwrap().success(), "{signal}");

        let mut serving = Serving::start(&NO_ARGUMENTS);
        // An idle connection does not delay the end.
        let client = Client::new();
        let response = client.get(serving.url("/404")).send().await.unwrap();
        response.bytes().await.unwrap();
        let id = serving.process.id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &id]).status().unwrap().success());
        assert!(serving.process.wait().unwrap().success(), "{signal}");
        assert!(client.get(serving.url("/404")).send().await.is_err());
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_closed_log_does_not_stop_the_server() {
    let (reader, writer) = std::io::pipe().unwrap();
    let mut process = Command::new(env!("CARGO_BIN_EXE_fluent-status"))
        .args(["serve", "--bind", "127.0.0.1:0"])
        .env("RUST_LOG", "info")
        .stdout(Stdio::piped())
        .stderr(writer)
        .spawn()
        .unwrap();
    let address = serving::address(&mut process);
    let serving = Serving { process, address };
    drop(reader);
    for _ in 0..5 {
        assert_eq!(get(&serving, "/404", &[]).await.status(), 404);
    }
}

#[test]
fn each_request_is_logged() {
    let mut process = Command::new(env!("CARGO_BIN_EXE_fluent-status"))
        .args(["serve", "--bind", "127.0.0.1:0"])
        .env_remove("RUST_LOG")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let address = serving::address(&mut process);
    let request = std::net::TcpStream::connect(&address).and_then(|mut socket| {
        use std::io::Write;
        socket.write_all(b"GET /503?q HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")?;
        let mut response = String::new();
        socket.read_to_string(&mut response)
    });
    request.unwrap();
    process.kill().unwrap();
    let log = String::from_utf8(process.wait_with_output().unwrap().stderr).unwrap();
    for part in ["INFO", "method=GET", "uri=/503?q", "status=503"] {
        assert!(log.contains(part), "{part} in {log}");
    }
}
