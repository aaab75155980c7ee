//! `untrusted::lint`: rule by rule, and in agreement with the readers.

use khyber_pass::untrusted::{Checked, Form, Lint, RuleOutcome, lint};
use khyber_pass::{Code, SignedCredential};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn from_hex(digits: &str) -> Vec<u8> {
    let digit = |c: u8| char::from(c).to_digit(16).unwrap();
    digits.as_bytes().chunks(2).map(|two| u8::try_from(digit(two[0]) * 16 + digit(two[1])).unwrap()).collect()
}

/// The vectors of the numbered folders, by their ids.
fn vectors() -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    for part in fs::read_dir(folder("test-vectors")).unwrap().map(|entry| entry.unwrap().path()) {
        let name = part.file_name().unwrap().to_str().unwrap().to_owned();
        if name.starts_with(|c: char| c.is_ascii_digit()) {
            for file in fs::read_dir(part).unwrap().map(|entry| entry.unwrap().path()) {
                let vector: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
                found.insert(vector["id"].as_str().unwrap().to_owned(), vector);
            }
        }
    }
    assert!(found.len() > 900);
    found
}

/// What is refused by its form: a code of the text, the message or the claims, but not of the signature, which hides the claims.
fn is_of_the_form(code: &str) -> bool {
    let of_the_form = ["envelope.", "cbor.", "cose.", "claims."].iter().any(|stage| code.starts_with(stage));
    code == "purpose.not-a-credential" || (of_the_form && code != "cose.signature")
}

/// The law: what a verifier refuses by its form has a failed rule, with that code; everything else has none.
#[test]
fn a_rule_fails_exactly_when_the_reader_refuses() {
    let (mut refused, mut passed) = (0, 0);
    for (id, vector) in vectors() {
        let (Some(text), true) = (vector["input"]["text"].as_str(), vector["do"] == "verify") else {
            continue;
        };
        let seen = lint(text);
        let found = seen.refused_by().map(|code| code.name());
        let code = vector["expected"]["code"].as_str();
        match code.filter(|code| is_of_the_form(code)) {
            // When several claims are wrong, any one of their codes may be given, but readers of this crate give the first.
            Some(code) => {
                assert_eq!(found, Some(code), "{id}\n{seen}");
                refused += 1;
            }
            // Nobody asks for the claims under a bad signature or an unknown key, or where no list is held.
            None if code.is_some_and(|code| {
                matches!(code, "cose.signature" | "trust.no-list") || code.starts_with("key.unknown")
            }) =>
            {
                assert!(found.is_none_or(|code| code.starts_with("claims.")), "{id}\n{seen}");
            }
            None => {
                assert_eq!(found, None, "{id}\n{seen}");
                passed += 1;
            }
        }
        assert_eq!(
            seen.is_in_order(),
            found.is_none() || found == Some("purpose.not-a-credential") && seen.form() != Form::Credential,
            "{id}"
        );
        its_places_are_in_the_explanation(&id, text, &seen);
    }
    assert!(refused > 200 && passed > 100, "{refused} refused, {passed} passed");
}

/// Each fault stands in a line of the explanation.
fn its_places_are_in_the_explanation(id: &str, text: &str, seen: &Lint) {
    let shown = khyber_pass::untrusted::explain(text);
    for fault in seen.failed().filter_map(Checked::fault) {
        let Some((name, at)) = fault.place() else { continue };
        let layer = shown.layers().iter().find(|layer| layer.name().starts_with(name));
        let layer = layer.unwrap_or_else(|| panic!("{id}: no {name}"));
        assert!(at <= layer.untrusted_bytes().len(), "{id}");
    }
}

/// The reader of credentials, without any vector's word.
#[test]
fn text_and_message_agree_with_the_reader() {
    for (id, vector) in vectors() {
        let Some(text) = vector["input"]["text"].as_str() else { continue };
        let found = lint(text).refused_by();
        match SignedCredential::parse(text) {
            Ok(_) => assert!(found.is_none_or(|code| code.name().starts_with("claims.")), "{id}"),
            Err(refused) => assert_eq!(found, Some(refused.code()), "{id}"),
        }
    }
}

#[test]
fn roots_agree_with_whoever_pins_them() {
    let mut asked = 0;
    for (id, vector) in vectors().into_iter().filter(|(_, vector)| vector["do"] == "pin") {
        let bytes = from_hex(vector["input"]["root"].as_str().unwrap());
        let wanted = vector["expected"]["code"].as_str();
        // The hash of the pin is not asked about, and what is no root is asked as what it is.
        if wanted != Some("trust.pin") && matches!(lint(&bytes).form(), Form::Root | Form::OtherDocument) {
            assert_eq!(lint(&bytes).refused_by().map(|code| code.name()), wanted, "{id}");
            asked += 1;
        }
    }
    assert!(asked > 15, "{asked}");
}

/// A document with a failed rule is refused, with that code, whatever the verifier holds.
#[test]
fn documents_agree_with_whoever_takes_them_in() {
    let mut asked = 0;
    for (id, vector) in vectors().into_iter().filter(|(_, vector)| vector["do"] == "update") {
        let Some(lines) = vector["expected"]["lines"].as_array() else { continue };
        let documents = vector["input"]["update"].as_array().unwrap();
        for (document, line) in documents.iter().zip(lines) {
            let seen = lint(&from_hex(document.as_str().unwrap()));
            // What is signed by too few, and how entries inflate, is asked after what the verifier holds.
            let later = |one: &Checked| {
                one.rule().codes().contains(&Code::TrustThreshold) || one.rule().number() == "8.2"
            };
            let is_later = seen.failed().next().is_some_and(later);
            match seen.refused_by() {
                // One signature and no type of ours: it is asked as a credential.
                Some(_) if is_later || seen.form() == Form::Credential => {
                    assert_ne!(line.as_str(), Some("accepted"), "{id}\n{seen}")
                }
                Some(code) => {
                    assert_eq!(line.as_str(), Some(code.name()), "{id}\n{seen}");
                    asked += 1;
                }
                // What is nothing of this format has no rules.
                None if seen.form() == Form::Unknown => assert!(!seen.is_in_order(), "{id}"),
                None => assert_ne!(line.as_str(), Some("trust.malformed"), "{id}\n{seen}"),
            }
        }
    }
    assert!(asked > 20, "{asked}");
}

#[test]
fn bundles_and_status_lists_agree_with_their_readers() {
    let mut asked = 0;
    for (id, vector) in vectors() {
        let wanted = vector["expected"]["code"].as_str();
        let found = match vector["do"].as_str().unwrap() {
            "bundle" => {
                let text = vector["input"]["text"].as_str().unwrap();
                if !text.starts_with("KPT:") {
                    continue;
                }
                let seen = lint(text);
                assert_eq!(seen.is_in_order(), wanted.is_none(), "{id}\n{seen}");
                let own = |one: &&Checked| one.rule().number() == "5.11";
                seen.failed().find(own).and_then(Checked::fault).map(|fault| fault.code().name())
            }
            "status-list" => {
                let seen = lint(&from_hex(vector["input"]["list"].as_str().unwrap()));
                if seen.form() != Form::StatusList {
                    continue;
                }
                seen.refused_by().map(|code| code.name())
            }
            _ => continue,
        };
        assert_eq!(found, wanted, "{id}");
        asked += 1;
    }
    assert!(asked > 30, "{asked}");
}

/// Every row of the tables can be broken: some vector fails it, or notes it, or else what stands here does.
#[test]
fn every_rule_is_broken_by_some_vector() {
    let mut rules: BTreeMap<(&str, &str), bool> = BTreeMap::new();
    let mut take = |seen: Lint| {
        for one in seen.checked() {
            let broken = matches!(one.outcome(), RuleOutcome::Failed | RuleOutcome::Noted);
            *rules.entry((one.rule().number(), one.rule().sentence())).or_default() |= broken;
        }
    };
    for vector in vectors().values() {
        let input = &vector["input"];
        let texts = [input["text"].as_str()].into_iter().flatten();
        let parts = input["parts"].as_array().into_iter().flatten().filter_map(Value::as_str);
        texts.chain(parts).for_each(|text| take(lint(text)));
        let many = ["update", "status", "list"].iter().filter_map(|field| input[field].as_array()).flatten();
        let one = ["root", "list"].iter().map(|field| &input[field]);
        for digits in many.chain(one).filter_map(Value::as_str) {
            take(lint(&from_hex(digits)));
        }
    }
    for (document, more) in [(LIST, 70_000), ("6-status/delta", 300_000), ("6-status/token", 5_000_000)] {
        let document = genuine(document);
        take(lint(&[document, vec![0; more]].concat()));
    }
    let (mut delta, key) = (genuine("6-status/delta"), [0xA0, 0x58, 0x40]);
    delta.truncate(delta.len() - key.len());
    take(lint(&delta));
    take(lint("KP1T/1/1/00000000:A:"));
    // What is told by its type cannot have another, and what is told by its prefix has it.
    // Five keys with one kid nobody can make.
    let unbroken = [
        ("5.4", "At most four keys share a kid."),
        ("5.11", "The text begins with KP1T/."),
        ("5.11", "The text begins with KPT:."),
        ("5.2", "Its type is application/kp-trust+cbor."),
        ("8.3", "Its type is application/statuslist+cwt."),
        ("8.5", "Its type is application/kp-delta+cbor."),
    ];
    rules.retain(|rule, _| !unbroken.contains(rule));
    let whole: Vec<_> = rules.iter().filter(|(_, broken)| !**broken).map(|(rule, _)| rule).collect();
    assert!(whole.is_empty(), "no vector breaks {whole:#?}");
}

const LIST: &str = "examples/data/list.cbor";

/// A document that is in order.
fn genuine(name: &str) -> Vec<u8> {
    let shared = || -> Value {
        serde_json::from_str(&fs::read_to_string(folder("test-vectors/trust/status.json")).unwrap()).unwrap()
    };
    match name {
        "6-status/token" => from_hex(shared()["status"][0].as_str().unwrap()),
        "6-status/delta" => from_hex(vectors()[name]["input"]["update"][0].as_str().unwrap()),
        file => fs::read(folder(file)).unwrap(),
    }
}

/// Every section that a rule cites is a heading of the specification, and its codes are of the stage.
#[test]
fn every_section_exists() {
    let chapters = ["1-envelope.md", "2-message.md", "3-claims.md", "5-trust.md", "8-status.md"];
    let text: String =
        chapters.map(|file| fs::read_to_string(folder("src/spec").join(file)).unwrap()).concat();
    let headings: Vec<&str> =
        text.lines().filter(|line| line.starts_with('#')).filter_map(|line| line.split(' ').nth(1)).collect();
    for one in lint("KPT:DFG").checked().iter().chain(lint("KP1T/1/3/9CE2D4DA:KPT:").checked()) {
        assert!(headings.contains(&one.rule().number()), "{}", one.rule().number());
        assert!(!one.rule().codes().is_empty());
    }
}

#[test]
fn what_is_printed() {
    let text = fs::read_to_string(folder("examples/data/adult.txt")).unwrap();
    let vectors = vectors();
    let entitlement = vectors["4-claims/service_0"]["input"]["text"].as_str().unwrap();
    for (file, seen) in [
        ("credential.txt", lint(&text)),
        ("list.txt", lint(&fs::read(folder("examples/data/list.cbor")).unwrap())),
        ("bundle.txt", lint("KPT:DFG")),
        ("entitlement.txt", lint(entitlement)),
    ] {
        let path = folder("tests/linted").join(file);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(path, seen.to_string()).unwrap();
        } else {
            assert_eq!(seen.to_string(), fs::read_to_string(path).unwrap_or_default(), "{file}");
        }
    }
}

proptest! {
    #[test]
    fn any_text_agrees_with_the_reader(text in "\\PC{0,60}", tail in "[A-Z0-9 $%*+./:-]{0,60}") {
        for text in [format!("KP1:{tail}"), format!("{tail}{text}"), text, tail] {
            let found = lint(&text).refused_by();
            prop_assert_eq!(found, SignedCredential::parse(&text).err().map(|refused| refused.code()));
        }
    }

    /// A byte of a genuine message, changed.
    #[test]
    fn any_change_is_judged_alike(place in 0_usize..291, byte in any::<u8>()) {
        let text = fs::read_to_string(folder("examples/data/adult.txt")).unwrap();
        let shown = khyber_pass::untrusted::explain(&text);
        let mut message = shown.layers().last().unwrap().untrusted_bytes().to_vec();
        message[place] = byte;
        // An empty stored block would be a text; the message alone is asked, and its text by the reader.
        let changed = format!("KP1:{}", base45::encode(&message));
        let found = lint(&changed).refused_by();
        match SignedCredential::parse(&changed) {
            Ok(_) => prop_assert!(found.is_none_or(|code| code.name().starts_with("claims."))),
            Err(refused) => prop_assert_eq!(found, Some(refused.code())),
        }
        if message.first() == Some(&0xD2) && lint(&message).form() == Form::Credential {
            prop_assert_eq!(lint(&message).refused_by(), found);
        }
    }
}
