"""What is on record of units is judged from the ledger as from the forms, as of a moment."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from sulh.cli import main

ROOT = Path(__file__).parents[2]
UNITS = ROOT / "examples" / "units"
FORMS = sorted(path for path in UNITS.glob("*.csv"))


@pytest.fixture
def sulh(tmp_path, monkeypatch):
    """Run a command in a folder with a mission; return what it printed."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments, code=0):
        result = CliRunner().invoke(main, [str(each) for each in arguments])
        assert result.exit_code == code, result.output
        return result.output

    run("init", "m", "--pack", "example")
    return run


def answer(text):
    """Return what a command answers, without the lines on how it read its tables."""
    return [line for line in text.splitlines() if not re.search(r" rows? read, ", line)]


@pytest.mark.parametrize("command", [("readiness",), ("training",), ("reimbursement",)])
def test_the_forms_in_the_ledger_give_the_same_answer(sulh, tmp_path, command):
    """Readiness, training and reimbursement of the example's forms, from the files and from the ledger."""
    for name in ("capabilities.toml", "technology.toml", "rates.toml"):
        shutil.copy(UNITS / name, tmp_path / "m" / name)
    for path in FORMS:
        assert "rejected" in sulh("-C", "m", "observe", path)
    simulated = tmp_path / "certificates.simulated.csv"
    text = (UNITS / "certificates.csv").read_text("utf-8").splitlines()
    played = [line for line in text if ",yes," in line]
    if played:
        simulated.write_text("\n".join([text[0], *played]), "utf-8")
        sulh("-C", "m", "observe", simulated)
    rates = ("--rates", UNITS / "rates.toml") if command == ("reimbursement",) else ()
    at = ("--at", "2022-06" if rates else "2022-07-01")
    from_files = sulh("sustain", *command, UNITS, *at, *rates)
    from_ledger = sulh("-C", "m", "sustain", *command, *at, *rates)
    assert answer(from_ledger) == answer(from_files)


REQUIREMENTS = """id,mission,unit_type,tasks,place,strength,first,last
R1,M,infantry,patrol,Bria,100,2026-03-01,2026-05-31
"""
PLEDGES = """id,nation,unit_type,strength,level,first,last,notice_days
P1,Senegal,infantry,120,rdl,2026-01-01,2026-12-31,30
"""
DEPLOYMENTS = """id,requirement,nation,first,last
D1,R1,BGD,2026-03-01,2026-03-31
"""


def test_gaps_from_the_ledger(sulh, tmp_path):
    """Gaps from three tables and from the ledger agree; a correction changes them, as of then not."""
    tables = {"requirements": REQUIREMENTS, "pledges": PLEDGES, "deployments": DEPLOYMENTS}
    options = []
    for name, text in tables.items():
        path = tmp_path / f"{name}.csv"
        path.write_text(text, "utf-8")
        options += [f"--{name}", path]
        sulh("-C", "m", "observe", path, "--source", "DPO")
    at = ("--at", "2026-01-15")
    from_files = sulh("sustain", "gaps", *options, *at)
    assert answer(sulh("-C", "m", "sustain", "gaps", *at)) == answer(from_files)
    assert "R1" in sulh("-C", "m", "sustain", "gaps", *at, "--json")
    none = sulh("-C", "m", "sustain", "gaps", *at, "--as-of", "2020-01-01", "--json")
    assert "R1" not in none
    assert "Name all of" in sulh("sustain", "gaps", *options[:2], *at, code=2)


def test_bad_rows_of_a_form_are_rejected_with_the_forms_own_columns(sulh, tmp_path):
    """A faulty inspection is named by its columns; a day that has not come is refused."""
    path = tmp_path / "inspections.csv"
    path.write_text(
        "ref,unit,category,day,kind,present,serviceable,source\n"
        "I1,U,truck,2022-01-01,glance,3,x,s\n"
        "I2,U,truck,2122-01-01,periodic,3,3,s\n"
        "I3,U,truck,2022-01-01,periodic,3,4,s\n"
        "I4,U,truck,2022-01-01,periodic,3,3,s\n",
        "utf-8",
    )
    output = sulh("-C", "m", "observe", path)
    for words in ("kind: ", "serviceable: ", "has not come yet", "more than the items present"):
        assert words in output
    assert "I4" in sulh("-C", "m", "ledger", "log", "--kind", "equipment-inspection")
