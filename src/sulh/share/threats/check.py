"""A STIX object held against the standard, by the library of its authors. Needs the extra ``threats``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import InputError, MissingExtraError, shown

try:
    import stix2
    from stix2.exceptions import STIXError
except ImportError as error:
    raise MissingExtraError(work="Checking STIX objects", extra="threats") from error

if TYPE_CHECKING:
    from sulh.share.threats.stix import StixObject

__all__ = ["check_content"]

UNFIT = (
    STIXError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    NameError,  # stix2-patterns, of an empty pattern
)


def check_content(each: StixObject) -> None:
    """Check required properties, the types of values, and the patterns of indicators.

    Properties and types that the standard does not know are allowed: others extend it.

    Raises
    ------
    InputError
        When the object does not fit; it says what does not.
    """
    try:
        stix2.parse(each.content.decode(), allow_custom=True)
    except UNFIT as error:
        raise InputError(f"{each.id} does not fit STIX: {shown(str(error))}.") from error
    except RecursionError as error:
        raise InputError(f"{each.id} is nested too deeply.") from error
