"""The page of threats: indicators as an account may have them, their state, what is safe to block.

All of it comes from the shelves that TAXII serves, so that the page, its files and a TAXII client say the
same: nothing of TLP:RED, and nothing that names an object which the account may not have. A collection may
hold a million objects: what is not shown is looked at in columns, and nothing makes a list of objects.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from sulh.languages.refusals import refusal
from sulh.server.errors import ForbiddenError, UnknownError
from sulh.share.threats.blocklist import blocklist, is_own, listed, own_signs
from sulh.share.threats.stock import NO_NAME, NO_TIME, microseconds
from sulh.values import format_utc, parse_utc

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from numpy.typing import NDArray

    from sulh.server.access.principal import Principal
    from sulh.server.share.taxii import TaxiiDoor
    from sulh.share.threats.blocklist import Blocklist, Sign
    from sulh.share.threats.shelf import Shelf
    from sulh.share.threats.shelf_item import ShelfItem

__all__ = [
    "Indicator",
    "IndicatorState",
    "ThreatView",
    "threat_view",
    "why_not_blocked",
]

IndicatorState = Literal["valid", "expired", "revoked", "not-yet"]
"""Whether an indicator holds at a moment (STIX 2.1: `valid_from`, `valid_until`, `revoked`)."""
STATES: tuple[IndicatorState, ...] = ("valid", "expired", "not-yet", "revoked")
MAKERS_KEPT = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """An indicator as it holds at a moment: `sightings` counts how often it was seen, as far as is known.

    `fields` are its properties (STIX 2.1), `maker` is the name of who made it. Empty: nobody said it.
    """

    item: ShelfItem
    fields: dict[str, Any]
    state: IndicatorState
    maker: str = ""
    sightings: int = 0
    last_seen: str = ""

    @property
    def confidence(self) -> int | None:
        """Return how sure its maker is, 0 to 100; None where nobody said it."""
        value = self.fields.get("confidence")
        return value if isinstance(value, int) and not isinstance(value, bool) else None


def threat_view(
    taxii: TaxiiDoor,
    user: Principal,
    collection: str = "",
    *,
    at: datetime,
    as_of: datetime | None = None,
    simulated: bool = False,
) -> ThreatView:
    """Return the last version of each object that an account may have, of one collection or of all it reads.

    `at` (UTC): indicators with their state at this moment; `as_of` (UTC): of those that had been added by then.

    Raises
    ------
    ForbiddenError
        When the token does not allow reading.
    UnknownError
        When there is no collection of that name, or it does not read it: the answer is the same for both.
    """
    if "read" not in user.scopes:
        raise refusal(ForbiddenError, "token-no-read")
    readable = [
        each
        for each in taxii.listed(user)
        if taxii.may_read(user, each) and collection in {"", each.name}
    ]
    if collection and not readable:
        raise refusal(UnknownError, "no-collection")
    shelf, places = taxii.last_places(user, readable, as_of, simulated=simulated)
    return ThreatView(shelf=shelf, places=np.sort(_column(places)), at=at)


def _column(values: array[int]) -> NDArray[Any]:
    """Return a column as it is now: it may grow meanwhile, which it could not while numpy looks at it."""
    return np.frombuffer(values[:], dtype=values.typecode)


@dataclass(frozen=True, kw_only=True)
class ThreatView:
    """Objects by their `places` on a shelf, in the order added; without a shelf there are none."""

    shelf: Shelf | None
    places: NDArray[np.int32]
    at: datetime

    def items(self, places: NDArray[np.int32] | None = None) -> Iterator[ShelfItem]:
        """Yield objects one by one, in the order added."""
        if self.shelf is not None:
            for place in self.places if places is None else places:
                yield self.shelf.item(int(place))

    @cached_property
    def _numbers(self) -> NDArray[np.int32]:
        """Return the numbers of the objects in the stock."""
        if self.shelf is None:
            return np.empty(0, dtype=np.int32)
        return _column(self.shelf.numbers)[self.places]

    @cached_property
    def _types(self) -> NDArray[Any]:
        if self.shelf is None:
            return np.empty(0, dtype=np.int32)
        return _column(self.shelf.stock.type_of)[self._numbers]

    @cached_property
    def _is_indicator(self) -> NDArray[np.bool_]:
        number = self.shelf.stock.types.get("indicator") if self.shelf is not None else None
        are: NDArray[np.bool_] = self._types == (-1 if number is None else number)
        return are

    @cached_property
    def _states(self) -> NDArray[np.int8]:
        """Return the place in `STATES` of each indicator's state, in the order added."""
        if self.shelf is None:
            return np.empty(0, dtype=np.int8)
        numbers, stock = self._numbers[self._is_indicator], self.shelf.stock
        now = microseconds(self.at)
        begin, end = _column(stock.from_of)[numbers], _column(stock.until_of)[numbers]
        states = np.zeros(len(numbers), dtype=np.int8)
        states[(end != NO_TIME) & (end <= now)] = STATES.index("expired")
        states[begin > now] = STATES.index("not-yet")
        states[_column(stock.revoked_of)[numbers] != 0] = STATES.index("revoked")
        return states

    def state_counts(self) -> dict[str, int]:
        """Return how many indicators are in each state."""
        counts = np.bincount(self._states, minlength=len(STATES))
        return {
            name: int(counts[STATES.index(name)])
            for name in sorted(STATES)
            if counts[STATES.index(name)]
        }

    def other_counts(self) -> dict[str, int]:
        """Return how many objects there are of each other type."""
        if self.shelf is None:
            return {}
        types, counts = np.unique(self._types[~self._is_indicator], return_counts=True)
        names = (self.shelf.stock.types[each] for each in types)
        return dict(sorted(zip(names, map(int, counts), strict=True)))

    def indicators(
        self, first: int, limit: int, *, state: str = "", words: str = ""
    ) -> tuple[int, list[Indicator]]:
        """Return how many indicators fit a state and words, and some of them, the one added last first."""
        fits = self._states == STATES.index(state) if state in STATES else self._states >= 0
        codes = self._states[fits][::-1]
        places = self.places[self._is_indicator][fits][::-1]
        if words:
            keep = self._fitting(words)[fits][::-1]
            codes, places = codes[keep], places[keep]
        part = slice(first, first + limit)
        some = zip(places[part], codes[part], strict=True)
        return len(places), [self._indicator(int(place), STATES[code]) for place, code in some]

    def _fitting(self, words: str) -> NDArray[np.bool_]:
        """Say of each indicator, in the order added, whether each word stands in its text or maker's name."""
        numbers = self._numbers[self._is_indicator]
        fits = np.ones(len(numbers), dtype=np.bool_)
        if self.shelf is None:
            return fits
        stock = self.shelf.stock
        makers, maker_of = np.unique(_column(stock.maker_of)[numbers], return_inverse=True)
        names = [self._maker(stock.names[each]) if each != NO_NAME else "" for each in makers]
        for word in words.casefold().split():
            of_maker = np.fromiter((word in each.casefold() for each in names), bool, len(names))
            fits &= stock.texts.holding(word)[numbers] | of_maker[maker_of]
        return fits

    def _indicator(self, place: int, state: IndicatorState) -> Indicator:
        (item,) = self.items(np.array([place]))
        fields = item.object.fields
        sightings, last_seen = self._seen(item.id)
        return Indicator(
            item=item,
            fields=fields,
            state=state,
            maker=self._maker(str(fields.get("created_by_ref"))),
            sightings=sightings,
            last_seen=last_seen,
        )

    @cached_property
    def _maker(self) -> Any:
        """Return what returns the name of an identity by its id."""
        shelf = self.shelf

        @lru_cache(maxsize=MAKERS_KEPT)
        def maker(identity: str) -> str:
            places = shelf.places_of(identity) if shelf is not None else []
            last = [each for each in places if self._has(each)]
            if not last or shelf is None or shelf.item(last[-1]).type != "identity":
                return ""
            return str(shelf.item(last[-1]).object.fields.get("name", ""))

        return maker

    def _has(self, place: int) -> bool:
        where = int(np.searchsorted(self.places, place))
        return where < len(self.places) and int(self.places[where]) == place

    def _seen(self, identity: str) -> tuple[int, str]:
        """Return how often an indicator was seen, and when last; a sighting counts once, wherever it is."""
        shelf = self.shelf
        number = shelf.stock.names.get(identity) if shelf is not None else None
        if shelf is None or number is None:
            return 0, ""
        places = {
            place
            for record in shelf.stock.naming.get(number, ())[:]
            for place in shelf.places_of_record(record)
            if self._has(place)
        }
        count, last = 0, ""
        ids: set[str] = set()
        for item in map(shelf.item, sorted(places)):
            if item.type != "sighting" or item.id in ids:
                continue
            fields = item.object.fields
            if fields.get("revoked") is True or fields.get("sighting_of_ref") != identity:
                continue
            ids.add(item.id)
            times = fields.get("count", 1)
            count += times if isinstance(times, int) and times > 0 else 1
            last = max(last, _time_text(fields.get("last_seen")))
        return count, last

    def blocked(
        self, own: frozenset[str], confidence_min: int
    ) -> tuple[Blocklist, NDArray[np.int32]]:
        """Return what is safe to block, and the places of the indicators that say so.

        Raises
        ------
        InputError
            When an entry of `own` is neither a domain name nor a network.
        """
        own = own_signs(own)
        signs: set[Sign] = set()
        used = array("i")
        if self.shelf is not None:
            holds = self._states == STATES.index("valid")
            places, stock = self.places[self._is_indicator][holds], self.shelf.stock
            numbers = map(int, self._numbers[self._is_indicator][holds])
            for at, several in stock.signs.of(stock, numbers, confidence_min):
                blocked = [each for each in several if not is_own(each, own)]
                if blocked:
                    signs.update(blocked)
                    used.append(int(places[at]))
        return listed(signs), _column(used)


def _time_text(value: Any) -> str:
    try:
        return format_utc(parse_utc(value))
    except (ValueError, TypeError, OverflowError, AttributeError):
        return ""


def why_not_blocked(indicator: Indicator, at: datetime, own: frozenset[str]) -> str:
    """Return why no sign of an indicator is safe to block by itself at a moment; empty: one is."""
    blocked = blocklist([indicator.fields], moment=at, own=own)
    if blocked.domains or blocked.networks:
        return ""
    return blocked.out[0].why if blocked.out else "unusable"
