"""Deterministic CBOR (2.1): one pass over the bytes that decides and reads."""

import json

from refused import Refused

DEPTH = 8
ENTRIES = 256


class Tag:
    """A tagged item."""

    def __init__(self, number, value):
        self.number, self.value = number, value


class Map:
    """A map, as the pairs that stand in it: keys are compared as encoded, so 1 and True never meet."""

    def __init__(self, pairs):
        self.pairs = pairs

    def take(self, key):
        """Takes a field out; None when it is not there (null is not in any of our maps where this matters)."""
        for at, (found, value) in enumerate(self.pairs):
            if type(found) is type(key) and found == key:
                del self.pairs[at]
                return Some(value)
        return None

    def copy(self):
        return Map(list(self.pairs))


class Some:
    """A field that is there, whatever its value."""

    def __init__(self, value):
        self.value = value


def decode(data, any_order=False):
    """Exactly one item, and nothing after it."""
    reader = Reader(data, any_order)
    value = reader.item(0)
    if reader.at != len(data):
        raise Refused("cbor.trailing")
    return value


class Reader:
    def __init__(self, data, any_order):
        self.data, self.at, self.any_order = data, 0, any_order

    def take(self, count):
        if count > len(self.data) - self.at:
            raise Refused("cbor.truncated")
        part = self.data[self.at : self.at + count]
        self.at += count
        return part

    def head(self):
        first = self.take(1)[0]
        major, info = first >> 5, first & 31
        if major == 7:
            if info in (20, 21, 22):
                return 7, info
            if info in (25, 26, 27):
                raise Refused("cbor.float")
            raise Refused("cbor.malformed")
        if info < 24:
            return major, info
        if info > 27:
            if info == 31 and major in (2, 3, 4, 5):
                raise Refused("cbor.indefinite")
            raise Refused("cbor.malformed")
        size = 1 << (info - 24)
        number = int.from_bytes(self.take(size), "big")
        least = {1: 24, 2: 1 << 8, 4: 1 << 16, 8: 1 << 32}[size]
        if number < least:
            raise Refused("cbor.long-head")
        return major, number

    def item(self, depth):
        major, number = self.head()
        if major == 0:
            return number
        if major == 1:
            return -1 - number
        if major == 2:
            return bytes(self.take(number))
        if major == 3:
            try:
                return self.take(number).decode("utf-8")
            except UnicodeDecodeError:
                raise Refused("cbor.utf8") from None
        if major == 7:
            return {20: False, 21: True, 22: None}[number]
        if major == 6:
            if number in (2, 3):
                raise Refused("cbor.malformed")
            if depth >= DEPTH:
                raise Refused("cbor.depth")
            return Tag(number, self.item(depth + 1))
        if number > ENTRIES:
            raise Refused("cbor.entries")
        if depth >= DEPTH:
            raise Refused("cbor.depth")
        if major == 4:
            return [self.item(depth + 1) for _ in range(number)]
        return self.map(number, depth + 1)

    def map(self, count, depth):
        pairs, seen, last = [], set(), None
        for _ in range(count):
            start = self.at
            key = self.item(depth)
            encoded = bytes(self.data[start : self.at])
            if encoded in seen:
                raise Refused("cbor.duplicate-key")
            if last is not None and encoded < last and not self.any_order:
                raise Refused("cbor.unsorted-key")
            seen.add(encoded)
            last = encoded
            pairs.append((key, self.item(depth)))
        return Map(pairs)


def encode(value):
    """Writes the few things that are written here: integers, texts, byte strings, arrays."""
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        data = value.encode("utf-8")
        return head(3, len(data)) + data
    if isinstance(value, list):
        return head(4, len(value)) + b"".join(map(encode, value))
    if isinstance(value, dict):
        pairs = sorted((encode(key), encode(item)) for key, item in value.items())
        return head(5, len(pairs)) + b"".join(key + item for key, item in pairs)
    raise TypeError(type(value))


def head(major, number):
    if number < 24:
        return bytes([major << 5 | number])
    for info, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if number < 1 << 8 * size:
            return bytes([major << 5 | info]) + number.to_bytes(size, "big")
    raise ValueError("a number of more than 64 bits")


def is_int(value):
    return isinstance(value, int) and not isinstance(value, bool)


def to_json(value):
    """Claims as JSON (see README.md)."""
    if isinstance(value, bytes):
        return f"h'{value.hex()}'"
    if isinstance(value, list):
        return [to_json(item) for item in value]
    if isinstance(value, Map):
        return {key if isinstance(key, str) else json_key(key): to_json(item) for key, item in value.pairs}
    if isinstance(value, Tag):
        return [f"tag {value.number}", to_json(value.value)]
    if is_int(value) and not -(2**63) <= value < 2**64:
        return str(value)
    return value


def json_key(key):
    shown = to_json(key)
    return shown if isinstance(shown, str) else json.dumps(shown)
