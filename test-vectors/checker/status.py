"""Status list tokens and deltas, and what a verifier holds of them (chapter 8)."""

import hashlib
import zlib

import cbor
import cose
import envelope
from fields import DOCUMENT, Fields
from refused import Refused
from trust import DELTAS, STATUS, open_payload

TOKEN_TYPE = "application/statuslist+cwt"
DELTA_TYPE = "application/kp-delta+cbor"
TOKEN_BYTES = 4202496
DELTA_BYTES = 262144
LIST_BYTES = 4 << 20
STORE_BYTES = 64 << 20
LIFE = 180 * 86400
MOST_BITS = 2 << 24


def parse(data):
    """A token or a delta of the right form."""
    try:
        message = cose.Sign1(data, TOKEN_TYPE) if len(data) <= TOKEN_BYTES else None
        kind = Token
    except Refused as no:
        if no.code != "cose.typ":
            raise malformed(no) from None
        if len(data) > DELTA_BYTES:
            raise Refused("trust.size") from None
        try:
            message = cose.Sign1(data, DELTA_TYPE)
            kind = Delta
        except Refused as other:
            raise malformed(other) from None
    if message is None:
        raise Refused("trust.size")
    return kind(message, data)


def malformed(no):
    return Refused("trust.type" if no.code == "cose.typ" else "trust.malformed", no.code)


def signer_of(trust_list, message, may):
    for entry in trust_list.candidates(message.kid):
        if message.is_signed_by(entry.key):
            if may(entry):
                return entry.key
            break
    raise Refused("status.signer")


class Token:
    rank = 0

    def __init__(self, message, data):
        self.message, self.data = message, data
        fields = Fields(cbor.decode(message.payload), DOCUMENT)
        self.subject = fields.as_text(fields.require(2), 120)
        self.expires, self.issued = fields.time(4), fields.time(6)
        self.ttl = fields.uint(65534)
        if self.ttl is not None and not 1 <= self.ttl <= LIFE:
            raise Refused("trust.malformed")
        self.bits, self.lst = read_packed(fields.require(65533), False)
        fields.close()
        if not 1 <= self.expires - self.issued <= LIFE:
            raise Refused("trust.window")
        self.payload = hashlib.sha256(message.payload).digest()

    def entries(self, info):
        """Exactly the bytes that the trust list says (8.3, step 6)."""
        if self.bits != info.bits:
            raise Refused("status.length")
        data = inflated(self.lst, info.size())
        if len(data) != info.size():
            raise Refused("status.length")
        return bytearray(data)


class Delta:
    rank = 1

    def __init__(self, message, data):
        self.message, self.data = message, data
        fields = open_payload(message.payload)
        self.domain = fields.as_text(fields.require(2), 16)
        self.base = fields.time(3)
        self.sequence = fields.as_uint(fields.require(4))
        if self.sequence == 0:
            raise Refused("trust.malformed")
        self.issued = fields.time(5)
        changes = fields.array(6)
        if changes is None:
            raise Refused("trust.malformed")
        fields.close()
        if self.issued < self.base:
            raise Refused("trust.window")
        if not 1 <= len(changes) <= 256:
            raise Refused("trust.malformed")
        self.changes, last = {}, -1
        for change in changes:
            right = isinstance(change, list) and len(change) == 3 and cbor.is_int(change[0])
            if not right or not isinstance(change[1], bytes) or not isinstance(change[2], bytes):
                raise Refused("trust.malformed")
            if not last < change[0] <= 65535:
                raise Refused("trust.malformed")
            last = change[0]
            self.changes[last] = change[1], change[2]
        self.payload = hashlib.sha256(message.payload).digest()

    def may(self, entry):
        return all(entry.may_sign_status(DELTAS, number, self.issued, self.issued) for number in self.changes)


def read_packed(value, foreign):
    fields = Fields(value, DOCUMENT)
    bits = fields.as_uint(fields.require("bits"))
    lst = fields.bytes("lst")
    if lst is None or bits not in (1, 2, 4, 8):
        raise Refused("trust.malformed")
    if foreign:
        uri = fields.take("aggregation_uri")
        if uri is not None and not isinstance(uri.value, str):
            raise Refused("trust.malformed")
    fields.close()
    return bits, lst


def inflated(lst, limit):
    try:
        return envelope.inflate_zlib(lst, limit)
    except Refused as no:
        raise Refused("status.length" if no.code == "envelope.inflate-limit" else "trust.malformed") from None
    except zlib.error:
        raise Refused("trust.malformed") from None


def read_change(to_set, to_clear):
    """The bits to set and those to clear in one list (8.5), whatever list there is."""
    both = [read_gaps(gaps, MOST_BITS) for gaps in (to_set, to_clear)]
    if set(both[0]) & set(both[1]):
        raise Refused("status.delta")
    return both


def read_gaps(data, end):
    numbers, number, shift = [], 0, 0
    for at, byte in enumerate(data):
        number |= (byte & 0x7F) << shift
        if byte & 0x80:
            shift += 7
            if shift > 28 or at + 1 == len(data):
                raise Refused("status.delta")
            continue
        if byte == 0 and shift:
            raise Refused("status.delta")
        if numbers and number == 0:
            raise Refused("status.delta")
        number += numbers[-1] if numbers else 0
        if number >= end:
            raise Refused("status.delta")
        numbers.append(number)
        number = shift = 0
    return numbers


def decode_list(data):
    """A list outside any token (8.2): bits, number of entries, and the values that are not 0."""
    try:
        value = cbor.decode(data, any_order=True)
    except Refused as no:
        raise malformed(no) from None
    bits, lst = read_packed(value, True)
    raw = inflated(lst, LIST_BYTES)
    per_byte, mask = 8 // bits, (1 << bits) - 1
    values = {}
    for at, byte in enumerate(raw):
        if byte:
            for place in range(per_byte):
                found = byte >> place * bits & mask
                if found:
                    values[str(at * per_byte + place)] = found
    return bits, len(raw) * per_byte, values


class Held:
    """The token of one list, and its entries as the newest delta leaves them; none while its key is suspended."""

    def __init__(self, info, token, signer):
        self.info, self.token, self.signer = info, token, signer
        token.entries(info)  # refuses what does not fit
        self.entries, self.as_of = None, None

    def weight(self):
        return self.info.size() + len(self.token.data)

    def stands(self, trust_list, suspended=False):
        entry = trust_list.entry(self.signer)
        dates = self.token.issued, self.token.expires
        allowed = entry and entry.may_sign_status(STATUS, self.info.number, *dates, suspended=suspended)
        return bool(allowed) and self.info.same(trust_list.info(self.info.number))

    def value(self, index):
        bit = index * self.info.bits
        return self.entries[bit // 8] >> bit % 8 & (1 << self.info.bits) - 1


class Change:
    """A delta and the key that signed it."""

    def __init__(self, delta, signer):
        self.delta, self.signer = delta, signer
        self.bits = {number: read_change(*pair) for number, pair in delta.changes.items()}

    def weight(self):
        return len(self.delta.data) + sum(len(part) for pair in self.delta.changes.values() for part in pair)

    def may(self, number, trust_list, suspended=False):
        """May it speak of this list, as the trust list now is?"""
        entry, info = trust_list.entry(self.signer), trust_list.info(number)
        issued = self.delta.issued
        if entry is None or info is None or number not in self.bits:
            return False
        fits = all(bit < info.entries * info.bits for part in self.bits[number] for bit in part)
        return fits and bool(entry.may_sign_status(DELTAS, number, issued, issued, suspended=suspended))

    def put(self, entries, number):
        to_set, to_clear = self.bits[number]
        for bit in to_set:
            entries[bit // 8] |= 1 << bit % 8
        for bit in to_clear:
            entries[bit // 8] &= ~(1 << bit % 8) & 0xFF


class Lists:
    """The status lists beside a trust store (8.4, 8.5)."""

    def __init__(self):
        self.held, self.deltas = {}, []

    def review(self, trust_list):
        """Drops what the trust list no longer vouches for, and shows what it vouches for now."""
        if trust_list is None:
            return
        self.held = {number: held for number, held in self.held.items() if held.stands(trust_list, suspended=True)}
        self.deltas = self.wanted(self.deltas, trust_list)
        for number, held in self.held.items():
            held.entries = held.as_of = None
            if not held.stands(trust_list):
                continue
            held.entries, held.as_of = held.token.entries(held.info), held.token.issued
            on_it = [one for one in self.deltas if one.delta.base == held.token.issued and one.may(number, trust_list)]
            if on_it:
                newest = max(on_it, key=lambda one: (one.delta.issued, one.delta.sequence, one.delta.payload))
                newest.put(held.entries, number)
                held.as_of = newest.delta.issued

    def open_lists(self, one, trust_list):
        """The lists that a delta may speak of, of which no token is held or that of its base; and those that are held."""
        bases = {number: held.token.issued for number, held in self.held.items()}
        may = [number for number in one.delta.changes if one.may(number, trust_list, suspended=True)]
        wanted = [number for number in may if bases.get(number, one.delta.base) == one.delta.base]
        return wanted, [number for number in wanted if number in bases]

    def wanted(self, deltas, trust_list):
        """Those on a token that is held that are the newest of their key on some list."""
        taken, kept = set(), []
        for one in sorted(deltas, key=lambda one: -one.delta.sequence):
            lists, held = self.open_lists(one, trust_list)
            slots = {(one.signer, one.delta.base, number) for number in lists}
            if held and slots - taken:
                kept.append(one)
                taken |= slots
        return kept

    def weight(self):
        return sum(held.weight() for held in self.held.values()) + sum(one.weight() for one in self.deltas)

    def apply(self, documents, store):
        self.review(store.list)
        parsed = []
        for at, data in enumerate(documents):
            try:
                found = parse(data)
                key = (found.rank, found.issued if found.rank == 0 else found.sequence)
                parsed.append((key, at, found))
            except Refused as no:
                parsed.append(((2, 0), at, no))
        lines = [None] * len(documents)
        for _, at, found in sorted(parsed, key=lambda item: item[:2]):
            try:
                if isinstance(found, Refused):
                    raise found
                if store.list is None:
                    raise Refused("trust.no-list")
                lines[at] = self.take(found, store.list)
                self.review(store.list)
            except Refused as no:
                lines[at] = no.code
        return lines

    def take(self, found, trust_list):
        return self.take_token(found, trust_list) if found.rank == 0 else self.take_delta(found, trust_list)

    def take_token(self, token, trust_list):
        info = trust_list.info_of(token.subject)
        if info is None:
            raise Refused("status.unknown-list")
        may = lambda entry: entry.may_sign_status(STATUS, info.number, token.issued, token.expires)
        signer = signer_of(trust_list, token.message, may)
        held = self.held.get(info.number)
        others = self.weight()
        if held is not None:
            others -= held.weight()
            same = held.token.payload == token.payload
            if same and held.stands(trust_list):
                return "held"
            if not same:
                if held.token.issued == token.issued:
                    raise Refused("trust.equivocation")
                if token.issued < self.mark(held, trust_list):
                    raise Refused("trust.rollback")
        if others + info.size() + len(token.data) > STORE_BYTES:
            raise Refused("status.space")
        self.held[info.number] = Held(info, token, signer)
        return "accepted"

    def mark(self, held, trust_list):
        on_it = [
            one.delta.issued
            for one in self.deltas
            if one.delta.base == held.token.issued and one.may(held.info.number, trust_list, suspended=True)
        ]
        return max([held.token.issued] + on_it)

    def take_delta(self, delta, trust_list):
        if delta.domain != trust_list.domain:
            raise Refused("trust.domain")
        new = Change(delta, signer_of(trust_list, delta.message, delta.may))
        if any(trust_list.info(number) and not new.may(number, trust_list) for number in delta.changes):
            raise Refused("status.delta")
        if not any(n in self.held and self.held[n].token.issued == delta.base for n in delta.changes):
            raise Refused("status.delta-base")
        for other in self.deltas:
            known = other.delta
            if other.signer != new.signer or known.base != delta.base or not set(known.changes) & set(delta.changes):
                continue
            if known.payload == delta.payload:
                return "held"
            if known.sequence == delta.sequence:
                raise Refused("trust.equivocation")
            rises, falls = delta.sequence > known.sequence, delta.issued < known.issued
            if rises and falls or not rises and delta.issued > known.issued:
                raise Refused("trust.rollback")
        before = self.deltas
        kept = self.wanted(before + [new], trust_list)
        if new not in kept:
            raise Refused("trust.rollback")
        self.deltas = kept
        if self.weight() > STORE_BYTES:
            self.deltas = before
            raise Refused("status.space")
        return "accepted"

    def floor(self, trust_list):
        dates = [held.as_of for held in self.held.values() if held.as_of is not None]
        return max((min(date, trust_list.expires) for date in dates), default=0)

    def as_of(self):
        return {str(number): held.as_of for number, held in sorted(self.held.items()) if held.as_of is not None}


def load(state, store):
    """A stored state (8.4), verified again; what the list no longer vouches for is left out."""
    try:
        fields = Fields(cbor.decode(state), DOCUMENT)
        if fields.as_uint(fields.require(1)) != 1:
            raise Refused("trust.state")
        tokens, deltas, digest = fields.array(2), fields.array(3), fields.bytes(4)
        fields.close()
        if tokens is None or deltas is None or not all(isinstance(item, bytes) for item in tokens + deltas):
            raise Refused("trust.state")
        if digest != hashlib.sha256(b"".join(tokens + deltas)).digest():
            raise Refused("trust.state")
    except Refused:
        raise Refused("trust.state") from None
    trust_list = store.list
    if trust_list is None:
        raise Refused("trust.no-list")
    lists = Lists()
    for kind, documents in ((Token, tokens), (Delta, deltas)):
        for data in documents:
            try:
                found = parse(data)
                if not isinstance(found, kind):
                    raise Refused("trust.state")
                signer = next(
                    (entry.key for entry in trust_list.candidates(found.message.kid) if found.message.is_signed_by(entry.key)),
                    None,
                )
                if signer is None:
                    continue
                if kind is Delta:
                    if found.domain == trust_list.domain:
                        lists.deltas.append(Change(found, signer))
                    continue
            except Refused:
                raise Refused("trust.state") from None
            info = trust_list.info_of(found.subject)
            if info is None:
                continue
            try:
                held = Held(info, found, signer)
            except Refused:
                continue  # the list is described otherwise since then
            if info.number in lists.held:
                raise Refused("trust.state")
            lists.held[info.number] = held
            if lists.weight() > STORE_BYTES:
                raise Refused("trust.state")
    if lists.weight() > STORE_BYTES:
        raise Refused("trust.state")
    lists.review(trust_list)
    whole = len(lists.held) == len(tokens) and len(lists.deltas) == len(deltas)
    if whole and export(lists) != (tokens, deltas):
        raise Refused("trust.state")
    return lists


def export(lists):
    tokens = [held.token.data for _, held in sorted(lists.held.items())]
    deltas = sorted(lists.deltas, key=lambda one: (one.delta.sequence, one.delta.data))
    return tokens, [one.delta.data for one in deltas]
