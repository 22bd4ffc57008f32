"""The same report as PDF, typeset by Typst (the extra `pdf`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sulh.languages import message_names, message_slots
from sulh.languages.speech import Speech
from sulh.report.html import LETTERS
from sulh.report.months import span, years
from sulh.report.render import plain, render_pdf, typst_files
from sulh.report.text import first_part, numbered

if TYPE_CHECKING:
    from sulh.report.model import Figure, MissionReport

__all__ = ["to_pdf", "to_typst"]

TEMPLATE = "report.typ"
PREFIXES = ("report-", "key-", "severity-", "state-", "page-word", "page-of")
"""How the names of the messages begin that the document's template says."""

TALL = 0.9
"""A map higher than this share of its width is fitted to the page's height."""


def to_pdf(report: MissionReport) -> bytes:
    """Return the report as PDF: the same bytes for the same report, fonts and version of Typst.

    Raises
    ------
    MissingExtraError
        When the extra `pdf` is not installed.
    """
    return render_pdf(
        TEMPLATE,
        _content(report),
        _figures(report),
        work="A report in PDF",
        timestamp=int(report.facts.generated_at.timestamp()),
    )


def to_typst(report: MissionReport) -> dict[str, bytes]:
    """Return the files of the Typst document, by their names; ``main.typ`` is the document."""
    return typst_files(TEMPLATE, _content(report), _figures(report))


def _figures(report: MissionReport) -> list[Figure]:
    return [each for each in (report.bars, report.map, report.timeline) if each is not None]


def _content(report: MissionReport) -> dict[str, Any]:
    """Return the report in types that JSON has, with what only a document needs."""
    speech, facts = Speech(report.language), report.facts
    say = speech.say
    content: dict[str, Any] = plain(report, speech)
    content["direction"] = speech.direction
    content["comma"] = speech.between
    content["words"] = _words(speech)
    content["letters"] = {mark: say(name) for mark, name in LETTERS.items()}
    content["facts"]["known"] = (
        say("report-known", time=speech.moment(facts.as_of))
        if facts.as_of
        else say("report-everything")
    )
    content["facts"]["ledger_size"] = speech.number(facts.ledger_size)
    content["totals"] = {name: speech.number(count) for name, count in content["totals"].items()}
    for name in ("actions", "searches"):
        for action in content[name]:
            action |= {key: speech.number(action[key]) for key in ("findings", "alone")}
    if report.changes is not None:
        more = report.changes.more
        content["changes"]["more_words"] = say("report-more-changes", count=more)
    content["placeless_words"] = say("report-placeless", count=report.placeless)
    for matrix, typed in zip(content["matrices"], report.matrices, strict=True):
        matrix["span"] = speech.stretch(*span(typed.columns)) if typed.columns else ""
        matrix["columns"] = [list(column.months) for column in typed.columns]
        matrix["years"] = years(typed.columns)
        matrix["silent_words"] = speech.semicolon(matrix["silent"])
    for case in (*content["breached"], *content["doubted"]):
        number = sum(len(each["ids"]) for each in case["findings"])
        case["counted"] = say("report-findings", count=number)
        for finding in case["findings"]:
            finding["retracted_words"] = speech.semicolon(finding["retracted"])
            for line in finding["brief"]:
                line["evidence"]["place"] = first_part(line["evidence"]["where"], speech)
    for group in (*content["met"], *content["silent"]):
        group["reports"] = numbered(group["reports"])
        group["counted"] = say("report-findings", count=group["findings"])
        group["retracted_words"] = speech.semicolon(group["retracted"])
    if report.tasks is not None:
        content["tasks"]["more_words"] = say("report-tasks-more", count=report.tasks.more)
        hidden = report.tasks.remarks_hidden
        content["tasks"]["hidden_words"] = say("report-tasks-hidden", count=hidden)
    if report.disarmament is not None:
        content["disarmament"] |= {
            "title": say("combatants-title"),
            "weapons_title": say("weapons-by-group"),
            "members_title": say("combatants-by-group"),
            "rounded": say("people-rounded"),
            "remarks_title": say("recovery-faults"),
            "more_words": say("sheet-more", count=report.disarmament.remarks_hidden),
        }
    if report.map is not None:
        content["map"]["tall"] = _is_tall(report.map)
    return content


def _words(speech: Speech) -> dict[str, str]:
    """Return the messages of a document by their names; where a value belongs, its name in braces."""
    words = {}
    for prefix in PREFIXES:
        for name in message_names(prefix):
            slots = message_slots(name)
            if "count" not in slots:  # those that count are said here, with their numbers
                words[name] = speech.say(name, **{each: f"{{{each}}}" for each in slots})
    return words


def _is_tall(figure: Figure) -> bool:
    """Say whether a drawing is high for its width, by the size it states first."""
    width, height = figure.svg.partition('viewBox="0 0 ')[2].partition('"')[0].split(" ")
    return float(height) > TALL * float(width)
