"""Which side of an edge a point lies on, decided with the arithmetic that GEOS uses.

A verdict must not depend on the tool that gave it, so the sign is found the way GEOS finds it: a
floating-point filter first, and where that cannot tell, double-double arithmetic (about 106 bits)
in the same order of operations. Sources: J. R. Shewchuk, Adaptive precision floating-point
arithmetic and fast robust geometric predicates (1997); K. Ozaki et al., Simple floating-point
filters for the two-dimensional orientation problem, BIT 56 (2016); T. J. Dekker, A floating-point
technique for extending the available precision (1971); D. E. Knuth, TAOCP 2, 4.2.2.
"""

from __future__ import annotations

from numba import njit

__all__ = ["BORDER", "FILTER", "INSIDE", "OUTSIDE", "orientation", "vertical_side"]

OUTSIDE, BORDER, INSIDE = 0, 1, 2

FILTER = 3.3306690621773724e-16
"""3u - (phi - 22)u^2, Ozaki et al. (2016), theorem 3: no wrong sign passes it."""

SPLITTER = 134217729.0
"""2^27 + 1: splits 53 bits into 26 and 26 (Dekker 1971)."""


@njit(nogil=True, cache=True, inline="always")
def _two_sum(a: float, b: float) -> tuple[float, float]:
    """Return the rounded sum and its exact rounding error (Knuth)."""
    total = a + b
    shift = total - a
    return total, (a - (total - shift)) + (b - shift)


@njit(nogil=True, cache=True, inline="always")
def _two_product(a: float, b: float) -> tuple[float, float]:
    """Return the rounded product and its rounding error, exact unless it underflows (Dekker)."""
    wide = SPLITTER * a
    a_high = wide - (wide - a)
    a_low = a - a_high
    wide = SPLITTER * b
    b_high = wide - (wide - b)
    b_low = b - b_high
    product = a * b
    error = (((a_high * b_high - product) + a_high * b_low) + a_low * b_high) + a_low * b_low
    return product, error


@njit(nogil=True, cache=True, inline="always")
def _add_pairs(a: float, a_tail: float, b: float, b_tail: float) -> tuple[float, float]:
    """Add two double-doubles, renormalising twice so that cancellation loses nothing."""
    high, high_error = _two_sum(a, b)
    low, low_error = _two_sum(a_tail, b_tail)
    carry = high_error + low
    total = high + carry
    rest = low_error + (carry + (high - total))
    result = total + rest
    return result, rest + (total - result)


@njit(nogil=True, cache=True, inline="always")
def _multiply_pairs(a: float, a_tail: float, b: float, b_tail: float) -> tuple[float, float]:
    """Multiply two double-doubles, leaving out the product of the tails."""
    product, error = _two_product(a, b)
    error += a * b_tail + a_tail * b
    result = product + error
    return result, error + (product - result)


@njit(nogil=True, cache=True)
def _orientation_pairs(ax: float, ay: float, bx: float, by: float, px: float, py: float) -> int:
    """Return the sign of (b - a) x (p - b) in double-double arithmetic."""
    abx, abx_tail = _add_pairs(bx, 0.0, -ax, 0.0)
    aby, aby_tail = _add_pairs(by, 0.0, -ay, 0.0)
    bpx, bpx_tail = _add_pairs(px, 0.0, -bx, 0.0)
    bpy, bpy_tail = _add_pairs(py, 0.0, -by, 0.0)
    left, left_tail = _multiply_pairs(abx, abx_tail, bpy, bpy_tail)
    right, right_tail = _multiply_pairs(aby, aby_tail, bpx, bpx_tail)
    det, det_tail = _add_pairs(left, left_tail, -right, -right_tail)
    if det > 0.0 or (det == 0.0 and det_tail > 0.0):
        return 1
    if det < 0.0 or (det == 0.0 and det_tail < 0.0):
        return -1
    return 0


@njit(nogil=True, cache=True, inline="always")
def orientation(ax: float, ay: float, bx: float, by: float, px: float, py: float) -> int:
    """Return 1 where p lies left of the line from a to b, -1 where right, 0 where on it.

    Parameters
    ----------
    ax, ay, bx, by, px, py : float
        Plane coordinates, finite.
    """
    left = (ax - px) * (by - py)
    right = (ay - py) * (bx - px)
    det = left - right
    # Written so that a NaN from overflowing coordinates goes the slow way, as in GEOS.
    if abs(det) >= abs(left + right) * FILTER:
        return int(det > 0.0) - int(det < 0.0)
    return _orientation_pairs(ax, ay, bx, by, px, py)


@njit(nogil=True, cache=True, inline="always")
def vertical_side(ax: float, ay: float, by: float, px: float) -> int:
    """Return what `orientation` does for a vertical edge at x = ax, without any rounding."""
    side = int(px < ax) - int(px > ax)
    return side if by > ay else -side
