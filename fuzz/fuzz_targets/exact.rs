//! Changes of genuine texts, in the text or inside the message, in any envelope. Whatever is accepted is, byte for byte,
//! a message that was signed, and says what that message says.

#![no_main]

#[path = "../../tests/common/mod.rs"]
mod common;
mod forge;
#[allow(dead_code)] // only what compresses nothing is used
#[path = "../../tests/forge/stream.rs"]
mod stream;

use common::{PROVINCE, five_years, key, now, people, verifier};
use khyber_pass::untrusted::inspect;
use khyber_pass::{Issuer, ServiceCode, VerifiedCredential, Verifier};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use std::sync::LazyLock;

static DESK: LazyLock<Verifier> = LazyLock::new(|| verifier(ServiceCode::IDENTITY));

/// A text, the message inside, and what it says.
struct Genuine {
    text: String,
    message: Vec<u8>,
    says: Value,
}

/// The texts of three people, each in both envelopes.
static GENUINE: LazyLock<Vec<Genuine>> = LazyLock::new(|| {
    let issuer = Issuer::new("PK-KP", key(PROVINCE)).unwrap();
    let drafts = [people::p1(five_years()), people::p2(five_years()), people::p6(five_years())];
    let texts = drafts.into_iter().flat_map(|draft| {
        let text = issuer.issue(&draft.unwrap()).unwrap();
        [(text.as_str().to_owned(), text.message()), (text.to_bare_claim169().unwrap(), text.message())]
            .map(|(text, message)| (text, message.to_vec()))
    });
    let read = texts.map(|(text, message)| {
        let says = what_it_says(&DESK.verify_at(&text, now()).unwrap());
        Genuine { text, message, says }
    });
    read.collect()
});

// The first byte chooses the text, the second the layer and the envelope; then three bytes a change: where, where, how.
fuzz_target!(|data: &[u8]| {
    let [which, layer, changes @ ..] = data else { return };
    let genuine = &GENUINE[usize::from(*which) % GENUINE.len()];
    let text = match layer % 4 {
        0 => replaced(&genuine.text, changes),
        1 => edited(&genuine.text, changes),
        2 => enveloped(&changed(&genuine.message, changes), layer / 4),
        _ => enveloped(&cut(&genuine.message, changes), layer / 4),
    };
    let seen = inspect(&text);
    let same = seen.message().is_some_and(|message| message.untrusted_bytes() == genuine.message);
    match DESK.verify_at(&text, now()) {
        Ok(card) => {
            // A text that a camera application damaged is repaired, and says so; nothing else is guessed.
            let repaired = inspect(&text.replace("%20", " "));
            let mended =
                repaired.message().is_some_and(|message| message.untrusted_bytes() == genuine.message);
            assert!(same || (mended && text.contains("%20")), "{text}");
            assert_eq!(what_it_says(&card), genuine.says);
        }
        Err(refused) => assert!(!same, "{} {text}", refused.code()),
    }
});

/// Everything about the person, and nothing about the text it came in.
fn what_it_says(card: &VerifiedCredential) -> Value {
    let mut says = serde_json::to_value(card).unwrap();
    says.as_object_mut().unwrap().remove("caveats");
    says
}

/// Characters are replaced by others of the alphabet, so that more than the first look is asked.
fn replaced(text: &str, changes: &[u8]) -> String {
    let mut characters: Vec<u8> = text.bytes().collect();
    for (at, how) in places(changes, characters.len()) {
        characters[at] = forge::ALPHABET[usize::from(how) % forge::ALPHABET.len()];
    }
    String::from_utf8(characters).unwrap()
}

/// Characters are taken out, put in or doubled; of the alphabet, or any.
fn edited(text: &str, changes: &[u8]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for (at, how) in places(changes, characters.len()) {
        let at = at.min(characters.len());
        match how {
            0..64 if at < characters.len() => drop(characters.remove(at)),
            64..96 if at < characters.len() => characters.insert(at, characters[at]),
            96..112 => characters.splice(at..at, "%20".chars()).for_each(drop),
            112..160 => characters.insert(at, char::from(forge::ALPHABET[usize::from(how) % 45])),
            how => characters.insert(at, char::from(how)),
        }
    }
    characters.into_iter().collect()
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

/// The message in one of the envelopes; none of them is signed.
fn enveloped(message: &[u8], which: u8) -> String {
    match which % 4 {
        0 => forge::text(message),
        1 => forge::text(&stream::stored_dictionary_body(message)),
        2 => forge::text(&stream::stored_zlib(message)),
        _ => forge::base45(&stream::stored_zlib(message)),
    }
}

fn places(changes: &[u8], length: usize) -> impl Iterator<Item = (usize, u8)> {
    let change = move |three: &[u8]| match three {
        [high, low, how] => Some((usize::from(u16::from_be_bytes([*high, *low])) % length, *how)),
        _ => None,
    };
    changes.chunks(3).take(64).filter_map(change)
}
