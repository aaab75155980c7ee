//! Reports: which check says no, and what is told beside it.

mod common;
mod forge;

use common::{
    DAY, NOW, PROVINCE, START, at, empty_list, entry, five_years, key, now, people, pinned, store_with,
};
use forge::credential::{good, with_claim};
use forge::int;
use khyber_pass::{
    Check, CheckOutcome, CivilOffset, Clock, Code, Draft, Issuer, Policy, Risk, ServiceCode, StatusReference,
    TrustStore, Verifier,
};

const SEHAT: ServiceCode = ServiceCode::SEHAT_CARD;

fn issued(change: impl Fn(Draft) -> Draft) -> String {
    let draft = people::p1(five_years()).unwrap();
    Issuer::new("PK-KP", key(PROVINCE)).unwrap().issue(&change(draft)).unwrap().to_string()
}

fn forged() -> String {
    let mut message = good().message();
    *message.last_mut().unwrap() ^= 1;
    format!("KP1:{}", base45::encode(message))
}

#[test]
fn every_stage_has_the_check_that_failed() {
    let desk = Verifier::new(common::store(), Policy::for_service(SEHAT));
    let nothing = Verifier::new(TrustStore::rooted(&pinned()), Policy::for_service(SEHAT));
    let province = entry(PROVINCE, "PK-KP").with_status_lists(3, 4).unwrap();
    let with_status =
        Verifier::new(store_with(empty_list().with_entry(province).unwrap()), Policy::for_service(SEHAT));
    let pointing = issued(|draft| draft.with_status(StatusReference { list: 3, index: 5 }));
    let usual = issued(|draft| draft);
    let years_on = Clock::device(at(START + 10 * 365 * DAY));
    let rows = [
        (&desk, "HC1:6BF".to_owned(), now(), Check::Envelope, Code::EnvelopeForeign),
        (&desk, "KPB:NCF".to_owned(), now(), Check::Envelope, Code::PurposeNotACredential),
        (&desk, "KP1:U4".to_owned(), now(), Check::Message, Code::CborTruncated),
        (&desk, "KP1:NRQ".to_owned(), now(), Check::Message, Code::CoseStructure),
        (&nothing, usual.clone(), now(), Check::List, Code::TrustNoList),
        (&desk, forged(), now(), Check::Signature, Code::CoseSignature),
        (&desk, with_claim(4, Some(int(-1))).text(), now(), Check::Claims, Code::ClaimsTime),
        (&with_status, pointing, now(), Check::Status, Code::StatusMissing),
        (&desk, usual.clone(), Clock::trusted(at(START - DAY)), Check::Clock, Code::ClockContradicted),
        (&desk, usual.clone(), Clock::trusted(at(START + 130 * DAY)), Check::ListAge, Code::TrustListExpired),
        (&desk, usual, years_on, Check::Dates, Code::ClockAheadOrTrustOld),
    ];
    for (desk, text, clock, check, code) in rows {
        let (_, report) = desk.report_at(&text, clock);
        assert_eq!(report.outcome(check), CheckOutcome::Failed(code), "{check:?} {code}");
        assert!(report.codes().contains(&code), "{code}");
    }
}

#[test]
fn a_report_holds_what_it_prints() {
    let desk = Verifier::new(common::store(), Policy::kiosk(ServiceCode::ARMS_LICENCE));
    let (verdict, report) = desk.report_at(&issued(|draft| draft), Clock::device(at(START + 3 * DAY)));
    let refused = verdict.unwrap_err();
    assert_eq!((report.class(), report.code()), (refused.class(), Some(refused.code())));
    assert_eq!(report.codes(), [Code::PurposeServiceMissing, Code::TrustListFrozen]);
    assert_eq!(report.caveats(), [Code::TrustListStale]);
    let checks: Vec<Check> = report.checks().iter().map(|(check, _)| *check).collect();
    assert_eq!(checks, Check::ALL);
    for (check, outcome) in report.checks() {
        assert_eq!(report.outcome(*check), *outcome);
    }
    let minimum = refused.minimum().unwrap();
    assert_eq!(minimum.issuer(), "PK-KP");
    assert_eq!(minimum.full_name().unwrap().to_string(), "Namuna Khan");
    // Of what is not to be trusted nothing is shown.
    assert!(desk.report_at(&forged(), now()).0.unwrap_err().minimum().is_none());
}

/// The date of the list and the clock are not asked about when somebody looks back.
#[test]
fn an_audit_leaves_out_the_clock_and_the_list() {
    let desk = Verifier::new(common::store(), Policy::audit(SEHAT));
    let (verdict, report) = desk.report_at(&issued(|draft| draft), Clock::device(at(NOW)));
    assert!(verdict.is_ok());
    let not_done: Vec<Check> =
        Check::ALL.iter().copied().filter(|check| report.outcome(*check) == CheckOutcome::NotDone).collect();
    assert_eq!(not_done, [Check::Status, Check::Clock, Check::ListAge]);
}

#[test]
fn profiles_have_names() {
    let profiles = [
        (Policy::for_identity(), "signed dates"),
        (Policy::kiosk(SEHAT), "kiosk"),
        (Policy::counter(SEHAT), "counter"),
        (Policy::checkpoint(SEHAT), "checkpoint"),
        (Policy::field(SEHAT, Risk::Low), "field"),
        (Policy::field(SEHAT, Risk::High), "field"),
        (Policy::audit(SEHAT), "audit"),
    ];
    for (policy, name) in profiles {
        assert_eq!(policy.profile(), name);
        assert_eq!(policy.civil_time(), CivilOffset::PAKISTAN);
        assert_eq!(policy.with_civil_time(CivilOffset::UTC).civil_time(), CivilOffset::UTC);
    }
}
