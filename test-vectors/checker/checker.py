#!/usr/bin/env python3
"""A second implementation of the format, written from the specification, for the test vectors.

    checker.py run FOLDER     answers every vector, and compares
    checker.py answer         answers questions, one JSON object a line

See test-vectors/README.md.
"""

import hashlib
import json
import pathlib
import sys

import facts
import status
import trust
import verdict
from envelope import bundle
from parts import assemble, split
from refused import Refused


def respond(question):
    """The answer to one question."""
    kind = question.get("do")
    try:
        return QUESTIONS[kind](question)
    except Refused as no:
        return refused(kind, no.code, str(no))
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        return refused(kind, "vectors.question", f"{type(error).__name__}")


def refused(kind, code, why):
    if kind == "verify":
        return {"outcome": "Error", "code": code, "why": why, "caveats": [], "hint": "none"}
    return {"result": "refused", "code": code, "why": why, **({"held": None} if kind == "update" else {})}


def accepted(**more):
    return {"result": "accepted", "code": None, **more}


def documents(question, field):
    """One document, an array of them, or nothing."""
    value = question.get(field)
    if value is None:
        return []
    return [bytes.fromhex(item) for item in (value if isinstance(value, list) else [value])]


def clock_of(question):
    kind = question["clock"]
    if kind not in ("device", "trusted", "unknown"):
        raise ValueError("clock")
    at = 0 if kind == "unknown" else number(question, "at")
    if at >= 2**63:
        raise TypeError("at")
    return verdict.Clock(kind, at)


def number(question, field):
    value = question[field]
    if isinstance(value, bool) or not isinstance(value, int) or not -(2**63) <= value < 2**64:
        raise TypeError(field)
    return value


def hold(question, clock):
    """A verifier that holds the documents of a question."""
    roots = documents(question, "root")
    if not roots:
        raise ValueError("root")
    verifier = verdict.Verifier(roots[0])
    verifier.apply(roots[1:] + documents(question, "list") + documents(question, "status"), clock)
    return verifier


def verify(question):
    purpose, text = number(question, "purpose"), question["text"]
    if not isinstance(text, str) or not 0 <= purpose < 2**64:
        raise TypeError("text")
    clock = clock_of(question)
    return hold(question, clock).verify(text, clock, purpose, question.get("profile"))


def update(question):
    before, now = clock_of(question["state"]), clock_of(question)
    verifier = hold(question["state"], before)
    lines = verifier.apply(documents(question, "update"), now)
    code = next((line for line in lines if "." in line), None)
    return {
        "result": "refused" if code else "accepted",
        "code": code,
        "why": "",
        "held": verifier.store.held(),
        "status_as_of": verifier.lists.as_of(),
        "lines": lines,
    }


def pin(question):
    data = bytes.fromhex(question["root"])
    if "sha256" in question and hashlib.sha256(data).hexdigest() != question["sha256"]:
        raise Refused("trust.pin")
    trust.Store(data)
    return accepted()


def load(question):
    return accepted(held=trust.load(bytes.fromhex(question["state"]), bytes.fromhex(question["root"])).held())


def load_status(question):
    store = trust.Store(bytes.fromhex(question["root"]))
    store.apply(documents(question, "list"), verdict.Clock("unknown", 0))
    return accepted(status_as_of=status.load(bytes.fromhex(question["state"]), store).as_of())


def status_list(question):
    bits, entries, values = status.decode_list(bytes.fromhex(question["list"]))
    return accepted(bits=bits, entries=entries, values=values)


QUESTIONS = {
    "verify": verify,
    "update": update,
    "pin": pin,
    "load": load,
    "load-status": load_status,
    "status-list": status_list,
    "bundle": lambda question: accepted(documents=[document.hex() for document in bundle(question["text"])]),
    "assemble": lambda question: assemble(question["parts"]),
    "split": lambda question: accepted(parts=split(question["text"], question["count"], question["parity"])),
    **{kind: (lambda question, answer=answer: accepted(**answer(question))) for kind, answer in facts.QUESTIONS.items()},
}


def run(folder):
    """Every file of the numbered folders; a file that is not understood is a failure."""
    root, failed, counted = pathlib.Path(folder), 0, 0
    for file in sorted(root.glob("[0-9]*/*")):
        counted += 1
        fault = failure(root, file)
        if fault:
            failed += 1
            print(f"{file.relative_to(root)}: FAILED, {fault}")
    print(f"{counted - failed} passed, {failed} failed")
    return 0 if counted and not failed else 1


def failure(root, file):
    try:
        vector = json.loads(file.read_text(encoding="utf-8"))
        if vector["id"] != str(file.relative_to(root).with_suffix("")) or not vector["expected"]:
            return "the id is not the path, or nothing is expected"
        question = {**with_trust(root, vector["input"]), "do": vector["do"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        return f"not read: {error}"
    answer = respond(question)
    differs = [
        f"{field}: expected {json.dumps(wanted)[:200]}, found {json.dumps(answer.get(field))[:200]}"
        for field, wanted in vector["expected"].items()
        if answer.get(field) != wanted
    ]
    return "; ".join(differs)


def with_trust(root, given):
    """The input, with the documents of the file it names."""
    whole = dict(given)
    if isinstance(whole.get("state"), dict):
        whole["state"] = with_trust(root, whole["state"])
    if "trust" in whole:
        shared = json.loads((root / "trust" / f"{whole['trust']}.json").read_text(encoding="utf-8"))
        for field in ("root", "list", "status"):
            if field in shared:
                whole.setdefault(field, shared[field])
    return whole


def answer_lines():
    for line in sys.stdin.buffer:
        if not line.strip():
            continue
        try:
            question = json.loads(line)
        except ValueError:
            question = {}
        if not isinstance(question, dict):
            question = {}
        print(json.dumps({"id": question.get("id"), **respond(question)}), flush=True)
    return 0


def main(arguments):
    match arguments:
        case ["run", folder]:
            return run(folder)
        case ["answer"]:
            return answer_lines()
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
