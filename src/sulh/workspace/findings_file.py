"""The findings kept between commands, beside the picture: judged again only where something is new.

What holds of all such files is in `kept_file`. The file also names the pack and the program that judged, and
the moment up to which. From there findings grow as a server's do (`sulh.verify.live`).
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from sulh.verify import SCHEMA, Findings
from sulh.verify.live import LiveFindings, LiveFindingsState
from sulh.verify.times import micros
from sulh.workspace import picture_file
from sulh.workspace.kept_file import (
    FAULTS,
    kept_header,
    packed,
    program_digest,
    read_kept,
    unpacked,
    write_kept,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from sulh.picture import LivePicture
    from sulh.workspace.folder import Workspace

__all__ = ["current_findings"]

FORMAT = 1
TITLE = b"sulh findings\n"
ROOMS = ("kernels", "ledger", "mission", "observe", "picture", "verify")
"""The rooms whose code decides what a finding says."""


def current_findings(
    workspace: Workspace, *, at: datetime, simulated: bool = False
) -> tuple[LivePicture, Findings]:
    """Return what all records say now, and the findings up to `at` (UTC), as `sulh.verify.verify` has them."""
    sizes, state = _read(workspace, simulated=simulated)
    current = picture_file.current_picture(workspace, simulated=simulated, since=sizes)
    base = None if current.spans is None else state
    live = LiveFindings(workspace.pack, base)
    findings = live.update(current.live.tables, current.spans or [], at=at)
    is_anew = live.months_judged > 0 and bool((live.places < 0).all())
    is_later = base is None or micros(at) >= base.at
    is_large = sum(current.sizes.values()) >= picture_file.WRITE_AFTER
    if is_large and (current.is_written or (is_anew and is_later)):
        with suppress(*FAULTS):  # as for the picture
            _write(workspace, current.sizes, live.state, simulated=simulated)
    return current.live, findings


def _path(workspace: Workspace, *, simulated: bool) -> Path:
    name = "ledger.sqlite.exercise.findings" if simulated else "ledger.sqlite.findings"
    return workspace.ledger / name


def _header(workspace: Workspace, *, simulated: bool) -> dict[str, Any]:
    return {
        "format": FORMAT,
        **kept_header(simulated=simulated),
        "pack": workspace.pack.digest,
        "program": program_digest(ROOMS),
    }


def _write(
    workspace: Workspace, sizes: Mapping[str, int], state: LiveFindingsState, *, simulated: bool
) -> None:
    header = _header(workspace, simulated=simulated) | {"at": state.at, "months": state.months}
    contents = {"findings": packed(state.findings.frame, "zstd")}
    path = _path(workspace, simulated=simulated)
    write_kept(path, workspace.store, TITLE, header, sizes, contents)


def _read(
    workspace: Workspace, *, simulated: bool
) -> tuple[dict[str, int] | None, LiveFindingsState | None]:
    """Return how many records of each site findings are of, and the findings; None where there is no use."""
    path = _path(workspace, simulated=simulated)
    try:
        if not path.exists():
            return None, None
        content = read_kept(path, workspace.store, TITLE, _header(workspace, simulated=simulated))
        if content is None:
            return None, None
        header, sizes, parts = content
        frame = unpacked(parts["findings"])
        if dict(frame.schema) != SCHEMA:
            return None, None
        return sizes, LiveFindingsState(
            findings=Findings(frame), at=header["at"], months=tuple(header["months"])
        )
    except FAULTS:
        return None, None
