"""What the rules of IATI read: days, languages, vocabularies."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sulh.recover.iati.stream import Node

__all__ = ["DAC", "YEAR_DAYS", "Found", "day_of", "narratives", "period_faults", "vocabulary_of"]

Found = tuple[str, str, str]
"""The number of a rule, the path from the activity or organisation, and what is wrong."""
DAC = ("", "1")
YEAR_DAYS = 366


def vocabulary_of(node: Node) -> str:
    """Return the vocabulary of a code; empty for the OECD DAC's."""
    text = node.attributes.get("vocabulary", "")
    return "" if text in DAC else text


def narratives(node: Node) -> Iterator[Node]:
    """Yield all narratives in an element, however deep."""
    for child in node.children:
        if child.name == "narrative":
            yield child
        yield from narratives(child)


def day_of(text: str) -> date | None:
    """Return a day, or that of a time, in UTC; None where there is none: the structure says what is wrong."""
    try:
        if "T" in text:
            moment = datetime.fromisoformat(text.strip())
            return (moment.astimezone(UTC) if moment.tzinfo else moment).date()
        return date.fromisoformat(text.strip()[:10])
    except (ValueError, OverflowError):
        return None


def period_faults(node: Node, name: str, *, longest: bool) -> Iterator[Found]:
    """Yield the periods that end before they begin, and where `longest` is asked for those of over a year."""
    for place, each in enumerate(node.all(name), start=1):
        begin = day_of(each.value("period-start", "iso-date"))
        end = day_of(each.value("period-end", "iso-date"))
        if begin and end and begin > end:
            yield "8.6.3", f"{name}[{place}]", f"begins {begin}, after it ends {end}"
        elif longest and begin and end and (end - begin).days > YEAR_DAYS:
            yield "7.5.3", f"{name}[{place}]", f"is for more than a year: {begin} to {end}"
