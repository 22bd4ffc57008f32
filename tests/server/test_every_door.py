"""Somebody from outside asks every address of two missions that differ by what is hidden: each answer is the same.

Status, headers and bytes: counts, entity tags, pages, order, errors, refusals. The list of addresses is the router's.
"""

import random
import re
import time
from itertools import chain

import pytest
from taxii2client.v21 import ApiRoot, Server, as_pages
from tests.server.doors import ASKED, BY_DESIGN, CONSOLE, NOT_ASKED, SHARE
from tests.server.two_worlds import SECRET, begin, hide, keep_on, two_worlds

from sulh.server import console, pages
from sulh.server.app import ROUTERS
from sulh.server.routes import oidc
from sulh.server.share import kept_views

OWN_HEADERS = {"date", "x-request-id"}
TAXII = "application/taxii+json;version=2.1"
PLACES_IN_CHAIN = (
    (re.compile(rb"hq:\d+"), b"hq:N"),
    (re.compile(rb'"(computed_at|at|since|until|start|end)":"2024-0[36][^"]*"'), rb'"\1":"T"'),
)
"""How long the headquarters' chain is, its signed heads say to all who countersign them; and a page of the console is
computed anew when a record comes in."""


def routes():
    """Yield the method and path of each route."""
    for router in (*ROUTERS, oidc.router, pages.router, console.router):
        for route in router.routes:
            yield from ((method, route.path) for method in route.methods)


def test_every_address_is_asked_or_is_named_with_the_reason():
    """A new route stands in `tests/server/doors.py` before it is merged."""
    paths = {path for method, path in routes() if method == "GET"}
    assert paths | {"/openapi.json"} == ASKED.keys() | NOT_ASKED.keys()
    assert not ASKED.keys() & NOT_ASKED.keys()
    assert BY_DESIGN.keys() <= CONSOLE.keys()


def questions(doors, words):
    """Return path, address and query of each question."""
    asked = []
    for path, ways in doors.items():
        for places, query in ways:
            filled = path
            for name, value in places.items():
                filled = filled.replace(f"{{{name}}}", str(value))
            asked.append(
                (path, filling(filled, words), {k: filling(v, words) for k, v in query.items()})
            )
    return asked


def filling(text, words):
    for name, value in words.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def asked(client, url, query):
    """Return the answer to a question, once it is there."""
    headers = {"accept": TAXII} if url.startswith("/taxii2") else {}
    for _ in range(600):
        answer = client.get(url, params=query, headers=headers)
        if answer.status_code != 429 and not answer.content.startswith(b'{"state":"waiting"'):
            return answer
        time.sleep(0.1)
    raise AssertionError(f"{url} never answered")


def seen(answer, path):
    """Return of an answer what may not differ."""
    headers = {name: value for name, value in answer.headers.items() if name not in OWN_HEADERS}
    content = answer.content
    if path in CONSOLE:
        headers.pop("content-length", "")
        for pattern, word in PLACES_IN_CHAIN:
            content = pattern.sub(word, content)
    return answer.status_code, headers, content


def check(pair, role, asked_now):
    """Ask both; return the statuses of each path."""
    plain, fuller = (each.client(role) for each in pair.both)
    statuses = {}
    for path, url, query in asked_now:
        one, other = (asked(each, url, query) for each in (plain, fuller))
        assert other.status_code < 500, (url, query, other.text)
        statuses.setdefault(path, set()).add(other.status_code)
        assert SECRET.encode() not in other.content, (role, url, query)
        if path not in BY_DESIGN:
            assert seen(one, path) == seen(other, path), (role, url, query)
    return statuses


@pytest.fixture(scope="module")
def late(tmp_path_factory):
    """Yield both worlds after all that happens in them."""
    with two_worlds(tmp_path_factory.mktemp("late")) as pair:
        chance = random.Random(1)
        begin(pair)
        hide(pair, chance)
        keep_on(pair, chance)
        yield pair


def test_one_question_at_each_door_tells_nothing_of_what_is_hidden(late):
    some = [next(iter(each)) for each in _by_path(questions(SHARE, late.words)).values()]
    check(late, "liaison", some)


def _by_path(several):
    by_path = {}
    for each in several:
        by_path.setdefault(each[0], []).append(each)
    return by_path


def test_clients_of_others_get_the_same_of_both(late):
    """taxii2-client: what it finds from the discovery on, page by page."""

    def everything(served):
        secret = served.tokens["contributor"]
        server = Server(f"{served.url}/taxii2/", user="any", password=secret)
        found = [server.title, server.description]
        for name in ("mission", "exercise"):
            root = ApiRoot(f"{served.url}/taxii2/{name}/", user="any", password=secret)
            for each in root.collections:
                found.append((each.id, each.title, each.can_read, each.can_write))
                if each.can_read:
                    found += as_pages(each.get_objects, per_request=2)
                    found += as_pages(each.get_manifest, per_request=3)
        return found

    plain, fuller = map(everything, late.both)
    assert plain == fuller
    assert len(plain) > 6


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "role"), [(2, "liaison"), (3, "contributor")])
def test_no_question_tells_anything_of_what_is_hidden(tmp_path, monkeypatch, seed, role):
    """Hidden records come between the others, are corrected, taken back, released to others, and read."""
    # Else a view that was slow to make holds on, in one world longer than in the other.
    monkeypatch.setattr(kept_views, "REST", 0.0)
    chance = random.Random(seed)
    statuses = {}
    with two_worlds(tmp_path) as pair:
        begin(pair)
        for turn in range(3):
            hide(pair, chance, every=turn == 2)
            keep_on(pair, chance)
            everything = questions(ASKED, pair.words)
            some = everything if turn == 2 else chance.sample(everything, len(everything) // 4)
            for path, codes in check(pair, role, some).items():
                statuses.setdefault(path, set()).update(codes)
    assert {path for path, codes in statuses.items() if 200 in codes} >= {
        path
        for path in SHARE
        if "status" not in path and "/share/" not in path and "export" not in path
    }
    assert set(chain(*statuses.values())) <= {200, 304, 400, 403, 404, 422}
