"""Many clients of one server over plain sockets: some submit reports, others follow the records."""

from __future__ import annotations

import asyncio
import json
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.server.served import incident

REF = re.compile(rb'"ref":"(L\d+-\d+)"')


@dataclass
class Load:
    """What many clients saw, in seconds on one clock.

    `submitted`: how long each submission took; `answered` and `seen`: when a report's submission was
    answered, and when it came to each who follows; `errors`: what went wrong.
    """

    submitted: list[float] = field(default_factory=list)
    answered: dict[str, float] = field(default_factory=dict)
    seen: list[dict[str, list[float]]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def lags(self) -> list[float]:
        """Return how long after its answer each report came to each who follows; 0 where before."""
        return [
            max(0.0, times[0] - self.answered[ref])
            for each in self.seen
            for ref, times in each.items()
            if ref in self.answered
        ]


async def submit(url: str, token: str, client: int, count: int, load: Load) -> None:
    """Submit reports one after another on one connection."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    for number in range(count):
        ref = f"L{client}-{number}"
        body = json.dumps({"rows": [incident(ref, source=f"team {client}")]}).encode()
        head = (
            f"POST /api/v1/reports HTTP/1.1\r\nhost: {parts.netloc}\r\n"
            f"authorization: Bearer {token}\r\ncontent-type: application/json\r\n"
            f"content-length: {len(body)}\r\n\r\n"
        )
        begun = time.perf_counter()
        writer.write(head.encode() + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", answer.lower())
        content = await reader.readexactly(int(length[1])) if length else b"{}"
        load.submitted.append(time.perf_counter() - begun)
        if b" 200 " not in answer.split(b"\r\n")[0] or json.loads(content)["entered"] != 1:
            load.errors.append(f"{answer[:40]!r} {content[:200]!r}")
        load.answered[ref] = time.perf_counter()
    writer.close()


async def follow(url: str, token: str, total: int, load: Load, ready: asyncio.Semaphore) -> None:
    """Follow the incidents until so many have come."""
    parts = urlsplit(url)
    seen: dict[str, list[float]] = {}
    load.seen.append(seen)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port, limit=1 << 22)
    writer.write(
        f"GET /api/v1/records/stream?kind=incident HTTP/1.1\r\nhost: {parts.netloc}\r\n"
        f"authorization: Bearer {token}\r\n\r\n".encode()
    )
    head = await reader.readuntil(b"no news")
    if b" 200 " not in head.split(b"\r\n")[0]:
        load.errors.append(f"{head[:80]!r}")
    ready.release()
    rest = b""
    while len(seen) < total:
        content = await reader.read(1 << 18)
        if not content:
            load.errors.append(f"a stream ended after {len(seen)} of {total}")
            break
        now, content = time.perf_counter(), rest + content
        end = 0
        for match in REF.finditer(content):
            seen.setdefault(match[1].decode(), []).append(now)
            end = match.end()
        rest = content[max(end, len(content) - 200) :]
    writer.close()


async def run(
    url: str, writers: list[str], readers: list[str], each: int, *, patience_s: float = 240
) -> Load:
    """Let one client a token submit `each` reports, while one client a token follows them all."""
    load, ready = Load(), asyncio.Semaphore(0)
    total = len(writers) * each
    followers = [asyncio.create_task(follow(url, token, total, load, ready)) for token in readers]
    async with asyncio.timeout(patience_s):
        for _ in readers:
            await ready.acquire()
        await asyncio.gather(
            *(submit(url, token, n, each, load) for n, token in enumerate(writers))
        )
        await asyncio.gather(*followers)
    return load
