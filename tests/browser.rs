//! The pages in a real browser: Debian's Chromium, without a window.
//!
//! ```sh
//! apt-get install chromium chromium-driver fonts-noto-cjk npm
//! npm install --no-save --prefix target/axe axe-core
//! cargo test --all-features --test browser -- --ignored --test-threads 1
//! ```
//!
//! `AXE_CORE` is the path of `axe.min.js`, where it is elsewhere. `SCREENSHOTS` is a folder to put
//! pictures of the pages into, where some are wanted.

#![cfg(all(feature = "cli", unix))]

#[path = "common/folder.rs"]
mod folder;
#[path = "common/serving.rs"]
mod serving;

use std::collections::HashSet;
use std::fs;
use std::future::Future;
use std::io::{BufRead, BufReader, Cursor, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::str::FromStr;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use fluent_status::{Catalog, Phrasing, StatusCode};
use folder::folder;
use hyper_util::client::legacy::connect::HttpConnector;
use reqwest::{Method, Url};
use serde_json::{Value, json};
use serving::Serving;
use tempfile::TempDir;

// ---- The words of a case ----

/// What a reader has set in the browser, and the locale of their pages.
const READERS: [(&str, &str); 3] = [("zh-CN", "zh-Hans"), ("zh-TW", "zh-Hant"), ("en-US", "en")];

const CODES: [u16; 2] = [404, 503];

/// No case takes longer, whatever hangs.
const PATIENCE: Duration = Duration::from_secs(180);
/// What one step of a case may take.
const STEP: Duration = Duration::from_secs(30);

async fn bounded(case: impl Future<Output = ()>) {
    tokio::time::timeout(PATIENCE, case).await.expect("the case takes too long");
}

/// What the catalogue says to a reader of one locale.
struct Texts {
    title: String,
    description: &'static str,
    advice: &'static str,
}

#[track_caller]
fn texts(code: u16, locale: &str) -> Texts {
    let catalog = Catalog::builtin();
    let chain = catalog.negotiate(locale);
    let lookup = catalog.lookup(&chain).phrasing(&Phrasing::PLAIN);
    let message = lookup.message(StatusCode::from_u16(code).unwrap());
    assert_eq!(message.description().locale().to_string(), locale);
    let text = |text: fluent_status::Localized<'static>| -> &'static str {
        match text.into_cow() {
            std::borrow::Cow::Borrowed(text) => text,
            std::borrow::Cow::Owned(text) => panic!("made for one reader: {text}"),
        }
    };
    Texts {
        title: format!("{code} · {}", message.reason()),
        description: text(message.description().clone()),
        advice: text(message.advice().expect("advice").clone()),
    }
}

/// Colours that are not those of the built-in page, so that nobody has to keep them alike.
const ACCENT: [&str; 2] = ["#7a1f5c", "#dda0dd"];
const ACCENT_COMPUTED: [&str; 2] = ["rgb(122, 31, 92)", "rgb(221, 160, 221)"];

#[derive(Clone, Copy)]
enum Scheme {
    Light,
    Dark,
}

impl Scheme {
    const BOTH: [Self; 2] = [Self::Light, Self::Dark];
}

/// What Chromium asks for by itself, now and then, without a window: where a page says nothing of
/// an icon, and its policy does not forbid it.
const ICON: &str = "/favicon.ico";

/// A browser without a past, that speaks to `chromedriver`. Dropped, both end, and nothing of them
/// stays.
struct Browser {
    client: Client,
    _driver: Driver,
}

impl Browser {
    async fn of(accept_language: &str) -> Self {
        let mut driver = Driver::start();
        let capabilities = json!({
            "browserName": "chrome",
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
            "goog:chromeOptions": {
                "binary": "/usr/bin/chromium",
                "args": [
                    "--headless=new",
                    // For root, as who everything runs in a container.
                    "--no-sandbox",
                    "--disable-dev-shm-usage",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    format!("--user-data-dir={}", driver.folder.path().join("profile").display()),
                ],
                "prefs": { "intl.accept_languages": accept_language },
            },
        });
        let Value::Object(capabilities) = capabilities else { unreachable!() };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        let address = format!("http://127.0.0.1:{}", driver.port);
        let client = tokio::time::timeout(STEP, builder.connect(&address)).await;
        let client = client.expect("Chromium does not start").unwrap();
        let process = client.capabilities().and_then(|own| own.get("goog:processID")?.as_u64());
        driver.browser = Some(process.expect("a process of its own"));
        let browser = Self { client, _driver: driver };
        // Else every page would be in the language of the machine.
        assert_eq!(browser.script("return navigator.languages").await, json!([accept_language]));
        browser
    }

    async fn goto(&self, url: &str) {
        tokio::time::timeout(STEP, self.client.goto(url)).await.expect(url).expect(url);
    }

    async fn script(&self, script: &str) -> Value {
        self.client.execute(script, vec![]).await.expect(script)
    }

    /// A command of the DevTools, for what WebDriver has no words.
    async fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        let command = ChromeCommand { path: "goog/cdp/execute", body };
        self.client.issue_cmd(command).await.unwrap()
    }

    /// What was logged since the last time.
    async fn log(&self, kind: &str) -> Vec<Value> {
        let command = ChromeCommand { path: "se/log", body: json!({ "type": kind }) };
        let Value::Array(entries) = self.client.issue_cmd(command).await.unwrap() else {
            panic!("no log: {kind}")
        };
        entries
    }

    /// The errors and warnings of the console, but for the one that every page with an error
    /// status leaves, that of its own status, and for the icon.
    async fn complaints(&self, url: &str) -> Vec<String> {
        let own = format!("{url} - Failed to load resource: the server responded with a status of");
        let messages = self.log("browser").await.into_iter();
        let messages = messages.map(|entry| entry["message"].as_str().unwrap().to_owned());
        let is_of_icon =
            |message: &str| message.split(' ').next().is_some_and(|url| url.ends_with(ICON));
        messages.filter(|text| !text.starts_with(&own) && !is_of_icon(text)).collect()
    }

    /// The addresses that were asked for, that of the page too, and that of the icon not.
    async fn requests(&self) -> Vec<String> {
        let events = self.log("performance").await;
        let events = events.iter().map(|entry| {
            let event: Value = serde_json::from_str(entry["message"].as_str().unwrap()).unwrap();
            event["message"].clone()
        });
        let sent = events.filter(|event| event["method"] == "Network.requestWillBeSent");
        let urls = sent.map(|event| event["params"]["request"]["url"].as_str().unwrap().to_owned());
        urls.filter(|url| !url.ends_with(ICON)).collect()
    }

    async fn prefer(&self, scheme: Scheme) {
        let value = match scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        let feature = json!({ "name": "prefers-color-scheme", "value": value });
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": [feature] })).await;
    }

    /// With each request from now on, as a proxy would.
    async fn send_request_id(&self, id: &str) {
        let headers = json!({ "headers": { "X-Request-ID": id } });
        self.devtools("Network.enable", json!({})).await;
        self.devtools("Network.setExtraHTTPHeaders", headers).await;
    }

    /// A window that holds so many CSS pixels.
    async fn resize(&self, width: u32, height: u32, zoom: u32) {
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": zoom, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        let size = self.script("return [innerWidth, innerHeight, devicePixelRatio]").await;
        assert_eq!(size, json!([width, height, zoom]));
    }

    async fn screenshot(&self) -> Picture {
        Picture::decode(&self.client.screenshot().await.unwrap())
    }

    async fn assert_page(&self, code: u16, locale: &str) {
        let Texts { title, description, advice } = texts(code, locale);
        let page = self
            .script(
                "return [document.documentElement.lang, document.title, document.body.innerText]",
            )
            .await;
        assert_eq!((&page[0], &page[1]), (&json!(locale), &json!(title)));
        let visible = page[2].as_str().unwrap();
        for text in [description, advice] {
            assert!(visible.contains(text), "expected {text:?} in:\n{visible}");
        }
    }

    async fn assert_nothing_sticks_out(&self, what: &str) {
        let out = self
            .script(
                "const root = document.documentElement;
                const out = [...document.body.querySelectorAll('*')].filter(element => {
                    const box = element.getBoundingClientRect();
                    return box.right > root.clientWidth + 0.5 || box.left < -0.5;
                });
                return { scroll: root.scrollWidth - root.clientWidth,
                    out: out.map(element => element.outerHTML) };",
            )
            .await;
        assert_eq!(out, json!({ "scroll": 0, "out": [] }), "{what}");
    }

    /// Holds the page against the rules of axe.
    async fn violations(&self, axe: &str) -> Vec<Value> {
        self.script(axe).await;
        let options = json!({
            "resultTypes": ["violations"],
            "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
        });
        let run = "const [options, done] = arguments;
            axe.run(document, options).then(done, error => done({ error: String(error) }));";
        let run = self.client.execute_async(run, vec![options]);
        let results = tokio::time::timeout(STEP, run).await.expect("axe takes too long").unwrap();
        // That it looked, and that it could tell colours.
        let passes = results["passes"].as_array().unwrap_or_else(|| panic!("{results}"));
        for rule in ["color-contrast", "html-has-lang", "document-title"] {
            assert!(passes.iter().any(|pass| pass["id"] == rule), "{rule} was not looked at");
        }
        results["violations"].as_array().unwrap().clone()
    }
}

/// A command that only Chromium's driver has.
#[derive(Debug)]
struct ChromeCommand {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for ChromeCommand {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, <Url as FromStr>::Err> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

/// `chromedriver` on a free port, with all files of the browser in a folder of its own.
struct Driver {
    process: Child,
    /// The id of Chromium's first process: where that ends, all of them do.
    browser: Option<u64>,
    port: u16,
    folder: TempDir,
}

impl Driver {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new("chromedriver");
        command.arg("--port=0").env("TMPDIR", folder.path()).env("HOME", folder.path());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let process = command.spawn();
        let process = process.expect("cannot run chromedriver: apt-get install chromium-driver");
        let mut driver = Self { process, browser: None, port: 0, folder };
        let mut lines = BufReader::new(driver.process.stdout.take().unwrap()).lines();
        let (sender, port) = mpsc::channel();
        thread::spawn(move || {
            let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
                let (_, port) = line.rsplit_once("started successfully on port ")?;
                port.trim_end_matches('.').parse().ok()
            });
            let _ = sender.send(port);
            // Whatever else it says must find a reader.
            lines.for_each(drop);
        });
        let port = port.recv_timeout(STEP).expect("chromedriver does not start");
        driver.port = port.expect("chromedriver does not say its port");
        driver
    }

    /// Asks it to end the browser, and then itself.
    fn shut_down(&self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        stream
            .write_all(b"GET /shutdown HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        stream.read_to_end(&mut Vec::new()).map(|_| ())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.shut_down();
        let start = Instant::now();
        while matches!(self.process.try_wait(), Ok(None)) && start.elapsed().as_secs() < 10 {
            thread::sleep(Duration::from_millis(20));
        }
        if !matches!(self.process.try_wait(), Ok(Some(_))) {
            let _ = self.process.kill();
            let _ = self.process.wait();
            if let Some(browser) = self.browser {
                let _ = Command::new("kill").args(["-KILL", &browser.to_string()]).status();
            }
        }
    }
}

struct Picture {
    width: usize,
    /// Red, green and blue.
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    fn decode(png: &[u8]) -> Self {
        let mut decoder = png::Decoder::new(Cursor::new(png));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut bytes).unwrap();
        let samples = info.color_type.samples();
        assert!(samples >= 3, "not in colour: {:?}", info.color_type);
        let pixels = bytes.chunks_exact(samples).map(|pixel| [pixel[0], pixel[1], pixel[2]]);
        Self { width: info.width as usize, pixels: pixels.collect() }
    }

    fn colors(&self) -> usize {
        self.pixels.iter().collect::<HashSet<_>>().len()
    }

    /// From 0 to 255, in the corner.
    fn brightness_of_background(&self) -> u16 {
        self.pixels[0].iter().map(|&part| u16::from(part)).sum::<u16>() / 3
    }

    fn has_near(&self, color: [u8; 3]) -> bool {
        let near = |pixel: &[u8; 3]| pixel.iter().zip(color).all(|(a, b)| a.abs_diff(b) < 8);
        self.pixels.iter().any(near)
    }
}

/// The script of axe.
fn axe() -> String {
    let default = "target/axe/node_modules/axe-core/axe.min.js";
    let path = std::env::var_os("AXE_CORE").map_or_else(|| PathBuf::from(default), PathBuf::from);
    fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!(
            "cannot read axe at {}: {error}\nRun `npm install --no-save --prefix target/axe \
             axe-core`, or set AXE_CORE to the path of its axe.min.js",
            path.display()
        )
    })
}

/// What axe found, for whoever mends it.
#[track_caller]
fn assert_no_violations(violations: &[Value], what: &str) {
    let described = violations.iter().map(|violation| {
        let nodes = violation["nodes"].as_array().unwrap().iter();
        let nodes: Vec<String> =
            nodes.map(|node| format!("  {}\n  {}", node["html"], node["failureSummary"])).collect();
        format!("{}: {}\n{}", violation["id"], violation["help"], nodes.join("\n"))
    });
    let described: Vec<String> = described.collect();
    assert!(violations.is_empty(), "{what}:\n{}", described.join("\n"));
}

// ---- What a reader sees ----

#[tokio::test]
#[ignore = "needs Chromium"]
async fn a_page_is_in_the_language_of_the_browser() {
    bounded(async {
        let server = Serving::start::<&str>(&[]);
        for (accept_language, locale) in READERS {
            let browser = Browser::of(accept_language).await;
            for code in CODES {
                browser.goto(&server.url(&format!("/{code}"))).await;
                browser.assert_page(code, locale).await;
            }
        }
    })
    .await;
}

#[tokio::test]
#[ignore = "needs Chromium"]
async fn a_page_asks_for_nothing_else_and_breaks_no_rule_of_its_own() {
    bounded(async {
        let server = Serving::start::<&str>(&[]);
        let browser = Browser::of("zh-CN").await;
        browser.requests().await;
        for code in CODES {
            let url = server.url(&format!("/{code}"));
            browser.goto(&url).await;
            assert_eq!(browser.complaints(&url).await, [""; 0], "{url}");
            assert_eq!(browser.requests().await, [url]);
        }
        let gallery = server.url("/");
        browser.goto(&gallery).await;
        assert_eq!(browser.complaints(&gallery).await, [""; 0]);
        assert_eq!(browser.requests().await, [gallery]);
    })
    .await;
}

/// With a template that does what no page should, so that the case above is known to see it.
#[tokio::test]
#[ignore = "needs Chromium"]
async fn a_template_that_asks_for_more_is_stopped_and_seen() {
    bounded(async {
        let template = "<!doctype html><title>{{ code }}</title><script>document.title = 'run'\
                        </script><p style=\"color:red\"><img src=/404.png>";
        let files = folder(&[("page.html", template)]);
        let path = files.path().join("page.html").display().to_string();
        let server = Serving::start(&["--template", &path]);
        let browser = Browser::of("zh-CN").await;
        browser.requests().await;
        let url = server.url("/404");
        browser.goto(&url).await;
        assert_eq!(browser.script("return document.title").await, "404");
        let complaints = browser.complaints(&url).await;
        for part in ["script", "style", "/404.png"] {
            assert!(complaints.iter().any(|complaint| complaint.contains(part)), "{complaints:#?}");
        }
        assert_eq!(browser.requests().await, [url, server.url("/404.png")]);
    })
    .await;
}

#[tokio::test]
#[ignore = "needs Chromium"]
async fn a_link_leads_to_the_same_page_in_another_language() {
    bounded(async {
        let server = Serving::start::<&str>(&[]);
        let catalog = Catalog::builtin();
        let browser = Browser::of("zh-TW").await;
        for path in ["/404", "/404?q=1", "/503?q=a%20b&r=%E4%B8%AD"] {
            browser.goto(&server.url(path)).await;
            let code = path[1..4].parse().unwrap();
            let query = path.split_once('?').map(|(_, query)| format!("{query}&"));
            // Each leads on from where the one before led.
            for locale in ["en", "zh-Hans", "zh-Hant", "zh-Hans", "en"] {
                let name = catalog.language_name(&locale.parse().unwrap()).unwrap();
                let link = browser.client.find(Locator::LinkText(name)).await.expect(name);
                link.click().await.unwrap();
                let arrived = format!("html[lang=\"{locale}\"]");
                let wait = browser.client.wait().at_most(STEP);
                wait.for_element(Locator::Css(&arrived)).await.expect(&arrived);
                browser.assert_page(code, locale).await;
                let query = format!("{}lang={locale}", query.as_deref().unwrap_or_default());
                let url = browser.client.current_url().await.unwrap();
                assert_eq!((url.path(), url.query()), (&path[..4], Some(query.as_str())));
            }
        }
    })
    .await;
}

// ---- How it looks ----

/// The policy of a page names the digest of its style: where that is wrong, nothing is applied.
#[tokio::test]
#[ignore = "needs Chromium"]
async fn the_style_is_applied_light_and_dark() {
    bounded(async {
        let server = Serving::start(&["--accent", ACCENT[0], ACCENT[1]]);
        let browser = Browser::of("zh-CN").await;
        for code in CODES {
            let mut pictures = Vec::new();
            for (scheme, accent) in Scheme::BOTH.into_iter().zip(ACCENT_COMPUTED) {
                browser.prefer(scheme).await;
                browser.goto(&server.url(&format!("/{code}"))).await;
                let computed = "return getComputedStyle(document.querySelector('.code')).color";
                assert_eq!(browser.script(computed).await, accent);
                pictures.push(browser.screenshot().await);
            }
            let [light, dark] = &pictures[..] else { unreachable!() };
            // Edges of letters are smoothed, so that text brings many.
            assert!(light.colors() > 20 && dark.colors() > 20, "one of them is blank");
            assert!(light.has_near([122, 31, 92]) && dark.has_near([221, 160, 221]));
            assert!(light.brightness_of_background() > 230);
            assert!(dark.brightness_of_background() < 40);
            assert_eq!(light.width, dark.width);
        }
    })
    .await;
}

#[tokio::test]
#[ignore = "needs Chromium"]
async fn a_narrow_or_magnified_page_needs_no_scrolling_sideways() {
    bounded(async {
        // Words as long as a careless operator or a proxy may make them.
        let name = "W".repeat(200);
        let id = "m".repeat(128);
        let server =
            Serving::start(&["--site-name", &name, "--home", "/", "--contact", "mailto:a@b.c"]);
        for (accept_language, _) in READERS {
            let browser = Browser::of(accept_language).await;
            browser.send_request_id(&id).await;
            // 200 % of 640 pixels, and 400 % of 1280: WCAG 2.2, 1.4.10.
            for (width, zoom) in [(320, 1), (320, 2), (320, 4), (640, 1), (1280, 1)] {
                browser.resize(width, 480, zoom).await;
                for code in CODES {
                    let path = format!("/{code}");
                    browser.goto(&server.url(&path)).await;
                    let text = browser.script("return document.body.innerText").await;
                    let text = text.as_str().unwrap();
                    assert!(text.contains(&id) && text.contains(&name), "{text}");
                    browser
                        .assert_nothing_sticks_out(&format!("{path}, {width} wide, {zoom}x"))
                        .await;
                }
            }
        }
    })
    .await;
}

/// The table of the gallery scrolls by itself.
#[tokio::test]
#[ignore = "needs Chromium"]
async fn a_narrow_gallery_needs_no_scrolling_sideways() {
    bounded(async {
        let server = Serving::start::<&str>(&[]);
        let browser = Browser::of("zh-CN").await;
        browser.resize(320, 480, 2).await;
        browser.goto(&server.url("/")).await;
        let sideways = "const root = document.documentElement;
            return root.scrollWidth - root.clientWidth";
        assert_eq!(browser.script(sideways).await, 0);
    })
    .await;
}

// ---- For everyone ----

#[tokio::test]
#[ignore = "needs Chromium and axe"]
async fn axe_finds_nothing() {
    bounded(async {
        let axe = axe();
        let plain = Serving::start::<&str>(&[]);
        let site = ["--site-name", "Acme", "--home", "/", "--contact", "mailto:a@b.c"];
        let of_a_site = Serving::start(&site);
        for (accept_language, locale) in READERS {
            let browser = Browser::of(accept_language).await;
            for scheme in Scheme::BOTH {
                browser.prefer(scheme).await;
                // All that a page can have, and the least.
                for (server, id) in [(&of_a_site, "4f7c-91"), (&plain, "")] {
                    browser.send_request_id(id).await;
                    for code in CODES {
                        let url = server.url(&format!("/{code}"));
                        browser.goto(&url).await;
                        browser.assert_page(code, locale).await;
                        assert_no_violations(&browser.violations(&axe).await, &url);
                    }
                }
            }
        }
    })
    .await;
}

#[tokio::test]
#[ignore = "needs Chromium and axe"]
async fn axe_finds_nothing_in_the_gallery() {
    bounded(async {
        let axe = axe();
        let server = Serving::start::<&str>(&[]);
        let browser = Browser::of("zh-CN").await;
        for scheme in Scheme::BOTH {
            browser.prefer(scheme).await;
            browser.goto(&server.url("/")).await;
            assert_no_violations(&browser.violations(&axe).await, "the gallery");
        }
    })
    .await;
}

/// So that axe is known to look.
#[tokio::test]
#[ignore = "needs Chromium and axe"]
async fn axe_finds_what_a_template_does_wrong() {
    bounded(async {
        let axe = axe();
        let template = "<!doctype html><html lang=en><title>{{ code }}</title><style>p{color:#ccc}\
                        </style><main><h1>{{ code }}</h1><p>Pale</p><a href=/></a></main>";
        let files = folder(&[("page.html", template)]);
        let path = files.path().join("page.html").display().to_string();
        let server = Serving::start(&["--template", &path]);
        let browser = Browser::of("en-US").await;
        browser.goto(&server.url("/404")).await;
        let violations = browser.violations(&axe).await;
        let ids: HashSet<_> = violations.iter().map(|v| v["id"].as_str().unwrap()).collect();
        for id in ["color-contrast", "link-name"] {
            assert!(ids.contains(id), "{ids:?}");
        }
    })
    .await;
}

// ---- For the README ----

#[tokio::test]
#[ignore = "needs Chromium"]
async fn pictures_of_the_pages() {
    bounded(async {
        let wanted = std::env::var_os("SCREENSHOTS").map(PathBuf::from);
        let server = Serving::start::<&str>(&[]);
        let mut pictures = HashSet::new();
        for (accept_language, locale) in READERS {
            let browser = Browser::of(accept_language).await;
            browser.prefer(Scheme::Light).await;
            browser.resize(800, 500, 1).await;
            for code in CODES {
                browser.goto(&server.url(&format!("/{code}"))).await;
                let png = browser.client.screenshot().await.unwrap();
                if let Some(folder) = &wanted {
                    fs::create_dir_all(folder).unwrap();
                    fs::write(folder.join(format!("{code}.{locale}.png")), &png).unwrap();
                }
                let picture = Picture::decode(&png);
                assert_eq!((picture.width, picture.pixels.len()), (800, 800 * 500));
                assert!(pictures.insert(picture.pixels), "{code} {locale} looks like another");
            }
        }
    })
    .await;
}
