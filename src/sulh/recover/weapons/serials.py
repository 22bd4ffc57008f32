"""Serial numbers that may be one and the same: copied, misread or altered.

Two numbers are close when, in a form without blanks and punctuation in which characters that look alike are
one, at most two characters were changed, added or left out; one, where either has up to five. Every such
pair is found: of a number cut into three parts, two changes leave one part as it was (the pigeonhole
principle), so that an index of parts gives all candidates, and `rapidfuzz` measures each.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import OSA, Editop, Levenshtein
from rapidfuzz.process import cdist

from sulh.languages.sentence import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sulh.languages.sentence import Sentence

    Ints = NDArray[np.int64]
    Hashes = NDArray[np.uint64]

__all__ = ["CloseSerial", "SerialIndex", "plain_serial"]

ALIKE = str.maketrans("OQDILSZBG", "000115286")
"""Characters that are taken for a digit when a mark is worn: O Q D for 0, I L for 1, S 5, Z 2, B 8, G 6."""
SHORT = 5
LETTERS_UNLIKE = 4
"""Two changes bring in two letters at most, and take out two."""
_OTHER = re.compile(r"[\W_]+")
_PRIME = np.uint64(1_099_511_628_211)


def plain_serial(text: str) -> str:
    """Return a serial number in capital letters and European digits, without blanks and punctuation."""
    folded = unicodedata.normalize("NFKC", text).upper()
    digits = "".join(
        str(unicodedata.decimal(each)) if each.isdecimal() else each for each in folded
    )
    return _OTHER.sub("", digits)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseSerial:
    """A serial number close to another: its place in the index, and how they differ.

    Two neighbours that changed places are one change.
    """

    place: int
    serial: str
    changes: int
    reason: Sentence


class SerialIndex:
    """The serial numbers of a register; empty ones are close to none.

    Raises
    ------
    ValueError
        When a number is longer than 200 characters in its plain form.
    """

    def __init__(self, serials: Sequence[str]) -> None:
        self._serials = serials
        self._keys = [plain_serial(each).translate(ALIKE) for each in serials]
        lengths = np.fromiter(map(len, self._keys), np.int64, len(self._keys))
        if lengths.max(initial=0) > 200:
            raise ValueError("A serial number is longer than 200 characters.")
        self._letters = np.zeros(len(serials), np.uint64)
        hashes, places = [], []
        for length in np.unique(lengths[lengths > 0]).tolist():
            some = np.flatnonzero(lengths == length)
            text = "".join(self._keys[place] for place in some.tolist())
            letters = np.array([text]).view(np.uint32).reshape(len(some), length)
            self._letters[some] = _letters_of(letters)
            for part, (begin, end) in enumerate(_cuts(length)):
                hashes.append(_hashed(letters[:, begin:end], length, part))
                places.append(some)
        whole = np.concatenate(hashes) if hashes else np.zeros(0, np.uint64)
        order = np.argsort(whole, kind="stable")
        self._hashes = whole[order]
        self._places = (np.concatenate(places) if places else np.zeros(0, np.int64))[order]

    def close_to(self, serial: str) -> tuple[CloseSerial, ...]:
        """Return the numbers close to one, the closest first, those as close in their order."""
        key = plain_serial(serial).translate(ALIKE)
        places = self._candidates(key) if key else np.zeros(0, np.int64)
        if not places.size:
            return ()
        keys = list(map(self._keys.__getitem__, places.tolist()))
        changes = cdist([key], keys, scorer=Levenshtein.distance, score_cutoff=2, dtype=np.uint8)[0]
        close = []
        for at in np.flatnonzero(changes <= 2).tolist():
            if changes[at] > _most_changes(len(key), len(keys[at])):
                continue
            changed = OSA.distance(key, keys[at])
            other = self._serials[places[at]]
            close.append(
                CloseSerial(
                    place=int(places[at]),
                    serial=other,
                    changes=changed,
                    reason=_reason(plain_serial(serial), plain_serial(other), changed),
                )
            )
        return tuple(sorted(close, key=lambda each: (each.changes, each.place)))

    def _candidates(self, key: str) -> Ints:
        """Return the places of all numbers that share a part with one, where changes let it stand."""
        letters = np.array([key]).view(np.uint32)[None, :]
        probes: list[Hashes] = []
        for length in range(max(1, len(key) - 2), len(key) + 3):
            most = _most_changes(len(key), length)
            if abs(length - len(key)) > most:
                continue
            for part, (begin, end) in enumerate(_cuts(length)):
                places = range(max(0, begin - most), min(begin + most, len(key) - end + begin) + 1)
                probes += [
                    _hashed(letters[:, at : at + end - begin], length, part) for at in places
                ]
        hashes = np.unique(np.concatenate(probes))
        first = np.searchsorted(self._hashes, hashes, side="left")
        last = np.searchsorted(self._hashes, hashes, side="right")
        spans = [self._places[a:b] for a, b in zip(first.tolist(), last.tolist(), strict=True)]
        near = np.concatenate(spans)
        unlike = np.bitwise_count(self._letters[near] ^ _letters_of(letters)[0])
        near = np.sort(near[unlike <= LETTERS_UNLIKE])
        return near[np.append(True, near[1:] != near[:-1])] if near.size else near


def _most_changes(one: int, other: int) -> int:
    """Return how many changes make two numbers of these lengths close."""
    return 1 if min(one, other) <= SHORT else 2


def _cuts(length: int) -> list[tuple[int, int]]:
    """Return the parts of a number as (begin, end), one more than changes are possible."""
    parts = 2 if length <= SHORT else 3
    edges = [length * part // parts for part in range(parts + 1)]
    return list(pairwise(edges))


def _hashed(letters: NDArray[np.uint32], length: int, part: int) -> Hashes:
    """Return a number for the letters of a part, its place and the whole length; two may share one."""
    hashes = np.full(len(letters), length * 3 + part + 1, dtype=np.uint64)
    for column in range(letters.shape[1]):
        hashes = (hashes ^ letters[:, column].astype(np.uint64)) * _PRIME
    return hashes


def _letters_of(letters: NDArray[np.uint32]) -> Hashes:
    """Return which letters stand in each number, as bits; two letters may share one."""
    bits = np.left_shift(np.uint64(1), (letters % 64).astype(np.uint64))
    return np.asarray(np.bitwise_or.reduce(bits, axis=1))


def _reason(one: str, other: str, changes: int) -> Sentence:
    """Say how two numbers in their plain forms differ."""
    if one == other:
        return sentence("serial-same")
    if changes == 0:
        pairs = sorted({(a, b) for a, b in zip(one, other, strict=True) if a != b})
        return sentence(
            "serial-alike", pairs=tuple(sentence("serial-pair", one=a, other=b) for a, b in pairs)
        )
    if len(one) == len(other):
        unlike = [at for at in range(len(one)) if one[at] != other[at]]
        if (
            len(unlike) == 2
            and one[unlike[0]] == other[unlike[1]]
            and one[unlike[1]] == other[unlike[0]]
        ):
            return sentence("serial-swapped", one=one[unlike[0]], other=one[unlike[1]])
    words = [_change(one, other, each) for each in Levenshtein.editops(one, other)]
    return reduce(
        lambda first, second: sentence("serial-changes", first=first, second=second), words
    )


def _change(one: str, other: str, change: Editop) -> Sentence:
    name, at, to = change.tag, change.src_pos, change.dest_pos
    if name == "replace":
        return sentence("serial-became", one=one[at], other=other[to])
    if name == "delete":
        return sentence("serial-missing", one=one[at])
    return sentence("serial-added", one=other[to])
