"""The page of threats: indicators as an account may have them, their state, what is safe to block.

All of it comes from the shelves that TAXII serves, so that the page, its files and a TAXII client say the
same: nothing of TLP:RED, and nothing that names an object which the account may not have.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sulh.languages.refusals import refusal
from sulh.server.middleware.errors import ForbiddenError, UnknownError
from sulh.share.threats import blocklist
from sulh.values import format_utc, parse_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sulh.server.access.principal import Principal
    from sulh.server.share.taxii import TaxiiDoor
    from sulh.share.threats.blocklist import Blocklist
    from sulh.share.threats.shelf_item import ShelfItem
    from sulh.share.threats.taxii import Collection

__all__ = [
    "Indicator",
    "IndicatorState",
    "blocked_items",
    "indicators_of",
    "last_items",
    "named_collection",
    "why_not_blocked",
]

IndicatorState = Literal["valid", "expired", "revoked", "not-yet"]
"""Whether an indicator holds at a moment (STIX 2.1: `valid_from`, `valid_until`, `revoked`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """An indicator as it holds at a moment: `sightings` counts how often it was seen, as far as is known.

    `fields` are its properties (STIX 2.1), `maker` is the name of who made it, `texts` are what a search looks
    through. Empty: nobody said it.
    """

    item: ShelfItem
    fields: dict[str, Any]
    state: IndicatorState
    maker: str = ""
    sightings: int = 0
    last_seen: str = ""
    texts: tuple[str, ...] = ()

    @property
    def confidence(self) -> int | None:
        """Return how sure its maker is, 0 to 100; None where nobody said it."""
        value = self.fields.get("confidence")
        return value if isinstance(value, int) and not isinstance(value, bool) else None


def named_collection(taxii: TaxiiDoor, user: Principal, name: str) -> Collection:
    """Return the collection of a name that an account reads.

    Raises
    ------
    UnknownError
        When there is none, or the account does not read it: the answer is the same for both.
    """
    for each in taxii.listed(user):
        if each.name == name and taxii.may_read(user, each):
            return each
    raise refusal(UnknownError, "no-collection")


def last_items(
    taxii: TaxiiDoor,
    user: Principal,
    collection: str = "",
    *,
    as_of: datetime | None = None,
    simulated: bool = False,
) -> list[ShelfItem]:
    """Return the last version of each object that an account may have, of one collection or of all it reads.

    `as_of` (UTC): of those that had been added by then.

    Raises
    ------
    ForbiddenError
        When the token does not allow reading.
    UnknownError
        When it reads no collection of that name.
    """
    if "read" not in user.scopes:
        raise refusal(ForbiddenError, "token-no-read")
    readable = [each for each in taxii.listed(user) if taxii.may_read(user, each)]
    if collection:
        readable = [named_collection(taxii, user, collection)]
    items: list[ShelfItem] = []
    for each in readable:
        items += taxii.last_items(user, each, as_of, simulated=simulated)
    return items


def indicators_of(items: Iterable[ShelfItem], at: datetime) -> list[Indicator]:
    """Return the indicators among objects as they hold at a moment (UTC), the one added last first."""
    names: dict[str, str] = {}
    seen: dict[str, tuple[int, str]] = {}
    sighting_ids: set[str] = set()
    pairs: list[tuple[ShelfItem, dict[str, Any]]] = []
    for item in items:
        kind = item.type
        if kind not in {"identity", "indicator", "sighting"}:
            continue
        fields = item.object.fields
        if kind == "identity":
            names[item.id] = str(fields.get("name", ""))
        elif kind == "indicator":
            pairs.append((item, fields))
        elif fields.get("revoked") is not True and item.id not in sighting_ids:
            sighting_ids.add(item.id)  # it may stand in two collections
            of = str(fields.get("sighting_of_ref"))
            count, last = seen.get(of, (0, ""))
            number = fields.get("count", 1)
            more = number if isinstance(number, int) and number > 0 else 1
            seen[of] = count + more, max(last, _time_text(fields.get("last_seen")))
    indicators = []
    for item, fields in pairs:
        maker = names.get(str(fields.get("created_by_ref")), "")
        sightings, last_seen = seen.get(item.id, (0, ""))
        indicators.append(
            Indicator(
                item=item,
                fields=fields,
                state=_state_at(fields, at),
                maker=maker,
                sightings=sightings,
                last_seen=last_seen,
                texts=(
                    item.id,
                    str(fields.get("name", "")),
                    str(fields.get("description", "")),
                    str(fields.get("pattern", "")),
                    maker,
                ),
            )
        )
    return sorted(indicators, key=lambda each: (each.item.added, each.item.place), reverse=True)


def _state_at(fields: dict[str, Any], at: datetime) -> IndicatorState:
    if fields.get("revoked") is True:
        return "revoked"
    begin, end = (_time(fields.get(name)) for name in ("valid_from", "valid_until"))
    if begin is not None and begin > at:
        return "not-yet"
    return "expired" if end is not None and end <= at else "valid"


def _time(value: Any) -> datetime | None:
    try:
        return parse_utc(value)
    except (ValueError, TypeError, OverflowError, AttributeError):
        return None


def _time_text(value: Any) -> str:
    time = _time(value)
    return format_utc(time) if time is not None else ""


def why_not_blocked(indicator: Indicator, at: datetime, own: frozenset[str]) -> str:
    """Return why no sign of an indicator is safe to block by itself at a moment; empty: one is."""
    blocked = blocklist([indicator.fields], moment=at, own=own)
    if blocked.domains or blocked.networks:
        return ""
    return blocked.out[0].why if blocked.out else "unusable"


def blocked_items(
    items: Sequence[ShelfItem], at: datetime, own: frozenset[str], confidence_min: int
) -> tuple[Blocklist, list[ShelfItem]]:
    """Return what is safe to block of indicators, and the objects that it says something of.

    Raises
    ------
    InputError
        When an entry of `own` is neither a domain name nor a network.
    """
    indicators = [each for each in items if each.type == "indicator"]
    whole = blocklist(
        [each.object.fields for each in indicators],
        moment=at,
        own=own,
        confidence_min=confidence_min,
    )
    used = []
    for each in indicators:
        one = blocklist([each.object.fields], moment=at, own=own, confidence_min=confidence_min)
        if one.domains or one.networks:
            used.append(each)
    return whole, used
