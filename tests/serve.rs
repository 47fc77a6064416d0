//! `fluent-status serve`, as browsers, proxies and operators meet it.

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

/// No program starts without an argument that stands for itself.
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
async fn a_code_is_answered_with_its_status_and_its_page() {
    let serving = Serving::start(&NO_ARGUMENTS);
    let chinese = ("accept-language", "zh-TW,zh;q=0.9");
    for code in [400, 404, 429, 503, 301, 201] {
        let answer = get(&serving, &format!("/{code}"), &[chinese, ("accept", "text/html")]).await;
        assert_eq!(answer.status(), code);
        assert_eq!(field(&answer, "content-language"), "zh-Hant");
        assert!(answer.text().await.unwrap().contains(&format!("<title>{code} · ")));
    }
    // What has no content of its own is shown with 200.
    let answer = get(&serving, "/204", &[chinese, ("accept", "text/html")]).await;
    assert_eq!(answer.status(), 200);
    assert!(answer.text().await.unwrap().contains("<title>204 · "));

    for path in ["/no/such/page", "/99", "/1000", "/404.pdf", "/4o4", "/favicon.ico"] {
        assert_eq!(get(&serving, path, &[chinese]).await.status(), 404, "{path}");
    }
    let answer = send(&serving, Method::PUT, "/409", &[chinese]).await;
    assert_eq!(answer.status(), 409);
}

#[tokio::test]
async fn an_address_pins_the_format() {
    let serving = Serving::start(&NO_ARGUMENTS);
    for (path, content_type) in [
        ("/404.html", "text/html; charset=utf-8"),
        ("/404.json", "application/json; charset=utf-8"),
        ("/404.problem.json", "application/problem+json; charset=utf-8"),
        ("/404.xml", "application/problem+xml; charset=utf-8"),
        ("/404.txt", "text/plain; charset=utf-8"),
    ] {
        let answer = get(&serving, path, &[("accept", "image/png")]).await;
        assert_eq!(
            (answer.status().as_u16(), field(&answer, "content-type")),
            (404, content_type.into())
        );
        assert_eq!(field(&answer, "vary"), "Accept-Language");
    }
    let answer = get(&serving, "/404.txt?lang=zh-Hans&phrasing=plain", &[]).await;
    let text = answer.text().await.unwrap();
    assert!(text.starts_with("404 未找到：网站上没有这个页面。\n"), "{text}");
    // An unknown phrasing is no reason not to answer.
    let answer = get(&serving, "/404.txt?phrasing=No%20Such", &[]).await;
    assert!(answer.text().await.unwrap().starts_with("404 Not Found: "));
}

/// Every code, locale, phrasing and format, a click away.
#[tokio::test]
async fn the_gallery_leads_to_every_page() {
    let serving = Serving::start(&NO_ARGUMENTS);
    let fields = [("accept-language", "zh-TW,zh;q=0.9"), ("accept", "text/html")];
    let answer = get(&serving, "/", &fields).await;
    assert_eq!(
        (answer.status().as_u16(), field(&answer, "content-type")),
        (200, "text/html; charset=utf-8".into())
    );
    let html = answer.text().await.unwrap();
    let document = Html::parse_document(&html);
    let text: String = document.root_element().text().collect();
    assert!(text.contains("Accept-Language: zh-TW,zh;q=0.9"), "the header that was sent");
    assert!(html.contains("Accept-Language: zh-Hant"), "the header of a column");
    assert!(text.contains("Accept: application/problem+json"), "the header of a format");
    let links: BTreeSet<&str> = document
        .select(&Selector::parse("a").unwrap())
        .filter_map(|link| link.attr("href"))
        .collect();
    let catalog = Catalog::embedded();
    let mut expected = BTreeSet::new();
    for locale in catalog.locales() {
        let chain = catalog.negotiator().negotiate_languages([locale]);
        for phrasing in catalog.phrasings() {
            let lookup = catalog.lookup(&chain).phrasing(phrasing);
            let is_worded = |code: &StatusCode| lookup.message(*code).phrasing() == phrasing;
            for code in catalog.codes().filter(is_worded) {
                for format in ["html", "problem.json", "json", "xml", "txt"] {
                    let code = code.as_str();
                    expected.insert(format!("/{code}.{format}?lang={locale}&phrasing={phrasing}"));
                }
            }
        }
    }
    assert_eq!(links, expected.iter().map(String::as_str).collect());
    assert!(expected.len() > 64 * 3 * 5);

    // Each link leads where it says. One in ten is followed.
    for link in links.into_iter().step_by(10) {
        let code = &link[1..4];
        let answer = get(&serving, link, &[]).await;
        let locale = link.split(['=', '&']).nth(1).unwrap();
        assert_eq!(field(&answer, "content-language"), locale, "{link}");
        assert!(answer.text().await.unwrap().contains(code), "{link}");
    }
}

#[tokio::test]
async fn it_is_the_error_backend_of_a_proxy() {
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
        let answer = get(&serving, path, &fields).await;
        assert_eq!(answer.status().as_str(), code, "{path}");
        assert_eq!(field(&answer, "content-type"), content_type);
        assert_eq!(field(&answer, "content-language"), "zh-Hans");
        // The page depends on what the reader's software accepts, by whatever name that came.
        assert_eq!(field(&answer, "vary"), "Accept-Language, Accept");
        assert!(answer.text().await.unwrap().contains("01JD6Y"));
    }
    // The methods are those of the page that failed, which nobody told.
    let fields = [("x-code", "503"), ("accept-language", "en")];
    let answer = send(&serving, Method::POST, "/healthz", &fields).await;
    assert_eq!((answer.status().as_u16(), field(&answer, "allow")), (503, String::new()));
    // Those of the server's own pages are known.
    let answer = send(&serving, Method::POST, "/", &[("accept-language", "en")]).await;
    assert!(answer.text().await.unwrap().contains("only these methods: GET,HEAD"));

    for code in ["", "200", "304", "600", "abc", "50\u{ff}"] {
        let answer = get(&serving, "/", &[("x-code", code)]).await;
        assert_eq!(answer.status(), 404, "{code}");
    }
}

#[tokio::test]
async fn it_says_that_it_is_up() {
    let serving = Serving::start(&NO_ARGUMENTS);
    let answer = get(&serving, "/healthz", &[]).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.text().await.unwrap(), "ok\n");
}

#[tokio::test]
async fn texts_may_be_changed_while_it_runs() {
    let texts = folder(&[("en/concise.ftl", "status-404 = One.")]);
    let serving = Serving::start(&["--locales-dir".as_ref(), texts.path()]);
    let text = async |path: &str| get(&serving, path, &[]).await.text().await.unwrap();
    let comes_to_say = async |path: &str, said: &str| {
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
        fs::rename(new, texts.path().join("en/concise.ftl")).unwrap();
    };
    comes_to_say("/404.txt", "One.").await;
    edit("status-404 = Two.\n");
    comes_to_say("/404.txt", "Two.").await;

    // A check of its health is told what is wrong, and is content: the last good texts are there.
    edit("404 = Three.\n");
    comes_to_say("/healthz", "ok, but with older texts: the log says why\n").await;
    assert_eq!(get(&serving, "/healthz", &[]).await.status(), StatusCode::OK);
    comes_to_say("/404.txt", "Two.").await;
    edit("status-404 = Three.\n");
    comes_to_say("/404.txt", "Three.").await;
    assert_eq!(text("/healthz").await, "ok\n");
}

#[tokio::test]
async fn texts_and_looks_of_an_operator() {
    let files = folder(&[
        ("texts/zh-Hans/concise.ftl", "status-404 = 商品已下架。\n"),
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
    assert_eq!(html, "<!doctype html><title>404</title>请求的资源不存在。");
}

#[test]
fn what_cannot_be_served_is_one_sentence() {
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
        (
            vec!["--accent", "gold", "plum"],
            "colour `gold` has a contrast of 1.4 to 1 on".to_owned(),
        ),
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

/// The process ends with success, and open requests are answered first.
#[cfg(unix)]
#[tokio::test]
async fn it_stops_when_it_is_told_to() {
    for signal in ["TERM", "INT"] {
        // As soon as it says that it listens.
        let mut serving = Serving::start(&NO_ARGUMENTS);
        let id = serving.process.id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &id]).status().unwrap().success());
        assert!(serving.process.wait().unwrap().success(), "{signal}");

        let mut serving = Serving::start(&NO_ARGUMENTS);
        // A connection that is kept alive does not keep the server.
        let client = Client::new();
        let answer = client.get(serving.url("/404")).send().await.unwrap();
        answer.bytes().await.unwrap();
        let id = serving.process.id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &id]).status().unwrap().success());
        assert!(serving.process.wait().unwrap().success(), "{signal}");
        assert!(client.get(serving.url("/404")).send().await.is_err());
    }
}

/// Whoever reads the log may go away.
#[cfg(unix)]
#[tokio::test]
async fn a_log_that_nobody_reads_does_not_stop_it() {
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
        let mut answer = String::new();
        socket.read_to_string(&mut answer)
    });
    request.unwrap();
    process.kill().unwrap();
    let log = String::from_utf8(process.wait_with_output().unwrap().stderr).unwrap();
    for part in ["INFO", "method=GET", "uri=/503?q", "status=503"] {
        assert!(log.contains(part), "{part} in {log}");
    }
}
