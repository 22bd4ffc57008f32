"""A comparison that cannot be true is refused before it hides anything."""

import json

import pytest
from click.testing import CliRunner

from sulh.cli import main

REPORTS = """kind,ref,source,start,lon,lat,accuracy_m,actor,act,reliability,credibility,deaths_low,deaths_best,deaths_high
incident,a,team 1,2021-02-05,-29.5,-44.6,100,Red Army,armed-clash,A,1,2,2,2
incident,b,team 2,2021-02-06,-29.5,-44.6,100,Red Army,armed-clash,A,1,3,3,3
incident,c,team 3,2021-03-01,-29.5,-44.6,100,Red Army,armed-clash,A,1,2,2,2
incident,d,team 4,2021-02-05,-28.2,-44.6,100,Red Army,armed-clash,A,1,2,2,2
"""


@pytest.fixture
def sulh(tmp_path, monkeypatch):
    """Run a command in a mission with four reports; return its output and exit code."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "r.csv").write_text(REPORTS)

    def run(*arguments):
        result = CliRunner().invoke(main, ["-C", "m", *arguments])
        return result.output, result.exit_code

    CliRunner().invoke(main, ["init", "m", "--pack", "example"])
    run("observe", "r.csv", "--yes")
    return run


def record(sulh, ref):
    """Return the id of the report with a key."""
    from pathlib import Path

    from sulh.workspace import open_workspace

    with open_workspace(Path("m")).store as store:
        return next(each.id for each in store.records() if each.body.get("ref") == ref)


@pytest.mark.parametrize(("other", "why"), [("c", "days or more"), ("d", "in place")])
def test_what_lies_too_far_apart_is_no_one_event(sulh, other, why):
    """Weeks or a hundred kilometres apart: refused, with the way on."""
    output, code = sulh(
        "compare", record(sulh, "a"), record(sulh, other), "--same", "--reason", "x"
    )
    assert code != 0
    assert why in output
    assert "sulh correct" in output


def test_a_comparison_is_named_where_it_bears(sulh):
    """Two teams a day apart may have seen one event; explain says who settled that, and by which record."""
    one, other = record(sulh, "a"), record(sulh, "b")
    output, code = sulh("compare", one, other, "--same", "--reason", "one clash at night")
    assert code == 0, output

    findings = json.loads(sulh("verify", "--at", "2021-03", "--json")[0])
    bearing = [each["id"] for each in findings if each["low"] and each["party"] == "RED"]
    assert bearing
    text = sulh("explain", bearing[0], "--at", "2021-03")[0]
    assert "Settled by a comparison" in text
    assert one[:12] in text.partition("Settled by a comparison")[2]
