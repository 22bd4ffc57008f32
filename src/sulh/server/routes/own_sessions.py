"""Routes of one's own sessions: to list them, and to end them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request

from sulh.server.access.grounds import digest_of
from sulh.server.access.sessions import end_own_sessions, session_id, sessions_of
from sulh.server.routes.session import refuse_stale, refuse_token
from sulh.server.schemas.own_account import OwnSession, OwnSessionsOut
from sulh.server.state import CurrentState, CurrentUser, session_secret

router = APIRouter(prefix="/api/v1/sessions", tags=["session"])


@router.get("")
def list_sessions(request: Request, state: CurrentState, user: CurrentUser) -> OwnSessionsOut:
    """List one's own sessions that go on: since when, from where, by which browser."""
    refuse_token(user)
    sessions = sessions_of(state.accounts, user.account, now=state.now())
    return OwnSessionsOut(
        sessions=list(map(OwnSession.model_validate, sessions)),
        current=session_id(digest_of(session_secret(request, state))),
    )


@router.delete("", status_code=204)
def end_other_sessions(request: Request, state: CurrentState, user: CurrentUser) -> None:
    """End all of one's own sessions but the one that asks."""
    refuse_stale(user, state)
    secret = session_secret(request, state)
    end_own_sessions(state.accounts, user.account, secret=secret, now=state.now())


@router.delete("/{session}", status_code=204)
def end_session(
    session: Annotated[str, Path(pattern="^[0-9a-f]{12}$", description="as the list says")],
    request: Request,
    state: CurrentState,
    user: CurrentUser,
) -> None:
    """End one of one's own sessions."""
    refuse_stale(user, state)
    secret = session_secret(request, state)
    end_own_sessions(state.accounts, user.account, secret=secret, session=session, now=state.now())
