"""A real server on a free port of this machine, over a mission on the fictional island."""

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

import httpx

from sulh import workspace
from sulh.server import Accounts, MissionService, Settings, SqliteDatabase, make_token
from sulh.server.access.passwords import hash_password
from sulh.server.access.policy import OUTSIDE, ROLES, SCOPES
from sulh.server.app import make_app
from sulh.server.serve import Address, bind, server_on

PASSWORD = "correct horse battery"
MADE = datetime(2020, 1, 1, tzinfo=UTC)
PARTY = {"liaison": "RED", "contributor": "NOR"}


@cache
def known_hash():
    """Hash the roles' password once: a hash costs more than the rest of an account."""
    return hash_password(PASSWORD)


class Clock:
    """The real time and an offset that a test may change."""

    def __init__(self):
        self.ahead = timedelta()

    def __call__(self):
        """Return the time."""
        return datetime.now(UTC) + self.ahead


@dataclass
class Served:
    """A server that runs: its address, its insides, an account and a token a role."""

    url: str
    folder: object
    service: MissionService
    accounts: Accounts
    clock: Clock
    app: object
    tokens: dict
    clients: list = field(default_factory=list)

    @property
    def cookie(self):
        """The session cookie's name."""
        return self.app.state.sulh.cookie

    def client(self, role="", token="", **more):
        """Return a client that speaks for a role, with a token or as nobody."""
        secret = token or self.tokens.get(role, "")
        headers = {"authorization": f"Bearer {secret}"} if secret else {}
        client = httpx.Client(base_url=self.url, headers=headers, timeout=60, **more)
        self.clients.append(client)
        return client

    def account(self, name, role, *, party="", scopes=SCOPES, password=""):
        """Make an account and return its token."""
        made = self.accounts.add(
            name, role=role, party=party, password=password, now=self.clock(), by="test"
        )
        return make_token(
            self.accounts, made.id, label="t", scopes=scopes, days=30, now=self.clock(), by="test"
        )

    def signed_in(self, name, **more):
        """Return a client with a session, and its CSRF token as a default header."""
        client = self.client(**more)
        answer = client.post("/api/v1/session", json={"name": name, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        client.headers["x-csrf-token"] = answer.json()["csrf"]
        return client


@contextmanager
def serving(folder, *, scenario=None, **settings):
    """Set up a mission in `folder`, or a live exercise of a scenario, serve it, and stop at the end."""
    if scenario is None:
        workspace.set_up(folder, pack_name="example", site="hq", now=MADE).store.close()
    elif not folder.exists():
        workspace.set_up_live(folder, scenario, seed=7)
    clock = Clock()
    live = workspace.LiveExercise(folder, real=clock) if scenario else None
    listening = bind(Address(port=0))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    settings = Settings(**({"origin": url, "sign_ins_per_minute": 10_000} | settings))
    mission_clock = live.clock if live else clock
    service = MissionService(
        folder,
        now=mission_clock,
        default=settings.default_marking,
        collections=settings.collections,
    )
    database = SqliteDatabase(folder / "accounts.sqlite")
    accounts = Accounts(database)
    app = make_app(service, accounts, settings, now=clock, live=live)
    server = server_on(app, Address(), connections_max=settings.connections_max)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    for _ in range(500):
        if server.started:
            break
        time.sleep(0.01)
    assert server.started
    served = Served(url, folder, service, accounts, clock, app, {})
    for role in ROLES:
        party = PARTY[role] if role in OUTSIDE else ""
        name = role.replace(" ", "-")
        if name not in {each.name for each in accounts.all()}:
            served.tokens[role] = served.account(name, role, party=party)
            database.run("UPDATE account SET password = ? WHERE name = ?", known_hash(), name)
    try:
        yield served
    finally:
        for client in served.clients:
            client.close()
        server.should_exit = True
        thread.join(20)
        listening.close()
        service.close()
        database.close()


def incident(ref, *, source="team", **more):
    """Return a row of the report form."""
    return {
        "kind": "incident",
        "ref": ref,
        "source": source,
        "start": "2021-02-01",
        "lon": -30,
        "lat": -44.5,
        "accuracy_m": 50,
        "actor": "Red Army",
        "act": "direct-fire",
    } | more


def tanks(best, ref="V1-t", inspection="V1", start="2021-01-10"):
    """Return the rows of a visit that counted so many tanks."""
    shared = {"source": "team", "start": start, "zone": "north"}
    rated = {"reliability": "A", "credibility": 1}
    return [
        {"kind": "inspection", "ref": inspection, "complete": "yes", "duty": "verification"}
        | {"inspector": "Island Observer Mission"}
        | shared
        | rated,
        {"kind": "observation", "ref": ref, "actor": "Red Army", "item": "tank", "best": best}
        | {"inspection": inspection}
        | shared
        | rated,
    ]


def submit(client, *rows, **more):
    """Submit rows and return the intake."""
    answer = client.post("/api/v1/reports", json={"rows": list(rows)} | more)
    assert answer.status_code == 200, answer.text
    return answer.json()


def everything(client, **query):
    """Return all records that a client may read, page by page."""
    found, after = [], ""
    while True:
        page = client.get("/api/v1/records", params=query | {"after": after}).json()
        found += page["records"]
        after = page["cursor"]
        if not page["more"]:
            return found
