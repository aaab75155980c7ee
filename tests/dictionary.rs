//! Dictionary 1 is what its lists build, and it is judged with names it does not hold.

#[path = "../examples/dictionary/build.rs"]
mod build;
#[path = "../examples/dictionary/names.rs"]
mod names;

const COMMITTED: &[u8] = include_bytes!("../src/spec/dictionary/dictionary-1.bin");

#[test]
fn the_committed_file_is_what_the_lists_build() {
    let built = build::build(build::WORDS, build::SKELETONS).unwrap();
    assert!(built == COMMITTED, "cargo run --example dictionary -- --write");
    assert!(built.len() <= build::MOST);
}

#[test]
fn no_name_of_the_evaluation_is_in_the_dictionary() {
    for part in [names::MEN, names::WOMEN, names::FAMILIES].concat().concat() {
        assert!(!build::contains(COMMITTED, part.as_bytes()), "{part}");
    }
}

#[test]
fn every_word_of_the_list_is_in_the_dictionary() {
    for word in
        build::WORDS.lines().filter(|line| !line.starts_with(['#', '['])).flat_map(str::split_whitespace)
    {
        assert!(build::contains(COMMITTED, word.as_bytes()), "{word}");
    }
}

#[test]
fn the_notation_of_skeletons() {
    let build = |line: &str| build::build("", line);
    assert_eq!(build("01 65 \"PK-KP\" 041a # exp"), Ok(b"\x01\x65PK-KP\x04\x1a".to_vec()));
    assert_eq!(build("06 { 82 81 } a2"), Ok(vec![6, 0x82, 0xA2, 6, 0x81, 0xA2]));
    assert_eq!(build("{ 01..03 \"#\" }"), Ok(vec![1, 2, 3, b'#']));
    assert_eq!(build("01 02\n# nothing\n\n01 02 03"), Ok(vec![1, 2, 3]));
    assert_eq!(build("5").unwrap_err(), "skeletons.txt line 1: not hexadecimal: 5");
    assert_eq!(build("\n\"PK").unwrap_err(), "skeletons.txt line 2: a quotation mark is missing");
    assert_eq!(build("{ 01").unwrap_err(), "skeletons.txt line 1: braces do not match");
}
