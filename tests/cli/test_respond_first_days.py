"""``sulh respond first-days``: from tables and from the ledger to the page."""

import json

import pytest
from click.testing import CliRunner

from sulh.cli import main

SITES = """ref,start,end,site,victims,rescue,work,live,lon,lat,accuracy_m
w1,2026-06-15T09:00+00:00,,C-1,confirmed-live,rapid,waiting,2,-29.7,-45.35,20
w2,2026-06-15T09:00+00:00,,C-2,unknown-big-voids,full,waiting,,-29.6,-45.35,20
w3,2026-06-15T09:00+00:00,,C-3,confirmed-live,full,waiting,0,-29.6,-45.35,20
"""
TEAMS = "name,notice_min,night,lon,lat,accuracy_m\nusar 1,30,yes,-29.71,-45.35,20\n"
AT = ("--at", "2026-06-15T10:00+00:00")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sites.csv").write_text(SITES)
    (tmp_path / "teams.csv").write_text(TEAMS)
    return tmp_path


def run(*words):
    return CliRunner().invoke(main, [*words])


def test_tables_make_a_plan(folder):
    """A contradiction is named in the rejects; the rest is planned, on a page and as JSON."""
    words = ("respond", "first-days", "--worksites", "sites.csv", "--units", "teams.csv", *AT)
    result = run(*words, "--rejects", ".", "-o", "plan.html", "--json")
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    assert [(each["site"], each["category"]) for each in answer["visits"]] == [
        ("C-1", "A"),
        ("C-2", "E"),
    ]
    assert "does not go with victims confirmed-live" in result.stderr
    assert "Who searches where" in (folder / "plan.html").read_text("utf-8")


def test_the_ledger_is_the_default(folder):
    """And without anything that was assessed, that is said."""
    run("init", "m", "--pack", "example")
    nothing = run("-C", "m", "respond", "first-days", *AT)
    assert nothing.exit_code != 0
    assert "No sector and no worksite was assessed." in nothing.output
    (folder / "rows.csv").write_text(
        "kind,source,ref,start,sector,level,affected,cause,displaced,place\n"
        "area-assessment,undac,s,2026-06-15T09:00+00:00,A,asr-1,1234,,,Ister\n"
        "disaster,undac,d,2026-06-15T09:00+00:00,,,,flood,100,Ister\n"
    )
    run("-C", "m", "observe", "rows.csv")
    answer = json.loads(run("-C", "m", "respond", "first-days", *AT, "--json").stdout)
    assert answer["sectors"][0]["affected"] == [1230, 1239]
    water = next(each for each in answer["needs"]["needs"] if each["supply"] == "water")
    assert water["need"] == ["4500", "4905"]
