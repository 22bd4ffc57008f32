"""A flight's files out of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import InputError
from sulh.exercise import read_flight

if TYPE_CHECKING:
    from pathlib import Path

    from sulh.errors import Problem
    from sulh.exercise import FlightCase

__all__ = ["read_flight_folder"]


def read_flight_folder(folder: Path) -> tuple[FlightCase, list[Problem]]:
    """Read a case from a folder in the layout of FabFlee's; see `exercise.read_flight`.

    Raises
    ------
    InputError
        When there is no such folder, a file cannot be read, or the case is not whole.
    """
    texts: dict[str, str] = {}
    for part in ("input_csv", "source_data"):
        for path in sorted((folder / part).glob("*.csv")):
            name = f"{part}/{path.name}"
            try:
                texts[name] = path.read_bytes().removeprefix(b"\xef\xbb\xbf").decode("utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise InputError(
                    f"{path} cannot be read: {error}.", remedy="Save it as CSV in UTF-8."
                ) from error
    return read_flight(folder.name, texts)
