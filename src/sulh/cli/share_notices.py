"""``sulh share notices``: what waits to be sent, what failed, and a test."""

from typing import Annotated
from pathlib import Path
from sulh.cli.parameters import Folder

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from sulh.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["notices"]


@click.group(cls=Group, short_help="What waits to be sent as notices, what failed; a test.")
def notices() -> None:
    """Look after the notices that `sulh serve` sends: e-mails and webhooks."""


@notices.command("list", short_help="Show what waits and what failed.")
def list_(
    folder: Folder,
    *,
    everything: Annotated[bool, "Show what was sent too.", "--all"] = False,
) -> None:
    """Show the notices that wait, that failed, and that may have left without anybody knowing."""
    from sulh.server.notices.queue import NoticeQueue

    queue = NoticeQueue(folder)
    rows = queue.listed(
        *(() if everything else ("waiting", "trying", "leaving", "failed", "unsure"))
    )
    items = queue.waiting_items()
    for name, count, due in items:
        click.echo(
            f"{name}: {_number(count, 'thing')} to tell, not before {due:%Y-%m-%d %H:%M} UTC"
        )
    for each in rows:
        when = f", next try {each.next_at:%Y-%m-%d %H:%M} UTC" if each.state == "waiting" else ""
        why = f": {each.reason}" if each.reason else ""
        click.echo(
            f"{each.id}  {each.made_at:%Y-%m-%d %H:%M}  {each.receiver} by {each.way}: {each.state}"
            f", {_number(each.items, 'thing')}, tried {_number(each.tries, 'time')}{when}{why}"
        )
    if not rows and not items:
        click.echo("No notice waits, and none failed." if not everything else "There is no notice.")
    queue.close()


@notices.command(short_help="Send a test to a receiver.")
def test(
    folder: Folder,
    receiver: str,
) -> None:
    """Send a test to RECEIVER, a name of serve.toml, at once. It holds nothing of the mission but its name."""
    from sulh.server import read_settings
    from sulh.server.notices.errors import NoticeError
    from sulh.server.notices.sender import send_test
    from sulh.server.settings import Settings
    from sulh.workspace import open_workspace

    settings = read_settings(folder, origin=Settings().origin)
    try:
        target = send_test(
            settings.notices,
            receiver,
            open_workspace(folder).pack,
            now=datetime.now(UTC),
            origin=settings.origin,
        )
    except NoticeError as error:
        raise InputError(f"The test was not taken. {error}") from error
    click.echo(f"The test was taken: {receiver}, {target.way} to {target.address or target.url}")


@notices.command(short_help="Send a notice again that failed.")
def again(
    folder: Folder,
    notice: str,
) -> None:
    """Let the server send NOTICE again, which failed or may not have left; it is an id of the list."""
    from sulh.server.notices.queue import NoticeQueue

    queue = NoticeQueue(folder)
    waits = queue.again(notice, datetime.now(UTC))
    queue.close()
    if not waits:
        raise InputError(
            f"No notice {notice!r} failed.", remedy="`sulh share notices list` shows them."
        )
    click.echo("It waits to be sent again.")


def _number(count: int, word: str) -> str:
    return f"{count:,} {word}{'s' * (count != 1)}"
