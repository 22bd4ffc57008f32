"""What must hold of a pack's names in other languages: a language that we speak, and ids that the pack has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sulh.languages import LANGUAGES
from sulh.mission.checks import known

if TYPE_CHECKING:
    from sulh.mission.documents import Document
    from sulh.mission.raw import Raw

__all__ = ["check_names", "language_of"]


def language_of(document: Document) -> str:
    """Return the language of a file ``names.LANGUAGE.toml``."""
    return document.name.removeprefix("names.").removesuffix(".toml")


def check_names(raw: Raw) -> None:
    """Note every language that nobody can read here, and every name of something that is not in the pack."""
    own = raw.pack.value.get("languages") if isinstance(raw.pack.value, dict) else None
    first = own[:1] if isinstance(own, list) else []
    ids = {
        "agreement": [_agreement(each) for each in raw.agreements],
        "zone": [each.properties["id"] for each in raw.features["zones"]],
        "provision": [
            row.get("id") for each in raw.agreements for _, row in raw.rows(each, "provision")
        ],
    } | {
        key: [
            row.get("id")
            for each in (raw.builtin, raw.vocabulary)
            for _, row in raw.rows(each, key)
        ]
        for key in ("item", "act")
    }
    for document in raw.names:
        language = language_of(document)
        others = [each for each in LANGUAGES if each not in first]
        if language not in others:
            document.fault(
                "bad-word",
                (),
                "is in no language that Sulh shows and the pack is not written in",
                value=language,
                expected=", ".join(f"names.{each}.toml" for each in others),
                remedy="Give the file the code of its language.",
            )
        content = document.value if isinstance(document.value, dict) else {}
        for what, names in ids.items():
            listed, texts = content.get(what), [each for each in names if isinstance(each, str)]
            for name in listed if isinstance(listed, dict) else ():
                known(document, (what, name), name, texts, what)


def _agreement(document: Document) -> Any:
    head = document.value.get("agreement") if isinstance(document.value, dict) else None
    return head.get("id") if isinstance(head, dict) else None
