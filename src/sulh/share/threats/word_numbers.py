"""Numbers for words, in the order in which they came: a tenth of what a dict takes beside them."""

from __future__ import annotations

from array import array

__all__ = ["WordNumbers"]

FREE = -1
SLOTS_LEAST = 64


class WordNumbers:
    """Words by number in `words`, and numbers by word. One thread adds, any may ask meanwhile."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._slots = _free(SLOTS_LEAST)

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, number: int) -> str:
        return self.words[number]

    def get(self, word: str) -> int | None:
        """Return the number of a word; None where it has none."""
        slots = self._slots
        number = slots[self._slot(slots, word)]
        return None if number == FREE else number

    def number(self, word: str) -> int:
        """Return the number of a word; a new word has the next."""
        slots = self._slots
        place = self._slot(slots, word)
        if slots[place] != FREE:
            return slots[place]
        self.words.append(word)
        slots[place] = len(self.words) - 1
        if 2 * len(self.words) > len(slots):
            self._grow()
        return len(self.words) - 1

    def _slot(self, slots: array[int], word: str) -> int:
        """Return where a word stands, or where it would: the first free place from that of its hash."""
        last, words = len(slots) - 1, self.words
        place = hash(word) & last
        while (number := slots[place]) != FREE and words[number] != word:
            place = (place + 1) & last
        return place

    def _grow(self) -> None:
        slots = _free(2 * len(self._slots))
        for number, word in enumerate(self.words):
            slots[self._slot(slots, word)] = number
        self._slots = slots  # at once, for those who ask meanwhile


def _free(count: int) -> array[int]:
    """Return so many free slots: a power of two."""
    return array("i", [FREE]) * count
