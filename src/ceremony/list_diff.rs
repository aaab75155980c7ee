//! What changed between two trust lists.

use super::report::{Facts, Report, all, changed, changed_ranges, named, scope};
use super::words::{hex, range, shown, time, usages};
use crate::text::SafeText;
use crate::trust::{KeyState, ListEntry, StatusListInfo, TrustList};

/// What changed between two trust lists, for people who are about to sign the second.
///
/// A key that was added stands with all its facts; one that changed, with those that did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListDiff(Report);

/// What changed from one list to the next.
///
/// ```
/// # use khyber_pass::*;
/// use khyber_pass::ceremony::diff;
/// # let span = Validity::days_from(Timestamp::new(1_767_225_600)?, 90)?;
/// let old = TrustList::new("pk-kp-test", span, span.expires_at())?;
/// let new = old.clone().with_version(2, 1)?;
/// assert_eq!(diff(&old, &new).to_string(), "list changed\n  version: 1 -> 2\n");
/// assert_eq!(diff(&old, &old).to_string(), "nothing changed\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn diff(old: &TrustList, new: &TrustList) -> ListDiff {
    let mut report = Report::default();
    if old != new {
        let mut lines = changed(head(old), head(new));
        let (held, next) = ((old.epoch(), old.version()), (new.epoch(), new.version()));
        if next <= held || new.issued_at() < old.issued_at() && next.0 == held.0 {
            lines.push(
                "warning: this does not follow the old list; whoever holds that will refuse it".to_owned(),
            );
        }
        report.say_if_any("list changed", lines);
        keys(&mut report, old, new);
        denied(&mut report, old, new);
        status_lists(&mut report, old, new);
        if report.is_empty() {
            report.say("the same facts, written in another order or in other ranges", Vec::new());
        }
    }
    ListDiff(report)
}

impl ListDiff {
    /// Did nothing change?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl core::fmt::Display for ListDiff {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.0.fmt(f)
    }
}

fn keys(report: &mut Report, old: &TrustList, new: &TrustList) {
    let of = |list: &TrustList, entry: &ListEntry| {
        list.entries().find(|other| other.key() == entry.key()).cloned()
    };
    for entry in new.entries().filter(|entry| of(old, entry).is_none()) {
        let key = ("key", hex(entry.key().as_bytes()));
        let ranges = [
            ("scopes", named(entry.scopes().ranges(), scope)),
            ("status lists", named(entry.status_lists(), range)),
        ];
        let facts = [key].into_iter().chain(facts(entry)).chain(ranges).collect();
        report.say(format_args!("key added {}", title(entry)), all(facts));
    }
    for after in new.entries() {
        if let Some(before) = of(old, after) {
            let mut lines = changed(facts(&before), facts(after));
            let (scopes, lists) = (before.scopes().ranges(), before.status_lists());
            lines.extend(changed_ranges("scopes", scopes, after.scopes().ranges(), scope));
            lines.extend(changed_ranges("status lists", lists, after.status_lists(), range));
            report.say_if_any(format_args!("key changed {}", title(after)), lines);
        }
    }
    for entry in old.entries().filter(|entry| of(new, entry).is_none()) {
        report.say(format_args!("key removed {}", title(entry)), Vec::new());
    }
}

fn denied(report: &mut Report, old: &TrustList, new: &TrustList) {
    for (title, these, those) in [("denied", new, old), ("no longer denied", old, new)] {
        let only = these.denied().iter().filter(|digest| !those.denied().contains(digest));
        report.say_if_any(title, only.map(|digest| hex(digest.as_bytes())).collect());
    }
}

fn status_lists(report: &mut Report, old: &TrustList, new: &TrustList) {
    let of = |list: &TrustList, number| list.status_lists().iter().find(|info| info.list == number).cloned();
    for after in new.status_lists() {
        match of(old, after.list) {
            None => report.say(format_args!("status list {} added", after.list), all(status_list(after))),
            Some(before) => {
                let lines = changed(status_list(&before), status_list(after));
                report.say_if_any(format_args!("status list {} changed", after.list), lines);
            }
        }
    }
    for before in old.status_lists().iter().filter(|info| of(new, info.list).is_none()) {
        report.say(format_args!("status list {} removed", before.list), Vec::new());
    }
}

fn head(list: &TrustList) -> Facts {
    vec![
        ("domain", shown(list.domain())),
        ("epoch", list.epoch().to_string()),
        ("version", list.version().to_string()),
        ("issued", time(list.issued_at())),
        ("refresh by", time(list.refresh_by())),
        ("expires", time(list.expires_at())),
    ]
}

fn title(entry: &ListEntry) -> String {
    let (kid, issuer) = (entry.key().kid(), SafeText::new(entry.issuer()));
    match entry.name() {
        Some(name) => format!("{kid} {issuer}: {}", SafeText::new(name)),
        None => format!("{kid} {issuer}"),
    }
}

fn facts(entry: &ListEntry) -> Facts {
    let (from, until) = entry.window();
    let name = entry.name().map_or("none".to_owned(), shown);
    vec![
        ("issuer", shown(entry.issuer())),
        ("name", name),
        ("signs", format!("{} until before {}", time(from), time(until))),
        ("verify until", time(entry.verify_until())),
        ("state", state(entry.state())),
        ("longest lifetime", lifetime(entry.longest_lifetime_seconds())),
        ("usage", usages(entry.usage()).collect::<Vec<_>>().join(", ")),
    ]
}

fn status_list(info: &StatusListInfo) -> Facts {
    let uri = info.uri.as_ref().map_or("by its number".to_owned(), |uri| shown(uri));
    vec![("entries", info.entries.to_string()), ("bits", info.bits.to_string()), ("URI", uri)]
}

fn state(state: KeyState) -> String {
    match state {
        KeyState::Active => "active".to_owned(),
        KeyState::Retired => "retired".to_owned(),
        KeyState::Revoked => "revoked".to_owned(),
        KeyState::RevokedSince(since) => format!("revoked since {}", time(since)),
        KeyState::Suspended => "suspended".to_owned(),
    }
}

fn lifetime(seconds: i64) -> String {
    match (seconds.checked_div(86_400), seconds.checked_rem(86_400)) {
        (Some(days), Some(0)) => format!("{days} days"),
        _ => format!("{seconds} seconds"),
    }
}
