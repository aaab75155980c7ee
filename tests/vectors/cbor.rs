//! Deterministic CBOR, in the message, the header and the payload.

use crate::build::Folder;
use crate::common::{DAY, START};
use crate::forge::credential::good;
use crate::forge::{encode, int, raw_text};

pub fn folder() -> Folder {
    let mut folder = Folder::new("2-cbor");
    payloads(&mut folder);
    headers(&mut folder);
    messages(&mut folder);
    folder
}

/// `{1: "PK-KP", 4: exp, 6: iat, -84817: {6: [{0: 1}]}}`, with any bytes as exp.
fn with_exp(exp: &[u8]) -> Vec<u8> {
    let iat = encode(&int(START + DAY));
    [b"\xA4\x01\x65PK-KP\x04", exp, b"\x06", &iat, b"\x3A\x00\x01\x4B\x50\xA1\x06\x81\xA1\x00\x01"].concat()
}

fn payloads(f: &mut Folder) {
    let exp = encode(&int(START + 400 * DAY));
    let good_payload = with_exp(&exp);
    let text = |payload: &[u8]| good().with_payload(payload).text();
    f.verify("in_order", "2.1", "The smallest credential there is: an entitlement and its dates.", "", text(&good_payload), "Trusted");
    let mut row = |name: &str, shows, flags, payload: &[u8], code: &str| {
        f.verify(name, "2.1", shows, flags, text(payload), &format!("Unreadable {code}"));
    };
    row("float_exp", "exp as a floating-point number of 64 bits.", "Float", &with_exp(b"\xFB\x41\xDC\x00\x00\x00\x00\x00\x00"), "cbor.float");
    row("float_of_32_bits", "exp as a floating-point number of 32 bits.", "Float", &with_exp(b"\xFA\x4E\xD5\xE7\x00"), "cbor.float");
    row("not_a_number", "exp is NaN.", "Float", &with_exp(b"\xF9\x7E\x00"), "cbor.float");
    row("cut_float", "A payload that ends after the first byte of a floating-point number.", "Float", b"\xA1\x04\xF9", "cbor.float");
    row("big_number_exp", "exp as a big number, tag 2.", "SecondSpelling", &with_exp(b"\xC2\x44\x69\x55\xB9\x00"), "cbor.malformed");
    row("negative_big_number_exp", "exp as a negative big number, tag 3.", "SecondSpelling", &with_exp(b"\xC3\x44\x69\x55\xB9\x00"), "cbor.malformed");
    row("undefined_exp", "exp is undefined, F7.", "SecondSpelling", &with_exp(b"\xF7"), "cbor.malformed");
    row("simple_value", "exp is simple(59).", "SecondSpelling", &with_exp(b"\xF8\x3B"), "cbor.malformed");
    row("tagged_exp", "exp under tag 1: CBOR in order, and no integer.", "ClaimType", &with_exp(&[b"\xC1", &exp[..]].concat()), "claims.time");
    row("after_the_payload", "A byte after the map of claims, inside the signed payload.", "Trailing", &[&good_payload[..], &[0]].concat(), "cbor.trailing");
    row("empty_payload", "A payload of no bytes.", "", b"", "cbor.truncated");
    row("cut_payload", "A payload that ends inside a text.", "", b"\xA1\x01\x65PK-K", "cbor.truncated");
    row("cut_head", "A payload that ends inside a number.", "", b"\xA1\x04\x1A\x69", "cbor.truncated");
    row("claim_twice", "Claim 4 stands in the payload twice.", "DuplicateKey", &[b"\xA2\x04", &exp[..], b"\x04", &exp].concat(), "cbor.duplicate-key");
    row("claim_twice_apart", "Claim 4 again, after another key: twice, not only out of order.", "DuplicateKey", &[b"\xA3\x04", &exp[..], b"\x06", &exp, b"\x04", &exp].concat(), "cbor.duplicate-key");
    row("key_of_23_in_two_bytes", "Key 23 as 18 17, the last number that needs no byte of its own.", "SecondSpelling", &[b"\xA1\x18\x17", &exp[..]].concat(), "cbor.long-head");
    row("last_of_32_bits_in_eight_bytes", "2^32 - 1 in eight bytes.", "SecondSpelling", &with_exp(b"\x1B\0\0\0\0\xFF\xFF\xFF\xFF"), "cbor.long-head");
    row("key_in_two_bytes", "Key 4 as 18 04.", "SecondSpelling", &[b"\xA1\x18\x04", &exp[..]].concat(), "cbor.long-head");
    row("length_in_two_bytes", "The length of iss as 78 05.", "SecondSpelling", b"\xA1\x01\x78\x05PK-KP", "cbor.long-head");
    row("time_in_eight_bytes", "A time of 32 bits in 64.", "SecondSpelling", &with_exp(b"\x1B\0\0\0\0\x69\x55\xB9\x00"), "cbor.long-head");
    row("time_in_two_bytes", "A time of 8 bits in 16.", "SecondSpelling", &with_exp(b"\x19\x00\xFF"), "cbor.long-head");
    row("time_of_sixteen_bits_in_four_bytes", "A time of 16 bits in 32.", "SecondSpelling", &with_exp(b"\x1A\x00\x00\xFF\xFF"), "cbor.long-head");
    row("number_without_an_end", "exp as 1F: numbers have no indefinite length.", "SecondSpelling", &with_exp(b"\x1F"), "cbor.malformed");
    row("tag_without_an_end", "exp under DF: tags have none either.", "SecondSpelling", &with_exp(b"\xDF"), "cbor.malformed");
    row("keys_out_of_order", "Keys 6 and 4.", "Order", b"\xA2\x06\x01\x04\x02", "cbor.unsorted-key");
    row("negative_before_positive", "Key -1 before key 1: the order is that of the encoded bytes.", "Order", b"\xA2\x20\x00\x01\x01", "cbor.unsorted-key");
    row("shorter_first", "24 before -1 in bytes (18 18 before 20), though the other one is shorter: this payload has the older order.", "Order", b"\xA2\x20\x00\x18\x18\x01", "cbor.unsorted-key");
    row("indefinite_map", "A map of indefinite length.", "Indefinite", b"\xBF\xFF", "cbor.indefinite");
    row("indefinite_text", "A text of indefinite length.", "Indefinite", b"\xA1\x01\x7F\x65PK-KP\xFF", "cbor.indefinite");
    row("indefinite_bytes", "A byte string of indefinite length.", "Indefinite", b"\xA1\x07\x5F\x48\0\0\0\0\0\0\0\0\xFF", "cbor.indefinite");
    row("end_of_nothing", "FF, which ends what has no definite length, and nothing to end.", "Indefinite", b"\xFF", "cbor.malformed");
    row("not_utf8", "A text that is not UTF-8.", "Utf8", b"\xA1\x01\x62\xC3\x28", "cbor.utf8");
    row("surrogate", "A text with half of a surrogate pair.", "Utf8", b"\xA1\x01\x63\xED\xA0\x80", "cbor.utf8");
    row("overlong_utf8", "A slash in two bytes of UTF-8.", "Utf8", b"\xA1\x01\x62\xC0\xAF", "cbor.utf8");
    row("nine_levels", "Arrays nested nine deep.", "Bounds Depth", &[vec![0x81; 9], vec![0]].concat(), "cbor.depth");
    row("two_thousand_levels", "Arrays nested two thousand deep: nothing may run out of stack.", "Bounds Depth", &vec![0x81; 2_000], "cbor.depth");
    row("tags_count_as_levels", "Tags nested nine deep.", "Bounds Depth", &[vec![0xC6; 9], vec![0]].concat(), "cbor.depth");
    row("eight_levels", "Arrays nested eight deep are in order, as CBOR.", "Bounds Depth", &[vec![0x81; 8], vec![0]].concat(), "claims.structure");
    row("too_many_entries", "A map of 257 entries.", "Bounds", b"\xB9\x01\x01", "cbor.entries");
    row("too_many_entries_too_deep", "A map of 257 entries on the ninth level: entries are counted first.", "Bounds Depth", &[&[0x81; 8][..], b"\xB9\x01\x01"].concat(), "cbor.entries");
    row("as_many_entries_as_can_be", "An array of 256 entries is in order, as CBOR.", "Bounds", &[&b"\x99\x01\x00"[..], &[0; 256]].concat(), "claims.structure");
    row("array_of_2_63", "Nine bytes that claim an array of 2^63 entries: nothing may be reserved for them.", "Bounds", b"\x9B\x80\0\0\0\0\0\0\0", "cbor.entries");
    row("text_of_2_63", "Nine bytes that claim a text of 2^63 bytes.", "Bounds", b"\x7B\x80\0\0\0\0\0\0\0", "cbor.truncated");
    row("reserved_head", "A head that means nothing, 1C.", "", b"\x1C", "cbor.malformed");
    row("stray_break", "A break, FF, outside anything.", "", b"\xFF", "cbor.malformed");
}

fn headers(f: &mut Folder) {
    let mut row = |name: &str, shows, flags, header: &[u8], code: &str| {
        let text = good().with_protected_bytes(header).text();
        f.verify(name, "2.1", shows, flags, text, &format!("Unreadable {code}"));
    };
    row("after_the_header", "A byte after the map, inside the protected header.", "Trailing", b"\xA1\x01\x27\x00", "cbor.trailing");
    row("label_twice", "The algorithm twice in the protected header.", "DuplicateKey", b"\xA2\x01\x27\x01\x27", "cbor.duplicate-key");
    row("header_in_two_spellings", "Label 1 as 18 01.", "SecondSpelling", b"\xA1\x18\x01\x27", "cbor.long-head");
    row("indefinite_header", "A header of indefinite length.", "Indefinite", b"\xBF\x01\x27\xFF", "cbor.indefinite");
}

fn messages(f: &mut Folder) {
    let message = good().message();
    // D2 84 58 .. : the array of the message.
    let long = [&[0xD2, 0x98, 0x04][..], &message[2..]].concat();
    f.verify("message_in_two_spellings", "2.1", "The array of the message as 98 04.", "SecondSpelling", raw_text(&long), "Unreadable cbor.long-head");
    let indefinite = [&[0xD2, 0x9F][..], &message[2..], &[0xFF]].concat();
    f.verify("indefinite_message", "2.1", "The array of the message of indefinite length.", "Indefinite", raw_text(&indefinite), "Unreadable cbor.indefinite");
    f.verify("after_the_message", "2.1", "A byte after the message.", "Trailing", raw_text(&[&message[..], &[0]].concat()), "Unreadable cbor.trailing");
    let short = &message[..message.len() - 1];
    f.verify("last_byte_lost", "2.1", "The last byte of the signature is missing.", "", raw_text(short), "Unreadable cbor.truncated");
}
