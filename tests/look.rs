//! The commands `khyber-pass explain` and `khyber-pass lint`: what they read, and their status.

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_khyber-pass"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn status(arguments: &[&str], input: &[u8]) -> i32 {
    run(arguments, input).status.code().unwrap()
}

#[test]
fn the_status_says_whether_all_is_in_order() {
    let text = std::fs::read("examples/data/adult.txt").unwrap();
    let list = std::fs::read("examples/data/list.cbor").unwrap();
    let digits: String = list.iter().map(|byte| format!("{byte:02X} ")).collect();
    let line = [&text[..], b"\r\n"].concat();
    for command in ["explain", "lint"] {
        assert_eq!(status(&[command, "examples/data/adult.txt"], b""), 0);
        assert_eq!(status(&[command, "-"], &line), 0, "a line has an end");
        assert_eq!(status(&[command, "-"], &[&text[..], b"\n\n"].concat()), 1, "two line ends");
        assert_eq!(status(&[command, "-"], &list), 0);
        assert_eq!(status(&[command, "--hex", "-"], digits.as_bytes()), 0);
        assert_eq!(status(&[command, "-"], b"KP1:NCFO"), 1);
        assert_eq!(status(&[command, "-"], &list[..100]), 1);
        assert_eq!(status(&[command, "--hex", "-"], b"d2 84 4"), 2, "half a byte");
        assert_eq!(status(&[command, "--hex", "-"], b"KP1:"), 2);
        assert_eq!(status(&[command, "no such file"], b""), 2);
        assert_eq!(status(&[command], b""), 2);
    }
    // What has no rules can be explained.
    assert_eq!(status(&["explain", "--hex", "-"], b"a3 01 01 02 80 03 80"), 0);
    assert_eq!(status(&["lint", "--hex", "-"], b"a3 01 01 02 80 03 80"), 1);
    assert_eq!(status(&["explain", "--hex", "-"], b"01"), 1);
}

#[test]
fn they_print_what_the_library_does() {
    let text = std::fs::read_to_string("examples/data/adult.txt").unwrap();
    let printed = |command| String::from_utf8(run(&[command, "-"], text.as_bytes()).stdout).unwrap();
    assert_eq!(printed("explain"), khyber_pass::untrusted::explain(&text).to_string());
    assert_eq!(printed("lint"), khyber_pass::untrusted::lint(&text).to_string());
}
