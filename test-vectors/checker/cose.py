"""COSE_Sign1 and COSE_Sign (chapter 2, 5.2)."""

import hashlib

import cbor
import ed25519
from refused import Refused

DOCUMENT = 65536


def thumbprint(key):
    """RFC 9679: the SHA-256 of the canonical COSE_Key."""
    return hashlib.sha256(bytes.fromhex("A301012006215820") + key).digest()


def kid_of(key):
    return thumbprint(key)[:8]


class Header:
    """The labels of a protected header."""

    def __init__(self, data):
        self.alg = self.kid = self.typ = None
        self.crit = self.other = False
        if not data:
            return
        entries = cbor.decode(data)
        if not isinstance(entries, cbor.Map):
            raise Refused("cose.header")
        for label, value in entries.pairs:
            if not cbor.is_int(label) or label not in (1, 2, 4, 16):
                self.other = True
            elif label == 2:
                self.crit = True
            else:
                setattr(self, {1: "alg", 4: "kid", 16: "typ"}[label], cbor.Some(value))

    def of_a_signer(self, typ):
        """The rows of 2.3 from the top; returns the kid."""
        if self.crit:
            raise Refused("cose.crit")
        found = self.typ.value if self.typ else None
        if bool(self.typ) != (typ is not None) or found != typ:
            raise Refused("cose.typ")
        if not self.kid or not isinstance(self.kid.value, bytes) or len(self.kid.value) != 8:
            raise Refused("cose.kid")
        if self.other:
            raise Refused("cose.header")
        if not self.alg:
            raise Refused("cose.alg-missing")
        alg = self.alg.value
        if cbor.is_int(alg) or isinstance(alg, str):
            if alg not in (-8, -19):
                raise Refused("cose.alg")
        else:
            raise Refused("cose.header")
        return self.kid.value


def nothing_unprotected(entries):
    if any(cbor.is_int(label) and label == 1 for label, _ in entries.pairs):
        raise Refused("cose.alg-unprotected")
    if entries.pairs:
        raise Refused("cose.unprotected")


class Sign1:
    """A message with one signature, its bytes as received."""

    def __init__(self, message, typ=None):
        outer = cbor.decode(message)
        parts = outer.value if isinstance(outer, cbor.Tag) and outer.number == 18 else None
        if not isinstance(parts, list) or len(parts) != 4:
            raise Refused("cose.structure")
        self.protected, unprotected, self.payload, self.signature = parts
        if not (isinstance(self.protected, bytes) and isinstance(unprotected, cbor.Map) and isinstance(self.payload, bytes)):
            raise Refused("cose.structure")
        if not isinstance(self.signature, bytes):
            raise Refused("cose.structure")
        if len(self.signature) != 64:
            raise Refused("cose.signature-size")
        header = Header(self.protected)
        cbor.decode(self.payload)
        nothing_unprotected(unprotected)
        self.kid = header.of_a_signer(typ)

    def is_signed_by(self, key):
        to_be_signed = cbor.encode(["Signature1", self.protected, b"", self.payload])
        return ed25519.verifies(key, to_be_signed, self.signature)


class Document:
    """A document that several keys sign (5.2)."""

    def __init__(self, data):
        if len(data) > DOCUMENT:
            raise Refused("trust.size")
        try:
            self.read(data)
        except Refused as no:
            if no.code.startswith(("cbor.", "cose.")):
                raise Refused("trust.malformed", no.code) from None
            raise

    def read(self, data):
        outer = cbor.decode(data)
        parts = outer.value if isinstance(outer, cbor.Tag) and outer.number == 98 else None
        if not isinstance(parts, list) or len(parts) != 4:
            raise Refused("cose.structure")
        self.protected, unprotected, self.payload, signers = parts
        if not (
            isinstance(self.protected, bytes)
            and isinstance(unprotected, cbor.Map)
            and isinstance(self.payload, bytes)
            and isinstance(signers, list)
        ):
            raise Refused("cose.structure")
        nothing_unprotected(unprotected)
        header = Header(self.protected)
        if header.crit or header.alg or header.kid or header.other:
            raise Refused("cose.header")
        self.typ = header.typ.value if header.typ else None
        if self.typ not in ("application/kp-root+cbor", "application/kp-trust+cbor"):
            raise Refused("trust.type")
        cbor.decode(self.payload)
        if not 1 <= len(signers) <= 32:
            raise Refused("trust.signer")
        try:
            self.signers = [signer(item) for item in signers]
        except Refused:
            raise Refused("trust.signer") from None

    def digest(self):
        return hashlib.sha256(cbor.encode(["kp-doc-1", self.protected, self.payload])).digest()[:16]

    def count_signed_by(self, keys):
        """Distinct public keys with a valid signature: the one place where a threshold is counted."""
        return sum(any(self.signed(signer, key) for signer in self.signers) for key in set(keys))

    def signed(self, signer, key):
        protected, kid, signature = signer
        if kid != kid_of(key):
            return False
        to_be_signed = cbor.encode(["Signature", self.protected, protected, b"", self.payload])
        return ed25519.verifies(key, to_be_signed, signature)


def signer(item):
    if not isinstance(item, list) or len(item) != 3:
        raise Refused("cose.structure")
    protected, unprotected, signature = item
    if not (isinstance(protected, bytes) and isinstance(unprotected, cbor.Map) and isinstance(signature, bytes)):
        raise Refused("cose.structure")
    if len(signature) != 64:
        raise Refused("cose.signature-size")
    nothing_unprotected(unprotected)
    return protected, Header(protected).of_a_signer(None), signature
