"""How packs look on a terminal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from sulh.mission import Pack

__all__ = ["show_pack", "show_packs"]


def show_packs(out: Console, packs: Iterable[Pack]) -> None:
    """Print a row for each pack."""
    table = Table("pack", "version", "title", "agreements", "provisions", "zones", box=None)
    for each in packs:
        table.add_row(
            each.id,
            each.version,
            each.title + (" (fictional)" if each.fictional else ""),
            str(len(each.agreements)),
            str(len(each.provisions)),
            str(len(each.zones)),
        )
    out.print(table)


def show_pack(out: Console, pack: Pack) -> None:
    """Print the agreements, the provisions and the words of a pack."""
    about = f"  ({pack.id} {pack.version}, {pack.digest[:12]})"
    out.print(Text.assemble((pack.title, "bold"), about))
    out.print(pack.summary)
    grades = Counter(each.evidence for each in pack.provisions)
    out.print(
        "Evidence of the provisions: "
        + ", ".join(f"{count} {grade.replace('_', ' ')}" for grade, count in grades.most_common())
    )
    for agreement in pack.agreements.values():
        table = Table(
            "provision",
            "kind",
            "article",
            "says",
            "parties",
            "zones",
            "evidence",
            title=agreement.title,
            title_justify="left",
            box=None,
            padding=(0, 1, 0, 0),
        )
        for each in pack.provisions:
            if each.agreement == agreement.id:
                table.add_row(
                    each.id,
                    each.kind,
                    each.article,
                    each.title,
                    " ".join(each.parties),
                    " ".join(each.zones) or "everywhere",
                    each.evidence.replace("_", " "),
                )
        out.print()
        out.print(table)
    for title, words in (("Acts", pack.acts), ("Items", pack.items)):
        table = Table("word", "name", title=title, title_justify="left", box=None)
        for word in words.values():
            table.add_row(word.id, word.name)
        out.print()
        out.print(table)
