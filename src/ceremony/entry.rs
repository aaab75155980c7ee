//! One key of a list, out of its description.

use super::error::{At, CeremonyError, Part};
use super::node::Node;
use super::table::{Fields, Table, items, key, range, time, wrong};
use super::words::USAGES;
use crate::time::Timestamp;
use crate::trust::{KeyState, ListEntry, Scopes, StatusListInfo, Usage};

pub(super) fn read_entry(number: usize, fields: Fields) -> Result<(At, ListEntry), CeremonyError> {
    let issuer = fields.iter().find_map(|(name, node)| match node {
        Node::Text(issuer) if name == "issuer" => Some(issuer.clone()),
        _ => None,
    });
    let part = Part::Key { number, issuer };
    let mut table = Table::open(part.clone(), fields, KEY_FIELDS)?;
    let rule = |error| CeremonyError::Rule { part: part.clone(), error };
    let at = table.at("key");
    let public_key = key(&table.require("key")?, &at)?;
    let issuer = table.text("issuer")?;
    let scopes =
        table.required_items("scopes")?.into_iter().try_fold(Scopes::none(), |scopes, (at, item)| {
            let (first, last) = range(&item, at, &[("identity", 0)], SCOPE)?;
            Ok(scopes.with_range(first, last))
        })?;
    let window = table.span("signs-from", "signs-until")?;
    let verify_until = not_before(&mut table, "verify-until", window.expires_at())?;
    let entry = ListEntry::new(public_key, &issuer, window, verify_until).map_err(rule)?;
    let entry = entry.with_scopes(scopes).with_state(state(&mut table)?).with_usage(usage(&mut table)?);
    let entry = match lifetime(&mut table)? {
        Lifetime::Days(days) => entry.with_longest_lifetime_days(days),
        Lifetime::Seconds(seconds) => entry.with_longest_lifetime_seconds(seconds),
    };
    let entry = match table.take("name") {
        None => entry.map_err(rule)?,
        Some(Node::Text(name)) => entry.and_then(|entry| entry.with_name(&name)).map_err(rule)?,
        Some(other) => return Err(wrong(table.at("name"), &other, "a text")),
    };
    let lists = table.items("status-lists")?.into_iter().try_fold(entry, |entry, (at, item)| {
        let (first, last) = range(&item, at, &[], STATUS_LIST)?;
        entry.with_status_lists(first, last).map_err(rule)
    })?;
    Ok((at, lists))
}

pub(super) fn read_status_list(number: usize, fields: Fields) -> Result<StatusListInfo, CeremonyError> {
    let mut table = Table::open(Part::StatusList { number }, fields, STATUS_LIST_FIELDS)?;
    let (at, list) = (table.at("list"), table.require("list")?);
    let bits = table.require("bits")?;
    Ok(StatusListInfo {
        list: match list {
            Node::Integer(list) => u16::try_from(list).ok(),
            _ => None,
        }
        .ok_or_else(|| wrong(at, &list, "a number from 0 to 65535"))?,
        entries: table.uint("entries")?,
        bits: match bits {
            Node::Integer(1) => 1,
            Node::Integer(2) => 2,
            other => return Err(wrong(table.at("bits"), &other, "1 or 2")),
        },
        uri: match table.take("uri") {
            None => None,
            Some(Node::Text(uri)) => Some(uri),
            Some(other) => return Err(wrong(table.at("uri"), &other, "a text")),
        },
    })
}

fn not_before(
    table: &mut Table,
    field: &'static str,
    earliest: Timestamp,
) -> Result<Timestamp, CeremonyError> {
    let node = table.require(field)?;
    let found = time(&node, table.at(field))?;
    if found < earliest {
        Err(wrong(table.at(field), &node, "no date before signs-until"))
    } else {
        Ok(found)
    }
}

fn state(table: &mut Table) -> Result<KeyState, CeremonyError> {
    let (at, node) = (table.at("state"), table.require("state")?);
    match node {
        Node::Text(word) if word == "active" => Ok(KeyState::Active),
        Node::Text(word) if word == "retired" => Ok(KeyState::Retired),
        Node::Text(word) if word == "revoked" => Ok(KeyState::Revoked),
        Node::Text(word) if word == "suspended" => Ok(KeyState::Suspended),
        Node::Table(fields) => {
            let mut since = Table::open(at.part, fields, &["revoked-since"])?;
            since.time("revoked-since").map(KeyState::RevokedSince)
        }
        other => Err(wrong(at, &other, STATE)),
    }
}

/// What it signs; credentials, if nothing is said.
fn usage(table: &mut Table) -> Result<Usage, CeremonyError> {
    let Some(node) = table.take("usage") else {
        return Ok(Usage::CREDENTIAL);
    };
    let at = table.at("usage");
    let none = wrong(at.clone(), &node, "a list of at least one usage");
    let bits = items(node, &at)?.iter().try_fold(0, |bits, (at, item)| {
        let word = USAGES.iter().find(|(word, _)| matches!(item, Node::Text(text) if text == word));
        word.map(|(_, bit)| bits | bit).ok_or_else(|| wrong(at.clone(), item, USAGE))
    })?;
    Usage::from_bits(bits).ok_or(none)
}

enum Lifetime {
    Days(u32),
    Seconds(u32),
}

/// In days, or in seconds where it is no whole number of them. Exactly one.
fn lifetime(table: &mut Table) -> Result<Lifetime, CeremonyError> {
    let small = |node: &Node| match node {
        Node::Integer(number) => u32::try_from(*number).ok(),
        _ => None,
    };
    let Some(seconds) = table.take(SECONDS) else {
        let days = table.require(DAYS)?;
        return small(&days)
            .map(Lifetime::Days)
            .ok_or_else(|| wrong(table.at(DAYS), &days, "a number of days"));
    };
    if let Some(days) = table.take(DAYS) {
        return Err(wrong(table.at(DAYS), &days, "either days or seconds"));
    }
    let seconds_of = small(&seconds).map(Lifetime::Seconds);
    seconds_of.ok_or_else(|| wrong(table.at(SECONDS), &seconds, "a number of seconds"))
}

const KEY_FIELDS: &[&str] = &[
    "key",
    "issuer",
    "name",
    "scopes",
    "signs-from",
    "signs-until",
    "verify-until",
    "state",
    DAYS,
    SECONDS,
    "status-lists",
    "usage",
];
const STATUS_LIST_FIELDS: &[&str] = &["list", "entries", "bits", "uri"];
const DAYS: &str = "longest-lifetime-days";
const SECONDS: &str = "longest-lifetime-seconds";

const SCOPE: &str = "a service code from 0 to 65535, a range such as \"24-31\", or \"identity\"";
const STATUS_LIST: &str = "a status list from 0 to 65535, or a range such as \"0-3\"";
const STATE: &str =
    "\"active\", \"retired\", \"revoked\", \"suspended\" or { revoked-since = \"2026-01-01\" }";
const USAGE: &str = "\"credentials\", \"status-lists\", \"deltas\", \"assertions\" or \"specimen\"";
