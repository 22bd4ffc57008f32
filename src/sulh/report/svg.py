"""Small pieces of SVG: escaped text, numbers, the colours and patterns of the verdicts.

Colours are from the Okabe-Ito palette, which people with colour-blindness tell apart; letters and
patterns say the same without colour.
"""

from __future__ import annotations

from html import escape

__all__ = ["AMBER", "BLUE", "GREY", "INK", "RED", "document", "line", "num", "rect", "text"]

RED = "#d55e00"
AMBER = "#e69f00"
BLUE = "#0072b2"
GREY = "#c9ced6"
INK = "#1d2733"

PATTERNS = (
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{RED}" fill-opacity="0.18"/>'
    f'<line x1="0" y1="0" x2="0" y2="6" stroke="{RED}" stroke-width="2" stroke-opacity="0.55"/></pattern>'
    '<pattern id="dots" width="7" height="7" patternUnits="userSpaceOnUse">'
    f'<rect width="7" height="7" fill="{AMBER}" fill-opacity="0.16"/>'
    f'<circle cx="2" cy="2" r="1.2" fill="{AMBER}" fill-opacity="0.7"/></pattern>'
)


def num(value: float) -> str:
    """Return a coordinate with at most one decimal."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def clean(words: str) -> str:
    """Return escaped text without the characters that XML cannot hold."""
    kept = "".join(c if c.isprintable() or c == " " else " " for c in words)
    return escape(kept, quote=True)


def text(
    x: float, y: float, words: str, *, size: float = 11, anchor: str = "start", more: str = ""
) -> str:
    """Return a text element."""
    return (
        f'<text x="{num(x)}" y="{num(y)}" font-size="{num(size)}" text-anchor="{anchor}" {more}>'
        f"{clean(words)}</text>"
    )


def rect(x: float, y: float, width: float, height: float, fill: str, more: str = "") -> str:
    """Return a rectangle."""
    return (
        f'<rect x="{num(x)}" y="{num(y)}" width="{num(max(width, 0))}" '
        f'height="{num(max(height, 0))}" fill="{fill}" {more}/>'
    )


def line(x: float, y: float, x_to: float, y_to: float, stroke: str, more: str = "") -> str:
    """Return a line."""
    return (
        f'<line x1="{num(x)}" y1="{num(y)}" x2="{num(x_to)}" y2="{num(y_to)}" '
        f'stroke="{stroke}" {more}/>'
    )


def document(
    width: float,
    height: float,
    title: str,
    description: str,
    body: list[str],
    *,
    mark: bool = False,
) -> str:
    """Return a whole SVG with a title and a description for those who do not see it.

    `mark` writes SIMULATED across it.
    """
    stamp = (
        f'<text x="{num(width / 2)}" y="{num(height / 2)}" font-size="{num(width / 9)}" '
        f'text-anchor="middle" fill="#8e2a8e" fill-opacity="0.16" font-weight="700" '
        f'transform="rotate(-18 {num(width / 2)} {num(height / 2)})">SIMULATED</text>'
        if mark
        else ""
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {num(width)} {num(height)}" '
        f'width="{num(width)}" height="{num(height)}" role="img" '
        f'font-family="Noto Sans, Segoe UI, Helvetica, Arial, sans-serif" fill="{INK}">'
        f"<title>{clean(title)}</title><desc>{clean(description)}</desc><defs>{PATTERNS}</defs>"
        + "".join(body)
        + stamp
        + "</svg>"
    )
