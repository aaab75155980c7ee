//! The command `khyber-pass`. Each subcommand has a file of its own.

#![forbid(unsafe_code)]

mod vectors;

use std::process::ExitCode;

const USAGE: &str = "\
usage:
  khyber-pass vectors run FOLDER [--json]   answer every test vector of a folder, and compare
  khyber-pass vectors answer                answer questions, one JSON object a line
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["vectors", "run", folder] => vectors::run(folder, false),
        ["vectors", "run", folder, "--json"] | ["vectors", "run", "--json", folder] => {
            vectors::run(folder, true)
        }
        ["vectors", "answer"] => vectors::answer_lines(),
        ["--help" | "-h" | "help"] => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("khyber-pass: {error}");
            ExitCode::from(2)
        }
    }
}
