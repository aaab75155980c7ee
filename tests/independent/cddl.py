#!/usr/bin/env python3
"""Holds the grammars of the specification against documents that this crate wrote.

    cargo run --example export -- --documents DIR && python3 tests/independent/cddl.py DIR

Every document must be in the grammar, down through each layer of CBOR in byte strings. Then single
fields are changed, and the grammar must refuse the change at that field: otherwise it would say nothing.

The grammar is parsed by the PyPI package cddlparser, and once more by pycddl, which is another
implementation. The documents are matched here: the validators that were tried (pycddl 0.6.4, zcbor
0.9.1) took documents that these grammars exclude, and refused some that they allow. At most ten is to be
written `*10`: cddlparser 0.6.0 does not read `0*10`.
"""

import json
import math
import pathlib
import re
import sys

import cbor2
import pycddl
from cddlparser import parse
from cddlparser.ast import Array, Map, Operator, Range, Tag, Type, Typename, Value

SPEC = pathlib.Path(__file__).resolve().parents[2] / "src/spec"
KP = -84817
# What `export --documents` writes.
DOCUMENTS = 58
GONE = object()
# What the grammars use of the prelude of RFC 8610 (appendix D).
PRELUDE = {
    "any": lambda value: True,
    "bool": lambda value: isinstance(value, bool),
    "bstr": lambda value: isinstance(value, bytes),
    "int": lambda value: is_int(value),
    "null": lambda value: value is None,
    "tstr": lambda value: isinstance(value, str),
    "uint": lambda value: is_int(value) and value >= 0,
}


class Mismatch(Exception):
    """Where a document leaves the grammar: the path, and what was wanted there."""

    def __init__(self, path, wanted):
        super().__init__(f"at /{'/'.join(map(str, path))}: {wanted}")
        self.path = path


class Grammar:
    """A grammar, as far as RFC 8610 is used by it. Whatever else it uses is an error, never a match."""

    def __init__(self, text):
        pycddl.Schema(text)
        self.rules = {}
        for rule in parse(text).rules:
            name = rule.name.name
            if name in self.rules or name in PRELUDE or rule.assign.serialize().strip() != "=":
                raise ValueError(f"rule {name} is extended or stands twice")
            self.rules[name] = rule.type

    def match(self, rule, document):
        self.type(self.rules[rule], read(document), ())

    def type(self, node, value, path):
        if isinstance(node, Type):
            self.choice(node.types, value, path)
        elif isinstance(node, Typename):
            if node.name in self.rules:
                self.type(self.rules[node.name], value, path)
            else:
                require(PRELUDE[node.name](value), path, node.name)
        elif isinstance(node, Value):
            wanted = literal(node)
            require(same(value, wanted), path, repr(wanted))
        elif isinstance(node, Range):
            low, high = bounds(node)
            require(is_int(value) and low <= value <= high, path, f"{low}..{high}")
        elif isinstance(node, Tag):
            major, number = node.numericPart.literal.split(".")
            if major != "6":
                raise NotImplementedError(f"#{node.numericPart.literal}")
            require(isinstance(value, cbor2.CBORTag) and value.tag == int(number), path, f"tag {number}")
            self.type(node.typePart, value.value, path)
        elif isinstance(node, Operator):
            self.controlled(node, value, path)
        elif isinstance(node, Map):
            require(isinstance(value, dict), path, "map")
            self.map(entries(node), value, path)
        elif isinstance(node, Array):
            require(isinstance(value, list), path, "array")
            self.array(entries(node), value, path)
        else:
            raise NotImplementedError(type(node).__name__)

    def choice(self, types, value, path):
        deepest = None
        for one in types:
            try:
                return self.type(one, value, path)
            except Mismatch as found:
                if deepest is None or len(found.path) > len(deepest.path):
                    deepest = found
        raise deepest

    def fits(self, node, value):
        try:
            self.type(node, value, ())
            return True
        except Mismatch:
            return False

    def controlled(self, node, value, path):
        self.type(node.type, value, path)
        control, controller = node.name.literal, node.controller
        if control == "size":
            low, high = bounds(controller)
            size = len(value.encode() if isinstance(value, str) else value)
            require(low <= size <= high, path, f"{low}..{high} bytes")
        elif control == "regexp":
            pattern = literal(controller)
            require(re.fullmatch(pattern, value, re.ASCII), path, f"/{pattern}/")
        elif control == "cbor":
            try:
                inner = read(value)
            except (cbor2.CBORDecodeError, ValueError) as error:
                raise Mismatch(path, f"CBOR in the byte string: {error}") from error
            self.type(controller, inner, path)
        else:
            raise NotImplementedError(f".{control}")

    def map(self, members, value, path):
        """Every key is taken by the first entry that fits it; `1:` also forbids `any => any` to (a cut)."""
        left = dict(value)
        for member in members:
            low, high = occurrence(member)
            key, cut = member.key.type, member.key.hasCut
            if isinstance(key, Value):
                taken = [found for found in left if same(found, literal(key))]
            else:
                taken = [found for found in left if self.fits(key, found)]
            for found in taken:
                try:
                    self.type(member.type, left[found], (*path, found))
                except Mismatch:
                    if cut:
                        raise
                    continue
                del left[found]
            wanted = literal(key) if isinstance(key, Value) else "key"
            require(low <= len(taken) <= high, (*path, wanted), f"{low} to {high} times, not {len(taken)}")
        for found in left:
            raise Mismatch((*path, found), "nothing")

    def array(self, members, value, path):
        """Takes as many items for each entry as fit it. No entry here needs to give one back."""
        at = 0
        for member in members:
            low, high = occurrence(member)
            count = 0
            while count < high and at < len(value):
                try:
                    self.type(member.type, value[at], (*path, at))
                except Mismatch:
                    if count < low or member is members[-1]:
                        raise
                    break
                count, at = count + 1, at + 1
            require(count >= low, (*path, at), f"at least {low} times, not {count}")
        require(at == len(value), (*path, at), "the end")


def require(holds, path, wanted):
    if not holds:
        raise Mismatch(path, wanted)


def is_int(value):
    """Major types 0 and 1: beyond them are tags 2 and 3, which cbor2 reads as numbers too."""
    return isinstance(value, int) and not isinstance(value, bool) and -(2**64) <= value < 2**64


def same(value, wanted):
    return type(value) is type(wanted) and value == wanted


def literal(node):
    if node.type == "number":
        return int(node.value)
    if node.type == "text":
        return json.loads(f'"{node.value}"')  # the escapes are those of JSON
    raise NotImplementedError(node.type)


def bounds(node):
    while isinstance(node, Type) and len(node.types) == 1:
        node = node.types[0]
    if isinstance(node, Value):
        return literal(node), literal(node)
    if node.rangeop.serialize().strip() != "..":
        raise NotImplementedError("a range without its end")
    return literal(node.min), literal(node.max)


def entries(group):
    if len(group.groupChoices) > 1:
        raise NotImplementedError("a choice of groups")
    return [entry for choice in group.groupChoices for entry in choice.groupEntries]


def occurrence(member):
    if member.occurrence is None:
        return 1, 1
    written = member.occurrence.serialize().split("\n")[-1].strip()
    if written == "?":
        return 0, 1
    low, star, high = written.partition("*")
    if not star:
        raise NotImplementedError(written)
    return int(low or 0), int(high) if high else math.inf


def read(data):
    """One item of CBOR, and nothing after it."""
    value = cbor2.loads(data)
    if len(cbor2.dumps(value)) != len(data):
        raise ValueError("more than one item, or not in the shortest form")
    return value


def changed(value, path, new):
    """The document with the value at `path` replaced, inside byte strings of CBOR too.

    `CBOR` in a path opens a byte string; `GONE` takes the field away.
    """
    if not path:
        return new(value) if callable(new) else new
    step, rest = path[0], path[1:]
    if step is CBOR:
        return cbor2.dumps(changed(cbor2.loads(value), rest, new))
    if isinstance(value, cbor2.CBORTag):
        return cbor2.CBORTag(value.tag, changed(value.value, path, new))
    copy = list(value) if isinstance(value, list) else dict(value)
    if isinstance(copy, list) and step == len(copy):
        copy.append(None)  # one more
    inner = copy.get(step) if isinstance(copy, dict) else copy[step]
    replaced = changed(inner, rest, new)
    if replaced is GONE:
        del copy[step]
    else:
        copy[step] = replaced
    return copy


CBOR = object()
HEADER = (0, CBOR)
BODY = (2, CBOR)
PERSON = (*BODY, 169)
SIGNER = (3, 0, 0, CBOR)
ENTRY = (*BODY, 8, 0)
GRANTED = (*BODY, KP, 6, 0)
LATE = 253402300800

# Document, path to a field, what to put there.
REFUSED = [
    ("message-everything", (), lambda tag: cbor2.CBORTag(98, tag.value)),
    ("message-everything", (), lambda tag: tag.value),
    ("message-everything", (4,), b""),
    ("message-everything", (0,), b""),
    ("message-everything", (0,), b"\xa0\x00"),
    ("message-everything", (1,), {1: -8}),
    ("message-everything", (2,), None),
    ("message-everything", (3,), b"\0" * 63),
    ("message-everything", (3,), GONE),
    ("message-everything", (*HEADER, 1), -7),
    ("message-everything", (*HEADER, 1), GONE),
    ("message-everything", (*HEADER, 4), b"\0" * 9),
    ("message-everything", (*HEADER, 4), "12345678"),
    ("message-everything", (*HEADER, 2), [16]),
    ("message-everything", BODY, []),
    ("message-everything", (*BODY, 1), ""),
    ("message-everything", (*BODY, 1), "I" * 33),
    ("message-everything", (*BODY, 1), 2),
    ("message-everything", (*BODY, 4), LATE),
    ("message-everything", (*BODY, 4), GONE),
    ("message-everything", (*BODY, 5), 0),
    ("message-everything", (*BODY, 6), -1),
    ("message-everything", (*BODY, 6), True),
    ("message-everything", (*BODY, 6), GONE),
    ("message-everything", (*BODY, 7), b"\0" * 7),
    ("message-everything", (*BODY, 8), {1: {1: 1, -1: 6, -2: b"\0" * 31}}),
    ("message-everything", (*BODY, 8), {1: {1: 2, -1: 1, -2: b"\0" * 32}}),
    ("message-everything", (*BODY, 8), {1: {1: 1, -1: 6, -2: b"\0" * 32}, 2: 0}),
    ("message-everything", PERSON, []),
    ("message-everything", (*PERSON, 1), "1" * 21),
    ("message-everything", (*PERSON, 2), "KP2"),
    ("message-everything", (*PERSON, 3), "en"),
    ("message-everything", (*PERSON, 3), "engl"),
    ("message-everything", (*PERSON, 4), GONE),
    ("message-everything", (*PERSON, 4), b"Namuna"),
    ("message-everything", (*PERSON, 8), "199003150"),
    ("message-everything", (*PERSON, 8), "1990-03-"),
    ("message-everything", (*PERSON, 8), 19900315),
    ("message-everything", (*PERSON, 9), 4),
    ("message-everything", (*PERSON, 9), 0),
    ("message-everything", (*PERSON, 10), 1),
    ("message-everything", (*PERSON, 12), "03000000001"),
    ("message-everything", (*PERSON, 12), "+923000000001\n"),
    ("message-everything", (*PERSON, 13), "pk"),
    ("message-everything", (*PERSON, 14), -1),
    ("message-everything", (*PERSON, 16), b"\0" * 1201),
    ("message-everything", (*PERSON, 18), [1] * 11),
    ("message-everything", (*PERSON, 20), "URD"),
    ("message-everything", (*PERSON, 21), "Swat"),
    ("message-everything", (*PERSON, 21), "A" * 17),
    ("message-everything", (*PERSON, 23), "PAK"),
    ("message-everything", (*PERSON, 62), []),
    ("message-everything", (*PERSON, 62), lambda faces: faces * 2),
    ("message-everything", (*PERSON, 62, 0, 0), b""),
    ("message-everything", (*PERSON, 62, 0, 1), 1),
    ("message-everything", (*PERSON, 62, 0, 2), 2),
    ("message-everything", (*PERSON, 62, 0, 2), GONE),
    ("message-everything", (*BODY, KP), None),
    ("message-everything", (*BODY, KP, 0), 1),
    ("message-everything", (*BODY, KP, 1), 1),
    ("message-everything", (*BODY, KP, 2), 10),
    ("message-everything", (*BODY, KP, 3), 7),
    ("message-everything", (*BODY, KP, 6), []),
    ("message-everything", (*BODY, KP, 6), lambda granted: granted * 17),
    ("message-everything", (*GRANTED, 0), 0),
    ("message-everything", (*GRANTED, 0), GONE),
    ("message-everything", (*GRANTED, 1), "ref"),
    ("message-everything", (*GRANTED, 1), "A" * 25),
    ("message-everything", (*GRANTED, 2), -1),
    ("message-everything", (*GRANTED, 3), 2932897),
    ("message-everything", (*GRANTED, 7), 2**64),
    ("message-everything", (*BODY, KP, 7), [1]),
    ("message-everything", (*BODY, KP, 7), [1, 2, 3]),
    ("message-everything", (*BODY, KP, 7), [1, "2"]),
    ("message-everything", (*BODY, KP, 8), 5),
    ("message-everything", (*BODY, 65535, "status_list"), GONE),
    ("message-everything", (*BODY, 65535, "status_list", "uri"), GONE),
    ("message-everything", (*BODY, 65535, "status_list", "idx"), "5"),
    ("root-first", (), lambda tag: cbor2.CBORTag(18, tag.value)),
    ("root-first", (0, CBOR, 16), "application/kp-trust+cbor"),
    ("root-first", (0, CBOR, 1), -8),
    ("root-first", (1,), {4: b""}),
    ("root-first", (3,), []),
    ("root-first", (3,), lambda signers: signers * 17),
    ("root-first", (3, 0, 2), b"\0" * 65),
    ("root-first", (*SIGNER, 1), -7),
    ("root-first", (*SIGNER, 16), "x"),
    ("root-first", (*BODY, 1), 2),
    ("root-first", (*BODY, 2), ""),
    ("root-first", (*BODY, 2), "d" * 17),
    ("root-first", (*BODY, 3), 0),
    ("root-first", (*BODY, 4), 2**64),
    ("root-first", (*BODY, 6), GONE),
    ("root-first", (*BODY, 8), 0),
    ("root-first", (*BODY, 7, 1), GONE),
    ("root-first", (*BODY, 7, 4), [1, [b"\0" * 32]]),
    ("root-first", (*BODY, 7, 0, 0), 0),
    ("root-first", (*BODY, 7, 0, 0), 17),
    ("root-first", (*BODY, 7, 0, 1), []),
    ("root-first", (*BODY, 7, 0, 1, 0), b"\0" * 33),
    ("list-everything", (0, CBOR, 16), "application/kp-root+cbor"),
    ("list-everything", (*BODY, 7), GONE),
    ("list-everything", (*BODY, 9), []),
    ("list-everything", (*BODY, b"x"), 0),
    ("list-everything", (*BODY, 8), lambda entries: entries * 6),
    ("list-everything", (*BODY, 10, 0), b"\0" * 15),
    ("list-everything", (*BODY, 10), lambda digests: digests * 129),
    ("list-everything", (*BODY, 11, 0, 0), 65536),
    ("list-everything", (*BODY, 11, 0, 1), 0),
    ("list-everything", (*BODY, 11, 0, 1), 16777217),
    ("list-everything", (*BODY, 11, 0, 2), 3),
    ("list-everything", (*BODY, 11, 0, 3), 5),
    ("list-everything", (*BODY, 11, 0, 3), GONE),
    ("list-everything", (*ENTRY, 1), b"\0" * 31),
    ("list-everything", (*ENTRY, 2), ""),
    ("list-everything", (*ENTRY, 3), GONE),
    ("list-everything", (*ENTRY, 3), [65536]),
    ("list-everything", (*ENTRY, 3), [[1]]),
    ("list-everything", (*ENTRY, 3), [[1, 65536]]),
    ("list-everything", (*ENTRY, 3), [0] * 257),
    ("list-everything", (*ENTRY, 6), LATE),
    ("list-everything", (*ENTRY, 7), 5),
    ("list-everything", (*ENTRY, 8), "x"),
    ("list-everything", (*ENTRY, 9), 630720001),
    ("list-everything", (*ENTRY, 9), 0),
    ("list-everything", (*ENTRY, 11), None),
    ("list-everything", (*ENTRY, 12), 32),
    ("list-everything", (*ENTRY, 12), 0),
    ("list-everything", (*ENTRY, 13), 0),
    ("bundle", (), []),
    ("bundle", (), lambda documents: documents * 11),
    ("bundle", (0,), "text"),
    ("state-updated", (1,), 2),
    ("state-updated", (2,), b"\0" * 31),
    ("state-updated", (3,), GONE),
    ("state-updated", (3, 0), 0),
    ("state-updated", (4,), []),
    ("state-updated", (5, 1), 0),
    ("state-updated", (5, 2), GONE),
    ("state-updated", (5, 3), LATE),
    ("state-updated", (5, 4), 0),
    ("state-updated", (6,), 0),
]

REFUSED += [
    ("token-one-bit", (), lambda tag: cbor2.CBORTag(98, tag.value)),
    ("token-one-bit", (1,), {4: b""}),
    ("token-one-bit", (3,), b"\0" * 65),
    ("token-one-bit", (*HEADER, 1), -7),
    ("token-one-bit", (*HEADER, 4), b"\0" * 4),
    ("token-one-bit", (*HEADER, 16), "application/kp-delta+cbor"),
    ("token-one-bit", (*HEADER, 16), GONE),
    ("token-one-bit", (*BODY, 2), GONE),
    ("token-one-bit", (*BODY, 4), GONE),
    ("token-one-bit", (*BODY, 6), 0),
    ("token-one-bit", (*BODY, 1), "PK-KP"),
    ("token-one-bit", (*BODY, 65534), 0),
    ("token-one-bit", (*BODY, 65534), 15552001),
    ("token-one-bit", (*BODY, 65533), GONE),
    ("token-one-bit", (*BODY, 65533, "bits"), 4),
    ("token-one-bit", (*BODY, 65533, "bits"), GONE),
    ("token-one-bit", (*BODY, 65533, "lst"), "x"),
    ("token-one-bit", (*BODY, 65533, "aggregation_uri"), "x"),
    ("delta-first", (*HEADER, 16), "application/statuslist+cwt"),
    ("delta-first", (*BODY, 1), 2),
    ("delta-first", (*BODY, 2), "d" * 17),
    ("delta-first", (*BODY, 3), GONE),
    ("delta-first", (*BODY, 4), 0),
    ("delta-first", (*BODY, 5), LATE),
    ("delta-first", (*BODY, 6), []),
    ("delta-first", (*BODY, 6), lambda changes: changes * 129),
    ("delta-first", (*BODY, 6, 0, 0), 65536),
    ("delta-first", (*BODY, 6, 0, 1), [1]),
    ("delta-first", (*BODY, 6, 0, 2), GONE),
    ("delta-first", (*BODY, 7), 0),
    ("kept-all", (1,), 2),
    ("kept-all", (2,), GONE),
    ("kept-all", (3, 0), 0),
    ("kept-all", (4,), []),
]

# What the grammar must leave to the rules beside it, or to later revisions.
ALLOWED = [
    ("message-everything", (*HEADER, 1), -19),
    ("message-everything", (*BODY, 9), 1.5),
    ("message-everything", (*BODY, "label"), 1),
    ("message-everything", (*BODY, b"label"), 1),
    ("message-everything", (*BODY, 8), {1: {1: 1, -1: 6, -2: b"\0" * 32}}),
    ("message-everything", (*BODY, 8), {1: {1: 2, -1: 1, -2: b"\0" * 32, -3: True}}),
    ("message-everything", (*PERSON, 18), []),
    ("message-everything", (*PERSON, 99), []),
    ("message-everything", (*PERSON, 62, 0, "x"), 0),
    ("message-everything", (*BODY, KP, -1), {}),
    ("message-everything", (*BODY, KP, 7), [-1, 2**63]),
    ("message-everything", (*GRANTED, 2), 99),
    ("message-everything", (*BODY, 65535, "other"), 0),
    ("message-everything", (*BODY, 65535, "status_list", 7), 0),
    ("list-everything", (*ENTRY, 3), [0, [1, 65535], 7]),
    ("list-everything", (*ENTRY, 12), 31),
    ("token-one-bit", (*HEADER, 1), -19),
    ("token-one-bit", (*BODY, 65534), GONE),
    ("delta-first", (*BODY, 6, 0, 1), b"\x80"),
]


def shown(path):
    """The path without the openings of byte strings, as a mismatch gives it."""
    return tuple(step for step in path if step is not CBOR)


class Count:
    """Counts, and says what failed."""

    def __init__(self):
        self.passed, self.failed = 0, 0

    def note(self, what, holds, reason):
        self.passed += holds
        self.failed += not holds
        if not holds:
            print(f"{what}: FAILED, {reason}")


def main(folder):
    credential = Grammar((SPEC / "credential.cddl").read_text())
    trust = Grammar((SPEC / "trust.cddl").read_text())
    status = Grammar((SPEC / "status.cddl").read_text())
    kinds = {
        "message": (credential, "message"),
        "root": (trust, "root-document"),
        "list": (trust, "list-document"),
        "document": (trust, "document"),
        "bundle": (trust, "bundle"),
        "state": (trust, "state"),
        "token": (status, "token"),
        "delta": (status, "delta"),
        "kept": (status, "status-state"),
        "status": (status, "status-document"),
    }

    def found(kind, data):
        grammar, rule = kinds[kind]
        try:
            grammar.match(rule, data)
            return None
        except Mismatch as mismatch:
            return mismatch

    documents = {file.stem: file.read_bytes() for file in sorted(pathlib.Path(folder).glob("*.cbor"))}
    count = Count()
    for name, data in documents.items():
        for kind, part in parts(name, data):
            reason = found(kind, part)
            count.note(f"{name} as {kind}", reason is None, reason)
    for name, path, new in ALLOWED:
        reason = found(kind_of(name), altered(documents[name], path, new))
        count.note(f"{name} {shown(path)} may be {new!r}", reason is None, reason)
    for name, path, new in REFUSED:
        reason = found(kind_of(name), altered(documents[name], path, new))
        # It must be refused there, and not for something else.
        there = reason is not None and reason.path[: len(shown(path))] == shown(path)
        count.note(f"{name} {shown(path)} may not be {new!r}", there, reason or "the grammar takes it")
    print(f"{len(documents)} documents, {len(ALLOWED)} changes allowed, {len(REFUSED)} refused")
    print(f"{count.passed} passed, {count.failed} failed")
    return 0 if count.failed == 0 and len(documents) == DOCUMENTS else 1


def kind_of(name):
    return name.split("-")[0]


def parts(name, data):
    """A document, and the documents that it carries."""
    kind = kind_of(name)
    yield kind, data
    if kind in ("root", "list"):
        yield "document", data
    elif kind == "bundle":
        yield from (("document", document) for document in cbor2.loads(data))
    elif kind in ("token", "delta"):
        yield "status", data
    elif kind == "kept":
        kept = cbor2.loads(data)
        yield from (("token", token) for token in kept[2])
        yield from (("delta", delta) for delta in kept[3])
    elif kind == "state":
        state = cbor2.loads(data)
        yield from (("root", root) for root in state[3])
        yield from (("list", state[4]) for _ in range(4 in state))


def altered(data, path, new):
    return cbor2.dumps(changed(cbor2.loads(data), path, new))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
