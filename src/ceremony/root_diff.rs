//! What changed between two root documents.

use super::report::{Facts, Report, changed};
use super::words::{hex, shown, time};
use crate::cose::PublicKey;
use crate::registry::trust::RoleName;
use crate::trust::{Role, Root};

/// What changed between two root documents, for people who are about to sign the second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RootDiff(Report);

/// What changed from one root document to the next.
///
/// ```
/// # use khyber_pass::*;
/// use khyber_pass::ceremony::diff_roots;
/// # let role = |seed| Role::new(1, vec![SigningKey::from_seed(&[seed; 32]).public_key()]); // TEST keys
/// # let span = Validity::days_from(Timestamp::new(1_767_225_600)?, 730)?;
/// let old = Root::new("pk-kp-test", span, role(11), role(21))?;
/// let new = old.clone().with_version(3, 1)?;
/// let text = diff_roots(&old, &new).to_string();
/// assert!(text.contains("  warning: version 3 does not follow version 1\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn diff_roots(old: &Root, new: &Root) -> RootDiff {
    let mut report = Report::default();
    if old != new {
        let mut lines = changed(head(old), head(new));
        lines.extend(warnings(old, new));
        report.say_if_any("root changed", lines);
        for name in RoleName::ALL {
            role(&mut report, *name, of(old, *name), of(new, *name));
        }
        if report.is_empty() {
            report.say("the same facts, written in another order", Vec::new());
        }
    }
    RootDiff(report)
}

impl RootDiff {
    /// Did nothing change?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl core::fmt::Display for RootDiff {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.0.fmt(f)
    }
}

/// What the holders of the old root would refuse (§5.9).
fn warnings(old: &Root, new: &Root) -> Vec<String> {
    let mut lines = Vec::new();
    if new.domain() != old.domain() {
        lines.push("warning: the domain changes, and no holder will take it".to_owned());
    }
    if Some(new.version()) != old.version().checked_add(1) {
        lines.push(format!("warning: version {} does not follow version {}", new.version(), old.version()));
    }
    if new.epoch() < old.epoch() {
        lines.push("warning: the epoch falls".to_owned());
    }
    let list = |root| of(root, RoleName::List).map(|role| (role.threshold(), sorted(role)));
    if new.epoch() == old.epoch() && list(old) != list(new) {
        lines.push("warning: the list role changes and the epoch does not rise".to_owned());
    }
    lines
}

fn role(report: &mut Report, name: RoleName, old: Option<&Role>, new: Option<&Role>) {
    let title = match (old, new) {
        (None, Some(_)) => format!("role {name} added"),
        (Some(_), None) => return report.say(format_args!("role {name} removed"), Vec::new()),
        _ => format!("role {name} changed"),
    };
    let mut lines = Vec::new();
    if let (Some(old), Some(new)) = (old, new) {
        lines.extend(changed(threshold(old), threshold(new)));
    } else if let Some(new) = new {
        lines.extend(threshold(new).into_iter().map(|(what, value)| format!("{what}: {value}")));
    }
    let keys = |role: Option<&Role>| role.map_or(Vec::new(), |role| role.keys().to_vec());
    for (how, these, those) in [("added", keys(new), keys(old)), ("removed", keys(old), keys(new))] {
        let only = these.iter().filter(|key| !those.contains(key));
        lines.extend(only.map(|key| format!("key {how} {}: {}", key.kid(), hex(key.as_bytes()))));
    }
    report.say_if_any(title, lines);
}

fn head(root: &Root) -> Facts {
    vec![
        ("domain", shown(root.domain())),
        ("epoch", root.epoch().to_string()),
        ("version", root.version().to_string()),
        ("issued", time(root.issued_at())),
        ("expires", time(root.expires_at())),
    ]
}

fn threshold(role: &Role) -> Facts {
    vec![("threshold", format!("{} of {}", role.threshold(), role.keys().len()))]
}

fn of(root: &Root, name: RoleName) -> Option<&Role> {
    root.roles().find(|(other, _)| *other == name).map(|(_, role)| role)
}

fn sorted(role: &Role) -> Vec<&[u8; 32]> {
    let mut keys: Vec<&[u8; 32]> = role.keys().iter().map(PublicKey::as_bytes).collect();
    keys.sort();
    keys
}
