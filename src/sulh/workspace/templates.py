"""Empty forms of the kinds of record: a table's header, or an XLSForm for telephones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from sulh.errors import InputError, shown
from sulh.picture.forms import xlsform
from sulh.report import frames_xlsx
from sulh.workspace.folder import SETTINGS, open_workspace
from sulh.workspace.record_kinds import RECORD_KINDS
from sulh.workspace.vocabularies import form_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sulh.picture import Kind

__all__ = ["form_header", "form_workbook", "template_writers"]


def template_writers(name: str, folder: Path) -> dict[str, Callable[[], str | bytes]]:
    """Return what writes the empty form of a kind, by the ending: a table (CSV) or an XLSForm (XLSX)."""
    return {".csv": lambda: form_header(name), ".xlsx": lambda: form_workbook(name, folder)}


def form_header(name: str) -> str:
    """Return the first line of a table for a kind of record.

    Raises
    ------
    InputError
        When there is no such kind.
    """
    return ",".join(("kind", *(column.name for column in _kind(name).columns))) + "\n"


def form_workbook(name: str, folder: Path) -> bytes:
    """Return an XLSForm for a kind of record; in a mission's folder it offers the words of its pack.

    Raises
    ------
    InputError
        When there is no such kind.
    """
    kind, words = _kind(name), {}
    if (folder / SETTINGS).is_file():
        pack = open_workspace(folder).pack
        words = form_words(pack)
    return frames_xlsx(
        {
            sheet: pl.DataFrame(rows, infer_schema_length=None)
            for sheet, rows in xlsform(kind, words).items()
        }
    )


def _kind(name: str) -> Kind:
    if name not in RECORD_KINDS:
        raise InputError(
            f"There is no record kind {shown(name)!r}.",
            remedy=f"Kinds: {', '.join(RECORD_KINDS.names)}.",
        )
    return RECORD_KINDS[name]
