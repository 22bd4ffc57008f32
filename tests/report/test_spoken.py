"""A finding's sentences in three languages: the English ones are those of `sulh.verify`, word for word."""

import re

import pytest
from tests.verify.random_missions import seeded_mission

from sulh.languages import LANGUAGES, say
from sulh.observe.tables import tables_from_reports
from sulh.report.spoken import spoken
from sulh.verify import explain_finding, verify
from sulh.verify.evidence_rows import evidence_of
from sulh.verify.reasons import NEXT_STEPS, REASONS

ISOLATES = re.compile("[\u2068\u2069]")
COMMAND = re.compile("sulh compare|--same|--different")
PARTS = ("sentence", "because", "settle", "measured", "allowed")
SEEDS = range(12)
EACH = 400


def explained(seed):
    """Return findings of a random mission, each with its explanation and the evidence behind it."""
    mission = seeded_mission(seed)
    tables = tables_from_reports(mission.reports)
    findings = verify(mission.pack, tables, at=mission.at, since=mission.since)
    rows = list(findings)[:EACH]
    evidence = evidence_of(mission.pack, tables, {one for each in rows for one in each.records})
    return mission.pack, [(each, explain_finding(mission.pack, each, evidence)) for each in rows]


@pytest.fixture(scope="module")
def missions():
    return [explained(seed) for seed in SEEDS]


def without_isolates(value):
    return (
        ISOLATES.sub("", value) if isinstance(value, str) else tuple(map(without_isolates, value))
    )


def test_english_is_what_verify_says(missions):
    """Two ways to the same words: the plain functions of `verify`, and the message file."""
    seen = set()
    for pack, findings in missions:
        for finding, plain in findings:
            words = spoken(pack, finding, plain.evidence, "en")
            for part in PARTS:
                assert without_isolates(getattr(words, part)) == getattr(plain, part), finding.id
            seen |= {(finding.kind, finding.verdict), *finding.reasons}
    assert len(seen) > 15  # of many kinds, verdicts and reasons


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - {"en"}))
def test_no_sentence_is_left_in_english(missions, language):
    """Besides the names of the pack, which stand isolated, no English word is in it."""
    inner = re.compile("\u2068[^\u2068\u2069]*\u2069")
    for pack, findings in missions:
        for finding, plain in findings:
            words = spoken(pack, finding, plain.evidence, language)
            for text in (words.sentence, *words.because, *words.settle):
                own = text
                while inner.search(own):
                    own = inner.sub("", own)
                if language == "ar":
                    assert not re.search("[A-Za-z]{2,}", COMMAND.sub("", own)), own
                assert not re.search(r"\b(the|was|nobody|whether|allowed|and)\b", own), own


def test_an_arabic_part_that_begins_with_a_latin_name_keeps_its_direction(missions):
    """https://github.com/kobotoolbox/enketo-express/issues/667: direction was taken from the first letters.

    Every isolate that holds Arabic begins with a right-to-left mark, so that it runs from right to left.
    """
    pack, findings = missions[0]
    for finding, plain in findings:
        words = spoken(pack, finding, plain.evidence, "ar")
        for text in (words.sentence, *words.settle):
            assert text.startswith("\u200f")
            for own in text.split("\u2068")[1:]:
                if re.match("[A-Za-z]", own):
                    assert not re.search("[\u0600-\u06ff]", own.partition("\u2069")[0]), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_and_every_next_step_has_its_words(language):
    for reason in REASONS:
        assert say(language, f"reason-{reason}")
    for reason, step in NEXT_STEPS.items():
        assert say(language, f"settle-{reason}", **dict.fromkeys(VALUES, "x"))
        words = say(language, f"step-{reason}")
        assert language != "en" or words == step[:1].upper() + step[1:]


VALUES = ("place", "time", "item", "acts", "bounds", "allowed", "places", "waivers", "reports")


def test_a_language_that_is_not_there_is_named():
    with pytest.raises(KeyError, match="no message nothing"):
        say("fr", "nothing")
