//! Parts of a text: what comes out is what went in, in any order and with one lost; it hashes to the name of its set;
//! strange parts change nothing; memory is bounded whatever comes.

#![no_main]

use khyber_pass::limits::{PARTS, WHOLE_CHARS};
use khyber_pass::multipart::{Assembler, Parts, Recovery, split};
use khyber_pass::untrusted::inspect;
use khyber_pass::{SignedCredential, TrustBundle};
use libfuzzer_sys::fuzz_target;
use sha2::{Digest, Sha256};
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// What an assembler may hold: the values of all parts and of the one that repairs, the whole text, and as much again
/// because vectors grow by doubling.
const MOST_HELD: usize = 5 * WHOLE_CHARS;

// A line a part. Before a first line that says how many, and how many times over, the whole to be cut instead.
fuzz_target!(|text: &str| {
    match text.split_once('\n').and_then(|(head, whole)| Some((numbers(head)?, whole))) {
        Some(((count, times), whole)) => {
            let times = times.min(1 + (WHOLE_CHARS + 1) / whole.len().max(1));
            cut(&whole.repeat(times), count, text.len());
        }
        None => collect(text),
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

/// `3` or `3*200`.
fn numbers(head: &str) -> Option<(usize, usize)> {
    let (count, times) = head.split_once('*').unwrap_or((head, "1"));
    Some((count.parse().ok()?, times.parse().ok()?))
}

fn cut(whole: &str, count: usize, order: usize) {
    let Ok(parts) = split(whole, Parts::Count(count), Recovery::ParityPart) else {
        return;
    };
    assert_eq!(parts.len(), count + 1);
    assert_eq!(split(whole, Parts::Count(count), Recovery::None).as_deref(), Ok(&parts[..count]));
    for lost in 0..=count {
        // Some order: 17 is a prime, and there are at most so many parts.
        let mut queue: Vec<usize> = (0..=count).filter(|at| *at != lost).collect();
        queue.sort_by_key(|at| (at * (1 + order % 16) + order) % 17);
        let mut assembler = Assembler::new();
        for (done, at) in queue.iter().enumerate() {
            assert_eq!(assembler.whole(), None);
            let progress = assembler.add(&parts[*at]).unwrap();
            assert_eq!((progress.have, progress.of), (done + 1, count));
            // Once more does no harm, and a damaged copy is noticed.
            assert_eq!(assembler.add(&parts[*at]), Ok(progress));
            assert!(assembler.add(&damaged(&parts[*at], order)).is_err());
        }
        assert_eq!(assembler.whole(), Some(whole));
        assert!(assembler.missing().is_empty());
        // What was lost turns up: it fits, and its damaged copy does not.
        assert!(assembler.add(&parts[lost]).is_ok_and(|progress| progress.is_complete()));
        assert!(assembler.add(&damaged(&parts[lost], order)).is_err());
        assert_eq!(assembler.whole(), Some(whole));
    }
}

/// One character of the contents is another one.
fn damaged(part: &str, order: usize) -> String {
    let from = part.find(':').unwrap() + 1;
    let at = from + order % (part.len() - 1 - from);
    let other = if part.as_bytes()[at] == b'7' { "8" } else { "7" };
    format!("{}{other}{}", &part[..at], &part[at + 1..])
}

fn collect(text: &str) {
    let mut assembler = Assembler::new();
    let empty = HELD.load(Relaxed);
    for line in text.split('\n').take(64) {
        let before = (format!("{assembler:?}"), assembler.missing(), assembler.whole().map(str::to_owned));
        match assembler.add(line) {
            Ok(progress) => {
                assert!(progress.have <= progress.of && progress.of <= PARTS);
                assert_eq!(progress.is_complete(), assembler.whole().is_some());
                // What is complete stays as it is.
                assert!(before.2.is_none() || before.2.as_deref() == assembler.whole());
                let group = &line[line.find(':').unwrap() - 8..][..8];
                assert!(assembler.whole().is_none_or(|whole| group == named(whole)));
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
        drop(before);
        assert!(HELD.load(Relaxed).saturating_sub(empty) <= MOST_HELD);
    }
    // A whole can be cut again.
    if let Some(whole) = assembler.whole() {
        cut(whole, 1 + text.len() % PARTS, text.len());
    }
}

/// The name of the set of a text: the first 32 bits of its SHA-256.
fn named(whole: &str) -> String {
    Sha256::digest(whole).iter().take(4).map(|byte| format!("{byte:02X}")).collect()
}

/// The allocator of the system, and how many bytes are in use.
struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: every call is handed on as it is.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        HELD.fetch_add(layout.size(), Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(place, layout) }
    }
}
