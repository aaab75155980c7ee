//! One text as several parts: any order, any number of times, one of them lost, and nothing by halves.

use khyber_pass::multipart::{Assembler, MultipartError, Parts, Recovery, split};
use khyber_pass::{Class, Code, SignedCredential, limits};
use proptest::prelude::*;
use sha2::Digest;

/// `KPT:DFG` is the text of a bundle with one empty document.
const TEXT: &str = "KPT:DFG";

fn parts(text: &str, count: usize) -> Vec<String> {
    split(text, Parts::Count(count), Recovery::ParityPart).unwrap()
}

fn whole<'a>(parts: impl IntoIterator<Item = &'a String>) -> Option<String> {
    let mut assembler = Assembler::new();
    for part in parts {
        let _ = assembler.add(part);
    }
    assembler.whole().map(str::to_owned)
}

#[test]
fn the_example_of_the_specification() {
    let parts = parts(TEXT, 3);
    let spec = include_str!("../src/spec/5-trust.md");
    assert!(spec.contains(&parts.join("\n")), "write into 5.11:\n{}", parts.join("\n"));
    assert_eq!(split(TEXT, Parts::Count(3), Recovery::None).unwrap(), parts[..3]);
}

#[test]
fn every_count_and_every_loss() {
    for count in 1..=limits::PARTS {
        let parts = parts(TEXT, count);
        assert_eq!(parts.len(), count + 1);
        assert_eq!(whole(&parts[..count]), Some(TEXT.to_owned()));
        for lost in 0..=count {
            let rest = || parts.iter().enumerate().filter(move |(at, _)| *at != lost);
            assert_eq!(whole(rest().map(|(_, part)| part)), Some(TEXT.to_owned()), "{count}, {lost}");
            for second in (0..=count).filter(|second| *second != lost) {
                let rest = rest().filter(|(at, _)| *at != second).map(|(_, part)| part);
                assert_eq!(whole(rest), None, "{count}, {lost}, {second}");
            }
        }
    }
}

#[test]
fn progress_counts_different_parts() {
    let parts = parts(TEXT, 3);
    let mut assembler = Assembler::new();
    assert_eq!((assembler.missing(), format!("{assembler:?}")), (vec![], "Assembler".to_owned()));
    let mut add = |part: &String| {
        let progress = assembler.add(part).unwrap();
        (progress.have, progress.of, progress.is_complete(), assembler.missing())
    };
    assert_eq!(add(&parts[1]), (1, 3, false, vec![1, 3]));
    assert_eq!(add(&parts[1]), (1, 3, false, vec![1, 3]));
    assert_eq!(add(&parts[3]), (2, 3, false, vec![1, 3]));
    assert_eq!(add(&parts[0]), (3, 3, true, vec![]));
    // Complete already: the rest does no harm.
    assert_eq!(add(&parts[2]), (3, 3, true, vec![]));
    assert_eq!(add(&parts[3]), (3, 3, true, vec![]));
    assert_eq!(assembler.whole(), Some(TEXT));
    assert_eq!(format!("{assembler:?}"), "Assembler(3 of 3)");
}

#[test]
fn each_fault_of_a_part_has_its_own_error() {
    use MultipartError as E;
    let long = format!("KP1T/1/2/0123ABCD:{}:", "0".repeat(4_278));
    let rows = [
        ("", E::Prefix, "multipart.prefix"),
        ("KPT:DFG", E::Prefix, "multipart.prefix"),
        ("kp1t/1/2/0123ABCD:A", E::Prefix, "multipart.prefix"),
        (" KP1T/1/2/0123ABCD:A", E::Prefix, "multipart.prefix"),
        ("KP1T/", E::Head, "multipart.malformed"),
        ("KP1T/1/2/0123ABCD", E::Head, "multipart.malformed"),
        ("KP1T/1/2:A:", E::Head, "multipart.malformed"),
        ("KP1T/1/2/0123ABCD/:A:", E::Head, "multipart.malformed"),
        ("KP1T/1/2/0123abcd:A:", E::Head, "multipart.malformed"),
        ("KP1T/1/2/+123ABCD:A:", E::Head, "multipart.malformed"),
        ("KP1T/1/2/123ABCD:A:", E::Head, "multipart.malformed"),
        ("KP1T/01/2/0123ABCD:A:", E::Head, "multipart.malformed"),
        ("KP1T/+1/2/0123ABCD:A:", E::Head, "multipart.malformed"),
        ("KP1T/1/02/0123ABCD:A:", E::Head, "multipart.malformed"),
        ("KP1T//2/0123ABCD:A:", E::Head, "multipart.malformed"),
        ("KP1T/1/100/0123ABCD:A:", E::Head, "multipart.malformed"),
        ("KP1T/p/2/0123ABCD:A:", E::Head, "multipart.malformed"),
        ("KP1T/\u{661}/2/0123ABCD:A:", E::Head, "multipart.malformed"),
        ("KP1T/1/0/0123ABCD:A:", E::Count { found: 0, limit: 16 }, "multipart.range"),
        ("KP1T/1/17/0123ABCD:A:", E::Count { found: 17, limit: 16 }, "multipart.range"),
        ("KP1T/0/2/0123ABCD:A:", E::Range { index: 0, count: 2 }, "multipart.range"),
        ("KP1T/3/2/0123ABCD:A:", E::Range { index: 3, count: 2 }, "multipart.range"),
        ("KP1T/1/2/0123ABCD:", E::End, "multipart.malformed"),
        ("KP1T/1/2/0123ABCD:A", E::End, "multipart.malformed"),
        ("KP1T/1/2/0123ABCD:A:\n", E::End, "multipart.malformed"),
        ("KP1T/1/2/0123ABCD::", E::Empty, "multipart.malformed"),
        ("KP1T/1/2/0123ABCD:Aa:", E::Character { at: 19 }, "multipart.malformed"),
        ("KP1T/1/2/0123ABCD:A\n:", E::Character { at: 19 }, "multipart.malformed"),
        (&long, E::TooLong { found: 4_297, limit: 4_296 }, "multipart.size"),
    ];
    for (text, expected, code) in rows {
        let mut assembler = Assembler::new();
        let error = assembler.add(text).unwrap_err();
        assert_eq!(error, expected, "{text:.40}");
        assert_eq!((error.code().name(), error.code().class()), (code, Class::Error));
        assert_eq!(format!("{assembler:?}"), "Assembler", "{text:.40} changed something");
    }
    // Sixteen parts of the longest chunk are more than the longest text.
    let most = |chars: usize| Assembler::new().add(&format!("KP1T/1/16/0123ABCD:{}:", "0".repeat(chars)));
    assert!(most(4_097).is_ok());
    assert_eq!(most(4_098), Err(E::TooLong { found: 65_568, limit: 65_552 }));
}

#[test]
fn what_does_not_go_together_is_refused_and_changes_nothing() {
    use MultipartError as E;
    let parts = parts(TEXT, 3);
    let (group, chunk) = (&parts[0][9..17], &parts[0][18..21]);
    let other = format!("KP1T/2/3/{:08X}:{chunk}:", u32::from_str_radix(group, 16).unwrap() ^ 1);
    let rows = [
        (other, E::OtherSet, "multipart.other-set"),
        (format!("KP1T/2/4/{group}:{chunk}:"), E::OtherCount { found: 4, wanted: 3 }, "multipart.conflict"),
        (format!("KP1T/2/3/{group}:{chunk}A:"), E::OtherLength { found: 4, wanted: 3 }, "multipart.conflict"),
        (format!("KP1T/2/3/{group}:A:"), E::OtherLength { found: 1, wanted: 3 }, "multipart.conflict"),
        (format!("KP1T/1/3/{group}:AAA:"), E::OtherContent, "multipart.conflict"),
        ("HC1:NCF".to_owned(), E::Prefix, "multipart.prefix"),
    ];
    for (text, expected, code) in rows {
        let mut assembler = Assembler::new();
        assembler.add(&parts[0]).unwrap();
        assert_eq!(assembler.add(&text), Err(expected), "{text}");
        assert_eq!(expected.code().name(), code);
        assert_eq!(format!("{assembler:?}"), "Assembler(1 of 3)", "{text} changed something");
        assembler.add(&parts[1]).unwrap();
        assert!(assembler.add(&parts[2]).unwrap().is_complete());
        assert_eq!(assembler.add(&text), Err(expected), "{text}");
        assert_eq!(assembler.whole(), Some(TEXT));
        // What was never read is known too.
        assert_eq!(assembler.add(&format!("KP1T/P/3/{group}:AAA:")), Err(E::OtherContent));
    }
}

#[test]
fn a_set_that_does_not_fit_together_is_forgotten() {
    let good = parts(TEXT, 3);
    let mut bad = good.clone();
    assert!(bad[1].ends_with("DF:"));
    bad[1] = bad[1].replace("DF:", "DE:");
    let mut assembler = Assembler::new();
    assembler.add(&bad[0]).unwrap();
    assembler.add(&bad[1]).unwrap();
    assert_eq!(assembler.add(&bad[2]), Err(MultipartError::Digest));
    assert_eq!((assembler.whole(), format!("{assembler:?}")), (None, "Assembler".to_owned()));
    for part in &good {
        assembler.add(part).unwrap();
    }
    assert_eq!(assembler.whole(), Some(TEXT));
}

/// The end mark has one place: a set with more padding than its count, or with no text, is none.
#[test]
fn padding_has_one_spelling() {
    let group = &parts(TEXT, 1)[0][9..17];
    let one = |chunk: &str| Assembler::new().add(&format!("KP1T/1/1/{group}:{chunk}:")).map(|p| p.have);
    assert_eq!(one("KPT:DFG:"), Ok(1));
    for chunk in ["KPT:DFG:0", "KPT:DFG", "KPT:DFG::", ":", "0", "00000000"] {
        assert_eq!(one(chunk), Err(MultipartError::Digest), "{chunk}");
    }
}

/// Sixteen parts have room for fifteen characters more than a text may have.
#[test]
fn a_whole_of_too_many_characters_is_refused() {
    let join = |length: usize| {
        let text = "A".repeat(length);
        let digest = sha2::Sha256::digest(&text);
        let group = format!("{:08X}", u32::from_be_bytes(digest[..4].try_into().unwrap()));
        let padded = text + ":" + &"0".repeat(16 * 4_097 - 1 - length);
        let mut assembler = Assembler::new();
        let chunks = padded.as_bytes().chunks(4_097).map(|chunk| std::str::from_utf8(chunk).unwrap());
        let add = |(at, chunk)| assembler.add(&format!("KP1T/{}/16/{group}:{chunk}:", at + 1));
        chunks.enumerate().map(add).last().unwrap().map(|progress| progress.have)
    };
    assert_eq!(join(65_536), Ok(16));
    assert_eq!(join(65_537), Err(MultipartError::Digest));
}

#[test]
fn a_writer_keeps_the_limits() {
    use MultipartError as E;
    let cut = |text: &str, parts| split(text, parts, Recovery::None).map(|parts| parts.len());
    assert_eq!(cut("", Parts::Count(1)), Err(E::Empty));
    assert_eq!(cut("KP1:a", Parts::Count(1)), Err(E::Character { at: 4 }));
    assert_eq!(cut(TEXT, Parts::Count(0)), Err(E::Count { found: 0, limit: 16 }));
    assert_eq!(cut(TEXT, Parts::Count(17)), Err(E::Count { found: 17, limit: 16 }));
    assert_eq!(cut(TEXT, Parts::MaxChars(0)), Err(E::TooShort { chars: 0, limit: 16 }));
    assert_eq!(cut(TEXT, Parts::MaxChars(19)), Err(E::TooShort { chars: 19, limit: 16 }));
    assert_eq!(cut(TEXT, Parts::MaxChars(20)), Ok(8));
    assert_eq!(cut(TEXT, Parts::MaxChars(usize::MAX)), Ok(1));
    let text = "0".repeat(65_537);
    assert_eq!(cut(&text, Parts::Count(16)), Err(E::TooLong { found: 65_537, limit: 65_536 }));
    assert_eq!(cut(&text[1..], Parts::Count(15)), Err(E::TooLong { found: 4_391, limit: 4_296 }));
    assert_eq!(cut(&text[1..], Parts::MaxChars(9_999)), Ok(16));
    let parts = split(&text[1..], Parts::Count(16), Recovery::ParityPart).unwrap();
    assert_eq!(whole(&parts[1..]), Some(text[1..].to_owned()));
}

/// A part at the desk for credentials.
#[test]
fn a_part_is_no_credential() {
    let desk = |text: &str| SignedCredential::parse(text).unwrap_err().code();
    assert_eq!(desk(&parts(TEXT, 3)[0]), Code::PurposeNotACredential);
    assert_eq!(desk("KP1T/4/3/0123ABCD:A:"), Code::EnvelopeForeign);
}

fn any_text() -> impl Strategy<Value = String> {
    "[A-Z0-9 $%*+./:-]{1,300}"
}

proptest! {
    #[test]
    fn any_order_and_duplicates(text in any_text(), count in 1_usize..=16, order in prop::collection::vec(0_usize..17, 60), parity in any::<bool>()) {
        let recovery = if parity { Recovery::ParityPart } else { Recovery::None };
        let parts = split(&text, Parts::Count(count), recovery).unwrap();
        let shuffled = order.iter().map(|at| &parts[at % parts.len()]);
        prop_assert_eq!(whole(shuffled.chain(&parts)), Some(text));
    }

    #[test]
    fn as_few_parts_as_fit(text in any_text(), chars in 40_usize..400) {
        let parts = split(&text, Parts::MaxChars(chars), Recovery::ParityPart).unwrap();
        prop_assert!(parts.iter().all(|part| part.len() <= chars && part.bytes().all(|b| b.is_ascii())));
        if parts.len() > 2 {
            let fewer = split(&text, Parts::Count(parts.len() - 2), Recovery::None).unwrap();
            prop_assert!(fewer.iter().any(|part| part.len() > chars));
        }
        prop_assert_eq!(whole(&parts), Some(text));
    }

    #[test]
    fn one_lost_is_repaired_and_two_are_not(text in any_text(), count in 1_usize..=16, lost in 0_usize..17, second in 0_usize..17) {
        let mut parts = parts(&text, count);
        parts.remove(lost % parts.len());
        prop_assert_eq!(whole(&parts), Some(text));
        parts.remove(second % parts.len());
        prop_assert_eq!(whole(&parts), None);
    }

    /// Whatever is done to one character, what comes out is the text or nothing.
    #[test]
    fn a_changed_character_never_comes_out(text in any_text(), count in 1_usize..=16, part in 0_usize..17, at in 0_usize..400, to in "[A-Z0-9 $%*+./:-]", repairs in any::<bool>()) {
        let mut parts = parts(&text, count);
        if !repairs {
            parts.pop();
        }
        let part = part % parts.len();
        let at = at % parts[part].len();
        let same = parts[part].get(at..=at) == Some(&*to);
        parts[part].replace_range(at..=at, &to);
        let found = whole(&parts);
        prop_assert!(found.is_none() || found == Some(text.clone()));
        prop_assert!(!same || found == Some(text));
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,60}", head in "[0-9P]{0,3}/[0-9]{0,3}/[0-9A-F]{0,9}:?", tail in "[A-Z0-9 $%*+./:-]{0,60}") {
        let mut assembler = Assembler::new();
        for text in [&text, &format!("KP1T/{text}"), &format!("KP1T/{head}{tail}")] {
            let _ = assembler.add(text);
            let _ = split(text, Parts::Count(3), Recovery::ParityPart);
        }
    }
}
