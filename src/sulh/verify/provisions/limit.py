"""Presence: how many of an item a party had in a zone, against how many were allowed.

Serves *limit*, *withdraw-by*, and the presence assessment of *prohibit* and *respect-line*. The meaning is
in docs/reference/verification-semantics.md, section *limit*. All checks are evaluated in one pass over the
observations: an index leads from an item and a place to the checks that count it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from sulh.kernels.grouped_sums import (
    ABOVE,
    COVERED,
    END,
    GROUP,
    LOW,
    START,
    UNBOUNDED,
    UNSURE,
    by_question,
    compare,
    contradictions,
    expand,
    gather,
    group_rows,
    roles,
)
from sulh.kernels.threads import in_chunks
from sulh.verify.actors import party_tables
from sulh.verify.assessment import Assessment, Pairs
from sulh.verify.codes import encode
from sulh.verify.coverage import CONFIRMED
from sulh.verify.lone_reports import is_narrow, one_is_enough
from sulh.verify.reasons import BIT, BREACHED, MET, UNDETERMINED
from sulh.verify.waivers import allowances

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.mission.pack import EvidenceRule
    from sulh.verify.arrays import Flags, ReportArrays, Reports
    from sulh.verify.assessment import Check
    from sulh.verify.places import Spot
    from sulh.verify.times import Ints

__all__ = ["PresenceQuestion", "assess_presence"]

DAY = 86_400_000_000
BUCKET = 30 * DAY
ALONE = 20_000
"""Fewer groups than this are gathered on the calling thread."""

DOUBTS = (BIT["near-border"], BIT["vague-place"])
SAID = ("actor", "item", "low", "high", "start", "end")
WHERE = ("lon", "lat", "accuracy_m", "zone", "district", "country")
ONE_COUNT = BIT["one-count"]
REASONS = (
    BIT["contradiction"],
    BIT["partial-alleges"],
    BIT["vague-date"],
    BIT["waiver-unclear"],
    BIT["count-straddles"],
)


@dataclass(frozen=True, slots=True)
class PresenceQuestion:
    """How many of `items` did the party have in the zone, where `at_most` were allowed?"""

    check: Check
    items: frozenset[str]
    at_most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """The observations and the questions as `sulh.kernels.grouped_sums` takes them.

    `visit_rows` holds for each group the row of its inspection, or -1; `needs_second` says which groups, where
    they are over the limit by little, need a second count.
    """

    groups: tuple[Any, ...]
    rows: tuple[Any, ...]
    places: tuple[Any, ...]
    names: tuple[Any, ...]
    questions: tuple[Any, ...]
    counts: Flags
    visit_rows: Ints
    needs_second: Flags

    @property
    def size(self) -> int:
        """Return how many groups there are."""
        return len(self.groups[0]) - 1


def assess_presence(
    questions: Sequence[PresenceQuestion], reports: Reports, rule: EvidenceRule
) -> list[Assessment]:
    """Judge each month of each check; `rule` is the pack's rule of evidence."""
    if not questions:
        return []
    layout = _lay_out(questions, reports, rule)

    def gather_some(begin: int, end: int) -> Ints:
        entries: Ints = gather(
            begin, end, layout.groups, layout.rows, layout.places, layout.names,
            layout.questions, DOUBTS,
        )  # fmt: skip
        return entries

    parts = in_chunks(gather_some, layout.size, block=1, alone=ALONE, threads=None)
    first, entries = by_question(parts, len(questions))

    def assess_some(begin: int, end: int) -> list[Assessment]:
        return [
            _assess(questions[place], reports, layout, entries[first[place] : first[place + 1]])
            for place in range(begin, end)
        ]

    alone = len(questions) if len(entries) < ALONE else 0
    assessments = in_chunks(assess_some, len(questions), block=1, alone=alone, threads=None)
    return [each for part in assessments for each in part]


def _lay_out(
    questions: Sequence[PresenceQuestion], reports: Reports, rule: EvidenceRule
) -> _Layout:
    observations = reports.observations
    items = encode(observations.frame["item"])
    spots = list(
        dict.fromkeys(
            observations.places.spot(each.check.zone, each.check.border_m) for each in questions
        )
    )
    parties = list(dict.fromkeys(each.check.party for each in questions))
    names, dated = party_tables(observations.actors, parties)
    of_class, lists = observations.places.place_lists(spots)
    counts = np.array([[item in each.items for item in items.values] for each in questions])
    counts = counts.reshape(len(questions), len(items.values))
    at = np.array(
        [spots.index(observations.places.spot(e.check.zone, e.check.border_m)) for e in questions]
    )
    party = np.array([parties.index(each.check.party) for each in questions])
    groups, visit_rows = _groups(reports, spots)
    return _Layout(
        groups=groups,
        rows=(
            items.codes,
            observations.actors.code,
            dated,
            observations.weak | np.where(_repeats(observations), BIT["same-row"], 0),
            observations.frame["low"].to_numpy(),
            observations.frame["high"].fill_null(UNBOUNDED).to_numpy(),
            observations.start,
            observations.end,
        ),
        places=(of_class, *lists),
        names=names,
        questions=_questions(counts, at, party, len(spots)),
        counts=counts,
        visit_rows=visit_rows,
        needs_second=_needs_second(reports, groups, visit_rows, rule),
    )


def _needs_second(
    reports: Reports, groups: tuple[Any, ...], visit_rows: Ints, rule: EvidenceRule
) -> Flags:
    """Say which censuses do not stand alone where they are narrow: those that nobody confirmed."""
    first, rows = groups[0], groups[1]
    size = len(first) - 1
    if one_is_enough(rule):
        return np.zeros(size, dtype=np.bool_)
    credibility = np.zeros(size, dtype=np.int64)
    visited = np.flatnonzero(visit_rows >= 0)
    credibility[visited] = reports.inspections.frame["credibility"].to_numpy()[visit_rows[visited]]
    alone = np.arange(len(visit_rows), size)
    credibility[alone] = reports.observations.frame["credibility"].to_numpy()[rows[first[alone]]]
    return np.asarray(credibility != CONFIRMED)


def _repeats(observations: ReportArrays) -> Flags:
    """Say which rows of an inspection say what an earlier one, as strong, has said: they may be one thing."""
    frame = observations.frame.select("visit", *SAID, *WHERE)
    frame = frame.with_columns(pl.Series("strong", observations.strong))
    first = frame.select(pl.struct(pl.all()).is_first_distinct().alias("first"))["first"].to_numpy()
    return np.asarray(~first & (frame["visit"].to_numpy() >= 0), dtype=np.bool_)


def _questions(counts: Flags, at: Ints, party: Ints, n_places: int) -> tuple[Ints, ...]:
    """Return the index from an item and a place to the questions that count it there."""
    question, item = np.nonzero(counts)
    pair_first, order = group_rows(item * n_places + at[question], counts.shape[1] * n_places)
    place_first, of_place = group_rows(at, n_places)
    return at, party, pair_first, question[order], place_first, of_place


def _groups(reports: Reports, spots: list[Spot]) -> tuple[tuple[Any, ...], Ints]:
    """Return the censuses: first those of the inspections, then the observations that stand alone."""
    observations, visits = reports.observations, reports.inspections
    numbers, visit_numbers = (
        observations.frame["visit"].to_numpy(),
        visits.frame["visit"].to_numpy(),
    )
    size = 1 + max(int(numbers.max(initial=-1)), int(visit_numbers.max(initial=-1)))
    first, rows = group_rows(numbers, size)
    alone = np.flatnonzero(numbers < 0)
    visit_rows = np.full(size, -1, dtype=np.int64)
    # Where two inspections carry one number the first that was recorded speaks for it.
    numbered = np.flatnonzero(visit_numbers >= 0)[::-1]
    visit_rows[visit_numbers[numbered]] = numbered
    with_visit = np.flatnonzero(visit_rows >= 0)
    of = visit_rows[with_visit]
    own, whole = np.zeros((2, size + alone.size), dtype=np.bool_)
    start, end, code = np.zeros((3, size + alone.size), dtype=np.int64)
    own[with_visit] = True
    start[with_visit], end[with_visit] = visits.start[of], visits.end[of]
    whole[with_visit] = (visits.strong & visits.frame["complete"].to_numpy())[of]
    whole[size:] = (observations.strong & observations.frame["complete"].to_numpy())[alone]
    code[with_visit] = visits.places.name_code[of]
    code[size:] = len(visits.places.names) + observations.places.name_code[alone]
    whole_of = np.hstack([_wholes(visits.places, spots), _wholes(observations.places, spots)])
    groups = (
        np.concatenate([first, first[-1] + 1 + np.arange(alone.size)]),
        np.concatenate([rows, alone]),
        own,
        start,
        end,
        whole,
        code,
        whole_of,
    )
    return groups, visit_rows


def _wholes(places: Any, spots: list[Spot]) -> Flags:
    """Say which names are for sure of the whole of each spot's zone."""
    result = np.array([places.wholes(zone) for zone, _ in spots], dtype=np.bool_)
    return result.reshape(len(spots), len(places.names))


def _assess(each: PresenceQuestion, reports: Reports, layout: _Layout, entries: Ints) -> Assessment:
    """Judge each month of one check."""
    check = each.check
    allowed = allowances(each.at_most, check.waivers, entries[:, START], entries[:, END])
    excluded = contradictions(entries, BUCKET)
    months = np.flatnonzero(check.is_judged)
    periods = check.judged_low[months], check.judged_high[months]
    flags, why, bounds = compare(entries, excluded, allowed, periods, REASONS)
    breached, in_doubt = (flags & ABOVE) > 0, (flags & UNSURE) > 0
    is_complete = (flags & COVERED) > 0
    pairs = roles(entries, excluded, allowed, periods, flags)
    narrow = _narrow(entries, allowed[1], pairs, breached, layout)
    pairs[narrow[pairs[:, 0]], 2] = 0
    breached, in_doubt, why = (
        breached & ~narrow,
        in_doubt | narrow,
        np.where(narrow, ONE_COUNT, why),
    )
    verdict = np.where(breached, BREACHED, np.where(in_doubt | ~is_complete, UNDETERMINED, MET))
    alone = np.where(is_complete, BIT["within-limit"], BIT["no-complete-count"])
    reasons = np.where(breached, BIT["over-limit"], np.where(in_doubt, why, alone))
    least, most = allowances(each.at_most, check.waivers, periods[0], periods[1] - 1)
    untouched = bounds[:, 3] < 0
    deciding, doubtful = _records(reports, layout, entries, pairs, months)

    def spread(values: Ints) -> Ints:
        """Spread the values of the judged months over all months."""
        column = np.zeros(check.judged_low.size, dtype=np.int64)
        column[months] = values
        return column

    return Assessment(
        verdict=spread(verdict).astype(np.uint8),
        reasons=spread(reasons),
        low=spread(bounds[:, 0]),
        # Complete counts that are all lower than another one were of other moments: they bound nothing.
        high=spread(np.where(bounds[:, 1] < bounds[:, 0], UNBOUNDED, bounds[:, 1])),
        allowed_low=spread(np.where(untouched, least, bounds[:, 2])),
        allowed_high=spread(np.where(untouched, most, bounds[:, 3])),
        deciding=deciding,
        doubtful=doubtful,
    )


def _narrow(entries: Ints, upper: Ints, pairs: Ints, breached: Flags, layout: _Layout) -> Flags:
    """Say in which periods one count alone is over, by little, and nobody confirmed it."""
    over = pairs[pairs[:, 2] == 1]
    entry = over[:, 1]
    weak = is_narrow(entries[entry, LOW], upper[entry])
    weak &= layout.needs_second[entries[entry, GROUP]]
    number = np.bincount(over[:, 0], minlength=breached.size)
    return np.asarray(
        breached & (number == 1) & (np.bincount(over[weak, 0], minlength=breached.size) == 1)
    )


def _records(
    reports: Reports, layout: _Layout, entries: Ints, pairs: Ints, months: Ints
) -> tuple[Pairs, Pairs]:
    """Return the records of censuses: the inspection, and the rows."""
    result = expand(
        pairs, entries, layout.groups, layout.rows, layout.places, layout.names,
        layout.questions, layout.counts,
    )  # fmt: skip
    is_row = result[:, 1] >= 0
    index = np.empty(len(result), dtype=np.int64)
    index[is_row] = reports.observations.index[result[is_row, 1]]
    index[~is_row] = reports.inspections.index[layout.visit_rows[result[~is_row, 2]]]
    month, decides = months[result[:, 0]], result[:, 3] == 1
    return Pairs(month[decides], index[decides]), Pairs(month[~decides], index[~decides])
