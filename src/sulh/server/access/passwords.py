"""Passwords: how they are stored, which are refused, and how long a guesser has to wait."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from sulh.errors import InputError, MissingExtraError
from sulh.languages.refusals import refusal
from sulh.server.access.guessable import own_length

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argon2 import PasswordHasher

__all__ = ["check_choice", "hash_password", "password_matches", "waiting_time"]

LENGTH_MIN = 12  # OWASP ASVS 4.0.3, 2.1.1
LENGTH_MAX = 128  # ASVS 2.1.2: longer ones may be refused, so that hashing stays cheap
DISTINCT_MIN = 5
OWN_MIN = 8
"""So many characters are left without well-known words, names, rows of keys and repetitions (ASVS 2.1.7, in
part: no list of stolen passwords is asked, which takes a network or a large file)."""
MEMORY_KIB, PASSES, LANES = 19_456, 2, 1
"""argon2id as in the OWASP Password Storage Cheat Sheet: m = 19 MiB, t = 2, p = 1."""

FREE_FAILURES = 5
WAIT_MAX = timedelta(minutes=15)
"""After five failures the wait doubles from one second: at most some 20 guesses in the first hour,
where ASVS 2.2.1 allows 100."""

_AT_ONCE = BoundedSemaphore(2)  # so that many sign-ins at once cannot take the machine's memory


def check_choice(password: str, *, name: str, names: Iterable[str] = ()) -> None:
    """Refuse a password that is too short, too long, too simple or contains the account's name.

    `names` are those of the mission: a password needs more than them.

    Raises
    ------
    InputError
        With what to do.
    """
    reason = ""
    if len(password) < LENGTH_MIN:
        reason = "short"
    elif len(password) > LENGTH_MAX:
        reason = "long"
    elif len(set(password)) < DISTINCT_MIN:
        reason = "repeats"
    elif name.casefold() in password.casefold():
        reason = "name"
    elif own_length(password, names) < OWN_MIN:
        reason = "known"
    if reason:
        raise refusal(
            InputError,
            f"password-{reason}",
            count=len(password),
            least=LENGTH_MIN,
            most=LENGTH_MAX,
        )


@cache
def _hasher() -> PasswordHasher:
    try:
        from argon2 import PasswordHasher, Type
    except ImportError as error:
        raise MissingExtraError(work="Accounts", extra="serve") from error
    return PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES, type=Type.ID)


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password, with its salt and parameters."""
    with _AT_ONCE:
        return _hasher().hash(password)


@cache
def _nobodys_hash() -> str:
    return hash_password("the password of an account that does not exist")


def password_matches(hashed: str, password: str) -> bool:
    """Say whether a password matches a hash; an empty hash takes as long and never matches."""
    from argon2.exceptions import InvalidHashError, VerificationError

    expected = hashed or _nobodys_hash()
    try:
        with _AT_ONCE:
            _hasher().verify(expected, password)
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False
    return bool(hashed)


def waiting_time(failures: int) -> timedelta:
    """Return how long after its last attempt an account with so many failures must wait."""
    if failures < FREE_FAILURES:
        return timedelta()
    return min(timedelta(seconds=2 ** min(failures - FREE_FAILURES, 20)), WAIT_MAX)
