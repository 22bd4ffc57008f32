"""Pages for people: sign in, the latest records, findings, the API's description. No frameworks."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import parse_qs, quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FunctionLoader, StrictUndefined

from sulh.errors import InputError
from sulh.server.errors import BusyError, SignInError, TooManyError, UnknownError
from sulh.server.findings import (
    FindingsQuery,
    JudgedState,
    log_findings,
    readable_findings,
    version_sentences,
)
from sulh.server.login import begin, sign_in
from sulh.server.principal import Principal
from sulh.server.query_times import parse_time
from sulh.server.records import RecordView, may_read, read_one, set_aside_sentences
from sulh.server.sessions import csrf_matches, csrf_token, end_session, principal_of_session
from sulh.server.state import (
    AppState,
    CurrentState,
    get_state,
    network_of,
    session_secret,
    set_session,
)
from sulh.values import format_utc
from sulh.workspace import record_summary

if TYPE_CHECKING:
    from sulh.server.record_index import IndexEntry

__all__ = ["message_page", "router"]

router = APIRouter(include_in_schema=False)
RECORDS_MAX = 50
FINDINGS_MAX = 200
FORM_FIELDS_MAX = 20
TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
OIDC_COOKIE = "sulh_oidc"
OWN_PAGE = re.compile(
    r"/(findings|docs|records/[0-9a-fA-F]{64}|console(/[a-z0-9/-]{0,100})?)?(\?[^\s#\\]{0,1000})?"
)
VERDICTS = {"breached": 0, "undetermined": 1, "met": 2}


@cache
def _file(name: str) -> str:
    return files("sulh.server").joinpath("templates", name).read_text("utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(_file),
    )
    environment.globals |= {"summary": record_summary, "moment": format_utc}
    return environment


def page(request: Request, name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a page made from a template."""
    state = get_state(request)
    frame = {
        "user": None,
        "csrf": "",
        "here": "",
        "mission": state.service.workspace.pack.title,
        "site": state.service.workspace.site,
    }
    return HTMLResponse(_environment().get_template(name).render(**(frame | values)), status)


def user_page(request: Request, name: str, user: Principal | None, **values: Any) -> HTMLResponse:
    """Return a page for a user who is signed in (None: for anybody)."""
    csrf = csrf_token(session_secret(request, get_state(request))) if user else ""
    return page(request, name, user=user, csrf=csrf, **values)


def message_page(request: Request, message: str, *, status: int) -> HTMLResponse:
    """Return a page with one sentence."""
    user = signed_in(request, get_state(request))
    return user_page(request, "message.html.j2", user, status=status, message=message)


def signed_in(request: Request, state: AppState) -> Principal | None:
    """Return who is signed in with this browser."""
    secret = session_secret(request, state)
    return principal_of_session(state.accounts, secret, now=state.now()) if secret else None


def own_page(address: str) -> str:
    """Return the address of a page of this server, else the first page: nothing leads elsewhere."""
    return address if OWN_PAGE.fullmatch(address) else "/"


def sign_in_page(
    request: Request, *, status: int = 200, message: str = "", target: str = "", name: str = ""
) -> HTMLResponse:
    """Return the page to sign in, which then leads to the page that was asked for."""
    oidc = get_state(request).settings.oidc
    query = f"?{request.url.query}" if request.url.query else ""
    target = own_page(target or f"{request.url.path}{query}")
    return page(
        request,
        "sign_in.html.j2",
        status=status,
        message=message,
        oidc=oidc.label if oidc else "",
        target=target,
        target_query=quote(target, safe=""),
        user_name=name,
    )


@router.get("/healthz")
async def health(state: CurrentState) -> Response:
    """Say whether the server works: 200, or 503 while it cannot read its ledger."""
    text = "" if state.notifier.healthy else "the ledger cannot be read\n"
    if state.service.access_log.failing:
        text += "the ledger cannot be written: restricted records are refused\n"
    return Response(text or "ok\n", 503 if text else 200, media_type="text/plain")


@router.get("/")
def show_home(request: Request, state: CurrentState) -> HTMLResponse:
    """Show the latest records, or the page to sign in."""
    user = signed_in(request, state)
    if user is None:
        return sign_in_page(request)
    service = state.service
    readable = (entry for entry in service.index.latest() if may_read(user, entry))
    entries: list[IndexEntry] = list(islice(readable, RECORDS_MAX))
    service.log_reads(user, entries, "page")
    views = [RecordView(service.record(entry), entry, {}) for entry in entries]
    return user_page(
        request,
        "home.html.j2",
        user,
        views=views,
        set_aside=set_aside_sentences(service, user),
        here="records",
    )


@router.get("/findings")
async def show_findings(
    request: Request,
    state: CurrentState,
    at: Annotated[str, Query(max_length=200)] = "",
    exercise: str = "",
) -> Response:
    """Show the findings, the breached ones first: of what happened, or of an exercise."""
    user = await run_in_threadpool(signed_in, request, state)
    if user is None:
        return sign_in_page(request)
    simulated, message, status = exercise in {"1", "true"}, "", 200
    try:
        clock = state.service.workspace.pack.timezone
        query = FindingsQuery(at=parse_time("Conduct up to", at, clock), simulated=simulated)
    except InputError as error:
        message, status = f"{error} Write a day, for example 2024-05-03.", 400
        query = FindingsQuery(simulated=simulated)
    findings_state = await state.findings.state(user, query)
    return await run_in_threadpool(
        _findings_page, request, user, findings_state, at, simulated, message, status
    )


def _findings_page(
    request: Request,
    user: Principal,
    findings_state: JudgedState,
    at: str,
    simulated: bool,
    message: str,
    status: int,
) -> HTMLResponse:
    service = get_state(request).service
    findings = readable_findings(findings_state, user)
    findings.sort(key=lambda each: each.row["from"], reverse=True)
    findings.sort(key=lambda each: VERDICTS[each.row["verdict"]])
    first = findings[:FINDINGS_MAX]
    log_findings(service, user, first)
    return user_page(
        request,
        "findings.html.j2",
        user,
        status=status,
        rows=findings_state.rows(service, user, first),
        counts={name: sum(each.row["verdict"] == name for each in findings) for name in VERDICTS},
        total=len(findings),
        until=f"{findings_state.at.day} {findings_state.at:%B %Y, %H:%M}",
        at=at,
        exercise=simulated,
        message=message,
        notices=[
            *version_sentences(service, findings_state, user),
            *set_aside_sentences(service, user),
        ],
        here="findings",
    )


@router.get("/records/{record_id}")
def show_record(record_id: str, request: Request, state: CurrentState) -> HTMLResponse:
    """Show one record whole."""
    user = signed_in(request, state)
    if user is None:
        return sign_in_page(request)
    view = read_one(state.service, user, record_id)
    return user_page(request, "record.html.j2", user, view=view, here="records")


async def read_form(request: Request) -> dict[str, str]:
    """Read a form.

    Raises
    ------
    InputError
        When it has more fields than any form here.
    """
    body = (await request.body()).decode("utf-8", "replace")
    try:
        fields = parse_qs(body, max_num_fields=FORM_FIELDS_MAX)
    except ValueError as error:
        raise InputError("The form has too many fields.", remedy="Load the page again.") from error
    return {name: values[0] for name, values in fields.items()}


@router.post("/sign-in")
async def post_sign_in(request: Request, state: CurrentState) -> Response:
    """Sign in with the form. A form of another site does not sign anybody in."""
    origin = request.headers.get("origin", state.settings.origin)
    if not state.settings.is_own(origin, request.headers.get("host", "")):
        return sign_in_page(
            request, status=403, message="The form came from another site.", target="/"
        )
    form = await read_form(request)
    target, name = own_page(form.get("target", "/")), form.get("name", "")[:64]
    try:
        secret, device = await sign_in(
            state,
            request,
            name=name,
            password=form.get("password", "")[:200],
            code=form.get("code", "")[:10],
        )
    except (SignInError, TooManyError, BusyError) as error:
        status = {SignInError: 401, TooManyError: 429}.get(type(error), 503)
        return sign_in_page(
            request, status=status, message=f"{error} {error.remedy}", target=target, name=name
        )
    answer = RedirectResponse(target, 303)
    set_session(state, answer, secret, device)
    return answer


@router.post("/sign-out")
async def post_sign_out(request: Request, state: CurrentState) -> Response:
    """Sign out with the form. Whoever is signed out already sees the page to sign in."""
    secret = session_secret(request, state)
    user = await run_in_threadpool(signed_in, request, state)
    form = await read_form(request)
    if user is not None:
        if not csrf_matches(secret, form.get("csrf", "")):
            return message_page(
                request, "This form is out of date. Load the page again.", status=403
            )
        await run_in_threadpool(end_session, state.accounts, secret)
    answer = RedirectResponse("/", 303)
    answer.delete_cookie(state.cookie, path="/", secure=state.settings.secure)
    return answer


@router.get("/oidc/begin")
async def begin_oidc(
    request: Request, state: CurrentState, target: Annotated[str, Query(max_length=2000)] = "/"
) -> Response:
    """Send the browser to the organisation's provider."""
    state.limit_sign_ins(request, "oidc")
    if state.oidc is None:
        raise UnknownError("This server has no provider to sign in with.")
    address, oidc_state = await state.oidc.begin(state.now(), own_page(target), network_of(request))
    answer = RedirectResponse(address, 303)
    answer.set_cookie(
        OIDC_COOKIE,
        oidc_state,
        max_age=600,
        httponly=True,
        secure=state.settings.secure,
        samesite="lax",
        path="/oidc",
    )
    return answer


@router.get("/oidc/callback")
async def finish_oidc(
    request: Request,
    state: CurrentState,
    code: Annotated[str, Query(max_length=4000)] = "",
    oidc_state: Annotated[str, Query(alias="state", max_length=200)] = "",
) -> Response:
    """Sign in a person whom the provider confirms, if an account is linked to them."""
    state.limit_sign_ins(request, "oidc callback")
    if state.oidc is None:
        raise UnknownError("This server has no provider to sign in with.")
    try:
        identity, target = await state.oidc.finish(
            code=code,
            state=oidc_state,
            browser_state=request.cookies.get(OIDC_COOKIE, ""),
            now=state.now(),
        )
        account = await run_in_threadpool(state.accounts.by_oidc, identity)
        if account is None:
            raise SignInError(  # noqa: TRY301 -- shown on the page like the rest
                "Your organisation knows you, but no account here is linked to you.",
                remedy=f"Ask an administrator to link this identity: {identity}",
            )
    except SignInError as error:
        return sign_in_page(request, status=401, message=f"{error} {error.remedy}", target="/")
    answer = RedirectResponse(target, 303)
    set_session(
        state,
        answer,
        *await run_in_threadpool(lambda: begin(state, request, account.id, how="OIDC")),
    )
    answer.delete_cookie(OIDC_COOKIE, path="/oidc")
    return answer


@router.get("/docs")
def show_api(request: Request, state: CurrentState) -> HTMLResponse:
    """Describe the API, from its own OpenAPI document; nothing is loaded from elsewhere."""
    operations = [
        {"method": method.upper(), "path": path, **operation}
        for path, methods in request.app.openapi()["paths"].items()
        for method, operation in methods.items()
    ]
    user = signed_in(request, state)
    return user_page(request, "api.html.j2", user, operations=operations, here="docs")


@router.get("/static/{name}")
async def static(name: str) -> Response:
    """Return the style sheet or the script."""
    ending = name.rpartition(".")[2]
    if name not in {"style.css", "passkey.js", "icon.svg"}:
        raise UnknownError("There is no such file.")
    return Response(_file(name), media_type=TYPES[ending], headers={"cache-control": "max-age=600"})
