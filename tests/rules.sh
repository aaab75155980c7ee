#!/usr/bin/env bash
# Takes single rules out of a copy of the trust store and shows that the attacker of tests/attacker.rs
# then succeeds, or that the plain cases of tests/updates.rs notice. A rule whose removal nobody notices
# would be a rule that nothing proves.
set -euo pipefail
cd "$(dirname "$0")/.."

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r Cargo.toml Cargo.lock README.md src tests examples "$copy"
mkdir -p "$copy/benches" && cp -r benches/. "$copy/benches" 2>/dev/null || true
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$PWD/target}"

survivors=0

# rule NAME FILE SED-SCRIPT [FILE SED-SCRIPT]: something must fail without the rule.
rule() {
    local name=$1 file script files=()
    shift
    while [ $# -gt 0 ]; do
        file=$1 script=$2 files+=("$1")
        sed -i "$script" "$copy/$file"
        if cmp -s "$file" "$copy/$file"; then
            echo "rule $name: the line it stands in was not found"
            exit 1
        fi
        shift 2
    done
    if attack; then
        if (cd "$copy" && cargo test --quiet --test updates >attack.log 2>&1); then
            echo "rule $name: taken out, and nothing failed"
            survivors=$((survivors + 1))
        else
            echo "rule $name: taken out, the plain cases noticed"
        fi
    elif grep -q '^test result: FAILED' "$copy/attack.log"; then
        echo "rule $name: taken out, the attack succeeded"
    else
        tail -20 "$copy/attack.log"
        echo "rule $name: the copy did not build"
        exit 1
    fi
    for file in "${files[@]}"; do cp "$file" "$copy/$file"; done
}

attack() {
    (cd "$copy" && cargo test --quiet --test attacker >attack.log 2>&1)
}

attack || {
    tail -20 "$copy/attack.log"
    echo "the attack succeeds as it is"
    exit 1
}
echo "all rules: the attack fails"

rule "old threshold" src/trust/update.rs 's/if have < need {/if have < 0 * need {/'
rule "new threshold" src/trust/update.rs '/root.role(RoleName::Root)?.approves/d'
rule "list threshold" src/trust/list.rs '/approves(RoleName::List, &document)?;/d'
rule "distinct keys" src/cose/sign.rs 's/counted.len()$/self.signers.iter().filter(|s| keys.iter().any(|k| k.kid() == s.kid)).count()/'
rule "list version" src/trust/update.rs '/at_least(version, mark.version)?;/d'
rule "equal version" src/trust/update.rs 's/(true, false, _) => return Err(TrustError::Equivocation { version }),/(true, false, _) => {}/'
rule "root sequence" src/trust/update.rs 's/if found <= held {/if false {/; s/if Some(found) != held.checked_add(1) {/if false {/'
rule "epoch of the list" src/trust/list.rs 's/if list.epoch() != root.epoch() {/if false {/'
# Two rules keep time below the end of the root; either is enough, so both go.
rule "floor below the root" src/trust/list.rs 's/if list.expires_at() > root.expires_at() {/if false {/' \
    src/trust/store.rs 's/list.issued_at().min(self.root.expires_at())/list.issued_at()/'
rule "new epoch ends the list" src/trust/update.rs 's/^        if new_epoch {/        if false {/'

[ "$survivors" = 0 ] || { echo "$survivors rules are proven by nothing"; exit 1; }
