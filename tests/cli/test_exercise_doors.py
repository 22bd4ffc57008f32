"""Every command is a door: what is of an exercise comes out of none as real, and a new command must say how.

A command that can be asked for an exercise (`--exercise`) stands in `TRIED`, with how it is asked; any other one stands
in `OTHERS`, with the reason why it shows nothing of an exercise as real. Other doors, in and out, stand in `ELSEWHERE`.
"""

import csv
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from tests.server.recovered import RECOVERY, row
from tests.server.served import incident, tanks
from tests.server.threatened import attack

from sulh import workspace
from sulh.cli import main

KEY = "PLAYEDONLY"
AT = ("--at", "2024-06-01", "--as-of", "2030-01-01")
SPAN = ("--at", "2021-04-01", "--as-of", "2030-01-01")

TRIED: dict[str, tuple[str, ...]] = {
    "recover choose": ("--budget", "100000", "--currency", "USD", *AT),
    "recover combatants": AT,
    "recover donor": ("Nation A", *AT),
    "recover governance": AT,
    "recover hazards": AT,
    "recover iati write": ("--org", "XM-DAC-41304", "--name", "M", "--country", "CF", *AT),
    "recover needs": AT,
    "recover place": (f"{KEY} Oak Ridge", *AT),
    "recover projects": AT,
    "recover publish": ("aid", *AT),
    "recover returns": AT,
    "recover serial": ("AB1204",),
    "recover weapons": AT,
    "report": SPAN,
    "respond casualties": (
        "--scene",
        "-30.0",
        "-44.5",
        "--immediate",
        "2",
        "--delayed",
        "1",
        "--dry",
        *AT,
    ),
    "respond convoys": ("--dry", "--json", *AT),
    "respond first-days": AT,
    "respond watch": AT,
    "share blocklist": (),
    "share brief": ("--to", "green", "--at", "2021-02-03"),
    "share evidence": (),
    "share preview": ("--to", "amber+strict", "--for", "common-picture"),
    "tally": SPAN,
    "verify": ("--all", *SPAN),
}

FINDING = ("explain", "ledger export", "answer")
"""Asked for a finding by its id: one of the exercise is none of the mission's."""

FILES_ONLY = "reads the tables that are named, not the ledger"
NO_RECORD = "shows or changes no record of what happened"
WHOLE_CHAINS = "of whole chains: each record keeps its signed mark"
ENTRY = "a door in: what comes with the mark keeps it, tests/workspace/test_exercises.py"
OTHERS: dict[str, str] = {
    **dict.fromkeys(
        (
            "account add", "account codes", "account disable", "account list", "account passkeys", "account password",
            "account role", "account token", "demo", "init", "pack check", "pack list", "pack new", "pack show",
            "privacy audience", "privacy forget", "privacy list", "privacy note", "privacy open", "serve",
            "share notices again", "share notices list", "share notices test",
        ),
        NO_RECORD,
    ),
    **dict.fromkeys(
        (
            "exercise certify", "exercise compare", "exercise fit", "exercise flight", "exercise join",
            "exercise live", "exercise measure", "exercise review", "exercise run", "exercise sensitivity",
        ),
        "of exercises: all that it shows is marked",
    ),
    **dict.fromkeys(
        (
            "backup", "ledger audit", "ledger check", "ledger countersign", "ledger head", "ledger heads",
            "ledger log", "ledger move", "ledger prove", "ledger rebuild", "ledger resume", "ledger witness",
            "restore", "sync",
        ),
        WHOLE_CHAINS,
    ),
    **dict.fromkeys(
        ("observe", "recover iati take", "share pull", "share take", "respond issue", "respond step",
         "compare", "correct", "retract"),
        ENTRY,
    ),
    **dict.fromkeys(
        (
            "pack diff", "protect backtest", "recover figures", "recover iati read", "respond busy",
            "warn forecast", "warn score", "sustain contributions", "sustain gaps", "sustain places",
            "sustain reimbursement",
        ),
        FILES_ONLY,
    ),
    **dict.fromkeys(
        ("protect laydown", "protect patrol", "respond react"),
        "of the ledger it reads closures and hazards in earnest, by the same call as casevac, which is tried",
    ),
    **dict.fromkeys(
        ("sustain readiness", "sustain training"),
        "certificates of an exercise stand beside the real ones: tests/cli/test_sustain_units.py",
    ),
}  # fmt: skip
ELSEWHERE: dict[str, str] = {
    "HTTP: every address that can be read": "tests/server/test_exercise_doors.py::test_every_address_keeps_an_exercise_apart",
    "OGC features, files, tiles": "tests/server/test_exercise_doors.py::test_no_file_feature_tile_or_table_has_anything_of_an_exercise",
    "Atom": "tests/server/test_exercise_doors.py::test_no_file_feature_tile_or_table_has_anything_of_an_exercise",
    "HXL": "tests/server/test_exercise_doors.py::test_no_file_feature_tile_or_table_has_anything_of_an_exercise",
    "IATI": "tests/server/test_exercise_doors.py::test_no_file_feature_tile_or_table_has_anything_of_an_exercise",
    "report to a donor, statements": "tests/server/test_exercise_doors.py::test_every_address_keeps_an_exercise_apart",
    "Cursor on Target, out": "tests/server/test_exercise_doors.py::test_devices_see_nothing_of_an_exercise",
    "STIX bundles, blocklists": "tests/server/test_exercise_doors.py::test_threats_of_an_exercise_stay_in_the_exercise",
    "TAXII": "tests/server/test_exercise_doors_out.py::test_a_taxii_root_has_its_own_world_only",
    "webhook": "tests/server/test_exercise_doors_out.py::test_no_notice_tells_of_an_exercise",
    "e-mail": "tests/server/test_exercise_doors_out.py::test_no_notice_tells_of_an_exercise",
    "import of a file": "tests/workspace/test_exercises.py::test_a_file_of_an_exercise_does_not_come_in_as_real",
    "queue of reports that were written offline": "tests/server/test_exercise_doors.py::test_a_row_that_says_that_it_is_simulated_is_refused_as_real",
    "sync": "tests/workspace/test_exercises.py::test_an_exercise_that_comes_by_sync_stays_one",
    "bundle on a stick": "tests/workspace/test_exercises.py::test_an_exercise_that_comes_by_sync_stays_one",
    "amendment by a peer": "tests/workspace/test_exercises.py::test_no_amendment_and_no_comparison_of_an_exercise_touches_what_is_real",
    "evidence of a finding": "tests/cli/test_exercise_doors.py::test_a_finding_of_an_exercise_is_none_of_the_mission",
    "evidence for a lawful request": "tests/cli/test_exercise_doors.py::test_a_command_shows_nothing_of_an_exercise_unless_it_is_asked",
}
"""Doors that are no command, and the test that tries each. Cursor on Target lets nothing in: it passes events on."""


def marked(rows):
    """Return rows with names that only an exercise has."""
    text = json.dumps(rows)
    for own in ("Oak Ridge", "Mill Town", "field office", "Team 1", "School", "Fort"):
        text = text.replace(own, f"{KEY} {own}")
    return json.loads(text)


POINT = {"lat": "-44.41", "lon": "-30.01", "accuracy_m": "50"}
MEDICAL = (
    row("medical-asset", "Ambulance", mode="vehicle", medical="yes", start_min="1", start_likely_min="2",
        start_max_min="3", speed_kmh="80", night="yes", seats="2", **POINT),
    row("medical-facility", "Clinic", level="2", beds="10", theatres="1", helipad="yes", **POINT),
    row("relief-need", "n1", supply="water", quantity="5000", unit="l", place="Oak Ridge", **POINT),
    row("relief-stock", "s1", supply="water", quantity="9000", unit="l", depot="Port", **POINT),
    row("relief-vehicle", "Truck", depot="Port", litres="6000"),
    row("worksite", "s1", site="Port", victims="confirmed-live", rescue="rapid", work="waiting", live="3", **POINT),
    row("task", "E-1", type="evacuation", unit="Ambulance", end="2024-06-02T12:00:00Z"),
    row("lawful-request", "LR-1", requester="Public prosecutor", legal_basis="Article 9"),
    row("evidence-item", "E-2", form="digital-file", description="Mail", custodian="Cyber cell", request="LR-1",
        digest="0" * 64),
)  # fmt: skip
MEDICAL_MARKED = json.loads(
    json.dumps(MEDICAL)
    .replace("Ambulance", f"{KEY}-Ambulance").replace("Clinic", f"{KEY}-Clinic")
    .replace("Truck", f"{KEY}-Truck").replace("Port", f"{KEY}-Port").replace("Oak Ridge", f"{KEY} Oak Ridge")
    .replace('"E-', f'"{KEY}-E-').replace("LR-1", f"{KEY}-LR-1").replace("field office", f"{KEY} office")
)  # fmt: skip


def commands(command=main, name=()):
    """Yield each command that does something, by its words."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for each in command.list_commands(context):
            yield from commands(command.get_command(context, each), (*name, each))
    else:
        yield " ".join(name), command


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A mission with a real visit, and an exercise of records of many kinds."""
    made = tmp_path_factory.mktemp("doors") / "m"
    opened = workspace.set_up(
        made, pack_name="example", site="hq", now=datetime(2021, 1, 1, tzinfo=UTC)
    )
    played = [
        *(
            each | {"ref": f"{KEY}-{n}", "text": KEY}
            for n, each in enumerate(tanks(90, inspection=f"{KEY}-0"))
        ),
        incident(f"{KEY}-9", text=KEY, reliability="A", credibility=1),
        attack(f"{KEY}-T", reliability="A", credibility=1),
        *marked(RECOVERY),
        *MEDICAL_MARKED,
    ]
    opened.store.close()
    for name, rows, marks in (("real", tanks(38), ()), ("played", played, ("--simulated",))):
        columns = dict.fromkeys(name for each in rows for name in each)
        with (made / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
        said = json.loads(run(made, "observe", str(made / f"{name}.csv"), "--json", *marks))
        assert said[0]["entered"] == len(rows), said
    return made


def run(folder, name, *words):
    """Run a command in a mission's folder; return all that it says."""
    result = CliRunner().invoke(main, ["-C", str(folder), *name.split(), *words])
    assert not isinstance(result.exception, Exception) or result.exit_code, result.exception
    return result.output


def test_each_command_stands_in_a_table():
    """A new command, and a door that moved, is seen here."""
    all_ = dict(commands())
    asked = {
        name for name, each in all_.items() if any("--exercise" in p.opts for p in each.params)
    }
    assert not (TRIED.keys() | set(FINDING)) & OTHERS.keys()
    assert TRIED.keys() | set(FINDING) | OTHERS.keys() | {"respond casevac"} == all_.keys()
    assert TRIED.keys() | set(FINDING) <= asked
    assert all(OTHERS[name] in (ENTRY, FILES_ONLY) for name in asked & OTHERS.keys())


@pytest.mark.parametrize("door", ELSEWHERE)
def test_each_other_door_has_its_test(door):
    """The test that the table names is there."""
    path, _, name = ELSEWHERE[door].partition("::")
    text = (Path(__file__).parents[2] / path).read_text("utf-8")
    assert re.search(rf"^def {name}\(", text, re.MULTILINE), door


SILENT = {
    "report": "a report is written to a file; without one it says where",
    "share blocklist": "a claim that nobody rated is on no blocklist",
}
"""Commands whose answer names nothing of an exercise even when it is asked for it, and why."""


@pytest.mark.parametrize("name", TRIED)
def test_a_command_shows_nothing_of_an_exercise_unless_it_is_asked(folder, name):
    """The same words twice: as the mission stands, and with --exercise."""
    real, played = (run(folder, name, *TRIED[name], *more) for more in ((), ("--exercise",)))
    own = " ".join(TRIED[name])
    assert KEY not in (real.replace(f"{KEY} Oak Ridge", "") if KEY in own else real), real
    assert "SIMULATED" not in real
    assert played != real or name in SILENT, played


def test_a_finding_of_an_exercise_is_none_of_the_mission(folder, tmp_path):
    """Its id is unknown unless the exercise is named; then evidence and explanation are marked."""
    rows = json.loads(run(folder, "verify", "--all", "--json", "--exercise", *SPAN))
    breach = next(each for each in rows if each["verdict"] == "breached")
    assert "SIMULATED" in run(folder, "explain", breach["id"], "--exercise", *SPAN)
    for words in (
        ("explain", breach["id"]),
        ("ledger export", breach["id"], "-o", str(tmp_path / "x.zip")),
    ):
        said = run(folder, *words, *SPAN)
        assert KEY not in said
        assert "SIMULATED" not in said
    assert not list(tmp_path.glob("*.zip"))


def test_the_ledgers_ambulances_are_real_ones(folder):
    """Without tables, an evacuation is planned with what the mission has: nothing but an exercise's is none."""
    ask = ("--casualty", "-30.02", "-44.42", "--dry", "--by-day", *AT)
    assert KEY not in run(folder, "respond casevac", *ask)
