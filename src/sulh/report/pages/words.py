"""What pages have in common: titles, warnings, times, reasons, people and money in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.languages.rooms import room_texts
from sulh.languages.sentence import sentence
from sulh.report.sheet import Cell, Section

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, tzinfo
    from decimal import Decimal

    from sulh.languages.sentence import Sentence
    from sulh.languages.speech import Speech
    from sulh.recover import HazardLine, PersonCount, Standard
    from sulh.report.sheet import Tone

__all__ = [
    "amount_text",
    "band",
    "cluster_text",
    "column_names",
    "cut",
    "day_text",
    "doubles_section",
    "ground_left",
    "judged",
    "judged_at",
    "judged_between",
    "moment_text",
    "money_text",
    "people_text",
    "place_and_light",
    "reasons_text",
    "soft",
    "standard_text",
    "state_text",
    "titled",
    "unit_text",
]

POINTS_MAX = 100
"""So many points of a list stand one by one; of the rest the page gives the number."""
TONES: dict[str, Tone] = {"met": "good", "partly": "doubt", "not-met": "bad", "unknown": "soft"}
CLUSTERS: dict[str, Sentence] = {
    "wash": sentence("cluster-wash"),
    "water sanitation hygiene": sentence("cluster-wash"),
    "food security": sentence("cluster-food-security"),
    "shelter": sentence("cluster-shelter"),
    "emergency shelter and nfi": sentence("cluster-shelter"),
    "health": sentence("cluster-health"),
    "nutrition": sentence("cluster-nutrition"),
    "protection": sentence("cluster-protection"),
    "education": sentence("cluster-education"),
    "logistics": sentence("cluster-logistics"),
    "early recovery": sentence("cluster-early-recovery"),
    "cccm": sentence("cluster-camps"),
    "camp coordination and camp management": sentence("cluster-camps"),
    "emergency telecommunications": sentence("cluster-telecommunications"),
}
"""The clusters of the Inter-Agency Standing Committee, by what they are called."""
UNITS: dict[str, Sentence] = {
    "l": sentence("unit-l"),
    "g": sentence("unit-g"),
    "kcal": sentence("unit-kcal"),
    "m2": sentence("unit-square-metre"),
    "piece": sentence("unit-piece"),
}
STATES: dict[str, Sentence] = {
    "met": sentence("sheet-yes"),
    "partly": sentence("recovery-partly"),
    "not-met": sentence("sheet-no"),
    "unknown": sentence("sheet-unknown"),
}


def titled(speech: Speech, title: str, mission: str) -> str:
    """Return a page's title with the mission's behind it, where it has one."""
    return speech.say("sheet-titled", title=title, mission=mission) if mission else title


def band(speech: Speech, *, simulated: bool) -> str:
    """Return the warning across a page of an exercise; empty on others."""
    return speech.say("sheet-simulated") if simulated else ""


def moment_text(at: datetime) -> str:
    """Return a moment (UTC) to the minute, the same in every language."""
    return f"{at:%Y-%m-%d %H:%M}"


def day_text(at: datetime, timezone: tzinfo) -> str:
    """Return the day of a moment in a time zone, the mission's: in UTC, what ends a day may be the next one."""
    return f"{at.astimezone(timezone):%Y-%m-%d}"


def judged_at(speech: Speech, at: datetime) -> str:
    """Return the moment that a page speaks of."""
    return speech.say("sheet-at", at=moment_text(at))


def judged_between(speech: Speech, since: datetime, at: datetime) -> str:
    """Return the time that a page speaks of."""
    return speech.say("sheet-between", since=f"{since:%Y-%m-%d}", at=moment_text(at))


def column_names(speech: Speech, *names: str) -> tuple[str, ...]:
    """Return the heads of columns by their messages."""
    return tuple(speech.say(each) for each in names)


def place_and_light(lon: float, lat: float, speech: Speech, *, is_dark: bool) -> dict[str, str]:
    """Return where a call is (degrees, WGS 84), and whether it is dark there, as values of a message."""
    light = speech.say("sheet-dark" if is_dark else "sheet-daylight")
    return {"lon": f"{lon:g}", "lat": f"{lat:g}", "light": light}


def people_text(count: PersonCount, speech: Speech) -> str:
    """Return a count of persons in words: fewer than 10, or its bounds."""
    return count.words.said(speech)


def amount_text(low: Decimal, high: Decimal, speech: Speech) -> str:
    """Return the bounds of an amount, one number where both are the same."""
    if low == high:
        return speech.exact(low)
    return speech.say("bounds-range", low=speech.exact(low), high=speech.exact(high))


def money_text(amount: Decimal, currency: str, speech: Speech) -> str:
    """Return an amount with its currency; whole ones without cents."""
    whole = amount == amount.to_integral_value()
    digits = speech.decimal(amount, 0 if whole else 2)
    return speech.apart(f"{digits} {currency}")


def unit_text(unit: str, speech: Speech) -> str:
    """Return a unit of supplies: a symbol, or a word."""
    return UNITS[unit].said(speech) if unit in UNITS else unit


def soft(speech: Speech, name: str) -> Cell:
    """Return a message as a cell that is less important."""
    return Cell(speech.say(name), "soft")


def state_text(state: str, speech: Speech) -> str:
    """Return whether a condition holds, in a word."""
    return STATES[state].said(speech)


def judged(state: str, speech: Speech, *, contested: bool = False) -> Cell:
    """Return whether a condition holds, as a cell; a star where the reasons do not agree."""
    return Cell(state_text(state, speech) + ("*" if contested else ""), TONES[state])


def reasons_text(reasons: str, speech: Speech) -> str:
    """Return the reasons that a room gives, with semicolons between, in a language."""
    if not reasons:
        return ""
    return speech.semicolon(room_texts(reasons.split("; "), speech.language))


def cluster_text(cluster: str, speech: Speech) -> str:
    """Return the name of a cluster: of the global ones, in the reader's language."""
    name = CLUSTERS.get(" ".join(cluster.casefold().split()))
    return cluster if name is None or speech.is_english else name.said(speech)


def standard_text(standard: Standard, speech: Speech) -> str:
    """Return how much of a supply a standard asks for."""
    values: dict[str, str | int] = {
        "amount": speech.exact(standard.amount),
        "unit": unit_text(standard.unit, speech),
        "persons": speech.say("standard-persons", count=standard.per),
    }
    if standard.period == "day":
        return speech.say("standard-amount-day", **values)
    if standard.period == "month":
        return speech.say("standard-amount-month", **values)
    return speech.say("standard-amount", **values)


def ground_left(line: HazardLine, speech: Speech) -> Cell:
    """Return how many square metres of a hazardous area are not released, or by how many too many were."""
    if line.excess_m2:
        return Cell(speech.say("hazard-excess", area=speech.exact(line.excess_m2)), "bad")
    return Cell(speech.exact(line.left_m2), "doubt" if line.is_open else "good")


def doubles_section(doubles: Iterable[tuple[str, ...]], speech: Speech) -> tuple[Section, ...]:
    """Return the names that may be of one place, where there are any: nothing was joined."""
    bullets = tuple(speech.comma(each) for each in doubles)
    if not bullets:
        return ()
    return (
        Section(
            heading=speech.say("returns-doubles"),
            sentences=(speech.say("returns-doubles-words"),),
            bullets=bullets,
        ),
    )


def cut(bullets: Iterable[Sentence], speech: Speech) -> tuple[str, ...]:
    """Return sentences as the points of a list, a hundred of them and how many more there are."""
    points = [each.said(speech) for each in bullets]
    if len(points) > POINTS_MAX:
        points[POINTS_MAX:] = [speech.say("sheet-more", count=len(points) - POINTS_MAX)]
    return tuple(points)
