//! Trust documents that many vectors share.

use crate::common::{
    self, DAY, HEALTH, LIST_KEYS, PROVINCE, ROOT_KEYS, START, STATUS, at, empty_list, entry, health_entry,
    list_bytes, root, root_bytes, status_entry, status_list,
};
use crate::forge::{Token, hex};
use khyber_pass::{ListEntry, TrustList};
use serde_json::{Value, json};

/// Name, what it is, and the documents.
pub fn documents() -> Vec<(&'static str, &'static str, Value)> {
    let tokens = [Token::good().with_entries(&[(7, 1), (8, 2), (9, 3)]).bytes(), list_four()];
    vec![
        (
            "standard",
            "TEST keys. The province (seed 31) may attest every service, the department of health (seed 32) identity and service 1.",
            with_list(&standard(), &[]),
        ),
        (
            "status",
            "TEST keys. As standard, and the province must give status entries: lists 3 (two bits) and 4 (one bit), signed by seed 41. In list 3 entry 7 is revoked, 8 suspended, 9 has the value 3.",
            with_list(&status_list(), &tokens),
        ),
        ("no-tokens", "TEST keys. As status, without any status list.", with_list(&status_list(), &[])),
    ]
}

pub fn standard() -> TrustList {
    let list = empty_list().with_entry(entry(PROVINCE, "PK-KP")).unwrap();
    list.with_entry(health_entry()).unwrap()
}

/// The root, a list that the list keys sign, and status documents.
pub fn with_list(list: &TrustList, status: &[Vec<u8>]) -> Value {
    with_bytes(&list_bytes(list, &LIST_KEYS[1..]), status)
}

pub fn with_bytes(list: &[u8], status: &[Vec<u8>]) -> Value {
    let status: Vec<String> = status.iter().map(|document| hex(document)).collect();
    json!({ "root": [hex(&first_root())], "list": hex(list), "status": status })
}

pub fn first_root() -> Vec<u8> {
    root_bytes(&root(), &ROOT_KEYS[..2])
}

/// A list of which this is the only entry.
pub fn only(entry: ListEntry) -> Value {
    with_list(&empty_list().with_entry(entry).unwrap(), &[])
}

/// Entry 7 of list 4 is revoked.
pub fn list_four() -> Vec<u8> {
    let mut entries = [0_u8; 125];
    entries[0] = 1 << 7;
    let lst = crate::forge::stored_zlib(&entries);
    Token { subject: "kp:s/4".to_owned(), bits: 1, lst, ..Token::good() }.bytes()
}

/// What the vectors of the forge rest on.
#[test]
fn the_seeds_are_those_of_the_tests() {
    assert_eq!((PROVINCE, HEALTH, STATUS), (31, 32, 41));
    assert_eq!(common::at(START + DAY), at(1_767_312_000));
    assert_eq!(status_entry().issuer(), "PK-KP/STATUS");
}
