//! Writing a held document as the description from which the next one starts.

use super::words::{hex, quoted, range, time, usages};
use crate::trust::{KeyState, ListEntry, Role, Root, StatusListInfo, TrustList, Usage};
use core::fmt::{Display, Write};

/// A trust list as a description in TOML: raise the version, change what must change, read it again
/// with [`ListDescription::from_toml`](super::ListDescription::from_toml).
pub fn describe(list: &TrustList) -> String {
    let mut lines = Lines::new("Trust list. Dates are the first second of a day in UTC.");
    lines.field("domain", quoted(list.domain()));
    lines.field("epoch", list.epoch());
    lines.field("version", list.version());
    lines.field("issued", quoted(&time(list.issued_at())));
    lines.field("refresh-by", quoted(&time(list.refresh_by())));
    lines.field("expires", quoted(&time(list.expires_at())));
    if !list.denied().is_empty() {
        let denied = list.denied().iter().map(|digest| quoted(&hex(digest.as_bytes())));
        lines.field("denied", long_array(denied));
    }
    list.entries().for_each(|entry| lines.entry(entry));
    list.status_lists().iter().for_each(|info| lines.status_list(info));
    lines.0
}

/// A root document as a description in TOML: raise the version, change what must change, read it
/// again with [`RootDescription::from_toml`](super::RootDescription::from_toml).
pub fn describe_root(root: &Root) -> String {
    let mut lines = Lines::new("Root document. Dates are the first second of a day in UTC.");
    lines.field("domain", quoted(root.domain()));
    lines.field("epoch", root.epoch());
    lines.field("version", root.version());
    lines.field("issued", quoted(&time(root.issued_at())));
    lines.field("expires", quoted(&time(root.expires_at())));
    for (name, role) in root.roles() {
        lines.role(name.name(), role);
    }
    lines.0
}

struct Lines(String);

impl Lines {
    fn new(title: &str) -> Self {
        Self(format!("# {title}\n"))
    }

    fn line(&mut self, line: impl Display) {
        // Writing into a `String` cannot fail.
        let _ = writeln!(self.0, "{line}");
    }

    fn field(&mut self, name: &str, value: impl Display) {
        self.line(format_args!("{name} = {value}"));
    }

    fn entry(&mut self, entry: &ListEntry) {
        self.line(format_args!("\n[[key]] # kid {}", entry.key().kid()));
        self.field("key", quoted(&hex(entry.key().as_bytes())));
        self.field("issuer", quoted(entry.issuer()));
        if let Some(name) = entry.name() {
            self.field("name", quoted(name));
        }
        let scopes = entry.scopes().ranges().iter();
        self.field(
            "scopes",
            array(scopes.map(|ends| if *ends == (0, 0) { quoted("identity") } else { bare(*ends) })),
        );
        let (from, until) = entry.window();
        self.field("signs-from", quoted(&time(from)));
        self.field("signs-until", quoted(&time(until)));
        self.field("verify-until", quoted(&time(entry.verify_until())));
        self.field("state", state(entry.state()));
        let seconds = entry.longest_lifetime_seconds();
        match (seconds.checked_div(86_400), seconds.checked_rem(86_400)) {
            (Some(days), Some(0)) => self.field("longest-lifetime-days", days),
            _ => self.field("longest-lifetime-seconds", seconds),
        }
        if !entry.status_lists().is_empty() {
            self.field("status-lists", array(entry.status_lists().iter().map(|ends| bare(*ends))));
        }
        if entry.usage() != Usage::CREDENTIAL {
            self.field("usage", array(usages(entry.usage()).map(quoted)));
        }
    }

    fn status_list(&mut self, info: &StatusListInfo) {
        self.line("\n[[status-list]]");
        self.field("list", info.list);
        self.field("entries", info.entries);
        self.field("bits", info.bits);
        if let Some(uri) = &info.uri {
            self.field("uri", quoted(uri));
        }
    }

    fn role(&mut self, name: &str, role: &Role) {
        self.line(format_args!("\n[roles.{name}]"));
        self.field("threshold", role.threshold());
        let key = |key: &crate::cose::PublicKey| quoted(&hex(key.as_bytes()));
        self.field("keys", long_array(role.keys().iter().map(key)));
    }
}

fn state(state: KeyState) -> String {
    match state {
        KeyState::Active => quoted("active"),
        KeyState::Retired => quoted("retired"),
        KeyState::Revoked => quoted("revoked"),
        KeyState::RevokedSince(since) => format!("{{ revoked-since = {} }}", quoted(&time(since))),
        KeyState::Suspended => quoted("suspended"),
    }
}

/// A number as it is, a range as a text.
fn bare((first, last): (u16, u16)) -> String {
    let range = range((first, last));
    if first == last { range } else { quoted(&range) }
}

fn array(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

fn long_array(items: impl Iterator<Item = String>) -> String {
    let lines = items.map(|item| format!("    {item},\n"));
    format!("[\n{}]", lines.collect::<String>())
}
