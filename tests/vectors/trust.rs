//! Root documents, trust lists, stored state.

use crate::build::{Folder, Vector};
use crate::common::{
    self, DAY, LIST_KEYS, NOW, PROVINCE, ROOT_KEYS, START, at, days, empty_list, entry, list_bytes, now,
    pinned, role, root_bytes,
};
use crate::forge::credential::good;
use crate::forge::{Document, LIST, ROOT, Value, bytes, encode, header, hex, int, keyed, public, text};
use crate::shared::first_root;
use khyber_pass::{Role, Root, TrustList, TrustStore};
use serde_json::json;
use sha2::{Digest, Sha256};

pub fn folder() -> Folder {
    let mut folder = Folder::new("5-trust");
    pins(&mut folder);
    lists(&mut folder);
    entries(&mut folder);
    crate::updates::add(&mut folder);
    states(&mut folder);
    folder
}

fn roles(root: (i64, &[u8]), list: (i64, &[u8])) -> Value {
    let role = |(threshold, keys): (i64, &[u8])| {
        Value::Array(vec![int(threshold), Value::Array(keys.iter().map(|seed| public(*seed)).collect())])
    };
    keyed(&[(0, role(root)), (1, role(list))])
}

/// The two roles that there must be, and others of one signature.
fn more_roles(more: &[(i64, &[u8])]) -> Value {
    let Value::Map(mut entries) = roles((2, &ROOT_KEYS), (2, &LIST_KEYS)) else { unreachable!() };
    for (number, keys) in more {
        let keys = keys.iter().map(|seed| public(*seed)).collect();
        entries.push((int(*number), Value::Array(vec![int(1), Value::Array(keys)])));
    }
    Value::Map(entries)
}

/// The first root, taken apart.
fn root() -> Document {
    let fields = [
        (1, int(1)),
        (2, text("pk-kp-test")),
        (3, int(1)),
        (4, int(1)),
        (5, int(START)),
        (6, int(START + 730 * DAY)),
        (7, roles((2, &ROOT_KEYS), (2, &LIST_KEYS))),
    ];
    Document::new(ROOT, &fields, &ROOT_KEYS[..2])
}

fn pins(f: &mut Folder) {
    let mut row = |name: &str, section, shows, flags, document: Vec<u8>, code: Option<&str>| {
        f.judge(name, "pin", section, shows, flags, code).give("root", hex(&document));
    };
    assert_eq!(root().bytes(), first_root(), "the forge writes what the library writes");
    row("root", "5.3", "A root document of 2 of 3 keys.", "", root().bytes(), None);
    row("root_below_its_threshold", "5.2", "One of the two keys it needs itself.", "Threshold", root().signed_by(&ROOT_KEYS[..1]).bytes(), Some("trust.threshold"));
    row("root_signed_twice_by_one", "5.2", "One key, two signatures.", "Threshold", root().signed_by(&[ROOT_KEYS[0], ROOT_KEYS[0]]).bytes(), Some("trust.threshold"));
    let false_one = root().signer(99, &header(ROOT_KEYS[1]));
    row("root_signed_for_another", "5.2", "One right signature, and a stranger's under the kid of a right key.", "Threshold Kid", root().signed_by(&ROOT_KEYS[..1]).with_signer(false_one).bytes(), Some("trust.threshold"));
    row("threshold_0", "5.3", "A threshold of zero: anybody would fulfil it.", "Threshold", root().with(7, roles((0, &ROOT_KEYS), (2, &LIST_KEYS))).bytes(), Some("trust.threshold-invalid"));
    row("threshold_above_keys", "5.3", "A threshold that nobody can reach.", "Threshold", root().with(7, roles((2, &ROOT_KEYS), (4, &LIST_KEYS))).bytes(), Some("trust.threshold-invalid"));
    row("no_keys", "5.3", "A role without keys.", "Threshold", root().with(7, roles((2, &ROOT_KEYS), (1, &[]))).bytes(), Some("trust.threshold-invalid"));
    let seventeen: Vec<u8> = (100..117).collect();
    row("sixteen_keys", "5.3", "A role of 16 keys, as many as it may have.", "Bounds", root().with(7, roles((2, &ROOT_KEYS), (1, &seventeen[..16]))).bytes(), None);
    row("seventeen_keys", "5.3", "A role of 17 keys.", "Bounds", root().with(7, roles((2, &ROOT_KEYS), (1, &seventeen))).bytes(), Some("trust.threshold-invalid"));
    row("key_twice_in_a_role", "5.3", "The same key twice in one role.", "Threshold", root().with(7, roles((2, &ROOT_KEYS), (2, &[21, 21]))).bytes(), Some("trust.key-duplicate"));
    row("key_in_two_roles", "5.3", "The same key in two roles.", "Roles", root().with(7, roles((2, &ROOT_KEYS), (1, &ROOT_KEYS[2..]))).bytes(), Some("trust.key-overlap"));
    row("no_list_role", "5.3", "The list role is missing.", "Required", root().with(7, keyed(&[(0, Value::Array(vec![int(1), Value::Array(vec![public(11)])]))])).bytes(), Some("trust.malformed"));
    row("unknown_role", "5.3", "A role that nobody knows.", "Extension", root().with(7, more_roles(&[(4, &[99])])).bytes(), Some("trust.malformed"));
    let later_roles = |beacon: &[u8], emergency: &[u8]| more_roles(&[(2, beacon), (3, emergency)]);
    row("roles_for_later", "5.3", "The two roles that are kept for later.", "Roles", root().with(7, later_roles(&[91], &[92])).bytes(), None);
    row("root_key_in_a_role_for_later", "5.3", "A key of the root role in one of them too.", "Roles", root().with(7, later_roles(&[ROOT_KEYS[2]], &[92])).bytes(), Some("trust.key-overlap"));
    row("list_key_in_a_role_for_later", "5.3", "A key of the list role in the other one too.", "Roles", root().with(7, later_roles(&[91], &[LIST_KEYS[2]])).bytes(), Some("trust.key-overlap"));
    row("one_key_in_both_roles_for_later", "5.3", "One key in both of them.", "Roles", root().with(7, later_roles(&[91], &[91])).bytes(), Some("trust.key-overlap"));
    let weak = Value::Array(vec![int(1), Value::Array(vec![bytes(&[0; 32])])]);
    row("weak_key", "5.3", "A key of small order.", "SmallOrder", root().with(7, keyed(&[(0, weak), (1, Value::Array(vec![int(1), Value::Array(vec![public(21)])]))])).bytes(), Some("trust.key-weak"));
    row("life_too_long", "5.3", "A life of five years of 366 days and a second.", "Bounds", root().with(6, int(START + 5 * 366 * DAY + 1)).bytes(), Some("trust.window"));
    row("no_life", "5.3", "It expires when it is issued.", "Order", root().with(6, int(START)).bytes(), Some("trust.window"));
    row("later_format", "5.2", "A format that comes later.", "Version", root().with(1, int(2)).bytes(), Some("trust.unsupported"));
    row("unknown_field", "5.2", "A field that nobody knows: documents have no optional meaning.", "Extension", root().with(8, int(0)).bytes(), Some("trust.malformed"));
    row("version_0", "5.3", "Versions begin at 1.", "Bounds", root().with(4, int(0)).bytes(), Some("trust.malformed"));
    row("domain_too_long", "5.3", "A domain of 17 bytes.", "Bounds", root().with(2, text("pk-kp-test-test-t")).bytes(), Some("trust.malformed"));
    row("domain_of_17_bytes", "5.3", "A domain of 16 letters in 17 bytes.", "Bounds", root().with(2, text("pk-kp-t\u{e9}st-tests")).bytes(), Some("trust.malformed"));
    row("epoch_0", "5.3", "Epochs begin at 1.", "Bounds", root().with(3, int(0)).bytes(), Some("trust.malformed"));
    row("no_domain", "5.3", "No domain.", "Required", root().with(2, None).bytes(), Some("trust.malformed"));
    row("list_as_root", "5.2", "A trust list in place of a root document.", "Confusion", list_bytes(&standard(), &LIST_KEYS), Some("trust.type"));
    row("credential_as_root", "5.2", "A credential in place of a root document.", "Confusion", good().message(), Some("trust.malformed"));
    row("root_with_a_byte_more", "5.2", "A byte after the document.", "Trailing", [root().bytes(), vec![0]].concat(), Some("trust.malformed"));
    let by_19 = |document: Document, seed: u8| {
        let signer = document.signer(seed, &[(1, int(-19)), (4, header(seed)[1].1.clone())]);
        document.with_signer(signer).bytes()
    };
    row("root_signed_under_19", "5.2", "One of its two signatures is under algorithm -19, which means the same.", "Algorithm", by_19(root().signed_by(&ROOT_KEYS[..1]), ROOT_KEYS[1]), None);
    row("root_unprotected_no_map", "5.2", "An unprotected header that is an empty array.", "Unprotected Structure", Document { unprotected: Value::Array(vec![]), ..root() }.bytes(), Some("trust.malformed"));
    let three = Value::Array(vec![int(1), Value::Array(vec![public(11)]), Value::Null]);
    let list_role = || Value::Array(vec![int(1), Value::Array(vec![public(21)])]);
    row("role_of_three", "5.3", "A role of three parts.", "Structure", root().with(7, keyed(&[(0, three), (1, list_role())])).bytes(), Some("trust.malformed"));
    let short = Value::Array(vec![int(1), Value::Array(vec![bytes(&[7; 31])])]);
    row("role_key_of_31_bytes", "5.3", "A key of 31 bytes in a role.", "Bounds", root().with(7, keyed(&[(0, short), (1, list_role())])).bytes(), Some("trust.malformed"));
    row("root_of_five", "5.2", "An array of five.", "Structure", crate::cose::longer(&root().bytes()), Some("trust.malformed"));
    row("noise", "5.2", "No document at all.", "", vec![0xFF; 20], Some("trust.malformed"));
    row("no_document_of_the_largest_size", "5.2", "65,536 zeros: not too large, and no document.", "Bounds", vec![0; 65_536], Some("trust.malformed"));
    row("too_large", "5.2", "65,537 bytes.", "Bounds", vec![0; 65_537], Some("trust.size"));
    let resigned = root_bytes(&common::root(), &ROOT_KEYS[1..]);
    for (name, shows, document, code) in [
        ("pinned_by_hash", "The SHA-256 of its bytes.", first_root(), None),
        (
            "other_bytes_than_the_pin",
            "The same contents, signed by others: other bytes.",
            resigned,
            Some("trust.pin"),
        ),
    ] {
        let pin = hex(&Sha256::digest(first_root()));
        f.judge(name, "pin", "5.3", shows, "Pin", code).give("root", hex(&document)).give("sha256", pin);
    }
}

fn standard() -> TrustList {
    empty_list().with_entry(entry(PROVINCE, "PK-KP")).unwrap()
}

pub fn listed() -> Value {
    keyed(&[
        (1, public(PROVINCE)),
        (2, text("PK-KP")),
        (3, Value::Array(vec![Value::Array(vec![int(0), int(65_535)])])),
        (4, int(START)),
        (5, int(START + 90 * DAY)),
        (6, int(START + 4_000 * DAY)),
        (7, int(0)),
        (9, int(3_650 * DAY)),
    ])
}

/// The list of the province, taken apart.
pub fn list() -> Document {
    let fields = [
        (1, int(1)),
        (2, text("pk-kp-test")),
        (3, int(1)),
        (4, int(1)),
        (5, int(START)),
        (6, int(START + 120 * DAY)),
        (7, int(START + 40 * DAY)),
        (8, Value::Array(vec![listed()])),
    ];
    Document::new(LIST, &fields, &LIST_KEYS)
}

/// The answer to a list that comes to a verifier with a root and nothing else.
fn list_row<'a>(
    f: &'a mut Folder,
    name: &str,
    section: &'static str,
    shows: &'static str,
    flags: &'static str,
    document: &[u8],
    code: Option<&str>,
) -> &'a mut Vector {
    let state =
        json!({ "root": [hex(&first_root())], "list": [], "status": [], "clock": "device", "at": NOW });
    let held = json!({ "root": 1, "epoch": 1, "list": if code.is_some() { None } else { Some(1) } });
    f.judge(name, "update", section, shows, flags, code)
        .give("state", state)
        .give("update", vec![hex(document)])
        .clock("device", NOW)
        .expect("held", held)
}

fn lists(f: &mut Folder) {
    let mut row = |name: &str, section, shows, flags, document: Vec<u8>, code: Option<&str>| {
        list_row(f, name, section, shows, flags, &document, code);
    };
    assert_eq!(
        list().bytes(),
        list_bytes(&standard(), &LIST_KEYS),
        "the forge writes what the library writes"
    );
    let threshold = Some("trust.threshold");
    row("list", "5.4", "A trust list of one key, signed by 3 of 3.", "", list().bytes(), None);
    row("one_of_two", "5.2", "One of the two keys that are needed.", "Threshold", list().signed_by(&LIST_KEYS[..1]).bytes(), threshold);
    row("one_key_twice", "5.2", "One key, two signatures.", "Threshold", list().signed_by(&[21, 21]).bytes(), threshold);
    let alien = [(1, int(-8)), (4, bytes(&[7; 8]))];
    let second = list().signer(LIST_KEYS[0], &alien);
    row("one_key_under_two_kids", "5.2", "One key that signs under its own kid and under another one.", "Threshold Kid", list().signed_by(&LIST_KEYS[..1]).with_signer(second).bytes(), threshold);
    let hidden = list().signer(LIST_KEYS[1], &alien);
    row("signed_under_another_kid", "5.2", "One right signature, and one of a right key under a kid that is not its own: it is looked for under its own.", "Threshold Kid", list().signed_by(&LIST_KEYS[..1]).with_signer(hidden).bytes(), threshold);
    let under_19 = list().signer(LIST_KEYS[1], &[(1, int(-19)), (4, header(LIST_KEYS[1])[1].1.clone())]);
    row("list_signed_under_19", "5.2", "One of its two signatures is under algorithm -19, which means the same.", "Algorithm", list().signed_by(&LIST_KEYS[..1]).with_signer(under_19).bytes(), None);
    row("list_unprotected_no_map", "5.2", "An unprotected header that is an empty array.", "Unprotected Structure", Document { unprotected: Value::Array(vec![]), ..list() }.bytes(), Some("trust.malformed"));
    row("token_type_of_a_document", "5.9", "The type of a status token, under tag 98.", "Confusion Tag", list().with_body(&[(16, text("application/statuslist+cwt"))]).bytes(), Some("trust.type"));
    let false_one = list().signer(99, &header(LIST_KEYS[1]));
    row("signed_for_another", "5.2", "One right signature, and a stranger's under the kid of a right key: a kid only says which key to try.", "Threshold Kid", list().signed_by(&LIST_KEYS[..1]).with_signer(false_one).bytes(), threshold);
    let mut changed = list().bytes();
    let domain = changed.windows(10).position(|bytes| bytes == b"pk-kp-test").unwrap();
    changed[domain + 11] ^= 2;
    row("changed_after_signing", "5.2", "Signed by 3 of 3, and its version raised since by one bit.", "Threshold", changed, threshold);
    row("root_keys", "5.2", "The keys of the root role sign no lists.", "Roles", list().signed_by(&ROOT_KEYS).bytes(), threshold);
    row("strangers", "5.2", "One right key and two strangers.", "Threshold", list().signed_by(&[21, 98, 99]).bytes(), threshold);
    row("surplus_signatures", "5.2", "Two right keys and two strangers: what is not counted does no harm.", "Threshold", list().signed_by(&[98, 21, 99, 23]).bytes(), None);
    row("no_signer", "5.2", "No signature at all.", "Threshold", list().signed_by(&[]).bytes(), Some("trust.signer"));
    row("signer_a_number", "5.2", "Two right keys, and a signer that is a number.", "Signer", list().with_signer(int(1)).bytes(), Some("trust.signer"));
    let short = Value::Array(vec![bytes(&encode(&keyed(&header(99)))), keyed(&[]), bytes(&[0; 63])]);
    row("signer_of_63_bytes", "5.2", "Two right keys, and a signature of 63 bytes.", "Signer", list().with_signer(short).bytes(), Some("trust.signer"));
    let four = Value::Array(vec![bytes(&encode(&keyed(&header(99)))), keyed(&[]), bytes(&[0; 64]), Value::Null]);
    row("signer_of_four", "5.2", "Two right keys, and a signer of four parts.", "Signer", list().with_signer(four).bytes(), Some("trust.signer"));
    for (name, label, shows) in [
        ("signer_with_crit", (2, Value::Array(vec![int(1)])), "Two right keys, and a signer with a critical label."),
        ("signer_with_type", (16, text(LIST)), "Two right keys, and a signer with a type of its own."),
        ("signer_with_another_label", (33, bytes(b"")), "Two right keys, and a signer with a label that does not belong there."),
    ] {
        let mut labels = [&header(LIST_KEYS[2])[..], &[label]].concat();
        labels.sort_by_key(|(key, _)| *key);
        let signer = list().signer(LIST_KEYS[2], &labels);
        row(name, "5.2", shows, "Signer Header", list().signed_by(&LIST_KEYS[..2]).with_signer(signer).bytes(), Some("trust.signer"));
    }
    let unsigned =
        Value::Array(vec![bytes(&encode(&keyed(&header(99)))), keyed(&[(4, bytes(b"x"))]), bytes(&[0; 64])]);
    row("signer_with_unprotected_kid", "5.2", "A signer with something in its unprotected header.", "Unprotected", list().with_signer(unsigned).bytes(), Some("trust.signer"));
    let many = (0..33).fold(list().signed_by(&[]), |list, _| {
        let signer = list.signer(21, &header(21));
        list.with_signer(signer)
    });
    let full = (0..30).fold(list().signed_by(&LIST_KEYS[..2]), |list, _| {
        let signer = list.signer(99, &header(99));
        list.with_signer(signer)
    });
    row("as_many_signers_as_may_be", "5.2", "32 signatures, two of them by right keys.", "Bounds", full.bytes(), None);
    row("too_many_signers", "5.2", "33 signatures.", "Bounds", many.bytes(), Some("trust.signer"));
    row("root_as_list", "5.2", "A root document where a list is wanted: it is held already.", "Confusion", first_root(), None);
    f_fix_held(f);
    let mut row = |name: &str, section, shows, flags, document: Vec<u8>, code: Option<&str>| {
        list_row(f, name, section, shows, flags, &document, code);
    };
    row("type_of_another_kind", "5.2", "A type that is neither.", "Confusion", list().with_body(&[(16, text("application/kp-beacon+cbor"))]).bytes(), Some("trust.type"));
    row("body_with_alg", "5.2", "An algorithm in the header of the whole document.", "Header", list().with_body(&[(1, int(-8)), (16, text(LIST))]).bytes(), Some("trust.malformed"));
    row("body_with_kid", "5.2", "A kid in the header of the whole document.", "Header Kid", list().with_body(&[(4, bytes(&[7; 8])), (16, text(LIST))]).bytes(), Some("trust.malformed"));
    row("body_with_another_label", "5.2", "A content type (3) in the header of the whole document.", "Header", list().with_body(&[(3, int(60)), (16, text(LIST))]).bytes(), Some("trust.malformed"));
    row("body_with_crit", "5.2", "A critical label in the header of the whole document.", "Critical", list().with_body(&[(2, Value::Array(vec![int(16)])), (16, text(LIST))]).bytes(), Some("trust.malformed"));
    row("body_without_type", "5.2", "No type.", "Confusion", list().with_body(&[]).bytes(), Some("trust.type"));
    let unprotected = Document { unprotected: keyed(&[(4, bytes(b"x"))]), ..list() };
    row("body_unprotected", "5.2", "Something in the unprotected header of the whole document.", "Unprotected", unprotected.bytes(), Some("trust.malformed"));
    row("sign1_list", "5.2", "The list under the tag of COSE_Sign1.", "Tag", Document { tag: 18, ..list() }.bytes(), Some("trust.malformed"));
    let mut unsorted = list();
    unsorted.payload.swap(0, 1);
    row("fields_out_of_order", "2.1", "Fields of the list out of order.", "Order", unsorted.bytes(), Some("trust.malformed"));
    let mut twice = list();
    twice.payload.insert(1, (int(1), int(1)));
    row("field_twice", "2.1", "A field of the list twice.", "DuplicateKey", twice.bytes(), Some("trust.malformed"));
    let malformed = Some("trust.malformed");
    let window = Some("trust.window");
    row("later_list_format", "5.2", "A format that comes later.", "Version", list().with(1, int(2)).bytes(), Some("trust.unsupported"));
    row("another_domain", "5.3", "A list for use, at a verifier for trial.", "Domain", list().with(2, text("pk-kp")).bytes(), Some("trust.domain"));
    row("another_epoch", "5.4", "A list of another epoch than its root.", "Epoch", list().with(3, int(2)).bytes(), Some("trust.epoch"));
    row("list_epoch_0", "5.3", "Epochs begin at 1.", "Bounds", list().with(3, int(0)).bytes(), malformed);
    row("list_version_0", "5.3", "Versions begin at 1.", "Bounds", list().with(4, int(0)).bytes(), malformed);
    row("no_version", "5.3", "No version.", "Required", list().with(4, None).bytes(), malformed);
    row("issued_at_0", "5.3", "A date of issue of 0.", "Bounds", list().with(5, int(0)).bytes(), malformed);
    row("expires_when_issued", "5.4", "It expires when it is issued.", "Order", list().with(6, int(START)).bytes(), window);
    row("list_life_of_180_days", "5.4", "The longest life.", "Bounds", list().with(6, int(START + 180 * DAY)).bytes(), None);
    row("list_life_too_long", "5.4", "A life of 181 days.", "Bounds", list().with(6, int(START + 181 * DAY)).bytes(), window);
    row("refresh_after_expiry", "5.4", "It wants to be refreshed after it expires.", "Order", list().with(7, int(START + 121 * DAY)).bytes(), window);
    row("refresh_when_issued", "5.4", "It wants to be refreshed when it is issued.", "Order", list().with(7, int(START)).bytes(), window);
    row("refresh_at_expiry", "5.4", "It wants to be refreshed when it expires.", "Order", list().with(7, int(START + 120 * DAY)).bytes(), None);
    row("as_long_as_its_root", "5.4", "It expires when its root does.", "Bounds", list().with(5, int(START + 600 * DAY)).with(7, int(START + 700 * DAY)).with(6, int(START + 730 * DAY)).bytes(), None);
    row("longer_than_its_root", "5.4", "It lives longer than its root.", "Bounds", list().with(5, int(START + 600 * DAY)).with(7, int(START + 700 * DAY)).with(6, int(START + 731 * DAY)).bytes(), window);
    row("lifts", "5.4", "Field 9, which a later revision may use to restrict less.", "Extension", list().with(9, Value::Array(vec![])).bytes(), Some("trust.unsupported"));
    row("digest_too_short", "5.4", "A denied credential of 15 bytes.", "Bounds", list().with(10, Value::Array(vec![bytes(&[0; 15])])).bytes(), malformed);
    row("info_a_number", "5.4", "A status list that is a number.", "ClaimType", list().with(11, Value::Array(vec![int(1)])).bytes(), malformed);
    let info = |list: i64, entries: i64, bits: i64| {
        Value::Array(vec![int(list), int(entries), int(bits), Value::Null])
    };
    row("info_twice", "5.4", "One status list described twice.", "DuplicateKey", list().with(11, Value::Array(vec![info(3, 10, 1), info(3, 10, 1)])).bytes(), malformed);
    let five = Value::Array(vec![int(3), int(10), int(1), Value::Null, Value::Null]);
    row("info_of_five", "5.4", "A status list described in five parts.", "Structure", list().with(11, Value::Array(vec![five])).bytes(), malformed);
    row("info_of_nothing", "5.4", "A status list of no entries.", "Bounds", list().with(11, Value::Array(vec![info(3, 0, 1)])).bytes(), malformed);
    let named = |list: i64, uri: &str| Value::Array(vec![int(list), int(10), int(1), text(uri)]);
    row("info_of_no_uri", "5.4", "A status list with an empty URI.", "Bounds", list().with(11, Value::Array(vec![named(3, "")])).bytes(), malformed);
    row("info_of_a_uri_of_120", "5.4", "A URI of 120 characters.", "Bounds", list().with(11, Value::Array(vec![named(3, &"u".repeat(120))])).bytes(), None);
    row("info_of_a_uri_of_121", "5.4", "A URI of 121 characters.", "Bounds", list().with(11, Value::Array(vec![named(3, &"u".repeat(121))])).bytes(), malformed);
    row("info_of_no_bits", "5.4", "A status list of no bits per entry.", "Bounds", list().with(11, Value::Array(vec![info(3, 10, 0)])).bytes(), malformed);
    row("info_of_number_65536", "5.4", "A status list with number 65536.", "Bounds", list().with(11, Value::Array(vec![info(65_536, 10, 1)])).bytes(), malformed);
    row("info_as_large_as_can_be", "5.4", "A status list of 16,777,216 entries.", "Bounds", list().with(11, Value::Array(vec![info(3, 16_777_216, 2)])).bytes(), None);
    row("info_twice_under_two_uris", "5.4", "One status list under two URIs.", "DuplicateKey", list().with(11, Value::Array(vec![named(3, "urn:a"), named(3, "urn:b")])).bytes(), malformed);
    row("info_of_another_uri", "5.4", "Two status lists of one URI.", "DuplicateKey", list().with(11, Value::Array(vec![named(3, "urn:a"), named(4, "urn:a")])).bytes(), malformed);
    row("info_of_a_default_uri", "5.4", "A status list whose URI is that of another one without a URI.", "DuplicateKey", list().with(11, Value::Array(vec![named(3, "kp:s/4"), info(4, 10, 1)])).bytes(), malformed);
    row("info_of_four_bits", "5.4", "A status list of four bits.", "Bounds", list().with(11, Value::Array(vec![info(3, 10, 4)])).bytes(), malformed);
    let infos = (0..256).map(|number| info(number, 1_000, 1)).collect();
    row("status_lists_256", "5.4", "256 status lists, as many as an array may hold.", "Bounds", list().with(11, Value::Array(infos)).bytes(), None);
    let denied = (0..=255).map(|number| bytes(&[number; 16])).collect();
    row("denied_256", "5.4", "256 denied credentials, as many as an array may hold.", "Bounds", list().with(10, Value::Array(denied)).bytes(), None);
    row("info_too_large", "5.4", "A status list of 16,777,217 entries.", "Bounds", list().with(11, Value::Array(vec![info(3, 16_777_217, 1)])).bytes(), malformed);
    row("unknown_list_field", "5.2", "A field that nobody knows.", "Extension", list().with(12, int(1)).bytes(), malformed);
    row("no_entries", "5.4", "An empty list is in order.", "", list().with(8, Value::Array(vec![])).bytes(), None);
}

/// The root that came as a list is held, and there still is no list.
fn f_fix_held(f: &mut Folder) {
    f.vectors.last_mut().unwrap().expect("held", json!({ "root": 1, "epoch": 1, "list": null }));
}

fn entries(f: &mut Folder) {
    let with = |key: i64, value: Option<Value>| {
        let Value::Map(mut fields) = listed() else { unreachable!() };
        fields.retain(|(k, _)| *k != int(key));
        fields.extend(value.map(|value| (int(key), value)));
        fields.sort_by_key(|(key, _)| encode(key));
        list().with(8, Value::Array(vec![Value::Map(fields)])).bytes()
    };
    let mut row = |name: &str, section, shows, flags, document: Vec<u8>, code: Option<&str>| {
        list_row(f, name, section, shows, flags, &document, code);
    };
    let malformed = Some("trust.malformed");
    let weak = Some("trust.key-weak");
    row("entry_with_kid", "5.4", "A kid is computed, never listed.", "Kid", with(0, Some(bytes(&[0; 8]))), malformed);
    row("key_of_31_bytes", "5.4", "A key of 31 bytes.", "Bounds", with(1, Some(bytes(&[0; 31]))), malformed);
    let small_order = [
        ("0100000000000000000000000000000000000000000000000000000000000000", "order_1"),
        ("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "order_2"),
        ("0000000000000000000000000000000000000000000000000000000000000000", "order_4"),
        ("0000000000000000000000000000000000000000000000000000000000000080", "order_4_too"),
        ("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", "order_8"),
        ("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85", "order_8_too"),
        ("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a", "order_8_again"),
        ("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa", "order_8_as_well"),
    ];
    for (key, name) in small_order {
        row(&format!("key_of_{name}"), "2.4", "A key of small order, of the eight that there are.", "SmallOrder", with(1, Some(bytes(&from_hex(key)))), weak);
    }
    let ambiguous = [
        "0100000000000000000000000000000000000000000000000000000000000080",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ];
    for (number, key) in (1..).zip(ambiguous) {
        row(&format!("key_in_second_spelling_{number}"), "2.4", "A second spelling of a point of small order.", "SmallOrder SecondSpelling", with(1, Some(bytes(&from_hex(key)))), weak);
    }
    row("key_with_torsion", "2.4", "A good key with a part of order 8: libraries disagree about what it verifies.", "SmallOrder", with(1, Some(bytes(&mixed_order()))), weak);
    row("key_that_is_no_point", "2.4", "32 bytes that are no point.", "SmallOrder", with(1, Some(bytes(&[2; 32]))), weak);
    let overlap = Some("trust.key-overlap");
    row("list_key_listed", "5.4", "A key of the list role as an issuer.", "Roles", with(1, Some(public(LIST_KEYS[0]))), overlap);
    row("root_key_listed", "5.4", "A key of the root role as an issuer.", "Roles", with(1, Some(public(ROOT_KEYS[0]))), overlap);
    row("issuer_empty", "5.4", "An empty issuer.", "Bounds", with(2, Some(text(""))), malformed);
    row("issuer_too_long", "5.4", "An issuer of 33 bytes.", "Bounds", with(2, Some(text(&"P".repeat(33)))), malformed);
    row("no_issuer", "5.4", "No issuer.", "Required", with(2, None), malformed);
    row("no_state", "5.4", "No state.", "Required", with(7, None), malformed);
    row("no_lifetime", "5.4", "No longest lifetime.", "Required", with(9, None), malformed);
    row("no_scopes", "5.4", "No scopes at all: an entry says what it may, even if that is nothing.", "Required", with(3, None), malformed);
    row("scope_65536", "5.4", "A service beyond any scope.", "Scope", with(3, Some(Value::Array(vec![int(65_536)]))), malformed);
    let range = |from: i64, to: i64| Some(Value::Array(vec![Value::Array(vec![int(from), int(to)])]));
    row("scope_backwards", "5.4", "A range from 200 to 100.", "Scope", with(3, range(200, 100)), malformed);
    row("scope_of_one_end", "5.4", "A range of one number.", "Scope", with(3, Some(Value::Array(vec![Value::Array(vec![int(1)])]))), malformed);
    row("scopes_that_overlap", "5.4", "Scopes in any order, one inside the other.", "Scope", with(3, Some(Value::Array(vec![int(7), Value::Array(vec![int(0), int(9)])]))), None);
    row("window_empty", "5.4", "A window that ends when it begins.", "Order", with(4, Some(int(START + 90 * DAY))), Some("trust.window"));
    row("verify_until_the_window_ends", "5.4", "Honoured until it may no longer sign.", "Order", with(6, Some(int(START + 90 * DAY))), None);
    row("verify_until_before_the_window", "5.4", "Honoured until before it may no longer sign.", "Order", with(6, Some(int(START + 89 * DAY))), Some("trust.window"));
    row("state_5", "5.4", "A state that is not in the table.", "Extension", with(7, Some(int(5))), malformed);
    row("state_negative", "5.4", "State -1.", "Extension", with(7, Some(int(-1))), malformed);
    row("scope_negative", "5.4", "Service -1.", "Scope", with(3, Some(Value::Array(vec![int(-1)]))), malformed);
    row("usage_31", "5.4", "Every usage there is.", "", with(12, Some(int(31))), None);
    row("revoked_since_never", "5.4", "Revoked since, and no date.", "Required", with(7, Some(int(3))), malformed);
    row("since_without_revoked", "5.4", "A date of revocation for an active key.", "Extension", with(8, Some(int(START))), malformed);
    row("lifetime_0", "5.4", "No lifetime.", "Bounds", with(9, Some(int(0))), malformed);
    row("lifetime_too_long", "5.4", "A lifetime of twenty years and a second.", "Bounds", with(9, Some(int(630_720_001))), malformed);
    row("lifetime_of_twenty_years", "5.4", "The longest lifetime.", "Bounds", with(9, Some(int(630_720_000))), None);
    let single = |count: i64| (0..count).map(|number| int(2 * number));
    let ranges = |count: i64| (0..count).map(|number| Value::Array(vec![int(2 * number), int(2 * number)]));
    row("scopes_256", "5.4", "256 scopes, as many as an array may hold.", "Bounds", with(3, Some(Value::Array(single(256).collect()))), None);
    row("status_ranges_256", "5.4", "256 ranges of status lists, as many as an array may hold.", "Bounds", with(10, Some(Value::Array(ranges(256).collect()))), None);
    row("status_ranges_of_nothing", "5.4", "An array of no status lists is as good as none.", "", with(10, Some(Value::Array(vec![]))), None);
    row("display_name_of_64", "5.4", "A display name of 64 letters of two bytes.", "Bounds", with(11, Some(text(&"ن".repeat(64)))), None);
    row("display_name_of_65", "5.4", "A display name of 65 letters.", "Bounds", with(11, Some(text(&"N".repeat(65)))), malformed);
    row("display_name_empty", "5.4", "An empty display name.", "Bounds", with(11, Some(text(""))), malformed);
    row("usage_0", "5.4", "A usage of nothing.", "Extension", with(12, Some(int(0))), malformed);
    row("usage_32", "5.4", "A usage that nobody knows.", "Extension", with(12, Some(int(32))), malformed);
    let twice = list().with(8, Value::Array(vec![listed(), listed()])).bytes();
    row("key_listed_twice", "5.4", "A key that is listed twice: the second entry could be wider.", "DuplicateKey Scope", twice, Some("trust.key-duplicate"));
    let Value::Map(fields) = listed() else { unreachable!() };
    let many = (100..165_u8).map(|seed| {
        let mut fields = fields.clone();
        fields[0].1 = public(seed);
        Value::Map(fields)
    });
    let many: Vec<Value> = many.collect();
    row("entries_64", "5.4", "64 keys, as many as a list may have.", "Bounds", list().with(8, Value::Array(many[..64].to_vec())).bytes(), None);
    row("too_many_entries", "5.4", "65 keys.", "Bounds", list().with(8, Value::Array(many)).bytes(), malformed);
    let state = json!({ "root": [hex(&root().with(7, more_roles(&[(2, &[PROVINCE])])).bytes())], "list": [], "status": [], "clock": "device", "at": NOW });
    list_row(f, "key_of_a_role_for_later_listed", "5.4", "A key of a role that is kept for later, as an issuer.", "Roles", &list().bytes(), overlap).give("state", state);
}

/// `[8]` times nothing: a good key with a point of order 8 added to it.
fn mixed_order() -> Vec<u8> {
    use ed25519_dalek::VerifyingKey;
    let order_8 = from_hex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05");
    let small = VerifyingKey::from_bytes(&order_8.try_into().unwrap()).unwrap().to_edwards();
    let good = ed25519_dalek::SigningKey::from_bytes(&[PROVINCE; 32]).verifying_key().to_edwards();
    (good + small).compress().to_bytes().to_vec()
}

pub fn from_hex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

fn states(f: &mut Folder) {
    let standard = list_bytes(&standard(), &LIST_KEYS);
    let mut store = TrustStore::open(&pinned(), &standard, now()).unwrap();
    let following = |version: u64| {
        let root = Root::new(
            "pk-kp-test",
            days(START, 730),
            role(2, &ROOT_KEYS),
            Role::new(2, role(2, &LIST_KEYS).keys().to_vec()),
        )
        .unwrap();
        root.with_version(version, 1).unwrap()
    };
    let next = |version: u64| root_bytes(&following(version), &ROOT_KEYS);
    store.apply(&[next(2)], now());
    let whole = store.export();
    let held = json!({ "root": 2, "epoch": 1, "list": 1 });
    let mut row = |name: &str, shows, flags, state: &[u8], pin: &[u8], code: Option<&str>| {
        let vector = f.judge(name, "load", "5.10", shows, flags, code);
        vector.give("state", hex(state)).give("root", hex(pin));
        if code.is_none() {
            vector.expect("held", held.clone());
        }
    };
    row("state", "A root, its successor, a list and its mark.", "State", &whole, &first_root(), None);
    row("state_under_a_later_pin", "The application has come to pin the successor.", "State", &whole, &next(2), None);
    let resigned = root_bytes(&following(2), &ROOT_KEYS[1..]);
    row("state_under_a_later_pin_of_others", "The same, and the pinned document was signed by others than the one in the state: it says the same.", "State Pin", &whole, &resigned, None);
    row("state_of_another_pin", "A state that does not hold the pinned root.", "State Pin", &whole, &root_bytes(&common::root(), &ROOT_KEYS[1..]), Some("trust.pin"));
    row("state_cut", "The last byte is missing.", "State", &whole[..whole.len() - 1], &first_root(), Some("trust.state"));
    row("state_empty", "No state.", "State", b"", &first_root(), Some("trust.state"));
    row("state_with_a_byte_more", "A byte after it.", "State Trailing", &[&whole[..], &[0]].concat(), &first_root(), Some("trust.state"));
    let fields = |change: &dyn Fn(&mut Vec<(Value, Value)>)| {
        let Value::Map(mut fields) = crate::forge::decode(&whole) else { unreachable!() };
        change(&mut fields);
        encode(&Value::Map(fields))
    };
    let forged = list_bytes(&empty_list().with_entry(entry(99, "PK-KP")).unwrap(), &[98, 99]);
    row("state_with_a_forged_list", "Somebody put a list of their own into it.", "State", &fields(&|fields| fields[3].1 = bytes(&forged)), &first_root(), Some("trust.state"));
    let theirs = Root::new("pk-kp-test", days(START, 700), role(1, &[66]), role(1, &[67]))
        .unwrap()
        .with_version(2, 1)
        .unwrap();
    let theirs = root_bytes(&theirs, &[66]);
    row("state_with_a_forged_root", "Somebody put a root of their own into it: what is stored is not believed.", "State", &fields(&|fields| fields[2].1 = Value::Array(vec![bytes(&theirs)])), &first_root(), Some("trust.state"));
    row("state_with_another_mark", "The mark is not that of the list.", "State", &fields(&|fields| fields[4].1 = keyed(&[(1, int(1)), (2, bytes(&[0; 16])), (3, int(START))])), &first_root(), Some("trust.state"));
    let mark = |more: &[(i64, Value)], digest: usize| {
        let Value::Map(whole) = crate::forge::decode(&whole) else { unreachable!() };
        let Value::Map(mut mark) = whole[4].1.clone() else { unreachable!() };
        let Value::Bytes(bytes) = &mut mark[1].1 else { unreachable!() };
        bytes.truncate(digest);
        mark.extend(more.iter().map(|(key, value)| (int(*key), value.clone())));
        Value::Map(mark)
    };
    row("state_with_a_short_digest", "The digest of the mark has 15 bytes.", "State Bounds", &fields(&|fields| fields[4].1 = mark(&[], 15)), &first_root(), Some("trust.state"));
    row("state_with_a_longer_mark", "The mark has a fourth field.", "State Extension", &fields(&|fields| fields[4].1 = mark(&[(4, int(1))], 16)), &first_root(), Some("trust.state"));
    row("state_with_a_mark_of_a_number", "The mark is a number.", "State ClaimType", &fields(&|fields| fields[4].1 = int(1)), &first_root(), Some("trust.state"));
    row("state_with_a_sixth_field", "A field that nobody knows.", "State Extension", &fields(&|fields| fields.push((int(6), int(1)))), &first_root(), Some("trust.state"));
    row("state_without_mark", "A list and no mark.", "State", &fields(&|fields| drop(fields.pop())), &first_root(), Some("trust.state"));
    let twice = Value::Array(vec![bytes(&first_root()), bytes(&next(2))]);
    row("state_with_the_pinned_root_in_it", "The pinned root before its successors, where nobody writes it.", "State", &fields(&|fields| fields[2].1 = twice.clone()), &first_root(), Some("trust.state"));
    row("state_of_a_later_format", "A format that comes later.", "State Version", &fields(&|fields| fields[0].1 = int(2)), &first_root(), Some("trust.state"));
    let _ = at;
}
