"""Typeset a document by Typst (the extra `pdf`): the one place where a PDF is made.

Content goes to Typst as JSON beside a template, so that no word of it is ever read as markup.
"""

from __future__ import annotations

import importlib
import json
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sulh.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MONO", "SERIF", "document_files", "font_folder", "fonts", "typeset"]

FONT = "fontpkg_noto_sans_arabic"
"""Noto Sans Arabic, which has the Latin letters of Noto Sans too, in all weights."""

SERIF = "Libertinus Serif"
MONO = "DejaVu Sans Mono"


def typeset(document: Mapping[str, bytes], *, work: str, timestamp: int = 0) -> bytes:
    """Return a document's PDF: the same bytes for the same files, fonts and version of Typst.

    `document` holds the files by name, ``main.typ`` among them; `work` names it where the extra is
    missing; `timestamp` is written into the PDF, in seconds since 1970.

    Raises
    ------
    MissingExtraError
        When the extra `pdf` is not installed.
    """
    if find_spec("typst") is None:
        raise MissingExtraError(work=work, extra="pdf")
    typst = importlib.import_module("typst")
    folder = font_folder()
    made: bytes = typst.compile(
        dict(document),
        format="pdf",
        font_paths=[folder] if folder else [],
        ignore_system_fonts=True,
        timestamp=timestamp,
    )
    return made


def document_files(
    template: str, content: Mapping[str, Any], figures: Mapping[str, str]
) -> dict[str, bytes]:
    """Return the files of a document: a template of ``templates/``, its content, its drawings.

    The template finds the content in ``content.json`` with the fonts beside it; `figures` are SVG
    by the names that the content uses.
    """
    known = {"fonts": [*fonts(), SERIF], "mono": MONO}
    return {
        "main.typ": _template(template).encode(),
        "content.json": json.dumps(
            {**content, **known}, ensure_ascii=False, sort_keys=True
        ).encode(),
        **{name: svg.encode() for name, svg in figures.items()},
    }


def fonts() -> list[str]:
    """Return the sans-serif fonts that are installed."""
    return ["Noto Sans Arabic"] if font_folder() else []


def font_folder() -> str:
    """Return where the sans-serif font lies; empty if it is not installed."""
    spec = find_spec(FONT)
    return str(Path(spec.origin).parent / "files") if spec and spec.origin else ""


@cache
def _template(name: str) -> str:
    return files("sulh.report").joinpath("templates", name).read_text("utf-8")
