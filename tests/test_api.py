"""The notebook's verbs say what the commands say."""

import polars as pl
import pytest

import sulh
from sulh.errors import InputError

ROWS = pl.DataFrame(
    {
        "kind": ["incident"] * 3,
        "ref": ["A", "B", "C"],
        "source": ["team"] * 3,
        "start": ["2021-03-31T23:30:00-02:00", "31 March", "2021-03-02"],
        "lon": [-30.0] * 3,
        "lat": [-44.5] * 3,
        "accuracy_m": [50] * 3,
        "actor": ["Red Army"] * 3,
        "opponent": ["Blue Guard"] * 3,
        "initiator": ["actor"] * 3,
        "act": ["direct-fire", "direct-fire", "dancing"],
        "reliability": ["A"] * 3,
        "credibility": [1] * 3,
    }
)


@pytest.mark.parametrize("act", ["direct-fire", "Direct-Fire", "DIRECT FIRE", "direct  fire"])
def test_a_word_of_the_pack_in_another_case_or_by_its_name(act):
    """The report holds the pack's own word, whichever of them was written."""
    rows = ROWS.head(1).with_columns(act=pl.lit(act), kind=pl.lit("Incident"))
    reports = sulh.read_reports(rows, "example")
    assert reports.rejected.height == 0
    assert reports.tables.incidents["act"].to_list() == ["direct-fire"]


def test_reports_are_refused_as_the_command_refuses_them():
    """A bad date and an act that the pack does not know are problems; the good row stays."""
    reports = sulh.read_reports(ROWS, "example")
    assert len(reports) == 1
    rejected = reports.rejected
    assert rejected.select("code", "field", "value").rows() == [
        ("bad-date", "start", "31 March"),
        ("unknown-act", "act", "dancing"),
    ]


def test_the_evening_of_the_last_day_belongs_to_the_month():
    """`at` a month ends on the mission's clock: half past eleven at UTC-2 is still March."""
    reports = sulh.read_reports(ROWS, "example")
    march = sulh.verify("example", reports, at="2021-03")
    assert march.breached.height > 0
    assert set(march.breached["month"]) == {"2021-03"}
    before = sulh.verify("example", reports, at="2021-03-30")
    assert before.breached.height == 0


def test_the_room_and_the_verb_share_a_name():
    """`sulh.verify` can be called, and its room's functions are there."""
    from sulh.verify import explain_finding

    assert callable(sulh.verify)
    assert callable(explain_finding)
    assert sulh.verify.SCHEMA


def test_what_is_asked_wrongly_is_a_sentence(tmp_path):
    """A report in an unknown form, a mission that is not there."""
    reports = sulh.read_reports(ROWS, "example")
    with pytest.raises(InputError, match=r"neither .html nor .pdf"):
        sulh.verify("example", reports, at="2021-03").report(tmp_path / "x.docx")
    with pytest.raises(InputError, match="no mission"):
        sulh.open_mission(tmp_path)
