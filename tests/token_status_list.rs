//! The published examples of draft-ietf-oauth-status-list decode to the published values.

mod common;

use ciborium::Value;
use common::{empty_list, store_with};
use khyber_pass::{Code, StatusList, StatusStore};

fn read(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/token-status-list/");
    std::fs::read_to_string(format!("{folder}{name}")).unwrap()
}

fn bytes(name: &str) -> Vec<u8> {
    let digits: Vec<u8> = read(name).bytes().filter(u8::is_ascii_hexdigit).collect();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks(2).map(byte).collect()
}

fn decoded(name: &str) -> StatusList {
    let list = StatusList::from_cbor(&bytes(name)).unwrap();
    // What is written again says the same.
    assert_eq!(StatusList::from_cbor(&list.to_cbor().unwrap()).unwrap(), list);
    list
}

fn not_zero(list: &StatusList) -> Vec<(u64, u8)> {
    let value = |index| (index, list.get(index).unwrap());
    (0..list.entries()).map(value).filter(|(_, value)| *value != 0).collect()
}

#[test]
fn the_short_lists() {
    let one = decoded("1-bit-short.hex");
    assert_eq!((one.bits(), one.entries(), one.as_bytes()), (1, 16, &[0xB9, 0xA3][..]));
    let values: Vec<u8> = (0..16).map(|index| one.get(index).unwrap()).collect();
    assert_eq!(values, [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1]);
    assert_eq!(one.get(16), None);

    let two = decoded("2-bit-short.hex");
    assert_eq!((two.bits(), two.entries(), two.as_bytes()), (2, 12, &[0xC9, 0x44, 0xF9][..]));
    let values: Vec<u8> = (0..12).map(|index| two.get(index).unwrap()).collect();
    assert_eq!(values, [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3]);
}

#[test]
fn the_long_lists() {
    type Values<'a> = &'a [(u64, u8)];
    let rows: [(&str, u8, Values); 3] = [
        (
            "1-bit.hex",
            1,
            &[
                (0, 1),
                (1993, 1),
                (25460, 1),
                (159_495, 1),
                (495_669, 1),
                (554_353, 1),
                (645_645, 1),
                (723_232, 1),
                (854_545, 1),
                (934_534, 1),
                (1_000_345, 1),
            ],
        ),
        (
            "2-bit.hex",
            2,
            &[
                (0, 1),
                (1993, 2),
                (25460, 1),
                (159_495, 3),
                (495_669, 1),
                (554_353, 1),
                (645_645, 2),
                (723_232, 1),
                (854_545, 1),
                (934_534, 2),
                (1_000_345, 3),
            ],
        ),
        (
            "4-bit.hex",
            4,
            &[
                (0, 1),
                (1993, 2),
                (35460, 3),
                (459_495, 4),
                (595_669, 5),
                (754_353, 6),
                (845_645, 7),
                (923_232, 8),
                (924_445, 9),
                (934_534, 10),
                (1_000_345, 12),
                (1_004_534, 11),
                (1_030_203, 13),
                (1_030_204, 14),
                (1_030_205, 15),
            ],
        ),
    ];
    for (name, bits, values) in rows {
        let list = decoded(name);
        assert_eq!((list.bits(), list.entries()), (bits, 1 << 20), "{name}");
        assert_eq!(not_zero(&list), values, "{name}");
    }
}

#[test]
fn the_list_of_eight_bits_has_every_value_once() {
    let list = decoded("8-bit.hex");
    assert_eq!((list.bits(), list.entries()), (8, 1 << 20));
    let positions = read("8-bit-positions.txt");
    let positions = positions.split_whitespace().map(|word| word.parse::<u64>().unwrap());
    let mut expected: Vec<(u64, u8)> = positions.zip(1..=255).collect();
    expected.sort_unstable();
    assert_eq!(expected.len(), 255);
    assert_eq!(not_zero(&list), expected);
}

/// The whole token of the draft is signed with ES256 and keeps its kid outside the signature: its
/// list can be read, but no verifier of this profile takes it in.
#[test]
fn the_token_of_the_draft() {
    let token = bytes("token.hex");
    let Value::Tag(18, inside) = ciborium::from_reader(&token[..]).unwrap() else { panic!() };
    let payload = inside.as_array().unwrap()[2].as_bytes().unwrap().clone();
    let claims: Value = ciborium::from_reader(&payload[..]).unwrap();
    let claim = |key: i64| {
        let entries = claims.as_map().unwrap();
        entries.iter().find(|(label, _)| *label == Value::Integer(key.into())).unwrap().1.clone()
    };
    assert_eq!(claim(2), Value::Text("https://example.com/statuslists/1".to_owned()));
    let mut list = Vec::new();
    ciborium::into_writer(&claim(65_533), &mut list).unwrap();
    assert_eq!(StatusList::from_cbor(&list).unwrap(), decoded("1-bit-short.hex"));

    let report = StatusStore::empty().apply(&[token], &store_with(empty_list()));
    assert_eq!(report.to_string(), "document: refused (trust.malformed)\n");
}

#[test]
fn what_is_no_status_list_is_refused() {
    let good = bytes("1-bit-short.hex");
    let changed = |at: usize, byte: u8| {
        let mut bytes = good.clone();
        bytes[at] = byte;
        bytes
    };
    // a2 64 62697473 01 63 6c7374 4a 78da...
    let rows = [
        ("three bits", changed(6, 3), Code::TrustMalformed),
        ("sixteen bits", changed(6, 0x10), Code::TrustMalformed),
        ("no bits", changed(6, 0), Code::TrustMalformed),
        ("another name", changed(2, b'c'), Code::TrustMalformed),
        ("a broken stream", changed(15, 0xFF), Code::TrustMalformed),
        ("something after it", [&good[..], &[0]].concat(), Code::TrustMalformed),
        ("nothing", Vec::new(), Code::TrustMalformed),
    ];
    for (what, bytes, code) in rows {
        assert_eq!(StatusList::from_cbor(&bytes).unwrap_err().code(), code, "{what}");
    }
}
