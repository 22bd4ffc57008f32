"""The commands do what their help says, as a person runs them."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from sulh.cli import main

TANKS = (
    "kind,ref,source,start,zone,actor,item,best,reliability,credibility,inspection,complete,inspector,duty\n"
    "inspection,V1,team,2021-01-10,north,,,,A,1,,yes,Island Observer Mission,verification\n"
    "observation,V1-t,team,2021-01-10,north,Red Army,tank,{tanks},A,1,V1,,,\n"
)
BAD = (
    "kind,ref,source,start,lon,lat,accuracy_m,actor,act,item,best,text\n"
    "incident,I1,team,2021-02-01,-30,-44.5,50,Red Army,direct-fire,,,fine\n"
    "incident,I2,team,2021-02-01,-30,-144.5,50,Red Army,direct-fire,,,no latitude\n"
    "incident,I3,team,2021-02-31,-30,-44.5,50,Red Army,direct-fire,,,no day\n"
    "observation,I4,team,2021-02-01,-30,-44.5,50,Red Army,,tank,-3,\n"
    "incident,I5,team,2021-02-01,-30,-44.5,50,Red Army,dancing,,,=HYPERLINK(1)\n"
    "incident,I1,team,2021-02-01,-30,-44.5,50,Red Army,direct-fire,,,other words\n"
    "incident,I6,team,2021-02-01,-30,-44.5,50,Pirates,direct-fire,,,\n"
)
AT = ("--at", "2021-03-31")


@pytest.fixture
def run():
    """Run a command and return what it printed; fail on an exit code that is not expected."""

    def runs(*arguments, code=0):
        result = CliRunner().invoke(main, [str(each) for each in arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result.output

    return runs


@pytest.fixture
def island(tmp_path, run):
    """A mission on the fictional island with one visit that counted 44 tanks."""
    folder = tmp_path / "island"
    run("init", folder, "--pack", "example", "--site", "north-camp")
    (tmp_path / "visit.csv").write_text(TANKS.format(tanks=44), "utf-8")
    run("-C", folder, "observe", tmp_path / "visit.csv")
    return folder


def findings(run, folder, *more):
    output = run("-C", folder, "verify", "--json", *AT, *more)
    return json.loads(output[output.index("[") :])  # what comes before is on stderr


def tanks_of(run, folder, *more):
    (found,) = [
        row for row in findings(run, folder, *more)
        if row["provision"] == "red-tanks" and row["month"] == "2021-01"
    ]  # fmt: skip
    return found


def test_a_breach_from_report_to_explanation(run, island):
    """A visit counts 44 tanks where 40 are allowed: breached, explained, with its record."""
    found = tanks_of(run, island)
    assert (found["verdict"], found["low"], found["high"], found["allowed_low"]) == (
        "breached",
        44,
        44,
        40,
    )
    told = run("-C", island, "explain", found["id"], *AT)
    assert "44" in told
    assert "40" in told
    assert "Article 2" in told
    assert found["evidence"][1][:12] in told
    as_json = json.loads(run("-C", island, "explain", found["id"], "--json", *AT))
    assert as_json["verdict"] == "breached"
    table = run("-C", island, "verify", *AT)
    assert "breached" in table
    assert "red-tanks" in table
    assert found["id"] in run("-C", island, "verify", "--all", "--verdict", "breached", *AT)


def test_a_correction_changes_what_is_known_and_not_what_was(run, island, tmp_path):
    """After a correction to 38 the limit is met; as of before, it is still breached."""
    (record,) = [
        json.loads(line)
        for line in run(
            "-C", island, "ledger", "log", "--kind", "observation", "--json"
        ).splitlines()
    ]
    lines = TANKS.format(tanks=38).splitlines()
    (tmp_path / "right.csv").write_text("\n".join([lines[0], lines[2]]) + "\n", "utf-8")
    run(
        "-C",
        island,
        "correct",
        record["id"][:10],
        "--with",
        tmp_path / "right.csv",
        "--reason",
        "hulls counted twice",
    )
    assert tanks_of(run, island)["verdict"] == "met"
    assert tanks_of(run, island)["high"] == 38
    run("-C", island, "retract", record["id"][:10], "--reason", "wrong valley")
    assert tanks_of(run, island)["low"] == 0
    log = run("-C", island, "ledger", "log")
    assert "hulls counted twice" in log
    assert "wrong valley" in log
    assert findings(run, island, "--as-of", "2020-01-01") == []
    assert "every link and signature holds" in run("-C", island, "ledger", "audit")


def test_bad_rows_go_to_the_rejects_file_and_good_ones_enter(run, island, tmp_path):
    """Of seven rows two enter; five stand in the rejects file with row, field and reason, defused."""
    path = tmp_path / "mixed.csv"
    path.write_text(BAD, "utf-8")
    (told,) = json.loads(run("-C", island, "observe", path, "--json"))
    assert (told["rows"], told["entered"], told["conflicts"]) == (7, 2, 1)
    assert told["unmatched_actors"] == {"Pirates": 1}
    rejects = Path(told["rejects"]).read_text("utf-8")
    for word in ("lat", "start", "best", "act", "dancing"):
        assert word in rejects
    assert "\n=" not in rejects
    assert ",=HYPERLINK" not in rejects
    again = json.loads(run("-C", island, "observe", path, "--json"))[0]
    assert (again["entered"], again["duplicates"]) == (0, 2)


def test_the_ledger_tells_of_a_changed_record(run, island):
    """Audit exits with 4 and names the record."""
    import sqlite3

    with sqlite3.connect(island / "ledger" / "ledger.sqlite") as connection:
        connection.execute(
            "UPDATE record SET bytes = CAST(replace(CAST(bytes AS TEXT), '44', '40') AS BLOB) WHERE seq = 2"
        )
    connection.close()
    told = run("-C", island, "ledger", "audit", code=4)
    assert "record 2" in told
    faults = json.loads(run("-C", island, "ledger", "audit", "--json", code=4))["faults"]
    assert 2 in {fault["seq"] for fault in faults}


def test_simulated_and_real_are_never_judged_together(run, island):
    """The exercise has findings of its own, marked; the real ones do not change."""
    before = findings(run, island)
    run("-C", island, "observe", island / "pack" / "example" / "reports" / "exercise.simulated.csv")
    assert findings(run, island) == before
    exercise = findings(run, island, "--exercise")
    assert exercise
    assert all(row["simulated"] for row in exercise)
    assert not any(row["simulated"] for row in before)
    assert "SIMULATED" in run("-C", island, "verify", "--exercise", *AT)
    refused = run("-C", island, "ledger", "log", "--last", "1", "--json")
    assert json.loads(refused)["simulated"] is True


def test_where_only_an_exercise_is_held_verify_says_so(run, tmp_path):
    """An empty table has a reason."""
    folder = tmp_path / "island"
    run("init", folder, "--pack", "example", "--site", "camp")
    assert "--exercise" not in run("-C", folder, "verify", *AT)
    run("-C", folder, "observe", folder / "pack" / "example" / "reports" / "exercise.simulated.csv")
    assert "--exercise judges them" in run("-C", folder, "verify", *AT)


def test_what_two_sites_took_in_counts_once_and_versions_are_named(run, tmp_path):
    """By a stick: the same visit at both sites, then another version of it; `retract` settles it."""
    sites = [tmp_path / "north", tmp_path / "south"]
    for site, tanks in zip(sites, (44, 45), strict=True):
        run("init", site, "--pack", "example", "--site", site.name)
        (tmp_path / "visit.csv").write_text(TANKS.format(tanks=tanks), "utf-8")
        run("-C", site, "observe", tmp_path / "visit.csv")
    alone = findings(run, sites[0])
    for site in (*sites, *sites):
        run("-C", site, "sync", "--bundle", tmp_path / "stick")
    assert findings(run, sites[0]) == findings(run, sites[1]) == alone
    (said,) = [
        line for line in run("-C", sites[1], "verify", *AT).splitlines() if "two versions" in line
    ]
    assert "team V1-t" in said
    run("-C", sites[1], "report", *AT, "-o", tmp_path / "report.html")
    assert "two versions" in (tmp_path / "report.html").read_text("utf-8")
    record = said.split("record ")[2][:12]
    told = run("-C", sites[1], "retract", record, "--reason", "miscounted")
    assert "Site north has the same report" in told
    assert "two versions" not in run("-C", sites[1], "verify", *AT)
    copy = told.split("as record ")[1][:12]
    assert "has the same report" not in run("-C", sites[1], "retract", copy, "--reason", "also")


def test_a_row_marked_as_simulated_is_refused_among_real_ones(run, island, tmp_path):
    """A simulated row cannot slip in with real ones."""
    path = tmp_path / "slip.csv"
    path.write_text(
        "kind,ref,source,start,zone,actor,act,simulated\nincident,S,team,2021-02-02,north,Red Army,fire,yes\n",
        "utf-8",
    )
    (told,) = json.loads(run("-C", island, "observe", path, "--json"))
    assert told["entered"] == 0
    assert "simulated" in told["problems"][0]


def test_the_tally_counts_acts(run, island, tmp_path):
    """Acts are counted by party, month and phase, as JSON and as a table."""
    run("-C", island, "observe", island / "pack" / "example" / "reports" / "exercise.simulated.csv")
    told = json.loads(run("-C", island, "tally", "--exercise", "--json", "--at", "2021-07-01"))
    red = [
        row for row in told["tally"] if row["party"] == "RED" and row["provision"] == "ceasefire"
    ]
    assert sum(row["certain"] for row in red) == 1
    assert sum(row["deaths_best"] for row in red) == 2
    assert "ceasefire" in run("-C", island, "tally", "--exercise", "--at", "2021-07-01")


def test_the_report_is_written_whole_or_not_at_all(run, island, tmp_path):
    """HTML and PDF appear; an ending that is neither is refused with a sentence."""
    told = run("-C", island, "report", "-o", tmp_path / "r.html", *AT)
    assert "r.html" in told
    assert "Island Observer Mission" in (tmp_path / "r.html").read_text("utf-8")
    pytest.importorskip("typst", reason="the extra pdf is not installed")
    run("-C", island, "report", "-o", tmp_path / "r.pdf", *AT)
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    told = run("-C", island, "report", "-o", tmp_path / "r.docx", *AT, code=2)
    assert ".html or .pdf" in told
    assert sorted(each.name for each in tmp_path.glob("*r.*")) == ["r.html", "r.pdf"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("verify",), 2, "no mission"),
        (("init", "x", "--pack", "atlantis"), 2, "Bundled packs"),
        (("pack", "show", "atlantis"), 2, "no such folder"),
        (("explain", "zzz"), 2, "no mission"),
        (("verify", "--at", "yesterday"), 2, "Invalid value"),
        (("verify", "--at", "2021-01-01T10:00"), 2, "no time zone"),
    ],
)
def test_mistakes_get_a_sentence_and_an_exit_code(
    run, tmp_path, monkeypatch, arguments, code, words
):
    """Nobody sees a traceback for a slip."""
    monkeypatch.chdir(tmp_path)
    assert words in run(*arguments, code=code)


def test_packs_are_listed_shown_checked_and_begun(run, tmp_path):
    """The four commands on packs, for people and for programs."""
    assert "mfo-sinai" in run("pack", "list")
    assert {each["id"] for each in json.loads(run("pack", "list", "--json"))} >= {
        "mfo-sinai",
        "unifil",
        "minusca",
    }
    shown = run("pack", "show", "mfo-sinai")
    assert "Up to 230 tanks" in shown or "Tanks in Zone A" in shown
    assert json.loads(run("pack", "show", "unifil", "--json"))["timezone"] == "Asia/Beirut"
    assert "0 errors" in run("pack", "check", "minusca")
    run("pack", "new", tmp_path / "isle", "--title", "Isle")
    assert "0 errors" in run("pack", "check", tmp_path / "isle")
    text = (tmp_path / "isle" / "pack.toml").read_text("utf-8")
    (tmp_path / "isle" / "pack.toml").write_text(text.replace("UTC", "Utopia"), "utf-8")
    assert "pack.toml:6: timezone" in run("pack", "check", tmp_path / "isle", code=3)
    assert json.loads(run("pack", "check", tmp_path / "isle", "--json", code=3))[0]["row"] == 6


def test_a_terminal_shows_progress_and_colour(tmp_path):
    """On a terminal the command shows a table, and does not fall over its width."""
    folder = tmp_path / "island"
    command = [sys.executable, "-c", "from sulh.cli import main; main()"]
    subprocess.run(
        [*command, "init", str(folder), "--pack", "example"], check=True, capture_output=True
    )
    reports = folder / "pack" / "example" / "reports" / "exercise.simulated.csv"
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [*command, "-C", str(folder), "observe", str(reports)],
        stdout=follower, stderr=follower, env={**os.environ, "COLUMNS": "80", "TERM": "xterm"},
    )  # fmt: skip
    os.close(follower)
    said = b""
    while True:
        try:
            part = os.read(leader, 4096)
        except OSError:
            break
        if not part:
            break
        said += part
    os.close(leader)
    assert process.wait(60) == 0
    assert b"entered" in said


def test_a_demo_is_served_instead_of_no_other_mission(run, island):
    """A folder that is named and not shown would be silence about the wrong mission."""
    refused = run("-C", island, "serve", "--demo", code=2)
    assert "shows the demo mission" in refused
    assert "Leave out -C" in refused


@pytest.mark.slow  # `make demo` runs it, too
def test_the_demo_runs_without_any_data(run, tmp_path, monkeypatch):
    """Six reports and five plans, each marked as what it is, and an index that links them all."""
    monkeypatch.delenv("SULH_DATA", raising=False)
    run("demo", "--output", tmp_path / "out")
    output = run("demo", "--output", tmp_path / "out")  # a second run replaces the first
    assert "SIMULATED" in output
    assert len(output.splitlines()) < 40
    pages = {each.name: each.read_text("utf-8") for each in (tmp_path / "out").glob("*.html")}
    index = pages.pop("index.html")
    assert len(pages) == 11
    for name, page in pages.items():
        assert f'href="{name}"' in index, name
        is_simulated = "exercise" in name or name.startswith("island")
        assert ("SIMULATED" in page) == is_simulated, name
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep me", "utf-8")
    run("demo", "--output", tmp_path / "mine", code=2)
    assert (tmp_path / "mine" / "letter.txt").read_text("utf-8") == "keep me"
