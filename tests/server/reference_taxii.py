"""medallion, the reference server of TAXII 2.1, in a process of its own, with the data of its own tests."""

import json
import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
USER = ("admin", "Password0")
FULL = "91a7b528-80eb-42ed-a74d-c6fbd5a26116"
EMPTY = "365fed99-08fa-fdcd-a1b3-fb247eb41d01"


def default_data():
    """Return the data, or skip."""
    if not os.environ.get("SULH_DATA"):
        pytest.skip("SULH_DATA names no folder with taxii/medallion_default_data.json")
    return Path(os.environ["SULH_DATA"]) / "taxii" / "medallion_default_data.json"


@contextmanager
def medallion(folder, *, without=(), page=1_000):
    """Serve the data and yield the address, without a slash at the end; skip where it is not installed.

    `without` are (id, version) of objects that are left out.
    """
    data = json.loads(default_data().read_text("utf-8"))
    for each in data["trustgroup1"]["collections"]:
        each["objects"] = [
            one
            for one in each.get("objects", [])
            if (one["id"], one.get("modified", one["created"])) not in without
        ]
        each["manifest"] = [
            one for one in each.get("manifest", []) if (one["id"], one["version"]) not in without
        ]
    path = folder / "data.json"
    path.write_text(json.dumps(data), "utf-8")
    if find_spec("medallion") is None:
        pytest.skip("medallion is not installed")
    settings = {
        "backend": {
            "module": "medallion.backends.memory_backend",
            "module_class": "MemoryBackend",
            "filename": str(path),
        },
        "users": {USER[0]: USER[1]},
        "taxii": {"max_page_size": page},
    }
    (folder / "medallion.json").write_text(json.dumps(settings), "utf-8")
    command = [sys.executable, "-m", "medallion.scripts.run", str(folder / "medallion.json")]
    said = folder / "medallion.log"
    with said.open("wb") as log:
        process = subprocess.Popen([*command, "--port", "0"], stdout=log, stderr=log)
    try:
        while not (address := ADDRESS.search(said.read_text("utf-8"))):
            assert process.poll() is None, said.read_text("utf-8")
            time.sleep(0.02)
        yield address[0]
    finally:
        process.terminate()
        process.wait(60)
