"""A newer release of a source: what is new, changed and withdrawn, once and for all."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.observe.small_files import GED_ROW, INCIDENT, OBSERVATION, csv_text

from sulh import workspace
from sulh.errors import InputError
from sulh.ledger.sync import bundle, state, take
from sulh.observe import open_reports
from sulh.picture import picture
from sulh.tables import rows_table
from sulh.values import parse_utc
from sulh.workspace.record_kinds import body_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.fixture
def mission(tmp_path: Path) -> Iterator[workspace.Workspace]:
    opened = workspace.set_up(tmp_path / "m", pack_name="minusca", site="hq", now=NOW, store="")
    with opened.store:
        yield opened


def update(
    mission: workspace.Workspace, rows: list[dict[str, str]], **options: Any
) -> workspace.UpdateResult:
    """Take rows in as a release, and check that the account adds up."""
    reading = workspace.ImportOptions(now=NOW, **options.pop("reading", {}))
    opened = open_reports(
        rows_table(rows, name=options.pop("name", "release.jsonl")), kinds=workspace.RECORD_KINDS
    )
    result = workspace.update_reports(
        mission, opened, workspace.UpdateOptions(reading=reading, **options)
    )
    steps = ("new", "changed", "unchanged", "repeated", "conflicts", "left_out", "rejected")
    assert sum(getattr(result, name) for name in steps) == result.rows == len(rows)
    assert json.loads(json.dumps(result.as_json()))["rows"] == len(rows)
    return result


def row(ref: str, **more: str) -> dict[str, str]:
    return INCIDENT | {"ref": ref, "country": "Central African Republic"} | more


def holding(mission: workspace.Workspace) -> dict[tuple[str, str], dict[str, Any]]:
    """What the picture holds, by kind and key."""
    current = picture(mission.store.records(), check=body_problem)
    return {
        (each.kind, each.body["ref"]): each.body for each in current.reports if "ref" in each.body
    }


def kinds_of(mission: workspace.Workspace) -> Counter[str]:
    return Counter(each.kind for each in mission.store.records() if each.kind != "genesis")


FIRST = [row("a", start="2024-05-01"), row("b", start="2024-05-03"), row("c", start="2024-05-05")]


def test_new_changed_withdrawn_and_again(mission: workspace.Workspace) -> None:
    """One correction a change, a retraction only with the flag, and nothing the second time."""
    update(mission, FIRST)
    release = [FIRST[0] | {"deaths_best": "3", "act": "fire"}, FIRST[2], row("d")]
    result = update(mission, release)
    assert (result.new, result.changed, result.unchanged, result.retracted) == (1, 1, 1, 0)
    (change,) = result.changes
    assert (change.ref, change.row, set(change.fields)) == ("a", 1, {"act", "deaths"})
    assert change.fields["act"] == ("armed-clash", "fire")
    assert [each.ref for each in result.withdrawn] == ["b"]
    assert kinds_of(mission) == {"incident": 4, "correction": 1, "import": 2}
    assert set(holding(mission)) == {("incident", each) for each in "abcd"}
    again = update(mission, release, retract=True)
    assert (again.new, again.changed, again.retracted) == (0, 0, 1)
    assert set(holding(mission)) == {("incident", each) for each in "acd"}
    (retraction,) = mission.store.records(kinds=["retraction"])
    assert retraction.body["release"] == "release.jsonl"
    assert "no longer has it" in retraction.body["reason"]
    before = mission.store.size
    third = update(mission, release, retract=True)
    assert (third.records, third.withdrawn, mission.store.size) == (0, (), before)


def test_a_withdrawn_report_comes_back(mission: workspace.Workspace) -> None:
    """One correction brings it back, changed or not."""
    update(mission, FIRST)
    update(mission, [FIRST[0], FIRST[2]], retract=True)
    result = update(mission, FIRST)
    (change,) = result.changes
    assert (change.ref, change.comes_back, change.fields) == ("b", True, {})
    assert holding(mission)["incident", "b"]["ref"] == "b"
    assert update(mission, FIRST).records == 0


def test_a_release_for_some_months_withdraws_only_there(mission: workspace.Workspace) -> None:
    """What lies outside the time or the country of the release stays, and is counted."""
    chad = {"country": "Chad"}
    update(
        mission,
        [row(f"m{month}", start=f"2024-{month:02}-10") for month in range(1, 7)]
        + [row("chad", start="2024-03-05", **chad), row("other", source="Team site 9")],
    )
    candidate = [row("m2", start="2024-02-10"), row("m4", start="2024-04-10")]
    result = update(mission, candidate, retract=True)
    assert [each.ref for each in result.withdrawn] == ["m3"]
    assert result.not_covered == 4
    ((scope, window),) = result.covers
    assert (scope.country, window) == (
        "Central African Republic",
        ("2024-02-09T23:00:00", "2024-04-10T22:59:59.999999"),
    )
    whole = (datetime(2024, 1, 31, 23, tzinfo=UTC), datetime(2024, 5, 31, 23, tzinfo=UTC))
    result = update(mission, candidate, covers=whole)
    assert [each.ref for each in result.withdrawn] == ["m5"]


def test_what_a_person_changed_here_stays(mission: workspace.Workspace, tmp_path: Path) -> None:
    """A hand's correction or retraction is not undone; what the source says anew is a conflict."""
    update(mission, FIRST)
    ids = {each.body["ref"]: each.id for each in mission.store.records(kinds=["incident"])}
    file = tmp_path / "one.csv"
    file.write_text(csv_text(FIRST[0] | {"deaths_best": "9"}))
    correction = workspace.Correction(file=file, reason="own count", author="officer", now=NOW)
    workspace.correct_record(mission, ids["a"], correction)
    workspace.retract_record(mission, ids["b"], reason="double", author="officer", now=NOW)
    same = update(mission, FIRST, retract=True)
    assert (same.unchanged, same.records) == (3, 0)
    assert holding(mission)["incident", "a"]["deaths"] == [9, 9, 9]
    news = update(mission, [{**each, "deaths_best": "5"} for each in FIRST])
    assert (news.changed, news.conflicts) == (1, 2)
    assert {each.code for each in news.problems} == {"amended-here"}
    assert holding(mission)["incident", "a"]["deaths"] == [9, 9, 9]
    assert ("incident", "b") not in holding(mission)
    adopted = update(mission, [FIRST[0] | {"deaths_best": "9"}])
    assert (adopted.unchanged, adopted.records) == (1, 0)


def test_a_rejected_row_is_not_withdrawn(mission: workspace.Workspace) -> None:
    """A report whose row cannot be read is in the release all the same."""
    update(mission, FIRST)
    release = [FIRST[0], FIRST[1] | {"lat": "north"}, FIRST[2] | {"act": "dancing"}]
    result = update(mission, release, retract=True, covers=(datetime(2024, 1, 1, tzinfo=UTC), NOW))
    assert (result.rejected, result.unchanged, result.withdrawn) == (2, 1, ())
    assert [each.ref for each in result.unreadable] == ["b"]
    assert result.records == 0


def test_an_event_that_is_no_act_any_more_is_withdrawn(mission: workspace.Workspace) -> None:
    """ACLED codes an attack anew as a protest: its row is left out, and the report is withdrawn."""
    battle = {
        "event_id_cnty": "CAR1",
        "event_date": "2024-05-02",
        "time_precision": "1",
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "actor1": "UPC",
        "actor2": "MPC",
        "country": "Central African Republic",
        "admin1": "Ouaka",
        "location": "Bambari",
        "latitude": "5.76",
        "longitude": "20.67",
        "geo_precision": "1",
        "notes": "",
        "fatalities": "3",
    }
    rows = [
        battle | {"event_id_cnty": f"CAR{day}", "event_date": f"2024-05-0{day}"}
        for day in (1, 2, 3)
    ]
    assert update(mission, rows).new == 3
    rows[1] |= {"event_type": "Protests", "sub_event_type": "Peaceful protest"}
    result = update(mission, rows, retract=True)
    assert (result.left_out, result.rejected, result.unchanged) == (1, 0, 2)
    assert [each.ref for each in result.withdrawn] == ["CAR2"]


def test_rows_that_contradict_each_other(mission: workspace.Workspace) -> None:
    """The first row of a key counts; the same again is counted, other content is a conflict."""
    result = update(mission, [FIRST[0], FIRST[0], FIRST[0] | {"deaths_best": "1"}])
    assert (result.new, result.repeated, result.conflicts) == (1, 1, 1)


def test_a_dry_run_writes_nothing_and_shows_the_flips(mission: workspace.Workspace) -> None:
    """The findings are those that a real run then has."""
    update(mission, [row("a", start="2019-05-01", country="")])
    clash = row("b", start="2019-07-02") | {"country": ""}
    before, files = mission.store.size, sorted(mission.folder.rglob("*"))
    result = update(mission, [row("a", start="2019-05-01", country=""), clash], dry_run=True)
    assert (result.new, result.records, mission.store.size) == (1, 0, before)
    assert sorted(mission.folder.rglob("*")) == files
    assert result.flips
    first = workspace.judge(mission, as_of=None, at=NOW).findings.frame
    update(mission, [row("a", start="2019-05-01", country=""), clash])
    last = workspace.judge(mission, as_of=None, at=NOW).findings.frame
    verdicts = [dict(zip(each["id"], each["verdict"], strict=True)) for each in (first, last)]
    expected = {
        name: tuple(each.get(name, "") for each in verdicts)
        for name in verdicts[0].keys() | verdicts[1].keys()
        if verdicts[0].get(name) != verdicts[1].get(name)
    }
    assert {each.finding: (each.before, each.after) for each in result.flips} == expected


def test_kinds_do_not_share_keys(mission: workspace.Workspace) -> None:
    """An observation with an incident's key is a report of its own, and is not withdrawn with it."""
    zone = next(iter(mission.pack.zones))
    count = OBSERVATION | {"ref": "a", "zone": zone, "item": next(iter(mission.pack.items))}
    update(mission, [FIRST[0], count])
    result = update(mission, [FIRST[0]], retract=True)
    assert (result.unchanged, result.withdrawn, result.not_covered) == (1, (), 0)
    assert len(holding(mission)) == 2


def test_ged_candidate_then_release(mission: workspace.Workspace) -> None:
    """What the reader says about the file is counted apart, and is never withdrawn."""
    rows = [GED_ROW | {"id": str(each)} for each in range(5)]
    first = update(mission, rows)
    assert (first.new, first.added) == (5, 1)
    second = update(
        mission,
        [*rows[:4], GED_ROW | {"id": "9", "date_start": "2020-02-01", "date_end": "2020-02-01"}],
        retract=True,
    )
    assert (second.new, second.added, len(second.withdrawn)) == (1, 1, 1)
    assert update(mission, rows[:4], retract=True).records == 0


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("GEDEvent_v24_1.csv", "GEDEvent_v25_1.csv"),
        ("GEDEvent_v24_0_9.csv", "gedevent_v24_1.csv"),
        ("ged231.csv", "ged251.csv"),
        ("visits_2024-05-03.csv", "visits_2024-05-10.csv"),
    ],
)
def test_an_older_release_is_refused(
    mission: workspace.Workspace, tmp_path: Path, older: str, newer: str
) -> None:
    """By its version, or because it came in before: it would change reports back. One may insist."""
    old, new = tmp_path / older, tmp_path / newer
    old.write_text(csv_text(row("a", deaths_best="3"), row("b")), "utf-8")
    new.write_text(csv_text(row("a", deaths_best="4"), row("b")), "utf-8")
    reading = workspace.ImportOptions(now=NOW)

    def take_in(path: Path, **options: Any) -> workspace.UpdateResult:
        return workspace.update_reports(
            mission, path, workspace.UpdateOptions(reading=reading, **options)
        )

    take_in(new)
    for _ in range(2):  # by its version; then this very file came in before
        before = mission.store.size
        with pytest.raises(InputError, match="changes 1 report back"):
            take_in(old)
        assert mission.store.size == before
        shown = take_in(old, dry_run=True)
        assert [each.code for each in shown.problems] == ["older-release"]
        assert take_in(old, older=True).changed == 1
        new.write_text(new.read_text("utf-8") + "\n\n", "utf-8")
        assert take_in(new, older=True).changed == 1


def test_the_same_files_again_are_no_older_releases(
    mission: workspace.Workspace, tmp_path: Path
) -> None:
    """Two registers that grow side by side, taken in in any order: nothing changes back."""
    reading = workspace.ImportOptions(now=NOW)
    for name in ("north.csv", "south.csv", "north.csv", "south.csv"):
        path = tmp_path / name
        path.write_text(csv_text(row(name[0])), "utf-8")
        result = workspace.update_reports(mission, path, workspace.UpdateOptions(reading=reading))
        assert (result.changed, result.problems) == (0, ())


def test_a_release_with_foreign_reports_is_asked_about(mission: workspace.Workspace) -> None:
    """Once a file, and only about those that the ledger does not have."""
    asked: list[str] = []

    def no(first: workspace.ForeignReports) -> bool:
        asked.append(first.where)
        return False

    away = {"country": "Sudan", "zone": "", "district": "", "lon": "25.35", "lat": "13.62"}
    away |= {"accuracy_m": "1000"}
    rows = [row("a"), row("b", **away), row("c", **away)]
    result = update(mission, rows, reading={"ask_foreign": no})
    assert (result.new, result.rejected, len(asked)) == (1, 2, 1)
    assert update(mission, rows).new == 2
    assert update(mission, rows, reading={"ask_foreign": no}).unchanged == 3
    assert len(asked) == 1


def test_an_interruption_is_continued(mission: workspace.Workspace) -> None:
    """What whole batches brought counts as unchanged, and the rest enters."""
    rows = [row(f"r{number}", deaths_best=str(number)) for number in range(4_100)]
    update(mission, rows)
    release = [{**each, "deaths_best": "5000"} for each in rows] + [row("new")]

    def stop(_bytes: int) -> None:
        raise KeyboardInterrupt

    opened = open_reports(rows_table(release, name="x.jsonl"), kinds=workspace.RECORD_KINDS)
    options = workspace.UpdateOptions(reading=workspace.ImportOptions(now=NOW))
    with pytest.raises(KeyboardInterrupt):
        workspace.update_reports(mission, opened, options, progress=stop)
    part = kinds_of(mission)["correction"]
    assert 0 < part < 4_100
    result = update(mission, release)
    assert (result.changed, result.unchanged, result.new) == (4_100 - part, part, 1)
    assert kinds_of(mission)["correction"] == 4_100


def test_marks_stay(mission: workspace.Workspace) -> None:
    """A correction carries the marking of what it corrects; exercise records are apart."""
    update(mission, FIRST, reading={"tlp": "TLP:AMBER"})
    update(mission, [FIRST[0] | {"deaths_best": "3"}])
    assert holding(mission)["incident", "a"]["tlp"] == "TLP:AMBER"
    exercise = update(mission, FIRST, reading={"simulated": True}, retract=True)
    assert (exercise.new, exercise.unchanged) == (3, 0)


def test_a_stricter_marking_alone_is_one_correction(mission: workspace.Workspace) -> None:
    """A freer one changes nothing, and the same release again enters nothing."""
    update(mission, FIRST, reading={"tlp": "TLP:AMBER"})
    assert update(mission, FIRST, reading={"tlp": "TLP:GREEN"}).changed == 0
    stricter = [FIRST[0] | {"tlp": "red"}, *FIRST[1:]]
    result = update(mission, stricter)
    assert (result.changed, result.unchanged) == (1, len(FIRST) - 1)
    assert result.changes[0].fields == {"tlp": ("TLP:AMBER", "TLP:RED")}
    assert holding(mission)["incident", "a"]["tlp"] == "TLP:RED"
    assert update(mission, stricter).changed == 0


def test_two_sites_that_took_in_the_same(tmp_path: Path) -> None:
    """A change corrects the report once, whichever copy; a withdrawal takes back both copies."""
    sites = [
        workspace.set_up(tmp_path / name, pack_name="minusca", site=name, now=NOW)
        for name in ("north", "south")
    ]
    north, south = sites
    with north.store, south.store:
        for each in sites:
            update(each, FIRST)
        take(north.store, bundle(south.store, state(north.store)))
        result = update(north, [FIRST[0] | {"deaths_best": "4"}, FIRST[2]], retract=True)
        assert (result.changed, result.unchanged, result.retracted) == (1, 1, 1)
        assert set(holding(north)) == {("incident", "a"), ("incident", "c")}
        assert holding(north)["incident", "a"]["deaths"] == [4, 4, 4]
        again = update(north, [FIRST[0] | {"deaths_best": "4"}, FIRST[2]], retract=True)
        assert again.records == 0


Value = tuple[int, int, int]
VALUES = st.tuples(st.integers(1, 5), st.integers(0, 1), st.integers(0, 2))
RELEASES = st.dictionaries(st.sampled_from("abcdef"), VALUES, max_size=6)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("release"), RELEASES, st.booleans()),
        st.tuples(st.just("correct"), st.sampled_from("abcdef"), VALUES),
        st.tuples(st.just("retract"), st.sampled_from("abcdef"), st.none()),
    ),
    min_size=2,
    max_size=7,
)
COUNTRIES = ("Central African Republic", "Chad")


def row_of(ref: str, value: Value) -> dict[str, str]:
    day, country, deaths = value
    more = {"start": f"2024-05-{day:02}", "country": COUNTRIES[country]}
    return row(ref, deaths_best=str(deaths), **more)


class Model:
    """The slow obvious way: what the sender last said of a key, and what holds of it here."""

    def __init__(self) -> None:
        self.sender: dict[str, Value | None] = {}
        self.now: dict[str, Value | None] = {}

    def release(self, rows: dict[str, Value], *, retract: bool) -> None:
        """Take in a release."""
        for ref, value in rows.items():
            if ref in self.now and value in {self.sender[ref], self.now[ref]}:
                continue
            if ref not in self.now or self.sender[ref] == self.now[ref]:
                self.sender[ref] = self.now[ref] = value
        for ref, holds in self.now.items():
            if not retract or ref in rows or holds is None or self.sender[ref] is None:
                continue
            days = [day for day, country, _ in rows.values() if country == holds[1]]
            if days and min(days) <= holds[0] <= max(days):
                self.sender[ref] = self.now[ref] = None


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_the_picture_is_what_the_releases_say(steps: list[Any]) -> None:
    """After any releases and amendments the picture agrees with the model; again changes nothing."""
    folder = Path(tempfile.mkdtemp())
    mission = workspace.set_up(folder / "m", pack_name="example", site="hq", now=NOW)
    model = Model()
    with mission.store:
        for number, (what, subject, detail) in enumerate(steps):
            now = NOW + timedelta(minutes=number)
            if what == "release":
                rows = [row_of(ref, value) for ref, value in subject.items()]
                if not rows:
                    continue
                model.release(subject, retract=detail)
                update(mission, rows, retract=detail)
                assert update(mission, rows, retract=detail).records == 0
            elif model.now.get(subject) is not None:
                identity = next(
                    each.id
                    for each in mission.store.records(kinds=["incident"])
                    if each.body["ref"] == subject
                )
                if what == "retract":
                    workspace.retract_record(
                        mission, identity, reason="x", author="officer", now=now
                    )
                    model.now[subject] = None
                else:
                    table = rows_table([row_of(subject, detail)], name="one.jsonl")
                    correction = workspace.Correction(
                        file=table, reason="x", author="officer", now=now
                    )
                    workspace.correct_record(mission, identity, correction)
                    model.now[subject] = detail
            expected = {
                ref: [f"2024-05-{value[0]:02}", COUNTRIES[value[1]], value[2]]
                for ref, value in model.now.items()
                if value is not None
            }
            assert {
                ref: [local_day(mission, body), body["country"], body["deaths"][2]]
                for (_, ref), body in holding(mission).items()
            } == expected
    shutil.rmtree(folder)


def local_day(mission: workspace.Workspace, body: dict[str, Any]) -> str:
    return f"{parse_utc(body['span'][0]).astimezone(mission.pack.timezone):%Y-%m-%d}"


def test_a_release_in_other_words_and_with_markings(mission: workspace.Workspace) -> None:
    """A word in another case is the same report; a marking of the row goes with what is new or changed."""
    first = [row("u-1", tlp="red"), row("u-2", tlp="red")]
    update(mission, first)
    again = [first[0] | {"act": first[0]["act"].upper()}, row("u-2", deaths_best="3")]
    result = update(mission, again)
    assert (result.unchanged, result.changed, result.new, result.withdrawn) == (1, 1, 0, ())
    (correction,) = mission.store.records(kinds=["correction"])
    assert correction.body["body"]["tlp"] == "TLP:RED"
