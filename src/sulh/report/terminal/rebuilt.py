"""What is said of a chain that was written anew from its good records."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from sulh.errors import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sulh.ledger import RebuiltChain

__all__ = ["rebuilt_lines"]

LINES_MAX = 100


def rebuilt_lines(chain: RebuiltChain) -> Iterator[tuple[str, str | None]]:
    """Yield lines, each with its colour: how many records hold, which were lost, and what to do."""
    yield f"Site {chain.site}: {plural(chain.records, 'record')} in the new ledger.", None
    if chain.repaired:
        yield f"  {len(chain.repaired):,} of them stood in damaged rows, written anew.", None
    for record in islice(chain.lost, LINES_MAX):
        place = f"record {record.seq}" if record.seq >= 0 else "all records"
        name = f" ({record.id[:12]})" if record.id else ""
        yield f"  lost: {place}{name}: {record.reason}", "red"
    if len(chain.lost) > LINES_MAX:
        yield f"  … and {len(chain.lost) - LINES_MAX:,} more; --json lists all.", None
    if chain.in_bundle or chain.loose:
        later = (
            f"{plural(chain.in_bundle + chain.loose, 'later record is', 'later records are')} "
            "good but cannot continue the chain"
        )
        yield f"  {later}: {', '.join(chain.files)}", None
    if chain.lost:
        yield (
            (
                "  Fetch the lost records from a site that holds them (sulh sync); nothing can be added "
                "before. See docs/reference/ledger-format.md, Rebuilding."
            ),
            None,
        )
