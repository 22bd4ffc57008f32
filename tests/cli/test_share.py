"""The commands of sharing, as a person runs them."""

import json

import pytest
from click.testing import CliRunner
from tests.server.served import MADE

from sulh import workspace
from sulh.cli import main

INDICATOR = {
    "type": "indicator",
    "spec_version": "2.1",
    "id": "indicator--5b646415-7b48-40d5-86b4-c0070acd0001",
    "created": "2024-05-03T10:00:00.000Z",
    "modified": "2024-05-03T10:00:00.000Z",
    "pattern": "[domain-name:value = 'bad.example' OR domain-name:value = 'docs.google.com']",
    "pattern_type": "stix",
    "valid_from": "2024-05-03T10:00:00Z",
}


@pytest.fixture(scope="module")
def mission(tmp_path_factory):
    folder = tmp_path_factory.mktemp("share") / "m"
    workspace.set_up(folder, pack_name="example", site="hq", now=MADE).store.close()
    return folder


def run(folder, *words):
    result = CliRunner().invoke(main, ["-C", str(folder), "share", *words])
    return result.exit_code, result.stdout, result.stderr


def test_a_bundle_comes_in_once_and_becomes_a_blocklist(mission, tmp_path):
    path = tmp_path / "bundle.json"
    bad = INDICATOR | {"id": "indicator--1"}
    path.write_text(json.dumps({"type": "bundle", "objects": [INDICATOR, bad]}))
    code, text, errors = run(mission, "take", str(path))
    assert (code, text) == (0, "1 object entered, 0 were there already.\n")
    assert "indicator--1" in errors
    assert run(mission, "take", str(path))[1] == "0 objects entered, 1 was there already.\n"
    code, text, errors = run(mission, "blocklist")
    assert (code, text) == (0, "bad.example\n")
    assert "not blocked: docs.google.com: many people use it" in errors
    assert run(mission, "blocklist", "--own", "bad.example")[1] == ""
    assert "bad.example CNAME .\n" in run(mission, "blocklist", "--form", "rpz")[1]


def test_nothing_comes_into_a_collection_that_the_mission_does_not_have(tmp_path):
    """It would leave to nobody, and the command would have said that it entered."""
    folder, path = tmp_path / "m", tmp_path / "bundle.json"
    workspace.set_up(folder, pack_name="example", site="hq", now=MADE).store.close()
    (folder / "serve.toml").write_text('[collections.partners]\ntitle = "Partners"\n')
    path.write_text(json.dumps({"type": "bundle", "objects": [INDICATOR]}))
    address = "http://127.0.0.1:9/taxii2/"
    for words in (("take", str(path)), ("pull", address), ("blocklist",)):
        code, text, errors = run(folder, *words)
        assert code
        assert "1 object" not in text
        assert "serve.toml has no collection 'threats'" in errors
        assert "partners" in errors
    assert run(folder, "take", str(path), "--collection", "partners")[0] == 0


def test_a_preview_lets_nothing_out(mission):
    before = len(list(workspace.open_workspace(mission).store.records()))
    code, text, _ = run(mission, "preview", "--to", "amber", "--for", "cyber-defence", "--json")
    assert code == 0
    passage = json.loads(text)
    assert passage["kinds"] == {"threat-object": len(passage["leaves"])}
    assert "0 records would leave." in run(mission, "preview")[1]
    assert len(list(workspace.open_workspace(mission).store.records())) == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("preview", "--to", "amber", "--released-to", "nobody"), "no nation"),
        (("preview", "--released-to", "NOR"), "released to the public"),
        (("take", __file__), "no JSON"),
        (("blocklist", "--confidence", "101"), "0<=x<=100"),
    ],
)
def test_what_is_wrong_is_said(mission, words, says):
    code, _, errors = run(mission, *words)
    assert code
    assert says in errors


def test_a_brief_holds_what_its_readers_may_have_and_is_recorded(tmp_path):
    """On the terminal nothing leaves; to a file it leaves with a record, and hidden attacks show nowhere."""
    folder, rows = tmp_path / "m", tmp_path / "attacks.csv"
    workspace.set_up(folder, pack_name="example", site="hq", now=MADE).store.close()
    rows.write_text(
        "kind,source,ref,start,attack,extent,collection,domains,affected,tlp\n"
        "intrusion,desk,P1,2020-03-03T10:00Z,phishing,opened,threats,shown.example,3,TLP:GREEN\n"
        "intrusion,desk,P2,2020-03-03T11:00Z,malware,compromise,threats,kept.example,9,TLP:AMBER\n"
        "intrusion,desk,P3,2020-02-20T11:00Z,phishing,attempt,threats,older.example,,TLP:GREEN\n"
    )
    assert CliRunner().invoke(main, ["-C", str(folder), "observe", str(rows)]).exit_code == 0
    assert "No attack was" in run(folder, "brief", "--to", "green", "--at", "2019-01-01")[1]
    assert "shown[.]example" in run(folder, "brief", "--to", "green", "--at", "2020-03-04")[1]
    store = workspace.open_workspace(folder).store
    assert not list(store.records(kinds=["disclosure"]))

    def brief(clearance, *more):
        path = tmp_path / "brief.html"
        words = ("brief", "--to", clearance, "--at", "2020-03-04", *more, "-o", str(path))
        assert run(folder, *words)[0] == 0
        return path.read_text()

    outside, inside = brief("green"), brief("amber", "--language", "fr")
    assert "shown[.]example" in outside
    assert "kept" not in outside + run(folder, "brief", "--to", "clear", "--at", "2020-03-04")[1]
    assert "kept[.]example" in inside
    assert "older" not in inside
    left = [each.body for each in store.records(kinds=["disclosure"])]
    assert [(each["door"], each["audience"], each["items"]) for each in left] == [
        ("brief", "green", 2),
        ("brief", "amber", 3),
    ]
    store.close()
