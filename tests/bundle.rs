//! Trust documents as one text: what is written, what is read, what is refused.

mod common;

use common::{DAY, LIST_KEYS, ROOT_KEYS, START, at, days, empty_list, key, list_bytes, now, pinned};
use khyber_pass::multipart::{Assembler, Parts, Recovery, split};
use khyber_pass::{
    Base45Error, BundleError, CborError, Class, Code, DeflateError, ListEntry, Scopes, ServiceCode,
    SignedCredential, TrustBundle, TrustList, TrustStore, limits,
};
use proptest::prelude::*;

fn text(body: &[u8]) -> String {
    format!("KPT:{}", base45::encode(body))
}

fn refused(text: &str) -> BundleError {
    TrustBundle::from_text(text).unwrap_err()
}

/// Bytes that no compressor makes shorter.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 1_u64;
    let next = |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        state.to_be_bytes()[0]
    };
    (0..length).map(next).collect()
}

#[test]
fn the_body_is_the_array_or_a_shorter_stream() {
    let short = TrustBundle::new(vec![b"A".to_vec(), vec![]]).unwrap();
    assert_eq!(short.to_bytes(), [0x82, 0x41, b'A', 0x40]);
    assert_eq!(short.to_text().unwrap(), text(&[0x82, 0x41, b'A', 0x40]));
    let long = TrustBundle::new(vec![vec![b'A'; 1_000]]).unwrap();
    let long_text = long.to_text().unwrap();
    assert!(long_text.len() < 100);
    assert_eq!(base45::decode(&long_text[4..]).unwrap()[0], 0x78);
    assert_eq!(TrustBundle::from_text(&long_text), Ok(long));
}

#[test]
fn each_fault_has_its_own_error() {
    use BundleError as E;
    let deflated = |bytes: &[u8]| {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut encoder, bytes).unwrap();
        encoder.finish().unwrap()
    };
    let many = [&[0x98, 33][..], &[0x40; 33]].concat();
    let rows = [
        (String::new(), E::Prefix, "bundle.prefix"),
        ("KP1:DFG".into(), E::Prefix, "bundle.prefix"),
        ("kpt:DFG".into(), E::Prefix, "bundle.prefix"),
        (" KPT:DFG".into(), E::Prefix, "bundle.prefix"),
        ("KPT:".into(), E::NoBody, "bundle.malformed"),
        ("KPT:DFg".into(), Base45Error::Character { at: 6 }.into(), "bundle.malformed"),
        ("KPT:DFG\n".into(), Base45Error::Character { at: 7 }.into(), "bundle.malformed"),
        ("KPT:DFGA".into(), Base45Error::Length { found: 4 }.into(), "bundle.malformed"),
        ("KPT::::".into(), Base45Error::Overflow.into(), "bundle.malformed"),
        (text(&[0xD2, 0x80]), E::UnknownBody { first: 0xD2 }, "bundle.malformed"),
        (text(&[0x7F]), E::UnknownBody { first: 0x7F }, "bundle.malformed"),
        (text(&[0xA0]), E::UnknownBody { first: 0xA0 }, "bundle.malformed"),
        (text(&[0x78, 0xDA, 0]), DeflateError::Broken.into(), "bundle.malformed"),
        (text(&[deflated(b"\x81\x40"), vec![0]].concat()), DeflateError::Trailing.into(), "bundle.malformed"),
        (text(&deflated(&[0x81; 65_537])), DeflateError::Limit { limit: 65_536 }.into(), "bundle.size"),
        (text(&[0x82, 0x40]), CborError::Truncated { at: 2 }.into(), "bundle.malformed"),
        (text(&[0x81, 0x58, 0x01, 0]), CborError::LongHead { at: 1 }.into(), "bundle.malformed"),
        (text(&[0x98, 0x01, 0x40]), CborError::LongHead { at: 0 }.into(), "bundle.malformed"),
        (text(&[0x9F, 0x40, 0xFF]), CborError::Indefinite { at: 0 }.into(), "bundle.malformed"),
        (text(&[0x81, 0x40, 0]), CborError::Trailing { at: 2 }.into(), "bundle.malformed"),
        (text(&[0x99, 1, 1]), CborError::Entries { at: 0, found: 257 }.into(), "bundle.size"),
        (text(&deflated(b"\x40")), E::Form, "bundle.malformed"),
        (text(&[0x81, 0x60]), E::Form, "bundle.malformed"),
        (text(&[0x82, 0x40, 0x80]), E::Form, "bundle.malformed"),
        (text(&[0x80]), E::Empty, "bundle.empty"),
        (text(&many), E::Documents { found: 33, limit: 32 }, "bundle.size"),
        ("KPT:".to_owned() + &"0".repeat(65_533), E::TooLong { found: 65_537, limit: 65_536 }, "bundle.size"),
    ];
    for (text, expected, code) in rows {
        let error = refused(&text);
        assert_eq!(error, expected, "{:.40}", text);
        assert_eq!((error.code().name(), error.code().class()), (code, Class::Error));
        // At the desk for credentials, what begins like a bundle and is none is no bundle.
        if text.starts_with("KPT:") && text.trim() == text && text.len() <= limits::TEXT_CHARS {
            let desk = SignedCredential::parse(&text).unwrap_err();
            assert_eq!((desk.class(), desk.code()), (Class::Unreadable, Code::EnvelopeForeign));
        }
    }
}

#[test]
fn a_writer_keeps_the_limits() {
    use BundleError as E;
    assert_eq!(TrustBundle::new(vec![]), Err(E::Empty));
    assert_eq!(TrustBundle::new(vec![vec![]; 33]), Err(E::Documents { found: 33, limit: 32 }));
    assert!(TrustBundle::new(vec![vec![]; 32]).is_ok());
    // The head of the array has one byte, that of the document three or five.
    assert!(TrustBundle::new(vec![vec![0; 65_532]]).is_ok());
    assert_eq!(TrustBundle::new(vec![vec![0; 65_533]]), Err(E::Bytes { found: 65_537, limit: 65_536 }));
    let bytes = [0; 65_537];
    assert_eq!(TrustBundle::from_bytes(&bytes), Err(E::Bytes { found: 65_537, limit: 65_536 }));

    // 2,861 bytes are 4,292 characters of Base45.
    let fits = TrustBundle::new(vec![noise(2_857)]).unwrap();
    assert_eq!(fits.to_text().unwrap().len(), 4_296);
    let above = TrustBundle::new(vec![noise(2_858)]).unwrap();
    assert_eq!(above.to_text(), Err(E::TooLong { found: 4_297, limit: 4_296 }));
    assert_eq!(above.to_long_text().unwrap().len(), 4_297);
    assert_eq!(TrustBundle::from_text(&above.to_long_text().unwrap()), Ok(above));
    let huge = TrustBundle::new(vec![noise(50_000)]).unwrap();
    assert_eq!(huge.to_long_text(), Err(E::TooLong { found: 75_010, limit: 65_536 }));
}

/// The text of a bundle at the wrong desk: genuine in form, and not for there.
#[test]
fn a_bundle_is_no_credential() {
    let text = TrustBundle::new(vec![b"anything".to_vec()]).unwrap().to_text().unwrap();
    let desk = SignedCredential::parse(&text).unwrap_err();
    assert_eq!((desk.class(), desk.code()), (Class::WrongPurpose, Code::PurposeNotACredential));
}

#[test]
fn a_device_learns_from_another() {
    let root = common::root_bytes(&common::root(), &ROOT_KEYS[..2]);
    let list = list_bytes(&listing(24, &DEPARTMENTS), &LIST_KEYS);
    let bundle = TrustBundle::new(vec![list, b"noise".to_vec(), root]).unwrap();
    let mut trust = TrustStore::rooted(&pinned());
    let read = TrustBundle::from_text(&bundle.to_text().unwrap()).unwrap();
    let report = trust.apply(read.documents(), now());
    let expected =
        "trust list 1: accepted\ndocument: refused (trust.malformed)\nroot document 1: held already\n";
    assert_eq!(report.to_string(), expected);
}

/// A list of typical keys: quarterly keys of departments, for a few services each.
fn listing(keys: u8, issuers: &[&str]) -> TrustList {
    let scopes = || {
        let few = Scopes::none().with(ServiceCode::IDENTITY).with(ServiceCode::SEHAT_CARD);
        few.with_range(20, 24)
    };
    (0..keys).zip(issuers.iter().cycle()).fold(empty_list(), |list, (n, issuer)| {
        let window = days(START + i64::from(n % 4) * 30 * DAY, 90);
        let entry = ListEntry::new(key(100 + n).public_key(), issuer, window, at(START + 4_000 * DAY));
        let entry = entry.unwrap().with_scopes(scopes()).with_longest_lifetime_days(1_826).unwrap();
        list.with_entry(entry).unwrap()
    })
}

const DEPARTMENTS: [&str; 6] =
    ["PK-KP", "PK-KP/HEALTH", "PK-KP/REVENUE", "PK-KP/TRANSPORT", "PK-KP/EDUCATION", "PK-KP/EXCISE"];

#[test]
fn a_list_of_24_keys_and_a_root_fit_one_symbol() {
    let root = common::root_bytes(&common::root(), &ROOT_KEYS);
    for issuers in [&["PK-KP/HEALTH"][..], &DEPARTMENTS] {
        for keys in [12, 24, 60] {
            let list = list_bytes(&listing(keys, issuers), &LIST_KEYS);
            let bundle = TrustBundle::new(vec![root.clone(), list]).unwrap();
            let text = bundle.to_long_text().unwrap();
            assert_eq!(TrustBundle::from_text(&text), Ok(bundle.clone()));
            let one_symbol = bundle.to_text().is_ok();
            assert_eq!(one_symbol, text.len() <= limits::TEXT_CHARS);
            assert!(one_symbol || keys > 24, "{keys} keys have {} characters", text.len());
            let parts = split(&text, Parts::MaxChars(600), Recovery::ParityPart).unwrap(); // version 15-M
            let sizes = (bundle.to_bytes().len(), text.len(), parts.len());
            println!("{keys} keys, {} issuers: (bytes, characters, parts) = {sizes:?}", issuers.len());
            let mut assembler = Assembler::new();
            for part in parts.iter().rev() {
                assembler.add(part).unwrap();
            }
            assert_eq!(assembler.whole(), Some(&*text));
        }
    }
}

proptest! {
    #[test]
    fn reading_undoes_writing(documents in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..200), 1..8)) {
        let bundle = TrustBundle::new(documents.clone()).unwrap();
        let read = TrustBundle::from_text(&bundle.to_text().unwrap()).unwrap();
        prop_assert_eq!(read.documents(), &documents);
        prop_assert_eq!(TrustBundle::from_bytes(&bundle.to_bytes()).unwrap(), bundle);
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,60}", tail in "[A-Z0-9 $%*+./:-]{0,200}", body in prop::collection::vec(any::<u8>(), 0..80)) {
        let _ = TrustBundle::from_text(&text);
        let _ = TrustBundle::from_text(&format!("KPT:{tail}"));
        // What is read as bytes is written as the same bytes.
        if let Ok(bundle) = TrustBundle::from_bytes(&body) {
            prop_assert_eq!(bundle.to_bytes(), body);
        }
    }
}
