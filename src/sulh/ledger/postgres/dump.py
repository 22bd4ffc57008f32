"""A ledger's tables as ``pg_dump`` writes them, and the way back, which runs no SQL of the file."""

from __future__ import annotations

import os
import re
import shutil
import subprocess  # noqa: TID251 -- pg_dump is a program
from typing import TYPE_CHECKING

import psycopg

from sulh.errors import InputError, LedgerError
from sulh.ledger.postgres.chain import database_errors
from sulh.ledger.postgres.schema import migrate
from sulh.ledger.postgres.storage import PASSWORD, check_url, without_query

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

__all__ = ["dump_database", "load_database"]

TABLES = ("chain", "record", "head")
COPY = re.compile(rb"COPY sulh\.(chain|record|head) \(([a-z_]+(?:, [a-z_]+)*)\) FROM stdin;\n")
END = b"\\.\n"
PART = 1 << 20


def dump_database(url: str, path: Path) -> None:
    """Write the chains of a database into a file, as they stand at one moment.

    Raises
    ------
    InputError
        When ``pg_dump`` is not installed.
    LedgerError
        When it fails.
    """
    program = shutil.which("pg_dump")
    if program is None:
        raise InputError(
            "The program pg_dump is not here.", remedy="Install it: apt install postgresql-client"
        )
    options = [f"--table=sulh.{name}" for name in TABLES]
    process = subprocess.run(  # noqa: S603 -- no shell; the address holds no password
        [program, "--data-only", "--encoding=UTF8", *options, f"--file={path}", f"--dbname={url}"],
        env=os.environ | {"PGPASSWORD": _password()},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if process.returncode:
        reason = (process.stderr.strip().splitlines() or ["it says nothing"])[0]
        raise LedgerError(f"pg_dump cannot copy {without_query(url)}: {reason}")


def load_database(url: str, path: Path) -> None:
    """Fill an empty database with the chains of such a file, all or nothing.

    Only the rows of the three tables are taken from the file; whatever else it says is ignored.

    Raises
    ------
    InputError
        When the address cannot be one, or the rows are not those of a ledger.
    LedgerError
        When the database cannot be reached, or holds a ledger already.
    """
    check_url(url)
    where = without_query(url)
    with (
        database_errors(where),
        psycopg.connect(url, password=_password() or None) as connection,
        path.open("rb") as file,
    ):
        migrate(connection)
        if connection.execute("SELECT 1 FROM sulh.chain").fetchone():
            raise LedgerError(f"{where} holds a ledger already.", remedy="Name an empty database.")
        try:
            for line in iter(lambda: file.readline(PART), b""):
                if match := COPY.fullmatch(line):
                    _copy_rows(connection, match[1].decode(), match[2].decode(), file)
        except (psycopg.errors.DataError, psycopg.errors.IntegrityError) as error:
            raise InputError(
                f"{path.name} holds no ledger: {str(error).splitlines()[0]}"
            ) from error


def _copy_rows(connection: psycopg.Connection, table: str, columns: str, file: BinaryIO) -> None:
    statement = f"COPY sulh.{table} ({columns}) FROM STDIN"
    begins = True
    with connection.cursor() as cursor, cursor.copy(statement.encode()) as rows:
        for part in iter(lambda: file.readline(PART), b""):
            if begins and part == END:
                return
            begins = part.endswith(b"\n")
            rows.write(part)
    raise InputError("The rows of the ledger are cut off.")


def _password() -> str:
    return os.environ.get(PASSWORD) or os.environ.get("PGPASSWORD", "")
