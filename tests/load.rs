//! `fluent-status serve` under load: thousands of connections that stay open, each of a reader of
//! another language, and each answer in that language.

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
/// One for each connection here, and those of the program itself.
const FILE_DESCRIPTORS: u64 = 12_000;
/// Fewer at a time than the queue that a listener has for them, where one that does not fit is lost.
const OPENED_AT_A_TIME: usize = 200;
const TIME_TO_OPEN: Duration = Duration::from_secs(60);

/// From when all connections are open.
const DURATION: Duration = Duration::from_secs(20);
const WARM_UP: Duration = Duration::from_secs(5);
/// Between the requests of a connection: so many readers at a time, and not as many requests.
const PAUSE_MS: std::ops::Range<u64> = 200..500;
const RESPONSE_TIMEOUT: Duration = Duration::from_secs(30);

const MAX_GROWTH: f64 = 1.25;
const MAX_PEAK_KB: u64 = 512 * 1024;

// ---- What is asked, and what must be answered ----

const CODES: [u16; 3] = [404, 503, 429];

/// `Accept-Language` fields, and the locale of what they are answered with.
fn readers() -> Vec<(Option<HeaderValue>, &'static str)> {
    let read = |field: &'static [u8], locale| (Some(HeaderValue::from_bytes(field)), locale);
    let hostile = "zz-Zzzz-ZZ-zzzzzzzz;q=0.999,".repeat(80).into_bytes();
    assert!(hostile.len() > 2048);
    let fields = [
        read(b"zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        read(b"zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7", "zh-Hant"),
        read(b"zh-HK,zh-Hant;q=0.9", "zh-Hant"),
        read(b"en-US,en;q=0.5", "en"),
        read(b"yue-HK", "zh-Hant"),
        read(b"en;q=0, zh-Hant", "zh-Hant"),
        read(b"fr-FR,fr;q=0.9", "en"),
        read(b";;q=,,\xff\xfe;q=zh,-,*-*,zh--;q=2", "en"),
        (Some(HeaderValue::from_bytes(&hostile)), "en"),
    ];
    let fields = fields.into_iter().map(|(field, locale)| (field.map(Result::unwrap), locale));
    fields.chain([(None, "en")]).collect()
}

const ACCEPT_FIELDS: [(Option<&str>, Format); 3] = [
    (Some("text/html,application/xhtml+xml,*/*;q=0.8"), Format::Html),
    (Some("application/json"), Format::Json),
    (None, Format::ProblemJson),
];

struct Case {
    path: String,
    fields: Vec<(HeaderName, HeaderValue)>,
    status: u16,
    locale: &'static str,
    body: Bytes,
}

/// Every code, by every reader, in every format, with and without a language in the address.
fn cases() -> Vec<Case> {
    let readers = readers();
    let mut pages = BTreeMap::new();
    let mut cases = Vec::new();
    for code in CODES {
        for chosen in [None, Some("en"), Some("zh-Hans"), Some("zh-Hant")] {
            for (accept, format) in ACCEPT_FIELDS {
                for (accept_language, locale) in &readers {
                    let locale = chosen.unwrap_or(locale);
                    let body = pages.entry((code, format, locale));
                    let body = body.or_insert_with(|| page(code, format, locale)).clone();
                    let query = chosen.map(|locale| format!("?{LANGUAGE_PARAMETER}={locale}"));
                    let path = format!("/{code}{}", query.unwrap_or_default());
                    let accept = accept.map(HeaderValue::from_static);
                    let fields = [(ACCEPT_LANGUAGE, accept_language.clone()), (ACCEPT, accept)];
                    let fields = fields.into_iter().filter_map(|(name, v)| Some((name, v?)));
                    let fields = fields.collect();
                    cases.push(Case { path, fields, status: code, locale, body });
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
    for (name, value) in &case.fields {
        request = request.header(name, value);
    }
    let request = request.body(Empty::new()).unwrap();
    let answer = async {
        sender.ready().await?;
        let (head, body) = sender.send_request(request).await?.into_parts();
        Ok((head, body.collect().await?.to_bytes()))
    };
    let asked = || format!("{} {:?}", case.path, case.fields);
    let answer = timeout(RESPONSE_TIMEOUT, answer).await;
    let answer = answer.map_err(|_| format!("no answer in {RESPONSE_TIMEOUT:?}: {}", asked()))?;
    let (head, body) = answer.map_err(|error: hyper::Error| format!("{error:?}: {}", asked()))?;
    let language = head.headers.get(CONTENT_LANGUAGE);
    if head.status.as_u16() != case.status
        || language.is_none_or(|language| language != case.locale)
        || body != case.body
    {
        let body = String::from_utf8_lossy(&body).into_owned();
        return Err(format!("{}: expected {}, got {head:#?}\n{body}", asked(), case.locale));
    }
    Ok(())
}

/// Numbers without an order that anyone would notice, the same in each run.
struct Shuffled(u64);

impl Shuffled {
    fn below(&mut self, bound: u64) -> u64 {
        // Knuth's multiplier and increment for MMIX; the upper bits are the good ones.
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) % bound
    }
}

async fn keep_asking(
    mut sender: SendRequest<Empty<Bytes>>,
    number: usize,
    end: Instant,
    cases: &[Case],
    answered: &AtomicUsize,
) -> Result<(), String> {
    let mut shuffled = Shuffled(number as u64);
    while Instant::now() < end {
        // They do not all ask at once, not even at first.
        let pause = PAUSE_MS.start + shuffled.below(PAUSE_MS.end - PAUSE_MS.start);
        sleep(Duration::from_millis(pause)).await;
        let case = &cases[shuffled.below(cases.len() as u64) as usize];
        check(&mut sender, case).await?;
        answered.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

// ---- The server's process ----

impl Serving {
    /// A value of `/proc/PID/status`: `VmRSS`.
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

/// Each problem once, with how many had it.
#[track_caller]
fn assert_no_problems(problems: Vec<String>) {
    let count = problems.len();
    let some: Vec<String> = problems.into_iter().take(5).collect();
    assert_eq!(count, 0, "problems on {count} connections, among them:\n{}", some.join("\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes half a minute and 12,000 file descriptors"]
async fn thousands_of_connections_each_in_its_own_language() {
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
                // Answered, so it is not only in the listener's queue.
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
    let answered = Arc::new(AtomicUsize::new(0));
    let asking: Vec<_> = (senders.into_iter().filter_map(Result::ok).enumerate())
        .map(|(number, sender)| {
            let (cases, answered) = (Arc::clone(&cases), Arc::clone(&answered));
            tokio::spawn(async move { keep_asking(sender, number, end, &cases, &answered).await })
        })
        .collect();
    sleep_until(start + WARM_UP).await;
    let warm = server.memory_kb("VmRSS");
    sleep_until(end).await;
    let (at_the_end, peak) = (server.memory_kb("VmRSS"), server.memory_kb("VmHWM"));

    let mut problems = Vec::new();
    for task in asking {
        problems.extend(task.await.unwrap().err());
    }
    let answered = answered.load(Ordering::Relaxed);
    println!(
        "{answered} requests on {CONNECTIONS} connections; memory of the server: {warm} kB after \
         {WARM_UP:?}, {at_the_end} kB after {DURATION:?}, {peak} kB at most"
    );
    assert_no_problems(problems);
    assert!(answered >= CONNECTIONS, "fewer requests than connections");
    assert!(at_the_end as f64 <= warm as f64 * MAX_GROWTH, "memory grew too much");
    assert!(peak <= MAX_PEAK_KB, "more memory than {MAX_PEAK_KB} kB");

    is_as_before(&server, files_before).await;
}

/// The connections are gone from the server too, and it still answers.
async fn is_as_before(server: &Serving, files_before: usize) {
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
