"""Half of the audit of a large chain's file, done by a process of its own beside the other half.

The chain is divided at a signed head. One process walks up to it and thereby checks the state from
which the other begins, so that both together have checked what one walk would. The other also checks the
file's pages.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sulh.ledger.audit_chain import Middle
from sulh.ledger.audit_part import faults_of_part
from sulh.ledger.file_faults import file_faults
from sulh.ledger.sqlite_chain import open_to_read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Answer", "audited_beside", "main"]

PROGRAM = "from sulh.ledger.audit_beside import main; main()"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the process beside found: faults of the file in sentences, and whether its part holds."""

    file_faults: list[str]
    holds: bool


@contextmanager
def audited_beside(path: Path, begin: Middle) -> Iterator[Callable[[], Answer | None]]:
    """Begin to audit a file and its records from `begin` on; yield what waits for the answer.

    The answer is None where no process could be started, or it ended before it had one.
    """
    try:
        beside = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        yield lambda: None
        return
    asked = json.dumps(asdict(begin) | {"frontier": [each.hex() for each in begin.frontier]})

    def answer() -> Answer | None:
        said, _ = beside.communicate()
        return None if beside.returncode else Answer(**json.loads(said))

    with beside:
        try:
            if beside.stdin:
                beside.stdin.write(asked.encode())
                beside.stdin.close()
                beside.stdin = None
            yield answer
        finally:
            if beside.poll() is None:
                beside.kill()


def main() -> None:
    """Do what the process was started for: the file is its argument, where to begin its input."""
    path, values = Path(sys.argv[1]), json.load(sys.stdin)
    frontier = tuple(bytes.fromhex(each) for each in values.pop("frontier"))
    begin = Middle(**values, frontier=frontier)
    found = file_faults(path)
    with closing(open_to_read(path)) as connection:
        holds = next(faults_of_part(connection, path, begin.key, begin=begin), None) is None
    sys.stdout.write(json.dumps(asdict(Answer(file_faults=found, holds=holds))))
