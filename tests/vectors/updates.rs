//! What a verifier takes in, one after the other.

use crate::build::{Folder, Vector};
use crate::common::{
    DAY, LIST_KEYS, NEW_LIST_KEYS, NEW_ROOT_KEYS, NOW, PROVINCE, ROOT_KEYS, START, list, signed, at, days, empty_list, entry, list_bytes, role,
    root_bytes,
};
use crate::forge::hex;
use crate::shared::first_root;
use khyber_pass::{Role, Root, TrustList};
use serde_json::{Value, json};

fn root(version: u64, epoch: u64, root_keys: &[u8], list_role: Role) -> Root {
    let root = Root::new("pk-kp-test", days(START, 730), role(2, root_keys), list_role).unwrap();
    root.with_version(version, epoch).unwrap()
}

fn same_keys(version: u64) -> Vec<u8> {
    root_bytes(&root(version, 1, &ROOT_KEYS, role(2, &LIST_KEYS)), &ROOT_KEYS[..2])
}

/// What a verifier holds, on 1 February.
fn holding(roots: &[Vec<u8>], lists: &[Vec<u8>]) -> Value {
    let all = |documents: &[Vec<u8>]| documents.iter().map(|document| hex(document)).collect::<Vec<_>>();
    json!({ "root": all(roots), "list": all(lists), "status": [], "clock": "device", "at": NOW })
}

/// The first root, and version 5 of the list.
fn with_five() -> Value {
    holding(&[first_root()], &[signed(&list(5, 1))])
}

/// What comes to a verifier in this state, on the same day; root, epoch and list afterwards.
fn after<'a>(
    f: &'a mut Folder,
    name: &str,
    shows: &'static str,
    flags: &'static str,
    state: &Value,
    update: &[Vec<u8>],
    lines: &[&str],
    held: (u64, u64, Option<u64>),
) -> &'a mut Vector {
    let code = lines.iter().copied().find(|line| line.contains('.'));
    f.judge(name, "update", "5.9", shows, flags, code)
        .give("state", state.clone())
        .give("update", update.iter().map(|document| hex(document)).collect::<Vec<_>>())
        .clock("device", NOW)
        .expect("lines", json!(lines))
        .expect("held", json!({ "root": held.0, "epoch": held.1, "list": held.2 }))
}

pub fn add(f: &mut Folder) {
    // root, epoch, list afterwards
    let mut row = |name: &str,
                   shows,
                   flags,
                   update: Vec<Vec<u8>>,
                   lines: &[&str],
                   held: (u64, u64, Option<u64>)| {
        after(f, name, shows, flags, &with_five(), &update, lines, held);
    };
    let five = (1, 1, Some(5));
    row("newer_list", "A higher version.", "Rollback", vec![signed(&list(7, 1))], &["accepted"], (1, 1, Some(7)));
    row("older_list", "A lower version.", "Rollback", vec![signed(&list(4, 1))], &["trust.rollback"], five);
    row("two_lists_in_one_bundle", "The newer one and then the older one, in one bundle: taken in the order of their versions.", "Rollback", vec![signed(&list(7, 1)), signed(&list(6, 1))], &["accepted", "accepted"], (1, 1, Some(7)));
    row("same_list", "The same contents, signed by others.", "Equivocation", vec![list_bytes(&list(5, 1), &LIST_KEYS[1..])], &["held"], five);
    row("older_list_below_its_threshold", "A lower version that lacks a signature: signatures are asked for first.", "Rollback Threshold", vec![list_bytes(&list(4, 1), &LIST_KEYS[..1])], &["trust.threshold"], five);
    row("held_root_by_others", "The pinned root, signed by others.", "Equivocation", vec![root_bytes(&crate::common::root(), &ROOT_KEYS[1..])], &["held"], five);
    let other = list(5, 1).with_entry(entry(99, "PK-KP/X")).unwrap();
    row("two_lists_of_one_version", "Another list of the version that is held: somebody signed both.", "Equivocation", vec![signed(&other)], &["trust.equivocation"], five);
    let earlier = TrustList::new("pk-kp-test", days(START - DAY, 120), at(START + DAY))
        .unwrap()
        .with_version(8, 1)
        .unwrap();
    row("higher_and_earlier", "A higher version that was issued earlier.", "Rollback", vec![signed(&earlier)], &["trust.rollback"], five);
    row("failed_newer_and_older", "A newer list that lacks a signature opens no way for an older one.", "Rollback", vec![list_bytes(&list(9, 1), &LIST_KEYS[..1]), signed(&list(4, 1))], &["trust.threshold", "trust.rollback"], five);
    row("noise_beside_it", "A good root, a bad list and noise: each for itself.", "Bundle", vec![list_bytes(&list(6, 1), &LIST_KEYS[..1]), vec![0xFF], same_keys(2)], &["trust.threshold", "trust.malformed", "accepted"], (2, 1, Some(5)));

    let next = root(2, 1, &NEW_ROOT_KEYS, role(2, &LIST_KEYS));
    let by = |signers: &[u8]| vec![root_bytes(&next, signers)];
    row("root_by_the_new_keys_only", "The next root, signed by its own keys alone.", "Rotation", by(&NEW_ROOT_KEYS), &["trust.threshold"], five);
    row("root_by_the_old_keys_only", "The next root, signed by the keys before alone.", "Rotation", by(&[11, 12]), &["trust.threshold"], five);
    row("root_by_one_old_key", "One old key and two new ones.", "Rotation", by(&[11, 14, 15]), &["trust.threshold"], five);
    row("root_by_one_new_key", "Two old keys and one new one.", "Rotation", by(&[11, 12, 14]), &["trust.threshold"], five);
    row("root_by_both", "Two old keys and two new ones.", "Rotation", by(&[11, 12, 14, 15]), &["accepted"], (2, 1, Some(5)));
    row("root_gap", "Version 3, and 2 is missing.", "Rotation", vec![same_keys(3)], &["trust.root-gap"], five);
    row("root_of_the_last_version", "The last version that there is.", "Rotation Overflow", vec![same_keys(u64::MAX)], &["trust.root-gap"], five);
    row("roots_in_the_wrong_order", "Versions 3 and 2, in this order.", "Rotation", vec![same_keys(3), same_keys(2)], &["accepted", "accepted"], (3, 1, Some(5)));
    row("root_after_its_poor_copy", "The next root, signed by one key, and then by two: the first says what is held now, whoever signed it.", "Rotation Bundle", vec![root_bytes(&root(2, 1, &ROOT_KEYS, role(2, &LIST_KEYS)), &ROOT_KEYS[..1]), same_keys(2)], &["held", "accepted"], (2, 1, Some(5)));
    row("root_that_is_held", "The pinned root again.", "Rotation", vec![first_root()], &["held"], five);
    let twin = root_bytes(&root(1, 1, &ROOT_KEYS, role(1, &LIST_KEYS)), &ROOT_KEYS[..2]);
    row("two_roots_of_one_version", "Another root of the version that is held, signed by its keys.", "Equivocation", vec![twin], &["trust.equivocation"], five);
    let theirs = Root::new("pk-kp-test", days(START, 700), role(1, &[66]), role(1, &[67])).unwrap();
    row("false_alarm", "Another root of the version that is held, signed by strangers: no alarm.", "Equivocation", vec![root_bytes(&theirs, &[66])], &["trust.threshold"], five);
    let silent = |list_role: Role| vec![root_bytes(&root(2, 1, &ROOT_KEYS, list_role), &ROOT_KEYS[..2])];
    row("list_keys_change_silently", "New list keys in the same epoch.", "Epoch", silent(role(2, &NEW_LIST_KEYS)), &["trust.epoch"], five);
    row("list_threshold_falls_silently", "A lower threshold of the list role in the same epoch.", "Epoch", silent(role(1, &LIST_KEYS)), &["trust.epoch"], five);
    for (name, shows, list_role, line) in [
        ("list_key_added_silently", "A fourth key of the list role in the same epoch.", role(2, &[21, 22, 23, 24]), "trust.epoch"),
        ("list_key_removed_silently", "One key of the list role less in the same epoch.", role(2, &[21, 22]), "trust.epoch"),
        ("list_threshold_rises_silently", "A higher threshold of the list role in the same epoch.", role(3, &LIST_KEYS), "trust.epoch"),
        ("list_keys_in_another_order", "The same keys of the list role, in another order: nothing has changed.", role(2, &[23, 21, 22]), "accepted"),
    ] {
        let held = if line == "accepted" { (2, 1, Some(5)) } else { five };
        row(name, shows, "Epoch", silent(list_role), &[line], held);
    }
    let third = root(3, 1, &[17, 18, 19], role(2, &LIST_KEYS));
    let both = root_bytes(&next, &[11, 12, 14, 15]);
    row("root_by_the_keys_before_the_last", "Version 3, signed by the root keys of version 1 and by its own; version 2 has others.", "Rotation", vec![both.clone(), root_bytes(&third, &[11, 12, 17, 18])], &["accepted", "trust.threshold"], (2, 1, Some(5)));
    row("root_by_the_last_keys", "Version 3, signed by the root keys of version 2 and by its own.", "Rotation", vec![both.clone(), root_bytes(&third, &[14, 15, 17, 18])], &["accepted", "accepted"], (3, 1, Some(5)));
    let second = root_bytes(&root(2, 2, &ROOT_KEYS, role(2, &NEW_LIST_KEYS)), &ROOT_KEYS[..2]);
    row("new_epoch", "New list keys and a new epoch: the old list is gone.", "Epoch", vec![second.clone()], &["accepted"], (2, 2, None));
    row("old_list_in_a_new_epoch", "A list of the old keys after the new epoch.", "Epoch", vec![second.clone(), signed(&list(6, 1))], &["accepted", "trust.threshold"], (2, 2, None));
    row("old_epoch_by_new_keys", "A list of the old epoch by the new keys.", "Epoch", vec![second.clone(), list_bytes(&list(6, 1), &NEW_LIST_KEYS)], &["accepted", "trust.epoch"], (2, 2, None));
    row("versions_begin_anew", "Version 1 of the new epoch, before its root in the bundle.", "Epoch", vec![list_bytes(&list(1, 2), &NEW_LIST_KEYS), second.clone()], &["accepted", "accepted"], (2, 2, Some(1)));
    row("fast_forward", "A list of the last version, and the root that repairs it.", "Epoch Overflow", vec![signed(&list(u64::MAX, 1)), second, list_bytes(&list(1, 2), &NEW_LIST_KEYS)], &["trust.threshold", "accepted", "accepted"], (2, 2, Some(1)));
    row("last_version", "A list of the last version.", "Overflow", vec![signed(&list(u64::MAX, 1))], &["accepted"], (1, 1, Some(u64::MAX)));
    let foreign = Root::new("pk-kp", days(START, 730), role(2, &ROOT_KEYS), role(2, &LIST_KEYS)).unwrap();
    row("root_of_another_domain_again", "A root of another domain, of the version that is held.", "Domain", vec![root_bytes(&foreign, &ROOT_KEYS)], &["trust.domain"], five);
    row("root_of_another_domain", "A root of another domain, by the right keys.", "Domain", vec![root_bytes(&foreign.with_version(2, 1).unwrap(), &ROOT_KEYS)], &["trust.domain"], five);
    let elsewhere = TrustList::new("pk-kp", days(START, 120), at(START + 40 * DAY)).unwrap().with_version(6, 1).unwrap();
    row("list_of_another_world", "A list of another domain, by the keys of that domain.", "Domain", vec![list_bytes(&elsewhere, &[98, 99])], &["trust.domain"], five);
    let taking = root_bytes(&root(2, 1, &[11, 12, PROVINCE], role(2, &LIST_KEYS)), &ROOT_KEYS[..2]);
    row("root_that_takes_an_issuer_key", "A key of the held list becomes a root key: the list is dropped, its mark stays.", "Roles", vec![taking, signed(&empty_list().with_version(4, 1).unwrap())], &["accepted", "trust.rollback"], (2, 1, None));
    let short = root_bytes(
        &Root::new("pk-kp-test", days(START, 10), role(2, &ROOT_KEYS), role(2, &LIST_KEYS))
            .unwrap()
            .with_version(2, 1)
            .unwrap(),
        &ROOT_KEYS,
    );
    let brief =
        TrustList::new("pk-kp-test", days(START, 9), at(START + DAY)).unwrap().with_version(6, 1).unwrap();
    row("expired_root_on_the_way", "Version 2 has expired, version 3 has not.", "Expiry", vec![short.clone(), same_keys(3), signed(&list(6, 1))], &["accepted", "accepted", "accepted"], (3, 1, Some(6)));
    row("dropped_list_again", "The held list is dropped under version 2, which ends before it, and comes back under version 3: it is the newest there was.", "Expiry Rollback", vec![short.clone(), same_keys(3), signed(&list(5, 1))], &["accepted", "accepted", "accepted"], (3, 1, Some(5)));
    row("expired_root", "The last root has expired: no new list, and the held one no longer fits under it.", "Expiry", vec![short, signed(&brief)], &["accepted", "trust.root-expired"], (2, 1, None));
    let twin = root(1, 1, &ROOT_KEYS, role(1, &LIST_KEYS));
    for (name, shows, signers, line) in [
        ("twin_by_keys_that_were_replaced", "Another first root by its own keys, when the second one has others: what those sign raises no alarm any more.", &ROOT_KEYS[..2], "trust.threshold"),
        ("twin_by_the_keys_of_today", "Another first root, signed by the keys of the second one.", &NEW_ROOT_KEYS[..2], "trust.equivocation"),
    ] {
        after(f, name, shows, "Equivocation", &holding(&[first_root(), both.clone()], &[]), &[root_bytes(&twin, signers)], &[line], (2, 1, None));
    }
    // At other clocks. The root lives for 730 days.
    let mut with_list = |name: &str, shows, clock: &str, second: i64, document: &[u8], line: &str| {
        let held = if line == "accepted" { 7 } else { 5 };
        after(f, name, shows, "Clock Expiry", &with_five(), &[document.to_vec()], &[line], (1, 1, Some(held))).clock(clock, second);
    };
    let (end, newer) = (START + 730 * DAY, signed(&list(7, 1)));
    with_list("update_without_a_clock", "No clock: nobody can say that the root has expired.", "unknown", 0, &newer, "accepted");
    with_list("update_when_the_root_may_have_expired", "By the clock the root has expired; less the skew it has not: not certain.", "trusted", end + 299, &newer, "accepted");
    with_list("update_when_the_root_has_expired", "It is certain that the root has expired, to the second.", "trusted", end + 300, &newer, "trust.root-expired");
    with_list("update_of_a_device_when_the_root_has_expired", "The same by a device clock.", "device", end + 300, &newer, "trust.root-expired");
    with_list("held_list_when_the_root_has_expired", "The list that is held, when the root has expired.", "trusted", end + 300, &signed(&list(5, 1)), "held");
    with_list("older_list_when_the_root_has_expired", "An older one: versions are compared first.", "trusted", end + 300, &signed(&list(4, 1)), "trust.rollback");
    with_list("another_list_when_the_root_has_expired", "Another one of the version that is held.", "trusted", end + 300, &signed(&other), "trust.equivocation");
    let second_epoch = root(1, 2, &ROOT_KEYS, role(2, &LIST_KEYS));
    let pinned = root_bytes(&second_epoch, &ROOT_KEYS[..2]);
    after(f, "epoch_falls", "The next root is of an epoch before.", "Epoch Rollback", &holding(&[pinned], &[]), &[same_keys(2)], &["trust.epoch"], (1, 2, None));
    let later = holding(&[same_keys(2)], &[]);
    after(f, "root_below_the_pin", "The first root, where the second one is pinned: nobody can say whether it was on the chain.", "Rollback Pin", &later, &[first_root()], &["trust.rollback"], (2, 1, None));
    f.judge("update_at_no_time", "update", "6.1", "A trusted clock outside the format.", "Clock Bounds", Some("time.range"))
        .give("state", later)
        .give("update", json!([]))
        .clock("trusted", 0)
        .expect("held", json!(null));
}
