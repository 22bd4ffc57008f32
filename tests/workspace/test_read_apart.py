"""A file read in another process enters as one read in this process does, to the byte."""

from __future__ import annotations

import os
import pickle
import random
import shutil
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from tests.observe.small_files import GED_ROW, INCIDENT, csv_text

from sulh import workspace
from sulh.errors import InputError
from sulh.workspace import read_apart
from sulh.workspace.read_apart import Job, received_steps, send_steps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "m"
    workspace.set_up(path, pack_name="minusca", site="hq", now=NOW, store="").store.close()
    return path


def bring(folder: Path, file: Path, copy: str) -> tuple[Any, ...]:
    """Import into a copy of a mission; return the ledger's rows and heads, the result and the rejects."""
    here = folder.with_name(copy)
    shutil.copytree(folder, here)
    mission = workspace.open_workspace(here)
    with mission.store as store:
        options = workspace.ImportOptions(now=NOW)
        results = [workspace.import_reports(mission, file, options).as_json() for _ in range(2)]
        chain = store.chain("hq")
        heads = [(head.content, head.signature) for head, _ in chain.heads()]
        rejects = sorted((each.name, each.read_bytes()) for each in (here / "rejects").glob("*"))
        for each in results:
            each["rejects"] = bool(each["rejects"])
        return list(chain.rows()), heads, results, rejects


def random_rows(seed: int) -> list[dict[str, str]]:
    """Rows with each sort of fault, doubled keys, contradictions and places of other countries."""
    chance = random.Random(seed)
    changes = (
        {"deaths_best": "many"}, {"start": "2030-01-01"}, {"act": "dancing"}, {"lat": ""},
        {"lat": "51.5", "lon": "0.1"}, {"actor": "Nobody; UPC"}, {"text": "é — “quoted”, 1e5"},
        {"actor": ""}, {},
    )  # fmt: skip
    return [
        INCIDENT
        | {"ref": f"i-{chance.randrange(2500)}"}
        | chance.choice(changes)
        | chance.choice(changes)
        for _ in range(3000)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_both_ways_write_the_same_ledger(folder, tmp_path, monkeypatch, seed):
    """Rows, heads and signatures, what the result says, and the rejects file; and a second time nothing."""
    file = tmp_path / "reports.csv"
    file.write_text(csv_text(*random_rows(seed)))
    here = bring(folder, file, "here")
    monkeypatch.setattr(read_apart, "LARGE_BYTES", 0)
    assert bring(folder, file, "apart") == here
    assert here[2][0]["rejected"] > 0
    assert here[2][0]["conflicts"] > 0
    assert here[2][1]["entered"] == 0


@pytest.mark.slow
def test_a_file_that_cannot_be_read_is_refused_in_both_ways(folder, tmp_path, monkeypatch):
    """What goes wrong in the other process is raised here, after the batches before it."""
    import gzip

    content = gzip.compress(csv_text(*random_rows(3)).encode())
    file = tmp_path / "reports.csv.gz"
    file.write_bytes(content[: len(content) // 2])
    said = []
    for size in (10**12, 0):
        monkeypatch.setattr(read_apart, "LARGE_BYTES", size)
        with pytest.raises(InputError) as error:
            bring(folder, file, f"m{size}")
        said.append((str(error.value), error.value.remedy))
    assert said[0] == said[1]


def by_pipes(job: Job, ask: Any = None, *, first: bytes = b"") -> Iterator[Any]:
    """Yield the steps of a job that a thread does in place of the other process."""
    ends = [
        os.fdopen(fd, mode)
        for pair in (os.pipe(), os.pipe())
        for fd, mode in zip(pair, ("rb", "wb"), strict=True)
    ]
    orders, to_other, answers, from_other = ends

    def other() -> None:
        with orders, from_other:
            if first:
                pickle.load(orders)
                from_other.write(first)
            else:
                send_steps(orders, from_other)

    thread = threading.Thread(target=other)
    thread.start()
    with answers, to_other:
        yield from received_steps(answers, to_other, job, ask)
    thread.join()


def job_of(folder: Path, file: Path, **options: Any) -> Job:
    asks = options.pop("asks", False)
    return Job(
        folder=folder, file=file, options=workspace.ImportOptions(now=NOW, **options), asks=asks
    )


def test_the_other_side_asks_this_one(folder, tmp_path):
    """Whether reports from another country enter is asked here, once, and the answer holds there."""
    file = tmp_path / "ged.csv"
    rows = [
        GED_ROW
        | {"id": str(n), "country": "Kenya", "adm_1": "", "latitude": "0.5", "longitude": "37"}
        for n in range(3)
    ]
    file.write_text(csv_text(*rows))
    asked = []
    (step,) = by_pipes(job_of(folder, file, asks=True), lambda each: bool(asked.append(each)))
    assert [each.first_row for each in asked] == [2]
    assert [each.code for each in step.rejected] == ["outside-area"] * 4
    (step,) = by_pipes(job_of(folder, file, asks=True), lambda _: True)
    assert (step.counts["entered"], step.counts["added"]) == (3, 1)  # and what the file covers


def test_what_is_raised_there_is_raised_here(folder, tmp_path):
    file = tmp_path / "other.csv"
    file.write_text("a,b\n1,2\n")
    with pytest.raises(InputError, match="belong to no known table") as error:
        list(by_pipes(job_of(folder, file)))
    assert "--format" in error.value.remedy


@pytest.mark.parametrize("first", [b"\x80\x05", b"no pickle"])
def test_an_end_without_a_word_is_said(folder, tmp_path, first):
    """The other process was killed, or ran out of memory."""
    with pytest.raises(InputError, match="ended before the file did") as error:
        list(by_pipes(job_of(folder, tmp_path / "x.csv"), first=first))
    assert "nothing twice" in error.value.remedy
