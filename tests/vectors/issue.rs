//! What an issuer is refused.

use crate::build::Folder;
use crate::forge::{hex, public};
use serde_json::json;

pub fn folder() -> Folder {
    let mut folder = Folder::new("9-issue");
    names(&mut folder);
    facts(&mut folder);
    keys(&mut folder);
    rows(&mut folder);
    folder
}

fn names(f: &mut Folder) {
    let mut good = |name: &str, shows, text: &str, language: &str, signed: &str| {
        f.judge(name, "name", "4.2", shows, "Names", None)
            .give("text", text)
            .give("language", language)
            .expect("text", signed);
    };
    good("name_trimmed", "Spaces around and between.", "  Namuna   Khan ", "eng", "Namuna Khan");
    good("name_composed", "A letter and its accent apart.", "Jose\u{301} Namuna", "eng", "José Namuna");
    good("urdu_yeh_with_hamza", "Two spellings of one letter become one, in Urdu.", "آزما\u{6CC}\u{654}ش", "urd", "آزمائش");
    good("two_non_joiners", "Two non-joiners where one has a meaning: one is kept.", "بی\u{200C}\u{200C}بی", "urd", "بی\u{200C}بی");
    good("ligature_after_an_alef", "The ligature of Allah after an alef and a non-joiner: no second alef.", "عبدا\u{200C}\u{FDF2}", "urd", "عبداللہ");
    good("form_of_two_letters", "A form that becomes a letter which would be taken apart again: it is taken apart in whole.", "\u{FBDD}", "uig", "\u{6C7}\u{674}");
    let mut bad = |name: &str, shows, text: &str, language: &str, code: &str| {
        f.judge(name, "name", "4.3", shows, "Names", Some(code))
            .give("text", text)
            .give("language", language);
    };
    bad("name_empty", "Nothing but spaces.", "   ", "eng", "text.empty");
    bad("name_of_digits", "A name without any letter.", "9", "skr", "text.empty");
    bad("name_of_an_arabic_digit", "A name that is one Arabic digit.", "\u{661}", "urd", "text.empty");
    bad("name_of_a_mark", "A name that is one mark.", "\u{654}", "pus", "text.empty");
    bad("name_of_61", "61 characters.", &"N".repeat(61), "eng", "text.too-long");
    bad("name_with_control", "A control character.", "Namuna\u{7}", "eng", "text.control");
    bad("name_with_direction", "A control that turns the direction of writing.", "Namuna\u{202E}nahK", "eng", "text.bidi");
    bad("name_with_phrase", "A ligature that stands for a whole phrase.", "محمد \u{FDFA}", "urd", "text.ligature");
    bad("name_unassigned", "A character without meaning.", "Namuna \u{378}", "eng", "text.unassigned");
    bad("name_in_another_script", "An Urdu name called English.", "نمونہ", "eng", "text.script");
    bad("name_mixed", "Latin and Arabic letters in one name.", "Namuna خان", "urd", "text.script");
    bad("name_mojibake", "Bytes of UTF-8 read as Latin letters.", "Ù†Ù…ÙˆÙ†Û", "eng", "text.mojibake");
    bad("name_mojibake_of_a_waw", "One letter of two bytes, the second of which became U+02C6.", "Ùˆ", "eng", "text.mojibake");
    bad("name_mojibake_of_a_sad", "One whose second byte became U+00B5.", "Øµ", "eng", "text.mojibake");
    bad("name_mojibake_of_an_accent", "One whose second byte became a soft hyphen, which step 3 would take away.", "Garc\u{C3}\u{AD}a", "eng", "text.mojibake");
    bad("language_of_two", "A language of two letters.", "Namuna", "en", "text.language");
    f.judge("address_of_four_lines", "address", "4.2", "Four lines.", "Names", Some("text.lines"))
        .give("text", "a\nb\nc\nd")
        .give("language", "eng");
    for (name, shows, text) in [
        ("address_of_signs", "An address with neither letter nor digit.", "-, ."),
        ("address_of_a_mark", "An address that is one mark.", "\u{64B}"),
    ] {
        f.judge(name, "address", "4.2", shows, "Names", Some("text.empty")).give("text", text).give("language", "urd");
    }
    f.judge("address_of_urdu_digits", "address", "4.1", "An address of Urdu digits: they decide the script.", "Names", None)
        .give("text", "۱۲")
        .give("language", "skr")
        .expect("text", "۱۲");
    f.judge("address_of_two_scripts", "address", "4.1", "Urdu digits before Latin letters, in a language of either script.", "Names", Some("text.script"))
        .give("text", "۱۲ Namuna Street")
        .give("language", "skr");
    f.judge("address", "address", "4.2", "Two lines.", "Names", None)
        .give("text", "House 1\nNamuna Street")
        .give("language", "eng")
        .expect("text", "House 1\nNamuna Street");
}

fn facts(f: &mut Folder) {
    let mut number = |name: &str, shows, kind: u64, text: &str, code: Option<&str>, signed: &str| {
        let vector = f.judge(name, "number", "3.3.1", shows, "Numbers", code);
        vector.give("kind", kind).give("text", text);
        if code.is_none() {
            vector.expect("text", signed);
        }
    };
    number("cnic", "A CNIC as it is printed.", 1, "10000-0000001-1", None, "1000000000011");
    number("cnic_in_urdu_digits", "A CNIC in Urdu digits.", 1, "۱۰۰۰۰۰۰۰۰۰۰۱۱", None, "1000000000011");
    number("masked_cnic", "A masked CNIC as it is printed.", 8, "*****-****001-1", None, "*********0011");
    number("khyber_pass_number", "A number with a hyphen of its own, which stays.", 6, " KP-0042 ", None, "KP-0042");
    number("cnic_of_twelve", "A CNIC of twelve digits.", 1, "100000000001", Some("id.shape"), "");
    number("cnic_with_letters", "A CNIC with a letter.", 1, "10000-000000A-1", Some("id.shape"), "");
    number("cnic_with_0", "A CNIC that begins with 0.", 1, "00000-0000001-1", Some("id.first-digit"), "");
    number("cnic_with_9", "A CNIC that begins with 9.", 1, "90000-0000001-1", Some("id.first-digit"), "");
    number("khyber_pass_number_in_small_letters", "A Khyber Pass number in small letters.", 6, "kp-0042", Some("id.shape"), "");
    number("refugee_number_with_a_space", "The number of a refugee's card with a space inside.", 7, "POR 42", Some("id.shape"), "");
    number("other_number_of_other_letters", "Another number, with a letter that is not in ASCII.", 9, "42É", Some("id.shape"), "");
    let mut born = |name: &str, shows, text: &str, code: Option<&str>, signed: &str| {
        let vector = f.judge(name, "birth-date", "3.3.2", shows, "Dates", code);
        vector.give("text", text);
        if code.is_none() {
            vector.expect("text", signed);
        }
    };
    born("birth_date", "A whole date.", "1990-03-15", None, "19900315");
    born("birth_year", "Only the year is known: nothing is invented.", "1948", None, "19480000");
    born("birth_1900", "The first year there is.", "1900", None, "19000000");
    born("birth_month", "Year and month.", "1979-12", None, "19791200");
    born("birth_date_in_urdu_digits", "A date in Urdu digits.", "۱۹۹۰-۰۳-۱۵", None, "19900315");
    born("birth_date_between_spaces", "White space before and after it.", " 1990\u{2003}", None, "19900000");
    born("birth_date_with_one_hyphen", "One of the two hyphens.", "1990-0315", Some("date.format"), "");
    born("birth_in_year_0", "A year 0, which no calendar has.", "0000", Some("date.calendar"), "");
    born("birth_day_without_month", "A day without a month.", "1990-00-15", Some("date.calendar"), "");
    born("birth_in_words", "A date in words.", "15 March 1990", Some("date.format"), "");
    born("birth_on_31_february", "A day that does not exist.", "1990-02-31", Some("date.calendar"), "");
    born("birth_on_29_february_1900", "1900 was no leap year.", "1900-02-29", Some("date.calendar"), "");
    born("birth_on_29_february_2000", "2000 was one.", "2000-02-29", None, "20000229");
    born("birth_in_month_13", "A month that does not exist, and no day.", "1990-13", Some("date.calendar"), "");
    born("birth_on_31_april", "April has 30 days.", "1990-04-31", Some("date.calendar"), "");
    born("birth_before_1900", "A year before 1900.", "1899-12-31", Some("date.range"), "");
    let mut shape = |name: &str, question: &'static str, shows, text: &str, code: Option<&str>| {
        f.judge(name, question, "3.3", shows, "Numbers", code).give("text", text);
    };
    shape("phone", "phone", "A telephone number with spaces.", "+92 300 0000001", None);
    shape("phone_with_hyphens", "phone", "A telephone number with hyphens.", "+92-300-0000001", None);
    shape("phone_in_urdu_digits", "phone", "A telephone number in Urdu digits.", "+۹۲۳۰۰۰۰۰۰۰۰۱", None);
    shape("phone_with_a_dash", "phone", "A dash that is no hyphen.", "+92\u{2013}3000000001", Some("field.shape"));
    shape("phone_without_country", "phone", "A telephone number without its country.", "03000000001", Some("field.shape"));
    shape("country", "country", "A country.", "PK", None);
    shape("country_of_three", "country", "A country of three letters.", "PAK", Some("field.shape"));
    shape("location", "location", "A location.", "PK-KP-173", None);
    shape("location_too_long", "location", "A location of 17 characters.", "PK-KP-17300000000", Some("field.shape"));
    shape("reference", "reference", "A reference.", "SCP-00000001", None);
    shape("reference_in_small_letters", "reference", "A reference in small letters.", "scp-1", Some("field.shape"));
    let mut face = |name: &str, shows, bytes: Vec<u8>, code: Option<&str>| {
        f.judge(name, "face", "3.3.3", shows, "Face", code).give("bytes", hex(&bytes));
    };
    face("face", "The head of a WebP file.", b"RIFF\0\0\0\0WEBP".to_vec(), None);
    face("face_jpeg", "The head of a JPEG file.", vec![0xFF, 0xD8, 0xFF, 0xE0], None);
    face("face_avif", "The head of an AVIF file.", b"\0\0\0\x1Cftypavif".to_vec(), None);
    face("face_avif_sequence", "The head of an AVIF file with several pictures.", b"\0\0\0\x1Cftypavis".to_vec(), None);
    face("face_of_1200", "1,200 bytes.", [&b"RIFF\0\0\0\0WEBP"[..], &[0; 1_188]].concat(), None);
    face("face_of_another_kind", "A PNG file.", b"\x89PNG\r\n\x1a\n".to_vec(), Some("face.type"));
    face("face_of_nothing", "No bytes.", Vec::new(), Some("face.type"));
    face("face_of_1201", "1,201 bytes.", [&b"RIFF\0\0\0\0WEBP"[..], &[0; 1_189]].concat(), Some("face.size"));
    for (name, shows, seconds, code) in [
        ("first_second", "The first second of the format.", 1, None),
        ("last_second", "The last one.", 253_402_300_799_i64, None),
        ("second_0", "0 is no time.", 0, Some("time.range")),
        ("second_too_far", "The year 10000.", 253_402_300_800, Some("time.range")),
    ] {
        f.judge(name, "time", "3.2", shows, "Dates", code).give("seconds", seconds);
    }
    f.judge("validity", "validity", "3.2", "A second.", "Dates", None)
        .give("issued", 1_000)
        .give("expires", 1_001);
    f.judge("validity_of_nothing", "validity", "3.2", "It expires when it is issued.", "Dates", Some("time.order")).give("issued", 1_000).give("expires", 1_000);
}

fn keys(f: &mut Folder) {
    let province = hex(public(31).as_bytes().unwrap());
    let kid = hex(khyber_pass::SigningKey::from_seed(&[31; 32]).public_key().kid().as_bytes());
    f.judge("public_key", "public-key", "2.3", "The public key of seed 31 and its kid.", "Keys", None)
        .give("bytes", province.as_str())
        .expect("kid", kid);
    f.judge("public_key_weak", "public-key", "2.4", "A key of order 2.", "SmallOrder", Some("key.weak"))
        .give("bytes", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    f.judge("public_key_no_point", "public-key", "2.4", "32 bytes that are no point.", "Keys", Some("key.format")).give("bytes", "02".repeat(32));
    f.judge("public_key_in_second_spelling", "public-key", "2.4", "A second spelling of a point.", "SecondSpelling", Some("key.weak"))
        .give("bytes", "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    let pem = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g\n-----END PRIVATE KEY-----\n";
    f.judge("private_key", "private-key", "2.4", "A TEST key as OpenSSL writes it.", "Keys", None)
        .give("pem", pem)
        .expect("public", "79b5562e8fe654f94078b112e8a98ba7901f853ae695bed7e0e3910bad049664");
    f.judge("private_key_of_another_kind", "private-key", "2.4", "A PEM file of another kind.", "Keys", Some("key.format")).give("pem", "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
    let encrypted = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGjMF8GCSqGSIb3DQEFDTBSMDEGCSqGSIb3DQEFDDAkBBDVCKISojVr/VRQVWwx\nho6UAgIIADAMBggqhkiG9w0CCQUAMB0GCWCGSAFlAwQBKgQQJUeAMcO3XorzKxi4\nxCw6GARAfHmz+hYVqCdBeNa7GJPillV/O/WIL+nITwnP6DEXBfiW3r4dIeGVFEhS\n67NvXETtdFNOmIbdALT7N1ACXdfJ7w==\n-----END ENCRYPTED PRIVATE KEY-----\n";
    f.judge("private_key_encrypted", "private-key", "2.4", "The same TEST key under a password.", "Keys", Some("key.format")).give("pem", encrypted);
    let mismatched = "-----BEGIN PRIVATE KEY-----\nMFECAQEwBQYDK2VwBCIEIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g\ngSEAQwRr/kCSs+lJlOraFdzCDYqqB7ZY/TlU644O+4vcpd4=\n-----END PRIVATE KEY-----\n";
    f.judge("private_key_of_two_keys", "private-key", "2.4", "The same TEST key beside the public key of another one: who signs with both gives the secret away.", "Keys", Some("key.format")).give("pem", mismatched);
}

fn rows(f: &mut Folder) {
    let lists = json!([[3, 1_000, 2], [4, 1_000, 1]]);
    f.judge("rows", "rows", "8.7", "A table as a spreadsheet writes it.", "Rows", None)
        .give("lists", lists.clone())
        .give(
            "csv",
            "\u{FEFF}list,index,action\r\n3,1,revoke\r\n\r\n3,2,suspend\r\n4,3,revoke\r\n4,3,reinstate\r\n",
        )
        .expect("values", json!({ "3": { "1": 1, "2": 2 }, "4": {} }));
    f.judge("rows_suspend_what_is_revoked", "rows", "8.7", "What is revoked stays revoked.", "Rows", None)
        .give("lists", lists.clone())
        .give("csv", "3,1,revoke\n3,1,suspend\n")
        .expect("values", json!({ "3": { "1": 1 }, "4": {} }));
    let mut bad = |name: &str, shows, csv: &str| {
        f.judge(name, "rows", "8.7", shows, "Rows", Some("register.row"))
            .give("lists", lists.clone())
            .give("csv", csv);
    };
    bad("rows_of_two_fields", "A line of two fields.", "3,1\n");
    bad("rows_with_an_exponent", "A number that a spreadsheet rewrote.", "3,1E+05,revoke\n");
    bad("rows_with_another_action", "An action that nobody knows.", "3,1,delete\n");
    bad("rows_of_an_unknown_list", "A list that is not there.", "9,1,revoke\n");
    bad("rows_beyond_the_end", "An index beyond the end, after a good line: nothing is applied.", "3,5,revoke\n3,1000,revoke\n");
    bad("rows_that_suspend_in_one_bit", "Suspending in a list of one bit.", "4,1,suspend\n");
    let mut change = |name: &str, shows, list: u64, index: u64, action: &str, code: &str| {
        let changes = json!([[list, index, action]]);
        f.judge(name, "changes", "8.7", shows, "Rows", Some(code))
            .give("lists", lists.clone())
            .give("changes", changes);
    };
    change("change_beyond_the_end", "An index beyond the end.", 3, 1_000, "revoke", "register.index");
    change("change_of_an_unknown_list", "A list that is not there.", 9, 1, "revoke", "register.list");
    change("change_that_suspends_in_one_bit", "Suspending in a list of one bit.", 4, 1, "suspend", "register.one-bit");
    let mut publish = |name: &str, shows, documents: serde_json::Value, code: Option<&str>| {
        f.judge(name, "publish", "8.7", shows, "Rollback", code)
            .give("lists", lists.clone())
            .give("documents", documents);
    };
    publish("published_in_order", "A snapshot, two deltas, the next snapshot.", json!([["snapshot", 1_000, 2_000], ["delta", 1_001], ["delta", 1_001], ["snapshot", 1_001, 2_000]]), None);
    publish("delta_without_snapshot", "A delta before any snapshot.", json!([["delta", 1_000]]), Some("register.order"));
    publish("snapshot_of_the_same_date", "Two snapshots of one date.", json!([["snapshot", 1_000, 2_000], ["snapshot", 1_000, 2_000]]), Some("register.order"));
    publish("delta_before_its_snapshot", "A delta that is dated before its snapshot.", json!([["snapshot", 1_000, 2_000], ["delta", 999]]), Some("register.order"));
    publish("snapshot_before_a_delta", "A snapshot that is dated before the delta it would replace.", json!([["snapshot", 1_000, 2_000], ["delta", 1_010], ["snapshot", 1_005, 2_000]]), Some("register.order"));
    f.judge("rows_of_a_list_twice", "rows", "8.7", "A list that is given twice.", "Rows", Some("register.list")).give("lists", json!([[3, 10, 1], [3, 10, 1]])).give("csv", "");
}
