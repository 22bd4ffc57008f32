"""Sign in by the organisation's provider (OpenID Connect): there and back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from sulh.languages.refusals import preferred_language, refusal
from sulh.server.access.login import begin
from sulh.server.middleware.errors import SignInError, UnknownError
from sulh.server.pages import error_page, own_page
from sulh.server.state import CurrentState, network_of, set_session

router = APIRouter(include_in_schema=False)
OIDC_COOKIE = "sulh_oidc"


@router.get("/oidc/begin")
async def begin_oidc(
    request: Request, state: CurrentState, target: Annotated[str, Query(max_length=2000)] = "/"
) -> Response:
    """Send the browser to the organisation's provider."""
    state.limit_sign_ins(request, "oidc")
    if state.oidc is None:
        raise refusal(UnknownError, "no-provider")
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
        raise refusal(UnknownError, "no-provider")
    try:
        identity, target = await state.oidc.finish(
            code=code,
            state=oidc_state,
            browser_state=request.cookies.get(OIDC_COOKIE, ""),
            now=state.now(),
        )
        account = await run_in_threadpool(state.accounts.by_oidc, identity)
        if account is None:
            raise refusal(SignInError, "not-linked", identity=identity)
    except SignInError as error:
        language = preferred_language(request.headers.get("accept-language", ""))
        return error_page(error, language, status=401)
    answer = RedirectResponse(target, 303)
    set_session(
        state,
        answer,
        *await run_in_threadpool(lambda: begin(state, request, account.id, how="OIDC")),
    )
    answer.delete_cookie(OIDC_COOKIE, path="/oidc")
    return answer
