"""What each indicator says to block, judged once, so that the next list for a firewall looks at no object.

Whether an indicator holds now, is sure enough, and is somebody's own is asked for each list.
"""

from __future__ import annotations

from array import array
from ipaddress import ip_network
from threading import Lock
from typing import TYPE_CHECKING

import orjson

from sulh.share.threats.blocklist import CONFIDENCE, standing_signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sulh.share.threats.blocklist import Sign
    from sulh.share.threats.stock import Contents, Stock

__all__ = ["SignTexts"]

UNSURE = -1
CONFIDENCE_MOST = 100
"""The most that STIX has."""


class SignTexts:
    """The signs of indicators by their numbers in a stock. Any thread may ask."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._ends = array("q", [0])
        self._confidence = array("b")
        self._lock = Lock()

    def of(
        self, stock: Stock, numbers: Iterable[int], confidence_min: int
    ) -> Iterator[tuple[int, list[Sign]]]:
        """Yield the place in `numbers` and the signs of each indicator that has some and is sure enough."""
        with self._lock:
            self._judge_rest(stock)
        ends, confidence = self._ends, self._confidence
        for place, number in enumerate(numbers):
            length = ends[number + 1] - ends[number]
            if length and confidence[number] >= confidence_min:
                lines = self._contents.read(ends[number], length).decode().split("\n")
                yield place, [_sign(each) for each in lines]

    def _judge_rest(self, stock: Stock) -> None:
        """Judge the objects that came since the last list."""
        indicator = stock.types.get("indicator")
        for number in range(len(self._confidence), len(stock)):
            confidence, content = UNSURE, b""
            if stock.type_of[number] == indicator:
                fields = orjson.loads(stock.content(number))
                value = fields.get("confidence", CONFIDENCE)
                if isinstance(value, int):
                    confidence = max(UNSURE, min(value, CONFIDENCE_MOST))
                content = "\n".join(map(str, standing_signs(fields))).encode()
            if content:
                self._contents.append(content)
            self._ends.append(self._ends[-1] + len(content))
            self._confidence.append(confidence)


def _sign(text: str) -> Sign:
    """Return a sign as it was before it was text: a name has no slash, a network always has one."""
    return ip_network(text) if "/" in text else text
