//! Status lists at the verifier: what is taken in, what is refused, what a desk is told.

mod common;
mod forge;

use ciborium::Value;
use common::{
    DAY, HEALTH, NOW, PROVINCE, START, STATUS, at, entry, key, status_entry, status_info, status_list,
};
use forge::{Delta, Forge, Token, bytes, change, int, keyed, stored_zlib, text, typed, zlib_bomb};
use khyber_pass::{
    Check, CheckOutcome, Clock, Code, Draft, Entitlement, Issuer, KeyState, Outcome, Policy, PreparedStatus,
    Risk, ServiceCode, StandardStatus, Status, StatusReference, StatusRegister, StatusStore, TrustError,
    TrustList, TrustStore, Usage, Verifier,
};

const SEHAT: ServiceCode = ServiceCode::SEHAT_CARD;
const TOKEN: &str = "application/statuslist+cwt";
const DELTA: &str = "application/kp-delta+cbor";

fn trust() -> TrustStore {
    common::store_with(status_list())
}

/// The same trust store under a newer list.
fn newer(mut trust: TrustStore, list: TrustList) -> TrustStore {
    let list = list.with_version(2, 1).unwrap();
    let report = trust.apply(&[common::list_bytes(&list, &common::LIST_KEYS[1..])], common::now());
    assert!(report.is_complete(), "{report}");
    trust
}

fn register() -> StatusRegister {
    let register = StatusRegister::new("pk-kp-test").unwrap().with_list(status_info(3, 1_000, 2)).unwrap();
    register.with_list(status_info(4, 1_000, 1)).unwrap()
}

fn reference(list: u64, index: u64) -> StatusReference {
    StatusReference { list, index }
}

/// Signed tokens of both lists, issued on a day of January.
fn tokens(register: &mut StatusRegister, day: i64) -> Vec<Vec<u8>> {
    let from = START + day * DAY;
    let tokens = register.snapshot(at(from), at(from + 60 * DAY), None).unwrap();
    tokens.iter().map(sign).collect()
}

fn delta(register: &mut StatusRegister, day: i64) -> Vec<u8> {
    sign(&register.delta(at(START + day * DAY)).unwrap())
}

fn sign(prepared: &PreparedStatus) -> Vec<u8> {
    prepared.sign(&key(STATUS)).unwrap()
}

fn holding(documents: &[Vec<u8>]) -> StatusStore {
    let mut status = StatusStore::empty();
    let report = status.apply(documents, &trust());
    assert!(report.is_complete(), "{report}");
    status
}

/// Refused with this code, and nothing changed.
fn refused(status: &mut StatusStore, document: &[u8], trust: &TrustStore) -> Code {
    let before = status.export();
    let report = status.apply(&[document], trust);
    assert_eq!(status.export(), before, "a refused document changed something");
    match report.lines() {
        [(_, Outcome::Refused(error))] => error.code(),
        other => panic!("{other:?}"),
    }
}

fn card(reference: StatusReference) -> String {
    let draft =
        Draft::of_entitlements(vec![Entitlement::new(SEHAT).unwrap()], common::days(START + DAY, 1_000));
    let issuer = Issuer::listed(&status_list(), key(PROVINCE)).unwrap();
    issuer.issue(&draft.with_status(reference)).unwrap().to_string()
}

fn verdict(trust: &TrustStore, status: &StatusStore, policy: Policy, clock: Clock) -> String {
    judge(trust, status, policy, &card(reference(3, 7)), clock)
}

fn judge(trust: &TrustStore, status: &StatusStore, policy: Policy, card: &str, clock: Clock) -> String {
    match Verifier::new(trust.clone(), policy).with_status(status.clone()).verify_at(card, clock) {
        Ok(card) => format!("Trusted {:?}", card.caveats()),
        Err(no) => format!("{} {} {}", no.class(), no.code(), no.hint()),
    }
}

// What a desk is told

#[test]
fn revoked_suspended_reinstated() {
    let (trust, plain) = (trust(), Policy::for_service(SEHAT));
    let mut register = register();
    let told = |status: &StatusStore| verdict(&trust, status, plain, common::now());
    assert_eq!(told(&holding(&tokens(&mut register, 10))), "Trusted []");
    register.suspend(&[reference(3, 7)]).unwrap();
    assert_eq!(told(&holding(&tokens(&mut register, 11))), "Undecided status.suspended refer-to-issuer");
    register.revoke(&[reference(3, 7)]).unwrap();
    assert_eq!(told(&holding(&tokens(&mut register, 12))), "NotTrusted status.revoked refer-to-issuer");
    register.reinstate(&[reference(3, 7)]).unwrap();
    assert_eq!(told(&holding(&tokens(&mut register, 13))), "Trusted []");
}

/// Every entry has two bits: the neighbours of a revoked one are not touched.
#[test]
fn neighbours_are_not_touched() {
    let (trust, plain) = (trust(), Policy::for_service(SEHAT));
    for list in [3, 4] {
        let mut register = register();
        register.revoke(&[reference(list, 7)]).unwrap();
        let status = holding(&tokens(&mut register, 10));
        for index in [0, 5, 6, 8, 9, 999] {
            let told = judge(&trust, &status, plain, &card(reference(list, index)), common::now());
            assert_eq!(told, "Trusted []", "list {list}, index {index}");
        }
        let told = judge(&trust, &status, plain, &card(reference(list, 7)), common::now());
        assert_eq!(told, "NotTrusted status.revoked refer-to-issuer", "list {list}");
    }
}

#[test]
fn without_the_list_it_depends_on_the_desk() {
    let (trust, none) = (trust(), StatusStore::empty());
    let clock = Clock::device(at(START + 2 * DAY));
    let told = |policy| verdict(&trust, &none, policy, clock);
    assert_eq!(told(Policy::counter(SEHAT)), "Undecided status.missing update-status");
    assert_eq!(told(Policy::for_service(SEHAT)), "Undecided status.missing update-status");
    assert_eq!(told(Policy::field(SEHAT, Risk::Low)), "Trusted [PolicyAccepted]");
    assert_eq!(told(Policy::field(SEHAT, Risk::High)), "Undecided status.missing update-status");
    // No profile accepts what is known to be revoked.
    let mut register = register();
    register.revoke(&[reference(3, 7)]).unwrap();
    let status = holding(&tokens(&mut register, 1));
    for policy in [Policy::field(SEHAT, Risk::Low), Policy::audit(SEHAT), Policy::counter(SEHAT)] {
        assert_eq!(verdict(&trust, &status, policy, clock), "NotTrusted status.revoked refer-to-issuer");
    }
}

/// `trust.md` R18: eight days old, profile by profile, and R19: expired.
#[test]
fn each_profile_has_its_own_patience_with_status_data() {
    // The list is as old as the profile needs it to be young: issued again each time.
    let told = |policy: Policy, age: i64| {
        let now = START + 20 * DAY;
        let list = TrustList::new("pk-kp-test", common::days(now - 60, 120), at(now + 30 * DAY)).unwrap();
        let list = status_list().entries().cloned().fold(list, |list, entry| list.with_entry(entry).unwrap());
        let list = list.with_status_list(status_info(3, 1_000, 2)).unwrap();
        let list = list.with_status_list(status_info(4, 1_000, 1)).unwrap();
        let trust = common::store_with(list);
        let mut register = register();
        let from = now - age - 60; // the floor that the list gives
        let token = &register.snapshot(at(from), at(from + 19 * DAY), None).unwrap()[0];
        let mut status = StatusStore::empty();
        assert!(status.apply(&[sign(token)], &trust).is_complete());
        verdict(&trust, &status, policy, Clock::trusted(at(now)))
    };
    let (hour, stale) = (3_600, "Undecided status.stale update-status");
    for (policy, soft, hard) in [
        (Policy::kiosk(SEHAT), hour, 24 * hour),
        (Policy::counter(SEHAT), DAY, 7 * DAY),
        (Policy::checkpoint(SEHAT), DAY, 3 * DAY),
    ] {
        assert_eq!(told(policy, soft - 1), "Trusted []", "{}", policy.profile());
        assert_eq!(told(policy, soft), "Trusted [StatusAged]", "{}", policy.profile());
        assert_eq!(told(policy, hard - 1), "Trusted [StatusAged]", "{}", policy.profile());
        assert_eq!(told(policy, hard), stale, "{}", policy.profile());
    }
    assert_eq!(told(Policy::for_service(SEHAT), 8 * DAY), "Trusted []");
    assert_eq!(told(Policy::field(SEHAT, Risk::High), 8 * DAY), "Trusted []");
    assert_eq!(told(Policy::field(SEHAT, Risk::High), 15 * DAY), "Trusted [StatusAged]");
    // Expired after 19 days.
    assert_eq!(told(Policy::for_service(SEHAT), 19 * DAY), stale);
    assert_eq!(told(Policy::field(SEHAT, Risk::High), 19 * DAY), stale);
    assert_eq!(told(Policy::field(SEHAT, Risk::Low), 19 * DAY), "Trusted [StatusAged, PolicyAccepted]");
    assert_eq!(told(Policy::audit(SEHAT), 19 * DAY), "Trusted [PolicyAsOf]");
}

/// A token that has expired is taken all the same: what it revokes is revoked.
#[test]
fn an_expired_token_still_revokes() {
    let mut register = register();
    register.revoke(&[reference(3, 7)]).unwrap();
    let token = &register.snapshot(at(START + DAY), at(START + 2 * DAY), None).unwrap()[0];
    let status = holding(&[sign(token)]);
    let (trust, plain) = (trust(), Policy::for_service(SEHAT));
    assert_eq!(verdict(&trust, &status, plain, common::now()), "NotTrusted status.revoked refer-to-issuer");
    let other = judge(&trust, &status, plain, &card(reference(3, 8)), common::now());
    assert_eq!(other, "Undecided status.stale update-status");
}

#[test]
fn a_time_to_live_is_advice() {
    let token = &register().snapshot(at(NOW - 2 * DAY), at(NOW + DAY), Some(86_400)).unwrap()[0];
    let told = verdict(&trust(), &holding(&[sign(token)]), Policy::for_service(SEHAT), common::now());
    assert_eq!(told, "Trusted [StatusAged]");
}

#[test]
fn both_forms_of_reference_lead_to_the_same_entry() {
    let (trust, plain) = (trust(), Policy::for_service(SEHAT));
    let mut register = register();
    register.revoke(&[reference(3, 7)]).unwrap();
    let status = holding(&tokens(&mut register, 10));
    let draft = || Draft::of_entitlements(vec![Entitlement::new(SEHAT).unwrap()], common::five_years());
    let standard = |index| StandardStatus { uri: "kp:s/3".to_owned(), index };
    let issuer = || Issuer::listed(&status_list(), key(PROVINCE)).unwrap();
    for (index, told) in [(7, "NotTrusted status.revoked refer-to-issuer"), (8, "Trusted []")] {
        let alone = issuer().issue(&draft().with_standard_status(standard(index))).unwrap();
        assert_eq!(judge(&trust, &status, plain, &alone, common::now()), told);
        let both = draft().with_standard_status(standard(index)).with_status(reference(3, index));
        assert_eq!(judge(&trust, &status, plain, &issuer().issue(&both).unwrap(), common::now()), told);
    }
}

#[test]
fn the_report_says_how_old_the_status_data_are() {
    let status = holding(&tokens(&mut register(), 10));
    let verifier = Verifier::new(trust(), Policy::for_service(SEHAT)).with_status(status);
    let (verdict, report) = verifier.report_at(&card(reference(3, 7)), common::now());
    assert!(verdict.is_ok());
    assert_eq!(report.outcome(Check::Status), CheckOutcome::Passed);
    let trust = report.trust();
    assert_eq!((trust.status_list, trust.status_as_of), (Some(3), Some(at(START + 10 * DAY))));
    assert_eq!(trust.status_age_seconds, Some(NOW - 300 - (START + 10 * DAY)));
    assert!(report.to_string().contains("\nstatus     list 3, at least 1814100 s old\n"), "{report}");

    let without = Verifier::new(verifier.trust().clone(), Policy::for_service(SEHAT));
    let (_, report) = without.report_at(&card(reference(3, 7)), common::now());
    assert_eq!(report.outcome(Check::Status), CheckOutcome::Failed(Code::StatusMissing));
    assert_eq!((report.trust().status_list, report.trust().status_as_of), (Some(3), None));
    assert!(report.to_string().contains("\nstatus     list 3, not held\n"), "{report}");
}

#[test]
fn the_date_of_a_token_is_a_floor_under_the_clock() {
    let clock = Clock::device(at(START));
    let told = |status: &StatusStore| verdict(&trust(), status, Policy::for_service(SEHAT), clock);
    // By that clock the card is of tomorrow; the token shows that the clock is behind.
    assert_eq!(told(&StatusStore::empty()), "Undecided clock.or-credential fix-clock");
    assert_eq!(told(&holding(&tokens(&mut register(), 10))), "Undecided clock.unknown fix-clock");
    let low =
        verdict(&trust(), &holding(&tokens(&mut register(), 10)), Policy::field(SEHAT, Risk::Low), clock);
    assert_eq!(low, "Trusted [ClockBehind, PolicyAccepted]");
}

// What is taken in: `trust.md` 4.7

/// R01, R09, R10, R11: what a credential may point to.
#[test]
fn references_that_a_key_may_not_give() {
    let (trust, plain) = (trust(), Policy::for_service(SEHAT));
    let status = holding(&tokens(&mut register(), 10));
    let told = |reference: &[(i64, Value)]| {
        let service = keyed(&[(0, int(1))]);
        let kp = [&[(6, Value::Array(vec![service]))], reference].concat();
        let claims =
            [(1, text("PK-KP")), (4, int(START + 900 * DAY)), (6, int(START + DAY)), (-84_817, keyed(&kp))];
        judge(&trust, &status, plain, &Forge::new(PROVINCE, &claims).text(), common::now())
    };
    let pair = |list: i64, index: Value| (7, Value::Array(vec![int(list), index]));
    assert_eq!(told(&[pair(3, int(999))]), "Trusted []");
    let wrong = "NotTrusted status.reference refer-to-issuer";
    assert_eq!(told(&[pair(3, int(1_000))]), wrong, "index = entries");
    assert_eq!(told(&[pair(3, Value::Integer((1_u64 << 63).into()))]), wrong, "index = 2^63");
    assert_eq!(told(&[pair(3, int(-1))]), wrong, "a negative index");
    assert_eq!(told(&[pair(5, int(0))]), wrong, "another office's list");
    assert_eq!(told(&[pair(65_536 + 3, int(0))]), wrong, "a list beyond 65535");
    assert_eq!(told(&[]), "NotTrusted status.required refer-to-issuer");
    let draft = Draft::of_entitlements(vec![Entitlement::new(SEHAT).unwrap()], common::five_years());
    let disagree = draft
        .with_status(reference(3, 7))
        .with_standard_status(StandardStatus { uri: "kp:s/3".to_owned(), index: 8 });
    let text = Issuer::new("PK-KP", key(PROVINCE)).unwrap().issue(&disagree).unwrap();
    assert_eq!(judge(&trust, &status, plain, &text, common::now()), wrong, "two references disagree");
}

/// R02, R03, R05, R06, R16: tokens that say the wrong thing, or that the wrong key signed.
#[test]
fn tokens_that_are_refused() {
    let good = Token::good;
    let health = Token { seed: HEALTH, ..good() };
    let one_more = Token { lst: stored_zlib(&[0; 251]), ..good() };
    let rows: Vec<(&str, Token, Code)> = vec![
        ("one byte less", Token { lst: stored_zlib(&[0; 249]), ..good() }, Code::StatusLength),
        ("one byte more", one_more, Code::StatusLength),
        ("a bomb", Token { lst: zlib_bomb(25_000_000), ..good() }, Code::StatusLength),
        ("no stream", Token { lst: vec![0x78, 0xDA, 0xFF], ..good() }, Code::TrustMalformed),
        (
            "trailing",
            Token { lst: [stored_zlib(&[0; 250]), vec![0]].concat(), ..good() },
            Code::TrustMalformed,
        ),
        ("three bits", Token { bits: 3, ..good() }, Code::TrustMalformed),
        ("eight bits", Token { bits: 8, lst: stored_zlib(&[0; 1_000]), ..good() }, Code::StatusLength),
        ("one bit", Token { bits: 1, lst: stored_zlib(&[0; 125]), ..good() }, Code::StatusLength),
        ("another list's name", Token { subject: "kp:s/4".to_owned(), ..good() }, Code::StatusLength),
        ("a name nobody knows", Token { subject: "kp:s/9".to_owned(), ..good() }, Code::StatusUnknownList),
        (
            "a name in another spelling",
            Token { subject: "kp:s/03".to_owned(), ..good() },
            Code::StatusUnknownList,
        ),
        ("the key of another department", health, Code::StatusSigner),
        ("a key that signs credentials", Token { seed: PROVINCE, ..good() }, Code::StatusSigner),
        ("a key nobody listed", Token { seed: 99, ..good() }, Code::StatusSigner),
        ("before the window", Token { dates: (START - 1, START + DAY), ..good() }, Code::StatusSigner),
        (
            "after the window",
            Token { dates: (START + 90 * DAY, START + 91 * DAY), ..good() },
            Code::StatusSigner,
        ),
        ("no life", Token { dates: (START + DAY, START + DAY), ..good() }, Code::TrustWindow),
        (
            "too long a life",
            Token { dates: (START + DAY, START + 181 * DAY + 1), ..good() },
            Code::TrustWindow,
        ),
        ("a claim nobody knows", Token { more: vec![(-1, int(0))], ..good() }, Code::TrustMalformed),
    ];
    let trust = common::store_with(status_list().with_entry(common::health_entry()).unwrap());
    let mut status = StatusStore::empty();
    for (what, token, code) in rows {
        assert_eq!(refused(&mut status, &token.bytes(), &trust), code, "{what}");
    }
    assert!(status.apply(&[good().bytes()], &trust).is_complete());
    assert!(
        status
            .apply(&[Token { dates: (START + 11 * DAY, START + 191 * DAY), ..good() }.bytes()], &trust)
            .is_complete()
    );
}

#[test]
fn messages_that_are_no_token() {
    let trust = trust();
    let mut status = StatusStore::empty();
    let mut code = |document: &[u8]| refused(&mut status, document, &trust);
    let forge = || Token::good().forge();
    assert_eq!(code(&forge().with_protected(&typed("text/plain", STATUS)).message()), Code::TrustType);
    assert_eq!(
        code(&forge().with_protected(&typed(TOKEN, STATUS)[..2]).message()),
        Code::TrustType,
        "a credential"
    );
    assert_eq!(code(&forge().with_unprotected(&[(4, bytes(b"kid"))]).message()), Code::TrustMalformed);
    assert_eq!(code(&forge().with_signature(&[0; 64]).message()), Code::StatusSigner);
    assert_eq!(code(&forge().with_signature(&[0; 63]).message()), Code::TrustMalformed);
    assert_eq!(code(&forge().with_tag(None).message()), Code::TrustMalformed);
    assert_eq!(code(&forge().with_payload(&[0xFF]).message()), Code::TrustMalformed);
    assert_eq!(code(&vec![0; 5 << 20]), Code::TrustSize);
    // §8.3: the largest token, and a byte more.
    assert_eq!(code(&vec![0; 4_202_496]), Code::TrustMalformed);
    assert_eq!(code(&vec![0; 4_202_497]), Code::TrustSize);
    assert_eq!(
        code(&common::list_bytes(&status_list(), &common::LIST_KEYS)),
        Code::TrustMalformed,
        "a trust list"
    );
    // R17: broken before any signature, in every place.
    let whole = Token::good().bytes();
    for end in 0..whole.len() {
        let found = code(&whole[..end]);
        assert!(matches!(found, Code::TrustMalformed | Code::TrustType), "{end}: {found}");
    }
    let nobody = TrustStore::rooted(&common::pinned());
    assert_eq!(refused(&mut status, &whole, &nobody), Code::TrustNoList);
}

/// R04: the lowest bit is the first entry.
#[test]
fn entries_are_packed_from_the_lowest_bit() {
    let mut entries = [0; 250];
    entries[1] = 0b01_00_10_00; // entry 5 suspended, entry 7 revoked
    let status = holding(&[Token { lst: stored_zlib(&entries), ..Token::good() }.bytes()]);
    let got = |index| status.get(reference(3, index), &trust()).unwrap().status().unwrap();
    assert_eq!([4, 5, 6, 7].map(got), [Status::Valid, Status::Suspended, Status::Valid, Status::Revoked]);
}

#[test]
fn a_value_without_meaning_is_not_valid() {
    let mut entries = [0; 250];
    entries[1] = 0b11_00_00_00;
    let status = holding(&[Token { lst: stored_zlib(&entries), ..Token::good() }.bytes()]);
    let told = verdict(&trust(), &status, Policy::field(SEHAT, Risk::Low), common::now());
    assert_eq!(told, "NotTrusted status.unknown-value refer-to-issuer");
    assert_eq!(
        status.get(reference(3, 7), &trust()).map(|held| (held.value(), held.status())),
        Some((3, None))
    );
}

/// R07, R08: nothing goes back, and one date has one list.
#[test]
fn tokens_do_not_go_back() {
    let trust = trust();
    let mut register = register();
    let old = tokens(&mut register, 10);
    register.revoke(&[reference(3, 7)]).unwrap();
    let new = tokens(&mut register, 11);
    let mut status = holding(&new);
    assert_eq!(refused(&mut status, &old[0], &trust), Code::TrustRollback);
    let twin = Token { dates: (START + 11 * DAY, START + 71 * DAY), ..Token::good() };
    assert_eq!(refused(&mut status, &twin.bytes(), &trust), Code::TrustEquivocation);
    assert_eq!(
        status.apply(&new, &trust).to_string(),
        "status list 3: held already\nstatus list 4: held already\n"
    );
    // The other way round both are taken, in whatever order they lie in the bundle.
    let mut status = StatusStore::empty();
    status.apply(&[&new[0], &old[0]], &trust);
    assert_eq!(status.get(reference(3, 7), &trust).unwrap().status(), Some(Status::Revoked));
}

/// The same list, signed again by another key: the payloads are compared, not the signatures.
#[test]
fn another_signature_is_not_another_list() {
    let second = entry(42, "PK-KP/STATUS").with_usage(Usage::STATUS).with_status_lists(3, 3).unwrap();
    let trust = common::store_with(status_list().with_entry(second).unwrap());
    let token = register().snapshot(at(START + 10 * DAY), at(START + 70 * DAY), None).unwrap().remove(0);
    let mut status = StatusStore::empty();
    let both = [token.sign(&key(STATUS)).unwrap(), token.sign(&key(42)).unwrap()];
    assert_eq!(
        status.apply(&both, &trust).to_string(),
        "status list 3: accepted\nstatus list 3: held already\n"
    );
}

#[test]
fn more_than_a_verifier_holds_is_refused() {
    let list = common::empty_list();
    let office = entry(STATUS, "PK-KP/STATUS").with_usage(Usage::STATUS).with_status_lists(0, 99).unwrap();
    let mut list = list.with_entry(office).unwrap();
    for number in 0..17 {
        list = list.with_status_list(status_info(number, 1 << 24, 2)).unwrap();
    }
    let trust = common::store_with(list);
    let lst = stored_zlib(&vec![0; 4 << 20]);
    let token = |number: u16| {
        let subject = format!("kp:s/{number}");
        Token { subject, lst: lst.clone(), ..Token::good() }.bytes()
    };
    let mut status = StatusStore::empty();
    // The lists before compression and the documents, which could not be compressed: eight megabytes each.
    for number in 0..7 {
        assert!(status.apply(&[token(number)], &trust).is_complete());
    }
    assert_eq!(status.memory_bytes(), 7 * ((4 << 20) + token(0).len()));
    assert_eq!(refused(&mut status, &token(7), &trust), Code::StatusSpace);
    // A newer one of a list that is held takes no more room.
    let newer = Token {
        subject: "kp:s/0".to_owned(),
        lst: lst.clone(),
        dates: (START + 12 * DAY, START + 70 * DAY),
        ..Token::good()
    };
    assert!(status.apply(&[newer.bytes()], &trust).is_complete());
    assert_eq!(status.lists().count(), 7);
}

/// A delta takes room too: as it came, and read.
#[test]
fn a_delta_needs_room_as_well() {
    let lst = stored_zlib(&vec![0; 4 << 20]);
    let token = |number: u16, lst: &[u8]| {
        Token { subject: format!("kp:s/{number}"), lst: lst.to_vec(), ..Token::good() }.bytes()
    };
    let whole = (4 << 20) + token(0, &lst).len();
    // What is left after seven of them and one more is about a kilobyte.
    let rest = ((64 << 20) - 7 * whole - 2_000) / 2;
    let office = entry(STATUS, "PK-KP/STATUS").with_usage(Usage::STATUS.and(Usage::DELTA));
    let mut list = common::empty_list().with_entry(office.with_status_lists(0, 99).unwrap()).unwrap();
    for number in 0..7 {
        list = list.with_status_list(status_info(number, 1 << 24, 2)).unwrap();
    }
    let entries = u64::try_from(rest * 4).unwrap();
    let trust = common::store_with(list.with_status_list(status_info(7, entries, 2)).unwrap());
    let mut status = StatusStore::empty();
    for number in 0..7 {
        assert!(status.apply(&[token(number, &lst)], &trust).is_complete());
    }
    assert!(status.apply(&[token(7, &stored_zlib(&vec![0; rest]))], &trust).is_complete());
    let held = status.memory_bytes();
    let room = (64 << 20) - held;
    assert!((300..2_000).contains(&room), "{room}");
    let delta = |gaps: usize| Delta { items: vec![change(0, &vec![1; gaps], &[])], ..Delta::good() }.bytes();
    let small = delta(10);
    assert!(status.apply(&[&small], &trust).is_complete());
    assert_eq!(status.memory_bytes(), held + small.len() + 10);
    let large = Delta { sequence: 2, items: vec![change(0, &vec![1; room], &[])], ..Delta::good() }.bytes();
    assert_eq!(refused(&mut status, &large, &trust), Code::StatusSpace);
    assert_eq!(StatusStore::load(&status.export(), &trust).unwrap().memory_bytes(), status.memory_bytes());
}

// Deltas

#[test]
fn a_delta_brings_everything_since_the_snapshot() {
    let (trust, plain) = (trust(), Policy::for_service(SEHAT));
    let mut register = register();
    register.revoke(&[reference(4, 1)]).unwrap();
    let tokens = tokens(&mut register, 10);
    let mut status = holding(&tokens);
    let told = |status: &StatusStore| verdict(&trust, status, plain, common::now());
    register.revoke(&[reference(3, 7)]).unwrap();
    let first = delta(&mut register, 11);
    register.suspend(&[reference(3, 8)]).unwrap();
    register.reinstate(&[reference(4, 1), reference(3, 7)]).unwrap();
    let second = delta(&mut register, 12);

    assert_eq!(status.apply(&[&first], &trust).to_string(), "status delta 1: accepted\n");
    assert_eq!(told(&status), "NotTrusted status.revoked refer-to-issuer");
    assert_eq!(status.lists().collect::<Vec<_>>(), [(3, at(START + 11 * DAY)), (4, at(START + 11 * DAY))]);
    assert_eq!(status.apply(&[&second], &trust).to_string(), "status delta 2: accepted\n");
    assert_eq!(told(&status), "Trusted []");
    let suspended = judge(&trust, &status, plain, &card(reference(3, 8)), common::now());
    assert_eq!(suspended, "Undecided status.suspended refer-to-issuer");
    // Who missed the first needs only the second.
    let late = holding(&[tokens.clone(), vec![second.clone()]].concat());
    let entries = |status: &StatusStore| {
        let got = |list, index| status.get(reference(list, index), &trust).unwrap().value();
        (0..1_000).map(|index| (got(3, index), got(4, index))).collect::<Vec<_>>()
    };
    assert_eq!(entries(&late), entries(&status));
    // R15: yesterday's after today's; the same again.
    assert_eq!(refused(&mut status, &first, &trust), Code::TrustRollback);
    assert_eq!(status.apply(&[&second], &trust).to_string(), "status delta 2: held already\n");
    // In one bundle, in any order, the newest wins.
    let mut together = StatusStore::empty();
    together.apply(&[&second, &tokens[1], &first, &tokens[0]], &trust);
    assert_eq!(entries(&together), entries(&status));
}

/// R13: a delta is a change of certain tokens and says nothing of others.
#[test]
fn a_delta_for_other_tokens_is_refused() {
    let trust = trust();
    let mut register = register();
    let old = tokens(&mut register, 10);
    register.revoke(&[reference(3, 7)]).unwrap();
    let early = delta(&mut register, 11);
    let new = tokens(&mut register, 12);
    register.revoke(&[reference(3, 9)]).unwrap();
    let late = delta(&mut register, 13);
    assert_eq!(refused(&mut holding(&new), &early, &trust), Code::StatusDeltaBase);
    assert_eq!(refused(&mut holding(&old), &late, &trust), Code::StatusDeltaBase);
    assert_eq!(refused(&mut StatusStore::empty(), &early, &trust), Code::StatusDeltaBase);
    // Half of the new tokens have arrived: the delta holds for those, and the rest stays as it is.
    let mut half = holding(&[old[0].clone(), new[1].clone()]);
    assert_eq!(half.apply(&[&late], &trust).to_string(), "status delta 1: accepted\n");
    let dates: Vec<_> = half.lists().collect();
    assert_eq!(dates, [(3, at(START + 10 * DAY)), (4, at(START + 13 * DAY))]);
    assert_eq!(StatusStore::load(&half.export(), &trust).unwrap().export(), half.export());
    // The other half of the old ones under the old delta: state and all.
    let mut half = holding(&[old[0].clone(), old[1].clone(), early]);
    half.apply(&[&new[1]], &trust);
    assert_eq!(half.lists().collect::<Vec<_>>(), [(3, at(START + 11 * DAY)), (4, at(START + 12 * DAY))]);
    let again = StatusStore::load(&half.export(), &trust).unwrap();
    assert_eq!(again.lists().collect::<Vec<_>>(), half.lists().collect::<Vec<_>>());
    assert_eq!(again.get(reference(3, 7), &trust).unwrap().status(), Some(Status::Revoked));
}

/// A token that arrives after the delta on it: what is held says the same as if they had come together, and the same
/// after it was stored and read again. Found by the fuzz target `updates`: the late list went on saying "valid" until
/// the device was started again.
#[test]
fn a_token_that_comes_after_its_delta_is_not_behind() {
    let mut register = register();
    let tokens = tokens(&mut register, 10);
    register.revoke(&[reference(3, 7), reference(4, 7)]).unwrap();
    let delta = delta(&mut register, 12);
    let (trust, together) = (trust(), holding(&[tokens.clone(), vec![delta.clone()]].concat()));

    let mut status = holding(&[tokens[0].clone(), delta]);
    assert_eq!(status.apply(&[&tokens[1]], &trust).to_string(), "status list 4: accepted\n");
    assert!(status.lists().eq([(3, at(START + 12 * DAY)), (4, at(START + 12 * DAY))]));
    let loaded = StatusStore::load(&status.export(), &trust).unwrap();
    for store in [&status, &loaded] {
        assert_eq!(store.export(), together.export());
        for index in 0..1_000 {
            assert_eq!(store.get(reference(4, index), &trust), together.get(reference(4, index), &trust));
        }
    }
    assert_eq!(status.apply(&[&tokens[1]], &trust).to_string(), "status list 4: held already\n");
}

/// A snapshot that was made before a delta would bring back what the delta had revoked.
#[test]
fn a_token_does_not_undo_a_delta() {
    let trust = trust();
    let mut register = register();
    let mut status = holding(&tokens(&mut register, 10));
    let stale = Token { dates: (START + 11 * DAY, START + 71 * DAY), ..Token::good() }.bytes();
    register.revoke(&[reference(3, 7)]).unwrap();
    status.apply(&[delta(&mut register, 12)], &trust);
    assert_eq!(refused(&mut status, &stale, &trust), Code::TrustRollback);
    assert_eq!(status.get(reference(3, 7), &trust).unwrap().status(), Some(Status::Revoked));
    let same_day = Token { dates: (START + 12 * DAY, START + 71 * DAY), ..Token::good() }.bytes();
    assert!(status.apply(&[same_day], &trust).is_complete());
}

/// R14, R16 and their neighbours.
#[test]
fn deltas_that_are_refused() {
    let good = Delta::good;
    let with = |items: &[Value]| Delta { items: items.to_vec(), ..good() };
    let rows = [
        ("a gap past the end", with(&[change(3, &[0xD0, 0x0F], &[])]), Code::StatusDelta), // bit 2000
        ("past the end later", with(&[change(3, &[0xCF, 0x0F, 1], &[])]), Code::StatusDelta),
        ("set and cleared", with(&[change(3, &[14, 2], &[16])]), Code::StatusDelta),
        ("a number in too many bytes", with(&[change(3, &[0x8E, 0x00], &[])]), Code::StatusDelta),
        ("the same bit twice", with(&[change(3, &[14, 0], &[])]), Code::StatusDelta),
        ("cut off", with(&[change(3, &[0x8E], &[])]), Code::StatusDelta),
        (
            "a second list past the end",
            with(&[change(3, &[14], &[]), change(4, &[0xE8, 0x07], &[])]),
            Code::StatusDelta,
        ),
        ("no list", with(&[]), Code::TrustMalformed),
        ("a list twice", with(&[change(3, &[14], &[]), change(3, &[15], &[])]), Code::TrustMalformed),
        ("lists out of order", with(&[change(4, &[14], &[]), change(3, &[15], &[])]), Code::TrustMalformed),
        (
            "a list the key may not change",
            with(&[change(3, &[14], &[]), change(5, &[1], &[])]),
            Code::StatusSigner,
        ),
        ("a pair", with(&[Value::Array(vec![int(3), bytes(&[14])])]), Code::TrustMalformed),
        ("a key of credentials", Delta { seed: PROVINCE, ..good() }, Code::StatusSigner),
        ("a key of tokens only", Delta { seed: 42, ..good() }, Code::StatusSigner),
        ("a stranger", Delta { seed: 99, ..good() }, Code::StatusSigner),
        ("another domain", Delta { domain: "pk-kp", ..good() }, Code::TrustDomain),
        ("sequence 0", Delta { sequence: 0, ..good() }, Code::TrustMalformed),
        ("before its base", Delta { issued: START + 9 * DAY, ..good() }, Code::TrustWindow),
        ("after the window", Delta { issued: START + 90 * DAY, ..good() }, Code::StatusSigner),
        ("an unknown field", Delta { more: vec![(7, int(0))], ..good() }, Code::TrustMalformed),
    ];
    let second = entry(42, "PK-KP/STATUS").with_usage(Usage::STATUS).with_status_lists(3, 4).unwrap();
    let trust = common::store_with(status_list().with_entry(second).unwrap());
    let mut status = StatusStore::empty();
    assert!(status.apply(&tokens(&mut register(), 10), &trust).is_complete());
    for (what, delta, code) in rows {
        assert_eq!(refused(&mut status, &delta.bytes(), &trust), code, "{what}");
    }
    let format = Forge::new(STATUS, &[(1, int(2))]).with_protected(&typed(DELTA, STATUS)).message();
    assert_eq!(refused(&mut status, &format, &trust), Code::TrustUnsupported);
    assert!(status.apply(&[good().bytes()], &trust).is_complete());
    assert_eq!(status.get(reference(3, 7), &trust).unwrap().status(), Some(Status::Revoked));
    // One sequence number has one delta, and a higher one no earlier date.
    let twin = Delta { items: vec![change(3, &[16], &[])], ..good() };
    assert_eq!(refused(&mut status, &twin.bytes(), &trust), Code::TrustEquivocation);
    let earlier = Delta { sequence: 2, issued: START + 11 * DAY - 1, ..good() };
    assert_eq!(refused(&mut status, &earlier.bytes(), &trust), Code::TrustRollback);
}

// Who may still be believed

/// A status key was stolen and signed lists far ahead. The next trust list ends all of it: its lists, their
/// mark, and their part of the floor; the honest list is taken again. (`trust.md` T39)
#[test]
fn a_revoked_status_key_takes_its_lists_along() {
    let mut status = StatusStore::empty();
    let before = trust();
    let stolen = Token { dates: (START + 80 * DAY, START + 200 * DAY), ..Token::good() }.bytes();
    assert!(status.apply(&[&stolen], &before).is_complete());
    let honest = Token { seed: 42, dates: (START + 31 * DAY, START + 70 * DAY), ..Token::good() }.bytes();
    let second = |list: TrustList| {
        list.with_entry(entry(42, "PK-KP/STATUS").with_usage(Usage::STATUS).with_status_lists(3, 4).unwrap())
            .unwrap()
    };
    for state in [KeyState::Revoked, KeyState::RevokedSince(at(START + 90 * DAY)), KeyState::Suspended] {
        let is_suspended = state == KeyState::Suspended;
        let list = common::empty_list()
            .with_entry(entry(PROVINCE, "PK-KP").with_status_lists(3, 4).unwrap())
            .unwrap();
        let list = second(list.with_entry(status_entry().with_state(state)).unwrap());
        let list = list.with_status_list(status_info(3, 1_000, 2)).unwrap();
        let after = newer(before.clone(), list);
        let mut status = status.clone();
        let plain = Policy::for_service(SEHAT);
        // Even before anybody has dropped it, it is not believed, and no floor rests on it.
        let told = judge(&after, &status, plain, &card(reference(3, 7)), common::now());
        assert_eq!(told, "Undecided status.missing update-status", "{state:?}");
        assert_eq!(status.get(reference(3, 7), &after), None);
        assert_eq!(refused(&mut StatusStore::empty(), &stolen, &after), Code::StatusSigner);
        if is_suspended {
            // It may come back: what it signed is not used, and remains the mark.
            assert_eq!(refused(&mut status, &honest, &after), Code::TrustRollback);
            assert_eq!(
                verdict(&after, &status, plain, common::now()),
                "Undecided status.missing update-status"
            );
        } else {
            assert_eq!(
                status.apply(&[&honest], &after).to_string(),
                "status list 3: accepted\n",
                "{state:?}"
            );
            assert_eq!(verdict(&after, &status, plain, common::now()), "Trusted []");
        }
    }
}

/// A key that retired goes on vouching for what it signed inside its window.
#[test]
fn a_retired_status_key_is_believed() {
    let mut register = register();
    let status = holding(&tokens(&mut register, 10));
    let list =
        common::empty_list().with_entry(entry(PROVINCE, "PK-KP").with_status_lists(3, 4).unwrap()).unwrap();
    let list = list.with_entry(status_entry().with_state(KeyState::Retired)).unwrap();
    let list = list.with_status_list(status_info(3, 1_000, 2)).unwrap();
    let after = newer(trust(), list);
    assert_eq!(verdict(&after, &status, Policy::for_service(SEHAT), common::now()), "Trusted []");
}

/// A delta key loses its trust: the tokens go on as they were, and the delta and its sequence are forgotten.
#[test]
fn a_revoked_delta_key_takes_only_its_delta_along() {
    let deltas = |state| {
        let entry = entry(43, "PK-KP/DELTA").with_usage(Usage::DELTA).with_status_lists(3, 3).unwrap();
        let list = status_list().with_entry(entry.with_state(state)).unwrap();
        common::list_bytes(&list.with_version(2, 1).unwrap(), &common::LIST_KEYS)
    };
    let mut trust = trust();
    trust.apply(&[deltas(KeyState::Active)], common::now());
    let mut status = StatusStore::empty();
    let forged = Delta { seed: 43, sequence: i64::MAX, ..Delta::good() }.bytes();
    let mut register = register();
    let documents = [tokens(&mut register, 10), vec![forged]].concat();
    assert!(status.apply(&documents, &trust).is_complete());
    assert_eq!(status.get(reference(3, 7), &trust).unwrap().status(), Some(Status::Revoked));

    let entry = entry(43, "PK-KP/DELTA").with_usage(Usage::DELTA).with_status_lists(3, 3).unwrap();
    let list =
        status_list().with_entry(entry.with_state(KeyState::Revoked)).unwrap().with_version(3, 1).unwrap();
    trust.apply(&[common::list_bytes(&list, &common::LIST_KEYS)], common::now());
    // The answer is the same before and after it was looked through.
    for _ in 0..2 {
        let held = status.get(reference(3, 7), &trust).unwrap();
        assert_eq!((held.status(), held.as_of()), (Some(Status::Valid), at(START + 10 * DAY)));
        status.review(&trust);
    }
    assert_eq!(status.apply(&[delta(&mut register, 11)], &trust).to_string(), "status delta 1: accepted\n");
}

/// A stolen delta key is revoked: the list that it spoke of last goes back to the honest delta before, not to its token, and
/// says so after it was stored and read again.
#[test]
fn a_revoked_delta_key_gives_the_delta_before_it_back() {
    let with = |state| {
        let entry = entry(43, "PK-KP/DELTA").with_usage(Usage::DELTA).with_status_lists(4, 4).unwrap();
        status_list().with_entry(entry.with_state(state)).unwrap()
    };
    let trust = common::store_with(with(KeyState::Active));
    let mut register = register();
    let tokens = tokens(&mut register, 10);
    register.revoke(&[reference(4, 7)]).unwrap();
    let thief = Delta {
        seed: 43,
        sequence: i64::MAX,
        issued: START + 12 * DAY,
        items: vec![change(4, &[], &[])],
        ..Delta::good()
    };
    let documents = [tokens, vec![delta(&mut register, 11), thief.bytes()]].concat();
    let mut status = StatusStore::empty();
    assert!(status.apply(&documents, &trust).is_complete());
    let seven =
        |status: &StatusStore, trust: &TrustStore| status.get(reference(4, 7), trust).unwrap().status();
    assert_eq!(
        seven(&status, &trust),
        Some(Status::Valid),
        "as long as the key stands, the last word is its own"
    );
    // The honest office goes on meanwhile, whatever sequence the thief has used up.
    let third = register.delta(at(START + 13 * DAY)).unwrap();
    let mut ahead = status.clone();
    assert!(ahead.apply(&[sign(&third)], &trust).is_complete());
    assert_eq!(seven(&ahead, &trust), Some(Status::Revoked));

    let after = newer(trust, with(KeyState::Revoked));
    assert_eq!(seven(&status, &after), Some(Status::Revoked), "before it was looked through");
    status.review(&after);
    let loaded = StatusStore::load(&status.export(), &after).unwrap();
    for status in [&status, &loaded] {
        assert_eq!(seven(status, &after), Some(Status::Revoked));
        assert!(status.lists().eq([(3, at(START + 11 * DAY)), (4, at(START + 11 * DAY))]));
    }
}

/// A suspended key may come back: what it signed is not used meanwhile, and nobody goes back behind it.
#[test]
fn a_key_that_was_suspended_for_a_while_opens_no_way_back() {
    let with = |version, state| {
        let office = entry(PROVINCE, "PK-KP").with_status_lists(3, 4).unwrap();
        let list = common::empty_list().with_entry(office).unwrap();
        let list = list.with_entry(status_entry().with_state(state)).unwrap();
        let list = list.with_status_list(status_info(3, 1_000, 2)).unwrap();
        common::list_bytes(&list.with_version(version, 1).unwrap(), &common::LIST_KEYS[1..])
    };
    let (old, revoked) = (Token::good(), Token::good().with_entries(&[(7, 1)]));
    let delta = Delta { base: START + 12 * DAY, issued: START + 13 * DAY, ..Delta::good() };
    let delta = Delta { items: vec![change(3, &[18], &[])], ..delta };
    let mut desk = Verifier::new(trust(), Policy::for_service(SEHAT));
    assert!(desk.apply(&[revoked.issued(12).bytes(), delta.bytes()], common::now()).is_complete());
    let told = |desk: &Verifier| match desk.verify_at(&card(reference(3, 7)), common::now()) {
        Ok(_) => "Trusted".to_owned(),
        Err(no) => no.code().to_string(),
    };
    assert_eq!(told(&desk), "status.revoked");
    desk.apply(&[with(2, KeyState::Suspended)], common::now());
    assert_eq!((told(&desk), desk.status().lists().count()), ("status.missing".to_owned(), 0));
    let stored = desk.status().export();
    desk.apply(&[with(3, KeyState::Active)], common::now());
    let restarted = desk.clone().with_status(StatusStore::load(&stored, desk.trust()).unwrap());
    for mut desk in [desk, restarted] {
        assert_eq!(told(&desk), "status.revoked");
        let report = desk.apply(&[old.bytes()], common::now());
        assert_eq!(report.to_string(), "status list 3: refused (trust.rollback)\n");
        assert!(desk.status().lists().eq([(3, at(START + 13 * DAY))]), "its delta is back too");
    }
}

/// A delta that names fewer lists than the one before says nothing of the others, whenever their tokens come.
#[test]
fn a_delta_that_names_fewer_lists_takes_none_back() {
    let trust = trust();
    let tokens = tokens(&mut register(), 10);
    let both = Delta { items: vec![change(3, &[], &[]), change(4, &[7], &[])], ..Delta::good() }.bytes();
    let one = Delta { sequence: 2, issued: START + 12 * DAY, ..Delta::good() }.bytes();
    let documents = [&tokens[0], &tokens[1], &both, &one];
    for order in [[0, 1, 2, 3], [0, 2, 3, 1], [0, 3, 2, 1], [1, 2, 0, 3]] {
        let mut status = StatusStore::empty();
        for place in order {
            assert!(status.apply(&[documents[place]], &trust).is_complete(), "{order:?}");
        }
        let got = |list| status.get(reference(list, 7), &trust).unwrap().status();
        assert_eq!((got(3), got(4)), (Some(Status::Revoked), Some(Status::Revoked)), "{order:?}");
        assert!(status.lists().eq([(3, at(START + 12 * DAY)), (4, at(START + 11 * DAY))]), "{order:?}");
    }
}

/// The trust list describes one list otherwise: the delta goes on for the other, now and after it was stored.
#[test]
fn another_list_that_shrank_takes_no_delta_along() {
    let documents = [
        tokens(&mut register(), 10),
        vec![
            Delta { items: vec![change(3, &[14], &[]), change(4, &[0xB6, 0x07], &[])], ..Delta::good() }
                .bytes(),
        ],
    ];
    let mut status = holding(&documents.concat());
    let list = common::empty_list().with_entry(entry(PROVINCE, "PK-KP").with_status_lists(3, 4).unwrap());
    let list = list.unwrap().with_entry(status_entry()).unwrap();
    let list = list.with_status_list(status_info(3, 1_000, 2)).unwrap();
    let after = newer(trust(), list.with_status_list(status_info(4, 900, 1)).unwrap());
    status.review(&after);
    let loaded = StatusStore::load(&status.export(), &after).unwrap();
    for status in [&status, &loaded] {
        assert_eq!(status.get(reference(3, 7), &after).unwrap().status(), Some(Status::Revoked));
        assert!(status.lists().eq([(3, at(START + 11 * DAY))]));
    }
    assert_eq!(loaded.export(), status.export());
}

/// The date of a status list says that the trust list is old: then an unknown key means little.
#[test]
fn the_date_of_a_token_is_a_floor_for_an_unknown_key_too() {
    let unknown = Forge::new(99, &[(1, text("PK-KP")), (4, int(START + 900 * DAY)), (6, int(START))]).text();
    let clock = Clock::device(at(START + 5 * DAY));
    let told = |status: &StatusStore| judge(&trust(), status, Policy::for_service(SEHAT), &unknown, clock);
    assert_eq!(told(&StatusStore::empty()), "NotTrusted key.unknown refer-to-issuer");
    let young = holding(&[Token::good().issued(60).bytes()]);
    assert_eq!(told(&young), "Undecided key.unknown-list-old update-trust");
}

/// The trust list describes the list otherwise: what is held no longer fits.
#[test]
fn a_list_that_is_described_otherwise_is_dropped() {
    let status = holding(&tokens(&mut register(), 10));
    let list = || {
        let list = common::empty_list()
            .with_entry(entry(PROVINCE, "PK-KP").with_status_lists(3, 4).unwrap())
            .unwrap();
        list.with_entry(status_entry()).unwrap()
    };
    let rows = [
        ("longer", list().with_status_list(status_info(3, 1_001, 2)).unwrap()),
        ("one bit", list().with_status_list(status_info(3, 1_000, 1)).unwrap()),
        ("not at all", list()),
    ];
    for (what, list) in rows {
        let after = newer(trust(), list);
        let told = verdict(&after, &status, Policy::for_service(SEHAT), common::now());
        assert_eq!(told, "Undecided status.missing update-status", "{what}");
    }
}

// Bundles and stored state

#[test]
fn one_call_takes_everything_a_bundle_holds() {
    let mut register = register();
    let tokens = tokens(&mut register, 10);
    register.revoke(&[reference(3, 7)]).unwrap();
    let delta = delta(&mut register, 11);
    let list = common::list_bytes(&status_list(), &common::LIST_KEYS);
    let mut verifier = Verifier::new(TrustStore::rooted(&common::pinned()), Policy::for_service(SEHAT));
    let documents = [&delta[..], &tokens[0], b"noise", &list];
    let report = verifier.apply(&documents, common::now());
    assert_eq!(
        report.to_string(),
        "status delta 1: accepted\nstatus list 3: accepted\ndocument: refused (trust.malformed)\ntrust list 1: accepted\n"
    );
    let refused = verifier.verify_at(&card(reference(3, 7)), common::now()).unwrap_err();
    assert_eq!(refused.code(), Code::StatusRevoked);
    // The documents bring another verifier to the same place.
    let mut other = Verifier::new(TrustStore::rooted(&common::pinned()), Policy::for_service(SEHAT));
    other.apply(&[verifier.trust().documents(), verifier.status().documents()].concat(), common::now());
    assert_eq!(other.status().export(), verifier.status().export());
}

#[test]
fn a_stored_state_is_verified_again() {
    let trust = trust();
    let mut register = register();
    let tokens = tokens(&mut register, 10);
    register.revoke(&[reference(3, 7)]).unwrap();
    let status = holding(&[tokens, vec![delta(&mut register, 11)]].concat());
    let stored = status.export();
    let loaded = StatusStore::load(&stored, &trust).unwrap();
    assert_eq!(loaded.export(), stored);
    assert_eq!(loaded.get(reference(3, 7), &trust).unwrap().status(), Some(Status::Revoked));
    let load = |state: &[u8], trust: &TrustStore| {
        StatusStore::load(state, trust).map(|status| status.lists().count())
    };
    assert_eq!(load(&stored[..stored.len() - 1], &trust), Err(TrustError::State));
    assert_eq!(load(&[&stored[..], &[0]].concat(), &trust), Err(TrustError::State));
    assert_eq!(load(b"", &trust), Err(TrustError::State));
    assert_eq!(load(&stored, &TrustStore::rooted(&common::pinned())), Err(TrustError::NoList));
    // A flipped bit anywhere: damage is seen, or the document is not believed.
    for place in (0..stored.len()).step_by(7) {
        let mut bad = stored.clone();
        bad[place] ^= 1;
        let kept = load(&bad, &trust).unwrap_or(0);
        assert!(kept < 2 || StatusStore::load(&bad, &trust).unwrap().export() != stored, "byte {place}");
    }
    // Under a list that no longer lets the key sign, nothing is left.
    let list =
        common::empty_list().with_entry(entry(PROVINCE, "PK-KP").with_status_lists(3, 4).unwrap()).unwrap();
    assert_eq!(load(&stored, &newer(trust, list)), Ok(0));
}
