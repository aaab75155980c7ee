//! What others published: RFC 8032, RFC 8392, RFC 9285; and, when there are files of them, the suites of C2SP.
//!
//! `KP_CCTV_ED25519` names a file `ed25519vectors.json` (C2SP/CCTV, folder `ed25519`), `KP_WYCHEPROOF_ED25519` a file
//! `ed25519_test.json` (C2SP/wycheproof, folder `testvectors_v1`):
//!
//! ```sh
//! KP_CCTV_ED25519=FILE KP_WYCHEPROOF_ED25519=FILE cargo test outside -- --nocapture
//! ```
//!
//! What each vector must come to follows from its flags and from §2.4, and a surprise either way fails the test. Small
//! files of the same form, in `tests/outside`, are always read.

use crate::base45::{decode_base45, encode_base45};
use crate::cbor::{decode, encode, int, map, text};
use crate::cose::{CoseError, PublicKey, Sign1, Signature, SigningKey};
use crate::untrusted::inspect;
use crate::{Body, Envelope, SignedCredential};
use ciborium::Value;
use serde_json::Value as Json;

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

/// Does this library take the key, and then the signature?
fn is_accepted(key: &str, message: &[u8], signature: &str) -> bool {
    let key: Result<[u8; 32], _> = bytes(key).try_into();
    let signature: Result<[u8; 64], _> = bytes(signature).try_into();
    match (key.map(|key| PublicKey::from_bytes(&key)), signature) {
        (Ok(Ok(key)), Ok(signature)) => key.verifies(message, &Signature::from_bytes(signature)),
        _ => false,
    }
}

/// RFC 8032 §7.1: TEST 1, 2, 3 and SHA(abc).
#[test]
fn rfc_8032() {
    let rows = [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ),
        (
            "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
            "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
            "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
        ),
    ];
    for (secret, public, message, signature) in rows {
        let key = SigningKey::from_seed(&bytes(secret).try_into().unwrap());
        assert_eq!(key.public_key().as_bytes()[..], bytes(public));
        assert_eq!(key.sign(&bytes(message)).as_bytes()[..], bytes(signature));
        assert!(is_accepted(public, &bytes(message), signature));
        assert!(!is_accepted(public, &[bytes(message), vec![0]].concat(), signature));
    }
}

/// RFC 9285 §4.3 and §4.4.
#[test]
fn rfc_9285() {
    for (plain, encoded) in
        [("AB", "BB8"), ("Hello!!", "%69 VD92EX0"), ("base-45", "UJCLQE7W581"), ("ietf!", "QED8WEX0")]
    {
        assert_eq!(encode_base45(plain.as_bytes()), encoded);
        assert_eq!(decode_base45(encoded, 0).unwrap(), plain.as_bytes());
        // The same through the door: the text is opened, and is no body of ours.
        let stopped = inspect(&format!("KP1:{encoded}")).stopped_by().unwrap();
        assert_eq!(stopped.code().name(), "envelope.body");
        assert!(stopped.to_string().ends_with(&format!("{:#04x}", plain.as_bytes()[0])), "{stopped}");
    }
}

const CLAIMS: &str = "a70175636f61703a2f2f61732e6578616d706c652e636f6d02656572696b77037818636f61703a2f2f6c696768742e6578616d706c652e636f6d041a5612aeb0051a5610d9f0061a5610d9f007420b71";

/// RFC 8392 A.1: a claims set with the claims that we have too, under the same numbers.
#[test]
fn rfc_8392_claims_set() {
    let bytes = bytes(CLAIMS);
    let tree = decode(&bytes).unwrap();
    let claims: Vec<_> = tree.root().as_map().unwrap().collect();
    let numbered: Vec<i128> = claims.iter().filter_map(|(key, _)| key.as_integer().map(i128::from)).collect();
    assert_eq!(numbered, [1, 2, 3, 4, 5, 6, 7]);
    assert_eq!(claims[0].1.as_text(), Some("coap://as.example.com"));
    assert_eq!(claims[3].1.as_integer(), Some(1_444_064_944.into()));
    assert_eq!(claims[6].1.as_bytes(), Some(&[0x0B, 0x71][..]));
    // We write the same.
    let written = map([
        (1, Some(text("coap://as.example.com"))),
        (2, Some(text("erikw"))),
        (3, Some(text("coap://light.example.com"))),
        (4, Some(int(1_444_064_944))),
        (5, Some(int(1_443_944_944))),
        (6, Some(int(1_443_944_944))),
        (7, Some(Value::Bytes(vec![0x0B, 0x71]))),
    ]);
    assert_eq!(encode(written), bytes);
}

/// RFC 8392 A.3: the same, signed with ES256 and the key identifier outside the protected header. We take neither.
#[test]
fn rfc_8392_signed_cwt() {
    let signature = "5427c1ff28d23fbad1f29c4c7c6a555e601d6fa29f9179bc3d7438bacaca5acd08c8d4d4f96131680c429a01f85951ecee743a52b9b63632c57209120e1c9e30";
    let message =
        ["d28443a10126a104524173796d6d657472696345434453413235365850", CLAIMS, "5840", signature].concat();
    assert_eq!(Sign1::parse(&bytes(&message)).map(|_| ()), Err(CoseError::Unprotected));

    let text = format!("KP1:{}", encode_base45(&bytes(&message)));
    assert_eq!(SignedCredential::parse(&text).unwrap_err().code().name(), "cose.unprotected");
    let seen = inspect(&text);
    let inside = seen.message().unwrap();
    assert_eq!(seen.stopped_by().unwrap().code().name(), "cose.unprotected");
    assert_eq!(
        (inside.envelope(), inside.untrusted_bytes()),
        (Envelope::Kp1(Body::Raw), &bytes(&message)[..])
    );
    let shown = "18([h'a10126', {4: h'4173796d6d65747269634543445341323536'}, h'";
    assert_eq!(inside.untrusted_diagnostic(), format!("{shown}{CLAIMS}', h'{signature}'])"));

    // With a key identifier where it belongs, what is left is the algorithm.
    let message = ["d2844da2012604480102030405060708a05850", CLAIMS, "5840", signature].concat();
    assert_eq!(Sign1::parse(&bytes(&message)).map(|_| ()), Err(CoseError::Alg { found: Some(-7) }));
    let text = format!("KP1:{}", encode_base45(&bytes(&message)));
    assert_eq!(SignedCredential::parse(&text).unwrap_err().code().name(), "cose.alg");
}

/// Why §2.4 does not take a signature of C2SP/CCTV with this flag.
fn cctv_reason(flag: &str) -> &'static str {
    match flag {
        "low_order_A" => "the key is of small order",
        "low_order_component_A" => "the key has a part of small order",
        "non_canonical_A" => "the key is not in canonical form",
        "low_order_R" => "R is of small order",
        "non_canonical_R" => "R is not in canonical form",
        // With a key of prime order, a part of R is left over.
        "low_order_component_R" | "low_order_residue" => "the equation does not hold without the cofactor",
        "reencoded_k" => "another hash was signed than that of the received bytes",
        other => panic!("a flag that nobody has thought about: {other}"),
    }
}

/// Why §2.4 does not take a signature of C2SP/wycheproof with this flag; nothing for those that it takes.
fn wycheproof_reason(flag: &str) -> Option<&'static str> {
    match flag {
        "Valid" | "Ktv" | "TinkOverflow" => None,
        "InvalidKtv" | "InvalidSignature" => Some("the equation does not hold"),
        "InvalidEncoding" => Some("S or R is not in canonical form, or R is another point"),
        "SignatureMalleability" => Some("S is not below the group order"),
        "SignatureWithGarbage" | "TruncatedSignature" | "CompressedSignature" => {
            Some("a signature has 64 bytes, each in its place")
        }
        other => panic!("a flag that nobody has thought about: {other}"),
    }
}

/// Asks this library about every vector of a suite.
type Judge = fn(&Json) -> Outcome;

/// How many were accepted and refused, and what came out otherwise than it must.
#[derive(Debug, Default, PartialEq)]
struct Outcome {
    accepted: usize,
    refused: usize,
    surprises: Vec<String>,
}

impl Outcome {
    fn note(&mut self, name: &str, accepted: bool, reasons: &[&str]) {
        *(if accepted { &mut self.accepted } else { &mut self.refused }) += 1;
        match (accepted, reasons) {
            (true, []) | (false, [_, ..]) => {}
            (true, reasons) => {
                self.surprises.push(format!("{name} was accepted, although {}", reasons.join(", ")))
            }
            (false, []) => self.surprises.push(format!("{name} was refused, and nothing is wrong with it")),
        }
    }
}

/// C2SP/CCTV ed25519: points of small order, with a part of it, and in other spellings. What has no flag is in order.
fn cctv(suite: &Json) -> Outcome {
    let mut outcome = Outcome::default();
    for row in suite.as_array().unwrap() {
        let field = |name: &str| row[name].as_str().unwrap();
        let flags = row["flags"].as_array().map_or(&[][..], Vec::as_slice);
        let reasons: Vec<_> = flags.iter().map(|flag| cctv_reason(flag.as_str().unwrap())).collect();
        let accepted = is_accepted(field("key"), field("msg").as_bytes(), field("sig"));
        outcome.note(&format!("vector {}", row["number"]), accepted, &reasons);
    }
    outcome
}

/// C2SP/wycheproof: its results and its flags must say the same, and so must we.
fn wycheproof(suite: &Json) -> Outcome {
    let mut outcome = Outcome::default();
    for group in suite["testGroups"].as_array().unwrap() {
        let key = group["publicKey"]["pk"].as_str().unwrap();
        for row in group["tests"].as_array().unwrap() {
            let name = format!("tcId {}", row["tcId"]);
            let flags = row["flags"].as_array().map_or(&[][..], Vec::as_slice);
            let reasons: Vec<_> =
                flags.iter().filter_map(|flag| wycheproof_reason(flag.as_str().unwrap())).collect();
            if reasons.is_empty() != (row["result"] == "valid") {
                outcome.surprises.push(format!("{name} is {}, against its flags", row["result"]));
            }
            let message = bytes(row["msg"].as_str().unwrap());
            let accepted = is_accepted(key, &message, row["sig"].as_str().unwrap());
            outcome.note(&name, accepted, &reasons);
        }
    }
    outcome
}

const SMALL_CCTV: &str = include_str!("../tests/outside/ed25519vectors.json");
const SMALL_WYCHEPROOF: &str = include_str!("../tests/outside/ed25519_test.json");

/// The small files come out as they must, and every one of their rows is noticed when it says the opposite.
#[test]
fn the_readers_of_suites_notice_surprises_both_ways() {
    let read = |text| serde_json::from_str::<Json>(text).unwrap();
    let small = read(SMALL_CCTV);
    assert_eq!(cctv(&small), Outcome { accepted: 1, refused: 10, surprises: Vec::new() });
    for at in 0..11 {
        let mut turned = small.clone();
        let flags = &mut turned[at]["flags"];
        *flags = if flags.is_null() { serde_json::json!(["low_order_R"]) } else { Json::Null };
        assert_eq!(cctv(&turned).surprises.len(), 1, "vector {at}");
    }
    let small = read(SMALL_WYCHEPROOF);
    assert_eq!(wycheproof(&small), Outcome { accepted: 2, refused: 5, surprises: Vec::new() });
    for at in 0..7 {
        let mut turned = small.clone();
        let row = &mut turned["testGroups"][0]["tests"][at];
        let other =
            if row["result"] == "valid" { ("invalid", "InvalidSignature") } else { ("valid", "Valid") };
        (row["result"], row["flags"]) = (other.0.into(), vec![other.1].into());
        assert_eq!(wycheproof(&turned).surprises.len(), 1, "tcId {}", at + 1);
    }
}

/// The whole suites, or nothing, said aloud.
#[test]
fn suites_of_c2sp() {
    let suites: [(&str, &str, Judge); 2] = [
        ("KP_CCTV_ED25519", "ed25519vectors.json of C2SP/CCTV", cctv),
        ("KP_WYCHEPROOF_ED25519", "ed25519_test.json of C2SP/wycheproof", wycheproof),
    ];
    for (variable, file, judge) in suites {
        let Some(path) = std::env::var_os(variable) else {
            eprintln!("SKIPPED: set {variable} to a file {file}");
            continue;
        };
        let text =
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let outcome = judge(&serde_json::from_str(&text).unwrap());
        eprintln!("{file}: {} accepted, {} refused", outcome.accepted, outcome.refused);
        assert!(outcome.accepted > 0 && outcome.refused > 0, "a whole suite has both");
        assert!(outcome.surprises.is_empty(), "{:#?}", outcome.surprises);
    }
}
