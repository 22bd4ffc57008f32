"""The bundled packs say what the documents say, and mark what is not verified."""

import csv
import os
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import shapely

from sulh import mission
from sulh.exercise import play_scenario, read_scenario, reports_csv
from sulh.mission.provisions import Limit, Periodic, Waive, Within
from sulh.observe import unmatched
from sulh.values import Count

PACKS = {name: mission.load(mission.find(name)) for name in ("mfo-sinai", "unifil", "minusca")}
SINAI, LEBANON, CENTRAL_AFRICA = PACKS.values()


def provision(pack, name):
    return next(each for each in pack.provisions if each.id == name)


@pytest.mark.parametrize(
    ("name", "item", "at_most", "evidence"),
    [
        ("a-tanks", "tank", 230, "secondary"),
        ("a-personnel", "military-personnel", 22_000, "secondary"),
        ("a-artillery", "field-artillery", 126, "secondary"),
        ("a-anti-aircraft", "anti-aircraft-gun", 126, "secondary"),
        ("a-armoured-vehicles", "armoured-vehicle", 480, "secondary"),
        ("b-battalions", "battalion", 4, "secondary"),
        ("b-personnel", "military-personnel", 4_000, "secondary"),
        ("d-battalions", "battalion", 4, "verified"),
        ("d-personnel", "military-personnel", 4_000, "verified"),
        ("d-armoured-vehicles", "armoured-vehicle", 180, "verified"),
        ("air-transports-b", "transport-aircraft", 8, "verified"),
        ("rafah-border-guards", "border-guard", 750, "secondary"),
    ],
)
def test_limits_of_annex_1(name, item, at_most, evidence):
    """Each number of Annex I stands with how well it is known."""
    row = provision(SINAI, name)
    assert row.terms == Limit(item=item, at_most=at_most)
    assert row.evidence == evidence


GROUPS = (
    "AB-M", "AB-N", "3R", "FDPC", "FPRC", "MLCJ", "MPC", "RJ-B", "RJ-S", "RPRC", "SR", "UFR", "UFR-F", "UPC",
)  # fmt: skip


def at(text):
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("name", "key", "value", "article", "source", "evidence"),
    [
        ("b-armoured-vehicles", "except_items", ("tracked-armoured-vehicle",), "Annex I, Art. II(1)(b)", "press-aawsat", "secondary"),
        ("b-tracked-vehicles", "item", "tracked-armoured-vehicle", "Annex I, Art. II(1)(b)", "press-aawsat", "secondary"),
        ("b-wheeled-armour", "adds", Count(0, 1_000), "Annex I, Art. II(1)(b)", "approx", "approximate"),
        ("a-rocket-launchers", "item", "rocket-launcher", "Annex I, Art. II(1)(a), II(3)", "annex1-arabic", "verified"),
        ("a-surface-missiles", "item", "surface-to-surface-missile", "Annex I, Art. II(1)(a), II(3)", "annex1-arabic", "verified"),
        ("b-formations", "item", "brigade", "Annex I, Art. II(1)(b), II(3)", "press-aawsat", "secondary"),
        ("c-fortifications", "item", "military-fortification", "Annex I, Art. II(3)", "annex1-arabic", "verified"),
        ("d-battalions", "at_most", 4, "Annex I, Art. II(1)(d)", "annex1-arabic", "verified"),
        ("d-personnel", "at_most", 4_000, "Annex I, Art. II(1)(d)", "annex1-arabic", "verified"),
        ("d-armoured-vehicles", "at_most", 180, "Annex I, Art. II(1)(d)", "annex1-arabic", "verified"),
        ("d-heavy-weapons", "except_items", ("individual-missile",), "Annex I, Art. II(1)(d)", "annex1-arabic", "verified"),
        ("d-formations", "item", "brigade", "Annex I, Art. II(1)(d), II(3)", "annex1-arabic", "verified"),
        ("air-flights-egypt", "acts", ("combat-flight",), "Annex I, Art. III(1)", "annex1-arabic", "verified"),
        ("air-flights-israel", "acts", ("combat-flight",), "Annex I, Art. III(1)", "annex1-arabic", "verified"),
        ("air-combat-aircraft-egypt", "item", "combat-aircraft", "Annex I, Art. III(2)", "annex1-arabic", "verified"),
        ("air-combat-aircraft-israel", "item", "combat-aircraft", "Annex I, Art. III(2)", "annex1-arabic", "verified"),
        ("air-transports-b", "at_most", 8, "Annex I, Art. III(3)", "annex1-arabic", "verified"),
        ("air-helicopters", "except_items", ("unarmed-helicopter",), "Annex I, Art. III(3)-(4)", "annex1-arabic", "verified"),
        ("air-airfields", "item", "military-airfield", "Annex I, Art. III(5)", "general", "to_verify"),
        ("naval-ports", "item", "military-port", "Annex I, Art. IV(5)", "general", "to_verify"),
        ("rectification-egypt", "hours", 48, "Protocol, Annex, para. 11", "general", "to_verify"),
        ("israel-interim-withdrawal", "deadline", at("1980-01-26T00:00+02:00"), "Annex I, Art. I", "annex1-scribd", "verified"),
        ("check-points-egypt", "line", "boundary", "Annex I, Art. II(2)", "annex1-arabic", "verified"),
        ("check-points-israel", "line", "boundary", "Annex I, Art. II(2)", "annex1-arabic", "verified"),
        ("navigation", "acts", ("navigation-impeded",), "Treaty, Art. V(2)", "treaty", "verified"),
        ("suez-passage", "acts", ("canal-passage-impeded",), "Treaty, Art. V(1)", "treaty", "verified"),
        ("no-hostilities", "against", "parties", "Treaty, Art. III(1)(c)", "frus-draft", "secondary"),
        ("no-hostilities", "attribution", "initiator", "Treaty, Art. III(1)(c)", "frus-draft", "secondary"),
        ("mfo-periodic", "times_per_month", 2, "Annex I, Art. VI(2)(b); Protocol, Annex", "mfo-mission", "verified"),
        ("mfo-on-request", "hours", 48, "Annex I, Art. VI(2)(c); Protocol, Annex", "mfo-mission", "verified"),
        ("mfo-posts", "every_days", 7, "Annex I, Art. VI(2)(a); Protocol, Annex", "approx", "approximate"),
        ("mfo-rafah", "zones", ("rafah",), "Agreed Arrangements; the MFO's fifth task", "approx", "approximate"),
        ("rafah-rifles", "at_most", 504, "Agreed Arrangements", "strategypage", "secondary"),
        ("rafah-sniper-rifles", "at_most", 9, "Agreed Arrangements", "strategypage", "secondary"),
        ("rafah-pistols", "at_most", 94, "Agreed Arrangements", "strategypage", "secondary"),
        ("rafah-machine-guns", "at_most", 67, "Agreed Arrangements", "strategypage", "secondary"),
        ("rafah-launchers", "at_most", 27, "Agreed Arrangements", "strategypage", "secondary"),
        ("rafah-vehicles", "at_most", 31, "Agreed Arrangements", "strategypage", "secondary"),
        ("rafah-other-vehicles", "at_most", 44, "Agreed Arrangements", "strategypage", "secondary"),
        ("rafah-boats", "at_most", 4, "Agreed Arrangements", "strategypage", "secondary"),
        ("rafah-helicopters", "item", "unarmed-helicopter", "Agreed Arrangements", "strategypage", "secondary"),
        ("rafah-helicopters", "at_most", 8, "Agreed Arrangements", "strategypage", "secondary"),
        ("rafah-radars", "at_most", 3, "Agreed Arrangements", "strategypage", "secondary"),
        ("rafah-maritime-radar", "at_most", 1, "Agreed Arrangements", "strategypage", "secondary"),
        ("rafah-2007", "in_force_from", at("2007-07-11T00:00+03:00"), "Amendment of 11 July 2007", "mfo-mission", "approximate"),
        ("rafah-2018", "in_force_from", at("2018-04-30T00:00+02:00"), "Amendment of 30 April 2018", "mfo-mission", "approximate"),
        ("rafah-2021", "in_force_from", at("2021-11-07T00:00+02:00"), "Amendment of 7 November 2021", "mfo-mission", "approximate"),
    ],
)  # fmt: skip
def test_corrected_provisions_of_sinai(name, key, value, article, source, evidence):
    """Each corrected number of Annex I and of Rafah stands with its article and its source."""
    check_provision(SINAI, name, key, value, article, source, evidence)


@pytest.mark.parametrize(
    ("name", "key", "value", "article", "source", "evidence"),
    [
        ("425-cease", "parties", ("ISR",), "Resolution 425, para. 2", "r425", "verified"),
        ("425-withdrawal", "in_force_from", at("1978-03-19T00:00+02:00"), "Resolution 425, para. 2", "r425", "verified"),
        ("1701-02", "in_force_from", at("2006-08-14T00:00+03:00"), "Resolution 1701, para. 2", "r1701", "verified"),
        ("1701-02-parallel", "in_force_until", at("2006-12-01T00:00+02:00"), "Resolution 1701, para. 2", "approx", "approximate"),
        ("1701-03", "line", "blue-line", "Resolution 1701, paras. 4 and 8 (first indent)", "r1701", "verified"),
        ("1701-04", "item", "weapon", "Resolution 1701, para. 8 (second indent)", "r1701", "verified"),
        ("1701-05", "item", "heavy-weapon", "Resolution 1701, paras. 3 and 8 (third indent)", "r1701", "verified"),
        ("1701-06", "in_force_from", at("2006-08-14T00:00+03:00"), "Resolution 1701, para. 8 (fourth indent)", "r1701", "verified"),
        ("1701-07", "acts", ("arms-transfer",), "Resolution 1701, paras. 8 (fifth indent) and 15", "r1701", "verified"),
        ("1701-07b", "acts", ("military-assistance",), "Resolution 1701, para. 15", "spits", "secondary"),
        ("1701-08", "acts", ("maps-withheld",), "Resolution 1701, para. 8 (sixth indent)", "r1701", "verified"),
        ("1701-10", "acts", ("overflight",), "Resolution 2695 (2023); resolution 1701, para. 4", "r2695", "verified"),
        ("1701-10b", "acts", ("air-crossing",), "Resolution 2695 (2023); resolution 1701, paras. 4 and 8 (first indent)", "r2695", "verified"),
        ("1701-11", "acts", ("humanitarian-obstruction", "solution-undermined"), "Resolution 1701, para. 7", "r1701", "verified"),
        ("1701-12", "in_force_from", at("2022-08-31T00:00+03:00"), "Resolutions 2650 (2022) and 2695 (2023)", "r2650", "verified"),
        ("1701-12b", "in_force_from", at("2022-08-31T00:00+03:00"), "Resolution 2650 (2022)", "r2650", "verified"),
        ("2790-movement", "zones", ("lebanon",), "Resolution 2790", "r2790", "verified"),
        ("2790-withdrawal", "in_force_from", at("2025-08-28T00:00+03:00"), "Resolution 2790", "r2790", "verified"),
        ("2790-positions", "item", "position", "Resolution 2790", "r2790", "verified"),
        ("2024-01", "parties", ("LBN", "ISR"), "Arrangement, points 1 and 2", "press-2024", "secondary"),
        ("2024-01", "in_force_from", at("2024-11-27T04:00+02:00"), "Arrangement, points 1 and 2", "press-2024", "secondary"),
        ("2024-02", "parties", ("LBN",), "Arrangement, point 2", "press-2024", "secondary"),
        ("2024-07", "parties", ("LBN",), "Arrangement, point 7", "press-2024-points", "secondary"),
        ("2024-10", "parties", ("LBN", "ISR"), "Arrangement, point 10", "press-2024-points", "secondary"),
        ("2024-12", "deadline", at("2025-01-27T00:00+02:00"), "Arrangement, point 12", "press-2024-points", "secondary"),
        ("unifil-inspection", "hours", 48, "Practice of the mission (assumption of this pack)", "general", "to_verify"),
    ],
)  # fmt: skip
def test_corrected_provisions_of_lebanon(name, key, value, article, source, evidence):
    """Each resolution and point binds whom its text binds, from its day."""
    check_provision(LEBANON, name, key, value, article, source, evidence)


@pytest.mark.parametrize(
    ("name", "key", "value", "article", "source", "evidence"),
    [
        ("peacekeepers", "parties", GROUPS, "Undertakings of the armed groups", "rnl-2019", "secondary"),
        ("destruction", "parties", GROUPS, "Undertakings of the armed groups", "rnl-2019", "secondary"),
        ("sexual-violence", "acts", ("sexual-violence",), "Undertakings of the armed groups", "rnl-2019", "secondary"),
        ("special-units", "parties", ("GOV", *GROUPS), "Transitional security: special mixed units", "press-2019", "secondary"),
        ("special-units", "hours", 17_544, "Transitional security: special mixed units", "press-2019", "secondary"),
        ("disarmament", "hours", 1_416, "Undertakings of the armed groups: disarmament", "rnl-2019", "secondary"),
        ("disarmament", "parties", GROUPS, "Undertakings of the armed groups: disarmament", "rnl-2019", "secondary"),
        ("truth-commission", "hours", 2_160, "Transitional justice: truth commission", "press-2019", "secondary"),
        ("truth-commission", "parties", ("GOV",), "Transitional justice: truth commission", "press-2019", "secondary"),
        ("power-by-force", "acts", ("power-by-force",), "Undertakings of the Parties", "press-2019", "secondary"),
        ("follow-up", "times_per_month", 1, "Follow-up: executive monitoring committee", "press-2019", "secondary"),
        ("unilateral-ceasefire", "in_force_from", at("2021-10-16T00:00+01:00"), "Declaration of 15 October 2021", "rfi-2021-10", "secondary"),
    ],
)  # fmt: skip
def test_corrected_provisions_of_the_central_african_republic(
    name, key, value, article, source, evidence
):
    """Each undertaking binds those who gave it, within the time that the text gives."""
    check_provision(CENTRAL_AFRICA, name, key, value, article, source, evidence)


def check_provision(pack, name, key, value, article, source, evidence):
    row = provision(pack, name)
    assert (getattr(row, key) if hasattr(row, key) else getattr(row.terms, key)) == value
    assert (row.article, row.source, row.evidence) == (article, source, evidence)


def test_months_and_days_of_the_khartoum_agreement_are_its_hours():
    """24 months, two months and 90 days from 6 February 2019, counted in hours."""
    signed = datetime(2019, 2, 6, tzinfo=UTC)
    for name, last in (
        ("special-units", datetime(2021, 2, 6, tzinfo=UTC)),
        ("disarmament", datetime(2019, 4, 6, tzinfo=UTC)),
        ("truth-commission", datetime(2019, 5, 7, tzinfo=UTC)),
    ):
        hours = provision(CENTRAL_AFRICA, name).terms.hours
        assert (last - signed).total_seconds() == 3600 * hours


def test_nothing_of_the_ban_on_armed_helicopters_is_waived_at_rafah():
    """The eight helicopters of the border guards are unarmed: the ban needs no exception for them."""
    names = [p.id for p in SINAI.provisions if isinstance(p.terms, Waive) and p.agreement == "agreed-2005"
             and "air-helicopters" in p.terms.provisions]  # fmt: skip
    assert names == []


def test_the_arrangement_of_2024_is_between_israel_and_lebanon():
    """Only the area free of arms, point 5, speaks of others; UNIFIL owes nothing by it."""
    assert LEBANON.agreements["arrangement-2024"].signed == at("2024-11-26T00:00+02:00")
    rows = [
        p for p in LEBANON.provisions if p.agreement == "arrangement-2024" and p.id != "2024-05"
    ]
    assert {party for row in rows for party in row.parties} == {"LBN", "ISR"}


def test_the_signatories_are_those_of_the_database_of_agreements():
    """PA-X lists the 14 groups of agreement 2147; each group's source is that list."""
    for name in ("GOV", *GROUPS):
        actor = CENTRAL_AFRICA.actors[name]
        assert (actor.source, actor.evidence) == ("pa-x", "verified")


@pytest.mark.parametrize("name", PACKS)
def test_no_article_counts_paragraphs_that_the_text_does_not_have(name):
    """Annex I has no Art. II(6), III(7), and paragraph 8 of resolution 1701 has no letters."""
    articles = " ".join(p.article for p in PACKS[name].provisions)
    for wrong in ("II(6)", "III(7)", "III(6)", "8(a)", "8(b)", "8(c)", "8(d)", "8(e)", "8(f)"):
        assert wrong not in articles


def test_the_mfo_has_duties_of_its_own():
    """Verification at least twice a month, and within 48 hours of a request."""
    assert provision(SINAI, "mfo-periodic").terms == Periodic(
        duty="verification", times_per_month=2
    )
    assert provision(SINAI, "mfo-on-request").terms == Within(
        request="verification", duty="verification", hours=48
    )
    assert SINAI.actors["MFO"].kind == "mission"


def test_agreed_activities_have_dates():
    """Every exception begins on a day, and says in bounds what is not exactly known."""
    waivers = [each for each in SINAI.provisions if isinstance(each.terms, Waive)]
    open_by_the_text = [each.id for each in waivers if each.agreement == "treaty-1979"]
    assert open_by_the_text == ["b-wheeled-armour"]  # no exception: the text leaves it open
    waivers = [each for each in waivers if each.id not in open_by_the_text]
    assert len(waivers) >= 8
    assert all(each.in_force_from.year >= 2005 for each in waivers)


@pytest.mark.parametrize(
    ("place", "lon", "lat", "zone"),
    [
        ("Mitla Pass", 32.92, 30.03, "zone-a"), ("El Tor", 33.62, 28.24, "zone-a"),
        ("El Arish", 33.80, 31.13, "zone-b"), ("Nakhl", 33.75, 29.91, "zone-b"),
        ("St Catherine", 33.97, 28.56, "zone-b"), ("Bir el-Abd", 33.01, 31.01, "zone-b"),
        ("Sheikh Zuweid", 34.11, 31.21, "zone-c"), ("Dahab", 34.50, 28.50, "zone-c"),
    ],
)  # fmt: skip
def test_towns_lie_in_their_zones(place, lon, lat, zone):
    """The drawn zones hold the towns that are known to lie in them."""
    inside = [z.id for z in SINAI.zones.values() if shapely.contains_xy(z.geometry, lon, lat)]
    assert zone in inside, place


def test_zones_of_sinai_do_not_overlap():
    """Two of the four treaty zones share a border and no ground."""
    zones = [z.geometry for z in SINAI.zones.values() if z.kind == "treaty-zone"]
    for n, each in enumerate(zones):
        for other in zones[n + 1 :]:
            assert each.intersection(other).area < 1e-3 * min(each.area, other.area)


def test_two_errors_that_circulate_are_not_repeated():
    """UNIFIL is of March 1978, and the MFO is no UN force."""
    dates = [each.date for each in LEBANON.history]
    assert dates[1] == "1978-03-19"
    assert dates == sorted(dates)
    assert any("425 and 426" in each.text for each in LEBANON.history)
    assert "no force of the United Nations" in SINAI.summary
    assert "No member State of the OIC was among the first contributors" in SINAI.actors["MFO"].note


def test_the_mission_dates_of_unifil():
    """Each resolution that changed the mission has its day."""
    texts = {each.date: each.text for each in LEBANON.history}
    for day, number in (
        ("2006-08-11", "1701"),
        ("2017-08-30", "2373"),
        ("2022-08-31", "2650"),
        ("2023-08-31", "2695"),
        ("2024-08-28", "2749"),
        ("2025-08-28", "2790"),
    ):
        assert number in texts[day]


def test_positions_of_unifil_lie_in_lebanon_within_the_accuracy():
    """Every position is inside Lebanon, or nearer to it than the accuracies say."""
    ground = LEBANON.zones["lebanon"].geometry.buffer(0.03)
    on_land = [s for s in LEBANON.sites.values() if "task-force" not in s.id]
    assert len(on_land) >= 30
    assert [s.name for s in on_land if not shapely.contains_xy(ground, s.lon, s.lat)] == []


def test_fourteen_groups_signed_in_bangui():
    """The Government and 14 armed groups are parties; the LRA is none."""
    parties = [a.id for a in CENTRAL_AFRICA.actors.values() if a.kind == "party"]
    assert len(parties) == 15
    assert CENTRAL_AFRICA.actors["LRA"].kind == "outsider"
    assert CENTRAL_AFRICA.agreements["khartoum-2019"].signed == datetime(2019, 2, 5, 23, tzinfo=UTC)


def test_the_cpc_has_members_with_dates():
    """The coalition is of 17 December 2020, and the UPC leaves it in April 2021."""
    members = {m.party: m for m in CENTRAL_AFRICA.actors["CPC"].members}
    assert set(members) == {"3R", "MPC", "UPC", "FPRC", "AB-M", "AB-N"}
    assert {m.from_ for m in members.values()} == {datetime(2020, 12, 16, 23, tzinfo=UTC)}
    assert members["UPC"].until == datetime(2021, 4, 4, 23, tzinfo=UTC)
    assert {m.evidence for m in members.values()} == {"to_verify"}


@pytest.mark.parametrize("name", PACKS)
def test_exercise_reports_are_marked_and_real_ones_have_sources(name):
    """No exercise row is without its mark, no real row without a source and a text."""
    folder = mission.find(name) / "reports"
    with (folder / "exercise.simulated.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 150
    assert all(row["simulated"] == "yes" for row in rows)
    with (folder / "incidents.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 8
    assert all(row["source"] and row["text"] and row["reliability"] for row in rows)


@pytest.mark.parametrize(
    ("name", "seed"), [("mfo-sinai", 1979), ("unifil", 1701), ("minusca", 2019), ("example", 1)]
)
def test_the_exercise_reports_are_made_again_byte_for_byte(name, seed):
    """Anyone who plays the scenario with its seed gets the file that comes with the pack."""
    scenario = Path(__file__).parents[2] / "examples" / "exercises" / f"{name}.toml"
    assert f"--seed {seed} " in scenario.read_text("utf-8").splitlines()[0]
    made = reports_csv(play_scenario(read_scenario(scenario), seed=seed))
    file = mission.find(name) / "reports" / "exercise.simulated.csv"
    assert made == file.read_text("utf-8")


@pytest.mark.parametrize("name", PACKS)
def test_whom_a_reliable_report_names_did_it(name):
    """No report that a scenario writes accuses a party, the Government included, of what it did not do."""
    scenario = read_scenario(Path(__file__).parents[2] / "examples" / "exercises" / f"{name}.toml")
    by = {each.id: each.by for each in scenario.injects}
    known = {
        word: each.id
        for each in scenario.pack.actors.values()
        if each.kind == "party"
        for word in (each.id, each.name, *(alias.name for alias in each.aliases))
    }
    for inject in scenario.injects:
        party = known.get(inject.row.get("actor", ""))
        if party and inject.row["reliability"] == "A":
            assert by.get(inject.after) == party, inject.id


def test_bir_el_abd_is_nearer_to_line_a_than_the_line_is_known():
    """The pack's own words: a report from there is undetermined by position, certain by name."""
    town = SINAI.sites["bir-el-abd"]
    line = SINAI.lines["line-a"]
    metres = 111_000 * shapely.distance(line.geometry, shapely.Point(town.lon, town.lat))
    assert 0 < metres < line.accuracy_m
    assert line.accuracy_m == 10_000


@pytest.mark.parametrize("name", ["8-32", "8-33", "8-34", "9-63", "4-31", "4-34", "4-7C"])
def test_positions_outside_the_drawn_area_stay_within_its_accuracy(name):
    """The Blue Line is a proxy: these positions fall up to 2.3 km outside, less than its accuracy."""
    site = next(each for each in LEBANON.sites.values() if name in each.name)
    area = LEBANON.zones["south-litani"].geometry
    point = shapely.Point(site.lon, site.lat)
    assert not area.covers(point)
    east_west = 111_320 * np.cos(np.radians(site.lat))
    scaled = shapely.transform(area, lambda c: c * (east_west, 110_900))
    metres = scaled.distance(shapely.Point(site.lon * east_west, site.lat * 110_900))
    assert metres < LEBANON.zones["south-litani"].accuracy_m


@pytest.mark.parametrize(
    ("pack", "spelling", "actor"),
    [
        (CENTRAL_AFRICA, "Military Forces of the Central African Republic (2016-)", "GOV"),
        (CENTRAL_AFRICA, "UPC: Union for Peace in the Central African Republic", "UPC"),
        (CENTRAL_AFRICA, "3R: Return, Reclamation, Rehabilitation", "3R"),
        (CENTRAL_AFRICA, "CPC: Coalition of Patriots for Change", "CPC"),
        (CENTRAL_AFRICA, "FPRC: Popular Front for the Renaissance of Central Africa", "FPRC"),
        (CENTRAL_AFRICA, "MLCJ: Movement of Central African Liberators for Justice", "MLCJ"),
        (CENTRAL_AFRICA, "Union pour la paix en Centrafrique (UPC)", "UPC"),
        (CENTRAL_AFRICA, "Civilians (Central African Republic)", "civilians"),
        (LEBANON, "Military Forces of Israel (2022-)", "ISR"),
        (LEBANON, "Military Forces of Lebanon (2021-)", "LBN"),
        (LEBANON, "Hezbollah", "HZB"),
        (SINAI, "Military Forces of Egypt (2014-)", "EGY"),
        (SINAI, "Government of Israel", "ISR"),
    ],
)  # fmt: skip
def test_spellings_of_ucdp_acled_and_the_un_are_aliases(pack, spelling, actor):
    """A file of theirs comes in without a name having to be mended first."""
    names = {each.name for each in pack.actors[actor].aliases} | {pack.actors[actor].name}
    assert spelling in names


def test_every_actor_of_ucdp_in_the_central_african_republic_has_a_name_in_the_pack():
    """No event of the file is left out because its actor is spelled in UCDP's way."""
    file = Path(os.environ.get("SULH_DATA", ".")) / "ged231_central_african_republic.csv"
    if not file.exists():
        pytest.skip(f"SULH_DATA is not set, or holds no {file.name}")
    with file.open(encoding="utf-8") as rows:
        names = [name.strip() for row in csv.DictReader(rows)
                 for side in ("side_a", "side_b") for name in row[side].split(",")]  # fmt: skip
    assert unmatched(names, CENTRAL_AFRICA) == ()
