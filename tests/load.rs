//! `fluent-status serve` under load: thousands of connections stay open, and each response is in the
//! language of its client.

#![cfg(all(feature = "cli", target_os = "linux"))]

#[path = "common/serving.rs"]
mod serving;

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use fluent_status::pages::{Format, LANGUAGE_PARAMETER, PageRenderer, Problem};
use fluent_status::{Catalog, StatusCode};
use http_body_util::{BodyExt, Empty};
use hyper::Request;
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{ACCEPT, ACCEPT_LANGUAGE, CONTENT_LANGUAGE, HOST, HeaderName, HeaderValue};
use hyper_util::rt::TokioIo;
use serving::Serving;
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep, sleep_until, timeout};

const CONNECTIONS: usize = 5_000;
/// Enough for the connections and the program.
const FILE_DESCRIPTORS: u64 = 12_000;
/// Less than the length of the listener's queue, because a connection that does not fit is lost.
const OPENED_AT_A_TIME: usize = 200;
const TIME_TO_OPEN: Duration = Duration::from_secs(60);

/// The time that requests are sent, from when all connections are open.
const DURATION: Duration = Duration::from_secs(20);
const WARM_UP: Duration = Duration::from_secs(5);
/// The pause between the requests of a connection, so that most connections are idle.
const PAUSE_MS: std::ops::Range<u64> = 200..500;
const RESPONSE_TIMEOUT: Duration = Duration::from_secs(30);

const MAX_GROWTH: f64 = 1.25;
const MAX_PEAK_KB: u64 = 512 * 1024;

// ---- Requests and expected responses ----

const CODES: [u16; 3] = [404, 503, 429];

/// Returns values of `Accept-Language`, each with the locale of the response.
fn clients() -> Vec<(Option<HeaderValue>, &'static str)> {
    let client = |value: &'static [u8], locale| (Some(HeaderValue::from_bytes(value)), locale);
    let hostile = "zz-Zzzz-ZZ-zzzzzzzz;q=0.999,".repeat(80).into_bytes();
    assert!(hostile.len() > 2048);
    let clients = [
        client(b"zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        client(b"zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7", "zh-Hant"),
        client(b"zh-HK,zh-Hant;q=0.9", "zh-Hant"),
        client(b"en-US,en;q=0.5", "en"),
        client(b"yue-HK", "zh-Hant"),
        client(b"en;q=0, zh-Hant", "zh-Hant"),
        client(b"fr-FR,fr;q=0.9", "en"),
        client(b";;q=,,\xff\xfe;q=zh,-,*-*,zh--;q=2", "en"),
        (Some(HeaderValue::from_bytes(&hostile)), "en"),
    ];
    let clients = clients.into_iter().map(|(value, locale)| (value.map(Result::unwrap), locale));
    clients.chain([(None, "en")]).collect()
}

const ACCEPT_VALUES: [(Option<&str>, Format); 3] = [
    (Some("text/html,application/xhtml+xml,*/*;q=0.8"), Format::Html),
    (Some("application/json"), Format::Json),
    (None, Format::ProblemJson),
];

struct Case {
    path: String,
    headers: Vec<(HeaderName, HeaderValue)>,
    status: u16,
    locale: &'static str,
    body: Bytes,
}

/// Returns a case for every status code, client and format, with and without a language in the URL.
fn cases() -> Vec<Case> {
    let clients = clients();
    let mut pages = BTreeMap::new();
    let mut cases = Vec::new();
    for code in CODES {
        for chosen in [None, Some("en"), Some("zh-Hans"), Some("zh-Hant")] {
            for (accept, format) in ACCEPT_VALUES {
                for (accept_language, locale) in &clients {
                    let locale = chosen.unwrap_or(locale);
                    let body = pages.entry((code, format, locale));
                    let body = body.or_insert_with(|| page(code, format, locale)).clone();
                    let query = chosen.map(|locale| format!("?{LANGUAGE_PARAMETER}={locale}"));
                    let path = format!("/{code}{}", query.unwrap_or_default());
                    let accept = accept.map(HeaderValue::from_static);
                    let headers = [(ACCEPT_LANGUAGE, accept_language.clone()), (ACCEPT, accept)];
                    let headers = headers.into_iter().filter_map(|(name, v)| Some((name, v?)));
                    let headers = headers.collect();
                    cases.push(Case { path, headers, status: code, locale, body });
                }
            }
        }
    }
    cases
}

/// Renders the page that a client of one locale gets.
fn page(code: u16, format: Format, locale: &str) -> Bytes {
    let catalog = Catalog::builtin();
    let problem = Problem::new(StatusCode::from_u16(code).unwrap());
    let page = PageRenderer::new().render(catalog, &catalog.negotiate(locale), &problem, format);
    assert_eq!(page.locale().to_string(), locale);
    page.into_bytes()
}

// ---- A connection ----

async fn open(address: &str) -> Result<SendRequest<Empty<Bytes>>, String> {
    let stream = TcpStream::connect(address).await.map_err(|error| format!("connect: {error}"))?;
    let handshake = handshake(TokioIo::new(stream)).await;
    let (sender, connection) = handshake.map_err(|error| format!("handshake: {error}"))?;
    tokio::spawn(connection);
    Ok(sender)
}

async fn check(sender: &mut SendRequest<Empty<Bytes>>, case: &Case) -> Result<(), String> {
    let mut request = Request::get(&case.path).header(HOST, "localhost");
    for (name, value) in &case.headers {
        request = request.header(name, value);
    }
    let request = request.body(Empty::new()).unwrap();
    let response = async {
        sender.ready().await?;
        let (head, body) = sender.send_request(request).await?.into_parts();
        Ok((head, body.collect().await?.to_bytes()))
    };
    let request = || format!("{} {:?}", case.path, case.headers);
    let response = timeout(RESPONSE_TIMEOUT, response).await;
    let response =
        response.map_err(|_| format!("no response in {RESPONSE_TIMEOUT:?}: {}", request()))?;
    let (head, body) =
        response.map_err(|error: hyper::Error| format!("{error:?}: {}", request()))?;
    let language = head.headers.get(CONTENT_LANGUAGE);
    if head.status.as_u16() != case.status
        || language.is_none_or(|language| language != case.locale)
        || body != case.body
    {
        let body = String::from_utf8_lossy(&body).into_owned();
        return Err(format!("{}: expected {}, got {head:#?}\n{body}", request(), case.locale));
    }
    Ok(())
}

/// Pseudorandom numbers, the same in each run.
struct PseudoRandom(u64);

impl PseudoRandom {
    fn below(&mut self, bound: u64) -> u64 {
        // Knuth's multiplier and increment for MMIX. The upper bits are the most random.
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) % bound
    }
}

async fn send_requests(
    mut sender: SendRequest<Empty<Bytes>>,
    number: usize,
    end: Instant,
    cases: &[Case],
    responses: &AtomicUsize,
) -> Result<(), String> {
    let mut random = PseudoRandom(number as u64);
    while Instant::now() < end {
        // The first requests are spread over time too.
        let pause = PAUSE_MS.start + random.below(PAUSE_MS.end - PAUSE_MS.start);
        sleep(Duration::from_millis(pause)).await;
        let case = &cases[random.below(cases.len() as u64) as usize];
        check(&mut sender, case).await?;
        responses.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

// ---- The server's process ----

impl Serving {
    /// Returns a value of `/proc/PID/status`, for example `VmRSS`.
    #[track_caller]
    fn memory_kb(&self, name: &str) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok())
            .unwrap_or_else(|| panic!("no {name} in:\n{status}"))
    }

    fn open_files(&self) -> usize {
        fs::read_dir(format!("/proc/{}/fd", self.process.id())).unwrap().count()
    }
}

fn allow_many_files() {
    let (_, hard) = rlimit::Resource::NOFILE.get().unwrap();
    assert!(
        hard >= FILE_DESCRIPTORS,
        "at most {hard} files can be open, and this test needs {FILE_DESCRIPTORS}: raise the hard \
         limit, for example in a root shell with `ulimit -n {FILE_DESCRIPTORS}`"
    );
    rlimit::increase_nofile_limit(FILE_DESCRIPTORS).unwrap();
}

/// Fails with the number of problems and some of them.
#[track_caller]
fn assert_no_problems(problems: Vec<String>) {
    let count = problems.len();
    let some: Vec<String> = problems.into_iter().take(5).collect();
    assert_eq!(count, 0, "problems on {count} connections, among them:\n{}", some.join("\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes half a minute and 12,000 file descriptors"]
async fn thousands_of_connections_get_their_languages() {
    allow_many_files();
    let server = Serving::start::<&str>(&[]);
    let files_before = server.open_files();
    let cases = Arc::new(cases());

    let slots = Arc::new(Semaphore::new(OPENED_AT_A_TIME));
    let opened: Vec<_> = (0..CONNECTIONS)
        .map(|_| {
            let (slots, address) = (Arc::clone(&slots), server.address.clone());
            let cases = Arc::clone(&cases);
            tokio::spawn(async move {
                let _slot = slots.acquire().await.unwrap();
                let mut sender = open(&address).await?;
                // A response shows that the connection left the listener's queue.
                check(&mut sender, &cases[0]).await?;
                Ok(sender)
            })
        })
        .collect();
    let opened = async {
        let mut results = Vec::new();
        for task in opened {
            results.push(task.await.unwrap());
        }
        results
    };
    let opened = timeout(TIME_TO_OPEN, opened).await.expect("opening takes too long");
    let (senders, problems): (Vec<_>, Vec<_>) = opened.into_iter().partition(Result::is_ok);
    assert_no_problems(problems.into_iter().filter_map(Result::err).collect());
    assert!(server.open_files() >= files_before + CONNECTIONS, "not all of them are open");

    let start = Instant::now();
    let end = start + DURATION;
    let responses = Arc::new(AtomicUsize::new(0));
    let clients: Vec<_> = (senders.into_iter().filter_map(Result::ok).enumerate())
        .map(|(number, sender)| {
            let (cases, responses) = (Arc::clone(&cases), Arc::clone(&responses));
            tokio::spawn(
                async move { send_requests(sender, number, end, &cases, &responses).await },
            )
        })
        .collect();
    sleep_until(start + WARM_UP).await;
    let warm = server.memory_kb("VmRSS");
    sleep_until(end).await;
    let (at_the_end, peak) = (server.memory_kb("VmRSS"), server.memory_kb("VmHWM"));

    let mut problems = Vec::new();
    for task in clients {
        problems.extend(task.await.unwrap().err());
    }
    let responses = responses.load(Ordering::Relaxed);
    println!(
        "{responses} requests on {CONNECTIONS} connections; memory of the server: {warm} kB after \
         {WARM_UP:?}, {at_the_end} kB after {DURATION:?}, {peak} kB at most"
    );
    assert_no_problems(problems);
    assert!(responses >= CONNECTIONS, "fewer requests than connections");
    assert!(at_the_end as f64 <= warm as f64 * MAX_GROWTH, "memory grew too much");
    assert!(peak <= MAX_PEAK_KB, "more memory than {MAX_PEAK_KB} kB");

    check_recovery(&server, files_before).await;
}

/// Checks that the server closes the connections and still responds.
async fn check_recovery(server: &Serving, files_before: usize) {
    let start = Instant::now();
    while server.open_files() > files_before {
        let open = server.open_files();
        assert!(start.elapsed() < RESPONSE_TIMEOUT, "{open} files open, {files_before} before");
        sleep(Duration::from_millis(100)).await;
    }
    let health = reqwest::get(server.url("/healthz"));
    let health = timeout(RESPONSE_TIMEOUT, health).await.unwrap().unwrap();
    assert_eq!(health.text().await.unwrap(), "ok\n");
}
