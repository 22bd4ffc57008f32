"""Files of IATI on disk: read in pieces, unpacked while they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import InputError
from sulh.recover import Activity, IatiAccount, read_activities
from sulh.tables.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

__all__ = ["read_iati"]


def read_iati(path: Path, account: IatiAccount, *, today: date) -> Iterator[Activity]:
    """Yield the activities of a file (.xml, .xml.gz), as `sulh.recover.read_activities` does.

    Raises
    ------
    InputError
        When the file cannot be read, or is no IATI 2.03.
    """
    try:
        yield from read_activities(
            Source(path.name, path).pieces(), path.name, account, today=today
        )
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}.") from error
