//! The command `khyber-pass`. Each subcommand has a file of its own.

#![forbid(unsafe_code)]

mod look;
mod vectors;

use std::process::ExitCode;

const USAGE: &str = "\
usage:
  khyber-pass explain [--hex] FILE          say what every byte of a text or a document means
  khyber-pass lint [--hex] FILE             say which rules of the specification it keeps
  khyber-pass vectors run FOLDER [--json]   answer every test vector of a folder, and compare
  khyber-pass vectors answer                answer questions, one JSON object a line

FILE is - for standard input. With --hex it holds hexadecimal digits. Nothing is verified by either command, and
what they print can be personal data.

status: 0 all is in order, 1 something is not, 2 the command could not be carried out
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["explain", file] => look::Input::read(file).and_then(|input| look::explain_input(&input)),
        ["explain", "--hex", file] => {
            look::Input::read_hex(file).and_then(|input| look::explain_input(&input))
        }
        ["lint", file] => look::Input::read(file).and_then(|input| look::lint_input(&input)),
        ["lint", "--hex", file] => look::Input::read_hex(file).and_then(|input| look::lint_input(&input)),
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
