"""Lists of activities in pieces are what one of all at once would be; a file that breaks off leaves none."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from sulh.cli import main, output
from sulh.recover import Activity, IatiAccount
from sulh.report import ActivityCsv, ActivityJson, ActivityLines
from sulh.tables.rejects import defused
from sulh.workspace import writing

TEXTS = st.text(max_size=8).map(lambda text: " ".join(text.split()))  # as they are read
SUMS = st.dictionaries(st.sampled_from(["USD", "EUR"]), st.decimals(0, 10**6, places=2), max_size=2)
ACTIVITIES = st.builds(
    Activity, identifier=TEXTS, title=TEXTS, organisation=TEXTS, status=TEXTS, start=TEXTS, end=TEXTS,
    countries=st.lists(TEXTS, max_size=2).map(tuple), sectors=st.just(("14030",)),
    places=st.lists(TEXTS, max_size=2).map(tuple), budget=SUMS, spent=SUMS,
)  # fmt: skip
ACTIVITY = (
    "<iati-activity default-currency='USD'><iati-identifier>XM-DAC-1-{}</iati-identifier>"
    "<reporting-org ref='XM-DAC-1' type='40'><narrative>Org</narrative></reporting-org>"
    "<title><narrative>Well</narrative></title><description><narrative>Well</narrative></description>"
    "<participating-org ref='XM-DAC-1' role='4'/><activity-status code='2'/>"
    "<activity-date type='2' iso-date='2024-01-01'/></iati-activity>"
)


def whole(made, activities, account):
    return made.begin() + "".join(map(made.piece, activities)) + made.end(account)


@given(st.lists(ACTIVITIES, max_size=3))
def test_pieces_make_the_whole(activities):
    account = IatiAccount(statements=7, good=len(activities), errors=1)
    content = json.loads(whole(ActivityJson(), activities, account))
    assert content["activities"] == [each.content() for each in activities]
    assert (content["statements"], content["problems"]) == (7, [])
    rows = list(csv.DictReader(io.StringIO(whole(ActivityCsv(), activities, account), newline="")))
    assert [row["title"] for row in rows] == [defused(each.title) for each in activities]
    assert whole(ActivityLines(), activities, account).endswith("1 error, 0 warnings.\n")


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_a_file_that_breaks_off_leaves_no_list(tmp_path: Path, ending: str) -> None:
    text = "<iati-activities version='2.03'>" + "".join(ACTIVITY.format(at) for at in range(3))
    path, out = tmp_path / "a.xml", tmp_path / f"out.{ending}"
    path.write_text(text)
    arguments = ["recover", "iati", "read", str(path), "-o", str(out)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code != 0
    assert list(tmp_path.iterdir()) == [path]
    path.write_text(text + "</iati-activities>")
    assert CliRunner().invoke(main, arguments).exit_code == 0
    assert "XM-DAC-1-2" in out.read_text()
    shown = CliRunner().invoke(main, ["recover", "iati", "read", str(path), "--json"]).stdout
    assert len(json.loads(shown)["activities"]) == 3


@pytest.mark.parametrize("count", [1, 2, 40])
def test_json_is_whole_or_none(tmp_path: Path, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it is more than is kept in memory: what is printed can be read, and of a broken file is nothing."""
    text = "<iati-activities version='2.03'>" + "".join(ACTIVITY.format(at) for at in range(count))
    path = tmp_path / "a.xml"
    monkeypatch.setattr(output, "KEPT_BYTES", 2_000)
    arguments = ["recover", "iati", "read", str(path), "--json"]
    path.write_text(text)
    broken = CliRunner().invoke(main, arguments)
    assert (broken.exit_code, broken.stdout) == (2, "")
    assert "a.xml" in broken.stderr
    path.write_text(text + "</iati-activities>")
    result = CliRunner().invoke(main, arguments)
    assert len(json.loads(result.stdout)["activities"]) == count
    assert (result.exit_code, len(result.stdout) > 4_000) == (0, count == 40)


def test_who_stops_reading_the_list_is_no_fault_of_the_file(tmp_path: Path) -> None:
    """`sulh recover iati read a.xml -o out.csv --json | head`: the pipe's end is not called the file's."""

    def broken() -> None:
        with writing(tmp_path / "out.csv") as file:
            file.write("identifier\n")
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        broken()
    assert list(tmp_path.iterdir()) == []
