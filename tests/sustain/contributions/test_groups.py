"""Groups of nations: members of their day, own groups, groups of a pack."""

import shutil
from datetime import date

import pytest

from sulh.errors import InputError
from sulh.mission import check, find
from sulh.sustain import bundled_groups, nations, read_groups


@pytest.mark.parametrize(("group", "on", "count"), [("OIC", date(2024, 1, 1), 56), ("OIC", date(2026, 1, 1), 57), ("AU", date(2026, 1, 1), 55), ("EU", date(2026, 1, 1), 27), ("EU", date(2019, 1, 1), 28), ("OIC", date(1969, 12, 31), 25)])  # fmt: skip
def test_groups_have_the_members_of_their_day(group, on, count):
    """The OIC has 57 members, Syria suspended from 2012 to 2025; the EU 28 until 2020."""
    assert len(bundled_groups()[group].members(on)) == count


def test_the_bundled_groups_have_their_members():
    """57 of the OIC, 55 of the AU, 27 of the EU on one day; each is a nation that is known."""
    day, known = date(2025, 6, 1), nations()
    counts = {name: len(group.members(day)) for name, group in bundled_groups().items()}
    assert (counts["OIC"], counts["AU"], counts["EU"], counts["ASEAN"]) == (57, 55, 27, 10)
    for group in bundled_groups().values():
        assert set(group.members(day)) <= known.keys()
    assert len(bundled_groups()["EU"].members(date(2019, 6, 1))) == 28
    assert len(bundled_groups()["OIC"].members(date(2013, 6, 1))) == 56


def test_a_faulty_group_is_refused_with_its_place():
    """No such nation, an end before the beginning, a key nobody knows."""
    head = '[[group]]\nid = "G"\nname = "G"\nsource = "me"\ngrade = "own"\n'
    for members, said in (
        ("XXX 1990", "no nation"),
        ("IDN 1990 1980", "ends before"),
        ("IDN 1990-13-01", "day that is none"),
        ("Indonesia", "does not match"),
    ):
        with pytest.raises(InputError, match=said):
            read_groups(head + f'members = ["{members}"]\n', "mine.toml")


def test_the_check_of_a_pack_holds_its_groups_to_the_schema(tmp_path):
    """A member without a first day is a fault with its line."""
    pack = tmp_path / "island"
    shutil.copytree(find("example"), pack)
    (pack / "contributors.toml").write_text(
        '[[group]]\nid = "N"\nname = "N"\nsource = "ceasefire"\ngrade = "own"\nmembers = ["ITA"]\n',
        "utf-8",
    )
    found = [each for each in check(pack) if each.source == "contributors.toml"]
    assert [(each.row, each.field) for each in found] == [(6, "group[0].members[0]")]
