//! `khyber-pass vectors`: runs a folder, or answers lines.

use khyber_pass::vectors::{Suite, answer};
use std::io::{self, BufRead, Write};
use std::path::Path;
use std::process::ExitCode;
use std::{fs, io::Error};

/// Every vector of a folder, and a status that says whether all passed.
pub fn run(folder: &str, json: bool) -> Result<ExitCode, Error> {
    let suite = Suite::new(read(Path::new(folder))?);
    let summary = suite.run();
    let mut out = io::stdout().lock();
    if json {
        for outcome in summary.outcomes() {
            let line = serde_json::json!({
                "file": outcome.file, "passed": outcome.failure.is_none(), "why": outcome.failure,
            });
            writeln!(out, "{line}")?;
        }
    } else {
        write!(out, "{summary}")?;
    }
    Ok(if summary.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The line protocol on standard input and output.
pub fn answer_lines() -> Result<ExitCode, Error> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().split(b'\n') {
        let line = line?;
        if !line.trim_ascii().is_empty() {
            writeln!(out, "{}", answer(&String::from_utf8_lossy(&line)))?;
            out.flush()?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The files of the numbered folders and of `trust`, by their paths below the folder.
fn read(folder: &Path) -> Result<Vec<(String, String)>, Error> {
    let mut files = Vec::new();
    for part in sorted(folder)? {
        let name = part.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if part.is_dir() && (name == "trust" || name.starts_with(|c: char| c.is_ascii_digit())) {
            for file in sorted(&part)? {
                let path = format!("{name}/{}", file.file_name().unwrap_or_default().to_string_lossy());
                files.push((path, fs::read_to_string(&file)?));
            }
        }
    }
    Ok(files)
}

fn sorted(folder: &Path) -> Result<Vec<std::path::PathBuf>, Error> {
    let mut paths: Vec<_> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, Error>>()?;
    paths.sort();
    Ok(paths)
}
