//! Credentials that start out right: a person, a service, the province's TEST key.

use super::{Forge, Value, decode, encode, int, keyed, raw_text, text};

/// The key of the province, 2026-01-01T00:00:00Z, and a day.
const PROVINCE: u8 = 31;
const START: i64 = 1_767_225_600;
const DAY: i64 = 86_400;

/// A person and a service, in order.
pub fn claims() -> Vec<(i64, Value)> {
    let person = keyed(&[(2, text("KP1")), (3, text("eng")), (4, text("Namuna Khan"))]);
    let service = keyed(&[(0, int(1))]);
    vec![
        (1, text("PK-KP")),
        (4, int(START + 400 * DAY)),
        (6, int(START + DAY)),
        (169, person),
        (-84_817, keyed(&[(6, Value::Array(vec![service]))])),
    ]
}

pub fn good() -> Forge {
    Forge::new(PROVINCE, &claims())
}

/// The claims with one of them changed; `None` takes it away.
pub fn with_claim(key: i64, value: Option<Value>) -> Forge {
    let mut claims = claims();
    match (claims.iter().position(|(k, _)| *k == key), value) {
        (Some(place), Some(value)) => claims[place].1 = value,
        (Some(place), None) => drop(claims.remove(place)),
        (None, Some(value)) => claims.push((key, value)),
        (None, None) => {}
    }
    let order = |(key, _): &(i64, Value)| encode(&int(*key));
    claims.sort_by_key(order);
    Forge::new(PROVINCE, &claims)
}

pub fn with_person(fields: &[(i64, Value)]) -> Forge {
    with_claim(169, Some(keyed(fields)))
}

pub fn with_kp(fields: &[(i64, Value)]) -> Forge {
    with_claim(-84_817, Some(keyed(fields)))
}

pub fn with_entitlement(fields: &[(i64, Value)]) -> Forge {
    with_kp(&[(6, Value::Array(vec![keyed(fields)]))])
}

pub fn tagged(tags: &[u64]) -> String {
    let untagged = decode(&good().with_tag(None).message());
    let wrap = |inside, tag: &u64| Value::Tag(*tag, Box::new(inside));
    raw_text(&encode(&tags.iter().rev().fold(untagged, wrap)))
}

pub fn ed25519_signature(forge: &Forge) -> Vec<u8> {
    let message = forge.message();
    message[message.len() - 64..].to_vec()
}

/// The group order added to S: the same equation, another spelling.
pub fn plus_l(forge: &Forge) -> Vec<u8> {
    const L: [u8; 32] = [
        0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9, 0xDE, 0x14, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let mut signature = ed25519_signature(forge);
    let mut carry = 0_u16;
    for (byte, add) in signature[32..].iter_mut().zip(L) {
        carry += u16::from(*byte) + u16::from(add);
        *byte = (carry & 0xFF) as u8;
        carry >>= 8;
    }
    signature
}
