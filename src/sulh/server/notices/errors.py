"""Why a notice did not leave."""

from __future__ import annotations

__all__ = ["NoticeError"]


class NoticeError(Exception):
    """It did not leave. `final`: another try helps nothing; `unsure`: it may have left after all.

    `wait_s`: the other side asks to be left alone for so long.
    """

    def __init__(
        self, reason: str, *, final: bool = False, unsure: bool = False, wait_s: float = 0.0
    ) -> None:
        super().__init__(reason)
        self.final, self.unsure, self.wait_s = final, unsure, wait_s
