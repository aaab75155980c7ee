"""What says no: a code of chapter 7, and the table of all codes."""

import pathlib
import re

CHAPTER = pathlib.Path(__file__).resolve().parents[2] / "src/spec/7-verdicts.md"
ORDER = ["Unreadable", "NotTrusted", "WrongPurpose", "Undecided", "Trusted", "Error"]


class Refused(Exception):
    """A refusal with its code."""

    def __init__(self, code, why=""):
        super().__init__(why or code)
        self.code = code


def read_table():
    """Class, hint and rank of each code: table 7.3, from the chapter itself."""
    rows = re.findall(r"^\| `([a-z0-9.-]+)` \| (\w+) \| ([a-z-]*) \|", CHAPTER.read_text(encoding="utf-8"), re.M)
    return {code: (kind, hint or "none", rank) for rank, (code, kind, hint) in enumerate(rows)}


TABLE = read_table()


def class_of(code):
    return TABLE[code][0]


def hint_of(code):
    return TABLE[code][1]


def precedence(code):
    """The strongest class first; within a class the first row (7.1)."""
    kind, _, rank = TABLE[code]
    return ORDER.index(kind), rank
