//! Any text. The verifier and the inspector read alike, and a text has one spelling.

#![no_main]

use khyber_pass::SignedCredential;
use khyber_pass::untrusted::inspect;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let seen = inspect(text);
    match SignedCredential::parse(text) {
        Ok(signed) if !signed.is_repaired() => {
            let message = seen.message().expect("a message was read");
            assert!(seen.stopped_by().is_none());
            assert_eq!(message.untrusted_kid(), Some(signed.kid()));
            assert_eq!(message.envelope(), signed.envelope());
            let others = [format!("{text} "), format!(" {text}"), format!("{text}0"), text.to_lowercase()];
            assert!(others.iter().all(|other| SignedCredential::parse(other).is_err()));
        }
        Ok(_) => assert!(text.contains("%20") && seen.stopped_by().is_some()),
        Err(refused) => {
            let stopped = seen.stopped_by().expect("the inspector stops where the verifier does");
            assert_eq!(stopped.code(), refused.code());
        }
    }
    // What is shown cannot forge a line.
    let steering =
        |c| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}');
    assert!(!seen.to_string().contains(|c: char| (c.is_control() && c != '\n') || steering(c)));
});
