"""The pages of exercises measured, compared and fitted, each with all that it can say; names are codes."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from functools import cache

from tests.exercise.test_fit_incidents import START, history

from sulh.exercise import YEAR_MEASURES, Fallen, Hindcast, Measured, Watching, fit_incidents
from sulh.exercise.compare import paired
from sulh.exercise.sensitivity import Sensitivity, Swing
from sulh.report.pages.exercise import (
    comparison_sheet,
    monitoring_sheet,
    replications_sheet,
    sensitivity_sheet,
)
from sulh.report.pages.incidents import fit_sheet

PAIRS = {
    "more": ([1, 2, 1, 2, 1, 2], [5, 6, 7, 6, 5, 8]),
    "fewer": ([5, 6, 7, 8, 9, 5], [1, 2, 3, 4, 4, 2]),
    "noise": ([1, 2, 3, 4, 5, 6], [2, 1, 4, 3, 6, 5]),
    "same": ([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]),
}
FAULTS = ("actor", "place", "day", "act", "loose", "counted-twice", "register", "none", "act+day")


def measured(quality):
    return Measured(
        pack="P1",
        watching=Watching(density=0.25, quality=quality),
        exercises=1007,
        months=42,
        outcomes=Counter({"found": 3, "left-open": 1, "missed": 1, "cleared": 6000, "accused": 9}),
        causes=Counter(FAULTS),
        missed=Counter(limit=1),
    )


@cache
def fit(count):
    """Return a fit to groups of three at once: not what the process expects of many."""
    events = [(10.0 * n + 0.001 * k, 18.0 + n % 7, 4.0) for n in range(count) for k in range(3)]
    left = dict(zip(("no-place", "region-only", "long", "outside"), (1, 2, 5, 1200), strict=True))
    return fit_incidents(replace(history(events, 10.0 * count), left_out=left))


def year(at):
    """Return a simulated year; the second has too few incidents for half of the measures."""
    begin = START + timedelta(days=365 * at)
    fallen = tuple(
        Fallen(measure=name, real=None, low=1, middle=2, high=3, rank=None)
        if at and n % 2
        else Fallen(measure=name, real=1234.5 * n, low=0.5, middle=70.25, high=1400, rank=0.5)
        for n, name in enumerate(YEAR_MEASURES)
    )
    return Hindcast(from_=begin, until=begin + timedelta(days=365), fit=fit(60), fallen=fallen)


def swing(name, low, high):
    """Return an assumption whose paired means lie between `low` and `high`."""
    middle, ends = (low + high) / 2, (low, high)
    return Swing(
        name=name, low=0.0, high=0.5, at_low=-middle, low_interval=(-high, -low), at_high=middle,
        high_interval=ends, swing=2 * middle, least=2 * low, most=2 * high,
    )  # fmt: skip


SENSITIVITY = Sensitivity(
    measure="days-without",
    mean=1234.5,
    replications=40,
    swings=(swing("a.1", 1.0, 2.0), swing("b.2", -1.0, 2.0), swing("c.3", 0.0, 0.0)),
)

SHEETS = {
    ("sensitivity_sheet", "all"): (
        lambda speech: sensitivity_sheet("S1", SENSITIVITY, speech=speech), set()
    ),
    ("monitoring_sheet", "all"): (
        lambda speech: monitoring_sheet(
            [measured(each) for each in ("exact", "vague", "usual", "poor")],
            place="P1", speech=speech,
        ),
        set(),
    ),
    ("replications_sheet", "one"): (
        lambda speech: replications_sheet("S1", [{"found": 3.0}], speech=speech), set()
    ),
    ("replications_sheet", "many"): (
        lambda speech: replications_sheet("S1", [{"found": 3.0}, {"calls": 2.0}], speech=speech),
        set(),
    ),
    ("fit_sheet", "wrong"): (
        lambda speech: fit_sheet(fit(60), (year(0), year(1)), source="F1.csv", speech=speech),
        set(),
    ),
    ("fit_sheet", "few"): (lambda speech: fit_sheet(fit(8), speech=speech), set()),
} | {
    ("comparison_sheet", name): (
        lambda speech, pair=pair, measure=measure: comparison_sheet(
            "S1", "S2", paired(*pair, measure=measure, chance=0.05), speech=speech
        ),
        set(),
    )
    for (name, pair), measure in zip(
        PAIRS.items(), ("found", "accused", "cleared", "in-standard"), strict=True
    )
}  # fmt: skip
