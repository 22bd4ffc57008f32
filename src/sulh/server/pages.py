"""Pages for people: sign in, the latest records, findings, the API's description. No frameworks."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FunctionLoader, StrictUndefined

from sulh import workspace as ws
from sulh.server.errors import ForbiddenError, SignInError, TooManyError, UnknownError
from sulh.server.findings import findings_of, versions_of
from sulh.server.login import begin, sign_in
from sulh.server.query_times import moment_of
from sulh.server.records import Found, find_entry, may_read
from sulh.server.sessions import csrf_token, end_session, principal_of_session
from sulh.server.state import AppState, CurrentState, session_secret, set_session
from sulh.values import format_utc

if TYPE_CHECKING:
    from sulh.ledger import Record
    from sulh.server.principal import Principal
    from sulh.server.record_index import IndexEntry

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
SHOWN = 50
FORM_BYTES_MAX = 10_000
TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
STATE_COOKIE = "sulh_oidc"


@cache
def _file(name: str) -> str:
    return files("sulh.server").joinpath("templates", name).read_text("utf-8")


@cache
def _environment() -> Environment:
    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(_file),
    )
    made.globals |= {"one_line": one_line, "moment": format_utc}
    return made


def one_line(record: Record) -> str:
    """Say in one line what a record reports, or whose reading it records."""
    if record.kind == "access":
        body = record.body
        return f"{body['role']} {body['account']} read {len(body['records'])} restricted record(s)"
    return ws.record_summary(record)


def page(state: AppState, name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a page made from a template."""
    known = {
        "user": None,
        "csrf": "",
        "mission": state.service.workspace.pack.title,
        "site": state.service.workspace.site,
    }
    text = _environment().get_template(name).render(**(known | values))
    return HTMLResponse(text, status)


def signed_in(request: Request, state: AppState) -> Principal | None:
    """Return who is signed in with this browser."""
    secret = session_secret(request)
    return principal_of_session(state.accounts, secret, now=state.now()) if secret else None


def _sign_in_page(state: AppState, *, status: int = 200, message: str = "") -> HTMLResponse:
    oidc = state.settings.oidc
    return page(
        state, "sign_in.html.j2", status=status, message=message, oidc=oidc.label if oidc else ""
    )


@router.get("/")
def home(request: Request, state: CurrentState) -> HTMLResponse:
    """Show the latest records and what is breached, or the way to sign in."""
    user = signed_in(request, state)
    if user is None:
        return _sign_in_page(state)
    chosen: list[IndexEntry] = []
    for entry in state.service.index.latest():
        if len(chosen) == SHOWN:
            break
        if may_read(user, entry):
            chosen.append(entry)
    state.service.note_reads(user, chosen, "page")
    records = [Found(state.service.record(entry), entry, {}) for entry in chosen]
    return page(
        state,
        "home.html.j2",
        user=user,
        csrf=csrf_token(session_secret(request)),
        records=records,
        here="records",
    )


@router.get("/findings")
def findings(
    request: Request,
    state: CurrentState,
    at: Annotated[str, Query(max_length=40)] = "",
    exercise: bool = False,
) -> Response:
    """Show the findings, the breached ones first: of what happened, or of an exercise."""
    user = signed_in(request, state)
    if user is None:
        return _sign_in_page(state)
    moment = moment_of(at, "", "", simulated=exercise, now=state.now())
    rows = findings_of(state.service, state.judge, user, moment)
    order = {"breached": 0, "undetermined": 1, "met": 2}
    rows.sort(key=lambda row: row["from"], reverse=True)
    rows.sort(key=lambda row: order[row["verdict"]])
    counts = {each: sum(row["verdict"] == each for row in rows) for each in order}
    return page(
        state,
        "findings.html.j2",
        user=user,
        csrf=csrf_token(session_secret(request)),
        rows=rows[: 4 * SHOWN],
        counts=counts,
        total=len(rows),
        at=f"{moment.at.day} {moment.at:%B %Y, %H:%M}",
        asked=at,
        exercise=exercise,
        versions=versions_of(state.service, state.judge, user, moment),
        here="findings",
    )


@router.get("/records/{record_id}")
def record(record_id: str, request: Request, state: CurrentState) -> HTMLResponse:
    """Show one record whole."""
    user = signed_in(request, state)
    if user is None:
        return _sign_in_page(state)
    csrf = csrf_token(session_secret(request))
    try:
        entry = find_entry(state.service, user, record_id)
    except UnknownError as error:
        return page(
            state,
            "message.html.j2",
            status=404,
            user=user,
            csrf=csrf,
            message=str(error),
            here="",
        )
    state.service.note_reads(user, [entry], "record")
    found = Found(state.service.record(entry), entry, {})
    return page(state, "record.html.j2", user=user, csrf=csrf, found=found, here="records")


async def _form(request: Request) -> dict[str, str]:
    body = (await request.body())[:FORM_BYTES_MAX].decode("utf-8", "replace")
    return {name: values[0] for name, values in parse_qs(body, max_num_fields=20).items()}


@router.post("/sign-in")
async def sign_in_form(request: Request, state: CurrentState) -> Response:
    """Sign in with the form. A form of another site does not sign anybody in."""
    if request.headers.get("origin", state.settings.origin) != state.settings.origin:
        return _sign_in_page(state, status=403, message="The form came from another site.")
    given = await _form(request)
    try:
        secret = await run_in_threadpool(
            sign_in,
            state,
            request,
            name=given.get("name", ""),
            password=given.get("password", ""),
            code=given.get("code", ""),
        )
    except (SignInError, TooManyError) as error:
        status = 429 if isinstance(error, TooManyError) else 401
        return _sign_in_page(state, status=status, message=f"{error} {error.remedy}")
    answer = RedirectResponse("/", 303)
    set_session(state, answer, secret)
    return answer


@router.post("/sign-out")
async def sign_out(request: Request, state: CurrentState) -> Response:
    """Sign out with the form."""
    secret = session_secret(request)
    given = await _form(request)
    if given.get("csrf") != csrf_token(secret):
        raise ForbiddenError("The form is not of this session.", remedy="Load the page again.")
    end_session(state.accounts, secret)
    answer = RedirectResponse("/", 303)
    answer.delete_cookie(state.cookie, path="/", secure=state.settings.secure)
    return answer


@router.get("/oidc/begin")
def oidc_begin(request: Request, state: CurrentState) -> Response:
    """Send the browser to the organisation's provider."""
    state.slow_down(request, "oidc")
    if state.oidc is None:
        raise UnknownError("This server has no provider to sign in with.")
    address, oidc_state = state.oidc.begin(state.now())
    answer = RedirectResponse(address, 303)
    answer.set_cookie(
        STATE_COOKIE,
        oidc_state,
        max_age=600,
        httponly=True,
        secure=state.settings.secure,
        samesite="lax",
        path="/oidc",
    )
    return answer


@router.get("/oidc/callback")
def oidc_callback(
    request: Request,
    state: CurrentState,
    code: Annotated[str, Query(max_length=4000)] = "",
    returned: Annotated[str, Query(alias="state", max_length=200)] = "",
) -> Response:
    """Sign in whom the provider vouches for, if an administrator has linked them to an account."""
    if state.oidc is None:
        raise UnknownError("This server has no provider to sign in with.")
    kept = request.cookies.get(STATE_COOKIE, "")
    try:
        identity = state.oidc.finish(code=code, state=returned, kept_state=kept, now=state.now())
        account = state.accounts.by_oidc(identity)
        if account is None:
            raise SignInError(  # noqa: TRY301 -- shown on the page like the rest
                "Your organisation knows you, but no account here is linked to you.",
                remedy=f"Ask an administrator to link this identity: {identity}",
            )
    except SignInError as error:
        return _sign_in_page(state, status=401, message=f"{error} {error.remedy}")
    answer = RedirectResponse("/", 303)
    set_session(state, answer, begin(state, request, account.id, how="OIDC"))
    answer.delete_cookie(STATE_COOKIE, path="/oidc")
    return answer


@router.get("/docs")
def describe(request: Request, state: CurrentState) -> HTMLResponse:
    """Describe the API, from its own OpenAPI document; nothing is loaded from elsewhere."""
    described = request.app.openapi()
    operations = [
        {"method": method.upper(), "path": path, **operation}
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]
    return page(state, "api.html.j2", operations=operations, here="docs")


@router.get("/static/{name}")
def static(name: str) -> Response:
    """Return the style sheet or the script."""
    ending = name.rpartition(".")[2]
    if name not in {"style.css", "passkey.js", "icon.svg"}:
        raise UnknownError("There is no such file.")
    return Response(_file(name), media_type=TYPES[ending], headers={"cache-control": "max-age=600"})
