//! A JSON parser, whose values borrow from the text where possible.
//!
//! `read` converts the values by hand, not by derived code, for two reasons: it reports every fault of a file with its
//! path, not only the first; and in the widget one small reader serves all types, where derived ones took 40 KB. The parser
//! is our own for its size and speed there: ARCHITECTURE.md has the figures of the libraries.

#![warn(clippy::string_slice)]

mod number;

use std::borrow::Cow;
use std::fmt;

use crate::report::Quoted;
use crate::text::part;
pub use number::Number;

/// How deep lists and objects may be nested: as deep as in `serde_json`.
const DEEPEST: usize = 128;

/// What is expected where no value starts.
const VALUE: &str = "a value of JSON";

/// A value of JSON.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Json<'a> {
    /// `null`, or nothing at all.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// Any number.
    Number(Number<'a>),
    /// A string.
    Text(Cow<'a, str>),
    /// An array.
    List(Vec<Self>),
    /// An object, in the order of the file.
    Object(Vec<(Cow<'a, str>, Self)>),
}

/// Why a text is not JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The place, in bytes.
    pub at: usize,
    /// Its line, from 1.
    pub line: usize,
    /// Its column, from 1, in characters.
    pub column: usize,
    /// What is there.
    pub found: String,
    /// What would be right.
    pub wanted: &'static str,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "found {} in line {}, column {}, wanted {}",
            self.found, self.line, self.column, self.wanted
        )
    }
}

impl std::error::Error for SyntaxError {}

impl<'a> Json<'a> {
    /// Reads a text of [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259). Half a surrogate pair becomes U+FFFD.
    ///
    /// # Errors
    /// The first place that is not JSON, or nested deeper than 128.
    pub fn parse(text: &'a str) -> Result<Self, SyntaxError> {
        let mut parser = Parser { text, at: 0 };
        let value = parser.value(0).and_then(|value| match parser.next() {
            None => Ok(value),
            Some(_) => Err("the end"),
        });
        value.map_err(|wanted| parser.error(wanted))
    }
}

/// As the file has it; a list or an object only as such.
impl fmt::Display for Json<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(number) => f.write_str(number.text()),
            Self::Text(text) => write!(f, "{}", Quoted(text)),
            Self::List(_) => f.write_str("a list"),
            Self::Object(_) => f.write_str("an object"),
        }
    }
}

impl<'a> Number<'a> {
    /// The number that a text is: as JSON writes it, and nothing else.
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut parser = Parser { text, at: 0 };
        let number = parser.number().ok()?;
        (parser.at == text.len()).then_some(number)
    }
}

/// A text, and how far it is read. A fault is what would be right at that place.
struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    /// The next byte.
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte after white space.
    fn next(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
        self.peek()
    }

    /// Goes past a byte, if it is the next.
    fn eat(&mut self, byte: u8) -> bool {
        let is_it = self.peek() == Some(byte);
        self.at += usize::from(is_it);
        is_it
    }

    /// Goes past bytes for as long as they are of a kind: how many there were.
    fn skip(&mut self, is_one: impl Fn(u8) -> bool) -> usize {
        let rest = &self.text.as_bytes()[self.at..];
        let count = rest.iter().position(|byte| !is_one(*byte)).unwrap_or(rest.len());
        self.at += count;
        count
    }

    fn value(&mut self, depth: usize) -> Result<Json<'a>, &'static str> {
        if depth > DEEPEST {
            return Err("lists and objects nested 128 deep at most");
        }
        match self.next() {
            Some(b'"') => self.string().map(Json::Text),
            Some(b'{') => self.object(depth),
            Some(b'[') => self.list(depth),
            Some(b'-' | b'0'..=b'9') => self.number().map(Json::Number),
            Some(b'n') => self.word("null", Json::Null),
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            _ => Err(VALUE),
        }
    }

    fn word(&mut self, word: &str, value: Json<'a>) -> Result<Json<'a>, &'static str> {
        if !self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
            return Err(VALUE);
        }
        self.at += word.len();
        Ok(value)
    }

    fn list(&mut self, depth: usize) -> Result<Json<'a>, &'static str> {
        let mut items = Vec::new();
        self.at += 1;
        if self.next() != Some(b']') {
            loop {
                items.push(self.value(depth + 1)?);
                // Most lists are written without white space.
                if !self.eat(b',') {
                    self.next();
                    if !self.eat(b',') {
                        break;
                    }
                }
            }
        }
        if self.eat(b']') { Ok(Json::List(items)) } else { Err("a comma, or the end of the list") }
    }

    fn object(&mut self, depth: usize) -> Result<Json<'a>, &'static str> {
        let mut entries = Vec::new();
        self.at += 1;
        if self.next() != Some(b'}') {
            loop {
                if self.next() != Some(b'"') {
                    return Err("a key in double quotes");
                }
                let key = self.string()?;
                self.next();
                if !self.eat(b':') {
                    return Err("a colon after the key");
                }
                entries.push((key, self.value(depth + 1)?));
                self.next();
                if !self.eat(b',') {
                    break;
                }
            }
        }
        if self.eat(b'}') { Ok(Json::Object(entries)) } else { Err("a comma, or the end of the object") }
    }

    fn number(&mut self) -> Result<Number<'a>, &'static str> {
        const WANTED: &str = "a number as JSON writes it";
        let start = self.at;
        self.eat(b'-');
        // No zero before other digits.
        if !self.eat(b'0') {
            self.digits(WANTED)?;
        }
        // Of a long transcript's hundred thousand numbers none goes on.
        if let Some(b'.' | b'e' | b'E') = self.peek() {
            if self.eat(b'.') {
                self.digits(WANTED)?;
            }
            if self.eat(b'e') || self.eat(b'E') {
                let _sign = self.eat(b'+') || self.eat(b'-');
                self.digits(WANTED)?;
            }
        }
        Ok(Number::new(part(self.text, start..self.at)))
    }

    fn digits(&mut self, wanted: &'static str) -> Result<(), &'static str> {
        let count = self.skip(|byte| byte.is_ascii_digit());
        if count > 0 { Ok(()) } else { Err(wanted) }
    }

    /// A string, from its first quotation mark.
    fn string(&mut self) -> Result<Cow<'a, str>, &'static str> {
        let mut whole = String::new();
        self.at += 1;
        loop {
            let start = self.at;
            self.skip(|byte| !matches!(byte, b'"' | b'\\' | 0..=0x1f));
            let part = part(self.text, start..self.at);
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(if whole.is_empty() { part.into() } else { (whole + part).into() });
                }
                Some(b'\\') => {
                    whole += part;
                    whole.push(self.escaped()?);
                }
                _ => return Err("the end of the string; a line's end in it is written \\n"),
            }
        }
    }

    /// The character that is written by an escape, from its backslash.
    fn escaped(&mut self) -> Result<char, &'static str> {
        const WANTED: &str = "an escape of JSON, such as \\n or \\u00e9; a backslash itself is written \\\\";
        self.at += 1;
        let c = match self.peek().ok_or(WANTED)? {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.unit().ok_or(WANTED)?;
                // The second half of a pair, if it follows.
                let before = self.at;
                if (0xd800..0xdc00).contains(&first) && self.eat(b'\\') && self.peek() == Some(b'u') {
                    match self.unit().ok_or(WANTED)? {
                        second @ 0xdc00..0xe000 => {
                            let both = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                            return Ok(char::from_u32(both).unwrap_or('\u{fffd}'));
                        }
                        _ => self.at = before,
                    }
                } else {
                    self.at = before;
                }
                return Ok(char::from_u32(first).unwrap_or('\u{fffd}'));
            }
            c @ (b'"' | b'\\' | b'/') => c.into(),
            _ => return Err(WANTED),
        };
        self.at += 1;
        Ok(c)
    }

    /// Four hexadecimal digits, from the `u` before them.
    fn unit(&mut self) -> Option<u32> {
        let digits = self.text.as_bytes().get(self.at + 1..self.at + 5)?;
        let unit = digits.iter().try_fold(0, |unit, c| Some(unit * 16 + char::from(*c).to_digit(16)?))?;
        self.at += 5;
        Some(unit)
    }

    /// What is next is wrong.
    fn error(&self, wanted: &'static str) -> SyntaxError {
        let (before, after) = (part(self.text, ..self.at), part(self.text, self.at..));
        let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        let found = match after.chars().next() {
            None => "the end".into(),
            Some(c) if c.is_control() => "a control character".into(),
            Some(c) => format!("`{c}`"),
        };
        SyntaxError { at: self.at, line, column, found, wanted }
    }
}

#[cfg(test)]
mod tests;
