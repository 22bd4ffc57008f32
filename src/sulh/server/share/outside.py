"""Accounts and records as the gate of `sulh.share` sees them: every door of the server goes through here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.ledger.tlp import Tlp
from sulh.server.access.policy import strictest
from sulh.server.access.unrated import rated_by_others
from sulh.share import PURPOSES, Audience, Coarsening, Guarded, public_audience

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sulh.ledger import Record
    from sulh.mission import Pack
    from sulh.server.access.principal import Principal
    from sulh.server.records.record_index import RecordIndex

__all__ = ["agreed_words", "audience_of", "guarded_records", "public_of"]


def audience_of(user: Principal) -> Audience:
    """Return the audience that an account is, when something leaves to it through a door for programs.

    It may have what its role reads of others' records, at most TLP:AMBER+STRICT, and what is released to its
    party or nation. Outside of the console nobody can say who reads it, so that TLP:RED never leaves,
    not even to a watch officer. A role that reads no records is cleared for TLP:CLEAR.
    """
    limit = strictest(user.role, "read", "other")
    return Audience(
        name=user.party or user.role,
        clearance=Tlp.CLEAR if limit is None else min(limit, Tlp.AMBER_STRICT),
        purposes=frozenset(PURPOSES),
        names=frozenset({user.party} - {""}),
    )


def public_of(pack: Pack) -> Audience:
    """Return the public, for which days begin where the mission's do."""
    return public_audience(Coarsening(timezone=pack.timezone))


def guarded_records(records: Iterable[Record], index: RecordIndex) -> Iterator[Guarded]:
    """Yield records, in order, with what guards them now; one that the index does not know yet stays out."""
    for record in records:
        entry = index.get(record.id)
        if entry is not None:
            yield Guarded(
                record=record,
                marking=entry.marking,
                released=entry.released,
                problem=entry.problem,
                is_claim=rated_by_others(record.author),
            )


def agreed_words(pack: Pack) -> frozenset[str]:
    """Return the words that the agreements themselves use: names of actors, ids of acts and items.

    They name parties and never people, so that they may leave for the public.
    """
    actors = (
        name
        for each in pack.actors.values()
        for name in (each.id, each.name, *(alias.name for alias in each.aliases))
    )
    return frozenset(map(str, (*actors, *pack.acts, *pack.items)))
