//! A small province: TEST keys, a root, a trust list, and the eight invented people.

#![allow(dead_code)] // each test file uses some of it

#[path = "../../examples/people/mod.rs"]
pub mod people;

use khyber_pass::{
    Clock, ListEntry, PinnedRoot, Policy, Role, Root, Scopes, ServiceCode, SigningKey, StatusListInfo,
    Timestamp, TrustList, TrustStore, Usage, Validity, Verifier,
};

use std::sync::OnceLock;

/// 2026-01-01T00:00:00Z, when everything begins.
pub const START: i64 = 1_767_225_600;
/// 2026-02-01T00:00:00Z, when things are looked at.
pub const NOW: i64 = 1_769_904_000;
pub const DAY: i64 = 86_400;

pub fn at(seconds: i64) -> Timestamp {
    Timestamp::new(seconds).unwrap()
}

pub fn now() -> Clock {
    Clock::device(at(NOW))
}

pub fn days(from: i64, days: u32) -> Validity {
    Validity::days_from(at(from), days).unwrap()
}

/// The validity of most credentials: issued in January 2026, for five years.
pub fn five_years() -> Validity {
    days(START + DAY, 1_826)
}

pub fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(&[seed; 32])
}

pub const ROOT_KEYS: [u8; 3] = [11, 12, 13];
pub const LIST_KEYS: [u8; 3] = [21, 22, 23];
pub const PROVINCE: u8 = 31;
pub const HEALTH: u8 = 32;
/// Signs status lists 3 and 4, and changes of them.
pub const STATUS: u8 = 41;

pub fn role(threshold: usize, seeds: &[u8]) -> Role {
    Role::new(threshold, seeds.iter().map(|seed| key(*seed).public_key()).collect())
}

pub fn root() -> Root {
    Root::new("pk-kp-test", days(START, 730), role(2, &ROOT_KEYS), role(2, &LIST_KEYS)).unwrap()
}

pub fn root_bytes(root: &Root, signers: &[u8]) -> Vec<u8> {
    let prepared = root.prepare().unwrap();
    signers.iter().fold(prepared, |doc, seed| doc.sign(&key(*seed)).unwrap()).finish()
}

pub fn pinned() -> PinnedRoot {
    PinnedRoot::from_bytes(&root_bytes(&root(), &ROOT_KEYS[..2])).unwrap()
}

/// A key that signs in the first quarter of 2026, for every service, for up to ten years.
pub fn entry(seed: u8, issuer: &str) -> ListEntry {
    ListEntry::new(key(seed).public_key(), issuer, days(START, 90), at(START + 4_000 * DAY))
        .unwrap()
        .with_scopes(Scopes::none().with_range(0, 65_535))
        .with_longest_lifetime_days(3_650)
        .unwrap()
}

/// The key of the department of health: identity and the Sehat Card only.
pub fn health_entry() -> ListEntry {
    let scopes = Scopes::none().with(ServiceCode::IDENTITY).with(ServiceCode::SEHAT_CARD);
    entry(HEALTH, "PK-KP/HEALTH").with_scopes(scopes).with_name("Department of Health (TEST)").unwrap()
}

/// An empty list of 120 days that should be refreshed after 30.
pub fn empty_list() -> TrustList {
    TrustList::new("pk-kp-test", days(START, 120), at(START + 40 * DAY)).unwrap()
}

pub fn list_bytes(list: &TrustList, signers: &[u8]) -> Vec<u8> {
    let prepared = list.prepare().unwrap();
    signers.iter().fold(prepared, |doc, seed| doc.sign(&key(*seed)).unwrap()).finish()
}

pub fn store_with(list: TrustList) -> TrustStore {
    TrustStore::open(&pinned(), &list_bytes(&list, &LIST_KEYS[1..]), now()).unwrap()
}

/// The province and the department of health.
pub fn store() -> TrustStore {
    static STORE: OnceLock<TrustStore> = OnceLock::new();
    STORE.get_or_init(make_store).clone()
}

fn make_store() -> TrustStore {
    let list = empty_list().with_entry(entry(PROVINCE, "PK-KP")).unwrap();
    store_with(list.with_entry(health_entry()).unwrap())
}

pub fn verifier(service: ServiceCode) -> Verifier {
    Verifier::new(store(), Policy::for_service(service))
}

pub fn status_info(list: u16, entries: u64, bits: u8) -> StatusListInfo {
    StatusListInfo { list, entries, bits, uri: None }
}

pub const NEW_ROOT_KEYS: [u8; 3] = [14, 15, 16];
pub const NEW_LIST_KEYS: [u8; 3] = [24, 25, 26];

/// The list of the province in one of its versions.
pub fn list(version: u64, epoch: u64) -> TrustList {
    let list = empty_list().with_entry(entry(PROVINCE, "PK-KP")).unwrap();
    list.with_version(version, epoch).unwrap()
}

/// Signed by the first two list keys.
pub fn signed(list: &TrustList) -> Vec<u8> {
    list_bytes(list, &LIST_KEYS[..2])
}

/// The office that signs status lists.
pub fn status_entry() -> ListEntry {
    let entry = entry(STATUS, "PK-KP/STATUS").with_scopes(Scopes::none());
    entry.with_usage(Usage::STATUS.and(Usage::DELTA)).with_status_lists(3, 4).unwrap()
}

/// The province points to lists 3 (two bits) and 4 (one bit), of a thousand entries.
pub fn status_list() -> TrustList {
    let province = entry(PROVINCE, "PK-KP").with_status_lists(3, 4).unwrap();
    let list = empty_list().with_entry(province).unwrap().with_entry(status_entry()).unwrap();
    list.with_status_list(status_info(3, 1_000, 2))
        .unwrap()
        .with_status_list(status_info(4, 1_000, 1))
        .unwrap()
}
