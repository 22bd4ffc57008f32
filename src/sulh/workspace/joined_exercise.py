"""What a site that joined a live exercise has of it: its clock, the messages to trainees, who read them here.

Messages come over the line to the facilitator's site, as records do, in the order in which they were sent.
While the line is cut they wait there. They are in ``exercise/messages.json``; who read one here is in
``exercise/read.jsonl``, and goes back with the next exchange.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError, shown
from sulh.workspace.exercise_files import FOLDER
from sulh.workspace.joined_clock import JoinedClock, joined_reading
from sulh.workspace.peer_requests import ask_peer, read_reply

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from sulh.workspace.joined_clock import ClockReading

__all__ = [
    "JoinedExercise",
    "JoinedMessage",
    "confirm_messages",
    "fetch_messages",
    "keep_read",
    "read_joined",
]

MESSAGES, READ = "messages.json", "read.jsonl"
ANSWER_BYTES_MAX = 1_000_000
TOGETHER = 500
"""So many readings of messages go in one request."""
TEXT_MAX = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedMessage:
    """A message of another site's facilitator: the `number` of its delivery; `to` are roles.

    `at`: when it was sent, `came`: when it was here, both UTC on the exercise's clock.
    """

    number: int
    id: str
    at: datetime
    came: datetime
    sender: str
    text: str
    to: tuple[str, ...]


def _message(values: Mapping[str, Any], came: datetime) -> JoinedMessage:
    """Return a message as another site, or the file, says it.

    Raises
    ------
    ValueError
        When it is none.
    """
    try:
        texts = [values["id"], values["sender"], values["text"], *values["to"]]
        message = JoinedMessage(
            number=values["number"],
            id=values["id"],
            at=datetime.fromisoformat(values["at"]).astimezone(UTC),
            came=came,
            sender=values["sender"],
            text=values["text"],
            to=tuple(values["to"]),
        )
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError(f"{shown(values)} is no message of an exercise") from error
    if type(message.number) is not int or not all(
        isinstance(each, str) and len(each) <= TEXT_MAX for each in texts
    ):
        raise ValueError(f"{shown(values)} is no message of an exercise")
    return message


def read_joined(folder: Path) -> tuple[str, tuple[JoinedMessage, ...]]:
    """Return the title of the exercise that a mission joined and its messages here, in their order.

    Raises
    ------
    InputError
        When their file cannot be read.
    """
    path = folder / FOLDER / MESSAGES
    if not path.exists():
        return "", ()
    try:
        content = json.loads(path.read_text("utf-8"))
        messages = tuple(
            _message(each, datetime.fromisoformat(each["came"])) for each in content["messages"]
        )
        return str(content["title"]), messages
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise InputError(
            f"{path} holds no messages of an exercise: {error}.",
            remedy="Take the file away; the next exchange of records fetches them again: sulh sync PEER.",
        ) from error


def _keep(folder: Path, title: str, messages: tuple[JoinedMessage, ...]) -> None:
    path = folder / FOLDER / MESSAGES
    part = path.with_suffix(".part")
    rows = [
        {**asdict(each), "at": each.at.isoformat(), "came": each.came.isoformat()}
        for each in messages
    ]
    text = json.dumps({"title": title, "messages": rows}, ensure_ascii=False)
    part.write_text(text + "\n", "utf-8")
    part.replace(path)


def fetch_messages(folder: Path, base: str, token: str, *, now: datetime) -> None:
    """Fetch the messages that are not here yet; `base` is the address of the other site's exchange.

    `now`: the exercise's time (UTC), at which they come here.

    Raises
    ------
    OSError, http.client.HTTPException, ValueError
        When the line fails, or the answer holds no messages. What came is kept.
    """
    title, messages = read_joined(folder)
    while True:
        after = messages[-1].number if messages else 0
        with ask_peer(f"{base}/exercise?after={after}", token, None) as answer:
            reply = read_reply(answer.read_all(ANSWER_BYTES_MAX))
        new = [_message(each, now) for each in reply["messages"]]
        numbers = [after, *(each.number for each in new)]
        if any(later <= earlier for earlier, later in pairwise(numbers)):
            raise ValueError("its messages are not in the order in which they were sent")
        if new or reply["title"] != title:
            title, messages = shown(str(reply["title"])), (*messages, *new)
            _keep(folder, title, messages)
        if not new:
            return


def confirm_messages(
    folder: Path, base: str, token: str, *, number: int, roles: tuple[str, ...]
) -> None:
    """Say that the first `number` deliveries are here, which roles there are, and who read which message.

    Raises
    ------
    OSError, http.client.HTTPException
        When the line fails; it may be said again.
    """
    rows = [{"inject": inject, "by": by} for inject, by in keep_read(folder)]
    for first in range(0, max(len(rows), 1), TOGETHER):
        body = {"number": number, "roles": roles, "read": rows[first : first + TOGETHER]}
        with ask_peer(f"{base}/exercise", token, json.dumps(body).encode()) as answer:
            answer.read_all(ANSWER_BYTES_MAX)


def keep_read(folder: Path, *new: tuple[str, str]) -> list[tuple[str, str]]:
    """Return who read which message here, as pairs of an inject's id and an author, with `new` ones kept.

    A last line that was cut off was never answered, and is left out.

    Raises
    ------
    InputError
        When a line of their file is none.
    """
    path = folder / FOLDER / READ
    content = path.read_bytes() if path.exists() else b""
    whole = content[: content.rfind(b"\n") + 1]
    rows: dict[tuple[str, str], None] = {}
    for number, line in enumerate(whole.splitlines(), start=1):
        try:
            inject, by = json.loads(line)
            rows[str(inject), str(by)] = None
        except (ValueError, TypeError) as error:
            raise InputError(
                f"{path}:{number} does not say who read which message: {error}.",
                remedy="Take the line away.",
            ) from error
    fresh = [each for each in new if each not in rows]
    if fresh:
        with path.open("r+b" if path.exists() else "wb") as file:
            file.seek(len(whole))
            file.write(b"".join(json.dumps(each).encode() + b"\n" for each in fresh))
            file.truncate()
            file.flush()
            os.fsync(file.fileno())
    return [*rows, *fresh]


class JoinedExercise:
    """An exercise of another site, as trainees of this one see it; `real` is this site's own clock (UTC).

    It is asked by many threads.
    """

    def __init__(self, folder: Path, *, real: Callable[[], datetime]) -> None:
        self.clock = JoinedClock(folder, real=real)
        self._folder = folder
        self._lock = Lock()

    def reading(self) -> ClockReading:
        """Return the last reading of the facilitator's clock."""
        return joined_reading(self._folder)

    def messages(self) -> tuple[str, tuple[JoinedMessage, ...]]:
        """Return the exercise's title, and its messages here in their order."""
        return read_joined(self._folder)

    def read_by(self) -> dict[str, set[str]]:
        """Return who read each message here."""
        readers: dict[str, set[str]] = {}
        with self._lock:
            for inject, by in keep_read(self._folder):
                readers.setdefault(inject, set()).add(by)
        return readers

    def see(self, inject: str, *, by: str) -> None:
        """Keep that somebody has read a message; saying it again changes nothing."""
        with self._lock:
            keep_read(self._folder, (inject, by))
