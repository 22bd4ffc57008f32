"""The names of a pack in the languages that its ``names.LANGUAGE.toml`` files give."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sulh.mission.per_pack import once_a_pack

if TYPE_CHECKING:
    from sulh.mission.pack import Pack, PackNames
    from sulh.mission.provisions import Provision

__all__ = ["in_language", "own_names", "translated_names"]


def in_language(pack: Pack, language: str) -> Pack:
    """Return the pack with the names that it has in a language; each other one stays in its own.

    It is for what people read: nothing is judged by it. Names of actors, sites and lines stay as they are.
    """
    return _packs(pack).get(language, pack)


@once_a_pack
def _packs(pack: Pack) -> dict[str, Pack]:
    return {language: _named(pack, names) for language, names in pack.names.items()}


def _named(pack: Pack, names: PackNames) -> Pack:
    return replace(
        pack,
        title=names.title or pack.title,
        summary=names.summary or pack.summary,
        agreements={
            key: replace(each, title=names.agreement.get(key, each.title))
            for key, each in pack.agreements.items()
        },
        zones={
            key: replace(each, name=names.zone.get(key, each.name))
            for key, each in pack.zones.items()
        },
        items={
            key: replace(each, name=names.item.get(key, each.name))
            for key, each in pack.items.items()
        },
        acts={
            key: replace(each, name=names.act.get(key, each.name))
            for key, each in pack.acts.items()
        },
        provisions=tuple(_provision(each, names) for each in pack.provisions),
    )


def _provision(own: Provision, names: PackNames) -> Provision:
    words = names.provision.get(own.id, {})
    return replace(
        own,
        title=words.get("title", own.title),
        article=words.get("article", own.article),
        text=words.get("text", own.text),
    )


def own_names(pack: Pack, language: str) -> frozenset[str]:
    """Return the names and texts that are not in `language` but in the pack's own."""
    if language in pack.languages[:1]:
        return frozenset()
    return _texts(in_language(pack, language)) & _texts(pack)


def translated_names(pack: Pack, language: str) -> frozenset[str]:
    """Return the names and texts that the pack has in `language` besides its own."""
    return _texts(in_language(pack, language)) - _texts(pack)


def _texts(pack: Pack) -> frozenset[str]:
    texts = {pack.title, pack.summary}
    texts |= {each.title for each in pack.agreements.values()}
    for names in (pack.zones, pack.items, pack.acts):
        texts |= {each.name for each in names.values()}
    for each in pack.provisions:
        texts |= {each.title, each.article, each.text}
    return frozenset(texts - {""})
