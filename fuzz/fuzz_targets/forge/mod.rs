//! Messages that the library would not write: any payload, under good signatures.

#![allow(dead_code)] // each target uses some of it

use khyber_pass::SigningKey;

/// A text with `payload` in a COSE_Sign1 message that `key` signed.
pub fn credential(payload: &[u8], key: &SigningKey) -> String {
    let protected = signer_header(key);
    let signature = sign(key, &[b"\x84\x6ASignature1", &bstr(&protected), &bstr(b""), &bstr(payload)]);
    let message = [b"\xD2\x84", &bstr(&protected)[..], b"\xA0", &bstr(payload), &bstr(&signature)].concat();
    text(&message)
}

/// A text that carries `message` as it is.
pub fn text(message: &[u8]) -> String {
    format!("KP1:{}", base45(message))
}

/// A document of one type with `payload`, in a COSE_Sign1 message that `key` signed.
pub fn typed(typ: &str, payload: &[u8], key: &SigningKey) -> Vec<u8> {
    let kid = key.public_key().kid();
    let protected =
        [b"\xA3\x01\x27\x04\x48", &kid.as_bytes()[..], b"\x10", &head(0x60, typ.len()), typ.as_bytes()]
            .concat();
    let signature = sign(key, &[b"\x84\x6ASignature1", &bstr(&protected), &bstr(b""), &bstr(payload)]);
    [b"\xD2\x84", &bstr(&protected)[..], b"\xA0", &bstr(payload), &bstr(&signature)].concat()
}

/// A document of one type with `payload`, in a COSE_Sign message that all the `keys` signed.
pub fn document(typ: &str, payload: &[u8], keys: &[SigningKey]) -> Vec<u8> {
    let body = [b"\xA1\x10", &head(0x60, typ.len())[..], typ.as_bytes()].concat();
    let signer = |key: &SigningKey| {
        let header = signer_header(key);
        let parts: [&[u8]; 5] =
            [b"\x85\x69Signature", &bstr(&body), &bstr(&header), &bstr(b""), &bstr(payload)];
        [b"\x83", &bstr(&header)[..], b"\xA0", &bstr(&sign(key, &parts))].concat()
    };
    let signers: Vec<u8> = keys.iter().flat_map(signer).collect();
    [b"\xD8\x62\x84", &bstr(&body)[..], b"\xA0", &bstr(payload), &head(0x80, keys.len()), &signers].concat()
}

/// `{1: -8, 4: kid}`.
fn signer_header(key: &SigningKey) -> Vec<u8> {
    [b"\xA2\x01\x27\x04\x48", &key.public_key().kid().as_bytes()[..]].concat()
}

fn sign(key: &SigningKey, parts: &[&[u8]]) -> Vec<u8> {
    key.sign(&parts.concat()).as_bytes().to_vec()
}

fn bstr(bytes: &[u8]) -> Vec<u8> {
    [&head(0x40, bytes.len())[..], bytes].concat()
}

/// The shortest head of a CBOR item of less than 64 KiB.
fn head(major: u8, length: usize) -> Vec<u8> {
    let [high, low] = u16::try_from(length).expect("targets keep payloads small").to_be_bytes();
    match length {
        0..=23 => vec![major | low],
        24..=255 => vec![major | 24, low],
        _ => vec![major | 25, high, low],
    }
}

/// The alphabet of RFC 9285.
pub const ALPHABET: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// RFC 9285: a group of three characters for each two bytes.
pub fn base45(bytes: &[u8]) -> String {
    let group = |pair: &[u8]| {
        let value = pair.iter().fold(0, |value, byte| value * 256 + usize::from(*byte));
        let digits = [value % 45, value / 45 % 45, value / 2_025];
        digits.into_iter().take(pair.len() + 1).map(|digit| char::from(ALPHABET[digit])).collect::<String>()
    };
    bytes.chunks(2).map(group).collect()
}
