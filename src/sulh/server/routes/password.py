"""The route on which a person changes their own password."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from sulh.server.access.login import change_password
from sulh.server.routes.session import refuse_token, started_session
from sulh.server.schemas.own_account import PasswordIn
from sulh.server.schemas.records import SessionOut
from sulh.server.state import CurrentState, CurrentUser

router = APIRouter(prefix="/api/v1", tags=["session"])


@router.post("/password")
async def change_own_password(
    change: PasswordIn,
    request: Request,
    response: Response,
    state: CurrentState,
    user: CurrentUser,
) -> SessionOut:
    """Change one's own password. The account's other sessions and its tokens end; this one goes on, renewed."""
    refuse_token(user)
    secret, device = await change_password(
        state, request, user, present=change.present, new=change.new
    )
    return started_session(state, response, secret, device)
