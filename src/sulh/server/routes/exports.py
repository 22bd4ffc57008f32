"""Routes of the list pages as files, with the filters of the page; each shows what the page shows."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response
from fastapi.concurrency import run_in_threadpool

from sulh.mission import find_party, find_provision
from sulh.report.forms import ResultForms
from sulh.server.access.policy import EVIDENCE
from sulh.server.answers import export_tables as tables
from sulh.server.answers.exports import (
    Export,
    Format,
    Language,
    file_headers,
    forms_file,
    write_export,
)
from sulh.server.answers.mission_report import mission_report
from sulh.server.records.records import RecordQuery
from sulh.server.routes.accounts import check
from sulh.server.routes.findings import CurrentQuery, judged_for
from sulh.server.routes.query_times import parse_time
from sulh.server.routes.records import Time, Words, get_heads
from sulh.server.state import AppState, CurrentState, CurrentUser, own_turn

router = APIRouter(prefix="/api/v1/export", tags=["export"], dependencies=[Depends(own_turn)])

Text = Annotated[str, Query(max_length=200)]
KINDS = {"reports": "", "reads": "access", "countersignatures": "witness"}
EVENTS_MAX = 100_000


def file_answer(state: AppState, export: Export, form: Format, language: Language) -> Response:
    """Return a table as a file."""
    content, headers = write_export(
        export,
        form,
        language,
        mission=state.service.workspace.pack.title,
        moment=state.service.now(),
    )
    return Response(content, headers=headers)


def forms_answer(state: AppState, forms: ResultForms, name: str, form: Format) -> Response:
    """Return a result as a file, as the command line writes it."""
    content, headers = forms_file(forms, name, form, state.service.now())
    return Response(content, headers=headers)


@router.get("/records/{name}", response_class=Response)
def export_records(
    name: Literal["reports", "reads", "countersignatures"],
    state: CurrentState,
    user: CurrentUser,
    format: Format = "csv",  # noqa: A002 -- the word of the address
    lang: Language = "en",
    kind: Words = [],  # noqa: B006 -- FastAPI copies it
    site: Words = [],  # noqa: B006 -- FastAPI copies it
    simulated: bool | None = None,
    since: Time = "",
    as_of: Time = "",
    words: Text = "",
) -> Response:
    """Return the records of a list as a file, latest first: `reads` are the audit's, of who read what.

    Records of evidence are left out unless their kind is asked for.
    """
    clock = state.service.workspace.pack.timezone
    only = KINDS[name]
    query = RecordQuery(
        kinds=frozenset({only} if only else kind),
        without=EVIDENCE - frozenset(kind),
        sites=frozenset(site),
        since=parse_time("since", since, clock, "start"),
        as_of=parse_time("as_of", as_of, clock),
        simulated=simulated,
    )
    facts = (
        ("as-of", as_of),
        ("since", since),
        ("words", words),
        ("kind", "" if only else ", ".join(kind)),
    )
    export = tables.records_export(
        state.service, user, query, words=words, name=name, facts=facts, language=lang
    )
    return file_answer(state, export, format, lang)


@router.get("/findings", response_class=Response)
async def export_findings(
    state: CurrentState,
    user: CurrentUser,
    query: CurrentQuery,
    format: Format = "csv",  # noqa: A002 -- the word of the address
    lang: Language = "en",
    party: Text = "",
    provision: Text = "",
    verdict: Literal["", "met", "breached", "undetermined"] = "",
    words: Text = "",
    at: Time = "",
    as_of: Time = "",
) -> Response:
    """Return the findings of the agreement page as a file."""
    pack = state.service.workspace.pack
    equal = {
        "party": party and find_party(pack, party),
        "provision": provision and find_provision(pack, provision),
        "verdict": verdict,
    }
    findings_state = await judged_for(state, user, query)
    facts = (("at", at), ("as-of", as_of), ("words", words))

    def look() -> Response:
        export = tables.findings_export(
            state.service,
            user,
            findings_state,
            equal=equal,
            words=words,
            facts=facts,
            language=lang,
        )
        return file_answer(state, export, format, lang)

    return await run_in_threadpool(look)


@router.get("/report", response_class=Response)
async def export_report(
    state: CurrentState,
    user: CurrentUser,
    query: CurrentQuery,
    format: Literal["html", "pdf"] = "pdf",  # noqa: A002 -- the word of the address
    lang: Language = "en",
) -> Response:
    """Return the mission's report, as `sulh report` writes it.

    Only roles that read every marking get it (403 otherwise), whatever is recorded. It is marked as the
    strictest of what it rests on.
    """

    def make() -> bytes:
        return mission_report(
            state.service,
            user,
            query,
            state.findings.resolve(query).at or state.service.now(),
            is_pdf=format == "pdf",
            language=lang,
        )

    content = await run_in_threadpool(make)
    return Response(content, headers=file_headers("report", format, state.service.now()))


@router.get("/accounts", response_class=Response)
def export_accounts(
    state: CurrentState,
    user: CurrentUser,
    format: Format = "csv",  # noqa: A002 -- the word of the address
    lang: Language = "en",
    words: Text = "",
    role: Text = "",
) -> Response:
    """Return the accounts as a file, without their secrets."""
    check(user, "read accounts")
    export = tables.accounts_export(
        state.accounts.all(), words=words, role=role, language=lang, facts=(("words", words),)
    )
    return file_answer(state, export, format, lang)


@router.get("/account-events", response_class=Response)
def export_events(
    state: CurrentState,
    user: CurrentUser,
    format: Format = "csv",  # noqa: A002 -- the word of the address
    lang: Language = "en",
    words: Text = "",
) -> Response:
    """Return the events of accounts as a file, the oldest first."""
    check(user, "read account events")
    events = state.accounts.events(limit=EVENTS_MAX)
    return file_answer(
        state, tables.events_export(events, words=words, facts=(("words", words),)), format, lang
    )


@router.get("/heads", response_class=Response)
def export_heads(
    state: CurrentState,
    user: CurrentUser,
    format: Format = "csv",  # noqa: A002 -- the word of the address
    lang: Language = "en",
    words: Text = "",
) -> Response:
    """Return the signed heads of all sites as a file."""
    return file_answer(
        state, tables.heads_export(get_heads(state, user), words=words), format, lang
    )
