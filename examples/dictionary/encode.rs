//! Writes a person as a signed message (§2, §3), with a random key hint and a random signature.
//!
//! Small on purpose: the sizes are those of the crate's own messages, without the cost of signing.

use super::people::Person;
use super::services::Service;

/// The message: COSE_Sign1, tag 18.
pub fn message(person: &Person) -> Vec<u8> {
    let protected = map([(1, Some(int(-8))), (4, Some(bytes(&person.kid)))]);
    let parts =
        [vec![0xD2, 0x84], bytes(&protected), vec![0xA0], bytes(&payload(person)), bytes(&person.signature)];
    parts.concat()
}

fn payload(person: &Person) -> Vec<u8> {
    map([
        (1, Some(text(person.issuer))),
        (4, Some(int(person.expires_at))),
        (6, Some(int(person.issued_at))),
        (169, Some(identity(person))),
        (-84_817, kp(person)),
    ])
}

fn identity(person: &Person) -> Vec<u8> {
    let guardian = person.guardian.as_ref();
    map([
        (1, person.number.as_deref().map(text)),
        (2, Some(text("KP1"))),
        (3, Some(text("eng"))),
        (4, Some(text(&person.name))),
        (8, Some(text(&person.born))),
        (9, Some(int(person.gender))),
        (13, Some(text("PK"))),
        (15, guardian.map(|guardian| text(&guardian.name))),
        (19, person.second_name.as_deref().map(text)),
        (20, person.second_name.as_ref().map(|_| text(person.second_language))),
        (21, person.location.as_deref().map(text)),
        (23, Some(text("PK"))),
    ])
}

fn kp(person: &Person) -> Option<Vec<u8>> {
    let guardian = person.guardian.as_ref();
    let second_guardian = guardian.and_then(|guardian| guardian.second_name.as_deref());
    let services: Vec<Vec<u8>> = person.services.iter().map(entitlement).collect();
    let fields = [
        (2, (person.number_kind != 1).then(|| int(person.number_kind))),
        (3, guardian.map(|guardian| int(guardian.relation))),
        (4, second_guardian.map(text)),
        (6, (!services.is_empty()).then(|| array(&services))),
        (7, person.status.map(|(list, index)| array(&[int(list), int(index)]))),
        (8, person.assurance.map(int)),
    ];
    fields.iter().any(|(_, value)| value.is_some()).then(|| map(fields))
}

fn entitlement(service: &Service) -> Vec<u8> {
    map([
        (0, Some(int(service.code))),
        (1, Some(text(&service.reference))),
        (3, service.from.map(int)),
        (4, service.until.map(int)),
        (6, service.category.map(text)),
        (7, service.quantity.map(int)),
        (8, service.office.as_deref().map(text)),
    ])
}

/// A map of the fields that are there. Callers give the keys in the order of §1.2.
fn map<const N: usize>(fields: [(i64, Option<Vec<u8>>); N]) -> Vec<u8> {
    let there: Vec<_> = fields.into_iter().filter_map(|(key, value)| Some((int(key), value?))).collect();
    let body = there.iter().flat_map(|(key, value)| [key.as_slice(), value].concat());
    [head(5, there.len() as u64), body.collect()].concat()
}

fn array(items: &[Vec<u8>]) -> Vec<u8> {
    [head(4, items.len() as u64), items.concat()].concat()
}

fn text(text: &str) -> Vec<u8> {
    [head(3, text.len() as u64), text.into()].concat()
}

fn bytes(bytes: &[u8]) -> Vec<u8> {
    [head(2, bytes.len() as u64), bytes.into()].concat()
}

fn int(number: i64) -> Vec<u8> {
    match u64::try_from(number) {
        Ok(number) => head(0, number),
        Err(_) => head(1, number.unsigned_abs() - 1),
    }
}

/// The shortest head of a major type (RFC 8949 §4.2.1).
fn head(major: u8, number: u64) -> Vec<u8> {
    let first = |low: u8| major << 5 | low;
    match number {
        0..=23 => vec![first(number as u8)],
        24..=0xFF => vec![first(24), number as u8],
        0x100..=0xFFFF => [&[first(25)], &(number as u16).to_be_bytes()[..]].concat(),
        0x1_0000..=0xFFFF_FFFF => [&[first(26)], &(number as u32).to_be_bytes()[..]].concat(),
        _ => [&[first(27)], &number.to_be_bytes()[..]].concat(),
    }
}
