"""The rows of each list page for a file, by the very functions that fill the page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sulh.languages import has_message, say
from sulh.ledger.tlp import Tlp
from sulh.mission import in_language
from sulh.server.answers.exports import ROWS_MAX, Export, Language
from sulh.server.answers.findings import log_findings, readable_findings
from sulh.server.records.records import read_latest, record_json_for
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sulh.mission import Pack
    from sulh.server.access.accounts import Account, AccountEvent
    from sulh.server.access.principal import Principal
    from sulh.server.answers.findings import JudgedState
    from sulh.server.records.records import RecordQuery, RecordView
    from sulh.server.schemas.records import HeadOut
    from sulh.server.service import MissionService

__all__ = [
    "accounts_export",
    "events_export",
    "findings_export",
    "heads_export",
    "matches",
    "record_state",
    "records_export",
    "strictest_label",
    "word_or_message",
]

PAGE = 500
RECORDS = (
    "recorded",
    "kind",
    "marking",
    "state",
    "report",
    "field-lon",
    "field-lat",
    "field-accuracy_m",
    "site",
    "chain-place",
    "author",
    "record",
    "content",
)
FINDINGS = (
    "provision",
    "article",
    "party",
    "zone",
    "judged-from",
    "judged-until",
    "verdict",
    "field-low",
    "field-high",
    "allowed",
    "marking",
    "withheld-count",
    "answers",
    "finding",
)
Facts = tuple[tuple[str, str], ...]


def records_export(
    service: MissionService,
    user: Principal,
    query: RecordQuery,
    *,
    words: str,
    name: str,
    facts: Facts,
    language: Language,
) -> Export:
    """Return the records of a list, latest first; what may not be read is not in it and not counted."""
    views: list[RecordView] = []
    before, more = "", True
    while more and len(views) < ROWS_MAX:
        some, more = read_latest(
            service,
            user,
            query,
            words=words,
            before=before,
            limit=min(PAGE, ROWS_MAX - len(views)),
            what="export",
        )
        if not some:
            break
        views += some
        before = some[-1].record.id
    rows = [record_json_for(user, each, service) for each in views]
    bodies = [each["body"] if isinstance(each["body"], dict) else {} for each in rows]
    return Export(
        name=name,
        title="page-reports"
        if name == "reports"
        else "reads"
        if name == "reads"
        else "countersignatures",
        columns=RECORDS,
        rows=tuple(
            (
                row["recorded_at"],
                word_or_message(language, "kind", row["kind"]),
                row["tlp"],
                record_state(row, language),
                row["summary"],
                *(_number(body.get(each)) for each in ("lon", "lat", "accuracy_m")),
                row["site"],
                row["seq"],
                row["author"],
                row["id"],
                json.dumps(row["body"], ensure_ascii=False, sort_keys=True),
            )
            for row, body in zip(rows, bodies, strict=True)
        ),
        printed=(0, 1, 2, 3, 4, 8, 9),
        numbers=frozenset({5, 6, 7, 9}),
        strictest=strictest_label(row["tlp"] for row in rows),
        simulated=any(row["simulated"] for row in rows),
        more=more,
        facts=facts,
        points={
            place: (float(body["lon"]), float(body["lat"]))
            for place, body in enumerate(bodies)
            if _number(body.get("lon")) is not None and _number(body.get("lat")) is not None
        },
    )


def _number(value: Any) -> float | int | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def word_or_message(language: Language, group: str, word: str) -> str:
    """Return the message ``GROUP-WORD``; the word itself where there is none."""
    name = f"{group}-{word.replace(' ', '-')}"
    return say(language, name) if has_message(language, name) else word


def record_state(row: Mapping[str, Any], language: Language) -> str:
    """Say that a record is simulated, corrected, retracted or set aside, as every page does."""
    kinds = {each["kind"] for each in row["amendments"]}
    names = ["simulated"] * bool(row["simulated"])
    names += ["corrected"] * ("correction" in kinds) + ["retracted"] * ("retraction" in kinds)
    names += ["set-aside"] * bool(row.get("set_aside"))
    return ", ".join(say(language, each) for each in names)


def strictest_label(labels: Iterable[str]) -> str:
    """Return the strictest of TLP labels; "" for none."""
    markings = [Tlp.parse(each) for each in labels]
    return max(markings).label if markings else ""


def findings_export(
    service: MissionService,
    user: Principal,
    state: JudgedState,
    *,
    equal: Mapping[str, str],
    words: str,
    facts: Facts,
    language: Language,
) -> Export:
    """Return the findings of the agreement page; `equal`: fields that a finding must have."""
    pack = service.workspace.pack
    readable = [
        each
        for each in readable_findings(state, user, **equal)
        if matches(words, *_names_of(pack, each.row).values())
    ]
    some = readable[:ROWS_MAX]
    log_findings(service, user, some)
    rows = state.rows(service, user, some)
    return Export(
        name="findings",
        title="page-agreement",
        columns=FINDINGS,
        rows=tuple(_finding_row(pack, row, language) for row in rows),
        printed=(0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12),
        numbers=frozenset({7, 8, 11, 12}),
        strictest=strictest_label(row["tlp"] for row in rows),
        simulated=any(row["simulated"] for row in rows),
        more=len(readable) > len(some),
        facts=facts,
    )


def _names_of(pack: Pack, row: Mapping[str, Any]) -> dict[str, str]:
    provision = next((each for each in pack.provisions if each.id == row["provision"]), None)
    zone = pack.zones.get(row["zone"])
    return {
        "provision": provision.title if provision else row["provision"],
        "article": provision.article if provision else row["article"],
        "party": pack.actors[row["party"]].name,
        "zone": zone.name if zone else row["zone"],
    }


def _finding_row(
    pack: Pack, row: Mapping[str, Any], language: Language
) -> tuple[str | int | float | None, ...]:
    low, high = row["allowed_low"], row["allowed_high"]
    bounds = [f"{each}" for each in dict.fromkeys((low, high)) if each is not None]
    allowed = "" if low is None else "-".join(bounds) + "+" * (high is None)
    return (
        *_names_of(in_language(pack, language), row).values(),
        row["from"],
        row["until"],
        say(language, row["verdict"]),
        row["low"],
        row["high"],
        allowed,
        row["tlp"],
        row["withheld"],
        len(row["answers"]),
        row["id"],
    )


def matches(words: str, *texts: str) -> bool:
    """Say whether all words of a search stand in some text, in any case."""
    content = " ".join(texts).casefold()
    return all(each in content for each in words.casefold().split())


def accounts_export(
    accounts: Iterable[Account], *, words: str, role: str, language: Language, facts: Facts
) -> Export:
    """Return the accounts, without their secrets."""
    rows = tuple(
        (
            each.name,
            word_or_message(language, "role", each.role),
            each.party,
            say(language, "word-yes" if each.has_codes else "word-no"),
            format_utc(each.created),
            say(language, "disabled" if each.disabled else "active"),
            each.id,
        )
        for each in accounts
        if matches(words, each.name, each.party, each.id) and role in {"", each.role}
    )
    columns = ("name", "role", "party", "codes", "created", "state", "account")
    return Export(
        name="accounts",
        title="page-people",
        columns=columns,
        rows=rows[:ROWS_MAX],
        printed=tuple(range(len(columns))),
        more=len(rows) > ROWS_MAX,
        facts=facts,
    )


def events_export(events: Iterable[AccountEvent], *, words: str, facts: Facts) -> Export:
    """Return the events of accounts, the oldest first."""
    rows = tuple(
        (format_utc(each.time), each.account, each.what, each.by)
        for each in events
        if matches(words, each.account, each.what, each.by)
    )
    return Export(
        name="account-events",
        title="account-events",
        columns=("when", "account", "what", "by"),
        rows=rows[:ROWS_MAX],
        printed=(0, 1, 2, 3),
        more=len(rows) > ROWS_MAX,
        facts=facts,
    )


def heads_export(heads: Iterable[HeadOut], *, words: str) -> Export:
    """Return the signed heads of all sites."""
    rows = tuple(
        (each.site, each.size, each.time, each.root, each.public_key)
        for each in heads
        if matches(words, each.site, each.root, each.public_key)
    )
    return Export(
        name="heads",
        title="heads",
        columns=("site", "size", "signed", "root", "key"),
        rows=rows,
        printed=(0, 1, 2, 3),
        numbers=frozenset({1}),
    )
