"""One event of Cursor on Target (MITRE, CoT base schema 2.0), read from XML safely and written to it.

XML is read without entities, document types and other encodings than UTF-8, so that nothing is fetched and
nothing grows; the `detail`, which every maker of devices fills in their own way, is kept to the byte.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from sulh.errors import InputError, plural, shown
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["EVENT_BYTES_MAX", "CotEvent", "clean_xml", "read_event", "write_event"]

EVENT_BYTES_MAX = 262_144
DEPTH_MAX = 64
EMPTY = b"<detail/>"
UNKNOWN = 9_999_999.0
"""What CoT writes where a height or an error is not known."""
REQUIRED = ("uid", "type", "time", "start", "stale")
LENGTHS = {"uid": 256, "type": 128, "how": 64}


@dataclass(frozen=True, slots=True, kw_only=True)
class CotEvent:
    """What was where, and until when that holds.

    `lon` and `lat` are degrees (WGS 84); `height_m` is over the ellipsoid, `error_m` the radius around the
    point, `height_error_m` that of the height, in metres, None where unknown. Times are UTC. `detail` is the
    element of that name as it came, UTF-8; empty: there is nothing in it.
    """

    uid: str
    type: str
    how: str
    time: datetime
    start: datetime
    stale: datetime
    lon: float
    lat: float
    height_m: float | None = None
    error_m: float | None = None
    height_error_m: float | None = None
    access: str = ""
    callsign: str = ""
    remarks: str = ""
    detail: bytes = b""


class _Reader:
    """Takes an event's parts from the parser, one element after the other."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.event: dict[str, str] = {}
        self.point: dict[str, str] = {}
        self.callsign = ""
        self.remarks: list[str] = []
        self.detail: tuple[int, int] = (0, 0)
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse

    def read(self, content: bytes) -> None:
        try:
            self.parser.Parse(content, True)  # noqa: FBT003 -- expat's own
        except expat.ExpatError as error:
            raise InputError(f"The event is not XML: {error}.") from error
        first, last = self.detail
        if content.startswith(b"</detail", last):  # an empty element ends where it ends
            self.detail = (first, content.find(b">", last) + 1)
        if content[slice(*self.detail)] == EMPTY:
            self.detail = (0, 0)

    def _refuse(self, *_: Any) -> None:
        raise InputError("The event declares a document type, which none of ours may.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.path.append(name)
        if len(self.path) > DEPTH_MAX:
            raise InputError(f"The event nests more than {DEPTH_MAX} elements.")
        match self.path:
            case ["event"]:
                self.event = attributes
            case ["event", "point"] if not self.point:
                self.point = attributes
            case ["event", "detail"]:
                self.detail = (self.parser.CurrentByteIndex, 0)
            case ["event", "detail", "contact"]:
                self.callsign = attributes.get("callsign", "")
            case _:  # kept in `detail`, or nothing that we read
                pass

    def _end(self, _: str) -> None:
        if self.path == ["event", "detail"]:
            self.detail = (self.detail[0], self.parser.CurrentByteIndex)
        self.path.pop()

    def _text(self, text: str) -> None:
        if self.path == ["event", "detail", "remarks"]:
            self.remarks.append(text)


def read_event(content: bytes) -> CotEvent:
    """Return the event that XML holds.

    Raises
    ------
    InputError
        When it holds none: it says what is missing or wrong.
    """
    if len(content) > EVENT_BYTES_MAX:
        raise InputError(f"The event is larger than {EVENT_BYTES_MAX:,} bytes.")
    reader = _Reader()
    reader.read(content)
    attributes = reader.event
    if not attributes:
        raise InputError("The XML holds no event.")
    for name in REQUIRED:
        if not attributes.get(name):
            raise InputError(f"The event has no {name}.")
    for name, most in LENGTHS.items():
        if len(attributes.get(name, "")) > most:
            raise InputError(f"The event's {name} is longer than {plural(most, 'character')}.")
    first, last = reader.detail
    times = {name: _time(name, attributes[name]) for name in ("time", "start", "stale")}
    return CotEvent(
        uid=attributes["uid"],
        type=attributes["type"],
        how=attributes.get("how", ""),  # some drones leave it out
        **times,
        lon=_coordinate(reader.point, "lon", 180),
        lat=_coordinate(reader.point, "lat", 90),
        height_m=_metres(reader.point, "hae", signed=True),
        error_m=_metres(reader.point, "ce"),
        height_error_m=_metres(reader.point, "le"),
        access=attributes.get("access", ""),
        callsign=reader.callsign,
        remarks="".join(reader.remarks),
        detail=content[first:last] if last > first else b"",
    )


def _time(name: str, text: str) -> datetime:
    try:
        time = datetime.fromisoformat(text)
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        raise InputError(
            f"The event's {name} is no time: {shown(text)!r}.", remedy="Write 2026-05-03T14:30:00Z."
        ) from None


def _number(point: Mapping[str, str], name: str) -> float:
    try:
        return float(point[name])
    except KeyError:
        raise InputError(f"The event's point has no {name}.") from None
    except ValueError:
        raise InputError(f"The point's {name} is no number: {shown(point[name])!r}.") from None


def _coordinate(point: Mapping[str, str], name: str, most: float) -> float:
    value = _number(point, name)
    if not -most <= value <= most:
        raise InputError(f"The point's {name}, {value:g}, is not between -{most:g} and {most:g}.")
    return value


def _metres(point: Mapping[str, str], name: str, *, signed: bool = False) -> float | None:
    """Return metres, None where the point says that they are not known."""
    if name not in point:
        return None
    value = _number(point, name)
    is_stated = abs(value) < UNKNOWN and (signed or value >= 0)  # NaN is neither
    return value if is_stated else None


def write_event(event: CotEvent) -> bytes:
    """Return an event as XML, UTF-8, on one line where its detail is; its own detail as it came."""
    attributes = {
        "version": "2.0",
        "uid": event.uid,
        "type": event.type,
        "how": event.how,
        "time": _written(event.time),
        "start": _written(event.start),
        "stale": _written(event.stale),
    } | ({"access": event.access} if event.access else {})
    point = {
        "lat": f"{event.lat:.7f}",
        "lon": f"{event.lon:.7f}",
        "hae": _metres_written(event.height_m),
        "ce": _metres_written(event.error_m),
        "le": _metres_written(event.height_error_m),
    }
    detail = event.detail or _detail(event)
    head = f"<event {_attributes(attributes)}><point {_attributes(point)}/>"
    return head.encode() + detail + b"</event>"


def _detail(event: CotEvent) -> bytes:
    parts = f"<contact {_attributes({'callsign': event.callsign})}/>" if event.callsign else ""
    parts += f"<remarks>{escape(clean_xml(event.remarks))}</remarks>" if event.remarks else ""
    return f"<detail>{parts}</detail>".encode() if parts else EMPTY


def _written(time: datetime) -> str:
    """Return a time to the millisecond: some clients read no finer one."""
    whole = time.replace(microsecond=time.microsecond // 1000 * 1000)
    return format_utc(whole).replace("000Z", "Z") if whole.microsecond else format_utc(whole)


def _metres_written(value: float | None) -> str:
    return f"{UNKNOWN if value is None else value:.1f}"


def _attributes(values: Mapping[str, str]) -> str:
    return " ".join(f"{name}={quoteattr(clean_xml(value))}" for name, value in values.items())


def clean_xml(text: str) -> str:
    """Return a text without the characters that XML 1.0 has not."""
    return "".join(
        letter
        if letter in "\t\n\r" or 0x20 <= ord(letter) < 0xD800 or 0xE000 <= ord(letter) < 0xFFFE
        or ord(letter) > 0xFFFF
        else "\N{REPLACEMENT CHARACTER}"
        for letter in text
    )  # fmt: skip
