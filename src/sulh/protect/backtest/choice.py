"""The outlooks that every plan uses, chosen by ``python -m benchmarks.laydown_choice`` and frozen here.

Chosen on mission-years up to 2009, and on countries up to 2009 with 25 sites in their largest towns in
place of bases; nothing later. The plan uses the mean of all thirty: the rank of an outlook on early years
hardly carries over to later ones.
"""

from __future__ import annotations

from sulh.protect.backtest.outlooks import Outlook

__all__ = ["OUTLOOKS", "STRONGEST_RULE"]

STRONGEST_RULE = Outlook(decay=0.8, power=0.15, others=0.3)
"""The strongest simple rule: every past event, greedily, within 25 km, all sites used."""

SETTINGS = (
    (0.2, 0.25, 0.0, 0.6, 30.0, 0.5),
    (0.2, 0.6, 0.3, 0.3, 30.0, 0.0),
    (0.2, 0.15, 0.0, 0.6, 30.0, 0.0),
    (0.2, 0.6, 0.1, 0.3, 30.0, 0.0),
    (0.2, 0.25, 0.3, 0.6, 30.0, 0.5),
    (0.2, 0.6, 0.0, 0.3, 30.0, 0.0),
    (0.2, 0.15, 0.1, 0.6, 30.0, 0.5),
    (0.5, 0.25, 0.1, 0.6, 15.0, 0.0),
    (0.5, 0.15, 0.1, 0.6, 15.0, 0.0),
    (0.65, 0.25, 0.1, 0.6, 15.0, 0.0),
    (0.65, 0.25, 0.1, 0.3, 30.0, 0.0),
    (0.35, 0.6, 0.6, 0.3, 30.0, 0.5),
    (0.8, 0.15, 0.3, 0.3, 15.0, 0.5),
    (0.2, 0.15, 0.0, 0.6, 30.0, 0.5),
    (0.5, 0.15, 0.3, 0.6, 15.0, 0.0),
    (0.65, 0.15, 0.1, 0.3, 15.0, 0.0),
    (0.35, 0.6, 0.6, 0.6, 30.0, 0.0),
    (0.65, 0.25, 0.1, 0.3, 15.0, 0.0),
    (0.9, 0.15, 0.3, 0.3, 30.0, 0.5),
    (0.2, 0.6, 0.1, 0.6, 30.0, 0.0),
    (0.35, 0.6, 0.6, 0.6, 15.0, 0.5),
    (0.8, 0.15, 0.6, 0.6, 15.0, 0.5),
    (0.5, 0.25, 0.3, 0.6, 15.0, 0.0),
    (0.35, 0.6, 0.6, 0.3, 30.0, 0.0),
    (0.35, 0.15, 0.3, 0.6, 15.0, 0.0),
    (0.8, 0.25, 0.6, 0.3, 30.0, 0.5),
    (0.5, 0.6, 0.6, 0.6, 15.0, 0.5),
    (0.2, 0.4, 0.0, 0.6, 30.0, 0.5),
    (0.65, 0.15, 0.1, 0.3, 30.0, 0.0),
    (0.35, 0.25, 0.3, 0.6, 15.0, 0.0),
)
"""Decay, power, others, near, spread (km), settled of each; nearly in the order of their scores."""

OUTLOOKS: tuple[Outlook, ...] = tuple(
    Outlook(decay=decay, power=power, others=others, near=near, spread_km=km, settled=settled)
    for decay, power, others, near, km, settled in SETTINGS
)
"""The outlooks whose mean a plan is made for."""
