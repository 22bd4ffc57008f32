"""``sulh sustain``: who contributes what, what is missing, what units can do, what is due."""

from __future__ import annotations

import click

from sulh.cli.sustain_contributions import contributions
from sulh.cli.sustain_gaps import gaps
from sulh.cli.sustain_places import places

__all__ = ["sustain"]


@click.group()
def sustain() -> None:
    """Say who contributes what to peace missions, and what is missing."""


for command in (contributions, gaps, places):
    sustain.add_command(command)
