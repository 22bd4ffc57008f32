"""A finding's sentences in the reader's language: what it says, why, and what would settle it.

The English messages say what `sulh.verify` says, word for word (a test holds them together); names of
the pack stay as the pack has them, each isolated from the words around it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from babel.dates import format_date
from babel.numbers import format_decimal

from sulh.languages import RIGHT_TO_LEFT, say
from sulh.mission import in_language
from sulh.mission.provisions import (
    Ceasefire,
    DisarmBy,
    Limit,
    NotifyBefore,
    Periodic,
    Prohibit,
    RespectLine,
    Waive,
    WithdrawBy,
    Within,
)
from sulh.verify.sentences import FindingWords

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sulh.mission.pack import Pack
    from sulh.verify.evidence_rows import Evidence
    from sulh.verify.findings import Finding

__all__ = ["Spoken", "spoken"]

INSTANT = timedelta(microseconds=1)
NAMED = 3
COMMA = {"ar": "، "}
OF_REPORTS = frozenset(
    {
        "near-border",
        "vague-place",
        "vague-date",
        "weak-source",
        "same-row",
        "coalition",
        "initiator-unknown",
        "opponent-unknown",
        "contradiction",
        "one-report",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """The parts of an explanation that are said in the reader's language; as in `Explanation`.

    `short` is the sentence without its verdict, party, place and time, where it begins with them.
    """

    sentence: str
    short: str
    because: tuple[str, ...]
    settle: tuple[str, ...]
    measured: str
    allowed: str


def spoken(pack: Pack, finding: Finding, evidence: Sequence[Evidence], language: str) -> Spoken:
    """Return a finding's sentences in a language.

    `evidence` are the reports behind it that the reader may read, as `explain_finding` marks them.
    """
    pack = in_language(pack, language)
    provision = next(each for each in pack.provisions if each.id == finding.provision)
    speaker = _Speaker(FindingWords(pack, provision, finding), evidence, language)
    return Spoken(
        sentence=speaker.sentence(),
        short=speaker.short(),
        because=speaker.because(),
        settle=speaker.settle(),
        measured=speaker.bounds(),
        allowed=speaker.allowance(),
    )


class _Speaker:
    """Says the parts of one finding in one language."""

    def __init__(self, words: FindingWords, evidence: Sequence[Evidence], language: str) -> None:
        self.words = words
        self.finding = words.finding
        self.evidence = evidence
        self.language = language
        # The isolate of a part goes by its first letter: a Latin name would turn the whole part.
        self.mark = "\u200f" if language in RIGHT_TO_LEFT else ""

    # Parts of a sentence

    def say(self, name: str, /, **values: str | int) -> str:
        return self.mark + say(self.language, name, **values)

    def number(self, value: int) -> str:
        return str(format_decimal(value, locale=self.language))

    def place(self, nowhere: str = "place-anywhere") -> str:
        zone = self.finding.zone
        if not zone:
            return self.say(nowhere)
        return self.say("place-in", zone=self.words.pack.zones[zone].name)

    def time(self) -> str:
        """Return the judged part of the month by its local days, as `period_text` does."""
        zone = self.words.pack.timezone
        first = self.finding.from_.astimezone(zone).date()
        last = (self.finding.until - INSTANT).astimezone(zone).date()
        if first == last:
            return self.day(first)
        same_month = (first.year, first.month) == (last.year, last.month)
        if same_month and first.day == 1 and (last + timedelta(days=1)).month != last.month:
            return str(format_date(first, "MMMM yyyy", locale=self.language))
        start = str(first.day) if same_month else self.day(first)
        return self.say("period-to", first=start, last=self.day(last))

    def day(self, day: date) -> str:
        return str(format_date(day, "d MMMM yyyy", locale=self.language))

    def bounds(self) -> str:
        low, high = self.finding.low, self.finding.high
        if high is None:
            return self.say("bounds-least", low=self.number(low))
        if low == high:
            return self.number(low)
        return self.say("bounds-range", low=self.number(low), high=self.number(high))

    def allowance(self) -> str:
        low, high = self.finding.allowed_low, self.finding.allowed_high
        if low is None:
            return self.say("allow-any")
        if high is None:
            return self.say("allow-perhaps-any", low=self.number(low))
        if low == high:
            return self.number(low)
        return self.say("allow-perhaps", low=self.number(low), high=self.number(high))

    def either(self, names: Sequence[str]) -> str:
        if len(names) < 2:
            return "".join(names)
        if any(" or " in each for each in names):
            return "; ".join(names)
        return self.say(
            "join-or", list=COMMA.get(self.language, ", ").join(names[:-1]), last=names[-1]
        )

    def acts(self) -> str:
        terms = self.words.provision.terms
        if not isinstance(terms, Prohibit | RespectLine | Ceasefire | NotifyBefore):
            return ""
        names = self.words.pack.acts
        return self.either([names[act].name if act in names else act for act in terms.acts])

    def item(self) -> str:
        terms, items = self.words.provision.terms, self.words.pack.items
        if isinstance(terms, Limit | WithdrawBy):
            return items[terms.item].name
        if isinstance(terms, Prohibit | RespectLine) and terms.item is not None:
            name = items[terms.item].name
            out = [items[each].name for each in terms.except_items]
            return self.say("item-except", item=name, out=self.either(out)) if out else name
        return ""

    def head(self) -> str:
        return self.say("says-head", party=self.words.party, place=self.place(), time=self.time())

    # The sentence

    def sentence(self) -> str:
        if "waived" in self.finding.reasons:
            return self.say(
                "says-waived", party=self.words.party, place=self.place(), time=self.time()
            )
        return self.say(f"says-{self.finding.verdict}", text=self.text())

    def short(self) -> str:
        """Return what the sentence says after its head."""
        if "waived" in self.finding.reasons:
            return self.sentence()
        text, head = self.text(), f"\u2068{self.head()}\u2069"
        before, has_head, rest = text.partition(head)
        if not has_head or before not in {"", self.mark}:
            return self.sentence()
        rest = rest.lstrip(":،,\u00a0\u202f ")
        return f"{self.mark}{rest[:1].upper()}{rest[1:]}"

    def text(self) -> str:
        terms = self.words.provision.terms
        match terms:
            case Limit() | WithdrawBy():
                return self.presence()
            case Ceasefire():
                return self.acted()
            case Prohibit() | RespectLine():
                return self.prohibited()
            case Periodic() | DisarmBy():
                return self.owed(terms)
            case NotifyBefore():
                return self.say(
                    f"says-notice-{self.finding.verdict}",
                    acts=self.acts(),
                    party=self.words.party,
                    place=self.place(),
                    hours=terms.hours,
                )
            case Within():
                return self.say(
                    f"says-answer-{self.finding.verdict}",
                    request=str(terms.request),
                    place=self.place(),
                    party=self.words.party,
                    duty=str(terms.duty),
                    hours=terms.hours,
                )
            case Waive():
                raise AssertionError("a waiver makes no finding of its own")

    def owed(self, terms: Periodic | DisarmBy) -> str:
        if isinstance(terms, Periodic):
            return self.periodic(terms)
        return self.say(
            "says-disarmed",
            head=self.head(),
            bounds=self.bounds(),
            what=self.say(f"says-what-{terms.what}"),
            owed=self.number(terms.at_least),
            deadline=self.day(terms.deadline.astimezone(self.words.pack.timezone).date()),
        )

    def presence(self) -> str:
        finding = self.finding
        shared = {"head": self.head(), "item": self.item(), "allowed": self.allowance()}
        if finding.verdict == "breached":
            return self.say("says-over", low=self.number(finding.low), **shared)
        if finding.verdict == "met":
            return self.say("says-counted", bounds=self.bounds(), **shared)
        if finding.low == 0 and finding.high is None:
            return self.say("says-count-unknown", **shared)
        return self.say("says-bounds", bounds=self.bounds(), **shared)

    def acted(self) -> str:
        finding = self.finding
        shared = {"head": self.head(), "acts": self.acts()}
        doubtful = len(finding.possible)
        perhaps = self.say("acts-possible", count=doubtful) if doubtful else ""
        if finding.verdict == "breached":
            sure = self.say("acts-certain", count=finding.low)
            if "may-be-one" in finding.reasons:
                sure = self.say("acts-at-least", sure=sure, reports=len(finding.evidence))
            if perhaps:
                return self.say("says-acts-perhaps", sure=sure, perhaps=perhaps, **shared)
            return self.say("says-acts", sure=sure, **shared)
        if finding.verdict == "met":
            return self.say("says-no-act", **shared)
        if perhaps:
            return self.say("says-acts-doubt", perhaps=perhaps, **shared)
        return self.say("says-unwatched", **shared)

    def prohibited(self) -> str:
        if self.finding.verdict == "breached":
            return self.presence() if "over-limit" in self.finding.reasons else self.acted()
        if not self.acts():
            return self.presence()
        if not self.item():
            return self.acted()
        name = "says-none" if self.finding.verdict == "met" else "says-none-unknown"
        return self.say(name, head=self.head(), item=self.item(), acts=self.acts())

    def periodic(self, terms: Periodic) -> str:
        finding = self.finding
        head = self.say(
            "says-duty-head",
            duty=terms.duty.replace("-", " "),
            party=self.words.party,
            place=self.place(),
            time=self.time(),
        )
        if terms.every_days is not None:
            return self.say(f"says-every-{finding.verdict}", head=head, days=terms.every_days)
        times = (
            self.say("done-certain", times=self.say("times", count=finding.low))
            if finding.low
            else self.say("done-never")
        )
        if finding.high is not None and finding.high != finding.low:
            times = self.say("done-most", done=times, times=self.say("times", count=finding.high))
        agreed = self.say("times", count=terms.times_per_month or 0)
        return self.say("says-times", head=head, done=times, agreed=agreed)

    # Why, and what would settle it

    def because(self) -> tuple[str, ...]:
        reasons = [self.say(f"reason-{each}") for each in self.finding.reasons]
        names = {each.record: each.source for each in self.evidence}
        groups = [
            ", ".join(
                f"{each[:12]} ({names[each]})" if each in names else each[:12] for each in group
            )
            for group in self.finding.same_groups
        ]
        return (*reasons, *(self.say("reason-one-event", reports=each) for each in groups))

    def settle(self) -> tuple[str, ...]:
        finding = self.finding
        if finding.verdict != "undetermined":
            if "may-be-one" not in finding.reasons:
                return ()
            groups = (" ".join(each[:12] for each in group) for group in finding.same_groups)
            return tuple(self.say("settle-compare", ids=each) for each in groups)
        return tuple(map(self.step, finding.reasons))

    def step(self, reason: str) -> str:  # noqa: PLR0911 (one return a sentence)
        name = f"settle-{reason}"
        if reason in OF_REPORTS:
            return self.say(name, reports=self.reports())
        place, time = self.place(), self.time()
        match reason:
            case "no-complete-count":
                return self.say(name, place=place, time=time, item=self.item())
            case "no-report":
                whole = self.place("place-everywhere")
                return self.say(name, place=whole, time=time, acts=self.acts())
            case "count-straddles":
                shared = {"bounds": self.bounds(), "allowed": self.allowance()}
                return self.say(name, item=self.item(), place=place, **shared)
            case "one-count":
                return self.say(name, item=self.item(), place=place, time=time)
            case "partial-alleges":
                return self.say(name, places=self.visited(), item=self.item())
            case "waiver-unclear":
                names = COMMA.get(self.language, ", ").join(self.finding.waivers)
                return self.say(name, waivers=names or self.say("the-exception"))
            case "register-incomplete" | "register-unconfirmed":
                return self.say(name, place=place, time=time)
            case _:
                return self.say(name, time=time)

    def doubtful(self) -> list[Evidence]:
        return [each for each in self.evidence if not each.decides] or list(self.evidence)

    def reports(self) -> str:
        doubtful = self.doubtful()
        names = COMMA.get(self.language, ", ").join(each.source for each in doubtful[:NAMED])
        more = len(doubtful) - NAMED
        return self.say("more-reports", names=names, count=more) if more > 0 else names

    def visited(self) -> str:
        places = list(dict.fromkeys(each.where for each in self.doubtful() if each.where))
        names = "; ".join(places[:NAMED])
        more = len(places) - NAMED
        if more > 0:
            return self.say("more-places", names=names, count=more)
        return names or self.say("the-place-reported")
