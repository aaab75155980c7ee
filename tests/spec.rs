//! The specification says what the code does: codes, sections, registers.

use khyber_pass::registry::services::SERVICES;
use khyber_pass::{Code, limits};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn chapter(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/spec").join(file)).unwrap()
}

fn chapters() -> String {
    let files = [
        "1-envelope.md",
        "2-message.md",
        "3-claims.md",
        "4-text.md",
        "5-trust.md",
        "6-time.md",
        "7-verdicts.md",
        "8-status.md",
    ];
    files.map(chapter).concat()
}

/// `UPDATE=1 cargo test --test spec` writes the table again.
#[test]
fn chapter_7_lists_every_code_as_it_is() {
    let listed = chapter("7-verdicts.md");
    let hint = |code: Code| if code.hint().name() == "none" { "" } else { code.hint().name() };
    let row = |code: &Code| {
        let section = code.section().trim_start_matches('§');
        format!("| `{code}` | {} | {} | {section} |", code.class(), hint(*code))
    };
    let expected: Vec<String> = Code::ALL.iter().map(row).collect();
    let is_row = |line: &&str| line.starts_with("| `");
    if std::env::var_os("UPDATE").is_some() {
        let before = listed.lines().take_while(|line| !is_row(line));
        let after = listed.lines().skip_while(|line| !is_row(line)).skip_while(is_row);
        let lines: Vec<&str> = before.chain(expected.iter().map(String::as_str)).chain(after).collect();
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/spec/7-verdicts.md");
        return fs::write(path, lines.join("\n") + "\n").unwrap();
    }
    let rows: Vec<&str> = listed.lines().filter(is_row).collect();
    let wrong = rows.iter().zip(&expected).find(|(row, expected)| row != expected);
    assert!(rows.len() == expected.len() && wrong.is_none(), "chapter 7 differs: {wrong:?}");
}

#[test]
fn every_section_that_is_cited_exists() {
    let text = chapters();
    let headings: BTreeSet<&str> =
        text.lines().filter(|line| line.starts_with('#')).filter_map(|line| line.split(' ').nth(1)).collect();
    for code in Code::ALL {
        let section = code.section().trim_start_matches('§');
        assert!(headings.contains(section), "{code} cites {section}");
    }
}

#[test]
fn every_code_of_a_verdict_is_explained() {
    let text = chapters();
    let table = chapter("7-verdicts.md");
    let before = text.replace(&table, "");
    for code in Code::ALL {
        // A code of an entitlement is written with its state.
        let explained = before.contains(&format!("`{code}`")) || code.name().starts_with("entitlement.");
        assert!(explained || code.class().name() == "Error", "{code} stands in no chapter");
    }
}

#[test]
fn limits_and_services_are_those_of_the_specification() {
    let text = chapters().replace(',', "");
    for (what, limit) in [
        ("text", limits::TEXT_CHARS),
        ("message", limits::MESSAGE_BYTES),
        ("document", limits::DOCUMENT_BYTES),
        ("status list token", limits::STATUS_TOKEN_BYTES),
        ("status delta", limits::STATUS_DELTA_BYTES),
    ] {
        assert!(text.contains(&limit.to_string()), "{what}: {limit}");
    }
    let table = chapter("3-claims.md");
    for service in SERVICES {
        assert!(table.contains(&format!("| {} | ", service.code.number())), "{}", service.name_eng);
    }
}
