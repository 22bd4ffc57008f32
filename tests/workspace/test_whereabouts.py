"""Reports from nowhere, or from another mission's area, are told when they come in."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sulh import workspace
from sulh.workspace import ForeignReports, ImportOptions, import_reports, judge
from sulh.workspace.place_names import PlaceNames

NOW = datetime(2024, 1, 1, tzinfo=UTC)
HEAD = "kind,ref,source,start,lon,lat,accuracy_m,district,country,reliability,credibility,actor,opponent,act\n"
HOME = "incident,h{n},radio,2023-03-0{n},20.66,5.76,2000,Ouaka,Central African Republic,A,1,UPC,Civilians,violence-against-civilians\n"
ABROAD = "incident,f{n},radio,2023-05-0{n},24.1,12.9,2000,Darfur,Sudan,A,1,RSF,Civilians,violence-against-civilians\n"


@pytest.fixture
def mission(tmp_path):
    return workspace.set_up(tmp_path / "car", pack_name="minusca", site="hq", now=NOW)


def imported(mission, text, **options):
    file = mission.folder.parent / "events.csv"
    file.write_text(HEAD + text, encoding="utf-8")
    return import_reports(mission, file, ImportOptions(now=NOW, **options))


def codes(result):
    return [(each.code, each.severity, each.row) for each in result.problems]


@pytest.mark.parametrize(
    ("lon", "lat"),
    [("0", "0"), ("0.0", "-0"), ("20.66", "-5.76"), ("-20.66", "5.76")],
)
def test_a_contradiction_is_a_warning_and_the_report_enters(mission, lon, lat):
    """Row and value are told; the finding is undetermined."""
    result = imported(mission, HOME.format(n=1).replace("20.66,5.76", f"{lon},{lat}"))
    assert codes(result) == [("place-contradicts", "warning", 2)]
    assert result.entered == 1
    frame = judge(mission, as_of=None, at=NOW).findings.frame
    rows = frame.filter((frame["provision"] == "civilians") & (frame["party"] == "UPC"))
    assert rows["verdict"].to_list() == ["undetermined"]


def test_good_positions_are_not_told(mission):
    """Inside, near the border, by name only."""
    text = HOME.format(n=1) + HOME.format(n=2).replace("20.66,5.76,2000", ",,")
    text += HOME.format(n=3).replace("20.66,5.76,2000,Ouaka", "18.56,4.35,5000,Bangui")
    assert codes(imported(mission, text)) == []


def test_foreign_reports_are_asked_about_once_a_file(mission):
    """No: they are left out, row by row, and the others enter."""
    asked: list[ForeignReports] = []

    def no(first: ForeignReports) -> bool:
        asked.append(first)
        return False

    text = HOME.format(n=1) + "".join(ABROAD.format(n=n) for n in range(1, 6))
    result = imported(mission, text, ask_foreign=no)
    assert [(each.file, each.first_row) for each in asked] == [("events.csv", 3)]
    assert "Sudan" in asked[0].where
    assert (result.entered, result.rejected) == (1, 5)
    assert codes(result) == [("outside-area", "error", row) for row in range(3, 8)]
    assert result.rejects


def test_rows_that_are_kept_out_stand_in_the_rejects_file_as_they_came(mission):
    """Foreign, with a word that the pack does not know, or told before; their dead are not the file's."""
    text = HOME.format(n=1) + ABROAD.format(n=2) + HOME.format(n=3).replace("violence", "vilence")
    result = imported(mission, text, ask_foreign=lambda _: False)
    rejects = csv.DictReader(Path(result.rejects).read_text("utf-8-sig").splitlines())
    lines = {int(each["row"]): each["line"] for each in rejects}
    assert lines == {3: ABROAD.format(n=2).strip(), 4: text.splitlines()[-1]}
    assert all(each["remedy"] for each in rejects)
    alone = imported(mission, HOME.format(n=5))
    assert (result.deaths, result.entered) == (alone.deaths, 1)


def test_foreign_reports_may_enter_and_judge_no_duty(mission):
    """Yes: they enter, one warning says so, and no month is judged for them."""
    imported(mission, HOME.format(n=1))
    before = judge(mission, as_of=None, at=NOW).findings.frame
    result = imported(
        mission, "".join(ABROAD.format(n=n) for n in range(1, 6)), ask_foreign=lambda _: True
    )
    assert (result.entered, result.rejected) == (5, 0)
    assert codes(result) == [("outside-area", "warning", 2)]
    after = judge(mission, as_of=None, at=NOW).findings.frame
    assert after["id"].to_list() == before["id"].to_list()
    assert after["verdict"].to_list() == before["verdict"].to_list()


def test_nobody_is_asked_about_reports_at_home(mission):
    """A file without foreign reports asks nothing."""

    def never(_: ForeignReports) -> bool:
        pytest.fail("asked")

    assert imported(mission, HOME.format(n=1), ask_foreign=never).entered == 1


def test_actors_that_are_not_known_are_told_with_their_deaths(mission):
    """How many, how many deaths, and whom a near name may mean."""
    head = HEAD.strip() + ",deaths_low,deaths_best,deaths_high\n"
    rows = [
        ("Union pour la paix en Centrafrik", 10),
        ("UPC: Union pour la Paix (2014-)", 5),
        ("Somebody else entirely", 3),
        ("UPC", 2),
    ]
    file = mission.folder.parent / "names.csv"
    text = head + "".join(
        HOME.format(n=n).replace("UPC", f'"{name}"').strip() + f",{dead},{dead},{dead}\n"
        for n, (name, dead) in enumerate(rows, 1)
    )
    file.write_text(text, encoding="utf-8")
    result = import_reports(mission, file, ImportOptions(now=NOW))
    assert (result.unmatched_deaths, result.deaths) == (18, 20)
    assert {each.name: each.actor for each in result.proposals} == {
        "Union pour la paix en Centrafrik": "UPC",
        "UPC: Union pour la Paix (2014-)": "UPC",
    }
    workspace.add_aliases(mission, result.proposals)
    again = workspace.open_workspace(mission.folder)
    assert [name for name, _ in import_reports(again, file, ImportOptions(now=NOW)).unmatched] == [
        "Somebody else entirely"
    ]


def test_compare_records_checks_what_it_is_given(mission):
    """Two incidents or more, in full or by their first letters; nothing else."""
    imported(mission, HOME.format(n=1) + HOME.format(n=2))
    ids = [each.id for each in mission.store.records(kinds=["incident"])]
    options = {"judgement": "same", "reason": "r", "author": "watch officer", "now": NOW}
    record = workspace.compare_records(mission, [ids[0][:12], ids[1]], **options)
    (entry,) = mission.store.records(kinds=["comparison"])
    assert entry.id == record
    assert entry.body["reports"] == ids
    for wrong in ([ids[0]], [ids[0], ids[0][:8]], [ids[0], record], [ids[0], "no such"]):
        with pytest.raises(workspace_error()):
            workspace.compare_records(mission, wrong, **options)


def workspace_error():
    from sulh.errors import SulhError

    return SulhError


def test_a_zone_of_the_pack_is_a_place_that_can_be_named(mission):
    """By its id, its title or a name, in any case and accents; it gives a district and no point."""
    places = PlaceNames(mission.pack)
    zone = next(each for each in mission.pack.zones.values() if each.name == "Haute-Kotto")
    for name in (zone.id, "Haute-Kotto", "haute kotto", *zone.names):
        (found,) = places(name)
        assert (found.district, found.spot) == (zone.id, None)
