"""What convoys carry, in words: an amount with its unit, and of which supply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.respond.convoys.amounts import STEP

if TYPE_CHECKING:
    from sulh.languages.speech import Speech
    from sulh.respond.convoys.records import ReliefNeed

__all__ = ["cargo_text", "load_text"]

WORDS = {"kg": "amount-kg", "l": "amount-l", "m3": "amount-cubic"}


def load_text(steps: int, unit: str, speech: Speech) -> str:
    """Return steps of a unit with the unit."""
    amount = speech.exact(steps * STEP[unit])
    if unit == "pallet":
        return speech.say("amount-pallet", amount=amount, count=steps)
    return speech.say(WORDS[unit], amount=amount)


def cargo_text(need: ReliefNeed, steps: int, speech: Speech) -> str:
    """Return what a need gets: the supply, and how much of it."""
    return speech.say(
        "convoy-cargo", supply=need.supply, amount=load_text(steps, need.unit, speech)
    )
