"""Scenarios: what cannot be played is named with line and field; what can is the same for the same seed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sulh.errors import InputError
from sulh.exercise import (
    ReactionRules,
    ScenarioError,
    Unit,
    compare_scenarios,
    play_many,
    play_scenario,
    read_scenario,
    score_played,
    send_units,
)
from sulh.exercise.behaviour import Behaviour
from sulh.exercise.compare import interval, paired
from sulh.exercise.conditions import Hindrances
from sulh.exercise.quality import QUALITIES
from sulh.exercise.score import record_ids, score_reports, tables_of
from sulh.kernels.chance import stream_key, uniforms
from sulh.mission.schema import schema
from sulh.verify import verify

HARBOUR = Path(__file__).parents[2] / "examples" / "exercises" / "harbour.toml"
HEAD = """
[exercise]
id = "x"
title = "X"
pack = "example"
from = 2021-01-01
until = 2021-03-01
[observers]
density = 0.5
quality = "exact"
"""


def scenario(tmp_path: Path, text: str, *, head: str = HEAD):
    """Read a scenario of this text."""
    path = tmp_path / "scenario.toml"
    path.write_text(head + text, "utf-8")
    return read_scenario(path)


def act(name: str, when: str, more: str = "") -> str:
    """An inject: Red shoots at a time."""
    return f'[[inject]]\nid = "{name}"\nkind = "act"\n{when}\nact = "direct-fire"\nby = "RED"\nzone = "north"\n{more}\n'


BAD = {
    "out of order": (
        act("a", "at = 2021-02-02") + act("b", "at = 2021-02-01"), "out-of-order", "", "inject[1].at",
    ),
    "one moment": (
        act("a", "at = 2021-02-02") + act("b", "at = 2021-02-02"), "one-moment", "", "inject[1].at",
    ),
    "outside": (act("a", "at = 2021-05-02"), "future", "", "inject[0].at"),
    "no offset": (act("a", "at = 2021-02-02T10:00:00"), "bad-date", "", "inject[0].at"),
    "no time": (act("a", ""), "missing", "", "inject[0]"),
    "unknown act": (act("a", "at = 2021-02-02").replace("direct-fire", "frie"), "unknown-reference", "", "inject[0].act"),
    "unknown party": (act("a", "at = 2021-02-02").replace('"RED"', '"GREEN"'), "unknown-reference", "", "inject[0].by"),
    "follows itself": (act("a", 'after = "a"'), "unknown-reference", "", "inject[0].after"),
    "a circle": (
        act("a", 'after = "b"') + act("b", 'after = "a"'), "unknown-reference", "", "inject[0].after",
    ),
    "one id": (act("a", "at = 2021-02-02") + act("a", "at = 2021-02-03"), "duplicate-id", "", "inject[1].id"),
    "more dead civilians": (act("a", "at = 2021-02-02", "deaths = 1\ncivilian_deaths = 2"), "bounds", "", "inject[0].civilian_deaths"),
    "unknown site": ('[[unit]]\nid = "u"\nsite = "nowhere"\nkmh = 30\n', "unknown-reference", "", "unit[0].site"),
    "nowhere to live": ('[[unit]]\nid = "u"\nkmh = 30\n', "missing", "unit", "unit[0].site"),
    "nobody reacts": ("[reaction]\nstandard_min = 30\n", "missing", "", "reaction"),
    "unknown manner": ('[behaviour.parties]\nGREEN = "break"\n', "unknown-reference", "", "behaviour.parties.GREEN"),
    "a cut that ends before it begins": (
        '[[cut]]\nsite = "team"\nfrom = 2021-02-02\nuntil = 2021-02-01\n', "ends-before-start", "", "cut[0].until",
    ),
    "one objective twice": (
        '[[objective]]\nid = "o"\ntitle = "O"\n' * 2, "duplicate-id", "", "objective[1].id",
    ),
    "a cut when nothing is played": (
        '[[cut]]\nsite = "team"\nfrom = 2031-02-01\nuntil = 2031-02-02\n', "future", "", "cut[0].from",
    ),
    "follows after the end": (
        act("a", "at = 2021-02-27") + act("b", 'after = "a"\nhours = 72'), "future", "", "inject[1].hours",
    ),
    "a chain past the end": (
        act("a", "at = 2021-02-26") + act("b", 'after = "a"\nhours = 40') + act("c", 'after = "b"\nhours = 40'),
        "future", "", "inject[2].hours",
    ),
    "asks whether a message is reported": (
        '[[inject]]\nid = "m"\nkind = "message"\nat = 2021-02-01\nto = ["observer"]\ntext = "Hello"\n'
        + act("b", 'after = "m"\nonly_if = "reported"'), "bad-value", "", "inject[1].only_if",
    ),
    "hours that are no number": (
        act("a", "at = 2021-02-02") + act("b", 'after = "a"\nhours = nan'), "bad-value", "", "inject[1].hours",
    ),
    "a point without an end": (act("a", "at = 2021-02-02", "lon = inf\nlat = 1"), "bad-value", "", "inject[0].lon"),
    "chance that is no number": ("[conditions]\nwet_share = nan\n", "bad-value", "", "conditions.wet_share"),
    "hidden characters": (
        '[[inject]]\nid = "m"\nkind = "message"\nat = 2021-02-01\nto = ["observer"]\ntext = "a\\u001b[2J\\u202eb"\n',
        "bad-character", "", "inject[0].text",
    ),
    "hidden characters of a report": (
        '[[inject]]\nid = "r"\nkind = "report"\nat = 2021-02-01\n[inject.row]\nkind = "incident"\ntext = "\\u0000"\n',
        "bad-character", "inject", "inject[0].row.text",
    ),
    "misspelt key": ("[behaviour]\nbreak_chanse = 0.1\n", "unknown-key", "", "behaviour.break_chanse"),
    "chance over one": ("[behaviour]\nbreak_chance = 1.5\n", "bad-value", "", "behaviour.break_chance"),
    "message to nobody": ('[[inject]]\nid = "m"\nkind = "message"\nat = 2021-02-01\ntext = "Hello"\n', "missing", "inject", "inject[0].to"),
    "report that is none": (
        '[[inject]]\nid = "r"\nkind = "report"\nat = 2021-02-01\n[inject.row]\nkind = "incident"\n', "missing", "inject", "inject[0].row.act",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", sorted(BAD))
def test_what_cannot_be_played_is_named_with_line_and_field(tmp_path: Path, case: str) -> None:
    """Each fault alone; the sentence names the file, the line and the field."""
    text, code, line, field = BAD[case]
    with pytest.raises(ScenarioError) as caught:
        scenario(tmp_path, text)
    faults = [each for each in caught.value.problems if (each.code, each.field) == (code, field)]
    assert faults, [str(each) for each in caught.value.problems]
    lines = (tmp_path / "scenario.toml").read_text("utf-8").splitlines()
    key = field.rpartition(".")[2].partition("[")[0]
    assert lines[faults[0].row - 1].strip("[] \n").split(" ")[0] == (line or key)
    assert str(faults[0]).startswith("scenario.toml:")


@pytest.mark.parametrize(
    ("until", "code"),
    [
        ("2020-12-01", "ends-before-start"), ("2036-01-01", "never-ends"), ("2021-01-15", "bad-date"),
        ("9999-12-31T23:30:00-02:00", "bad-date"), ("0001-01-01", "bad-date"), ("'2021-W09-1'", "bad-date"),
    ],
)  # fmt: skip
def test_an_exercise_ends_and_holds_a_month(tmp_path: Path, until: str, code: str) -> None:
    """Before its beginning, after years, or within the month; or in no year that can be played."""
    head = HEAD.replace("until = 2021-03-01", f"until = {until}")
    with pytest.raises(ScenarioError) as caught:
        scenario(tmp_path, "", head=head)
    assert [each.code for each in caught.value.problems] == [code]


def test_a_list_that_is_too_long_is_refused_soon(tmp_path: Path) -> None:
    """One fault, at the first inject that is too many; a hundred thousand are refused in the same way."""
    text = "".join(f'[[inject]]\nid = "m{n}"\nkind = "message"\n' for n in range(5002))
    with pytest.raises(ScenarioError) as caught:
        scenario(tmp_path, text)
    faults = [each for each in caught.value.problems if "entries" in each.message]
    assert [(each.field, each.row) for each in faults] == [
        ("inject[5000]", len(HEAD.splitlines()) + 3 * 5000 + 1)
    ]
    assert faults[0].message == "has 5,002 entries, which is more than 5,000"
    assert faults[0].value == ""


def test_what_is_missing_is_said_once(tmp_path: Path) -> None:
    """An empty file lacks two tables."""
    with pytest.raises(ScenarioError) as caught:
        scenario(tmp_path, "", head="")
    assert [(each.code, each.field) for each in caught.value.problems] == [
        ("missing", "exercise"),
        ("missing", "observers"),
    ]


def test_faults_are_named_all_at_once(tmp_path: Path) -> None:
    """Two faults, two lines, in order."""
    with pytest.raises(ScenarioError) as caught:
        scenario(tmp_path, act("a", "at = 2022-01-01") + '[[unit]]\nid = "u"\nkmh = 30\n')
    assert [each.row for each in caught.value.problems] == sorted(
        each.row for each in caught.value.problems
    )
    assert len(caught.value.problems) == 2


def test_no_scenario_and_no_pack(tmp_path: Path) -> None:
    """Neither is a traceback."""
    with pytest.raises(ScenarioError):
        scenario(tmp_path, "[[[")
    with pytest.raises(InputError):
        scenario(tmp_path, "", head=HEAD.replace('"example"', '"atlantis"'))


def test_the_same_seed_gives_the_same_exercise() -> None:
    """And injects, reports and reactions are in it."""
    harbour = read_scenario(HARBOUR)
    played = play_scenario(harbour, seed=7)
    again = play_scenario(read_scenario(HARBOUR), seed=7)
    assert (played.world, played.reports, played.reactions) == (
        again.world,
        again.reports,
        again.reactions,
    )
    assert "night-fire" in {each.id for each in played.world.acts}
    assert played.truth.conduct["ceasefire", "RED", "", "2021-02"] == "broken"
    assert [each.row["ref"] for each in played.reports if each.fault == "inject"] == ["rumour"]
    (call,) = [each for each in played.reactions if each.act == "night-fire"]
    assert call.unit == "team-south"
    assert call.minutes > 10
    assert {each.minutes for each in play_scenario(harbour, seed=8).reactions} != {call.minutes}


def test_a_fast_unit_is_fast_on_every_way() -> None:
    """From one call to the next too, however slow another unit is."""
    harbour = read_scenario(HARBOUR)
    heli, foot = (
        Unit(id="heli", lon=-30.0, lat=-45.0, kmh=200),
        Unit(id="foot", lon=-28, lat=-47, kmh=4),
    )
    rules = ReactionRules(scene_min=0.0, delay_min=0.0, detour=1.0)
    first = play_scenario(harbour, seed=7).world.acts[0]
    shots = [
        replace(first, id=f"shot-{n}", act="direct-fire", lon=-30.0, lat=lat, moment=first.moment + timedelta(minutes=late))
        for n, (lat, late) in enumerate([(-46.0, 0), (-46.5, 35)])
    ]  # fmt: skip
    for units in ((heli,), (heli, foot)):
        one, two = send_units(replace(harbour, units=units, reaction=rules), shots, seed=1)
        assert (one.unit, two.unit) == ("heli", "heli")
        assert one.minutes == pytest.approx(111.15 / 200 * 60, rel=1e-3)
        assert two.minutes == pytest.approx(55.58 / 200 * 60, rel=1e-3)


def test_conditions_of_injects(tmp_path: Path) -> None:
    """A message only if an act went unreported; what follows an inject never delivered is not, either."""
    chain = act("a", "at = 2021-02-02") + "".join(
        f'[[inject]]\nid = "{name}"\nkind = "message"\nafter = "{after}"\nhours = 200\n{only}to = ["staff"]\ntext = "?"\n'
        for name, after, only in (
            ("b", "a", 'only_if = "unreported"\n'), ("c", "b", ""), ("d", "a", 'only_if = "reported"\n'), ("e", "a", ""),
        )
    )  # fmt: skip
    for density, delivered in ((1.0, ["a", "d", "e"]), (0.0, ["a", "b", "c", "e"])):
        head = HEAD.replace("density = 0.5", f"density = {density}")
        played = play_scenario(scenario(tmp_path, chain, head=head), seed=1)
        assert [each.inject.id for each in played.deliveries if each.at] == delivered
        assert all(each.why_not for each in played.deliveries if not each.at)


def test_an_inject_changes_nothing_else() -> None:
    """All other acts and reports are the same: chance is named for what it decides."""
    harbour = read_scenario(HARBOUR)
    one, two = play_scenario(harbour, seed=3), play_scenario(replace(harbour, injects=()), seed=3)
    assert {each.id for each in one.world.acts} - {each.id for each in two.world.acts} == {
        "night-fire",
        "store-opened",
        "store-raided",
        "over-the-line",
    }
    assert set(two.world.acts) < set(one.world.acts)
    assert {each.row["ref"] for each in two.reports} <= {each.row["ref"] for each in one.reports}


@pytest.mark.slow
def test_more_observers_find_more_and_a_thing_that_does_not_matter_is_noise(tmp_path: Path) -> None:
    """On common random numbers; a scenario against itself is said to be the same."""
    text = '[behaviour]\nothers = "break"\nbreak_chance = 0.4\n'
    few = replace(scenario(tmp_path, text), density=0.1)
    many = replace(few, density=1.0)
    result = compare_scenarios(few, many, measure="found", seed=1, most=40)
    assert result.difference > 0
    assert not result.is_noise
    assert result.replications == 10
    assert "more breaches found" in str(result.sentence)
    same = compare_scenarios(few, few, measure="found", seed=1, most=10)
    assert str(same.sentence).startswith("Both have the same")
    with pytest.raises(InputError, match="same pack and times"):
        compare_scenarios(few, read_scenario(HARBOUR), measure="found", seed=1, most=10)


def test_noise_is_said_to_be_noise() -> None:
    """Differences around nothing, and differences far from it."""
    noise = paired([1, 2, 3, 4, 5, 6], [2, 1, 4, 3, 6, 5], measure="found", chance=0.05)
    assert noise.is_noise
    assert "is noise" in str(noise.sentence)
    fewer = paired([5, 6, 7, 8, 9, 5], [1, 2, 3, 4, 4, 2], measure="accused", chance=0.05)
    assert "fewer wrong accusations" in str(fewer.sentence)


@pytest.mark.parametrize(("n", "t"), [(10, 2.2622), (20, 2.0930), (60, 2.0010)])
def test_the_interval_is_students(n: int, t: float) -> None:
    """Tabled two-sided 95 % quantiles of Student's t."""
    values = uniforms(stream_key(1, 1), 0, n).tolist()
    low, high = interval(values, 0.05)
    mean = sum(values) / n
    deviation = (sum((each - mean) ** 2 for each in values) / (n - 1)) ** 0.5
    assert (high - low) / 2 == pytest.approx(t * deviation / n**0.5, rel=2e-3)


def test_arms_are_laid_down_counted_and_taken_out_again() -> None:
    """Who complies is cleared, who breaks the deadline or opens the store is found; nobody is accused wrongly."""
    harbour = replace(
        read_scenario(HARBOUR), density=1.0, quality=QUALITIES["exact"], conditions=Hindrances()
    )
    deadline, store = (
        ("red-weapons", "RED", "north", "2021-03"),
        ("weapons-stored", "RED", "north", "2021-03"),
    )
    seen = set()
    for manner in ("comply", "break"):
        behaviour = Behaviour(manners={"RED": manner}, others="comply", break_chance=0.5)
        for seed in range(6):
            played = play_scenario(replace(harbour, behaviour=behaviour), seed=seed)
            outcomes = {
                each.question: each.outcome
                for each in score_reports(
                    harbour.pack, played.truth, played.in_time, at=played.world.until
                )
            }
            seen.add((manner, played.truth.conduct[deadline], outcomes[deadline]))
            assert outcomes[store] == "found"
            (some,) = [each for each in played.reports if each.row["kind"] == "weapon"] or [None]
            assert (some is not None and int(some.row["items"]) >= 20) == (
                outcomes[deadline] == "cleared"
            )
    assert seen == {
        ("comply", "kept", "cleared"),
        ("break", "kept", "cleared"),
        ("break", "broken", "found"),
    }


def test_replications_are_seeds_of_their_own() -> None:
    """Each row is that of its seed alone."""
    harbour = read_scenario(HARBOUR)
    assert play_many(harbour, range(3, 5)) == [
        play_many(harbour, [3])[0],
        play_many(harbour, [4])[0],
    ]


def test_times_are_said_as_they_were_written_and_the_other_inject_is_named(tmp_path: Path) -> None:
    """A person looks for what they wrote, and for the line that it clashes with."""
    when = "2021-02-02T03:30:00-02:00"
    with pytest.raises(ScenarioError) as caught:
        scenario(tmp_path, act("first", f"at = {when}") + act("second", f"at = {when}"))
    text = str(caught.value.problems[0])
    assert "first" in text
    assert when in text
    head = HEAD.replace("until = 2021-03-01", "until = 2020-12-01")
    with pytest.raises(ScenarioError) as caught:
        scenario(tmp_path, act("first", f"at = {when}"), head=head)
    assert [each.value for each in caught.value.problems] == ["2020-12-01"]


def test_a_row_holds_columns_of_the_form_only(tmp_path: Path) -> None:
    """A column that no report has would say nothing: it is refused, with the one that was meant."""
    head = '[[inject]]\nid = "r"\nkind = "report"\nat = 2021-02-01\n'
    row = '[inject.row]\nkind = "incident"\nact = "direct-fire"\nactr = "RED"\n'
    with pytest.raises(ScenarioError) as caught:
        scenario(tmp_path, head + row)
    (fault,) = caught.value.problems
    assert (fault.code, fault.field) == ("unknown-key", "inject[0].row.actr")
    assert "'actor'" in str(fault)
    assert scenario(tmp_path, head + row.replace("actr", "actor")).injects[0].row["actor"] == "RED"
    with pytest.raises(ScenarioError) as caught:
        scenario(tmp_path, head)
    assert "inject.row" in str(caught.value.problems[0])


def test_in_the_midst_nothing_is_late_and_what_is_not_over_is_not_judged() -> None:
    """After one month of three, what the others hold counts neither for nor against anybody."""
    played = play_scenario(read_scenario(HARBOUR), seed=7)
    upto = datetime(2021, 2, 2, tzinfo=UTC)
    acts = {each.id: each.moment for each in (*played.world.acts, *played.world.requests)}
    scored = score_played(played, [], [""] * len(played.reports), upto=upto)
    assert {each.outcome for each in scored} == {"not-judged"}
    true = [each for each in play_scores(played, upto) if each.outcome != "not-judged"]
    assert true
    for each in true:
        ref = each.question[3]
        assert acts[ref] <= upto if ref in acts else ref == "2021-01"
        assert each.outcome != "late"


def play_scores(played, upto):
    """Findings of all reports that were in by then, held against the truth."""
    reports = [each for each in played.reports if each.comes <= upto]
    ids = record_ids(reports)
    findings = verify(played.scenario.pack, tables_of(played.scenario.pack, reports), at=upto)
    of = dict(zip(map(id, reports), ids, strict=True))
    return score_played(
        played, findings, [of.get(id(each), "") for each in played.reports], upto=upto
    )


def test_the_page_on_exercises_names_every_key() -> None:
    """A key that no page names is one that nobody uses."""
    page = (HARBOUR.parents[2] / "docs" / "how-to" / "run-an-exercise.md").read_text("utf-8")
    tables = schema("scenario")["properties"]
    keys = {
        key
        for table in tables.values()
        for key in (table.get("items") or table).get("properties", {})
    }
    assert not {each for each in keys if not re.search(rf"\b{each}\b", page)}
