"""Pages of returns and of hazardous areas."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sulh.report.sheet import Cell, Fact, Section, Sheet, Tone

if TYPE_CHECKING:
    from sulh.recover import ConditionLine, HazardStatement, PlaceReadiness, ReturnsStatement

__all__ = ["hazards_sheet", "returns_sheet"]

TONES: dict[str, Tone] = {"met": "good", "partly": "doubt", "not-met": "bad", "unknown": "soft"}
STATES = {"met": "yes", "partly": "partly", "not-met": "no", "unknown": "unknown"}
INDEX = (
    "The index is the weighted share of the conditions that hold: the low end if all that is unknown fails, "
    "the high end if it holds. A place where security, hazards or free choice is a no comes last, whatever "
    "its index is."
)
ROUNDED = (
    "People are rounded to tens before anything is added, and fewer than ten all look the same, so that "
    "nobody can be picked out."
)


def returns_sheet(statement: ReturnsStatement, *, place: str = "") -> Sheet:
    """Return the page of returns; `place` is the mission's title."""
    waits = [each for each in statement.readiness if each.stops]
    home = [each.people for each in statement.flows if each.movers == "returnee"]
    low, high = sum(each.low for each in home), sum(each.high for each in home)
    return Sheet(
        title=f"Returns{f': {place}' if place else ''}",
        banner="SIMULATED: exercise records" if statement.simulated else "",
        subtitle=f"{statement.since:%Y-%m-%d} to {statement.at:%Y-%m-%d %H:%M} UTC",
        facts=(
            Fact(f"{low:,} to {high:,}" if home else "nobody", "returned, as reported"),
            Fact(
                f"{len(statement.readiness):,}",
                "place" if len(statement.readiness) == 1 else "places",
            ),
            Fact(f"{len(waits):,}", "where nobody should be encouraged to return"),
        ),
        sections=(
            _readiness(statement),
            _conditions(statement),
            _reasons(statement),
            _flows(statement),
            *_contradictions(statement),
            _room(statement),
            _monitoring(statement),
        ),
        landscape=True,
    )


def _readiness(statement: ReturnsStatement) -> Section:
    changed = {name: weight for name, weight in statement.weights.items() if weight != 1}
    weights = ", ".join(f"{name} {weight:g}" for name, weight in changed.items())
    return Section(
        heading="How ready each place is",
        sentences=(
            INDEX,
            f"Weights other than 1: {weights}." if weights else "All conditions have the weight 1.",
        ),
        header=(
            "rank",
            "place",
            "index",
            "rank with other weights",
            "must wait for",
            "not assessed",
        ),
        rows=tuple(_ready(each) for each in statement.readiness),
        numbers=frozenset((0, 2, 3)),
        wide=frozenset((4, 5)),
        notes=(
            "Rank with other weights: the best and the worst when each weight in turn is halved and doubled.",
            "The index and its weights are Sulh's own, not a standard's.",
        ),
    )


def _ready(each: PlaceReadiness) -> tuple[str | Cell, ...]:
    one = each.rank_best == each.rank_worst
    return (
        f"{each.rank:,}",
        each.place,
        f"{each.low:.2f} to {each.high:.2f}",
        f"{each.rank_best:,}" if one else f"{each.rank_best:,} to {each.rank_worst:,}",
        Cell(", ".join(each.stops) or "nothing", "bad" if each.stops else "good"),
        ", ".join(each.unknown) or "nothing",
    )


def _conditions(statement: ReturnsStatement) -> Section:
    names = list(dict.fromkeys(each.condition for each in statement.conditions))
    by_place: dict[str, dict[str, ConditionLine]] = {}
    for each in statement.conditions:
        by_place.setdefault(each.place, {})[each.condition] = each
    return Section(
        heading="Conditions of a voluntary, safe and dignified return",
        header=("place", *names),
        rows=tuple(
            (place, *(_state(lines[name]) for name in names)) for place, lines in by_place.items()
        ),
        notes=("*: the reasons do not agree; the worst counts, and all are listed below.",),
    )


def _state(line: ConditionLine) -> Cell:
    return Cell(STATES[line.state] + ("*" if line.is_contested else ""), TONES[line.state])


def _reasons(statement: ReturnsStatement) -> Section:
    return Section(
        heading="What this rests on",
        sentences=(
            "Incidents and hazards within 5 km count, incidents of 180 days.",
            "That none was reported shows nothing: somebody must have looked.",
        ),
        header=("place", "condition", "holds", "who or what says so", "records"),
        rows=tuple(
            (
                line.place,
                line.condition,
                Cell(STATES[each.state], TONES[each.state]),
                each.says,
                ", ".join(each.records[:10]) + (" …" if len(each.records) > 10 else ""),
            )
            for line in statement.conditions
            for each in line.evidence
        ),
        wide=frozenset((3, 4)),
    )


def _flows(statement: ReturnsStatement) -> Section:
    return Section(
        heading="Who went where",
        sentences=(ROUNDED,)
        if statement.flows
        else ("No movements were reported in this time.", ROUNDED),
        header=("from", "to", "who", "people", "by sex and age", "who says what"),
        rows=tuple(
            (
                each.left,
                each.arrived,
                each.movers,
                str(each.people),
                "; ".join(f"{name}: {count}" for name, count in each.parts.items()),
                "; ".join(f"{who}: {count}" for who, count in each.says.items()),
            )
            for each in statement.flows
        ),
        wide=frozenset((4, 5)),
    )


def _contradictions(statement: ReturnsStatement) -> tuple[Section, ...]:
    if not statement.faults:
        return ()
    bullets = tuple(
        f"{each.message} Records: {', '.join(each.records)}." for each in statement.faults
    )
    return (Section(heading="Reports that cannot all be true", bullets=bullets),)


def _room(statement: ReturnsStatement) -> Section:
    return Section(
        heading="Room for people",
        sentences=() if statement.room else ("Nothing was delivered that a standard measures.",),
        header=("place", "enough for people", "limit"),
        rows=tuple((each.place, f"{each.people:,}", each.limit) for each in statement.room),
        numbers=frozenset((1,)),
        notes=(
            "By the supplies that were delivered, at minimum standards; other supplies are not counted.",
        )
        if statement.room
        else (),
    )


def _monitoring(statement: ReturnsStatement) -> Section:
    return Section(
        heading="After the return",
        sentences=() if statement.monitoring else ("Nobody returned in this time.",),
        header=("place", "returned", "people a week", "assessed since then"),
        rows=tuple(
            (
                each.place,
                str(each.returned),
                f"{each.a_week:,.1f}",
                Cell("yes", "good") if each.assessed_since else Cell("no", "bad"),
            )
            for each in statement.monitoring
        ),
        numbers=frozenset((2,)),
    )


def hazards_sheet(statement: HazardStatement, *, place: str = "") -> Sheet:
    """Return the page of hazardous areas, the most urgent first; `place` is the mission's title."""
    left = [each for each in statement.lines if each.is_open]
    return Sheet(
        title=f"Hazardous areas{f': {place}' if place else ''}",
        banner="SIMULATED: exercise records" if statement.simulated else "",
        subtitle=f"At {statement.at:%Y-%m-%d %H:%M} UTC",
        facts=(
            Fact(f"{len(left):,} of {len(statement.lines):,}", "areas not fully released"),
            Fact(f"{sum((each.left_m2 for each in left), Decimal(0)):,f} m²", "left"),
            Fact(f"{sum(each.devices for each in statement.lines):,}", "devices destroyed"),
        ),
        sections=(
            Section(
                heading="Areas, the most urgent first",
                sentences=(
                    "Confirmed before suspected, then by the people who live or work close to it, then by what "
                    "is left. " + ROUNDED,
                )
                if statement.lines
                else ("No hazardous area was recorded.",),
                header=("area", "place", "kind", "ordnance", "m²", "cancelled", "reduced", "cleared",
                        "left", "people close to it"),
                rows=tuple(
                    (
                        each.area.origin.ref,
                        each.area.place.name or each.area.place.district,
                        each.area.suspicion,
                        each.area.ordnance,
                        f"{each.area.area_m2:,f}",
                        *(f"{each.released[way]:,f}" for way in ("cancelled", "reduced", "cleared")),
                        Cell(
                            f"{each.left_m2:,f}"
                            + (f" ({each.excess_m2:,f} too much)" if each.excess_m2 else ""),
                            "bad" if each.excess_m2 else "doubt" if each.is_open else "good",
                        ),
                        "unknown" if each.exposed is None else str(each.exposed),
                    )
                    for each in statement.lines
                ),
                numbers=frozenset((4, 5, 6, 7, 8)),
            ),
            *(
                (Section(heading="Releases of no area", bullets=statement.left_out[:100]),)
                if statement.left_out
                else ()
            ),
        ),
        landscape=True,
    )  # fmt: skip
