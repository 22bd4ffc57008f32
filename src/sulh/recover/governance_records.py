"""What is recorded about decisions and complaints: each kind declared once.

A complaint has no field for a name or for its words: people are counts. What somebody said is written in a
sealed note about the record, for an audience (`sulh privacy note`), and can be forgotten.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from msgspec import Struct

from sulh.picture import Kind, Origin, Registry
from sulh.picture import fields as f
from sulh.tables import FaultyField
from sulh.values import Place, Span

__all__ = ["GOVERNANCE_KINDS", "Complaint", "ComplaintAnswer", "Decision"]

Outcome = Literal["approve", "refuse", "postpone"]
Topic = Literal["quality", "left-out", "delay", "conduct", "safety", "money", "land", "other"]
Channel = Literal["desk", "telephone", "box", "letter", "visit", "meeting", "other", ""]
Answer = Literal["acknowledge", "refer", "uphold", "dismiss", "withdraw"]

CHS = "Core Humanitarian Standard 2024, commitment 5: people can complain safely [GK]"


class Decision(Struct, frozen=True, kw_only=True, gc=False):
    """A decision about projects: which office decided what, on which criteria, and between what.

    A project that is proposed counts as agreed once the last decision about it is *approve*.
    """

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="when it was decided")]
    projects: Annotated[
        tuple[str, ...], f.WordsField(required=True, meaning="the projects' numbers")
    ]
    outcome: Annotated[
        Outcome, f.ChoiceField(required=True, meaning="what was decided", choices=get_args(Outcome))
    ]
    agent: Annotated[
        str,
        f.NameField(required=True, meaning="the office that decided; no person's name"),
    ]
    criteria: Annotated[
        tuple[str, ...], f.WordsField(required=True, meaning="what it was decided on")
    ]
    options: Annotated[
        tuple[str, ...], f.WordsField(meaning="the projects that it was chosen from")
    ] = ()
    reason: Annotated[str, f.TextField(meaning="why, in words; no names of persons")] = ""


class Complaint(Struct, frozen=True, kw_only=True, gc=False):
    """A complaint by people, as counts; nobody is named, and what they said is not in it.

    `sensitive`: abuse, exploitation or fraud. Pages then show that there is one, and nothing else of it.
    """

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="when it came in")]
    topic: Annotated[
        Topic,
        f.ChoiceField(
            required=True, meaning="what it is about", standard=CHS, choices=get_args(Topic)
        ),
    ]
    people: Annotated[int, f.WholeField(required=True, low=1, unit="persons", meaning="how many")]
    sensitive: Annotated[bool, f.YesNoField(meaning="whether it is about abuse or fraud")] = False
    about: Annotated[str, f.KeyField(meaning="the number of the project or record")] = ""
    channel: Annotated[
        Channel, f.ChoiceField(meaning="how it came in", choices=get_args(Channel))
    ] = ""
    answer_days: Annotated[
        int | None, f.WholeField(low=1, high=366, unit="days", meaning="days to answer it")
    ] = None
    place: Annotated[Place, f.PlaceField(meaning="where")] = Place()


class ComplaintAnswer(Struct, frozen=True, kw_only=True, gc=False):
    """A step of a complaint: acknowledged, referred, upheld, dismissed or withdrawn; the last three end it."""

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="when it was answered")]
    complaint: Annotated[str, f.KeyField(required=True, meaning="the complaint's reference")]
    answer: Annotated[
        Answer, f.ChoiceField(required=True, meaning="what was answered", choices=get_args(Answer))
    ]
    agent: Annotated[
        str, f.NameField(required=True, meaning="the office that answered; no person's name")
    ]


def check_decision(decision: Decision) -> None:
    """Refuse a choice of what there was not to choose from."""
    if decision.options:
        missing = [each for each in decision.projects if each not in decision.options]
        if missing:
            raise FaultyField(
                "bad-word",
                "options",
                ";".join(decision.options),
                message=f"does not hold {missing[0]}, about which it was decided",
                remedy="Add it to the options, or take it out of the projects.",
            )


GOVERNANCE_KINDS = Registry(
    Kind(Decision, table="decisions", rule=check_decision),
    Kind(Complaint, table="complaints"),
    Kind(ComplaintAnswer, table="complaint_answers"),
)
"""The kinds of record about decisions and complaints, by the name that each carries in the ledger."""
