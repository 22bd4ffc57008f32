"""A PMTiles archive of one vector tile, written by hand (PMTiles version 3, Mapbox Vector Tile 2.1)."""

import json
import struct

__all__ = ["archive"]

EXTENT = 4096


def varint(number):
    """Return a whole number as a protocol buffer writes it."""
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def field(number, content):
    """Return a field of bytes, or of a whole number."""
    if isinstance(content, int):
        return varint(number << 3) + varint(content)
    return varint(number << 3 | 2) + varint(len(content)) + content


def zigzag(number):
    """Return a signed number as an unsigned one."""
    return number << 1 if number >= 0 else -number * 2 - 1


def tile():
    """Return a tile of the whole world with one polygon over all of it, named in Arabic."""
    corners = [(0, 0), (EXTENT, 0), (0, EXTENT), (-EXTENT, 0)]
    moves = [9, *map(zigzag, corners[0]), 26]  # move to one point, line to three
    for corner in corners[1:]:
        moves += map(zigzag, corner)
    geometry = b"".join(varint(each) for each in [*moves, 15])
    feature = field(2, varint(0) + varint(0)) + field(3, 3) + field(4, geometry)
    layer = (
        field(15, 2)
        + field(1, b"world")
        + field(2, feature)
        + field(3, b"name")
        + field(4, field(1, "العالم".encode()))
        + field(5, EXTENT)
    )
    return field(3, layer)


def archive():
    """Return the archive, uncompressed."""
    content = tile()
    directory = b"".join(varint(each) for each in (1, 0, 1, len(content), 1))
    metadata = json.dumps({"vector_layers": [{"id": "world", "fields": {}}]}).encode()
    root, text = 127, 127 + len(directory)
    data = text + len(metadata)
    header = b"PMTiles\x03" + struct.pack(
        "<QQQQQQQQQQQ",
        *(root, len(directory), text, len(metadata), data, 0, data, len(content), 1, 1, 1),
    )
    # clustered, both compressions none, tiles are MVT, zoom 0 to 0, bounds and centre
    header += struct.pack("<BBBBBB", 1, 1, 1, 1, 0, 0)
    header += struct.pack(
        "<iiiiBii", -1_800_000_000, -850_000_000, 1_800_000_000, 850_000_000, 0, 0, 0
    )
    return header.ljust(127, b"\0") + directory + metadata + content
