"""Projects of the ledger as activities of IATI 2.03, in the order that the standard asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC
from types import MappingProxyType
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from sulh.errors import InputError, shown
from sulh.recover.iati.stream import VERSION
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime, tzinfo

    from sulh.recover.rebuild_records import Payment, Project
    from sulh.values import Place

__all__ = ["Publisher", "write_activities"]

SECTORS: Mapping[str, str] = {
    "education": "11120",
    "health": "12230",
    "water": "14030",
    "power": "23630",
    "transport": "21020",
    "housing": "16040",
    "justice": "15130",
    "livelihoods": "16020",
    "administration": "15110",
    "other": "43010",
}
"""Purpose codes of the OECD DAC for the service that a project gives [GK]."""
TRANSACTIONS = {"received": "1", "committed": "2", "paid": "4"}
"""Incoming funds, outgoing commitment, expenditure."""
PIPELINE, IMPLEMENTATION, CANCELLED = "1", "2", "5"
FUNDING, ACCOUNTABLE, IMPLEMENTING = "1", "2", "4"
YEAR_DAYS = 366
BARRED = str.maketrans(dict.fromkeys("/&|? ", "-"))
COUNTRY = re.compile("[A-Z]{2}")
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold; U+FFFD stands for each."""
SYSTEM = "http://www.opengis.net/def/crs/EPSG/0/4326"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who publishes: its IATI identifier, name, type (IATI's code, such as 40: multilateral), and the country.

    `country` has two letters (ISO 3166); `language` is that of the texts (ISO 639-1).
    """

    ref: str
    name: str
    type: str
    country: str
    language: str = "en"


class _Lines:
    """Gathers elements, indented."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._open: list[str] = []

    def start(self, name: str, **attributes: str) -> None:
        self.lines.append(f"{'  ' * len(self._open)}<{name}{_marks(attributes)}>")
        self._open.append(name)

    def end(self) -> None:
        name = self._open.pop()
        self.lines.append(f"{'  ' * len(self._open)}</{name}>")

    def leaf(self, name: str, text: str = "", **attributes: str) -> None:
        body = f">{escape(_plain(text))}</{name}>" if text else "/>"
        self.lines.append(f"{'  ' * len(self._open)}<{name}{_marks(attributes)}{body}")

    def words(self, name: str, text: str, **attributes: str) -> None:
        self.start(name, **attributes)
        self.leaf("narrative", text)
        self.end()


def _marks(attributes: Mapping[str, str]) -> str:
    names = {"xml_lang": "xml:lang"}
    return "".join(
        f" {names.get(name, name.replace('_', '-'))}={quoteattr(_plain(text))}"
        for name, text in attributes.items()
    )


def _plain(text: str) -> str:
    return NO_XML.sub("\ufffd", text)


def write_activities(
    projects: Sequence[Project],
    payments: Iterable[Payment],
    publisher: Publisher,
    *,
    at: datetime,
    stages: Mapping[str, str] = MappingProxyType({}),
    timezone: tzinfo = UTC,
) -> str:
    """Return projects as a file of IATI 2.03, as they stand at a moment (UTC).

    `stages` are what decisions made of projects, by their numbers (`project_stages`).
    Days are those of the `timezone`: a plan from 1 January begins the evening before in UTC, east of Greenwich.
    A budget for more than a year is written as a planned disbursement: the standard has no longer budgets.
    People whom a project reaches are not written.

    Raises
    ------
    InputError
        When two projects would get one identifier, or the country has not two letters.
    """
    if not COUNTRY.fullmatch(publisher.country):
        raise InputError(
            f"{shown(publisher.country)!r} is no country of two letters.",
            remedy="Give the letters of ISO 3166, such as CF.",
        )
    names: dict[str, str] = {}
    money: dict[str, list[Payment]] = {}
    for each in payments:
        if each.span.start < at:
            money.setdefault(each.project, []).append(each)
    out = _Lines()
    out.start("iati-activities", version=VERSION, generated_datetime=format_utc(at))
    for project in sorted(projects, key=lambda each: each.origin.ref):
        number = project.origin.ref.translate(BARRED)
        if number in names:
            raise InputError(
                f"The projects {names[number]} and {project.origin.ref} would have one identifier in IATI.",
                remedy="Number them so that they differ in more than spaces, /, &, | and ?.",
            )
        names[number] = project.origin.ref
        _activity(
            out,
            project,
            money.get(project.origin.ref, []),
            publisher,
            f"{publisher.ref}-{number}",
            at,
            stage=stages.get(project.origin.ref, project.stage),
            timezone=timezone,
        )
    out.end()
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(out.lines) + "\n"


def _activity(
    out: _Lines,
    project: Project,
    payments: Sequence[Payment],
    publisher: Publisher,
    identifier: str,
    at: datetime,
    *,
    stage: str,
    timezone: tzinfo,
) -> None:
    span = project.span
    first, last = _day(span.start, timezone), _day(span.end, timezone)
    begin, end = first.isoformat(), last.isoformat()
    is_planned = stage != "agreed" or span.start > at
    status = PIPELINE if is_planned else IMPLEMENTATION
    out.start(
        "iati-activity",
        last_updated_datetime=format_utc(at),
        xml_lang=publisher.language,
        default_currency=project.currency,
    )
    out.leaf("iati-identifier", identifier)
    out.words("reporting-org", publisher.name, ref=publisher.ref, type=publisher.type)
    out.words("title", project.title)
    out.words("description", f"{project.title} ({project.scale}, {project.service})", type="1")
    for name, role in (
        (project.funder, FUNDING),
        (publisher.name, ACCOUNTABLE),
        (project.contractor, IMPLEMENTING),
    ):
        if name:
            out.words("participating-org", name, role=role)
    out.leaf("activity-status", code=CANCELLED if stage == "refused" else status)
    out.leaf("activity-date", iso_date=begin, type="1")
    out.leaf("activity-date", iso_date=end, type="3")
    out.leaf("recipient-country", code=publisher.country)
    _location(out, project.place)
    out.leaf("sector", vocabulary="1", code=SECTORS[project.service])
    is_short = (last - first).days <= YEAR_DAYS
    if is_short:
        out.start("budget", type="1", status="1" if is_planned else "2")
    else:
        out.start("planned-disbursement", type="1")
    out.leaf("period-start", iso_date=begin)
    out.leaf("period-end", iso_date=end)
    out.leaf("value", f"{project.budget:f}", value_date=begin)
    out.end()
    for each in sorted(payments, key=lambda each: (each.span.start, each.origin.ref)):
        _transaction(out, each, timezone)
    out.end()


def _location(out: _Lines, place: Place) -> None:
    out.start("location")
    own = "" if place.district.casefold() == place.name.casefold() else place.district
    out.words("name", ", ".join(filter(None, (place.name, own))))
    if place.lon is not None and place.lat is not None:
        out.start("point", srsName=SYSTEM)
        out.leaf("pos", f"{place.lat:.6f} {place.lon:.6f}")
        out.end()
    out.end()


def _transaction(out: _Lines, payment: Payment, timezone: tzinfo) -> None:
    day = _day(payment.span.start, timezone).isoformat()
    out.start("transaction", ref=payment.origin.ref)
    out.leaf("transaction-type", code=TRANSACTIONS[payment.money])
    out.leaf("transaction-date", iso_date=day)
    out.leaf("value", f"{payment.amount:f}", currency=payment.currency, value_date=day)
    side = "provider-org" if payment.money == "received" else "receiver-org"
    out.words(side, payment.organisation)
    out.end()


def _day(moment: datetime, timezone: tzinfo) -> date:
    return moment.astimezone(timezone).date()
