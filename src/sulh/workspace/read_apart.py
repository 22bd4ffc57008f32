"""Read a large file in another process, so that one core reads and checks while the other writes.

The other process is given the mission's folder, the file and the options; it learns from the ledger what
has come in before, and sends back the steps of `sulh.workspace.import_steps` in order. It writes nothing.
The two talk through pipes, which hold little: it never gets far ahead. When either ends early, so does the
other, and whole batches are in the ledger.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING, Any

from sulh.errors import InputError, SulhError
from sulh.tables.read_ahead import rare_collections
from sulh.workspace.folder import open_workspace
from sulh.workspace.import_steps import Step, import_steps, open_import
from sulh.workspace.register_file import current_register
from sulh.workspace.whereabouts import ForeignReports

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sulh.workspace.import_reports import ImportOptions

__all__ = ["is_worth_it", "steps_apart"]

LARGE_BYTES = 20_000_000
"""From here on, reading takes longer than another process takes to begin."""
PIPE_BYTES = 1_000_000
"""About one step: whoever reads goes on while whoever writes is busy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What the other process is to read; whether it asks about reports from outside the pack's area."""

    folder: Path
    file: Path
    options: ImportOptions
    asks: bool


def is_worth_it(file: Path) -> bool:
    """Say whether a file is so large that another process, on another core, is worth its beginning."""
    return (os.cpu_count() or 1) > 1 and bool(sys.executable) and file.stat().st_size >= LARGE_BYTES


@contextmanager
def steps_apart(folder: Path, file: Path, options: ImportOptions) -> Iterator[Iterator[Step]]:
    """Read a file in another process, which ends with the block; yield its steps.

    Raises
    ------
    SulhError
        What reading raised there; or that the process ended early.
    """
    # -P: no module is taken from the folder in which the command was given.
    command = [sys.executable, "-P", "-c", f"from {__name__} import main; main()"]
    # A session of its own: an interrupt from the keyboard is for the process that writes.
    with subprocess.Popen(  # noqa: S603 -- this program itself
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdin is not None  # noqa: S101 -- both are pipes
        assert process.stdout is not None  # noqa: S101 -- likewise
        _widen(process.stdout)
        job = Job(
            folder=folder.resolve(),
            file=file,
            options=replace(options, ask_foreign=None),
            asks=options.ask_foreign is not None,
        )
        try:
            yield received_steps(process.stdout, process.stdin, job, options.ask_foreign)
        finally:
            process.kill()
            with suppress(OSError):  # what it has not read is lost with it
                process.stdin.close()


def _widen(pipe: IO[bytes]) -> None:
    """Let a pipe hold a whole step where the system can do that (Linux)."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl  # noqa: PLC0415 -- Windows has none

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE_BYTES)


def received_steps(
    answers: IO[bytes],
    orders: IO[bytes],
    job: Job,
    ask_foreign: Callable[[ForeignReports], bool] | None,
) -> Iterator[Step]:
    """Give the job to the other side, yield the steps that it sends, and answer what it asks."""
    try:
        _send(orders, job)
        while True:
            message = pickle.load(answers)  # noqa: S301 -- from this program itself
            if isinstance(message, Step):
                yield message
            elif isinstance(message, ForeignReports) and ask_foreign is not None:
                _send(orders, ask_foreign(message))
            elif isinstance(message, BaseException):
                raise message
            else:
                return
    except (EOFError, pickle.UnpicklingError, BrokenPipeError) as error:
        raise InputError(
            f"The process that read {job.file.name} ended before the file did.",
            remedy="What was entered stays. Import the file again: the rest enters, and nothing twice.",
        ) from error


def send_steps(orders: IO[bytes], answers: IO[bytes]) -> None:
    """Do the job that comes in: send its steps, and at the end None or what went wrong."""
    job: Job = pickle.load(orders)  # noqa: S301 -- from this program itself

    def ask(foreign: ForeignReports) -> bool:
        _send(answers, foreign)
        return bool(pickle.load(orders))  # noqa: S301 -- likewise

    options = replace(job.options, ask_foreign=ask if job.asks else None)
    end: BaseException | None = None
    try:
        workspace = open_workspace(job.folder)
        with workspace.store:
            register = current_register(workspace)
        with rare_collections():
            for step in import_steps(
                workspace, open_import(workspace, job.file, options), options, register
            ):
                _send(answers, step)
    except (SulhError, OSError, MemoryError) as error:
        end = error
    _send(answers, end)


def _send(pipe: IO[bytes], message: Any) -> None:
    pickle.dump(message, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def main() -> None:
    """Send the steps of the job that comes in to where the standard output was."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing that prints spoils them
    with suppress(BrokenPipeError, EOFError):  # the other side has ended
        send_steps(sys.stdin.buffer, answers)
