"""The same report as PDF, typeset by Typst (the extra `pdf`)."""

from __future__ import annotations

import importlib
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from sulh.errors import MissingExtraError
from sulh.report.matrix_svg import draw_matrices

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.report.model import Card, Report

__all__ = ["to_pdf", "to_typst"]

TEXT_MAX = 300
EVIDENCE_MAX = 30


def to_pdf(report: Report) -> bytes:
    """Return the report as PDF.

    Raises
    ------
    MissingExtraError
        When the extra `pdf` is not installed.
    """
    if find_spec("typst") is None:
        raise MissingExtraError(work="A report in PDF", extra="pdf")
    typst = importlib.import_module("typst")
    source, figures = to_typst(report)
    files = {"main.typ": source.encode()} | {name: svg.encode() for name, svg in figures.items()}
    made: bytes = typst.compile(files, format="pdf", font_paths=_font_folders())
    return made


def _font_folders() -> list[str]:
    """Return where the Arabic font lies, if it is installed."""
    spec = find_spec("fontpkg_noto_sans_arabic")
    if spec is None or spec.origin is None:
        return []
    return [str(Path(spec.origin).parent / "files")]


def to_typst(report: Report) -> tuple[str, dict[str, str]]:
    """Return the Typst source, and the figures by the names it gives them."""
    facts = report.facts
    figures = {
        name: svg
        for name, svg in (
            ("parties.svg", report.parties_svg),
            ("map.svg", report.map_svg),
            ("timeline.svg", report.timeline_svg),
        )
        if svg
    }
    matrices = draw_matrices(report.matrices, mark=facts.simulated)
    figures |= {f"matrix{n}.svg": svg for n, (_, svg) in enumerate(matrices)}
    sim = "SIMULATED — EXERCISE   " if facts.simulated else ""
    parts = [
        _settings(sim + report.title, f"TLP:{facts.tlp}", simulated=facts.simulated),
        f"#text(size: 20pt, weight: 700)[{_s(sim + report.title)}]\n\n{_s(report.summary)}\n",
        _facts(report),
        _heading("Key judgements"),
        *(f"- {_s(each)}" for each in report.judgements),
        _figure("parties.svg", figures),
    ]
    if report.settle:
        parts += [
            "*What to do next*\n",
            _table(
                ("What", "Where", "Findings"),
                ((each.what, each.where, str(each.findings)) for each in report.settle),
                "(1fr, 1fr, auto)",
            ),
        ]
    parts += [_heading("Map"), _figure("map.svg", figures)] if report.map_svg else []
    parts += [
        _heading("Compliance matrix"),
        _s(
            "B breached, U undetermined, M met, a dot: nobody is known to have looked, blank: not in force."
        ),
    ]
    parts += [
        f'#block(breakable: false)[*{_s(title)}*\n\n#image("matrix{n}.svg", width: 100%)]'
        for n, (title, _) in enumerate(matrices)
    ]
    parts += [_heading("Timeline"), _figure("timeline.svg", figures)]
    parts += _history(report) + _tally(report) + _strangers(report)
    for title, cards in (
        ("Findings: breached", report.breached),
        ("Findings: undetermined", report.undetermined),
        ("Findings: met", report.met),
    ):
        parts += [_heading(title), *(_card(each) for each in cards)]
        parts += [] if cards else ["None."]
    parts += _annex(report)
    return "\n\n".join(part for part in parts if part), figures


def _s(text: object) -> str:
    """Return text as a Typst string in code: nothing in it is markup."""
    clean = "".join(c if c.isprintable() else " " for c in str(text))
    if len(clean) > TEXT_MAX * 4:
        clean = clean[: TEXT_MAX * 4] + "… (shortened)"
    escaped = clean.replace("\\", "\\\\").replace('"', '\\"')
    return f'#"{escaped}"'


def _settings(title: str, tlp: str, *, simulated: bool) -> str:
    mark = (
        ', background: rotate(-35deg, text(80pt, fill: rgb("#8e2a8e22"), weight: 700)[SIMULATED])'
        if simulated
        else ""
    )
    return (
        f"#set document(title: {_s(title)[1:]})\n"
        f'#set page(paper: "a4", margin: (x: 16mm, top: 20mm, bottom: 18mm){mark},\n'
        f"  header: text(8pt, fill: luma(90))[{_s(title)} #h(1fr) {_s(tlp)}],\n"
        "  footer: context text(8pt, fill: luma(90))[Sulh #h(1fr) page #counter(page).display() of "
        "#counter(page).final().first()])\n"
        '#set text(font: ("Libertinus Serif", "Noto Sans Arabic"), size: 9.5pt, lang: "en")\n'
        "#set par(justify: false, leading: 0.55em)\n"
        "#set table(stroke: 0.4pt + luma(200), inset: 4pt)\n"
        "#show table.cell: set text(size: 8pt)\n"
        "#show heading: set block(above: 16pt, below: 8pt)"
    )


def _heading(text: str) -> str:
    return f"#heading(level: 1)[{_s(text)}]"


def _figure(name: str, figures: dict[str, str]) -> str:
    if name not in figures:
        return ""
    size = 'height: 205mm, width: 100%, fit: "contain"' if name == "map.svg" else "width: 100%"
    return f'#align(center, image("{name}", {size}))'


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], columns: str) -> str:
    cells = "".join(f"[*{_s(each)}*], " for each in head)
    body = "\n".join("  " + "".join(f"[{_s(each)}], " for each in row) for row in rows)
    return f"#table(columns: {columns}, table.header({cells}),\n{body})"


def _facts(report: Report) -> str:
    facts = report.facts
    as_of = f"{facts.as_of:%Y-%m-%d %H:%M} UTC" if facts.as_of else "everything recorded"
    rows = (
        ("Months judged", f"{report.period}, conduct up to {facts.at:%Y-%m-%d %H:%M} UTC"),
        ("Known as of", as_of),
        ("Pack", report.pack),
        ("Ledger", f"site {facts.site}, {facts.ledger_size:,} records, head {facts.ledger_root}"),
        ("Made", f"{facts.made:%Y-%m-%d %H:%M} UTC"),
        *(("Unverified", each) for each in report.unverified),
    )
    return _table(("", ""), rows, "(auto, 1fr)").replace('table.header([*#""*], [*#""*], ),\n', "")


def _history(report: Report) -> list[str]:
    rows = (
        (date, text + (" (unverified)" if grade in ("to_verify", "approximate") else ""), source)
        for date, text, source, grade in report.history
    )
    return [_table(("Date", "What", "Source"), rows, "(auto, 2fr, 1fr)")] if report.history else []


def _tally(report: Report) -> list[str]:
    if not report.tally:
        return []
    rows = (
        (
            r.provision,
            r.party,
            r.district,
            f"{r.before_certain} + {r.before_possible}",
            f"{r.after_certain} + {r.after_possible}",
            r.deaths,
        )
        for r in report.tally
    )
    head = ("Provision", "Party", "District", "Before: certain + possible", "After", "Deaths")
    return [
        _heading("By party and district, before and after"),
        _table(head, rows, "(1.4fr, auto, 1fr, auto, auto, auto)"),
    ]


def _strangers(report: Report) -> list[str]:
    if not report.strangers:
        return []
    rows = (
        (s.name, s.known_as, str(s.before), str(s.after), str(s.deaths_best))
        for s in report.strangers
    )
    head = ("Name as reported", "In the pack", "Acts before", "After", "Deaths (best)")
    return [
        _heading("Actors that are no party"),
        _table(head, rows, "(1fr, auto, auto, auto, auto)"),
    ]


def _card(card: Card) -> str:
    colour = {"breached": "#d55e00", "undetermined": "#e69f00", "met": "#0072b2"}[card.verdict]
    lines = [
        f'*{_s(card.title)}* #h(1fr) #text(fill: rgb("{colour}"), weight: 700)[{_s(card.verdict)}]',
        f"*{_s(card.months)}.* {_s(card.sentence)} #text(7.5pt, fill: luma(100))[{_s(', '.join(card.ids[:3]))}]",
        f"{_s('Because ' + '; '.join(card.because))}",
    ]
    if card.verdict != "met":
        lines.insert(2, f"#emph[{_s(f'{card.article}: {card.words} ({card.source})')}]")
    if card.waivers:
        lines.append(_s("Exceptions that touch it: " + "; ".join(card.waivers)))
    if card.settle:
        lines.append(_s("What would settle it: " + "; ".join(card.settle)))
    if card.unverified:
        lines.append(
            f"#text(8pt, fill: luma(90))[{_s('Not verified: ' + ' '.join(card.unverified))}]"
        )
    body = " \\\n".join(lines)
    shown = f'#block(width: 100%, inset: (left: 8pt, y: 3pt), stroke: (left: 3pt + rgb("{colour}")))[{body}]'
    if card.verdict == "met" or not card.evidence:
        return shown
    rows = (
        (
            e.when,
            e.where,
            e.who,
            e.what + ("" if e.decides else " (in doubt)"),
            f"{e.admiralty} {e.record[:12]}",
        )
        for e in card.evidence[:EVIDENCE_MAX]
    )
    table = _table(
        ("When", "Where", "Who", "What", "Mark, record"), rows, "(auto, 1.3fr, 1fr, 1.2fr, auto)"
    )
    more = len(card.evidence) - EVIDENCE_MAX
    return (
        shown
        + "\n"
        + table
        + (f"\n{_s(f'and {more} more reports, in the HTML report')}" if more > 0 else "")
    )


def _annex(report: Report) -> list[str]:
    rows = ((s.id, s.title, s.date, f"{s.reference} {s.note}".strip()) for s in report.sources)
    return [
        _heading("Annex: how to read this, and sources"),
        _s(
            "A finding is breached only when no doubt is left: place, time, actor, source, count and exceptions "
            "have all been read in the party's favour. It is met when a complete count, or somebody who watched all "
            "of the time, says so. Everything else is undetermined, with what would settle it. Silence is no evidence "
            "unless somebody declared that they were looking. " + report.evidence_rule
        ),
        _table(("Id", "Document", "Date", "Where, and remarks"), rows, "(auto, 1.3fr, auto, 1fr)"),
        *(_s(each) for each in report.credits),
    ]
