"""What the ledger holds under each sender's key, as a newer release of the source is compared with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import orjson

from sulh.ledger import AMENDMENTS
from sulh.ledger.record import parse
from sulh.ledger.store import identified_rows
from sulh.observe.releases import StoredReport, stored_report
from sulh.observe.report_register import digests_of, key_of
from sulh.picture import picture
from sulh.workspace.record_kinds import RECORD_KINDS, body_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sulh.ledger import Effective, Record, Store

__all__ = ["LATER_RELEASE", "StoredReports", "read_stored_reports"]

LATER_RELEASE = "release"
"""The key of an amendment's body that names the file of the release that brought it."""


class At(NamedTuple):
    """Where a record stands: the site's chain and the place in it."""

    site: str
    seq: int


@dataclass(slots=True)
class StoredReports:
    """The reports of a ledger by key, and where their records stand.

    `by_key` is what a release is compared with. Only amended reports, and those with several records, are
    in `current`: what holds of them now, None for one that was retracted.
    """

    store: Store
    by_key: dict[str, StoredReport]
    places: dict[str, At]
    current: dict[str, Effective | None]

    def record(self, key: str) -> Record:
        """Return the first record of a key, as it was entered."""
        return read_record(self.store, self.places[key])

    def holds_now(self, key: str) -> tuple[list[str], dict[str, object]]:
        """Return the ids of the records of a report, the one in use first, and the body that holds now."""
        current = self.current.get(key)
        if current is not None:
            return [current.id, *current.also], current.body
        record = self.record(key)
        return [record.id], record.body


def read_record(store: Store, at: At) -> Record:
    """Return the record at a place."""
    return next(parse(row[4]) for row in store.chain(at.site).rows(at.seq, at.seq + 1))


def read_stored_reports(store: Store, *, simulated: bool) -> StoredReports:
    """Read the reports of all sites, real or simulated.

    A record is named by its place until it is needed: its id is the hash of its bytes, and a large ledger
    is not hashed for the few that a release changes.
    """
    amendments = [
        each
        for each in store.records(kinds=AMENDMENTS)
        if each.simulated == simulated and not body_problem(each.kind, each.body)
    ]
    targets = {str(each.body.get("corrects", each.body.get("retracts"))) for each in amendments}
    reports = StoredReports(store, {}, {}, {})
    copies: dict[str, list[At]] = {}
    for site in store.sites():
        for at, key, report, is_target in _rows(store, site, targets, simulated=simulated):
            if key in reports.by_key or is_target:
                copies.setdefault(key, [reports.places.get(key, at)]).append(at)
            reports.by_key.setdefault(key, report)
            reports.places.setdefault(key, at)
    _resolve(reports, copies, amendments, simulated=simulated)
    return reports


def _rows(
    store: Store, site: str, targets: set[str], *, simulated: bool
) -> Iterator[tuple[At, str, StoredReport, bool]]:
    """Yield each report of a chain, and whether an amendment names it."""
    for identity, (seq, kind, _, row_simulated, content) in identified_rows(store.chain(site)):
        if kind in RECORD_KINDS and bool(row_simulated) == simulated:
            body = orjson.loads(content)["body"]
            if _has_key(body):
                key = key_of(kind, body)
                yield At(site, seq), key, stored_report(kind, body), identity in targets


def _has_key(body: object) -> bool:
    """Say whether a body, which a peer may have signed whatever it holds, can be a report."""
    if not isinstance(body, dict):
        return False
    words = [body.get("source"), body.get("ref"), body.get("country", ""), body.get("zone", "")]
    span, row = body.get("span"), body.get("row", 0)
    return (
        all(isinstance(each, str) for each in words)
        and isinstance(row, int)
        and (not span or (isinstance(span, list) and all(isinstance(each, str) for each in span)))
    )


def _resolve(
    reports: StoredReports,
    copies: dict[str, list[At]],
    amendments: list[Record],
    *,
    simulated: bool,
) -> None:
    """Replace amended reports, and those with several records, by what the picture says of them."""
    records: list[Record] = []
    keys: dict[str, str] = {}
    for key, places in copies.items():
        for at in dict.fromkeys(places):
            record = read_record(reports.store, at)
            records.append(record)
            keys[record.id] = key
    by_release = [each for each in amendments if LATER_RELEASE in each.body]
    now, sender = (
        {
            keys[each.id]: each
            for each in picture(
                _in_order([*records, *some]), simulated=simulated, check=body_problem
            ).reports
        }
        for some in (amendments, by_release)
    )
    for key in copies:
        holds, last = now.get(key), sender.get(key)
        reports.current[key] = holds
        reports.by_key[key] = reports.by_key[key]._replace(now=_digest(holds), sender=_digest(last))
        if holds is not None:
            reports.by_key[key] = stored_report(holds.kind, holds.body)._replace(
                sender=_digest(last)
            )


def _digest(report: Effective | None) -> bytes | None:
    return None if report is None else digests_of(report.kind, report.body)[1]


def _in_order(records: list[Record]) -> list[Record]:
    return sorted(records, key=lambda each: (each.recorded_at, each.site, each.seq))
