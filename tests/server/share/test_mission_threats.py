"""Files of threats taken into a mission's folder: STIX, MISP, what is there already, what contradicts it."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from tests.server.share.test_taxii import indicator
from tests.share.threats.test_misp import EVENT

from sulh.errors import InputError
from sulh.ledger import Draft
from sulh.ledger.tlp import Tlp
from sulh.server.share.mission_threats import take_file, threats_for
from sulh.share.audience import inner_audience
from sulh.share.threats.stix import tlp_marking_id
from sulh.workspace import set_up

NOW = datetime(2024, 6, 1, tzinfo=UTC)


@pytest.fixture
def mission(tmp_path):
    workspace = set_up(tmp_path / "m", pack_name="example", site="hq", now=NOW)
    yield workspace
    workspace.store.close()


def take(mission, content, *, collection="threats", hours=1):
    return take_file(
        mission,
        json.dumps(content).encode(),
        collection=collection,
        source="a partner",
        author="clerk",
        now=NOW + timedelta(hours=hours),
    )


@pytest.mark.parametrize(
    "content", [{"Event": EVENT}, [{"Event": EVENT}], [EVENT], {"response": [{"Event": EVENT}]}]
)
def test_an_event_a_list_and_the_answer_of_a_search(mission, content):
    taken = take(mission, content)
    assert (taken.entered, taken.already, len(taken.left_out)) == (6, 0, 3)
    taken = take(mission, content)
    assert (taken.entered, taken.already) == (0, 6)


def test_another_object_with_the_same_id_and_version_is_refused_by_name(mission):
    one = indicator(value="one.example")
    other = one | {"name": "other"}
    taken = take(mission, {"objects": [one, one, other]})
    assert (taken.entered, taken.already) == (1, 1)
    assert taken.left_out == (f"{one['id']}: another object has this id and version.",)
    assert take(mission, {"objects": [other]}).entered == 0
    assert list(threats_for(mission, inner_audience(), "threats")) == [one]
    assert take(mission, {"objects": [other]}, collection="others").entered == 1


def test_a_plain_list_of_objects_is_read_as_a_bundle(mission):
    """As programs for STIX save what they have."""
    taken = take(mission, [indicator(value="one.example"), 5, indicator(value="two.example")])
    assert (taken.entered, len(taken.left_out)) == (2, 1)


def test_what_was_revoked_gets_no_later_version(mission):
    """STIX 2.1, 3.6: it is final. An earlier version that comes late is history, and enters."""
    one = indicator(value="one.example")
    versions = {
        year: one | {"modified": f"{year}-01-01T00:00:00.000Z"} for year in (2025, 2026, 2027)
    }
    versions[2026]["revoked"] = True
    taken = take(mission, {"objects": [versions[2026], versions[2027], versions[2025]]})
    assert (taken.entered, len(taken.left_out)) == (2, 1)
    taken = take(mission, {"objects": [versions[2027], versions[2026]]}, hours=2)
    assert (taken.entered, taken.already) == (0, 1)
    assert "revoked, which is final" in taken.left_out[0]
    assert list(threats_for(mission, inner_audience(), "threats")) == [versions[2026]]


def test_what_was_taken_back_can_come_in_again(mission):
    one = indicator(value="one.example")
    take(mission, {"objects": [one]})
    (record,) = mission.store.records(kinds=["threat-object"])
    retraction = Draft(kind="retraction", body={"retracts": record.id, "reason": "in error"})
    mission.store.append([retraction], recorded_at=NOW + timedelta(hours=2), author="clerk")
    assert list(threats_for(mission, inner_audience(), "threats")) == []
    assert take(mission, {"objects": [one]}, hours=3).entered == 1
    assert list(threats_for(mission, inner_audience(), "threats")) == [one]


def test_an_object_without_a_marking_gets_the_collections(mission):
    (mission.folder / "serve.toml").write_text(
        'default_marking = "TLP:GREEN"\n[collections.inner]\ntitle = "Inner"\nmarking = "TLP:RED"\n'
        "[collections.threats]\n",
        "utf-8",
    )
    bare = {key: each for key, each in indicator().items() if key != "object_marking_refs"}
    marked = indicator() | {"object_marking_refs": [tlp_marking_id(Tlp.CLEAR)]}
    take(mission, {"objects": [bare, marked]}, collection="inner")
    take(mission, {"objects": [bare]}, collection="threats")
    markings = [each.body["tlp"] for each in mission.store.records(kinds=["threat-object"])]
    assert markings == ["TLP:RED", "TLP:CLEAR", "TLP:GREEN"]


def test_what_is_neither_is_refused(mission):
    for content in ([], {}, "x", [5], {"objects": []}):
        with pytest.raises(InputError):
            take(mission, content)
