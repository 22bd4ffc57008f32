"""A finding as sentences: what it says of whom, and what was allowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, assert_never

from sulh.mission.provisions import (
    Ceasefire,
    Limit,
    NotifyBefore,
    Periodic,
    Prohibit,
    Provision,
    RespectLine,
    Waive,
    WithdrawBy,
    Within,
)
from sulh.verify.wording import counted, days, times, up_to

if TYPE_CHECKING:
    from sulh.mission.pack import Pack
    from sulh.values import ActId

__all__ = ["Spoken", "spoken"]

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A finding's names in words: who, where, when, of what. `row` is its row of the findings."""

    pack: Pack
    provision: Provision
    row: Row

    @property
    def party(self) -> str:
        """Return the party's name."""
        return self.pack.actors[self.row["party"]].name

    @property
    def place(self) -> str:
        """Return the zone in words."""
        zone = self.row["zone"]
        return f"in {self.pack.zones[zone].name}" if zone else "anywhere"

    @property
    def time(self) -> str:
        """Return the judged part of the month in words."""
        return days(self.row["from"], self.row["until"], self.pack.timezone)

    def acts(self) -> str:
        """Return the acts that the provision names; empty where it names none."""
        match self.provision.terms:
            case Prohibit() | RespectLine() | Ceasefire() | NotifyBefore() as terms:
                return _joined([_act(self.pack, act) for act in terms.acts])
            case _:
                return ""

    def item(self) -> str:
        """Return the item that the provision counts, with what is left out; empty where none."""
        match self.provision.terms:
            case Limit() | WithdrawBy() as terms:
                return self.pack.items[terms.item].name
            case Prohibit() | RespectLine() as terms if terms.item is not None:
                name = self.pack.items[terms.item].name
                out = [self.pack.items[each].name for each in terms.except_items]
                return f"{name} other than {_joined(out)}" if out else name
            case _:
                return ""


def spoken(said: Spoken) -> str:
    """Return the finding as one or two sentences."""
    row = said.row
    if "waived" in row["reasons"]:
        return f"Met: an agreed exception covers {said.party} {said.place}, {said.time}."
    terms = said.provision.terms
    match terms:
        case Limit() | WithdrawBy():
            text = _presence(said)
        case Ceasefire():
            text = _acts(said)
        case Prohibit() | RespectLine():
            text = _prohibited(said)
        case Periodic():
            text = _periodic(said, terms)
        case NotifyBefore():
            text = _notice(said, terms)
        case Within():
            text = _answer(said, terms)
        case Waive():
            raise AssertionError("a waiver makes no finding of its own")
        case _:
            assert_never(terms)
    return f"{said.row['verdict'].capitalize()}: {text}"


def _presence(said: Spoken) -> str:
    row = said.row
    allowed = f"{up_to(row['allowed_low'], row['allowed_high'])} allowed"
    head = f"{said.party} {said.place}, {said.time}"
    if row["verdict"] == "breached":
        return f"{head}: at least {row['low']:,} {said.item()}, {allowed}."
    if row["verdict"] == "met":
        return f"{head}: {counted(row['low'], row['high'])} {said.item()} counted, {allowed}."
    if row["low"] == 0 and row["high"] is None:
        return f"{head}: how many {said.item()} is not known, {allowed}."
    return f"{head}: {counted(row['low'], row['high'])} {said.item()}, {allowed}."


def _acts(said: Spoken) -> str:
    row = said.row
    head = f"{said.party} {said.place}, {said.time}"
    perhaps = len(row["possible"])
    if row["verdict"] == "breached":
        more = f" and {perhaps:,} possible" if perhaps else ""
        noun = "act" if row["low"] == 1 and not perhaps else "acts"
        return f"{head}: {row['low']:,} certain{more} {noun} ({said.acts()}), none allowed."
    if row["verdict"] == "met":
        return f"{head}: no act ({said.acts()}), and somebody watched throughout."
    if perhaps:
        noun = "act" if perhaps == 1 else "acts"
        return f"{head}: no certain act and {perhaps:,} possible {noun} ({said.acts()})."
    return f"{head}: no act was reported ({said.acts()}), but nobody is known to have watched."


def _prohibited(said: Spoken) -> str:
    """Say what the limb that set the bounds says: presence where both did."""
    reasons = set(said.row["reasons"])
    if said.row["verdict"] == "breached":
        return _presence(said) if "over-limit" in reasons else _acts(said)
    if not said.acts():
        return _presence(said)
    if not said.item():
        return _acts(said)
    head = f"{said.party} {said.place}, {said.time}"
    if said.row["verdict"] == "met":
        return f"{head}: no {said.item()} and no act ({said.acts()})."
    return f"{head}: it is not known whether there was no {said.item()} and no act ({said.acts()})."


def _periodic(said: Spoken, terms: Periodic) -> str:
    row = said.row
    head = f"{terms.duty} by {said.party} {said.place}, {said.time}"
    if terms.every_days is not None:
        ask = f"at least every {terms.every_days} days"
        if row["verdict"] == "met":
            return f"{head}: {ask}, as agreed."
        if row["verdict"] == "breached":
            return f"{head}: not {ask}, as was agreed."
        return f"{head}: whether {ask}, as agreed, is not known."
    done = f"{times(row['low'])} for certain" if row["low"] else "not once for certain"
    if row["high"] != row["low"]:
        done += f", at most {times(row['high'])}"
    return f"{head}: {done}; {times(terms.times_per_month or 0)} a month was agreed."


def _notice(said: Spoken, terms: NotifyBefore) -> str:
    head = f"notice of {said.acts()} by {said.party} {said.place}, {terms.hours} hours before"
    return {
        "met": f"{head}: it was given in time.",
        "breached": f"{head}: none was given in time.",
    }.get(said.row["verdict"], f"{head}: whether it was given in time is not known.")


def _answer(said: Spoken, terms: Within) -> str:
    head = f"request for {terms.request} {said.place}, to be answered by {said.party}"
    head += f" with {terms.duty} within {terms.hours} hours"
    return {
        "met": f"{head}: it was answered in time.",
        "breached": f"{head}: it was not answered in time.",
    }.get(said.row["verdict"], f"{head}: whether it was answered in time is not known.")


def _act(pack: Pack, act: ActId) -> str:
    known = pack.acts.get(act)
    return known.name if known else act


def _joined(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} or {words[-1]}"
