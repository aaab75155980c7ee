#!/usr/bin/env python3
"""Asks two implementations the same questions, and compares the answers.

    python3 tests/independent/compare.py COMMAND-A -- COMMAND-B [--seed N] [--each N]

The questions are those of test-vectors, and then each of them again with something changed: a character of a
text, a byte below the Base45, a byte of a document, the clock. Nobody knows beforehand what the answer
must be, only that it must be the same.
"""

import json
import pathlib
import random
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2] / "test-vectors"
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
COMPARED = ["outcome", "result", "code", "held"]


def main(arguments):
    options = {"--seed": 1, "--each": 3}
    for name in options:
        if name in arguments:
            at = arguments.index(name)
            options[name] = int(arguments[at + 1])
            del arguments[at : at + 2]
    middle = arguments.index("--")
    commands = arguments[:middle], arguments[middle + 1 :]
    questions = list(changed(list(vectors()), random.Random(options["--seed"]), options["--each"]))
    lines = "".join(json.dumps(question) + "\n" for question in questions)
    answers = [answered(command, lines) for command in commands]
    different, unlike = 0, 0
    for question in questions:
        one, other = (found[question["id"]] for found in answers)
        fields = [field for field in COMPARED if one.get(field) != other.get(field)]
        if fields == ["code"] and is_free(question, one["code"], other["code"]):
            unlike += 1
        elif fields:
            different += 1
            print(f"{question['id']}: {shown(one)} or {shown(other)}")
            print(f"    {json.dumps(question)[:2000]}")
    print(f"{len(questions)} questions; of {unlike} with several faults another one is named")
    print(f"{len(questions) - different} passed, {different} failed")
    return 0 if questions and different == 0 else 1


def is_free(question, one, other):
    """Where several faults meet, the specification lets any of them be named: those of claims (3.1), of a
    stream (1.3), of a document or a part (5.2, 5.11). A vector has one fault, so there nothing is free."""
    if "#" not in question["id"] or one is None or other is None:
        return False
    kinds = {code.split(".")[0] for code in (one, other)}
    if all(code.startswith("envelope.inflate") for code in (one, other)):
        return True
    return kinds == {"claims"} or (question["do"] != "verify" and kinds <= {"trust", "multipart", "bundle"})


def shown(answer):
    return " ".join(str(answer.get(field)) for field in COMPARED if answer.get(field) is not None)


def answered(command, lines):
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    return {answer["id"]: answer for answer in map(json.loads, done.stdout.splitlines())}


def vectors():
    """Each vector as a line of the protocol."""
    for file in sorted(ROOT.glob("[0-9]*/*.json")):
        vector = json.loads(file.read_text())
        yield {**with_trust(vector["input"]), "id": vector["id"], "do": vector["do"]}


def with_trust(given):
    whole = dict(given)
    if "state" in whole and isinstance(whole["state"], dict):
        whole["state"] = with_trust(whole["state"])
    if "trust" in whole:
        shared = json.loads((ROOT / "trust" / f"{whole.pop('trust')}.json").read_text())
        for field in ("root", "list", "status"):
            whole.setdefault(field, shared[field])
    return whole


def changed(questions, chance, each):
    for question in questions:
        yield question
        # Long ones take the second implementation a while.
        if len(json.dumps(question)) > 40_000:
            continue
        for number in range(each):
            again = json.loads(json.dumps(question))
            if change(again, chance):
                again["id"] = f"{question['id']}#{number}"
                yield again


def change(question, chance):
    """Changes one thing; says whether there was something to change."""
    if question["do"] == "verify":
        ways = [text, text, body, body, body, clock, document]
    elif question["do"] == "update":
        ways = [update, update, clock, document]
    elif question["do"] in ("bundle", "assemble"):
        ways = [text]
    elif question["do"] in ("pin", "load", "load-status", "status-list"):
        ways = [other]
    else:
        return False
    return chance.choice(ways)(question, chance)


def text(question, chance):
    parts = question.get("parts")
    if isinstance(parts, list) and parts:
        at = chance.randrange(len(parts))
        parts[at] = spoiled(parts[at], chance)
        return True
    question["text"] = spoiled(question.get("text", ""), chance)
    return True


def spoiled(old, chance):
    if not old:
        return chance.choice(ALPHABET)
    at = chance.randrange(len(old))
    return chance.choice(
        [
            old[:at] + chance.choice(ALPHABET) + old[at + 1 :],
            old[:at] + chance.choice(ALPHABET) + old[at:],
            old[:at] + old[at + 1 :],
            old[:at] + old[at:].lower(),
            old[:at],
        ]
    )


def body(question, chance):
    """A byte below the Base45: of the message, where the body is not compressed."""
    old = question.get("text", "")
    if not old.startswith("KP1:"):
        return False
    try:
        data = bytearray(decoded(old[4:]))
    except ValueError:
        return False
    if not data:
        return False
    flip(data, chance)
    question["text"] = "KP1:" + encoded(bytes(data))
    return True


def flip(data, chance):
    at = chance.randrange(len(data))
    way = chance.randrange(4)
    if way == 0:
        data[at] ^= 1 << chance.randrange(8)
    elif way == 1:
        data[at] = chance.randrange(256)
    elif way == 2:
        del data[at]
    else:
        data.insert(at, chance.randrange(256))


def clock(question, chance):
    near = question.get("at", 0)
    far = [1, 0, -1, 2**31, 253402300799, 253402300800, 1_767_225_600, 1_777_593_600]
    at = chance.choice([near + chance.randrange(-40, 400) * 86_400, near + chance.randrange(-600, 600), *far])
    question["at"] = max(-(2**63), min(at, 2**63 - 1))
    question["clock"] = chance.choice(["device", "trusted", "unknown"])
    return True


def document(question, chance):
    fields = [field for field in ("root", "list", "status") if question.get(field)]
    if not fields:
        return False
    return hexed(question, chance.choice(fields), chance)


def update(question, chance):
    return bool(question.get("update")) and hexed(question, "update", chance)


def other(question, chance):
    fields = [field for field in ("root", "state", "list") if isinstance(question.get(field), (str, list))]
    return bool(fields) and hexed(question, chance.choice(fields), chance)


def hexed(question, field, chance):
    value = question[field]
    if isinstance(value, list):
        at = chance.randrange(len(value))
        data = bytearray.fromhex(value[at])
    else:
        at, data = None, bytearray.fromhex(value)
    if not data:
        return False
    flip(data, chance)
    if at is None:
        question[field] = data.hex()
    else:
        value[at] = data.hex()
    return True


def decoded(characters):
    out = b""
    for start in range(0, len(characters), 3):
        digits = [ALPHABET.index(c) for c in characters[start : start + 3]]
        if len(digits) == 1:
            raise ValueError("length")
        value = sum(digit * 45**place for place, digit in enumerate(digits))
        if value >= 256 ** (len(digits) - 1):
            raise ValueError("overflow")
        out += value.to_bytes(len(digits) - 1, "big")
    return out


def encoded(data):
    out = ""
    for start in range(0, len(data), 2):
        pair = data[start : start + 2]
        value = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            value, digit = divmod(value, 45)
            out += ALPHABET[digit]
    return out


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
