"""Texts in parts (5.11)."""

import hashlib

from envelope import ALPHABET, VALUES, WHOLE, part
from refused import Refused


def group_of(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:8].upper()


def split(text, count, parity):
    if not 1 <= count <= 16:
        raise Refused("multipart.range")
    if len(text) > WHOLE:
        raise Refused("multipart.size")
    if not text or any(character not in VALUES for character in text):
        raise Refused("multipart.malformed")
    group, whole = group_of(text), text + ":"
    whole += "0" * (-len(whole) % count)
    size = len(whole) // count
    chunks = [whole[at * size : (at + 1) * size] for at in range(count)]
    parts = [f"KP1T/{at + 1}/{count}/{group}:{chunk}:" for at, chunk in enumerate(chunks)]
    if parity:
        parts.append(f"KP1T/P/{count}/{group}:{total(chunks, 1)}:")
    return parts


def total(chunks, sign, start=None):
    """Character by character, modulo 45: the sum, or what is left of `start`."""
    sums = [VALUES[character] for character in start] if start else [0] * len(chunks[0])
    for chunk in chunks:
        sums = [(number + sign * VALUES[character]) % 45 for number, character in zip(sums, chunk)]
    return "".join(ALPHABET[number] for number in sums)


def assemble(scanned):
    code, whole, chunks, shape = None, None, {}, None
    for text in scanned:
        try:
            number, count, group, chunk = part(text)
            if shape is not None:
                if group != shape[1]:
                    raise Refused("multipart.other-set")
                if (count, len(chunk)) != (shape[0], shape[2]) or chunks.get(number, chunk) != chunk:
                    raise Refused("multipart.conflict")
                if whole is not None:
                    conflicts(whole, shape, number, chunk)
                    continue
            shape = count, group, len(chunk)
            chunks[number] = chunk
            if len(chunks) >= count:
                try:
                    whole = joined(chunks, count, group)
                except Refused:
                    chunks, shape = {}, None
                    raise
        except Refused as no:
            code = code or no.code
    return {"result": "refused" if code else "accepted", "code": code, "text": whole}


def conflicts(whole, shape, number, chunk):
    """A part of a set that is complete: what it should hold is known."""
    count, _, size = shape
    full = (whole + ":").ljust(count * size, "0")
    chunks = [full[at * size : (at + 1) * size] for at in range(count)]
    wanted = total(chunks, 1) if number == 0 else chunks[number - 1]
    if chunk != wanted:
        raise Refused("multipart.conflict")


def joined(chunks, count, group):
    missing = [number for number in range(1, count + 1) if number not in chunks]
    if missing:
        others = [chunk for number, chunk in chunks.items() if number]
        chunks = {**chunks, missing[0]: total(others, -1, chunks[0])}
    padded = "".join(chunks[number] for number in range(1, count + 1))
    text = padded.rstrip("0")
    zeros = len(padded) - len(text)
    if not text.endswith(":") or zeros >= count or len(text) - 1 > WHOLE:
        raise Refused("multipart.digest")
    text = text[:-1]
    if not text or group_of(text) != group:
        raise Refused("multipart.digest")
    return text
