"""The console's files: what `make web` builds, and a page that says so where nothing is built."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from mimetypes import guess_type
from pathlib import PurePath
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from sulh.server.middleware.errors import UnknownError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["is_built", "not_built_page", "router"]

router = APIRouter(prefix="/console", include_in_schema=False)
NOT_BUILT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Sulh</title>
<h1>The console is not built</h1>
<p>The API works. To build the console, run <code>make web</code> in the source folder and load this
page again. It needs Python, make and a package index; Node comes with it.</p></html>
"""
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data: blob:; "
        "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
}
ASK_AGAIN = {"cache-control": "no-cache"}
MEDIA = {".webmanifest": "application/manifest+json", ".svg": "image/svg+xml"}
FOR_EVER = {"cache-control": "public, max-age=31536000, immutable"}
"""For files whose name holds a digest of their content."""


def _folder() -> Traversable:
    return files("sulh.server").joinpath("console")


def is_built() -> bool:
    """Say whether `make web` has built the console."""
    return _folder().joinpath("index.html").is_file()


def not_built_page() -> HTMLResponse:
    """Return the page that says what to run."""
    return HTMLResponse(NOT_BUILT, 503)


@cache
def _file(name: str) -> bytes:
    return _folder().joinpath("assets", name).read_bytes()


@router.get("/assets/{name}")
def show_asset(name: str) -> Response:
    """Return a script, a style sheet or a font of the console."""
    folder = _folder().joinpath("assets")
    if not folder.is_dir() or name not in {each.name for each in folder.iterdir()}:
        raise UnknownError("There is no such file.")
    kind = "text/javascript" if name.endswith((".js", ".mjs")) else guess_type(name)[0]
    return Response(_file(name), media_type=kind, headers=FOR_EVER)


@router.get("/sw.js")
@router.get("/manifest.webmanifest")
@router.get("/icon.svg")
@router.get("/icon-maskable.svg")
def show_file(request: Request) -> Response:
    """Return a file whose name stays the same: the service worker, the manifest, the icons."""
    name = request.url.path.rpartition("/")[2]
    file = _folder().joinpath(name)
    if not file.is_file():
        raise UnknownError("The console is not built.", remedy="Run `make web`.")
    kind = "text/javascript" if name.endswith(".js") else MEDIA.get(PurePath(name).suffix)
    return Response(file.read_bytes(), media_type=kind, headers=ASK_AGAIN | HEADERS)


@router.get("")
@router.get("/{page:path}")
def show_console(page: str = "") -> HTMLResponse:
    """Return the console; it reads from its own address which page to show."""
    del page
    index = _folder().joinpath("index.html")
    if not index.is_file():
        return not_built_page()
    return HTMLResponse(index.read_bytes(), headers=HEADERS)
