"""What the server refuses, beyond what Sulh itself raises, and the HTTP status of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import AgreementError, InputError, LedgerError, MissingExtraError, SulhError
from sulh.languages.refusals import refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sulh.errors import Problem

__all__ = [
    "STATUS",
    "BusyError",
    "ForbiddenError",
    "MediaTypeError",
    "QuestionError",
    "SignInError",
    "TooManyError",
    "UnknownError",
    "of_problems",
    "status_of",
    "too_many",
]


class SignInError(SulhError):
    """Nobody is signed in, or the sign-in failed."""


class ForbiddenError(SulhError):
    """The policy does not allow it to this user."""


class UnknownError(SulhError):
    """There is no such thing, or the user may not know of it: both read the same."""


class QuestionError(SulhError):
    """Something must be said before it is done; nothing was done yet."""


class MediaTypeError(SulhError):
    """What is asked for, or sent, is in no form that the server knows; `status` is 406 or 415."""

    def __init__(self, message: str, *, status: int, remedy: str) -> None:
        super().__init__(message, remedy=remedy)
        self.status = status


class TooManyError(SulhError):
    """Too many attempts; it can be tried again after `wait_s` seconds."""

    wait_s: int = 0


class BusyError(SulhError):
    """The server cannot do it at this moment."""


STATUS: Mapping[type[SulhError], int] = {
    InputError: 400,
    SignInError: 401,
    ForbiddenError: 403,
    UnknownError: 404,
    QuestionError: 409,
    TooManyError: 429,
    AgreementError: 503,
    LedgerError: 503,
    BusyError: 503,
    MissingExtraError: 501,
}


def too_many(code: str, wait_s: int) -> TooManyError:
    """Return a refusal (`refusal`) of what can be tried again after `wait_s` seconds."""
    error = refusal(TooManyError, code, wait=wait_s)
    error.wait_s = wait_s
    return error


def of_problems(problems: Sequence[Problem]) -> InputError:
    """Return the refusal of rows for their problems, a line each."""
    error = InputError("\n".join(map(str, problems)))
    error.problems = tuple(problems)
    return error


def status_of(error: SulhError) -> int:
    """Return the HTTP status that an error is answered with."""
    if isinstance(error, MediaTypeError):
        return error.status
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)
