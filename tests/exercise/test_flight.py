"""Flight from violence: against the chances of one person followed step by step, persons one by one, and real cases."""

from __future__ import annotations

import json
import os
import random
from collections import defaultdict
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.cli.exercise import flight
from sulh.errors import InputError
from sulh.exercise import (
    FLIGHT_RIVALS,
    Closure,
    FlightCase,
    FlightPlace,
    FlightRoute,
    FlightRules,
    check_flight,
    flight_errors,
    naive_flight,
    newly_fled,
    read_flight,
    simulate_flight,
)
from sulh.exercise.flight import is_closed
from sulh.languages.speech import Speech
from sulh.report import sheet_html
from sulh.report.pages.flight import flight_sheet
from sulh.workspace import read_flight_folder

DAYS = 6


def place(name: str, kind: str, **more: int) -> FlightPlace:
    """Return a place of a country named after its kind."""
    return FlightPlace(name=name, country=kind, lon=0.0, lat=0.0, kind=kind, **more)  # type: ignore[arg-type]


def a_case(routes: tuple[FlightRoute, ...], **more: object) -> FlightCase:
    """Return a case of six places in which 1,000 flee on the second day."""
    places = (
        place("war", "conflict", people=900), place("later", "conflict", people=300, conflict_day=3),
        place("town", "town"), place("hub", "hub"), place("camp", "camp"), place("far", "camp"),
    )  # fmt: skip
    case = FlightCase(
        name="six", start=date(2020, 1, 1), days=DAYS, places=places, routes=routes, closures=(),
        registered={"camp": (10.0, *[510.0] * (DAYS - 1)), "far": (0.0, *[500.0] * (DAYS - 1))},
    )  # fmt: skip
    return replace(case, **more)  # type: ignore[arg-type]


def leaving(case: FlightCase, rules: FlightRules, name: str, day: int) -> tuple[float, float]:
    """Return the chance that a place is left on a day, and what draws people to it."""
    each = next(one for one in case.places if one.name == name)
    if each.kind == "conflict" and day >= each.conflict_day:
        return rules.leaves_conflict, rules.conflict_pull
    return {
        "camp": (rules.leaves_camp, rules.camp_pull),
        "hub": (rules.leaves_hub, rules.town_pull),
    }.get(each.kind, (rules.leaves_town, rules.town_pull))


def ways_out(
    case: FlightCase, rules: FlightRules, name: str, day: int
) -> list[tuple[float, str, int]]:
    """Return the chances of the links out of a place: chance, end, km."""
    ways = []
    for route in case.routes:
        for one, two in ((route.one, route.two), (route.two, route.one)):
            if one == name and not is_closed(case, route, day):
                forced = route.forced_from == one
                ways.append((leaving(case, rules, two, day)[1] / route.km, two, route.km, forced))
    ways = next(([each] for each in ways if each[3]), ways)
    total = sum(each[0] for each in ways)
    return [(weight / total, end, km) for weight, end, km, _ in ways]


def one_person(case: FlightCase, rules: FlightRules, origin: str) -> dict[str, float]:
    """Return where somebody who flees on the second day is at the end, with what chance: every path, one by one."""

    def walk(at: str, left: float, day: int, chance: float, states: dict[object, float]) -> None:
        leave = leaving(case, rules, at, day)[0]
        ways = ways_out(case, rules, at, day) if left > 0 else []
        stay = 1 - leave if ways else 1.0
        if stay > 0:
            states[at] += chance * stay
        for share, end, km in ways if leave > 0 else ():
            if km <= left:
                walk(end, left - km, day, chance * leave * share, states)
            else:
                states[end, km - left] += chance * leave * share

    states: dict[object, float] = {origin: 1.0}
    for day in range(1, case.days):
        after: dict[object, float] = defaultdict(float)
        for state, chance in states.items():
            if isinstance(state, str):
                walk(state, rules.km_a_day, day, chance, after)
            elif state[1] > rules.km_a_day:  # type: ignore[index]
                after[state[0], state[1] - rules.km_a_day] += chance  # type: ignore[index]
            else:
                walk(state[0], rules.km_a_day - state[1], day, chance, after)  # type: ignore[index]
        states = after
    return {str(name): chance for name, chance in states.items() if isinstance(name, str)}


ENDS = ("war", "later", "town", "hub", "camp", "far")
PAIRS = [(one, two) for n, one in enumerate(ENDS) for two in ENDS[n + 1 :]]


@given(
    km=st.lists(st.integers(70, 250), min_size=len(PAIRS), max_size=len(PAIRS)),
    chosen=st.sets(st.sampled_from(PAIRS), min_size=1, max_size=7),
    forced=st.booleans(),
    closed=st.sampled_from(["", "town", "link", "country"]),
    town=st.sampled_from([0.0, 0.3, 1.0]),
)
@settings(max_examples=12, deadline=None)
def test_the_mean_is_that_of_one_person_followed_along_every_path(
    km: list[int],
    chosen: set[tuple[str, str]],
    forced: bool,
    closed: str,
    town: float,
) -> None:
    routes = tuple(
        FlightRoute(one=one, two=two, km=length, forced_from=one if forced and one == "war" else "")
        for (one, two), length in zip(PAIRS, km, strict=True)
        if (one, two) in chosen
    )
    closures = {
        "": (),
        "town": (Closure(kind="location", one="town", two="", start=2, end=4),),
        "link": (Closure(kind="link", one="camp", two="war", start=0, end=3),),
        "country": (Closure(kind="country", one="camp", two="conflict", start=1, end=5),),
    }[closed]
    case = a_case(routes, closures=closures)
    rules = FlightRules(leaves_town=town, leaves_camp=0.0)
    expected = one_person(case, rules, "war")
    result = simulate_flight(case, rules)
    assert newly_fled(case).tolist() == [0, 1000, 0, 0, 0, 0]
    assert result.in_camps[-1] == pytest.approx(
        [10 + 1000 * expected.get("camp", 0.0), 1000 * expected.get("far", 0.0)], abs=1e-6
    )
    assert result.in_camps.sum(axis=1) + result.on_way == pytest.approx([10] + [1010] * 5)


def test_persons_one_by_one_fill_camps_alike() -> None:
    """With capacities the mean of many is no mean of one: so a thousand persons, one after the other."""
    routes = (
        FlightRoute(one="war", two="camp", km=90), FlightRoute(one="war", two="far", km=180),
        FlightRoute(one="war", two="town", km=60), FlightRoute(one="town", two="far", km=130),
    )  # fmt: skip
    case = a_case(routes)
    places = tuple(replace(each, capacity=300 * (each.name == "camp")) for each in case.places)
    case, rules = replace(case, places=places), FlightRules(leaves_camp=0.0)
    result = simulate_flight(case, rules)
    chance = random.Random(5)
    found = np.mean([_many(case, rules, chance) for _ in range(20)], axis=0)
    assert result.in_camps[-1] == pytest.approx(found, rel=0.04)
    assert 270 < result.in_camps[-1][0] <= 303  # full, but for the step in which people set out


def _many(case: FlightCase, rules: FlightRules, chance: random.Random) -> list[float]:
    """Return how many of 1,000 persons end in each camp; each looks at how full the camps are."""
    full = {"camp": 10, "far": 0}
    where: list[tuple[str, int]] = [("war", 0)] * 1000
    for day in range(1, case.days):
        for n, (at, km_to_go) in enumerate(where):
            if at in full and km_to_go == 0:
                continue
            left = rules.km_a_day - km_to_go
            place, to_go = at, max(-left, 0)
            while left > 0 and place not in full:
                leave = leaving(case, rules, place, day)[0]
                if chance.random() >= leave:
                    break
                ways = ways_out(case, rules, place, day)
                room = [
                    min(1.0, max(0.0, (1 - full["camp"] / 300) * 10)) if end == "camp" else 1.0
                    for _, end, _ in ways
                ]
                weights = [way[0] * factor for way, factor in zip(ways, room, strict=True)]
                _, place, km = chance.choices(ways, weights)[0]
                left, to_go = left - km, max(km - left, 0)
            if place in full and to_go == 0:
                full[place] += 1
            where[n] = (place, to_go)
    return [float(full["camp"]), float(full["far"])]


def test_errors_count_who_is_in_the_wrong_camp_twice() -> None:
    case = a_case(())
    right = np.array([case.registered["camp"], case.registered["far"]]).T
    assert flight_errors(case, right).mean == 0
    error = flight_errors(case, np.tile([1010.0, 0.0], (DAYS, 1)))
    assert error.mean == pytest.approx(1000 / 1010)
    assert error.scaled_later == pytest.approx(1000 / 1010)
    half = flight_errors(case, right / 2)
    assert (half.mean, half.scaled) == (pytest.approx(0.5), pytest.approx(0.0))


def test_naive_guesses_send_people_where_they_say() -> None:
    routes = (FlightRoute(one="war", two="camp", km=100), FlightRoute(one="war", two="far", km=300))
    closed = Closure(kind="location", one="camp", two="", start=0, end=1)
    case = a_case(routes, closures=(closed,))
    last = {name: naive_flight(case, name)[-1].tolist() for name in FLIGHT_RIVALS}
    assert last["all to the nearest camp"] == pytest.approx([1010, 0])
    assert last["camps by one over the distance"] == pytest.approx([760, 250])
    assert last["every camp the same"] == pytest.approx([510, 500])
    assert last["as registered on the first day"] == pytest.approx([1010, 0])


FILES = {
    "input_csv/sim_period.csv": "StartDate,2020-01-01\nLength,11\n",
    "input_csv/locations.csv": (
        '"#name",region,country,lat,lon,location_type,conflict_date,population\n'
        "War,r,A,1,1,conflict_zone,0,900\nCamp,r,B,1,2,camp,,500\n"
    ),
    "input_csv/routes.csv": "#name1,name2,distance,forced\nWar,Camp,90,0\n",
    "source_data/data_layout.csv": "total,refugees.csv\nCamp,a.csv,b.csv\n",
    "source_data/a.csv": "Date,n\n2020-01-01,100\n# a note\n,\n2020-01-11,200\n",
    "source_data/b.csv": "2020-01-06,50\n",
}


def test_registrations_are_lines_between_counts_and_files_are_added_up() -> None:
    case, problems = read_flight("x", FILES)
    assert problems == []
    counts = case.registered["Camp"]
    assert counts[:6] == pytest.approx((100, 110, 120, 130, 140, 200))
    assert counts[-1] == 250
    recount = {"input_csv/registration_corrections.csv": 'Camp,2020-01-11,"normalize"\n'}
    case, _ = read_flight("x", FILES | recount)
    assert case.registered["Camp"][0] == pytest.approx(100 * 250 / 200)
    assert case.registered["Camp"][5:] == pytest.approx([250] * 6)


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "row", "field"),
    [
        ("input_csv/locations.csv", "conflict_zone", "battle", "bad-word", 2, "location_type"),
        ("input_csv/locations.csv", "B,1,2", "B,1,200", "not-a-number", 3, "lon"),
        ("input_csv/routes.csv", "War,Camp,90", "War,Camp,0", "not-a-number", 2, "distance"),
        ("input_csv/routes.csv", "War,Camp", "War,Kamp", "unknown-reference", 2, "name2"),
        ("source_data/a.csv", "2020-01-11", "11/1/2020", "bad-date", 5, "date"),
        ("source_data/a.csv", "2020-01-11,200", "2020-01-11,-1", "not-a-number", 5, "registered"),
        ("source_data/data_layout.csv", "Camp,a.csv", "Camp,gone.csv", "missing", 2, "Camp"),
        ("source_data/data_layout.csv", "Camp2,b.csv", "Camp,b.csv", "duplicate-id", 3, "Camp"),
    ],
)  # fmt: skip
def test_a_bad_row_is_named(name: str, old: str, new: str, code: str, row: int, field: str) -> None:
    more = {
        "input_csv/locations.csv": FILES["input_csv/locations.csv"]
        + "War2,r,A,1,1,conflict_zone,0,9\nCamp2,r,B,1,2,camp,,500\n",
        "input_csv/routes.csv": FILES["input_csv/routes.csv"] + "War2,Camp2,90\n",
        "source_data/data_layout.csv": FILES["source_data/data_layout.csv"] + "Camp2,b.csv\n",
    }
    texts = FILES | more
    _, problems = read_flight("x", texts | {name: texts[name].replace(old, new, 1)})
    assert (code, name, row, field) in [(e.code, e.source, e.row, e.field) for e in problems]
    assert all(each.expected and each.remedy for each in problems)


def test_what_is_no_case_is_refused_in_words() -> None:
    with pytest.raises(InputError, match="has no input_csv/routes"):
        read_flight("x", {k: v for k, v in FILES.items() if "routes" not in k})
    with pytest.raises(InputError, match="StartDate and Length"):
        read_flight("x", FILES | {"input_csv/sim_period.csv": "Length,9\n"})
    with pytest.raises(InputError, match="has no route"):
        read_flight("x", FILES | {"input_csv/routes.csv": ""})


def test_a_camp_that_no_route_reaches_is_named() -> None:
    more = {
        "input_csv/locations.csv": FILES["input_csv/locations.csv"] + "Lost,r,B,1,2,camp,,5\n",
        "source_data/data_layout.csv": FILES["source_data/data_layout.csv"] + "Lost,b.csv\n",
    }
    case, problems = read_flight("x", FILES | more)
    assert [(each.code, each.value, each.severity) for each in problems] == [
        ("unreached", "Lost", "warning")
    ]
    assert simulate_flight(case).in_camps[-1][1] == pytest.approx(50)


def test_the_command_writes_a_page_that_says_simulated_and_the_same_numbers_as_json(
    tmp_path: Path,
) -> None:
    for name, text in FILES.items():
        path = tmp_path / "case" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    run = CliRunner()
    page = tmp_path / "page.html"
    assert run.invoke(flight, [str(tmp_path / "case"), "-o", str(page)]).exit_code == 0
    html = page.read_text("utf-8")
    assert html.count("SIMULATED") >= 3  # the band, and each drawing
    content = json.loads(run.invoke(flight, [str(tmp_path / "case"), "--json"]).stdout)
    check = check_flight(read_flight("case", FILES)[0])
    assert content["simulated"] is True
    assert content["error"]["scaled"] == check.error.scaled
    assert f"{check.error.scaled:.3f}" in html
    assert content["camps"]["Camp"]["registered"][0] == 100


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "most", "least_rival"),
    [("car", 0.40, 0.7), ("mali2012", 0.33, 0.33), ("ssudan", 0.60, 0.6)],
)
def test_real_flights_are_nearer_than_naive_guesses(
    name: str, most: float, least_rival: float
) -> None:
    """The Central African Republic, Mali and South Sudan; the figures stand in docs/explanation/flight.md."""
    if "SULH_DATA" not in os.environ:
        pytest.skip("SULH_DATA is not set: the registrations are not in the repository")
    folder = Path(os.environ["SULH_DATA"]) / "displacement" / "fabflee" / name
    check = check_flight(read_flight_folder(folder)[0])
    assert check.error.scaled < most
    knows_capacity = "camps by their capacity"
    assert all(e.scaled > least_rival for n, e in check.rivals.items() if n != knows_capacity)


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_page_is_said_in_the_readers_language(language: str) -> None:
    """No sentence, column, guess or assumption of ours is left in English, in the drawings neither."""
    check = check_flight(read_flight("case", FILES)[0])
    page = unescape(sheet_html(flight_sheet(check, speech=Speech(language))))
    names = (*check.rivals, *check.variants)
    ours = (
        *names,
        "registered",
        ">simulated<",
        "naive",
        "Camps",
        "Errors",
        "averaged",
        "the last day",
    )
    assert [each for each in ours if each in page] == []
    assert f'lang="{language}"' in page
    assert "mean error" in sheet_html(flight_sheet(check))
