"""`sulh protect`: where peacekeepers should be. Each command is a file of its own."""

from __future__ import annotations

import click

__all__ = ["protect"]


@click.group()
def protect() -> None:
    """Say where peacekeepers should be, and test it on history."""
