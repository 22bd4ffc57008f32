"""What a notice says: as a letter in the reader's language, and as JSON for programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any

from sulh.languages import RIGHT_TO_LEFT, has_message, say
from sulh.ledger import canonical
from sulh.ledger.tlp import Tlp
from sulh.report.spoken import spoken
from sulh.share.atom import record_title
from sulh.share.cot.event import clean_xml
from sulh.share.features import plain_value
from sulh.share.features.collections import feature_columns, field_title
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.mission import Pack
    from sulh.picture import Registry
    from sulh.share.gate import Leaving
    from sulh.share.notices.items import Item
    from sulh.share.notices.receivers import Receiver

__all__ = ["Letter", "Notice", "letter_of", "notice_json"]

TYPE = "sulh.notice.v1"
ITEMS_SHOWN = 200
"""So many stand in a letter one by one; of the rest it gives the number."""
NAMED = frozenset({"act", "item", "zone"})
KEYS = frozenset({"id", "recorded_at", "changed_at", "tlp", "source", "ref"})
ISOLATES = {0x2066: None, 0x2067: None, 0x2068: None, 0x2069: None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Things to tell a receiver at once; `made_at` (UTC) and `id` stay the same for each try to send it.

    Without items it is a test.
    """

    id: str
    made_at: datetime
    items: tuple[Item, ...]

    @property
    def marking(self) -> Tlp:
        """The strictest marking of what it tells."""
        return max((each.marking for each in self.items), default=Tlp.CLEAR)

    @property
    def records(self) -> tuple[Leaving, ...]:
        """The records that leave with it, each once."""
        return tuple({one.id: one for each in self.items for one in each.records}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A notice as an e-mail: one line, plain text, and the same as HTML."""

    subject: str
    text: str
    html: str


def letter_of(
    notice: Notice, receiver: Receiver, pack: Pack, kinds: Registry, *, address: str
) -> Letter:
    """Return a notice in the receiver's language, times on the mission's clock. `address` is the console's."""
    language = receiver.language
    title = say(language, "notice-subject", count=len(notice.items), mission=pack.title)
    if not notice.items:
        title = say(language, "notice-test-subject", mission=pack.title)
    subject = " ".join(f"[{notice.marking.label}] {title}".translate(ISOLATES).split())
    first = notice.items[:ITEMS_SHOWN]
    parts = [_part(each, receiver, pack, kinds) for each in first]
    foot = [
        say(language, "notice-time", zone=str(pack.timezone)),
        say(language, "notice-why", name=receiver.name, mission=pack.title),
        f"{say(language, 'notice-console')} {address}",
    ]
    if len(notice.items) > len(first):
        foot.insert(0, say(language, "notice-more", count=len(notice.items) - len(first)))
    if not notice.items:
        foot.insert(0, say(language, "notice-test"))
    lines = [notice.marking.label, ""]
    for heading, facts in parts:
        lines += [f"* {heading}", *(f"    {name}: {value}" for name, value in facts), ""]
    text = "\n".join((*lines, *foot, "", notice.marking.label, ""))
    return Letter(
        subject=clean_xml(subject),
        text=clean_xml(text if language in RIGHT_TO_LEFT else text.translate(ISOLATES)),
        html=_html(notice.marking.label, title, parts, foot, language),
    )


def _html(
    label: str,
    title: str,
    parts: Sequence[tuple[str, Sequence[tuple[str, str]]]],
    foot: Sequence[str],
    language: str,
) -> str:
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    mark = f'<p dir="ltr"><strong>{_text(label)}</strong></p>'
    body = [mark, f"<h1>{_text(title)}</h1>"]
    for heading, facts in parts:
        body.append(f"<h2>{_text(heading)}</h2>")
        if facts:
            rows = "".join(
                f'<tr><th scope="row" align="start">{_text(name)}</th><td dir="auto">{_text(value)}</td></tr>'
                for name, value in facts
            )
            body.append(f"<table>{rows}</table>")
    body += [f"<p>{_text(each)}</p>" for each in foot]
    return (
        f'<!doctype html>\n<html lang="{language}" dir="{direction}"><head><meta charset="utf-8">'
        f"<title>{_text(title)}</title></head><body>{''.join(body)}{mark}</body></html>\n"
    )


def _text(value: str) -> str:
    return escape(clean_xml(value))


def _part(
    item: Item, receiver: Receiver, pack: Pack, kinds: Registry
) -> tuple[str, list[tuple[str, str]]]:
    """Return the heading of an item and its facts, each with its name."""
    language = receiver.language
    heading = title_of(item, pack, language)
    facts = [(field_title("tlp", language), item.marking.label)]
    if receiver.titles_only:
        return heading, facts
    if item.finding is not None:
        sentence = spoken(pack, item.finding, (), language).sentence
        return heading, [*facts, (say(language, "notice-finding"), sentence)]
    for each in item.records:
        if len(item.records) > 1:
            facts.append(
                (say(language, "notice-record"), record_title(each, language, _names(pack)))
            )
        else:
            facts += _facts(each, pack, kinds, language)
    return heading, facts


def _facts(leaving: Leaving, pack: Pack, kinds: Registry, language: str) -> list[tuple[str, str]]:
    kind = kinds[leaving.kind]
    columns = feature_columns([leaving], kind, language=language)
    row = columns.frame.row(0, named=True)
    choices = {each.name for each in kind.columns if each.choices}
    names = _names(pack)
    facts = [
        (
            columns.titles[name],
            _shown(
                names.get(value, value) if name in NAMED else value,
                pack,
                language,
                is_word=name in choices,
            ),
        )
        for name, value in row.items()
        if value is not None and name not in KEYS
    ]
    if columns.lon is not None and columns.lat is not None and columns.placed[0]:
        point = f"{columns.lat[0]:.5f}, {columns.lon[0]:.5f}"
        facts.append((say(language, "places-position"), point))
    return facts


def _shown(value: Any, pack: Pack, language: str, *, is_word: bool) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(pack.timezone):%Y-%m-%d %H:%M}"
    if isinstance(value, bool):
        return say(language, "yes" if value else "no")
    word = f"word-{value}".lower()
    if is_word and has_message(language, word):
        return say(language, word)
    return str(plain_value(value))


def title_of(item: Item, pack: Pack, language: str) -> str:
    """Return an item in one line."""
    if item.topic == "verdicts" and item.finding is not None:
        finding = item.finding
        names = {
            "article": finding.article,
            "agreement": pack.agreements[finding.agreement].title,
            "party": _party(finding.party, pack),
            "now": say(language, finding.verdict),
        }
        if item.before:
            return say(language, "notice-verdict", before=say(language, item.before), **names)
        return say(language, "notice-verdict-first", **names)
    if item.topic == "overdue" and item.task is not None:
        name = "notice-not-back" if item.value == "not-back" else "notice-not-started"
        local = item.at.astimezone(pack.timezone)
        return say(
            language,
            name,
            task=item.task.ref,
            unit=item.task.task.unit,
            time=f"{local:%Y-%m-%d %H:%M}",
        )
    if item.rule is not None:
        name = "notice-alert-late" if item.value == "escalated" else "notice-alert"
        watches = f"kind-{item.rule.watches}"
        return say(
            language,
            name,
            count=len(item.records),
            minutes=int(item.rule.within.total_seconds() // 60),
            kind=say(language, watches) if has_message(language, watches) else item.rule.watches,
        )
    return record_title(item.records[0], language, _names(pack))


def _names(pack: Pack) -> dict[str, str]:
    """Return the names of the pack's acts, items and zones by their ids."""
    places = (pack.acts, pack.items, pack.zones)
    return {str(each.id): each.name for group in places for each in group.values()}


def _party(party: str, pack: Pack) -> str:
    return next((each.name for each in pack.actors.values() if each.id == party), party)


def notice_json(notice: Notice, receiver: Receiver, pack: Pack) -> bytes:
    """Return a notice for a program: JSON in canonical form (RFC 8785), the same bytes at each try."""
    content = {
        "type": TYPE if notice.items else "sulh.test.v1",
        "timestamp": format_utc(notice.made_at),
        "data": {
            "id": notice.id,
            "mission": pack.title,
            "receiver": receiver.name,
            "tlp": notice.marking.label,
            "items": [_item_json(each, receiver, pack) for each in notice.items],
        },
    }
    return canonical(content)


def _item_json(item: Item, receiver: Receiver, pack: Pack) -> dict[str, Any]:
    content: dict[str, Any] = {
        "topic": item.topic,
        "title": title_of(item, pack, receiver.language).translate(ISOLATES),
        "state": _state(item),
        "tlp": item.marking.label,
    }
    if item.topic == "verdicts" and item.finding is not None:
        each = item.finding
        content |= {
            "finding": each.id,
            "provision": each.provision,
            "party": each.party,
            "zone": each.zone,
            "month": each.month,
            "before": item.before,
        }
        if not receiver.titles_only:
            sentence = spoken(pack, each, (), receiver.language).sentence
            content["sentence"] = sentence.translate(ISOLATES)
    else:
        content["at"] = format_utc(item.at)
        content["records"] = [_record_json(each, receiver) for each in item.records]
    return content


def _state(item: Item) -> str:
    """Return the state of an item in a word; that of a record is when it changed last, which it says itself."""
    if item.topic != "records":
        return item.value
    return "new" if item.at == item.records[0].recorded_at else "corrected"


def _record_json(leaving: Leaving, receiver: Receiver) -> dict[str, Any]:
    head = {
        "id": leaving.id,
        "kind": leaving.kind,
        "tlp": leaving.marking.label,
        "recorded_at": format_utc(leaving.recorded_at),
        "changed_at": format_utc(leaving.changed_at),
    }
    return head if receiver.titles_only else head | {"body": leaving.body}
