//! Message files from the grammar of Fluent. Most of them are valid.

#![no_main]

mod file;
mod values;

use arbitrary::{Arbitrary, Result, Unstructured};
use fluent_bundle::{FluentArgs, FluentValue};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: Input| {
    let names = ["a", "b", "c"].into_iter();
    let args: FluentArgs<'_> = names.zip(input.values.iter().map(Value::as_fluent)).collect();
    file::check(input.file.0.as_bytes(), &args);
});

#[derive(Arbitrary, Debug)]
struct Input {
    values: [Value; 3],
    file: File,
}

#[derive(Arbitrary, Debug)]
enum Value {
    Missing,
    Count(u8),
    Number(f64),
    /// A number with a number of decimals, which Fluent keeps.
    Written(f64, u8),
    Text(String),
}

impl Value {
    fn as_fluent(&self) -> FluentValue<'_> {
        match self {
            Self::Missing => FluentValue::None,
            Self::Count(number) => number.into(),
            Self::Number(number) => number.into(),
            Self::Written(number, decimals) => {
                let written = format!("{number:.*}", usize::from(*decimals));
                FluentValue::try_number(&written).into_owned()
            }
            Self::Text(text) => text.into(),
        }
    }
}

/// The text of a file.
#[derive(Debug)]
struct File(String);

impl<'a> Arbitrary<'a> for File {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let mut writer = Writer { u, text: String::new(), messages: 0, is_in_term: false };
        writer.file()?;
        Ok(Self(writer.text))
    }
}

/// The maximum depth of nested select expressions: one more than the limit.
const MAX_DEPTH: usize = 9;

struct Writer<'u, 'a> {
    u: &'u mut Unstructured<'a>,
    text: String,
    /// The number of messages so far. References go back, so there are no cycles.
    messages: usize,
    is_in_term: bool,
}

impl Writer<'_, '_> {
    fn file(&mut self) -> Result<()> {
        if self.rarely(32)? {
            self.text.push('\u{FEFF}');
        }
        self.one_of(&["-t = Term\n .kind = b\n", "-t = {\"\"}\n .kind = {-s}\n-s = few\n"])?;
        while !self.u.is_empty() && self.messages < 32 {
            self.comment()?;
            self.entry()?;
            // Syntax errors.
            if self.rarely(64)? {
                let wrong = ["\t", "　", "{{", "}", "\"", "＝", "\r", "\u{202E}", "[", "404 = a\n"];
                self.one_of(&wrong)?;
            }
            self.end_line()?;
        }
        if !self.rarely(64)? {
            self.text.push('\n');
        }
        Ok(())
    }

    fn comment(&mut self) -> Result<()> {
        self.one_of(&["", "", "# a 中\n", "\n## b\n\n", "###\n", "   \n", "#\n# c\r\n"])
    }

    fn entry(&mut self) -> Result<()> {
        self.is_in_term = self.rarely(8)?;
        let (hyphen, id) = if self.is_in_term { ("-term-", 0) } else { ("status-", 400) };
        self.text += &format!("{hyphen}{}", id + self.messages);
        self.one_of(&[" = ", "=", " =", "  =  "])?;
        self.pattern(0)?;
        for name in ["reason", "advice", "advice-fallback", "kind"] {
            if self.rarely(4)? {
                self.end_line()?;
                self.one_of(&[" .", ".", "\n    ."])?;
                self.text += name;
                self.text += " = ";
                self.pattern(0)?;
            }
        }
        self.messages += usize::from(!self.is_in_term);
        Ok(())
    }

    /// Writes a pattern with at least one element.
    fn pattern(&mut self, depth: usize) -> Result<()> {
        self.one_of(&["", "", "\n    ", "\n\n  ", "\r\n "])?;
        loop {
            match self.u.int_in_range(0..=9)? {
                0..=3 => self.words()?,
                4 => self.one_of(&["\n    and", "\n\n      on", "\r\n  .\"", "\n {\"[\"}"])?,
                5..=7 => self.placeable()?,
                _ if depth < MAX_DEPTH => self.select_expression(depth + 1)?,
                _ => self.words()?,
            }
            if !self.rarely(2)? {
                return Ok(());
            }
        }
    }

    fn words(&mut self) -> Result<()> {
        if self.rarely(64)? {
            self.text += &"long ".repeat(self.u.int_in_range(0..=1000)?);
        }
        self.one_of(&[
            "a",
            "中文：",
            " = ",
            "x [y] *z",
            "\\u",
            "#",
            "’s",
            "A-b. ",
            "-> ",
            "👩\u{200D}💻",
        ])
    }

    fn placeable(&mut self) -> Result<()> {
        self.one_of(&["{", "{ ", "{\n  "])?;
        self.inline()?;
        self.one_of(&["}", " }", "\r\n}"])
    }

    fn inline(&mut self) -> Result<()> {
        match self.u.int_in_range(0..=9)? {
            0..=3 if !self.is_in_term => self.one_of(&["$a", "$b", "$c", "$d"]),
            4 => self.one_of(&["1", "-1.50", "0.0", "123456789012345"]),
            5..=6 if self.messages > 0 && !self.is_in_term => {
                let target = self.u.int_in_range(1..=self.messages)?;
                self.text += &format!("status-{}", 400 + self.messages - target);
                self.one_of(&["", "", ".reason"])
            }
            7 => {
                self.text += "-t";
                Ok(())
            }
            // Most of these are errors.
            8 if self.rarely(8)? => self.one_of(&[
                "",
                "{x}",
                "F()",
                "-t.kind",
                "-t(a: 1)",
                "status-400",
                "-s",
                "“”",
                "1.",
                "$1",
            ]),
            _ => self.quoted(),
        }
    }

    fn quoted(&mut self) -> Result<()> {
        self.text.push('"');
        while self.rarely(2)? {
            if self.rarely(16)? {
                // Half of these are not code points.
                let number: u32 = self.u.int_in_range(0..=0x11_FFFF)?;
                self.text += &format!("\\U{number:06X}");
            }
            self.one_of(&[
                "a",
                "{",
                "}",
                "\\\\",
                "\\\"",
                "\\u4E2D",
                "\\U01F600",
                " ",
                "中",
                "\\u00A0",
            ])?;
        }
        self.text.push('"');
        Ok(())
    }

    fn select_expression(&mut self, depth: usize) -> Result<()> {
        let selectors: &[_] = match self.is_in_term {
            true => &["-t.kind"],
            false => &["$a", "$b", "$c", "-t.kind", "$d"],
        };
        self.text += "{ ";
        match self.rarely(64)? {
            true => self.inline()?,
            false => self.one_of(selectors)?,
        }
        self.one_of(&[" ->", " -> ", "\n->"])?;
        while self.rarely(2)? {
            self.end_line()?;
            self.one_of(&[
                " [one] ",
                "[0]",
                " [few]",
                "[ other ]\n  ",
                "[b] ",
                "[-1.5]",
                "[two]",
                "[2.0]",
            ])?;
            self.pattern(depth)?;
        }
        self.end_line()?;
        if !self.rarely(64)? {
            self.one_of(&[" *[other] ", "*[b]"])?;
            self.pattern(depth)?;
            self.end_line()?;
        }
        self.one_of(&[" }", "}"])
    }

    fn end_line(&mut self) -> Result<()> {
        self.one_of(&["\n", "\n", "\r\n"])
    }

    /// Returns `true` once in `times`, and `false` at the end of the input.
    fn rarely(&mut self, times: u8) -> Result<bool> {
        Ok(!self.u.ratio(times - 1, times)?)
    }

    fn one_of(&mut self, texts: &[&str]) -> Result<()> {
        self.text += self.u.choose(texts)?;
        Ok(())
    }
}
