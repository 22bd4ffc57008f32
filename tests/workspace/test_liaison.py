"""What parties say of a finding stands beside it in every report, as they said it, and changes no verdict."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.workspace.test_evidence import AT, NOW, breach, island, key_of, run  # noqa: F401 -- fixtures

from sulh import workspace
from sulh.errors import InputError
from sulh.ledger import Draft
from sulh.ledger.keys import write_key
from sulh.picture import answers_by_finding

LATER = datetime(2099, 1, 1, tzinfo=UTC)  # after the ledgers of these tests began
HOSTILE = '<script>alert(1)</script> #eval("1") "words"'


def page(folder, tmp_path, at=AT):
    opened = workspace.open_workspace(folder)
    path = tmp_path / "report.html"
    workspace.write_report(
        opened, workspace.judge(opened, as_of=None, at=at), path, tlp="CLEAR", generated_at=NOW
    )
    return path.read_text("utf-8")


def say(opened, row, party, stance="dispute", text="Half were wrecks.", hours=0, **more):
    moment = LATER + timedelta(hours=hours)
    return workspace.answer_finding(
        opened, row, party=party, stance=stance, text=text, author="liaison", now=moment, **more
    )


def test_answers_of_both_parties_stand_beside_the_finding(island, tmp_path):  # noqa: F811
    """Each in its own words, harmless, in the order recorded, in HTML and PDF; the verdict stays."""
    opened, _, row = breach(island)
    say(opened, row, "RED", text=HOSTILE)
    say(opened, row, "BLUE", "acknowledge", "We saw it too.", hours=1)
    text = page(island, tmp_path)
    assert "<script>alert" not in text
    first, second = text.index("disputes it"), text.index("acknowledges it")
    assert text.index(f'id="f-{row.id}"') < first < second
    assert "We saw it too." in text
    assert "alert(1)" in text
    assert breach(island)[2] == row
    path = tmp_path / "report.pdf"
    workspace.write_report(
        opened, workspace.judge(opened, as_of=None, at=AT), path, tlp="CLEAR", generated_at=NOW
    )
    assert path.read_bytes().startswith(b"%PDF")


def test_the_partys_own_signature_is_shown_and_checked(island, tmp_path):  # noqa: F811
    """Signed words show the key; words that were changed after signing say that it does not hold."""
    opened, _, row = breach(island)
    key = tmp_path / "red.key"
    write_key(key, Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
    identity = say(opened, row, "RED", key=key)
    record = opened.store.find(identity)
    assert record.body["public_key"][:16] in page(island, tmp_path)
    forged = Draft(kind="answer", body={**record.body, "text": "All is well."})
    opened.store.append([forged], recorded_at=NOW, author="x")
    assert "signature does not hold" in page(island, tmp_path)
    answers = answers_by_finding(opened.store.records())[row.id]
    assert [each.signed for each in answers] == [True, False]


def test_an_answer_can_be_taken_back_and_keeps_to_its_time(island, tmp_path):  # noqa: F811
    """A retracted answer is gone from reports made since, and stays in those of the day before."""
    opened, _, row = breach(island)
    identity = say(opened, row, "RED")
    before = opened.store.find(identity).recorded_at
    workspace.retract_record(
        opened, identity, reason="in error", author="liaison", now=LATER + timedelta(hours=2)
    )
    assert "disputes it" not in page(island, tmp_path)
    assert answers_by_finding(opened.store.records(), as_of=before)[row.id]
    assert answers_by_finding(opened.store.records(), simulated=True) == {}


def test_an_answer_whose_finding_is_gone_is_still_shown(island, tmp_path):  # noqa: F811
    """An answer to a month that a report does not cover, or to a finding that says something else now."""
    opened, _, row = breach(island)
    say(opened, row, "RED")
    early = page(island, tmp_path, at=datetime(2020, 12, 31, tzinfo=UTC))
    assert "not in this report" in early
    assert "disputes it" in early
    for record in row.evidence:
        workspace.retract_record(
            opened, record, reason="miscounted", author="w", now=LATER + timedelta(hours=1)
        )
    assert "when it was breached" in page(island, tmp_path)


@pytest.mark.parametrize(
    ("party", "stance", "text"),
    [
        ("purple", "dispute", "x"),
        ("RED", "agree", "x"),
        ("RED", "dispute", "  "),
        ("RED", "dispute", "x" * 4001),
    ],
)
def test_what_is_no_answer_is_refused(island, party, stance, text):  # noqa: F811
    """An unknown party, another word, nothing said or too much: a sentence, and nothing recorded."""
    opened, _, row = breach(island)
    size = opened.store.size
    with pytest.raises(InputError):
        say(opened, row, party, stance, text)
    assert opened.store.size == size


def test_parties_are_served_alike(island, run):  # noqa: F811
    """The command records an answer of either party the same way."""
    _, _, row = breach(island)
    for party in ("RED", "BLUE"):
        said = run(
            "-C",
            island,
            "answer",
            row.id,
            "explain",
            "--party",
            party,
            "--text",
            "So.",
            "--at",
            "2021-03-31",
        )
        assert f"{party} answers finding {row.id} (breached)" in said
    assert key_of(run, island)
