"""How the commands read tables: by mapping files, and with an account of every row."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from sulh.cli.options import FILE, Rejects
from sulh.cli.show import console, keep_unread, print_summary
from sulh.errors import InputError, plural
from sulh.tables.rejects import keep_rejected

Value = TypeVar("Value")

if TYPE_CHECKING:
    from sulh.tables import Read, Table

    Reader = Callable[[Table, str], Read[Value]]

__all__ = ["Maps", "Reading", "Tables"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Maps:
    """The mapping files of a command: each is for the tables that have its columns."""

    maps: Annotated[
        tuple[Path, ...],
        "Rename the columns of a table by this mapping file (TOML); may be repeated.",
        "--map",
        FILE,
    ] = ()

    def open(self, path: Path) -> "Table":
        """Open a table, and rename its columns by the first mapping that is for it.

        Raises
        ------
        InputError
            When a file cannot be read, or the table lacks some of the columns of a mapping.
        """
        from sulh.tables.open import open_by_mapping

        return open_by_mapping(path, self.maps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables(Maps):
    """How a command reads tables: by mapping files, with a file of the rejected rows of each."""

    rejects: Rejects = None

    def read(self, path: Path, reader: "Reader[Value]") -> Value:
        """Read a table; write its rejected rows to a file, and report on stderr."""
        return self.report(path, lambda: reader(self.open(path), path.name))

    def report(self, path: Path, reader: "Callable[[], Read[Value]]") -> Value:
        """Say on stderr how many rows were read and rejected, and why; return the value."""
        from sulh.tables.rows import NoRowsError

        try:
            read = reader()
        except NoRowsError as error:
            nothing = error.read
            self.report(path, lambda: nothing)
            raise
        where = keep_rejected(path, read.problems, read.raw, folder=self.rejects)
        print_summary(read.problems, stderr=True)
        keep_unread(read.unread(path.name))
        self.say(f"{path.name}: {plural(read.rows, 'row')} read, {len(read.raw):,} rejected{where}")
        return read.value

    def say(self, note: str) -> None:
        """Say on stderr what a person should know of a file."""
        console(stderr=True).print(note, soft_wrap=True)

    def read_if(self, path: Path | None, reader: "Reader[Value]") -> Value | None:
        """Read a table; None where there is none."""
        return None if path is None else self.read(path, reader)

    def read_whole(self, path: Path, reader: "Reader[Value]") -> Value:
        """Read a table of which no row may be missing: a plan must not leave out a place unseen.

        Raises
        ------
        InputError
            When a row cannot be used.
        """
        result = reader(self.open(path), path.name)
        value = self.report(path, lambda: result)
        if result.raw:
            raise InputError(
                f"{path}: {len(result.raw)} of {plural(result.rows, 'row')} cannot be used.",
                remedy="Correct or remove these rows: a plan must not leave out a place unseen.",
            )
        return value


class Reading:
    """Reads tables for one command, and keeps the accounts of them that its JSON has."""

    def __init__(self, tables: Tables, *, quiet: bool) -> None:
        self.accounts: list[dict[str, Any]] = []
        self._tables = tables
        self._quiet = quiet

    def read(self, path: Path, reader: "Reader[Value]") -> Value:
        """Return what a reader makes of a file."""
        read = reader(self._tables.open(path), path.name)
        where = keep_rejected(path, read.problems, read.raw, folder=self._tables.rejects)
        self.accounts.append({"file": path.name, **read.account()})
        if not self._quiet:
            print_summary(read.problems)
            console().print(
                f"{path.name}: {plural(read.rows, 'row')} read, {read.kept:,} kept, "
                f"{read.rows - read.kept:,} rejected, {read.blank:,} blank{where}",
                soft_wrap=True,
            )
        return read.value

    def read_if(self, path: Path | None, reader: "Reader[Value]") -> Value | None:
        """Return what a reader makes of a file; None where there is no file."""
        return None if path is None else self.read(path, reader)
