//! How Chinese is written: the rules of `locales/README.md`, as warnings.

use std::collections::HashMap;
use std::ops::Range;

use fluent_syntax::ast::{Message, Pattern, PatternElement};

use crate::check::script::{self, Script};
use crate::check::text::{self, Run, UNKNOWN, places};
use crate::check::twins::{self, Twins};
use crate::diagnostic::Diagnostic;
use crate::ftl::MessageFile;
use crate::ftl::limits::MAX_DIAGNOSTICS;
use crate::message_id::MessageId;
use crate::phrasing::Phrasing;

/// Words of the mainland, and what Taiwan says: those of `locales/README.md`, which a test holds.
const NOT_IN_TAIWAN: [(&str, &str); 20] = [
    ("服務器", "伺服器"),
    ("客戶端", "用戶端"),
    ("響應", "回應"),
    ("頭部", "標頭"),
    ("字段", "欄位"),
    ("網關", "閘道"),
    ("超時", "逾時"),
    ("網絡", "網路"),
    ("信息", "資訊"),
    ("鑑權", "身分驗證"),
    ("支持", "支援"),
    ("重定向", "重新導向"),
    ("緩存", "快取"),
    ("配置", "組態"),
    ("鏈接", "連結"),
    ("用戶", "使用者"),
    ("賬號", "帳號"),
    ("訪問", "存取"),
    ("設置", "設定"),
    ("數據", "資料"),
];

/// Words of Taiwan that the mainland does not use, and what it says.
const NOT_ON_THE_MAINLAND: [(&str, &str); 14] = [
    ("伺服器", "服务器"),
    ("用户端", "客户端"),
    ("栏位", "字段"),
    ("闸道", "网关"),
    ("逾时", "超时"),
    ("网路", "网络"),
    ("资讯", "信息"),
    ("身分验证", "身份验证"),
    ("重新导向", "重定向"),
    ("快取", "缓存"),
    ("组态", "配置"),
    ("连结", "链接"),
    ("帐号", "账号"),
    ("存取", "访问"),
];

/// Words that hold another one and are right.
const RIGHT: [&str; 3] = ["用戶端", "被動", "被动"];

const WIDE: [(char, char); 8] = [
    (',', '，'),
    ('.', '。'),
    ('!', '！'),
    ('?', '？'),
    (':', '：'),
    (';', '；'),
    ('(', '（'),
    (')', '）'),
];

/// The rules, and the texts that they are not for.
pub(super) struct Style<'f> {
    /// The texts of the crate that are quoted from a document, with its own style, by their ids. All
    /// of one file are, and none in the other Chinese files.
    quoted: HashMap<&'f str, &'f str>,
}

impl<'f> Style<'f> {
    pub(super) fn new(own: &'f [MessageFile]) -> Self {
        let is_quoted = |file: &&MessageFile| {
            *file.phrasing() == Phrasing::CONCISE && Script::of(file.locale()) == Some(QUOTED)
        };
        let messages = own.iter().filter(is_quoted).flat_map(MessageFile::messages);
        let text =
            |message: &Message<&'f str>| Some((message.id.name, plain(message.value.as_ref()?)?));
        Self { quoted: messages.filter_map(text).collect() }
    }

    pub(super) fn check(&self, file: &MessageFile, twins: &Twins<'_>) -> Vec<Diagnostic> {
        let Some(script) = Script::of(file.locale()) else { return Vec::new() };
        let mut lint = Lint { file, script, findings: Vec::new() };
        for message in file.messages() {
            if lint.findings.len() >= MAX_DIAGNOSTICS {
                break;
            }
            let id = message.id.name;
            let Some(subject) = MessageId::parse(id) else { continue };
            let twin = twins.english(file, id);
            for (part, pattern) in twins::parts(message) {
                if self.is_quoted(&lint, id, pattern) || !twins::is_read(file, part) {
                    continue;
                }
                if twin.is_some_and(|twin| has_words(pattern) && twin.get(&part) == Some(&pattern))
                {
                    let message = "this text is in English, word for word: translate it";
                    let place = part.unwrap_or(id);
                    let finding = file.error(place, "untranslated", message.to_owned());
                    lint.findings.push(finding.into_warning());
                    continue;
                }
                let is_sentence = part != Some("reason") && !matches!(subject, MessageId::Label(_));
                for run in text::runs(file, pattern) {
                    lint.check(&run, is_sentence);
                }
            }
        }
        lint.findings
    }

    fn is_quoted(&self, lint: &Lint<'_>, id: &str, pattern: &Pattern<&str>) -> bool {
        lint.script == QUOTED
            && *lint.file.phrasing() == Phrasing::CONCISE
            && plain(pattern).is_some_and(|text| self.quoted.get(id) == Some(&text))
    }
}

/// The script of the document that is quoted.
const QUOTED: Script = Script::Simplified;

/// A text without anything in braces.
fn plain<'p>(pattern: &Pattern<&'p str>) -> Option<&'p str> {
    match pattern.elements.as_slice() {
        [PatternElement::TextElement { value }] => Some(value),
        _ => None,
    }
}

fn has_words(pattern: &Pattern<&str>) -> bool {
    pattern.elements.iter().any(|element| match element {
        PatternElement::TextElement { value } => value.contains(char::is_alphabetic),
        PatternElement::Placeable { .. } => false,
    })
}

/// What is found in one file.
struct Lint<'f> {
    file: &'f MessageFile,
    script: Script,
    findings: Vec<Diagnostic>,
}

impl Lint<'_> {
    fn find(&mut self, run: &Run, chars: Range<usize>, code: &'static str, message: String) {
        let finding = self.file.error_at(run.span(chars), code, message);
        self.findings.push(finding.into_warning());
    }

    fn check(&mut self, run: &Run, is_sentence: bool) {
        let chars: Vec<char> = run.text.chars().collect();
        self.check_script(run);
        self.check_words(run);
        self.check_marks(run, &chars);
        self.check_spaces(run, &chars);
        self.check_end(run, &chars, is_sentence);
    }

    fn check_script(&mut self, run: &Run) {
        let other = self.script.other().name();
        for (place, part, right) in script::of_the_other(&run.text, self.script) {
            let message = format!("`{part}` is {other} here: write `{right}`");
            self.find(run, place, "other-script", message);
        }
    }

    fn check_words(&mut self, run: &Run) {
        let (words, place_name): (&[(&str, &str)], _) = match self.script {
            Script::Simplified => (&NOT_ON_THE_MAINLAND, "on the mainland"),
            // Hong Kong and Macao have words of their own.
            Script::Traditional if self.is_of_taiwan() => (&NOT_IN_TAIWAN, "in Taiwan"),
            Script::Traditional => (&[], ""),
        };
        let right: Vec<_> = RIGHT.iter().flat_map(|word| places(&run.text, word)).collect();
        let is_right = |place: &Range<usize>| {
            right.iter().any(|right| right.start <= place.start && place.end <= right.end)
        };
        for (word, better) in words {
            for place in places(&run.text, word).into_iter().filter(|place| !is_right(place)) {
                let message = format!("`{word}` is not said {place_name}: write `{better}`");
                self.find(run, place, "word", message);
            }
        }
        for place in places(&run.text, "被").into_iter().filter(|place| !is_right(place)) {
            let message =
                "`被` is not needed with most verbs: write the text without it".to_owned();
            self.find(run, place, "passive", message);
        }
    }

    fn is_of_taiwan(&self) -> bool {
        self.file.locale().region.is_none_or(|region| region.as_str() == "TW")
    }

    fn check_marks(&mut self, run: &Run, chars: &[char]) {
        for (place, &c) in chars.iter().enumerate() {
            let better = match c {
                '“' | '‘' if self.script == Script::Traditional => Some("「"),
                '”' | '’' if self.script == Script::Traditional => Some("」"),
                '「' | '『' if self.script == Script::Simplified => Some("“"),
                '」' | '』' if self.script == Script::Simplified => Some("”"),
                _ => None,
            };
            if let Some(better) = better {
                let script = self.script.name();
                let message = format!("`{c}` is no mark of {script} texts: write `{better}`");
                self.find(run, place..place + 1, "mark", message);
            }
            if let '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' = c {
                let message = format!("`{c}` is full-width: write digits and letters half-width");
                self.find(run, place..place + 1, "full-width", message);
            }
            let wide = WIDE.iter().find(|(narrow, _)| *narrow == c);
            if let Some((_, wide)) = wide.filter(|_| is_beside_han(chars, place)) {
                let message = format!("`{c}` beside a Chinese character: write `{wide}`");
                self.find(run, place..place + 1, "half-width", message);
            }
        }
    }

    fn check_spaces(&mut self, run: &Run, chars: &[char]) {
        let is_latin = |c: char| c.is_ascii_alphanumeric();
        for (place, pair) in chars.windows(2).enumerate() {
            if let [a, b] = *pair
                && (is_han(a) && is_latin(b) || is_latin(a) && is_han(b))
            {
                let message = "no space between Chinese and Latin letters or digits: write one";
                self.find(run, place..place + 2, "missing-space", message.to_owned());
            }
        }
        for (place, _) in chars.iter().enumerate().filter(|(_, c)| **c == ' ') {
            let before = place.checked_sub(1).and_then(|before| chars.get(before)).copied();
            let after = chars.get(place + 1).copied();
            let is_edge = |c: Option<char>| c.is_some_and(|c| c == ' ' || is_full_width_mark(c));
            let is_between_han = before.zip(after).is_some_and(|(a, b)| is_han(a) && is_han(b));
            if is_edge(before) || after.is_some_and(is_full_width_mark) || is_between_han {
                let message = "a space is not needed here: take it out".to_owned();
                self.find(run, place..place + 1, "needless-space", message);
            }
        }
    }

    fn check_end(&mut self, run: &Run, chars: &[char], is_sentence: bool) {
        let Some((&last, before)) = chars.split_last().filter(|_| run.is_end) else { return };
        let place = before.len()..chars.len();
        match last {
            UNKNOWN => {}
            '.' | '。' if !is_sentence => {
                let message = "a short phrase has no full stop: take it out".to_owned();
                self.find(run, place, "stop", message);
            }
            // Beside a Chinese character it is told that it is half-width.
            '。' | '！' | '？' | '.' | '!' | '?' => {}
            _ if is_sentence => {
                let message = "a full sentence ends with a full stop: write `。`".to_owned();
                self.find(run, place, "no-stop", message);
            }
            _ => {}
        }
    }
}

/// Spaces are passed over.
fn is_beside_han(chars: &[char], place: usize) -> bool {
    let (before, after) = chars.split_at_checked(place).unwrap_or_default();
    let before = before.iter().rev().find(|c| **c != ' ');
    let after = after.iter().skip(1).find(|c| **c != ' ');
    [before, after].into_iter().flatten().any(|&c| is_han(c) || is_full_width_mark(c))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

fn is_full_width_mark(c: char) -> bool {
    "，。！：；（）、？《》…—“”‘’「」『』".contains(c)
}
