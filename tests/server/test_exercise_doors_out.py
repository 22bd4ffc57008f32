"""Notices and TAXII keep an exercise and what happened apart."""

import json

from tests.server.receiving import hook_server, mail_server, mail_with_tls, wait_for
from tests.server.served import incident, serving, submit
from tests.server.share.test_taxii import INNER, OPEN, TAXII, collection_path, http, indicator, post
from tests.server.test_notices import (
    HERE,
    Target,
    Tlp,
    by_hook,
    letters,
    quick,  # noqa: F401 -- a fixture: it looks often
    ready,
    receiver,
    told,
)

from sulh.server.notices.settings import NoticeSettings

KEY = "PLAYEDONLY"


def test_no_notice_tells_of_an_exercise(tmp_path):
    """By webhook and by e-mail: a report of an exercise is no news, the real one after it is."""
    with mail_server(tmp_path) as box, hook_server() as hooks:
        mail = mail_with_tls(box)
        desk = Target(
            receiver=receiver("desk", clearance=Tlp.AMBER), address="desk@mission.example"
        )
        settings = NoticeSettings(
            targets=(desk, by_hook(hooks)),
            mail=mail,
            authority=str(tmp_path / "own.pem"),
            inside=HERE,
        )
        with serving(tmp_path / "m", notices=settings) as served:
            officer = ready(served).client("watch officer")
            played = submit(officer, incident("P", text=KEY), tlp="TLP:GREEN", simulated=True)
            assert played["entered"] == 1
            submit(officer, incident("R", text="it happened"), tlp="TLP:GREEN")
            wait_for(lambda: len(told(hooks)) == 1 and "it happened" in letters(box))
            assert KEY not in json.dumps(told(hooks))
            assert KEY not in letters(box)


def test_a_taxii_root_has_its_own_world_only(tmp_path):
    """An object that is put under the exercise's root is not under the mission's, and the other way round."""
    with serving(tmp_path / "m", collections=(OPEN, INNER)) as served:
        for root, value in (("exercise", f"{KEY}.example"), ("mission", "true.example")):
            post(served, "analyst", "open", indicator(value=value), root=root)
        shown = {}
        for root in ("mission", "exercise"):
            objects = f"{collection_path(served, 'open', root)}/objects/"
            shown[root] = http(served, "analyst", "GET", objects, accept=TAXII).text
    assert KEY not in shown["mission"]
    assert "true.example" in shown["mission"]
    assert KEY in shown["exercise"]
    assert "true.example" not in shown["exercise"]
