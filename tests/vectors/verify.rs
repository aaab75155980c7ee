//! Keys, clocks, purposes, profiles: the verdict.

use crate::build::Folder;
use crate::common::{
    DAY, HEALTH, LIST_KEYS, NOW, PROVINCE, ROOT_KEYS, START, at, days, empty_list, entry, key, list_bytes,
};
use crate::forge::credential::{claims, good, with_claim, with_entitlement, with_kp};
use crate::forge::{Forge, Value, hex, int, keyed, raw_text, stored_dictionary_body, stored_zlib, text};
use crate::shared::{only, standard, with_bytes, with_list};
use khyber_pass::{KeyState, ListEntry, Scopes, ServiceCode, TrustList, Usage};
use serde_json::json;

pub fn folder() -> Folder {
    let mut folder = Folder::new("8-verify");
    keys(&mut folder);
    purposes(&mut folder);
    clocks(&mut folder);
    profiles(&mut folder);
    floors(&mut folder);
    questions(&mut folder);
    folder
}

fn province() -> ListEntry {
    entry(PROVINCE, "PK-KP")
}

fn with_window(from: i64, days_long: u32, until: i64) -> ListEntry {
    let entry =
        ListEntry::new(key(PROVINCE).public_key(), "PK-KP", days(from, days_long), at(until)).unwrap();
    entry.with_scopes(Scopes::none().with_range(0, 100)).with_longest_lifetime_days(3_650).unwrap()
}

/// The card of these vectors: issued on 2 January, until the 400th day after the first.
fn keys(f: &mut Folder) {
    let mut row = |name: &str, section, shows, flags, entry: ListEntry, verdict: &str| {
        f.verify(name, section, shows, flags, good().text(), verdict).under(&only(entry));
    };
    row("key", "5.5", "A key that may say all this.", "", province(), "Trusted");
    let scope = "NotTrusted key.scope";
    row("no_scope", "5.5", "A key without scopes may say nothing.", "Scope", province().with_scopes(Scopes::none()), scope);
    row("no_identity_scope", "5.5", "It may say everything but who somebody is.", "Scope", province().with_scopes(Scopes::none().with_range(1, 65_535)), scope);
    row("only_identity_scope", "5.5", "It may say who somebody is, and nothing of the service.", "Scope", province().with_scopes(Scopes::none().with(ServiceCode::IDENTITY)), scope);
    row("scope_beside", "5.5", "It may speak of services 2 to 9.", "Scope", province().with_scopes(Scopes::none().with(ServiceCode::IDENTITY).with_range(2, 9)), scope);
    row("another_issuer", "5.5", "The key of another issuer: L11 of the field, keys of any issuer signed for any issuer.", "Issuer", entry(PROVINCE, "PK-KP/HEALTH"), "NotTrusted key.issuer");
    row("status_key", "5.5", "A key that signs status lists.", "Usage", province().with_usage(Usage::STATUS), "NotTrusted key.usage");
    row("specimen", "5.5", "A key for training.", "Usage", province().with_usage(Usage::CREDENTIAL.and(Usage::SPECIMEN)), "NotTrusted key.specimen");
    row("lifetime", "5.5", "A second shorter than the lifetime the credential has.", "Lifetime", province().with_longest_lifetime_seconds(399 * 86_400 - 1).unwrap(), "NotTrusted key.lifetime");
    row("lifetime_exactly", "5.5", "Just the lifetime the credential has.", "Lifetime", province().with_longest_lifetime_seconds(399 * 86_400).unwrap(), "Trusted");
    row("beyond_verify_until", "5.5", "It expires a second after its key is honoured.", "Lifetime", with_window(START, 90, START + 400 * DAY - 1), "NotTrusted key.lifetime");
    row("until_verify_until", "5.5", "It expires when its key ceases to be honoured.", "Lifetime", with_window(START, 90, START + 400 * DAY), "Trusted");
    row("first_second_of_the_window", "5.5", "Issued in the first second in which its key signs.", "Window", with_window(START + DAY, 9, START + 999 * DAY), "Trusted");
    row("before_the_window", "5.5", "Issued a second before its key signs.", "Window", with_window(START + DAY + 1, 9, START + 999 * DAY), "NotTrusted key.window");
    row("end_of_the_window", "5.5", "Issued in the first second in which its key no longer signs.", "Window", with_window(START, 1, START + 999 * DAY), "NotTrusted key.window");
    row("retired", "5.6", "Its key signs no more.", "KeyState", province().with_state(KeyState::Retired), "Trusted key.retired");
    row("revoked_key", "5.6", "Its key is revoked.", "KeyState", province().with_state(KeyState::Revoked), "NotTrusted key.revoked");
    row("revoked_since_then", "5.6", "Its key is revoked since the second of issue.", "KeyState", province().with_state(KeyState::RevokedSince(at(START + DAY))), "NotTrusted key.revoked");
    row("revoked_since_later", "5.6", "Its key is revoked since a second later: a thief writes any date.", "KeyState", province().with_state(KeyState::RevokedSince(at(START + DAY + 1))), "Undecided key.before-compromise");
    row("suspended_key", "5.6", "Its key is under investigation.", "KeyState", province().with_state(KeyState::Suspended), "Undecided key.suspended");
    // What an entry allows to whom the builder of lists was told nothing: 365 days.
    let silent = || {
        let entry = ListEntry::new(key(PROVINCE).public_key(), "PK-KP", days(START, 90), at(START + 4_000 * DAY));
        entry.unwrap().with_scopes(Scopes::none().with_range(0, 100))
    };
    let living = |seconds: i64| with_claim(4, Some(int(START + DAY + seconds))).text();
    let year = "A lifetime of 365 days, as the entry of its key allows.";
    f.verify("a_year_by_default", "5.4", year, "Lifetime", living(365 * DAY), "Trusted").under(&only(silent()));
    let longer = "A lifetime of 365 days and a second, where the entry allows 365 days.";
    f.verify("more_than_a_year_by_default", "5.4", longer, "Lifetime", living(365 * DAY + 1), "NotTrusted key.lifetime").under(&only(silent()));
    let stolen = province().with_state(KeyState::RevokedSince(at(START + 60 * DAY)));
    for (name, profile, verdict) in [
        ("suspended_key_in_the_field", "field-low", "Undecided key.suspended trust.list-stale"),
        ("suspended_key_in_an_audit", "audit", "Undecided key.suspended policy.as-of"),
    ] {
        let vector = f.verify(name, "5.12", "No profile accepts a key under investigation.", "KeyState Profile", good().text(), verdict);
        vector.give("profile", profile).under(&only(province().with_state(KeyState::Suspended)));
    }
    let suspended = || province().with_state(KeyState::Suspended);
    let denied = with_list(&empty_list().with_entry(suspended()).unwrap().with_denied(digest()), &[]);
    f.verify("denied_under_a_suspended_key", "7.1", "A key under investigation, and a credential that the list denies: the stronger class speaks.", "Denied KeyState", good().text(), "NotTrusted credential.denied").under(&denied);
    f.verify("reference_under_a_suspended_key", "7.1", "A key under investigation, and a reference that it may not give.", "KeyState StatusReference", crate::status::card(3, 7), "NotTrusted status.reference").under(&only(suspended()));
    let mut fields = crate::trust::listed();
    let Value::Map(entry) = &mut fields else { unreachable!() };
    entry.push((int(10), Value::Array(vec![])));
    let list = crate::trust::list().with(8, Value::Array(vec![fields])).bytes();
    f.verify("no_status_lists_as_an_empty_array", "5.4", "An empty array of status lists is as good as none: the key need not give a reference.", "StatusReference", good().text(), "Trusted").under(&with_bytes(&list, &[]));
    let vector = f.verify("suspended_key_at_another_desk", "7.1", "A key under investigation, and another service is asked for: the stronger class speaks.", "KeyState Purpose", good().text(), "WrongPurpose purpose.service-missing");
    vector.give("purpose", 5).under(&only(province().with_state(KeyState::Suspended)));
    for (name, profile, verdict) in [
        ("stolen_key_at_a_counter", "counter", "Undecided trust.list-frozen trust.list-stale"),
        ("stolen_key_in_the_field", "field-low", "Trusted trust.list-stale policy.accepted"),
        ("stolen_key_at_high_risk", "field-high", "Undecided key.before-compromise trust.list-stale"),
        ("stolen_key_in_an_audit", "audit", "Trusted policy.accepted policy.as-of"),
    ] {
        let vector = f.verify(
            name,
            "5.12",
            "Issued before its key was stolen, and what each profile makes of it.",
            "KeyState Profile",
            good().text(),
            verdict,
        );
        vector.give("profile", profile).under(&only(stolen.clone()));
    }
    // The department of health is there for its own service alone.
    let health = |service: i64, iss: &str| {
        let mut claims = claims();
        claims[0].1 = text(iss);
        claims[4].1 = keyed(&[(6, Value::Array(vec![keyed(&[(0, int(service))])]))]);
        Forge::new(HEALTH, &claims).text()
    };
    f.verify("health", "5.5", "The department of health, of its own service.", "Scope", health(1, "PK-KP/HEALTH"), "Trusted");
    f.verify("health_of_property", "5.5", "The department of health, of land.", "Scope", health(6, "PK-KP/HEALTH"), scope).give("purpose", 6);
    let both = {
        let mut claims = claims();
        claims[0].1 = text("PK-KP/HEALTH");
        claims[4].1 = keyed(&[(6, Value::Array(vec![keyed(&[(0, int(1))]), keyed(&[(0, int(5))])]))]);
        Forge::new(HEALTH, &claims).text()
    };
    f.verify("health_and_arms", "5.5", "The department of health, of its own service and of another one: all of it must be in scope.", "Scope", both, scope);
    f.verify("health_as_the_province", "5.5", "The department of health in the name of the province.", "Issuer", health(1, "PK-KP"), "NotTrusted key.issuer");
    f.verify("service_beyond_any_scope", "5.5", "Service 65536, which no key can have in scope.", "Scope", with_entitlement(&[(0, int(65_536))]).text(), scope).give("purpose", 65_536);
    // One credential that is denied, whatever carries it.
    let denied = crate::common::empty_list().with_entry(province()).unwrap().with_denied(digest());
    let trust = with_list(&denied, &[]);
    for (name, shows, text) in [
        ("denied", "A credential that the list denies.", good().text()),
        (
            "denied_in_another_envelope",
            "The same in the bare envelope.",
            base45::encode(stored_zlib(&good().message())),
        ),
        (
            "denied_and_compressed",
            "The same, compressed.",
            raw_text(&stored_dictionary_body(&good().message())),
        ),
        (
            "denied_under_another_algorithm",
            "The same payload signed again, under -19: the header does not count.",
            good().with_protected(&[(1, int(-19)), (4, good().kid())]).text(),
        ),
    ] {
        f.verify(name, "5.6", shows, "Denied", text, "NotTrusted credential.denied").under(&trust);
    }
    let retired = crate::common::empty_list().with_entry(province().with_state(KeyState::Retired)).unwrap();
    let retired = with_list(&retired.with_denied(digest()), &[]);
    f.verify("denied_under_a_retired_key", "5.6", "A denied credential of a key that signs no more.", "Denied KeyState", good().text(), "NotTrusted credential.denied").under(&retired);
    f.verify("denied_is_another", "5.6", "Another credential under the same list.", "Denied", with_claim(7, Some(crate::forge::bytes(&[9; 8]))).text(), "Trusted").under(&trust);
    kids(f);
}

/// The digest of the card, by hand (§5.6).
fn digest() -> khyber_pass::CredentialDigest {
    use sha2::{Digest, Sha256};
    let thumbprint = key(PROVINCE).public_key().thumbprint();
    let parts =
        [text("kp-cred-1"), crate::forge::bytes(thumbprint.as_bytes()), crate::forge::bytes(&good().payload)];
    let hash = Sha256::digest(crate::forge::encode(&Value::Array(parts.to_vec())));
    khyber_pass::CredentialDigest::from_bytes(hash[..16].try_into().unwrap())
}

/// Unknown keys mean less when the list is old.
fn kids(f: &mut Folder) {
    let stranger = || Forge::new(99, &claims()).text();
    f.verify("unknown_and_fresh", "5.5", "A key that is not on a fresh list.", "Kid", stranger(), "NotTrusted key.unknown");
    f.verify("unknown_and_old", "5.5", "A key that is not on a list that wants to be refreshed.", "Kid", stranger(), "Undecided key.unknown-list-old").clock("device", START + 41 * DAY);
    f.verify("unknown_without_a_clock", "5.5", "A key that is not on the list, and nobody can tell how fresh it is.", "Kid", stranger(), "Undecided key.unknown-list-old").clock("unknown", 0);
    f.verify("unknown_in_an_audit", "5.5", "A key that is not on the list, in an audit of a moment before the list: how fresh it is now, nobody said.", "Kid Profile", stranger(), "Undecided key.unknown-list-old").give("profile", "audit").clock("trusted", START - 10 * DAY);
}

fn purposes(f: &mut Folder) {
    let mut row = |name: &str, shows, purpose: u64, text: String, verdict: &str| {
        f.verify(name, "5.8", shows, "Purpose", text, verdict).give("purpose", purpose);
    };
    row("for_identity", "Identity is asked for, and given.", 0, good().text(), "Trusted");
    row("another_service", "Another service is asked for.", 5, good().text(), "WrongPurpose purpose.service-missing");
    row("no_identity", "Identity is asked for, and there is none.", 0, with_claim(169, None).text(), "WrongPurpose purpose.identity-missing");
    row("identity_and_no_service", "A person without any entitlement, at the desk of a service.", 1, with_claim(-84_817, None).text(), "WrongPurpose purpose.service-missing");
    let mut expired = claims();
    expired[1].1 = int(START + 2 * DAY);
    let text = Forge::new(PROVINCE, &expired).text();
    row("expired_at_another_desk", "Expired, and for another desk: the stronger class speaks.", 5, text, "NotTrusted time.expired");
}

/// A card from the 2nd to the 12th of January.
fn short() -> String {
    let mut claims = claims();
    claims[1].1 = int(START + 11 * DAY);
    Forge::new(PROVINCE, &claims).text()
}

fn clocks(f: &mut Folder) {
    let (iat, exp) = (START + DAY, START + 11 * DAY);
    let mut row = |name: &str, section, shows, text: String, clock: &str, at: i64, verdict: &str| {
        f.verify(name, section, shows, "Clock", text, verdict).clock(clock, at);
    };
    for clock in ["device", "trusted"] {
        let name = |part: &str| format!("{part}_by_{clock}");
        row(&name("before_exp"), "6.3", "A second more than the skew before it expires.", short(), clock, exp - 301, "Trusted");
        row(&name("skew_before_exp"), "6.3", "The skew before it expires.", short(), clock, exp - 300, "Trusted clock.skew");
        row(&name("at_exp"), "6.3", "At the second of expiry, by a clock that may be slow.", short(), clock, exp, "Trusted clock.skew");
        row(&name("skew_after_exp"), "6.3", "A second less than the skew after it expired.", short(), clock, exp + 299, "Trusted clock.skew");
        row(&name("after_exp"), "6.3", "The skew after it expired.", short(), clock, exp + 300, "NotTrusted time.expired");
        row(&name("near_iat"), "6.3", "Four minutes before it was issued.", short(), clock, iat - 240, "Trusted clock.skew");
    }
    row("issued_tomorrow_by_trusted", "6.3", "A trusted clock says that it was issued in the future.", short(), "trusted", iat - 301, "NotTrusted time.issued-in-future");
    row("issued_tomorrow_by_device", "6.3", "A device clock says so: the clock or the credential.", short(), "device", iat - 301, "Undecided clock.or-credential");
    let late = TrustList::new("pk-kp-test", days(START + 30 * DAY, 120), at(START + 70 * DAY)).unwrap();
    let late = with_list(&late.with_entry(province()).unwrap(), &[]);
    let vector = f.verify("expired_and_the_list_not_certainly", "6.3", "A device clock that says that both have expired, of the list not for certain: it is expired.", "Clock", with_claim(4, Some(int(START + 150 * DAY - 3_600))).text(), "NotTrusted time.expired trust.list-stale");
    vector.clock("device", START + 150 * DAY + 200).under(&late);
    let vector = f.verify("expired_below_the_floor", "6.3", "A trusted clock that signed dates contradict, and a credential that had expired by those: the stronger class speaks.", "Clock", with_claim(4, Some(int(START + 29 * DAY + DAY / 2))).text(), "NotTrusted time.expired");
    vector.clock("trusted", START + 29 * DAY).under(&late);
    let mut long_after = |name: &str, shows, exp: i64, verdict: &str| {
        let vector = f.verify(name, "6.3", shows, "Clock", with_claim(4, Some(int(exp))).text(), verdict);
        vector.clock("device", START + 230 * DAY).under(&late);
    };
    long_after("expired_when_the_list_was_issued", "A device clock far ahead of the trust, and a credential that expired when the list was issued: it has expired, whatever the clock says.", START + 30 * DAY, "NotTrusted time.expired trust.list-stale");
    long_after("expired_a_second_after_the_list", "A device clock far ahead of the trust, and a credential that expired a second after the list was issued: the clock may be wrong.", START + 30 * DAY + 1, "Undecided clock.ahead-or-trust-old trust.list-stale");
    let mut row = |name: &str, section, shows, text: String, clock: &str, at: i64, verdict: &str| {
        f.verify(name, section, shows, "Clock", text, verdict).clock(clock, at);
    };
    row("device_of_1970", "6.2", "A device that was never set.", short(), "device", 0, "Undecided clock.unknown clock.behind");
    row("device_below_all", "6.2", "A device clock of -2^63.", short(), "device", i64::MIN, "Undecided clock.unknown clock.behind");
    row("device_above_all", "6.2", "A device clock of 2^63 - 1: by that clock the root has expired, and no list is taken.", short(), "device", i64::MAX, "Undecided trust.no-list");
    row("no_clock", "6.2", "No clock.", short(), "unknown", 0, "Undecided clock.unknown clock.floor-used");
    row("trusted_before_signed_dates", "6.2", "A trusted clock before a date that somebody signed.", short(), "trusted", START - 301, "Undecided clock.contradicted");
    let early = || with_claim(6, Some(int(START))).text();
    row("skew_before_signed_dates_by_trusted", "6.2", "A trusted clock just the skew before a date that somebody signed.", early(), "trusted", START - 300, "Trusted");
    row("skew_before_signed_dates_by_device", "6.2", "A device clock just the skew before it.", early(), "device", START - 300, "Trusted");
    row("more_than_skew_before_signed_dates", "6.2", "A device clock a second more than the skew before it.", early(), "device", START - 301, "Undecided clock.unknown clock.behind");
    row("trusted_below_all", "6.1", "A trusted clock outside the format.", short(), "trusted", 0, "Error time.range");
    row("trusted_above_all", "6.1", "A trusted clock of 2^63 - 1.", short(), "trusted", i64::MAX, "Error time.range");
    row("device_a_year_ahead", "6.3", "A device a year ahead of everything: not expired, but the clock or the list.", short(), "device", START + 365 * DAY, "Undecided clock.ahead-or-trust-old trust.list-stale");
    row("trusted_a_year_later", "6.3", "A trusted clock a year later.", short(), "trusted", START + 365 * DAY, "NotTrusted time.expired trust.list-stale");
    let long = || {
        let mut claims = claims();
        claims[1].1 = int(START + 1_000 * DAY);
        Forge::new(PROVINCE, &claims).text()
    };
    row("list_expired", "5.4", "The trust list has expired, the credential has not.", long(), "device", START + 365 * DAY, "Undecided trust.list-expired trust.list-stale");
    row("list_expires_now", "5.4", "It is certain that the list has expired, to the second.", long(), "trusted", START + 120 * DAY + 300, "Undecided trust.list-expired trust.list-stale");
    row("list_may_have_expired", "5.4", "The list may have expired: not certain.", long(), "trusted", START + 120 * DAY + 299, "Trusted trust.list-stale");
    row("list_wants_refreshing", "5.4", "Past refresh by.", long(), "device", START + 41 * DAY, "Trusted trust.list-stale");
    row("list_is_fresh", "5.4", "Refresh by may have passed: not certain.", long(), "device", START + 40 * DAY + 299, "Trusted");
    let mut later = claims();
    later.insert(2, (5, int(NOW + 10 * DAY)));
    let later = || Forge::new(PROVINCE, &later).text();
    row("not_yet_valid", "6.3", "Not before ten days from now.", later(), "device", NOW, "NotTrusted time.not-yet-valid");
    row("not_yet_valid_by_a_trusted_clock", "6.3", "The same by a trusted clock.", later(), "trusted", NOW, "NotTrusted time.not-yet-valid");
    row("valid_since_nbf", "6.3", "Eleven days later.", later(), "device", NOW + 11 * DAY, "Trusted trust.list-stale");
    row("near_nbf", "6.3", "Four minutes before.", later(), "trusted", NOW + 10 * DAY - 240, "Trusted trust.list-stale clock.skew");
    // Days end in Peshawar.
    let today = NOW / DAY;
    let until = || with_entitlement(&[(0, int(1)), (4, int(today))]).text();
    let midnight = NOW + DAY - 5 * 3_600;
    row("before_midnight", "3.5", "The last day, six minutes before it ends in UTC+5.", until(), "device", midnight - 360, "Trusted");
    row("near_midnight", "3.5", "A second after it ended.", until(), "device", midnight + 1, "Trusted clock.skew");
    row("after_midnight", "3.5", "Six minutes after it ended, five hours before it ends in UTC.", until(), "device", midnight + 360, "WrongPurpose entitlement.expired");
    let two = || with_kp(&[(6, Value::Array(vec![keyed(&[(0, int(1)), (4, int(today))]), keyed(&[(0, int(1))])]))]).text();
    row("first_to_be_active_serves", "6.3", "A second after the first of two entitlements ended: it may be active, and is the one that serves.", two(), "device", midnight + 1, "Trusted clock.skew");
    row("second_to_be_active_serves", "6.3", "Six minutes after it ended, the second one serves.", two(), "device", midnight + 360, "Trusted");
    let late = || with_kp(&[(6, Value::Array(vec![keyed(&[(0, int(1)), (4, int(START / DAY - 9))]), keyed(&[(0, int(1)), (3, int(today + 900))])]))]).text();
    row("first_is_over_without_a_clock", "6.3", "Of two entitlements the first was over before any signed date, the second may have begun: the first speaks.", late(), "unknown", 0, "WrongPurpose entitlement.expired clock.floor-used");
    let soon = || with_entitlement(&[(0, int(1)), (3, int(today + 900))]).text();
    row("begins_without_a_clock", "6.3", "An entitlement that may have begun, if only one knew the time.", soon(), "unknown", 0, "Undecided clock.unknown clock.floor-used");
    let over = || {
        let mut claims = claims();
        claims[1].1 = int(START + 1_000 * DAY);
        claims[4].1 = keyed(&[(6, Value::Array(vec![keyed(&[(0, int(1)), (4, int(START / DAY + 200))])]))]);
        Forge::new(PROVINCE, &claims).text()
    };
    row("over_by_a_device_a_year_ahead", "6.3", "An entitlement that only a clock far ahead calls over.", over(), "device", START + 365 * DAY, "Undecided clock.ahead-or-trust-old trust.list-stale");
    let before_all = || {
        let mut claims = claims();
        claims[1].1 = int(START + 1_000 * DAY);
        claims[4].1 = keyed(&[(6, Value::Array(vec![keyed(&[(0, int(1)), (4, int(START / DAY - 9))])]))]);
        Forge::new(PROVINCE, &claims).text()
    };
    row("over_on_the_day_of_the_floor", "6.3", "A clock far ahead, and an entitlement that was over before the list was issued: it is over, whatever the clock says.", before_all(), "device", START + 365 * DAY, "WrongPurpose entitlement.expired trust.list-stale");
    let tomorrow = || with_entitlement(&[(0, int(1)), (3, int(today + 1))]).text();
    row("begins_in_four_minutes", "6.3", "An entitlement that begins tomorrow, four minutes before midnight: by the highest bound it has begun.", tomorrow(), "device", midnight - 240, "Trusted clock.skew");
    row("begins_in_six_minutes", "6.3", "Six minutes before.", tomorrow(), "device", midnight - 360, "WrongPurpose entitlement.not-yet");
    row("over_by_a_trusted_clock", "6.3", "The same by a trusted clock.", over(), "trusted", START + 365 * DAY, "WrongPurpose entitlement.expired trust.list-stale");
}

fn profiles(f: &mut Folder) {
    let mut row = |name: &str, shows, profile: &str, age: i64, verdict: &str| {
        let long = {
            let mut claims = claims();
            claims[1].1 = int(START + 1_000 * DAY);
            Forge::new(PROVINCE, &claims).text()
        };
        f.verify(name, "5.12", shows, "Profile", long, verdict)
            .give("profile", profile)
            .clock("trusted", START + age + 300);
    };
    row("kiosk_aged", "A list of a day and ten minutes less, at a kiosk.", "kiosk", 2 * DAY, "Undecided trust.list-frozen trust.list-stale");
    row("counter_fresh", "A list of a day, at a counter, is aged.", "counter", 2 * DAY, "Trusted trust.list-stale");
    row("counter_before_a_day", "A second less than a day, just when the credential was issued.", "counter", DAY - 1, "Trusted clock.skew");
    row("counter_after_a_day", "A day: an age is past at its very second.", "counter", DAY, "Trusted trust.list-stale");
    row("counter_aged", "A second less than seven days.", "counter", 7 * DAY - 1, "Trusted trust.list-stale");
    row("counter_frozen", "Seven days.", "counter", 7 * DAY, "Undecided trust.list-frozen trust.list-stale");
    row("checkpoint_aged", "A second less than three days, at a checkpost.", "checkpoint", 3 * DAY - 1, "Trusted trust.list-stale");
    row("checkpoint_frozen", "Three days.", "checkpoint", 3 * DAY, "Undecided trust.list-frozen trust.list-stale");
    row("field_fresh", "Thirteen days, in the field.", "field-low", 13 * DAY, "Trusted");
    row("field_aged", "A second less than sixty days.", "field-low", 60 * DAY - 1, "Trusted trust.list-stale");
    row("field_frozen", "Sixty days: a replayed list does not live for ever, in any profile.", "field-low", 60 * DAY, "Undecided trust.list-frozen trust.list-stale");
    row("kiosk_before_a_day", "A second less than a day, at a kiosk, just when the credential was issued.", "kiosk", DAY - 1, "Trusted trust.list-stale clock.skew");
    row("kiosk_after_a_day", "A day, at a kiosk.", "kiosk", DAY, "Undecided trust.list-frozen trust.list-stale");
    row("field_before_14_days", "A second less than fourteen days.", "field-low", 14 * DAY - 1, "Trusted");
    row("field_after_14_days", "Fourteen days.", "field-low", 14 * DAY, "Trusted trust.list-stale");
    row("high_risk_before_14_days", "A second less than fourteen days, at high risk.", "field-high", 14 * DAY - 1, "Trusted");
    row("high_risk_after_14_days", "Fourteen days, at high risk.", "field-high", 14 * DAY, "Trusted trust.list-stale");
    row("high_risk_before_60_days", "A second less than sixty days, at high risk.", "field-high", 60 * DAY - 1, "Trusted trust.list-stale");
    row("high_risk_after_60_days", "Sixty days, at high risk.", "field-high", 60 * DAY, "Undecided trust.list-frozen trust.list-stale");
    row("signed_dates", "Without a profile, by its own dates.", "audit", 300 * DAY, "Trusted policy.as-of");
    let list = khyber_pass::TrustList::new("pk-kp-test", days(START, 10), at(START + 5 * DAY)).unwrap();
    let brief = with_bytes(&list_bytes(&list.with_entry(province()).unwrap(), &LIST_KEYS), &[]);
    for (name, shows, second, verdict) in [
        ("grace_ends_soon", "A second before thirty days have passed since a list expired.", 40 * DAY + 299, "Trusted trust.list-stale policy.accepted"),
        ("grace_ends", "The very second at which they have.", 40 * DAY + 300, "Undecided trust.list-expired trust.list-stale"),
    ] {
        let vector = f.verify(name, "5.12", shows, "Profile Bounds", good().text(), verdict);
        vector.give("profile", "field-low").clock("trusted", START + second).under(&brief);
    }
    for (name, profile, day, verdict) in [
        ("expired_list_in_the_field", "field-low", 21, "Trusted trust.list-stale policy.accepted"),
        ("expired_list_past_its_grace", "field-low", 50, "Undecided trust.list-expired trust.list-stale"),
        ("expired_list_at_high_risk", "field-high", 21, "Undecided trust.list-expired trust.list-stale"),
    ] {
        let vector =
            f.verify(name, "5.12", "A list of ten days, days after that.", "Profile", good().text(), verdict);
        vector.give("profile", profile).clock("trusted", START + day * DAY).under(&brief);
    }
    f.verify("no_clock_in_the_field", "5.12", "No clock, in the field, at low risk.", "Profile Clock", good().text(), "Trusted clock.floor-used policy.accepted").give("profile", "field-low").clock("unknown", 0);
    f.verify("device_behind_in_the_field", "5.12", "A clock that stands before signed dates, in the field, at low risk.", "Profile Clock", good().text(), "Trusted clock.behind policy.accepted").give("profile", "field-low").clock("device", 1);
    for (name, shows, text, clock, second, verdict) in [
        ("contradicted_clock_in_the_field", "A trusted clock before a date that somebody signed, in the field.", short(), "trusted", START - 301, "Undecided clock.contradicted policy.accepted"),
        ("issued_tomorrow_in_the_field", "A device clock before the issue, in the field.", short(), "device", START + DAY - 301, "Undecided clock.or-credential"),
        ("device_a_year_ahead_in_the_field", "A device clock a year ahead, in the field.", short(), "device", START + 365 * DAY, "Undecided clock.ahead-or-trust-old trust.list-stale"),
        ("begins_without_a_clock_in_the_field", "An entitlement that may not have begun, without a clock: what is accepted of the dates is not accepted of it.", with_entitlement(&[(0, int(1)), (3, int(NOW / DAY + 900))]).text(), "unknown", 0, "Undecided clock.unknown clock.floor-used policy.accepted"),
    ] {
        f.verify(name, "5.12", shows, "Profile Clock", text, verdict).give("profile", "field-low").clock(clock, second);
    }
    f.verify("audit_before_issue", "5.12", "An audit of a moment before it was issued.", "Profile", short(), "NotTrusted time.issued-in-future policy.as-of").give("profile", "audit").clock("trusted", START);
    f.verify("audit_of_a_good_moment", "5.12", "An audit of a moment at which it held.", "Profile", short(), "Trusted policy.as-of").give("profile", "audit").clock("trusted", START + 5 * DAY);
    f.verify("audit_after_expiry", "5.12", "An audit of the second at which it expired: no skew.", "Profile", short(), "NotTrusted time.expired policy.as-of").give("profile", "audit").clock("trusted", START + 11 * DAY);
    let list = khyber_pass::TrustList::new("pk-kp-test", days(START + 20 * DAY, 100), at(START + 60 * DAY)).unwrap();
    let later = with_bytes(&list_bytes(&list.with_entry(province()).unwrap(), &LIST_KEYS), &[]);
    let vector = f.verify("audit_without_a_clock", "5.12", "An audit of no moment: that it expired before the list was issued says nothing of the moment in question.", "Profile Clock", short(), "Undecided clock.unknown");
    vector.give("profile", "audit").clock("unknown", 0).expect("caveats", json!(["policy.as-of"])).under(&later);
    for (name, shows, text, clock, second, verdict) in [
        ("audit_before_the_list", "An audit of a moment before the list was issued: without floor.", short(), "trusted", START + 10 * DAY, "Trusted policy.as-of"),
        ("audit_before_the_list_by_a_device", "The same by a device clock.", short(), "device", START + 10 * DAY, "Trusted policy.as-of"),
        ("audit_before_issue_by_a_device", "An audit of a moment before the issue, by a device clock.", short(), "device", START, "Undecided clock.or-credential policy.as-of"),
        ("audit_long_after", "An audit of a moment at which the list had expired too, by a device clock: it asks about no clock.", short(), "device", START + 365 * DAY, "NotTrusted time.expired policy.as-of"),
        ("audit_without_a_clock_of_a_beginning", "An entitlement with a first day, and no moment.", with_entitlement(&[(0, int(1)), (3, int(20_000))]).text(), "unknown", 0, "Undecided clock.unknown policy.as-of"),
        ("audit_without_a_clock_of_an_end", "An entitlement with a last day long past, and no moment.", with_entitlement(&[(0, int(1)), (4, int(20_000))]).text(), "unknown", 0, "Undecided clock.unknown policy.as-of"),
    ] {
        let vector = f.verify(name, "5.12", shows, "Profile Clock", text, verdict);
        vector.give("profile", "audit").clock(clock, second).under(&later);
    }
    let stolen = province().with_state(KeyState::RevokedSince(at(START + 60 * DAY)));
    let vector = f.verify("accepted_and_refused", "5.12", "What the profile accepts is told, though another service is asked for.", "Profile Purpose", good().text(), "WrongPurpose purpose.service-missing");
    vector.give("profile", "field-low").give("purpose", 5).expect("caveats", json!(["trust.list-stale", "policy.accepted"])).under(&only(stolen));
}

/// Where the floor comes from, beside the list.
fn floors(f: &mut Folder) {
    let root = |version: u64, day: i64| {
        let root = khyber_pass::Root::new("pk-kp-test", days(START + day * DAY, 400), crate::common::role(2, &ROOT_KEYS), crate::common::role(2, &LIST_KEYS));
        hex(&crate::common::root_bytes(&root.unwrap().with_version(version, 1).unwrap(), &ROOT_KEYS))
    };
    let vector = f.verify("floor_from_a_root", "6.2", "The next root was issued fifty days after the list: a device clock of the day before that is behind.", "Clock", good().text(), "Undecided clock.unknown trust.list-stale clock.behind");
    vector.clock("device", START + 49 * DAY).give("root", json!([hex(&crate::shared::first_root()), root(2, 50)]));
    let delta = crate::forge::Delta { issued: START + 35 * DAY, items: vec![crate::forge::change(3, &[14], &[])], ..crate::forge::Delta::good() };
    let vector = f.verify("floor_from_a_delta", "6.2", "A delta was issued on the day after the one that a device shows.", "Clock Delta", crate::status::card(3, 6), "Undecided clock.unknown clock.behind");
    let status = with_list(&crate::common::status_list(), &[crate::forge::Token::good().bytes(), delta.bytes()]);
    vector.clock("device", START + 34 * DAY).under(&status);
    let list = TrustList::new("pk-kp-test", days(START, 10), at(START + 5 * DAY)).unwrap();
    let office = crate::common::status_entry();
    let list = list.with_entry(province()).unwrap().with_entry(office).unwrap();
    let list = list.with_status_list(crate::common::status_info(3, 1_000, 2)).unwrap();
    let young = [crate::forge::Token::good().issued(60).bytes()];
    for (name, shows, day, verdict) in [
        ("floor_of_a_token_is_capped", "A token was issued long after the list that vouches for it had expired: what it says of the time counts to that expiry.", 20, "Undecided trust.list-expired trust.list-stale"),
        ("floor_up_to_the_cap", "A device clock of the day before that expiry is behind it.", 9, "Undecided trust.list-expired trust.list-stale clock.behind"),
    ] {
        let vector = f.verify(name, "6.2", shows, "Clock", good().text(), verdict);
        vector.clock("device", START + day * DAY).under(&with_list(&list, &young));
    }
}

/// Documents that are refused are not held.
fn questions(f: &mut Folder) {
    let stranger = list_bytes(&standard(), &[98, 99]);
    let vector = f.verify(
        "forged_list",
        "5.9",
        "A trust list that strangers signed is not held.",
        "Threshold",
        good().text(),
        "Undecided trust.no-list",
    );
    vector.give("list", crate::forge::hex(&stranger));
    f.verify("no_list", "5.9", "A root and no list.", "Required", good().text(), "Undecided trust.no-list")
        .give("list", json!(null));
    let spaced = crate::forge::with_escaped_spaces(|n| with_claim(7, Some(crate::forge::bytes(&[n; 8]))).text());
    for (name, shows, text, verdict) in [
        ("no_list_and_a_bad_text", "No list, and a text that is no Base45: the text is looked at first.", "KP1:a".to_owned(), "Unreadable envelope.base45-character"),
        ("no_list_and_another_algorithm", "No list, and another algorithm: so is the message.", good().with_protected(&[(1, int(-7)), (4, good().kid())]).text(), "NotTrusted cose.alg"),
        ("no_list_and_no_claims", "No list, and a payload that is an array: the claims are not come to.", good().with_payload(b"\x80").text(), "Undecided trust.no-list"),
        ("no_list_and_repaired", "No list, and a text that was repaired.", spaced, "Undecided trust.no-list envelope.repaired"),
    ] {
        f.verify(name, "7.1", shows, "Order", text, verdict).give("list", json!(null));
    }
    f.verify("no_root", "5.3", "A root that is none.", "Pin", good().text(), "Error trust.malformed")
        .give("root", json!(["00"]));
    let empty = with_list(&empty_list(), &[]);
    f.verify("empty_list", "5.5", "A list of no keys.", "Required", good().text(), "NotTrusted key.unknown").under(&empty);
}
