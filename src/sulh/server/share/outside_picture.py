"""The common picture as each audience may have it: kept, and made anew when the ledger says more.

Audiences that may have the same share one view. Two that most may have are made when the server starts, where
that takes seconds; `run` makes anew ahead of the next question.
What an account fetches through these doors goes through the gate of `sulh.share` for the purpose
``common-picture``. Nothing here is computed from a record that does not pass it.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sulh.errors import SulhError
from sulh.ledger.tlp import Tlp
from sulh.server.errors import ForbiddenError, UnknownError
from sulh.server.share.kept_views import KeptViews
from sulh.server.share.outside import agreed_words, audience_of, guarded_records
from sulh.share import KINDS_FOR, PURPOSES, Audience, disclosure_digest, pass_gate
from sulh.share.features import collection_id, collections_of, ground_collections
from sulh.tables.read_ahead import rare_collections
from sulh.workspace.record_kinds import RECORD_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.server.access.principal import Principal
    from sulh.server.service import MissionService
    from sulh.server.share.disclosures import DisclosureLog
    from sulh.share import Door, Leaving, Purpose
    from sulh.share.features import Collection

__all__ = ["OutsidePicture", "OutsideView", "collection_of"]

PURPOSE: Purpose = "common-picture"
KINDS = tuple(sorted(KINDS_FOR[PURPOSE]))
VIEWS_KEPT = 16
LANGUAGES = ("en", "fr", "ar")
RENEW_S = 2.0
PREPARE = range(5_000, 300_000)
"""With so many records views are made when the server starts: some 50 µs and 1.1 kB a record and view. Fewer
take no time; more are not held before somebody asks."""


@dataclass(frozen=True, kw_only=True)
class OutsideView:
    """What some audiences may have at a moment, in the order recorded, and as collections by their ids."""

    simulated: bool
    leaves: tuple[Leaving, ...]
    collections: dict[str, Collection]
    _states: dict[str, tuple[tuple[Leaving, ...], str]] = field(default_factory=dict)

    def state_of(self, collection: str) -> tuple[tuple[Leaving, ...], str]:
        """Return what leaves of a collection, and its digest, made once: of 15,000 records it takes seconds."""
        if collection not in self._states:
            own = tuple(each for each in self.leaves if collection_id(each.kind) == collection)
            self._states[collection] = own, disclosure_digest(own)
        return self._states[collection]


class OutsidePicture:
    """Views of the mission's picture by audience. Any thread may ask."""

    def __init__(self, service: MissionService, disclosures: DisclosureLog) -> None:
        self._service = service
        self._disclosures = disclosures
        self._views = KeptViews(self._make, service.index, most=VIEWS_KEPT)

    def view_for(
        self, user: Principal, *, simulated: bool = False, language: str = "en"
    ) -> OutsideView:
        """Return what an account may have through a door for programs.

        Raises
        ------
        ForbiddenError
            When its token or its role reads no records.
        """
        if "read" not in user.scopes or user.role in {"site", "administrator"}:
            raise ForbiddenError("This account or token does not read records.")
        return self.view(audience_of(user), simulated=simulated, language=language)

    def view(
        self, audience: Audience, *, simulated: bool = False, language: str = "en"
    ) -> OutsideView:
        """Return what an audience may have now."""
        return self._views.get((self._shared(audience), simulated, _known(language)))

    def _shared(self, audience: Audience) -> Audience:
        """Return an audience that stands for all that may have the same: only released records go by names."""
        names = audience.names & self._service.index.released_to
        return replace(audience, name="", names=names, purposes=audience.purposes & {PURPOSE})

    async def run(self) -> None:
        """Make views ahead of questions, until cancelled. No fault ends this: whoever asks is told of it."""
        with suppress(SulhError):
            await asyncio.to_thread(self._prepare)
        while True:
            await asyncio.sleep(RENEW_S)
            with suppress(SulhError):
                await asyncio.to_thread(self._views.renew)

    def _prepare(self) -> None:
        """Make the views of the mission's own people and of its partners, where that takes seconds."""
        if self._service.index.size in PREPARE:
            for clearance in (Tlp.AMBER_STRICT, Tlp.GREEN):
                purposes = frozenset(PURPOSES)
                self.view(Audience(name="", clearance=clearance, purposes=purposes))

    def _make(self, key: tuple[Audience, bool, str]) -> OutsideView:
        with rare_collections():
            return self._look(key)

    def _look(self, key: tuple[Audience, bool, str]) -> OutsideView:
        audience, simulated, language = key
        service = self._service
        pack = service.workspace.pack
        passage = pass_gate(
            guarded_records(service.history(), service.index),
            audience,
            PURPOSE,
            moment=service.now(),
            kinds=RECORD_KINDS,
            agreed=agreed_words(pack),
            simulated=simulated,
        )
        collections = collections_of(passage.leaves, RECORD_KINDS, KINDS, language=language)
        collections |= ground_collections(pack, language=language)
        return OutsideView(
            simulated=simulated,
            leaves=passage.leaves,
            collections=collections,
        )

    def note(
        self, user: Principal, view: OutsideView, door: Door, collection: str, ids: Sequence[str]
    ) -> None:
        """Record that features leave to an account: restricted ones always, and for outsiders what there is.

        For an account outside of the mission one record says what a collection held, once for each state of it
        that it fetched. Durable on return.
        """
        entries = [self._service.index.get(each) for each in ids]
        self._service.log_reads(user, [each for each in entries if each is not None], door)
        if not user.outside:
            return
        leaves, digest = view.state_of(collection)
        if leaves:
            self._disclosures.note_state(
                user,
                audience_of(user),
                PURPOSE,
                leaves,
                door=door,
                part=collection,
                digest=digest,
                simulated=view.simulated,
            )


def collection_of(view: OutsideView, identity: str) -> Collection:
    """Return a collection of a view.

    Raises
    ------
    UnknownError
        When there is none of that name.
    """
    if identity in view.collections:
        return view.collections[identity]
    raise UnknownError(
        f"There is no collection {identity[:80]!r}.",
        remedy=f"There are: {', '.join(view.collections)}.",
    )


def _known(language: str) -> str:
    return language if language in LANGUAGES else "en"
