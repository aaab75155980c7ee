#!/usr/bin/env python3
"""Writes inputs for the fuzz targets from the test vectors: `python3 fuzz/seeds.py FOLDER`.

One folder for each target that can start from them. Each file is named by the SHA-256 of what is in it.
Needs Python's standard library alone.
"""

import hashlib
import json
import sys
from pathlib import Path

VECTORS = Path(__file__).resolve().parent.parent / "test-vectors"


def main(folder):
    count = 0
    for path in sorted(VECTORS.glob("[0-9]-*/*.json")):
        vector = json.loads(path.read_text(encoding="utf-8"))
        for target, content in inputs(vector):
            place = folder / target
            place.mkdir(parents=True, exist_ok=True)
            (place / hashlib.sha256(content).hexdigest()).write_bytes(content)
            count += 1
    print(f"{count} inputs from the test vectors")


def inputs(vector):
    """The target and the bytes of each input in a vector."""
    asked = dict(vector["input"])
    if "trust" in asked:
        shared = VECTORS / "trust" / f"{asked.pop('trust')}.json"
        asked = {**json.loads(shared.read_text(encoding="utf-8")), **asked}
    yield "answer", json.dumps({"id": vector["id"], "do": vector["do"], **asked}).encode()
    if isinstance(asked.get("text"), str):
        yield "text", asked["text"].encode()
        yield "explain", asked["text"].encode()
    if isinstance(asked.get("parts"), list):
        yield "multipart", "\n".join(asked["parts"]).encode()
        for part in asked["parts"]:
            yield "explain", part.encode()
    for field, letter, target in [("root", b"r", "trust"), ("list", b"l", "trust"), ("status", b"b", "status"), ("update", b"b", "status")]:
        documents = asked.get(field) or []
        for document in [documents] if isinstance(documents, str) else documents:
            if isinstance(document, str):
                yield target, letter + bytes.fromhex(document)
                yield "explain", bytes.fromhex(document)
    if "payload" in vector.get("layers", {}):
        yield "claims", bytes.fromhex(vector["layers"]["payload"])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
