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

from sulh import workspace as desks
from sulh.server.errors import ForbiddenError, SignInError, TooManyError, UnknownError
from sulh.server.findings import findings_of, versions_of
from sulh.server.login import begin, sign_in
from sulh.server.query_times import moment_of
from sulh.server.records import Found, may_read, slip_of
from sulh.server.sessions import caller_of_session, csrf_token, end_session
from sulh.server.state import AskingHouse, House, session_secret, set_session
from sulh.values import format_utc

if TYPE_CHECKING:
    from sulh.ledger import Record
    from sulh.server.principal import Caller
    from sulh.server.record_index import Slip

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
    return desks.one_line(record)


def page(house: House, name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a page made from a template."""
    known = {
        "caller": None,
        "csrf": "",
        "mission": house.office.workspace.pack.title,
        "site": house.office.workspace.site,
    }
    text = _environment().get_template(name).render(**(known | values))
    return HTMLResponse(text, status)


def signed_in(request: Request, house: House) -> Caller | None:
    """Return who is signed in with this browser."""
    secret = session_secret(request)
    return caller_of_session(house.accounts, secret, now=house.now()) if secret else None


def _sign_in_page(house: House, *, status: int = 200, message: str = "") -> HTMLResponse:
    oidc = house.settings.oidc
    return page(
        house, "sign_in.html.j2", status=status, message=message, oidc=oidc.label if oidc else ""
    )


@router.get("/")
def home(request: Request, house: AskingHouse) -> HTMLResponse:
    """Show the latest records and what is breached, or the way to sign in."""
    caller = signed_in(request, house)
    if caller is None:
        return _sign_in_page(house)
    chosen: list[Slip] = []
    for slip in house.office.shelf.latest():
        if len(chosen) == SHOWN:
            break
        if may_read(caller, slip):
            chosen.append(slip)
    house.office.note_reads(caller, chosen, "page")
    records = [Found(house.office.record(slip), slip, {}) for slip in chosen]
    return page(
        house,
        "home.html.j2",
        caller=caller,
        csrf=csrf_token(session_secret(request)),
        records=records,
        here="records",
    )


@router.get("/findings")
def findings(
    request: Request,
    house: AskingHouse,
    at: Annotated[str, Query(max_length=40)] = "",
    exercise: bool = False,
) -> Response:
    """Show the findings, the breached ones first: of what happened, or of an exercise."""
    caller = signed_in(request, house)
    if caller is None:
        return _sign_in_page(house)
    moment = moment_of(at, "", "", simulated=exercise, now=house.now())
    rows = findings_of(house.office, house.judge, caller, moment)
    order = {"breached": 0, "undetermined": 1, "met": 2}
    rows.sort(key=lambda row: row["from"], reverse=True)
    rows.sort(key=lambda row: order[row["verdict"]])
    counts = {each: sum(row["verdict"] == each for row in rows) for each in order}
    return page(
        house,
        "findings.html.j2",
        caller=caller,
        csrf=csrf_token(session_secret(request)),
        rows=rows[: 4 * SHOWN],
        counts=counts,
        total=len(rows),
        at=f"{moment.at.day} {moment.at:%B %Y, %H:%M}",
        asked=at,
        exercise=exercise,
        versions=versions_of(house.office, house.judge, caller, moment),
        here="findings",
    )


@router.get("/records/{record_id}")
def record(record_id: str, request: Request, house: AskingHouse) -> HTMLResponse:
    """Show one record whole."""
    caller = signed_in(request, house)
    if caller is None:
        return _sign_in_page(house)
    csrf = csrf_token(session_secret(request))
    try:
        slip = slip_of(house.office, caller, record_id)
    except UnknownError as error:
        return page(
            house,
            "message.html.j2",
            status=404,
            caller=caller,
            csrf=csrf,
            message=str(error),
            here="",
        )
    house.office.note_reads(caller, [slip], "record")
    found = Found(house.office.record(slip), slip, {})
    return page(house, "record.html.j2", caller=caller, csrf=csrf, found=found, here="records")


async def _form(request: Request) -> dict[str, str]:
    body = (await request.body())[:FORM_BYTES_MAX].decode("utf-8", "replace")
    return {name: values[0] for name, values in parse_qs(body, max_num_fields=20).items()}


@router.post("/sign-in")
async def sign_in_form(request: Request, house: AskingHouse) -> Response:
    """Sign in with the form. A form of another site does not sign anybody in."""
    if request.headers.get("origin", house.settings.origin) != house.settings.origin:
        return _sign_in_page(house, status=403, message="The form came from another site.")
    given = await _form(request)
    try:
        secret = await run_in_threadpool(
            sign_in,
            house,
            request,
            name=given.get("name", ""),
            password=given.get("password", ""),
            code=given.get("code", ""),
        )
    except (SignInError, TooManyError) as error:
        status = 429 if isinstance(error, TooManyError) else 401
        return _sign_in_page(house, status=status, message=f"{error} {error.remedy}")
    answer = RedirectResponse("/", 303)
    set_session(house, answer, secret)
    return answer


@router.post("/sign-out")
async def sign_out(request: Request, house: AskingHouse) -> Response:
    """Sign out with the form."""
    secret = session_secret(request)
    given = await _form(request)
    if given.get("csrf") != csrf_token(secret):
        raise ForbiddenError("The form is not of this session.", remedy="Load the page again.")
    end_session(house.accounts, secret)
    answer = RedirectResponse("/", 303)
    answer.delete_cookie(house.cookie, path="/", secure=house.settings.secure)
    return answer


@router.get("/oidc/begin")
def oidc_begin(request: Request, house: AskingHouse) -> Response:
    """Send the browser to the organisation's provider."""
    house.slow_down(request, "oidc")
    if house.oidc is None:
        raise UnknownError("This server has no provider to sign in with.")
    address, state = house.oidc.begin(house.now())
    answer = RedirectResponse(address, 303)
    answer.set_cookie(
        STATE_COOKIE,
        state,
        max_age=600,
        httponly=True,
        secure=house.settings.secure,
        samesite="lax",
        path="/oidc",
    )
    return answer


@router.get("/oidc/callback")
def oidc_callback(
    request: Request,
    house: AskingHouse,
    code: Annotated[str, Query(max_length=4000)] = "",
    state: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """Sign in whom the provider vouches for, if an administrator has linked them to an account."""
    if house.oidc is None:
        raise UnknownError("This server has no provider to sign in with.")
    kept = request.cookies.get(STATE_COOKIE, "")
    try:
        identity = house.oidc.finish(code=code, state=state, kept_state=kept, now=house.now())
        account = house.accounts.by_oidc(identity)
        if account is None:
            raise SignInError(  # noqa: TRY301 -- shown on the page like the rest
                "Your organisation knows you, but no account here is linked to you.",
                remedy=f"Ask an administrator to link this identity: {identity}",
            )
    except SignInError as error:
        return _sign_in_page(house, status=401, message=f"{error} {error.remedy}")
    answer = RedirectResponse("/", 303)
    set_session(house, answer, begin(house, request, account.id, how="OIDC"))
    answer.delete_cookie(STATE_COOKIE, path="/oidc")
    return answer


@router.get("/docs")
def describe(request: Request, house: AskingHouse) -> HTMLResponse:
    """Describe the API, from its own OpenAPI document; nothing is loaded from elsewhere."""
    described = request.app.openapi()
    operations = [
        {"method": method.upper(), "path": path, **operation}
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]
    return page(house, "api.html.j2", operations=operations, here="docs")


@router.get("/static/{name}")
def static(name: str) -> Response:
    """Return the style sheet or the script."""
    ending = name.rpartition(".")[2]
    if name not in {"style.css", "passkey.js", "icon.svg"}:
        raise UnknownError("There is no such file.")
    return Response(_file(name), media_type=TYPES[ending], headers={"cache-control": "max-age=600"})
