"""`sulh serve` as a process of its own, with its log in a file."""

import json
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import httpx
from tests.server.served import MADE, PARTY, PASSWORD

from sulh import workspace
from sulh.server import Accounts, SqliteDatabase, make_token
from sulh.server.access.policy import OUTSIDE, ROLES, SCOPES


@dataclass
class Commanded:
    """A server's address, its process, its log so far, and a token for each role."""

    url: str
    process: subprocess.Popen
    log: object
    tokens: dict
    clients: list = field(default_factory=list)

    def lines(self):
        """Return the log's lines, each parsed."""
        return [json.loads(line) for line in self.log.read_text().splitlines()]

    def answer_lines(self, count):
        """Wait for the lines of so many answers: each is written just after its answer left."""
        for _ in range(600):
            lines = [each for each in self.lines() if "client" in each]
            if len(lines) >= count:
                return lines
            time.sleep(0.1)
        raise AssertionError(self.lines())

    def client(self, role="", **more):
        """Return a client that speaks for a role, or as nobody."""
        headers = {"authorization": f"Bearer {self.tokens[role]}"} if role else {}
        own = {"base_url": self.url, "headers": headers, "timeout": 60, "trust_env": False}
        self.clients.append(httpx.Client(**own | more))
        return self.clients[-1]


def free_port():
    """Return a port of this machine that nobody uses."""
    with socket.socket() as each:
        each.bind(("127.0.0.1", 0))
        return each.getsockname()[1]


def make_accounts(folder):
    """Make an account for each role; return their tokens."""
    database = SqliteDatabase(folder / "accounts.sqlite")
    accounts, now = Accounts(database), datetime.now(UTC) - timedelta(seconds=5)
    tokens = {}
    for role in ROLES:
        party = PARTY[role] if role in OUTSIDE else ""
        name = role.replace(" ", "-")
        made = accounts.add(name, role=role, party=party, password=PASSWORD, now=now, by="test")
        tokens[role] = make_token(
            accounts, made.id, label="t", scopes=SCOPES, days=30, now=now, by="test"
        )
    database.close()
    return tokens


@contextmanager
def commanding(folder, *options):
    """Serve a new mission in `folder` with `sulh serve OPTIONS` and stop it at the end."""
    if not folder.exists():
        workspace.set_up(folder, pack_name="example", site="hq", now=MADE).store.close()
    tokens = {} if (folder / "accounts.sqlite").exists() else make_accounts(folder)
    log = folder.with_name(f"{folder.name}.log")
    port = free_port()
    command = "from sulh.cli import main; main()"
    with log.open("wb") as err:
        process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                command,
                "-C",
                str(folder),
                "serve",
                "--port",
                str(port),
                *options,
            ],
            stdout=subprocess.PIPE,
            stderr=err,
            text=True,
        )
    try:
        first = process.stdout.readline()
        for _ in range(600):
            if "startup complete" in log.read_text():
                break
            assert process.poll() is None, (first, log.read_text())
            time.sleep(0.1)
        served = Commanded(f"http://127.0.0.1:{port}", process, log, tokens)
        yield served
        for client in served.clients:
            client.close()
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()
