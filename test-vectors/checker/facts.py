"""What an issuer is refused (chapters 3 and 4, 8.7)."""

import re

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

import claims
import cose
import ed25519
import envelope
import names
from fields import LATEST
from refused import Refused

FOLDED = {ord(first) + digit: str(digit) for first in "\u0660\u06F0" for digit in range(10)}
DASHES = {"-", "\u2212", *map(chr, range(0x2010, 0x2016))}


def name(question):
    return {"text": names.normalised(question["text"], question["language"], False)}


def address(question):
    return {"text": names.normalised(question["text"], question["language"], True)}


def identity_number(question):
    kind, text = question["kind"], question["text"].translate(FOLDED)
    pattern = claims.KINDS[kind]
    if pattern in ("digits", "masked"):
        text = "".join(c for c in text if c not in DASHES | envelope.WHITE)
    else:
        text = text.strip("".join(envelope.WHITE))
    if not claims.PATTERNS[pattern].fullmatch(text):
        raise Refused("id.shape")
    if pattern == "digits" and text[0] in "09":
        raise Refused("id.first-digit")
    return {"text": text}


def birth_date(question):
    text = question["text"].strip("".join(envelope.WHITE)).translate(FOLDED)
    if not re.fullmatch(r"\d{8}|\d{4}(-\d{2}(-\d{2})?)?", text, re.A):
        raise Refused("date.format")
    digits = text.replace("-", "").ljust(8, "0")
    if not claims.is_birth_date(digits):
        raise Refused("date.calendar")
    if digits < "1900":
        raise Refused("date.range")
    return {"text": digits}


def shaped(pattern, most, clean=None):
    def answer(question):
        text = question["text"].translate(FOLDED) if clean else question["text"]
        text = re.sub(clean, "", text) if clean else text
        if not 1 <= len(text) <= most or not claims.PATTERNS[pattern].fullmatch(text):
            raise Refused("field.shape")
        return {}

    return answer


def face(question):
    data = bytes.fromhex(question["bytes"])
    if claims.picture_format(data) is None:
        raise Refused("face.type")
    if len(data) > 1200:
        raise Refused("face.size")
    return {}


def time(question):
    if not 1 <= question["seconds"] <= LATEST:
        raise Refused("time.range")
    return {}


def validity(question):
    for field in ("issued", "expires"):
        time({"seconds": question[field]})
    if question["expires"] <= question["issued"]:
        raise Refused("time.order")
    return {}


def public_key(question):
    key = bytes.fromhex(question["bytes"])
    if len(key) != 32:
        raise ValueError("bytes")
    fault = ed25519.key_fault(key)
    if fault:
        raise Refused("key.format" if fault == "point" else "key.weak")
    return {"kid": cose.kid_of(key).hex()}


def private_key(question):
    try:
        key = load_pem_private_key(question["pem"].encode(), None)
    except (ValueError, TypeError):
        key = None
    except Exception:  # what a library says of a file that it does not know
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise Refused("key.format")
    return {"public": key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()}


class Register:
    """The status lists of an issuer (8.7)."""

    def __init__(self, lists):
        self.lists = {}
        for number, entries, bits in lists:
            if number in self.lists:
                raise Refused("register.list")
            self.lists[number] = entries, bits, {}
        self.base = self.newest = None

    def check(self, number, index, action):
        if number not in self.lists:
            raise Refused("register.list")
        entries, bits, _ = self.lists[number]
        if index >= entries:
            raise Refused("register.index")
        if action == "suspend" and bits == 1:
            raise Refused("register.one-bit")

    def set(self, number, index, action):
        values = self.lists[number][2]
        value = {"revoke": 1, "reinstate": 0, "suspend": 1 if values.get(index) == 1 else 2}[action]
        values[index] = value

    def values(self):
        shown = lambda values: {str(index): value for index, value in sorted(values.items()) if value}
        return {str(number): shown(values) for number, (_, _, values) in self.lists.items()}

    def publish(self, kind, issued):
        if kind == "snapshot":
            if self.base is not None and (issued <= self.base or issued < self.newest):
                raise Refused("register.order")
            self.base = self.newest = issued
        else:
            if self.base is None or issued < self.newest:
                raise Refused("register.order")
            self.newest = issued


def rows(question):
    register = Register(question["lists"])
    lines = question["csv"].removeprefix("\uFEFF").split("\n")
    read = []
    for at, line in enumerate(lines):
        fields = [field.strip() for field in line.rstrip("\r").split(",")]
        if fields == [""] or (at == 0 and fields == ["list", "index", "action"]):
            continue
        right = len(fields) == 3 and all(re.fullmatch("[0-9]+", field) for field in fields[:2])
        if not right or fields[2].lower() not in ("revoke", "suspend", "reinstate"):
            raise Refused("register.row")
        read.append((int(fields[0]), int(fields[1]), fields[2].lower()))
    for row in read:
        try:
            register.check(*row)
        except Refused:
            raise Refused("register.row") from None
    for row in read:
        register.set(*row)
    return {"values": register.values()}


def changes(question):
    register = Register(question["lists"])
    for change in question["changes"]:
        register.check(*change)
        register.set(*change)
    return {"values": register.values()}


def publish(question):
    register = Register(question["lists"])
    for document in question["documents"]:
        register.publish(document[0], document[1])
    return {}


QUESTIONS = {
    "name": name,
    "address": address,
    "number": identity_number,
    "birth-date": birth_date,
    "phone": shaped("phone", 16, r"[ -]"),
    "country": shaped("country", 2),
    "location": shaped("location", 16),
    "reference": shaped("reference", 24),
    "face": face,
    "time": time,
    "validity": validity,
    "public-key": public_key,
    "private-key": private_key,
    "rows": rows,
    "changes": changes,
    "publish": publish,
}
