//! Bundles, and texts in parts.

use crate::build::Folder;
use crate::forge::{Value, bytes, encode, hex, stored_zlib, zlib_bomb};
use crate::shared::first_root;
use khyber_pass::multipart::{Parts, Recovery, split};
use serde_json::json;

pub fn folder() -> Folder {
    let mut folder = Folder::new("7-multipart");
    bundles(&mut folder);
    parts(&mut folder);
    sets(&mut folder);
    folder
}

fn text(body: &[u8]) -> String {
    format!("KPT:{}", base45::encode(body))
}

fn bundles(f: &mut Folder) {
    let root = first_root();
    let array = encode(&Value::Array(vec![bytes(&root), bytes(b"x")]));
    for (name, shows, body) in [
        ("bundle", "Two documents, as they are.", array.clone()),
        ("bundle_in_a_stream", "The same in a zlib stream.", stored_zlib(&array)),
    ] {
        f.judge(name, "bundle", "5.11", shows, "Bundle", None)
            .give("text", text(&body))
            .expect("documents", json!([hex(&root), "78"]));
    }
    let mut row = |name: &str, shows, flags, text: String, code: &str| {
        f.judge(name, "bundle", "5.11", shows, flags, Some(code)).give("text", text);
    };
    let malformed = "bundle.malformed";
    row("bundle_of_nothing", "No characters.", "", String::new(), "bundle.prefix");
    row("credential_as_bundle", "A credential where a bundle is wanted.", "Confusion", "KP1:DFG".to_owned(), "bundle.prefix");
    row("bundle_in_small_letters", "The prefix in small letters.", "Case", "kpt:DFG".to_owned(), "bundle.prefix");
    row("bundle_after_a_space", "A space before it.", "Trim", " KPT:DFG".to_owned(), "bundle.prefix");
    row("bundle_without_body", "Nothing after the prefix.", "", "KPT:".to_owned(), malformed);
    row("bundle_with_a_small_letter", "A small letter inside.", "Case", "KPT:DFg".to_owned(), malformed);
    row("bundle_with_a_newline", "A line end after it.", "Trim", "KPT:DFG\n".to_owned(), malformed);
    row("bundle_one_character_over", "One character too many.", "Base45", "KPT:DFGA".to_owned(), malformed);
    row("bundle_group_too_large", "A group above 65535.", "Base45", "KPT::::".to_owned(), malformed);
    row("bundle_of_another_body", "A body that begins with D2.", "", text(&[0xD2, 0x80]), malformed);
    row("bundle_of_a_map", "A body that begins with A0.", "", text(&[0xA0]), malformed);
    row("bundle_broken_stream", "A stream that does not inflate.", "Stream", text(&[0x78, 0xDA, 0]), malformed);
    row("bundle_after_the_stream", "A byte after the stream.", "Trailing", text(&[stored_zlib(b"\x81\x40"), vec![0]].concat()), malformed);
    row("bundle_bomb", "A few hundred bytes that inflate to 65,537.", "Bomb", text(&zlib_bomb(65_537)), "bundle.size");
    row("bundle_cut", "An array that ends early.", "", text(&[0x82, 0x40]), malformed);
    row("bundle_long_head", "A length in a byte too many.", "SecondSpelling", text(&[0x81, 0x58, 0x01, 0]), malformed);
    row("bundle_indefinite", "An array of indefinite length.", "Indefinite", text(&[0x9F, 0x40, 0xFF]), malformed);
    row("bundle_after_the_array", "A byte after the array.", "Trailing", text(&[0x81, 0x40, 0]), malformed);
    row("bundle_of_257", "An array of 257 entries.", "Bounds", text(&[0x99, 1, 1]), "bundle.size");
    row("bundle_of_33", "33 documents.", "Bounds", text(&[&[0x98, 33][..], &[0x40; 33]].concat()), "bundle.size");
    row("bundle_of_texts", "An array of texts.", "ClaimType", text(&[0x81, 0x60]), malformed);
    row("bundle_of_no_document", "An empty array.", "Required", text(&[0x80]), "bundle.empty");
    row("bundle_too_long", "65,537 characters.", "Bounds", "KPT:".to_owned() + &"0".repeat(65_533), "bundle.size");
}

const TEXT: &str = "KPT:DFG";

fn parts(f: &mut Folder) {
    let example = [
        "KP1T/1/3/9CE2D4DA:KPT:",
        "KP1T/2/3/9CE2D4DA::DF:",
        "KP1T/3/3/9CE2D4DA:G:0:",
        "KP1T/P/3/9CE2D4DA:Z$::",
    ];
    f.judge("split_in_three", "split", "5.11", "The example of the specification.", "Parts", None)
        .give("text", TEXT)
        .give("count", 3)
        .give("parity", true)
        .expect("parts", json!(example));
    f.judge("split_in_seventeen", "split", "5.11", "More parts than there may be.", "Bounds", Some("multipart.range")).give("text", TEXT).give("count", 17).give("parity", false);
    f.judge("split_small_letters", "split", "5.11", "A text outside the alphabet.", "Case", Some("multipart.malformed")).give("text", "KPT:dfg").give("count", 2).give("parity", false);
    let mut whole = |name: &str, shows, order: &[usize]| {
        let scanned: Vec<&str> = order.iter().map(|at| example[*at]).collect();
        f.judge(name, "assemble", "5.11", shows, "Parts", None)
            .give("parts", json!(scanned))
            .expect("text", TEXT);
    };
    whole("in_order", "Three parts in order.", &[0, 1, 2]);
    whole("backwards", "The same backwards.", &[2, 1, 0]);
    whole("twice", "Each of them twice.", &[0, 0, 1, 1, 2, 2]);
    whole("first_lost", "The first is lost; the part with P repairs it.", &[3, 1, 2]);
    whole("last_lost", "The last is lost.", &[0, 1, 3]);
    whole("more_than_enough", "All four.", &[0, 1, 2, 3]);
    f.judge("two_lost", "assemble", "5.11", "Two are lost: nothing comes out.", "Parts", None)
        .give("parts", json!([example[0], example[3]]))
        .expect("text", json!(null));
    let mut row = |name: &str, shows, flags, part: String, code: &str| {
        f.judge(name, "assemble", "5.11", shows, flags, Some(code))
            .give("parts", json!([part]))
            .expect("text", json!(null));
    };
    let (malformed, range) = ("multipart.malformed", "multipart.range");
    row("part_of_nothing", "No characters.", "", String::new(), "multipart.prefix");
    row("bundle_as_part", "A bundle where a part is wanted.", "Confusion", TEXT.to_owned(), "multipart.prefix");
    row("part_in_small_letters", "The prefix in small letters.", "Case", "kp1t/1/2/0123ABCD:A:".to_owned(), "multipart.prefix");
    row("part_without_head", "A prefix and no more.", "", "KP1T/".to_owned(), malformed);
    row("part_without_chunk", "A head without a colon.", "", "KP1T/1/2/0123ABCD".to_owned(), malformed);
    row("group_in_small_letters", "A group in small letters.", "Case", "KP1T/1/2/0123abcd:A:".to_owned(), malformed);
    row("group_too_short", "A group of seven letters.", "Pattern", "KP1T/1/2/123ABCD:A:".to_owned(), malformed);
    row("group_with_a_sign", "A group with a plus, which some parsers take.", "Pattern", "KP1T/1/2/+123ABCD:A:".to_owned(), malformed);
    row("number_with_a_zero", "A number with a leading zero.", "SecondSpelling", "KP1T/01/2/0123ABCD:A:".to_owned(), malformed);
    row("number_with_a_sign", "A number with a plus.", "Pattern", "KP1T/+1/2/0123ABCD:A:".to_owned(), malformed);
    row("count_with_a_zero", "A count with a leading zero.", "SecondSpelling", "KP1T/1/02/0123ABCD:A:".to_owned(), malformed);
    row("count_of_100", "A count of three digits.", "Bounds", "KP1T/1/100/0123ABCD:A:".to_owned(), malformed);
    row("number_in_arabic_digits", "A number in Arabic digits.", "Pattern", "KP1T/\u{661}/2/0123ABCD:A:".to_owned(), malformed);
    row("count_0", "A set of no parts.", "Bounds", "KP1T/1/0/0123ABCD:A:".to_owned(), range);
    row("count_17", "A set of 17 parts.", "Bounds", "KP1T/1/17/0123ABCD:A:".to_owned(), range);
    row("number_0", "Part 0.", "Bounds", "KP1T/0/2/0123ABCD:A:".to_owned(), range);
    row("number_above_count", "Part 3 of 2.", "Bounds", "KP1T/3/2/0123ABCD:A:".to_owned(), range);
    row("part_without_end", "No colon at the end.", "Trim", "KP1T/1/2/0123ABCD:A".to_owned(), malformed);
    row("part_with_a_newline", "A line end after it.", "Trim", "KP1T/1/2/0123ABCD:A:\n".to_owned(), malformed);
    row("chunk_empty", "A chunk of no characters.", "Bounds", "KP1T/1/2/0123ABCD::".to_owned(), malformed);
    row("chunk_with_a_small_letter", "A small letter in the chunk.", "Case", "KP1T/1/2/0123ABCD:Aa:".to_owned(), malformed);
    row("part_too_long", "4,297 characters.", "Bounds", format!("KP1T/1/2/0123ABCD:{}:", "0".repeat(4_278)), "multipart.size");
    row("whole_too_long", "Sixteen parts of so many characters are more than the longest text.", "Bounds", format!("KP1T/1/16/0123ABCD:{}:", "0".repeat(4_098)), "multipart.size");
}

/// Parts that do not go together: the set before stands, and is completed.
fn sets(f: &mut Folder) {
    let parts = split(TEXT, Parts::Count(3), Recovery::ParityPart).unwrap();
    let mut row = |name: &str, shows, part: &str, code: &str| {
        let scanned = json!([parts[0], part, parts[1], parts[2]]);
        f.judge(name, "assemble", "5.11", shows, "Parts", Some(code))
            .give("parts", scanned)
            .expect("text", TEXT);
    };
    row("part_of_another_set", "A part of another set between two of this one.", "KP1T/2/3/9CE2D4DB::DF:", "multipart.other-set");
    row("another_count", "The same group with another count.", "KP1T/2/4/9CE2D4DA::DF:", "multipart.conflict");
    row("another_length", "The same group with a longer chunk.", "KP1T/2/3/9CE2D4DA::DFA:", "multipart.conflict");
    row("another_chunk", "Another chunk under a number that was read.", "KP1T/1/3/9CE2D4DA:AAA:", "multipart.conflict");
    row("foreign_code_between", "A code of another kind between the parts.", "HC1:NCF", "multipart.prefix");
    let late = json!([parts[0], parts[1], parts[2], "KP1T/P/3/9CE2D4DA:Z$S:"]);
    f.judge("another_chunk_afterwards", "assemble", "5.11", "A part with P that is not that of the text, which is complete: it does no harm.", "Parts", Some("multipart.conflict")).give("parts", late).expect("text", TEXT);
    let wrong = json!([parts[0], "KP1T/2/3/9CE2D4DA::DD:", parts[2]]);
    f.judge("wrong_group", "assemble", "5.11", "All parts are there, and the group is not theirs: the set is forgotten.", "Parts", Some("multipart.digest")).give("parts", wrong).expect("text", json!(null));
    let again = json!([parts[0], "KP1T/2/3/9CE2D4DA::DD:", parts[2], parts[0], parts[1], parts[2]]);
    f.judge("wrong_group_and_again", "assemble", "5.11", "After that the set is read again, whole.", "Parts", Some("multipart.digest")).give("parts", again).expect("text", TEXT);
}
