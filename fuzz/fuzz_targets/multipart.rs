//! Parts of a text: what comes out is what went in, in any order and with one lost; strange parts change nothing.

#![no_main]

use khyber_pass::limits::PARTS;
use khyber_pass::multipart::{Assembler, Parts, Recovery, split};
use khyber_pass::untrusted::inspect;
use khyber_pass::{SignedCredential, TrustBundle};
use libfuzzer_sys::fuzz_target;

// A line a part. Before a first line that says how many, the whole to be cut instead.
fuzz_target!(|text: &str| {
    match text.split_once('\n') {
        Some((count, whole)) if count.len() < 3 && count.parse::<usize>().is_ok() => {
            cut(whole, count.parse().unwrap_or_default());
        }
        _ => collect(text),
    }
    // A text of any kind is read as one kind at most.
    let kinds = [
        SignedCredential::parse(text).is_ok(),
        TrustBundle::from_text(text).is_ok(),
        Assembler::new().add(text).is_ok(),
    ];
    assert!(kinds.iter().filter(|kind| **kind).count() <= 1);
    assert_eq!(inspect(text).stopped_by().is_none(), kinds[0] && !text.contains("%20"));
});

fn cut(whole: &str, count: usize) {
    let Ok(parts) = split(whole, Parts::Count(count), Recovery::ParityPart) else {
        return;
    };
    assert_eq!(parts.len(), count + 1);
    for lost in 0..=count {
        let mut assembler = Assembler::new();
        for (_, part) in parts.iter().enumerate().rev().filter(|(at, _)| *at != lost) {
            assembler.add(part).unwrap();
        }
        assert_eq!(assembler.whole(), Some(whole));
        assert!(assembler.missing().is_empty());
    }
}

fn collect(text: &str) {
    let mut assembler = Assembler::new();
    for line in text.split('\n').take(64) {
        let before = (format!("{assembler:?}"), assembler.missing(), assembler.whole().map(str::to_owned));
        match assembler.add(line) {
            Ok(progress) => {
                assert!(progress.have <= progress.of && progress.of <= PARTS);
                assert_eq!(progress.is_complete(), assembler.whole().is_some());
                // What is complete stays as it is.
                assert!(before.2.is_none() || before.2.as_deref() == assembler.whole());
            }
            Err(error) if error.code().name() == "multipart.digest" => {
                assert_eq!(format!("{assembler:?}"), "Assembler");
            }
            Err(_) => {
                let after =
                    (format!("{assembler:?}"), assembler.missing(), assembler.whole().map(str::to_owned));
                assert_eq!(before, after);
            }
        }
    }
    // A whole can be cut again.
    if let Some(whole) = assembler.whole() {
        cut(whole, 1 + text.len() % PARTS);
    }
}
