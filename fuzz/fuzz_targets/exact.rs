//! Changes of genuine texts, in the text or inside the message. Whatever is accepted is, byte for byte, a message
//! that was signed.

#![no_main]

#[path = "../../tests/common/mod.rs"]
mod common;
mod forge;

use common::{PROVINCE, five_years, key, now, people, verifier};
use khyber_pass::untrusted::inspect;
use khyber_pass::{Issuer, ServiceCode, Verifier};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static DESK: LazyLock<Verifier> = LazyLock::new(|| verifier(ServiceCode::IDENTITY));

/// The texts of three people, each in both envelopes, with the message inside.
static GENUINE: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let issuer = Issuer::new("PK-KP", key(PROVINCE)).unwrap();
    let drafts = [people::p1(five_years()), people::p2(five_years()), people::p6(five_years())];
    let texts = drafts.into_iter().flat_map(|draft| {
        let text = issuer.issue(&draft.unwrap()).unwrap();
        [
            (text.as_str().to_owned(), text.message().to_vec()),
            (text.to_bare_claim169().unwrap(), text.message().to_vec()),
        ]
    });
    texts.inspect(|(text, _)| assert!(DESK.verify_at(text, now()).is_ok())).collect()
});

// The first byte chooses the text, the second the layer; then three bytes a change: where, where, how.
fuzz_target!(|data: &[u8]| {
    let Some(((which, layer), changes)) = data
        .split_first()
        .and_then(|(which, rest)| Some((which, rest.split_first()?)))
        .map(|(which, (layer, changes))| ((which, layer), changes))
    else {
        return;
    };
    let (text, message) = &GENUINE[usize::from(*which) % GENUINE.len()];
    match layer % 3 {
        0 => text_changed(text, message, changes),
        1 => accepted_as(&forge::text(&changed(message, changes)), message),
        _ => accepted_as(&forge::text(&cut(message, changes)), message),
    }
});

/// Characters are replaced by others of the alphabet, so that more than the first look is asked.
fn text_changed(text: &str, message: &[u8], changes: &[u8]) {
    let mut characters: Vec<u8> = text.bytes().collect();
    for (at, how) in places(changes, characters.len()) {
        characters[at] = forge::ALPHABET[usize::from(how) % forge::ALPHABET.len()];
    }
    accepted_as(&String::from_utf8(characters).unwrap(), message);
}

fn changed(message: &[u8], changes: &[u8]) -> Vec<u8> {
    let mut bytes = message.to_vec();
    places(changes, bytes.len()).for_each(|(at, how)| bytes[at] ^= how);
    bytes
}

/// Bytes are taken out, or others put in.
fn cut(message: &[u8], changes: &[u8]) -> Vec<u8> {
    let mut bytes = message.to_vec();
    for (at, how) in places(changes, message.len()) {
        match how {
            0..128 if at < bytes.len() => drop(bytes.remove(at)),
            _ => bytes.insert(at.min(bytes.len()), how),
        }
    }
    bytes.truncate(2_500);
    bytes
}

fn places(changes: &[u8], length: usize) -> impl Iterator<Item = (usize, u8)> {
    let change = move |three: &[u8]| match three {
        [high, low, how] => Some((usize::from(u16::from_be_bytes([*high, *low])) % length, *how)),
        _ => None,
    };
    changes.chunks(3).take(64).filter_map(change)
}

fn accepted_as(text: &str, signed: &[u8]) {
    let seen = inspect(text);
    let same = seen.message().is_some_and(|message| message.untrusted_bytes() == signed);
    match DESK.verify_at(text, now()) {
        Ok(_) => assert!(same, "{text}"),
        Err(refused) => assert!(!same || seen.stopped_by().is_some(), "{}", refused.code()),
    }
}
