"""Clocks, profiles, and the verdict on one text (chapters 5 to 8)."""

import hashlib

import cbor
import claims as claims_of
import cose
import envelope
import status
import trust
from refused import Refused, class_of, hint_of, precedence

HOUR, DAY, SKEW = 3600, 86400, 300
FIRST, LATEST = 1, 253402300799
OPEN = {"trust.list-expired", "status.missing", "status.stale", "key.before-compromise", "clock.unknown"}


class Profile:
    """The rows of 5.12."""

    def __init__(self, ages=None, accepted=(), grace=0, as_of=False):
        self.ages, self.accepted, self.grace, self.as_of = ages, set(accepted), grace, as_of


PROFILES = {
    None: Profile(),
    "kiosk": Profile((HOUR, DAY)),
    "counter": Profile((DAY, 7 * DAY)),
    "checkpoint": Profile((DAY, 3 * DAY)),
    "field-high": Profile((14 * DAY, 60 * DAY)),
    "field-low": Profile((14 * DAY, 60 * DAY), OPEN, 30 * DAY),
    "audit": Profile(accepted=("status.missing", "key.before-compromise"), as_of=True),
}


class Clock:
    def __init__(self, kind, at):
        self.kind = kind
        if kind == "device":
            at = min(max(at, FIRST), LATEST)
        elif kind == "trusted" and not FIRST <= at <= LATEST:
            raise Refused("time.range")
        self.at = at

    def interval(self, floor):
        """Lowest and highest bound of the present, and what was odd (6.2)."""
        if self.kind == "unknown":
            return floor, None, "clock.floor-used"
        if self.at < floor - SKEW:
            return floor, None, "clock.behind" if self.kind == "device" else "clock.contradicted"
        return max(self.at - SKEW, floor), self.at + SKEW, None

    def exactly(self, _):
        """The moment itself, for looking back; without one nothing is known to have passed."""
        return (0, None, None) if self.kind == "unknown" else (self.at, self.at, None)


class Verifier:
    """What a verifier holds."""

    def __init__(self, pinned):
        self.store, self.lists = trust.Store(pinned), status.Lists()

    def apply(self, documents, clock):
        beside = [at for at, data in enumerate(documents) if data[:1] == b"\xd2"]
        others = [at for at in range(len(documents)) if at not in set(beside)]
        lines = [None] * len(documents)
        for at, line in zip(others, self.store.apply([documents[at] for at in others], clock)):
            lines[at] = line
        for at, line in zip(beside, self.lists.apply([documents[at] for at in beside], self.store)):
            lines[at] = line
        return lines

    def floor(self):
        listed = self.lists.floor(self.store.list) if self.store.list else 0
        return max(self.store.floor(), listed)

    def verify(self, text, clock, purpose, profile):
        try:
            return self.judge(parsed(text), clock, purpose, PROFILES[profile])
        except Refused as no:
            return refusal([no.code], getattr(no, "caveats", []))

    def judge(self, signed, clock, purpose, profile):
        message, repaired = signed
        try:
            listed = self.store.list
            if listed is None:
                raise Refused("trust.no-list")
            entry = self.signing_entry(message, clock)
            said = claims_of.Claims(message.payload)
        except Refused as no:
            no.caveats = ["envelope.repaired"] * repaired
            raise
        doubts = key_faults(entry, said) + denied(listed, entry, message)
        reference, fault = status_reference(listed, entry, said)
        doubts += fault
        if any(class_of(code) == "NotTrusted" for code in doubts):
            return refusal(doubts, ["envelope.repaired"] * repaired)
        judgement = Judgement(self, clock, profile)
        judgement.clock_note()
        judgement.list_age()
        judgement.dates(said)
        judgement.status(reference)
        judgement.purpose(said, purpose)
        for code in doubts:
            judgement.refuse(code)
        notes = [("key.retired", entry.state == trust.RETIRED), ("envelope.repaired", repaired), ("claims.finding", said.finding)]
        judgement.caveats |= {code for code, holds in notes if holds}
        if judgement.refusals:
            return refusal(judgement.refusals, judgement.caveats)
        caveats = sorted(judgement.caveats, key=precedence)
        return {"outcome": "Trusted", "code": None, "why": "", "caveats": caveats, "hint": "none", "claims": said.json}

    def signing_entry(self, message, clock):
        listed = self.store.list
        candidates = listed.candidates(message.kid)
        if not candidates:
            _, hi, _ = clock.interval(self.floor())
            fresh = hi is not None and listed.refresh > hi
            raise Refused("key.unknown" if fresh else "key.unknown-list-old")
        for entry in candidates:
            if message.is_signed_by(entry.key):
                return entry
        raise Refused("cose.signature")


def parsed(text):
    """The message in a text, and whether it was repaired (1.7)."""
    try:
        return cose.Sign1(envelope.opened(text)), False
    except Refused as no:
        if class_of(no.code) == "Unreadable" and "%20" in text and len(text) <= envelope.TEXT:
            try:
                return cose.Sign1(envelope.opened(text.replace("%20", " "))), True
            except Refused as other:
                # An algorithm that is not allowed is no success either, and the first refusal stands.
                del other
        damage = envelope.damage(text, no.code)
        if damage:
            raise Refused(damage) from None
        raise


def refusal(codes, caveats):
    codes = sorted(codes, key=precedence)
    caveats = sorted(set(caveats), key=precedence)
    speaks = codes[0]
    return {"outcome": class_of(speaks), "code": speaks, "why": "", "caveats": caveats, "hint": hint_of(speaks)}


def key_faults(entry, said):
    """5.5 and 5.6: everything in which the claims go beyond the entry."""
    in_scope = lambda service: service <= 65535 and trust.within(entry.scopes, service)
    faults = [
        ("key.specimen", entry.usage & trust.SPECIMEN),
        ("key.issuer", said.issuer != entry.issuer),
        ("key.usage", not entry.usage & trust.CREDENTIALS),
        ("key.scope", not all(map(in_scope, said.services()))),
        ("key.window", not entry.start <= said.iat < entry.end),
        ("key.lifetime", said.exp - said.iat > entry.lifetime or said.exp > entry.until),
        ("key.revoked", entry.state == trust.REVOKED),
        ("key.suspended", entry.state == trust.SUSPENDED),
    ]
    found = [code for code, holds in faults if holds]
    if entry.state == trust.REVOKED_SINCE:
        found.append("key.revoked" if said.iat >= entry.since else "key.before-compromise")
    return found


def denied(listed, entry, message):
    digest = hashlib.sha256(cbor.encode(["kp-cred-1", cose.thumbprint(entry.key), message.payload])).digest()[:16]
    return ["credential.denied"] * (digest in listed.denied)


def status_reference(listed, entry, said):
    """The entry that is pointed to (5.7), and what stands against that."""
    references = []
    if said.compact is not None:
        references.append(said.compact)
    if said.standard is not None:
        uri, index = said.standard
        references.append((listed.number_of(uri), index))
    if not references:
        return None, ["status.required"] * bool(entry.lists)
    number, index = references[0]
    right = all(other == references[0] for other in references) and number is not None
    right = right and trust.within(entry.lists, number)
    if right:
        info = listed.info(number)
        right = 0 <= index < (info.entries if info else 1 << 24)
    return ((number, index), []) if right else (None, ["status.reference"])


class Judgement:
    """What is found on the way (5.4, 5.8, 6.3, 8.6)."""

    def __init__(self, verifier, clock, profile):
        self.verifier, self.clock, self.profile = verifier, clock, profile
        self.list = verifier.store.list
        self.floor = verifier.floor()
        self.lo, self.hi, self.note = (clock.exactly if profile.as_of else clock.interval)(self.floor)
        self.refusals, self.caveats = [], set()

    def passed(self, moment):
        if moment <= self.lo:
            return "yes"
        if self.hi is not None and moment > self.hi:
            return "no"
        return "maybe"

    def refuse(self, code):
        if code in self.profile.accepted:
            self.caveats.add("policy.accepted")
        else:
            self.refusals.append(code)

    def clock_note(self):
        if self.note == "clock.contradicted":
            self.refuse(self.note)
        elif self.note:
            self.caveats.add(self.note)

    def list_age(self):
        if self.profile.as_of:
            self.caveats.add("policy.as-of")
            return
        stale = self.passed(self.list.refresh) == "yes"
        if self.profile.ages:
            soft, hard = (later(self.list.issued, age) for age in self.profile.ages)
            stale |= self.passed(soft) == "yes"
            if self.passed(hard) == "yes":
                self.refuse("trust.list-frozen")
        if self.passed(self.list.expires) == "yes":
            if self.passed(later(self.list.expires, self.profile.grace)) == "yes":
                self.refusals.append("trust.list-expired")
            else:
                self.refuse("trust.list-expired")
        if stale:
            self.caveats.add("trust.list-stale")

    def is_beyond_the_list(self):
        return self.clock.kind == "device" and not self.profile.as_of and self.passed(self.list.expires) == "yes"

    def dates(self, said):
        passed = self.passed(said.exp)
        if passed == "yes":
            beyond = self.is_beyond_the_list() and self.floor < said.exp
            self.refuse("clock.ahead-or-trust-old" if beyond else "time.expired")
        self.vague(passed)
        passed = self.passed(said.iat)
        if passed == "no":
            self.refuse("clock.or-credential" if self.clock.kind == "device" else "time.issued-in-future")
        self.vague(passed)
        if said.nbf is not None:
            passed = self.passed(said.nbf)
            if passed == "no":
                self.refuse("time.not-yet-valid")
            self.vague(passed)

    def vague(self, passed):
        if passed == "maybe":
            if self.hi is None:
                self.refuse("clock.unknown")
            else:
                self.caveats.add("clock.skew")

    def status(self, reference):
        if reference is None:
            return
        number, index = reference
        held = self.verifier.lists.held.get(number)
        if held is None or held.as_of is None:
            self.refuse("status.missing")
            return
        value = held.value(index)
        if value:
            self.refuse({1: "status.revoked", 2: "status.suspended"}.get(value, "status.unknown-value"))
        if self.profile.as_of:
            return
        as_of = held.as_of
        aged = held.token.ttl is not None and self.passed(later(as_of, held.token.ttl)) == "yes"
        stale = self.passed(held.token.expires) == "yes"
        if self.profile.ages:
            soft, hard = (later(as_of, age) for age in self.profile.ages)
            aged |= self.passed(soft) == "yes"
            stale |= self.passed(hard) == "yes"
        if stale:
            self.refuse("status.stale")
        if aged:
            self.caveats.add("status.aged")

    def purpose(self, said, purpose):
        if purpose == 0:
            if not said.has_person:
                self.refuse("purpose.identity-missing")
            return
        granted = [one for one in said.entitlements if one["service"] == purpose]
        if not granted:
            self.refuse("purpose.service-missing")
            return
        first = civil_day(self.lo)
        last = first if self.hi is None else civil_day(self.hi)
        for one in granted:
            states = claims_of.state_on(one, first), claims_of.state_on(one, last)
            if "active" in states:
                if states[0] != states[1]:
                    self.caveats.add("clock.skew")
                return
        one = granted[0]
        state = claims_of.state_on(one, first)
        by_floor = claims_of.state_on(one, civil_day(self.floor))
        if state == "not-yet" and self.hi is None:
            # No profile accepts this one.
            self.refusals.append("clock.unknown")
        elif state == "expired" and by_floor != "expired" and self.is_beyond_the_list():
            self.refuse("clock.ahead-or-trust-old")
        else:
            self.refuse(f"entitlement.{state}")


def later(moment, seconds):
    return min(moment + seconds, LATEST)


def civil_day(moment):
    """The day in UTC+5 (3.5)."""
    return min(max((moment + 5 * HOUR) // DAY, 0), claims_of.LAST_DAY)
