"""What a record says, in one line and in the reader's language."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from sulh.languages import has_message
from sulh.languages.rooms import room_text
from sulh.languages.sentence import Sentence, Word, sentence
from sulh.languages.speech import ENGLISH, bare
from sulh.workspace.record_kinds import body_problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from sulh.languages.speech import Speech
    from sulh.ledger import Record

__all__ = ["record_summary"]

LINE_MAX = 100
OPEN, CLOSE = "\u2068", "\u2069"
MARKS = f"{OPEN}{CLOSE}\u200e\u200f"
REPORT_KEYS = ("source", "ref", "actor", "item", "act", "duty", "text")
WORDS = frozenset({"item", "act", "duty"})
"""Those of the keys whose value is a word of the forms."""


def record_summary(record: Record, speech: Speech = ENGLISH) -> str:
    """Say in one line what a record reports: what somebody wrote as it is, the rest in a language."""
    problem = body_problem(record.kind, record.body)
    says = SENTENCES.get(record.kind)
    if problem:
        line = speech.say("summary-set-aside", reason=room_text(problem, speech.language))
    elif record.kind == "witness":
        line = _witness(record.site, record.body).said(speech)
    elif says is not None:
        line = says(record.body).said(speech)
    else:
        line = "  ".join(
            bare(speech.word(str(record.body[key])) if key in WORDS else str(record.body[key]))
            for key in REPORT_KEYS
            if record.body.get(key)
        )
    return _shorten(line, "" if speech.is_english else MARKS)


def _witness(site: str, body: dict[str, Any]) -> Sentence:
    by, size = site, body.get("size")
    with suppress(ValueError, TypeError, AttributeError, KeyError):
        by = str(json.loads(body["countersignature"]["statement"])["witness"])
    return sentence(
        "summary-witness",
        by=by,
        site=str(body.get("site")),
        size=size if isinstance(size, int) else str(size),
        root=str(body.get("root"))[:12],
    )


def _note(body: dict[str, Any]) -> Sentence:
    """Name the audiences of a sealed note; its text is never shown here."""
    text = body.get("text")
    sealed = text.get("sealed", {}) if isinstance(text, dict) else {}
    audiences = ", ".join(map(str, sealed.get("audiences", ())))
    return sentence("summary-note", record=body["about"][:12], audiences=audiences)


def _release(body: dict[str, Any]) -> Sentence:
    values = {"record": body["releases"][:12], "reason": body.get("reason", "")}
    name = "summary-release"
    if to := ", ".join(body.get("to", [])):
        values["to"] = to
    else:
        name += "-nobody"
    if tlp := body.get("tlp"):
        name, values["tlp"] = f"{name}-marked", tlp
    return sentence(name, **values)


def _named(group: str, word: str) -> str | Sentence:
    """Return the message ``GROUP-WORD``; the word itself where there is none."""
    name = f"{group}-{word.replace(' ', '-')}"
    return sentence(name) if has_message("en", name) else word


def _amendment(name: str, body: dict[str, Any], target: str) -> Sentence:
    return sentence(name, record=body[target][:12], reason=body.get("reason", ""))


SENTENCES: dict[str, Callable[[dict[str, Any]], Sentence]] = {
    "correction": lambda body: _amendment("summary-correction", body, "corrects"),
    "retraction": lambda body: _amendment("summary-retraction", body, "retracts"),
    "release": _release,
    "import": lambda body: sentence(
        "summary-import", name=body.get("name", ""), digest=str(body.get("digest", ""))[:12]
    ),
    "genesis": lambda body: sentence("summary-genesis", site=str(body.get("site", ""))),
    "fork": lambda body: sentence(
        "summary-fork", site=str(body.get("site")), file=str(body.get("file"))
    ),
    "note": _note,
    "key-destroyed": lambda body: sentence(
        "summary-key-destroyed", name=str(body.get("case")), reason=str(body.get("reason"))
    ),
    "device-key": lambda body: sentence(
        f"summary-device-key-{body['what']}", key=body["key"][:12], account=body["account"]
    ),
    "access": lambda body: sentence(
        "summary-access",
        role=_named("role", body["role"]),
        account=body.get("account", ""),
        count=len(body["records"]) + len(body.get("findings", [])),
        what=Word(body["what"]),
    ),
    "answer": lambda body: sentence(
        "summary-answer",
        party=body["party"],
        stance=_named("stance", body["stance"]),
        finding=body["finding"],
        text=body["text"],
    ),
}


def _shorten(text: str, marks: str) -> str:
    """Shorten a line that is too long, and mark it; marks of direction stay closed."""
    clean = "".join(c if c.isprintable() or c in marks else " " for c in text)
    if len(clean) <= LINE_MAX:
        return clean
    cut = clean[: LINE_MAX - 1] + "…"
    return cut + CLOSE * (cut.count(OPEN) - cut.count(CLOSE))
