"""Routes of the pages of what leaves as files, with the filters of the page."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Response

from sulh.server.answers.export_share import disclosures_export, preview_export
from sulh.server.answers.exports import ROWS_MAX, Format, Language
from sulh.server.routes.exports import file_answer
from sulh.server.routes.records import Time
from sulh.server.routes.share import CurrentFilter, CurrentPreview, Text, disclosures_for
from sulh.server.schemas.share import DisclosureOut
from sulh.server.share.sharing import preview_for, some_lines
from sulh.server.state import CurrentState, CurrentUser, own_turn

router = APIRouter(prefix="/api/v1/export", tags=["export"], dependencies=[Depends(own_turn)])
PAGE = 500


@router.get("/share-preview", response_class=Response)
def export_preview(
    state: CurrentState,
    user: CurrentUser,
    query: CurrentPreview,
    only: CurrentFilter,
    as_of: Time = "",
    format: Format = "csv",  # noqa: A002 -- the word of the address
    lang: Language = "en",
) -> Response:
    """Return a preview of what leaves as a file, for the mission's eyes: it names what stays."""
    lines = some_lines(preview_for(state.service, user, query)["lines"], only)
    facts = (
        ("share-to", query.clearance),
        ("share-for", query.purpose),
        ("share-released", ", ".join(query.names)),
        ("as-of", as_of),
        ("words", only.words),
    )
    export = preview_export(state.service, user, lines, facts=facts, language=lang)
    return file_answer(state, export, format, lang)


@router.get("/disclosures", response_class=Response)
def export_disclosures(
    state: CurrentState,
    user: CurrentUser,
    as_of: Time = "",
    simulated: bool = False,
    words: Text = "",
    format: Format = "csv",  # noqa: A002 -- the word of the address
    lang: Language = "en",
) -> Response:
    """Return the records of what left as a file, the latest first."""
    rows: list[DisclosureOut] = []
    before, more = "", True
    while more and len(rows) < ROWS_MAX:
        page = disclosures_for(
            state, user, as_of, simulated=simulated, words=words, before=before, limit=PAGE
        )
        if not page.disclosures:
            break
        rows += page.disclosures
        before, more = page.disclosures[-1].id, page.more
    facts = (("as-of", as_of), ("words", words))
    export = disclosures_export(rows, more=more and bool(rows), facts=facts, language=lang)
    return file_answer(state, export, format, lang)
