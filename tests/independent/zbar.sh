#!/usr/bin/env bash
# zbar, a reader that is not ours, gives back exactly the texts that were drawn.
#
#   bash tests/independent/zbar.sh [FOLDER]
#
# FOLDER holds pairs NAME.png and NAME.txt; `cargo run --example quickstart --all-features` writes
# such a folder.
set -euo pipefail
cd "$(dirname "$0")/../.."

folder=${1:-quickstart-out}
passed=0 failed=0
shopt -s nullglob
for picture in "$folder"/*.png; do
    text=${picture%.png}.txt
    # $(...) takes off the newline that zbarimg and text files end with.
    if [ ! -f "$text" ]; then
        failed=$((failed + 1))
        echo "$picture: FAILED, no $text beside it"
    elif found=$(zbarimg --raw -q "$picture") && [ "$found" = "$(cat "$text")" ]; then
        passed=$((passed + 1))
        echo "$picture: ok, ${#found} characters"
    else
        failed=$((failed + 1))
        echo "$picture: FAILED, zbar gives another text or none"
    fi
done
echo "zbar: $passed passed, $failed failed"
[ "$passed" -gt 0 ] && [ "$failed" -eq 0 ]
