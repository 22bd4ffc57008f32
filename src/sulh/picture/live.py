"""A picture that is kept: new records change the rows that they touch, and no others.

Records may come at any time and late: an amendment before what it amends, another site's with times long
past. What holds of a record depends on its *component*: what amends it, what that amends, and the records of
the same sender and key. Only the components of new records are folded again, by the functions that fold a
whole ledger.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from sulh.ledger import AMENDMENTS, effective
from sulh.picture.tables import TableBuilder, Tables
from sulh.picture.versions import Version, sender_and_ref, told_once

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sulh.ledger import Effective, Record
    from sulh.picture.kind import Registry

__all__ = ["Change", "LivePicture", "LiveState"]

INDEX: dict[str, Any] = {
    "id": pl.String,
    "time": pl.Datetime("us", "UTC"),
    "site": pl.String,
    "seq": pl.Int64,
    "key": pl.UInt64,
    "target": pl.String,
}
CHUNKS_MAX = 16
Order = tuple[Any, str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The rows that some new records took out of the tables, and the rows that they put in."""

    before: Tables
    after: Tables


@dataclass(slots=True, kw_only=True)
class LiveState:
    """What a picture keeps: one row of `index` a record that counts, in the order recorded.

    `numbers` are those of the keys in the tables; `versions` each with the places of its two records in
    the order recorded.
    """

    index: pl.DataFrame
    tables: Tables
    numbers: dict[tuple[str, str, str], int] = field(default_factory=dict)
    versions: dict[tuple[Order, Order], Version] = field(default_factory=dict)


class LivePicture:
    """The tables of the records so far, real or simulated, for one who adds records as they come.

    `tables` are those that a fold of all records gives, but `Tables.ids` also holds records that stand in no
    table. `check` says of a kind and a body why the body does not fit, `fetch` returns a record that came
    before, by its site and place in the chain.
    """

    def __init__(
        self,
        kinds: Registry,
        *,
        check: Callable[[str, Any], str],
        fetch: Callable[[str, int], Record],
        simulated: bool = False,
        state: LiveState | None = None,
    ) -> None:
        self._kinds = kinds
        self._check = check
        self._fetch = fetch
        self._simulated = simulated
        empty = TableBuilder(kinds)
        empty.add(())
        self._none = Change(before=empty.tables(), after=empty.tables())
        self.state = state or LiveState(
            index=pl.DataFrame(schema=INDEX), tables=empty.tables(simulated=simulated)
        )

    @property
    def tables(self) -> Tables:
        """Return what holds, as tables."""
        return self.state.tables

    @property
    def versions(self) -> tuple[Version, ...]:
        """Return the reports in two versions, in the order recorded."""
        return tuple(self.state.versions[key] for key in sorted(self.state.versions))

    def add(self, records: Sequence[Record]) -> Change:
        """Add records that came in; return which rows changed. No record may be added twice."""
        usable = sorted((each for each in records if self._counts(each)), key=_order)
        if not usable:
            return self._none
        was_empty = not self.state.index.height
        self._add_to_index(usable)
        component = usable if was_empty else self._component(usable)
        reports, versions = told_once(component, effective(component))
        orders = {each.id: _order(each) for each in component}
        self.state.versions = {
            key: each
            for key, each in self.state.versions.items()
            if each.in_use not in orders and each.aside not in orders
        } | {(orders[each.in_use], orders[each.aside]): each for each in versions}
        return self._replace(component, reports)

    def _counts(self, record: Record) -> bool:
        return (
            record.simulated == self._simulated
            and (record.kind in AMENDMENTS or sender_and_ref(record) is not None)
            and not self._check(record.kind, record.body)
        )

    def _add_to_index(self, records: list[Record]) -> None:
        index = self.state.index
        later = pl.DataFrame(
            [
                (each.id, each.recorded_at, each.site, each.seq, _key_hash(each), _target(each))
                for each in records
            ],
            schema=INDEX,
            orient="row",
        )
        both = pl.concat([index, later])
        last = index.tail(1).select("time", "site", "seq").rows()
        if last and last[0] > _order(records[0]):  # another site's, which came in late
            both = both.with_row_index("was").sort("time", "site", "seq")
            places = both["was"].arg_sort().to_numpy()[: index.height].astype(np.int64)
            both = both.drop("was")
            self.state.tables = self.tables.renumbered(places, both["id"])
        self.state.index = both.rechunk() if both.n_chunks() > CHUNKS_MAX else both

    def _component(self, records: list[Record]) -> list[Record]:
        """Return the records that together say what holds of some, with these, in order."""
        members = {each.id: each for each in records}
        latest = records
        while latest:
            ids = [each.id for each in latest]
            targets = [each for each in map(_target, latest) if each]
            keys = [each for each in map(_key_hash, latest) if each is not None]
            rows = self.state.index.filter(
                pl.col("id").is_in(targets)
                | pl.col("target").is_in(ids)
                | pl.col("key").is_in(pl.Series(keys, dtype=pl.UInt64).implode())
            )
            latest = [
                self._fetch(site, seq)
                for identity, site, seq in rows.select("id", "site", "seq").iter_rows()
                if identity not in members
            ]
            members |= {each.id: each for each in latest}
        return sorted(members.values(), key=_order)

    def _replace(self, component: list[Record], reports: tuple[Effective, ...]) -> Change:
        """Exchange the rows of a component for what holds now."""
        ids = self.state.index["id"]
        ours = pl.Series([each.id for each in component])
        at = ids.is_in(ours.implode()).arg_true()
        places = dict(zip(ids.gather(at), at.to_list(), strict=True))
        builder = TableBuilder(self._kinds, self.state.numbers, self._none.after)
        rows = [(each.id, each.kind, each.body) for each in reports if each.kind in self._kinds]
        builder.add(rows)
        after = builder.tables(simulated=self._simulated).renumbered(
            np.array([places[identity] for identity, _, _ in rows], dtype=np.int64), ids
        )
        own = np.array(list(places.values()), dtype=np.int64)
        leaves = {
            name: np.isin(self.tables.frames[name]["index"].to_numpy(), own)
            for name in self.tables.names.values()
        }
        before, rest = self._none.before, self.tables
        if any(each.any() for each in leaves.values()):
            before = self.tables.rows_where(leaves)
            rest = self.tables.rows_where({name: ~each for name, each in leaves.items()})
        self.state.tables = _rechunked(rest.joined(after))
        return Change(before=before, after=after)


def _rechunked(tables: Tables) -> Tables:
    frames = {
        name: frame.rechunk() if frame.n_chunks() > CHUNKS_MAX else frame
        for name, frame in tables.frames.items()
    }
    return Tables(
        ids=tables.ids,
        frames=frames,
        names=tables.names,
        simulated=tables.simulated,
        parents=tables.parents,
    )


def _order(record: Record) -> Order:
    return record.recorded_at, record.site, record.seq


def _key_hash(record: Record) -> int | None:
    """Return a number for the sender and key of a report; two that share one cost time, no more."""
    key = None if record.kind in AMENDMENTS else sender_and_ref(record)
    if key is None:
        return None
    content = "\0".join(key).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(content, digest_size=8).digest(), "big")


def _target(record: Record) -> str | None:
    """Return the id of the record that an amendment is about."""
    if record.kind not in AMENDMENTS:
        return None
    return str(record.body["corrects" if record.kind == "correction" else "retracts"])
