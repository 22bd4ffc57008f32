"""Sulh: the open operations platform for peace missions.

A mission pack says what was agreed, the ledger says what was reported, and everything else is
computed from those two. The rooms (`sulh.mission`, `sulh.ledger`, `sulh.picture`, `sulh.observe`,
`sulh.verify`, `sulh.report`) export their public functions; importing this package configures
nothing and loads none of them.
"""

from importlib.metadata import version

__all__ = ["__version__"]

__version__: str = version("sulh")
"""The version of this package."""
