"""Heavy requests of one account wait for each other; nobody else waits for them."""

import asyncio
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import ClientDisconnect, Request
from tests.server.served import serving

from sulh.server.middleware.errors import TooManyError
from sulh.server.state import own_turn
from sulh.server.work.turns import AccountTurns

DOORS = (
    "/api/v1/ogc/mission",
    "/api/v1/ogc/mission/collections/incident/items",
    "/api/v1/ogc/mission/file/gpkg",
    "/api/v1/ogc/mission/feed.atom",
    "/api/v1/export/records/reports",
    "/api/v1/export/report",
    "/taxii2/mission/collections/",
)


@given(st.lists(st.sampled_from("abc"), max_size=40), st.integers(1, 3))
def test_no_account_does_more_at_once_than_it_may(accounts, at_once):
    async def run():
        turns = AccountTurns(at_once=at_once, waiting_max=40)
        working, done = [], []

        async def work(account):
            async with turns.take(account):
                working.append(account)
                assert working.count(account) <= at_once
                await asyncio.sleep(0)
                working.remove(account)
                done.append(account)

        await asyncio.gather(*map(work, accounts))
        assert sorted(done) == sorted(accounts)
        assert (dict(turns._present), turns._turns) == ({}, {})  # nothing piles up

    asyncio.run(run())


def test_too_much_is_refused_and_what_fails_gives_its_turn_back():
    async def run():
        turns = AccountTurns(at_once=1, waiting_max=0)
        async with turns.take("a"), turns.take("b"):
            with pytest.raises(TooManyError):
                async with turns.take("a"):
                    pass
        with pytest.raises(ZeroDivisionError):
            async with turns.take("a"):
                raise ZeroDivisionError
        async with turns.take("a"):
            pass

    asyncio.run(run())


@pytest.mark.parametrize(("method", "is_done"), [("GET", False), ("POST", True)])
def test_nothing_is_done_for_a_client_that_has_gone(method, is_done):
    """Sixty files that nobody waited for kept an account from its map; a body that was sent is still taken."""

    async def gone():
        return {"type": "http.disconnect"}

    async def run():
        state, user = SimpleNamespace(turns=AccountTurns()), SimpleNamespace(account="a")
        request = Request({"type": "http", "method": method, "headers": []}, gone)
        done = False
        try:
            async for _ in own_turn(request, state, user):
                done = True
        except ClientDisconnect:
            pass
        assert (done, dict(state.turns._present)) == (is_done, {})

    asyncio.run(run())


def test_every_heavy_door_takes_turns_by_account(tmp_path):
    with serving(tmp_path / "mission") as hq:
        busy, other = hq.client("watch officer"), hq.client("analyst")
        account = next(each.id for each in hq.accounts.all() if each.role == "watch officer")
        turns = hq.app.state.sulh.turns
        turns._present[account] = turns.at_once + turns.waiting_max
        for door in DOORS:
            answer = busy.get(door)
            assert (answer.status_code, answer.headers.get("retry-after")) == (429, "10"), door
            assert other.get(door).status_code in {200, 403}, door
        assert busy.get("/api/v1/session").status_code == 200
        del turns._present[account]
        assert busy.get(DOORS[0]).status_code == 200
