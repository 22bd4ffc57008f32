"""Routes of TAXII 2.1: discovery, API roots, collections, objects, manifests, versions, status.

Standard: OASIS TAXII Version 2.1 (2021). Clients sign in with HTTP Basic, an API token as the password.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import orjson
from anyio import to_thread
from fastapi import APIRouter, Depends, Path, Request, Response

from sulh.errors import InputError
from sulh.server.errors import ForbiddenError, MediaTypeError, UnknownError
from sulh.server.share.taxii import ROOTS
from sulh.server.state import CurrentState, CurrentUser, own_turn
from sulh.share.threats.stix import read_objects
from sulh.share.threats.taxii import (
    MEDIA_TYPE,
    Collection,
    Page,
    envelope,
    manifest,
    read_query,
    versions,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sulh.server.access.principal import Principal
    from sulh.server.state import AppState

__all__ = ["router"]

ACCEPTABLE = frozenset({"application/taxii+json", "application/*", "*/*"})
REFUSED = re.compile(r";\s*q=0(\.0*)?\s*(;|$)", re.IGNORECASE)
"""What a client names as what it does not take (RFC 9110, 12.4.2)."""


def media_type(text: str) -> tuple[str, str]:
    """Return the type and the version of one media range."""
    name, *parameters = (each.strip().lower() for each in text.split(";"))
    version = next((each[8:].strip('"') for each in parameters if each.startswith("version=")), "")
    return name, version


async def acceptable(request: Request) -> None:
    """Refuse a client that does not take TAXII 2.1.

    Raises
    ------
    MediaTypeError
        With status 406.
    """
    words = request.headers.get("accept", "*/*").split(",")
    ranges = [media_type(each) for each in words if not REFUSED.search(each)]
    if not any(name in ACCEPTABLE and version in {"", "2.1"} for name, version in ranges):
        raise MediaTypeError(
            "This server answers in TAXII 2.1.", status=406, remedy=f"Accept: {MEDIA_TYPE}"
        )


router = APIRouter(
    prefix="/taxii2",
    tags=["taxii"],
    dependencies=[Depends(acceptable), Depends(own_turn)],
    include_in_schema=False,  # the standard describes it, and its brackets in queries are none of OpenAPI's
)
Identity = Annotated[str, Path(max_length=300)]


async def current_root(root: Annotated[str, Path(max_length=40)]) -> bool:
    """Return whether an API root serves what is simulated.

    Raises
    ------
    UnknownError
        When there is no such root.
    """
    if root not in ROOTS:
        raise UnknownError("There is no such API root.")
    return ROOTS[root]


Simulated = Annotated[bool, Depends(current_root)]


def answer(
    content: bytes | dict[str, Any], code: int = 200, headers: dict[str, str] | None = None
) -> Response:
    """Return a TAXII answer."""
    body = content if isinstance(content, bytes) else orjson.dumps(content)
    return Response(body, code, headers, media_type=MEDIA_TYPE)


@router.get("/")
async def discovery(state: CurrentState, user: CurrentUser) -> Response:
    """Say which API roots there are."""
    base = f"{state.settings.origin}/taxii2"
    return answer(
        {
            "title": f"Sulh: {state.service.workspace.pack.title}",
            "description": "Threats to the mission, and an exercise apart from them.",
            "default": f"{base}/mission/",
            "api_roots": [f"{base}/{name}/" for name in ROOTS],
        }
    )


@router.get("/{root}/")
async def api_root(state: CurrentState, user: CurrentUser, simulated: Simulated) -> Response:
    """Describe an API root."""
    title = state.service.workspace.pack.title
    return answer(
        {
            "title": f"{title} (exercise)" if simulated else title,
            "versions": [MEDIA_TYPE],
            "max_content_length": state.settings.body_bytes_max,
        }
    )


@router.get("/{root}/status/{status}/")
async def status(
    state: CurrentState, user: CurrentUser, simulated: Simulated, status: Identity
) -> Response:
    """Say what became of objects that this account added."""
    return answer(state.taxii.status(user, status))


def described(state: CurrentState, user: CurrentUser, collection: Collection) -> dict[str, Any]:
    """Return a collection as an account sees it."""
    content = {
        "id": collection.id,
        "title": collection.title,
        "description": collection.description,
        "alias": collection.name,
        "can_read": state.taxii.may_read(user, collection),
        "can_write": state.taxii.may_write(user, collection),
        "media_types": ["application/stix+json;version=2.1"],
    }
    return {name: value for name, value in content.items() if value != ""}


@router.get("/{root}/collections/")
async def collections(state: CurrentState, user: CurrentUser, simulated: Simulated) -> Response:
    """List the collections that an account may know of."""
    listed = [described(state, user, each) for each in state.taxii.listed(user)]
    return answer({"collections": listed} if listed else {})


@router.get("/{root}/collections/{collection}/")
async def one_collection(
    state: CurrentState, user: CurrentUser, simulated: Simulated, collection: Identity
) -> Response:
    """Describe a collection."""
    return answer(described(state, user, state.taxii.find(user, collection)))


async def find_page(
    request: Request,
    state: AppState,
    user: Principal,
    collection: str,
    *,
    simulated: bool,
    identity: str = "",
    all_versions: bool = False,
) -> Page:
    """Return the objects that a request asks for; with `identity` those of one object.

    Raises
    ------
    UnknownError
        When there is no such collection or object, or the account may not have it.
    """
    pairs = request.query_params.multi_items()
    if identity:
        pairs = [each for each in pairs if each[0] not in {"match[id]", "match[type]"}]
        pairs.append(("match[id]", identity))
    query = read_query(pairs)
    if all_versions:
        query = replace(query, version_words=frozenset({"all"}), version_times=frozenset())
    which = state.taxii.find(user, collection)

    def look() -> Page:
        page = state.taxii.page(user, which, query, simulated=simulated)
        if (
            identity
            and not page.items
            and not state.taxii.versions_of(user, which, [identity], simulated=simulated)
        ):
            raise UnknownError("There is no such object, or this account may not have it.")
        return page

    page = await to_thread.run_sync(look)
    state.disclosures.note(user, which.name, page.items, simulated=simulated)
    return page


async def page_of_collection(
    request: Request,
    state: CurrentState,
    user: CurrentUser,
    simulated: Simulated,
    collection: Identity,
) -> Page:
    """Return the objects of a collection that a request asks for."""
    return await find_page(request, state, user, collection, simulated=simulated)


def page_of_object(*, all_versions: bool) -> Callable[..., Awaitable[Page]]:
    """Return what finds an object's versions: all, or those that a request asks for."""

    async def find(
        request: Request,
        state: CurrentState,
        user: CurrentUser,
        simulated: Simulated,
        collection: Identity,
        identity: Identity,
    ) -> Page:
        return await find_page(
            request,
            state,
            user,
            collection,
            simulated=simulated,
            identity=identity,
            all_versions=all_versions,
        )

    return find


CollectionPage = Annotated[Page, Depends(page_of_collection)]


@router.get("/{root}/collections/{collection}/objects/")
async def objects(page: CollectionPage) -> Response:
    """Return objects of a collection, page by page."""
    return answer(envelope(page), headers=page.headers)


@router.post("/{root}/collections/{collection}/objects/")
async def add_objects(
    request: Request,
    state: CurrentState,
    user: CurrentUser,
    simulated: Simulated,
    collection: Identity,
) -> Response:
    """Add objects to a collection; the answer is their status, complete at once."""
    name, version = media_type(request.headers.get("content-type", ""))
    if name != "application/taxii+json" or version not in {"", "2.1"}:
        raise MediaTypeError(
            "This server takes TAXII 2.1.", status=415, remedy=f"Content-Type: {MEDIA_TYPE}"
        )
    which = state.taxii.find(user, collection)
    values = await to_thread.run_sync(read_objects, await request.body())
    if not values:
        raise InputError("There are no objects.", remedy='Send {"objects": […]}.')
    return answer(await state.taxii.add(user, which, values, simulated=simulated), 202)


@router.get("/{root}/collections/{collection}/manifest/")
async def collection_manifest(page: CollectionPage) -> Response:
    """List objects of a collection without their content."""
    return answer(manifest(page), headers=page.headers)


@router.get("/{root}/collections/{collection}/objects/{identity}/")
async def one_object(
    page: Annotated[Page, Depends(page_of_object(all_versions=False))],
) -> Response:
    """Return an object, its last version unless others are asked for."""
    return answer(envelope(page), headers=page.headers)


@router.delete("/{root}/collections/{collection}/objects/{identity}/")
async def delete_object(
    state: CurrentState,
    user: CurrentUser,
    simulated: Simulated,
    collection: Identity,
    identity: Identity,
) -> Response:
    """Refuse: what was reported stays in the ledger.

    Raises
    ------
    ForbiddenError
        Always.
    """
    state.taxii.find(user, collection)
    raise ForbiddenError(
        "Nothing is deleted here.", remedy="Add a version of the object with `revoked`: true."
    )


@router.get("/{root}/collections/{collection}/objects/{identity}/versions/")
async def object_versions(
    page: Annotated[Page, Depends(page_of_object(all_versions=True))],
) -> Response:
    """List the versions of an object."""
    return answer(versions(page), headers=page.headers)
