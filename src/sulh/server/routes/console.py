"""Routes that a console needs besides the records: what was agreed, which forms there are, the map."""

from __future__ import annotations

from typing import Annotated, Any

import shapely
from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from sulh import __version__
from sulh.languages.refusals import refusal
from sulh.mission import in_language, translated_names
from sulh.picture.forms import web_fields
from sulh.server import demo
from sulh.server.access.login import begin
from sulh.server.access.policy import RATES, may_enter
from sulh.server.access.principal import Principal
from sulh.server.answers.explanations import explanation_for
from sulh.server.answers.exports import Language
from sulh.server.answers.findings import log_findings, readable_findings
from sulh.server.errors import ForbiddenError, UnknownError
from sulh.server.records.records import RecordQuery, read_latest, record_json_for
from sulh.server.records.submissions import form_version
from sulh.server.routes.findings import CurrentQuery as FindingsOf
from sulh.server.routes.findings import FindingId, judged_for
from sulh.server.routes.query_times import parse_time
from sulh.server.routes.records import Time, Words
from sulh.server.routes.session import session_out, started_session
from sulh.server.schemas.console import (
    ExplanationOut,
    FormOut,
    FormsOut,
    LatestOut,
    Layers,
    MissionOut,
    Named,
    NamedActor,
    ProvisionOut,
    RoleChoice,
    WelcomeOut,
)
from sulh.server.schemas.records import OneRecordOut, SessionOut
from sulh.server.state import CurrentState, CurrentUser, session_secret, session_user
from sulh.workspace.record_kinds import RECORD_KINDS
from sulh.workspace.vocabularies import form_words

router = APIRouter(prefix="/api/v1", tags=["console"])
RATING = frozenset({"reliability", "credibility"})


def check(user: Principal) -> None:
    """Refuse whoever reads nothing of the mission.

    Raises
    ------
    ForbiddenError
        When neither role nor token allows any reading.
    """
    if not user.scopes & {"read", "audit"}:
        raise refusal(ForbiddenError, "token-no-read")


@router.get("/welcome")
def show_welcome(request: Request, state: CurrentState) -> WelcomeOut:
    """Say whose server this is and how one signs in: all that a stranger learns."""
    secret = session_secret(request, state)
    user = session_user(state, secret)
    pack, oidc = state.service.workspace.pack, state.settings.oidc
    return WelcomeOut(
        mission=pack.title,
        site=state.service.workspace.site,
        version=__version__,
        fictional=pack.fictional,
        provider=oidc.label if oidc else "",
        demo_roles=list(state.demo_accounts),
        session=session_out(user, secret) if user else None,
    )


@router.post("/session/demo")
async def begin_demo_session(
    choice: RoleChoice, request: Request, response: Response, state: CurrentState
) -> SessionOut:
    """Sign in as a role of the demo; only `sulh serve --demo` lets anybody."""
    account = state.demo_accounts.get(choice.role)
    if account is None or not demo.is_local(request):
        raise refusal(UnknownError, "no-demo")
    secret, device = await run_in_threadpool(begin, state, request, account, how="demo")
    return started_session(state, response, secret, device)


@router.get("/mission")
def get_mission(state: CurrentState, user: CurrentUser) -> MissionOut:
    """Return what was agreed, as names and words: parties, zones, agreements, provisions.

    Names and texts are in the language that the request prefers (Accept-Language) where the pack has them:
    those are `translated`; all others are in `language`, the pack's own.
    """
    check(user)
    own = state.service.workspace.pack
    pack = in_language(own, user.language)
    return MissionOut(
        language=own.languages[0],
        translated=sorted(translated_names(own, user.language)),
        title=pack.title,
        summary=pack.summary,
        site=state.service.workspace.site,
        timezone=str(pack.timezone),
        fictional=pack.fictional,
        exercise=state.exercise is not None or state.joined is not None,
        actors=[NamedActor.model_validate(each) for each in pack.actors.values()],
        zones=[Named.model_validate(each) for each in pack.zones.values()],
        acts=[Named.model_validate(each) for each in pack.acts.values()],
        items=[Named.model_validate(each) for each in pack.items.values()],
        agreements=[Named(id=each.id, name=each.title) for each in pack.agreements.values()],
        provisions=[ProvisionOut.model_validate(each) for each in pack.provisions],
    )


@router.get("/forms")
def list_forms(state: CurrentState, user: CurrentUser) -> FormsOut:
    """List the forms of all kinds of record, with the words of this mission to choose from.

    `enterable`: the account may enter reports of this kind. Who may not rate gets no fields for a rating.
    """
    check(user)
    pack = state.service.workspace.pack
    words = form_words(pack)
    forms = [
        {
            "kind": kind.name,
            "title": kind.title,
            "meaning": kind.meaning,
            "version": form_version(kind, pack),
            "fields": [
                each
                for each in web_fields(kind, words)
                if user.role in RATES or each["name"] not in RATING
            ],
            "enterable": user.may("submit") and may_enter(user.role, kind.name),
        }
        for kind in RECORD_KINDS
    ]
    return FormsOut(forms=[FormOut.model_validate(each) for each in forms])


@router.get("/layers")
def get_layers(state: CurrentState, user: CurrentUser) -> Layers:
    """Return the pack's places as one GeoJSON collection (lon, lat, WGS 84).

    `layer` of a feature is zone, line, site or base; `accuracy_m` says how far it may lie off.
    """
    check(user)
    pack = state.service.workspace.pack
    places: list[tuple[str, Any, Any]] = [
        *(("base", each, each.geometry) for each in pack.base),
        *(("zone", each, each.geometry) for each in pack.zones.values() if each.geometry),
        *(("line", each, each.geometry) for each in pack.lines.values()),
        *(("site", each, shapely.Point(each.lon, each.lat)) for each in pack.sites.values()),
    ]
    return Layers(
        features=[
            {
                "type": "Feature",
                "properties": {
                    "id": each.id,
                    "name": each.name,
                    "layer": layer,
                    "kind": getattr(each, "kind", ""),
                    "accuracy_m": getattr(each, "accuracy_m", None),
                },
                "geometry": shapely.geometry.mapping(geometry),
            }
            for layer, each, geometry in places
        ]
    )


@router.get("/records/latest")
def list_latest(
    state: CurrentState,
    user: CurrentUser,
    kind: Words = [],  # noqa: B006 -- FastAPI copies it
    site: Words = [],  # noqa: B006 -- FastAPI copies it
    simulated: bool | None = None,
    since: Time = "",
    as_of: Time = "",
    words: Annotated[str, Query(max_length=200)] = "",
    before: Annotated[str, Query(pattern="^([0-9a-f]{64})?$", description="a record's id")] = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> LatestOut:
    """List the records that the user may read, the one recorded last first.

    While `more` is true, ask again with `before` = the last id, for the earlier ones.
    """
    clock = state.service.workspace.pack.timezone
    query = RecordQuery(
        kinds=frozenset(kind),
        sites=frozenset(site),
        since=parse_time("since", since, clock, "start"),
        as_of=parse_time("as_of", as_of, clock),
        simulated=simulated,
    )
    views, more = read_latest(state.service, user, query, words=words, before=before, limit=limit)
    rows = (record_json_for(user, each, state.service) for each in views)
    return LatestOut(records=[OneRecordOut.model_validate(row) for row in rows], more=more)


@router.get("/findings/{finding}/explanation")
async def explain_one(
    finding: FindingId,
    state: CurrentState,
    user: CurrentUser,
    query: FindingsOf,
    lang: Language = "en",
) -> ExplanationOut:
    """Say in words why a finding is what it is, and what would settle it."""
    findings_state = await judged_for(state, user, query)

    def look() -> ExplanationOut:
        readable = readable_findings(findings_state, user, id=finding)
        if not readable:
            raise refusal(UnknownError, "no-finding")
        log_findings(state.service, user, readable)
        question = state.findings.resolve(query)
        words = explanation_for(state.service, user, readable[0], question, lang)
        return ExplanationOut.model_validate(words)

    return await run_in_threadpool(look)
