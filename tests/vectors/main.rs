//! The folder `test-vectors`, written from here, in words, and run.
//!
//! `UPDATE=1 cargo test --features vectors --test vectors` writes it again. The files are tables: a vector is a line,
//! so rustfmt is kept out of them.

#![allow(clippy::too_many_arguments, clippy::type_complexity)] // of tables

#[path = "../common/mod.rs"]
mod common;
#[path = "../forge/mod.rs"]
mod forge;

mod build;
#[rustfmt::skip]
mod cbor;
#[rustfmt::skip]
mod claims;
#[rustfmt::skip]
mod cose;
#[rustfmt::skip]
mod envelope;
#[rustfmt::skip]
mod issue;
#[rustfmt::skip]
mod multipart;
mod shared;
#[rustfmt::skip]
mod status;
#[rustfmt::skip]
mod trust;
#[rustfmt::skip]
mod updates;
#[rustfmt::skip]
mod verify;

use build::{Folder, files};
use khyber_pass::Code;
use khyber_pass::vectors::Suite;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn folders() -> Vec<Folder> {
    vec![
        envelope::folder(),
        cbor::folder(),
        cose::folder(),
        claims::folder(),
        trust::folder(),
        status::folder(),
        multipart::folder(),
        verify::folder(),
        issue::folder(),
    ]
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("test-vectors")
}

/// What stands in the folder, but the texts for people and the checker.
fn standing() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for part in fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        let name = part.file_name().unwrap().to_str().unwrap().to_owned();
        if name != "checker" {
            for file in fs::read_dir(&part).unwrap().map(|entry| entry.unwrap().path()) {
                let path = format!("{name}/{}", file.file_name().unwrap().to_str().unwrap());
                found.insert(path, fs::read_to_string(file).unwrap());
            }
        }
    }
    found
}

#[test]
fn writing_the_folder_again_changes_nothing() {
    let wanted = files(&folders(), &shared::documents());
    let found = standing();
    if std::env::var_os("UPDATE").is_some() {
        for path in found.keys().filter(|path| !wanted.contains_key(*path)) {
            fs::remove_file(root().join(path)).unwrap();
        }
        for (path, text) in &wanted {
            let path = root().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        return;
    }
    let differs = wanted.iter().find(|(path, text)| found.get(*path) != Some(*text));
    assert_eq!(differs.map(|(path, _)| path), None, "write the folder again with UPDATE=1");
    assert_eq!(found.keys().find(|path| !wanted.contains_key(*path)), None, "nobody makes this file");
}

#[test]
fn every_vector_passes() {
    let summary = Suite::new(files(&folders(), &shared::documents())).run();
    assert!(summary.is_good(), "{summary}");
}

#[test]
fn there_are_enough_of_them() {
    let folders = folders();
    let vectors: Vec<_> = folders.iter().flat_map(|folder| &folder.vectors).collect();
    let refusals = vectors.iter().filter(|vector| vector.is_refusal()).count();
    assert!(vectors.len() >= 250 && refusals >= 180, "{} vectors, {refusals} refusals", vectors.len());
}

/// Every code has a vector, or stands in `flags.md` with the reason why it has none.
#[test]
fn every_code_has_a_vector() {
    let folders = folders();
    let mut given: BTreeSet<String> = BTreeSet::new();
    for expected in folders.iter().flat_map(|folder| &folder.vectors).map(|vector| &vector.expected) {
        given.extend(expected.get("code").and_then(|code| code.as_str()).map(str::to_owned));
        for list in ["caveats", "lines"].iter().filter_map(|field| expected.get(*field)) {
            given.extend(list.as_array().unwrap().iter().map(|code| code.as_str().unwrap().to_owned()));
        }
    }
    let text = fs::read_to_string(root().join("flags.md")).unwrap();
    let (_, without) = text.split_once("## Codes without a vector").unwrap();
    let excused: BTreeSet<&str> =
        without.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let missing: Vec<_> = Code::ALL
        .iter()
        .map(|code| code.name())
        .filter(|code| !given.contains(*code) && !excused.contains(code))
        .collect();
    assert!(missing.is_empty(), "without a vector: {missing:?}");
    for code in Code::ALL {
        let (has, is_excused) = (given.contains(code.name()), excused.contains(code.name()));
        assert!(!(has && is_excused), "{code} has a vector and an excuse");
    }
}

#[test]
fn every_flag_is_explained_and_used() {
    let folders = folders();
    let used: BTreeSet<&str> = folders
        .iter()
        .flat_map(|folder| &folder.vectors)
        .flat_map(|vector| vector.flags.iter().copied())
        .collect();
    let text = fs::read_to_string(root().join("flags.md")).unwrap();
    let (flags, _) = text.split_once("## Codes without a vector").unwrap();
    let explained: BTreeSet<&str> =
        flags.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    assert_eq!(used, explained);
}
