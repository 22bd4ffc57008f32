"""`sulh protect patrol` as a person uses it: tables in, a calendar out, clear complaints."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from sulh.cli import main

PLACES = """name,lon,lat,value,minutes,opens,closes
Market,35.32,33.21,9,60,07:00,12:00
Well,35.40,33.17,5,45,,
School,35.25,33.12,7,30,08:00,14:00
Camp,35.55,33.25,8,90,,
"""


def run(tmp_path, text, *more):
    path = tmp_path / "places.csv"
    path.write_text(text)
    fixed = f"protect patrol {path} --base 35.11,33.11 --from 2026-11-25 --seed 3".split()
    hours = more or ("--leave", "07:00", "--return", "16:00")
    return CliRunner().invoke(main, [*fixed, *hours])


def test_a_plan_from_files(tmp_path):
    """The JSON holds the guarantee, what simpler schedules give, and a calendar within the hours."""
    done = run(tmp_path, PLACES, "--utc-offset", "2", "--json", "--days", "5")
    assert done.exit_code == 0, done.output
    plan = json.loads(done.stdout)
    assert plan["harm"] == pytest.approx(plan["harm_bound"])
    assert plan["harm"] <= min(plan["harm_uniform"], plan["harm_fixed"]) + 1e-9
    assert [day[-2:] for day in plan["dates"]] == ["25", "26", "27", "28", "29"]
    assert {visit["date"] for visit in plan["calendar"]} <= set(plan["dates"])


def test_a_page_for_the_watch(tmp_path):
    """The page holds a map with each place, and the calendar; names cannot break it."""
    page = tmp_path / "plan.html"
    text = PLACES.replace("Well", "<b>Well")
    done = run(tmp_path, text, "--leave", "07:00", "--return", "16:00", "-o", str(page))
    assert done.exit_code == 0, done.output
    html = page.read_text("utf-8")
    drawing = html[html.index("<svg") : html.index("</svg>")]
    for words in ("1", "2", "3", "4", "Market", "&lt;b&gt;Well", "School", "Camp"):
        assert f">{words}</text>" in drawing
    assert "<b>" not in html
    assert "2026-12-08" in html


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("33.21", "NaN", "lat: cannot be read (found 'NaN'); expected degrees"),
        ("33.21", "93", "expected between -90 and 90"),
        ("9,60", "NaN,60", "value: cannot be read (found 'NaN'); expected a decimal number"),
        ("9,60", "-1,60", "value: is negative (found '-1')"),
        ("9,60", "x,60", "value: cannot be read (found 'x'); expected a decimal number"),
        ("07:00,12:00", "12:00,07:00", "a visit takes 60"),
        ("07:00", "7 am", "not a time"),
        ("Well", "Market", "is given before"),
        ("35.40,33.17", "35.32,33.21", "same point"),
        ("35.40,33.17", "45.40,33.17", "No patrol can visit and be back in time: Well"),
        ("07:00,12:00", "05:00,06:30", "No patrol can visit and be back in time: Market"),
        ("value", "worth", "no column value"),
    ],
)
def test_bad_input_is_named(tmp_path, old, new, words):
    """Each fault stops the plan with a sentence that names it."""
    done = run(tmp_path, PLACES.replace(old, new, 1))
    assert done.exit_code == 2
    assert words in " ".join(done.output.split())


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--leave", "17:00", "--return", "16:00"], "before they leave"),
        (["--leave", "25:00", "--return", "16:00"], "not a time of day"),
        ([], "offset from UTC"),
    ],
)
def test_impossible_hours_are_named(tmp_path, options, words):
    """Hours that cannot be kept stop the plan."""
    done = run(tmp_path, PLACES, *(options or ["--days", "3"]))
    assert done.exit_code == 2
    assert words in done.output


def many_places(tmp_path, n):
    path = tmp_path / "places.csv"
    chance = np.random.default_rng(2)
    rows = [
        f"P{i},{35.1 + chance.random() / 2:.4f},{33.1 + chance.random() / 5:.4f},{i % 7 + 1},40"
        for i in range(n)
    ]
    path.write_text("\n".join(["name,lon,lat,value,minutes", *rows]))
    return (
        f"protect patrol {path} --base 35.27,33.15 --seed 3 --patrols 2 --days 3 --rounds 4".split()
    )


def test_the_command_says_that_a_search_proves_nothing(tmp_path):
    """Fourteen places: the JSON and the text tell a search and its bound from a proof."""
    options = [*many_places(tmp_path, 14), "--from", "2026-11-25", "--utc-offset", "2"]
    done = CliRunner().invoke(main, [*options, "--json"])
    assert done.exit_code == 0, done.output
    plan = json.loads(done.stdout)
    assert plan["proven"] is False
    assert 0 <= plan["harm_bound"] <= plan["harm"]
    assert len(plan["dates"]) == 3
    text = CliRunner().invoke(main, options)
    assert "not proven best" in " ".join(text.output.split())


def test_the_polar_night_is_told(tmp_path):
    """Where the sun does not rise, hours are necessary."""
    options = [*many_places(tmp_path, 3), "--from", "2026-12-20", "--utc-offset", "1"]
    options[options.index("--base") + 1] = "20,78"
    done = CliRunner().invoke(main, options)
    assert done.exit_code == 2
    assert "never rises" in done.output
    assert "--leave" in done.output


def test_travel_times_and_payoffs_from_tables(tmp_path):
    """A table of minutes, each pair once, and what both sides get; a place far by road is named."""
    times = [
        "from,to,minutes",
        *(f"base,{name},20" for name in ("Market", "Well", "School", "Camp")),
    ]
    names = ("Market", "Well", "School", "Camp")
    times += [f"{a},{b},15" for i, a in enumerate(names) for b in names[i + 1 :]]
    (tmp_path / "times.csv").write_text("\n".join(times), "utf-8")
    payoffs = ["name,ours_present,ours_absent,theirs_present,theirs_absent"]
    payoffs += [f"{name},0,-{n},-1,{n}" for n, name in enumerate(names, start=1)]
    (tmp_path / "payoffs.csv").write_text("\n".join(payoffs), "utf-8")
    words = ["--leave", "07:00", "--return", "16:00", "--json", "--travel-times"]
    done = run(
        tmp_path, PLACES, *words, f"{tmp_path}/times.csv", "--payoffs", f"{tmp_path}/payoffs.csv"
    )
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["at_risk"] in names
    (tmp_path / "times.csv").write_text("\n".join(times[:-1]), "utf-8")
    done = run(tmp_path, PLACES, *words, f"{tmp_path}/times.csv")
    assert done.exit_code == 2
    assert "A travel time is missing" in done.output


def test_a_bad_row_of_payoffs_stops_the_plan(tmp_path):
    """Presence that makes a place worse for us: the row is named, and kept in the rejects file."""
    text = "name,ours_present,ours_absent,theirs_present,theirs_absent\nMarket,-5,0,0,1\n"
    (tmp_path / "payoffs.csv").write_text(text, "utf-8")
    done = run(
        tmp_path,
        PLACES,
        "--leave",
        "07:00",
        "--return",
        "16:00",
        "--payoffs",
        f"{tmp_path}/payoffs.csv",
    )
    assert done.exit_code == 2
    assert "makes presence worse for us" in done.output
    assert "-5,0,0,1" in (tmp_path / "payoffs.rejects.csv").read_text("utf-8-sig")
