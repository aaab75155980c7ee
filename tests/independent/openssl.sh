#!/usr/bin/env bash
# OpenSSL reads the keys we write, and we issue with a key that OpenSSL writes.
#
#   bash tests/independent/openssl.sh [PYTHON]
#
# With a Python that has requirements.txt, check.py reads what was issued with OpenSSL's key.
set -euo pipefail
cd "$(dirname "$0")/../.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export=(cargo run --quiet --example export --)

"${export[@]}" --pem "$folder"
[[ $(openssl pkey -in "$folder/private.pem" -noout -text) == "ED25519 Private-Key:"* ]]
openssl pkey -in "$folder/private.pem" -pubout | cmp - "$folder/public.pem"
openssl pkey -in "$folder/private.pem" | cmp - "$folder/private.pem"
echo "openssl: reads our private key, derives our public key, writes both back byte for byte"

openssl genpkey -algorithm ed25519 -out "$folder/theirs.pem"
"${export[@]}" --key "$folder/theirs.pem" >"$folder/people.jsonl"
public=$(openssl pkey -in "$folder/theirs.pem" -pubout -outform DER | tail -c 32 | od -An -v -tx1 | tr -d ' \n')
issued=$(grep -c "\"public_key\":\"$public\"" "$folder/people.jsonl")
[ "$issued" = 8 ] || { echo "openssl: $issued of 8 texts carry OpenSSL's key" >&2; exit 1; }
echo "openssl: we issue 8 of 8 with a key of its making"

if [ $# -gt 0 ]; then
    "$1" tests/independent/check.py <"$folder/people.jsonl"
fi
