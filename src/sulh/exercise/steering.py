"""A live exercise: what a facilitator does to time and to the master events list, and what is delivered.

Everything follows from the list and the commands. The exercise's clock is a straight line between two
commands: it stands still in a pause and runs 1 to 1000 times as fast as real time otherwise. Injects are due
on that clock, never on the real one, so that a pause delays each of them once and no more.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal, get_args

from sulh.errors import InputError
from sulh.exercise.agenda import Agenda, agenda_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sulh.exercise.scenario import Inject

__all__ = [
    "COMMAND_NAMES",
    "SPEED_MAX",
    "Arrival",
    "Command",
    "InjectOutcome",
    "Rules",
    "Steered",
    "advance",
    "apply",
    "begin",
    "clock_at",
    "due_at",
    "next_due",
    "steer",
    "why_waiting",
]

SPEED_MAX = 1000
TO_END = "end"
"""The name of a step to the end: all that is due until then comes, and nothing after it."""
What = Literal[
    "start", "run", "pause", "step", "add", "edit", "withhold", "release", "send", "cut", "mend",
    "seen", "judge", "join", "reached",
]  # fmt: skip
COMMAND_NAMES: tuple[str, ...] = get_args(What)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What somebody did at `at` (UTC, real time); `by` is a role and account, never a person's name.

    *start*: the process begins, or begins again, with the exercise's clock at `clock`. *run*: at `speed`.
    *step*: the clock goes to the next inject, or with the name `TO_END` to the end. *add*, *edit*: `inject`.
    *withhold*, *release*, *send* (now, whatever it waits for), *seen*: the inject `name`. *cut*, *mend*: the
    line to the site `name`. *judge*: the objective `name` is worth `points` of 100, because of `text`. *join*:
    the site `name` has trainees. *reached*: the first `number` deliveries are there; its accounts have `roles`.
    """

    at: datetime
    what: What
    by: str = ""
    name: str = ""
    speed: int = 0
    points: int = 0
    number: int = 0
    roles: tuple[str, ...] = ()
    text: str = ""
    clock: datetime | None = None
    inject: Inject | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InjectOutcome:
    """What became of an inject: when it was delivered (UTC, the exercise's clock), or why it never was.

    `number` counts deliveries from 1, in their order.
    """

    at: datetime | None
    number: int = 0
    why_not: str = ""
    by_hand: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """At `at` (UTC, the exercise's clock) a site had the first `number` deliveries."""

    at: datetime
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the exercise brings: its span (UTC), and when an act that is delivered is first reported."""

    from_: datetime
    until: datetime
    first_report: Callable[[Inject, datetime], datetime | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Steered:
    """How a live exercise stands at `real` (UTC): its `clock` (UTC), its list, and what was delivered.

    `speed` holds when it `runs`. `plan`: injects by id, in the order of the list. `cut`: lines that the
    facilitator cut. `seen`: who saw which inject. `judgements`: the last judgement of each objective.
    `delivered`: how many deliveries there were. `joined`: what reached each other site with trainees, in the
    order of time; `roles`: those of its accounts, where it said them. `agenda`: what is to come.
    """

    real: datetime
    clock: datetime
    speed: int = 1
    runs: bool = False
    plan: Mapping[str, Inject] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()
    deliveries: Mapping[str, InjectOutcome] = field(default_factory=dict)
    reported: Mapping[str, datetime | None] = field(default_factory=dict)
    cut: frozenset[str] = frozenset()
    seen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    judgements: Mapping[str, Command] = field(default_factory=dict)
    delivered: int = 0
    joined: Mapping[str, tuple[Arrival, ...]] = field(default_factory=dict)
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    agenda: Agenda = field(default_factory=Agenda)


def begin(injects: Iterable[Inject], rules: Rules, *, real: datetime) -> Steered:
    """Return an exercise that has not begun: its clock stands at the beginning."""
    plan = {each.id: each for each in injects}
    return Steered(real=real, clock=rules.from_, plan=plan, agenda=agenda_of(plan, {}, ()))


def steer(
    injects: Iterable[Inject], commands: Iterable[Command], rules: Rules, *, real: datetime
) -> Steered:
    """Return how the exercise stands at `real` (UTC) after `commands`, in their order.

    Raises
    ------
    InputError
        When a command cannot be obeyed where it stands.
    """
    log = tuple(commands)
    state = begin(injects, rules, real=log[0].at if log else real)
    for command in log:
        state = apply(state, command, rules)
    return advance(state, real, rules)


def due_at(state: Steered, inject: Inject) -> datetime | None:
    """Return when an inject is due (UTC, the exercise's clock); None where it follows one not delivered."""
    if inject.at is not None:
        return inject.at
    first = state.deliveries.get(inject.after)
    if first is None or first.at is None:
        return None
    return first.at + timedelta(hours=inject.hours)


def next_due(state: Steered, rules: Rules) -> tuple[datetime, str] | None:
    """Return when the next inject comes (UTC, the exercise's clock) and its id; None where none will."""
    coming = state.agenda.coming
    if not coming or coming[0][0] >= rules.until or state.clock >= rules.until:
        return None
    due, _, name = coming[0]
    return max(due, state.clock), name


def why_waiting(state: Steered, name: str, rules: Rules) -> str:
    """Say why an inject is not delivered; empty where it is, or only its time has not come."""
    if name in state.deliveries:
        return state.deliveries[name].why_not
    if name in state.withheld:
        return "withheld"
    inject = state.plan[name]
    due = due_at(state, inject)
    if due is None:
        return f"{inject.after} is not delivered"
    return "it comes after the end" if due >= rules.until else ""


def clock_at(state: Steered, real: datetime, rules: Rules) -> datetime:
    """Return the exercise's time (UTC) at a later moment (UTC, real time)."""
    passed = max(real - state.real, timedelta()) * (state.speed * state.runs)
    return rules.until if passed >= rules.until - state.clock else state.clock + passed


def advance(state: Steered, real: datetime, rules: Rules) -> Steered:
    """Return the exercise at a later moment (UTC, real time), with all that came due delivered.

    A real clock that runs back changes nothing: the exercise's never does.
    """
    clock = clock_at(state, real, rules)
    return replace(_deliver_until(state, clock, rules), clock=clock, real=max(real, state.real))


def _deliver_until(state: Steered, clock: datetime, rules: Rules) -> Steered:
    """Deliver what is due by then; each inject is touched once, however many there are."""
    coming = next_due(state, rules)
    if coming is None or coming[0] > clock:
        return state
    deliveries, reported = dict(state.deliveries), dict(state.reported)
    while coming is not None and coming[0] <= clock:
        at, name = coming
        outcome = _outcome(state, name, at, reported, rules)
        deliveries[name] = outcome
        agenda = state.agenda.after(name, outcome.at, deliveries, state.withheld)
        number = max(state.delivered, outcome.number)
        state = replace(state, clock=at, delivered=number, agenda=agenda)
        coming = next_due(state, rules)
    return replace(state, deliveries=deliveries, reported=reported)


def _outcome(
    state: Steered,
    name: str,
    at: datetime,
    reported: dict[str, datetime | None],
    rules: Rules,
    *,
    by_hand: bool = False,
) -> InjectOutcome:
    """Return what becomes of an inject at its moment, and note in `reported` when an act is reported."""
    inject = state.plan[name]
    if inject.only_if and not by_hand:
        report = reported.get(inject.after)
        is_reported = report is not None and report <= at
        if is_reported != (inject.only_if == "reported"):
            word = "reported" if is_reported else "not reported"
            return InjectOutcome(at=None, why_not=f"{inject.after} was {word} by then")
    reported[name] = rules.first_report(inject, at) if inject.kind == "act" else None
    return InjectOutcome(at=at, by_hand=by_hand, number=state.delivered + 1)


def _send(state: Steered, name: str, rules: Rules) -> Steered:
    """Deliver an inject at the exercise's present moment, whatever it waits for."""
    reported, withheld = dict(state.reported), state.withheld - {name}
    outcome = _outcome(state, name, state.clock, reported, rules, by_hand=True)
    deliveries = {**state.deliveries, name: outcome}
    return replace(
        state,
        deliveries=deliveries,
        delivered=outcome.number,
        reported=reported,
        withheld=withheld,
        agenda=state.agenda.after(name, outcome.at, deliveries, withheld),
    )


def _with_agenda(state: Steered) -> Steered:
    """Return an exercise whose list was changed, with its agenda."""
    delivered = {name: each.at for name, each in state.deliveries.items()}
    return replace(state, agenda=agenda_of(state.plan, delivered, state.withheld))


def _refuse(message: str, remedy: str) -> InputError:
    return InputError(message, remedy=remedy)


def apply(state: Steered, command: Command, rules: Rules) -> Steered:
    """Return the exercise after a command, with all that came due before it and through it delivered.

    Raises
    ------
    InputError
        When it cannot be obeyed; then nothing is changed.
    """
    if command.what == "start":
        clock = min(max(command.clock or state.clock, state.clock), rules.until)
        state = _deliver_until(state, clock, rules)
        return replace(state, clock=clock, real=command.at)
    state = advance(state, command.at, rules)
    return _deliver_until(_changed(state, command, rules), state.clock, rules)


def _changed(state: Steered, command: Command, rules: Rules) -> Steered:
    what, name = command.what, command.name
    if what in OBEYED:
        return OBEYED[what](state, command, rules)
    changes: dict[str, dict[str, Any]] = {
        "pause": {"runs": False},
        "cut": {"cut": state.cut | {name}},
        "mend": {"cut": state.cut - {name}},
        "judge": {"judgements": {**state.judgements, name: command}},
    }
    return replace(state, **changes[what])


def _at_site(state: Steered, command: Command, _: Rules) -> Steered:
    """Note what another site says that it has; it never had less than before, nor more than there is."""
    site, before = command.name, state.joined.get(command.name, ())
    if command.number > state.delivered:
        raise _refuse(
            f"{site} says that it has {command.number} deliveries; there were {state.delivered}.",
            "Let it exchange records again.",
        )
    joined, roles = {**state.joined, site: before}, state.roles
    if command.what == "reached":
        roles = {**roles, site: command.roles} if command.roles else roles
        if command.number > (before[-1].number if before else 0):
            joined[site] = (*before, Arrival(at=state.clock, number=command.number))
    return replace(state, joined=joined, roles=roles)


def _step(state: Steered, command: Command, rules: Rules) -> Steered:
    coming = next_due(state, rules)
    if state.clock >= rules.until:
        raise _refuse("The exercise is over.", "Review it, or begin another one.")
    if command.name == TO_END:
        return replace(_deliver_until(state, rules.until, rules), clock=rules.until)
    if coming is None:
        raise _refuse("No inject is to come.", "Add one, or go to the end.")
    return _deliver_until(replace(state, clock=coming[0]), coming[0], rules)


def _run(state: Steered, command: Command, rules: Rules) -> Steered:
    if not 1 <= command.speed <= SPEED_MAX:
        raise _refuse(
            f"{command.speed} is no speed.", f"Give a whole number from 1 to {SPEED_MAX}."
        )
    if state.clock >= rules.until:
        raise _refuse("The exercise is over.", "Review it, or begin another one.")
    return replace(state, runs=True, speed=command.speed)


def _replanned(state: Steered, command: Command, rules: Rules) -> Steered:
    inject = command.inject
    assert inject is not None  # noqa: S101 -- such commands have one
    is_there = inject.id in state.plan
    if is_there != (command.what == "edit"):
        word = "is on the list already" if is_there else "is not on the list"
        raise _refuse(
            f"The inject {inject.id} {word}.", "Give it another id, or edit the one there."
        )
    if _is_delivered(state, inject.id):
        raise _refuse(f"The inject {inject.id} is delivered already.", "Add another one.")
    if inject.at is not None and not state.clock <= inject.at < rules.until:
        raise _refuse(
            f"{inject.at:%Y-%m-%d %H:%M} UTC is not between the exercise's present and its end.",
            "Choose a later time, or send the inject now.",
        )
    before = list(state.plan)
    before = before[: before.index(inject.id)] if is_there else before
    if inject.at is None and inject.after not in before:
        raise _refuse(
            f"{inject.after!r} is no inject that stands before it.", "Name an earlier one."
        )
    outcomes = {name: each for name, each in state.deliveries.items() if name != inject.id}
    plan = {**state.plan, inject.id: inject}
    return _with_agenda(replace(state, plan=plan, deliveries=outcomes))


def _is_delivered(state: Steered, name: str) -> bool:
    return name in state.deliveries and state.deliveries[name].at is not None


def _on_inject(state: Steered, command: Command, rules: Rules) -> Steered:
    name, what = command.name, command.what
    if name not in state.plan:
        raise _refuse(f"There is no inject {name!r}.", "Choose one of the list.")
    if what == "seen":
        if not _is_delivered(state, name):
            raise _refuse(f"The inject {name} is not delivered.", "Wait for it.")
        seen = state.seen.get(name, ())
        return replace(state, seen={**state.seen, name: (*seen, command.by)}) if (
            command.by not in seen
        ) else state  # fmt: skip
    if _is_delivered(state, name):
        raise _refuse(
            f"The inject {name} is delivered already.", "What is out cannot be taken back."
        )
    if what == "withhold":
        return _with_agenda(replace(state, withheld=state.withheld | {name}))
    if what == "release":
        return _with_agenda(replace(state, withheld=state.withheld - {name}))
    if state.clock >= rules.until:
        raise _refuse("The exercise is over.", "Nothing is delivered any more.")
    return _send(state, name, rules)


OBEYED: dict[str, Callable[[Steered, Command, Rules], Steered]] = {
    "run": _run,
    "step": _step,
    **dict.fromkeys(("add", "edit"), _replanned),
    **dict.fromkeys(("join", "reached"), _at_site),
    **dict.fromkeys(("withhold", "release", "send", "seen"), _on_inject),
}
