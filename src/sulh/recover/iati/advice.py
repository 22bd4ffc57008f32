"""Advice of IATI's rulesets on identifiers and on types of aid: what they call a warning."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sulh.errors import plural, shown
from sulh.recover.iati.rule_parts import Found, vocabulary_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sulh.recover.iati.stream import Node

__all__ = ["aid_types", "identifier_style", "space_faults", "spaces"]

BARRED = frozenset("/&|?")
REFERENCES = (
    ("1.14.1", "reporting-org", "ref"),
    ("1.8.1", "participating-org", "ref"),
    ("1.9.1", "participating-org", "activity-id"),
    ("1.11.1", "other-identifier/owner-org", "ref"),
    ("1.10.1", "transaction/provider-org", "ref"),
    ("1.4.1", "transaction/provider-org", "provider-activity-id"),
    ("1.15.1", "transaction/receiver-org", "ref"),
    ("1.5.1", "transaction/receiver-org", "receiver-activity-id"),
    ("1.10.1", "planned-disbursement/provider-org", "ref"),
    ("1.4.1", "planned-disbursement/provider-org", "provider-activity-id"),
    ("1.15.1", "planned-disbursement/receiver-org", "ref"),
    ("1.5.1", "planned-disbursement/receiver-org", "receiver-activity-id"),
)
"""The rule, the element and the attribute of each reference to an organisation or activity."""


def identifier_style(node: Node, _today: date) -> Iterator[Found]:
    """Say where an identifier is not as the standard advises."""
    raw = node.first("iati-identifier")
    own, org = node.value("iati-identifier"), node.value("reporting-org", "ref")
    if raw is not None and raw.text != raw.text.strip():
        yield "1.3.1", "iati-identifier", "begins or ends with a space or a new line"
    if BARRED & set(own):
        yield "1.3.13", "iati-identifier", f"holds /, &, | or ?: {shown(own)}"
    earlier = [
        each.attributes.get("ref", "")
        for each in node.all("other-identifier")
        if each.attributes.get("type") == "B1"
    ]
    if (
        own
        and own != org
        and not any(own.startswith(f"{each}-") for each in filter(None, (org, *earlier)))
    ):
        yield (
            "1.1.21",
            "iati-identifier",
            f"does not begin with {shown(org)}-, the reporting organisation's own",
        )


def spaces(node: Node, _today: date) -> Iterator[Found]:
    """Say which references begin or end with a space or a new line."""
    yield from space_faults(node, REFERENCES)
    for each in node.all("other-identifier"):
        text = each.attributes.get("ref", "")
        if each.attributes.get("type") == "B1" and text != text.strip():
            yield "1.16.1", "other-identifier/@ref", "begins or ends with a space or a new line"


def space_faults(node: Node, references: tuple[tuple[str, str, str], ...]) -> Iterator[Found]:
    """Yield the references, each a rule, a path and an attribute, that begin or end with a space."""
    for number, path, attribute in references:
        for place, each in enumerate(node.all(path), start=1):
            text = each.attributes.get(attribute, "")
            if text != text.strip():
                where = f"{path}[{place}]/@{attribute}"
                yield number, where, "begins or ends with a space or a new line"


def aid_types(node: Node, _today: date) -> Iterator[Found]:
    """Say where types of aid stand twice, and where types, or sectors, lack those of the OECD DAC."""
    for number, path in (
        ("102.1.1", "sector"),
        ("107.1.1", "default-aid-type"),
        ("107.2.1", "transaction/aid-type"),
    ):
        codes = node.all(path)
        if codes and all(vocabulary_of(each) for each in codes):
            yield number, path, "has no code of the OECD DAC (vocabulary 1)"
    for number, owner, name in (
        *(("107.1.2", each, "default-aid-type") for each in (node,)),
        *(("107.2.2", each, "aid-type") for each in node.all("transaction")),
    ):
        counts = Counter(vocabulary_of(each) for each in owner.all(name))
        for each, count in counts.items():
            if count > 1:
                yield (
                    number,
                    name,
                    f"has {plural(count, 'code')} of vocabulary {shown(each) or 1}, in place of one",
                )
