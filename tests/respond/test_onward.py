"""After surgery at level 2: who goes on to level 3, by hand."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from tests.respond.test_evacuation import DEGREE, FIXED, WAYS, asset, facility

from sulh.respond import Medical, Travel, find_chain

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
LATE = datetime(2026, 6, 1, 17, 45, tzinfo=UTC)  # dark when the operation has ended


def chain(assets, facilities, at=NOON):
    medical = Medical(assets=tuple(assets), facilities=tuple(facilities))
    return find_chain(0.1, 0.0, at, medical, WAYS, Travel(), FIXED)


def minutes(found):
    return {each.event: each.minutes for each in found.steps}


CAR = asset("A", 0.0)
SECOND, THIRD = facility("Two", 0.3), facility("Three", 2.0, level="3")


def test_the_wounded_go_on_when_the_operation_has_ended():
    """Ninety minutes of surgery, eight of loading, the way at sixty; the car came from its base meanwhile."""
    steps = minutes(chain([CAR], [SECOND, THIRD]))
    begins = 13 + 8 + 6 + 0.3 * DEGREE
    assert steps["surgery"] == pytest.approx(begins, rel=0.002)
    assert steps["surgery-ends"] == pytest.approx(begins + 90, rel=0.002)
    assert steps["leaves-facility"] == pytest.approx(begins + 98, rel=0.002)
    assert steps["higher-care"] == pytest.approx(begins + 98 + 1.7 * DEGREE, rel=0.002)


def test_a_late_asset_is_waited_for_and_a_short_operation_counts():
    """The operation takes ten minutes; the helicopter needs half an hour to start, and is still the soonest."""
    heli = asset("H", 0.3, mode="helicopter", speed_kmh=200, medical=False, start_likely_min=Decimal(30), night=False)  # fmt: skip
    short = facility("Two", 0.3, surgery_min=Decimal(10))
    by_day = chain([CAR, heli], [short, THIRD])
    steps = minutes(by_day)
    assert steps["leaves-facility"] == pytest.approx(steps["surgery"] + 38, rel=0.002)
    assert "H takes them on to Three, level 3" in by_day.higher
    assert "A takes them on" in chain([CAR, heli], [short, THIRD], LATE).higher
    no_pad = facility("Two", 0.3, surgery_min=Decimal(10), helipad=False)
    assert "A takes them on" in chain([CAR, heli], [no_pad, THIRD]).higher


def test_why_nobody_goes_on_is_said():
    """No level 3, one without a bed, one that nobody reaches; level 3 needs no transfer."""
    full = facility("Three", 2.0, level="3", beds=0)
    for facilities in ([SECOND], [SECOND, full]):
        found = chain([CAR], facilities)
        assert found.higher == "No facility of level 3 can take anybody: the wounded stay at Two."
        assert "surgery-ends" in minutes(found)
        assert "higher-care" not in minutes(found)
    short_of_crew = asset("A", 0.0, crew_min=100)
    found = chain([short_of_crew], [SECOND, THIRD])
    assert found.higher == "Nobody can take the wounded on from Two to level 3."
    assert chain([CAR], [facility("Three", 0.3, level="3")]).higher == ""
