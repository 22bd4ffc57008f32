"""``sulh sustain``: who contributes what, what is missing, what units can do, what is due."""

from __future__ import annotations

import click

from sulh.cli.sustain_contributions import contributions, places
from sulh.cli.sustain_gaps import gaps
from sulh.cli.sustain_units import readiness, reimbursement, training

__all__ = ["sustain"]


@click.group(short_help="Contributions, missing units, readiness, reimbursement.")
def sustain() -> None:
    """Say who contributes what to peace missions, and what is missing."""


for command in (contributions, gaps, places, readiness, reimbursement, training):
    sustain.add_command(command)
