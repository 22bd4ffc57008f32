"""Any other table comes in through a mapping file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.observe.small_files import BANGUI, NOW, bring

from sulh.errors import InputError
from sulh.observe import Incident
from sulh.tables import Row, open_content
from sulh.tables.mapping import apply_mapping, read_mapping
from sulh.tables.times import days_span
from sulh.values import Count, Reliability

EXAMPLES = Path(__file__).parents[2] / "examples" / "maps"
MAP = """
date_format = "%d/%m/%Y"
split = " and "
[columns]
ref = "No"
start = "Day"
actor = "Who"
act = "What"
[constants]
kind = "incident"
source = "HQ"
act = "fire"
[values.act]
"Clash" = "armed-clash"
"""
TABLE = "No,Day,Who,What\n1,03/05/2024,UPC and MPC,Clash\n2,٠٤/٠٥/٢٠٢٤,UPC,\n"


def mapped(folder: Path, table: str = TABLE, mapping: str = MAP, name: str = "log.csv") -> object:
    (folder / name).write_text(table, encoding="utf-8")
    (folder / "map.toml").write_text(mapping, encoding="utf-8")
    return bring(folder / name, mapping=folder / "map.toml", now=NOW)


def test_the_example_reads_its_table() -> None:
    """The example in examples/maps does what its comments say."""
    brought = bring(EXAMPLES / "violations.csv", mapping=EXAMPLES / "violations.toml", now=NOW)
    assert brought.problems == ()
    clash, roadblock, attack = brought.reports
    assert isinstance(clash, Incident)
    assert clash.origin.ref == "2024/001"
    assert clash.origin.reliability == Reliability("B", 1)
    assert clash.origin.means == "seen"
    assert [each.name for each in clash.participants] == ["UPC", "MPC", "FPRC"]
    assert clash.span == days_span(date(2024, 5, 3), date(2024, 5, 3), BANGUI)
    assert (clash.place.lon, clash.place.lat, clash.place.accuracy_m) == (20.6672, 5.7618, 2000.0)
    assert clash.deaths == Count(2, 2, 2)
    assert isinstance(roadblock, Incident)
    assert (roadblock.act, roadblock.deaths) == ("illegal-checkpoint", Count(0, None))
    assert isinstance(attack, Incident)
    assert (attack.act, attack.place.lon) == ("violence-against-civilians", None)


def test_constants_fill_what_is_empty(tmp_path: Path) -> None:
    """A constant stands where the row's column is empty; other scripts' digits are digits."""
    brought = mapped(tmp_path)
    assert [each.act for each in brought.reports] == ["armed-clash", "fire"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("03/05/2024", "2024-05-03"), "bad-date"),
        (("03/05/2024", "31/02/2024"), "bad-date"),
        (("03/05/2024", "03/05/2034"), "future"),
        (("1,", ","), "missing"),
    ],
)
def test_a_mapped_row_is_checked_like_any(
    tmp_path: Path, change: tuple[str, str], code: str
) -> None:
    """A mapping lifts no check of the form."""
    brought = mapped(tmp_path, TABLE.replace(*change, 1))
    assert brought.codes == [code]  # type: ignore[attr-defined]


def test_a_time_without_its_offset_is_not_guessed(tmp_path: Path) -> None:
    """A date format with a time of day must also have the offset."""
    table = TABLE.replace("03/05/2024", "03/05/2024 10:00").replace(
        "٠٤/٠٥/٢٠٢٤",
        "04/05/2024 11:00",
    )
    mapping = MAP.replace("%d/%m/%Y", "%d/%m/%Y %H:%M")
    assert mapped(tmp_path, table, mapping).codes == ["bad-date"] * 2  # type: ignore[attr-defined]
    with_offset = table.replace("10:00", "10:00 +0100").replace("11:00", "11:00 +0100")
    brought = mapped(tmp_path, with_offset, mapping.replace("%M", "%M %z"))
    assert brought.reports[0].span.start.hour == 9  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ("", "no \\[columns\\]"),
        ("[columns", "cannot be read"),
        ('[columns]\nplaice = "x"', "plaice"),
        ('[columns]\nref = "x"\n[clumns]\n', "unknown key"),
        ("[columns]\nref = 1", "no table of texts"),
        ('columns = "x"', "no table of texts"),
        ('values = 1\n[columns]\nref = "x"', "no table"),
        ('split = 1\n[columns]\nref = "x"', "no text"),
        ('[columns]\nref = "x"\n[values.acts]\na = "b"', "acts"),
        ('[columns]\nref = "x"\n[values]\nact = "b"', "no table of texts"),
        ('date_format = "%Q"\n[columns]\nref = "No"', "date_format"),
        (MAP.replace('"Who"', '"Whom"'), "Whom"),
    ],
)
def test_a_faulty_mapping(tmp_path: Path, mapping: str, message: str) -> None:
    """A mapping that cannot be meant is refused before any row is read, and says where."""
    with pytest.raises(InputError, match=message):
        mapped(tmp_path, mapping=mapping)


def test_a_mapping_for_json(tmp_path: Path) -> None:
    """Objects may leave keys out, but the keys that are mapped must come somewhere."""
    lines = '{"No": 1, "Day": "03/05/2024", "What": "Clash"}\n{"No": 2, "Day": "04/05/2024"}\n'
    mapping = MAP.replace('actor = "Who"\n', "")
    brought = mapped(tmp_path, lines, mapping, "log.jsonl")
    assert [each.act for each in brought.reports] == ["armed-clash", "fire"]  # type: ignore[attr-defined]


def test_a_table_of_any_columns(tmp_path: Path) -> None:
    """Without a target, any field is a column; `dates` names those that the date format is for."""
    path = tmp_path / "map.toml"
    path.write_text(
        'date_format = "%d.%m.%Y"\ndates = ["since"]\n[columns]\nsince = "Depuis"\nnation = "Pays"\n'
        '[constants]\nmission = "UNIFIL"\n'
    )
    table = open_content(b"Pays;Depuis;Autre\nGhana;03.05.2024;x\n;;\nNepal;2024;\n", name="t.csv")
    mapped = apply_mapping(table, read_mapping(path))
    first, blank, bad = mapped.rows
    assert isinstance(first, Row)
    assert first.values == {"mission": "UNIFIL", "since": "2024-05-03", "nation": "Ghana"}
    assert isinstance(blank, Row)
    assert blank.values == {}
    assert not isinstance(bad, Row)
    assert (bad.problem.code, bad.problem.field, bad.problem.row) == ("bad-date", "since", 4)
    assert mapped.content is table.content


@pytest.mark.parametrize("dates", ['"since"', "[1]"])
def test_dates_are_a_list(tmp_path: Path, dates: str) -> None:
    """Anything else is refused."""
    path = tmp_path / "map.toml"
    path.write_text(f'dates = {dates}\n[columns]\nsince = "Depuis"\n')
    with pytest.raises(InputError, match="dates"):
        read_mapping(path)
