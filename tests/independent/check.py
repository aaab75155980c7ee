#!/usr/bin/env python3
"""A second opinion: reads what `cargo run --example export` prints, without any of our code.

    cargo run --example export | python3 tests/independent/check.py

Base45, the envelope, CBOR, COSE_Sign1 and the claims are read here from the specification, over
cbor2 and OpenSSL. The PyPI package claim169 then reads the bare envelope in its own way.
"""

import hashlib
import json
import pathlib
import sys
import zlib

import cbor2
import claim169
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ROOT = pathlib.Path(__file__).resolve().parents[2]
DICTIONARY = (ROOT / "src/spec/dictionary/dictionary-1.bin").read_bytes()
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
KP = -84817
# RFC 8032 §7.1, test 1: a good key that signed nothing here.
STRANGER = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")


class Refused(Exception):
    """What a verifier would say no to."""


def main():
    passed, failed = 0, 0
    for line in sys.stdin:
        person = json.loads(line)
        try:
            print(f"{person['name']}: ok, {check(person)}")
            passed += 1
        except Exception as error:  # whatever it is, the other people are looked at too
            print(f"{person['name']}: FAILED, {type(error).__name__}: {error}")
            failed += 1
    print(f"{passed} passed, {failed} failed")
    return 0 if passed == 8 and failed == 0 else 1


def check(person):
    message = bytes.fromhex(person["message"])
    key = bytes.fromhex(person["public_key"])
    body = base45(person["text"].removeprefix("KP1:"))
    expect("prefix", person["text"][:4], "KP1:")
    expect("message in the text", opened(body), message)
    expect("message in the bare text", opened(base45(person["bare"])), message)

    expect("claims", facts(verified(message, key)), person["expected"])
    for at in range(len(message)):
        forged = message[:at] + bytes([message[at] ^ 1]) + message[at + 1 :]
        expect(f"message with byte {at} flipped", refused(verified, forged, key), True)
    expect("a stranger's key", refused(verified, message, STRANGER), True)

    departure = other_reader(person, key)
    kind = {0x01: "dictionary 1", 0x78: "zlib", 0xD2: "raw"}[body[0]]
    return f"{len(person['text'])} characters, {kind}, {len(message)} bytes{departure}"


def base45(text):
    """RFC 9285, strictly."""
    if len(text) % 3 == 1:
        raise Refused("length of the Base45")
    out = b""
    for start in range(0, len(text), 3):
        digits = [ALPHABET.index(c) for c in text[start : start + 3]]
        value = sum(digit * 45**place for place, digit in enumerate(digits))
        out += value.to_bytes(len(digits) - 1, "big")
    return out


def opened(body):
    """The message in a body (§1.3)."""
    first = body[0]
    if first == 0xD2:
        return body
    if first == 0x01:
        return inflated(zlib.decompressobj(-15, zdict=DICTIONARY), body[1:])
    if first == 0x78:
        return inflated(zlib.decompressobj(), body)
    raise Refused(f"body begins with {first:#04x}")


def inflated(stream, data):
    out = stream.decompress(data)
    if not stream.eof or stream.unused_data:
        raise Refused("not one whole stream")
    return out


def verified(message, key):
    """The claims of a COSE_Sign1 message (RFC 9052 §4.2, §4.4) that `key` signed."""
    tag = deterministic(message)
    if not isinstance(tag, cbor2.CBORTag) or tag.tag != 18:
        raise Refused("not COSE_Sign1")
    protected, unprotected, payload, signature = tag.value
    if unprotected != {}:
        raise Refused("unprotected header")
    if deterministic(protected) != {1: -8, 4: kid(key)}:
        raise Refused("protected header")
    to_be_signed = cbor2.dumps(["Signature1", protected, b"", payload])
    Ed25519PublicKey.from_public_bytes(key).verify(signature, to_be_signed)
    return deterministic(payload)


def kid(key):
    """The first bytes of the hash of the canonical COSE_Key (RFC 9679)."""
    return hashlib.sha256(bytes.fromhex("A301012006215820") + key).digest()[:8]


def deterministic(data):
    """Reads CBOR that must be the one encoding RFC 8949 §4.2.1 allows."""
    value = cbor2.loads(data)
    if cbor2.dumps(in_order(value)) != data:
        raise Refused("not deterministic CBOR")
    return value


def in_order(value):
    """The value with its maps in bytewise order of the encoded keys.

    `canonical=True` of cbor2 would sort shorter keys first, the older rule of RFC 7049.
    """
    if isinstance(value, dict):
        keys = sorted(value, key=cbor2.dumps)
        return {key: in_order(value[key]) for key in keys}
    if isinstance(value, list):
        return [in_order(item) for item in value]
    if isinstance(value, cbor2.CBORTag):
        return cbor2.CBORTag(value.tag, in_order(value.value))
    return value


def facts(claims):
    """What the claims say, by the names the export uses."""
    person = claims[169]
    return {
        "full_name": person.get(4),
        "second_name": person.get(19),
        "id": person.get(1),
        "birth_date": person.get(8),
        "gender": person.get(9),
        "issuer": claims[1],
        "iat": claims[6],
        "exp": claims[4],
        "services": [granted[0] for granted in claims[KP][6]],
    }


def other_reader(person, key):
    """The PyPI package claim169 reads the bare envelope and refuses a wrong key."""
    text, expected = person["bare"], person["expected"]
    # Its clock is left out: these people must be readable after 2030 too.
    read = claim169.decode_with_ed25519(text, key, validate_timestamps=False)
    seen, about = read.claim169, read.cwt_meta
    rows = [
        ("signature", read.is_verified(), True),
        ("full name", seen.full_name, expected["full_name"]),
        ("second name", seen.secondary_full_name, expected["second_name"]),
        ("id", seen.id, expected["id"]),
        ("birth date", seen.date_of_birth, expected["birth_date"]),
        ("gender", seen.gender, expected["gender"]),
        ("issuer", about.issuer, expected["issuer"]),
        ("iat", about.issued_at, expected["iat"]),
        ("exp", about.expires_at, expected["exp"]),
    ]
    for what, found, wanted in rows:
        expect(f"{what} by claim169", found, wanted)
    try:
        claim169.decode_with_ed25519(text, STRANGER, validate_timestamps=False)
        raise Refused("claim169 took a stranger's key")
    except claim169.SignatureError:
        pass
    return known_departure(text, key, expected["birth_date"])


def known_departure(text, key, born):
    """Its `decode` refuses a date without a day, which our profile allows; it must refuse no other."""
    vague = born.endswith("00")
    try:
        claim169.decode(text, verify_with_ed25519=key, validate_timestamps=False)
        expect("claim169.decode takes a vague date", vague, False)
        return ""
    except claim169.Claim169Exception as error:
        wanted = f"Invalid date_of_birth value: '{born}' is not a valid calendar date."
        expect("refusal of claim169.decode", (str(error), vague), (wanted, True))
        return f" (claim169.decode refuses the vague date {born}, as known)"


def refused(function, *arguments):
    try:
        function(*arguments)
        return False
    except (Refused, InvalidSignature, cbor2.CBORDecodeError, TypeError, ValueError):
        return True


def expect(what, found, wanted):
    if found != wanted:
        raise AssertionError(f"{what}: found {found!r}, wanted {wanted!r}")


if __name__ == "__main__":
    sys.exit(main())
