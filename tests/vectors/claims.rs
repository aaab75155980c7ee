//! The person, the entitlements, the dates.

use crate::build::Folder;
use crate::common::{DAY, NOW, PROVINCE, START, five_years, key, people};
use crate::forge::credential::{claims, good, with_claim, with_entitlement, with_kp, with_person};
use crate::forge::{Forge, Value, bytes, encode, int, keyed, map, raw_text, text};
use khyber_pass::{Disclosure, Draft, Issuer, ServiceCode};

pub fn folder() -> Folder {
    let mut folder = Folder::new("4-claims");
    sample_people(&mut folder);
    in_general(&mut folder);
    edges(&mut folder);
    identity(&mut folder);
    provincial(&mut folder);
    states(&mut folder);
    folder
}

/// Eight invented people, and the variants of one record.
fn sample_people(f: &mut Folder) {
    let text = |draft: &Draft| {
        raw_text(Issuer::new("PK-KP", key(PROVINCE)).unwrap().issue(draft).unwrap().message())
    };
    let shows = [
        "An adult with two services.",
        "A woman with a single name, and her husband as guardian.",
        "A Pashto speaker of whom only the year of birth is known.",
        "A person of the third gender, and a guru as guardian.",
        "A child with a Form B number.",
        "Long names and six services; the day of birth is not known.",
        "A name with a hyphen and an apostrophe, no second language.",
        "A name with a ligature, normalised.",
    ];
    for (number, (draft, shows)) in (1..).zip(people::all(five_years()).unwrap().iter().zip(shows)) {
        let service = draft.entitlements()[0].service().number();
        f.verify(&format!("person_{number}"), "3.3", shows, "", text(draft), "Trusted")
            .give("purpose", service);
    }
    let adult = people::p1(five_years()).unwrap();
    let rows = [
        (
            "variant_service",
            Disclosure::Service(ServiceCode::SEHAT_CARD),
            1,
            "What one service needs: the number is masked.",
        ),
        ("variant_age", Disclosure::Age, 0, "Names, birth and gender."),
        ("variant_entitlements", Disclosure::Entitlements, 1, "Entitlements without a person."),
    ];
    for (name, variant, purpose, shows) in rows {
        f.verify(name, "3.6", shows, "", text(&adult.disclose(variant).unwrap()), "Trusted")
            .give("purpose", purpose);
    }
}

fn in_general(f: &mut Folder) {
    let mut row = |name: &str, section, shows, flags, text: String, verdict: &str| {
        f.verify(name, section, shows, flags, text, verdict);
    };
    let claim = |key, value| with_claim(key, Some(value)).text();
    row("no_map", "3.1", "The payload is an array.", "ClaimType", good().with_payload(b"\x80").text(), "Unreadable claims.structure");
    row("message_as_payload", "3.1", "A whole message as payload.", "ClaimType", good().with_payload(&good().message()).text(), "Unreadable claims.structure");
    row("no_iss", "3.1", "No issuer.", "Required", with_claim(1, None).text(), "Unreadable claims.iss-missing");
    row("iss_empty", "3.1", "An empty issuer.", "Bounds", claim(1, text("")), "Unreadable claims.value");
    row("iss_too_long", "3.1", "An issuer of 33 bytes.", "Bounds", claim(1, text(&"P".repeat(33))), "Unreadable claims.length");
    row("iss_in_bytes", "3.1", "An issuer of 17 letters in 34 bytes: the limit counts bytes.", "Bounds", claim(1, text(&"پ".repeat(17))), "Unreadable claims.length");
    row("iss_a_number", "3.1", "An issuer that is a number.", "ClaimType", claim(1, int(1)), "Unreadable claims.type");
    row("no_exp", "3.2", "No expiry: it would hold for ever.", "Required", with_claim(4, None).text(), "Unreadable claims.exp-missing");
    row("no_iat", "3.2", "No date of issue.", "Required", with_claim(6, None).text(), "Unreadable claims.iat-missing");
    row("exp_a_text", "3.2", "An expiry that is a text.", "ClaimType", claim(4, text("2030")), "Unreadable claims.time");
    row("exp_zero", "3.2", "An expiry of 0.", "Bounds", claim(4, int(0)), "Unreadable claims.time");
    row("exp_negative", "3.2", "An expiry before 1970.", "Bounds", claim(4, int(-1)), "Unreadable claims.time");
    row("exp_under_a_sign", "3.2", "An expiry of as many seconds before 1970: without its sign it would be in order.", "Bounds", claim(4, int(-(START + 400 * DAY))), "Unreadable claims.time");
    row("exp_turned_round", "3.2", "-1 minus an expiry in order: the same argument under the other major type.", "Bounds", claim(4, int(-1 - (START + 400 * DAY))), "Unreadable claims.time");
    row("iat_turned_round", "3.2", "The same of a date of issue.", "Bounds", claim(6, int(-1 - (START + DAY))), "Unreadable claims.time");
    row("nbf_turned_round", "3.2", "The same of a date not before which it holds.", "Bounds", claim(5, int(-1 - (START + DAY))), "Unreadable claims.time");
    row("tags_in_tags", "3.7", "An unknown claim under two tags, before the others: what is behind it is read as ever.", "Finding", claim(3, Value::Tag(37, Box::new(Value::Tag(38, Box::new(int(1)))))), "Trusted claims.finding");
    row("exp_too_far", "3.2", "The first second of the year 10000.", "Bounds", claim(4, int(253_402_300_800)), "Unreadable claims.time");
    row("exp_i64_max", "3.2", "2^63 - 1: adding a skew to it overflows.", "Bounds Overflow", claim(4, int(i64::MAX)), "Unreadable claims.time");
    row("exp_u64_max", "3.2", "2^64 - 1.", "Bounds Overflow", claim(4, Value::Integer(u64::MAX.into())), "Unreadable claims.time");
    row("iat_a_text", "3.2", "A date of issue that is a text.", "ClaimType", claim(6, text("2026")), "Unreadable claims.time");
    row("nbf_a_text", "3.2", "A date not before which it holds, as a text.", "ClaimType", claim(5, text("2026")), "Unreadable claims.time");
    row("exp_is_iat", "3.2", "It expires when it is issued.", "Order", claim(4, int(START + DAY)), "Unreadable claims.order");
    row("iat_after_exp", "3.2", "Issued after it expires.", "Order", claim(6, int(START + 500 * DAY)), "Unreadable claims.order");
    row("nbf_is_exp", "3.2", "Not before the moment at which it expires.", "Order", claim(5, int(START + 400 * DAY)), "Unreadable claims.order");
    row("cti_of_seven", "3.1", "An identifier of 7 bytes.", "Bounds", claim(7, bytes(&[1; 7])), "Unreadable claims.length");
    row("cti_of_seventeen", "3.1", "An identifier of 17 bytes.", "Bounds", claim(7, bytes(&[1; 17])), "Unreadable claims.length");
    row("cti_a_text", "3.1", "An identifier that is a text.", "ClaimType", claim(7, text("12345678")), "Unreadable claims.type");
    row("cti", "3.1", "An identifier of 8 bytes.", "", claim(7, bytes(&[1; 8])), "Trusted");
    row("cnf_no_map", "3.1", "A holder key that is a number.", "ClaimType", claim(8, int(1)), "Unreadable claims.type");
    row("cnf_without_key", "3.1", "A confirmation without a key.", "Required", claim(8, keyed(&[])), "Unreadable claims.structure");
    let holder = keyed(&[(1, keyed(&[(1, int(1)), (-1, int(6)), (-2, bytes(&[5; 32]))]))]);
    row("cnf", "3.1", "A holder key: its grammar is kept, its meaning comes later.", "Finding", claim(8, holder), "Trusted claims.finding");
    let holder = |x: Value, y: Option<Value>| {
        let y = y.map(|y| (-3, y));
        claim(8, keyed(&[(1, keyed(&[vec![(1, int(2)), (-1, int(1)), (-2, x)], y.into_iter().collect()].concat()))]))
    };
    let x = || bytes(&[5; 32]);
    row("cnf_p256", "3.1", "A holder key on P-256.", "Finding", holder(x(), Some(bytes(&[6; 32]))), "Trusted claims.finding");
    row("cnf_p256_compressed", "3.1", "A holder key on P-256 with the sign of y alone.", "Finding", holder(x(), Some(Value::Bool(true))), "Trusted claims.finding");
    row("cnf_p256_short_y", "3.1", "A coordinate of 31 bytes.", "Pattern", holder(x(), Some(bytes(&[6; 31]))), "Unreadable claims.value");
    row("cnf_p256_short_x", "3.1", "The other coordinate of 31 bytes.", "Pattern", holder(bytes(&[5; 31]), Some(bytes(&[6; 32]))), "Unreadable claims.value");
    row("cnf_p256_y_a_number", "3.1", "A coordinate that is a number.", "ClaimType", holder(x(), Some(int(6))), "Unreadable claims.type");
    row("cnf_p256_without_y", "3.1", "A point with one coordinate.", "Required", holder(x(), None), "Unreadable claims.structure");
    let holder = |outer: &[(i64, Value)], key: &[(i64, Value)]| claim(8, keyed(&[&[(1, keyed(key))], outer].concat()));
    row("cnf_without_kty", "3.1", "A holder key of no type.", "Required", holder(&[], &[(-1, int(6)), (-2, x())]), "Unreadable claims.structure");
    row("cnf_without_x", "3.1", "A holder key without its bytes.", "Required", holder(&[], &[(1, int(1)), (-1, int(6))]), "Unreadable claims.structure");
    row("cnf_x25519", "3.1", "A holder key on a curve that signs nothing.", "Pattern", holder(&[], &[(1, int(1)), (-1, int(4)), (-2, x())]), "Unreadable claims.value");
    row("cnf_with_two_coordinates", "3.1", "A holder key of the type that has one coordinate, with two.", "Extension", holder(&[], &[(1, int(1)), (-1, int(6)), (-2, x()), (-3, x())]), "Unreadable claims.structure");
    row("cnf_private", "3.1", "A holder key with its secret half.", "Extension", holder(&[], &[(1, int(1)), (-1, int(6)), (-2, x()), (-4, x())]), "Unreadable claims.structure");
    row("cnf_with_kid", "3.1", "A confirmation by a key and by its name.", "Extension", holder(&[(3, bytes(&[1; 8]))], &[(1, int(1)), (-1, int(6)), (-2, x())]), "Unreadable claims.structure");
    row("empty", "3.1", "Neither a person nor an entitlement.", "Required", Forge::new(PROVINCE, &claims()[..3]).text(), "Unreadable claims.empty");
    row("status_without_list", "3.8", "A status claim without a status list.", "Required", claim(65_535, keyed(&[])), "Unreadable claims.structure");
    row("unknown_claim", "3.1", "A claim that nobody knows gives no authority.", "Finding", claim(-70_000, map(&[(text("admin"), Value::Bool(true))])), "Trusted claims.finding");
    row("text_claim", "3.1", "A claim under a text.", "Finding", with_label(), "Trusted claims.finding");
    let pointed = |inner: &[(Value, Value)], outer: &[(Value, Value)]| {
        let entry = [(text("idx"), int(1)), (text("uri"), text("kp:s/3"))];
        let status = map(&[&[(text("status_list"), map(&[&entry, inner].concat()))], outer].concat());
        with_claim(65_535, Some(status)).text()
    };
    let alone = |entry: &[(Value, Value)]| with_claim(65_535, Some(map(&[(text("status_list"), map(entry))]))).text();
    f.verify("status_claim_without_a_uri", "3.8", "A status reference without a URI.", "Required", alone(&[(text("idx"), int(1))]), "Unreadable claims.structure").give("trust", "status");
    f.verify("status_claim_of_a_text", "3.8", "An index that is a text.", "ClaimType", alone(&[(text("idx"), text("1")), (text("uri"), text("kp:s/3"))]), "Unreadable claims.type").give("trust", "status");
    let address = || (text("aggregation_uri"), text("https://example.pk/lists"));
    f.verify("status_claim", "3.8", "A status reference in the standard form.", "StatusReference", pointed(&[], &[]), "Trusted").give("trust", "status");
    f.verify("status_claim_with_an_address", "3.7", "An aggregation_uri beside the index and the URI.", "Finding StatusReference", pointed(&[address()], &[]), "Trusted claims.finding").give("trust", "status");
    f.verify("status_claim_of_two_kinds", "3.7", "Another mechanism beside the status list.", "Finding StatusReference", pointed(&[], &[(text("status_notes"), int(1))]), "Trusted claims.finding").give("trust", "status");
}

/// What is read and noticed, what is read in silence, and what is almost either.
fn edges(f: &mut Folder) {
    let mut row = |name: &str, section, shows, flags, text: String, verdict: &str| {
        f.verify(name, section, shows, flags, text, verdict);
    };
    let person = |fields: &[(i64, Value)]| with_person(&[&[(3, text("eng")), (4, text("Namuna Khan"))], fields].concat()).text();
    let kp = |fields: &[(i64, Value)]| with_kp(fields).text();
    let service = || (6, Value::Array(vec![keyed(&[(0, int(1))])]));
    row("name_with_a_byte_order_mark", "3.7", "A name that begins with U+FEFF, which some decoders drop: it is kept as signed.", "Finding", with_person(&[(4, text("\u{FEFF}Namuna Khan"))]).text(), "Trusted claims.finding");
    row("odd_second_guardian", "3.7", "A guardian's second name with a direction mark.", "Finding", kp(&[(4, text("Farzi\u{200E} Khan")), service()]), "Trusted claims.finding");
    row("odd_second_address", "3.7", "A second address with a direction mark.", "Finding", kp(&[(5, text("House\u{200E} 1")), service()]), "Trusted claims.finding");
    row("unknown_key_in_kp", "3.7", "A key in claim -84817 that nobody knows.", "Finding", kp(&[service(), (99, int(1))]), "Trusted claims.finding");
    let face = |more: (i64, Value)| person(&[(62, Value::Array(vec![keyed(&[(0, bytes(&[0xFF, 0xD8, 0xFF])), (1, int(0)), (2, int(1)), more])]))]);
    row("unknown_key_in_a_face", "3.7", "A key in a face that nobody knows.", "Finding", face((9, int(1))), "Trusted claims.finding");
    row("odd_parts_of_a_name", "3.7", "First, middle and last name with direction marks: their content is left alone.", "Finding", person(&[(5, text("Na\u{200E}muna")), (6, text("\u{200E}")), (7, text("Khan\u{200E}"))]), "Trusted");
    row("name_of_two_lines", "3.7", "A name with a line end in it.", "Finding", with_person(&[(4, text("Namuna\nKhan"))]).text(), "Trusted claims.finding");
    row("office_of_other_letters", "3.7", "An office that is not in ASCII.", "Finding", with_entitlement(&[(0, int(1)), (8, text("دفتر"))]).text(), "Trusted claims.finding");
    let sorted = |mut fields: Vec<(i64, Value)>| {
        fields.sort_by_key(|(key, _)| encode(&int(*key)));
        fields
    };
    row("negative_key_in_kp", "3.7", "Key -1 in claim -84817.", "Finding", kp(&sorted(vec![service(), (-1, int(1))])), "Trusted claims.finding");
    row("fingers_of_a_map", "3.3", "Best fingers that are a map.", "ClaimType", person(&[(18, keyed(&[]))]), "Unreadable claims.type");
    row("birth_of_ten", "3.3", "A date of birth as people write it: ten characters are too many.", "Bounds", person(&[(8, text("1980-01-01"))]), "Unreadable claims.length");
    let unwritten = [
        (11, text("test@example.pk")), (12, text("+923000000001")), (14, int(1)), (16, bytes(&[1])), (17, int(1)),
        (18, Value::Array(vec![int(1)])), (22, text("TEST")),
    ];
    row("what_others_write", "3.3", "Fields that are never written, or rarely, each in order: no finding.", "", person(&unwritten), "Trusted");
    let provincial = [(0, int(0)), (1, text("KP-TEST-0001")), (6, Value::Array(vec![keyed(&[(0, int(1)), (5, int(9))])])), (8, int(1))];
    row("revision_serial_and_assurance", "3.4", "The revision there is, a serial number, an assurance, and the department of an entitlement.", "", kp(&provincial), "Trusted");
    let full = [(4, text(&"N".repeat(60))), (10, text(&"H".repeat(120))), (12, text("+123456789012345")), (21, text(&"K".repeat(16)))];
    row("texts_as_long_as_can_be", "3.3", "A name of 60, an address of 120, a telephone number and a location of 16 characters.", "Bounds", with_person(&full).text(), "Trusted");
    let entitled = [(0, int(1)), (1, text(&"R".repeat(24))), (4, int(2_932_896)), (6, text(&"C".repeat(12))), (8, text(&"O".repeat(16)))];
    row("entitlement_as_long_as_can_be", "3.5", "A reference of 24, a category of 12, an office of 16 characters, until the last day there is.", "Bounds", with_entitlement(&entitled).text(), "Trusted");
    row("suspended_and_over", "3.5", "An entitlement that is suspended, and was over long ago: its status speaks.", "", with_entitlement(&[(0, int(1)), (2, int(2)), (4, int(20_000))]).text(), "WrongPurpose entitlement.suspended");
    row("for_life_and_over", "3.5", "An entitlement for life whose last day has passed: for life is no other state than active.", "", with_entitlement(&[(0, int(1)), (2, int(5)), (4, int(20_000))]).text(), "WrongPurpose entitlement.expired");
    let of_kind = |kind: i64, number: &str| {
        let mut claims = claims();
        claims[3].1 = keyed(&[(1, text(number)), (4, text("Namuna Khan"))]);
        claims[4].1 = keyed(&[(2, int(kind)), service()]);
        Forge::new(PROVINCE, &claims).text()
    };
    for (name, kind, shows) in [
        ("khyber_pass_number_in_small_letters", 6, "A Khyber Pass number in small letters."),
        ("refugee_number_in_small_letters", 7, "The number of a refugee's card in small letters."),
        ("other_number_in_small_letters", 9, "Another number in small letters."),
    ] {
        row(name, "3.3.1", shows, "Pattern", of_kind(kind, "kp-0042"), "Unreadable claims.value");
    }
}

/// `{..., "x": 1}`: a text sorts after every integer.
fn with_label() -> String {
    let mut entries: Vec<(Value, Value)> =
        claims().into_iter().map(|(key, value)| (int(key), value)).collect();
    entries.push((text("x"), int(1)));
    good().with_payload(&encode(&Value::Map(entries))).text()
}

fn field(key: i64, value: Value) -> String {
    let mut fields = vec![(4, text("Namuna Khan")), (key, value)];
    fields.sort_by_key(|(key, _)| encode(&int(*key)));
    with_person(&fields).text()
}

fn identity(f: &mut Folder) {
    let mut row = |name: &str, shows, flags, text: String, code: &str| {
        f.verify(name, "3.3", shows, flags, text, &format!("Unreadable claims.{code}"));
    };
    row("no_name", "A person without a name.", "Required", with_person(&[(3, text("eng"))]).text(), "name-missing");
    row("name_empty", "An empty name.", "Bounds", with_person(&[(4, text(""))]).text(), "value");
    row("name_too_long", "A name of 61 characters.", "Bounds", with_person(&[(4, text(&"N".repeat(61)))]).text(), "length");
    row("name_a_byte_string", "A name that is a byte string.", "ClaimType", with_person(&[(4, bytes(b"Namuna"))]).text(), "type");
    row("identity_in_bytes", "The identity map in a byte string, as some issuers of claim 169 write it.", "ClaimType", with_claim(169, Some(bytes(b"\xA0"))).text(), "type");
    row("identity_a_list", "The identity map as an array.", "ClaimType", with_claim(169, Some(Value::Array(vec![]))).text(), "type");
    row("another_profile", "A version of another profile.", "Version", field(2, text("1.2.0")), "version");
    row("number_as_integer", "The identity number as an integer: some readers drop it in silence.", "ClaimType", field(1, int(1_000_000_000_011)), "type");
    row("number_of_14", "A CNIC of 14 digits.", "Pattern", field(1, text("10000000000110")), "value");
    row("number_with_hyphens", "A CNIC as it is printed.", "Pattern", field(1, text("10000-0000001-1")), "value");
    row("number_in_urdu_digits", "A CNIC in Urdu digits.", "Pattern", field(1, text("۱۰۰۰۰۰۰۰۰۰۰۱۱")), "value");
    row("number_too_long", "A number of 21 characters.", "Bounds", field(1, text(&"1".repeat(21))), "length");
    row("birth_no_day", "31 February.", "Pattern", field(8, text("20260231")), "value");
    row("birth_with_hyphens", "A date of birth with hyphens.", "Pattern", field(8, text("1990-3-1")), "value");
    row("birth_of_six", "A date of birth of six digits.", "Pattern", field(8, text("199003")), "value");
    row("birth_with_a_sign", "A date of birth with a sign, which number readers take.", "Pattern", field(8, text("+9900315")), "value");
    row("birth_day_without_month", "A day without a month.", "Pattern", field(8, text("19900015")), "value");
    row("birth_in_year_0", "A year 0, which no calendar has.", "Pattern Dates", field(8, text("00000000")), "value");
    row("birth_a_number", "A date of birth that is a number.", "ClaimType", field(8, int(19_900_315)), "type");
    row("gender_as_text", "The gender as a text: some readers drop it in silence.", "ClaimType", field(9, text("1")), "type");
    row("gender_4", "A gender outside the table.", "Pattern", field(9, int(4)), "value");
    row("gender_negative", "Gender -1: an integer, of no value in the table.", "Pattern", field(9, int(-1)), "value");
    row("number_in_many_bytes", "A number of 11 Urdu digits in 22 bytes: the length counts characters, the pattern refuses.", "Pattern", field(1, text(&"۱".repeat(11))), "value");
    row("address_of_four_lines", "An address of four lines.", "Bounds", field(10, text("a\nb\nc\nd")), "value");
    row("address_too_long", "An address of 121 characters.", "Bounds", field(10, text(&"a".repeat(121))), "length");
    row("phone_without_plus", "A telephone number without its country.", "Pattern", field(12, text("03001234567")), "value");
    row("nationality_of_three", "A nationality of three letters.", "Bounds", field(13, text("PAK")), "length");
    row("language_of_two", "A language of two capital letters: two are a wrong pattern, not a wrong length.", "Pattern", field(3, text("EN")), "value");
    row("country_in_small_letters", "A country in small letters.", "Pattern", field(23, text("pk")), "value");
    row("location_in_small_letters", "A location in small letters.", "Pattern", field(21, text("pk-kp")), "value");
    row("two_faces", "Two faces.", "Bounds", field(62, Value::Array(vec![keyed(&[]), keyed(&[])])), "length");
    row("face_without_data", "A face without a picture.", "Required", field(62, Value::Array(vec![keyed(&[(2, int(4))])])), "structure");
    row("face_too_large", "A face of 1,201 bytes.", "Bounds", field(62, Value::Array(vec![keyed(&[(0, bytes(&[0; 1_201])), (2, int(4))])])), "length");
    row("face_of_another_kind", "A biometric that is no picture.", "Pattern", field(62, Value::Array(vec![keyed(&[(0, bytes(b"RIFF\0\0\0\0WEBP")), (1, int(1)), (2, int(4))])])), "value");
    row("face_without_format", "A picture of no format.", "Required", field(62, Value::Array(vec![keyed(&[(0, bytes(b"RIFF\0\0\0\0WEBP")), (1, int(0))])])), "structure");
    row("photo_too_large", "A photograph of 1,201 bytes.", "Bounds", field(16, bytes(&[0; 1_201])), "length");
    row("eleven_fingers", "Eleven best fingers.", "Bounds", field(18, Value::Array(vec![int(1); 11])), "length");
    row("first_name_a_number", "A first name that is a number, in a field this profile never writes.", "ClaimType", field(5, int(1)), "type");
    let mut row = |name: &str, section, shows, flags, text: String, verdict: &str| {
        f.verify(name, section, shows, flags, text, verdict);
    };
    row("no_profile", "3.3", "No version at all is in order.", "", with_person(&[(4, text("Namuna"))]).text(), "Trusted");
    row("month_unknown", "3.3.2", "Only the year of birth is known.", "", field(8, text("19790000")), "Trusted");
    row("ten_fingers", "3.3", "Ten best fingers.", "Bounds", field(18, Value::Array(vec![int(1); 10])), "Trusted");
    row("face", "3.3.3", "A face, and the head of a picture.", "", field(62, Value::Array(vec![keyed(&[(0, bytes(b"RIFF\0\0\0\0WEBP")), (1, int(0)), (2, int(4))])])), "Trusted");
    row("face_of_no_stated_kind", "3.3.3", "A face that does not say that it is a picture.", "", field(62, Value::Array(vec![keyed(&[(0, bytes(b"RIFF\0\0\0\0WEBP")), (2, int(4))])])), "Trusted");
    row("face_of_another_format", "3.7", "A picture that is not of the format it claims.", "Finding", field(62, Value::Array(vec![keyed(&[(0, bytes(b"RIFF\0\0\0\0WEBP")), (1, int(0)), (2, int(1))])])), "Trusted claims.finding");
    let masked = |number: &str| {
        let mut claims = claims();
        claims[3].1 = keyed(&[(1, text(number)), (2, text("KP1")), (3, text("eng")), (4, text("Namuna Khan"))]);
        claims[4].1 = keyed(&[(2, int(8)), (6, Value::Array(vec![keyed(&[(0, int(1))])]))]);
        Forge::new(PROVINCE, &claims).text()
    };
    row("masked_number", "3.3.1", "A CNIC of which four digits are shown.", "", masked("*********0011"), "Trusted");
    row("masked_number_of_two", "3.3.1", "Two digits are too few.", "Pattern", masked("*********11"), "Unreadable claims.value");
    row("masked_number_with_a_letter", "3.3.1", "A letter among the four.", "Pattern", masked("*********00A1"), "Unreadable claims.value");
    row("masked_number_unmasked", "3.3.1", "A CNIC in whole where a masked one is announced.", "Pattern", masked("1000000000011"), "Unreadable claims.value");
    row("name_of_60", "3.3", "A name of 60 Urdu letters, in 120 bytes: the limit counts characters.", "Bounds", with_person(&[(4, text(&"ن".repeat(60)))]).text(), "Trusted");
    row("direction_in_the_name", "3.7", "A control that turns the direction of writing: kept as signed, and reported.", "Finding", with_person(&[(4, text("Namuna\u{202e}nahK"))]).text(), "Trusted claims.finding");
    row("control_in_the_name", "3.7", "A control character in a name.", "Finding", with_person(&[(4, text("Namuna\u{7}"))]).text(), "Trusted claims.finding");
    row("decomposed_name", "3.7", "A letter and its accent apart: the signed bytes are not put together.", "Finding", with_person(&[(4, text("Namune\u{301}"))]).text(), "Trusted claims.finding");
    row("name_of_digits", "3.7", "A name without any letter.", "Finding", with_person(&[(4, text("9"))]).text(), "Trusted claims.finding");
    row("guardian_of_digits", "3.7", "A guardian whose name is a date.", "Finding", field(15, text("19990229")), "Trusted claims.finding");
    row("address_of_signs", "3.7", "An address with neither letter nor digit.", "Finding", field(10, text("-")), "Trusted claims.finding");
    row("address_of_digits", "3.3", "An address of digits and no letter.", "", field(10, text("12/3")), "Trusted");
    row("accent_of_another_set", "3.7", "A letter in bytes of another character set, of which one is a soft hyphen.", "Finding", with_person(&[(4, text("Garc\u{C3}\u{AD}a"))]).text(), "Trusted claims.finding");
    row("later_key", "3.7", "A key of the identity map that is not assigned yet.", "Finding", field(80, int(1)), "Trusted claims.finding");
    row("label_in_identity", "3.7", "A text label in the identity map.", "Finding", with_claim(169, Some(map(&[(int(4), text("N")), (text("x"), int(1))]))).text(), "Trusted claims.finding");
}

fn provincial(f: &mut Folder) {
    let entitlement = |fields: &[(i64, Value)]| with_entitlement(fields).text();
    let service = || (0, int(1));
    let mut row = |name: &str, section, shows, flags, text: String, verdict: &str| {
        f.verify(name, section, shows, flags, text, verdict);
    };
    row("kp_no_map", "3.4", "The private claim is a number.", "ClaimType", with_claim(-84_817, Some(int(1))).text(), "Unreadable claims.type");
    row("revision_1", "3.4", "A later revision of the private claim.", "Version", with_kp(&[(0, int(1))]).text(), "Unreadable claims.version");
    row("kind_10", "3.4", "A kind of number outside the table.", "Pattern", with_kp(&[(2, int(10))]).text(), "Unreadable claims.value");
    row("relation_7", "3.4", "A relation outside the table.", "Pattern", with_kp(&[(3, int(7))]).text(), "Unreadable claims.value");
    row("assurance_5", "3.4", "An assurance outside the table.", "Pattern", with_kp(&[(8, int(5))]).text(), "Unreadable claims.value");
    row("serial_too_long", "3.4", "A serial number of 21 characters.", "Bounds", with_kp(&[(1, text(&"A".repeat(21)))]).text(), "Unreadable claims.length");
    row("no_entitlement_in_the_list", "3.4", "An empty list of entitlements.", "Bounds", with_kp(&[(6, Value::Array(vec![]))]).text(), "Unreadable claims.length");
    row("seventeen_entitlements", "3.4", "17 entitlements.", "Bounds", with_kp(&[(6, Value::Array(vec![keyed(&[service()]); 17]))]).text(), "Unreadable claims.length");
    row("sixteen_entitlements", "3.4", "16 entitlements.", "Bounds", with_kp(&[(6, Value::Array(vec![keyed(&[service()]); 16]))]).text(), "Trusted");
    row("status_of_three", "3.8", "A compact status reference of three numbers.", "Bounds", with_kp(&[(7, Value::Array(vec![int(1); 3]))]).text(), "Unreadable claims.length");
    row("status_of_texts", "3.8", "A compact status reference of texts.", "ClaimType", with_kp(&[(7, Value::Array(vec![text("1"); 2]))]).text(), "Unreadable claims.type");
    row("no_service", "3.5", "An entitlement to nothing.", "Required", entitlement(&[(1, text("A"))]), "Unreadable claims.structure");
    row("service_0", "3.5", "Service 0 is identity, which no entitlement gives.", "Scope", entitlement(&[(0, int(0))]), "Unreadable claims.value");
    row("service_negative", "3.5", "Service -1.", "Pattern", entitlement(&[(0, int(-1))]), "Unreadable claims.value");
    row("small_reference", "3.5", "A reference in small letters.", "Pattern", entitlement(&[service(), (1, text("scp-1"))]), "Unreadable claims.value");
    row("long_reference", "3.5", "A reference of 25 characters.", "Bounds", entitlement(&[service(), (1, text(&"A".repeat(25)))]), "Unreadable claims.length");
    row("day_as_text", "3.5", "A last day that is a text.", "ClaimType", entitlement(&[service(), (4, text("2030"))]), "Unreadable claims.type");
    row("day_beyond_9999", "3.5", "A last day in the year 10000.", "Bounds", entitlement(&[service(), (4, int(2_932_897))]), "Unreadable claims.value");
    row("until_before_from", "3.5", "The last day before the first.", "Order", entitlement(&[service(), (3, int(9)), (4, int(8))]), "Unreadable claims.value");
    row("unknown_service_as_well", "3.5", "A service without a name is no error.", "", with_kp(&[(6, Value::Array(vec![keyed(&[service()]), keyed(&[(0, int(900))])]))]).text(), "Trusted");
    row("private_field", "3.5", "A private field of an entitlement.", "Finding", entitlement(&[service(), (-1, int(1))]), "Trusted claims.finding");
    row("odd_category", "3.5", "A category outside printable ASCII.", "Finding", entitlement(&[service(), (6, text("LTV\u{7}"))]), "Trusted claims.finding");
    let mut alone = claims();
    alone.remove(3);
    alone[3].1 = keyed(&[(3, int(1)), (6, Value::Array(vec![keyed(&[service()])]))]);
    row("guardian_of_nobody", "3.4", "The relation of a guardian, without a person.", "Required", Forge::new(PROVINCE, &alone).text(), "Unreadable claims.value");
}

fn states(f: &mut Folder) {
    let state = |fields: &[(i64, Value)]| with_entitlement(&[&[(0, int(1))], fields].concat()).text();
    let today = NOW / DAY;
    let mut row = |name: &str, shows, text: String, verdict: &str| {
        f.verify(name, "3.5", shows, "Purpose", text, verdict);
    };
    row("until_today", "The last day is today.", state(&[(4, int(today))]), "Trusted");
    row("until_yesterday", "The last day was yesterday.", state(&[(4, int(today - 1))]), "WrongPurpose entitlement.expired");
    row("from_today", "The first day is today.", state(&[(3, int(today))]), "Trusted");
    row("from_tomorrow", "The first day is tomorrow.", state(&[(3, int(today + 1))]), "WrongPurpose entitlement.not-yet");
    row("pending", "Not decided yet.", state(&[(2, int(1))]), "WrongPurpose entitlement.pending");
    row("suspended", "Suspended, by the entitlement itself.", state(&[(2, int(2))]), "WrongPurpose entitlement.suspended");
    row("withdrawn", "Withdrawn.", state(&[(2, int(3))]), "WrongPurpose entitlement.withdrawn");
    row("exhausted", "Used up.", state(&[(2, int(4))]), "WrongPurpose entitlement.exhausted");
    row("for_life", "For life.", state(&[(2, int(5))]), "Trusted");
    row("later_status", "A status that is not in the table.", state(&[(2, int(6))]), "WrongPurpose entitlement.unknown-state");
    let two = Value::Array(vec![keyed(&[(0, int(1)), (2, int(2))]), keyed(&[(0, int(1))])]);
    row("one_active_is_enough", "Two entitlements to one service, one of them active.", with_kp(&[(6, two)]).text(), "Trusted");
    let two = Value::Array(vec![keyed(&[(0, int(1)), (2, int(3))]), keyed(&[(0, int(1)), (2, int(2))])]);
    row("first_of_two_speaks", "Two entitlements to one service, neither active: the first speaks.", with_kp(&[(6, two)]).text(), "WrongPurpose entitlement.withdrawn");
}
