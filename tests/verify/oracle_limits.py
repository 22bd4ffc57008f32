"""The oracle's limits: censuses against allowances. Also *withdraw-by* and presence limbs."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.verify.oracle_findings import Judged, Period, judged
from tests.verify.oracle_resolve import (
    CERTAIN,
    Case,
    Held,
    all_of,
    allowance,
    as_span,
    dated,
    is_party,
    names_whole,
    overlap,
    place_in_zone,
    strong,
    wider_items,
    within,
)

from sulh.observe.records import Inspection, Observation
from sulh.values import Span, Tri


@dataclass
class Row:
    """One observation of a census, and how surely it is the party's and in the zone."""

    report: Observation
    sure: Held
    repeats: bool = False
    """Whether an earlier and as strong row of its inspection says the same."""


@dataclass
class Census:
    """All rows of one inspection that count for the case, or one observation without any."""

    rows: list[Row] = field(default_factory=list)
    inspection: Inspection | None = None
    complete: bool = False
    contradicted: bool = False

    @property
    def span(self) -> Span:
        """From the earliest start to the latest end."""
        spans = [row.report.span for row in self.rows]
        if self.inspection is not None:
            spans.append(self.inspection.span)
        return Span(min(span.start for span in spans), max(span.end for span in spans))

    @property
    def low(self) -> int:
        """At least so many for certain."""
        return sum(
            row.report.count.low for row in self.rows if row.sure == CERTAIN and not row.repeats
        )

    @property
    def alleged(self) -> int:
        """At least so many if every row is believed."""
        return sum(row.report.count.low for row in self.rows)

    @property
    def high(self) -> int | None:
        """At most so many; None: without bound."""
        if not self.complete or any(row.report.count.high is None for row in self.rows):
            return None
        return sum(row.report.count.high for row in self.rows)


def censuses(case: Case, item: str, but: tuple[str, ...]) -> list[Census]:
    """Every census of the item for the case's party and zone, contradictions marked."""
    by_inspection: dict[tuple[str, str], Census] = {}
    alone = []
    for _, report in case.reports:
        if isinstance(report, Inspection):
            own = by_inspection.setdefault((report.origin.source, report.origin.ref), Census())
            own.inspection = report
            own.complete = complete(case, report)
    before: list[tuple[object, ...]] = []
    for _, report in case.reports:
        if not isinstance(report, Observation):
            continue
        said = what_a_row_says(case, report)
        repeats = bool(report.inspection) and said in before
        before.append(said)
        kinds = wider_items(case.pack, report.item)
        sure = all_of(
            strong(case.pack, report),
            is_party(case.pack, report.actor, report.span, case.party),
            place_in_zone(case, report.place),
        )
        if item not in kinds or kinds & set(but) or sure.tri == Tri.NO:
            continue
        if report.inspection:
            key_ = (report.origin.source, report.inspection)
            by_inspection.setdefault(key_, Census()).rows.append(Row(report, sure, repeats))
        else:
            alone.append(Census(rows=[Row(report, sure)], complete=complete(case, report)))
    found = [c for c in by_inspection.values() if c.rows or c.complete] + alone
    mark_contradictions(found)
    return found


def what_a_row_says(case: Case, report: Observation) -> tuple[object, ...]:
    """What is compared of two rows: of which inspection, who, what, how many, when, where, how strong."""
    place = report.place
    return (
        *(report.origin.source, report.inspection, report.actor, report.item),
        *(report.count.low, report.count.high, report.span.start, report.span.end),
        *(place.lon, place.lat, place.accuracy_m, place.zone, place.district, place.country),
        strong(case.pack, report) == CERTAIN,
    )


def complete(case: Case, report: Inspection | Observation) -> bool:
    return (
        case.zone != ""
        and report.complete
        and strong(case.pack, report) == CERTAIN
        and names_whole(case.pack, report.place.zone, case.zone)
    )


def mark_contradictions(found: list[Census]) -> None:
    for whole in found:
        for other in found:
            if whole is other or whole.high is None:
                continue
            if whole.high < other.low and overlap(whole.span, other.span):
                whole.contradicted = True
                other.contradicted = True


def over(count: int | None, allowed: int | None) -> bool:
    """Say whether a count is greater than what is allowed; None: without bound, in both."""
    if allowed is None:
        return False
    return count is None or count > allowed


def limit(
    case: Case, part: Period, *, item: str, at_most: int, but: tuple[str, ...] = ()
) -> Judged:
    here = [c for c in censuses(case, item, but) if within(c.span, *part) != Tri.NO]
    allowed = [allowance(case, at_most, census.span) for census in here]
    if not here:
        allowed = [allowance(case, at_most, as_span(part))]
    lows = [lower for lower, _ in allowed if lower is not None]
    highs = [upper for _, upper in allowed]
    allowed_low = min(lows) if lows else None
    allowed_high = None if None in highs else max(highs)

    decisive = [c for c in here if within(c.span, *part) == Tri.CERTAIN and not c.contradicted]
    wholes = [c.high for c in here if c.complete]
    low = max([c.low for c in decisive], default=0)
    high = None if None in wholes or not wholes or max(wholes) < low else max(wholes)
    bounds = (low, high, allowed_low, allowed_high)

    too_many = [c for c in decisive if over(c.low, allowance(case, at_most, c.span)[1])]
    if len(too_many) == 1 and needs_second(case, too_many[0], at_most):
        return judged("undetermined", {"one-count"}, *bounds)
    if too_many:
        return judged("breached", {"over-limit"}, *bounds)
    reasons = set()
    for census in here:
        reasons |= limit_doubts(case, part, census, allowance(case, at_most, census.span))
    if reasons:
        return judged("undetermined", reasons, *bounds)
    if any(c.complete and within(c.span, *part) == Tri.CERTAIN for c in here):
        return judged("met", {"within-limit"}, *bounds)
    return judged("undetermined", {"no-complete-count"}, *bounds)


def needs_second(case: Case, census: Census, at_most: int) -> bool:
    """Say whether a count is over by a twentieth or one, and nobody confirmed it, where that matters."""
    upper = allowance(case, at_most, census.span)[1]
    if case.pack.evidence_rule.reports_at_least == 1 or upper == 0:
        return False
    if census.low > upper + 1 and (census.low - upper) * 20 > upper:
        return False
    if census.inspection is not None:
        return census.inspection.origin.reliability.credibility != 1
    only = census.rows[0].report
    return bool(only.inspection) or only.origin.reliability.credibility != 1


def limit_doubts(
    case: Case, part: Period, census: Census, allowed: tuple[int | None, int | None]
) -> set[str]:
    """Why one census leaves the limit undetermined; nothing if it does not."""
    if census.contradicted:
        return {"contradiction"}
    if over(census.alleged, allowed[0]):
        reasons = {"partial-alleges"} | dated(census.span, part).doubts
        for row in census.rows:
            if row.report.count.low > 0:
                reasons |= row.sure.doubts | ({"same-row"} if row.repeats else set())
        if allowed[0] != allowed[1]:
            reasons.add("waiver-unclear")
        return reasons
    if census.complete and over(census.high, allowed[0]):
        return {"count-straddles"}
    return set()
