"""Ways in which somebody might change a ledger's past, with the record that each is about."""

import sqlite3
from contextlib import closing

from sulh.ledger.sqlite.storage import DATABASE


def tamper(folder, statement, *values):
    with closing(sqlite3.connect(folder / DATABASE)) as connection, connection:
        connection.execute(statement, values)


CHANGES = {
    "a changed word": ("UPDATE record SET bytes = CAST(replace(CAST(bytes AS TEXT), 'مرحبا', 'مرحبًا') AS BLOB) WHERE seq = 4", 4),
    "a changed number, canonical still": (
        "UPDATE record SET bytes = CAST(replace(CAST(bytes AS TEXT), '\"n\":3', '\"n\":8') AS BLOB) WHERE seq = 4", 4),
    "bytes that are no record": ("UPDATE record SET bytes = x'00' WHERE seq = 4", 4),
    "a column that lies": ("UPDATE record SET kind = 'incident' WHERE seq = 4", 4),
    "a mark taken off": ("UPDATE record SET simulated = 1 WHERE seq = 4", 4),
    "a missing record": ("DELETE FROM record WHERE seq = 4", 4),
    "the last record cut off": ("DELETE FROM record WHERE seq = 9", 9),
    "a head taken out and its records": ("DELETE FROM head WHERE size = 10", 7),
    "another signature": ("UPDATE head SET signature = zeroblob(64) WHERE size = 7", 6),
    "a head of other records": ("UPDATE head SET bytes = CAST(replace(CAST(bytes AS TEXT), '\"size\":7', '\"size\":6') AS BLOB) WHERE size = 7", 6),
    "a frontier changed": ("UPDATE head SET frontier = zeroblob(96) WHERE size = 7", 6),
}  # fmt: skip
