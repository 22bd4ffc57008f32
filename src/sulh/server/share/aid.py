"""What others need to help: tables with hashtags of HXL and a file of IATI, of what may leave to an account.

Everything goes through the gate of `sulh.share` for the purpose ``humanitarian``. The moment of a table is the
last full hour, or when the last record that is in it came in or changed: without news it is the same bytes.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal, get_args

from sulh.errors import InputError
from sulh.languages.refusals import refusal
from sulh.recover import project_stages, write_activities
from sulh.server.middleware.errors import ForbiddenError
from sulh.server.share.kept_views import KeptViews
from sulh.server.share.outside import agreed_words, audience_of, guarded_records
from sulh.share import disclosure_digest, pass_gate
from sulh.workspace.published import hxl_table, mission_places
from sulh.workspace.record_kinds import RECORD_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sulh.recover import HxlSheet, Publisher
    from sulh.server.access.principal import Principal
    from sulh.server.service import MissionService
    from sulh.server.share.disclosures import DisclosureLog
    from sulh.share import Audience, Leaving, Purpose
    from sulh.workspace.place_names import PlaceNames

__all__ = ["TABLES", "AidFiles", "AidTable", "AidView"]

AidTable = Literal["aid", "needs", "people"]
TABLES: tuple[AidTable, ...] = get_args(AidTable)
KINDS: Mapping[str, frozenset[str]] = {
    "aid": frozenset({"delivery"}),
    "needs": frozenset({"delivery", "population"}),
    "people": frozenset({"delivery", "population"}),
    "iati": frozenset({"decision", "payment", "project"}),
}
PURPOSE: Purpose = "humanitarian"
VIEWS_KEPT = 8


@dataclass(frozen=True, kw_only=True)
class AidView:
    """What an audience may have of aid, and where the mission's P-codes are."""

    audience: Audience
    simulated: bool
    leaves: tuple[Leaving, ...]
    places: PlaceNames | None

    def records(self, table: str) -> tuple[Leaving, ...]:
        """Return the records that a table, or ``iati``, is made of."""
        return tuple(each for each in self.leaves if each.kind in KINDS[table])

    def entries(self, table: str) -> dict[str, list[Any]]:
        """Return these as typed values by the name of their kind; one that was cut too far is left out."""
        entries: dict[str, list[Any]] = {name: [] for name in KINDS[table]}
        for each in self.records(table):
            with suppress(InputError):
                entries[each.kind].append(RECORD_KINDS.from_body(each.kind, each.body))
        return entries

    def moment(self, table: str, now: datetime) -> datetime:
        """Return the moment of a table (UTC)."""
        hour = now.replace(minute=0, second=0, microsecond=0)
        return max([hour, *(each.changed_at for each in self.records(table))])


class AidFiles:
    """Makes the files, and keeps what the gate let through until the ledger says more. Any thread may ask."""

    def __init__(self, service: MissionService, disclosures: DisclosureLog) -> None:
        self._service, self._disclosures = service, disclosures
        self._views = KeptViews(self._make, service.index, most=VIEWS_KEPT)

    def view_for(self, user: Principal, *, simulated: bool) -> AidView:
        """Return what an account may have.

        Raises
        ------
        ForbiddenError
            When its token or its role reads no records.
        """
        if "read" not in user.scopes or user.role in {"site", "administrator"}:
            raise refusal(ForbiddenError, "no-records")
        return self._views.get((audience_of(user), simulated))

    def _make(self, key: tuple[Audience, bool]) -> AidView:
        audience, simulated = key
        service = self._service
        every = frozenset[str]().union(*KINDS.values())
        passage = pass_gate(
            guarded_records(service.history(), service.index),
            audience,
            PURPOSE,
            moment=service.now(),
            kinds=RECORD_KINDS,
            agreed=agreed_words(service.workspace.pack),
            simulated=simulated,
        )
        return AidView(
            audience=audience,
            simulated=simulated,
            leaves=tuple(each for each in passage.leaves if each.kind in every),
            places=mission_places(service.workspace),
        )

    def sheet(self, view: AidView, table: AidTable, *, days: int) -> HxlSheet:
        """Return a table; needs and deliveries are those of so many days."""
        at = view.moment(table, self._service.now())
        return hxl_table(
            view.entries(table),
            table,
            view.places,
            at=at,
            since=at - timedelta(days=days),
            days=days,
            timezone=self._service.workspace.pack.timezone,
            simulated=view.simulated,
        )

    def activities(self, view: AidView, publisher: Publisher) -> str:
        """Return the projects as IATI 2.03.

        Raises
        ------
        InputError
            When two of them would get one identifier.
        """
        at, entries = view.moment("iati", self._service.now()), view.entries("iati")
        return write_activities(
            entries["project"],
            entries["payment"],
            publisher,
            at=at,
            stages=project_stages(entries["decision"], at=at),
            timezone=self._service.workspace.pack.timezone,
        )

    def note(self, user: Principal, view: AidView, table: str) -> None:
        """Record that a file leaves to an account: restricted records always, and what outsiders get.

        For an account outside of the mission one record says what a file held, once for each state of it that
        it fetched. Durable on return.
        """
        records = view.records(table)
        entries = [self._service.index.get(each.id) for each in records]
        self._service.log_reads(user, [each for each in entries if each is not None], "file")
        if user.outside and records:
            self._disclosures.note_state(
                user,
                view.audience,
                PURPOSE,
                records,
                door="file",
                part=table,
                digest=disclosure_digest(records),
                simulated=view.simulated,
            )
