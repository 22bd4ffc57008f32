"""The bytes of a file, or of an upload, in pieces: memory stays bounded, and the digest comes along."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO

from sulh.errors import InputError, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["Content", "Source", "blocks_of"]

PIECE_BYTES = 4_000_000
GZIP_ENDING = ".gz"
GZIP_WINDOW = 31  # zlib: a window of 32 KB, with the header and checksum of gzip (RFC 1952)
UNPACKED_RATIO_MAX = 200
UNPACKED_FREE_BYTES = 16_000_000
"""Up to so many unpacked bytes, a gzip file may be as dense as it likes."""


class Content:
    """The bytes read so far: how many, and their SHA-256. Whole when the rows are at their end."""

    def __init__(self) -> None:
        self.size = 0
        self._hash = sha256()

    def add(self, piece: bytes) -> None:
        """Count more bytes."""
        self.size += len(piece)
        self._hash.update(piece)

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes read so far, in hex."""
        return self._hash.hexdigest()


@dataclass(frozen=True, slots=True)
class Source:
    """A file on disk, or the bytes of one; `name` is what problems call it.

    A name that ends in .gz is unpacked while it is read. `content` counts the bytes as they stand
    in the file.
    """

    name: str
    place: Path | bytes
    content: Content = field(default_factory=Content)

    @property
    def ending(self) -> str:
        """What the name ends with, in lower case, before .gz."""
        name = self.name.lower().removesuffix(GZIP_ENDING)
        stem, dot, ending = name.rpartition(".")
        return dot + ending if stem else ""

    @property
    def is_packed(self) -> bool:
        """Whether the bytes are packed with gzip."""
        return self.name.lower().endswith(GZIP_ENDING)

    @property
    def size(self) -> int:
        """The number of bytes in the file."""
        return len(self.place) if isinstance(self.place, bytes) else self.place.stat().st_size

    def open(self) -> BinaryIO:
        """Open the bytes as they stand in the file; they are not counted."""
        return io.BytesIO(self.place) if isinstance(self.place, bytes) else self.place.open("rb")

    def pieces(self) -> Iterator[bytes]:
        """Yield all bytes, unpacked, in pieces; count them as they stand in the file.

        Raises
        ------
        InputError
            When a packed file is damaged, or unpacks to far more than it is.
        """
        return self._unpacked() if self.is_packed else self._stored()

    def _stored(self) -> Iterator[bytes]:
        with self.open() as file:
            while piece := file.read(PIECE_BYTES):
                self.content.add(piece)
                yield piece

    def _unpacked(self) -> Iterator[bytes]:
        """Unpack the members of a gzip file one after another, a piece at a time."""
        unpacker, size = zlib.decompressobj(GZIP_WINDOW), 0
        begun = False
        for stored in self._stored():
            packed = stored
            while packed:
                if unpacker.eof:
                    unpacker = zlib.decompressobj(GZIP_WINDOW)
                try:
                    piece = unpacker.decompress(packed, PIECE_BYTES)
                except zlib.error as error:
                    raise self._damaged(str(error)) from error
                begun, size = True, size + len(piece)
                if size > max(UNPACKED_FREE_BYTES, UNPACKED_RATIO_MAX * self.content.size):
                    raise InputError(
                        f"{shown(self.name)} unpacks to more than {UNPACKED_RATIO_MAX} times its size "
                        "and is refused.",
                        remedy="Unpack it, look at what is in it, and give the file itself.",
                    )
                if piece:
                    yield piece
                packed = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
        if begun and not unpacker.eof:
            raise self._damaged("it is cut off")

    def _damaged(self, reason: str) -> InputError:
        return InputError(
            f"{shown(self.name)} is damaged: {shown(reason)}.",
            remedy="Copy it again. Rows before the damage may have been read.",
        )

    def read(self, size_max: int) -> bytes:
        """Return all bytes, unpacked, of a file that is read whole.

        Raises
        ------
        InputError
            When they are more than `size_max`, or as `pieces` does.
        """
        whole = bytearray()
        for piece in self.pieces():
            whole += piece
            if len(whole) > size_max:
                raise InputError(
                    f"{shown(self.name)} is larger than {size_max // 1_000_000} MB.",
                    remedy="Split it, or give CSV or JSON Lines, which are read in pieces.",
                )
        return bytes(whole)

    def blocks(self, length_max: int) -> Iterator[bytes]:
        r"""Yield all bytes in blocks of whole lines, each with its ``\n``; the last may have none.

        A line longer than a piece and than `length_max` is cut to one byte more than that.
        """
        return blocks_of(self.pieces(), length_max)

    def lines(self, length_max: int) -> Iterator[bytes]:
        """Yield each line; one that is longer than `length_max` may be cut to one byte more."""
        for block in self.blocks(length_max):
            yield from io.BytesIO(block)


def blocks_of(pieces: Iterable[bytes], length_max: int) -> Iterator[bytes]:
    """Cut pieces into blocks of whole lines; see `Source.blocks`."""
    rest, is_skipping = b"", False
    for piece in pieces:
        begin = 0
        if is_skipping:
            begin = piece.find(b"\n")
            if begin < 0:
                continue
        end = piece.rfind(b"\n", begin) + 1
        if end:
            yield rest + piece[begin:end]
            rest, begin, is_skipping = b"", end, False
        rest += piece[begin:]
        if len(rest) > length_max:
            rest, is_skipping = rest[: length_max + 1], True
    if rest:
        yield rest
