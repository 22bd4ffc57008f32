"""Where reports say they are from, held against the pack's area when they come in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh.errors import Problem, shown
from sulh.values import Place
from sulh.verify.places import places_of
from sulh.verify.zones import zones_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sulh.mission import Pack
    from sulh.picture import Entry

__all__ = ["ForeignReports", "Whereabouts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignReports:
    """Reports of a file that are outside the pack's area: where the first of them is, in words."""

    file: str
    first_row: int
    where: str


@dataclass(slots=True)
class Whereabouts:
    """Warns of positions that contradict the named place, and of reports from outside the pack's area.

    `ask` is asked once whether the file's foreign reports enter (None: they do). `verify` judges no duty
    of the mission from them.
    """

    pack: Pack
    file: str
    ask: Callable[[ForeignReports], bool] | None = None
    _enter: bool | None = None

    def look(self, reports: Sequence[Entry]) -> tuple[list[Entry], list[Problem], list[Problem]]:
        """Return the reports that enter, the problems of those that do not, and warnings."""
        placed = [each for each in reports if isinstance(getattr(each, "place", None), Place)]
        if not placed:
            return list(reports), [], []
        at = places_of(zones_of(self.pack), [each.place for each in placed])  # type: ignore[attr-defined]
        refused: dict[int, Problem] = {}
        warnings = []
        for number in (at.foreign | at.contradicts | at.at_zero).nonzero()[0].tolist():
            report = placed[number]
            if not at.foreign[number]:
                warnings.append(self._contradiction(report, is_zero=bool(at.at_zero[number])))
                continue
            is_first, problem = self._enter is None, self._foreign(report)
            if not self._enter:
                refused[id(report)] = problem
            elif is_first:
                warnings.append(problem)
        entering = [each for each in reports if not refused or id(each) not in refused]
        return entering, list(refused.values()), warnings

    def _foreign(self, report: Entry) -> Problem:
        place: Place = report.place  # type: ignore[attr-defined]
        if self._enter is None:
            first = ForeignReports(file=self.file, first_row=report.origin.row, where=_where(place))
            self._enter = self.ask is None or self.ask(first)
        return Problem(
            code="outside-area",
            source=self.file,
            row=report.origin.row,
            field="place",
            value=shown(_where(place)),
            message=f"is outside the area of the pack {self.pack.id}"
            + ", as others of the file may be" * self._enter,
            remedy="They enter; no duty of the mission is judged from them."
            if self._enter
            else "It does not enter. Look for lon and lat exchanged or a missing minus sign; if it belongs to "
            "this mission, import the file again with --yes.",
            severity="warning" if self._enter else "error",
        )

    def _contradiction(self, report: Entry, *, is_zero: bool) -> Problem:
        place: Place = report.place  # type: ignore[attr-defined]
        names = next(filter(None, (place.zone, place.district, place.country)), "")
        return Problem(
            code="place-contradicts",
            source=self.file,
            row=report.origin.row,
            field="lat",
            value=f"{place.lat}, {place.lon}",
            message="is the point 0, 0, far from the mission's area"
            if is_zero
            else f"lies outside {shown(names)}, which the report names",
            expected="latitude and longitude of the place",
            remedy="Findings that turn on the place stay undetermined until the report is corrected "
            "(`sulh correct`). Look for a missing minus sign, or a digit typed twice.",
            severity="warning",
        )


def _where(place: Place) -> str:
    """Return a place in words."""
    names = (place.name, place.zone, place.district, place.country)
    point = f"{place.lat:.4f}, {place.lon:.4f}" if place.lat is not None else ""
    return ", ".join(filter(None, (*dict.fromkeys(names), point)))
