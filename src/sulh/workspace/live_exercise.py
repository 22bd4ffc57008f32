"""A live exercise in a folder: the facilitator's commands in a file beside the ledger, and a clock.

Everything is in three places: the scenario with its seed, the commands (``exercise/commands.jsonl``, one line
each, written before it is obeyed) and the ledger. ``exercise/clock.json`` keeps how far the clock had come, so
that a process which was killed goes on where it was: what is due and not yet in the ledger enters then.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime, timedelta
from threading import RLock
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError
from sulh.exercise import (
    Command,
    Inject,
    InjectDelivery,
    Rules,
    Stage,
    advance,
    apply,
    begin,
    is_cut,
    is_for,
    reached_at,
    read_inject,
    read_scenario,
    why_waiting,
)
from sulh.exercise.steering import COMMAND_NAMES, clock_at
from sulh.observe import open_reports
from sulh.tables import rows_table
from sulh.workspace.exercise_files import (
    AUTHOR,
    FOLDER,
    RUN,
    SCENARIO,
    keep_scenario,
    read_run,
    write_run,
)
from sulh.workspace.folder import open_workspace, set_up
from sulh.workspace.import_reports import ImportOptions, import_reports
from sulh.workspace.record_kinds import RECORD_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from sulh.errors import Problem
    from sulh.exercise import PlayedReport, Scenario, Steered
    from sulh.observe import ReportRegister
    from sulh.workspace.folder import Workspace

__all__ = [
    "LiveExercise",
    "check_live",
    "delivered_at_sites",
    "is_live",
    "last_state",
    "live_deliveries",
    "set_up_live",
]

COMMANDS, CLOCK = "commands.jsonl", "clock.json"
TOGETHER_MAX = 500


def set_up_live(folder: Path, scenario: Path, *, seed: int) -> Scenario:
    """Make a mission in `folder` for a live exercise: an empty ledger whose every record is simulated.

    Raises
    ------
    InputError
        When the scenario cannot be played, or the folder is not empty.
    """
    read = read_scenario(scenario)
    source = read.pack.folder or read.pack.id
    site = f"exercise-{read.id}"
    set_up(folder, pack_name=source, site=site, now=read.from_, exercise=True).store.close()
    own = folder / FOLDER
    keep_scenario(own, scenario, read)
    write_run(own / RUN, seed=seed, scenario=read.id, live=True)
    return read


def is_live(folder: Path) -> bool:
    """Say whether a mission's folder holds a live exercise."""
    path = folder / FOLDER / RUN
    return path.is_file() and read_run(path).live


def check_live(folder: Path) -> None:
    """Refuse a folder without a live exercise.

    Raises
    ------
    InputError
        When there is none.
    """
    if not is_live(folder):
        raise InputError(
            f"There is no live exercise in {folder}.",
            remedy="Name a scenario: sulh -C NEW-FOLDER exercise live SCENARIO.toml.",
        )


def read_live(folder: Path, workspace: Workspace) -> tuple[Stage, Rules, list[Command]]:
    """Return the scenario of a live exercise, its rules, and the commands given so far.

    Raises
    ------
    InputError
        When its files cannot be read.
    """
    own = folder / FOLDER
    scenario = read_scenario(own / SCENARIO, pack=workspace.pack)
    stage = Stage(scenario, read_run(own / RUN).seed)

    def first_report(inject: Inject, at: datetime) -> datetime | None:
        return next((each.comes for each in stage.mail_of(inject, at)), None)

    rules = Rules(
        from_=stage.months[0].from_, until=stage.months[-1].until, first_report=first_report
    )
    return stage, rules, _read_commands(own / COMMANDS)


class LiveExercise:
    """A live exercise that runs: its clock, its list, what is due. `real` is the real clock (UTC).

    It is asked by many threads.
    """

    def __init__(self, folder: Path, *, real: Callable[[], datetime]) -> None:
        self.folder = folder / FOLDER
        self._real = real
        self._lock = RLock()
        workspace = open_workspace(folder)
        try:
            self.stage, self.rules, commands = read_live(folder, workspace)
            self._entered, latest = _own_reports(workspace)
        finally:
            workspace.store.close()
        self.faults: dict[str, Problem] = {}
        self._mail: dict[tuple[str, datetime], tuple[PlayedReport, ...]] = {}
        self._field: tuple[tuple[Any, ...], tuple[PlayedReport, ...]] | None = None
        first = commands[0].at if commands else real()
        self._state = begin(self.stage.scenario.injects, self.rules, real=first)
        for each in commands:
            self._state = apply(self._state, each, self.rules)
        clock = _kept_clock(self.folder / CLOCK, latest, self.rules)
        self.command("start", by=AUTHOR, clock=clock)

    def clock(self) -> datetime:
        """Return the exercise's time (UTC)."""
        with self._lock:
            return clock_at(self._state, self._real(), self.rules)

    def state(self) -> Steered:
        """Return how the exercise stands now."""
        with self._lock:
            self._state = advance(self._state, self._real(), self.rules)
            return self._state

    def command(self, what: str, *, by: str, **fields: Any) -> Steered:
        """Obey a command, once it is on disk.

        Raises
        ------
        InputError
            When it cannot be obeyed; then nothing is changed or written.
        """
        if what == "judge" and fields["name"] not in {
            each.id for each in self.stage.scenario.objectives
        }:
            raise InputError(f"There is no objective {fields['name']!r}.")
        with self._lock:
            now = max(self._real(), self._state.real)
            new = Command(at=now, what=what, by=by, **fields)  # type: ignore[arg-type] # apply says
            state = apply(self._state, new, self.rules)
            with (self.folder / COMMANDS).open("ab") as file:
                file.write(_written(new))
                file.flush()
                os.fsync(file.fileno())
            self._state = state
            self.keep_clock()
            return state

    def inject(self, value: dict[str, Any]) -> Inject:
        """Return the inject that a facilitator wrote, as in a scenario; one without a time comes at once.

        Raises
        ------
        ScenarioError
            When it is none.
        """
        name, state = value.get("id"), self.state()
        before = [each for each in state.plan if each != name]
        if "at" not in value and "after" not in value:
            soon = state.clock + timedelta(seconds=state.speed * state.runs)  # a second from now
            value = {**value, "at": soon.isoformat()}
        return read_inject(self.stage.scenario, value, before)

    def keep_clock(self) -> None:
        """Keep how far the clock has come, for a process that is killed."""
        path = self.folder / CLOCK
        part = path.with_suffix(".part")
        with self._lock:  # the runner keeps it while a command does
            part.write_text(json.dumps({"clock": self.clock().isoformat()}) + "\n", "utf-8")
            part.replace(path)

    def is_cut(self, site: str) -> bool:
        """Say whether the line to a site is cut now."""
        return is_cut(self.state(), self.stage.scenario.cuts, site)

    def why_waiting(self, name: str) -> str:
        """Say why an inject is not delivered; empty where it is, or only its time has not come."""
        return why_waiting(self.state(), name, self.rules)

    def due(self) -> tuple[PlayedReport, ...]:
        """Return the reports that have come by now and are not in the ledger, in the order they came."""
        state = self.state()
        mail = [each for each in self.stage.base_mail if each.comes <= state.clock]
        for name, delivery in state.deliveries.items():
            if delivery.at is None:
                continue
            key = (name, delivery.at)
            if key not in self._mail:
                self._mail[key] = self.stage.mail_of(state.plan[name], delivery.at)
            mail += [each for each in self._mail[key] if each.comes <= state.clock]
        mail += [each for each in self._field_mail(state) if each.comes <= state.clock]
        waiting = [each for each in mail if _key(each.row) not in self._entered]
        return tuple(sorted(waiting, key=lambda each: (each.comes, each.row["ref"])))[:TOGETHER_MAX]

    def _field_mail(self, state: Steered) -> tuple[PlayedReport, ...]:
        """Return what units report of the wounded and of supply, as far as acts are delivered by now."""
        acts = tuple(
            (state.plan[name], each.at)
            for name, each in state.deliveries.items()
            if each.at is not None and state.plan[name].kind == "act"
        )
        if self._field is None or self._field[0] != acts:
            self._field = (acts, self.stage.field_of(acts).reports)
        return self._field[1]

    def take_in(
        self, workspace: Workspace, reports: Iterable[PlayedReport], register: ReportRegister
    ) -> int:
        """Enter reports that are due; return how many. Rows that do not enter are named in `faults`."""
        reports = tuple(reports)
        now = self.clock()
        table = rows_table([each.row for each in reports], name=f"exercise-{now:%Y%m%dT%H%M%S%f}")
        options = ImportOptions(now=now, simulated=True, author=AUTHOR)
        opened = open_reports(table, format="form", kinds=RECORD_KINDS)
        result = import_reports(workspace, opened, options, register=register)
        for each in result.problems:
            if each.severity == "error" and 1 <= each.row <= len(reports):
                self.faults[reports[each.row - 1].row["ref"]] = each
        self._entered |= {_key(each.row) for each in reports}
        return result.entered


def last_state(folder: Path, workspace: Workspace) -> tuple[Stage, Rules, Steered]:
    """Return a live exercise's scenario and rules, and how it stood when its clock was last kept.

    Raises
    ------
    InputError
        When its files cannot be read.
    """
    stage, rules, commands = read_live(folder, workspace)
    _, latest = _own_reports(workspace)
    clock = _kept_clock(folder / FOLDER / CLOCK, latest, rules)
    first = commands[0].at if commands else rules.from_
    state = begin(stage.scenario.injects, rules, real=first)
    for each in (
        *commands,
        Command(at=commands[-1].at if commands else first, what="start", clock=clock),
    ):
        state = apply(state, each, rules)
    return stage, rules, state


def live_deliveries(state: Steered, rules: Rules) -> tuple[InjectDelivery, ...]:
    """Return what became of each inject of a live exercise, in the order of its list."""
    return tuple(
        InjectDelivery(
            inject=inject,
            at=state.deliveries[name].at if name in state.deliveries else None,
            why_not=why_waiting(state, name, rules)
            or ("" if name in state.deliveries else "the exercise was stopped before"),
            seen=state.seen.get(name, ()) if inject.kind == "message" else None,
            sites=delivered_at_sites(state, name),
        )
        for name, inject in state.plan.items()
    )


def delivered_at_sites(state: Steered, name: str) -> tuple[tuple[str, datetime | None], ...]:
    """Return the other sites that a delivered message or report is for, and when it was there (UTC).

    An act happens; what is told of it are records like all others. A site whose accounts have none of the
    roles that a message is for is left out.
    """
    inject, outcome = state.plan[name], state.deliveries.get(name)
    if outcome is None or outcome.at is None or inject.kind == "act":
        return ()
    return tuple(
        (site, reached_at(state, name, site))
        for site in sorted(state.joined)
        if inject.kind == "report" or is_for(inject.to, state.roles.get(site, inject.to))
    )


def _key(row: Mapping[str, Any]) -> tuple[str, str]:
    return str(row.get("source", "")), str(row.get("ref", ""))


def _own_reports(workspace: Workspace) -> tuple[set[tuple[str, str]], datetime | None]:
    """Return the keys of the exercise's own reports in the ledger, and the last time recorded here."""
    keys, latest = set(), None
    for each in workspace.store.records():
        if each.site == workspace.site:
            latest = each.recorded_at
        if each.kind in RECORD_KINDS and each.author == AUTHOR:
            keys.add(_key(each.body))
    return keys, latest


def _kept_clock(path: Path, latest: datetime | None, rules: Rules) -> datetime:
    """Return how far the clock had come: by its file, where that is whole, and by the `latest` record."""
    clock = rules.from_
    with suppress(OSError, ValueError, KeyError, TypeError):
        clock = datetime.fromisoformat(json.loads(path.read_text("utf-8"))["clock"])
    return max(clock, latest or clock)


def _written(command: Command) -> bytes:
    values = {name: each for name, each in asdict(command).items() if each not in ("", 0, None, ())}
    return json.dumps(values, default=_iso, ensure_ascii=False).encode() + b"\n"


def _iso(value: Any) -> str:
    assert isinstance(value, datetime)  # noqa: S101 -- nothing else is no JSON in a command
    return value.isoformat()


def _read_commands(path: Path) -> list[Command]:
    """Return the commands of a file; a last line that was cut off was never obeyed, and is taken away."""
    if not path.exists():
        return []
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    if len(whole) < len(content):
        path.write_bytes(whole)
    commands = []
    for number, line in enumerate(whole.splitlines(), start=1):
        try:
            commands.append(_command(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"{path}:{number} is no command of an exercise: {error}",
                remedy="Take the line away, or restore the file from a copy.",
            ) from error
    return commands


def _command(values: dict[str, Any]) -> Command:
    if values["what"] not in COMMAND_NAMES:
        raise ValueError(f"{values['what']!r} is none")
    for name in ("at", "clock"):
        if name in values:
            values[name] = datetime.fromisoformat(values[name])
    if "roles" in values:
        values["roles"] = tuple(values["roles"])
    if "inject" in values:
        inject = values["inject"]
        inject |= {"to": tuple(inject["to"])}
        inject |= {"at": datetime.fromisoformat(inject["at"]) if inject["at"] else None}
        values["inject"] = Inject(**inject)
    return Command(**values)
