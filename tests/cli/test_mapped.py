"""Any command that reads tables reads a partner's table through a mapping file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from sulh.cli import main

if TYPE_CHECKING:
    from pathlib import Path

OWN = "nation,mission,period,best\nGhana,UNIFIL,2024-09,870\nNepal,UNIFIL,2024-09,876\n"
THEIRS = "Mois;Pays;Effectif\n09.2024;Ghana;870\n09.2024;Nepal;876\n"
MAPPING = """
[columns]
nation = "Pays"
period = "Mois"
best = "Effectif"
[constants]
mission = "UNIFIL"
[values.period]
"09.2024" = "2024-09"
"""


def shares(*arguments: str) -> object:
    result = CliRunner().invoke(
        main, ["sustain", "contributions", "--json", *arguments], catch_exceptions=False
    )
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    del answer["tables"]
    return answer


def test_the_same_result_through_a_mapping(tmp_path: Path) -> None:
    """A table in other words gives what the table in Sulh's own form gives."""
    (tmp_path / "own.csv").write_text(OWN)
    (tmp_path / "theirs.csv").write_text(THEIRS)
    (tmp_path / "map.toml").write_text(MAPPING)
    own = shares(str(tmp_path / "own.csv"))
    theirs = shares(str(tmp_path / "theirs.csv"), "--map", str(tmp_path / "map.toml"))
    assert json.dumps(own).replace("own.csv", "theirs.csv") == json.dumps(theirs)


def test_a_table_that_lacks_a_column_of_its_mapping(tmp_path: Path) -> None:
    """A misspelt column is named; it is not read as an empty one."""
    (tmp_path / "theirs.csv").write_text(THEIRS)
    (tmp_path / "map.toml").write_text(MAPPING.replace('"Effectif"', '"Effectifs"'))
    result = CliRunner().invoke(
        main,
        [
            "sustain",
            "contributions",
            str(tmp_path / "theirs.csv"),
            "--map",
            str(tmp_path / "map.toml"),
        ],
    )
    assert result.exit_code != 0
    assert "Effectifs" in str(result.exception or "") + result.output


@pytest.mark.parametrize(
    "command",
    [
        ("sustain", "contributions"),
        ("sustain", "places"),
        ("sustain", "gaps"),
        ("sustain", "readiness"),
        ("protect", "laydown"),
        ("protect", "patrol"),
        ("protect", "backtest"),
        ("warn", "forecast"),
        ("warn", "score"),
        ("observe",),
    ],
    ids=" ".join,
)
def test_every_command_that_reads_tables_has_it(command: tuple[str, ...]) -> None:
    """One option everywhere."""
    assert "--map" in CliRunner().invoke(main, [*command, "--help"]).output
