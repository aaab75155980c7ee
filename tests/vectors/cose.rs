//! Structure, headers, signatures.

use crate::build::Folder;
use crate::common::{LIST_KEYS, PROVINCE, ROOT_KEYS};
use crate::forge::credential::{claims, ed25519_signature, good, plus_l, tagged};
use crate::forge::{Forge, Token, Value, bytes, int, text};
use curve25519_dalek::edwards::{CompressedEdwardsY, EdwardsPoint};
use curve25519_dalek::scalar::Scalar;
use sha2::Digest;

pub fn folder() -> Folder {
    let mut folder = Folder::new("3-cose");
    structure(&mut folder);
    headers(&mut folder);
    signatures(&mut folder);
    folder
}

fn structure(f: &mut Folder) {
    let mut row = |name: &str, shows, flags, text: String, code: &str| {
        f.verify(name, "2.2", shows, flags, text, &format!("Unreadable {code}"));
    };
    row("detached_payload", "The payload is null and would come by another way.", "Structure", good().with_detached_payload().text(), "cose.structure");
    row("tag_61_inside", "Tag 61 inside tag 18.", "Tag", tagged(&[18, 61]), "cose.structure");
    row("short_signature", "A signature of 63 bytes.", "SignatureSize", good().with_signature(&[0; 63]).text(), "cose.signature-size");
    row("long_signature", "A signature of 65 bytes.", "SignatureSize", good().with_signature(&[0; 65]).text(), "cose.signature-size");
    row("message_of_five", "An array of five.", "Structure", crate::forge::raw_text(&longer(&good().message())), "cose.structure");
    let compressed = |message: &[u8]| crate::forge::raw_text(&crate::forge::stored_dictionary_body(message));
    let tagged = |tag| compressed(&good().with_tag(tag).message());
    row("compressed_mac0", "COSE_Mac0, tag 17, compressed: the first byte of the body says nothing of it.", "Tag", tagged(Some(17)), "cose.structure");
    row("compressed_sign", "COSE_Sign, tag 98, compressed.", "Tag", tagged(Some(98)), "cose.structure");
    row("compressed_untagged", "A message without a tag, compressed.", "Tag", tagged(None), "cose.structure");
    let cwt = Value::Tag(61, Box::new(crate::forge::decode(&good().message())));
    row("compressed_cwt", "CWT tag 61 around tag 18, compressed.", "Tag", compressed(&crate::forge::encode(&cwt)), "cose.structure");
    row("no_signature", "A signature of no bytes.", "SignatureSize", good().with_signature(b"").text(), "cose.signature-size");
}

/// Null after the last item of the message.
pub fn longer(message: &[u8]) -> Vec<u8> {
    let Value::Tag(tag, inside) = crate::forge::decode(message) else { unreachable!() };
    let mut parts = inside.into_array().unwrap();
    parts.push(Value::Null);
    crate::forge::encode(&Value::Tag(tag, Box::new(Value::Array(parts))))
}

fn headers(f: &mut Folder) {
    let kid = || good().kid();
    let header = |labels: &[(i64, Value)]| good().with_protected(labels).text();
    let alg = |alg: Value| header(&[(1, alg), (4, kid())]);
    f.verify("alg_19", "2.3", "Algorithm -19, Ed25519, means the same as -8.", "Algorithm", alg(int(-19)), "Trusted");
    let mut row = |name: &str, shows, flags, text: String, verdict: &str| {
        f.verify(name, "2.3", shows, flags, text, verdict);
    };
    row("no_alg", "No algorithm.", "Algorithm", header(&[(4, kid())]), "Unreadable cose.alg-missing");
    row("no_header", "A protected header of no bytes, which stands for an empty one.", "Header", good().with_protected_bytes(b"").text(), "Unreadable cose.kid");
    row("alg_of_bytes", "An algorithm that is a byte string.", "Algorithm", alg(bytes(b"-8")), "Unreadable cose.header");
    row("alg_es256", "ES256, for an Ed25519 key.", "Algorithm", alg(int(-7)), "NotTrusted cose.alg");
    row("alg_hmac", "HMAC: with the public key as its secret anybody could sign.", "Algorithm", alg(int(5)), "NotTrusted cose.alg");
    row("alg_unknown", "An algorithm that nobody registered.", "Algorithm", alg(int(-4_000)), "NotTrusted cose.alg");
    row("alg_none", "Algorithm 0, which is reserved.", "Algorithm", alg(int(0)), "NotTrusted cose.alg");
    row("alg_by_name", "The algorithm as a text.", "Algorithm", alg(text("EdDSA")), "NotTrusted cose.alg");
    row("no_kid", "No key identifier.", "Header", header(&[(1, int(-8))]), "Unreadable cose.kid");
    row("kid_of_four", "A key identifier of four bytes.", "Header", header(&[(1, int(-8)), (4, bytes(b"KP26"))]), "Unreadable cose.kid");
    row("kid_as_text", "A key identifier that is a text.", "Header", header(&[(1, int(-8)), (4, text("abcdefgh"))]), "Unreadable cose.kid");
    let crit = |labels: Vec<Value>| header(&[(1, int(-8)), (2, Value::Array(labels)), (4, kid())]);
    row("crit", "A critical label that is known.", "Critical", crit(vec![int(1)]), "Unreadable cose.crit");
    row("crit_unknown", "A critical label that is not known.", "Critical", crit(vec![int(99)]), "Unreadable cose.crit");
    row("crit_empty", "An empty list of critical labels.", "Critical", crit(Vec::new()), "Unreadable cose.crit");
    row("type", "A type: an object of another kind.", "Confusion", header(&[(1, int(-8)), (4, kid()), (16, text("x"))]), "Unreadable cose.typ");
    row("status_token", "A status list token at the desk for credentials.", "Confusion", crate::forge::raw_text(&Token::good().bytes()), "Unreadable cose.typ");
    row("another_label", "A label that does not belong there.", "Header", header(&[(1, int(-8)), (4, kid()), (33, bytes(b""))]), "Unreadable cose.header");
    row("header_no_map", "A protected header that is an array.", "Header", good().with_protected_bytes(b"\x80").text(), "Unreadable cose.header");
    row("header_no_map_before_the_payload", "The same, and a payload of no bytes: the header comes first.", "Header Order", good().with_protected_bytes(b"\x80").with_payload(b"").text(), "Unreadable cose.header");
    // Which of two faults is named (2.2).
    let other_alg = || good().with_protected(&[(1, int(-7)), (4, kid())]);
    row("another_label_before_another_alg", "A label that does not belong there, and another algorithm: what makes it unreadable comes first.", "Header Order", header(&[(1, int(-7)), (4, kid()), (99, int(1))]), "Unreadable cose.header");
    row("trailing_before_another_alg", "A byte behind the claims, and another algorithm.", "Trailing Order", other_alg().with_payload(&[&good().payload[..], &[0]].concat()).text(), "Unreadable cbor.trailing");
    row("payload_before_unprotected", "A payload of FF, and an algorithm where nobody signed it: the payload comes first.", "Unprotected Order", good().with_unprotected(&[(1, int(-8))]).with_payload(b"\xFF").text(), "Unreadable cbor.malformed");
    row("crit_before_type", "A critical label and a type.", "Critical Order", header(&[(1, int(-8)), (2, Value::Array(vec![int(1)])), (4, kid()), (16, text("x"))]), "Unreadable cose.crit");
    row("type_before_kid", "A type, and no key identifier.", "Confusion Order", header(&[(1, int(-8)), (16, text("x"))]), "Unreadable cose.typ");
    row("another_label_before_no_alg", "A label that does not belong there, and no algorithm.", "Header Order", header(&[(4, kid()), (99, int(1))]), "Unreadable cose.header");
    row("signature_size_before_header", "A signature of 63 bytes, and a header that ends inside a map.", "SignatureSize Order", good().with_protected_bytes(b"\xA1").with_signature(&[0; 63]).text(), "Unreadable cose.signature-size");
    let mut no_map = good();
    no_map.unprotected = Value::Array(Vec::new());
    row("unprotected_no_map", "An unprotected header that is an empty array.", "Unprotected Structure", no_map.text(), "Unreadable cose.structure");
    let unsigned = |labels: &[(i64, Value)]| good().with_unprotected(labels);
    row("alg_unprotected", "The algorithm stands where nobody signed it.", "Unprotected", unsigned(&[(1, int(-8))]).with_protected(&[(4, kid())]).text(), "Unreadable cose.alg-unprotected");
    row("alg_in_both", "Two algorithms, in both headers.", "Unprotected", unsigned(&[(1, int(-7))]).text(), "Unreadable cose.alg-unprotected");
    row("kid_unprotected", "A key identifier in the unprotected header.", "Unprotected", unsigned(&[(4, kid())]).text(), "Unreadable cose.unprotected");
    row("certificate_unprotected", "A certificate chain that somebody added.", "Unprotected", unsigned(&[(33, bytes(b"x"))]).text(), "Unreadable cose.unprotected");
    row("crit_unprotected", "A critical label in the unprotected header.", "Unprotected", unsigned(&[(2, Value::Array(vec![int(1)]))]).text(), "Unreadable cose.unprotected");
}

fn signatures(f: &mut Folder) {
    let refused = "NotTrusted cose.signature";
    let mut row = |name: &str, shows, flags, text: String, verdict: &str| {
        f.verify(name, "2.4", shows, flags, text, verdict);
    };
    let identity = {
        let mut signature = [0; 64];
        signature[0] = 1; // R is the identity, S is zero
        signature
    };
    row("zero_signature", "64 zeros.", "Signature", good().with_signature(&[0; 64]).text(), refused);
    row("identity_signature", "R is the identity and S is 0: weak keys verify that for any message.", "Signature SmallOrder", good().with_signature(&identity).text(), refused);
    row("s_plus_l", "The group order added to S: the same equation, a second spelling.", "Malleable", good().with_signature(&plus_l(&good())).text(), refused);
    let last_bit = |place: usize| {
        let mut signature = ed25519_signature(&good());
        signature[place] ^= 1;
        good().with_signature(&signature).text()
    };
    row("bit_of_r", "One bit of R is flipped.", "Signature", last_bit(0), refused);
    row("bit_of_s", "One bit of S is flipped.", "Signature", last_bit(32), refused);
    let mut high = ed25519_signature(&good());
    high[63] |= 0x80;
    row("high_bit_of_s", "The highest bit of S is set.", "Malleable", good().with_signature(&high).text(), refused);
    let forged = |r: &dyn Fn() -> ([u8; 32], Scalar)| good().with_signature(&signature_with(r)).text();
    let lax = ed25519_dalek::SigningKey::from_bytes(&[PROVINCE; 32]).verifying_key();
    let identity_r = signature_with(&|| (IDENTITY, Scalar::ZERO)).into();
    assert!(ed25519_dalek::Verifier::verify(&lax, &good().to_be_signed(), &identity_r).is_ok(), "a lax verifier takes it");
    row("r_is_the_identity", "R is the identity and S fits: the equation holds, and R is of small order.", "SmallOrder", forged(&|| (IDENTITY, Scalar::ZERO)), refused);
    row("r_in_second_spelling", "R is the identity in a second spelling, and S fits.", "SmallOrder SecondSpelling", forged(&|| (IDENTITY_AGAIN, Scalar::ZERO)), refused);
    row("r_of_small_order", "R is of order 8, and S fits with the cofactor only.", "SmallOrder", forged(&|| (ORDER_8, Scalar::ZERO)), refused);
    row("cofactor_only", "R has a part of order 8: the equation holds with the cofactor only, and verifiers disagree.", "SmallOrder Malleable", forged(&|| (with_torsion(), nonce())), refused);
    let mut altered = good().payload;
    let place = altered.windows(6).position(|window| window == b"Namuna").unwrap();
    altered[place] = b'M';
    let signature = ed25519_signature(&good());
    row("altered_name", "One letter of the name was changed after signing.", "Signature", good().with_payload(&altered).with_signature(&signature).text(), refused);
    let mut header = good().protected;
    header[2] = 0x32; // -19 in place of -8
    row("altered_header", "The algorithm was changed from -8 to -19 after signing.", "Signature", good().with_protected_bytes(&header).with_signature(&signature).text(), refused);
    let stranger = Forge::new(99, &claims());
    let pretender = stranger.clone().with_protected(&[(1, int(-8)), (4, good().kid())]);
    row("another_kid", "A stranger's signature under the kid of the province.", "Signature Kid", pretender.text(), refused);
    let context = encoded_under("Signature", PROVINCE);
    row("another_context", "Signed as a part of COSE_Sign: the context is another one.", "Confusion", good().with_signature(&context).text(), refused);
    row("external_aad", "Signed with external data that nobody knows.", "Confusion", good().with_signature(&with_aad()).text(), refused);
    row("prehashed", "Ed25519ph: the bytes were hashed before.", "Signature", good().with_signature(&prehashed()).text(), refused);
    row("bad_claims_behind_it", "A bad signature over bad claims: the signature speaks.", "Order", good().with_payload(b"\x80").with_signature(&signature).text(), refused);
    let mut row = |name: &str, shows, flags, text: String| {
        f.verify(name, "5.5", shows, flags, text, "NotTrusted key.unknown");
    };
    row("unknown_key", "A key that is on no list.", "Kid", stranger.text());
    row("root_key", "A key of the root role signs no credentials.", "Roles", Forge::new(ROOT_KEYS[0], &claims()).text());
    row("list_key", "A key of the list role signs no credentials.", "Roles", Forge::new(LIST_KEYS[0], &claims()).text());
}

const IDENTITY: [u8; 32] = {
    let mut bytes = [0; 32];
    bytes[0] = 1;
    bytes
};
/// y = 1 + p.
const IDENTITY_AGAIN: [u8; 32] = {
    let mut bytes = [0xFF; 32];
    (bytes[0], bytes[31]) = (0xEE, 0x7F);
    bytes
};
const ORDER_8: [u8; 32] = [
    0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF, 0x98, 0xF0, 0xD5, 0xDF, 0xAC,
    0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88, 0x6D, 0x53, 0xFC, 0x05,
];

fn nonce() -> Scalar {
    Scalar::from_bytes_mod_order([7; 32])
}

/// The point of the nonce, and a point of order 8 added to it.
fn with_torsion() -> [u8; 32] {
    let torsion = CompressedEdwardsY(ORDER_8).decompress().unwrap();
    (EdwardsPoint::mul_base(&nonce()) + torsion).compress().to_bytes()
}

/// R and S = r + k a, where r is what R should be the multiple of.
fn signature_with(r: &dyn Fn() -> ([u8; 32], Scalar)) -> [u8; 64] {
    let key = ed25519_dalek::SigningKey::from_bytes(&[PROVINCE; 32]);
    let (r_bytes, nonce) = r();
    let hash = sha2::Sha512::new().chain_update(r_bytes).chain_update(key.verifying_key().as_bytes());
    let k = Scalar::from_bytes_mod_order_wide(&hash.chain_update(good().to_be_signed()).finalize().into());
    let s = nonce + k * Scalar::from_bytes_mod_order(key.to_scalar().to_bytes());
    let mut signature = [0; 64];
    signature[..32].copy_from_slice(&r_bytes);
    signature[32..].copy_from_slice(s.as_bytes());
    signature
}

fn encoded_under(context: &str, seed: u8) -> Vec<u8> {
    let forge = good();
    let parts = [text(context), bytes(&forge.protected), bytes(b""), bytes(&forge.payload)];
    sign(seed, &crate::forge::encode(&Value::Array(parts.to_vec())))
}

fn with_aad() -> Vec<u8> {
    let forge = good();
    let parts = [text("Signature1"), bytes(&forge.protected), bytes(b"kp-stat-1"), bytes(&forge.payload)];
    sign(PROVINCE, &crate::forge::encode(&Value::Array(parts.to_vec())))
}

/// The signature over the SHA-512 of the bytes, without the domain of RFC 8032 §5.1: what a careless HSM returns.
fn prehashed() -> Vec<u8> {
    sign(PROVINCE, &sha2::Sha512::digest(good().to_be_signed()))
}

fn sign(seed: u8, bytes: &[u8]) -> Vec<u8> {
    khyber_pass::SigningKey::from_seed(&[seed; 32]).sign(bytes).as_bytes().to_vec()
}
