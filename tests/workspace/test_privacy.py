"""Restricted words are read by their audience only, on record, and are gone once forgotten."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.workspace.test_evidence import REPORTS, island, run  # noqa: F401 -- fixtures

from sulh import workspace
from sulh.errors import InputError, LedgerError
from sulh.ledger import audit
from sulh.ledger.seal import CaseKey, new_audience_key, new_case_key, open_sealed, seal
from sulh.workspace import privacy

NOW = datetime(2099, 1, 1, tzinfo=UTC)
WORDS = "Fatima al-Example, +961 70 000 000, shrapnel in the left arm"


def first_report(opened):
    return next(record.id for record in opened.store.records(kinds=["observation"]))


def noted(opened, words=WORDS, case="case-1", audiences=("medical",)):
    return privacy.add_note(
        opened,
        first_report(opened),
        words,
        case=case,
        audiences=audiences,
        author="medical officer",
        now=NOW,
    )


@pytest.fixture
def opened(island):  # noqa: F811
    """A mission with an audience of its own."""
    privacy.make_audience(island, "medical")
    return workspace.open_workspace(island)


def everything_on_disk(folder):
    for path in folder.rglob("*"):
        if path.is_file():
            yield path, path.read_bytes()


def test_the_audience_reads_it_and_that_is_recorded(opened):
    """The words come back, and who read them, and why, stands in the ledger before they do."""
    identity = noted(opened)
    found = privacy.open_note(
        opened, identity[:12], reason="evacuation", author="medical officer", now=NOW
    )
    assert found["text"] == WORDS
    (access,) = opened.store.records(kinds=["access"])
    assert access.body["records"] == [identity]
    assert access.body["role"] == "medical officer"
    assert "evacuation" in access.body["what"]
    assert audit(opened.folder / "ledger") == ()


def test_the_words_stand_nowhere(opened, run, tmp_path):  # noqa: F811
    """Not in the chain, a log, an export, a report or a bundle; only that something is sealed."""
    identity = noted(opened)
    stick = tmp_path / "stick"
    workspace.sync_with_file(opened, stick, now=NOW)
    log = run("-C", opened.folder, "ledger", "log", "--all", "--json") + run(
        "-C", opened.folder, "ledger", "log"
    )
    run("-C", opened.folder, "report", "-o", tmp_path / "report.html", "--at", "2021-03-31")
    run("-C", opened.folder, "ledger", "prove", identity[:16], "-o", tmp_path / "proof.json")
    assert "sealed for medical" in log
    for words in ("Fatima", "961 70", "shrapnel"):
        assert words not in log
        assert not [
            path for path, content in everything_on_disk(tmp_path) if words.encode() in content
        ]


def test_what_is_forgotten_nobody_can_read(opened, tmp_path):
    """The key is nowhere on disk any more; the audience's own key does not help; the chain audits."""
    identity = noted(opened)
    held = CaseKey.from_packet((opened.folder / "keys" / "cases" / "case-1.json").read_text())
    private = (opened.folder / "keys" / "audiences" / "medical.key").read_text()
    key = held.key_for("medical", private)
    wrapped = held.wrapped["medical"].encode()
    assert open_sealed(opened.store.find(identity).body["text"], key) == WORDS
    privacy.forget_case(
        opened, "case-1", reason="the patient asked", author="medical officer", now=NOW
    )
    for _, content in everything_on_disk(opened.folder):
        assert key not in content
        assert key.hex().encode() not in content
        assert wrapped not in content
    with pytest.raises(LedgerError, match="forgotten"):
        privacy.open_note(opened, identity, reason="x", author="x", now=NOW)
    with pytest.raises(LedgerError, match="was forgotten"):
        noted(opened)
    assert [each.forgotten for each in privacy.list_cases(opened)] == [True]
    assert audit(opened.folder / "ledger") == ()


def test_forgetting_travels_and_an_old_stick_brings_nothing_back(opened, tmp_path):
    """Keys travel with the records; once forgotten, they go at every site, and stay gone."""
    noted(opened)
    hospital = workspace.set_up(
        tmp_path / "hospital", pack_name="example", site="hospital", now=NOW
    )
    (hospital.folder / "keys" / "audiences").mkdir(parents=True)
    for ending in ("pub", "key"):
        source = opened.folder / "keys" / "audiences" / f"medical.{ending}"
        (hospital.folder / "keys" / "audiences" / source.name).write_text(source.read_text())
    stick = tmp_path / "stick"
    workspace.sync_with_file(opened, stick, now=NOW)
    old = stick.read_bytes()
    workspace.sync_with_file(hospital, stick, now=NOW)
    identity = next(record.id for record in hospital.store.records(kinds=["note"]))
    read = privacy.open_note(hospital, identity, reason="admission", author="surgeon", now=NOW)
    assert read["text"] == WORDS
    privacy.forget_case(opened, "case-1", reason="asked", author="medical officer", now=NOW)
    workspace.sync_with_file(opened, stick, now=NOW)
    workspace.sync_with_file(hospital, stick, now=NOW)
    assert not (hospital.folder / "keys" / "cases" / "case-1.json").exists()
    stick.write_bytes(old)
    workspace.sync_with_file(hospital, stick, now=NOW)
    assert not (hospital.folder / "keys" / "cases" / "case-1.json").exists()
    with pytest.raises(LedgerError):
        privacy.open_note(hospital, identity, reason="x", author="x", now=NOW)


def test_a_site_without_the_key_can_seal_and_not_read(opened, tmp_path):
    """With the public key alone: a note can be begun, and neither read nor added to."""
    post = workspace.set_up(tmp_path / "post", pack_name="example", site="post", now=NOW)
    (tmp_path / "visit.csv").write_text(REPORTS, "utf-8")
    workspace.import_reports(post, tmp_path / "visit.csv", workspace.ImportOptions(now=NOW))
    public = (opened.folder / "keys" / "audiences" / "medical.pub").read_text()
    privacy.add_audience(post.folder, "medical", public)
    identity = noted(post, case="post-1")
    with pytest.raises(LedgerError, match="No audience"):
        privacy.open_note(post, identity, reason="x", author="x", now=NOW)
    with pytest.raises(LedgerError, match="nothing can be added"):
        noted(post, case="post-1")
    assert list(post.store.records(kinds=["access"])) == []


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.text(max_size=300), st.integers(0, 2000))
def test_sealing_holds_and_a_changed_box_does_not_open(words, flip):
    """What is sealed comes back to each audience; with one bit changed, or another's key, never."""
    (one, one_public), (two, two_public), (stranger, _) = (new_audience_key() for _ in range(3))
    made, key = new_case_key("c", {"one": one_public, "two": two_public})
    made = CaseKey.from_packet(made.to_packet())
    box = seal(words, case="c", audiences=("one", "two"), key=key)
    assert (
        open_sealed(box, made.key_for("one", one))
        == open_sealed(box, made.key_for("two", two))
        == words
    )
    with pytest.raises(LedgerError):
        made.key_for("one", stranger)
    with pytest.raises(LedgerError):
        made.key_for("three", one)
    text = box["sealed"]["box"]
    place = flip % (len(text) - 4)
    bent = text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]
    with pytest.raises(LedgerError):
        open_sealed({"sealed": box["sealed"] | {"box": bent}}, key)


def test_lengths_tell_little():
    """A yes and a no, a short name and a longer one, are sealed in boxes of one size."""
    _, key = new_case_key("c", {"one": new_audience_key()[1]})
    sizes = {
        len(seal(w, case="c", audiences=("one",), key=key)["sealed"]["box"])
        for w in ("", "no", "x" * 200)
    }
    assert len(sizes) == 1


@pytest.mark.parametrize(
    "packet",
    ["", "[]", "{}", "x" * 100, '{"what":"sulh-case-key","v":1,"case":"../../evil","wrapped":{}}'],
)
def test_strange_packets_do_nothing(opened, packet):
    """What is no key, or would be written elsewhere, is left out."""
    before = sorted(opened.folder.parent.rglob("*"))
    privacy.store_key_packets(opened, [packet])
    assert sorted(opened.folder.parent.rglob("*")) == before


def test_the_commands_say_what_they_do(island, run):  # noqa: F811
    """From the audience to forgetting, as a person runs them."""
    report = first_report(workspace.open_workspace(island))
    assert "--public-key" in run("-C", island, "privacy", "audience", "protection")
    assert "exists already" in run("-C", island, "privacy", "audience", "protection", code=2)
    assert "no audience" in run(
        "-C", island, "privacy", "note", report, "--case", "c", "--for", "x", "--text", "y", code=2
    )
    run(
        "-C",
        island,
        "privacy",
        "note",
        report,
        "--case",
        "c",
        "--for",
        "protection",
        "--text",
        WORDS,
    )
    found = json.loads(run("-C", island, "privacy", "list", "--json"))
    assert found == [{"case": "c", "audiences": ["protection"], "notes": 1, "forgotten": False}]
    note = json.loads(run("-C", island, "ledger", "log", "--kind", "note", "--json"))["id"]
    assert WORDS in run("-C", island, "privacy", "open", note, "--reason", "tracing")
    assert "is not a sealed note" in run(
        "-C", island, "privacy", "open", report, "--reason", "x", code=2
    )
    assert "forgotten" in run("-C", island, "privacy", "forget", "c", "--reason", "closed")
    assert "forgotten" in run("-C", island, "privacy", "list")
    assert "no case" in run("-C", island, "privacy", "forget", "d", "--reason", "x", code=2)
    with pytest.raises(InputError):
        privacy.make_audience(island, "../evil")
