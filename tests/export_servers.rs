//! Exports, used by Debian's servers: each client gets the page in its language.
//!
//! The headers that a server misreads are listed, with the language that the client gets.

#![cfg(all(feature = "cli", unix))]

#[path = "common/daemon.rs"]
mod daemon;
#[path = "common/folder.rs"]
mod folder;
#[path = "common/nginx.rs"]
mod nginx;

use std::fs;
use std::future::Future;
use std::net::{SocketAddr, TcpStream};
use std::os::unix::net::UnixStream;
use std::process::{Command, Stdio};
use std::time::Duration;

use axum::Router;
use daemon::{Daemon, program};
use folder::folder;
use reqwest::header::{
    ACCEPT, ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE, ETAG, HeaderMap,
    IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_UNMODIFIED_SINCE, LAST_MODIFIED, RANGE, VARY,
};
use reqwest::{Method, StatusCode};
use tempfile::TempDir;
use tokio::net::TcpListener;

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

const TAIWANESE: &str = "zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7";

/// The time limit for a case.
const TIMEOUT: Duration = Duration::from_secs(120);

async fn bounded(case: impl Future<Output = ()>) {
    tokio::time::timeout(TIMEOUT, case).await.expect("the case takes too long");
}

/// The address of a service that is not running.
const DOWN: &str = "127.0.0.1:1";

/// A header, the language that the client gets instead of the language that the library chooses, and
/// the reason.
type Misread = (&'static str, &'static str, &'static str);

/// A server with an export. `/down` proxies to a service that is not running, `/busy` responds with
/// 503, and other paths do not exist. `/app` and `/replaced` proxy to an application. `/app` passes its
/// response through, and `/replaced` replaces it as described in the README.
struct Server {
    client: reqwest::Client,
    address: String,
    export: TempDir,
    _process: Daemon,
    _folder: TempDir,
}

/// Exports to a directory that a server can read.
fn export(format: &str, arguments: &[&str]) -> TempDir {
    let dir = readable_dir();
    let mut command = Command::new(env!("CARGO_BIN_EXE_fluent-status"));
    command.args(["export", "--format", format, "--out"]).arg(dir.path()).args(arguments);
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    dir
}

/// Creates a directory that other users can read, because Apache runs as another user.
fn readable_dir() -> TempDir {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
    dir
}

/// Starts an application that responds with 404 and its own body.
async fn app() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let app = Router::new().fallback(async || (axum::http::StatusCode::NOT_FOUND, OWN_BODY));
    // The task ends with the runtime of the test.
    tokio::spawn(async { axum::serve(listener, app).await });
    address
}

const OWN_BODY: &str = "Order 17 is gone.";

/// Returns the first code block with a language in the README of an export.
fn code_block(export: &TempDir, language: &str) -> String {
    let readme = fs::read_to_string(export.path().join("README.md")).unwrap();
    let (_, block) = readme.split_once(&format!("```{language}\n")).unwrap();
    block.split_once("```").unwrap().0.to_owned()
}

/// Runs the server's own check of a configuration, which must have no warnings.
#[track_caller]
fn configuration_is_valid(command: &mut Command) {
    let output = command.stdin(Stdio::null()).output().unwrap();
    let printed = [&output.stdout[..], &output.stderr].concat();
    let printed = String::from_utf8_lossy(&printed);
    assert!(output.status.success(), "{command:?}: {printed}");
    let is_about_the_export =
        |line: &&str| line.contains("warn") && !line.contains("automatic HTTPS");
    assert_eq!(printed.lines().find(is_about_the_export), None, "{command:?}");
}

impl Server {
    /// Starts a server that listens on `socket` in its directory.
    fn start(export: TempDir, folder: TempDir, command: &mut Command) -> Self {
        let socket = folder.path().join("socket");
        let process =
            Daemon::start(command, folder.path(), || UnixStream::connect(&socket).is_ok());
        let client = reqwest::Client::builder().unix_socket(socket).timeout(TIMEOUT);
        Self::new("http://site".to_owned(), client, process, export, folder)
    }

    fn new(
        address: String,
        client: reqwest::ClientBuilder,
        process: Daemon,
        export: TempDir,
        folder: TempDir,
    ) -> Self {
        let client = client.build().unwrap();
        Self { client, address, export, _process: process, _folder: folder }
    }

    async fn send(&self, method: Method, path: &str, fields: &[(&str, &str)]) -> Response {
        let url = format!("{}{path}", self.address);
        let request = fields.iter().fold(self.client.request(method, url), |request, field| {
            request.header(field.0, field.1)
        });
        let response = request.send().await.unwrap();
        Response {
            status: response.status(),
            headers: response.headers().clone(),
            body: response.text().await.unwrap(),
        }
    }

    async fn get(&self, path: &str, accept_language: &str) -> Response {
        let fields = [(ACCEPT_LANGUAGE.as_str(), accept_language), (ACCEPT.as_str(), BROWSER)];
        self.send(Method::GET, path, &fields).await
    }

    fn page(&self, name: &str) -> String {
        fs::read_to_string(self.export.path().join("pages").join(name)).unwrap()
    }
}

struct Response {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Response {
    fn field(&self, name: impl AsRef<str>) -> String {
        let lines = self.headers.get_all(name.as_ref()).iter();
        let lines: Vec<&str> = lines.map(|line| line.to_str().unwrap()).collect();
        lines.join(", ")
    }

    fn varies_by(&self, name: &str) -> bool {
        self.field(VARY).split(',').any(|varies| varies.trim().eq_ignore_ascii_case(name))
    }

    /// Returns the differences from the page for a status in a locale.
    fn problems(&self, server: &Server, status: u16, locale: &str) -> Vec<String> {
        let mut problems = self.problems_of_head(status, locale);
        if self.body != server.page(&format!("{status}.{locale}.html")) {
            problems.push(format!("another page: {:.60}", self.body.replace('\n', "")));
        }
        if !self.body.contains(&format!("<html lang=\"{locale}\"")) {
            problems.push("another lang".to_owned());
        }
        problems
    }

    fn problems_of_head(&self, status: u16, locale: &str) -> Vec<String> {
        let facts = [
            ("status", self.status == status),
            ("Content-Type", self.field(CONTENT_TYPE) == "text/html; charset=utf-8"),
            ("Content-Language", self.field(CONTENT_LANGUAGE) == locale),
            ("Vary", self.varies_by("accept-language")),
            ("Cache-Control", self.field(CACHE_CONTROL) == "no-store"),
            ("ETag", !self.headers.contains_key(ETAG)),
            ("Last-Modified", !self.headers.contains_key(LAST_MODIFIED)),
        ];
        let wrong = facts.iter().filter(|(_, holds)| !holds);
        wrong.map(|(name, _)| format!("{name}: {} {:?}", self.status, self.field(name))).collect()
    }

    #[track_caller]
    fn shows(&self, server: &Server, status: u16, locale: &str) {
        let problems = self.problems(server, status, locale);
        assert!(problems.is_empty(), "expected {status} in {locale}: {problems:#?}");
    }
}

/// Returns the headers of the test table for English and the Chinese scripts, with the expected locale.
/// `None` is an absent header.
fn headers() -> Vec<(Option<String>, String)> {
    let mut rows = csv::Reader::from_path("tests/data/accept-language.csv").unwrap();
    let rows = rows.records().map(Result::unwrap).filter(|row| &row[1] == "en zh-Hans zh-Hant");
    let headers: Vec<_> = rows
        .map(|row| {
            let header = (&row[0] != "(absent)").then(|| row[0].to_owned());
            let expected = if &row[2] == "(default)" { "en" } else { &row[2] };
            (header, expected.to_owned())
        })
        .collect();
    assert!(headers.len() > 35, "{}", headers.len());
    headers
}

/// Sends every header of the table to the path of each failure.
async fn negotiates_by_the_table(server: &Server, failures: &[(&str, u16)], misread: &[Misread]) {
    let mut wrong = Vec::new();
    let mut unused: Vec<&str> = misread.iter().map(|(header, ..)| *header).collect();
    for (header, expected) in headers() {
        let exception = misread.iter().find(|(misread, ..)| Some(*misread) == header.as_deref());
        let expected = exception.map_or(expected.as_str(), |(_, gets, _)| {
            assert_ne!(*gets, expected, "{header:?} is not misread");
            gets
        });
        unused.retain(|unused| Some(*unused) != header.as_deref());
        let language = header.iter().map(|header| (ACCEPT_LANGUAGE.as_str(), header.as_str()));
        let fields: Vec<_> = language.chain([(ACCEPT.as_str(), BROWSER)]).collect();
        for (path, status) in failures {
            let response = server.send(Method::GET, path, &fields).await;
            for problem in response.problems(server, *status, expected) {
                wrong.push(format!("{header:?} {path} {expected}: {problem}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(unused.is_empty(), "not in the table: {unused:?}");
}

async fn head_has_no_body(server: &Server, path: &str, status: u16) {
    let fields = [(ACCEPT_LANGUAGE.as_str(), TAIWANESE), (ACCEPT.as_str(), BROWSER)];
    let response = server.send(Method::HEAD, path, &fields).await;
    assert_eq!(response.problems_of_head(status, "zh-Hant"), [""; 0]);
    assert_eq!(response.body, "");
}

async fn post_gets_the_page(server: &Server, path: &str, status: u16) {
    let fields = [(ACCEPT_LANGUAGE.as_str(), TAIWANESE), (ACCEPT.as_str(), BROWSER)];
    server.send(Method::POST, path, &fields).await.shows(server, status, "zh-Hant");
}

/// Conditional and range requests get the whole page.
async fn conditional_requests_get_the_page(server: &Server, path: &str, status: u16) {
    let file = server.export.path().join(format!("pages/{status}.zh-Hans.html"));
    let written = fs::metadata(file).unwrap().modified().unwrap();
    let conditions = [
        (IF_MATCH.as_str(), "\"66f2a1c0-c10\"".to_owned()),
        (IF_UNMODIFIED_SINCE.as_str(), "Thu, 01 Jan 1970 00:00:00 GMT".to_owned()),
        (IF_NONE_MATCH.as_str(), "*".to_owned()),
        (IF_NONE_MATCH.as_str(), "\"66f2a1c0-c10\"".to_owned()),
        (IF_MODIFIED_SINCE.as_str(), httpdate::fmt_http_date(written)),
        (IF_MODIFIED_SINCE.as_str(), "Fri, 01 Jan 2100 00:00:00 GMT".to_owned()),
        (RANGE.as_str(), "bytes=0-9".to_owned()),
    ];
    for (name, value) in &conditions {
        let fields =
            [(ACCEPT_LANGUAGE.as_str(), TAIWANESE), (ACCEPT.as_str(), BROWSER), (*name, value)];
        server.send(Method::GET, path, &fields).await.shows(server, status, "zh-Hant");
    }
}

async fn responds_correctly(server: &Server, failures: &[(&str, u16)], misread: &[Misread]) {
    negotiates_by_the_table(server, failures, misread).await;
    for (path, status) in failures {
        head_has_no_body(server, path, *status).await;
        post_gets_the_page(server, path, *status).await;
        conditional_requests_get_the_page(server, path, *status).await;
    }
}

/// The `lang` parameter in the links of a page selects another language.
async fn lang_selects_the_language(server: &Server, path: &str, status: u16) {
    for (query, locale) in [
        ("?lang=zh-Hans", "zh-Hans"),
        ("?page=2&lang=en", "en"),
        ("?lang=tlh", "zh-Hant"),
        ("?slang=en", "zh-Hant"),
    ] {
        server.get(&format!("{path}{query}"), TAIWANESE).await.shows(server, status, locale);
    }
}

/// Other clients than browsers get the format that they accept.
async fn accept_selects_the_format(server: &Server) {
    for (accept, extension, content_type) in [
        ("application/json", "json", "application/problem+json; charset=utf-8"),
        ("application/problem+json", "json", "application/problem+json; charset=utf-8"),
        ("application/vnd.api+json", "json", "application/problem+json; charset=utf-8"),
        ("*/*", "json", "application/problem+json; charset=utf-8"),
        ("", "json", "application/problem+json; charset=utf-8"),
        ("text/plain", "txt", "text/plain; charset=utf-8"),
        ("text/html;level=1", "html", "text/html; charset=utf-8"),
        ("image/png, */*;q=0", "html", "text/html; charset=utf-8"),
        (BROWSER, "html", "text/html; charset=utf-8"),
    ] {
        let fields = [(ACCEPT_LANGUAGE.as_str(), TAIWANESE), (ACCEPT.as_str(), accept)];
        let response = server.send(Method::GET, "/missing", &fields).await;
        assert_eq!(response.field(CONTENT_TYPE), content_type, "{accept}");
        assert_eq!(response.body, server.page(&format!("404.zh-Hant.{extension}")), "{accept}");
        assert!(response.varies_by("accept"), "{}", response.field(VARY));
    }
}

async fn replaces_responses_of_an_application_if_configured(server: &Server) {
    let response = server.get("/app/17", TAIWANESE).await;
    assert_eq!((response.status.as_u16(), response.body.as_str()), (404, OWN_BODY));
    server.get("/replaced/17", TAIWANESE).await.shows(server, 404, "zh-Hant");
}

/// Overlays: an incomplete locale, two locales that differ by region, and a Chinese region.
const OVERLAY: [(&str, &str); 4] = [
    ("ja/messages.ftl", "status-404 = ページが見つかりません。\n    .reason = 見つかりません"),
    ("pt-BR/messages.ftl", "status-404 = A página não existe (BR).\n    .reason = Não encontrada"),
    ("pt-PT/messages.ftl", "status-404 = A página não existe (PT).\n    .reason = Não encontrada"),
    ("zh-HK/messages.ftl", "status-404 = 搵唔到。\n    .reason = 搵唔到"),
];

async fn serves_overlay_locales(server: &Server) {
    for (header, path, status, locale) in [
        ("ja-JP,ja;q=0.9,en;q=0.8", "/missing", 404, "ja"),
        ("pt-BR,pt;q=0.9", "/missing", 404, "pt-BR"),
        ("pt-PT,pt;q=0.9", "/missing", 404, "pt-PT"),
        ("pt", "/missing", 404, "pt-BR"),
        ("zh-HK,zh;q=0.9", "/missing", 404, "zh-HK"),
        ("zh-TW,zh;q=0.9", "/missing", 404, "zh-Hant"),
        // A missing message comes from another locale, which the page declares.
        ("ja-JP,ja;q=0.9", "/busy", 503, "en"),
        ("zh-HK,zh;q=0.9", "/busy", 503, "zh-Hant"),
    ] {
        let problems = server.get(path, header).await.problems(server, status, locale);
        assert!(problems.is_empty(), "{header} {path}: {problems:#?}");
    }
}

fn export_with_overlay(format: &str) -> TempDir {
    let texts = folder(&OVERLAY);
    export(format, &["--locales-dir", texts.path().to_str().unwrap()])
}

/// The results of a server that uses the first language without comparing `q`.
const WITHOUT_Q: [Misread; 5] = [
    ("zh;q=0.001,en;q=0.002", "zh-Hans", "the first language is not the preferred one"),
    ("en;Q=0.5,zh-CN;q=0.8", "en", "the first language is not the preferred one"),
    ("*,en;q=0", "en", "`*` is ignored"),
    ("und-TW", "en", "a region without a language is ignored"),
    ("i-hak", "en", "grandfathered tags are ignored"),
];

// ---- nginx ----

fn nginx(export: TempDir, app: SocketAddr) -> Server {
    let (folder, replacing) = (readable_dir(), code_block(&export, "nginx"));
    let (path, pages) = (folder.path().display(), export.path().display());
    let http = format!(
        "include \"{pages}/http.conf\";
        server {{
            listen unix:{path}/socket;
            include \"{pages}/server.conf\";
            location / {{ root {path}/empty; }}
            location /down {{ proxy_pass http://{DOWN}; }}
            location /busy {{ return 503; }}
            location /app {{ proxy_pass http://{app}; }}
            location /replaced {{ proxy_pass http://{app}; {replacing} }}
        }}"
    );
    nginx::configure(folder.path(), &http);
    configuration_is_valid(nginx::command(folder.path()).arg("-t"));
    let mut command = nginx::command(folder.path());
    Server::start(export, folder, &mut command)
}

#[tokio::test]
#[ignore = "needs nginx"]
async fn nginx_responds_in_the_requested_language() {
    bounded(async {
        let server = nginx(export("nginx", &[]), app().await);
        let failures = [("/missing", 404), ("/busy", 503), ("/down", 502)];
        responds_correctly(&server, &failures, &WITHOUT_Q).await;
        lang_selects_the_language(&server, "/missing", 404).await;
        replaces_responses_of_an_application_if_configured(&server).await;
        accept_selects_the_format(&server).await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs nginx"]
async fn nginx_responds_in_overlay_locales() {
    bounded(async {
        serves_overlay_locales(&nginx(export_with_overlay("nginx"), app().await)).await
    })
    .await;
}

// ---- Apache ----

const MODULES: [&str; 10] = [
    "mpm_event",
    "authz_core",
    "alias",
    "headers",
    "mime",
    "negotiation",
    "proxy",
    "proxy_http",
    "setenvif",
    "rewrite",
];

fn apache(export: TempDir, app: SocketAddr) -> Server {
    let (folder, replacing) = (readable_dir(), code_block(&export, "apache"));
    fs::create_dir(folder.path().join("empty")).unwrap();
    let (path, pages) = (folder.path().display(), export.path().display());
    // Apache cannot listen on a Unix socket.
    let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let modules: String = MODULES
        .iter()
        .map(|name| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"))
        .collect();
    let configuration = format!(
        "ServerName site
        Listen {address}
        DefaultRuntimeDir {path}
        PidFile {path}/pid
        ErrorLog {path}/log
        TypesConfig /etc/mime.types
        {modules}
        <Directory />
            Require all denied
        </Directory>
        <Directory {path}/empty>
            Require all granted
        </Directory>
        DocumentRoot {path}/empty
        Redirect 503 /busy
        ProxyPass /down http://{DOWN}
        ProxyPass /app http://{app}
        <Location /replaced>
            ProxyPass http://{app}
            {replacing}
        </Location>
        Include \"{pages}/status-pages.conf\"
        "
    );
    fs::write(folder.path().join("httpd.conf"), configuration).unwrap();
    let command = || {
        let mut command = program("apache2");
        command.arg("-f").arg(folder.path().join("httpd.conf"));
        command
    };
    configuration_is_valid(command().arg("-t"));
    // -X: a single process, which ends with the test.
    let is_up = || TcpStream::connect(address).is_ok();
    let process = Daemon::start(command().arg("-X"), folder.path(), is_up);
    let client = reqwest::Client::builder().timeout(TIMEOUT);
    Server::new(format!("http://{address}"), client, process, export, folder)
}

#[tokio::test]
#[ignore = "needs apache2"]
async fn apache_responds_in_the_requested_language() {
    bounded(async {
        let server = apache(export("apache", &[]), app().await);
        let misread = [
            ("zh;q=abc,en;q=0.5", "zh-Hans", "a malformed q counts as 1"),
            ("*,en;q=0", "en", "`*` selects the default"),
            ("en;q=0.1,zh;q=0.5,en;q=0.9", "zh-Hans", "of a repeated range, the first counts"),
            ("zh_TW", "en", "an underscore is not supported"),
            ("zh-TW-u-co-stroke", "zh-Hans", "an unlisted tag matches by its first subtag"),
            ("zh-Bopo", "zh-Hans", "an unlisted tag matches by its first subtag"),
            ("und-TW", "en", "a region without a language is ignored"),
            ("i-hak", "en", "grandfathered tags are ignored"),
        ];
        let failures = [("/missing", 404), ("/busy", 503), ("/down", 503)];
        responds_correctly(&server, &failures, &misread).await;
        lang_selects_the_language(&server, "/missing", 404).await;
        replaces_responses_of_an_application_if_configured(&server).await;
        accept_selects_the_format(&server).await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs apache2"]
async fn apache_responds_in_overlay_locales() {
    bounded(async {
        serves_overlay_locales(&apache(export_with_overlay("apache"), app().await)).await
    })
    .await;
}

// ---- Caddy ----

fn caddy(export: TempDir, app: SocketAddr) -> Server {
    let (folder, replacing) = (readable_dir(), code_block(&export, "caddyfile"));
    let replacing = replacing.replace("app:8080", &format!("/replaced* {app}"));
    let replacing = replacing.trim_end().replace('\n', "\n\t");
    let (path, pages) = (folder.path().display(), export.path().display());
    let configuration = format!(
        "{{\n\
         \tadmin off\n\
         \tauto_https off\n\
         }}\n\
         import \"{pages}/status-pages.caddy\"\n\
         http:// {{\n\
         \tbind unix/{path}/socket\n\
         \timport status_pages\n\
         \troot * {path}/empty\n\
         \treverse_proxy /down* {DOWN}\n\
         \treverse_proxy /app* {app}\n\
         \t{replacing}\n\
         \terror /busy* 503\n\
         \tfile_server\n\
         }}\n"
    );
    fs::write(folder.path().join("Caddyfile"), configuration).unwrap();
    let command = |verb| {
        let mut command = program("caddy");
        command.arg(verb).arg("--config").arg(folder.path().join("Caddyfile"));
        command.env("XDG_DATA_HOME", folder.path()).env("XDG_CONFIG_HOME", folder.path());
        command
    };
    configuration_is_valid(&mut command("validate"));
    // `caddy fmt` changes nothing in the file.
    let file = export.path().join("status-pages.caddy");
    let formatted = program("caddy").arg("fmt").arg(&file).output().unwrap().stdout;
    assert_eq!(String::from_utf8(formatted).unwrap(), fs::read_to_string(file).unwrap());
    let mut command = command("run");
    Server::start(export, folder, &mut command)
}

#[tokio::test]
#[ignore = "needs caddy"]
async fn caddy_responds_in_the_requested_language() {
    bounded(async {
        let server = caddy(export("caddy", &[]), app().await);
        let failures = [("/missing", 404), ("/busy", 503), ("/down", 502)];
        responds_correctly(&server, &failures, &WITHOUT_Q).await;
        lang_selects_the_language(&server, "/missing", 404).await;
        replaces_responses_of_an_application_if_configured(&server).await;
        accept_selects_the_format(&server).await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs caddy"]
async fn caddy_responds_in_overlay_locales() {
    bounded(async {
        serves_overlay_locales(&caddy(export_with_overlay("caddy"), app().await)).await
    })
    .await;
}

// ---- HAProxy ----

fn haproxy(export: TempDir, app: SocketAddr, locales: &[&str]) -> Server {
    let (folder, replacing) = (readable_dir(), code_block(&export, "haproxy"));
    let (path, pages) = (folder.path().display(), export.path());
    let backend = fs::read_to_string(pages.join("backend.cfg")).unwrap();
    // As described in the README for rejected requests: a line for each language, the default last.
    let missing: String = locales
        .iter()
        .map(|locale| {
            let condition = format!("{{ var(txn.status_page) -m str {locale} }}");
            let condition = if *locale == "en" { String::new() } else { condition };
            format!(
                "http-request return status 404 errorfiles status-pages-{locale} \
                 if {{ path_beg /missing }} {condition}\n    "
            )
        })
        .collect();
    let configuration = format!(
        "defaults
            mode http
            timeout client 9s
            timeout server 9s
            timeout connect 9s
            errorfiles status-pages
        frontend site
            bind unix@{path}/socket
            use_backend unchecked if {{ path_beg /unchecked }}
            use_backend missing if {{ path_beg /missing }}
            use_backend app if {{ path_beg /app }}
            use_backend replaced if {{ path_beg /replaced }}
            default_backend down
        backend down
            {backend}
            server down {DOWN} check inter 50ms fall 1
        backend unchecked
            {backend}
            server down {DOWN}
        backend app
            {backend}
            server app {app} check
        backend replaced
            {backend}
            {replacing}
            server app {app} check
        backend missing
            {backend_of_missing}
            {missing}\n",
        backend_of_missing = backend.split("# No server is up.").next().unwrap(),
    );
    fs::write(folder.path().join("haproxy.cfg"), configuration).unwrap();
    let command = || {
        let mut command = program("haproxy");
        command.arg("-f").arg(folder.path().join("haproxy.cfg"));
        command.arg("-f").arg(pages.join("http-errors.cfg"));
        command
    };
    configuration_is_valid(command().arg("-c"));
    let mut command = command();
    Server::start(export, folder, &mut command)
}

#[tokio::test]
#[ignore = "needs haproxy"]
async fn haproxy_responds_in_the_requested_language() {
    bounded(async {
        let server = haproxy(export("haproxy", &[]), app().await, &["zh-Hans", "zh-Hant", "en"]);
        let misread = [
            ("zh;q=abc,en;q=0.5", "zh-Hans", "a malformed q counts as 1"),
            ("*,en;q=0", "en", "`*` is ignored"),
            ("zh-Bopo", "zh-Hans", "an unlisted script matches by the language"),
            ("und-TW", "en", "a region without a language is ignored"),
            ("i-hak", "en", "grandfathered tags are ignored"),
        ];
        wait_for_failed_check(&server).await;
        let failures = [("/missing", 404), ("/down", 503)];
        responds_correctly(&server, &failures, &misread).await;
        lang_selects_the_language(&server, "/missing", 404).await;
        replaces_responses_of_an_application_if_configured(&server).await;
        // Before a check has failed, the client gets all languages.
        let response = server.get("/unchecked", TAIWANESE).await;
        assert_eq!((response.status.as_u16(), response.body), (503, server.page("503.html")));
    })
    .await;
}

/// Waits until HAProxy has detected that its server is down.
async fn wait_for_failed_check(server: &Server) {
    while server.get("/down", TAIWANESE).await.field(CONTENT_LANGUAGE) != "zh-Hant" {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
#[ignore = "needs haproxy"]
async fn haproxy_responds_in_overlay_locales() {
    bounded(async {
        let locales = ["ja", "pt-BR", "pt-PT", "zh-HK", "zh-Hans", "zh-Hant", "en"];
        let server = haproxy(export_with_overlay("haproxy"), app().await, &locales);
        wait_for_failed_check(&server).await;
        serves_overlay_locales(&server).await;
    })
    .await;
}
