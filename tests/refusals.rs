//! Every kind of bad input is refused with its own code. One fault at a time.

mod common;
mod forge;

use ciborium::Value;
use common::{DAY, NOW, PROVINCE, START, now};
use forge::credential::{
    claims, ed25519_signature, good, plus_l, tagged, with_claim, with_entitlement, with_kp, with_person,
};
use forge::{Forge, bare_text, bytes, encode, int, keyed, map, raw_text, text};
use khyber_pass::text::Oddity;
use khyber_pass::{Class, Finding, Place, Policy, ServiceCode, TrustBundle, Verifier};

fn verdict(text: &str) -> String {
    let verifier = common::verifier(ServiceCode::SEHAT_CARD);
    match verifier.verify_at(text, now()) {
        Ok(card) => format!("Trusted {:?}", card.caveats()),
        Err(no) => format!("{} {}", no.class(), no.code()),
    }
}

fn expect(rows: &[(&str, String, &str)]) {
    for (what, text, expected) in rows {
        assert_eq!(verdict(text), *expected, "{what}");
    }
}

#[test]
fn what_is_in_order_is_trusted() {
    expect(&[
        ("raw", good().text(), "Trusted []"),
        ("bare claim 169", bare_text(&good().message()), "Trusted []"),
        ("KP1 and zlib", format!("KP1:{}", bare_text(&good().message())), "Trusted []"),
        ("alg -19", good().with_protected(&[(1, int(-19)), (4, good().kid())]).text(), "Trusted []"),
        ("entitlements only", with_claim(169, None).text(), "Trusted []"),
    ]);
}

#[test]
fn envelopes() {
    let text = good().text();
    let bomb = bare_text(&vec![0; 40_000_000]);
    expect(&[
        ("empty", String::new(), "Unreadable envelope.empty"),
        ("5,000 characters", "KP1:".to_owned() + &"A".repeat(4_996), "Unreadable envelope.too-long"),
        ("small letters", text.to_lowercase(), "Unreadable envelope.lower-case"),
        ("another prefix", text.replace("KP1:", "KP9:"), "Unreadable envelope.prefix"),
        ("no prefix, no zlib", text.replace("KP1:", ""), "Unreadable envelope.not-compressed"),
        ("EU certificate", text.replace("KP1:", "HC1:"), "Unreadable envelope.foreign"),
        ("health card", "shc:/56762909524320603460292437404460".into(), "Unreadable envelope.foreign"),
        ("web address", "https://example.pk/kp?c=1".into(), "Unreadable envelope.foreign"),
        ("card number", "10000-0000001-1".into(), "Unreadable envelope.foreign"),
        ("trust bundle", trust_bundle(), "WrongPurpose purpose.not-a-credential"),
        ("damaged trust bundle", text.replace("KP1:", "KPT:"), "Unreadable envelope.foreign"),
        ("tab after it", text.clone() + "\t", "Unreadable envelope.white-space"),
        ("tab inside", text.replace("KP1:", "KP1:\t"), "Unreadable envelope.base45-character"),
        ("newline before", "\n".to_owned() + &text, "Unreadable envelope.white-space"),
        ("one character lost", text[..4 + 3 * 60 + 1].into(), "Unreadable envelope.base45-length"),
        ("group above 65535", text.clone() + ":::", "Unreadable envelope.base45-overflow"),
        ("pair above 255", "KP1:::".into(), "Unreadable envelope.base45-overflow"),
        ("half lost", text[..4 + 3 * 60].into(), "Unreadable cbor.truncated"),
        ("untagged", good().with_tag(None).text(), "Unreadable envelope.body"),
        ("dictionary 2", raw_text(&[2, 3, 0]), "Unreadable envelope.dictionary"),
        ("broken dictionary body", raw_text(&[1, 0xFF]), "Unreadable envelope.inflate"),
        ("zlib in name only", raw_text(&[0x78, 0x18, 0x41]), "Unreadable envelope.inflate"),
        ("bomb", bomb[..3_999].into(), "Unreadable envelope.inflate-limit"),
        ("trailing", trailing_after_zlib(), "Unreadable envelope.inflate-trailing"),
        ("zlib in zlib", bare_text(&zlib(&good().message())), "Unreadable cbor.truncated"),
        ("two codes in one", raw_text(&good().message().repeat(2)), "Unreadable cbor.trailing"),
    ]);
}

fn trust_bundle() -> String {
    TrustBundle::new(vec![good().message()]).unwrap().to_text().unwrap()
}

fn zlib(message: &[u8]) -> Vec<u8> {
    base45::decode(bare_text(message)).unwrap()
}

fn trailing_after_zlib() -> String {
    base45::encode([zlib(&good().message()), vec![0]].concat())
}

/// Camera applications write spaces as %20: undone once, and said.
#[test]
fn damage_by_a_camera_application() {
    let spaced =
        (0..200).map(|n| with_claim(7, Some(bytes(&[n; 8]))).text()).find(|t| t.contains(' ')).unwrap();
    expect(&[
        ("repaired", spaced.replace(' ', "%20"), "Trusted [EnvelopeRepaired]"),
        ("repaired, forged", flip_signature(&spaced).replace(' ', "%20"), "NotTrusted cose.signature"),
        ("beyond repair", "KP1:%20%20%20AAA".into(), "Unreadable envelope.dictionary"),
    ]);
}

fn flip_signature(text: &str) -> String {
    let mut message = base45::decode(&text[4..]).unwrap();
    *message.last_mut().unwrap() ^= 1;
    let flipped = (0..=255_u8).map(|n| {
        let at = message.len() - 20;
        message[at] = n;
        raw_text(&message)
    });
    flipped.into_iter().find(|text| text.contains(' ')).unwrap()
}

#[test]
fn deterministic_cbor() {
    let head = |payload: &[u8]| good().with_payload(payload).text();
    let exp = |value: &[u8]| {
        // {1: "PK-KP", 4: value, 6: ..., -84817: {6: [{0: 1}]}}
        let iat = encode(&int(START + DAY));
        [b"\xA4\x01\x65PK-KP\x04", value, b"\x06", &iat, b"\x3A\x00\x01\x4B\x50\xA1\x06\x81\xA1\x00\x01"]
            .concat()
    };
    let good_exp = encode(&int(START + 400 * DAY));
    let payload = exp(&good_exp);
    let twice = [b"\xA2\x04", &good_exp[..], b"\x04", &good_exp].concat();
    let long = [b"\xA1\x18\x04", &good_exp[..]].concat();
    expect(&[
        ("as it should be", head(&payload), "Trusted []"),
        ("float exp", head(&exp(b"\xFB\x41\xDC\x00\x00\x00\x00\x00\x00")), "Unreadable cbor.float"),
        ("not a number", head(&exp(b"\xF9\x7E\x00")), "Unreadable cbor.float"),
        ("bignum exp", head(&exp(b"\xC2\x44\x69\x55\xB9\x00")), "Unreadable cbor.malformed"),
        ("tagged exp", head(&exp(&[b"\xC1", &good_exp[..]].concat())), "Unreadable claims.time"),
        ("undefined exp", head(&exp(b"\xF7")), "Unreadable cbor.malformed"),
        ("trailing in the payload", head(&[&payload[..], &[0]].concat()), "Unreadable cbor.trailing"),
        ("empty payload", head(b""), "Unreadable cbor.truncated"),
        ("claim 4 twice", head(&twice), "Unreadable cbor.duplicate-key"),
        ("key 4 in two bytes", head(&long), "Unreadable cbor.long-head"),
        ("keys out of order", head(b"\xA2\x06\x01\x04\x02"), "Unreadable cbor.unsorted-key"),
        ("indefinite map", head(b"\xBF\xFF"), "Unreadable cbor.indefinite"),
        ("not UTF-8", head(b"\xA1\x01\x62\xC3\x28"), "Unreadable cbor.utf8"),
        ("20,000 levels", head(&[vec![0x81; 8_000], vec![0]].concat()[..2_000]), "Unreadable cbor.depth"),
        ("257 entries", head(b"\xB9\x01\x01"), "Unreadable cbor.entries"),
        ("array of 2^63", head(b"\x9B\x80\0\0\0\0\0\0\0"), "Unreadable cbor.entries"),
        ("payload in payload", head(&good().message()), "Unreadable claims.structure"),
    ]);
    let header = |bytes: &[u8]| good().with_protected_bytes(bytes).text();
    expect(&[
        ("trailing in the header", header(b"\xA1\x01\x27\x00"), "Unreadable cbor.trailing"),
        ("label twice", header(b"\xA2\x01\x27\x01\x27"), "Unreadable cbor.duplicate-key"),
        ("header no map", header(b"\x80"), "Unreadable cose.header"),
    ]);
}

#[test]
fn messages() {
    let kid = || good().kid();
    let header = |labels: &[(i64, Value)]| good().with_protected(labels).text();
    expect(&[
        ("detached payload", good().with_detached_payload().text(), "Unreadable cose.structure"),
        ("COSE_Mac0", good().with_tag(Some(17)).text(), "Unreadable envelope.body"),
        ("61(18(..))", tagged(&[61, 18]), "Unreadable envelope.body"),
        ("18(61(..))", tagged(&[18, 61]), "Unreadable cose.structure"),
        ("short signature", good().with_signature(&[0; 63]).text(), "Unreadable cose.signature-size"),
        ("long signature", good().with_signature(&[0; 65]).text(), "Unreadable cose.signature-size"),
        ("no alg", header(&[(4, kid())]), "Unreadable cose.alg-missing"),
        ("no header", good().with_protected_bytes(b"").text(), "Unreadable cose.kid"),
        ("alg as bytes", header(&[(1, bytes(b"-8")), (4, kid())]), "Unreadable cose.header"),
        ("alg -7", header(&[(1, int(-7)), (4, kid())]), "NotTrusted cose.alg"),
        ("alg HMAC", header(&[(1, int(5)), (4, kid())]), "NotTrusted cose.alg"),
        ("alg unknown", header(&[(1, int(-4_000)), (4, kid())]), "NotTrusted cose.alg"),
        ("alg by name", header(&[(1, text("EdDSA")), (4, kid())]), "NotTrusted cose.alg"),
        ("no kid", header(&[(1, int(-8))]), "Unreadable cose.kid"),
        ("kid of four", header(&[(1, int(-8)), (4, bytes(b"KP26"))]), "Unreadable cose.kid"),
        ("kid as text", header(&[(1, int(-8)), (4, text("abcdefgh"))]), "Unreadable cose.kid"),
        (
            "crit",
            header(&[(1, int(-8)), (2, Value::Array(vec![int(1)])), (4, kid())]),
            "Unreadable cose.crit",
        ),
        (
            "empty crit",
            header(&[(1, int(-8)), (2, Value::Array(vec![])), (4, kid())]),
            "Unreadable cose.crit",
        ),
        ("typ", header(&[(1, int(-8)), (4, kid()), (16, text("x"))]), "Unreadable cose.typ"),
        ("extra label", header(&[(1, int(-8)), (4, kid()), (33, bytes(b""))]), "Unreadable cose.header"),
        (
            "alg unprotected",
            good().with_protected(&[(4, kid())]).with_unprotected(&[(1, int(-8))]).text(),
            "Unreadable cose.alg-unprotected",
        ),
        ("alg twice", good().with_unprotected(&[(1, int(-7))]).text(), "Unreadable cose.alg-unprotected"),
        ("kid unprotected", good().with_unprotected(&[(4, kid())]).text(), "Unreadable cose.unprotected"),
    ]);
}

#[test]
fn signatures_and_keys() {
    let mut other_payload = good().payload;
    let place = other_payload.windows(6).position(|w| w == b"Namuna").unwrap();
    other_payload[place] = b'M';
    let stranger = Forge::new(99, &claims());
    let pretender = stranger.clone().with_protected(&[(1, int(-8)), (4, good().kid())]);
    let mut malleable = ed25519_dalek::Signature::from_bytes(&[0; 64]).to_bytes();
    malleable[0] = 1; // R is the identity, S is zero
    expect(&[
        ("zero signature", good().with_signature(&[0; 64]).text(), "NotTrusted cose.signature"),
        ("identity signature", good().with_signature(&malleable).text(), "NotTrusted cose.signature"),
        ("S + L", good().with_signature(&plus_l(&good())).text(), "NotTrusted cose.signature"),
        ("another key's kid", pretender.text(), "NotTrusted cose.signature"),
        ("alien kid", stranger.text(), "NotTrusted key.unknown"),
        ("a root key", Forge::new(common::ROOT_KEYS[0], &claims()).text(), "NotTrusted key.unknown"),
    ]);
    let altered = good().with_payload(&other_payload);
    let signature = ed25519_signature(&good());
    expect(&[("altered name", altered.with_signature(&signature).text(), "NotTrusted cose.signature")]);
}

#[test]
fn claims_in_general() {
    let time = |key, value| with_claim(key, Some(value)).text();
    let holder = |key: &[(i64, Value)]| time(8, keyed(&[(1, keyed(key))]));
    expect(&[
        ("no claims", good().with_payload(b"\x80").text(), "Unreadable claims.structure"),
        ("no iss", with_claim(1, None).text(), "Unreadable claims.iss-missing"),
        ("iss empty", with_claim(1, Some(text(""))).text(), "Unreadable claims.value"),
        ("iss of 33", with_claim(1, Some(text(&"P".repeat(33)))).text(), "Unreadable claims.length"),
        ("iss a number", with_claim(1, Some(int(1))).text(), "Unreadable claims.type"),
        ("no exp", with_claim(4, None).text(), "Unreadable claims.exp-missing"),
        ("no iat", with_claim(6, None).text(), "Unreadable claims.iat-missing"),
        ("exp a text", time(4, text("2030")), "Unreadable claims.time"),
        ("exp zero", time(4, int(0)), "Unreadable claims.time"),
        ("exp negative", time(4, int(-1)), "Unreadable claims.time"),
        ("exp too far", time(4, int(253_402_300_800)), "Unreadable claims.time"),
        ("exp i64::MAX", time(4, int(i64::MAX)), "Unreadable claims.time"),
        ("exp u64::MAX", time(4, Value::Integer(u64::MAX.into())), "Unreadable claims.time"),
        ("exp = iat", time(4, int(START + DAY)), "Unreadable claims.order"),
        ("iat after exp", time(6, int(START + 500 * DAY)), "Unreadable claims.order"),
        ("nbf = exp", time(5, int(START + 400 * DAY)), "Unreadable claims.order"),
        ("cti of 7", time(7, bytes(&[1; 7])), "Unreadable claims.length"),
        ("cti of 17", time(7, bytes(&[1; 17])), "Unreadable claims.length"),
        ("cti a text", time(7, text("12345678")), "Unreadable claims.type"),
        ("cnf no map", time(8, int(1)), "Unreadable claims.type"),
        ("cnf without key", time(8, keyed(&[])), "Unreadable claims.structure"),
        ("cnf of no type", holder(&[(-1, int(6)), (-2, bytes(&[5; 32]))]), "Unreadable claims.structure"),
        ("cnf without x", holder(&[(1, int(1)), (-1, int(6))]), "Unreadable claims.structure"),
        (
            "cnf of 31 bytes",
            holder(&[(1, int(1)), (-1, int(6)), (-2, bytes(&[5; 31]))]),
            "Unreadable claims.value",
        ),
        ("nothing in it", Forge::new(PROVINCE, &claims()[..3]).text(), "Unreadable claims.empty"),
        ("status without list", time(65_535, keyed(&[])), "Unreadable claims.structure"),
        (
            "a later claim",
            time(-70_000, map(&[(text("admin"), Value::Bool(true))])),
            "Trusted [ClaimsFinding]",
        ),
    ]);
}

#[test]
fn identity_maps() {
    let name = || (4, text("Namuna Khan"));
    let field = |key, value| {
        let mut fields = vec![name(), (key, value)];
        fields.sort_by_key(|(key, _)| encode(&int(*key)));
        with_person(&fields).text()
    };
    let refused = |what| format!("Unreadable claims.{what}");
    let rows = [
        ("no name", with_person(&[(3, text("eng"))]).text(), refused("name-missing")),
        ("name empty", with_person(&[(4, text(""))]).text(), refused("value")),
        ("name of 61", with_person(&[(4, text(&"N".repeat(61)))]).text(), refused("length")),
        ("a byte string around the map", with_claim(169, Some(bytes(b"\xA0"))).text(), refused("type")),
        ("another profile", field(2, text("1.2.0")), refused("version")),
        ("number as integer", field(1, int(1_000_000_000_011)), refused("type")),
        ("14 digits", field(1, text("10000000000110")), refused("value")),
        ("hyphens", field(1, text("10000-0000001-1")), refused("value")),
        ("31 February", field(8, text("20260231")), refused("value")),
        ("dashed date", field(8, text("1990-3-1")), refused("value")),
        ("six digits", field(8, text("199003")), refused("value")),
        ("gender as text", field(9, text("1")), refused("type")),
        ("gender 4", field(9, int(4)), refused("value")),
        ("four lines of address", field(10, text("a\nb\nc\nd")), refused("value")),
        ("phone", field(12, text("03001234567")), refused("value")),
        ("nationality", field(13, text("PAK")), refused("length")),
        ("language", field(3, text("EN")), refused("value")),
        ("country in small letters", field(23, text("pk")), refused("value")),
        ("two faces", field(62, Value::Array(vec![keyed(&[]), keyed(&[])])), refused("length")),
        ("a face without data", field(62, Value::Array(vec![keyed(&[(2, int(4))])])), refused("structure")),
        ("a large photo", field(16, bytes(&[0; 1_201])), refused("length")),
        ("eleven fingers", field(18, Value::Array(vec![int(1); 11])), refused("length")),
        ("a first name as number", field(5, int(1)), refused("type")),
    ];
    for (what, text, expected) in rows {
        assert_eq!(verdict(&text), expected, "{what}");
    }
    expect(&[
        ("no profile", with_person(&[(4, text("Namuna"))]).text(), "Trusted []"),
        ("month unknown", field(8, text("19790000")), "Trusted []"),
        (
            "override in the name",
            with_person(&[(4, text("Namuna\u{202e}nahK"))]).text(),
            "Trusted [ClaimsFinding]",
        ),
        ("control in the name", with_person(&[(4, text("Namuna\u{7}"))]).text(), "Trusted [ClaimsFinding]"),
        ("decomposed name", with_person(&[(4, text("Namune\u{301}"))]).text(), "Trusted [ClaimsFinding]"),
        ("later key", field(80, int(1)), "Trusted [ClaimsFinding]"),
        (
            "text label",
            with_claim(169, Some(map(&[(int(4), text("N")), (text("x"), int(1))]))).text(),
            "Trusted [ClaimsFinding]",
        ),
    ]);
}

/// An officer's application can say what was left aside, and where.
#[test]
fn what_was_left_aside_is_told() {
    let text = with_person(&[(4, text("Namune\u{301}")), (80, int(1))]).text();
    let card = common::verifier(ServiceCode::SEHAT_CARD).verify_at(&text, now()).unwrap();
    let at = |key| Place { part: "identity", key };
    let name = Finding::OddText { place: at(4), oddity: Oddity::Rewritten };
    assert_eq!(card.findings(), [name, Finding::UnknownField { place: at(80) }]);
}

#[test]
fn private_claims() {
    let entitlement = |fields: &[(i64, Value)]| with_entitlement(fields).text();
    let service = || (0, int(1));
    expect(&[
        ("kp no map", with_claim(-84_817, Some(int(1))).text(), "Unreadable claims.type"),
        ("revision 1", with_kp(&[(0, int(1))]).text(), "Unreadable claims.version"),
        ("kind 10", with_kp(&[(2, int(10))]).text(), "Unreadable claims.value"),
        ("relation 7", with_kp(&[(3, int(7))]).text(), "Unreadable claims.value"),
        (
            "no entitlement in the list",
            with_kp(&[(6, Value::Array(vec![]))]).text(),
            "Unreadable claims.length",
        ),
        (
            "17 entitlements",
            with_kp(&[(6, Value::Array(vec![keyed(&[service()]); 17]))]).text(),
            "Unreadable claims.length",
        ),
        (
            "status of three",
            with_kp(&[(7, Value::Array(vec![int(1); 3]))]).text(),
            "Unreadable claims.length",
        ),
        ("no service", entitlement(&[(1, text("A"))]), "Unreadable claims.structure"),
        ("service 0", entitlement(&[(0, int(0))]), "Unreadable claims.value"),
        ("service -1", entitlement(&[(0, int(-1))]), "Unreadable claims.value"),
        ("small reference", entitlement(&[service(), (1, text("scp-1"))]), "Unreadable claims.value"),
        ("long reference", entitlement(&[service(), (1, text(&"A".repeat(25)))]), "Unreadable claims.length"),
        ("day as text", entitlement(&[service(), (4, text("2030"))]), "Unreadable claims.type"),
        ("day beyond 9999", entitlement(&[service(), (4, int(2_932_897))]), "Unreadable claims.value"),
        ("until before from", entitlement(&[service(), (3, int(9)), (4, int(8))]), "Unreadable claims.value"),
        (
            "unknown service as well",
            with_kp(&[(6, Value::Array(vec![keyed(&[service()]), keyed(&[(0, int(900))])]))]).text(),
            "Trusted []",
        ),
        ("service beyond any scope", entitlement(&[(0, int(65_536))]), "NotTrusted key.scope"),
        ("private field", entitlement(&[service(), (-1, int(1))]), "Trusted [ClaimsFinding]"),
    ]);
    let person_without_person = {
        let mut claims = claims();
        claims.remove(3);
        claims[3].1 = keyed(&[(3, int(1)), (6, Value::Array(vec![keyed(&[service()])]))]);
        Forge::new(PROVINCE, &claims).text()
    };
    expect(&[("a guardian of nobody", person_without_person, "Unreadable claims.value")]);
}

#[test]
fn purposes() {
    let state = |fields: &[(i64, Value)]| {
        let all = [&[(0, int(1))], fields].concat();
        with_entitlement(&all).text()
    };
    let today = NOW / DAY;
    expect(&[
        ("another service", with_entitlement(&[(0, int(5))]).text(), "WrongPurpose purpose.service-missing"),
        ("no service", with_kp(&[]).text(), "WrongPurpose purpose.service-missing"),
        ("until today", state(&[(4, int(today))]), "Trusted []"),
        ("until yesterday", state(&[(4, int(today - 1))]), "WrongPurpose entitlement.expired"),
        ("from tomorrow", state(&[(3, int(today + 1))]), "WrongPurpose entitlement.not-yet"),
        ("pending", state(&[(2, int(1))]), "WrongPurpose entitlement.pending"),
        ("suspended", state(&[(2, int(2))]), "WrongPurpose entitlement.suspended"),
        ("withdrawn", state(&[(2, int(3))]), "WrongPurpose entitlement.withdrawn"),
        ("exhausted", state(&[(2, int(4))]), "WrongPurpose entitlement.exhausted"),
        ("for life", state(&[(2, int(5))]), "Trusted []"),
        ("a later status", state(&[(2, int(6))]), "WrongPurpose entitlement.unknown-state"),
    ]);
    let one_is_enough = Value::Array(vec![keyed(&[(0, int(1)), (2, int(2))]), keyed(&[(0, int(1))])]);
    expect(&[("one active is enough", with_kp(&[(6, one_is_enough)]).text(), "Trusted []")]);
    let gate = Verifier::new(common::store(), Policy::for_identity());
    let refused = gate.verify_at(&with_claim(169, None).text(), now()).unwrap_err();
    assert_eq!((refused.class(), refused.code().name()), (Class::WrongPurpose, "purpose.identity-missing"));
}

/// Unreadable before not trusted, before the wrong purpose, before undecided.
#[test]
fn the_strongest_reason_speaks() {
    let mut expired_elsewhere = claims();
    expired_elsewhere[1].1 = int(START + 2 * DAY);
    expired_elsewhere[4].1 = keyed(&[(6, Value::Array(vec![keyed(&[(0, int(5))])]))]);
    let text = Forge::new(PROVINCE, &expired_elsewhere).text();
    let verifier = common::verifier(ServiceCode::SEHAT_CARD);
    let refused = verifier.verify_at(&text, now()).unwrap_err();
    assert_eq!(refused.code().name(), "time.expired");
    let others: Vec<_> = refused.other_reasons().iter().map(|reason| reason.code().name()).collect();
    assert_eq!(others, ["purpose.service-missing"]);
}
