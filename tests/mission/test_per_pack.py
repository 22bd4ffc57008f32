"""What is made of a pack once is that pack's, however many packs there are."""

from dataclasses import replace

from sulh import mission
from sulh.mission import pack_area
from sulh.mission.per_pack import PACKS_KEPT, once_a_pack


def test_each_pack_has_its_own_and_it_is_made_once():
    """Equal packs are looked at one by one; the oldest is made anew when there are many."""
    pack = mission.load(mission.find("example"))
    packs = [replace(pack, title=f"pack {number}") for number in range(PACKS_KEPT)]
    asked = []
    title = once_a_pack(lambda each: asked.append(each) or each.title)
    for each in packs + packs[::-1]:
        assert title(each) == each.title
    assert len(asked) == PACKS_KEPT
    twin = replace(packs[0])
    assert title(twin) == packs[0].title
    assert asked[-1] is twin
    assert len(asked) == PACKS_KEPT + 1


def test_a_pack_without_places_has_no_area():
    """Also after one that has some was asked about."""
    pack = mission.load(mission.find("example"))
    assert pack_area(pack) is not None
    bare = replace(pack, zones={}, lines={}, sites={})
    assert pack_area(bare) is None
    assert pack_area(pack) is not None
