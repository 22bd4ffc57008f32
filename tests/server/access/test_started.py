"""Sign-ins that nobody finishes: a flood of them fills no memory and ends nobody else's."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from sulh.server.access.oidc import CALLS_MAX, OidcClient
from sulh.server.access.started import Started
from sulh.server.middleware.errors import BusyError
from sulh.server.settings import OidcSettings

NOW = datetime(2026, 1, 1, tzinfo=UTC)
AGE = timedelta(minutes=5)


def test_what_was_started_is_finished_once_and_in_time():
    started = Started(AGE)
    for key in "ab":
        started.add(key, key.upper(), now=NOW, address="x")
    assert started.finish("a", NOW + AGE) == "A"
    assert started.finish("a", NOW) is None
    assert started.finish("b", NOW + AGE + timedelta(seconds=1)) is None
    assert started.finish("c", NOW) is None


def test_a_flood_from_one_address_ends_its_own_only():
    """And the newest of its own is there as well."""
    started = Started(AGE, most=100)
    started.add("mine", 1, now=NOW, address="here")
    for number in range(5000):
        started.add(f"f{number}", 2, now=NOW, address="there")
        assert len(started) <= 100
    assert started.finish("mine", NOW) == 1
    assert started.finish("f4999", NOW) == 2
    assert started.finish("f1", NOW) is None


def test_what_is_too_old_makes_room_first():
    started = Started(AGE, most=3)
    for number in range(3):
        started.add(f"old{number}", 1, now=NOW, address="x")
    later = NOW + 2 * AGE
    started.add("new", 2, now=later, address="y")
    assert len(started) == 1
    assert started.finish("new", later) == 2


def test_a_slow_provider_is_asked_by_so_many_at_once(tmp_path):
    """The others are told to come again: a provider that hangs does not fill the server."""
    settings = OidcSettings(issuer="https://id.example", client_id="c")
    client = OidcClient(settings, origin="https://hq.example", folder=tmp_path)

    async def flood():
        hold = asyncio.Event()
        asked = [asyncio.create_task(client._call(hold.wait())) for _ in range(CALLS_MAX)]
        await asyncio.sleep(0)
        with pytest.raises(BusyError):
            await client._call(hold.wait())
        hold.set()
        await asyncio.gather(*asked)
        assert await client._call(hold.wait())

    asyncio.run(flood())
