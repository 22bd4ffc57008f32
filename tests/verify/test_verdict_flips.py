"""A changed verdict is seen before it lands: whose, from what, to what.

`tests/golden/verdicts-*.json` keep one letter a finding. Where a change is meant, look at each flip
that the test prints, then run it once with ``SULH_UPDATE_GOLDEN=1`` and commit the file.
"""

from __future__ import annotations

import hashlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from sulh.mission import bundled, find, load
from sulh.observe import read
from sulh.observe.tables import tables_from_reports
from sulh.verify import verify

if TYPE_CHECKING:
    from sulh.mission import Pack
    from sulh.observe.tables import Tables

GOLDEN = Path(__file__).parent.parent / "golden"
UPDATE = os.environ.get("SULH_UPDATE_GOLDEN") == "1"
AT = datetime(2035, 1, 1, tzinfo=UTC)  # after all that is reported, exercises too
WORDS = {"b": "breached", "m": "met", "u": "undetermined", ".": "not judged"}
LETTERS = {word: letter for letter, word in WORDS.items()}

Verdicts = dict[str, dict[str, str]]
"""For each "provision party zone", "month" or "month ref": verdict."""


def reported(pack: Pack, files: list[Path], *, simulated: bool) -> Tables:
    """Read the files; each report gets an id from its source and ref."""
    numbered = []
    for file in files:
        for batch in read(file, timezone=pack.timezone, simulated=simulated):
            assert not [p for p in batch.problems if p.severity == "error"]
            for report in batch.reports:
                key = f"{report.origin.source}\n{report.origin.ref}"
                numbered.append((hashlib.sha256(key.encode()).hexdigest(), report))
    return tables_from_reports(numbered, simulated=simulated)


def verdicts(pack: Pack, files: list[Path], *, simulated: bool) -> Verdicts:
    """Read the files and judge what they report."""
    tables = reported(pack, files, simulated=simulated)
    found: Verdicts = {}
    for row in verify(pack, tables, at=AT).frame.iter_rows(named=True):
        whose = f"{row['provision']} {row['party']} {row['zone'] or 'everywhere'}"
        when = f"{row['month']} {(row['ref'] or '')[:12]}".strip()
        assert when not in found.setdefault(whose, {})
        found[whose][when] = row["verdict"]
    return found


def packed(found: Verdicts) -> dict[str, str]:
    """Write months in a row as one letter each, after the first month; refs one by one."""
    lines = {}
    for whose, by_time in sorted(found.items()):
        months = sorted(when for when in by_time if " " not in when)
        if months:
            row = pd.period_range(months[0], months[-1], freq="M").strftime("%Y-%m")
            letters = [LETTERS[by_time.get(month, "not judged")] for month in row]
            lines[whose] = f"{months[0]} {''.join(letters)}"
        for when in sorted(when for when in by_time if " " in when):
            lines[f"{whose} {when}"] = LETTERS[by_time[when]]
    return lines


def unpacked(lines: dict[str, str]) -> dict[str, str]:
    """Return "whose month" or "whose month ref" with its verdict."""
    found = {}
    for whose, text in lines.items():
        if " " not in text:
            found[whose] = WORDS[text]
            continue
        first, letters = text.split(" ")
        row = pd.period_range(first, periods=len(letters), freq="M").strftime("%Y-%m")
        for month, letter in zip(row, letters, strict=True):
            if letter != ".":
                found[f"{whose} {month}"] = WORDS[letter]
    return found


def flips(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Say, a line each, whose verdict changes, from what, to what: new and gone ones last."""
    earlier, later = unpacked(before), unpacked(after)
    both = earlier.keys() & later.keys()
    turned = sorted(key for key in both if earlier[key] != later[key])
    new_or_gone = sorted(earlier.keys() ^ later.keys())
    return [
        f"{key}: {earlier.get(key, 'not judged')} -> {later.get(key, 'not judged')}"
        for key in (*turned, *new_or_gone)
    ]


def hold(name: str, found: Verdicts) -> None:
    """Compare with the golden file, or write it when asked to."""
    path = GOLDEN / f"verdicts-{name}.json"
    assert found, f"nothing is judged in {name}"
    lines = packed(found)
    before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    changed = flips(before, lines)
    if UPDATE:
        path.parent.mkdir(exist_ok=True)
        text = json.dumps(lines, indent=0, ensure_ascii=False, sort_keys=True)
        path.write_text(text + "\n", encoding="utf-8")
    elif changed:
        shown = "\n".join(changed[:200])
        pytest.fail(
            f"{len(changed)} verdicts flip in {path.name}:\n{shown}\n"
            "If each is meant, run again with SULH_UPDATE_GOLDEN=1 and commit the file.",
            pytrace=False,
        )


@pytest.mark.parametrize("name", bundled())
def test_verdicts_on_bundled_reports(name: str) -> None:
    """The bundled incidents and exercise reports of each pack lead to the verdicts they led to."""
    folder = find(name)
    pack = load(folder)
    files = sorted((folder / "reports").glob("*.csv"))
    assert files, f"the pack {name} bundles no reports"
    exercise = [file for file in files if file.name.endswith(".simulated.csv")]
    real = [file for file in files if file not in exercise]
    hold(f"{name}-exercise", verdicts(pack, exercise, simulated=True))
    if real:
        hold(name, verdicts(pack, real, simulated=False))


def test_verdicts_on_real_events_of_the_central_african_republic() -> None:
    """The events of UCDP GED lead to the verdicts on the Khartoum agreement they led to."""
    folder = os.environ.get("SULH_DATA")
    file = Path(folder or ".") / "ged231_central_african_republic.csv"
    if not folder or not file.exists():
        pytest.skip(f"SULH_DATA is not set, or holds no {file.name}")
    hold("minusca-ged231", verdicts(load(find("minusca")), [file], simulated=False))


def test_a_flip_says_whose_from_what_to_what() -> None:
    """A verdict that changes, one that goes and one that comes are each a line."""
    before = {"limit P a": {"2024-01": "met", "2024-03": "breached"}}
    after = {"limit P a": {"2024-01": "undetermined"}, "notice P a": {"2024-01 abc": "met"}}
    assert unpacked(packed(before)) == {
        "limit P a 2024-01": "met",
        "limit P a 2024-03": "breached",
    }
    assert flips(packed(before), packed(after)) == [
        "limit P a 2024-01: met -> undetermined",
        "limit P a 2024-03: breached -> not judged",
        "notice P a 2024-01 abc: not judged -> met",
    ]
    assert flips(packed(after), packed(after)) == []
