"""What people need, what came, what is missing; and who does what where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.sheet import Cell, Fact, Section, Sheet, Tone

if TYPE_CHECKING:
    from decimal import Decimal

    from sulh.recover import NeedLine, NeedsStatement, Standard

__all__ = ["first_needs_section", "needs_sheet"]

UNCHECKED = "[not checked]"
CITED = f"{UNCHECKED}: as commonly cited; not compared with the handbook's text."


def needs_sheet(statement: NeedsStatement, *, place: str = "") -> Sheet:
    """Return the page of needs; `place` is the mission's title."""
    people = statement.people
    low, high = sum(each.low for each in people), sum(each.high for each in people)
    open_ = [each for each in statement.lines if each.gap_high > 0]
    return Sheet(
        title=f"Needs and deliveries{f': {place}' if place else ''}",
        banner="SIMULATED: exercise records" if statement.simulated else "",
        subtitle=f"The {statement.days} days before {statement.at:%Y-%m-%d %H:%M} UTC",
        facts=(
            Fact(_bounds(low, high), "people in need"),
            Fact(f"{len(people):,}", "place" if len(people) == 1 else "places"),
            Fact(f"{len(open_):,} of {len(statement.lines):,}", "supplies with a gap"),
        ),
        sections=(
            _gaps(statement),
            _people(statement),
            _presence(statement),
            *_left_out(statement),
            _standards(statement),
        ),
        landscape=True,
    )


def _bounds(low: int, high: int) -> str:
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _amount(low: Decimal, high: Decimal) -> str:
    return f"{low:,f}" if low == high else f"{low:,f} to {high:,f}"


def _gaps(statement: NeedsStatement) -> Section:
    return Section(
        heading="What is missing",
        sentences=() if statement.lines else ("No people were recorded.",),
        header=("place", "supply", "unit", "need", "delivered", "missing", "planned"),
        rows=tuple(_line(each) for each in statement.lines),
        numbers=frozenset((3, 4, 5, 6)),
        wide=frozenset((0, 1)),
    )


def _line(line: NeedLine) -> tuple[str | Cell, ...]:
    tone: Tone = "good" if not line.gap_high else "doubt" if not line.gap_low else "bad"
    mark = "" if line.standard.checked else f" {UNCHECKED}"
    return (
        line.place,
        f"{line.standard.title}{mark}",
        line.standard.unit,
        _amount(line.need_low, line.need_high),
        f"{line.came:,f}",
        Cell(_amount(line.gap_low, line.gap_high), tone),
        f"{line.in_plan:,f}",
    )


def _people(statement: NeedsStatement) -> Section:
    return Section(
        heading="People",
        sentences=(
            "Where senders differ, both numbers are kept and the needs have bounds.",
            "People are rounded to tens, and fewer than ten all look the same.",
        ),
        header=("place", "people", "who says what"),
        rows=tuple(
            (
                each.place,
                _bounds(each.low, each.high),
                "; ".join(f"{who}: {number}" for who, number in each.says.items()),
            )
            for each in statement.people
        ),
        numbers=frozenset((1,)),
        wide=frozenset((2,)),
    )


def _presence(statement: NeedsStatement) -> Section:
    clusters = list(dict.fromkeys(each.cluster for each in statement.presence))
    by_place: dict[str, dict[str, tuple[str, ...]]] = {}
    for each in statement.presence:
        by_place.setdefault(each.place, {})[each.cluster] = each.organisations
    return Section(
        heading="Who does what where",
        sentences=("Delivered in these days, or planned. An empty cell is a gap.",),
        header=("place", *clusters),
        rows=tuple(
            (
                place,
                *(
                    Cell("; ".join(cells[each]), "doubt" if len(cells[each]) > 1 else "")
                    if cells[each]
                    else Cell("nobody", "bad")
                    for each in clusters
                ),
            )
            for place, cells in by_place.items()
        ),
    )


def _left_out(statement: NeedsStatement) -> tuple[Section, ...]:
    if not statement.left_out:
        return ()
    return (Section(heading="Deliveries that count for no need", bullets=statement.left_out[:100]),)


def _standards(statement: NeedsStatement) -> Section:
    used = dict.fromkeys(each.standard.id for each in statement.lines)
    by_id = {each.standard.id: each.standard for each in statement.lines}
    return Section(
        heading="The standards",
        header=("supply", "standard", "source"),
        rows=tuple(
            (
                by_id[name].title,
                f"{by_id[name].amount:f} {by_id[name].unit} for {by_id[name].per:,} "
                + ("person" if by_id[name].per == 1 else "persons")
                + (f" a {by_id[name].period}" if by_id[name].period else ""),
                _source(by_id[name]),
            )
            for name in used
        ),
        notes=(CITED,),
    )


def _source(standard: Standard) -> str:
    return standard.source + ("" if standard.checked else f" {UNCHECKED}")


def first_needs_section(statement: NeedsStatement, *, heading: str, note: str) -> Section:
    """Return what the displaced need in the first days after a disaster, before anything came."""
    lines = [each for each in statement.lines if each.need_high]
    return Section(
        heading=heading,
        header=("place", "supply", "needed", "unit", "source"),
        rows=tuple(
            (
                each.place,
                each.standard.title,
                f"{each.need_high:,f}",
                each.standard.unit,
                _source(each.standard),
            )
            for each in lines
        ),
        numbers=frozenset((2,)),
        wide=frozenset((1, 4)),
        notes=(note, *(() if all(each.standard.checked for each in lines) else (CITED,))),
    )
