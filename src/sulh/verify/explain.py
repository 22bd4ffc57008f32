"""Say in plain words why a finding is what it is."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from sulh.errors import InputError
from sulh.mission.pack import Pack
from sulh.mission.provisions import Provision
from sulh.observe.tables import Tables
from sulh.verify.findings import Findings
from sulh.verify.reasons import REASONS, SETTLES
from sulh.verify.times import moment

__all__ = ["Evidence", "Explanation", "bounds_in_words", "explain", "verdict_in_words"]

UNVERIFIED = {"to_verify": "to be checked against the document", "approximate": "an approximation"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One report behind a finding, in words. `decides` False: it only raises doubt."""

    record: str
    kind: str
    when: str
    where: str
    who: str
    what: str
    source: str
    admiralty: str
    text: str
    decides: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A finding in plain words."""

    finding: str
    title: str
    verdict: str
    sentence: str
    article: str
    words: str
    source: str
    because: tuple[str, ...]
    measured: str
    allowed: str
    waivers: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    settle: tuple[str, ...]
    unverified: tuple[str, ...]
    simulated: bool

    def as_json(self) -> dict[str, Any]:
        """Return it in types that JSON has."""
        return asdict(self)

    def as_text(self) -> str:
        """Return it as a page of text."""
        lines = [f"{self.title}  [{self.finding}]", self.sentence, ""]
        if self.simulated:
            lines.insert(0, "SIMULATED: this finding rests on exercise records only.")
        lines += [f"{self.article} ({self.source}): {self.words}", ""]
        lines += ["Because:", *(f"  - {each}" for each in self.because)]
        lines += [f"Counted: {self.measured}.  Allowed: {self.allowed}."]
        for heading, rows in (
            ("Exceptions that touch it:", self.waivers),
            ("What would settle it:", self.settle),
            ("Not verified:", self.unverified),
        ):
            if rows:
                lines += ["", heading, *(f"  - {each}" for each in rows)]
        if self.evidence:
            lines += ["", "Reports:"]
        for each in self.evidence:
            mark = "decides" if each.decides else "in doubt"
            lines.append(f"  {each.record[:12]}  {each.when}  {each.where}  [{each.admiralty}] {mark}")
            lines.append(f"      {each.who}: {each.what}. {each.text}".rstrip())
        return "\n".join(lines)


def explain(pack: Pack, tables: Tables, findings: Findings, finding_id: str) -> Explanation:
    """Explain one finding.

    Raises
    ------
    InputError
        When no finding, or more than one, has an id that begins so.
    """
    rows = findings.frame.filter(pl.col("id").str.starts_with(finding_id.lower()))
    if rows.height != 1 or not finding_id:
        problem = "No finding has" if not rows.height else f"{rows.height} findings have"
        raise InputError(
            f"{problem} an id that begins with {finding_id[:60]!r}.",
            remedy="List them with `sulh verify --all`, with the same --at, --as-of and --exercise.",
        )
    row = rows.row(0, named=True)
    provision = next(each for each in pack.provisions if each.id == row["provision"])
    waivers = {each.id: each for each in pack.provisions if each.id in row["waivers"]}
    return Explanation(
        finding=row["id"],
        title=_title(pack, provision, row),
        verdict=row["verdict"],
        sentence=verdict_in_words(row),
        article=provision.article,
        words=provision.text,
        source=pack.sources[provision.source].title,
        because=tuple(REASONS[reason] for reason in row["reasons"]),
        measured=bounds_in_words(row["low"], row["high"]),
        allowed=bounds_in_words(row["allowed_low"], row["allowed_high"]),
        waivers=tuple(_waiver(each) for each in waivers.values()),
        evidence=_evidence(tables, row["evidence"], row["possible"]),
        settle=tuple(SETTLES[reason] for reason in row["reasons"] if reason in SETTLES),
        unverified=_unverified(pack, provision, row["zone"]),
        simulated=row["simulated"],
    )


def _title(pack: Pack, provision: Provision, row: dict[str, Any]) -> str:
    zone = pack.zones[row["zone"]].name if row["zone"] else "everywhere"
    return f"{provision.title}: {pack.actors[row['party']].name}, {zone}, {row['month']}"


def verdict_in_words(row: dict[str, Any]) -> str:
    """Return a sentence on the verdict and its bounds."""
    verdict = {"met": "Met", "breached": "Breached", "undetermined": "Undetermined"}[row["verdict"]]
    counted = bounds_in_words(row["low"], row["high"])
    if row["kind"] in ("periodic", "notify-before", "within"):
        return f"{verdict}: done {counted} time(s), owed {row['allowed_low']}."
    if "act" in row["reasons"]:
        return f"{verdict}: {counted} act(s) counted, none allowed."
    allowed = bounds_in_words(row["allowed_low"], row["allowed_high"])
    return f"{verdict}: {counted} counted, {allowed} allowed."


def bounds_in_words(low: int | None, high: int | None) -> str:
    """Return bounds as words: ``12``, ``12 to 15``, ``12 or more``, ``any number``."""
    if low is None:
        return "any number"
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _waiver(provision: Provision) -> str:
    terms: Any = provision.terms
    if terms.lifts:
        what = "the provision sleeps"
    elif terms.at_most is not None:
        what = f"at most {terms.at_most:,} instead"
    else:
        what = f"{bounds_in_words(terms.adds.low, terms.adds.high)} more"
    until = f"{provision.in_force_until:%Y-%m-%d}" if provision.in_force_until else "further notice"
    grade = UNVERIFIED.get(provision.evidence)
    doubt = f" ({grade})" if grade else ""
    return (
        f"{provision.title}: {what}, {provision.in_force_from:%Y-%m-%d} until {until}{doubt}"
    )


def _unverified(pack: Pack, provision: Provision, zone: str) -> tuple[str, ...]:
    found = []
    if provision.evidence in UNVERIFIED:
        found.append(f"the provision's text is {UNVERIFIED[provision.evidence]}")
    elif provision.evidence == "secondary":
        found.append("the provision's figure was read in a secondary source")
    place = pack.zones.get(zone)  # type: ignore[call-overload]
    if place is not None and place.geometry is not None and place.evidence in UNVERIFIED:
        found.append(
            f"the drawn border of {place.name} is {UNVERIFIED[place.evidence]}, "
            f"good to {place.accuracy_m:,.0f} m"
        )
    return tuple(found)


def _evidence(
    tables: Tables, deciding: list[str], possible: list[str]
) -> tuple[Evidence, ...]:
    wanted = {record: True for record in deciding} | {
        record: False for record in possible if record not in deciding
    }
    place_of = {record: place for place, record in enumerate(tables.ids) if record in wanted}
    rows: list[Evidence] = []
    for kind, frame in (
        ("observation", tables.observations),
        ("incident", tables.incidents),
        ("inspection", tables.inspections),
        ("notification", tables.notifications),
        ("request", tables.requests),
    ):
        found = frame.filter(pl.col("index").is_in(list(place_of.values())))
        for row in found.iter_rows(named=True):
            record = tables.ids[row["index"]]
            rows.append(_one(tables, kind, row, record, decides=wanted[record]))
    rows.sort(key=lambda each: (each.when, each.record))
    return tuple(rows)


def _one(
    tables: Tables, kind: str, row: dict[str, Any], record: str, *, decides: bool
) -> Evidence:
    return Evidence(
        record=record,
        kind=kind,
        when=_when(row["start"], row["end"]),
        where=_where(row),
        who=_who(tables, kind, row),
        what=_what(kind, row),
        source=f"{row['source']} {row['ref']}",
        admiralty=f"{row['reliability']}{row['credibility']}",
        text=row["text"],
        decides=decides,
    )


def _when(start: int, end: int) -> str:
    first, last = moment(start), moment(end)
    if end - start < 60_000_000:
        return f"{first:%Y-%m-%d %H:%M} UTC"
    days = (f"{moment(start + 43_200_000_000):%Y-%m-%d}", f"{moment(end - 3_600_000_000):%Y-%m-%d}")
    if end - start < 86_400_000_000:
        return days[0] if (last - first).seconds > 80_000 else f"{first:%Y-%m-%d %H:%M} to {last:%H:%M} UTC"
    return f"{days[0]} to {days[1]}"


def _where(row: dict[str, Any]) -> str:
    name = row["place"] or row["zone"] or row["district"] or row["country"] or "place not given"
    if row["lat"] is None:
        return name
    if row["accuracy_m"] is None:
        return f"{name} (a region, not a point)"
    return f"{name} ({row['lat']:.3f} N, {row['lon']:.3f} E, within {row['accuracy_m']:,.0f} m)"


def _who(tables: Tables, kind: str, row: dict[str, Any]) -> str:
    if kind == "inspection":
        return str(row["inspector"])
    if kind != "incident":
        return str(row["actor"])
    position = tables.incidents["index"].index_of(row["index"])
    people = tables.participants.filter(pl.col("row") == position)
    sides = [
        ", ".join(people.filter(pl.col("side") == side)["name"].to_list()) for side in ("a", "b")
    ]
    return " against ".join(side for side in sides if side) or "nobody named"


def _what(kind: str, row: dict[str, Any]) -> str:
    match kind:
        case "observation":
            return f"{bounds_in_words(row['low'], row['high'])} {row['item']}"
        case "incident":
            deaths = bounds_in_words(row["deaths_low"], row["deaths_high"])
            known = row["deaths_high"] is not None or row["deaths_low"]
            return f"{row['act']}" + (f", {deaths} dead" if known else "")
        case "inspection":
            return f"{row['duty']}, {'complete' if row['complete'] else 'partial'}"
        case "notification":
            return f"notice of {row['act']}"
        case _:
            return f"request for {row['request']}"
