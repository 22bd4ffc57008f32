"""Whether a release seems older than one that came in before: it would change everything back."""

from __future__ import annotations

import re
from hashlib import file_digest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sulh.ledger import Record

__all__ = ["newer_release", "release_number"]

VERSION = re.compile(r"(?<![0-9])v?([0-9]{2})[._]([0-9])(?:[._]([0-9]{1,2}))?(?![0-9])")
SHORT_VERSION = re.compile(r"(?<=ged)([0-9]{2})([0-9])(?![0-9])")
DAY = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[-_]?([0-9]{2})[-_]?([0-9]{2})(?![0-9])")


def release_number(name: str) -> tuple[str, tuple[int, ...]]:
    """Return the name of a file without the one version or day in it, and that as numbers; none: ().

    >>> release_number("GEDEvent_v24_0_9.csv")
    ('gedevent_.csv', (24, 0, 9))
    >>> release_number("ged231_central_african_republic.csv")
    ('ged_central_african_republic.csv', (23, 1))
    """
    plain = name.casefold().removesuffix(".gz")
    for pattern in (DAY, SHORT_VERSION, VERSION):
        marks = list(pattern.finditer(plain))
        if len(marks) == 1:
            rest = plain[: marks[0].start()] + plain[marks[0].end() :]
            return rest, tuple(int(each) for each in marks[0].groups() if each)
    return plain, ()


def newer_release(
    path: Path, format_name: str, records: Iterable[Record], *, simulated: bool
) -> str:
    """Return the name of the file that came in later than this one or is of a later version; or nothing.

    The ledger names each file that came in, with its digest. This very file may have come in before
    another of its format; or its name may have a lower version, or an earlier day, than another of the
    same name otherwise.
    """
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    stem, number = release_number(path.name)
    later = ""
    is_known = False
    for record in records:
        body = record.body
        if record.kind != "import" or record.simulated != simulated or not isinstance(body, dict):
            continue
        if body.get("format") != format_name:
            continue
        name = str(body.get("name", ""))
        if body.get("digest") == digest:
            is_known, later = True, ""
            continue
        other_stem, other_number = release_number(name)
        if is_known or (number and other_stem == stem and other_number > number):
            later = name
    return later
