"""What changed between two versions of a pack, in words; and whose verdict flips."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
import shapely

from sulh.mission import bundled, change_sentences, find, group_names, load, pack_changes
from sulh.mission.aliases import AliasProposal, propose_aliases, with_aliases
from sulh.mission.pack import Alias
from sulh.verify import flips_between, verify

PACK = load(find("unifil"))
CAR = load(find("minusca"))


def with_provision(pack, number, **changes):
    provisions = list(pack.provisions)
    provisions[number] = replace(provisions[number], **changes)
    return replace(pack, provisions=tuple(provisions))


@pytest.mark.parametrize("name", bundled())
def test_the_same_pack_has_no_changes(name):
    """Read twice, it is equal."""
    assert pack_changes(load(find(name)), load(find(name))) == ()


def test_provisions_parties_zones_articles_and_grades():
    """Each change is said in words, with what was before."""
    first = CAR.provisions[0]
    changes = {
        "parties": first.parties[1:],
        "zones": ("ouaka",),
        "article": "Article 7",
        "evidence": "verified",
    }
    texts = [each.text for each in pack_changes(CAR, with_provision(CAR, 0, **changes))]
    assert texts == [
        f"has article Article 7, before {first.article}",
        f"binds {first.parties[0]} no longer",
        "holds also in ouaka and holds no longer in car",
        "has its evidence raised from secondary to verified",
    ]


def test_limits_and_hours():
    """Numbers are raised or lowered."""
    sinai = load(find("mfo-sinai"))
    number, limit = next((n, p) for n, p in enumerate(sinai.provisions) if p.kind == "limit")
    terms = replace(limit.terms, at_most=limit.terms.at_most + 1000)
    (change,) = pack_changes(sinai, with_provision(sinai, number, terms=terms))
    assert change.field == "at_most"
    assert change.text == f"has its limit raised from {limit.terms.at_most:,} to {terms.at_most:,}"
    (change,) = pack_changes(with_provision(sinai, number, terms=terms), sinai)
    assert "lowered" in change.text


def test_new_and_gone():
    """A provision that is added says whom it binds, where, and by which article."""
    fewer = replace(CAR, provisions=CAR.provisions[1:])
    (gone,) = pack_changes(CAR, fewer)
    (new,) = pack_changes(fewer, CAR)
    assert (gone.change, gone.text) == ("gone", "is gone")
    assert new.change == "new"
    for word in ("ceasefire", CAR.provisions[0].article, "UPC", "in car", "hostile-act"):
        assert word in new.text


def test_zones_actors_and_the_pack_itself():
    """Shapes move, aliases come, members go, the version rises."""
    zone = PACK.zones["lebanon"]
    moved = shapely.transform(zone.geometry, lambda points: points + np.array([0.0, 0.1]))
    actor = PACK.actors["HZB"]
    new = replace(
        PACK,
        version="9",
        zones=PACK.zones | {"lebanon": replace(zone, geometry=moved)},
        actors=PACK.actors | {"HZB": replace(actor, aliases=(*actor.aliases, Alias(name="Hezb")))},
    )
    sentences = change_sentences(pack_changes(PACK, new))
    assert sentences == (
        "Actor Hizbullah (HZB) has more aliases: Hezb.",
        "Zone Lebanon (lebanon) has its geometry moved, by 11.1 km at most.",
        f"Pack {PACK.title} (unifil) has version 9, before {PACK.version}.",
    )
    undrawn = replace(PACK, zones=PACK.zones | {"lebanon": replace(zone, geometry=None)})
    assert [each.text for each in pack_changes(undrawn, PACK)] == ["is drawn now"]


def test_verdicts_flip_by_another_pack():
    """A provision that binds fewer parties: their findings go."""
    from tests.verify.test_same_event import attack, laid_out

    at = datetime(2024, 1, 1, tzinfo=UTC)
    tables = laid_out(attack())
    before = verify(CAR, tables, at=at)
    fewer = with_provision(CAR, 1, parties=("GOV",))
    flips = flips_between(before, verify(fewer, tables, at=at))
    assert len(flips) == len(CAR.provisions[1].parties) - 1
    assert {each.after for each in flips} == {""}
    assert ("UPC", "breached") in {(each.party, each.before) for each in flips}


# ------------------------------------------------------------------ aliases


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("UPC (2014-)", "UPC"),
        ("upc: Unity for Peace", "UPC"),
        ("Anything: UPC", "UPC"),
        ("Union pour la paix en Centrafique", "UPC"),
        ("Military Forces of the Central African Republic (2030-)", "GOV"),
        ("Lords Resistance Army", "LRA"),
    ],
)
def test_near_names_are_proposed(name, actor):
    """Brackets, a colon, an accent or a letter."""
    (proposal,) = propose_aliases(CAR, [name])
    assert proposal.actor == actor


@pytest.mark.parametrize(
    "name",
    [
        "",
        "FPZ",
        "UPX",
        "Renegades of Military Forces of the Central African Republic",
        "?",
        "(2016-)",
        "x" * 5000,
    ],
)
def test_other_names_are_not(name):
    """An abbreviation with another letter, or a name with another word, is somebody else."""
    assert propose_aliases(CAR, [name]) == ()


def test_aliases_are_written_and_nothing_else_changes():
    """Comments, order and the other actors stay; quotes and scripts are safe."""
    text = (find("minusca") / "actors.toml").read_text(encoding="utf-8")
    names = ['UPC "the" (2014-)', "UPC\\n: حزب", "MINUSCA: x"]
    proposals = [AliasProposal(name=name, actor="UPC", like="UPC") for name in names]
    proposals[2] = AliasProposal(name="MLCJ 2", actor="MLCJ", like="MLCJ")
    changed = with_aliases(text, proposals)
    assert [line for line in changed.splitlines() if "proposed" not in line] == text.splitlines()
    assert changed.count("# proposed from reports") == 3


def test_a_group_has_one_id_whatever_a_report_calls_it():
    pack = load(find("example"))
    actor = next(each for each in pack.actors.values() if each.aliases)
    name_of = group_names(pack)

    for name in (actor.id, actor.name.upper(), actor.aliases[0].name):
        assert name_of(name) == actor.id
    assert name_of("Nobody knows them") == "Nobody knows them"
