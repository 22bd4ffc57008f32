"""What the browser loads: little, all of it ours, and nothing from elsewhere."""

import gzip
import re
from importlib.resources import files
from pathlib import Path

import pytest

BUILT = Path(str(files("sulh.server").joinpath("console")))
FIRST_LOAD_BYTES_MAX = 300_000
WEB = Path(__file__).parents[2] / "web"
built = pytest.mark.skipif(
    not (BUILT / "index.html").is_file(), reason="the console is not built: run `make web`"
)


@built
def test_the_first_page_loads_less_than_300_kb_without_the_map():
    """The page, what it names, what that imports at once, and the largest language."""
    index = (BUILT / "index.html").read_text("utf-8")
    names = set(re.findall(r'/console/assets/([^"]+)', index))
    assert any(name.endswith(".js") for name in names)
    todo = list(names)
    while todo:
        text = (BUILT / "assets" / todo.pop()).read_text("utf-8")
        for name in re.findall(r'(?:from|import)\s*"\./([^"]+\.js)"', text):
            if name not in names:
                names.add(name)
                todo.append(name)
    languages = (BUILT / "assets").glob("[a-z][a-z]-*.js")
    sizes = [len(gzip.compress((BUILT / "assets" / name).read_bytes(), 6)) for name in names]
    largest = max(len(gzip.compress(path.read_bytes(), 6)) for path in languages)
    assert sum(sizes) + largest + len(index) < FIRST_LOAD_BYTES_MAX


@built
def test_no_file_names_another_host_to_load_from():
    """Addresses in the code are names of XML vocabularies, or of errors' explanations."""
    harmless = re.compile(r"https?://(www\.w3\.org|maplibre\.org|github\.com|127\.0\.0\.1)[/\w.-]*")
    for path in (BUILT / "assets").glob("*.js"):
        text = harmless.sub("", path.read_text("utf-8"))
        assert not re.findall(r"(?:fetch|import|src=|href=)\W{0,3}https?://[^\"'` ]+", text), (
            path.name
        )
    assert "http" not in (BUILT / "index.html").read_text("utf-8")


def test_the_lock_file_names_no_registry():
    """Whoever builds uses their own package index; nobody's is written down."""
    lock = (WEB / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in lock
    assert '"integrity"' in lock
    assert "omit-lockfile-registry-resolved=true" in (WEB / ".npmrc").read_text("utf-8")


def test_third_party_code_is_installed_never_committed():
    """What is installed and what is built is git-ignored."""
    ignored = (WEB.parent / ".gitignore").read_text("utf-8").splitlines()
    assert {"node_modules/", "web/src/generated/", "src/sulh/server/console/"} <= set(ignored)
