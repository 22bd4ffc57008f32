"""What people need at each place by the standards, what was delivered, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sulh.languages.sentence import Word, sentence
from sulh.languages.speech import ENGLISH
from sulh.recover.needs.standards import Standard, convert_amount, standards
from sulh.recover.needs.stock import StockLine, stocks_held
from sulh.recover.returns.disclosure import release
from sulh.recover.returns.doubles import probable_doubles
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from sulh.languages.sentence import Sentence
    from sulh.languages.speech import Speech
    from sulh.recover.needs.stock import Stock
    from sulh.recover.records import Delivery, Population
    from sulh.recover.returns.disclosure import PersonCount
    from sulh.values import Place

__all__ = ["NeedLine", "NeedsStatement", "PlacePeople", "Presence", "needs_statement"]

LATER_MAX = 5
"""So many deliveries of later days are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePeople:
    """The people at a place: the bounds, where senders differ, and each sender's last word by group.

    All counts are rounded to tens, those under ten all look the same (`sulh.recover.returns.disclosure`);
    what is needed follows from the rounded ones, so that it betrays no more.
    """

    place: str
    low: int
    high: int
    says: Mapping[str, PersonCount]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedLine:
    """One supply at one place, in the standard's unit: the need's bounds, what came, and the stock there.

    `gap_low` and `gap_high` are never below 0; a surplus is no gap. Stock closes no gap before it is handed
    out: `left_low` and `left_high` are what would be missing then.
    """

    place: str
    standard: Standard
    need_low: Decimal
    need_high: Decimal
    came: Decimal
    in_plan: Decimal
    stock: Decimal = Decimal(0)

    @property
    def gap_low(self) -> Decimal:
        """Return what is missing at least."""
        return max(Decimal(0), self.need_low - self.came)

    @property
    def gap_high(self) -> Decimal:
        """Return what is missing at most."""
        return max(Decimal(0), self.need_high - self.came)

    @property
    def left_low(self) -> Decimal:
        """Return what is missing at least, once the stock of the place is handed out."""
        return max(Decimal(0), self.gap_low - self.stock)

    @property
    def left_high(self) -> Decimal:
        """Return what is missing at most, once the stock of the place is handed out."""
        return max(Decimal(0), self.gap_high - self.stock)


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Who works in a cluster at a place; nobody: a gap, several: a reason to talk to each other."""

    place: str
    cluster: str
    organisations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsStatement:
    """Needs over the `days` before a moment (UTC), by place.

    `stocks` are the supplies that lie in depots, wherever these are, beside what all places miss. `left_out`
    says which deliveries and counts of stock count for no need, and why; `doubles` are names that may be of
    one place.
    """

    at: datetime
    days: int
    people: tuple[PlacePeople, ...]
    lines: tuple[NeedLine, ...]
    presence: tuple[Presence, ...]
    left_out: tuple[Sentence, ...]
    doubles: tuple[tuple[str, ...], ...] = ()
    stocks: tuple[StockLine, ...] = ()
    simulated: bool = False

    def content(self, speech: Speech = ENGLISH) -> dict[str, Any]:
        """Return it in types that JSON has; amounts are texts, exact, and sentences in a language."""
        return {
            "at": format_utc(self.at),
            "days": self.days,
            "simulated": self.simulated,
            "people": [
                {
                    "place": each.place,
                    "low": each.low,
                    "high": each.high,
                    "says": {who: [count.low, count.high] for who, count in each.says.items()},
                }
                for each in self.people
            ],
            "needs": [
                {
                    "place": each.place,
                    "supply": each.standard.id,
                    "cluster": each.standard.cluster,
                    "unit": each.standard.unit,
                    "need": [f"{each.need_low:f}", f"{each.need_high:f}"],
                    "delivered": f"{each.came:f}",
                    "planned": f"{each.in_plan:f}",
                    "gap": [f"{each.gap_low:f}", f"{each.gap_high:f}"],
                    "stock": f"{each.stock:f}",
                    "left": [f"{each.left_low:f}", f"{each.left_high:f}"],
                    "source": each.standard.source,
                    "cited": each.standard.cited,
                    "checked": each.standard.checked,
                }
                for each in self.lines
            ],
            "stocks": [
                {
                    "supply": each.standard.id,
                    "unit": each.standard.unit,
                    "gap": [f"{each.gap_low:f}", f"{each.gap_high:f}"],
                    "depots": {name: f"{amount:f}" for name, amount in each.depots.items()},
                    "stock": f"{each.stock:f}",
                    "left": [f"{each.left_low:f}", f"{each.left_high:f}"],
                }
                for each in self.stocks
            ],
            "presence": [
                {
                    "place": each.place,
                    "cluster": each.cluster,
                    "organisations": list(each.organisations),
                }
                for each in self.presence
            ],
            "left_out": [each.said(speech) for each in self.left_out],
            "probable_doubles": [list(each) for each in self.doubles],
        }


def needs_statement(
    populations: Sequence[Population],
    deliveries: Sequence[Delivery],
    *,
    at: datetime,
    days: int = 30,
    stocks: Sequence[Stock] = (),
    simulated: bool = False,
) -> NeedsStatement:
    """Return what is needed and what came in the `days` before a moment.

    People are those last counted before the moment. Supplies that are used up count when they came within
    the days; those that stay count from the day they came. What is planned or
    ongoing is shown as planned, and closes no gap. Of `stocks` the latest count up to that day (UTC) holds;
    stock stands beside the gap, at the place where its depot lies and over all places, and closes none.
    """
    so_far = [each for each in populations if each.span.start < at]
    places = [each.place for each in so_far] + [each.place for each in deliveries]
    places += [each.place for each in stocks]
    name_of = place_names(places)
    people = _people(so_far, name_of)
    begin = at - timedelta(days=days)
    sums, left_out = _sums(deliveries, begin, at, name_of)
    stock = stocks_held(stocks, day=at.date(), name_of=name_of)
    lines = tuple(
        NeedLine(
            place=each.place,
            standard=standard,
            need_low=standard.need(each.low, days),
            need_high=standard.need(each.high, days),
            came=sums.get((each.place, standard.id, "delivered"), Decimal(0)),
            in_plan=sums.get((each.place, standard.id, "planned"), Decimal(0)),
            stock=stock.at_place.get((each.place, standard.id), Decimal(0)),
        )
        for each in people
        for standard in standards().values()
    )
    zero = Decimal(0)
    presence = _presence(people, deliveries, begin, at, name_of)
    return NeedsStatement(
        at=at,
        days=days,
        people=people,
        lines=lines,
        presence=presence,
        left_out=(*left_out, *stock.left_out),
        doubles=probable_doubles(
            [each.place for each in people] + [each.place for each in presence]
        ),
        stocks=tuple(
            StockLine(
                standard=standard,
                gap_low=sum((each.gap_low for each in lines if each.standard is standard), zero),
                gap_high=sum((each.gap_high for each in lines if each.standard is standard), zero),
                depots=dict(sorted(stock.in_depot[standard.id].items())),
            )
            for standard in standards().values()
            if standard.id in stock.in_depot
        ),
        simulated=simulated,
    )


def place_names(places: Iterable[Place]) -> Callable[[Place], str]:
    """Return the function that says what each of these places is called in a table: its name and district.

    A district that is called as the place itself says nothing and is left out. A place without a district is
    the one of that name, if only one district has it: a report by coordinates and one by a P-code or a name of
    the gazetteer are of one place. Where several districts have the name, it stays apart: nothing is guessed.
    """
    districts: dict[str, set[str]] = {}
    for each in places:
        if district := _district(each):
            districts.setdefault(each.name, set()).add(district)

    def name_of(place: Place) -> str:
        own = _district(place)
        if not own and place.name and len(districts.get(place.name, ())) == 1:
            own = next(iter(districts[place.name]))
        return ", ".join(filter(None, (place.name, own)))

    return name_of


def _district(place: Place) -> str:
    return "" if place.district.casefold() == place.name.casefold() else place.district


def _people(
    populations: Iterable[Population], name_of: Callable[[Place], str]
) -> tuple[PlacePeople, ...]:
    """Return the people by place: of one sender and group the last record counts.

    For each group the senders' least and most give the bounds; the groups are added. Host communities are
    not in need of themselves and do not count.
    """
    last: dict[tuple[str, str, str], Population] = {}
    for each in populations:
        if each.group == "host":
            continue
        key = (name_of(each.place), each.group, each.origin.source)
        if key not in last or last[key].span.start <= each.span.start:
            last[key] = each
    places: dict[str, dict[str, list[tuple[str, PersonCount]]]] = {}
    for (place, group, source), each in last.items():
        places.setdefault(place, {}).setdefault(group, []).append((source, release(each.people)))
    return tuple(
        PlacePeople(
            place=place,
            low=sum(min(count.low for _, count in words) for words in groups.values()),
            high=sum(max(count.high for _, count in words) for words in groups.values()),
            says={
                f"{group}, {source}": count
                for group, words in sorted(groups.items())
                for source, count in words
            },
        )
        for place, groups in sorted(places.items())
    )


def _sums(
    deliveries: Sequence[Delivery],
    begin: datetime,
    at: datetime,
    name_of: Callable[[Place], str],
) -> tuple[dict[tuple[str, str, str], Decimal], tuple[Sentence, ...]]:
    """Return what came by place, supply and progress, and which deliveries could not be added."""
    sums: dict[tuple[str, str, str], Decimal] = {}
    left_out = []
    later = [
        f"{each.origin.ref} ({each.origin.source})"
        for each in deliveries
        if each.progress == "delivered" and each.span.start >= at
    ]
    if later:
        more = ("…",) if len(later) > LATER_MAX else ()
        left_out.append(
            sentence("needs-later", count=len(later), records=(*later[:LATER_MAX], *more))
        )
    for each in deliveries:
        if each.progress == "delivered" and each.span.start >= at:
            continue
        standard = standards().get(each.supply.casefold())
        name = f"{each.origin.ref} ({each.origin.source})"
        if standard is None:
            left_out.append(sentence("needs-no-standard", record=name, supply=each.supply))
            continue
        if standard.period and each.progress == "delivered" and each.span.start < begin:
            continue
        amount = None
        if each.quantity is not None:
            amount = convert_amount(each.quantity, each.unit, standard.unit)
        if amount is None:
            left_out.append(
                sentence("needs-no-unit", record=name, unit=each.unit, supply=Word(standard.id))
                if each.unit
                else sentence("needs-no-quantity", record=name)
            )
            continue
        progress = "delivered" if each.progress == "delivered" else "planned"
        key = (name_of(each.place), standard.id, progress)
        sums[key] = sums.get(key, Decimal(0)) + amount
    return sums, tuple(left_out)


def _presence(
    people: Iterable[PlacePeople],
    deliveries: Iterable[Delivery],
    begin: datetime,
    at: datetime,
    name_of: Callable[[Place], str],
) -> tuple[Presence, ...]:
    """Return who delivered in the days, plans to, or is at it, for each place with people and each cluster."""
    who: dict[tuple[str, str], set[str]] = {}
    clusters = dict.fromkeys(each.cluster for each in standards().values())
    for each in deliveries:
        if each.progress != "delivered" or begin <= each.span.start < at:
            standard = standards().get(each.supply.casefold())
            cluster = standard.cluster if standard else each.cluster
            if cluster:
                clusters[cluster] = None
                who.setdefault((name_of(each.place), cluster), set()).add(each.organisation)
    names = dict.fromkeys([each.place for each in people] + [place for place, _ in who])
    return tuple(
        Presence(
            place=place,
            cluster=cluster,
            organisations=tuple(sorted(who.get((place, cluster), ()))),
        )
        for place in names
        for cluster in clusters
    )
