"""TAXII 2.1: requests a second, next to medallion, the reference server of OASIS, on the same objects.

``SULH_BENCH_MEDALLION`` names a Python with medallion; each server runs in a process of its own and is asked
the same by the same client, one question after the other. medallion keeps everything in memory (its memory
backend); Sulh serves from its ledger, decides on the rights of each object and notes what left.
"""

from __future__ import annotations

import base64
import http.client
import json
import os
import resource
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from benchmarks.server import serving, wait_for
from benchmarks.tables import Table
from tests.share.threats.many import page_all

if TYPE_CHECKING:
    from collections.abc import Iterator

TAXII = "application/taxii+json;version=2.1"
NAMESPACE = UUID("5f3a6c1e-9c0e-4ad7-8f38-0c5be2d1d001")
SECONDS = 4.0
LOTS = 20
COLLECTION = "91a7b528-80eb-42ed-a74d-c6fbd5a26116"
MEDALLION = (
    "medallion 3.0.0 with its memory backend and its own server. For each page it compares every entry "
    "of the manifest with the objects of the collection, one by one, so that its time grows with the square "
    "of the collection."
)
QUESTIONS = {
    "the first 100 objects": "objects/?limit=100",
    "one object": "objects/?match[id]={middle}",
    "objects of one type, 20": "objects/?match[type]=malware&limit=20",
    "the manifest of 100": "manifest/?limit=100",
    "all objects at once": "objects/?limit=10000",
}


def objects(count: int) -> list[dict[str, Any]]:
    """Return indicators, and every tenth a malware."""
    made = []
    for number in range(count):
        kind = "malware" if number % 10 == 0 else "indicator"
        each = {
            "type": kind,
            "spec_version": "2.1",
            "id": f"{kind}--{uuid5(NAMESPACE, str(number))}",
            "created": "2024-05-03T10:00:00.000Z",
            "modified": "2024-05-03T10:00:00.000Z",
            "name": f"Object {number}",
            "description": "Seen in mail to team sites. " * 8,
        }
        each |= (
            {"is_family": False}
            if kind == "malware"
            else {
                "pattern": f"[domain-name:value = 'n{number}.example']",
                "pattern_type": "stix",
                "valid_from": "2024-05-03T10:00:00Z",
            }
        )
        made.append(each)
    return made


@contextmanager
def medallion(python: str, content: list[dict[str, Any]]) -> Iterator[tuple[str, int]]:
    """Serve objects with medallion's memory backend; yield its collection's address and its process."""
    with tempfile.TemporaryDirectory() as name, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        manifest = [
            {
                "id": each["id"],
                "date_added": f"2024-06-01T00:00:00.{number:06d}Z",
                "version": each["modified"],
                "media_type": "application/stix+json;version=2.1",
            }
            for number, each in enumerate(content)
        ]
        data = {
            "/discovery": {"title": "t", "api_roots": []},
            "api": {
                "information": {"title": "t", "versions": [TAXII], "max_content_length": 10**8},
                "status": [],
                "collections": [
                    {
                        "id": COLLECTION,
                        "title": "c",
                        "can_read": True,
                        "can_write": True,
                        "media_types": ["application/stix+json;version=2.1"],
                        "objects": content,
                        "manifest": manifest,
                    }
                ],
            },
        }
        (Path(name) / "data.json").write_text(json.dumps(data))
        settings = {
            "backend": {
                "module_class": "MemoryBackend",
                "filename": str(Path(name) / "data.json"),
                "module": "medallion.backends.memory_backend",
            },
            "users": {"admin": "secret"},
            "taxii": {"max_page_size": 10_000},
        }
        (Path(name) / "settings.json").write_text(json.dumps(settings))
        command = [python, "-m", "medallion.scripts.run", str(Path(name) / "settings.json")]
        server = subprocess.Popen(
            [*command, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            wait_for(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}/api/collections/{COLLECTION}/", server.pid
        finally:
            server.terminate()
            server.wait(30)


class Client:
    """Asks one server, over one connection where the server keeps it open."""

    def __init__(self, address: str, user: str, secret: str, process: int) -> None:
        parts = urlsplit(address)
        self.process = process
        self.path = parts.path
        self.connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=600)
        token = base64.b64encode(f"{user}:{secret}".encode()).decode()
        self.headers = {"accept": TAXII, "authorization": f"Basic {token}"}

    def ask(self, question: str, method: str = "GET", body: bytes = b"") -> dict[str, Any]:
        """Return an answer's JSON."""
        headers = self.headers | ({"content-type": TAXII} if body else {})
        self.connection.request(method, self.path + question, body or None, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{question}: {answer.status} {content[:200]!r}")
        found: dict[str, Any] = json.loads(content)
        return found

    def rate(self, question: str, seconds: float) -> tuple[float, float]:
        """Return how many times a second the server answers, and how many milliseconds of processor one takes.

        It is asked once where an answer takes longer.
        """
        self.connection.close()  # the server may have closed it while the other was asked
        begun, used = time.perf_counter(), processor_s(self.process)
        self.ask(question)
        if (took := time.perf_counter() - begun) > seconds:
            return 1 / took, 1000 * (processor_s(self.process) - used)
        count, begun, used = 0, time.perf_counter(), processor_s(self.process)
        while (took := time.perf_counter() - begun) < seconds:
            self.ask(question)
            count += 1
        return count / took, 1000 * (processor_s(self.process) - used) / count


def processor_s(process: int) -> float:
    """Return the seconds of processor that a process has had (Linux: proc(5), `utime` and `stime`)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def run(*, quick: bool = False) -> list[Table]:
    """Return the table; without medallion, Sulh alone."""
    content = objects(100 if quick else 1_826)
    middle = content[len(content) // 2]["id"]
    seconds = 0.2 if quick else SECONDS
    with serving() as served:
        base = f"{served.address}/taxii2/mission/collections/"
        root = Client(base, "watch", served.token, served.process)
        place = root.ask("")["collections"][0]["id"]
        root.ask(f"{place}/objects/", "POST", json.dumps({"objects": content}).encode())
        ours = Client(f"{base}{place}/", "watch", served.token, served.process)
        python = os.environ.get("SULH_BENCH_MEDALLION", "")
        if not python:
            rows = []
            for name, each in QUESTIONS.items():
                rate, used = ours.rate(each.format(middle=middle), seconds)
                rows.append((name, f"{rate:,.0f}", "", "", f"{used:,.1f}", "", "", ""))
            note = "medallion: not measured (SULH_BENCH_MEDALLION)."
            return [_table(len(content), rows, note), paging(quick=quick)]
        with medallion(python, content) as (address, process):
            theirs = Client(address, "admin", "secret", process)
            rows = [
                _row(ours, theirs, name, each, middle, seconds) for name, each in QUESTIONS.items()
            ]
    return [_table(len(content), rows, MEDALLION), paging(quick=quick)]


def paging(*, quick: bool = False) -> Table:
    """Return the table of a very large collection that is paged while others add to it."""
    size, begun = 10_000 if quick else 1_000_000, time.perf_counter()
    outcome = page_all(size, added=1_000, steps=LOTS)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000_000
    return Table(
        title=f"{size:,} objects paged by four readers while {LOTS * 1_000:,} others come in",
        columns=("Objects at the end", "Pages", "Lost", "Twice", "One page, MB", "All, GB", "s"),
        rows=(
            (
                f"{outcome.objects:,}",
                f"{outcome.pages:,}",
                f"{outcome.lost:,}",
                f"{outcome.twice:,}",
                f"{outcome.page_bytes / 1e6:.1f}",
                f"{memory:.1f}",
                f"{time.perf_counter() - begun:,.0f}",
            ),
        ),
        notes=(
            "Without HTTP. A thousand others come in together before each of the first rounds of pages.",
            "Two readers follow `next`, two ask by date alone; each way all versions, and the last.",
            "One page: the most memory that it takes beside the shelf. All: the process with all objects.",
        ),
    )


def _row(
    ours: Client, theirs: Client, name: str, question: str, middle: str, seconds: float
) -> tuple[str, ...]:
    question = question.format(middle=middle)
    ours.connection.close()
    same = _ids(ours.ask(question)) == _ids(theirs.ask(question))
    first, used = ours.rate(question, seconds)
    other, their_use = theirs.rate(question, seconds)
    rates = f"{first:,.0f}", f"{other:,.3f}", f"{first / other:,.0f}"
    uses = f"{used:,.1f}", f"{their_use:,.0f}", f"{their_use / used:,.0f}"
    return name, *rates, *uses, "yes" if same else "no"


def _ids(answer: dict[str, Any]) -> list[str]:
    return sorted(each["id"] for each in answer.get("objects", ()))


def _table(count: int, rows: list[tuple[str, ...]], note: str) -> Table:
    return Table(
        title=f"TAXII 2.1, a collection of {count:,} objects",
        columns=(
            "Question",
            "Sulh, a second",
            "medallion, a second",
            "Sulh is faster by",
            "Sulh, ms of processor",
            "medallion, ms of processor",
            "Sulh needs less by",
            "Same objects",
        ),
        rows=tuple(rows),
        notes=(
            note,
            "One client, one question after the other, each server in one process.",
            f"Each question is asked for {SECONDS:g} s; an answer that takes longer is timed once.",
            "Processor: what one answer takes the server's process, which a busy machine changes little.",
        ),
    )
