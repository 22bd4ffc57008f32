"""An exercise in a folder: its records, its review, and every door through which it must not come out."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from sulh import workspace
from sulh.cli import main
from sulh.errors import InputError
from sulh.exercise import play_scenario, read_scenario
from sulh.languages.speech import Speech
from sulh.ledger import Draft
from sulh.mission import find, load
from sulh.report import sheet_html
from sulh.report.pages.exercise import replications_sheet
from sulh.report.pages.review import review_sheet

HARBOUR = Path(__file__).parents[2] / "examples" / "exercises" / "harbour.toml"
NOW = datetime(2021, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def island(tmp_path_factory) -> Path:
    """The mission of an exercise."""
    folder = tmp_path_factory.mktemp("exercise") / "island"
    played = play_scenario(read_scenario(HARBOUR), seed=7)
    assert workspace.write_exercise(folder, HARBOUR, played) == len(played.in_time)
    return folder


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """A mission with one real report: a shot by Blue."""
    folder = tmp_path / "real"
    opened = workspace.set_up(folder, pack_name="example", site="real", now=NOW)
    rows = "kind,ref,source,start,zone,actor,opponent,initiator,act,reliability,credibility\n"
    rows += (
        "incident,1,post,2021-02-02T08:00:00Z,north,Blue Party,Red Party,actor,direct-fire,A,1\n"
    )
    (folder / "real.csv").write_text(rows)
    workspace.import_reports(opened, folder / "real.csv", workspace.ImportOptions(now=NOW))
    opened.store.close()
    return folder


def run(*words: object) -> str:
    """Run a command that succeeds; return what it prints."""
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result.output


def exercise_refs(island: Path) -> set[str]:
    """The keys of the exercise's reports, as long as they cannot stand somewhere by chance."""
    opened = workspace.open_workspace(island)
    refs = {str(each.body.get("ref")) for each in opened.store.records() if each.simulated}
    opened.store.close()
    return {ref for ref in refs if len(ref) > 10}


def test_every_record_says_that_it_is_simulated(island: Path) -> None:
    """And it stands at its simulated time; the ledger is in order."""
    opened = workspace.open_workspace(island)
    records = list(opened.store.records())
    opened.store.close()
    told = [each for each in records if each.kind != "genesis"]
    assert told
    assert all(each.simulated for each in told)
    assert all(each.recorded_at <= datetime(2021, 4, 2, tzinfo=UTC) for each in records)
    opened = workspace.open_workspace(island)
    opened.store.close()


def test_the_review_holds_findings_against_the_truth(island: Path) -> None:
    """What was never judged is in no share; the page says what was found, and why an inject was not sent."""
    reviewed = workspace.review_exercise(island)
    scored = reviewed.scored
    assert reviewed.decisions == ()
    assert {each.outcome for each in scored} >= {"cleared", "not-judged"}
    page = sheet_html(review_sheet(reviewed))
    for words in (
        "SIMULATED",
        "night-fire was reported by then",
        "never judged",
        "written by the director",
        "team-south",
    ):
        assert words in page
    rows = json.loads(run("-C", island, "exercise", "review", "--json"))
    assert len(rows) == len(scored)
    for language, words, direction in (
        ("fr", ("Retour d’expérience", "écrit par la direction", "jamais jugé"), "ltr"),
        ("ar", ("استعراض ما بعد التمرين", "كتبه مدير التمرين", "محاكاة"), "rtl"),
    ):
        page = sheet_html(review_sheet(reviewed, speech=Speech(language)))
        assert all(each in page for each in words)
        assert f'dir="{direction}"' in page
        for english in (
            "never judged",
            "Timeline",
            "Nobody",
            "wrong actor",
            "first reported",
            " by then",
        ):
            assert english not in page


def test_a_trainee_who_mends_a_report_is_in_the_review(island: Path, tmp_path: Path) -> None:
    """A retraction by the trainees is a decision, and the findings follow it."""
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(island, copy)
    opened = workspace.open_workspace(copy)
    rumour = next(each.id for each in opened.store.records() if each.body.get("ref") == "rumour")
    opened.store.close()
    run("-C", copy, "retract", rumour, "--reason", "Nobody heard it.")
    decisions = workspace.review_exercise(copy).decisions
    assert [what.split(" ")[0] for _, what in decisions] == ["retraction"]


def test_an_exercise_is_reviewed_with_its_own_copy_of_the_pack(tmp_path: Path, monkeypatch) -> None:
    """The folder that the scenario names is not looked up from another place."""
    import shutil

    shutil.copytree(load(find("example")).folder, tmp_path / "packs" / "example")
    scenario = tmp_path / "near.toml"
    scenario.write_text(HARBOUR.read_text().replace('"example"', '"packs/example"'))
    monkeypatch.chdir(tmp_path / "packs")
    island = tmp_path / "island"
    workspace.write_exercise(island, scenario, play_scenario(read_scenario(scenario), seed=7))
    shutil.rmtree(tmp_path / "packs" / "example")
    played = workspace.review_exercise(island).played
    assert played.seed == 7
    for text in ("{}", "7", "nonsense", '{"seed": "x"}', '{"seed": -1}'):
        (island / "exercise" / "run.json").write_text(text)
        with pytest.raises(InputError, match="with which seed"):
            workspace.review_exercise(island)


def test_one_replication_has_no_interval() -> None:
    """Two have one."""
    rows = [{"found": 2.0}, {"found": 3.0}]
    assert "none from one replication" in sheet_html(replications_sheet("X", rows[:1]))
    assert "none from one replication" not in sheet_html(replications_sheet("X", rows))


def test_a_folder_without_an_exercise_says_so(real: Path) -> None:
    """With what to do."""
    with pytest.raises(InputError, match="no exercise"):
        workspace.review_exercise(real)


# ------------------------------------------------------------------------------------- the doors


MADE = re.compile(rf"{datetime.now(UTC).year}-\d\d-\d\d[ T]\d\d:\d\d")
"""When a report was made, which stands in it: two reports of one answer may differ in the minute."""


def real_answers(folder: Path) -> dict[str, str]:
    """What the mission answers about what truly happened, by each command that leaves the house."""
    for name in ("report.html", "findings.csv", "findings.json"):
        (folder / name).unlink(missing_ok=True)
    at = ("--at", "2021-04-01", "--as-of", "2030-01-01")
    run("-C", folder, "verify", "--all", "-o", folder / "findings.csv", *at)
    run("-C", folder, "verify", "--all", "-o", folder / "findings.json", *at)
    run("-C", folder, "report", "-o", folder / "report.html", *at)
    return {
        "verify": run("-C", folder, "verify", "--all", *at),
        "csv": (folder / "findings.csv").read_text(),
        "json": (folder / "findings.json").read_text(),
        "report": MADE.sub("MADE", (folder / "report.html").read_text()),
        "tally": run("-C", folder, "tally", *at),
    }


def assert_no_exercise(answers: dict[str, str], island: Path) -> None:
    """No key and no mark of the exercise stands in any answer."""
    refs = exercise_refs(island)
    assert refs
    for door, text in answers.items():
        assert not {ref for ref in refs if ref in text}, door
        assert "SIMULATED" not in text, door


def test_a_file_of_an_exercise_does_not_come_in_as_real(island: Path, real: Path) -> None:
    """The rows say what they are: without --simulated each is refused, and with it none is judged as real."""
    before = real_answers(real)
    played = workspace.review_exercise(island).played
    rows = [each.row for each in played.in_time]
    out = io.StringIO()
    writer = csv.DictWriter(out, sorted({name for row in rows for name in row}))
    writer.writeheader()
    writer.writerows(rows)
    file = real / "played.csv"
    file.write_text(out.getvalue())
    said = run("-C", real, "observe", file, "--json")
    (result,) = json.loads(said)
    assert result["entered"] == 0
    assert result["rejected"] == len(rows)
    assert real_answers(real) == before
    run("-C", real, "observe", "--simulated", file)
    after = real_answers(real)
    assert_no_exercise(after, island)
    assert after["csv"] == before["csv"]


def test_an_exercise_that_comes_by_sync_stays_one(island: Path, real: Path, tmp_path: Path) -> None:
    """Its site is another; its records come with the mark, which their signatures hold."""
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(island, copy)
    before = real_answers(real)
    run("-C", copy, "sync", "--bundle", tmp_path / "stick.zip")
    run("-C", real, "sync", "--bundle", tmp_path / "stick.zip")
    opened = workspace.open_workspace(real)
    assert any(each.simulated for each in opened.store.records())
    opened.store.close()
    after = real_answers(real)
    assert_no_exercise(after, island)
    assert after["csv"] == before["csv"]


def test_no_amendment_and_no_comparison_of_an_exercise_touches_what_is_real(real: Path) -> None:
    """Written straight into the ledger, as a peer might: only what is marked alike belongs together."""
    before = real_answers(real)
    opened = workspace.open_workspace(real)
    shot = next(each for each in opened.store.records() if each.kind == "incident")
    origin = {"source": "exercise", "reliability": ["A", 1]}
    drafts = [
        Draft(kind="retraction", body={"retracts": shot.id, "reason": "x"}, simulated=True),
        Draft(
            kind="correction",
            body={"corrects": shot.id, "kind": "incident", "body": shot.body, "reason": "x"},
            simulated=True,
        ),
        Draft(kind="incident", body=shot.body | {"ref": "SIMULATED-TWIN"}, simulated=True),
    ]
    opened.store.append(drafts, recorded_at=NOW, author="peer")
    twin = next(each for each in opened.store.records() if each.body.get("ref") == "SIMULATED-TWIN")
    same = shot.body | origin
    comparison = {name: same[name] for name in ("source", "reliability") if name in same} | {
        "ref": "SIMULATED-SAME",
        "reports": [shot.id, twin.id],
        "judgement": "same",
    }
    opened.store.append(
        [Draft(kind="comparison", body=comparison, simulated=True)], recorded_at=NOW, author="peer"
    )
    # A real amendment of a simulated record makes nothing real of it, either.
    opened.store.append(
        [
            Draft(
                kind="correction",
                body={"corrects": twin.id, "kind": "incident", "body": twin.body, "reason": "x"},
            )
        ],
        recorded_at=NOW,
        author="peer",
    )
    opened.store.close()
    after = real_answers(real)
    assert after["csv"] == before["csv"]
    assert not [door for door, text in after.items() if "SIMULATED-" in text]


def test_an_exercise_does_not_take_the_place_of_a_real_report(real: Path) -> None:
    """The same sender and key, first in an exercise and then in earnest: the real one enters, and counts."""
    rows = "kind,ref,source,start,zone,actor,opponent,initiator,act,reliability,credibility\n"
    rows += (
        "incident,2,post,2021-02-03T08:00:00Z,south,Red Party,Blue Party,actor,direct-fire,A,1\n"
    )
    (real / "two.csv").write_text(rows)
    opened = workspace.open_workspace(real)
    for simulated in (True, False):
        options = workspace.ImportOptions(now=NOW, simulated=simulated)
        result = workspace.import_reports(opened, real / "two.csv", options)
        assert (result.entered, result.duplicates, result.conflicts) == (1, 0, 0)
    opened.store.close()
    assert "Red" in real_answers(real)["tally"] or "RED" in real_answers(real)["csv"]
