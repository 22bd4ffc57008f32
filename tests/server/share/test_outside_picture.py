"""Views of the picture are shared by those who may have the same, and made before somebody asks."""

from tests.server.receiving import wait_for
from tests.server.served import everything, incident, serving, submit

from sulh.ledger.tlp import Tlp
from sulh.server.share import outside_picture
from sulh.share import PURPOSES, Audience


def audience(*names, clearance=Tlp.GREEN, name="x"):
    return Audience(
        name=name, clearance=clearance, purposes=frozenset(PURPOSES), names=frozenset(names)
    )


def test_who_may_have_the_same_shares_a_view(tmp_path, monkeypatch):
    """A nation has one of its own once something is released to it."""
    monkeypatch.setattr(outside_picture, "PREPARE", range(1, 10_000))
    with serving(tmp_path / "m") as served:
        picture = served.app.state.sulh.outside_picture
        wait_for(lambda: len(picture._views._slots) == 2)  # nobody has asked
        officer = served.client("watch officer")
        submit(officer, incident("G1"), tlp="TLP:GREEN")
        submit(officer, incident("A1"), tlp="TLP:AMBER")
        wait_for(
            lambda: picture.view(audience("NOR")).leaves
        )  # what took long to make holds a while
        first, second = picture.view(audience("NOR")), picture.view(audience("FJI", name="y"))
        assert first is second
        assert [each.body["ref"] for each in first.leaves] == ["G1"]
        inner = audience(clearance=Tlp.AMBER_STRICT)
        wait_for(lambda: [x.body["ref"] for x in picture.view(inner).leaves] == ["G1", "A1"])
        ids = {each["body"].get("ref"): each["id"] for each in everything(officer)}
        release = {"to": ["FJI"], "reason": "theirs"}
        answer = officer.post(f"/api/v1/records/{ids['A1']}/release", json=release)
        assert answer.status_code == 201, answer.text
        assert [each.body["ref"] for each in picture.view(audience("FJI")).leaves] == ["G1", "A1"]
        assert [each.body["ref"] for each in picture.view(audience("NOR")).leaves] == ["G1"]
