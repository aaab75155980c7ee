//! Dictionary 1 is what its lists build, and it is judged with names it does not hold.

#[path = "../examples/dictionary/build.rs"]
mod build;
#[path = "../examples/dictionary/names.rs"]
mod names;
#[path = "../examples/dictionary/training.rs"]
mod training;

use sha2::{Digest, Sha256};

const COMMITTED: &[u8] = include_bytes!("../src/spec/dictionary/dictionary-1.bin");

#[test]
fn the_committed_file_is_what_the_lists_build() {
    let built = build::build(build::WORDS, build::SKELETONS, build::ORDER).unwrap();
    assert!(built == COMMITTED, "cargo run --example dictionary -- --write");
    assert!(built.len() <= build::MOST);
}

/// §1.3. It never changes: a better one gets another number.
#[test]
fn the_dictionary_is_frozen() {
    let digest: String = Sha256::digest(COMMITTED).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(digest, "a463d630c0d7615df9aa7dee40fb5ed7e27c7465d0ddcee6198a78a3e3e6298c");
    assert!(include_str!("../src/spec/1-envelope.md").contains(&digest));
}

#[test]
fn no_name_of_the_evaluation_is_in_the_dictionary() {
    for part in [names::MEN, names::WOMEN, names::FAMILIES].concat().concat() {
        assert!(!build::contains(COMMITTED, part.as_bytes()), "{part}");
    }
}

/// Nor was it made shorter for them.
#[test]
fn no_name_of_the_evaluation_was_trained_with() {
    let judged = [names::MEN, names::WOMEN, names::FAMILIES].concat().concat();
    for part in [training::MEN, training::WOMEN, training::FAMILIES].concat().concat() {
        assert!(!judged.contains(&part), "{part}");
    }
}

#[test]
fn every_frequent_word_is_in_the_dictionary() {
    for block in ["frequent pashto", "frequent roman", "frequent urdu"] {
        for word in build::words(build::WORDS, block) {
            assert!(build::contains(COMMITTED, word.as_bytes()), "{word}");
        }
    }
}

#[test]
fn the_notation_of_the_lists() {
    let pieces = |line: &str| build::pieces(line);
    assert_eq!(pieces("01 65 \"PK-KP\" 041a # exp"), Ok(vec![b"\x01\x65PK-KP\x04\x1a".to_vec()]));
    assert_eq!(pieces("06 { 82 81 } a2"), Ok(vec![vec![6, 0x82, 0xA2], vec![6, 0x81, 0xA2]]));
    assert_eq!(pieces("{ 01..03 \"#\" }"), Ok(vec![vec![1], vec![2], vec![3], vec![b'#']]));
    assert_eq!(
        pieces("01\n# nothing\n\n. Gul  Khan\n02"),
        Ok(vec![vec![1], b"Gul ".to_vec(), b"Khan ".to_vec(), vec![2]])
    );
    assert_eq!(pieces("5").unwrap_err(), "line 1: not hexadecimal: 5");
    assert_eq!(pieces("\n\"PK").unwrap_err(), "line 2: a quotation mark is missing");
    assert_eq!(pieces("{ 01").unwrap_err(), "line 1: braces do not match");
    let build = |order: &str| build::build("[roman]\nKhan", "{ 01 02 }", order);
    assert_eq!(build("02\n. Khan\n01"), Ok(b"\x02Khan \x01".to_vec()));
    assert_eq!(build("01 02").unwrap_err(), "order.txt: \\x01\\x02 is in neither list");
    assert_eq!(build(". Gul").unwrap_err(), "order.txt: Gul  is in neither list");
}
