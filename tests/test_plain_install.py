"""An installation without any extra: every room imports, and the main work is done.

A process is run in which nothing can be imported but what the package itself requires: what the
developers' environment has besides is hidden, as it is missing on a machine that has only the wheel.
"""

import subprocess
import sys
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HIDE = """
import sys
from importlib.machinery import PathFinder

class Plain(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name.partition(".")[0] in HIDDEN:
            return None
        return super().find_spec(name, path, target)

sys.meta_path[sys.meta_path.index(PathFinder)] = Plain
"""

IMPORT_ROOMS = """
import importlib, pkgutil
import sulh

for module in pkgutil.iter_modules(sulh.__path__, "sulh."):
    importlib.import_module(module.name)
    print(module.name)
"""

RUN = """
from sulh.cli import main

for arguments in COMMANDS:
    try:
        main(arguments)
        code = 0
    except SystemExit as end:
        code = end.code
    print("exit", code, *arguments[:3])
"""


def required() -> set[str]:
    """Return the distributions that the package requires, and those that they require."""
    known: set[str] = set()
    ahead = ["sulh"]
    while ahead:
        name = canonicalize_name(ahead.pop())
        if name in known:
            continue
        known.add(name)
        try:
            needs = [Requirement(each) for each in requires(name) or ()]
        except PackageNotFoundError:
            continue
        ahead += [
            need.name
            for need in needs
            if need.marker is None or need.marker.evaluate({"extra": ""})
        ]
    return known


def hidden() -> list[str]:
    """Return the modules of the environment that no required distribution brings."""
    base = required()
    return sorted(
        module
        for module, owners in packages_distributions().items()
        if not {canonicalize_name(owner) for owner in owners} & base
    )


def run_plain(code: str, **names: object) -> subprocess.CompletedProcess[str]:
    """Run code in a process that sees only what the package requires."""
    head = f"HIDDEN = set({hidden()!r})\n" + "".join(f"{k} = {v!r}\n" for k, v in names.items())
    return subprocess.run(
        [sys.executable, "-c", head + HIDE + code],
        capture_output=True,
        text=True,
        timeout=540,
        check=False,
    )


def plain_sulh(*commands: tuple[object, ...]) -> tuple[list[int], str]:
    """Run commands one after the other; return their exit codes and what they said to stderr."""
    result = run_plain(RUN, COMMANDS=[[str(each) for each in words] for words in commands])
    assert result.returncode == 0, result.stderr[-3000:]
    assert "Traceback" not in result.stderr, result.stderr[-3000:]
    lines = [line.split() for line in result.stdout.splitlines() if line.startswith("exit ")]
    return [int(words[1]) for words in lines], result.stderr


def test_what_is_hidden_holds_every_extra() -> None:
    assert {"nacl", "fastapi", "dask", "h3", "pyvrp", "psycopg", "stix2", "typst"} <= set(hidden())


def test_every_room_imports_without_an_extra() -> None:
    result = run_plain(IMPORT_ROOMS)
    assert result.returncode == 0, result.stderr[-3000:]
    assert {"sulh.workspace", "sulh.server", "sulh.warn"} <= set(result.stdout.split())


def test_the_first_five_minutes_of_the_readme_need_no_extra(tmp_path: Path) -> None:
    mission, page = tmp_path / "island", tmp_path / "island.html"
    reports = mission / "pack" / "example" / "reports" / "exercise.simulated.csv"
    on = ("--exercise", "--at", "2021-06")
    codes, said = plain_sulh(
        ("init", mission, "--pack", "example"),
        ("-C", mission, "observe", reports),
        ("-C", mission, "verify", *on),
        ("-C", mission, "report", *on, "-o", page),
        ("-C", mission, "ledger", "audit"),
        ("-C", mission, "sync", "--bundle", tmp_path / "all.bundle"),
        ("-C", mission, "backup", tmp_path / "island.backup"),
    )
    assert codes == [0] * 7, said
    assert "<html" in page.read_text(encoding="utf-8")


def test_a_command_that_needs_an_extra_names_it(tmp_path: Path) -> None:
    mission = tmp_path / "mission"
    needs = {
        "privacy": ("privacy", "audience", "medical"),
        "serve": ("serve",),
        "pdf": ("report", "-o", tmp_path / "report.pdf"),
        "postgres": ("init", tmp_path / "b", "--pack", "example", "--store", "postgresql://a@b/c"),
    }
    codes, said = plain_sulh(
        ("init", mission, "--pack", "example"),
        *(("-C", mission, *words) for words in needs.values()),
    )
    assert codes == [0, 5, 5, 5, 5], said
    for extra in needs:
        assert f"pip install 'sulh[{extra}]'" in said
