"""OGC API - Features (17-069r4, 19-079r2): the mission's picture for geographic information systems.

``/api/v1/ogc/mission`` has what happened, ``/api/v1/ogc/exercise`` what an exercise made.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal
from urllib.parse import quote, urlencode

import numpy as np
import orjson
from fastapi import APIRouter, Depends, Path, Request, Response

from sulh.errors import InputError, shown
from sulh.server.access.principal import Principal
from sulh.server.middleware.errors import UnknownError
from sulh.server.share.outside_picture import OutsideView, collection_of
from sulh.server.state import AppState, CurrentState, CurrentUser, own_turn
from sulh.share.atom import feed_bytes, newest_first
from sulh.share.features import (
    CRS84,
    GEOJSON,
    LIMIT,
    LIMIT_MAX,
    OPENAPI,
    SCHEMA_JSON,
    Collection,
    ItemsQuery,
    collection_document,
    collection_id,
    collection_json,
    conformance_document,
    feature_json,
    items_page,
    landing_document,
    openapi_document,
    parse_bbox,
    parse_datetime,
    queryables_document,
    select_rows,
)
from sulh.share.files import (
    FILE_TYPES,
    ROWS_OF_FILE_MAX,
    FileForm,
    file_bytes,
    geopackage_bytes,
)
from sulh.share.filters import FILTER_LANGUAGES, parse_filter
from sulh.share.tiles import TILE_MEDIA, tile_bytes, tile_rows

router = APIRouter(prefix="/api/v1/ogc/{world}", tags=["picture"], dependencies=[Depends(own_turn)])

World = Literal["mission", "exercise"]
Name = Annotated[str, Path(max_length=80)]
COMMON = frozenset({"f", "lang"})
QUERY = frozenset(
    {"limit", "bbox", "bbox-crs", "crs", "datetime", "filter", "filter-lang", "filter-crs", "after"}
)
JSON_FORMS = frozenset({"", "json", "geojson"})


def base_of(state: AppState, world: World) -> str:
    """Return the address of the API, without a slash at the end."""
    return f"{state.settings.origin}/api/v1/ogc/{world}"


def read_parameters(request: Request, allowed: frozenset[str]) -> dict[str, str]:
    """Return the parameters of a request, each at most once.

    Raises
    ------
    InputError
        When one is unknown or stands twice: the standard asks for it, and a slip in a name must not read as
        an answer.
    """
    values: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name not in allowed:
            names = ", ".join(sorted(allowed))
            raise InputError(
                f"{shown(name)!r} is no parameter here.", remedy=f"There are: {names}."
            )
        if name in values:
            raise InputError(f"The parameter {name} stands twice.")
        values[name] = value
    return values


def view_of(
    request: Request,
    state: AppState,
    user: Principal,
    world: World,
    allowed: frozenset[str] = frozenset(),
) -> tuple[OutsideView, dict[str, str]]:
    """Return what the user may have and the parameters of a request for documents."""
    values = read_parameters(request, COMMON | allowed)
    if values.get("f", "") not in JSON_FORMS:
        raise InputError(f"f: {shown(values['f'])!r} is no form of this.", remedy="Write f=json.")
    language = values.get("lang", "en")
    view = state.outside_picture.view_for(user, simulated=world == "exercise", language=language)
    return view, values


def selection_of(
    request: Request, state: AppState, user: Principal, world: World, name: str
) -> tuple[OutsideView, Collection]:
    """Return what the user may have, and of a collection all features that a request selects."""
    language = request.query_params.get("lang", "en")
    view = state.outside_picture.view_for(user, simulated=world == "exercise", language=language)
    collection = collection_of(view, name)
    values = read_parameters(
        request, COMMON | (QUERY - {"limit", "after"}) | property_names(collection)
    )
    keep = select_rows(collection, items_query(values, collection))
    return view, replace(collection, columns=collection.columns.rows(keep))


def answer(document: Any, media: str = "application/json") -> Response:
    """Return a document as JSON."""
    return Response(orjson.dumps(document), media_type=media)


@router.get("", response_class=Response)
def show_landing(
    request: Request, state: CurrentState, user: CurrentUser, world: World
) -> Response:
    """Show where everything is: the landing page of OGC API - Features."""
    view_of(request, state, user, world)
    title = state.service.workspace.pack.title
    exercise = " (exercise)" if world == "exercise" else ""
    document = landing_document(
        base_of(state, world),
        title=f"{title}{exercise}",
        description="The mission's picture, as far as this account may have it.",
    )
    return answer(document)


@router.get("/api", response_class=Response)
def show_description(
    request: Request, state: CurrentState, user: CurrentUser, world: World
) -> Response:
    """Show the description of this API (OpenAPI 3.0), as geographic information systems read it."""
    view, _ = view_of(request, state, user, world)
    document = openapi_document(
        base_of(state, world),
        view.collections.values(),
        title=state.service.workspace.pack.title,
    )
    return answer(document, OPENAPI)


@router.get("/conformance", response_class=Response)
def show_conformance(
    request: Request, state: CurrentState, user: CurrentUser, world: World
) -> Response:
    """List the classes of the standards that hold here."""
    view_of(request, state, user, world)
    return answer(conformance_document())


@router.get("/collections", response_class=Response)
def list_collections(
    request: Request, state: CurrentState, user: CurrentUser, world: World
) -> Response:
    """List the collections of features: one a kind of report, and the ground of the mission pack."""
    view, _ = view_of(request, state, user, world)
    base = base_of(state, world)
    link = {"href": f"{base}/collections", "rel": "self", "type": "application/json"}
    documents = [collection_document(base, each) for each in view.collections.values()]
    return answer({"links": [link], "collections": documents})


@router.get("/collections/{name}", response_class=Response)
def show_collection(
    request: Request, state: CurrentState, user: CurrentUser, world: World, name: Name
) -> Response:
    """Show what a collection is, and how far it reaches."""
    view, _ = view_of(request, state, user, world)
    return answer(collection_document(base_of(state, world), collection_of(view, name)))


@router.get("/collections/{name}/queryables", response_class=Response)
def show_queryables(
    request: Request, state: CurrentState, user: CurrentUser, world: World, name: Name
) -> Response:
    """Show which properties filters may name, as a JSON Schema."""
    view, _ = view_of(request, state, user, world)
    document = queryables_document(base_of(state, world), collection_of(view, name))
    return answer(document, SCHEMA_JSON)


@router.get("/collections/{name}/items", response_class=Response)
def list_items(
    request: Request, state: CurrentState, user: CurrentUser, world: World, name: Name
) -> Response:
    """List features of a collection as GeoJSON, page by page: follow the link `next`.

    `bbox`, `datetime`, `limit` and a property's own name select; `filter` is CQL2 as text, or as JSON with
    `filter-lang=cql2-json`.
    """
    language = request.query_params.get("lang", "en")
    view = state.outside_picture.view_for(user, simulated=world == "exercise", language=language)
    collection = collection_of(view, name)
    values = read_parameters(request, COMMON | QUERY | property_names(collection))
    page = items_page(collection, items_query(values, collection))
    state.outside_picture.note(user, view, "features", name, page.columns.frame["id"].to_list())
    here = f"{base_of(state, world)}/collections/{quote(name)}"
    links = [
        _link(_address(f"{here}/items", values), "self"),
        _link(here, "collection", "application/json"),
    ]
    if page.next:
        links.append(_link(_address(f"{here}/items", values | {"after": page.next}), "next"))
    return Response(collection_json(page, links), media_type=GEOJSON)


@router.get("/collections/{name}/items/{identity}", response_class=Response)
def show_item(
    request: Request,
    state: CurrentState,
    user: CurrentUser,
    world: World,
    name: Name,
    identity: Annotated[str, Path(max_length=80)],
) -> Response:
    """Show one feature of a collection as GeoJSON."""
    view, _ = view_of(request, state, user, world)
    collection = collection_of(view, name)
    places = np.flatnonzero(collection.columns.frame["id"].to_numpy() == identity)
    if not places.size:
        raise UnknownError(
            "There is no such feature, or this account may not have it.",
            remedy="Ids are those of the collection's items.",
        )
    state.outside_picture.note(user, view, "features", name, [identity])
    here = f"{base_of(state, world)}/collections/{quote(name)}"
    links = [
        _link(f"{here}/items/{quote(identity)}", "self"),
        _link(here, "collection", "application/json"),
    ]
    return Response(feature_json(collection.columns.rows(places), links), media_type=GEOJSON)


@router.get("/collections/{name}/file/{form}", response_class=Response)
def write_file(
    request: Request,
    state: CurrentState,
    user: CurrentUser,
    world: World,
    name: Name,
    form: FileForm,
) -> Response:
    """Return the features of a collection as a file, selected as its items are, all at once."""
    view, some = selection_of(request, state, user, world, name)
    content = file_bytes(some, form)
    state.outside_picture.note(user, view, "file", name, some.columns.frame["id"].to_list())
    return _file(content, form, f"{world}-{name}")


@router.get(
    "/collections/{name}/tiles/WebMercatorQuad/{zoom}/{row}/{column}", response_class=Response
)
def draw_tile(
    request: Request,
    state: CurrentState,
    user: CurrentUser,
    world: World,
    name: Name,
    zoom: int,
    row: int,
    column: int,
) -> Response:
    """Return a vector tile of a collection (Mapbox Vector Tile), selected as its items are."""
    view, some = selection_of(request, state, user, world, name)
    places = tile_rows(some.columns, zoom=zoom, column=column, row=row)
    within = replace(some, columns=some.columns.rows(places))
    state.outside_picture.note(user, view, "tiles", name, within.columns.frame["id"].to_list())
    content = tile_bytes(within, zoom=zoom, column=column, row=row)
    return Response(content, media_type=TILE_MEDIA)


@router.get("/feed.atom", response_class=Response)
def show_feed(request: Request, state: CurrentState, user: CurrentUser, world: World) -> Response:
    """Show what came in or changed last, as an Atom feed of at most 100 entries."""
    view, values = view_of(request, state, user, world)
    base = base_of(state, world)
    newest = newest_first(view.leaves)
    for name in sorted({each.kind for each in newest}):
        ids = [each.id for each in newest if each.kind == name]
        state.outside_picture.note(user, view, "feed", collection_id(name), ids)
    content = feed_bytes(
        newest,
        address=f"{base}/feed.atom",
        title=state.service.workspace.pack.title,
        base=base,
        language=values.get("lang", "en") if values.get("lang") in {"ar", "fr"} else "en",
    )
    return Response(content, media_type="application/atom+xml")


@router.get("/file/gpkg", response_class=Response)
def write_geopackage(
    request: Request, state: CurrentState, user: CurrentUser, world: World
) -> Response:
    """Return the whole picture as one GeoPackage with a layer for each collection."""
    view, _ = view_of(request, state, user, world)
    if sum(each.columns.height for each in view.collections.values()) > ROWS_OF_FILE_MAX:
        raise InputError(
            f"The picture has more than {ROWS_OF_FILE_MAX:,} features.",
            remedy="Take single collections: collections/NAME/file/gpkg.",
        )
    content = geopackage_bytes(view.collections.values())
    for name, each in view.collections.items():
        state.outside_picture.note(user, view, "file", name, each.columns.frame["id"].to_list())
    return _file(content, "gpkg", world)


def _file(content: bytes, form: FileForm, name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}.{form}"'}
    return Response(content, media_type=FILE_TYPES[form], headers=headers)


def property_names(collection: Collection) -> frozenset[str]:
    """Return the properties that may be asked for by their own names."""
    return frozenset(
        each.name for each in collection.columns.queryables.values() if each.type != "geometry"
    )


def items_query(values: dict[str, str], collection: Collection) -> ItemsQuery:
    """Return the query of a request's parameters.

    Raises
    ------
    InputError
        When one of them cannot be used.
    """
    for each in ("bbox-crs", "crs", "filter-crs"):
        if values.get(each, CRS84) != CRS84:
            raise InputError(f"{each}: only {CRS84} is known here.", remedy="Leave it out.")
    language = values.get("filter-lang", "cql2-text")
    if language not in FILTER_LANGUAGES:
        raise InputError(
            f"filter-lang: {shown(language)!r} is not known.",
            remedy=f"Write {' or '.join(FILTER_LANGUAGES)}.",
        )
    return ItemsQuery(
        bbox=parse_bbox(values.get("bbox", "")),
        between=parse_datetime(values.get("datetime", "")),
        equal={name: values[name] for name in values.keys() & property_names(collection)},
        tree=parse_filter(values["filter"], language) if "filter" in values else None,
        after=values.get("after", ""),
        limit=_limit(values.get("limit", "")),
    )


def _limit(text: str) -> int:
    """Return how many features a page has; more than the most is the most, as the standard has it."""
    if not text:
        return LIMIT
    if not text.isascii() or not text.isdigit() or len(text) > 12 or int(text) < 1:
        raise InputError(
            f"limit: {shown(text)!r} is no number of features.", remedy=f"Write 1 to {LIMIT_MAX}."
        )
    return min(int(text), LIMIT_MAX)


def _link(href: str, rel: str, media: str = GEOJSON) -> dict[str, str]:
    return {"href": href, "rel": rel, "type": media}


def _address(path: str, values: dict[str, str]) -> str:
    return f"{path}?{urlencode(values)}" if values else path
