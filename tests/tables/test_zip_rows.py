"""Zip archives: the table inside is read, and nothing an archive can do to a reader passes."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest
from tests.observe.test_fuzz import zipped

from sulh.errors import InputError
from sulh.tables import Row, open_content

if TYPE_CHECKING:
    from sulh.tables import Table

CSV = b"a,b\n1,2\n"


def opened(content: bytes, name: str = "in.zip") -> Table:
    return open_content(content, name=name)


def dbf(texts: list[bytes]) -> bytes:
    """Return a dBase table of one field."""
    width = 10
    field = b"NAME".ljust(11, b"\0") + b"C" + bytes(4) + bytes([width]) + bytes(15)
    head = struct.pack("<BBBBIHH", 3, 124, 5, 3, len(texts), 32 + 32 + 1, width + 1) + bytes(20)
    return head + field + b"\r" + b"".join(b" " + text.ljust(width) for text in texts)


@pytest.mark.parametrize("page", [None, "ISO-8859-1", "UTF-8"])
def test_the_attributes_of_a_shapefile(page: str | None) -> None:
    """The .cpg file inside says the encoding; that there are no shapes is said."""
    codec = page or "latin-1"
    parts = {
        "data/a.dbf": dbf([each.encode(codec) for each in ("Kéla", "Bria")]),
    }
    table = opened(zipped(parts | ({"data/a.CPG": page.encode()} if page else {})))
    assert [row.values for row in table.rows if isinstance(row, Row)] == [
        {"NAME": "Kéla"},
        {"NAME": "Bria"},
    ]
    assert ".shp" in table.assumptions[-1].remedy


def test_what_people_did_not_put_there_is_no_table() -> None:
    """Folders, leaflets, and what operating systems add."""
    parts = {
        "in/": b"",
        "in/a.csv": CSV,
        "__MACOSX/in/._a.csv": b"\0",
        "in/.x.csv": CSV,
        "licence.txt": b"x",
    }
    table = opened(zipped(parts))
    assert (table.name, table.columns) == ("in.zip/in/a.csv", ("a", "b"))
    assert opened(zipped({"only.txt": CSV})).columns == ("a", "b")


@pytest.mark.parametrize(
    "path", ["../a.csv", "/etc/a.csv", "x/../../a.csv", "..\\a.csv", "C:/a.csv"]
)
def test_a_path_that_leads_out_is_refused(path: str) -> None:
    """Even though nothing is unpacked onto the disk: no honest archive names one."""
    with pytest.raises(InputError, match="names the path"):
        opened(zipped({"b.csv": CSV, path: CSV}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_path_are_refused() -> None:
    """Programs differ in which of them they show."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.csv", CSV)
        archive.writestr("a.csv", b"a,b\n3,4\n")
    with pytest.raises(InputError, match="twice"):
        opened(stream.getvalue())


def test_bombs_are_refused() -> None:
    """By what the directory states, and by what comes out where the directory lies."""
    with pytest.raises(InputError, match="would unpack"):
        opened(zipped({"a.csv": b"a,b\n" + b"1,2\n" * 5_000_000}))
    with pytest.raises(InputError, match="would unpack"):
        opened(zipped({f"{n}.csv": b"" for n in range(5_001)}))
    content = bytearray(zipped({"a.csv": b"a,b\n" + b"1,2\n" * 5_000_000}))
    begin = content.index(b"PK\x01\x02")
    content[begin + 24 : begin + 28] = struct.pack("<I", 8)  # the size when unpacked
    with pytest.raises(InputError, match="damaged"):
        opened(bytes(content))


def test_no_archive_in_an_archive() -> None:
    """What nests without end is not begun."""
    with pytest.raises(InputError, match="holds no table"):
        opened(zipped({"a.zip": zipped({"a.csv": CSV})}))
    with pytest.raises(InputError, match=r"'.zip.gz', which no reader takes"):
        opened(b"", "a.zip.gz")


def test_encrypted_and_damaged_archives_are_refused() -> None:
    """In words that say what to do."""
    content = bytearray(zipped({"a.csv": CSV}))
    central = content.index(b"PK\x01\x02")
    content[6] |= 1
    content[central + 8] |= 1
    for bad in (bytes(content), b"PK\x03\x04", zipped({"a.csv": CSV})[:-30]):
        with pytest.raises(InputError) as caught:
            opened(bad)
        assert caught.value.remedy
