"""Random incidents of a scenario, stated or fitted: what cannot be played is named, what can is played."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from sulh import workspace
from sulh.cli import main
from sulh.errors import InputError
from sulh.exercise import (
    History,
    PastIncident,
    ScenarioError,
    fit_incidents,
    fit_json,
    parse_fit,
    play_scenario,
    read_scenario,
)
from sulh.workspace.live_exercise import set_up_live

HEAD = """
[exercise]
id = "x"
title = "X"
pack = "example"
from = 2021-01-01
until = 2021-03-01
[observers]
density = 1.0
quality = "exact"
[behaviour]
others = "comply"
"""
STATED = """
[incidents]
a_month = 12
offspring = 0.5
mean_days = 5
spread_km = 6
acts = ["direct-fire", "violence-against-civilians"]
by = ["RED"]
zones = ["north"]
"""


def past() -> History:
    """Forty fights on the island, most in pairs; the names are those of the pack, its aliases, and nobody's."""
    random = np.random.default_rng(1)
    names = ("Red Army", "BLUE", "Sea Bandits")
    days = np.sort(np.concatenate([random.uniform(0, 99, 20)] * 2) + np.tile([0, 0.5], 20))
    return History(
        from_=datetime(2020, 1, 1, tzinfo=UTC),
        until=datetime(2020, 4, 10, tzinfo=UTC),
        incidents=tuple(
            PastIncident(
                day=float(day), lon=-30.0 + n % 5 / 50, lat=-45.0, act="direct-fire", by=names[n % 3],
                against="Islanders", deaths=n % 4, civilian_deaths=n % 2,
            )
            for n, day in enumerate(days)
        ),
        left_out={"long": 2},
    )  # fmt: skip


@pytest.fixture(scope="module")
def fitted() -> str:
    """The file of a fit."""
    return fit_json(fit_incidents(past()))


def scenario(folder: Path, text: str):
    """Read a scenario of this text."""
    path = folder / "scenario.toml"
    path.write_text(HEAD + text, "utf-8")
    return read_scenario(path)


def incidents(played):
    """The random incidents among what truly happened."""
    return [each for each in played.world.acts if each.id.startswith("incident|")]


def test_stated_incidents_are_played(tmp_path: Path) -> None:
    """Those asked for, in number about as stated; the same for the same seed; and they are true breaches."""
    read = scenario(tmp_path, STATED)
    counts = [len(incidents(play_scenario(read, seed=seed))) for seed in range(40)]
    assert 12 < np.mean(counts) < 28  # 24 in the long run, fewer since it begins quiet
    played = play_scenario(read, seed=3)
    assert played == play_scenario(read, seed=3)
    mine = incidents(played)
    assert {each.act for each in mine} == {"direct-fire", "violence-against-civilians"}
    assert {each.by for each in mine} == {"RED"}
    assert all(read.from_ <= each.moment < read.until for each in mine)
    assert "broken" in played.truth.conduct.values()
    quiet = play_scenario(scenario(tmp_path, ""), seed=3)
    assert [each for each in played.world.acts if each not in mine] == list(quiet.world.acts)
    assert "broken" not in quiet.truth.conduct.values()


def test_what_an_incident_excites_is_near_it_and_like_it(tmp_path: Path) -> None:
    """Its act and its party; within some deviations of the spread."""
    played = play_scenario(scenario(tmp_path, STATED), seed=7)
    by_id = {each.id: each for each in incidents(played)}
    children = [each for each in by_id.values() if "." in each.id]
    assert children
    for child in children:
        parent = by_id[child.id.rpartition(".")[0]]
        assert (child.act, child.by) == (parent.act, parent.by)
        assert parent.moment <= child.moment
        assert abs(child.lat - parent.lat) < 5 * 6 / 111


def test_fitted_incidents_follow_the_past(tmp_path: Path, fitted: str) -> None:
    """By the pack's parties where it knows the names, else by the names themselves."""
    (tmp_path / "past.json").write_text(fitted)
    read = scenario(tmp_path, '[incidents]\nfit = "past.json"\n')
    mine = [each for seed in range(6) for each in incidents(play_scenario(read, seed=seed))]
    assert {each.by for each in mine} == {"RED", "BLUE", "Sea Bandits"}
    assert {each.against for each in mine} == {"civilians"}
    assert {each.began for each in mine} == {True, False}  # reports do not say who began
    assert all(each.civilian_deaths <= each.deaths or each.deaths == 0 for each in mine)


def test_a_fit_comes_back_from_its_file(fitted: str) -> None:
    """To the last digit."""
    fit = fit_incidents(past())
    assert parse_fit(fitted.encode()) == fit
    assert fit_json(fit) == fitted


BAD = {
    "nothing stated": ("[incidents]\noffspring = 0.5\n", "missing", "incidents.a_month"),
    "unknown act": (STATED.replace('"direct-fire"', '"frie"'), "unknown-reference", "incidents.acts[0]"),
    "unknown party": (STATED.replace('"RED"', '"GREEN"'), "unknown-reference", "incidents.by[0]"),
    "unknown zone": (STATED.replace('"north"', '"moon"'), "unknown-reference", "incidents.zones[0]"),
    "without end": (STATED.replace("0.5", "1.0"), "bad-value", "incidents.offspring"),
    "no such file": ('[incidents]\nfit = "none.json"\n', "unreadable", "incidents.fit"),
    "elsewhere": ('[incidents]\nfit = "../none.json"\n', "bad-value", "incidents.fit"),
    "no fit": ('[incidents]\nfit = "scenario.toml"\n', "bad-json", "incidents.fit"),
    "both": ('[incidents]\nfit = "scenario.toml"\nacts = ["direct-fire"]\n', "unknown-key", "incidents.acts"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_played_is_named(tmp_path: Path, name: str) -> None:
    """With its field and its line."""
    text, code, field = BAD[name]
    with pytest.raises(ScenarioError) as caught:
        scenario(tmp_path, text)
    problem = next(each for each in caught.value.problems if each.field == field)
    assert problem.code == code
    assert problem.row > HEAD.count("\n")


SPOILT = {
    "no version": lambda file: file.pop("version"),
    "too many offspring": lambda file: file["fit"]["rates"].update(offspring=1.2),
    "no incidents": lambda file: file["fit"]["history"].update(incidents=[]),
    "a chance too few": lambda file: file["fit"]["alone"].pop(),
    "no chance": lambda file: file["fit"].update(alone=[0.0] * 40),
    "off the globe": lambda file: file["fit"]["history"]["incidents"][0].update(lat=99.0),
    "out of order": lambda file: file["fit"]["history"]["incidents"].reverse(),
    "after the end": lambda file: file["fit"]["history"].update(until="2020-01-02T00:00:00Z"),
    "no offset": lambda file: file["fit"]["history"].update(from_="2020-01-01T00:00:00"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_fit_is_refused(tmp_path: Path, fitted: str, name: str) -> None:
    """It never plays something else."""
    content = json.loads(fitted)
    SPOILT[name](content)
    (tmp_path / "past.json").write_text(json.dumps(content))
    with pytest.raises(ScenarioError) as caught:
        scenario(tmp_path, '[incidents]\nfit = "past.json"\n')
    assert [each.code for each in caught.value.problems] == ["bad-json"]


def test_an_act_that_the_pack_does_not_know_is_named(tmp_path: Path, fitted: str) -> None:
    """A fit of one mission's events may not suit another's pack."""
    (tmp_path / "past.json").write_text(fitted.replace("direct-fire", "sorcery"))
    with pytest.raises(ScenarioError) as caught:
        scenario(tmp_path, '[incidents]\nfit = "past.json"\n')
    assert [each.value for each in caught.value.problems] == ["sorcery"]


def run(*words: object) -> str:
    """Run a command that succeeds; return what it prints."""
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result.output


def test_from_a_file_of_events_to_a_review(tmp_path: Path) -> None:
    """Fit, play, and review in the mission's folder, which holds the fit; the page says whether it fits."""
    rows = ["kind,ref,source,start,lon,lat,accuracy_m,actor,opponent,act,deaths_best,deaths_low"]
    start = datetime(2020, 1, 1, tzinfo=UTC)
    for n, each in enumerate(past().incidents):
        moment = start + timedelta(days=each.day)
        rows.append(
            f"incident,{n},press,{moment:%Y-%m-%dT%H:%MZ},{each.lon},{each.lat},500,{each.by},"
            f"Islanders,{each.act},{each.deaths},{each.deaths}"
        )
    rows.append("incident,x,press,2020-02-30,-30,-45,500,RED,BLUE,direct-fire,1,1")
    (tmp_path / "events.csv").write_text("\n".join(rows) + "\n")
    said = run("exercise", "fit", tmp_path / "events.csv", "-o", tmp_path / "past.json")
    assert "residuals as far off come by chance" in said
    run("exercise", "fit", tmp_path / "events.csv", "-o", tmp_path / "fit.html")
    page = (tmp_path / "fit.html").read_text()
    assert "Residuals of the fit" in page
    assert "Intervals between incidents" in page
    (tmp_path / "scenario.toml").write_text(HEAD + '[incidents]\nfit = "past.json"\n')
    run("exercise", "run", tmp_path / "scenario.toml", "-o", tmp_path / "island")
    (tmp_path / "past.json").unlink()
    assert incidents(workspace.review_exercise(tmp_path / "island").played)


def test_a_live_exercise_keeps_its_fit(tmp_path: Path, fitted: str) -> None:
    """Beside its scenario; a fit with the name of one of its own files is refused."""
    (tmp_path / "past.json").write_text(fitted)
    read = tmp_path / "scenario.toml"
    read.write_text(HEAD + '[incidents]\nfit = "past.json"\n')
    set_up_live(tmp_path / "live", read, seed=1)
    assert read_scenario(tmp_path / "live" / "exercise" / "scenario.toml").incidents is not None
    (tmp_path / "clock.json").write_text(fitted)
    read.write_text(HEAD + '[incidents]\nfit = "clock.json"\n')
    with pytest.raises(InputError, match=r"clock\.json is the name"):
        set_up_live(tmp_path / "other", read, seed=1)


def test_too_little_past_is_said(tmp_path: Path) -> None:
    """As are files without incidents, and times that end before they begin."""
    head = "kind,ref,source,start,lon,lat,accuracy_m,actor,opponent,act\n"
    file = tmp_path / "events.csv"
    file.write_text(head + "incident,1,press,2020-02-03,-30,-45,500,RED,BLUE,direct-fire\n")
    for words, message in (
        ((), "needs 20 incidents"),
        (("--from", "2020-03-01", "--until", "2020-02-01"), "no time from"),
    ):
        result = CliRunner().invoke(main, ["exercise", "fit", str(file), *words])
        assert result.exit_code != 0
        assert message in result.output
