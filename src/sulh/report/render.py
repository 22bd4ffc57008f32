"""The one renderer: typed content through one template to HTML, or through Typst to PDF.

All words are escaped in HTML and are data in Typst, so that none is ever read as markup. A page may
load nothing: its one style sheet and its script are allowed by their digests only.
"""

from __future__ import annotations

import base64
import ctypes
import hashlib
import importlib
import json
import sys
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache, partial
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from sulh.errors import MissingExtraError
from sulh.languages.speech import ENGLISH
from sulh.report.months import years
from sulh.report.text import first_part, numbered, readable, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sulh.languages.speech import Speech
    from sulh.report.model import Figure

__all__ = ["plain", "render_html", "render_pdf", "typst_files"]

FONT = "fontpkg_noto_sans_arabic"
"""Noto Sans Arabic, which has the Latin letters of Noto Sans too, in all weights."""

SERIF = "Libertinus Serif"
MONO = "DejaVu Sans Mono"


def render_html(
    template: str, *, script: str = "", speech: Speech = ENGLISH, **content: Any
) -> str:
    """Return a page that needs nothing else.

    `template` and `script` are files of ``templates/``; `content` is what the template names, and
    `speech` what its ``say``, ``number``, ``moment`` and ``semicolon`` say.
    """
    style, code = _file("style.css"), _file(script) if script else ""
    policy = f"default-src 'none'; style-src 'sha256-{_digest(style)}'"
    policy += f"; script-src 'sha256-{_digest(code)}'" if code else ""
    return (
        _environment()
        .get_template(template)
        .render(
            policy=f"{policy}; base-uri 'none'; form-action 'none'",
            style=Markup(style),  # noqa: S704 -- our own file
            script=Markup(code),  # noqa: S704 -- our own file
            say=_saying(speech),
            number=speech.number,
            moment=speech.moment,
            semicolon=speech.semicolon,
            shorten=partial(shorten, speech=speech),
            first_part=partial(first_part, speech=speech),
            comma=speech.between,
            turn=Markup("" if speech.direction == "ltr" else "\u2066"),  # noqa: S704 -- a mark
            back=Markup("" if speech.direction == "ltr" else "\u2069"),  # noqa: S704 -- a mark
            **content,
        )
    )


def _saying(speech: Speech) -> Callable[..., Markup]:
    """Return a function that says a message in a page; its values may hold tags of the template."""

    def say(name: str, /, **values: Any) -> Markup:
        slots = {
            key: each if isinstance(each, int) else f"\ue000{key}\ue001"
            for key, each in values.items()
        }
        text = str(escape(speech.say(name, **slots)))
        for key, each in values.items():
            if not isinstance(each, int):
                own = each if isinstance(each, Markup) else readable(str(each))
                text = text.replace(f"\ue000{key}\ue001", str(escape(own)))
        return Markup(text)  # noqa: S704 -- every part of it is escaped

    return say


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(_file),
        finalize=_without_controls,
    )
    environment.globals |= {
        "runs": numbered,
        "years": years,
    }
    return environment


def _without_controls(value: Any) -> Any:
    """Take what no page may hold out of every text that is written into it."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return readable(value)
    return value


@cache
def _file(name: str) -> str:
    return files("sulh.report").joinpath("templates", name).read_text("utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


COMPILATIONS_KEPT = 10
"""Typst keeps what it worked out for the last ten documents, 30 to 65 MB for a mission's report, in case that
the same one comes again. So many empty documents, 3 ms each, take their places: a server would keep 600 MB for
good."""


def render_pdf(
    template: str,
    content: Mapping[str, Any],
    figures: Iterable[Figure],
    *,
    work: str,
    timestamp: int = 0,
) -> bytes:
    """Return a PDF: the same bytes for the same content, fonts and version of Typst.

    `template` is a file of ``templates/``; `content` has types that JSON has. `work` names the
    document where the extra is missing; `timestamp`, in seconds since 1970, is written into the PDF.

    Raises
    ------
    MissingExtraError
        When the extra `pdf` is not installed.
    """
    if find_spec("typst") is None:
        raise MissingExtraError(work=work, extra="pdf")
    typst = importlib.import_module("typst")
    folder = _font_folder()
    try:
        pdf: bytes = typst.compile(
            typst_files(template, content, figures),
            format="pdf",
            font_paths=[folder] if folder else [],
            ignore_system_fonts=True,
            timestamp=timestamp,
        )
    finally:
        for _ in range(COMPILATIONS_KEPT):
            typst.compile({"main.typ": b"."}, format="pdf", ignore_system_fonts=True)
        _give_back()
    return pdf


def _give_back() -> None:
    """Return freed memory to the system where the C library keeps it: a document takes hundreds of MB."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


def typst_files(
    template: str, content: Mapping[str, Any], figures: Iterable[Figure]
) -> dict[str, bytes]:
    """Return the files of a Typst document, by name; ``main.typ`` is the document."""
    sans = ["Noto Sans Arabic"] if _font_folder() else []
    faces = {"fonts": [*sans, SERIF], "serif": [SERIF, *sans], "mono": MONO}
    text = json.dumps({**content, **faces}, ensure_ascii=False, sort_keys=True)
    return {
        "main.typ": _file(template).encode(),
        "base.typ": _file("base.typ").encode(),
        "content.json": text.encode(),
        **{f"{each.name}.svg": each.svg.encode() for each in figures},
    }


def plain(value: Any, speech: Speech = ENGLISH) -> Any:
    """Return a value in types that JSON has; texts readable and not endless; figures without SVG."""
    if isinstance(value, str):
        return shorten(readable(value), speech=speech)
    if isinstance(value, datetime):
        return speech.moment(value)
    if isinstance(value, list | tuple):
        return [plain(each, speech) for each in value]
    if isinstance(value, frozenset):
        return sorted(value)
    if is_dataclass(value):
        return {
            each.name: plain(getattr(value, each.name), speech)
            for each in fields(value)
            if each.name != "svg"
        }
    return value


def _font_folder() -> str:
    """Return where the sans-serif font lies; empty if it is not installed."""
    spec = find_spec(FONT)
    return str(Path(spec.origin).parent / "files") if spec and spec.origin else ""
