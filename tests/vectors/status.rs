//! Status lists and deltas: what is taken in, and what a desk is told.

use crate::build::Folder;
use crate::common::{
    self, DAY, HEALTH, LIST_KEYS, NOW, PROVINCE, START, STATUS, at, empty_list, entry, health_entry,
    list_bytes, now, status_entry, status_info, status_list,
};
use crate::forge::credential::{with_claim, with_kp};
use crate::forge::{
    Delta, Forge, Token, Value, bytes, change, decode, encode, hex, int, keyed, map, stored_zlib, text,
    typed, zlib_bomb,
};
use crate::shared::{first_root, list_four, with_list};
use khyber_pass::{KeyState, StatusListInfo, StatusStore, TrustList, TrustStore, Usage};
use serde_json::{Map, Value as Json, json};
use sha2::{Digest, Sha256};

pub fn folder() -> Folder {
    let mut folder = Folder::new("6-status");
    encodings(&mut folder);
    verdicts(&mut folder);
    references(&mut folder);
    tokens(&mut folder);
    signers(&mut folder);
    deltas(&mut folder);
    ties(&mut folder);
    space(&mut folder);
    authority(&mut folder);
    states(&mut folder);
    folder
}

/// The published examples of the draft, and what is none.
fn encodings(f: &mut Folder) {
    let published = |name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/token-status-list/");
        let text = std::fs::read_to_string(format!("{folder}{name}.hex")).unwrap();
        text.split_whitespace().collect::<String>()
    };
    let values = |pairs: &[(u32, u8)]| -> Json {
        Json::Object(
            pairs.iter().map(|(index, value)| (index.to_string(), json!(value))).collect::<Map<_, _>>(),
        )
    };
    let long = [0, 1993, 25460, 159_495, 495_669, 554_353, 645_645, 723_232, 854_545, 934_534, 1_000_345];
    let rows: [(&str, u8, u64, Vec<(u32, u8)>); 5] = [
        ("1-bit-short", 1, 16, [0, 3, 4, 5, 7, 8, 9, 13, 15].map(|index| (index, 1)).to_vec()),
        (
            "2-bit-short",
            2,
            12,
            vec![(0, 1), (1, 2), (3, 3), (5, 1), (7, 1), (8, 1), (9, 2), (10, 3), (11, 3)],
        ),
        ("1-bit", 1, 1 << 20, long.map(|index| (index, 1)).to_vec()),
        ("2-bit", 2, 1 << 20, long.into_iter().zip([1, 2, 1, 3, 1, 1, 2, 1, 1, 2, 3]).collect()),
        (
            "4-bit",
            4,
            1 << 20,
            [
                0, 1993, 35460, 459_495, 595_669, 754_353, 845_645, 923_232, 924_445, 934_534, 1_004_534,
                1_000_345, 1_030_203, 1_030_204, 1_030_205,
            ]
            .into_iter()
            .zip(1..)
            .collect(),
        ),
    ];
    for (name, bits, entries, expected) in rows {
        f.judge(&format!("draft_{}", name.replace('-', "_")), "status-list", "8.2", "An example published in the draft.", "Bits", None).give("list", published(name)).expect("bits", bits).expect("entries", entries).expect("values", values(&expected));
    }
    let positions = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/token-status-list/8-bit-positions.txt"
    ))
    .unwrap();
    let eight: Vec<(u32, u8)> =
        positions.split_whitespace().map(|word| word.parse().unwrap()).zip(1..=255).collect();
    f.judge("draft_8_bit", "status-list", "8.2", "An example published in the draft: every value once.", "Bits", None).give("list", published("8-bit")).expect("bits", 8).expect("entries", 1 << 20).expect("values", values(&eight));
    let list = |bits: i64, lst: &[u8]| encode(&map(&[(text("lst"), bytes(lst)), (text("bits"), int(bits))]));
    let mut row = |name: &str, shows, flags, list: Vec<u8>, code: &str| {
        f.judge(name, "status-list", "8.2", shows, flags, Some(code)).give("list", hex(&list));
    };
    row("text_as_bits", "The bits as a text.", "ClaimType", encode(&map(&[(text("lst"), bytes(&stored_zlib(&[0; 2]))), (text("bits"), text("1"))])), "trust.malformed");
    row("three_bits", "Three bits per entry.", "Bits", list(3, &stored_zlib(&[0; 3])), "trust.malformed");
    row("broken_list", "A stream that does not inflate.", "Stream", list(1, &[0x78, 0xDA, 0xFF]), "trust.malformed");
    row("after_the_list", "A byte after the stream.", "Trailing", list(1, &[stored_zlib(&[0; 2]), vec![0]].concat()), "trust.malformed");
    row("list_bomb", "4 KB that inflate to 4 MiB and a byte.", "Bomb", list(1, &zlib_bomb((4 << 20) + 1)), "status.length");
    row("bits_twice", "The bits twice.", "DuplicateKey", [b"\xA3\x64bits\x01", &encode(&text("lst"))[..], &encode(&bytes(&stored_zlib(&[0; 2]))), b"\x64bits\x02"].concat(), "trust.malformed");
    row("no_lst", "No entries.", "Required", encode(&map(&[(text("bits"), int(1))])), "trust.malformed");
    let with = |more: &[(Value, Value)]| {
        let both = [(text("lst"), bytes(&stored_zlib(&[0; 2]))), (text("bits"), int(1))];
        encode(&map(&[&both[..], more].concat()))
    };
    row("list_with_a_label", "A label that the format does not have.", "Extension", with(&[(text("more"), int(1))]), "trust.malformed");
    row("list_with_a_number", "A key that is a number.", "Extension", with(&[(int(1), int(1))]), "trust.malformed");
    row("list_address_a_number", "An aggregation_uri that is a number.", "ClaimType", with(&[(text("aggregation_uri"), int(1))]), "trust.malformed");
    row("after_the_encoding", "A byte after the map.", "Trailing", [with(&[]), vec![0]].concat(), "trust.malformed");
    let addressed = with(&[(text("aggregation_uri"), text("https://example.pk/lists"))]);
    f.judge("list_with_an_address", "status-list", "8.2", "An aggregation_uri is allowed, and means nothing here.", "Bits", None).give("list", hex(&addressed)).expect("bits", 1).expect("entries", 16);
}

pub fn card(list: i64, index: i64) -> String {
    let service = Value::Array(vec![keyed(&[(0, int(1))])]);
    with_kp(&[(6, service), (7, Value::Array(vec![int(list), int(index)]))]).text()
}

fn verdicts(f: &mut Folder) {
    let mut row =
        |name: &str, shows, flags, trust: &str, text: String, profile: Option<&str>, verdict: &str| {
            let vector = f.verify(name, "8.6", shows, flags, text, verdict);
            vector.give("trust", trust);
            if let Some(profile) = profile {
                vector.give("profile", profile);
            }
        };
    row("valid", "Entry 6 is 0.", "Status", "status", card(3, 6), None, "Trusted");
    row("revoked", "Entry 7 is 1.", "Status", "status", card(3, 7), None, "NotTrusted status.revoked");
    row("suspended", "Entry 8 is 2.", "Status", "status", card(3, 8), None, "Undecided status.suspended");
    row("value_3", "Entry 9 has a value without meaning: not valid.", "Status", "status", card(3, 9), None, "NotTrusted status.unknown-value");
    row("neighbour", "Entry 10, beside those.", "Bits", "status", card(3, 10), None, "Trusted");
    row("last_entry", "The last entry, 999.", "Bits Bounds", "status", card(3, 999), None, "Trusted");
    row("revoked_of_one_bit", "Entry 7 of a list of one bit.", "Status Bits", "status", card(4, 7), None, "NotTrusted status.revoked");
    row("first_of_one_bit", "Entry 0 of it: a reader that begins with the highest bit says revoked.", "Bits", "status", card(4, 0), None, "Trusted");
    row("missing", "The list is not there.", "StatusMissing", "no-tokens", card(3, 6), None, "Undecided status.missing");
    row("missing_in_the_field", "The list is not there, in the field, at low risk: accepted, and said.", "StatusMissing", "no-tokens", card(3, 6), Some("field-low"), "Trusted trust.list-stale policy.accepted");
    row("missing_at_high_risk", "The list is not there, in the field, at high risk.", "StatusMissing", "no-tokens", card(3, 6), Some("field-high"), "Undecided status.missing trust.list-stale");
    row("missing_in_an_audit", "The list is not there, in an audit.", "StatusMissing", "no-tokens", card(3, 6), Some("audit"), "Trusted policy.accepted policy.as-of");
    row("suspended_in_an_audit", "No audit accepts what is suspended.", "Status", "status", card(3, 8), Some("audit"), "Undecided status.suspended policy.as-of");
    row("revoked_in_the_field", "No profile accepts what is revoked.", "Status", "status", card(3, 7), Some("field-low"), "NotTrusted status.revoked trust.list-stale status.aged");
    row("suspended_in_the_field", "No profile accepts what is suspended.", "Status", "status", card(3, 8), Some("field-low"), "Undecided status.suspended trust.list-stale status.aged");
    let standard = |uri: &str, index: i64, kp: &[(i64, Value)]| {
        let reference = map(&[(text("idx"), int(index)), (text("uri"), text(uri))]);
        let claim = map(&[(text("status_list"), reference)]);
        let Value::Map(mut claims) = decode(&with_claim(65_535, Some(claim)).payload) else { unreachable!() };
        for (key, value) in &mut claims {
            if *key == int(-84_817) {
                *value = keyed(&[&[(6, Value::Array(vec![keyed(&[(0, int(1))])]))], kp].concat());
            }
        }
        Forge::new(PROVINCE, &[]).with_payload(&encode(&Value::Map(claims))).text()
    };
    let compact = |index: i64| [(7, Value::Array(vec![int(3), int(index)]))];
    row("standard_reference", "The standard form of a reference, to a valid entry.", "Status", "status", standard("kp:s/3", 6, &[]), None, "Trusted");
    row("revoked_by_standard_reference", "The standard form of a reference, to a revoked entry.", "Status", "status", standard("kp:s/3", 7, &[]), None, "NotTrusted status.revoked");
    row("both_references", "Both forms, to the same entry.", "Status", "status", standard("kp:s/3", 6, &compact(6)), None, "Trusted");
    row("references_that_disagree", "Both forms, to two entries: one of them is valid.", "Status", "status", standard("kp:s/3", 7, &compact(6)), None, "NotTrusted status.reference");
    row("references_to_two_lists", "Both forms, with one index, to two lists.", "Status StatusReference", "status", standard("kp:s/4", 7, &compact(7)), None, "NotTrusted status.reference");
    // How old: issued on 11 January, asked later.
    let mut aged = |name: &str,
                    shows,
                    clock: &str,
                    at: i64,
                    text: String,
                    profile: Option<&str>,
                    tokens: Vec<Vec<u8>>,
                    verdict: &str| {
        let vector = f.verify(name, "8.6", shows, "Stale", text, verdict);
        vector.clock(clock, at).under(&with_list(&fresh_list(at - 60), &tokens));
        if let Some(profile) = profile {
            vector.give("profile", profile);
        }
    };
    let now = START + 80 * DAY;
    let of_age = |age: i64| {
        vec![Token { dates: (now - 60 - age, now - 60 - age + 30 * DAY), ..Token::good() }.bytes()]
    };
    let (stale, stale_alone) = ("Undecided status.stale status.aged", "Undecided status.stale");
    for (profile, soft, hard) in [
        ("kiosk", 3_600, DAY),
        ("counter", DAY, 7 * DAY),
        ("checkpoint", DAY, 3 * DAY),
        ("field-high", 14 * DAY, 60 * DAY),
    ] {
        let name = |part: &str| format!("{}_{part}", profile.replace('-', "_"));
        aged(&name("fresh"), "Status data a second younger than the first age of the profile.", "trusted", now, card(3, 6), Some(profile), of_age(soft - 1), "Trusted");
        aged(&name("aged"), "Status data of the first age of the profile.", "trusted", now, card(3, 6), Some(profile), of_age(soft), "Trusted status.aged");
        if hard < 30 * DAY {
            aged(&name("stale"), "Status data of the second age of the profile.", "trusted", now, card(3, 6), Some(profile), of_age(hard), stale);
        }
    }
    aged("as_old_as_its_expiry", "The token has expired.", "trusted", now, card(3, 6), None, of_age(30 * DAY), "Undecided status.stale");
    aged("expired_and_revoked", "The token has expired, and what it revokes is revoked.", "trusted", now, card(3, 7), None, vec![Token { dates: (now - 31 * DAY, now - DAY), ..Token::good() }.with_entries(&[(7, 1)]).bytes()], "NotTrusted status.revoked");
    let expired = || Token { dates: (now - 31 * DAY, now - DAY), more: vec![(65_534, int(86_400))], ..Token::good() }.bytes();
    aged("expired_under_a_young_delta", "The token has expired, and the delta on it is an hour old: a delta renews no expiry.", "trusted", now, card(3, 6), None, vec![expired(), Delta { base: now - 31 * DAY, issued: now - 3_600, ..Delta::good() }.bytes()], stale_alone);
    aged("expired_in_an_audit", "The token has expired, and its time to live has passed: an audit does not judge its dates.", "trusted", now, card(3, 6), Some("audit"), vec![expired()], "Trusted policy.as-of");
    aged("expired_in_the_field", "The token has expired, in the field, at low risk.", "trusted", now, card(3, 6), Some("field-low"), of_age(30 * DAY), "Trusted status.aged policy.accepted");
    aged("time_to_live", "Past its time to live, which is advice.", "trusted", now, card(3, 6), None, vec![Token { dates: (now - 2 * DAY, now + 30 * DAY), more: vec![(65_534, int(86_400))],..Token::good() }.bytes()], "Trusted status.aged");
    let with_ttl = |age: i64| Token { dates: (now - age, now + 30 * DAY), more: vec![(65_534, int(86_400))], ..Token::good() }.bytes();
    aged("within_its_time_to_live", "A second less than its time to live since it is certain (6.3), by the list of a minute ago.", "trusted", now, card(3, 6), None, vec![with_ttl(DAY + 59)], "Trusted");
    aged("past_its_time_to_live", "Its time to live, to the second.", "trusted", now, card(3, 6), None, vec![with_ttl(DAY + 60)], "Trusted status.aged");
    aged("time_to_live_of_a_delta", "The time to live counts from the delta on the token.", "trusted", now, card(3, 6), None, vec![with_ttl(9 * DAY), Delta { base: now - 9 * DAY, issued: now - 3_600, ..Delta::good() }.bytes()], "Trusted");
    aged("delta_renews_the_age", "An old token under a young delta.", "trusted", now, card(3, 6), Some("counter"), vec![Token { dates: (now - 9 * DAY, now + 30 * DAY), ..Token::good() }.bytes(), Delta { base: now - 9 * DAY, issued: now - 3_600, ..Delta::good() }.bytes()], "Trusted");
    aged("floor_from_a_token", "The device stands at 1970; the date of a token says that a short card is over.", "device", 1, short_card(), None, vec![Token::good().bytes()], "NotTrusted time.expired clock.behind");
    let stranger = Forge::new(99, &[(1, text("PK-KP")), (4, int(now)), (6, int(START))]).text();
    aged("unknown_key_under_a_young_token", "By the clock of the device its list is fresh; the date of a token says that it is not, so that an unknown key means little.", "device", START + DAY, stranger, None, vec![Token::good().issued(60).bytes()], "Undecided key.unknown-list-old");
}

/// The list of the status office, issued at a moment: so that its own age is never the question.
fn fresh_list(issued: i64) -> TrustList {
    let span = khyber_pass::Validity::new(at(issued.max(START)), at(issued.max(START) + 100 * DAY)).unwrap();
    let list = TrustList::new("pk-kp-test", span, at(issued.max(START) + 30 * DAY)).unwrap();
    let list = status_list().entries().cloned().fold(list, |list, entry| list.with_entry(entry).unwrap());
    list.with_status_list(status_info(3, 1_000, 2))
        .unwrap()
        .with_status_list(status_info(4, 1_000, 1))
        .unwrap()
}

fn short_card() -> String {
    let service = Value::Array(vec![keyed(&[(0, int(1))])]);
    let kp = keyed(&[(6, service), (7, Value::Array(vec![int(3), int(6)]))]);
    let claims = [(1, text("PK-KP")), (4, int(START + 5 * DAY)), (6, int(START + DAY)), (-84_817, kp)];

    Forge::new(PROVINCE, &claims).text()
}

fn references(f: &mut Folder) {
    let mut row = |name: &str, shows, flags, text: String, verdict: &str| {
        f.verify(name, "5.7", shows, flags, text, verdict).give("trust", "status");
    };
    let refused = "NotTrusted status.reference";
    row("index_is_entries", "The first index beyond the list.", "Bounds", card(3, 1_000), refused);
    row("negative_index", "A negative index.", "Bounds", card(3, -1), refused);
    row("another_office_list", "A list that this key may not use: perhaps one in which everything is valid.", "StatusReference", card(5, 0), refused);
    row("list_beyond_65535", "A list number that ends in the same 16 bits as an allowed one.", "Overflow StatusReference", card(65_536 + 3, 0), refused);
    let far = Value::Array(vec![int(3), Value::Integer((1_u64 << 63).into())]);
    let service = Value::Array(vec![keyed(&[(0, int(1))])]);
    row("index_2_63", "An index of 2^63.", "Bounds Overflow", with_kp(&[(6, service.clone()), (7, far)]).text(), refused);
    row("no_reference", "The key must give a reference, and there is none.", "StatusReference", with_kp(&[(6, service)]).text(), "NotTrusted status.required");
    f.verify("reference_of_a_key_without_lists", "5.7", "A key without status lists may point nowhere.", "StatusReference", card(3, 6), refused);
    let by_uri = |uri: &str| {
        let reference = map(&[(text("idx"), int(6)), (text("uri"), text(uri))]);
        with_claim(65_535, Some(map(&[(text("status_list"), reference)]))).text()
    };
    for (name, uri, shows) in [
        ("uri_of_another_list", "kp:s/5", "The URI of a list that this key may not use."),
        ("uri_with_a_zero", "kp:s/03", "The number of the list with a leading zero: one list has one name."),
        (
            "unknown_uri",
            "https://example.pk/status/3",
            "A URI that the trust list does not give to any list.",
        ),
    ] {
        f.verify(name, "5.7", shows, "StatusReference", by_uri(uri), refused).give("trust", "status");
    }
    f.verify("uri_of_a_key_without_lists", "5.7", "The standard form of a reference, from a key without status lists.", "StatusReference", by_uri("kp:s/3"), refused);
    let province = entry(PROVINCE, "PK-KP").with_status_lists(3, 4).unwrap();
    let without_four = empty_list().with_entry(province).unwrap().with_entry(status_entry()).unwrap();
    let without_four = without_four.with_status_list(status_info(3, 1_000, 2)).unwrap();
    for (name, shows, index, verdict) in [
        ("last_index_there_is", "The last index that there is, in a list that the trust list does not describe.", 16_777_215, "Undecided status.missing"),
        ("index_beyond_all", "The one after that.", 16_777_216, refused),
    ] {
        let vector = f.verify(name, "5.7", shows, "Bounds", card(4, index), verdict);
        vector.under(&with_list(&without_four, &[]));
    }
    let info =
        StatusListInfo { uri: Some("https://example.pk/status/3".to_owned()), ..status_info(3, 1_000, 2) };
    let province = entry(PROVINCE, "PK-KP").with_status_lists(3, 4).unwrap();
    let list = empty_list()
        .with_entry(province)
        .unwrap()
        .with_entry(status_entry())
        .unwrap()
        .with_status_list(info)
        .unwrap();
    let token =
        Token { subject: "https://example.pk/status/3".to_owned(), ..Token::good() }.with_entries(&[(6, 1)]);
    update(f, "token_by_the_number_of_a_list_with_a_uri", "A token under the number of a list that has a URI of its own: tokens are compared with that alone.", "Subject", &list, &[], &[Token::good().bytes()], &["status.unknown-list"]).expect("status_as_of", json!({}));
    let province = |uri: Option<&str>| {
        let province = entry(PROVINCE, "PK-KP").with_status_lists(3, 3).unwrap().with_status_lists(9, 9).unwrap();
        let list = empty_list().with_entry(province).unwrap().with_entry(status_entry()).unwrap();
        let info = StatusListInfo { uri: uri.map(str::to_owned), ..status_info(3, 1_000, 2) };
        with_list(&list.with_status_list(info).unwrap(), &[])
    };
    for (name, shows, uri, own, verdict) in [
        ("number_of_a_list_not_described", "The number of a list that the key may use, and the trust list does not describe.", "kp:s/9", None, "Undecided status.missing"),
        ("number_that_is_the_uri_of_another_list", "The trust list gives kp:s/7 to list 3, which the key may use: it is no name of list 7.", "kp:s/7", Some("kp:s/7"), "Undecided status.missing"),
    ] {
        let vector = f.verify(name, "5.7", shows, "StatusReference", by_uri(uri), verdict);
        vector.under(&province(own));
    }
    let by_number = f.verify("number_of_a_list_with_a_uri", "5.7", "A list with a URI of its own, by its number.", "StatusReference", by_uri("kp:s/3"), "NotTrusted status.revoked");
    by_number.under(&with_list(&list, &[token.bytes()]));
    let vector = f.verify(
        "uri_of_the_list",
        "5.7",
        "A list with a URI of its own.",
        "StatusReference",
        by_uri("https://example.pk/status/3"),
        "NotTrusted status.revoked",
    );
    vector.under(&with_list(&list, &[token.bytes()]));
}

/// What comes to a verifier that holds these documents, on 1 February.
fn update<'a>(
    f: &'a mut Folder,
    name: &str,
    shows: &'static str,
    flags: &'static str,
    list: &TrustList,
    held: &[Vec<u8>],
    update: &[Vec<u8>],
    lines: &[&str],
) -> &'a mut crate::build::Vector {
    let code = lines.iter().copied().find(|line| line.contains('.'));
    let state = json!({
        "root": [hex(&first_root())], "list": [hex(&list_bytes(list, &LIST_KEYS[1..]))],
        "status": held.iter().map(|document| hex(document)).collect::<Vec<_>>(), "clock": "device", "at": NOW,
    });
    let section = if name.contains("delta") { "8.5" } else { "8.3" };
    f.judge(name, "update", section, shows, flags, code)
        .give("state", state)
        .give("update", update.iter().map(|document| hex(document)).collect::<Vec<_>>())
        .clock("device", NOW)
        .expect("lines", json!(lines))
}

fn as_of(days: &[(u16, i64)]) -> Json {
    Json::Object(
        days.iter().map(|(list, day)| (list.to_string(), json!(START + day * DAY))).collect::<Map<_, _>>(),
    )
}

fn tokens(f: &mut Folder) {
    let list = status_list().with_entry(health_entry()).unwrap();
    let good = Token::good;
    let held = [good().bytes(), list_four()];
    let mut row = |name: &str, shows, flags, document: Vec<u8>, line: &str, days: &[(u16, i64)]| {
        update(f, name, shows, flags, &list, &held, &[document], &[line]).expect("status_as_of", as_of(days));
    };
    let same = &[(3, 10), (4, 10)][..];
    row("token_newer", "A newer token.", "Rollback", good().issued(11).bytes(), "accepted", &[(3, 11), (4, 10)]);
    row("token_same", "The same token again.", "Equivocation", good().bytes(), "held", same);
    row("token_older", "An older token.", "Rollback", good().issued(9).bytes(), "trust.rollback", same);
    row("token_twin", "Another token of the same date.", "Equivocation", good().with_entries(&[(1, 1)]).bytes(), "trust.equivocation", same);
    row("token_expired", "A newer token that has expired: it can only restrict.", "Expiry", Token { dates: (START + 12 * DAY, START + 13 * DAY), ..good() }.bytes(), "accepted", &[(3, 12), (4, 10)]);
    let by_19 = |seed: u8| {
        let mut header = typed("application/statuslist+cwt", seed);
        header[0].1 = int(-19);
        good().issued(11).forge().with_protected(&header).message()
    };
    row("token_signed_under_19", "Signed under algorithm -19, which means the same.", "Algorithm", by_19(STATUS), "accepted", &[(3, 11), (4, 10)]);
    let living = |ttl: i64, life: i64| Token { dates: (START + 11 * DAY, START + (11 + life) * DAY), more: vec![(65_534, int(ttl))], ..good() };
    row("token_as_long_as_can_be", "The longest time to live, and a life of 100 days.", "Bounds", living(180 * DAY, 100).bytes(), "accepted", &[(3, 11), (4, 10)]);
    row("token_life_of_180_days", "The longest life.", "Bounds", living(1, 180).bytes(), "accepted", &[(3, 11), (4, 10)]);
    let length = "status.length";
    let mut refused = |name: &str, shows, flags, token: Token, line: &str| {
        let token = if token.dates == good().dates { token.issued(11) } else { token };
        update(f, name, shows, flags, &list, &held, &[token.bytes()], &[line])
            .expect("status_as_of", as_of(same));
    };
    refused("token_one_byte_less", "One byte too few.", "Length", Token { lst: stored_zlib(&[0; 249]), ..good() }, length);
    refused("token_one_byte_more", "One byte too many.", "Length", Token { lst: stored_zlib(&[0; 251]), ..good() }, length);
    refused("token_bomb", "A few kilobytes that inflate to megabytes.", "Bomb", Token { lst: zlib_bomb(3_000_000), ..good() }, length);
    refused("token_no_stream", "Entries that are no stream.", "Stream", Token { lst: vec![0x78, 0xDA, 0xFF], ..good() }, "trust.malformed");
    refused("token_after_the_stream", "A byte after the stream.", "Trailing", Token { lst: [stored_zlib(&[0; 250]), vec![0]].concat(), ..good() }, "trust.malformed");
    refused("token_three_bits", "Three bits per entry.", "Bits", Token { bits: 3, ..good() }, "trust.malformed");
    refused("token_eight_bits", "Eight bits, where the trust list says two.", "Bits Length", Token { bits: 8, lst: stored_zlib(&[0; 1_000]), ..good() }, length);
    refused("token_one_bit", "One bit, where the trust list says two.", "Bits Length", Token { bits: 1, lst: stored_zlib(&[0; 125]), ..good() }, length);
    refused("token_of_one_bit_and_as_many_bytes", "One bit, where the trust list says two, in as many bytes as two take.", "Bits", Token { bits: 1, ..good() }, length);
    refused("token_under_another_name", "The entries of list 3 under the name of list 4.", "Subject", Token { subject: "kp:s/4".to_owned(), ..good() }, length);
    refused("token_of_an_unknown_list", "A list that the trust list does not describe.", "Subject", Token { subject: "kp:s/9".to_owned(), ..good() }, "status.unknown-list");
    refused("token_beside_its_name", "The number of the list with a space after it.", "Subject", Token { subject: "kp:s/3 ".to_owned(), ..good() }, "status.unknown-list");
    refused("token_with_a_zero_in_its_name", "The number of the list with a leading zero.", "Subject", Token { subject: "kp:s/03".to_owned(), ..good() }, "status.unknown-list");
    let signer = "status.signer";
    refused("token_of_another_department", "Signed by a key that signs credentials of another department.", "StatusSigner", Token { seed: HEALTH, ..good() }, signer);
    refused("token_of_a_credential_key", "Signed by a key that may point to the list, and not sign it.", "StatusSigner", Token { seed: PROVINCE, ..good() }, signer);
    refused("token_of_a_stranger", "Signed by nobody that is listed.", "StatusSigner", Token { seed: 99, ..good() }, signer);
    refused("token_before_the_window", "Issued before its key may sign.", "StatusSigner", Token { dates: (START - 1, START + DAY), ..good() }, signer);
    refused("token_after_the_window", "Issued when its key may no longer sign.", "StatusSigner", Token { dates: (START + 90 * DAY, START + 91 * DAY), ..good() }, signer);
    refused("token_without_life", "It expires when it is issued.", "Order", Token { dates: (START + 11 * DAY, START + 11 * DAY), ..good() }, "trust.window");
    refused("token_life_too_long", "A life of 180 days and a second.", "Bounds", Token { dates: (START + 11 * DAY, START + 191 * DAY + 1), ..good() }, "trust.window");
    refused("token_with_more", "A claim that nobody knows.", "Extension", Token { more: vec![(1, text("PK-KP"))], ..good() }, "trust.malformed");
    refused("token_ttl_of_180_days_and_a_second", "A time to live of 180 days and a second.", "Bounds", Token { more: vec![(65_534, int(180 * DAY + 1))], ..good() }, "trust.malformed");
    refused("token_of_no_name", "An empty name.", "Bounds", Token { subject: String::new(), ..good() }, "trust.malformed");
    refused("token_of_a_name_of_121", "A name of 121 characters.", "Bounds", Token { subject: "u".repeat(121), ..good() }, "trust.malformed");
    refused("token_ttl_0", "A time to live of nothing.", "Bounds", Token { more: vec![(65_534, int(0))], ..good() }, "trust.malformed");
    let mut row = |name: &str, shows, flags, document: Vec<u8>, line: &str| {
        update(f, name, shows, flags, &list, &held, &[document], &[line]).expect("status_as_of", as_of(same));
    };
    let forge = || good().issued(11).forge();
    row("token_bad_signature", "64 zeros as signature.", "Signature", forge().with_signature(&[0; 64]).message(), signer);
    row("token_short_signature", "A signature of 63 bytes.", "SignatureSize", forge().with_signature(&[0; 63]).message(), "trust.malformed");
    row("token_of_five", "An array of five.", "Structure", crate::cose::longer(&good().issued(11).bytes()), "trust.malformed");
    row("token_of_another_type", "A type that is neither token nor delta.", "Confusion", forge().with_protected(&typed("text/plain", STATUS)).message(), "trust.type");
    row("credential_as_token", "A credential in place of a token.", "Confusion", crate::forge::credential::good().message(), "trust.type");
    row("token_with_unprotected_kid", "A key identifier in the unprotected header.", "Unprotected", forge().with_unprotected(&[(4, bytes(b"kid"))]).message(), "trust.malformed");
    row("token_of_the_type_of_a_root", "The type of a root document, under tag 18.", "Confusion Tag", forge().with_protected(&typed("application/kp-root+cbor", STATUS)).message(), "trust.type");
    let mut no_map = forge();
    no_map.unprotected = Value::Array(Vec::new());
    row("token_unprotected_no_map", "An unprotected header that is an empty array.", "Unprotected Structure", no_map.message(), "trust.malformed");
    row("token_cut", "Its last byte is missing.", "", { let mut bytes = good().issued(11).bytes(); bytes.pop(); bytes }, "trust.malformed");
    row("token_without_its_list", "A payload that is an empty map.", "Required", forge().with_payload(b"\xA0").message(), "trust.malformed");
    update(
        f,
        "token_without_trust_list",
        "A root, and no trust list that could say who signs.",
        "StatusSigner",
        &list,
        &[],
        &[good().bytes()],
        &["trust.no-list"],
    )
    .give(
        "state",
        json!({ "root": [hex(&first_root())], "list": [], "status": [], "clock": "device", "at": NOW }),
    );
}

/// Keys that may not sign a token, each for one reason.
fn signers(f: &mut Folder) {
    let window = |from: i64, until: i64| {
        let entry = khyber_pass::ListEntry::new(common::key(STATUS).public_key(), "PK-KP/STATUS", common::days(from, 40), at(until));
        entry.unwrap().with_longest_lifetime_days(3_650).unwrap().with_usage(Usage::STATUS).with_status_lists(3, 4).unwrap()
    };
    let (issued, expires) = Token::good().dates;
    let (signer, later) = ("status.signer", START + 999 * DAY);
    for (name, shows, office, line) in [
        ("token_of_a_specimen_key", "Signed by a key for training.", status_entry().with_usage(Usage::STATUS.and(Usage::SPECIMEN)), signer),
        ("token_of_a_key_without_lists", "Signed by a status key that may sign no list.", entry(STATUS, "PK-KP/STATUS").with_usage(Usage::STATUS), signer),
        ("token_of_a_delta_key", "Signed by a key that may sign deltas of the list.", status_entry().with_usage(Usage::DELTA), signer),
        ("token_beyond_verify_until", "It expires a second after its key is honoured.", window(START, expires - 1), signer),
        ("token_until_verify_until", "It expires when its key ceases to be honoured.", window(START, expires), "accepted"),
        ("token_before_its_window", "Issued a second before its key signs.", window(issued + 1, later), signer),
        ("token_at_the_start_of_its_window", "Issued in the first second in which its key signs.", window(issued, later), "accepted"),
    ] {
        let list = empty_list().with_entry(office).unwrap().with_status_list(status_info(3, 1_000, 2)).unwrap();
        let days: &[(u16, i64)] = if line == "accepted" { &[(3, 10)] } else { &[] };
        update(f, name, shows, "StatusSigner", &list, &[], &[Token::good().bytes()], &[line]).expect("status_as_of", as_of(days));
    }
}

fn deltas(f: &mut Folder) {
    let second = entry(42, "PK-KP/STATUS").with_usage(Usage::STATUS).with_status_lists(3, 4).unwrap();
    let list = status_list().with_entry(second).unwrap();
    let tokens = [Token::good().with_entries(&[(1, 1), (2, 2)]).bytes(), list_four()];
    let good = Delta::good;
    let of_both = Delta { items: vec![change(3, &[14], &[2]), change(4, &[], &[7])], ..good() }.bytes();
    update(f, "token_after_its_delta", "List 4 arrives after the delta on it: the delta counts for it too.", "Delta", &list, &[tokens[0].clone(), of_both], &tokens[1..], &["accepted"]).expect("status_as_of", as_of(&[(3, 11), (4, 11)]));
    let later = Token { subject: "kp:s/4".to_owned(), bits: 1, lst: stored_zlib(&[0; 125]), ..Token::good() }.issued(12).bytes();
    let ahead = Delta { base: START + 12 * DAY, issued: START + 13 * DAY, items: vec![change(3, &[14], &[]), change(4, &[], &[])], ..good() }.bytes();
    update(f, "token_of_the_base_of_a_delta", "An older token of list 3 is held, and a delta on the next one, which comes now: the delta was no mark for it, and counts from now on.", "Delta Rollback", &list, &[tokens[0].clone(), later, ahead], &[Token::good().issued(12).bytes()], &["accepted"]).expect("status_as_of", as_of(&[(3, 13), (4, 13)]));
    several(f, &list, &tokens);
    let mut row = |name: &str,
                   shows,
                   flags,
                   held: &[Vec<u8>],
                   documents: &[Vec<u8>],
                   lines: &[&str],
                   days: &[(u16, i64)]| {
        let held = [&tokens[..], held].concat();
        update(f, name, shows, flags, &list, &held, documents, lines).expect("status_as_of", as_of(days));
    };
    let same = &[(3, 10), (4, 10)][..];
    let one = &[(3, 11), (4, 10)][..];
    row("delta", "A change of list 3.", "Delta", &[], &[good().bytes()], &["accepted"], one);
    let both = || vec![change(3, &[14], &[2]), change(4, &[], &[7])];
    row("delta_of_both", "Changes of both lists, set and cleared.", "Delta", &[], &[Delta { items: both(), ..good() }.bytes()], &["accepted"], &[(3, 11), (4, 11)]);
    row("delta_of_many", "The first bit, and numbers of one byte and of two.", "Delta", &[], &[Delta { items: vec![change(3, &[0, 14, 0xC8, 0x01], &[])], ..good() }.bytes()], &["accepted"], one);
    row("delta_of_nothing", "Nothing has changed in list 4, and that is news.", "Delta", &[], &[Delta { items: vec![change(4, &[], &[])], ..good() }.bytes()], &["accepted"], &[(3, 10), (4, 11)]);
    row("delta_before_its_tokens", "In one bundle before the tokens it changes.", "Delta Bundle", &[], &[good().bytes(), Token::good().with_entries(&[(1, 1), (2, 2)]).bytes()], &["accepted", "held"], one);
    row("delta_same", "The same delta again.", "Equivocation", &[good().bytes()], &[good().bytes()], &["held"], one);
    let next = |sequence: i64, day: i64| Delta { sequence, issued: START + day * DAY, ..good() };
    row("delta_newer", "The next one takes its place.", "Rollback", &[good().bytes()], &[next(2, 12).bytes()], &["accepted"], &[(3, 12), (4, 10)]);
    row("delta_older", "Yesterday's after today's.", "Rollback", &[next(2, 12).bytes()], &[good().bytes()], &["trust.rollback"], &[(3, 12), (4, 10)]);
    row("delta_higher_and_earlier", "A higher sequence that was issued earlier.", "Rollback", &[next(2, 12).bytes()], &[next(3, 11).bytes()], &["trust.rollback"], &[(3, 12), (4, 10)]);
    row("delta_higher_of_the_same_day", "A higher sequence of the same date.", "Rollback", &[next(2, 12).bytes()], &[next(3, 12).bytes()], &["accepted"], &[(3, 12), (4, 10)]);
    row("delta_lower_and_later_of_more", "A lower sequence that was issued later, and speaks of one list more.", "Rollback", &[next(2, 12).bytes()], &[Delta { items: both(), ..next(1, 13) }.bytes()], &["trust.rollback"], &[(3, 12), (4, 10)]);
    row("delta_lower_of_the_same_day_of_more", "A lower sequence of the same date, which speaks of one list more: it counts for that one.", "Rollback", &[next(2, 12).bytes()], &[Delta { items: both(), ..next(1, 12) }.bytes()], &["accepted"], &[(3, 12), (4, 12)]);
    row("deltas_newest_first", "Two in one bundle, the newer one first: taken in the order of their sequences.", "Rollback Bundle", &[], &[next(2, 12).bytes(), good().bytes()], &["accepted", "accepted"], &[(3, 12), (4, 10)]);
    row("tokens_newest_first", "Two tokens in one bundle, the newer one first: taken in the order of their dates.", "Rollback Bundle", &[], &[Token::good().issued(13).bytes(), Token::good().issued(12).bytes()], &["accepted", "accepted"], &[(3, 13), (4, 10)]);
    row("delta_lower_on_a_newer_base", "A lower sequence on a newer token: sequences are compared on one base.", "Rollback DeltaBase", &[next(5, 11).bytes(), Token::good().issued(12).bytes()], &[Delta { base: START + 12 * DAY, ..next(1, 13) }.bytes()], &["accepted"], &[(3, 13), (4, 10)]);
    row("delta_lower_of_another_list", "A lower sequence, issued earlier, of another list: they are compared where both speak.", "Rollback", &[next(5, 12).bytes()], &[Delta { items: vec![change(4, &[], &[])], ..next(1, 11) }.bytes()], &["accepted"], &[(3, 12), (4, 11)]);
    row("delta_lower_and_later_of_another_list", "A lower sequence, issued later, of another list.", "Rollback", &[next(5, 12).bytes()], &[Delta { items: vec![change(4, &[], &[])], ..next(1, 13) }.bytes()], &["accepted"], &[(3, 12), (4, 13)]);
    row("delta_twin", "Another delta of the same sequence.", "Equivocation", &[good().bytes()], &[Delta { items: vec![change(3, &[16], &[])], ..good() }.bytes()], &["trust.equivocation"], one);
    row("delta_on_another_base", "Changes of tokens of another date.", "DeltaBase", &[], &[Delta { base: START + 9 * DAY, ..good() }.bytes()], &["status.delta-base"], same);
    row("delta_on_a_later_base", "Changes of tokens that have not come yet.", "DeltaBase", &[], &[Delta { base: START + 11 * DAY, ..good() }.bytes()], &["status.delta-base"], same);
    row("delta_after_a_newer_token", "A newer token of list 3 has come: the delta still concerns list 4.", "DeltaBase", &[Token::good().issued(12).bytes()], &[Delta { items: both(), issued: START + 13 * DAY, ..good() }.bytes()], &["accepted"], &[(3, 12), (4, 13)]);
    row("token_that_undoes_a_delta", "A newer token that is older than the delta that is held.", "Rollback", &[next(1, 12).bytes()], &[Token::good().issued(11).bytes()], &["trust.rollback"], &[(3, 12), (4, 10)]);
    row("token_of_the_day_of_a_delta", "A newer token of the same date as the delta.", "Rollback", &[next(1, 12).bytes()], &[Token::good().issued(12).bytes()], &["accepted"], &[(3, 12), (4, 10)]);
    let mut refused = |name: &str, shows, flags, delta: Delta, line: &str| {
        update(f, name, shows, flags, &list, &tokens, &[delta.bytes()], &[line])
            .expect("status_as_of", as_of(same));
    };
    let with = |items: &[Value]| Delta { items: items.to_vec(), ..good() };
    let wrong = "status.delta";
    refused("delta_at_the_end", "Bit 2000 of a list of 2000 bits.", "Bounds", with(&[change(3, &[0xD0, 0x0F], &[])]), wrong);
    refused("delta_past_the_end", "Bit 1999 and the one after it.", "Bounds", with(&[change(3, &[0xCF, 0x0F, 1], &[])]), wrong);
    refused("delta_past_the_end_later", "A second list past its end refuses the whole delta.", "Bounds", with(&[change(3, &[14], &[]), change(4, &[0xE8, 0x07], &[])]), wrong);
    refused("delta_set_and_cleared", "A bit that is set and cleared.", "Delta", with(&[change(3, &[14, 2], &[16])]), wrong);
    refused("delta_long_number", "A number in a byte too many.", "SecondSpelling", with(&[change(3, &[0x8E, 0x00], &[])]), wrong);
    refused("delta_number_of_six_bytes", "A number in six bytes.", "Overflow", with(&[change(3, &[0x80, 0x80, 0x80, 0x80, 0x80, 0x01], &[])]), wrong);
    refused("delta_distance_0", "The same bit twice.", "SecondSpelling", with(&[change(3, &[14, 0], &[])]), wrong);
    refused("delta_cut", "A number that is cut off.", "Delta", with(&[change(3, &[0x8E], &[])]), wrong);
    let malformed = "trust.malformed";
    refused("delta_without_lists", "No list at all.", "Bounds", with(&[]), malformed);
    refused("delta_list_twice", "A list twice.", "DuplicateKey", with(&[change(3, &[14], &[]), change(3, &[15], &[])]), malformed);
    refused("delta_lists_out_of_order", "Lists out of order.", "Order", with(&[change(4, &[14], &[]), change(3, &[15], &[])]), malformed);
    refused("delta_of_pairs", "A change of two parts.", "ClaimType", with(&[Value::Array(vec![int(3), bytes(&[14])])]), malformed);
    refused("delta_sequence_0", "Sequences begin at 1.", "Bounds", Delta { sequence: 0, ..good() }, malformed);
    refused("delta_with_more", "A field that nobody knows.", "Extension", Delta { more: vec![(7, int(0))], ..good() }, malformed);
    refused("delta_before_its_base", "Issued before the tokens it changes.", "Order", Delta { issued: START + 9 * DAY, ..good() }, "trust.window");
    refused("delta_of_another_domain", "A delta of another domain.", "Domain", Delta { domain: "pk-kp", ..good() }, "trust.domain");
    let signer = "status.signer";
    refused("delta_of_a_list_too_many", "It names a list that its key may not change.", "StatusSigner", with(&[change(3, &[14], &[]), change(5, &[1], &[])]), signer);
    refused("delta_of_a_credential_key", "Signed by a key that signs credentials.", "StatusSigner", Delta { seed: PROVINCE, ..good() }, signer);
    refused("delta_of_a_token_key", "Signed by a key that signs tokens and no deltas.", "StatusSigner", Delta { seed: 42, ..good() }, signer);
    refused("delta_of_a_stranger", "Signed by nobody that is listed.", "StatusSigner", Delta { seed: 99, ..good() }, signer);
    refused("delta_after_the_window", "Issued when its key may no longer sign.", "StatusSigner", Delta { issued: START + 90 * DAY, ..good() }, signer);
    let format = Forge::new(STATUS, &[(1, int(2))])
        .with_protected(&typed("application/kp-delta+cbor", STATUS))
        .message();
    update(
        f,
        "delta_of_a_later_format",
        "A format that comes later.",
        "Version",
        &list,
        &tokens,
        &[format],
        &["trust.unsupported"],
    );
    // The verdict under a delta.
    let mut told = |name: &str, shows, index: i64, items: Vec<Value>, verdict: &str| {
        let vector = f.verify(name, "8.5", shows, "Delta", card(3, index), verdict);
        vector.under(&with_list(&list, &[&tokens[..], &[Delta { items, ..good() }.bytes()]].concat()));
    };
    told("delta_revokes", "Entry 7, bit 14, is set.", 7, vec![change(3, &[14], &[])], "NotTrusted status.revoked");
    told("delta_suspends", "Entry 7, bit 15, is set.", 7, vec![change(3, &[15], &[])], "Undecided status.suspended");
    told("delta_reinstates", "Entry 1, which is revoked, bit 2, is cleared.", 1, vec![change(3, &[], &[2])], "Trusted");
    told("delta_revokes_what_is_suspended", "Entry 2, which is suspended: bit 4 set, bit 5 cleared.", 2, vec![change(3, &[4], &[5])], "NotTrusted status.revoked");
    told("delta_sets_what_is_set", "Entry 1, which is revoked, bit 2, is set again: that changes nothing.", 1, vec![change(3, &[2], &[])], "NotTrusted status.revoked");
    told("delta_clears_what_is_clear", "Entry 6, which is valid, bit 12, is cleared: nor does that.", 6, vec![change(3, &[], &[12])], "Trusted");
    told("delta_leaves_the_others", "Entry 1 is revoked and not named.", 1, vec![change(3, &[14], &[])], "NotTrusted status.revoked");
}

/// Deltas that do not name the same lists, and deltas of two keys.
fn several(f: &mut Folder, list: &TrustList, tokens: &[Vec<u8>]) {
    let good = Delta::good;
    let later = |sequence, day, items: &[Value]| Delta { sequence, issued: START + day * DAY, items: items.to_vec(), ..good() };
    let both = [change(3, &[], &[]), change(4, &[6], &[])];
    let held = [tokens, &[later(1, 11, &both).bytes()]].concat();
    let fewer = later(2, 12, &[change(3, &[14], &[])]).bytes();
    update(f, "delta_of_fewer_lists", "The next delta names list 3 alone: the one before goes on for list 4.", "Delta", list, &held, std::slice::from_ref(&fewer), &["accepted"]).expect("status_as_of", as_of(&[(3, 12), (4, 11)]));
    let without_four = [tokens[0].clone(), later(1, 11, &both).bytes(), fewer];
    update(f, "token_after_two_deltas", "List 4 arrives after two deltas, of which only the older names it.", "Delta", list, &without_four, &tokens[1..], &["accepted"]).expect("status_as_of", as_of(&[(3, 12), (4, 11)]));

    let three = |office: khyber_pass::ListEntry, numbers: &[u16]| {
        let office = office.with_usage(Usage::STATUS.and(Usage::DELTA)).with_status_lists(3, 5).unwrap();
        let list = empty_list().with_entry(office).unwrap();
        numbers.iter().fold(list, |list, number| list.with_status_list(status_info(*number, 1_000, 2)).unwrap())
    };
    let token = |number: u16| Token { subject: format!("kp:s/{number}"), ..Token::good() }.bytes();
    let of = |one, other| [change(one, &[], &[]), change(other, &[14], &[])];
    let held = [token(4), token(5), later(1, 13, &of(3, 4)).bytes()];
    let office = || entry(STATUS, "PK-KP/STATUS");
    update(f, "delta_that_contradicts", "A higher sequence that was issued earlier, seen by a list of which no token is held.", "Rollback", &three(office(), &[3, 4, 5]), &held, &[later(2, 12, &of(3, 5)).bytes()], &["trust.rollback"]).expect("status_as_of", as_of(&[(4, 13), (5, 10)]));
    let far = |gaps: &[u8]| later(1, 11, &[change(3, &[14], &[]), change(5, gaps, &[])]).bytes();
    update(f, "delta_of_the_last_bit", "Bit 2^25 - 1 of a list that the trust list does not describe.", "Delta Bounds", &three(office(), &[3, 4]), &[token(3)], &[far(&[0xFF, 0xFF, 0xFF, 0x0F])], &["accepted"]).expect("status_as_of", as_of(&[(3, 11)]));
    update(f, "delta_beyond_the_last_bit", "Bit 2^25 of it.", "Delta Bounds", &three(office(), &[3, 4]), &[token(3)], &[far(&[0x80, 0x80, 0x80, 0x10])], &["status.delta"]).expect("status_as_of", as_of(&[(3, 10)]));
    update(f, "delta_clears_beyond_the_end", "The bit behind the end of a list is cleared.", "Delta Bounds", &three(office(), &[3, 4]), &[token(3)], &[later(1, 11, &[change(3, &[], &[0xD0, 0x0F])]).bytes()], &["status.delta"]).expect("status_as_of", as_of(&[(3, 10)]));
    let stranger = Delta { seed: 99, domain: "pk-kp", ..good() }.bytes();
    update(f, "delta_of_another_domain_by_a_stranger", "Another domain, and nobody's signature: the domain is asked first.", "Domain StatusSigner", &three(office(), &[3, 4]), &[token(3)], &[stranger], &["trust.domain"]).expect("status_as_of", as_of(&[(3, 10)]));
    let nowhere = Delta { base: START + 9 * DAY, ..later(1, 11, &[change(3, &[14, 0], &[])]) }.bytes();
    update(f, "delta_malformed_on_another_base", "A distance of 0, and a base of which no token is held: the bits are asked first.", "Delta DeltaBase", &three(office(), &[3, 4]), &[token(3)], &[nowhere], &["status.delta"]).expect("status_as_of", as_of(&[(3, 10)]));
    let unknown = |gaps: &[u8]| later(1, 11, &[change(3, &[14], &[]), change(5, gaps, &[])]).bytes();
    let two = three(office(), &[3, 4]);
    update(f, "delta_of_a_list_not_described", "A list that the trust list does not describe: the others count.", "Delta", &two, &[token(3)], &[unknown(&[0xFF, 0x7F])], &["accepted"]).expect("status_as_of", as_of(&[(3, 11)]));
    update(f, "delta_malformed_where_not_described", "The same, and its bits are cut off.", "Delta", &two, &[token(3)], &[unknown(&[0xFF])], &["status.delta"]).expect("status_as_of", as_of(&[(3, 10)]));

    let narrow = |list: TrustList, last| {
        let key = entry(43, "PK-KP/DELTA").with_usage(Usage::DELTA).with_status_lists(3, last).unwrap();
        list.with_entry(key).unwrap()
    };
    let thief = Delta { seed: 43, sequence: i64::MAX, ..good() }.bytes();
    update(f, "delta_beside_a_higher_sequence", "Another key has given list 3 the highest sequence there is: list 4 goes on.", "Rollback Authority", &narrow(status_list(), 3), &[tokens, &[thief]].concat(), &[later(2, 12, &both).bytes()], &["accepted"]).expect("status_as_of", as_of(&[(3, 12), (4, 12)]));
}

/// Which of two deltas of one moment counts, as a desk sees it: one of them revokes entry 7.
fn ties(f: &mut Folder) {
    let office = entry(43, "PK-KP/DELTA").with_usage(Usage::DELTA).with_status_lists(3, 3).unwrap();
    let list = status_list().with_entry(office).unwrap();
    let delta = |seed, sequence, revokes: bool| {
        let items = if revokes { vec![change(3, &[14], &[])] } else { vec![change(3, &[], &[])] };
        Delta { seed, sequence, items, ..Delta::good() }
    };
    let payload = |delta: &Delta| Sha256::digest(crate::forge::payload(&delta.bytes()));
    // The payload names no key.
    let greatest_revokes = payload(&delta(43, 1, true)) > payload(&delta(43, 1, false));
    for (name, shows, deltas, revoked) in [
        ("tie_of_a_higher_sequence_that_revokes", "Two deltas of one moment, of two keys: the higher sequence revokes.", [delta(STATUS, 1, false), delta(43, 2, true)], true),
        ("tie_of_a_higher_sequence_that_does_not", "The higher sequence does not.", [delta(STATUS, 1, true), delta(43, 2, false)], false),
        ("tie_of_one_sequence", "Two deltas of one moment and one sequence, of two keys: the greater hash of the payload counts.", [delta(STATUS, 1, false), delta(43, 1, true)], greatest_revokes),
        ("tie_of_one_sequence_the_other_way", "The same two payloads, each of the other key.", [delta(STATUS, 1, true), delta(43, 1, false)], greatest_revokes),
    ] {
        let verdict = if revoked { "NotTrusted status.revoked" } else { "Trusted" };
        let vector = f.verify(name, "8.5", shows, "Delta", card(3, 7), verdict);
        let documents: Vec<_> = [Token::good().bytes()].into_iter().chain(deltas.iter().map(Delta::bytes)).collect();
        vector.under(&with_list(&list, &documents));
    }
}

/// More than a verifier holds. The streams are compressed by a library: this is the one file that a newer one
/// may change.
fn space(f: &mut Folder) {
    use std::io::Write;
    let office = entry(STATUS, "PK-KP/STATUS").with_usage(Usage::STATUS).with_status_lists(0, 99).unwrap();
    let list = empty_list().with_entry(office).unwrap();
    let list =
        (0..17).fold(list, |list, number| list.with_status_list(status_info(number, 1 << 24, 2)).unwrap());
    let mut stream = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    stream.write_all(&vec![0; 4 << 20]).unwrap();
    let lst = stream.finish().unwrap();
    let token =
        |number: u16| Token { subject: format!("kp:s/{number}"), lst: lst.clone(), ..Token::good() }.bytes();
    let held: Vec<_> = (0..15).map(token).collect();
    update(
        f,
        "token_too_many",
        "Fifteen lists of 4 MiB and their tokens are held; one more is too much.",
        "Bounds",
        &list,
        &held,
        &[token(15)],
        &["status.space"],
    );
    let sixteen: Vec<_> = (0..16).map(token).collect();
    f.judge("kept_too_many", "load-status", "8.4", "A state of sixteen such lists.", "State Bounds", Some("trust.state"))
        .give("state", hex(&state(&sixteen, &[])))
        .give("root", hex(&first_root()))
        .give("list", hex(&list_bytes(&list, &LIST_KEYS[1..])));
}

/// Keys that lose what they could.
fn authority(f: &mut Folder) {
    let province = || entry(PROVINCE, "PK-KP").with_status_lists(3, 4).unwrap();
    let infos = |list: TrustList| list.with_status_list(status_info(3, 1_000, 2)).unwrap();
    let with_state = |state| {
        infos(
            empty_list()
                .with_entry(province())
                .unwrap()
                .with_entry(status_entry().with_state(state))
                .unwrap(),
        )
        .with_version(2, 1)
        .unwrap()
    };
    let revoked = Token::good().with_entries(&[(7, 1)]).bytes();
    let mut row = |name: &str, shows, list: TrustList, days: &[(u16, i64)]| {
        let next = list_bytes(&list, &LIST_KEYS[1..]);
        update(f, name, shows, "Authority", &status_list(), std::slice::from_ref(&revoked), &[next], &["accepted"])
            .expect("status_as_of", as_of(days));
    };
    row("token_of_a_revoked_key", "The next trust list revokes the key that signed the token: it goes.", with_state(KeyState::Revoked), &[]);
    row("token_of_a_suspended_key", "The next trust list suspends that key.", with_state(KeyState::Suspended), &[]);
    row("token_of_a_key_stolen_later", "It is stolen since a date after the token: a thief writes any date.", with_state(KeyState::RevokedSince(at(START + 60 * DAY))), &[]);
    row("token_of_a_retired_key", "It retires: what it signed inside its window stands.", with_state(KeyState::Retired), &[(3, 10)]);
    let narrowed = entry(STATUS, "PK-KP/STATUS").with_usage(Usage::STATUS).with_status_lists(4, 4).unwrap();
    row("token_of_a_key_that_lost_the_list", "It may no longer sign this list.", infos(empty_list().with_entry(province()).unwrap().with_entry(narrowed).unwrap()).with_version(2, 1).unwrap(), &[]);
    let longer = empty_list()
        .with_entry(province())
        .unwrap()
        .with_entry(status_entry())
        .unwrap()
        .with_status_list(status_info(3, 1_001, 2))
        .unwrap();
    row("token_of_a_list_that_grew", "The trust list gives the list another size.", longer.with_version(2, 1).unwrap(), &[]);
    let described = |info: StatusListInfo| {
        let list = empty_list().with_entry(province()).unwrap().with_entry(status_entry()).unwrap();
        list.with_status_list(info).unwrap().with_version(2, 1).unwrap()
    };
    row("token_of_a_list_of_other_bits", "The trust list gives the list one bit per entry.", described(status_info(3, 1_000, 1)), &[]);
    let uri = Some("https://example.pk/status/3".to_owned());
    row("token_of_a_list_of_another_uri", "The trust list gives the list a URI of its own.", described(StatusListInfo { uri, ..status_info(3, 1_000, 2) }), &[]);
    let shorter = status_list().entries().cloned().fold(empty_list(), |list, entry| list.with_entry(entry).unwrap());
    let shorter = shorter.with_status_list(status_info(3, 1_000, 2)).unwrap().with_status_list(status_info(4, 900, 1)).unwrap();
    let shorter = list_bytes(&shorter.with_version(2, 1).unwrap(), &LIST_KEYS[1..]);
    // Bit 950.
    let both = Delta { items: vec![change(3, &[14], &[]), change(4, &[0xB6, 0x07], &[])], ..Delta::good() }.bytes();
    let short = Token { subject: "kp:s/4".to_owned(), bits: 1, lst: stored_zlib(&[0; 113]), ..Token::good() }.bytes();
    update(f, "delta_beyond_a_list_that_shrank", "List 4 becomes shorter, and the delta names a bit behind its end: it goes on for list 3, and does not count for the new token of list 4.", "Authority Delta", &status_list(), &[Token::good().bytes(), list_four(), both], &[shorter, short], &["accepted", "accepted"]).expect("status_as_of", as_of(&[(3, 11), (4, 10)]));
    let named = |three: &str, four: &str, version: u64| {
        let info = |number, uri: &str| StatusListInfo { uri: Some(uri.to_owned()), ..status_info(number, 1_000, 2) };
        let list = empty_list().with_entry(province()).unwrap().with_entry(status_entry()).unwrap();
        list.with_status_list(info(3, three)).unwrap().with_status_list(info(4, four)).unwrap().with_version(version, 1).unwrap()
    };
    let of = |subject: &str| Token { subject: subject.to_owned(), ..Token::good() }.bytes();
    let swapped = list_bytes(&named("urn:b", "urn:a", 2), &LIST_KEYS[1..]);
    update(f, "tokens_of_lists_that_swap_uris", "The next trust list exchanges the URIs of two lists: neither token speaks of the list that it was of.", "Authority Subject", &named("urn:a", "urn:b", 1), &[of("urn:a"), of("urn:b")], &[swapped], &["accepted"]).expect("status_as_of", json!({}));
    let epoch = khyber_pass::Root::new("pk-kp-test", common::days(START, 730), common::role(2, &common::ROOT_KEYS), common::role(2, &LIST_KEYS)).unwrap();
    let epoch = common::root_bytes(&epoch.with_version(2, 2).unwrap(), &common::ROOT_KEYS);
    let first = list_bytes(&status_list().with_version(1, 2).unwrap(), &LIST_KEYS[1..]);
    update(f, "token_in_a_new_epoch", "A new epoch, and its first list, which has the key of the token: it stands.", "Authority Epoch", &status_list(), &[Token::good().bytes()], &[epoch, first], &["accepted", "accepted"]).expect("status_as_of", as_of(&[(3, 10)]));
    // A stolen status key that signed far ahead blocks nobody.
    let thief = Token { dates: (START + 80 * DAY, START + 200 * DAY), ..Token::good() }.bytes();
    let honest = entry(42, "PK-KP/STATUS").with_usage(Usage::STATUS).with_status_lists(3, 3).unwrap();
    let repaired = with_state(KeyState::Revoked).with_entry(honest).unwrap();
    let next = list_bytes(&repaired, &LIST_KEYS[1..]);
    let token = Token { seed: 42, ..Token::good() }.issued(31).bytes();
    update(
        f,
        "token_far_ahead",
        "A thief signed a token far ahead; the next trust list ends it, and an older honest one is taken.",
        "Authority",
        &status_list(),
        &[thief],
        &[token, next],
        &["accepted", "accepted"],
    )
    .expect("status_as_of", as_of(&[(3, 31)]));
    // A delta key that is revoked takes its delta along, not the token under it.
    let delta_key = |state| {
        let entry = entry(43, "PK-KP/DELTA").with_usage(Usage::DELTA).with_status_lists(3, 3).unwrap();
        status_list().with_entry(entry.with_state(state)).unwrap()
    };
    let delta = Delta { seed: 43, sequence: i64::MAX, ..Delta::good() }.bytes();
    let next = list_bytes(&delta_key(KeyState::Revoked).with_version(2, 1).unwrap(), &LIST_KEYS[1..]);
    update(f, "delta_of_a_revoked_key", "The next trust list revokes the key of the delta: the token under it stands as it was issued, and a lower sequence is taken.", "Authority", &delta_key(KeyState::Active), &[Token::good().bytes(), delta], &[next], &["accepted"]).expect("status_as_of", as_of(&[(3, 10)]));
    let suspended = list_bytes(&delta_key(KeyState::Suspended).with_version(2, 1).unwrap(), &LIST_KEYS[1..]);
    let again = list_bytes(&delta_key(KeyState::Active).with_version(3, 1).unwrap(), &LIST_KEYS[1..]);
    let delta = Delta { seed: 43, ..Delta::good() }.bytes();
    let held = [Token::good().bytes(), delta.clone()];
    update(f, "delta_of_a_suspended_key", "The next trust list suspends the key of the delta: the token speaks as it was issued.", "Authority", &delta_key(KeyState::Active), &held, std::slice::from_ref(&suspended), &["accepted"]).expect("status_as_of", as_of(&[(3, 10)]));
    let between = Token { dates: (START + 10 * DAY + 3_600, START + 70 * DAY), ..Token::good() }.bytes();
    update(f, "token_before_the_delta_of_a_suspended_key", "The delta is not used and its mark stays: a token that is older would undo it when the key is active again.", "Authority Rollback Delta", &delta_key(KeyState::Active), &held, &[suspended.clone(), between.clone()], &["accepted", "trust.rollback"]).expect("status_as_of", as_of(&[(3, 10)]));
    let revoked = list_bytes(&delta_key(KeyState::Revoked).with_version(2, 1).unwrap(), &LIST_KEYS[1..]);
    let at = json!({ "3": START + 10 * DAY + 3_600 });
    update(f, "token_before_the_delta_of_a_revoked_key", "Its key is revoked, and the mark of the delta goes with it: the same token is taken.", "Authority Rollback Delta", &delta_key(KeyState::Active), &held, &[revoked, between.clone()], &["accepted", "accepted"]).expect("status_as_of", at);
    update(f, "delta_taken_from_a_suspended_key", "A delta of a key that is suspended is not taken in.", "Authority StatusSigner", &delta_key(KeyState::Suspended), &held[..1], &[delta], &["status.signer"]).expect("status_as_of", as_of(&[(3, 10)]));
    update(f, "delta_of_a_key_no_longer_suspended", "Two trust lists later its key is active again: so is the delta.", "Authority", &delta_key(KeyState::Active), &held, &[suspended, again], &["accepted", "accepted"]).expect("status_as_of", as_of(&[(3, 11)]));
    // Back to the delta before, not to the token.
    let thief = Delta { seed: 43, sequence: 2, issued: START + 12 * DAY, items: vec![change(3, &[], &[])], ..Delta::good() }.bytes();
    let next = list_bytes(&delta_key(KeyState::Revoked).with_version(2, 1).unwrap(), &LIST_KEYS[1..]);
    update(f, "delta_before_that_of_a_revoked_key", "The same, and an older delta of another key counts again.", "Authority Rollback", &delta_key(KeyState::Active), &[Token::good().bytes(), Delta::good().bytes(), thief], &[next], &["accepted"]).expect("status_as_of", as_of(&[(3, 11)]));
    let wide = |last, version| {
        let entry = entry(43, "PK-KP/DELTA").with_usage(Usage::DELTA).with_status_lists(3, last).unwrap();
        status_list().with_entry(entry).unwrap().with_version(version, 1).unwrap()
    };
    let both = Delta { seed: 43, items: vec![change(3, &[14], &[]), change(4, &[], &[])], ..Delta::good() }.bytes();
    let next = list_bytes(&wide(3, 2), &LIST_KEYS[1..]);
    update(f, "delta_of_a_key_that_lost_a_list", "The next trust list takes list 4 from the key of a delta: it goes on for list 3.", "Authority", &wide(4, 1), &[Token::good().bytes(), list_four(), both], &[next], &["accepted"]).expect("status_as_of", as_of(&[(3, 11), (4, 10)]));
    // A suspended key may come back.
    let next = list_bytes(&with_state(KeyState::Suspended).with_entry(entry(42, "PK-KP/STATUS").with_usage(Usage::STATUS).with_status_lists(3, 3).unwrap()).unwrap(), &LIST_KEYS[1..]);
    let mut row = |name: &str, shows, document: Vec<u8>, line: &str, days: &[(u16, i64)]| {
        let held = [Token::good().issued(12).bytes()];
        update(f, name, shows, "Authority Rollback", &status_list(), &held, &[next.clone(), document], &["accepted", line]).expect("status_as_of", as_of(days));
    };
    row("token_before_that_of_a_suspended_key", "Its key is suspended: it is not used, and an older one of another key would undo it.", Token { seed: 42, ..Token::good() }.bytes(), "trust.rollback", &[]);
    row("token_after_that_of_a_suspended_key", "A newer one of another key takes its place.", Token { seed: 42, ..Token::good() }.issued(13).bytes(), "accepted", &[(3, 13)]);
    row("token_twin_of_that_of_a_suspended_key", "Another key says something else of the same moment.", Token { seed: 42, ..Token::good() }.issued(12).with_entries(&[(1, 1)]).issued(12).bytes(), "trust.equivocation", &[]);
    row("token_of_a_suspended_key_signed_again", "Another key vouches for the same.", Token { seed: 42, ..Token::good() }.issued(12).bytes(), "accepted", &[(3, 12)]);
}

/// A state whose digest is right.
fn state(tokens: &[Vec<u8>], deltas: &[Vec<u8>]) -> Vec<u8> {
    let digest = Sha256::digest([tokens.concat(), deltas.concat()].concat());
    let all = |documents: &[Vec<u8>]| Value::Array(documents.iter().map(|one| bytes(one)).collect());
    encode(&keyed(&[(1, int(1)), (2, all(tokens)), (3, all(deltas)), (4, bytes(&digest))]))
}

fn states(f: &mut Folder) {
    let trust =
        TrustStore::open(&common::pinned(), &list_bytes(&status_list(), &LIST_KEYS[1..]), now()).unwrap();
    let mut store = StatusStore::empty();
    assert!(store.apply(&[Token::good().bytes(), list_four(), Delta::good().bytes()], &trust).is_complete());
    let whole = store.export();
    let mut row = |name: &str,
                   shows,
                   flags,
                   state: &[u8],
                   list: &TrustList,
                   code: Option<&str>,
                   days: &[(u16, i64)]| {
        let vector = f.judge(name, "load-status", "8.4", shows, flags, code);
        vector
            .give("state", hex(state))
            .give("root", hex(&first_root()))
            .give("list", hex(&list_bytes(list, &LIST_KEYS[1..])));
        if code.is_none() {
            vector.expect("status_as_of", as_of(days));
        }
    };
    row("kept", "Two tokens and a delta, verified again.", "State", &whole, &status_list(), None, &[(3, 11), (4, 10)]);
    row("kept_cut", "The last byte is missing.", "State", &whole[..whole.len() - 1], &status_list(), Some("trust.state"), &[]);
    row("kept_with_a_byte_more", "A byte after it.", "State Trailing", &[&whole[..], &[0]].concat(), &status_list(), Some("trust.state"), &[]);
    row("kept_by_a_key_no_longer_listed", "The key is not on the list any more: nothing is left of it.", "State Authority", &whole, &empty_list(), None, &[]);
    let (three, four) = (Token::good().bytes(), list_four());
    let forged = Token { seed: 99, ..Token::good() }.bytes();
    row("kept_with_a_forged_token", "Somebody put a token of their own into it: it is left out.", "State", &state(&[forged, four.clone()], &[]), &status_list(), None, &[(4, 10)]);
    row("kept_out_of_order", "Tokens out of order: nobody stored it so.", "State Order", &state(&[four.clone(), three.clone()], &[]), &status_list(), Some("trust.state"), &[]);
    row("kept_twice", "Two tokens of one list: nobody stored it so.", "State", &state(&[three.clone(), Token::good().issued(11).bytes()], &[]), &status_list(), Some("trust.state"), &[]);
    row("kept_delta_as_token", "A delta where the tokens are.", "State Confusion", &state(&[Delta::good().bytes()], &[]), &status_list(), Some("trust.state"), &[]);
    row("kept_without_its_token", "A delta on a token that is not there: nobody stored it so, and it is left out.", "State", &state(std::slice::from_ref(&four), &[Delta::good().bytes()]), &status_list(), None, &[(4, 10)]);
    let mut flipped = whole.clone();
    let end = flipped.len() - 40;
    flipped[end] ^= 1;
    row("kept_with_a_flipped_bit", "A bit of the last signature is flipped: damage, and not a document that nobody vouches for.", "State Signature", &flipped, &status_list(), Some("trust.state"), &[]);
    let suspended = status_entry().with_state(KeyState::Suspended);
    let with = |office, entries| {
        let province = entry(PROVINCE, "PK-KP").with_status_lists(3, 4).unwrap();
        let list = empty_list().with_entry(province).unwrap().with_entry(office).unwrap();
        list.with_status_list(status_info(3, 1_000, 2)).unwrap().with_status_list(status_info(4, entries, 1)).unwrap()
    };
    row("kept_by_a_suspended_key", "Its key is suspended: kept, and not used.", "State Authority", &whole, &with(suspended, 1_000), None, &[]);
    let both = Delta { items: vec![change(3, &[14], &[]), change(4, &[0xB6, 0x07], &[])], ..Delta::good() }.bytes();
    row("kept_with_a_list_that_shrank", "List 4 is described otherwise since then: list 3 keeps the delta, though bit 950 of list 4 is gone.", "State", &state(&[three, four], &[both]), &with(status_entry(), 900), None, &[(3, 11)]);
}
