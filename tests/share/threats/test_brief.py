"""The brief of threats: its counts against counting by hand, its signs, its page in three languages."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.share.leaving import record_id

from sulh.ledger.tlp import Tlp
from sulh.report import sheet_html, sheet_pdf
from sulh.share import Leaving
from sulh.share.threats.brief import harmless, threat_brief
from sulh.share.threats.brief_sheet import brief_sheet

BEIRUT = ZoneInfo("Asia/Beirut")
AT = datetime(2026, 4, 2, 12, tzinfo=UTC)


def attack(number, *, hours=1.0, marking=Tlp.GREEN, **more):
    """Return an attack that was noticed so many hours before the brief."""
    noticed = AT - timedelta(hours=hours)
    body = {
        "source": "desk",
        "ref": f"P{number}",
        "span": [noticed.isoformat().replace("+00:00", "Z")],
        "attack": "phishing",
        "extent": "attempt",
        "collection": "threats",
    } | more
    return Leaving(
        id=record_id(number),
        kind="intrusion",
        recorded_at=noticed,
        changed_at=noticed,
        marking=marking,
        simulated=False,
        body={name: value for name, value in body.items() if value is not None},
    )


numbers = count()


@dataclass
class Shelved:
    """An object on a shelf."""

    type: str
    added: datetime
    record: str = "of others"
    marking: Tlp = Tlp.GREEN
    withdrawn: bool = False
    id: str = field(default_factory=lambda: str(next(numbers)))


def brief_of(*leaves, items=()):
    return threat_brief(leaves, items, at=AT, timezone=BEIRUT)


kinds = st.sampled_from(["phishing", "malware", "data-leak"])


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(kinds, st.integers(-24, 60 * 24), st.none() | st.integers(0, 99)), max_size=25
    )
)
def test_counts_against_counting_by_hand(rows):
    """Over the end of a month that begins with another offset: Beirut goes to summer time in March."""
    leaves = [
        attack(n, hours=hours, attack=name, affected=people)
        for n, (name, hours, people) in enumerate(rows)
    ]
    brief = brief_of(*leaves)
    begin = datetime(2026, 4, 1, tzinfo=BEIRUT)
    assert brief.month_since == begin
    for name in {row[0] for row in rows}:
        line = next((each for each in brief.lines if each.attack == name), None)
        mine = [AT - timedelta(hours=hours) for each, hours, _ in rows if each == name]
        counts = [
            sum(AT - timedelta(days=7) <= each < AT for each in mine),
            sum(AT - timedelta(days=14) <= each < AT - timedelta(days=7) for each in mine),
            sum(begin <= each < AT for each in mine),
        ]
        assert counts == ([line.week, line.before, line.month] if line else [0, 0, 0])
    week = [row for row in rows if 0 < row[1] <= 7 * 24]
    assert brief.affected == sum(people or 0 for _, _, people in week)
    assert brief.without_figure == sum(people is None for _, _, people in week)


def test_signs_are_those_of_the_week_each_once_and_do_no_harm():
    brief = brief_of(
        attack(1, senders=("o'neil@x.example",), urls=("HTTPS://evil.example/a.b?c",)),
        attack(2, domains=("evil.example",), addresses=("2a01:4f8::1", "45.9.9.9")),
        attack(3, domains=("evil.example",), digests=("a" * 64,)),
        attack(4, hours=8 * 24, domains=("old.example",)),
    )
    shown = {sort: [harmless(each, sort) for each in signs] for sort, signs in brief.signs.items()}
    assert shown == {
        "senders": ["o'neil[@]x[.]example"],
        "domains": ["evil[.]example"],
        "addresses": ["2a01[:]4f8[:][:]1", "45[.]9[.]9[.]9"],
        "urls": ["hxxps://evil[.]example/a.b?c"],
        "digests": ["a" * 64],
    }


def test_objects_of_others_count_once_and_those_of_attacks_do_not():
    hour = timedelta(hours=1)
    items = [
        Shelved("indicator", AT - hour),
        Shelved("indicator", AT - hour, marking=Tlp.AMBER_STRICT, id="in two collections"),
        Shelved("indicator", AT - hour, id="in two collections"),
        Shelved("indicator", AT - hour, record=record_id(1)),
        Shelved("indicator", AT - hour, withdrawn=True),
        Shelved("malware", AT - timedelta(days=8)),
        Shelved("malware", AT - hour, marking=Tlp.AMBER),
    ]
    brief = brief_of(attack(1), items=items)
    assert brief.objects == {"indicator": 2, "malware": 1}
    assert brief.marking is Tlp.AMBER_STRICT


def test_claims_are_counted_and_said_to_be_claims():
    """Their signs are not passed on: nobody who rates reports has looked at them."""
    claim = replace(attack(2, domains=("claim.example",)), is_unrated=True)
    brief = brief_of(attack(1, domains=("sure.example",)), claim)
    assert (brief.total("week"), brief.unrated) == (2, 1)
    assert brief.signs["domains"] == ("sure.example",)
    page = sheet_html(brief_sheet(brief, mission="Island", timezone=BEIRUT, language="en"))
    assert "1 attack of these days is a claim" in page
    assert page.count("(not reviewed)") == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Cyber threats: Island", "spear phishing", "got in", "do not say how many"]),
        ("fr", ["Cybermenaces", "Attaques par type", "Transmettez-le"]),
        ("ar", ["التهديدات السيبرانية", "الهجمات حسب النوع", 'dir="rtl"']),
    ],
)
def test_the_page_in_each_language(language, words):
    brief = brief_of(
        *(attack(n, hours=n + 1, attack="spear-phishing", extent="compromise") for n in range(60)),
        attack(99, hours=200, urls=("http://x.example",)),
        attack(98, domains=("<b>x</b>.example",), marking=Tlp.AMBER),
        items=[Shelved("indicator", AT - timedelta(hours=1))],
    )
    sheet = brief_sheet(brief, mission="Island", timezone=BEIRUT, language=language)
    page = sheet_html(sheet)
    plain = page.replace("\u2068", "").replace("\u2069", "")
    assert [each for each in words if each not in plain] == []
    assert "TLP:AMBER" in page
    assert "<b>x" not in page
    attacks = next(each for each in sheet.sections if len(each.header) == 5)
    assert len(attacks.rows) == 50
    assert "11" in attacks.notes[0]


def test_a_quiet_week_says_that_it_shows_nothing():
    sheet = brief_sheet(brief_of(), mission="Island", timezone=BEIRUT, language="en")
    assert "That shows nothing if nobody reports." in sheet.sentences[0]
    exercise = brief_sheet(
        replace(brief_of(), simulated=True), mission="Island", timezone=BEIRUT, language="en"
    )
    assert "EXERCISE" in exercise.banner


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_page_as_pdf(language):
    sheet = brief_sheet(
        brief_of(attack(1), attack(2)), mission="Island", timezone=BEIRUT, language=language
    )
    content = sheet_pdf(sheet)
    assert content.startswith(b"%PDF")
    assert content == sheet_pdf(sheet)
