"""The route of a monitor: Prometheus, with a token of its own."""

from __future__ import annotations

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST

from sulh.languages.refusals import refusal
from sulh.server.middleware.errors import ForbiddenError
from sulh.server.state import CurrentState, CurrentUser

router = APIRouter(tags=["metrics"])


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
def show_metrics(state: CurrentState, user: CurrentUser) -> Response:
    """Return counts, times and lengths in Prometheus's text format."""
    if not user.may("read metrics"):
        raise refusal(ForbiddenError, "no-metrics", role=user.term)
    return Response(state.metrics.text(), media_type=CONTENT_TYPE_LATEST)
