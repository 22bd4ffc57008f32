"""Names are compared without regard to case, spacing and the way letters are composed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.observe.small_files import INCIDENT, OBSERVATION, bring, write_csv

from sulh import mission
from sulh.mission import pack_area
from sulh.observe import REPORT_KINDS, normalise_name, unmatched

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UPC", "upc"),
        ("anti-Balaka", " Anti-Balaka "),
        ("Lord's  Resistance\tArmy", "lord's resistance army"),
        ("Se\u0301le\u0301ka", "S\u00e9l\u00e9ka"),
        ("STRASSE", "stra\u00dfe"),
    ],
)
def test_the_same_name(one: str, other: str) -> None:
    """Spellings that a person takes for one name."""
    assert normalise_name(one) == normalise_name(other)


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    """A normalised name without exotic letters is its own normal form."""
    once = normalise_name(text)
    assert once == " ".join(once.split())


def test_names_that_a_pack_does_not_know(tmp_path: Path) -> None:
    """Names, ids and aliases are known; others are counted, the most frequent first."""
    pack = mission.load(mission.find("minusca"))
    known = [name for actor in pack.actors.values() for name in (actor.id, actor.name)]
    known += [alias.name.upper() for actor in pack.actors.values() for alias in actor.aliases]
    strangers = ["Nobody", "The Others", "nobody", "", "the  OTHERS", "The Others"]
    assert unmatched([*known, *strangers], pack) == (("The Others", 3), ("Nobody", 2))


def test_names_in_reports(tmp_path: Path) -> None:
    """The actors of a report, as the source writes them."""
    rows = [
        INCIDENT,
        OBSERVATION,
        {"kind": "coverage", "ref": "c", "source": "HQ", "start": "2024-05-03", "subjects": "fire"},
        {
            "kind": "inspection",
            "ref": "v",
            "source": "HQ",
            "start": "2024-05-03",
            "inspector": "MFO",
            "duty": "verification",
        },
    ]
    found = [
        REPORT_KINDS.of(each).actor_names(each)
        for each in bring(write_csv(tmp_path, *rows)).reports
    ]
    assert found == [("UPC", "FPRC"), ("UPC",), (), ("MFO",)]


def test_the_area_of_a_pack() -> None:
    """The box around what a pack draws; a pack that draws nothing has none."""
    pack = mission.load(mission.find("mfo-sinai"))
    area = pack_area(pack)
    assert area is not None
    west, south, east, north = area
    assert 32 <= west < east <= 36
    assert 27 <= south < north <= 32
