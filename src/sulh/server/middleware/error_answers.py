"""What a refused request is answered with: a problem for programs, a page for people."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from sulh.errors import InputError, SulhError, shown
from sulh.languages.refusals import preferred_language, refusal
from sulh.server.errors import BusyError, TooManyError, status_of
from sulh.server.middleware.limits import error_content
from sulh.server.pages import error_page

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["add_handlers", "answer_error"]

MACHINES = ("/api/", "/openapi.json", "/healthz", "/metrics", "/taxii2/")
CODES: Mapping[int, str] = {404: "no-page", 405: "wrong-method"}
log = logging.getLogger("sulh.server")


def add_handlers(app: FastAPI) -> None:
    """Answer every kind of error in words."""
    app.add_exception_handler(SulhError, _sulh)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _fault)


def answer_error(request: Request, status: int, error: SulhError, **headers: str) -> Response:
    """Return a problem for a program, a page with a sentence for a person."""
    language = preferred_language(request.headers.get("accept-language", ""))
    arguments = {name.replace("_", "-"): value for name, value in headers.items()}
    arguments |= {"content-language": language, "vary": "accept-language"}
    if not request.url.path.startswith(MACHINES):
        page = error_page(error, language, status=status)
        page.headers.update(arguments)
        return page
    content, media_type = error_content(request.url.path, status, error, language)
    return Response(content, status, arguments, media_type=media_type)


async def _sulh(request: Request, error: Exception) -> Response:
    """Answer what Sulh raised on purpose."""
    if not isinstance(error, SulhError):
        raise error
    status = status_of(error)
    if status >= 500 and not isinstance(
        error, BusyError
    ):  # which is about load, and holds no secret
        log.error("%s", error)
        return answer_error(request, status, refusal(BusyError, "cannot-now"))
    headers = {"retry_after": str(error.wait_s)} if isinstance(error, TooManyError) else {}
    if status == 401:
        headers["www_authenticate"] = "Bearer"
    return answer_error(request, status, error, **headers)


async def _invalid(request: Request, error: Exception) -> Response:
    """Say which part of a request does not follow the API's description."""
    if not isinstance(error, RequestValidationError):
        raise error
    first = error.errors()[0]
    where = shown(".".join(str(part) for part in first["loc"]))
    return answer_error(
        request, 422, refusal(InputError, "not-described", where=where, text=first["msg"])
    )


async def _http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    code = CODES.get(error.status_code)
    words = refusal(SulhError, code) if code else SulhError(str(error.detail))
    response = answer_error(request, error.status_code, words)
    response.headers.update(error.headers or {})
    return response


async def _fault(request: Request, _: Exception) -> Response:
    """Answer a fault of Sulh without its details; `RequestLog` logs it."""
    return answer_error(request, HTTPStatus.INTERNAL_SERVER_ERROR, refusal(SulhError, "fault"))
