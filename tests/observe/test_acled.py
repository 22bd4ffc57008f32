"""ACLED rows become incidents by the rules of docs/reference/readers.md."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.observe.small_files import ACLED_ROW, BANGUI, NOW, bring, write_csv

from sulh.observe import Incident, Participant
from sulh.tables.times import days_span
from sulh.values import Count, Place

if TYPE_CHECKING:
    from pathlib import Path


def incident(folder: Path, **changes: str) -> Incident:
    only = bring(write_csv(folder, ACLED_ROW | changes)).only
    assert isinstance(only, Incident)
    return only


def test_an_event_in_full(tmp_path: Path) -> None:
    """Every field of an event."""
    found = incident(tmp_path, assoc_actor_1="MPC; Farmers")
    assert (found.origin.source, found.origin.ref) == ("ACLED", "CAF1")
    assert found.origin.text == "A clash. [Associated: MPC; Farmers]"
    assert found.act == "armed-clash"
    assert found.participants == (
        Participant(name=ACLED_ROW["actor1"], side="a"),
        Participant(name=ACLED_ROW["actor2"], side="b"),
    )
    assert found.span == days_span(date(2024, 5, 3), date(2024, 5, 3), BANGUI)
    assert found.place == Place(
        lon=20.67,
        lat=5.76,
        accuracy_m=5000.0,
        country="Central African Republic",
        district="Ouaka",
        name="Bambari",
    )
    assert found.deaths == Count(0, None, 2)
    assert found.civilian_deaths == Count(0, None)


@pytest.mark.parametrize(
    ("event_type", "sub_event_type", "act"),
    [
        ("Battles", "Armed clash", "armed-clash"),
        ("Violence against civilians", "Attack", "violence-against-civilians"),
        (
            "Violence against civilians",
            "Abduction/forced disappearance",
            "violence-against-civilians",
        ),
        ("Explosions/Remote violence", "Air/drone strike", "airstrike"),
        ("Explosions/Remote violence", "Shelling/artillery/missile attack", "indirect-fire"),
        ("Explosions/Remote violence", "Remote explosive/landmine/IED", "hostile-act"),
        ("Remote violence", "", "hostile-act"),
        ("Battle-No change of territory", "", "armed-clash"),
    ],
)
def test_types_of_event(tmp_path: Path, event_type: str, sub_event_type: str, act: str) -> None:
    """Each violent type has its act."""
    found = incident(tmp_path, event_type=event_type, sub_event_type=sub_event_type)
    assert found.act == act
    is_one_sided = act == "violence-against-civilians"
    assert found.civilian_deaths == (Count(0, None, 2) if is_one_sided else Count(0, None))


@pytest.mark.parametrize("event_type", ["Protests", "Riots", "Strategic developments"])
def test_protests_stay_out(tmp_path: Path, event_type: str) -> None:
    """Nobody's protest stands in a ledger of breaches."""
    assert bring(write_csv(tmp_path, ACLED_ROW | {"event_type": event_type})).codes == [
        "not-an-act"
    ]


@pytest.mark.parametrize("text", ["2024-05-03", "03 May 2024", "3 May 2024", "03-May-2024"])
def test_forms_of_dates(tmp_path: Path, text: str) -> None:
    """The forms in which ACLED has exported dates, in any locale of the machine."""
    assert incident(tmp_path, event_date=text).span == incident(tmp_path).span


@pytest.mark.parametrize(
    ("precision", "first", "last"),
    [
        ("1", date(2024, 5, 3), date(2024, 5, 3)),
        ("2", date(2024, 4, 27), date(2024, 5, 9)),
        ("3", date(2024, 5, 1), date(2024, 5, 31)),
    ],
)
def test_precision_of_date(tmp_path: Path, precision: str, first: date, last: date) -> None:
    """A week may be any that holds the day; a month is the calendar month."""
    assert incident(tmp_path, time_precision=precision).span == days_span(first, last, BANGUI)


def test_precision_of_place(tmp_path: Path) -> None:
    """Class 3 is a region's centre."""
    accuracies = [incident(tmp_path, geo_precision=n).place.accuracy_m for n in "123"]
    assert accuracies == [5000.0, 25000.0, None]


def test_an_event_with_one_actor(tmp_path: Path) -> None:
    """The second actor may be missing."""
    assert len(incident(tmp_path, actor2="").participants) == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"event_type": "Sports"}, "bad-code"),
        ({"time_precision": "4"}, "bad-code"),
        ({"geo_precision": ""}, "bad-code"),
        ({"event_date": "May 2024"}, "bad-date"),
        ({"event_date": "31 Feb 2024"}, "bad-date"),
        ({"event_date": "3 " + " " * 100 + "May 2024"}, "bad-date"),
        ({"event_date": "2034-05-03"}, "future"),
        ({"actor1": ""}, "missing"),
        ({"event_id_cnty": ""}, "missing"),
        ({"latitude": "x"}, "not-a-number"),
        ({"fatalities": "some"}, "not-a-number"),
        ({"notes": "x" * 70_000}, "too-long"),
    ],
)
def test_a_faulty_row(tmp_path: Path, change: dict[str, str], code: str) -> None:
    """What the codebook does not allow takes the row out."""
    assert bring(write_csv(tmp_path, ACLED_ROW | change), now=NOW).codes == [code]


def test_no_figure_of_the_dead(tmp_path: Path) -> None:
    """An empty figure is no zero."""
    assert incident(tmp_path, fatalities="").deaths == Count(0, None)
    assert incident(tmp_path, fatalities="0").deaths == Count(0, None, 0)
