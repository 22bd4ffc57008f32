"""The pictures of the README and the docs, made from the fictional mission; kept where a folder is named.

``SULH_PICTURES=docs/images pytest tests/web/test_pictures.py`` writes them; ``SULH_SCREENSHOTS`` keeps each
page wide, narrow, dark and in each language, to be looked at.
"""

import csv
import io
import os
from pathlib import Path

import pytest
from tests.server.served import serving, submit, tanks
from tests.web.browser import NEEDS_CONSOLE, console

from sulh.mission import find as find_pack

pytestmark = [pytest.mark.slow, *NEEDS_CONSOLE]
AT = "at=2021-06-30"
BYTES_MAX = 200_000
PICTURES = {
    "console-watch": ("watch-officer", "en", "light", f"watch?{AT}", 1200),
    "console-agreement": ("liaison", "en", "light", f"agreement?{AT}&month=2021-06", 1200),
    "console-finding-ar": ("liaison", "ar", "light", "finding", 1200),
    "console-telephone": ("observer", "fr", "dark", "reports/new?kind=incident", 390),
}
LOOKED_AT = {
    "watch-officer": (
        "watch",
        f"agreement?{AT}",
        "finding",
        "reports",
        "record",
        "reports/new?kind=incident",
        "exchange",
    ),
    "analyst": ("compare",),
    "contributor": ("reports/new?kind=pledge",),
    "auditor": ("audit", "people"),
    "administrator": ("people", "own"),
}


def as_if_it_happened(path):
    """Return the rows of an exercise's file without their mark: the whole island is fictional."""
    with path.open(encoding="utf-8") as file:
        rows = [{**row, "simulated": ""} for row in csv.DictReader(file)]
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    """Serve the fictional island with all reports of its exercise, as if they had happened."""
    with serving(tmp_path_factory.mktemp("hq") / "mission", streams_max=100) as served:
        officer = served.client("watch officer")
        for path in sorted((find_pack("example") / "reports").glob("*.csv")):
            answer = officer.post(
                "/api/v1/reports/file",
                params={"name": path.name, "source": "exercise", "tlp": "TLP:GREEN"},
                content=as_if_it_happened(path),
                headers={"content-type": "text/csv"},
            )
            assert answer.status_code == 200, answer.text
        submit(officer, *tanks(44, start="2021-06-10"), tlp="TLP:GREEN")
        yield served


def address(hq, path):
    """Return the path of a page; `finding`, `record` and `compare` are those of a first one."""
    officer = hq.client("watch officer")
    if path == "finding":
        query = {"at": "2021-06-30", "verdict": "breached"}
        rows = officer.get("/api/v1/findings", params=query).json()["findings"]
        return f"agreement/{rows[0]['id']}?{AT}"
    if path in {"record", "compare"}:
        query = {"kind": "incident", "limit": 2}
        records = officer.get("/api/v1/records/latest", params=query).json()["records"]
        ids = [each["id"] for each in records]
        return (
            f"reports/{ids[0]}" if path == "record" else f"reports/compare?records={','.join(ids)}"
        )
    return path


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_of_the_console(hq, browser, name, tmp_path):
    """It holds what it shows, quietly, and is small enough for a README."""
    account, language, scheme, path, width = PICTURES[name]
    size = {"width": width, "height": 760}
    folder = Path(os.environ.get("SULH_PICTURES", tmp_path))
    with console(browser, hq, account, locale=language, color_scheme=scheme, viewport=size) as seat:
        seat.open(address(hq, path))
        picture = folder / f"{name}.png"
        seat.page.screenshot(path=picture)
    assert 5_000 < picture.stat().st_size < BYTES_MAX


@pytest.mark.parametrize("account", LOOKED_AT)
def test_each_page_is_looked_at(hq, browser, account):
    """Wide and on a telephone, light and dark, in English and Arabic: nothing sticks out."""
    folder = os.environ.get("SULH_SCREENSHOTS")
    for language in ("en", "ar"):
        with console(browser, hq, account, locale=language) as seat:
            for path in LOOKED_AT[account]:
                seat.open(address(hq, path))
                for scheme, width in (("light", 1280), ("dark", 390)):
                    seat.page.emulate_media(color_scheme=scheme)
                    seat.page.set_viewport_size({"width": width, "height": 800})
                    assert seat.page.evaluate("document.documentElement.scrollWidth") <= width
                    if folder:
                        page = path.partition("?")[0].replace("/", "-")
                        shot = Path(folder) / f"{account}-{page}-{language}-{scheme}-{width}.png"
                        seat.page.screenshot(path=shot, full_page=width == 1280)
