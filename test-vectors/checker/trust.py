"""Root documents, trust lists, and what a verifier holds of them (chapter 5)."""

import hashlib

import cbor
import cose
import ed25519
from fields import DOCUMENT, Fields
from refused import Refused

DAY = 86400
ROOT_TYPE = "application/kp-root+cbor"
LIST_TYPE = "application/kp-trust+cbor"
CREDENTIALS, STATUS, DELTAS, ASSERTIONS, SPECIMEN = 1, 2, 4, 8, 16
ACTIVE, RETIRED, REVOKED, REVOKED_SINCE, SUSPENDED = range(5)


def open_payload(payload):
    fields = Fields(cbor.decode(payload), DOCUMENT)
    version = fields.as_uint(fields.require(1))
    if version != 1:
        raise Refused("trust.unsupported")
    return fields


class Head:
    """The first six fields (5.3)."""

    def __init__(self, fields):
        self.domain = fields.as_text(fields.require(2), 16)
        if len(self.domain.encode("utf-8")) > 16:
            fields.no("length")
        self.epoch = fields.as_uint(fields.require(3))
        self.version = fields.as_uint(fields.require(4))
        self.issued, self.expires = fields.time(5), fields.time(6)
        if self.epoch == 0 or self.version == 0:
            fields.no("value")


def read_key(value):
    if not isinstance(value, bytes) or len(value) != 32:
        raise Refused("trust.malformed")
    if ed25519.key_fault(value):
        raise Refused("trust.key-weak")
    return value


class Root(Head):
    def __init__(self, document):
        fields = open_payload(document.payload)
        super().__init__(fields)
        named = Fields(fields.require(7), DOCUMENT)
        fields.close()
        self.roles = {}
        for name in range(4):
            found = named.take(name)
            if found is not None:
                self.roles[name] = self.role(found.value)
            elif name < 2:
                raise Refused("trust.malformed")
        named.close()
        if not 1 <= self.expires - self.issued <= 5 * 366 * DAY:
            raise Refused("trust.window")
        seen = set()
        for threshold, keys in self.roles.values():
            if threshold < 1 or threshold > len(keys) or len(keys) > 16:
                raise Refused("trust.threshold-invalid")
            if len(set(keys)) != len(keys):
                raise Refused("trust.key-duplicate")
        for _, keys in self.roles.values():
            if seen & set(keys):
                raise Refused("trust.key-overlap")
            seen |= set(keys)
        self.keys = seen

    @staticmethod
    def role(value):
        if not isinstance(value, list) or len(value) != 2 or not isinstance(value[1], list):
            raise Refused("trust.malformed")
        if not cbor.is_int(value[0]) or value[0] < 0:
            raise Refused("trust.malformed")
        return value[0], [read_key(key) for key in value[1]]

    def approved_by(self, role, document):
        threshold, keys = self.roles[role]
        return document.count_signed_by(keys) >= threshold


def read_ranges(items):
    if len(items) > 256:
        raise Refused("trust.malformed")
    ranges = []
    for item in items:
        ends = item if isinstance(item, list) else [item, item]
        if len(ends) != 2 or not all(cbor.is_int(end) and 0 <= end <= 65535 for end in ends) or ends[0] > ends[1]:
            raise Refused("trust.malformed")
        ranges.append(tuple(ends))
    return ranges


def within(ranges, number):
    return any(first <= number <= last for first, last in ranges)


class Entry:
    def __init__(self, value):
        fields = Fields(value, DOCUMENT)
        self.key = read_key(fields.require(1))
        self.issuer = fields.as_text(fields.require(2), 32)
        self.scopes = fields.array(3)
        if self.scopes is None:
            raise Refused("trust.malformed")
        self.scopes = read_ranges(self.scopes)
        self.start, self.end, self.until = fields.time(4), fields.time(5), fields.time(6)
        self.state = fields.as_uint(fields.require(7))
        since = fields.take(8)
        self.since = since and fields.as_uint(since.value)
        if self.state > 4 or (self.state == REVOKED_SINCE) != (since is not None):
            raise Refused("trust.malformed")
        if since is not None and not 1 <= self.since <= 253402300799:
            raise Refused("trust.malformed")
        self.lifetime = fields.as_uint(fields.require(9))
        self.lists = read_ranges(fields.array(10) or [])
        fields.text(11, 64)
        usage = fields.uint(12)
        self.usage = CREDENTIALS if usage is None else usage
        fields.close()
        if len(self.issuer.encode("utf-8")) > 32 or not 1 <= self.lifetime <= 630720000 or not 1 <= self.usage <= 31:
            raise Refused("trust.malformed")
        if not self.start < self.end <= self.until:
            raise Refused("trust.window")

    def may_sign_status(self, usage, number, issued, last, suspended=False):
        """Step 3 of 8.3; or, of a key that is suspended, whether it may again when it is not."""
        return (
            self.usage & usage
            and not self.usage & SPECIMEN
            and (self.state in (ACTIVE, RETIRED) or suspended and self.state == SUSPENDED)
            and within(self.lists, number)
            and self.start <= issued < self.end
            and last <= self.until
        )


class Info:
    """What a list says of one status list."""

    def __init__(self, value):
        if not isinstance(value, list) or len(value) != 4:
            raise Refused("trust.malformed")
        self.number, self.entries, self.bits, uri = value
        whole = all(map(cbor.is_int, value[:3]))
        if not whole or not 0 <= self.number <= 65535 or not 1 <= self.entries <= 1 << 24 or self.bits not in (1, 2):
            raise Refused("trust.malformed")
        if uri is not None and not (isinstance(uri, str) and 1 <= len(uri) <= 120):
            raise Refused("trust.malformed")
        self.uri = f"kp:s/{self.number}" if uri is None else uri

    def same(self, other):
        return other is not None and vars(self) == vars(other)

    def size(self):
        return -(-self.entries * self.bits // 8)


class TrustList(Head):
    def __init__(self, document):
        fields = open_payload(document.payload)
        super().__init__(fields)
        self.digest = document.digest()
        self.refresh = fields.time(7)
        entries = fields.array(8)
        if entries is None:
            raise Refused("trust.malformed")
        if fields.take(9) is not None:
            raise Refused("trust.unsupported")
        self.denied = fields.array(10) or []
        infos = fields.array(11) or []
        fields.close()
        self.entries = [Entry(entry) for entry in entries]
        if any(not isinstance(digest, bytes) or len(digest) != 16 for digest in self.denied):
            raise Refused("trust.malformed")
        self.infos = [Info(info) for info in infos]
        if not self.issued < self.refresh <= self.expires or self.expires - self.issued > 180 * DAY:
            raise Refused("trust.window")
        if len(self.entries) > 64 or len(self.denied) > 256 or len(self.infos) > 256:
            raise Refused("trust.malformed")
        keys = [entry.key for entry in self.entries]
        if len(set(keys)) != len(keys):
            raise Refused("trust.key-duplicate")
        kids = [cose.kid_of(key) for key in keys]
        if any(kids.count(kid) > 4 for kid in kids):
            raise Refused("trust.kid-crowded")
        if any(len({key(info) for info in self.infos}) != len(self.infos) for key in (lambda one: one.number, lambda one: one.uri)):
            raise Refused("trust.malformed")

    def candidates(self, kid):
        return [entry for entry in self.entries if cose.kid_of(entry.key) == kid]

    def entry(self, key):
        return next((entry for entry in self.entries if entry.key == key), None)

    def info(self, number):
        return next((info for info in self.infos if info.number == number), None)

    def info_of(self, uri):
        return next((info for info in self.infos if info.uri == uri), None)

    def number_of(self, uri):
        """The list that a reference names (5.7)."""
        info = self.info_of(uri)
        if info is not None:
            return info.number
        number = uri.removeprefix("kp:s/")
        plain = uri.startswith("kp:s/") and number.isascii() and number.isdigit() and str(int(number)) == number
        return int(number) if plain else None


class Store:
    """A chain of roots from the pinned one, and the newest list (5.9)."""

    def __init__(self, pinned):
        document = cose.Document(pinned)
        if document.typ != ROOT_TYPE:
            raise Refused("trust.type")
        self.root = Root(document)
        if not self.root.approved_by(0, document):
            raise Refused("trust.threshold")
        self.pin = hashlib.sha256(pinned).digest()
        self.digests = {self.root.version: document.digest()}
        self.first = self.root.version
        self.successors = []
        self.newest_root = self.root.issued
        self.list = self.list_bytes = self.mark = None

    def floor(self):
        listed = min(self.list.issued, self.root.expires) if self.list else 0
        return max(self.newest_root, listed)

    def held(self):
        return {
            "root": self.root.version,
            "epoch": self.root.epoch,
            "list": self.list.version if self.list else None,
        }

    def apply(self, documents, clock):
        """For each document `accepted`, `held`, or the code of its refusal."""
        lo, _ = clock.interval(self.floor())[:2]
        order = sorted(range(len(documents)), key=lambda at: first_look(documents[at]))
        lines, refused = [None] * len(documents), []
        for at in order:
            try:
                lines[at] = self.take(documents[at], lo)
            except Refused as no:
                lines[at] = no.code
                refused.append(at)
        for at in refused:
            if self.is_on_chain(documents[at]):
                lines[at] = "held"
        return lines

    def is_on_chain(self, data):
        try:
            document = cose.Document(data)
            return document.typ == ROOT_TYPE and self.digests.get(Root(document).version) == document.digest()
        except Refused:
            return False

    def take(self, data, lo):
        document = cose.Document(data)
        return self.take_root(document, data) if document.typ == ROOT_TYPE else self.take_list(document, data, lo)

    def take_root(self, document, data):
        root = Root(document)
        if root.domain != self.root.domain:
            raise Refused("trust.domain")
        if root.version <= self.root.version:
            return self.known_root(root, document)
        if root.version != self.root.version + 1:
            raise Refused("trust.root-gap")
        if len(self.successors) >= 256:
            raise Refused("trust.size")
        if not self.root.approved_by(0, document) or not root.approved_by(0, document):
            raise Refused("trust.threshold")
        old, new = self.root.roles[1], root.roles[1]
        changed = old[0] != new[0] or set(old[1]) != set(new[1])
        if root.epoch < self.root.epoch or (changed and root.epoch == self.root.epoch):
            raise Refused("trust.epoch")
        rose = root.epoch > self.root.epoch
        self.root = root
        self.digests[root.version] = document.digest()
        self.successors.append(data)
        self.newest_root = max(self.newest_root, root.issued)
        if rose:
            self.list = self.list_bytes = self.mark = None
        elif self.list is not None:
            try:
                self.checked_list(cose.Document(self.list_bytes))
            except Refused:
                self.list = self.list_bytes = None
        return "accepted"

    def known_root(self, root, document):
        known = self.digests.get(root.version)
        if known is None:
            raise Refused("trust.rollback")
        if known == document.digest():
            return "held"
        if not self.root.approved_by(0, document):
            raise Refused("trust.threshold")
        raise Refused("trust.equivocation")

    def checked_list(self, document):
        """The rules of 5.4."""
        found = TrustList(document)
        if found.domain != self.root.domain:
            raise Refused("trust.domain")
        if not self.root.approved_by(1, document):
            raise Refused("trust.threshold")
        if found.epoch != self.root.epoch:
            raise Refused("trust.epoch")
        if found.expires > self.root.expires:
            raise Refused("trust.window")
        if self.root.keys & {entry.key for entry in found.entries}:
            raise Refused("trust.key-overlap")
        return found

    def take_list(self, document, data, lo):
        found = self.checked_list(document)
        if self.mark is not None:
            version, digest, issued = self.mark
            if found.version < version:
                raise Refused("trust.rollback")
            if found.version == version and found.digest != digest:
                raise Refused("trust.equivocation")
            if found.version == version and self.list is not None:
                return "held"
            if found.issued < issued:
                raise Refused("trust.rollback")
        if self.root.expires <= lo:
            raise Refused("trust.root-expired")
        self.list, self.list_bytes = found, data
        self.mark = found.version, found.digest, found.issued
        return "accepted"


def first_look(data):
    """Roots first, by version, then lists, by version; what cannot be read comes last."""
    try:
        document = cose.Document(data)
        if document.typ == ROOT_TYPE:
            return 0, Root(document).version
        return 1, TrustList(document).version
    except Refused:
        return 2, 0


def load(state, pinned):
    """A stored state (5.10), verified again."""
    store = Store(pinned)
    try:
        fields = Fields(cbor.decode(state), DOCUMENT)
        if fields.as_uint(fields.require(1)) != 1:
            raise Refused("trust.state")
        pin = fields.bytes(2)
        roots = fields.array(3)
        held = fields.bytes(4)
        mark = fields.take(5)
        fields.close()
        if pin is None or len(pin) != 32 or roots is None or not all(isinstance(root, bytes) for root in roots):
            raise Refused("trust.state")
        known = read_mark(mark.value) if mark else None
    except Refused:
        raise Refused("trust.state") from None
    skip = 0
    if pin != store.pin:
        digests = [digest_of(root) for root in roots]
        if store.digests[store.first] not in digests:
            raise Refused("trust.pin")
        skip = digests.index(store.digests[store.first]) + 1
    try:
        for root in roots[skip:]:
            document = cose.Document(root)
            if document.typ != ROOT_TYPE or store.take_root(document, root) != "accepted":
                raise Refused("trust.state")
        if held is not None:
            document = cose.Document(held)
            if document.typ != LIST_TYPE:
                raise Refused("trust.state")
            store.list, store.list_bytes = store.checked_list(document), held
            if known != (store.list.version, store.list.digest, store.list.issued):
                raise Refused("trust.state")
    except Refused:
        raise Refused("trust.state") from None
    store.mark = known
    return store


def digest_of(root):
    try:
        return cose.Document(root).digest()
    except Refused:
        return None


def read_mark(value):
    fields = Fields(value, DOCUMENT)
    version = fields.as_uint(fields.require(1))
    digest = fields.bytes(2)
    issued = fields.time(3)
    fields.close()
    if digest is None or len(digest) != 16:
        raise Refused("trust.state")
    return version, digest, issued
