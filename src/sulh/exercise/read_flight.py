"""The files of a flight, in the layout that FabFlee's cases have: places, routes, closures, and camps by day.

The rows have no quoted newlines; a line that begins with ``#``, or has nothing but commas, says nothing. A bad
row is a problem and is left out; a case without camps, routes or registrations is refused.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, get_args

import numpy as np

from sulh.errors import InputError, Problem, shown
from sulh.exercise.flight import (
    Closure,
    ClosureKind,
    FlightCase,
    FlightPlace,
    FlightRoute,
    PlaceKind,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["read_flight"]

LOCATIONS, ROUTES = "input_csv/locations.csv", "input_csv/routes.csv"
CLOSURES, PERIOD = "input_csv/closures.csv", "input_csv/sim_period.csv"
RECOUNTS, LAYOUT = "input_csv/registration_corrections.csv", "source_data/data_layout.csv"
DAYS_MAX = 36_600
KINDS: Mapping[str, PlaceKind] = {
    "conflict_zone": "conflict", "town": "town", "camp": "camp", "forwarding_hub": "hub",
    "marker": "hub",
}  # fmt: skip
FORCED = {"": 0, "0": 0, "1": 1, "2": 2}


@dataclass(slots=True)
class _Files:
    """The texts of the files, and the problems of their rows."""

    texts: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def rows(self, name: str, *, least: int) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows that say something, with their lines; those with too few fields are problems."""
        for number, line in enumerate(self.texts.get(name, "").splitlines(), 1):
            if line.startswith("#") or not line.strip(" ,\t"):
                continue
            values = [each.strip() for each in next(csv.reader([line]))]
            if values[0].startswith("#"):
                continue
            if len(values) < least:
                self.fault(name, number, "", "has too few fields", value=line, expected=f"{least} or more",
                           code="wrong-width")  # fmt: skip
                continue
            yield number, values

    def fault(
        self,
        name: str,
        row: int,
        column: str,
        message: str,
        *,
        value: str,
        expected: str,
        code: str,
    ) -> None:
        """Note a problem; its row is left out."""
        self.problems.append(
            Problem(
                code=code, source=name, row=row, field=column, value=shown(value), message=message,
                expected=expected, remedy="Mend the row; it is left out.",
            )
        )  # fmt: skip

    def number(
        self, name: str, row: int, column: str, text: str, least: float, most: float
    ) -> float | None:
        """Return a number in the bounds; None, and a problem, where there is none."""
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not least <= value <= most:
            self.fault(name, row, column, "is no number in the bounds", value=text,
                       expected=f"{least:,g} to {most:,g}", code="not-a-number")  # fmt: skip
            return None
        return value


def read_flight(name: str, texts: Mapping[str, str]) -> tuple[FlightCase, list[Problem]]:
    """Read a case from the texts of its files, by their paths in its folder (``input_csv/routes.csv``).

    A camp's registrations are a line between the days on which it was counted; before the first they are as on
    it, and after the last as on that. Where a camp has several files, they are added up, and one that begins
    later than another counts nothing before. A recount (``registration_corrections.csv``) makes what was before
    it larger or smaller by what it found: by the count on its day over the last one before.

    Raises
    ------
    InputError
        When a file is missing, or no camp, route, conflict or registration is left.
    """
    files = _Files(texts)
    for needed in (LOCATIONS, ROUTES, PERIOD, LAYOUT):
        if needed not in texts:
            raise InputError(
                f"{name} has no {needed}.",
                remedy="Name a folder with input_csv and source_data, as FabFlee's cases have them.",
            )
    start, days = _period(files)
    places = tuple(_places(files))
    names = {each.name for each in places}
    routes = tuple(_routes(files, names))
    registered = _registered(
        files, {each.name for each in places if each.kind == "camp"}, start, days
    )
    case = FlightCase(
        name=name, start=start, days=days, routes=routes, registered=registered,
        places=tuple(each for each in places if each.kind != "camp" or each.name in registered),
        closures=tuple(_closures(files, names | {each.country for each in places})),
    )  # fmt: skip
    left = {each.name for each in case.places}
    case = replace(case, routes=tuple(e for e in routes if e.one in left and e.two in left))
    _note_unreachable(files, case)
    for what, those in (
        ("camp with registrations", case.camps),
        ("route", case.routes),
        ("conflict zone with people", [e for e in places if e.kind == "conflict" and e.people]),
    ):
        if not those:
            raise InputError(
                f"{name} has no {what}. " + "; ".join(map(str, files.problems[:3])),
                remedy=f"Look into {LOCATIONS}, {ROUTES} and {LAYOUT}.",
            )
    return case, files.problems


def _note_unreachable(files: _Files, case: FlightCase) -> None:
    """Warn of camps that no route leads to."""
    reached = {end for each in case.routes for end in (each.one, each.two)}
    for camp in case.camps:
        if camp not in reached:
            files.problems.append(
                Problem(
                    code="unreached", source=ROUTES, field="name1", value=camp, severity="warning",
                    message="no route leads to this camp: nobody is simulated to arrive there",
                    expected="a route to it", remedy="Add one, if there is a way.",
                )
            )  # fmt: skip


def _period(files: _Files) -> tuple[date, int]:
    values = {row[0]: row[1] for _, row in files.rows(PERIOD, least=2)}
    try:
        start, days = date.fromisoformat(values.get("StartDate", "")), int(values.get("Length", ""))
    except ValueError as error:
        raise InputError(
            f"{PERIOD}: StartDate and Length cannot be read: {error}.",
            remedy="Write StartDate,2013-12-01 and Length,820 (days).",
        ) from error
    if not 2 <= days <= DAYS_MAX:
        raise InputError(
            f"{PERIOD}: Length is {days}, not 2 to {DAYS_MAX:,} days.", remedy="Mend it."
        )
    return start, days


def _places(files: _Files) -> Iterator[FlightPlace]:
    seen: set[str] = set()
    for row, values in files.rows(LOCATIONS, least=6):
        name, _, country, *_ = values
        if values[5] not in KINDS:
            files.fault(LOCATIONS, row, "location_type", "is no kind of place", value=values[5],
                        expected=" or ".join(KINDS), code="bad-word")  # fmt: skip
            continue
        if not name or name in seen:
            files.fault(LOCATIONS, row, "name", "is empty or there already", value=name,
                        expected="a name of its own", code="duplicate-id")  # fmt: skip
            continue
        lat = files.number(LOCATIONS, row, "lat", values[3], -90, 90)
        lon = files.number(LOCATIONS, row, "lon", values[4], -180, 180)
        kind = KINDS[values[5]]
        begins, people = (*values[6:8], "", "")[:2]
        day = files.number(LOCATIONS, row, "conflict_date", begins or "0", 0, DAYS_MAX)
        count = files.number(LOCATIONS, row, "population", people or "0", 0, 1e9)
        if lat is None or lon is None or day is None or count is None:
            continue
        seen.add(name)
        yield FlightPlace(
            name=name, country=country, lon=lon, lat=lat, kind=kind, conflict_day=int(day),
            people=int(count) if kind == "conflict" else 0,
            capacity=int(count) if kind == "camp" else 0,
        )  # fmt: skip


def _routes(files: _Files, names: set[str]) -> Iterator[FlightRoute]:
    for row, values in files.rows(ROUTES, least=3):
        one, two, length = values[:3]
        if [one, two] == ["name1", "name2"]:
            continue
        for column, end in (("name1", one), ("name2", two)):
            if end not in names:
                files.fault(ROUTES, row, column, "is no place of the case", value=end,
                            expected=f"a name in {LOCATIONS}", code="unknown-reference")  # fmt: skip
        km = files.number(ROUTES, row, "distance", length, 1, 20_000)
        forced = values[3] if len(values) > 3 else ""
        if forced not in FORCED:
            files.fault(ROUTES, row, "forced_redirection", "is no direction", value=forced,
                        expected="0, 1 or 2", code="bad-word")  # fmt: skip
            continue
        if km is not None and one in names and two in names:
            yield FlightRoute(
                one=one, two=two, km=round(km), forced_from=("", one, two)[FORCED[forced]]
            )


def _closures(files: _Files, names: set[str]) -> Iterator[Closure]:
    kinds: tuple[ClosureKind, ...] = get_args(ClosureKind)
    for row, values in files.rows(CLOSURES, least=5):
        kind, one, two = values[:3]
        start = files.number(CLOSURES, row, "closure_start", values[3], 0, DAYS_MAX)
        end = files.number(CLOSURES, row, "closure_end", values[4], -1, DAYS_MAX)
        if kind not in kinds:
            files.fault(CLOSURES, row, "closure_type", "is no kind of closure", value=kind,
                        expected=" or ".join(kinds), code="bad-word")  # fmt: skip
            continue
        unknown = sorted({one, two if kind != "location" else one} - names)
        if unknown:
            files.fault(CLOSURES, row, "name1", "is no place or country of the case", value=unknown[0],
                        expected=f"a name in {LOCATIONS}", code="unknown-reference")  # fmt: skip
            continue
        if start is not None and end is not None:
            last = DAYS_MAX if end < 0 else int(end)
            yield Closure(kind=kind, one=one, two=two, start=int(start), end=last)


def _registered(
    files: _Files, camps: set[str], start: date, days: int
) -> dict[str, tuple[float, ...]]:
    recounts = {row[0]: row[1] for _, row in files.rows(RECOUNTS, least=2)}
    registered: dict[str, tuple[float, ...]] = {}
    for row, (camp, *parts) in files.rows(LAYOUT, least=2):
        if camp not in camps:
            continue  # the total of all, or a camp that the case leaves out
        if camp in registered:
            files.fault(LAYOUT, row, camp, "is there already", value=camp,
                        expected="a row for each camp, with all its files", code="duplicate-id")  # fmt: skip
            continue
        counts = [_counts(files, f"source_data/{each}", start) for each in parts if each]
        if not counts or not all(counts):
            files.fault(LAYOUT, row, camp, "has no registrations", value=",".join(parts),
                        expected="files in source_data", code="missing")  # fmt: skip
            continue
        oldest = min(each[0][0] for each in counts)
        by_day = np.zeros(days)
        for each in counts:
            points = each if each[0][0] == oldest else [(each[0][0] - 1, 0.0), *each]
            on, count = np.array(points).T
            by_day += np.interp(np.arange(days), on, count)
        registered[camp] = tuple(
            _recounted(files, by_day, camp, recounts.get(camp), start, counts).tolist()
        )
    return registered


def _counts(files: _Files, name: str, start: date) -> list[tuple[int, float]]:
    """Return the days, counted from the start, and the registrations of a file, in the order of days."""
    by_day: dict[int, float] = {}
    for row, values in files.rows(name, least=2):
        if row == 1 and not values[0][:1].isdigit():
            continue  # a header
        try:
            day = (date.fromisoformat(values[0]) - start).days
        except ValueError:
            files.fault(name, row, "date", "is no day", value=values[0], expected="2014-05-03",
                        code="bad-date")  # fmt: skip
            continue
        count = files.number(name, row, "registered", values[1], 0, 1e9)
        if count is not None:
            by_day[day] = count
    return sorted(by_day.items())


def _recounted(
    files: _Files,
    by_day: np.ndarray[tuple[int], np.dtype[np.float64]],
    camp: str,
    recount: str | None,
    start: date,
    counts: Sequence[Sequence[tuple[int, float]]],
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the registrations with those before a recount made as many as it found."""
    if recount is None:
        return by_day
    try:
        day = (date.fromisoformat(recount) - start).days
    except ValueError:
        files.fault(
            RECOUNTS, 0, camp, "is no day", value=recount, expected="2014-05-03", code="bad-date"
        )
        return by_day
    days = sorted({one for each in counts for one, _ in each})
    before = next((one for one, two in pairwise(days) if one < day <= two), None)
    if before is None or not 0 <= before < day < len(by_day) or by_day[before] == 0.0:
        return by_day
    factor = by_day[day] / by_day[before]
    level = by_day.copy()
    level[: before + 1] *= factor
    level[before + 1 : day] = by_day[day]
    return level
