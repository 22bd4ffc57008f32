"""The gate: of records, what may leave for an audience, what stays, and why.

Every door goes through here: TAXII, features, tiles, events, files, notices. The gate cuts first and folds
afterwards: records that the audience may not have are taken away, and only then are corrections applied
and copies told once. What an audience sees is therefore a function of what it may have, to the byte: nothing
else that the ledger holds can show in it, not in a count, not in an order, not in a state. The price: where
a correction may not leave, the audience sees the report as it was; `Passage.stale` names these for the
mission.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from sulh.ledger import AMENDMENTS
from sulh.picture import fields as f
from sulh.share.audience import AS_TABLES_FOR, KINDS_FOR
from sulh.share.fold import fold
from sulh.share.outward import outward_body

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sulh.ledger import Effective, Record
    from sulh.ledger.tlp import Tlp
    from sulh.picture import Kind, Registry
    from sulh.share.audience import Audience, Purpose

__all__ = [
    "REASONS_TO_STAY",
    "Guarded",
    "Leaving",
    "Passage",
    "Reason",
    "Staying",
    "is_rated",
    "is_unrated",
    "pass_gate",
    "reason_to_stay",
]

Reason = Literal[
    "copy",
    "kind",
    "later",
    "marking",
    "purpose",
    "reference",
    "retracted",
    "set-aside",
    "simulated",
    "version",
    "young",
]

REASONS_TO_STAY: Mapping[Reason, str] = {
    "copy": "another site's record of the same report leaves",
    "kind": "records of this kind do not serve the purpose",
    "later": "it was recorded after the moment",
    "marking": "its marking is stricter than the audience may have, and it is not released to it",
    "purpose": "nothing leaves to this audience for this purpose",
    "reference": "it names a record that stays, and would betray it",
    "retracted": "it was taken back",
    "set-aside": "its body does not fit its kind",
    "simulated": "it is from an exercise, or real while the exercise leaves",
    "version": "another record of the same sender's key came first and says something else",
    "young": "it is younger than the audience's delay",
}
"""Why a record stays. These words are for the mission; an audience learns nothing of what stays."""

NAMES_RECORDS: Mapping[str, tuple[str, ...]] = {"comparison": ("reports",)}
"""Fields of kinds that hold ids of records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """A record with what guards it: its marking as it holds now (releases applied), to whom it is released.

    `problem` says why it is set aside; empty: it is in use. `is_claim`: who entered it is of a role whose
    reports others rate.
    """

    record: Record
    marking: Tlp
    released: frozenset[str] = frozenset()
    problem: str = ""
    is_claim: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """A record as it leaves: `body` is the rest of it, `cut` the keys that were cut or made coarse.

    `recorded_at` (UTC) is when the ledger took it in, `changed_at` when the amendment that holds came in.
    `marking` is the strictest of the record and that amendment. `is_unrated`: as far as the audience may
    know, it is a claim that nobody who rates reports has reviewed (see `is_unrated`).
    """

    id: str
    kind: str
    recorded_at: datetime
    changed_at: datetime
    marking: Tlp
    simulated: bool
    body: dict[str, Any]
    cut: tuple[str, ...] = ()
    is_unrated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Staying:
    """A record that stays, and why: for the mission's eyes."""

    id: str
    kind: str
    marking: Tlp
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What leaves, in the order recorded, and what stays.

    `stale` are ids of records that leave as they were, since an amendment of them stays.
    """

    leaves: tuple[Leaving, ...]
    stays: tuple[Staying, ...]
    stale: tuple[str, ...]

    def kind_counts(self) -> dict[str, int]:
        """Return how many records leave, by kind."""
        return dict(sorted(Counter(each.kind for each in self.leaves).items()))

    def reason_counts(self) -> dict[Reason, int]:
        """Return how many records stay, by reason, for the mission: never for the audience."""
        return dict(sorted(Counter(each.reason for each in self.stays).items()))

    def content(self) -> dict[str, Any]:
        """Return it as JSON can say it, for the mission."""
        return {
            "leaves": [
                {
                    "id": each.id,
                    "kind": each.kind,
                    "tlp": each.marking.label,
                    "body": each.body,
                    "cut": list(each.cut),
                }
                for each in self.leaves
            ],
            "stays": [
                {
                    "id": each.id,
                    "kind": each.kind,
                    "tlp": each.marking.label,
                    "reason": each.reason,
                }
                for each in self.stays
            ],
            "stale": list(self.stale),
            "kinds": self.kind_counts(),
            "reasons": self.reason_counts(),
        }


def is_rated(body: Mapping[str, Any]) -> bool:
    """Say whether the body of a report carries a rating."""
    return (body.get("reliability", "F"), body.get("credibility", 6)) != ("F", 6)


def is_unrated(original: Guarded, amendment: Guarded, body: Mapping[str, Any]) -> bool:
    """Say whether a report, as the amendment that holds says it, is a claim that nobody has reviewed.

    It is one while only roles whose reports others rate have had a hand in what holds, and it bears no rating.
    """
    return original.is_claim and amendment.is_claim and not is_rated(body)


def reason_to_stay(
    guarded: Guarded,
    audience: Audience,
    purpose: Purpose,
    *,
    moment: datetime,
    simulated: bool = False,
) -> Reason | None:
    """Return why one record stays, whatever others say of it; None: nothing in itself keeps it back.

    The kind is asked for later: a correction may change it. Of several reasons the first of these counts.
    """
    record = guarded.record
    if purpose not in audience.purposes or guarded.problem:
        return "set-aside" if purpose in audience.purposes else "purpose"
    if record.simulated != simulated:
        return "simulated"
    if not audience.may_have(guarded.marking, guarded.released):
        return "marking"
    if record.recorded_at > moment - audience.delay:
        return "later" if record.recorded_at > moment else "young"
    return None


def pass_gate(
    records: Iterable[Guarded],
    audience: Audience,
    purpose: Purpose,
    *,
    moment: datetime,
    kinds: Registry,
    agreed: frozenset[str] = frozenset(),
    simulated: bool = False,
    as_tables: bool = False,
) -> Passage:
    """Return which records leave for an audience and a purpose at a moment (UTC), and which stay.

    Parameters
    ----------
    records
        All records in the order recorded, amendments too.
    moment
        What was recorded later stays; with the audience's delay, what was recorded or happened in the
        time before it too.
    kinds
        The declarations by which bodies are cut.
    agreed
        The words of the pack (actors, acts, items): of names, only these leave for a coarse audience.
    simulated
        Let the exercise's records leave instead of the real ones; never both.
    as_tables
        Let also those pass that the caller rounds and shows in tables alone
        (`sulh.share.audience.AS_TABLES_FOR`).
    """
    serve = KINDS_FOR[purpose] | (AS_TABLES_FOR.get(purpose, frozenset()) if as_tables else set())
    reasons: dict[str, Reason] = {}
    open_records: dict[str, Guarded] = {}
    originals: list[Guarded] = []
    targets: dict[str, str] = {}
    for each in records:
        reason = reason_to_stay(each, audience, purpose, moment=moment, simulated=simulated)
        if reason is None:
            open_records[each.record.id] = each
        else:
            reasons[each.record.id] = reason
        if each.record.kind in AMENDMENTS:
            targets[each.record.id] = _target_of(each.record)
        else:
            originals.append(each)
    reports, versions = fold((each.record for each in open_records.values()), simulated=simulated)
    leaves: list[Leaving] = []
    for report in reports:
        of_content = _reason_of_content(report, audience, serve, moment, kinds)
        if of_content is None:
            leaves.append(_leaving(report, open_records, kinds[report.kind], audience, agreed))
        else:
            reasons[report.id] = of_content
        reasons |= dict.fromkeys(report.also, "copy")
    reasons |= {each.aside: "version" for each in versions}
    passing = {each.id for each in leaves}
    for each in originals:
        if each.record.id not in passing:
            reasons.setdefault(each.record.id, "retracted")
    rest = _without_betrayers(leaves, kinds)
    left = {each.id for each in rest}
    reasons |= {each.id: "reference" for each in leaves if each.id not in left}
    amended = {_root(each, targets) for each in targets if each in reasons}
    return Passage(
        leaves=tuple(rest),
        stays=tuple(
            _staying(each, reasons[each.record.id])
            for each in originals
            if each.record.id not in left
        ),
        stale=tuple(each.id for each in rest if each.id in amended),
    )


def _reason_of_content(
    report: Effective,
    audience: Audience,
    serve: frozenset[str],
    moment: datetime,
    kinds: Registry,
) -> Reason | None:
    """Return why a record stays for what it says after its corrections."""
    if report.kind not in serve or report.kind not in kinds:
        return "kind"
    if not audience.delay:
        return None
    last = [
        span.end
        for each in kinds[report.kind].fields
        if isinstance(each.type, f.SpanField)
        for span in [getattr(kinds.from_body(report.kind, report.body), each.name, None)]
        if span is not None
    ]
    return "young" if any(each > moment - audience.delay for each in last) else None


def _leaving(
    report: Effective,
    open_records: Mapping[str, Guarded],
    kind: Kind,
    audience: Audience,
    agreed: frozenset[str],
) -> Leaving:
    original = open_records[report.id]
    amendment = open_records.get(report.amended_by, original)
    body, cut = outward_body(kind, report.body, audience.coarsening, agreed)
    return Leaving(
        id=report.id,
        kind=report.kind,
        recorded_at=report.recorded_at,
        changed_at=amendment.record.recorded_at,
        marking=max(original.marking, amendment.marking),
        simulated=report.simulated,
        body=body,
        cut=cut,
        is_unrated=is_unrated(original, amendment, report.body),
    )


def _without_betrayers(leaves: Sequence[Leaving], kinds: Registry) -> list[Leaving]:
    """Cut what names a record that does not leave; what cannot be cut keeps its record back.

    It asks what leaves and never what exists: a reference to a record that stays and one to a record that
    never was look the same from outside.
    """
    rest = list(leaves)
    naming = {
        name: bool(NAMES_RECORDS.get(name))
        or any(
            isinstance(each.type, f.ReferenceField) and each.type.to for each in kinds[name].fields
        )
        for name in {each.kind for each in leaves}
    }
    while True:
        keys = {
            (each.kind, each.body["source"], each.body["ref"])
            for each in rest
            if "source" in each.body and "ref" in each.body
        }
        ids = {each.id for each in rest}
        passed = [
            _without_strangers(each, kinds[each.kind], keys, ids) if naming[each.kind] else each
            for each in rest
        ]
        rest = [each for each in passed if each is not None]
        if len(rest) == len(passed):
            return rest


def _without_strangers(
    leaving: Leaving, kind: Kind, keys: set[tuple[str, str, str]], ids: set[str]
) -> Leaving | None:
    """Return a record without references to what does not leave; None where it cannot be without them."""
    if any(
        each not in ids
        for name in NAMES_RECORDS.get(leaving.kind, ())
        for each in leaving.body.get(name, ())
    ):
        return None
    source = leaving.body.get("source", "")
    strangers = [
        (field.name, field.type.required)
        for field in kind.fields
        if isinstance(field.type, f.ReferenceField) and field.type.to
        if leaving.body.get(field.name)
        if (field.type.to, source, leaving.body[field.name]) not in keys
    ]
    if not strangers:
        return leaving
    if any(required for _, required in strangers):
        return None
    names = {name for name, _ in strangers}
    body = {key: value for key, value in leaving.body.items() if key not in names}
    return replace(leaving, body=body, cut=tuple(sorted({*leaving.cut, *names})))


def _target_of(record: Record) -> str:
    target = record.body.get("corrects" if record.kind == "correction" else "retracts", "")
    return target if isinstance(target, str) else ""


def _root(record: str, targets: Mapping[str, str]) -> str:
    """Return the report that an amendment amends, through others."""
    seen = {record}
    while record in targets and targets[record] not in seen:
        record = targets[record]
        seen.add(record)
    return record


def _staying(guarded: Guarded, reason: Reason) -> Staying:
    record = guarded.record
    return Staying(id=record.id, kind=record.kind, marking=guarded.marking, reason=reason)
