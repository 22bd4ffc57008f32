"""One report that several sites took in before they exchanged records: told once.

A site takes in a sender's key once for each kind of report; with other content it is refused there as
a conflict. Sites that are apart cannot know, so that the records of all of them may hold a report twice;
and so may one site's, when a sender may not know of the report that another has entered. Copies that say
the same are told once. A correction of one copy corrects all; a retraction takes back its own copy only,
since it may be meant to leave the other. Copies that say different things are two versions: of those that are
rated, or of all where none is, the one recorded first holds, so that nobody can take a sender's key beforehand.
The other is set aside and named wherever findings are shown, until somebody corrects or retracts one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sulh.languages.speech import ENGLISH
from sulh.ledger import AMENDMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sulh.languages.speech import Speech
    from sulh.ledger import Effective, Record

__all__ = ["Version", "content_of", "sender_and_ref", "told_once"]

NOT_CONTENT = ("file", "row", "tlp", "device")

Body = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A report set aside, because another record of the same kind, sender and key says something else.

    `source` and `ref` are the sender and its key, `in_use` and `aside` the ids of the two records, and
    `in_use_site` and `aside_site` the sites that recorded them.
    """

    source: str
    ref: str
    in_use: str
    in_use_site: str
    aside: str
    aside_site: str

    def __str__(self) -> str:
        """Say it in an English sentence."""
        return self.say(ENGLISH)

    def say(self, speech: Speech) -> str:
        """Say it in a sentence of a language."""
        return speech.say(
            "version-two",
            key=f"{self.source} {self.ref}",
            used=self.in_use[:12],
            used_site=self.in_use_site,
            aside=self.aside[:12],
            aside_site=self.aside_site,
        )


def content_of(kind: str, body: Body) -> Body:
    """Return what a report says, without where it stood, and with its kind."""
    content = body.copy()
    for name in NOT_CONTENT:
        content.pop(name, None)
    content["kind"] = kind
    return content


def sender_and_ref(record: Record) -> tuple[str, str] | None:
    """Return who sent a report and that sender's key for it; None for records that are no reports."""
    source, ref = record.body.get("source"), record.body.get("ref")
    return (source, ref) if isinstance(source, str) and isinstance(ref, str) else None


def told_once(
    records: Sequence[Record], effective_records: Iterable[Effective]
) -> tuple[tuple[Effective, ...], tuple[Version, ...]]:
    """Return what holds with each report once, and the versions set aside.

    Parameters
    ----------
    records
        All records, amendments too, in order.
    found
        What holds of them, as `sulh.ledger.effective` returned it.
    """
    copies = _copies(records)
    if not copies:
        return tuple(effective_records), ()
    by_id = {record.id: record for record in records if record.id in copies}
    at = {each.id: place for place, each in enumerate(records) if each.kind in AMENDMENTS}
    by_key: dict[str, Effective] = {}
    members: dict[tuple[str, str, str], list[Effective]] = {}
    for each in effective_records:
        key = copies.get(each.id)
        by_key[each.id] = each
        if key is not None:
            members.setdefault(key, []).append(each)
    versions: list[Version] = []
    for (_, source, ref), group in members.items():
        first, *others = sorted(_corrected(group, by_id, at), key=_is_unrated)
        by_key[first.id] = first
        content = content_of(first.kind, first.body)
        for other in others:
            del by_key[other.id]
            if content_of(other.kind, other.body) == content:
                by_key[first.id] = replace(
                    by_key[first.id], also=(*by_key[first.id].also, other.id)
                )
                continue
            versions.append(
                Version(
                    source=source,
                    ref=ref,
                    in_use=first.id,
                    in_use_site=by_id[first.id].site,
                    aside=other.id,
                    aside_site=by_id[other.id].site,
                )
            )
    place = {record.id: n for n, record in enumerate(by_id.values())}
    versions.sort(key=lambda each: (place[each.in_use], place[each.aside]))
    return tuple(by_key.values()), tuple(versions)


def _copies(records: Iterable[Record]) -> dict[str, tuple[str, str, str]]:
    """Return kind, sender and key of the reports that more than one record has, by record id."""
    by_key: dict[tuple[str, str, str], list[str]] = {}
    for record in records:
        key = sender_and_ref(record)
        if key is not None:
            by_key.setdefault((record.kind, *key), []).append(record.id)
    return {each: key for key, ids in by_key.items() if len(ids) > 1 for each in ids}


def _corrected(
    group: list[Effective], by_id: dict[str, Record], at: dict[str, int]
) -> list[Effective]:
    """Return the copies with the latest correction of any copy of the same words."""
    corrected: list[Effective] = []
    for each in group:
        content = _original(by_id[each.id])
        twins = [one for one in group if one.amended_by and _original(by_id[one.id]) == content]
        latest = max(twins, key=lambda one: at[one.amended_by], default=each)
        corrected.append(
            replace(each, kind=latest.kind, body=latest.body, amended_by=latest.amended_by)
        )
    return corrected


def _is_unrated(copy: Effective) -> bool:
    rating = copy.body.get("reliability", "F"), copy.body.get("credibility", 6)
    return rating == ("F", 6)


def _original(record: Record) -> Body:
    return content_of(record.kind, record.body)
