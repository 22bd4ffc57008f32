"""Small counts never leave by any other door: places, donors, projects, choices, disasters, HXL, IATI, and differences."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.recover.iati.test_write import PUBLISHER
from tests.recover.rebuild.made import AT, payment, project, reach
from tests.recover.rebuild.test_statement import damage
from tests.recover.returns.made import alike, condition, same_cell, span
from tests.recover.returns.made import movement as moved
from tests.recover.returns.made import population as counted
from tests.recover.test_combatants import count as member_count

from sulh.errors import InputError
from sulh.observe import PHASES
from sulh.picture import Origin
from sulh.recover import (
    choose_from_ledger,
    combatant_statement,
    donor_report,
    governance_statement,
    hazard_statement,
    ledger_view,
    place_profile,
    publish_needs,
    publish_people,
    publish_returns,
    rebuild_statement,
    returns_statement,
    weapon_statement,
    write_activities,
)
from sulh.recover.governance_records import Complaint
from sulh.recover.return_records import HazardousArea
from sulh.report import (
    choice_sheet,
    combatants_sheet,
    donor_sheet,
    governance_sheet,
    hazards_sheet,
    hxl_csv,
    place_sheet,
    rebuilding_sheet,
    returns_sheet,
    sheet_html,
    sheet_xlsx,
    weapons_sheet,
)
from sulh.report.disarmament import disarmament
from sulh.report.pages.first_days import first_days_sheet
from sulh.respond import AreaAssessment, Travel, plan_first_days, prepare_ways
from sulh.respond.mass_casualty import Disaster
from sulh.values import Place

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from sulh.report import Sheet

PLACES = ("Bria", "Ndele")
WAYS = prepare_ways(None)
PARTS = ("women", "men", "girls", "boys")
Numbers = list[int]


def hazard(exposed: int, *, place: str, ref: str) -> HazardousArea:
    """Return an area with so many people close to it."""
    return HazardousArea(
        origin=Origin(source="IMAS", ref=ref),
        span=span(20),
        place=Place(name=place, lon=20.65, lat=8.41),
        suspicion="suspected",
        ordnance="unknown",
        area_m2=Decimal(400),
        radius_m=50,
        exposed=exposed,
    )


def disaster(people: int, *, place: str, ref: str) -> Disaster:
    """Return an earthquake that so many people had to leave."""
    return Disaster(
        origin=Origin(source="UNDAC", ref=ref),
        span=span(20),
        cause="earthquake",
        affected=people,
        displaced=people,
        place=Place(name=place),
    )


def sector(people: int, *, place: str, ref: str) -> AreaAssessment:
    """Return a sector with so many people affected."""
    return AreaAssessment(
        origin=Origin(source="UNDAC", ref=ref),
        span=span(20),
        sector=ref,
        level="asr-1",
        affected=people,
        place=Place(name=place),
    )


def complaint(people: int, *, place: str, ref: str) -> Complaint:
    """Return a complaint of so many people."""
    return Complaint(
        origin=Origin(source="desk", ref=ref),
        span=span(60),
        place=Place(name=place),
        topic="delay",
        people=people,
        about="P-1",
    )


def pages(sheet: Sheet, content: dict[str, Any]) -> Iterator[str]:
    """Yield a statement as the console's JSON, as a page and as a workbook."""
    yield json.dumps(content, sort_keys=True)
    yield sheet_html(sheet)
    with zipfile.ZipFile(io.BytesIO(sheet_xlsx(sheet))) as book:
        yield from (
            book.read(name).decode() for name in sorted(book.namelist()) if name.startswith("xl/")
        )


def published(entries: dict[str, list[Any]], at: datetime) -> Iterator[str]:
    """Yield all that leaves at a moment."""
    view = ledger_view(entries, at=at)
    returns = returns_statement(
        entries["movement"],
        entries["population"],
        entries["return-condition"],
        view,
        since=at - timedelta(days=90),
        at=at,
    )
    rebuilt = rebuild_statement(entries, at=at)
    yield from pages(rebuilding_sheet(rebuilt), rebuilt.content())
    answer = choose_from_ledger(
        rebuilt,
        entries["population"],
        budget=Decimal(150_000),
        currency="USD",
        fairness="max-min",
        floor=None,
    )
    yield from pages(choice_sheet(answer), answer.content())
    report = donor_report("Nation A", rebuilt, governance_statement(entries, at=at))
    yield from pages(donor_sheet(report), report.content())
    governance = governance_statement(entries, at=at)
    yield from pages(governance_sheet(governance), governance.content())
    yield from pages(returns_sheet(returns), returns.content())
    hazards = hazard_statement(entries["hazardous-area"], [], at=at)
    yield from pages(hazards_sheet(hazards), hazards.content())
    members = combatant_statement(entries["combatant-count"], at=at)
    yield from pages(combatants_sheet(members), members.content())
    arms = weapon_statement([], [], [], at=at, combatants=members)
    yield from pages(weapons_sheet(arms), arms.content())
    yield repr(disarmament(arms))
    plan = plan_first_days(
        (), entries["area-assessment"], entries["disaster"], (), WAYS, Travel(), at=at
    )
    yield from pages(first_days_sheet(plan), plan.content())
    for name in PLACES:
        try:
            profile = place_profile(name, view, returns, rebuilt.projects, members)
        except InputError as error:
            yield str(error)
            continue
        yield from pages(place_sheet(profile), profile.content())
    if view.needs is not None:
        yield hxl_csv(publish_needs(view.needs))
        yield hxl_csv(publish_people(view.needs))
    yield hxl_csv(publish_returns(returns))
    yield write_activities(entries["project"], entries["payment"], PUBLISHER, at=at)


def world(
    crowds: list[tuple[str, str, int]],
    flows: list[tuple[str, Numbers, bool]],
    reached: list[tuple[str, str, Numbers, bool]],
    members: list[tuple[str, str, str, Numbers, bool]],
    draw: Any = None,
    share: int = 2,
) -> dict[str, list[Any]]:
    """Return the records; `draw` given: with other counts that are rounded alike.

    Of a population its whole leaves, so that its women can be any `share` of it.
    """

    def people(numbers: Numbers, has_parts: bool) -> tuple[int, dict[str, int]]:
        parts = dict(zip(PARTS if has_parts else (), numbers, strict=False))
        whole = sum(parts.values()) + numbers[4]
        return alike(whole, parts, draw) if draw else (whole, parts)

    def with_parts(record: Any, parts: dict[str, int]) -> Any:
        return type(record)(
            **{name: getattr(record, name) for name in record.__struct_fields__} | parts
        )

    entries: dict[str, list[Any]] = {
        name: []
        for name in (
            *("movement", "population", "project-reach", "damage", "decision", "complaint"),
            *("incident", "hazardous-area", "area-release", "delivery", "answer-to-complaint"),
            *("combatant-count", "disaster", "area-assessment"),
        )
    }
    for at, (place, source, number) in enumerate(crowds):
        whole = same_cell(number, draw()) if draw else number
        record = counted(whole, ref=f"p{at}", place=place, source=source)
        entries["population"].append(with_parts(record, {"women": whole // share}))
    for at, (left, numbers, has_parts) in enumerate(flows):
        whole, parts = people(numbers, has_parts)
        entries["movement"].append(
            moved(whole, ref=f"m{at}", left=left, to="Ndele" if left == "Bria" else "Bria", **parts)
        )
    for at, (place, word, numbers, has_parts) in enumerate(reached):
        whole, parts = people(numbers, has_parts)
        number = f"P-{at % 2 + 1}"
        entries["project-reach"].append(
            reach(whole, place=place, word=word, project=number, day=20 + at, **parts)
        )
    for at, (place, group, phase, numbers, has_parts) in enumerate(members):
        whole, parts = people(numbers, has_parts)
        entries["combatant-count"].append(
            member_count(
                whole, phase, group=group, place=place, ref=f"c{at}", before=20 - at, **parts
            )
        )
    for at, (place, _, number) in enumerate(crowds):
        whole = same_cell(number, draw()) if draw else number
        entries["hazardous-area"].append(hazard(whole, place=place, ref=f"h{at}"))
        entries["complaint"].append(complaint(max(1, whole), place=place, ref=f"k{at}"))
        entries["damage"].append(damage(serves=whole))
        entries["disaster"].append(disaster(whole, place=place, ref=f"d{at}"))
        entries["area-assessment"].append(sector(whole, place=place, ref=f"s{at}"))
    stages = {"P-1": "proposed", "P-2": "agreed"}
    entries["project"] = [
        project(number, funder="Nation A", stage=stage) for number, stage in stages.items()
    ]
    entries["payment"] = [payment(900)]
    entries["return-condition"] = [condition("water", "partly")]
    return entries


numbers = st.lists(st.integers(0, 40), min_size=5, max_size=5)
crowds = st.lists(
    st.tuples(st.sampled_from(PLACES), st.sampled_from(["IOM", "UNHCR"]), st.integers(0, 60)),
    max_size=3,
)
flows = st.lists(st.tuples(st.sampled_from(PLACES), numbers, st.booleans()), max_size=2)
reached = st.lists(
    st.tuples(
        st.sampled_from(PLACES), st.sampled_from(["intended", "reached"]), numbers, st.booleans()
    ),
    max_size=4,
)
members = st.lists(
    st.tuples(
        st.sampled_from(PLACES),
        st.sampled_from(["Front", "Union"]),
        st.sampled_from(PHASES),
        numbers,
        st.booleans(),
    ),
    max_size=4,
)


worlds = st.tuples(crowds, flows, reached, members, st.randoms(use_true_random=False))


@settings(deadline=None, max_examples=3, phases=[Phase.generate])
@given(worlds)
def test_no_door_tells_two_worlds_apart(worlds: tuple[Any, ...]) -> None:
    """Each count becomes another one that is rounded alike: nothing that leaves at two moments changes.

    So whatever is added up or taken apart from it, also between the doors, fits other true numbers as well.
    """
    compare(*worlds)


@pytest.mark.slow
@settings(deadline=None, max_examples=40)
@given(worlds)
def test_no_door_tells_many_worlds_apart(worlds: tuple[Any, ...]) -> None:
    """The same, at length."""
    compare(*worlds)


def compare(
    crowds: list[Any],
    flows: list[Any],
    reached: list[Any],
    members: list[Any],
    chance: random.Random,
) -> None:
    """Publish a world and one that is rounded alike."""
    truth = world(crowds, flows, reached, members)
    changed = world(crowds, flows, reached, members, lambda: chance.randrange(1000), share=3)
    for at in (AT, AT - timedelta(days=15)):
        assert list(published(truth, at)) == list(published(changed, at))
