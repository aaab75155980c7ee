//! Any text and any bytes. Every byte of every layer is told once, what is told cannot forge a line, and the rules that are
//! broken are those for which the readers refuse.

#![no_main]

use khyber_pass::limits::EXPLANATION_LINES;
use khyber_pass::untrusted::{Form, Given, explain, lint};
use khyber_pass::{PinnedRoot, SignedCredential, TrustBundle};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    told_once(bytes.into());
    let refused = lint(bytes).refused_by();
    match lint(bytes).form() {
        Form::Root => assert_eq!(refused, PinnedRoot::from_bytes(bytes).err().map(|error| error.code())),
        Form::Bundle => assert_eq!(refused, TrustBundle::from_bytes(bytes).err().map(|error| error.code())),
        _ => {}
    }
    let Ok(text) = core::str::from_utf8(bytes) else { return };
    told_once(text.into());
    let refused = lint(text).refused_by();
    match SignedCredential::parse(text) {
        Ok(_) => assert!(refused.is_none_or(|code| code.name().starts_with("claims."))),
        Err(error) => assert_eq!(refused, Some(error.code())),
    }
});

fn told_once(given: Given<'_>) {
    let shown = explain(given);
    let mut lines = 0;
    for layer in shown.layers() {
        let mut at = 0;
        for line in layer.lines() {
            assert_eq!(line.offset(), at);
            at += line.length();
        }
        assert_eq!(at, layer.untrusted_bytes().len());
        lines += layer.lines().len();
    }
    assert!(lines <= EXPLANATION_LINES + shown.layers().len());
    let steering =
        |c| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}');
    assert!(!shown.to_string().contains(|c: char| (c.is_control() && c != '\n') || steering(c)));
}
