"""Names and addresses (chapter 4)."""

import re
import unicodedata

from refused import Refused

BIDI = set(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
STRIPPED = set("\u0640\u200D\u200B\u2060\uFEFF\u00AD\u200E\u200F\u061C")
LIGATURES = set(map(chr, [0xFDF0, 0xFDF1, 0xFDF5, *range(0xFDF7, 0xFDFD)]))
ARABIC_BLOCKS = [(0x0600, 0x06FF), (0x0750, 0x077F), (0x0870, 0x089F), (0x08A0, 0x08FF), (0x10EC0, 0x10EFF)]
# The ranges in which Unicode has letters of the script Latin.
LATIN = [(0x41, 0x5A), (0x61, 0x7A), (0xAA, 0xAA), (0xBA, 0xBA), (0xC0, 0x2B8), (0x2E0, 0x2E4), (0x1D00, 0x1D25), (0x1D2C, 0x1D5C), (0x1D62, 0x1D65), (0x1D6B, 0x1D77), (0x1D79, 0x1DBE), (0x1E00, 0x1EFF), (0x2071, 0x2071), (0x207F, 0x207F), (0x2090, 0x209C), (0x212A, 0x212B), (0x2132, 0x2132), (0x214E, 0x214E), (0x2183, 0x2184), (0x2C60, 0x2C7F), (0xA722, 0xA787), (0xA78B, 0xA7FF), (0xAB30, 0xAB5A), (0xAB5C, 0xAB64), (0xAB66, 0xAB69), (0xFB00, 0xFB06), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A), (0x10780, 0x107BA), (0x1DF00, 0x1DF2A)]
SHARED = set(" 0123456789-'\u2019.")
ADDRESS = set(",:/#&()")
ARABIC_SIGNS = set(map(chr, [*range(0x0660, 0x066A), *range(0x06F0, 0x06FA), 0x06D4]))
PHRASES = {
    "\uFDF2": "\u0627\u0644\u0644\u0647",
    "\uFDF3": "\u0627\u0643\u0628\u0631",
    "\uFDF4": "\u0645\u062D\u0645\u062F",
    "\uFDF6": "\u0631\u0633\u0648\u0644",
}
DIGITS = {*"0123456789", *map(chr, [*range(0x0660, 0x066A), *range(0x06F0, 0x06FA)])}
KNOWN = {"eng": "Latin", "urd": "Arabic", "pus": "Arabic"}
# Letters of another joining type than D (ArabicShaping.txt): they join to the right only, or to nothing.
NOT_DUAL = [(0x0621, 0x0625), (0x0627, 0x0627), (0x0629, 0x0629), (0x062F, 0x0632), (0x0648, 0x0648), (0x0671, 0x0677), (0x0688, 0x0699), (0x06C0, 0x06C0), (0x06C3, 0x06CB), (0x06CD, 0x06CD), (0x06CF, 0x06CF), (0x06D2, 0x06D3), (0x06D5, 0x06D5), (0x06E5, 0x06E6), (0x06EE, 0x06EF), (0x0759, 0x075B), (0x076B, 0x076C), (0x0771, 0x0771), (0x0773, 0x0774), (0x0778, 0x0779), (0x0870, 0x0885), (0x0887, 0x0887), (0x088E, 0x088E), (0x08AA, 0x08AE), (0x08B1, 0x08B2), (0x08B9, 0x08B9), (0x08C9, 0x08C9)]


def trails():
    """What a byte from 80 to BF becomes, but for what an honest text can have after such a letter."""
    found = {*map(chr, range(0x80, 0xC0)), *bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")}
    quiet = {c for c in found if unicodedata.category(c)[0] in "LZ" or unicodedata.category(c) == "Pd"}
    return found - quiet - set("\u201C\u201D\u2018\u2019\u00AB\u00BB\u2022\u00B7") | set("\u00B5\u02C6")


TRAILS = trails()


def within(ranges, character):
    return any(first <= ord(character) <= last for first, last in ranges)


def is_arabic(character):
    return within(ARABIC_BLOCKS, character)


def is_arabic_letter(character):
    return is_arabic(character) and unicodedata.category(character).startswith("L") and character != "\u0640"


def is_letter(character):
    return is_latin_letter(character) or is_arabic_letter(character)


def is_arabic_mark(character):
    return is_arabic(character) and unicodedata.category(character) == "Mn"


def is_latin_letter(character):
    return unicodedata.category(character)[0] == "L" and within(LATIN, character)


def is_latin_mark(character):
    return "\u0300" <= character <= "\u036F" and character != "\u034F"


def normalised(text, language, is_address):
    """The form that is signed (4.4); refuses what must not be."""
    if not re.fullmatch(r"[a-z]{3}", language):
        raise Refused("text.language")
    given, text = text, steps(text, language, is_address)
    if is_mojibake(given) or is_mojibake(text):
        raise Refused("text.mojibake")
    check_characters(text, language, is_address)
    check_length(text, is_address)
    return text


def is_odd(text, language, is_address):
    """Would an issuer have changed or refused it (4.5)?"""
    try:
        return normalised(text, language, is_address) != text
    except Refused:
        return True


def steps(text, language, is_address):
    text = presentation(text)
    if language == "urd":
        text = urdu(text)
    text = strip(text)
    text = unicodedata.normalize("NFC", text)
    return spaces(text, is_address)


def presentation(text):
    out = ""
    for character in text:
        code = ord(character)
        in_range = 0xFB50 <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFF
        refused = character in LIGATURES or unicodedata.category(character) == "So"
        if character == "\uFDF2":
            before = letter_before(out)
            out += PHRASES[character][1:] if before in ("\u0627", "\u0671") else PHRASES[character]
        elif character in PHRASES:
            out += PHRASES[character]
        elif in_range and not refused:
            # The space or tatweel on which a vowel sign stands is not part of the text.
            out += re.sub("[ \u0640]", "", unicodedata.normalize("NFKC", character))
        else:
            out += character
    return out


def letter_before(text):
    for character in reversed(text):
        if not is_arabic_mark(character) and character not in STRIPPED and character != "\u200C":
            return character
    return ""


def urdu(text):
    out, at = list(text), 0
    while at < len(out):
        character = out[at]
        if character in "\u06CC\u0647\u064A":
            hamza = belonging_hamza(out, at)
            if character == "\u06CC" and hamza is not None:
                out[at] = "\u0626"
                del out[hamza]
            elif character == "\u0647" and hamza is not None:
                out[at] = "\u06C2"
                del out[hamza]
            elif character == "\u064A" and hamza is None:
                out[at] = "\u06CC"
            elif character == "\u0647":
                out[at] = "\u06C1"
        elif character == "\u0643":
            out[at] = "\u06A9"
        at += 1
    return "".join(out)


def belonging_hamza(characters, at):
    """The place of a hamza that belongs to the letter at `at` (4.4, step 2)."""
    for place in range(at + 1, len(characters)):
        character = characters[place]
        if character == "\u0654":
            return place
        if character not in STRIPPED and character != "\u200C" and unicodedata.combining(character) in (0, 230):
            return None
    return None


def strip(text):
    kept = [character for character in text if character not in STRIPPED]
    return "".join(c for at, c in enumerate(kept) if c != "\u200C" or is_needed(kept, at))


def is_needed(characters, at):
    """A ZWNJ between two Arabic letters of which the left one joins on both sides; of several the last counts."""
    before = at - 1
    while before >= 0 and (is_arabic_mark(characters[before]) or characters[before] == "\u200C"):
        before -= 1
    if before < 0 or at + 1 >= len(characters):
        return False
    left, right = characters[before], characters[at + 1]
    joins = is_arabic_letter(left) and not within(NOT_DUAL, left)
    return joins and is_arabic_letter(right)


def spaces(text, is_address):
    text = "".join(" " if unicodedata.category(character) == "Zs" else character for character in text)
    lines = text.split("\n") if is_address else [text]
    lines = [re.sub(" +", " ", line).strip(" ") for line in lines]
    return "\n".join(line for line in lines if line) if is_address else lines[0]


def check_length(text, is_address):
    if not any(is_letter(character) or (is_address and character in DIGITS) for character in text):
        raise Refused("text.empty")
    if len(text) > (120 if is_address else 60):
        raise Refused("text.too-long")
    if is_address and text.count("\n") > 2:
        raise Refused("text.lines")


def check_characters(text, language, is_address):
    for character in text:
        if character in BIDI:
            raise Refused("text.bidi")
    for at, character in enumerate(text):
        category = unicodedata.category(character)
        if character == "\n" and is_address or character == "\u200C":
            continue
        if category in ("Cc", "Zl", "Zp", "Cf"):
            raise Refused("text.control")
        if character in LIGATURES or (0xFB50 <= ord(character) <= 0xFDFF and category == "So"):
            raise Refused("text.ligature")
        if category in ("Co", "Cn") or character == "\uFFFD":
            raise Refused("text.unassigned")
    script = KNOWN.get(language) or script_of(text)
    allowed = SHARED | (ADDRESS | {"\n"} if is_address else set())
    for character in text:
        if character in allowed or character == "\u200C":
            continue
        if script == "Latin" and (is_latin_letter(character) or is_latin_mark(character)):
            continue
        if script == "Arabic" and (is_arabic_letter(character) or is_arabic_mark(character) or character in ARABIC_SIGNS):
            continue
        if script == "Arabic" and is_address and character in "\u060C\u061B":
            continue
        raise Refused("text.script")


def script_of(text):
    """The first character decides that belongs to one of the two (4.1)."""
    for character in text:
        if is_latin_letter(character) or is_latin_mark(character):
            return "Latin"
        if is_arabic_letter(character) or is_arabic_mark(character) or character in ARABIC_SIGNS | set("\u060C\u061B"):
            return "Arabic"
    return "Latin"


def is_mojibake(text):
    """Traces of a wrong character set (4.3)."""
    pairs = any(("\u00C2" <= left <= "\u00F4" or left in "طظعغ") and right in TRAILS for left, right in zip(text, text[1:]))
    runs = "".join(character if unicodedata.category(character)[0] == "L" else " " for character in text).split()
    words = any(len(run) >= 3 and all("\u00C0" <= character <= "\u00FF" for character in run) for run in runs)
    return "?" in text or pairs or words
