"""Steering a live exercise: the same as a twin that looks at every second, and no pause counted twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.exercise import (
    Command,
    Cut,
    Inject,
    Rules,
    advance,
    apply,
    begin,
    is_cut,
    next_due,
    steer,
)
from sulh.exercise.steering import why_waiting

REAL = datetime(2030, 5, 1, 8, tzinfo=UTC)
FROM = datetime(2021, 1, 1, tzinfo=UTC)
LENGTH_S = 400
DELAYS_S = {"a": 5, "b": 60, "c": None, "d": 0}


def at(second: int) -> datetime:
    """A second of the exercise."""
    return FROM + timedelta(seconds=second)


def first_report(inject: Inject, moment: datetime) -> datetime | None:
    """Acts are reported after a while that depends on their name, or never."""
    delay = DELAYS_S.get(inject.id)
    return None if delay is None else moment + timedelta(seconds=delay)


RULES = Rules(from_=FROM, until=at(LENGTH_S), first_report=first_report)


class Twin:
    """The same by the second: at each, everything that is due is delivered, in the order of the list."""

    def __init__(self, injects):
        self.plan, self.now, self.speed, self.runs = list(injects), 0, 1, False
        self.done, self.told, self.withheld = {}, {}, set()

    def due(self, inject):
        """Return the second of an inject, or None."""
        if inject.at is not None:
            return int((inject.at - FROM).total_seconds())
        first = self.done.get(inject.after)
        return None if first is None else first + round(inject.hours * 3600)

    def pending(self):
        """Return what may come, earliest first."""
        waits = [
            (self.due(each), n, each)
            for n, each in enumerate(self.plan)
            if each.id not in self.done
            and each.id not in self.withheld
            and self.due(each) is not None
            and self.due(each) < LENGTH_S
        ]
        return sorted(waits, key=lambda each: each[:2])

    def look(self):
        """Deliver what is due at this second."""
        while self.now < LENGTH_S and self.pending() and self.pending()[0][0] <= self.now:
            self.give(self.pending()[0][2], by_hand=False)

    def give(self, inject, *, by_hand):
        """Deliver one, or note that its condition does not hold."""
        told = self.told.get(inject.after)
        is_told = told is not None and told <= self.now
        if inject.only_if and not by_hand and is_told != (inject.only_if == "reported"):
            self.done[inject.id] = None
            return
        self.done[inject.id] = self.now
        self.withheld.discard(inject.id)
        delay = DELAYS_S.get(inject.id) if inject.kind == "act" else None
        self.told[inject.id] = None if delay is None else self.now + delay

    def wait(self, seconds):
        """Let real time pass."""
        for _ in range(seconds * self.speed * self.runs):
            if self.now < LENGTH_S:
                self.now += 1
                self.look()

    def obey(self, command):  # noqa: C901, PLR0911, PLR0912 -- a twin is plain
        """Do what a command says; say whether it can be done."""
        what, by_id = command.what, {each.id: each for each in self.plan}
        out = {name for name, when in self.done.items() if when is not None}
        if what == "run":
            if self.now >= LENGTH_S:
                return False
            self.runs, self.speed = True, command.speed
        elif what == "pause":
            self.runs = False
        elif what == "step":
            if self.now >= LENGTH_S or not (self.pending() or command.name == "end"):
                return False
            if command.name == "end":
                while self.now < LENGTH_S:
                    self.now += 1
                    self.look()
                return True
            self.now = max(self.now, self.pending()[0][0])
        elif what in ("add", "edit"):
            new = command.inject
            ids = list(by_id)
            before = ids[: ids.index(new.id)] if new.id in ids else ids
            if (new.id in ids) != (what == "edit") or new.id in out:
                return False
            if new.at is not None and not self.now <= self.due(new) < LENGTH_S:
                return False
            if new.at is None and new.after not in before:
                return False
            self.plan = [new if each.id == new.id else each for each in self.plan]
            self.plan += [new] * (what == "add")
            self.done.pop(new.id, None)
        elif command.name not in by_id or command.name in out:
            return False
        elif what == "withhold":
            self.withheld.add(command.name)
        elif what == "release":
            self.withheld.discard(command.name)
        elif self.now >= LENGTH_S:
            return False
        else:
            self.give(by_id[command.name], by_hand=True)
        self.look()
        return True


names = st.sampled_from("abcdef")
seconds = st.integers(0, LENGTH_S + 20)


@st.composite
def injects(draw, name=names):
    """An inject at a second, or so long after another one."""
    own = draw(name)
    kind = draw(st.sampled_from(["act", "message"]))
    if draw(st.booleans()):
        return Inject(id=own, kind=kind, at=at(draw(seconds)))
    return Inject(
        id=own, kind=kind, after=draw(names), hours=draw(st.integers(0, 90)) / 3600,
        only_if=draw(st.sampled_from(["", "reported", "unreported"])),
    )  # fmt: skip


@st.composite
def lists(draw):
    """A master events list: each inject follows an earlier one."""
    plan = {each.id: each for each in draw(st.lists(injects(), max_size=5))}
    before, kept = set(), []
    for each in plan.values():
        kept.append(
            each
            if each.at or each.after in before
            else replace(each, at=at(7), after="", only_if="")
        )
        before.add(each.id)
    return kept


@st.composite
def commands(draw):
    """A command after some seconds of real time."""
    what = draw(st.sampled_from(
        ["run", "run", "pause", "step", "add", "edit", "withhold", "release", "send"]
    ))  # fmt: skip
    wait = draw(st.integers(0, 6))
    more = {"inject": draw(injects())} if what in ("add", "edit") else {"name": draw(names)}
    if what == "step":
        more = {"name": draw(st.sampled_from(["", "", "", "end"]))}
    speed = draw(st.sampled_from([1, 3, 30])) if what == "run" else 0
    return wait, Command(at=REAL, what=what, speed=speed, **more)


def seconds_of(state):
    """Return what was delivered, by the second of the exercise."""
    return {
        name: None if each.at is None else int((each.at - FROM).total_seconds())
        for name, each in state.deliveries.items()
    }


@given(plan=lists(), given_=st.lists(commands(), max_size=12), last=st.integers(0, 20))
def test_it_is_as_the_twin_that_looks_at_every_second(plan, given_, last):
    """Random lists and commands: the same refusals, clock and deliveries; and again from the log alone."""
    state, twin, real, log = begin(plan, RULES, real=REAL), Twin(plan), REAL, []
    twin.look()  # what is due at the very beginning
    state = advance(state, real, RULES)
    for wait, command in given_:
        real += timedelta(seconds=wait)
        twin.wait(wait)
        mine, state = replace(command, at=real), advance(state, real, RULES)
        try:
            state = apply(state, mine, RULES)
            log.append(mine)
            assert twin.obey(mine)
        except InputError:
            assert not twin.obey(mine)
        assert (seconds_of(state), state.clock) == (twin.done, at(twin.now))
    half = real + timedelta(seconds=last / 2)
    real += timedelta(seconds=last)
    twin.wait(last)
    in_steps = advance(advance(state, half, RULES), real, RULES)
    assert in_steps == advance(state, real, RULES) == steer(plan, log, RULES, real=real)
    assert (seconds_of(in_steps), in_steps.clock) == (twin.done, at(twin.now))


def command(second: int, what: str, **more) -> Command:
    """A command at a real second."""
    return Command(at=REAL + timedelta(seconds=second), what=what, **more)


PLAN = (
    Inject(id="a", kind="act", at=at(100)),
    Inject(id="then", kind="message", after="a", hours=1 / 60, only_if="unreported"),
)


def stand(*given_: Command, real: int):
    """Return how the exercise stands at a real second."""
    return steer(PLAN, given_, RULES, real=REAL + timedelta(seconds=real))


def test_a_pause_delays_once_and_nothing_twice():
    """An hour of pause: the inject sent by hand goes at the clock's own moment, and its follower a minute on."""
    log = (command(0, "run", speed=1), command(10, "pause"), command(3610, "send", name="a"))
    assert stand(*log, real=3611).deliveries["a"].at == at(10)
    more = (*log, command(3620, "run", speed=1))
    plan = (PLAN[0], replace(PLAN[1], only_if=""))
    there = steer(plan, more, RULES, real=REAL + timedelta(seconds=3620 + 60))
    assert there.deliveries["then"].at == at(70)


def test_one_never_delivered_says_why():
    """Withheld, waiting for one that is withheld, or with a condition that does not hold."""
    state = stand(command(0, "withhold", name="a"), command(0, "run", speed=1000), real=60)
    assert state.clock == RULES.until
    assert why_waiting(state, "a", RULES) == "withheld"
    assert why_waiting(state, "then", RULES) == "a is not delivered"
    state = stand(command(0, "run", speed=1000), real=60)
    assert state.deliveries["then"].why_not == "a was reported by then"
    with pytest.raises(InputError, match="over"):
        apply(state, command(61, "send", name="then"), RULES)


def test_a_process_that_was_killed_goes_on_where_it_was():
    """The hours in which it was dead are none of the exercise's, and what was delivered stays so."""
    log = (command(0, "run", speed=10), command(7200, "start", clock=at(150)))
    state = stand(*log, real=7205)
    assert (state.clock, state.runs) == (at(200), True)
    assert state.deliveries["a"].at == at(100)
    earlier = stand(*log, command(9000, "start", clock=at(1)), real=9000)
    assert earlier.clock == at(150)  # a file from before never turns the clock back


def test_the_real_clock_may_run_back_or_leap():
    """The exercise's clock does not run back, and stops at the end."""
    state = stand(command(100, "run", speed=10), real=50)
    assert state.clock == FROM
    years = advance(state, datetime(9000, 1, 1, tzinfo=UTC), RULES)
    assert years.clock == RULES.until
    assert next_due(years, RULES) is None


def test_lines_are_cut_by_the_scenario_and_by_hand():
    """The scenario's cuts follow the exercise's clock."""
    cuts = (Cut(site="team", from_=at(20), until=at(40)),)
    states = [stand(command(0, "run", speed=10), real=each) for each in (1, 2, 4)]
    assert [is_cut(each, cuts, "team") for each in states] == [False, True, False]
    assert is_cut(stand(command(0, "cut", name="x"), real=1), cuts, "x")
    mended = stand(command(0, "cut", name="x"), command(1, "mend", name="x"), real=1)
    assert not is_cut(mended, cuts, "x")


def test_a_long_list_is_not_searched_at_each_inject():
    """Five thousand injects, and a reader of each: every one is touched once, not each for every other."""
    count = 5_000
    plan = [
        Inject(id=f"i{n}", kind="message", at=at(0) + timedelta(milliseconds=20 * n))
        if n % 2 == 0
        else Inject(id=f"i{n}", kind="act", after=f"i{n - 1}", hours=1 / 3600)
        for n in range(count)
    ]
    began = process_time()
    state = apply(begin(plan, RULES, real=REAL), Command(at=REAL, what="run", speed=100), RULES)
    state = advance(state, REAL + timedelta(seconds=3), RULES)
    for n in range(0, count, 2):
        state = apply(state, Command(at=state.real, what="seen", by="a", name=f"i{n}"), RULES)
    assert process_time() - began < 2.0
    assert [each.number for each in state.deliveries.values()] == list(range(1, count + 1))
    assert {len(each) for each in state.seen.values()} == {1}
    assert next_due(state, RULES) is None
