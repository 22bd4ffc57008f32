"""*disarm-by* on a small pack, worked out by hand: the engine and its twin say the same, for either party."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.verify.random_missions import Mission
from tests.verify.small_mission import (
    IN_A,
    IN_B,
    Span,
    bounds,
    days,
    judge,
    obligation,
    origin,
    said,
    small_pack,
    utc,
    waiver,
    watch,
)
from tests.verify.test_oracle_agrees import differences
from tests.verify.test_swap_parties import check_swap

from sulh.mission.provisions import DisarmBy
from sulh.observe.arms_records import CombatantCount, Weapon
from sulh.observe.tables import tables_from_reports
from sulh.report.spoken import spoken
from sulh.values import Place
from sulh.verify import evidence_of, verify
from sulh.verify.live import LiveFindings
from sulh.verify.sentences import FindingWords, sentence_of

if TYPE_CHECKING:
    from sulh.observe.records import Coverage, Report

TEN = DisarmBy(what="weapons", at_least=10, deadline=utc(3, 1))
SIXTY = DisarmBy(what="disarmed", at_least=60, deadline=utc(3, 1))


def weapons(items: int | None = None, **changes: Any) -> Weapon:
    """Return weapons that P handed in on 10 January in zone a."""
    given: dict[str, Any] = {
        "origin": origin(
            changes.pop("ref", f"w{items}"),
            changes.pop("source", "radio"),
            changes.pop("marks", "A1"),
        ),
        "span": days(10, 10),
        "place": IN_A,
        "actor": "Party P",
        "type": "assault-rifle",
        "items": items,
    }
    return Weapon(**(given | changes))


def members(people: int, **changes: Any) -> CombatantCount:
    """Return members of P who were disarmed on 10 January in zone a."""
    given: dict[str, Any] = {
        "origin": origin(changes.pop("ref", f"c{people}"), changes.pop("source", "radio")),
        "span": days(10, 10),
        "place": IN_A,
        "actor": "Party P",
        "phase": "disarmed",
        "people": people,
    }
    return CombatantCount(**(given | changes))


def register(**changes: Any) -> Coverage:
    """Return a complete register of disarmament, from January to March."""
    span = Span(utc(1, 1), days(31, 31, month=3).end)
    return watch(span, subjects=("disarmament",), **changes)


ENOUGH = weapons(10)
CASES = [
    pytest.param(TEN, [ENOUGH], "met done", (10, 10), id="in time"),
    pytest.param(TEN, [weapons(9), weapons()], "met done", (10, 10), id="together"),
    pytest.param(TEN, [weapons(9), register()], "breached missed", (9, 9), id="one too few"),
    pytest.param(TEN, [register()], "breached missed", (0, 0), id="none"),
    pytest.param(TEN, [weapons(9)], "undetermined register-incomplete", (9, 9), id="no register"),
    pytest.param(
        TEN,
        [weapons(9), register(marks="A2")],
        "undetermined register-unconfirmed",
        (9, 9),
        id="a register by one word",
    ),
    pytest.param(
        TEN,
        [weapons(9), register(marks="A2"), register(marks="B2", source="post", ref="other")],
        "breached missed",
        (9, 9),
        id="a register by two words",
    ),
    pytest.param(
        TEN,
        [weapons(9), watch(days(2, 31), subjects=("disarmament",))],
        "undetermined register-incomplete",
        (9, 9),
        id="a register with a hole",
    ),
    pytest.param(
        TEN,
        [weapons(10, place=IN_B), register()],
        "breached missed",
        (0, 0),
        id="in another zone",
    ),
    pytest.param(
        TEN,
        [weapons(10, actor="Party Q"), register()],
        "breached missed",
        (0, 0),
        id="by another party",
    ),
    pytest.param(
        TEN,
        [weapons(10, actor="Militia"), register()],
        "undetermined coalition",
        (0, 10),
        id="by either of two",
    ),
    pytest.param(
        TEN, [weapons(10, marks="F6"), register()], "undetermined weak-source", (0, 10), id="weak"
    ),
    pytest.param(
        TEN,
        [weapons(10, place=Place(zone="land")), register()],
        "undetermined vague-place",
        (0, 10),
        id="somewhere around",
    ),
    pytest.param(
        TEN,
        [weapons(10, span=Span(utc(2, 28), utc(3, 2))), register()],
        "undetermined vague-date",
        (0, 10),
        id="about the deadline",
    ),
    pytest.param(
        TEN,
        [weapons(10, span=days(5, 5, month=3)), register()],
        "breached missed",
        (0, 0),
        id="after the deadline",
    ),
    pytest.param(
        TEN,
        [weapons(6), weapons(6, source="post"), register()],
        "undetermined count-straddles",
        (6, 12),
        id="two senders may tell of the same",
    ),
    pytest.param(SIXTY, [members(65)], "met done", (60, 69), id="members"),
    pytest.param(
        SIXTY,
        [members(58), register()],
        "breached missed",
        (50, 59),
        id="members by the ten that is shown",
    ),
    pytest.param(
        SIXTY,
        [members(31), members(32), register()],
        "met done",
        (60, 78),
        id="members in two records",
    ),
    pytest.param(
        SIXTY,
        [members(29), members(33), register()],
        "undetermined count-straddles",
        (50, 68),
        id="rounded counts hold the number",
    ),
    pytest.param(
        SIXTY,
        [members(65, phase="cantoned"), register()],
        "breached missed",
        (0, 0),
        id="another phase",
    ),
]


def mission(terms: DisarmBy, reports: list[Report], *waivers: Any) -> Mission:
    numbered = [(f"{i:064x}", each) for i, each in enumerate(reports)]
    pack = small_pack(obligation(terms), *waivers)
    return Mission(pack=pack, reports=numbered, at=utc(3, 20))


@pytest.mark.parametrize(("terms", "reports", "verdict", "measured"), CASES)
def test_a_deadline(
    terms: DisarmBy, reports: list[Report], verdict: str, measured: tuple[int, int]
) -> None:
    reports = [*reports, weapons(1, actor="Stranger", ref="late", span=days(18, 18, month=3))]
    found = judge(terms, *reports, month="2024-03", at=utc(3, 20))
    assert said(found) == verdict
    assert bounds(found) == (*measured, terms.at_least, terms.at_least)
    made = mission(terms, reports)
    assert not differences(made)
    check_swap(made, "P", "Q")


def test_what_is_late_mends_later_months_alone() -> None:
    """The deadline's month stays breached; nothing is judged before the deadline."""
    late = weapons(10, span=days(5, 5, month=3))
    reports = [late, register(), watch(days(1, 30, month=4), subjects=("disarmament",))]
    made = replace(mission(TEN, reports), at=utc(5, 1))
    assert not differences(made)
    tables = tables_from_reports(made.reports)
    frame = verify(made.pack, tables, at=made.at).frame
    assert frame.select("month", "verdict", "reasons").rows() == [
        ("2024-03", "breached", ["missed"]),
        ("2024-04", "met", ["done-before"]),
    ]


@pytest.mark.parametrize(
    ("start", "verdict"),
    [(utc(1, 1), "met waived"), (utc(3, 10), "undetermined waiver-unclear")],
)
def test_a_suspension(start: Any, verdict: str) -> None:
    lifted = waiver(suspends=True, start=start)
    reports = [weapons(1), register()]
    found = judge(TEN, *reports, month="2024-03", at=utc(3, 20), waivers=(lifted,))
    assert said(found) == verdict
    assert not differences(mission(TEN, reports, lifted))


def test_it_is_said_in_words() -> None:
    """With the records behind it; of persons never more than the ten that may be shown."""
    made = mission(SIXTY, [members(53, women=7), register()])
    tables = tables_from_reports(made.reports)
    (finding,) = verify(made.pack, tables, at=made.at)
    words = FindingWords(made.pack, made.pack.provisions[0], finding)
    text = (
        "Breached: Party P in a, 1 to 19 March 2024: 50 to 59 members disarmed before it began; "
        "at least 60 agreed by 1 March 2024."
    )
    assert sentence_of(words) == text
    shown = evidence_of(made.pack, tables, finding.evidence)
    assert [each.what for each in shown.values()] == ["50 to 59 members: disarmed"]
    for language in ("ar", "en", "fr"):
        said = spoken(made.pack, finding, tuple(shown.values()), language).sentence
        assert "50" in said
        assert "59" in said
        assert "53" not in said


def test_findings_that_are_kept_follow_what_is_laid_down() -> None:
    """A late record of an early day changes every month since the deadline."""
    reports = [register(), watch(days(1, 30, month=4), subjects=("disarmament",))]
    made = mission(TEN, reports)
    live = LiveFindings(made.pack)
    before = live.update(tables_from_reports(made.reports), [], at=utc(5, 1))
    assert set(before.frame["verdict"]) == {"breached"}
    more = [*made.reports, ("f" * 64, ENOUGH)]
    tables = tables_from_reports(more)
    start = int(ENOUGH.span.start.timestamp() * 1_000_000)
    after = live.update(tables, [(start, start, 32)], at=utc(5, 1))
    assert after.frame.equals(verify(made.pack, tables, at=utc(5, 1)).frame)
    assert set(after.frame["verdict"]) == {"met"}
