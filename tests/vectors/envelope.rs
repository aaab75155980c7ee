//! From the text to the message.

use crate::build::Folder;
use crate::forge::credential::{claims, good, with_claim};
use crate::forge::{Forge, bomb, bytes, int, padded_zlib, raw_text, stored, stored_dictionary_body, stored_zlib, zlib_bomb, with_escaped_spaces};
use khyber_pass::TrustBundle;

pub fn folder() -> Folder {
    let mut f = Folder::new("1-envelope");
    let (text, message) = (good().text(), good().message());
    let bare = base45::encode(stored_zlib(&message));
    let ok = "Trusted";

    f.verify("raw", "1.3", "The body is the message itself.", "", text.as_str(), ok);
    f.verify("dictionary", "1.3", "The body is deflated, with dictionary 1 as preset dictionary.", "Dictionary", raw_text(&stored_dictionary_body(&message)), ok);
    f.verify("zlib", "1.3", "The body is a zlib stream, after the prefix.", "", raw_text(&stored_zlib(&message)), ok);
    f.verify("bare", "1.4", "The bare Claim 169 envelope: a zlib stream without a prefix.", "Bare", bare.as_str(), ok);
    let released = std::fs::read_to_string("examples/data/adult.txt").unwrap();
    let (root, list) = (
        std::fs::read("examples/data/root.cbor").unwrap(),
        std::fs::read("examples/data/list.cbor").unwrap(),
    );
    f.verify("compressed", "1.3", "A text as an issuer writes it: compressed, with matches in the dictionary.", "Dictionary", released.trim_end(), ok).give("root", vec![crate::forge::hex(&root)]).give("list", crate::forge::hex(&list)).give("status", serde_json::json!([]));
    f.vectors.last_mut().unwrap().forget("trust");

    let dictionary_bomb = |zeros| raw_text(&[&[1][..], &bomb(zeros)].concat());
    let unreadable = |code: &str| format!("Unreadable {code}");
    let row = |f: &mut Folder, name: &str, section, shows, flags, text: String, code: &str| {
        f.verify(name, section, shows, flags, text, &unreadable(code));
    };
    let f = &mut f;
    row(f, "empty", "1.1", "No characters at all.", "", String::new(), "envelope.empty");
    row(f, "too_long", "1.5", "4,297 characters, one more than a symbol holds.", "Bounds", "KP1:".to_owned() + &"A".repeat(4_293), "envelope.too-long");
    row(f, "as_long_as_can_be", "1.5", "4,296 characters: the length is in order, what follows is not.", "Bounds", "KP1: ".to_owned() + &"A".repeat(4_291), "envelope.base45-overflow");
    row(f, "as_long_as_can_be_in_urdu", "1.5", "4,296 characters in more bytes: the limit counts characters.", "Bounds", "KP1:".to_owned() + &"A".repeat(4_291) + "پ", "envelope.base45-character");
    row(f, "too_long_until_repaired", "1.5", "4,298 characters that would be 4,296 with the space put back: nothing so long is repaired.", "Bounds", "KP1:".to_owned() + &"A".repeat(4_291) + "%20", "envelope.too-long");
    row(f, "space_after", "1.1", "A space after the text.", "Trim", format!("{text} "), "envelope.white-space");
    row(f, "space_before", "1.1", "A space before the text.", "Trim", format!(" {text}"), "envelope.white-space");
    row(f, "newline_after", "1.1", "A line end that a scanner added.", "Trim", format!("{text}\r\n"), "envelope.white-space");
    row(f, "no_break_space_after", "1.1", "U+00A0 is white space too.", "Trim", format!("{text}\u{A0}"), "envelope.white-space");
    row(f, "byte_order_mark", "1.1", "U+FEFF is not white space; something stands before the prefix.", "Trim Damage", format!("\u{FEFF}{text}"), "envelope.added");
    row(f, "small_letters", "1.1", "The whole text in small letters.", "Case", text.to_lowercase(), "envelope.lower-case");
    row(f, "small_prefix", "1.1", "The prefix in small letters.", "Case", text.replace("KP1:", "kp1:"), "envelope.lower-case");
    row(f, "small_letter_inside", "1.2", "One small letter in the Base45.", "Case", text.replacen('A', "a", 1), "envelope.base45-character");
    row(f, "another_prefix", "1.1", "A prefix that nobody knows.", "", text.replace("KP1:", "KP9:"), "envelope.prefix");
    row(f, "prefix_of_digits", "1.6", "Thirteen digits among letters are no bar code of an identity card.", "Foreign", "X1000000000011".to_owned(), "envelope.prefix");
    row(f, "too_few_digits", "1.6", "Twelve digits are none either.", "Foreign", "100000000001".to_owned(), "envelope.prefix");
    row(f, "too_few_digits_with_a_hyphen", "1.6", "Twelve digits and a hyphen are 13 characters, and no bar code.", "Foreign", "100000000-001".to_owned(), "envelope.prefix");
    row(f, "digits_with_many_hyphens", "1.6", "Thirteen digits are one, however many hyphens there are.", "Foreign", "1000000000011".replace("", "--"), "envelope.foreign");
    row(f, "web_address_in_other_letters", "1.6", "U+017F is an s in other alphabets: no letter of ASCII is folded from it.", "Foreign Case", "http\u{17F}://example.pk/kp".to_owned(), "envelope.prefix");
    row(f, "contact", "1.6", "A contact.", "Foreign", "BEGIN:VCARD\nVERSION:3.0\nN:Namuna\nEND:VCARD".to_owned(), "envelope.foreign");
    row(f, "contact_of_a_telephone", "1.6", "A telephone number to call.", "Foreign", "tel:+920000000000".to_owned(), "envelope.foreign");
    row(f, "wireless_network", "1.6", "The password of a wireless network.", "Foreign", "WIFI:S:TEST;T:WPA;P:TEST;;".to_owned(), "envelope.foreign");
    row(f, "payment", "1.6", "A payment code as shops have it.", "Foreign", "00020101021126370012PK.TEST.0001".to_owned(), "envelope.foreign");
    row(f, "passport", "1.6", "The lines of a passport.", "Foreign", "P<PAKNAMUNA<<KHAN<<<<<<<<<<<<<<<<<<<<<<<<<<<<".to_owned(), "envelope.foreign");
    row(f, "wallet_request", "1.6", "A request for another wallet.", "Foreign", "openid4vp://authorize?client_id=test".to_owned(), "envelope.foreign");
    row(f, "json", "1.6", "JSON.", "Foreign", r#"{"id":"TEST"}"#.to_owned(), "envelope.foreign");
    row(f, "json_web_token", "1.6", "A JSON Web Token.", "Foreign", "eyJhbGciOiJFUzI1NiJ9.e30.AA".to_owned(), "envelope.foreign");
    row(f, "xml", "1.6", "XML, as older identity cards of a neighbour have it.", "Foreign", "<?xml version=\"1.0\"?><Test/>".to_owned(), "envelope.foreign");
    row(f, "long_number", "1.6", "27 digits are more than an identity card holds.", "Foreign", "1".repeat(27), "envelope.foreign");
    row(f, "bare_json", "1.6", "JSON in the bare envelope, as PixelPass writes it.", "Foreign Bare", base45::encode(stored_zlib(br#"{"id":"TEST"}"#)), "envelope.foreign");
    row(f, "bare_json_array", "1.6", "An array of JSON there, 5B: is not told apart: as CBOR it is cut short.", "Foreign Bare", base45::encode(stored_zlib(br#"["TEST56789"]"#)), "cbor.truncated");
    row(f, "words", "1.1", "A sentence.", "", "Hello".to_owned(), "envelope.prefix");
    row(f, "bare_raw", "1.4", "Without a prefix the stream is not optional.", "Bare", text.replace("KP1:", ""), "envelope.not-compressed");
    row(f, "bare_raw_and_broken", "1.4", "The first three characters say that it is not compressed; what follows is no Base45.", "Bare", text[4..7].to_owned() + "?", "envelope.not-compressed");
    row(f, "bare_of_two", "1.4", "Two characters, which stand for 78: three are needed.", "Bare", "U2".to_owned(), "envelope.prefix");
    row(f, "eu_certificate", "1.6", "An EU Digital COVID Certificate.", "Foreign", text.replace("KP1:", "HC1:"), "envelope.foreign");
    row(f, "nz_pass", "1.6", "A New Zealand COVID Pass.", "Foreign", "NZCP:/1/2KCEVIQEIVVWK6JNGEASNICZAEP2KALYDZSGSZB2O5SWEOTOPJRXALTDN5XGLL".to_owned(), "envelope.foreign");
    row(f, "health_card", "1.6", "A SMART Health Card.", "Foreign", "shc:/56762909524320603460292437404460".to_owned(), "envelope.foreign");
    row(f, "mdoc", "1.6", "An ISO mdoc.", "Foreign", "MDOC:owBjMS4wAYIB".to_owned(), "envelope.foreign");
    row(f, "web_address", "1.6", "A web address.", "Foreign", "https://example.pk/kp?c=1".to_owned(), "envelope.foreign");
    row(f, "card_number", "1.6", "The bar code of an identity card.", "Foreign", "10000-0000001-1".to_owned(), "envelope.foreign");
    row(f, "damaged_bundle", "1.6", "A trust bundle that does not parse.", "Foreign", text.replace("KP1:", "KPT:"), "envelope.foreign");
    row(f, "bundle_in_small_letters", "1.6", "The beginning of a bundle in small letters: no bundle, but a damaged one.", "Foreign Case", "kpt:DFG".to_owned(), "envelope.foreign");
    row(f, "part_in_small_letters", "1.6", "The beginning of a part in small letters.", "Foreign Case", "kp1t/1/3/9CE2D4DA:KPT:".to_owned(), "envelope.foreign");
    row(f, "json_after_the_prefix", "1.6", "JSON in a stream behind our prefix: only a bare text is told apart.", "Foreign", raw_text(&stored_zlib(br#"{"a":1}"#)), "cbor.truncated");
    row(f, "damaged_part", "1.6", "One part of a text in parts, cut short: not another purpose, but not read well.", "Foreign", "KP1T/1/3/9CE2D4DA:".to_owned(), "envelope.foreign");
    let bundle = TrustBundle::new(vec![message.clone()]).unwrap().to_text().unwrap();
    f.verify("bundle", "1.6", "A trust bundle at the desk for credentials.", "Confusion", bundle, "WrongPurpose purpose.not-a-credential");
    f.verify("part", "1.6", "One part of a text in parts.", "Confusion", "KP1T/1/3/9CE2D4DA:KPT:", "WrongPurpose purpose.not-a-credential");
    f.verify("presentation", "1.6", "A prefix that is kept for later.", "Confusion", "KPP:ABC", "WrongPurpose purpose.not-a-credential");
    row(f, "tab_inside", "1.2", "A tab in the Base45.", "Base45", text.replace("KP1:", "KP1:\t"), "envelope.base45-character");
    row(f, "one_character_over", "1.2", "A length that leaves one character over.", "Base45", text[..4 + 3 * 60 + 1].to_owned(), "envelope.base45-length");
    row(f, "one_character_over_and_a_small_one", "1.2", "A small letter in a text of that length: characters are looked at first.", "Base45", text[..4 + 3 * 60].to_owned() + "a", "envelope.base45-character");
    row(f, "group_too_large", "1.2", "A group of three above 65535.", "Base45", format!("{text}:::"), "envelope.base45-overflow");
    row(f, "pair_too_large", "1.2", "A final pair above 255, which some decoders cut.", "Base45", "KP1:::".to_owned(), "envelope.base45-overflow");
    row(f, "group_of_65536", "1.2", "GGW stands for 65536, one more than two bytes hold.", "Base45 Bounds", "KP1:GGW".to_owned(), "envelope.base45-overflow");
    row(f, "pair_of_256", "1.2", "V5 stands for 256, one more than a byte holds.", "Base45 Bounds", "KP1:V5".to_owned(), "envelope.base45-overflow");
    row(f, "nothing_after_prefix", "1.3", "A prefix and no body.", "", "KP1:".to_owned(), "envelope.body");
    row(f, "unknown_body", "1.3", "A first byte that stands for nothing.", "", raw_text(&[0xFF, 0]), "envelope.body");
    row(f, "untagged", "2.2", "The message without its tag: 84 begins no body.", "Tag", good().with_tag(None).text(), "envelope.body");
    row(f, "mac0", "2.2", "COSE_Mac0, tag 17.", "Tag", good().with_tag(Some(17)).text(), "envelope.body");
    row(f, "encrypt0", "2.2", "COSE_Encrypt0, tag 16.", "Tag", good().with_tag(Some(16)).text(), "envelope.body");
    row(f, "tag_61", "2.2", "CWT tag 61 around tag 18.", "Tag", crate::forge::credential::tagged(&[61, 18]), "envelope.body");
    row(f, "draft_dictionary", "1.3", "Number 0 was the draft of dictionary 1, and is none any more.", "Dictionary", raw_text(&[&[0][..], &stored(&message)].concat()), "envelope.dictionary");
    row(f, "next_dictionary", "1.3", "A dictionary with number 2, which nobody has made yet.", "Dictionary", raw_text(&[&[2][..], &stored(&message)].concat()), "envelope.dictionary");
    row(f, "last_dictionary", "1.3", "Number 15 is kept for dictionaries too.", "Dictionary", raw_text(&[15, 3, 0]), "envelope.dictionary");
    row(f, "beyond_dictionaries", "1.3", "Number 16 is not.", "Dictionary", raw_text(&[16, 3, 0]), "envelope.body");
    row(f, "broken_stream", "1.3", "A dictionary body that does not inflate.", "Stream", raw_text(&[1, 0xFF]), "envelope.inflate");
    row(f, "short_stream", "1.3", "A stream that ends early.", "Stream", raw_text(&stored_dictionary_body(&message)[..100]), "envelope.inflate");
    row(f, "text_string", "1.3", "78 18 begins a text of CBOR as well: it is read as a stream.", "Stream", raw_text(&[0x78, 0x18, 0x41]), "envelope.inflate");
    let mut sum = stored_zlib(&message);
    *sum.last_mut().unwrap() ^= 1;
    row(f, "wrong_sum", "1.3", "A wrong Adler-32.", "Stream", raw_text(&sum), "envelope.inflate");
    row(f, "preset_dictionary", "1.3", "A zlib stream that wants a preset dictionary.", "Stream", raw_text(&[0x78, 0xBB, 0, 0, 0, 1, 3, 0, 0, 0, 0, 1]), "envelope.inflate");
    row(f, "gzip", "1.3", "A gzip header begins no body.", "Stream", raw_text(&[0x1F, 0x8B, 8, 0]), "envelope.body");
    row(f, "after_the_stream", "1.3", "A byte after the zlib stream.", "Trailing", raw_text(&[stored_zlib(&message), vec![0]].concat()), "envelope.inflate-trailing");
    row(f, "after_the_dictionary_stream", "1.3", "A byte after the dictionary stream.", "Trailing", raw_text(&[stored_dictionary_body(&message), vec![0]].concat()), "envelope.inflate-trailing");
    row(f, "after_the_bare_stream", "1.3", "A byte after the bare stream.", "Trailing", base45::encode([stored_zlib(&message), vec![0]].concat()), "envelope.inflate-trailing");
    row(f, "zlib_bomb", "1.5", "400 bytes that inflate to 65,000.", "Bomb", raw_text(&zlib_bomb(65_000)), "envelope.inflate-limit");
    row(f, "dictionary_bomb", "1.5", "The same as a dictionary body.", "Bomb", dictionary_bomb(65_000), "envelope.inflate-limit");
    row(f, "bare_bomb", "1.5", "The same in the bare envelope.", "Bomb", base45::encode(zlib_bomb(65_000)), "envelope.inflate-limit");
    row(f, "dictionary_one_byte_too_many", "1.5", "A dictionary body that inflates to 16,385 bytes.", "Bomb Bounds", dictionary_bomb(16_385), "envelope.inflate-limit");
    row(f, "dictionary_as_large_as_can_be", "1.5", "A dictionary body that inflates to 16,384 bytes, which are zeros and no message.", "Bomb Bounds", dictionary_bomb(16_384), "cbor.trailing");
    row(f, "bare_one_byte_too_many", "1.5", "A bare stream that inflates to 16,385 bytes.", "Bomb Bounds", base45::encode(zlib_bomb(16_385)), "envelope.inflate-limit");
    row(f, "bare_as_large_as_can_be", "1.5", "A bare stream that inflates to 16,384 bytes, which are zeros and no message.", "Bomb Bounds", base45::encode(zlib_bomb(16_384)), "cbor.trailing");
    row(f, "one_byte_too_many", "1.5", "It inflates to 16,385 bytes.", "Bomb Bounds", raw_text(&zlib_bomb(16_385)), "envelope.inflate-limit");
    row(f, "as_large_as_can_be", "1.5", "It inflates to 16,384 bytes, which are zeros and no message.", "Bomb Bounds", raw_text(&zlib_bomb(16_384)), "cbor.trailing");
    row(f, "stream_in_stream", "1.3", "A zlib stream in a zlib stream: the inner one, 78 01, begins a text with a long head.", "Stream", raw_text(&stored_zlib(&stored_zlib(&message))), "cbor.long-head");
    row(f, "two_codes_in_one", "2.1", "Two messages, one after the other.", "Trailing", raw_text(&message.repeat(2)), "cbor.trailing");
    row(f, "half_lost", "2.1", "The second half of the text is missing.", "", text[..4 + 3 * 60].to_owned(), "cbor.truncated");

    row(f, "identifier_before", "1.8", "The symbology identifier that a scanner is set up to send.", "Damage", format!("]Q1{text}"), "envelope.added");
    row(f, "words_before", "1.8", "The prefix somewhere in a sentence.", "Damage", format!("Scan: {text}"), "envelope.added");
    row(f, "escaped", "1.8", "Every character that is none in a web address is escaped.", "Damage", text.replace('%', "%25").replace(' ', "%20").replace('+', "%2B").replace(':', "%3A"), "envelope.escaped");
    row(f, "escaped_in_small_letters", "1.8", "The same in small letters.", "Damage Case", "kp1%3aabc".to_owned(), "envelope.escaped");
    row(f, "address_with_a_code", "1.6", "A web address that holds a code is a web address.", "Damage Foreign", format!("https://example.pk/?c={text}"), "envelope.foreign");
    row(f, "code_twice", "1.8", "The same code twice, as a scanner sends it that is held too long.", "Damage", text.repeat(2), "envelope.two-codes");
    row(f, "two_codes", "1.8", "Two codes on two lines.", "Damage", format!("{text}\n{}", &text[..4 + 3 * 60]), "envelope.two-codes");
    let even = vec![0; message.len() % 2];
    let prefix_inside = raw_text(&[&message[..], &even, &base45::decode("KP1:00").unwrap()].concat());
    assert!(prefix_inside[4..].contains("KP1:"));
    row(f, "prefix_inside", "1.8", "The prefix inside Base45 that is in order: what is wrong is what follows the message.", "Damage Trailing", prefix_inside, "cbor.trailing");
    let no_space = |chars: usize| format!("KP1:{}", "A".repeat(chars));
    row(f, "spaces_lost", "1.8", "200 characters without a space.", "Damage Bounds", no_space(200), "envelope.spaces-lost");
    row(f, "spaces_as_escapes", "1.8", "As long, with %20: it is known where the spaces went, and the repair did not help.", "Damage Repair", no_space(200).replacen("AAA", "%20", 1), "envelope.base45-overflow");
    row(f, "spaces_lost_and_a_small_letter", "1.8", "As long, with a small letter.", "Damage Base45", no_space(200) + "a", "envelope.base45-character");
    row(f, "too_short_to_miss_spaces", "1.8", "199 characters need not have one.", "Damage Bounds", no_space(199), "envelope.base45-length");

    let numbered = |n: u8| with_claim(7, Some(bytes(&[n; 8])));
    let spaced = with_escaped_spaces(|n| numbered(n).text());
    f.verify("repaired", "1.7", "A camera application wrote every space as %20: undone once, and said.", "Repair", spaced, "Trusted envelope.repaired");
    let padded = |n: u8| {
        let message = with_claim(7, Some(bytes(&vec![n; 8 + usize::from(n % 5)]))).message();
        let text = raw_text(&padded_zlib(&message, (2_861 - stored_zlib(&message).len()) / 5));
        (text.len() == 4_296 && text.contains(' ')).then_some(text)
    };
    let padded = (0..=255_u8).find_map(padded).unwrap();
    f.verify("as_long_as_can_be_and_whole", "1.5", "A text of 4,296 characters, with hundreds of empty blocks in its stream.", "Bounds", padded.as_str(), ok);
    row(f, "too_long_with_its_escapes", "1.5", "The same with its spaces as %20: with them it is too long, though without it would be in order.", "Bounds Repair", padded.replace(' ', "%20"), "envelope.too-long");
    let forged = with_escaped_spaces(|n| {
        let mut message = numbered(3).message();
        let last = message.len() - 1;
        (message[last], message[last - 20]) = (message[last] ^ 1, n);
        raw_text(&message)
    });
    f.verify("repaired_and_forged", "1.7", "After the repair the signature is looked at as ever.", "Repair", forged, "NotTrusted cose.signature envelope.repaired");
    let unknown = with_escaped_spaces(|n| Forge::new(n.max(100), &claims()).text());
    f.verify("repaired_and_unknown", "1.7", "After the repair its key is on no list: what is found later does not undo it.", "Repair", unknown, "NotTrusted key.unknown envelope.repaired");
    let bare = with_escaped_spaces(|n| base45::encode(stored_zlib(&numbered(n).message())));
    f.verify("repaired_and_bare", "1.7", "A bare text with its spaces as %20.", "Repair Bare", bare, "Trusted envelope.repaired");
    let no_claims = with_escaped_spaces(|n| good().with_payload(&[0x81, 0x18, n.max(24)]).text());
    f.verify("repaired_and_no_claims", "1.7", "After the repair its signature is right, and its payload is an array.", "Repair", no_claims, "Unreadable claims.structure envelope.repaired");
    row(f, "beyond_repair", "1.7", "The repair does not help: the first refusal stands.", "Repair", "KP1:%20%20%20AAA".to_owned(), "envelope.dictionary");
    let foreign = with_escaped_spaces(|n| {
        let header = [(1, int(-7)), (4, numbered(n).kid())];
        numbered(n).with_protected(&header).text()
    });
    row(f, "repaired_to_another_algorithm", "1.7", "Repaired it is a message of another algorithm, which is no success: the first refusal stands.", "Repair Algorithm", foreign, "envelope.base45-overflow");
    std::mem::replace(f, Folder::new(""))
}
