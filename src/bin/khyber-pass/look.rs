//! `khyber-pass explain` and `khyber-pass lint`: look at a text or a document without believing it.

use khyber_pass::untrusted::{Form, Given, explain, lint};
use std::io::{self, Read, Write};
use std::process::ExitCode;
use std::{fs, io::Error};

/// Every byte with its meaning. The status says whether all of them have one, and every rule is kept.
pub fn explain_input(input: &Input) -> Result<ExitCode, Error> {
    let shown = explain(input.given());
    write!(io::stdout().lock(), "{shown}")?;
    let (rules, is_known) = (shown.lint(), shown.form() != Form::Unknown);
    // Of some things, such as a stored state, there are no rules that can be asked here.
    let is_kept = rules.is_in_order() || rules.checked().is_empty();
    Ok(status(shown.stopped_by().is_none() && is_known && is_kept))
}

/// Every rule and what came of it. The status says whether all of them are kept.
pub fn lint_input(input: &Input) -> Result<ExitCode, Error> {
    let seen = lint(input.given());
    write!(io::stdout().lock(), "{seen}")?;
    Ok(status(seen.is_in_order()))
}

fn status(is_in_order: bool) -> ExitCode {
    if is_in_order { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What was read.
pub enum Input {
    Text(String),
    Bytes(Vec<u8>),
}

impl Input {
    /// A file, or standard input for `-`. What reads as a text is one, without the end of its last line: editors add that.
    pub fn read(file: &str) -> Result<Self, Error> {
        Ok(match String::from_utf8(bytes_of(file)?) {
            Ok(text) if !text.trim_end_matches(['\r', '\n']).contains(char::is_control) => {
                Self::Text(without_line_end(&text).to_owned())
            }
            Ok(text) => Self::Bytes(text.into_bytes()),
            Err(error) => Self::Bytes(error.into_bytes()),
        })
    }

    /// The same, of hexadecimal digits with any white space between them.
    pub fn read_hex(file: &str) -> Result<Self, Error> {
        let digits: Vec<u8> = bytes_of(file)?.into_iter().filter(|c| !c.is_ascii_whitespace()).collect();
        let wrong = || Error::new(io::ErrorKind::InvalidData, "these are not bytes in hexadecimal digits");
        let digit = |c: &u8| char::from(*c).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let byte = |two: &[u8]| match two {
            [high, low] => Some(digit(high)? << 4 | digit(low)?),
            _ => None,
        };
        digits.chunks(2).map(byte).collect::<Option<_>>().map(Self::Bytes).ok_or_else(wrong)
    }

    fn given(&self) -> Given<'_> {
        match self {
            Self::Text(text) => text.into(),
            Self::Bytes(bytes) => bytes.into(),
        }
    }
}

fn bytes_of(file: &str) -> Result<Vec<u8>, Error> {
    if file != "-" {
        return fs::read(file);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn without_line_end(text: &str) -> &str {
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.strip_suffix('\r').unwrap_or(text)
}
