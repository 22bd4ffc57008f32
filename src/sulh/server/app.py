"""The HTTP application: routes, errors, limits, and what runs in the background."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import anyio
from fastapi import FastAPI

from sulh import __version__
from sulh.server import console, pages
from sulh.server.access.gate import IdentityMiddleware
from sulh.server.access.oidc import OidcClient
from sulh.server.answers.exercise import ExerciseRunner
from sulh.server.answers.findings import FindingsCache
from sulh.server.middleware.compression import CompressionMiddleware
from sulh.server.middleware.error_answers import add_handlers
from sulh.server.middleware.hosts import HostMiddleware
from sulh.server.middleware.limits import LimitsMiddleware
from sulh.server.notices.sender import NoticeSender
from sulh.server.records.change_notifier import ChangeNotifier
from sulh.server.routes import accounts as routes_accounts
from sulh.server.routes import aid as routes_aid
from sulh.server.routes import console as routes_console
from sulh.server.routes import devices as routes_devices
from sulh.server.routes import exercise as routes_exercise
from sulh.server.routes import exports as routes_exports
from sulh.server.routes import features as routes_features
from sulh.server.routes import findings as routes_findings
from sulh.server.routes import first_days as routes_first_days
from sulh.server.routes import map as routes_map
from sulh.server.routes import metrics as routes_metrics
from sulh.server.routes import oidc as routes_oidc
from sulh.server.routes import outlook as routes_outlook
from sulh.server.routes import own_sessions as routes_own_sessions
from sulh.server.routes import password as routes_password
from sulh.server.routes import records as routes_records
from sulh.server.routes import recovery as routes_recovery
from sulh.server.routes import respond as routes_respond
from sulh.server.routes import review as routes_review
from sulh.server.routes import session as routes_session
from sulh.server.routes import share as routes_share
from sulh.server.routes import share_exports as routes_share_exports
from sulh.server.routes import sync as routes_sync
from sulh.server.routes import tasks as routes_tasks
from sulh.server.routes import taxii as routes_taxii
from sulh.server.routes import threats as routes_threats
from sulh.server.routes import watch as routes_watch
from sulh.server.schemas.records import ProblemDetails
from sulh.server.share.cot_hub import CotHub
from sulh.server.state import AppState

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime

    from sulh.server.access.accounts import Accounts
    from sulh.server.service import MissionService
    from sulh.server.settings import Settings
    from sulh.workspace import JoinedExercise, LiveExercise

__all__ = ["ROUTERS", "make_app"]

ROUTERS = (
    routes_console.router,  # before the others: records/latest is not a record's id
    routes_records.router,
    routes_map.router,
    routes_outlook.router,
    routes_outlook.exports,
    routes_recovery.router,
    routes_recovery.exports,
    routes_first_days.router,
    routes_respond.router,
    routes_review.router,
    routes_exports.router,
    routes_findings.router,
    routes_session.router,
    routes_password.router,
    routes_own_sessions.router,
    routes_accounts.router,
    routes_devices.router,
    routes_exercise.router,
    routes_watch.router,
    routes_share.router,
    routes_share_exports.router,
    routes_sync.router,
    routes_metrics.router,
    routes_tasks.router,
    routes_tasks.exports,
    routes_taxii.router,
    routes_threats.router,
    routes_features.router,
    routes_aid.router,
)
"""The routes of the API. A new group is one file and one line here."""

THREADS = 128
STATUSES: dict[int | str, dict[str, Any]] = {
    code: {"model": ProblemDetails} for code in (400, 401, 403, 404, 408, 413, 414, 422, 429, 503)
}


def make_app(
    service: MissionService,
    accounts: Accounts,
    settings: Settings,
    *,
    now: Callable[[], datetime],
    live: LiveExercise | None = None,
    joined: JoinedExercise | None = None,
) -> FastAPI:
    """Return the application that serves a mission; `now` is the real clock.

    With a `live` exercise, the mission's clock is the exercise's, and what is due in it enters.
    Where one of another site is `joined`, its clock and messages are shown.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        running = [
            asyncio.create_task(state.notifier.run()),
            asyncio.create_task(state.disclosures.run()),
            asyncio.create_task(state.outside_picture.run()),
        ]
        if settings.notices is not None:
            state.notices = NoticeSender(
                settings.notices, service, state.findings, origin=settings.origin
            )
            running.append(asyncio.create_task(state.notices.run()))
        if state.exercise is not None:
            running.append(asyncio.create_task(state.exercise.run()))
        if settings.cot is not None:
            state.cot = CotHub(settings.cot, service, state.outside_picture)
            await state.cot.start()
        yield
        if state.cot is not None:
            await state.cot.close()
        for each in running:
            each.cancel()
            with suppress(asyncio.CancelledError):
                await each
        if state.notices is not None:
            await state.notices.close()
        await state.disclosures.write()
        state.findings.close()
        state.background.close()

    app = FastAPI(
        title="Sulh headquarters",
        version=__version__,
        description="Submit, query and follow a mission's records. See docs/reference/http-api.md.",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        responses=STATUSES,
    )
    state = AppState(
        service=service,
        findings=FindingsCache(service),
        accounts=accounts,
        settings=settings,
        notifier=ChangeNotifier(service),
        now=now,
    )
    if settings.oidc is not None:
        state.oidc = OidcClient(settings.oidc, origin=settings.origin, folder=service.folder)
    state.joined = joined
    if live is not None:
        state.exercise = ExerciseRunner(service, live)
    app.state.sulh = state
    for router in ROUTERS:
        app.include_router(router)
    app.include_router(routes_oidc.router)
    app.include_router(pages.router)
    app.include_router(console.router)
    add_handlers(app)
    app.add_middleware(IdentityMiddleware)  # the last one added is the first that a request meets
    app.add_middleware(CompressionMiddleware)
    app.add_middleware(HostMiddleware, names=settings.names, origin=settings.origin)
    app.add_middleware(
        LimitsMiddleware, body_bytes_max=settings.body_bytes_max, secure=settings.secure
    )
    return app
