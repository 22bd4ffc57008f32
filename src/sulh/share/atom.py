"""What is new, as an Atom feed (RFC 4287): any reader of feeds follows the picture with it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from sulh.languages import has_message, say
from sulh.share.cot.event import clean_xml
from sulh.share.features import collection_id
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sulh.share.gate import Leaving

__all__ = ["ENTRIES_MAX", "feed_bytes", "newest_first", "record_title"]

ENTRIES_MAX = 100
COMMA = {"ar": "، "}
NEVER = "1970-01-01T00:00:00Z"


def newest_first(leaves: Iterable[Leaving]) -> list[Leaving]:
    """Return the records that came in or changed last, the newest first, as many as a feed holds."""
    return sorted(leaves, key=lambda each: (each.changed_at, each.id), reverse=True)[:ENTRIES_MAX]


def feed_bytes(
    leaves: Iterable[Leaving], *, address: str, title: str, base: str, language: str = "en"
) -> bytes:
    """Return a feed of the records that came in or changed last, the newest first.

    `address` is the feed's own, `base` that of the collections. A corrected report is the same entry with a
    later `updated`. The feed says no time of its own: without news it is the same bytes.
    """
    newest = newest_first(leaves)
    updated = _time(newest[0].changed_at) if newest else NEVER
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">'
        f"<id>{_text(address)}</id><title>{_text(title)}</title><updated>{updated}</updated>"
        f'<author><name>{_text(title)}</name></author><link rel="self" href={quoteattr(address)}/>\n'
    )
    return (head + "".join(_entry(each, base, language) for each in newest) + "</feed>\n").encode()


def record_title(
    leaving: Leaving, language: str, names: Mapping[str, str] = MappingProxyType({})
) -> str:
    """Return a record in one line: its kind, what it is about, where; `names` are of acts, items and zones."""
    body = leaving.body
    message = f"kind-{leaving.kind}"
    kind = say(language, message) if has_message(language, message) else leaving.kind
    about = next(
        (str(body[name]) for name in ("act", "item", "type", "hazard") if body.get(name)), ""
    )
    where = next((str(body[name]) for name in ("place", "zone", "district") if body.get(name)), "")
    word = f"word-{about}".lower()
    about = say(language, word) if has_message(language, word) else names.get(about, about)
    parts = (f"{kind}: {about}" if about else kind, names.get(where, where))
    return COMMA.get(language, ", ").join(each for each in parts if each)


def _entry(leaving: Leaving, base: str, language: str) -> str:
    title = record_title(leaving, language)
    address = f"{base}/collections/{collection_id(leaving.kind)}/items/{leaving.id}"
    return (
        f"<entry><id>urn:sulh:record:{leaving.id}</id><title>{_text(title)}</title>"
        f"<published>{_time(leaving.recorded_at)}</published><updated>{_time(leaving.changed_at)}</updated>"
        f"<category term={quoteattr(leaving.kind)}/><category term={quoteattr(leaving.marking.label)}/>"
        f"<link href={quoteattr(address)}/><summary>{_text(_words(leaving.body))}</summary></entry>\n"
    )


def _words(body: dict[str, Any]) -> str:
    text = body.get("text")
    when = " / ".join(body["span"]) if isinstance(body.get("span"), (list, tuple)) else ""
    return "\n".join(each for each in (when, text if isinstance(text, str) else "") if each)


def _time(moment: datetime) -> str:
    return format_utc(moment)


def _text(value: str) -> str:
    return escape(clean_xml(value))
