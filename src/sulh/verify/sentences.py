"""A finding as sentences: what it says of whom, and what was allowed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from sulh.errors import plural
from sulh.mission.provisions import (
    Ceasefire,
    DisarmBy,
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
from sulh.verify.wording import allowance_text, bounds_text, period_text, times_text

if TYPE_CHECKING:
    from sulh.mission.pack import Pack
    from sulh.values import ActId
    from sulh.verify.findings import Finding

__all__ = ["FindingWords", "sentence_of"]


INSTANT = timedelta(microseconds=1)
DISARMAMENT = {
    "weapons": "weapons handed in",
    "cantoned": "members in cantonment",
    "disarmed": "members disarmed",
    "demobilised": "members demobilised",
}


@dataclass(frozen=True, slots=True)
class FindingWords:
    """A finding's names in words: who, where, when, of what."""

    pack: Pack
    provision: Provision
    finding: Finding

    @property
    def party(self) -> str:
        """Return the party's name."""
        return self.pack.actors[self.finding.party].name

    @property
    def place(self) -> str:
        """Return the zone in words."""
        zone = self.finding.zone
        return f"in {self.pack.zones[zone].name}" if zone else "anywhere"

    @property
    def whole_place(self) -> str:
        """Return all of the zone in words: where somebody watches, who would see every act."""
        return self.place if self.finding.zone else "everywhere"

    @property
    def time(self) -> str:
        """Return the judged part of the month in words."""
        return period_text(self.finding.from_, self.finding.until, self.pack.timezone)

    def acts(self) -> str:
        """Return the acts that the provision names; empty where it names none."""
        match self.provision.terms:
            case Prohibit() | RespectLine() | Ceasefire() | NotifyBefore() as terms:
                return _either([_act(self.pack, act) for act in terms.acts])
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
                return f"{name} other than {_either(out)}" if out else name
            case _:
                return ""


def sentence_of(words: FindingWords) -> str:
    """Return the finding as one or two sentences."""
    finding = words.finding
    if "waived" in finding.reasons:
        return f"Met: an agreed exception covers {words.party} {words.place}, {words.time}."
    terms = words.provision.terms
    match terms:
        case Limit() | WithdrawBy():
            text = _presence(words)
        case Ceasefire():
            text = _acts(words)
        case Prohibit() | RespectLine():
            text = _prohibited(words)
        case Periodic():
            text = _periodic(words, terms)
        case DisarmBy():
            text = _disarmed(words, terms)
        case NotifyBefore():
            text = _notice(words, terms)
        case Within():
            text = _answer(words, terms)
        case Waive():
            raise AssertionError("a waiver makes no finding of its own")
        case _:
            assert_never(terms)
    return f"{words.finding.verdict.capitalize()}: {text}"


def _presence(words: FindingWords) -> str:
    finding = words.finding
    allowed = f"{allowance_text(finding.allowed_low, finding.allowed_high)} allowed"
    head = f"{words.party} {words.place}, {words.time}"
    if finding.verdict == "breached":
        return f"{head}: at least {finding.low:,} {words.item()}, {allowed}."
    if finding.verdict == "met":
        return (
            f"{head}: {bounds_text(finding.low, finding.high)} {words.item()} counted, {allowed}."
        )
    if finding.low == 0 and finding.high is None:
        return f"{head}: how many {words.item()} is not known, {allowed}."
    return f"{head}: {bounds_text(finding.low, finding.high)} {words.item()}, {allowed}."


def _acts(words: FindingWords) -> str:
    finding = words.finding
    head = f"{words.party} {words.place}, {words.time}"
    perhaps = len(finding.possible)
    if finding.verdict == "breached":
        more = f" and {_counted_acts(perhaps, 'possible')}" if perhaps else ""
        sure = _counted_acts(finding.low, "certain")
        if "may-be-one" in finding.reasons:
            sure = f"at least {sure} in {plural(len(finding.evidence), 'report')}"
        return f"{head}: {sure}{more} ({words.acts()}), none allowed."
    if finding.verdict == "met":
        return f"{head}: no act ({words.acts()}), and somebody watched throughout."
    if perhaps:
        doubtful = _counted_acts(perhaps, "possible")
        return f"{head}: no certain act and {doubtful} ({words.acts()})."
    return f"{head}: no act ({words.acts()}) was reported, and nobody is known to have watched."


def _counted_acts(number: int, how: str) -> str:
    return f"{number:,} {how} act{'' if number == 1 else 's'}"


def _prohibited(words: FindingWords) -> str:
    """Say what the assessment that set the bounds says: presence where both did."""
    reasons = set(words.finding.reasons)
    if words.finding.verdict == "breached":
        return _presence(words) if "over-limit" in reasons else _acts(words)
    if not words.acts():
        return _presence(words)
    if not words.item():
        return _acts(words)
    head = f"{words.party} {words.place}, {words.time}"
    if words.finding.verdict == "met":
        return f"{head}: no {words.item()} and no act ({words.acts()})."
    return f"{head}: whether there was any {words.item()} or act ({words.acts()}) is not known."


def _periodic(words: FindingWords, terms: Periodic) -> str:
    finding = words.finding
    head = f"{terms.duty.replace('-', ' ')} by {words.party} {words.place}, {words.time}"
    if terms.every_days is not None:
        ask = f"at least every {plural(terms.every_days, 'day')}"
        if finding.verdict == "met":
            return f"{head}: {ask}, as agreed."
        if finding.verdict == "breached":
            return f"{head}: not {ask}, as was agreed."
        return f"{head}: whether {ask}, as agreed, is not known."
    times = f"{times_text(finding.low)} for certain" if finding.low else "not once for certain"
    if finding.high is not None and finding.high != finding.low:
        times += f", at most {times_text(finding.high)}"
    return f"{head}: {times}; {times_text(terms.times_per_month or 0)} a month was agreed."


def _disarmed(words: FindingWords, terms: DisarmBy) -> str:
    finding = words.finding
    number = f"{bounds_text(finding.low, finding.high)} {DISARMAMENT[terms.what]}"
    deadline = period_text(terms.deadline, terms.deadline + INSTANT, words.pack.timezone)
    head = f"{words.party} {words.place}, {words.time}"
    return f"{head}: {number} before it began; at least {terms.at_least:,} agreed by {deadline}."


def _notice(words: FindingWords, terms: NotifyBefore) -> str:
    head = f"notice of {words.acts()} by {words.party} {words.place}, {plural(terms.hours, 'hour')} before"
    return {
        "met": f"{head}: it was given in time.",
        "breached": f"{head}: none was given in time.",
    }.get(words.finding.verdict, f"{head}: whether it was given in time is not known.")


def _answer(words: FindingWords, terms: Within) -> str:
    head = f"request for {terms.request} {words.place}, to be answered by {words.party}"
    head += f" with {terms.duty} within {plural(terms.hours, 'hour')}"
    return {
        "met": f"{head}: it was answered in time.",
        "breached": f"{head}: it was not answered in time.",
    }.get(words.finding.verdict, f"{head}: whether it was answered in time is not known.")


def _act(pack: Pack, act: ActId) -> str:
    kind = pack.acts.get(act)
    return kind.name if kind else act


def _either(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    if any(" or " in each for each in names):
        return "; ".join(names)
    return f"{', '.join(names[:-1])} or {names[-1]}"
