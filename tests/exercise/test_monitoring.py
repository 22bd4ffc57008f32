"""Findings against a known truth: what the measure rests on, and that true reports never accuse wrongly."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.verify.swapping import Exchange

from sulh.errors import InputError
from sulh.exercise import (
    Behaviour,
    Ground,
    Watching,
    World,
    highest_rate,
    measure,
    months_of,
    observe_world,
    play,
    record_ids,
    score_findings,
    tables_of,
    true_conduct,
)
from sulh.exercise.quality import QUALITIES
from sulh.exercise.rules import under
from sulh.exercise.world import Presence, TrueAct
from sulh.mission import find, load
from sulh.values import ZoneId
from sulh.verify import verify

ISLAND = load(find("example"))
GROUND = Ground(ISLAND)
FROM, UNTIL = datetime(2020, 12, 31, tzinfo=UTC), datetime(2021, 5, 2, tzinfo=UTC)
MONTHS = tuple(months_of(ISLAND, FROM, UNTIL))
STARTS = {
    "example": datetime(2020, 12, 31, tzinfo=UTC),
    "unifil": datetime(2024, 11, 30, tzinfo=UTC),
    "mfo-sinai": datetime(2023, 12, 31, tzinfo=UTC),
    "minusca": datetime(2021, 7, 31, tzinfo=UTC),
}


def test_months_are_the_missions_own() -> None:
    """They begin at midnight on the island, two hours behind UTC."""
    assert [each.name for each in MONTHS] == ["2021-01", "2021-02", "2021-03", "2021-04"]
    assert MONTHS[0].from_ == datetime(2021, 1, 1, 2, tzinfo=UTC)
    assert all(one.until == two.from_ for one, two in zip(MONTHS, MONTHS[1:], strict=False))


def empty() -> World:
    """Nothing happens."""
    return World(from_=MONTHS[0].from_, until=MONTHS[-1].until)


def act(**values) -> TrueAct:
    """A shot by Red at Blue, in the north, in February."""
    lon, lat = GROUND.pack.zones[ZoneId("north")].geometry.representative_point().coords[0]
    shot = TrueAct(
        id="shot", moment=datetime(2021, 2, 10, 12, tzinfo=UTC), act="direct-fire", by="RED",
        against="BLUE", lon=lon, lat=lat, zones=GROUND.zones_at(lon, lat),
    )  # fmt: skip
    return replace(shot, **values)


def conduct(world: World, provision: str, party: str, zone: str = "", when: str = "2021-02") -> str:
    """How a question truly stands."""
    return true_conduct(GROUND, world, MONTHS).conduct[provision, party, zone, when]


def test_who_began_a_fight_breaks_the_ceasefire() -> None:
    """The other side keeps to it; so does Red where Blue began, and in other months."""
    world = replace(empty(), acts=(act(),))
    assert conduct(world, "ceasefire", "RED") == "broken"
    assert conduct(world, "ceasefire", "BLUE") == "kept"
    assert conduct(world, "ceasefire", "RED", when="2021-03") == "kept"
    defended = replace(empty(), acts=(act(began=False),))
    assert conduct(defended, "ceasefire", "RED") == "kept"
    assert conduct(defended, "ceasefire", "BLUE") == "broken"


@pytest.mark.parametrize(("count", "stands"), [(40, "kept"), (41, "broken")])
def test_a_limit_counts_all_of_one_moment(count: int, stands: str) -> None:
    """Two forces together; apart in time they are within it."""
    whole = Presence(
        id="a", party="RED", item="tank", count=20, zone="north", zones=frozenset({"north"}),
        from_=MONTHS[1].from_, until=MONTHS[1].at(0.5),
    )  # fmt: skip
    other = replace(whole, id="b", count=count - 20)
    world = replace(empty(), presences=(whole, other))
    assert conduct(world, "red-tanks", "RED", "north") == stands
    after = replace(other, from_=whole.until, until=MONTHS[1].until)
    assert (
        conduct(replace(empty(), presences=(whole, after)), "red-tanks", "RED", "north") == "kept"
    )


def test_the_same_seed_plays_the_same_exercise() -> None:
    """And another one another; what is reported follows the truth of one seed only."""
    one, two = (play(GROUND, MONTHS, Behaviour(), seed=seed) for seed in (1, 2))
    assert one == play(GROUND, MONTHS, Behaviour(), seed=1)
    assert one != two
    ways = {"density": 0.6, "quality": QUALITIES["usual"], "seed": 1}
    reports = observe_world(GROUND, one, MONTHS, **ways)
    assert reports == observe_world(GROUND, one, MONTHS, **ways)
    assert len({(each.row["source"], each.row["ref"]) for each in reports}) == len(reports)
    assert all(each.row["simulated"] == "yes" for each in reports)
    told = {each.of for each in reports}
    happened = {
        thing.id
        for name in ("acts", "presences", "duties", "requests", "notices", "laid_down")
        for thing in getattr(one, name)
    }
    assert told - {""} <= happened


def test_every_party_does_every_act_that_its_provisions_name() -> None:
    """As often as is stated; a kind with a provision of its own does not stand for the whole act."""
    pack = load(find("minusca"))
    months = tuple(months_of(pack, STARTS["minusca"], datetime(2022, 1, 2, tzinfo=UTC)))
    ground = Ground(pack)
    worlds = [play(ground, months, Behaviour(break_chance=1.0), seed=seed) for seed in (1, 2)]
    acts = Counter(each.act for world in worlds for each in world.acts)
    assert 0.6 < acts["sexual-violence"] / acts["violence-against-civilians"] < 1.6
    named: dict[str, set[str]] = {}
    for provision in pack.provisions:
        for party in provision.parties:
            named.setdefault(party, set()).update(getattr(provision.terms, "acts", ()))
    done: dict[str, set[str]] = {}
    for each in (each for world in worlds for each in world.acts):
        done.setdefault(each.by, set()).add(each.act)
    for party, acts_named in named.items():
        for act_ in acts_named:
            assert any(under(pack.acts, each, act_) for each in done[party]), (party, act_)
    rare = Behaviour(break_chance=1.0, acts={"sexual-violence": 0.0, "recruitment": 0.5})
    fewer = Counter(each.act for each in play(ground, months, rare, seed=1).acts)
    more = Counter(each.act for each in worlds[0].acts)
    assert fewer["sexual-violence"] == 0
    assert 0.3 < fewer["recruitment"] / more["recruitment"] < 0.7
    assert fewer["destruction"] == more["destruction"]


def test_parties_that_change_places_do_as_the_other_did() -> None:
    """Nothing in the simulation knows who a party is: exchanged, each does as much as the other did."""
    pack = load(find("unifil"))
    exchanged = Exchange(pack, "ISR", "LBN").exchanged_pack()
    months = tuple(months_of(pack, STARTS["unifil"], datetime(2025, 2, 2, tzinfo=UTC)))
    done = []
    for each in (pack, exchanged):
        ground = Ground(each)
        worlds = [play(ground, months, Behaviour(), seed=seed) for seed in range(24)]
        done.append(Counter(one.by for world in worlds for one in world.acts))
    before, after = done
    assert before["ISR"] != before["LBN"]  # the agreement asks other things of each
    for one, other in (("ISR", "LBN"), ("LBN", "ISR"), ("HZB", "HZB")):
        expected = before[one]
        assert abs(after[other] - expected) < 4.0 * (3.0 * 2.0 * expected) ** 0.5, (one, other)


def test_a_register_that_was_checked_lacks_less() -> None:
    """A second sender files what the first lost, and declares the registers complete, too."""
    world = play(GROUND, MONTHS, Behaviour(others="comply"), seed=3)
    duties = {each.id for each in world.duties}
    reported = {}
    for checked in (0.0, 1.0):
        quality = replace(QUALITIES["exact"], lost=0.3, checked=checked)
        reports = observe_world(GROUND, world, MONTHS, density=1.0, quality=quality, seed=3)
        reported[checked] = {each.of for each in reports} & duties
        statements = [each.row for each in reports if each.row["kind"] == "coverage"]
        sources = {each["source"] for each in statements if "verification" in each["subjects"]}
        assert len(sources) == 1 + checked
    assert len(duties) * 0.5 < len(reported[0.0]) < len(duties) * 0.85
    assert len(reported[1.0]) > len(duties) * 0.85


def test_parties_that_comply_break_nothing() -> None:
    """On the island, whose agreement has no unclear exceptions."""
    for seed in range(5):
        world = play(GROUND, MONTHS, Behaviour(others="comply"), seed=seed)
        assert set(true_conduct(GROUND, world, MONTHS).conduct.values()) == {"kept"}


@pytest.mark.parametrize("name", sorted(STARTS))
def test_true_reports_accuse_nobody_wrongly(name: str) -> None:
    """However vague, as long as nothing that is said is untrue; and where all is watched, acts are found."""
    ways = [
        Watching(density=density, quality=quality)
        for density in (0.4, 1.0)
        for quality in ("exact", "vague")
    ]
    rows = measure(
        load(find(name)),
        ways,
        from_=STARTS[name],
        until=STARTS[name] + timedelta(days=95),
        seeds=[1],
    )
    assert all(each.outcomes["accused"] == 0 for each in rows)
    assert all(each.kept > 20 for each in rows)
    exact = rows[2]
    assert exact.outcomes["found"] > 0
    assert exact.missed["ceasefire"] == 0


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(STARTS))
def test_true_reports_accuse_nobody_wrongly_in_many_exercises(name: str) -> None:
    """A finding is only as wrong as what it was told."""
    ways = [Watching(density=density, quality="vague") for density in (0.2, 0.6, 0.9)]
    start = STARTS[name]
    rows = measure(
        load(find(name)),
        ways,
        from_=start,
        until=start + timedelta(days=190),
        seeds=range(100, 108),
    )
    assert [each.outcomes["accused"] for each in rows] == [0, 0, 0]


def test_the_work_may_be_done_side_by_side() -> None:
    """The sums are the same whoever does the work."""
    ways = [Watching(density=0.5, quality="poor")]
    options = {"from_": FROM, "until": UNTIL, "seeds": range(3)}
    alone = measure(ISLAND, ways, **options)
    with ThreadPoolExecutor(2) as executor:
        assert measure(ISLAND, ways, executor=executor, **options) == alone


def test_as_many_months_are_played_as_were_asked_for() -> None:
    """Whole ones, from any day on; a year that no report may have is refused."""
    ways = [Watching(density=1.0, quality="exact")]
    (row,) = measure(ISLAND, ways, from_=datetime(2021, 1, 15, tzinfo=UTC), months=2, seeds=[1])
    assert row.months == 2
    for year in (1, 1900, 9998, 9999):
        with pytest.raises(InputError, match="cannot be played"):
            measure(ISLAND, ways, from_=datetime(year, 1, 15, tzinfo=UTC), months=2, seeds=[1])
    with pytest.raises(InputError, match="no whole month"):
        measure(ISLAND, ways, from_=FROM, until=FROM + timedelta(days=20), seeds=[1])


def test_a_wrong_accusation_rests_on_a_wrong_report() -> None:
    """A well marked report names the wrong party or place: the finding follows it, and its evidence says so."""
    world = replace(empty(), acts=(act(),))
    truth = true_conduct(GROUND, world, MONTHS)
    quality = replace(QUALITIES["exact"], wrong=1.0)
    accused = 0
    for seed in range(12):
        reports = observe_world(GROUND, world, MONTHS, density=1.0, quality=quality, seed=seed)
        by_id = dict(zip(record_ids(reports), reports, strict=True))
        findings = verify(ISLAND, tables_of(ISLAND, reports), at=world.until)
        scored = score_findings(truth, findings, {name: each.of for name, each in by_id.items()})
        for each in scored:
            if each.outcome == "accused":
                accused += 1
                assert {by_id[name].fault for name in each.finding.evidence} - {""}
    assert accused > 0


def test_what_was_never_judged_is_neither_right_nor_wrong() -> None:
    """Without any report there is no finding, and no question counts for or against."""
    world = replace(empty(), acts=(act(),))
    scored = score_findings(true_conduct(GROUND, world, MONTHS), (), {})
    assert {each.outcome for each in scored} == {"not-judged"}


@pytest.mark.parametrize(
    ("count", "limit"),
    [(0, 2.9957), (1, 4.7439), (5, 10.513), (20, 29.062), (100, 118.079), (1000, 1053.6031)],
)
def test_the_highest_rate_is_the_exact_poisson_limit(count: int, limit: float) -> None:
    """Published one-sided 95 % limits (Garwood 1936); for many, half the quantile of chi-squared."""
    assert highest_rate(count, 1) == pytest.approx(limit, abs=2e-3)
