"""The page of a choice between projects under a budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.languages.speech import ENGLISH
from sulh.report.pages.words import band, column_names, money_text, titled
from sulh.report.sheet import Cell, Fact, Section, Sheet

if TYPE_CHECKING:
    from sulh.languages.speech import Speech
    from sulh.recover import Choice, ChoiceAnswer

__all__ = ["choice_sheet"]


def choice_sheet(answer: ChoiceAnswer, *, place: str = "", speech: Speech = ENGLISH) -> Sheet:
    """Return the page of a choice: what is fair beside what reaches most; `place` is the mission's title."""
    say = speech.say
    rule = (
        say("choice-max-min")
        if answer.fairness == "max-min"
        else say("choice-at-least", share=speech.percent(float(answer.fairness)))
    )
    budget = money_text(answer.budget, answer.currency, speech)
    shares = {
        "fair": speech.percent(answer.smallest(answer.fair)),
        "most": speech.percent(answer.smallest(answer.most)),
    }
    return Sheet(
        title=titled(speech, say("choice-page"), place),
        banner=band(speech, simulated=answer.simulated),
        subtitle=say("choice-subtitle", budget=budget, rule=rule),
        facts=(
            Fact(speech.number(answer.fair.total), say("choice-people-fair")),
            Fact(speech.number(answer.most.total), say("choice-people-most")),
            Fact(speech.percent(answer.price, 1), say("choice-price-of-fairness")),
            Fact(say("choice-against", **shares), say("choice-smallest-shares")),
        ),
        sections=(
            _sides(answer, speech),
            _candidates(answer, speech),
            *_no_candidates(answer, speech),
        ),
        language=speech.language,
    )


def _sides(answer: ChoiceAnswer, speech: Speech) -> Section:
    def share(choice: Choice, name: str, size: int) -> str:
        gain = choice.gains[name]
        return speech.say(
            "choice-gain", people=speech.number(gain), share=speech.percent(gain / size)
        )

    return Section(
        heading=speech.say("projects-communities"),
        sentences=tuple(
            speech.say(each)
            for each in (
                *("choice-what-gain", "projects-twice", "choice-what-price", "choice-no-names"),
                "sheet-rounded",
            )
        ),
        header=column_names(
            speech,
            *("projects-community", "recovery-people", "choice-fair-head", "choice-most-head"),
            "choice-difference",
        ),
        rows=tuple(
            (
                name,
                speech.number(size),
                share(answer.fair, name, size),
                share(answer.most, name, size),
                _difference(answer.fair.gains[name] - answer.most.gains[name], speech),
            )
            for name, size in answer.sizes.items()
        ),
        numbers=frozenset((1, 2, 3, 4)),
    )


def _difference(people: int, speech: Speech) -> Cell:
    sign = "+" if people > 0 else ""
    return Cell(
        f"{sign}{speech.number(people)}", "good" if people > 0 else "bad" if people else "soft"
    )


def _candidates(answer: ChoiceAnswer, speech: Speech) -> Section:
    def mark(choice: Choice, project: str) -> Cell:
        is_in = project in choice.projects
        return Cell(speech.say("sheet-yes" if is_in else "sheet-no"), "good" if is_in else "soft")

    costs = {
        "fair": money_text(answer.fair.cost, answer.currency, speech),
        "most": money_text(answer.most.cost, answer.currency, speech),
    }
    return Section(
        heading=speech.say("choice-which"),
        sentences=(speech.say("choice-costs", **costs),)
        if answer.candidates
        else (speech.say("choice-no-candidate"),),
        header=column_names(
            speech,
            *("projects-project", "choice-cost", "projects-intended", "choice-fair-head"),
            "choice-most-head",
        ),
        rows=tuple(
            (
                each.project,
                money_text(each.cost, answer.currency, speech),
                speech.semicolon(
                    [
                        speech.say("sheet-says", who=name, what=speech.number(gain))
                        for name, gain in sorted(each.gains.items())
                    ]
                ),
                mark(answer.fair, each.project),
                mark(answer.most, each.project),
            )
            for each in answer.candidates
        ),
        numbers=frozenset((1,)),
        wide=frozenset((2,)),
    )


def _no_candidates(answer: ChoiceAnswer, speech: Speech) -> tuple[Section, ...]:
    if not answer.left_out:
        return ()
    return (
        Section(
            heading=speech.say("choice-left-out"),
            bullets=tuple(each.said(speech) for each in answer.left_out),
        ),
    )
