//! `untrusted::explain`: what is printed, and the law that every byte of a layer is told exactly once.

use khyber_pass::untrusted::{Explanation, Form, Given, explain};
use khyber_pass::{Class, SignedCredential};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn from_hex(digits: &str) -> Vec<u8> {
    let digit = |c: u8| char::from(c).to_digit(16).unwrap();
    digits.as_bytes().chunks(2).map(|two| u8::try_from(digit(two[0]) * 16 + digit(two[1])).unwrap()).collect()
}

fn json(file: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

/// A field of the input of a vector.
fn input(vector: &str, field: &str) -> String {
    let vector = json(&folder("test-vectors").join(vector));
    vector["input"][field].as_str().unwrap().to_owned()
}

/// A layer of the smallest credential there is.
fn layer(name: &str) -> String {
    let vector = json(&folder("test-vectors/2-cbor/in_order.json"));
    vector["layers"][name].as_str().unwrap().to_owned()
}

fn token() -> Vec<u8> {
    from_hex(json(&folder("test-vectors/trust/status.json"))["status"][0].as_str().unwrap())
}

/// Every text and every document of the vectors, by the file it stands in.
fn vectors() -> Vec<(String, Vec<String>, Vec<Vec<u8>>)> {
    let mut found = Vec::new();
    for folder in fs::read_dir(folder("test-vectors")).unwrap().map(|entry| entry.unwrap().path()) {
        for file in fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()) {
            if file.extension().is_some_and(|extension| extension == "json") {
                let (mut texts, mut documents) = (Vec::new(), Vec::new());
                collect(&json(&file), "", &mut texts, &mut documents);
                found.push((file.display().to_string(), texts, documents));
            }
        }
    }
    assert!(found.len() > 900, "{} files", found.len());
    found
}

fn collect(value: &Value, field: &str, texts: &mut Vec<String>, documents: &mut Vec<Vec<u8>>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(field, value)| collect(value, field, texts, documents));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, field, texts, documents)),
        Value::String(text) if matches!(field, "text" | "parts") => texts.push(text.clone()),
        Value::String(digits) if is_document(field, digits) => documents.push(from_hex(digits)),
        _ => {}
    }
}

fn is_document(field: &str, digits: &str) -> bool {
    let fields = ["root", "list", "status", "update", "state", "message", "payload", "to_be_signed"];
    fields.contains(&field) && digits.len() % 2 == 0 && digits.bytes().all(|c| c.is_ascii_hexdigit())
}

/// The law: in each layer, the lines follow each other from the first byte to the last, and nothing that is printed can
/// forge a line.
fn keeps_the_law(what: &str, given: Given<'_>) {
    let shown = explain(given);
    for layer in shown.layers() {
        let mut at = 0;
        for line in layer.lines() {
            assert_eq!(line.offset(), at, "{what}: {}", layer.name());
            at += line.length();
            let is_of_use = line.length() > 0 || line.stopped_by().is_some() || layer.lines().len() == 1;
            assert!(is_of_use, "{what}: {}", layer.name());
        }
        assert_eq!(at, layer.untrusted_bytes().len(), "{what}: {}", layer.name());
    }
    let steers = |c| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}');
    let printed = shown.to_string();
    assert!(!printed.contains(|c: char| (c.is_control() && c != '\n') || steers(c)), "{what}");
}

#[test]
fn every_byte_of_every_vector_is_told_once() {
    let mut told = BTreeSet::new();
    for (file, texts, documents) in vectors() {
        texts.iter().for_each(|text| keeps_the_law(&file, text.into()));
        for document in documents {
            // Many vectors share theirs.
            if told.insert(document.clone()) {
                keeps_the_law(&file, (&document).into());
            }
        }
    }
    assert!(told.len() > 400, "{}", told.len());
}

/// Where the reader of credentials stops before the claims, the explanation does too, at the same code.
#[test]
fn it_stops_where_the_reader_does() {
    let mut stopped = 0;
    for (file, texts, _) in vectors() {
        for text in texts.iter().filter(|text| !text.starts_with("KPT:") && !text.starts_with("KP1T/")) {
            let shown = explain(text);
            let stop = shown.stopped_by().map(|(_, _, code)| code);
            match SignedCredential::parse(text) {
                Err(refused) if refused.code().name().starts_with("cose.") => {}
                Err(refused) if refused.class() == Class::Unreadable => {
                    assert_eq!(stop, Some(refused.code()), "{file}");
                    stopped += 1;
                }
                Err(refused) => assert_eq!(stop, Some(refused.code()), "{file}"),
                Ok(_) => assert_eq!(stop, None, "{file}"),
            }
        }
    }
    assert!(stopped > 80, "{stopped}");
}

/// `UPDATE=1 cargo test --test explain` writes the files again: then read them.
fn is_as_written(file: &str, shown: &Explanation<'_>) {
    let (path, shown) = (folder("tests/explained").join(file), shown.to_string());
    if std::env::var_os("UPDATE").is_some() {
        return fs::write(path, shown).unwrap();
    }
    assert_eq!(shown, fs::read_to_string(path).unwrap_or_default(), "{file}");
}

#[test]
fn what_is_printed() {
    let text = fs::read_to_string(folder("examples/data/adult.txt")).unwrap();
    is_as_written("credential.txt", &explain(&text));
    is_as_written("list.txt", &explain(&fs::read(folder("examples/data/list.cbor")).unwrap()));
    is_as_written("token.txt", &explain(&token()));
    is_as_written("claim_twice.txt", &explain(&input("2-cbor/claim_twice.json", "text")));
    is_as_written("bare.txt", &explain(&input("1-envelope/bare.json", "text")));
}

/// A message, cut everywhere: what is there is told, and the end is the end.
#[test]
fn a_message_that_was_cut() {
    let text = fs::read_to_string(folder("examples/data/adult.txt")).unwrap();
    let shown = explain(&text);
    let message = shown.layers().last().unwrap().untrusted_bytes();
    for length in 0..message.len() {
        let cut = &message[..length];
        keeps_the_law("cut", cut.into());
        let shown = explain(cut);
        let (layer, line, code) = shown.stopped_by().unwrap();
        assert_eq!((code.name(), line.offset() + line.length()), ("cbor.truncated", length));
        assert_eq!((layer.name(), line.section()), ("bytes", "2.1"));
    }
    assert!(explain(message).stopped_by().is_none());
    assert_eq!(explain(message).form(), Form::Credential);
}

#[test]
fn where_damaged_texts_stop() {
    let rows = [
        ("", "text", 0, "envelope.empty"),
        ("KP1:", "body", 0, "envelope.body"),
        ("KP1:NCf", "text", 4, "envelope.base45-character"),
        ("KP1:NCFO", "text", 7, "envelope.base45-length"),
        ("KP1:NCF:::", "text", 7, "envelope.base45-overflow"),
        ("KP1:GB0", "body", 1, "envelope.inflate"),
        ("KP1:U50", "body", 0, "envelope.dictionary"),
        ("KP1:NCF ", "text", 0, "envelope.white-space"),
        ("kp1:NCF", "text", 0, "envelope.lower-case"),
        ("HC1:NCF", "text", 0, "envelope.foreign"),
        ("KPB:NCF", "text", 0, "purpose.not-a-credential"),
        ("NCF", "body", 2, "envelope.inflate"),
        ("ABC", "text", 0, "envelope.prefix"),
        ("KPT:", "body", 0, "bundle.malformed"),
        ("KPT:00", "body", 0, "bundle.malformed"),
        ("KPT:nc", "text", 4, "bundle.malformed"),
        ("KP1T/1/3/", "text", 5, "multipart.malformed"),
        ("KP1T/4/3/9CE2D4DA:KPT:", "text", 5, "multipart.range"),
    ];
    for (text, layer, offset, code) in rows {
        keeps_the_law(text, text.into());
        let shown = explain(text);
        let (found, line, why) = shown.stopped_by().unwrap();
        assert_eq!((found.name(), line.offset(), why.name()), (layer, offset, code), "{text:?}");
    }
}

#[test]
fn what_things_seem_to_be() {
    let list = fs::read(folder("examples/data/list.cbor")).unwrap();
    let root = fs::read(folder("examples/data/root.cbor")).unwrap();
    let delta = json(&folder("test-vectors/6-status/delta.json"))["input"]["update"].clone();
    let delta = from_hex(delta.as_array().unwrap().last().unwrap().as_str().unwrap());
    let rows = [
        (explain(&list).form(), Form::TrustList),
        (explain(&root).form(), Form::Root),
        (explain(&token()).form(), Form::StatusToken),
        (explain(&delta).form(), Form::StatusDelta),
        (explain("KPT:DFG").form(), Form::Bundle),
        (explain(&[0x81, 0x40]).form(), Form::Bundle),
        (explain("KP1T/1/3/9CE2D4DA:KPT:").form(), Form::Part),
        (explain(&from_hex(&input("5-trust/state.json", "state"))).form(), Form::TrustState),
        (explain(&from_hex(&input("6-status/draft_1_bit.json", "list"))).form(), Form::StatusList),
        (explain(&from_hex(&input("6-status/kept.json", "state"))).form(), Form::StatusState),
        (explain(&from_hex(&layer("to_be_signed"))).form(), Form::ToBeSigned),
        (explain(&from_hex(&layer("message"))).form(), Form::Credential),
        (explain(&from_hex(&layer("payload"))).form(), Form::Payload),
        (explain(&[0xA0]).form(), Form::Unknown),
        (explain("hello").form(), Form::Unknown),
    ];
    for (found, wanted) in rows {
        assert_eq!(found, wanted);
    }
}

/// What a document is to say, while people sign it.
#[cfg(feature = "ceremony")]
#[test]
fn a_working_file() {
    use khyber_pass::{SigningKey, Timestamp, TrustList, Validity};
    let span = Validity::days_from(Timestamp::new(1_767_225_600).unwrap(), 90).unwrap();
    let list = TrustList::new("pk-kp-test", span, span.expires_at()).unwrap();
    let key = SigningKey::from_seed(&[21; 32]); // a TEST key
    let prepared = list.prepare().unwrap();
    let file = prepared.clone().sign(&key).unwrap().to_bytes();
    keeps_the_law("working file", (&file).into());
    let shown = explain(&file);
    assert_eq!((shown.form(), shown.stopped_by().is_none()), (Form::WorkingFile, true));
    assert!(
        shown.layers()[0].lines().iter().any(|line| line.untrusted_meaning() == "2 domain: \"pk-kp-test\"")
    );
    assert_eq!(explain(&prepared.to_be_signed(&key.public_key())).form(), Form::ToBeSigned);
}

/// Items without end, and a stream that grows: the lines are bounded, and still every byte is told.
#[test]
fn memory_is_bounded() {
    let many = [vec![0x99, 0x01, 0x00], [vec![0x98, 0xFF], vec![0x00; 255]].concat().repeat(256)].concat();
    let enough = many.repeat(5);
    let deep = [vec![0x85], enough].concat();
    keeps_the_law("many", (&deep).into());
    let shown = explain(&deep);
    let lines = shown.layers()[0].lines();
    assert_eq!(lines.len(), khyber_pass::limits::EXPLANATION_LINES + 1);
    assert!(lines.last().unwrap().length() > 200_000);
}

proptest! {
    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        keeps_the_law("bytes", (&bytes).into());
    }

    #[test]
    fn any_text(text in "\\PC{0,60}", tail in "[A-Z0-9 $%*+./:-]{0,90}") {
        for prefix in ["", "KP1:", "KPT:", "KP1T/", "KP1T/1/1/", "NCF"] {
            keeps_the_law("text", (&format!("{prefix}{text}")).into());
            keeps_the_law("text", (&format!("{prefix}{tail}")).into());
        }
    }

    /// A byte of a genuine document, changed.
    #[test]
    fn any_change(place in 0_usize..400, byte in any::<u8>()) {
        for file in ["examples/data/list.cbor", "examples/data/root.cbor"] {
            let mut document = fs::read(folder(file)).unwrap();
            if let Some(changed) = document.get_mut(place) {
                *changed = byte;
            }
            keeps_the_law(file, (&document).into());
        }
    }
}
