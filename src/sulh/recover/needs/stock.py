"""What lies in depots, by its latest count, and what handing it all out would leave missing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol, TypeVar

from sulh.languages.sentence import Word, sentence
from sulh.recover.needs.standards import Standard, convert_amount, standards

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from sulh.languages.sentence import Sentence
    from sulh.picture import Origin
    from sulh.values import Place

__all__ = ["Stock", "StockLine", "StocksHeld", "latest_stocks", "stocks_held"]


class Stock(Protocol):
    """What a count of a supply in a depot says; `respond` declares the kind, ``relief-stock``.

    `count_day` is the day of the count, None where nobody said; `unit` is l, kg, m3 or pallet.
    """

    @property
    def origin(self) -> Origin:
        """Return where it comes from."""

    @property
    def depot(self) -> str:
        """Return the depot's name."""

    @property
    def supply(self) -> str:
        """Return what lies there."""

    @property
    def quantity(self) -> Decimal:
        """Return how much, in the unit."""

    @property
    def unit(self) -> str:
        """Return the unit."""

    @property
    def count_day(self) -> date | None:
        """Return the day of the count."""

    @property
    def place(self) -> Place:
        """Return where the depot lies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StockLine:
    """One supply in all depots, in the standard's unit, beside what all places together miss.

    `depots` are the amounts by depot. What is left is never below 0.
    """

    standard: Standard
    gap_low: Decimal
    gap_high: Decimal
    depots: Mapping[str, Decimal]

    @property
    def stock(self) -> Decimal:
        """Return what lies in all depots."""
        return sum(self.depots.values(), Decimal(0))

    @property
    def left_low(self) -> Decimal:
        """Return what is missing at least, once all of it is handed out where it is needed."""
        return max(Decimal(0), self.gap_low - self.stock)

    @property
    def left_high(self) -> Decimal:
        """Return what is missing at most, once all of it is handed out where it is needed."""
        return max(Decimal(0), self.gap_high - self.stock)


@dataclass(frozen=True, slots=True, kw_only=True)
class StocksHeld:
    """Amounts in the units of the standards: by place and supply, and by supply and depot.

    `left_out` says which counts could not be added, and why.
    """

    at_place: Mapping[tuple[str, str], Decimal]
    in_depot: Mapping[str, Mapping[str, Decimal]]
    left_out: tuple[Sentence, ...] = ()


AnyStock = TypeVar("AnyStock", bound=Stock)


def latest_stocks(stocks: Iterable[AnyStock]) -> tuple[AnyStock, ...]:
    """Return the rows of the latest count of each supply in each depot, in their order.

    Counts of one day belong together and are all returned. One without a day is older than any with one.
    """
    rows = list(stocks)
    latest: dict[tuple[str, str], date] = {}
    for each in rows:
        if each.count_day is not None:
            key = _key(each)
            latest[key] = max(each.count_day, latest.get(key, each.count_day))
    return tuple(each for each in rows if each.count_day == latest.get(_key(each)))


def stocks_held(
    stocks: Sequence[Stock], *, day: date, name_of: Callable[[Place], str]
) -> StocksHeld:
    """Return what lay in the depots on a day, by the latest count up to then.

    Where several senders counted a supply of a depot in the latest count, the least of their sums holds,
    and the others are named: nobody hands out what may not be there.
    """
    left_out = [
        sentence("needs-stock-later", record=_name(each))
        for each in stocks
        if each.count_day is not None and each.count_day > day
    ]
    counts: dict[tuple[str, str], list[Stock]] = {}
    for each in latest_stocks(
        each for each in stocks if each.count_day is None or each.count_day <= day
    ):
        counts.setdefault(_key(each), []).append(each)
    at_place: dict[tuple[str, str], Decimal] = {}
    in_depot: dict[str, dict[str, Decimal]] = {}
    for rows in counts.values():
        standard = standards().get(rows[0].supply.casefold())
        if standard is None:
            left_out += [
                sentence("needs-no-standard", record=_name(each), supply=each.supply)
                for each in rows
            ]
            continue
        sums, no_unit = _sums(rows, standard)
        left_out += no_unit
        if not sums:
            continue
        holds = min(sums, key=lambda sender: (sums[sender], sender))
        depot = rows[0].depot
        if others := tuple(sorted(set(sums) - {holds})):
            left_out.append(
                sentence(
                    "needs-stock-senders",
                    depot=depot,
                    supply=Word(standard.id),
                    holds=holds,
                    others=others,
                )
            )
        in_depot.setdefault(standard.id, {})[depot] = sums[holds]
        if place := name_of(rows[0].place):
            key = (place, standard.id)
            at_place[key] = at_place.get(key, Decimal(0)) + sums[holds]
    return StocksHeld(at_place=at_place, in_depot=in_depot, left_out=tuple(left_out))


def _sums(rows: Iterable[Stock], standard: Standard) -> tuple[dict[str, Decimal], list[Sentence]]:
    """Return what each sender counted, in the standard's unit, and which rows do not measure it."""
    sums: dict[str, Decimal] = {}
    left_out = []
    for each in rows:
        amount = convert_amount(each.quantity, each.unit, standard.unit)
        if amount is None:
            supply = Word(standard.id)
            left_out.append(
                sentence("needs-no-unit", record=_name(each), unit=each.unit, supply=supply)
            )
        else:
            sums[each.origin.source] = sums.get(each.origin.source, Decimal(0)) + amount
    return sums, left_out


def _key(stock: Stock) -> tuple[str, str]:
    return stock.depot.casefold(), stock.supply.casefold()


def _name(stock: Stock) -> str:
    return f"{stock.origin.ref} ({stock.origin.source})"
