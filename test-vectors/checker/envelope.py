"""From the text to the message (chapter 1)."""

import pathlib
import re
import zlib

import cbor
from refused import Refused

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
VALUES = {character: value for value, character in enumerate(ALPHABET)}
DICTIONARY = pathlib.Path(__file__).resolve().parents[2] / "src/spec/dictionary/dictionary-1.bin"
TEXT = 4296
MESSAGE = 16384
WHOLE = 65536
# How codes of another kind begin, in capitals (1.6).
FOREIGN = (
    "HC1:", "NZCP:/", "SHC:/", "MDOC:", "HTTP://", "HTTPS://", "WWW.",
    "BEGIN:VCARD", "MECARD:", "TEL:", "MAILTO:", "SMS:", "SMSTO:", "WIFI:", "000201", "UPI:", "P<", "V<", "I<",
    "OPENID:", "OPENID4VP:", "OPENID-CREDENTIAL-OFFER:", "INJI_OVP:", "{", "<", "EYJ",
)
# The Unicode property White_Space.
WHITE = set(map(chr, [*range(0x09, 0x0E), 0x20, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000]))


def base45(text):
    """RFC 9285, strictly (1.2)."""
    if any(character not in VALUES for character in text):
        raise Refused("envelope.base45-character")
    if len(text) % 3 == 1:
        raise Refused("envelope.base45-length")
    out = bytearray()
    for start in range(0, len(text), 3):
        group = text[start : start + 3]
        number = sum(VALUES[character] * 45**place for place, character in enumerate(group))
        size = len(group) - 1
        if number >= 1 << 8 * size:
            raise Refused("envelope.base45-overflow")
        out += number.to_bytes(size, "big")
    return bytes(out)


def inflate(stream, data, limit):
    """One stream that ends where the bytes end (1.3)."""
    try:
        out = stream.decompress(data, limit + 1)
    except zlib.error:
        raise Refused("envelope.inflate") from None
    if len(out) > limit:
        raise Refused("envelope.inflate-limit")
    if not stream.eof:
        try:
            # The end of the stream may still wait behind a full output.
            if stream.decompress(stream.unconsumed_tail, 1):
                raise Refused("envelope.inflate-limit")
        except zlib.error:
            raise Refused("envelope.inflate") from None
    if not stream.eof:
        raise Refused("envelope.inflate")
    if stream.unused_data:
        raise Refused("envelope.inflate-trailing")
    return out


def inflate_zlib(data, limit):
    if len(data) >= 2 and data[1] & 0x20:
        raise Refused("envelope.inflate")
    return inflate(zlib.decompressobj(), data, limit)


def opened(text):
    """The message in a text."""
    if not text:
        raise Refused("envelope.empty")
    if len(text) > TEXT:
        raise Refused("envelope.too-long")
    if text[0] in WHITE or text[-1] in WHITE:
        raise Refused("envelope.white-space")
    if text.startswith("KP1:"):
        return unpacked(base45(text[4:]))
    if capitals(text[:4]) == "KP1:":
        raise Refused("envelope.lower-case")
    foreign(text)
    head = bare_head(text)
    if head is None:
        raise Refused("envelope.prefix")
    if head == 0x78:
        message = inflate_zlib(base45(text), MESSAGE)
        if message[:1] == b"{":
            raise Refused("envelope.foreign")
        return message
    if head == 0xD2:
        raise Refused("envelope.not-compressed")
    raise Refused("envelope.prefix")


def bare_head(text):
    """The first byte of a text in Base45, from its first three characters."""
    first = text[:3]
    if len(first) < 3 or any(character not in VALUES for character in first):
        return None
    number = sum(VALUES[character] * 45**place for place, character in enumerate(first))
    return number >> 8 if number < 65536 else None


def unpacked(body):
    """The message in a body (1.3)."""
    if not body:
        raise Refused("envelope.body")
    first = body[0]
    if first == 0xD2:
        if len(body) > MESSAGE:
            raise Refused("envelope.inflate-limit")
        return body
    if first == 0x01:
        return inflate(zlib.decompressobj(-15, zdict=DICTIONARY.read_bytes()), body[1:], MESSAGE)
    if first <= 0x0F:
        raise Refused("envelope.dictionary")
    if first == 0x78:
        return inflate_zlib(body, MESSAGE)
    raise Refused("envelope.body")


def capitals(text):
    """ASCII alone: other letters become letters of ASCII."""
    return "".join(character.upper() if character.isascii() else character for character in text)


def foreign(text):
    """Codes of another kind (1.6), compared without regard to case."""
    upper = capitals(text)
    if upper.startswith(FOREIGN):
        raise Refused("envelope.foreign")
    if re.fullmatch(r"[0-9-]+", text) and 13 <= sum(character.isdigit() for character in text):
        raise Refused("envelope.foreign")
    if upper.startswith(("KPT:", "KP1T/")):
        is_one = parses(bundle, text) if upper.startswith("KPT:") else parses(part, text)
        raise Refused("purpose.not-a-credential" if is_one else "envelope.foreign")
    if upper.startswith(("KPP:", "KPB:", "KPD:")):
        raise Refused("purpose.not-a-credential")


def damage(text, code):
    """What probably happened to a text that was refused (1.8)."""
    if code == "envelope.prefix":
        if capitals(text[:6]) == "KP1%3A":
            return "envelope.escaped"
        return "envelope.added" if "KP1:" in text else None
    if not text.startswith("KP1:") or not code.startswith("envelope.base45-"):
        return None
    if "KP1:" in text[4:]:
        return "envelope.two-codes"
    spaces = " " in text or "%20" in text
    lost = code != "envelope.base45-character" and len(text) >= 204 and not spaces
    return "envelope.spaces-lost" if lost else None


def parses(reader, text):
    try:
        reader(text)
        return True
    except Refused:
        return False


def bundle(text):
    """The documents of a bundle (5.11)."""
    if not text.startswith("KPT:"):
        raise Refused("bundle.prefix")
    if len(text) > WHOLE:
        raise Refused("bundle.size")
    try:
        body = base45(text[4:])
        if body[:1] == b"\x78":
            body = inflate_zlib(body, WHOLE)
        elif not body or not 0x80 <= body[0] <= 0x9F:
            raise Refused("bundle.malformed")
        if len(body) > WHOLE:
            raise Refused("bundle.size")
        documents = cbor.decode(body)
    except Refused as no:
        large = no.code in ("envelope.inflate-limit", "cbor.entries", "bundle.size")
        raise Refused("bundle.size" if large else "bundle.malformed") from None
    if not isinstance(documents, list) or not all(isinstance(document, bytes) for document in documents):
        raise Refused("bundle.malformed")
    if not documents:
        raise Refused("bundle.empty")
    if len(documents) > 32:
        raise Refused("bundle.size")
    return documents


def part(text):
    """Number (0 for the one that repairs), count, group and chunk of a part (5.11)."""
    if not text.startswith("KP1T/"):
        raise Refused("multipart.prefix")
    if len(text) > TEXT:
        raise Refused("multipart.size")
    head, colon, rest = text[5:].partition(":")
    fields = head.split("/")
    if not colon or len(fields) != 3:
        raise Refused("multipart.malformed")
    number, count, group = fields
    plain = r"0|[1-9][0-9]?"
    if not re.fullmatch(rf"P|{plain}", number, re.A) or not re.fullmatch(plain, count, re.A):
        raise Refused("multipart.malformed")
    if not re.fullmatch(r"[0-9A-F]{8}", group):
        raise Refused("multipart.malformed")
    count = int(count)
    number = 0 if number == "P" else int(number) or -1
    if not 1 <= count <= 16 or number == -1 or number > count:
        raise Refused("multipart.range")
    if not rest.endswith(":") or len(rest) < 2 or any(character not in VALUES for character in rest[:-1]):
        raise Refused("multipart.malformed")
    if count * (len(rest) - 1) > WHOLE + count:
        raise Refused("multipart.size")
    return number, count, group, rest[:-1]
