"""Small pieces of SVG: escaped text, numbers, the colours and patterns of the verdicts.

The colours lean on the Okabe-Ito palette, which colour-blind people can distinguish, the red and
amber darkened for contrast; letters, shapes and patterns say the same without any colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from sulh.languages.speech import ENGLISH, bare
from sulh.report.text import readable

if TYPE_CHECKING:
    from sulh.languages.speech import Speech

__all__ = [
    "AMBER",
    "BLUE",
    "FAINT",
    "GREY",
    "INK",
    "PAPER",
    "RED",
    "SIM",
    "SOFT",
    "Pen",
    "circle",
    "document",
    "fitting",
    "line",
    "num",
    "path",
    "rect",
    "text",
    "width_of",
]

RED = "#b8460a"
AMBER = "#e69f00"
BLUE = "#0067a3"
INK = "#1b2530"
SOFT = "#55606d"
GREY = "#c6ccd4"
FAINT = "#e7eaee"
PAPER = "#ffffff"
SIM = "#8e2a8e"

FONTS = "Noto Sans, Segoe UI, Helvetica Neue, Arial, Noto Sans Arabic, sans-serif"
# Mean advance of a letter in a sans-serif, in sizes of the font; wide enough for capitals.
ADVANCE = 0.58


def num(value: float) -> str:
    """Return a coordinate with at most one decimal."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def clean(words: str) -> str:
    """Return escaped text without the characters that XML cannot hold."""
    if words.startswith("\u200f"):  # a drawing runs from left to right, these words do not
        words = f"\u2068{words}\u2069"
    return escape(readable(words).replace("\n", " ").replace("\r", " ").replace("\t", " "))


def width_of(words: str, size: float) -> float:
    """Return roughly how wide text is drawn, without looking at a font."""
    return len(bare(words)) * size * ADVANCE


def fitting(words: str, size: float, width: float) -> str:
    """Cut words that would be drawn wider than `width`, with a mark."""
    most = int(width / (size * ADVANCE))
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def text(
    x: float, y: float, words: str, *, size: float = 11, anchor: str = "start", more: str = ""
) -> str:
    """Return a text element; `anchor` is start, middle or end, `more` further attributes."""
    where = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return (
        f'<text x="{num(x)}" y="{num(y)}" font-size="{num(size)}"{where}{_more(more)}>'
        f"{clean(words)}</text>"
    )


def rect(x: float, y: float, width: float, height: float, fill: str, more: str = "") -> str:
    """Return a rectangle."""
    return (
        f'<rect x="{num(x)}" y="{num(y)}" width="{num(max(width, 0))}" '
        f'height="{num(max(height, 0))}" fill="{fill}"{_more(more)}/>'
    )


def line(x: float, y: float, x_to: float, y_to: float, stroke: str, more: str = "") -> str:
    """Return a line."""
    return (
        f'<line x1="{num(x)}" y1="{num(y)}" x2="{num(x_to)}" y2="{num(y_to)}" '
        f'stroke="{stroke}"{_more(more)}/>'
    )


def circle(x: float, y: float, radius: float, fill: str, more: str = "") -> str:
    """Return a circle."""
    return f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(radius)}" fill="{fill}"{_more(more)}/>'


def path(d: str, more: str) -> str:
    """Return a path."""
    return f'<path d="{d}"{_more(more)}/>'


def _more(attributes: str) -> str:
    return f" {attributes}" if attributes else ""


@dataclass(frozen=True, slots=True)
class Pen:
    """The fills of one drawing; their ids carry its name, so that a page can hold many drawings."""

    name: str

    @property
    def breached(self) -> str:
        """Return the fill of what is breached: hatched."""
        return f"url(#{self.name}-breached)"

    @property
    def undetermined(self) -> str:
        """Return the fill of what is undetermined: dotted."""
        return f"url(#{self.name}-undetermined)"

    @property
    def met(self) -> str:
        """Return the fill of what is met: plain."""
        return f"url(#{self.name}-met)"

    def patterns(self, *, strength: float = 1) -> str:
        """Return the definitions: hatched for breached, dotted for undetermined, plain for met.

        `strength` is the opacity of the ground; a map's zones need less than a chart's bars.
        """
        ground = f'fill-opacity="{strength:g}"'
        hatch = RED if strength < 1 else "#ffffff"
        dots = "#8a5a00" if strength < 1 else "#7a4f00"
        bars = '<line x1="3" y1="0" x2="3" y2="7" stroke="#0067a3" stroke-opacity="0.5"/>'
        bars = bars if strength < 1 else ""
        size = 'width="7" height="7" patternUnits="userSpaceOnUse"'
        return (
            f'<pattern id="{self.name}-breached" {size} patternTransform="rotate(45)">'
            f'<rect width="7" height="7" fill="{RED}" {ground}/>'
            f'<line x1="1" y1="0" x2="1" y2="7" stroke="{hatch}" stroke-width="1.2" '
            'stroke-opacity="0.45"/></pattern>'
            f'<pattern id="{self.name}-undetermined" {size}>'
            f'<rect width="7" height="7" fill="{AMBER}" {ground}/>'
            f'<circle cx="2" cy="2" r="1" fill="{dots}" fill-opacity="0.6"/></pattern>'
            f'<pattern id="{self.name}-met" {size}>'
            f'<rect width="7" height="7" fill="{BLUE}" {ground}/>{bars}</pattern>'
        )


def document(
    name: str,
    size: tuple[float, float],
    title: str,
    description: str,
    body: list[str],
    *,
    simulated: bool,
    speech: Speech = ENGLISH,
) -> str:
    """Return a whole SVG, with a title and a description for those who do not see it.

    `name` is unique in the page. `simulated` writes SIMULATED across it and into its title, as `speech`
    says it. The drawing itself runs from left to right in every language.
    """
    width, height = size
    title = speech.say("report-simulated-title", title=title) if simulated else title
    direction = "" if speech.is_english else ' direction="ltr"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {num(width)} {num(height)}" '
        f'width="{num(width)}" height="{num(height)}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" font-family="{FONTS}" fill="{INK}"{direction}>'
        f'<title id="{name}-title">{clean(title)}</title>'
        f'<desc id="{name}-desc">{clean(description)}</desc>'
        f"{''.join(body)}{_stamp(width, height, speech) if simulated else ''}</svg>"
    )


def _stamp(width: float, height: float, speech: Speech) -> str:
    """Return SIMULATED across the drawing, once for every 320 units of height."""
    size = min(width / 8, height / 2)
    rows = max(1, round(height / 320))
    return "".join(
        text(
            width / 2,
            height * (2 * row + 1) / (2 * rows) + size / 3,
            speech.say("report-simulated"),
            size=size,
            anchor="middle",
            more=f'fill="{SIM}" fill-opacity="0.11" font-weight="700" pointer-events="none"',
        )
        for row in range(rows)
    )
