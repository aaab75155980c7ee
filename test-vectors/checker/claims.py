"""The claims of a credential (chapter 3)."""

import calendar
import re

import cbor
import names
from fields import CLAIMS, LATEST, Fields
from refused import Refused

KP = -84817
LAST_DAY = 2932896
PATTERNS = {
    "language": re.compile(r"[a-z]{3}"),
    "country": re.compile(r"[A-Z]{2}"),
    "location": re.compile(r"[A-Z0-9-]+"),
    "phone": re.compile(r"\+[0-9]{7,15}"),
    "digits": re.compile(r"[0-9]{13}"),
    "number": re.compile(r"[A-Z0-9-]{1,20}"),
    "masked": re.compile(r"\*{9}[0-9]{4}"),
    "reference": re.compile(r"[A-Z0-9/-]+"),
    "printable": re.compile(r"[\x20-\x7e]+"),
}
# kind of an identity number: its pattern (3.3.1)
KINDS = {1: "digits", 2: "digits", 3: "digits", 4: "digits", 5: "digits", 6: "number", 7: "number", 8: "masked", 9: "number"}


class Claims:
    """What a payload says. `finding` tells whether anything is unusual (3.7)."""

    def __init__(self, payload):
        self.finding = False
        whole = cbor.decode(payload)
        if not isinstance(whole, cbor.Map):
            raise Refused("claims.structure")
        self.json = cbor.to_json(whole)
        fields = Fields(whole, CLAIMS)
        self.issuer = self.read_issuer(fields)
        self.read_dates(fields)
        cti = fields.bytes(7)
        if cti is not None and not 8 <= len(cti) <= 16:
            raise Refused("claims.length")
        self.read_holder(fields)
        self.read_kp(fields)
        person = fields.take(169)
        self.has_person = person is not None
        if person is not None:
            self.read_person(person.value)
        elif self.person_parts:
            raise Refused("claims.value")
        self.read_status(fields)
        if person is None and not self.entitlements:
            raise Refused("claims.empty")
        self.left(fields)

    def left(self, fields):
        self.finding |= bool(fields.map.pairs)

    def read_issuer(self, fields):
        found = fields.take(1)
        if found is None:
            raise Refused("claims.iss-missing")
        if not isinstance(found.value, str):
            raise Refused("claims.type")
        if not found.value:
            raise Refused("claims.value")
        if len(found.value.encode("utf-8")) > 32:
            raise Refused("claims.length")
        return found.value

    def read_dates(self, fields):
        def time(key):
            found = fields.take(key)
            if found is None:
                return None
            if not cbor.is_int(found.value) or not 1 <= found.value <= LATEST:
                raise Refused("claims.time")
            return found.value

        self.exp, self.nbf, self.iat = time(4), time(5), time(6)
        if self.exp is None:
            raise Refused("claims.exp-missing")
        if self.iat is None:
            raise Refused("claims.iat-missing")
        if self.exp <= self.iat or (self.nbf is not None and self.nbf >= self.exp):
            raise Refused("claims.order")

    def read_holder(self, fields):
        found = fields.take(8)
        if found is None:
            return
        outer = Fields(found.value, CLAIMS)
        key = Fields(outer.require(1), CLAIMS)
        kind = key.as_uint(key.require(1)), key.as_uint(key.require(-1))
        if kind == (2, 1):
            y = key.require(-3)
            if not isinstance(y, (bool, bytes)):
                raise Refused("claims.type")
            if isinstance(y, bytes) and len(y) != 32:
                raise Refused("claims.value")
        elif kind != (1, 6):
            raise Refused("claims.value")
        x = key.require(-2)
        if not isinstance(x, bytes):
            raise Refused("claims.type")
        if len(x) != 32:
            raise Refused("claims.value")
        key.close()
        outer.close()
        self.finding = True

    def read_kp(self, fields):
        self.entitlements, self.compact, self.kind, self.person_parts = [], None, None, False
        self.kp_texts = []
        found = fields.take(KP)
        if found is None:
            return
        kp = Fields(found.value, CLAIMS)
        if (kp.uint(0) or 0) > 0:
            raise Refused("claims.version")
        kp.text(1, 20)
        self.kind = choice(kp, 2, 9)
        relation = choice(kp, 3, 6)
        guardian, address = kp.text(4, 60), kp.text(5, 120)
        self.person_parts = any(part is not None for part in (self.kind, relation, guardian, address))
        self.kp_texts = [(guardian, False), (address, True)]
        items = kp.array(6)
        if items is not None:
            if not 1 <= len(items) <= 16:
                raise Refused("claims.length")
            self.entitlements = [self.entitlement(item) for item in items]
        reference = kp.array(7)
        if reference is not None:
            if len(reference) != 2:
                raise Refused("claims.length")
            if not all(map(cbor.is_int, reference)):
                raise Refused("claims.type")
            self.compact = tuple(reference)
        choice(kp, 8, 4)
        self.left(kp)

    def entitlement(self, item):
        fields = Fields(item, CLAIMS)
        service = fields.as_uint(fields.require(0))
        if service == 0:
            raise Refused("claims.value")
        fields.text(1, 24, PATTERNS["reference"])
        status = fields.uint(2) or 0
        first, last = day(fields, 3), day(fields, 4)
        if first is not None and last is not None and last < first:
            raise Refused("claims.value")
        fields.uint(5)
        for key, most in ((6, 12), (8, 16)):
            text = fields.text(key, most)
            self.finding |= text is not None and not PATTERNS["printable"].fullmatch(text)
        fields.uint(7)
        self.left(fields)
        return {"service": service, "status": status, "first": first, "last": last}

    def read_person(self, value):
        fields = Fields(value, CLAIMS)
        number = fields.text(1, 20, PATTERNS[KINDS[self.kind or 1]])
        version = fields.text(2, 60)
        if version not in (None, "KP1"):
            raise Refused("claims.version")
        language = fields.text(3, 3, PATTERNS["language"])
        name = fields.text(4, 60)
        if name is None:
            raise Refused("claims.name-missing")
        for key in (5, 6, 7):
            fields.text(key, 60)
        born = fields.text(8, 8)
        if born is not None and not is_birth_date(born):
            raise Refused("claims.value")
        choice(fields, 9, 3)
        address = fields.text(10, 120)
        fields.text(11, 120)
        fields.text(12, 16, PATTERNS["phone"])
        fields.text(13, 2, PATTERNS["country"])
        fields.uint(14)
        guardian = fields.text(15, 60)
        self.read_photo(fields)
        second = fields.text(19, 60)
        second_language = fields.text(20, 3, PATTERNS["language"])
        fields.text(21, 16, PATTERNS["location"])
        fields.text(22, 16)
        fields.text(23, 2, PATTERNS["country"])
        self.read_face(fields)
        del number
        lines = [text for text in (address, self.kp_texts[1][0] if self.kp_texts else None) if text is not None]
        if any(text.count("\n") > 2 for text in lines):
            raise Refused("claims.value")
        first, other = language or "und", second_language or "und"
        texts = [(name, first, False), (guardian, first, False), (address, first, True), (second, other, False)]
        texts += [(text, other, is_address) for text, is_address in self.kp_texts]
        self.finding |= any(text is not None and names.is_odd(text, tongue, block) for text, tongue, block in texts)
        self.left(fields)

    def read_photo(self, fields):
        photo = fields.bytes(16)
        if photo is not None and not 1 <= len(photo) <= 1200:
            raise Refused("claims.length")
        fields.uint(17)
        fingers = fields.array(18)
        if fingers is not None:
            if len(fingers) > 10:
                raise Refused("claims.length")
            for finger in fingers:
                fields.as_uint(finger)

    def read_face(self, fields):
        faces = fields.array(62)
        if faces is None:
            return
        if len(faces) != 1:
            raise Refused("claims.length")
        face = Fields(faces[0], CLAIMS)
        data = face.bytes(0)
        if data is None:
            raise Refused("claims.structure")
        if not 1 <= len(data) <= 1200:
            raise Refused("claims.length")
        kind = face.uint(1)
        if kind not in (None, 0):
            raise Refused("claims.value")
        form = face.as_uint(face.require(2))
        if form not in (1, 3, 4):
            raise Refused("claims.value")
        self.finding |= picture_format(data) != form
        self.left(face)

    def read_status(self, fields):
        self.standard = None
        found = fields.take(65535)
        if found is None:
            return
        mechanisms = Fields(found.value, CLAIMS)
        reference = Fields(mechanisms.require("status_list"), CLAIMS)
        index, uri = reference.require("idx"), reference.require("uri")
        if not cbor.is_int(index):
            raise Refused("claims.type")
        self.standard = (mechanisms.as_text(uri, 120), index)
        self.left(mechanisms)
        self.left(reference)

    def services(self):
        """The services that are asserted; 0 is identity (5.5)."""
        return [0] * self.has_person + [granted["service"] for granted in self.entitlements]


def choice(fields, key, most):
    number = fields.uint(key)
    if number is not None and not 1 <= number <= most:
        raise Refused("claims.value")
    return number


def day(fields, key):
    number = fields.uint(key)
    if number is not None and number > LAST_DAY:
        raise Refused("claims.value")
    return number


def is_birth_date(digits):
    """Eight digits, with 00 for an unknown day, or for an unknown month and day (3.3.2)."""
    if not re.fullmatch(r"[0-9]{8}", digits):
        return False
    year, month, day_of_month = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if year == 0 or month > 12:
        return False
    if month == 0:
        return day_of_month == 0
    return day_of_month <= calendar.monthrange(year, month)[1]


def picture_format(data):
    if data[:3] == b"\xff\xd8\xff":
        return 1
    if data[4:12] in (b"ftypavif", b"ftypavis"):
        return 3
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return 4
    return None


def state_on(entitlement, day_number):
    """What an entitlement is worth on a day (3.5), as the end of its code."""
    named = {1: "pending", 2: "suspended", 3: "withdrawn", 4: "exhausted"}
    if entitlement["status"] in named:
        return named[entitlement["status"]]
    if entitlement["status"] not in (0, 5):
        return "unknown-state"
    if entitlement["first"] is not None and day_number < entitlement["first"]:
        return "not-yet"
    if entitlement["last"] is not None and day_number > entitlement["last"]:
        return "expired"
    return "active"
