//! The pages in a browser: Debian's Chromium, headless.
//!
//! ```sh
//! apt-get install chromium chromium-driver fonts-noto-cjk npm
//! npm install --no-save --prefix target/axe axe-core
//! cargo test --all-features --test browser -- --ignored --test-threads 1
//! ```
//!
//! `AXE_CORE` can set another path of `axe.min.js`. If `SCREENSHOTS` names a directory, screenshots of
//! the pages are written to it.

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

// ---- Helpers ----

/// Language settings of browsers, each with the locale of the pages.
const LANGUAGES: [(&str, &str); 3] = [("zh-CN", "zh-Hans"), ("zh-TW", "zh-Hant"), ("en-US", "en")];

const CODES: [u16; 2] = [404, 503];

/// The maximum duration of a test.
const TIMEOUT: Duration = Duration::from_secs(180);
/// The maximum duration of one step of a test.
const STEP_TIMEOUT: Duration = Duration::from_secs(30);

async fn with_timeout(test: impl Future<Output = ()>) {
    tokio::time::timeout(TIMEOUT, test).await.expect("the test takes too long");
}

/// The texts of a page in one locale.
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
            std::borrow::Cow::Owned(text) => panic!("the message has arguments: {text}"),
        }
    };
    Texts {
        title: format!("{code} · {}", message.reason()),
        description: text(message.description().clone()),
        advice: text(message.advice().expect("advice").clone()),
    }
}

/// Custom accent colors, so that a change of the built-in colors does not affect the tests.
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

/// Chromium sometimes requests this icon if a page specifies none and its policy does not forbid it.
const ICON: &str = "/favicon.ico";

/// A browser with an empty profile, controlled through `chromedriver`. Dropping it ends both and
/// removes their files.
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
                    // Needed to run as root, which is usual in a container.
                    "--no-sandbox",
                    "--disable-dev-shm-usage",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    format!("--user-data-dir={}", driver.dir.path().join("profile").display()),
                ],
                "prefs": { "intl.accept_languages": accept_language },
            },
        });
        let Value::Object(capabilities) = capabilities else { unreachable!() };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        let address = format!("http://127.0.0.1:{}", driver.port);
        let client = tokio::time::timeout(STEP_TIMEOUT, builder.connect(&address)).await;
        let client = client.expect("Chromium does not start").unwrap();
        let process =
            client.capabilities().and_then(|actual| actual.get("goog:processID")?.as_u64());
        driver.browser = Some(process.expect("Chromium does not report its process ID"));
        let browser = Self { client, _driver: driver };
        // Otherwise every page would be in the language of the machine.
        assert_eq!(browser.script("return navigator.languages").await, json!([accept_language]));
        browser
    }

    async fn goto(&self, url: &str) {
        tokio::time::timeout(STEP_TIMEOUT, self.client.goto(url)).await.expect(url).expect(url);
    }

    async fn script(&self, script: &str) -> Value {
        self.client.execute(script, vec![]).await.expect(script)
    }

    /// Sends a command of the DevTools that WebDriver does not have.
    async fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        let command = ChromeCommand { path: "goog/cdp/execute", body };
        self.client.issue_cmd(command).await.unwrap()
    }

    /// Returns the log entries since the last call.
    async fn log(&self, kind: &str) -> Vec<Value> {
        let command = ChromeCommand { path: "se/log", body: json!({ "type": kind }) };
        let Value::Array(entries) = self.client.issue_cmd(command).await.unwrap() else {
            panic!("no log: {kind}")
        };
        entries
    }

    /// Returns the errors and warnings of the console. The error about the status code of the page
    /// and messages about the icon are omitted.
    async fn console_errors(&self, url: &str) -> Vec<String> {
        let own_status =
            format!("{url} - Failed to load resource: the server responded with a status of");
        let messages = self.log("browser").await.into_iter();
        let messages = messages.map(|entry| entry["message"].as_str().unwrap().to_owned());
        let is_of_icon =
            |message: &str| message.split(' ').next().is_some_and(|url| url.ends_with(ICON));
        messages.filter(|text| !text.starts_with(&own_status) && !is_of_icon(text)).collect()
    }

    /// Returns the requested URLs, including the URL of the page but not of the icon.
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

    async fn set_color_scheme(&self, scheme: Scheme) {
        let value = match scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        let feature = json!({ "name": "prefers-color-scheme", "value": value });
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": [feature] })).await;
    }

    /// Sends a request ID with each further request, as a proxy does.
    async fn send_request_id(&self, id: &str) {
        let headers = json!({ "headers": { "X-Request-ID": id } });
        self.devtools("Network.enable", json!({})).await;
        self.devtools("Network.setExtraHTTPHeaders", headers).await;
    }

    /// Sets the size of the window in CSS pixels, and its zoom.
    async fn resize(&self, width: u32, height: u32, zoom: u32) {
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": zoom, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        let size = self.script("return [innerWidth, innerHeight, devicePixelRatio]").await;
        assert_eq!(size, json!([width, height, zoom]));
    }

    async fn screenshot(&self) -> Screenshot {
        Screenshot::decode(&self.client.screenshot().await.unwrap())
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

    async fn assert_no_overflow(&self, page: &str) {
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
        assert_eq!(out, json!({ "scroll": 0, "out": [] }), "{page}");
    }

    /// Checks the page with axe and returns the violations of its rules.
    async fn violations(&self, axe: &str) -> Vec<Value> {
        self.script(axe).await;
        let options = json!({
            "resultTypes": ["violations"],
            "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
        });
        let run = "const [options, done] = arguments;
            axe.run(document, options).then(done, error => done({ error: String(error) }));";
        let run = self.client.execute_async(run, vec![options]);
        let results =
            tokio::time::timeout(STEP_TIMEOUT, run).await.expect("axe takes too long").unwrap();
        // These rules show that axe ran and could compute colors.
        let passes = results["passes"].as_array().unwrap_or_else(|| panic!("{results}"));
        for rule in ["color-contrast", "html-has-lang", "document-title"] {
            assert!(passes.iter().any(|pass| pass["id"] == rule), "axe did not check {rule}");
        }
        results["violations"].as_array().unwrap().clone()
    }
}

/// A command that is specific to Chromium's driver.
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

/// `chromedriver` on a free port, with all files of the browser in a temporary directory.
struct Driver {
    process: Child,
    /// The ID of Chromium's first process. If it ends, all other processes of Chromium end too.
    browser: Option<u64>,
    port: u16,
    dir: TempDir,
}

impl Driver {
    fn start() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut command = Command::new("chromedriver");
        command.arg("--port=0").env("TMPDIR", dir.path()).env("HOME", dir.path());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let process = command.spawn();
        let process = process.expect("cannot run chromedriver: apt-get install chromium-driver");
        let mut driver = Self { process, browser: None, port: 0, dir };
        let mut lines = BufReader::new(driver.process.stdout.take().unwrap()).lines();
        let (sender, port) = mpsc::channel();
        thread::spawn(move || {
            let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
                let (_, port) = line.rsplit_once("started successfully on port ")?;
                port.trim_end_matches('.').parse().ok()
            });
            let _ = sender.send(port);
            // Read the rest of the output, because the process would block on a full pipe.
            lines.for_each(drop);
        });
        let port = port.recv_timeout(STEP_TIMEOUT).expect("chromedriver does not start");
        driver.port = port.expect("chromedriver does not print its port");
        driver
    }

    /// Requests that the driver ends the browser and itself.
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

struct Screenshot {
    width: usize,
    /// Red, green and blue.
    pixels: Vec<[u8; 3]>,
}

impl Screenshot {
    fn decode(png: &[u8]) -> Self {
        let mut decoder = png::Decoder::new(Cursor::new(png));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut bytes).unwrap();
        let samples = info.color_type.samples();
        assert!(samples >= 3, "not in color: {:?}", info.color_type);
        let pixels = bytes.chunks_exact(samples).map(|pixel| [pixel[0], pixel[1], pixel[2]]);
        Self { width: info.width as usize, pixels: pixels.collect() }
    }

    fn colors(&self) -> usize {
        self.pixels.iter().collect::<HashSet<_>>().len()
    }

    /// Returns the brightness of the pixel in the corner, from 0 to 255.
    fn brightness_of_background(&self) -> u16 {
        self.pixels[0].iter().map(|&channel| u16::from(channel)).sum::<u16>() / 3
    }

    fn has_near(&self, color: [u8; 3]) -> bool {
        let near = |pixel: &[u8; 3]| pixel.iter().zip(color).all(|(a, b)| a.abs_diff(b) < 8);
        self.pixels.iter().any(near)
    }
}

/// Returns the script of axe.
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

/// Fails with a description of each violation.
#[track_caller]
fn assert_no_violations(violations: &[Value], page: &str) {
    let described = violations.iter().map(|violation| {
        let nodes = violation["nodes"].as_array().unwrap().iter();
        let nodes: Vec<String> =
            nodes.map(|node| format!("  {}\n  {}", node["html"], node["failureSummary"])).collect();
        format!("{}: {}\n{}", violation["id"], violation["help"], nodes.join("\n"))
    });
    let described: Vec<String> = described.collect();
    assert!(violations.is_empty(), "{page}:\n{}", described.join("\n"));
}

// ---- Content ----

#[tokio::test]
#[ignore = "needs Chromium"]
async fn a_page_is_in_the_language_of_the_browser() {
    with_timeout(async {
        let server = Serving::start::<&str>(&[]);
        for (accept_language, locale) in LANGUAGES {
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
async fn a_page_requests_no_files_and_follows_its_policy() {
    with_timeout(async {
        let server = Serving::start::<&str>(&[]);
        let browser = Browser::of("zh-CN").await;
        browser.requests().await;
        for code in CODES {
            let url = server.url(&format!("/{code}"));
            browser.goto(&url).await;
            assert_eq!(browser.console_errors(&url).await, [""; 0], "{url}");
            assert_eq!(browser.requests().await, [url]);
        }
        let gallery = server.url("/");
        browser.goto(&gallery).await;
        assert_eq!(browser.console_errors(&gallery).await, [""; 0]);
        assert_eq!(browser.requests().await, [gallery]);
    })
    .await;
}

/// Uses a template that violates the policy, to show that the test above detects violations.
#[tokio::test]
#[ignore = "needs Chromium"]
async fn violations_of_the_policy_are_blocked_and_reported() {
    with_timeout(async {
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
        let errors = browser.console_errors(&url).await;
        for part in ["script", "style", "/404.png"] {
            assert!(errors.iter().any(|error| error.contains(part)), "{errors:#?}");
        }
        assert_eq!(browser.requests().await, [url, server.url("/404.png")]);
    })
    .await;
}

#[tokio::test]
#[ignore = "needs Chromium"]
async fn a_link_leads_to_the_same_page_in_another_language() {
    with_timeout(async {
        let server = Serving::start::<&str>(&[]);
        let catalog = Catalog::builtin();
        let browser = Browser::of("zh-TW").await;
        for path in ["/404", "/404?q=1", "/503?q=a%20b&r=%E4%B8%AD"] {
            browser.goto(&server.url(path)).await;
            let code = path[1..4].parse().unwrap();
            let query = path.split_once('?').map(|(_, query)| format!("{query}&"));
            // Each link is on the page that the previous link led to.
            for locale in ["en", "zh-Hans", "zh-Hant", "zh-Hans", "en"] {
                let name = catalog.language_name(&locale.parse().unwrap()).unwrap();
                let link = browser.client.find(Locator::LinkText(name)).await.expect(name);
                link.click().await.unwrap();
                let arrived = format!("html[lang=\"{locale}\"]");
                let wait = browser.client.wait().at_most(STEP_TIMEOUT);
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

// ---- Appearance ----

/// The policy of a page contains the hash of its style. If the hash is wrong, the style is ignored.
#[tokio::test]
#[ignore = "needs Chromium"]
async fn the_style_is_applied_light_and_dark() {
    with_timeout(async {
        let server = Serving::start(&["--accent", ACCENT[0], ACCENT[1]]);
        let browser = Browser::of("zh-CN").await;
        for code in CODES {
            let mut screenshots = Vec::new();
            for (scheme, accent) in Scheme::BOTH.into_iter().zip(ACCENT_COMPUTED) {
                browser.set_color_scheme(scheme).await;
                browser.goto(&server.url(&format!("/{code}"))).await;
                let computed = "return getComputedStyle(document.querySelector('.code')).color";
                assert_eq!(browser.script(computed).await, accent);
                screenshots.push(browser.screenshot().await);
            }
            let [light, dark] = &screenshots[..] else { unreachable!() };
            // Text has many colors, because the edges of letters are smoothed.
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
    with_timeout(async {
        // Long words without spaces.
        let name = "W".repeat(200);
        let id = "m".repeat(128);
        let server =
            Serving::start(&["--site-name", &name, "--home", "/", "--contact", "mailto:a@b.c"]);
        for (accept_language, _) in LANGUAGES {
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
                    browser.assert_no_overflow(&format!("{path}, {width} wide, {zoom}x")).await;
                }
            }
        }
    })
    .await;
}

/// The table of the gallery has its own scroll bar.
#[tokio::test]
#[ignore = "needs Chromium"]
async fn a_narrow_gallery_needs_no_scrolling_sideways() {
    with_timeout(async {
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

// ---- Accessibility ----

#[tokio::test]
#[ignore = "needs Chromium and axe"]
async fn pages_have_no_axe_violations() {
    with_timeout(async {
        let axe = axe();
        let plain = Serving::start::<&str>(&[]);
        let site = ["--site-name", "Acme", "--home", "/", "--contact", "mailto:a@b.c"];
        let with_site = Serving::start(&site);
        for (accept_language, locale) in LANGUAGES {
            let browser = Browser::of(accept_language).await;
            for scheme in Scheme::BOTH {
                browser.set_color_scheme(scheme).await;
                // A page with every element, and a page with the fewest.
                for (server, id) in [(&with_site, "4f7c-91"), (&plain, "")] {
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
async fn the_gallery_has_no_axe_violations() {
    with_timeout(async {
        let axe = axe();
        let server = Serving::start::<&str>(&[]);
        let browser = Browser::of("zh-CN").await;
        for scheme in Scheme::BOTH {
            browser.set_color_scheme(scheme).await;
            browser.goto(&server.url("/")).await;
            assert_no_violations(&browser.violations(&axe).await, "the gallery");
        }
    })
    .await;
}

/// Shows that axe detects violations.
#[tokio::test]
#[ignore = "needs Chromium and axe"]
async fn axe_finds_violations_in_a_template() {
    with_timeout(async {
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
async fn screenshots_of_the_pages() {
    with_timeout(async {
        let dir = std::env::var_os("SCREENSHOTS").map(PathBuf::from);
        let server = Serving::start::<&str>(&[]);
        let mut screenshots = HashSet::new();
        for (accept_language, locale) in LANGUAGES {
            let browser = Browser::of(accept_language).await;
            browser.set_color_scheme(Scheme::Light).await;
            browser.resize(800, 500, 1).await;
            for code in CODES {
                browser.goto(&server.url(&format!("/{code}"))).await;
                let png = browser.client.screenshot().await.unwrap();
                if let Some(dir) = &dir {
                    fs::create_dir_all(dir).unwrap();
                    fs::write(dir.join(format!("{code}.{locale}.png")), &png).unwrap();
                }
                let screenshot = Screenshot::decode(&png);
                assert_eq!((screenshot.width, screenshot.pixels.len()), (800, 800 * 500));
                assert!(
                    screenshots.insert(screenshot.pixels),
                    "{code} {locale} looks like another"
                );
            }
        }
    })
    .await;
}
