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

    def bits(self, info):
        """The bits to set and those to clear in one list (8.5)."""
        end = info.entries * info.bits
        both = [read_gaps(gaps, end) for gaps in self.changes[info.number]]
        if set(both[0]) & set(both[1]):
            raise Refused("status.delta")
        return both


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
    """One list: its token, and the newest delta on it."""

    def __init__(self, info, token, signer):
        self.info, self.token, self.signer = info, token, signer
        self.entries = token.entries(info)
        self.delta = self.delta_signer = None

    def as_of(self):
        return self.delta.issued if self.delta else self.token.issued

    def stands(self, trust_list):
        entry = trust_list.entry(self.signer)
        allowed = entry and entry.may_sign_status(STATUS, self.info.number, self.token.issued, self.token.expires)
        return bool(allowed) and self.info.same(trust_list.info(self.info.number))

    def delta_stands(self, trust_list):
        entry = trust_list.entry(self.delta_signer)
        return entry is not None and bool(self.delta.may(entry))

    def put(self, delta, signer):
        entries = self.token.entries(self.info)
        if delta is not None:
            to_set, to_clear = delta.bits(self.info)
            for bit in to_set:
                entries[bit // 8] |= 1 << bit % 8
            for bit in to_clear:
                entries[bit // 8] &= ~(1 << bit % 8) & 0xFF
        self.entries, self.delta, self.delta_signer = entries, delta, signer

    def value(self, index):
        bit = index * self.info.bits
        return self.entries[bit // 8] >> bit % 8 & (1 << self.info.bits) - 1


class Lists:
    """The status lists beside a trust store (8.4)."""

    def __init__(self):
        self.held = {}

    def review(self, trust_list):
        """Drops what the trust list no longer vouches for."""
        if trust_list is None:
            return
        self.held = {number: held for number, held in self.held.items() if held.stands(trust_list)}
        for held in self.held.values():
            if held.delta and not held.delta_stands(trust_list):
                held.put(None, None)

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
        if held is not None:
            if held.token.payload == token.payload:
                return "held"
            if held.token.issued == token.issued:
                raise Refused("trust.equivocation")
            if token.issued < held.as_of():
                raise Refused("trust.rollback")
        others = sum(other.info.size() for number, other in self.held.items() if number != info.number)
        if others + info.size() > STORE_BYTES:
            raise Refused("status.space")
        new = Held(info, token, signer)
        # A delta that came before this token, for other lists, and names this one too.
        waiting = [
            other
            for other in self.held.values()
            if other.delta and other.delta.base == token.issued and info.number in other.delta.changes
        ]
        if waiting:
            newest = max(waiting, key=lambda other: (other.delta.sequence, other.delta.data))
            try:
                new.put(newest.delta, newest.delta_signer)
            except Refused:
                pass  # the list is described otherwise than the delta means it
        self.held[info.number] = new
        return "accepted"

    def take_delta(self, delta, trust_list):
        if delta.domain != trust_list.domain:
            raise Refused("trust.domain")
        signer = signer_of(trust_list, delta.message, delta.may)
        for number in delta.changes:
            info = trust_list.info(number)
            if info is not None:
                delta.bits(info)
        concerned = [
            self.held[number]
            for number in delta.changes
            if number in self.held and self.held[number].token.issued == delta.base
        ]
        if not concerned:
            raise Refused("status.delta-base")
        new = [held for held in concerned if not held.delta or held.delta.payload != delta.payload]
        for held in new:
            if held.delta:
                if delta.sequence < held.delta.sequence:
                    raise Refused("trust.rollback")
                if delta.sequence == held.delta.sequence:
                    raise Refused("trust.equivocation")
                if delta.issued < held.delta.issued:
                    raise Refused("trust.rollback")
        for held in new:
            held.put(delta, signer)
        return "accepted" if new else "held"

    def floor(self, trust_list):
        return max((min(held.as_of(), trust_list.expires) for held in self.held.values()), default=0)

    def as_of(self):
        return {str(number): held.as_of() for number, held in sorted(self.held.items())}


def load(state, store):
    """A stored state (8.4), verified again; what the list no longer vouches for is left out."""
    try:
        fields = Fields(cbor.decode(state), DOCUMENT)
        if fields.as_uint(fields.require(1)) != 1:
            raise Refused("trust.state")
        tokens, deltas = fields.array(2), fields.array(3)
        fields.close()
        if tokens is None or deltas is None or not all(isinstance(item, bytes) for item in tokens + deltas):
            raise Refused("trust.state")
    except Refused:
        raise Refused("trust.state") from None
    if store.list is None:
        raise Refused("trust.no-list")
    lists, whole = Lists(), True
    for data in tokens + deltas:
        try:
            found = parse(data)
        except Refused:
            raise Refused("trust.state") from None
        try:
            lists.take(found, store.list)
        except Refused:
            whole = False
    if whole and export(lists) != (tokens, deltas):
        raise Refused("trust.state")
    return lists


def export(lists):
    tokens = [held.token.data for _, held in sorted(lists.held.items())]
    deltas = {held.delta.data: held.delta.sequence for held in lists.held.values() if held.delta}
    return tokens, sorted(deltas, key=lambda data: (deltas[data], data))
