"""Taking typed fields out of a map: what has the wrong form is refused, never dropped."""

import cbor
from refused import Refused

LATEST = 253402300799


class Fields:
    """A map of a credential or of a trust document, with the codes of either."""

    def __init__(self, value, codes):
        self.codes = codes
        if not isinstance(value, cbor.Map):
            self.no("type")
        self.map = value.copy()

    def no(self, what):
        raise Refused(self.codes[what])

    def take(self, key):
        return self.map.take(key)

    def require(self, key):
        found = self.take(key)
        if found is None:
            self.no("structure")
        return found.value

    def uint(self, key):
        """An unsigned integer, or None."""
        found = self.take(key)
        return None if found is None else self.as_uint(found.value)

    def as_uint(self, value):
        if not cbor.is_int(value):
            self.no("type")
        if not 0 <= value < 2**64:
            self.no("value")
        return value

    def text(self, key, most, pattern=None):
        """A text of 1 to `most` characters, or None."""
        found = self.take(key)
        return None if found is None else self.as_text(found.value, most, pattern)

    def as_text(self, value, most, pattern=None):
        if not isinstance(value, str):
            self.no("type")
        if not value:
            self.no("value")
        if len(value) > most:
            self.no("length")
        if pattern is not None and not pattern.fullmatch(value):
            self.no("value")
        return value

    def bytes(self, key):
        found = self.take(key)
        if found is None:
            return None
        if not isinstance(found.value, bytes):
            self.no("type")
        return found.value

    def array(self, key):
        found = self.take(key)
        if found is None:
            return None
        if not isinstance(found.value, list):
            self.no("type")
        return found.value

    def time(self, key):
        """A time that must be there (documents)."""
        value = self.require(key)
        seconds = self.as_uint(value)
        if not 1 <= seconds <= LATEST:
            self.no("value")
        return seconds

    def close(self):
        if self.map.pairs:
            self.no("structure")


CLAIMS = {
    "structure": "claims.structure",
    "type": "claims.type",
    "length": "claims.length",
    "value": "claims.value",
}
DOCUMENT = dict.fromkeys(CLAIMS, "trust.malformed")
