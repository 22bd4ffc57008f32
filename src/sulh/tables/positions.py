"""Positions in the notations of the field: degrees and minutes, UTM, MGRS, Plus Codes. All are WGS 84."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import asin, atan2, cos, cosh, degrees, hypot, radians, sin, sinh

from sulh.errors import shown
from sulh.tables.rows import Area, FaultyField
from sulh.tables.times import plain_digits

__all__ = ["NamedPlace", "Spot", "parse_degrees", "parse_spot", "utm_to_degrees"]

A_M, F = 6_378_137.0, 1 / 298.257223563  # WGS 84
N = F / (2 - F)
RECTIFYING_M = A_M / (1 + N) * (1 + N**2 / 4 + N**4 / 64)
BETA = (
    N / 2 - 2 * N**2 / 3 + 37 * N**3 / 96 - N**4 / 360,
    N**2 / 48 + N**3 / 15 - 437 * N**4 / 1440,
    17 * N**3 / 480 - 37 * N**4 / 840,
    4397 * N**4 / 161280,
)
DELTA = (
    2 * N - 2 * N**2 / 3 - 2 * N**3 + 116 * N**4 / 45,
    7 * N**2 / 3 - 8 * N**3 / 5 - 227 * N**4 / 45,
    56 * N**3 / 15 - 136 * N**4 / 35,
    4279 * N**4 / 630,
)
"""Krüger's series to the fourth order, as in Karney 2011, Journal of Geodesy 85: to a micrometre in a zone."""
SCALE, FALSE_EAST_M, FALSE_NORTH_M = 0.9996, 500_000.0, 10_000_000.0
BANDS = "CDEFGHJKLMNPQRSTUVWX"
COLUMNS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
ROWS = "ABCDEFGHJKLMNPQRSTUV"
SQUARE_M, CYCLE_M = 100_000, 2_000_000
UTM_SOUTH, UTM_NORTH = -80.5, 84.5
"""Between these degrees UTM is laid, with the overlap to the polar grids."""
BAND_SLACK, ZONE_SLACK = 1.0, 1.5
MAP_ACCURACY_M = 100.0
"""What a position read from a map is good to, at best."""

MGRS = re.compile(r"(\d{1,2})([C-HJ-NP-X]) ?([A-HJ-NP-Z])([A-HJ-NP-V]) ?(\d{0,10})(?: (\d{1,5}))?")
UTM = re.compile(
    r"(?:UTM )?(\d{1,2}) ?(NORTH|SOUTH|[C-HJ-NP-X])[ ,]+"
    r"(\d{6}(?:\.\d+)?) ?(?:M ?)?E?[ ,]+(\d{1,8}(?:\.\d+)?) ?(?:M ?)?N?"
)
PLUS = re.compile(r"([2-9CFGHJMPQRVWX]{2,8})(0{0,6})\+([2-9CFGHJMPQRVWX]{0,7})")
PLUS_DIGITS = "23456789CFGHJMPQRVWX"
SEXAGESIMAL = re.compile(
    r"(?P<before>[NSEW])? ?(?P<sign>[-+])?(?P<d>\d{1,3}(?:[.,]\d+)?) ?(?:[\u00b0D:]|DEG)? ?"
    r"(?:(?P<m>\d{1,2}(?:[.,]\d+)?) ?['M:]? ?)?"
    r"(?:(?P<s>\d{1,2}(?:[.,]\d+)?) ?(?:\"|'')? ?)?(?P<after>[NSEW])?"
)
ANGLES = re.compile(r"[\d .,;:\u00b0'\"NSEWDMG+-]*\d[\d .,;:\u00b0'\"NSEWDMG+-]*")
LETTERED = re.compile(r"(.*?[NSEW])[ ,;]*(.*?[NSEW])|([NSEW].*?)[ ,;]*([NSEW].*)")
NUMBERS = re.compile(r"[-+]?\d{1,3}(?:[.,]\d+)?(?:(?:, ?|[; ] ?)[-+]?\d{1,5}(?:[.,]\d+)?){1,3}")
SAME_MARKS = str.maketrans(
    dict.fromkeys("\u2018\u2019\u2032\u02b9\u00b4`", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u2033\u02ba", '"')
    | {"\u00ba": "\u00b0", "\u02da": "\u00b0", "\u2212": "-", "\u066b": "."}
)
"""Other signs for minutes, seconds, degrees, the minus, and the Arabic decimal mark."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point in degrees, WGS 84, and the radius in metres within which it lies.

    `accuracy_m` is None where the notation says nothing of it.
    """

    lon: float
    lat: float
    accuracy_m: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """A place that bears a name or a code; `spot` is None for an area whose point is not known.

    `code` is the P-code that it was found by, if it was.
    """

    name: str
    spot: Spot | None = None
    country: str = ""
    district: str = ""
    source: str = ""
    code: str = ""

    def __str__(self) -> str:
        """Say which place it is."""
        where = f" ({self.spot.lat:.4f}, {self.spot.lon:.4f})" if self.spot else ""
        parts = filter(None, (self.district, self.country, self.source))
        return f"{self.name}{where}, {', '.join(parts)}"


def parse_degrees(field: str, text: str, letters: str) -> float:
    """Return an angle in degrees, with minutes and seconds or a decimal part; `letters` are its two sides.

    ``5°45'42"N``, ``5 45.7 N``, ``N 5.7618`` and ``-5.7618`` are taken.
    """
    plain = _plain(text)
    match = SEXAGESIMAL.fullmatch(plain)
    fault = FaultyField(
        "not-a-number",
        field,
        shown(text),
        expected=f"degrees: 5.7618, or 5°45'42\"{letters[0]}",
    )
    if match is None:
        raise fault
    parts = [float((match[name] or "0").replace(",", ".")) for name in "dms"]
    side = (match["before"] or "") + (match["after"] or "")
    is_split = any(
        not parts[place].is_integer() and match[finer] for place, finer in enumerate("ms")
    )
    if is_split or max(parts[1:]) >= 60:
        raise fault
    if len(side) > 1 or (side and (side not in letters or match["sign"])):
        raise fault
    value = parts[0] + parts[1] / 60 + parts[2] / 3600
    return -value if match["sign"] == "-" or side == letters[1] else value


def parse_spot(field: str, text: str, area: Area | None) -> Spot | None:
    """Return the point that a text names in any notation; None where it is in none of them.

    Of two numbers the first is the latitude; a third and a fourth are the altitude and the accuracy in
    metres, as telephones write a ``geopoint``.

    Raises
    ------
    FaultyField
        When the text is in a notation, but names no point in it.
    """
    plain = _plain(text)
    bare = plain.replace("\u00b0", "")
    spot = None
    if match := MGRS.fullmatch(plain):
        spot = _from_mgrs(field, text, match)
    elif match := UTM.fullmatch(plain):
        spot = _from_utm(field, text, match, area)
    elif match := PLUS.fullmatch(plain):
        spot = _from_plus_code(field, text, match)
    elif NUMBERS.fullmatch(bare):
        spot = _from_numbers(field, text, bare)
    elif ANGLES.fullmatch(plain) and (match := LETTERED.fullmatch(plain)):
        spot = _from_halves(field, text, [half for half in match.groups() if half])
    return spot


def _from_numbers(field: str, text: str, plain: str) -> Spot:
    """Return the point of a latitude and a longitude in decimal degrees, with points or commas."""
    marks = r"[,; ]+" if "." in plain else r", |[; ]+|,(?=-)"
    values = [each.replace(",", ".") for each in re.split(marks, plain) if each]
    if len(values) < 2 or any(each.count(".") > 1 for each in values):
        raise _fault(field, text, "can be one number with a decimal mark, or two")
    lat, lon, *more = map(float, values)
    accuracy = more[1] if len(more) == 2 and more[1] > 0 else None
    return _within(field, text, Spot(lon, lat, accuracy))


def _plain(text: str) -> str:
    """Return a text in capitals, with European digits, one kind of each mark, and single spaces."""
    return " ".join(plain_digits(text.strip().upper().translate(SAME_MARKS)).split())


def _fault(field: str, text: str, message: str, expected: str = "") -> FaultyField:
    return FaultyField("bad-position", field, shown(text), message=message, expected=expected)


def _within(field: str, text: str, spot: Spot) -> Spot:
    if not (-90 <= spot.lat <= 90 and -180 <= spot.lon <= 180):
        raise _fault(field, text, "is no point on the globe", "latitude, then longitude")
    return spot


def _from_halves(field: str, text: str, halves: list[str]) -> Spot:
    """Return the point of a latitude and a longitude, in the order that their letters tell."""
    sides = ["NS" if set("NS") & set(half) else "EW" for half in halves]
    if set(sides) != {"NS", "EW"}:
        raise _fault(field, text, "does not name one latitude and one longitude")
    values = {
        side: parse_degrees(field, half.strip(" ,;"), side)
        for side, half in zip(sides, halves, strict=True)
    }
    return _within(field, text, Spot(values["EW"], values["NS"], None))


def utm_to_degrees(
    zone: int, east_m: float, north_m: float, *, is_south: bool
) -> tuple[float, float]:
    """Return lon and lat in degrees, WGS 84, of a point in a zone of UTM."""
    xi = (north_m - FALSE_NORTH_M * is_south) / (SCALE * RECTIFYING_M)
    eta = (east_m - FALSE_EAST_M) / (SCALE * RECTIFYING_M)
    terms = list(enumerate(BETA, start=1))
    xi_0 = xi - sum(b * sin(2 * j * xi) * cosh(2 * j * eta) for j, b in terms)
    eta_0 = eta - sum(b * cos(2 * j * xi) * sinh(2 * j * eta) for j, b in terms)
    chi = asin(sin(xi_0) / cosh(eta_0))
    lat = chi + sum(d * sin(2 * j * chi) for j, d in enumerate(DELTA, start=1))
    lon = radians(6 * zone - 183) + atan2(sinh(eta_0), cos(xi_0))
    return (degrees(lon) + 180) % 360 - 180, degrees(lat)


def _from_utm(field: str, text: str, match: re.Match[str], area: Area | None) -> Spot:
    """Return the point of a zone, east and north. The letter S is the south, or a band in the north."""
    zone, letter = int(match[1]), match[2]
    east_m, north_m = float(match[3]), float(match[4])
    if not (1 <= zone <= 60 and 100_000 <= east_m < 900_000 and north_m <= FALSE_NORTH_M):
        raise _fault(field, text, "is no position in UTM", "34N 345678 637890: zone, east, north")
    souths = [letter == "SOUTH" or (letter not in ("NORTH", "S") and letter < "N")]
    if letter == "S":
        souths = [True, False]
    spots = []
    for is_south in souths:
        lon, lat = utm_to_degrees(zone, east_m, north_m, is_south=is_south)
        if not UTM_SOUTH <= lat <= UTM_NORTH:
            continue
        fits_band = len(letter) > 1 or letter in "NS" or _in_band(letter, lat, slack=0.1)
        if fits_band and not (letter == "S" and not is_south and not _in_band("S", lat, slack=0.1)):
            spots.append(Spot(lon, lat, MAP_ACCURACY_M))
    if len(spots) > 1 and area is not None:
        spots = [each for each in spots if _holds(area, each)] or spots
    if len(spots) > 1:
        message = "can lie in the south, or in the band S of the north"
        raise _fault(field, text, message, f"{zone} south …, or {zone} north …")
    if not spots:
        raise _fault(field, text, "does not lie in the half or the band that its letter names")
    return _within(field, text, spots[0])


def _holds(area: Area, spot: Spot) -> bool:
    west, south, east, north = area
    return west - 1 <= spot.lon <= east + 1 and south - 1 <= spot.lat <= north + 1


def _in_band(letter: str, lat: float, *, slack: float) -> bool:
    low = -80 + 8 * BANDS.index(letter)
    high = low + (12 if letter == "X" else 8)
    return low - slack <= lat <= high + slack


def _from_mgrs(field: str, text: str, match: re.Match[str]) -> Spot:
    """Return the centre of a cell of the Military Grid Reference System (NGA.STND.0037), and its radius."""
    zone, band, column, row = int(match[1]), match[2], match[3], match[4]
    first, second = match[5], match[6]
    digits = first + (second or "")
    size = len(digits) // 2
    is_even = len(digits) == 2 * size and (second is None or len(first) == len(second))
    if not (1 <= zone <= 60 and is_even and column in COLUMNS[(zone - 1) % 3]):
        raise _fault(
            field, text, "is no grid reference", "34N FL 1234 5678: as many digits east as north"
        )
    cell_m = 10 ** (5 - size)
    east_m = SQUARE_M * (COLUMNS[(zone - 1) % 3].index(column) + 1) + cell_m / 2
    north_m = SQUARE_M * ((ROWS.index(row) - 5 * (zone % 2 == 0)) % 20) + cell_m / 2
    if size:
        east_m += int(digits[:size]) * cell_m
        north_m += int(digits[size:]) * cell_m
    for _ in range(5):
        lon, lat = utm_to_degrees(zone, east_m, north_m, is_south=band < "N")
        off_zone = abs((lon - (6 * zone - 183) + 180) % 360 - 180)
        if _in_band(band, lat, slack=BAND_SLACK) and off_zone <= 3 + ZONE_SLACK:
            return Spot(lon, lat, max(MAP_ACCURACY_M, hypot(cell_m, cell_m) / 2))
        north_m += CYCLE_M
    raise _fault(field, text, "names a square that does not lie in its band")


def _from_plus_code(field: str, text: str, match: re.Match[str]) -> Spot:
    """Return the centre of the cell of a full Plus Code (Open Location Code), and its radius."""
    head, padding, tail = match.groups()
    if len(head) + len(padding) != 8 or len(head) % 2 or (padding and tail) or len(tail) == 1:
        raise _fault(
            field, text, "is no full Plus Code", "6FRGQM6F+8R, with eight signs before the plus"
        )
    lat, lon, size = -90.0, -180.0, 400.0
    pairs = (head + tail)[:10]
    for place in range(0, len(pairs), 2):
        size /= 20
        lat += PLUS_DIGITS.index(pairs[place]) * size
        lon += PLUS_DIGITS.index(pairs[place + 1]) * size
    high, wide = size, size
    for each in (head + tail)[10:]:
        high, wide = high / 5, wide / 4
        row, column = divmod(PLUS_DIGITS.index(each), 4)
        lat, lon = lat + row * high, lon + column * wide
    spot = Spot(
        lon + wide / 2, lat + high / 2, max(MAP_ACCURACY_M, hypot(high, wide) / 2 * 111_320)
    )
    return _within(field, text, spot)
