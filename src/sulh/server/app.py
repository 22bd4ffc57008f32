"""The HTTP application: routes, errors, limits, and what runs beside them."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import anyio
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from sulh import __version__
from sulh.errors import SulhError, shown
from sulh.server import (
    pages,
    routes_accounts,
    routes_findings,
    routes_records,
    routes_session,
    routes_sync,
)
from sulh.server.change_notifier import ChangeNotifier
from sulh.server.errors import TooManyError, status_of
from sulh.server.findings import Judge
from sulh.server.limits import LimitsMiddleware, problem_bytes
from sulh.server.oidc import OidcClient
from sulh.server.schemas import ProblemDetails
from sulh.server.state import AppState

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime

    from sulh.server.accounts import Accounts
    from sulh.server.service import MissionService
    from sulh.server.settings import Settings

__all__ = ["ROUTERS", "make_app"]

ROUTERS = (
    routes_records.router,
    routes_findings.router,
    routes_session.router,
    routes_accounts.router,
    routes_sync.router,
)
"""The routes of the API. A new group is one file and one line here."""

THREADS = 64
STATUSES: dict[int | str, dict[str, Any]] = {
    code: {"model": ProblemDetails} for code in (400, 401, 403, 404, 413, 422, 429, 503)
}
log = logging.getLogger("sulh.server")


def make_app(
    service: MissionService, accounts: Accounts, settings: Settings, *, now: Callable[[], datetime]
) -> FastAPI:
    """Return the application that serves a mission."""

    @asynccontextmanager
    async def alive(_: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        notifying = asyncio.create_task(state.notifier.run())
        yield
        notifying.cancel()
        with suppress(asyncio.CancelledError):
            await notifying

    app = FastAPI(
        title="Sulh headquarters",
        version=__version__,
        description="Submit, query and follow a mission's records. See docs/reference/http-api.md.",
        docs_url=None,
        redoc_url=None,
        lifespan=alive,
        responses=STATUSES,
    )
    state = AppState(
        service=service,
        judge=Judge(service),
        accounts=accounts,
        settings=settings,
        notifier=ChangeNotifier(service),
        now=now,
    )
    if settings.oidc is not None:
        state.oidc = OidcClient(settings.oidc, origin=settings.origin, folder=service.folder)
    app.state.sulh = state
    for router in ROUTERS:
        app.include_router(router)
    app.include_router(pages.router)
    app.add_exception_handler(SulhError, _said)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _fault)
    app.add_middleware(
        LimitsMiddleware, body_bytes_max=settings.body_bytes_max, secure=settings.secure
    )
    return app


def _answer(status: int, title: str, remedy: str = "", **headers: str) -> Response:
    return Response(
        problem_bytes(status, title, remedy),
        status,
        {name.replace("_", "-"): value for name, value in headers.items()},
        media_type="application/problem+json",
    )


async def _said(request: Request, error: Exception) -> Response:
    """Answer what Sulh raised on purpose."""
    if not isinstance(error, SulhError):
        raise error
    status = status_of(error)
    if status >= 500:
        log.error("%s %s: %s", request.method, request.url.path, error)
        return _answer(
            status, "The server cannot do this just now.", "Tell the keeper of the site."
        )
    headers = {"retry_after": str(error.wait_s)} if isinstance(error, TooManyError) else {}
    if status == 401:
        headers["www_authenticate"] = "Bearer"
    return _answer(status, str(error), error.remedy, **headers)


async def _invalid(_: Request, error: Exception) -> Response:
    """Say which part of a request is not as the API has it."""
    if not isinstance(error, RequestValidationError):
        raise error
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return _answer(422, f"{shown(where)}: {first['msg']}", "See /docs for what is expected.")


async def _http(_: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    response = _answer(error.status_code, str(error.detail))
    response.headers.update(error.headers or {})
    return response


async def _fault(request: Request, error: Exception) -> Response:
    """Answer our own fault without its details, which go to the log."""
    log.error("%s %s", request.method, request.url.path, exc_info=error)
    return _answer(500, "Sulh has a fault here.", "Tell the keeper of the site.")
