"""Records of returns for the tests."""

from datetime import UTC, datetime, timedelta

from sulh.picture import Origin
from sulh.recover import Movement, Population, ReturnCondition, release
from sulh.values import Place, Span

AT = datetime(2026, 3, 1, tzinfo=UTC)
SINCE = AT - timedelta(days=90)


def span(days_before):
    start = AT - timedelta(days=days_before)
    return Span(start, start + timedelta(hours=1))


def same_cell(number, chance):
    """Return another number that is rounded alike."""
    own = release(number)
    return own.low + chance % (own.high - own.low + 1)


def alike(people, parts, draw):
    """Return another whole and other parts that are rounded alike; `draw` gives any whole numbers.

    The parts get what the whole has over the least of all of them.
    """
    whole = same_cell(people, draw())
    least = {name: release(number).low for name, number in parts.items()}
    left = whole - sum(least.values())
    others = {}
    for name, low in least.items():
        more = min(release(parts[name]).high - low, draw() % (left + 1))
        others[name] = low + more
        left -= more
    return whole, others


def movement(
    people, *, ref="m", left="Bria", to="Ndele", source="IOM", before=10, movers="returnee", **parts
):
    return Movement(
        origin=Origin(source=source, ref=ref),
        span=span(before),
        place=Place(name=to),
        left=left,
        movers=movers,
        people=people,
        **parts,
    )


def population(people, *, ref="p", place="Bria", source="IOM", before=20, group="displaced"):
    return Population(
        origin=Origin(source=source, ref=ref),
        span=span(before),
        place=Place(name=place),
        group=group,
        people=people,
    )


def condition(name, state, *, ref="c", place="Ndele", source="UNHCR", before=5, evidence=()):
    return ReturnCondition(
        origin=Origin(source=source, ref=ref),
        span=span(before),
        place=Place(name=place, lon=20.65, lat=8.41),
        condition=name,
        state=state,
        evidence=evidence,
    )
