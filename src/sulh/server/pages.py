"""What the server shows besides the console: its health, its icon, and one sentence where something fails."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from sulh.languages.refusals import refusal_texts
from sulh.languages.speech import Speech
from sulh.server.console import is_built, not_built_page
from sulh.server.state import CurrentState

if TYPE_CHECKING:
    from sulh.errors import SulhError

__all__ = ["error_page", "own_page", "router"]

router = APIRouter(include_in_schema=False)
OWN_PAGE = re.compile(r"/console(/[a-z0-9/-]{0,100})?(\?[^\s#\\]{0,1000})?")
MESSAGE = """<!doctype html>
<html lang="{language}" dir="{direction}"><meta charset="utf-8"><title>Sulh</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<p>{message}</p><p><a href="/">Sulh</a></p></html>
"""


def error_page(error: SulhError, language: str, *, status: int) -> HTMLResponse:
    """Return a page with one sentence, for a person whose request failed outside the console."""
    message = escape(" ".join(filter(None, refusal_texts(error, language))))
    direction = Speech(language).direction
    page = MESSAGE.format(message=message, language=language, direction=direction)
    return HTMLResponse(page, status)


def own_page(address: str) -> str:
    """Return the address of a page of the console, else the first page: nothing leads elsewhere."""
    return address if OWN_PAGE.fullmatch(address) else "/"


@router.get("/healthz")
async def health(state: CurrentState) -> Response:
    """Say whether the server works: 200, or 503 while it cannot read its ledger."""
    text = "" if state.notifier.healthy else "the ledger cannot be read\n"
    if state.service.access_log.failing:
        text += "the ledger cannot be written: restricted records are refused\n"
    return Response(text or "ok\n", 503 if text else 200, media_type="text/plain")


@router.get("/")
def show_home() -> Response:
    """Lead to the console; where it is not built, say what to run."""
    return RedirectResponse("/console/", 303) if is_built() else not_built_page()


@cache
def _icon() -> bytes:
    return files("sulh.server").joinpath("icon.svg").read_bytes()


@router.get("/static/icon.svg")
async def show_icon() -> Response:
    """Return the icon."""
    return Response(_icon(), media_type="image/svg+xml", headers={"cache-control": "max-age=600"})
