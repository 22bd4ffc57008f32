"""Reports that came in before, as digests in order: less memory than one by one, and quick to load."""

from __future__ import annotations

import struct
from bisect import bisect_left
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = ["DIGEST_BYTES", "KnownReports"]

DIGEST_BYTES = 16
HALVES = struct.Struct(">QQ")
DIGEST = {"high": pl.UInt64(), "low": pl.UInt64()}
KEYS = {**DIGEST, "where": pl.Int64()}
SUBSTANCES = {**DIGEST, "where": pl.Int64(), "ref": pl.String()}


class KnownReports:
    """What a `sulh.observe.ReportRegister` knows of reports that came in before.

    Tables of digests (``high`` and ``low``, the halves of 16 bytes), each digest once: `keys` of the senders'
    keys with ``where`` the report stood, `contents` of what was said, `substances` of what was said whatever
    its key and words are, with the first key (``ref``) and where. `files` are the names of files by number,
    `markings` lead from a sender's key to the report's marking.

    Raises
    ------
    ValueError
        When a table has other columns.
    """

    def __init__(
        self,
        keys: pl.DataFrame,
        contents: pl.DataFrame,
        substances: pl.DataFrame,
        *,
        files: tuple[str, ...] = (),
        markings: Mapping[str, str] | None = None,
    ) -> None:
        for frame, schema in ((keys, KEYS), (contents, DIGEST), (substances, SUBSTANCES)):
            if dict(frame.schema) != schema:
                raise ValueError(f"columns {dict(frame.schema)}, expected {schema}")
        self.keys, self.contents, self.substances = keys, contents, substances
        self.files = files
        self.markings = markings or {}
        self._keys, self._contents, self._substances = map(_Digests, (keys, contents, substances))
        self._where = _plain(keys, "where")

    @classmethod
    def none(cls) -> KnownReports:
        """Return those of a new ledger."""
        return cls(*(pl.DataFrame(schema=each) for each in (KEYS, DIGEST, SUBSTANCES)))

    def where(self, key: str) -> int | None:
        """Return where the report of a sender's key stood; None where there is none."""
        row = self._keys.row(_digest_of(key))
        return None if row is None else self._where[row]

    def has_content(self, digest: bytes) -> bool:
        """Say whether a report with these words is known."""
        return self._contents.row(digest) is not None

    def has_substance(self, substance: bytes) -> bool:
        """Say whether a report that says the same is known."""
        return self._substances.row(substance) is not None

    def twin(self, substance: bytes) -> tuple[str, int] | None:
        """Return the sender's key, and the place, of a report that says the same; None where none does."""
        row = self._substances.row(substance)
        if row is None:
            return None
        return self.substances.item(row, "ref"), int(self.substances.item(row, "where"))

    def with_more(
        self,
        places: Mapping[str, int],
        contents: Collection[bytes],
        substances: Mapping[bytes, tuple[str, int]],
        *,
        files: tuple[str, ...],
        markings: Mapping[str, str],
    ) -> KnownReports:
        """Return these and others; what is known already stays as it is."""
        keys = _halves([_digest_of(key) for key in places])
        twins = _halves(substances)
        return KnownReports(
            _merged(self.keys, keys | {"where": list(places.values())}, KEYS),
            _merged(self.contents, _halves(contents), DIGEST),
            _merged(
                self.substances,
                twins
                | {
                    "where": [where for _, where in substances.values()],
                    "ref": [ref for ref, _ in substances.values()],
                },
                SUBSTANCES,
            ),
            files=files,
            markings=dict(markings),
        )


class _Digests:
    """The digests of a table in order; one is found by halving."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._high, self._low = _plain(frame, "high"), _plain(frame, "low")

    def row(self, digest: bytes) -> int | None:
        """Return the row of a digest."""
        high, low = HALVES.unpack(digest)
        row = bisect_left(self._high, high)
        while row < len(self._high) and self._high[row] == high:
            if self._low[row] == low:
                return row
            row += 1
        return None


def _plain(frame: pl.DataFrame, column: str) -> memoryview[int]:
    """Return whole numbers such that one is quick to read."""
    return np.ascontiguousarray(frame[column].to_numpy()).data


def _digest_of(key: str) -> bytes:
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).digest()


def _halves(digests: Collection[bytes]) -> dict[str, object]:
    halves = np.frombuffer(b"".join(digests), ">u8").reshape(-1, 2).astype(np.uint64)
    return {"high": halves[:, 0], "low": halves[:, 1]}


def _merged(
    frame: pl.DataFrame, more: dict[str, object], schema: Mapping[str, pl.DataType]
) -> pl.DataFrame:
    rows = pl.concat([frame, pl.DataFrame(more, schema=dict(schema))])
    return rows.unique(["high", "low"], keep="first", maintain_order=True).sort("high", "low")
