"""Several files of reports, one after another: what each brought, and what stopped them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sulh.errors import SulhError
from sulh.workspace.import_reports import ImportResult, import_reports
from sulh.workspace.update_reports import UpdateOptions, update_reports

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from sulh.mission.aliases import AliasProposal
    from sulh.observe import OpenReports
    from sulh.workspace.folder import Workspace
    from sulh.workspace.import_reports import ImportOptions
    from sulh.workspace.update_result import UpdateResult

__all__ = ["FilesEntered", "enter_reports", "import_files"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesEntered:
    """What files brought, in their order. `failure` stopped one of them; those after it are `unread`."""

    results: tuple[Any, ...]
    failure: SulhError | None = None
    unread: tuple[Path, ...] = ()

    @property
    def proposals(self) -> Mapping[str, AliasProposal]:
        """Return whom actors that the pack does not know may mean, by name."""
        imports = (each for each in self.results if isinstance(each, ImportResult))
        return {each.name: each for result in imports for each in result.proposals}


def enter_reports(
    workspace: Workspace,
    source: OpenReports | Path,
    options: ImportOptions | UpdateOptions,
    *,
    progress: Callable[[int], None] | None = None,
) -> ImportResult | UpdateResult:
    """Import reports, or update those of an earlier release, as the options are; see there."""
    if isinstance(options, UpdateOptions):
        return update_reports(workspace, source, options, progress=progress)
    return import_reports(workspace, source, options, progress=progress)


def import_files(
    workspace: Workspace,
    files: Sequence[Path],
    options: ImportOptions | UpdateOptions,
    *,
    clock: Callable[[], datetime],
    progress: Callable[[Path], Callable[[int], None]] | None = None,
) -> FilesEntered:
    """Enter files one after another, each at the time (UTC) that `clock` gives when it begins.

    A file that ends in ``.simulated.csv`` is simulated. `progress` returns for each file what is told how
    many of its bytes were read.

    Raises
    ------
    SulhError
        When the first file cannot be read at all. Of a later one it is the `failure`.
    """
    results: list[ImportResult | UpdateResult] = []
    for place, path in enumerate(files):
        try:
            own = _of_file(path, options, clock())
            tell = progress(path) if progress else None
            result = enter_reports(workspace, path, own, progress=tell)
        except SulhError as failure:
            if not results:
                raise
            return FilesEntered(
                results=tuple(results), failure=failure, unread=tuple(files[place + 1 :])
            )
        results.append(result)
    return FilesEntered(results=tuple(results))


def _of_file(
    path: Path, options: ImportOptions | UpdateOptions, now: datetime
) -> ImportOptions | UpdateOptions:
    if isinstance(options, UpdateOptions):
        return replace(options, reading=_reading(path, options.reading, now))
    return _reading(path, options, now)


def _reading(path: Path, reading: ImportOptions, now: datetime) -> ImportOptions:
    simulated = reading.simulated or path.name.endswith(".simulated.csv")
    return replace(reading, now=now, simulated=simulated)
