"""What a refused request is answered with: a problem for programs, a page for people."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from sulh.errors import SulhError, shown
from sulh.server.errors import TooManyError, status_of
from sulh.server.limits import error_content
from sulh.server.pages import message_page

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["add_handlers"]

KEEPER = "Tell the keeper of the site."
MACHINES = ("/api/", "/openapi.json", "/healthz", "/metrics", "/taxii2/")
SENTENCES: Mapping[int, str] = {
    404: "There is no such page.",
    405: "This address does not work like that.",
}
log = logging.getLogger("sulh.server")


def add_handlers(app: FastAPI) -> None:
    """Answer every kind of error in words."""
    app.add_exception_handler(SulhError, _sulh)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _fault)


def _answer(
    request: Request, status: int, title: str, remedy: str = "", **headers: str
) -> Response:
    arguments = {name.replace("_", "-"): value for name, value in headers.items()}
    if not request.url.path.startswith(MACHINES):
        page = message_page(f"{title} {remedy}".strip(), status=status)
        page.headers.update(arguments)
        return page
    content, media_type = error_content(request.url.path, status, title, remedy)
    return Response(content, status, arguments, media_type=media_type)


async def _sulh(request: Request, error: Exception) -> Response:
    """Answer what Sulh raised on purpose."""
    if not isinstance(error, SulhError):
        raise error
    status = status_of(error)
    if status >= 500:
        log.error("%s", error)
        return _answer(request, status, "The server cannot do this now.", KEEPER)
    headers = {"retry_after": str(error.wait_s)} if isinstance(error, TooManyError) else {}
    if status == 401:
        headers["www_authenticate"] = "Bearer"
    return _answer(request, status, str(error), error.remedy, **headers)


async def _invalid(request: Request, error: Exception) -> Response:
    """Say which part of a request does not follow the API's description."""
    if not isinstance(error, RequestValidationError):
        raise error
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return _answer(
        request, 422, f"{shown(where)}: {first['msg']}", "See /openapi.json for the API."
    )


async def _http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    title = SENTENCES.get(error.status_code, str(error.detail))
    response = _answer(request, error.status_code, title)
    response.headers.update(error.headers or {})
    return response


async def _fault(request: Request, _: Exception) -> Response:
    """Answer a fault of Sulh without its details; `RequestLog` logs it."""
    return _answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, "Sulh has a fault here.", KEEPER)
