//! Profiles, reports and verdicts: what a desk can live with, and what it writes down.

mod common;

use common::{DAY, PROVINCE, START, at, empty_list, entry, key, now, people, store_with};
use khyber_pass::{
    Check, CheckOutcome, CivilOffset, Clock, Code, Draft, Entitlement, Issuer, KeyState, ListEntry, Policy,
    Risk, ServiceCode, StatusReference, TrustList, TrustStore, Verifier,
};

const SEHAT: ServiceCode = ServiceCode::SEHAT_CARD;

fn draft() -> Draft {
    let person = people::p1(common::five_years()).unwrap().identity().unwrap().clone();
    Draft::new(person, common::five_years()).with_entitlement(Entitlement::new(SEHAT).unwrap())
}

fn text(draft: &Draft) -> String {
    Issuer::new("PK-KP", key(PROVINCE)).unwrap().issue(draft).unwrap().to_string()
}

fn trust(entry: ListEntry) -> TrustStore {
    store_with(empty_list().with_entry(entry).unwrap())
}

fn judged(trust: &TrustStore, policy: Policy, text: &str, clock: Clock) -> String {
    match Verifier::new(trust.clone(), policy).verify_at(text, clock) {
        Ok(card) => format!("Trusted {:?}", card.caveats()),
        Err(no) => format!("{} {}", no.class(), no.code()),
    }
}

#[test]
fn each_profile_has_its_own_patience_with_the_list() {
    let (trust, text) = (trust(entry(PROVINCE, "PK-KP")), text(&draft()));
    let low = |service| Policy::field(service, Risk::Low);
    let hour = 3_600;
    let rows = [
        ("kiosk", Policy::kiosk(SEHAT), hour, 24 * hour),
        ("counter", Policy::counter(SEHAT), DAY, 7 * DAY),
        ("checkpoint", Policy::checkpoint(SEHAT), DAY, 3 * DAY),
    ];
    // The credential is issued a day after the list.
    let aged = |age: i64| Clock::trusted(at(START + age + 300));
    for (name, profile, soft, hard) in rows {
        let at_age = |age| judged(&trust, profile, &text, aged(age));
        if soft > DAY + 600 {
            assert_eq!(at_age(soft - 1), "Trusted []", "{name}");
        }
        if hard > DAY + 600 {
            assert_eq!(at_age(hard - 1), "Trusted [TrustListStale]", "{name}");
        }
        assert_eq!(at_age(hard.max(DAY + 600)), "Undecided trust.list-frozen", "{name}");
    }
    assert_eq!(judged(&trust, low(SEHAT), &text, aged(13 * DAY)), "Trusted []");
    assert_eq!(judged(&trust, low(SEHAT), &text, aged(60 * DAY - 1)), "Trusted [TrustListStale]");
    // Frozen is frozen, in every profile: a replayed list must not live for ever.
    assert_eq!(judged(&trust, low(SEHAT), &text, aged(60 * DAY)), "Undecided trust.list-frozen");
}

#[test]
fn the_field_accepts_what_it_cannot_decide_only_at_low_risk() {
    let low = Policy::field(SEHAT, Risk::Low);
    let high = Policy::field(SEHAT, Risk::High);
    let both = |entry: ListEntry, draft: &Draft, clock| {
        let (trust, text) = (trust(entry), text(draft));
        [low, high, Policy::counter(SEHAT)].map(|policy| judged(&trust, policy, &text, clock))
    };
    let good = || entry(PROVINCE, "PK-KP");
    let soon = Clock::device(at(START + 2 * DAY));
    let referring = draft().with_status(StatusReference { list: 3, index: 1 });
    assert_eq!(
        both(good().with_status_lists(3, 3).unwrap(), &referring, soon),
        ["Trusted [PolicyAccepted]", "Undecided status.missing", "Undecided status.missing"],
    );
    let stolen = good().with_state(KeyState::RevokedSince(at(START + 10 * DAY)));
    let verdicts = both(stolen, &draft(), soon);
    assert_eq!(verdicts[0], "Trusted [PolicyAccepted]");
    assert_eq!(verdicts[1], "Undecided key.before-compromise");
    let verdicts = both(good(), &draft(), Clock::unknown());
    assert_eq!(verdicts[0], "Trusted [ClockFloorUsed, PolicyAccepted]");
    assert_eq!(verdicts[1], "Undecided clock.unknown");
    let verdicts = both(good(), &draft(), Clock::device(at(1)));
    assert_eq!(verdicts[0], "Trusted [ClockBehind, PolicyAccepted]");
    assert_eq!(verdicts[2], "Undecided clock.unknown");
    // What is not to be trusted is not to be trusted anywhere.
    let revoked = both(good().with_state(KeyState::Revoked), &draft(), soon);
    assert!(revoked.iter().all(|verdict| verdict == "NotTrusted key.revoked"));
    let suspended = both(good().with_state(KeyState::Suspended), &draft(), soon);
    assert!(suspended.iter().all(|verdict| verdict == "Undecided key.suspended"));
}

#[test]
fn an_expired_list_is_tolerated_for_thirty_days() {
    let list = common::days(START, 20);
    let list = khyber_pass::TrustList::new("pk-kp-test", list, at(START + 10 * DAY)).unwrap();
    let trust = store_with(list.with_entry(entry(PROVINCE, "PK-KP")).unwrap());
    let judge = |policy, day: i64| {
        judged(&trust, policy, &text(&draft()), Clock::trusted(at(START + day * DAY + 301)))
    };
    let low = Policy::field(SEHAT, Risk::Low);
    assert_eq!(judge(low, 21), "Trusted [TrustListStale, PolicyAccepted]");
    assert_eq!(judge(low, 50), "Undecided trust.list-expired");
    assert_eq!(judge(Policy::field(SEHAT, Risk::High), 21), "Undecided trust.list-expired");
    assert_eq!(judge(Policy::for_service(SEHAT), 21), "Undecided trust.list-expired");
}

/// Without a clock nobody can tell whether it has begun: that is not "within five minutes".
#[test]
fn an_entitlement_that_may_have_begun_is_a_question_to_the_clock() {
    let later = at(START + 1_000 * DAY).day(khyber_pass::CivilOffset::UTC);
    let service = Entitlement::new(SEHAT).unwrap().with_days(later, later).unwrap();
    let draft =
        Draft::new(draft().identity().unwrap().clone(), common::five_years()).with_entitlement(service);
    let (trust, text) = (trust(entry(PROVINCE, "PK-KP")), text(&draft));
    assert_eq!(
        judged(&trust, Policy::for_service(SEHAT), &text, Clock::unknown()),
        "Undecided clock.unknown"
    );
    let known = Clock::device(at(START + 2 * DAY));
    assert_eq!(judged(&trust, Policy::for_service(SEHAT), &text, known), "WrongPurpose entitlement.not-yet");
}

/// What was tolerated and noted stays in a refusal.
#[test]
fn a_refusal_keeps_what_else_was_found() {
    let stolen = entry(PROVINCE, "PK-KP").with_state(KeyState::RevokedSince(at(START + 10 * DAY)));
    let policy = Policy::field(ServiceCode::ARMS_LICENCE, Risk::Low);
    let verifier = Verifier::new(trust(stolen), policy);
    let (verdict, report) = verifier.report_at(&text(&draft()), Clock::device(at(START + 20 * DAY)));
    let refused = verdict.unwrap_err();
    assert_eq!(refused.code(), Code::PurposeServiceMissing);
    assert_eq!(refused.caveats(), [Code::TrustListStale, Code::PolicyAccepted]);
    assert_eq!(report.outcome(Check::KeyState), CheckOutcome::Tolerated(Code::KeyBeforeCompromise));
}

#[test]
fn an_audit_looks_back() {
    let trust = trust(entry(PROVINCE, "PK-KP"));
    let short = Draft::new(draft().identity().unwrap().clone(), common::days(START + DAY, 10));
    let text = text(&short.with_entitlement(Entitlement::new(SEHAT).unwrap()));
    let as_of = |day: i64| judged(&trust, Policy::audit(SEHAT), &text, Clock::trusted(at(START + day * DAY)));
    assert_eq!(as_of(5), "Trusted [PolicyAsOf]");
    assert_eq!(as_of(11), "NotTrusted time.expired");
    assert_eq!(as_of(0), "NotTrusted time.issued-in-future");
    assert_eq!(as_of(-1), "NotTrusted time.issued-in-future");
    assert_eq!(as_of(300), "NotTrusted time.expired", "the age of the list is not judged");
}

/// Without a clock nobody said which moment is in question: what has passed by now may not have passed by then.
#[test]
fn an_audit_without_a_clock_decides_nothing() {
    let list =
        TrustList::new("pk-kp-test", common::days(START + 20 * DAY, 100), at(START + 60 * DAY)).unwrap();
    let trust = store_with(list.with_entry(entry(PROVINCE, "PK-KP")).unwrap());
    let until = |day: i64| {
        let days = common::days(START + DAY, u32::try_from(day - 1).unwrap());
        let last = at(START + 10 * DAY).day(CivilOffset::PAKISTAN);
        let service = Entitlement::new(SEHAT).unwrap().with_last_day(last);
        text(&Draft::new(draft().identity().unwrap().clone(), days).with_entitlement(service))
    };
    for text in [until(11), until(400)] {
        let (audit, now) = (Policy::audit(SEHAT), Policy::for_service(SEHAT));
        assert_eq!(judged(&trust, audit, &text, Clock::unknown()), "Undecided clock.unknown");
        assert_ne!(judged(&trust, now, &text, Clock::unknown()), "Undecided clock.unknown");
        let refused = Verifier::new(trust.clone(), audit).verify_at(&text, Clock::unknown()).unwrap_err();
        assert_eq!(refused.caveats(), [Code::PolicyAsOf]);
        assert!(refused.other_reasons().iter().all(|reason| reason.code() == Code::ClockUnknown));
    }
}

#[test]
fn a_report_lists_every_check_and_no_person() {
    let trust = common::store();
    let verifier = Verifier::new(trust, Policy::counter(ServiceCode::ARMS_LICENCE));
    let text = text(&draft());
    let (_, report) = verifier.report_at(&text, Clock::device(at(START + 2 * DAY)));
    let expected = "\
verdict    WrongPurpose purpose.service-missing
envelope   passed
message    passed
list       passed
key        passed
signature  passed
claims     passed
scope      passed
keystate   passed
status     not done
clock      passed
listage    passed
dates      passed
purpose    failed purpose.service-missing
caveat     trust.list-stale
trust      root 1, epoch 1, list 1, at least 172500 s old
clock      device
purpose    5, profile counter
";
    assert_eq!(report.to_string(), expected);

    let (_, report) = verifier.report_at("HC1:6BF", now());
    assert_eq!(report.outcome(Check::Envelope), CheckOutcome::Failed(Code::EnvelopeForeign));
    assert!(Check::ALL[1..].iter().all(|check| report.outcome(*check) == CheckOutcome::NotDone));

    let stranger = Issuer::new("PK-KP", key(99)).unwrap().issue(&draft()).unwrap();
    let (_, report) = verifier.report_at(&stranger, Clock::device(at(START + 2 * DAY)));
    assert_eq!(report.outcome(Check::List), CheckOutcome::Passed);
    assert_eq!(report.outcome(Check::Key), CheckOutcome::Failed(Code::KeyUnknown));
    assert_eq!(report.outcome(Check::Signature), CheckOutcome::NotDone);

    let health = Issuer::new("PK-KP", key(common::HEALTH)).unwrap().issue(&draft()).unwrap();
    let (_, report) = verifier.report_at(&health, Clock::device(at(START + 2 * DAY)));
    assert_eq!(report.outcome(Check::Scope), CheckOutcome::Failed(Code::KeyIssuer));
    assert_eq!(report.outcome(Check::Status), CheckOutcome::Passed);
    assert_eq!(report.outcome(Check::Dates), CheckOutcome::NotDone);
}

#[cfg(feature = "serde")]
#[test]
fn reports_and_refusals_serialise_without_the_person() {
    let verifier = Verifier::new(common::store(), Policy::for_service(ServiceCode::ARMS_LICENCE));
    let (verdict, report) = verifier.report_at(&text(&draft()), now());
    let refused = serde_json::to_string(&verdict.unwrap_err()).unwrap();
    let expected = r#"{"class":"WrongPurpose","code":"purpose.service-missing","hint":"other-desk","message":"it says nothing of: Arms licence","other_codes":[],"tolerated":[],"caveats":[]}"#;
    assert_eq!(refused, expected);
    let report = serde_json::to_string(&report).unwrap();
    assert!(report.starts_with(r#"{"class":"WrongPurpose","code":"purpose.service-missing","#), "{report}");
    for secret in ["Namuna", "نمونہ", "1000000000011", "1990"] {
        assert!(!report.contains(secret) && !refused.contains(secret));
    }
    let verifier = Verifier::new(common::store(), Policy::for_service(SEHAT));
    let card = verifier.verify_at(&text(&draft()), now()).unwrap();
    let card: serde_json::Value = serde_json::to_value(&card).unwrap();
    assert_eq!(card["identity"]["full_name"], "Namuna Khan");
    assert_eq!(card["issuer"], "PK-KP");
}
