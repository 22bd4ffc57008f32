"""``sulh share notices``: what waits to be sent, what failed, and a test."""

from contextlib import closing
from datetime import UTC, datetime
from typing import Annotated

import click

from sulh.cli import rooms
from sulh.cli.parameters import Folder, Group
from sulh.errors import InputError

OPEN = ("waiting", "trying", "leaving", "failed", "unsure")


@click.group(cls=Group, short_help="What waits to be sent as notices, what failed; a test.")
def notices() -> None:
    """Look after the notices that `sulh serve` sends: e-mails and webhooks."""


@notices.command("list", short_help="Show what waits and what failed.")
def list_(
    folder: Folder, *, everything: Annotated[bool, "Show what was sent too.", "--all"] = False
) -> None:
    """Show the notices that wait, that failed, and that may have left without anybody knowing."""
    from sulh.server.notices.queue import NoticeQueue, number_of

    with closing(NoticeQueue(folder)) as queue:
        rows, items = queue.listed(*(() if everything else OPEN)), queue.waiting_items()
    for name, count, due in items:
        things = number_of(count, "thing")
        click.echo(f"{name}: {things} to tell, not before {due:%Y-%m-%d %H:%M} UTC")
    for each in rows:
        click.echo(str(each))
    if not rows and not items:
        click.echo("There is no notice." if everything else "No notice waits, and none failed.")


@notices.command(short_help="Send a test to a receiver.")
def test(folder: Folder, receiver: str) -> None:
    """Send a test to RECEIVER, a name of serve.toml, at once. It holds nothing of the mission but its name."""
    from sulh.server.notices.errors import NoticeError
    from sulh.server.notices.sender import send_test

    settings = rooms.server.read_settings(folder, origin=rooms.server.Settings().origin)
    pack, now = rooms.workspace.open_workspace(folder).pack, datetime.now(UTC)
    try:
        target = send_test(settings.notices, receiver, pack, now=now, origin=settings.origin)
    except NoticeError as error:
        raise InputError(f"The test was not taken. {error}") from error
    click.echo(f"The test was taken: {receiver}, {target.way} to {target.address or target.url}")


@notices.command(short_help="Send a notice again that failed.")
def again(folder: Folder, notice: str) -> None:
    """Let the server send NOTICE again, which failed or may not have left; it is an id of the list."""
    from sulh.server.notices.queue import NoticeQueue

    with closing(NoticeQueue(folder)) as queue:
        waits = queue.again(notice, datetime.now(UTC))
    if not waits:
        raise InputError(
            f"No notice {notice!r} failed.", remedy="`sulh share notices list` shows them."
        )
    click.echo("It waits to be sent again.")
