"""``sulh sustain gaps``: the officer's page, and no good row lost by a bad one."""

import json

import pytest
from click.testing import CliRunner

from sulh.cli import main

REQUIREMENTS = (
    "id,mission,unit_type,tasks,place,strength,first,last,languages\n"
    "R1,MINUSCA,infantry battalion,patrol; escort,Bria,850,2026-01-01,2026-12-31,french\n"
    "R2,MINUSCA,level 2 hospital,surgery,Kaga-Bandoro,70,2026-03-01,2026-12-31,\n"
    "R3,MINUSCA,infantry battalion,patrol; night patrol,Kaga-Bandoro,850,2026-02-01,2026-09-30,\n"
    "R9,MINUSCA,infantry battalion,patrol,Bria,many,2026-02-01,2026-09-30,\n"
)


PLEDGES = (
    "id,nation,unit_type,strength,level,first,last,notice_days,languages,caveats\n"
    "P1,Senegal,infantry battalion,850,rdl,2026-02-01,2026-12-31,60,french,\n"
    "P2,Nepal,infantry battalion,850,2,2026-01-01,2026-12-31,90,english,night patrol\n"
    "P3,Jordan,level 2 hospital,70,mou,2026-01-01,2026-03-10,60,,\n"
    "P4,Atlantis,infantry battalion,850,2,2026-01-01,2026-12-31,90,english,\n"
)


DEPLOYMENTS = (
    "id,requirement,nation,first,last\n"
    "D1,R1,BGD,2025-06-01,2026-04-14\n"
    "D2,R7,BGD,2025-06-01,2026-04-14\n"
)


@pytest.fixture
def tables(tmp_path):
    for name, text in (("r", REQUIREMENTS), ("p", PLEDGES), ("d", DEPLOYMENTS)):
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    return tmp_path


def run(folder, *more):
    names = ("--requirements", "r"), ("--pledges", "p"), ("--deployments", "d")
    files = [part for option, name in names for part in (option, str(folder / f"{name}.csv"))]
    done = CliRunner().invoke(main, ["sustain", "gaps", *files, "--at", "2026-01-15", *more])
    assert done.exit_code == 0, done.output
    return done.output


def test_a_bad_row_goes_to_its_rejects_file_and_the_others_stay(tables):
    """`many` is no strength, Atlantis no nation; three requirements and three pledges remain."""
    output = run(tables)
    assert "r.csv: 4 rows read, 3 kept, 1 rejected" in output
    assert "not-a-number" in (tables / "r.rejects.csv").read_text("utf-8-sig")
    assert "Atlantis" in (tables / "p.rejects.csv").read_text("utf-8-sig")
    assert not (tables / "d.rejects.csv").exists()
    assert "Deployment D2 names a requirement that is not in the table." in output


def test_the_officer_reads_what_ends_who_could_follow_and_why_a_pledge_is_not_used(tables):
    """D1 ends in 89 days and Senegal could follow; the hospital is not ready before it would leave."""
    content = json.loads(run(tables, "--json"))
    (ending,) = content["endings"]
    assert (ending["deployment"], ending["days_left"], ending["successors"]) == ("D1", 89, ["P1"])
    reasons = {(e["pledge"], e["requirement"]): e["reason"] for e in content["refusals"]}
    assert reasons["P2", "R1"] == "speaks none of: french"
    assert reasons["P2", "R3"] == "refuses: night patrol"
    assert reasons["P3", "R2"].startswith("is ready on 2026-03-16 only, after it would have left")
    # Ready on 16 March, Senegal fills R1 from April to December; for R3 it would be six months.
    assert content["assignments"] == [["P1", "R1"]]
    assert content["lost_without"] == [["P1", 9 * 850]]
    assert content["priorities"][0] == ["R3", 8 * 850]


def test_the_page_says_the_same_and_escapes_the_input(tables):
    """HTML and PDF are written; a hostile place stays text."""
    text = REQUIREMENTS.replace("Bria,850", "<script>x</script>,850")
    (tables / "r.csv").write_text(text, "utf-8")
    for ending in ("html", "pdf", "xlsx"):
        run(tables, "-o", str(tables / f"g.{ending}"))
    page = (tables / "g.html").read_text("utf-8")
    assert "Wanted most: infantry battalion of 850 at Kaga-Bandoro" in page
    assert "<script>" not in page
    assert (tables / "g.pdf").read_bytes().startswith(b"%PDF")


def test_a_rejects_file_that_cannot_be_written_is_said_with_what_to_do(tables):
    """A folder stands in its place: one sentence, exit code 2, and no traceback."""
    (tables / "r.rejects.csv").mkdir()
    names = ("--requirements", "r"), ("--pledges", "p"), ("--deployments", "d")
    files = [part for option, name in names for part in (option, str(tables / f"{name}.csv"))]
    done = CliRunner().invoke(main, ["sustain", "gaps", *files, "--at", "2026-01-15"])
    assert done.exit_code == 2
    assert "--rejects" in done.output
