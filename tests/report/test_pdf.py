"""The PDF holds the same as the page, on marked and numbered sheets."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.report.island import HOSTILE, hostile, model

from sulh.errors import MissingExtraError
from sulh.report import render, to_pdf, to_typst

pytest.importorskip("typst", reason="the extra pdf is not installed")


@pytest.fixture(scope="module")
def report():
    """The report of the exercise on the fictional island."""
    return model()


@pytest.fixture(scope="module")
def pages(report, tmp_path_factory):
    """The words of each sheet."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    path.write_bytes(to_pdf(report))
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    )
    return done.stdout.split("\f")[:-1]


def test_the_pdf_is_one_and_always_the_same(report):
    """It begins as a PDF does, and the same report gives the same bytes."""
    made = to_pdf(report)
    assert made.startswith(b"%PDF-")
    assert b"%%EOF" in made[-32:]
    assert to_pdf(model()) == made


def test_each_sheet_is_marked_and_numbered(pages):
    """Title, TLP mark, SIMULATED and page x of y stand on every sheet."""
    for number, page in enumerate(pages, start=1):
        assert "SIMULATED · EXERCISE" in page
        assert "TLP:CLEAR" in page
        assert f"page {number} of {len(pages)}" in page


def test_each_section_and_breach_is_in_it(pages, report):
    """The sections are those of the page; every case, finding and cited report stands in it."""
    text = " ".join(" ".join(pages).split())
    for section in (
        "What changed in June 2021", "What is breached", "Where to send somebody next", "Key judgements", "Map", "Compliance matrix", "Timeline",
        "Before and after", "Findings", "The reports that findings rest on", "Annex", "Method",
    ):  # fmt: skip
        assert section in text
    for case in report.breached:
        assert case.title in text
        for finding in case.findings:
            assert finding.id in text
    assert f"R{report.register[-1].number}" in text


def test_a_real_report_has_no_mark(tmp_path):
    """The mark of an exercise stands on no real report."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    (tmp_path / "real.pdf").write_bytes(to_pdf(model(simulated=False)))
    done = subprocess.run(
        ["pdftotext", str(tmp_path / "real.pdf"), "-"], capture_output=True, text=True, check=True
    )
    assert "SIMULATED" not in done.stdout


def test_hostile_words_are_no_markup():
    """Words go to Typst as data only: its own marks in them are words, and 64 KB are cut."""
    made = model(hostile())
    files = to_typst(made)
    assert files["main.typ"] == to_typst(model())["main.typ"]
    content = json.loads(files["content.json"])
    shown = next(c["evidence"] for c in content["register"] if "evil" in c["evidence"]["source"])
    assert shown["source"].startswith(HOSTILE.replace("\u202e", "\ufffd"))
    assert len(shown["text"]) < 1_100
    assert to_pdf(made).startswith(b"%PDF-")


def test_a_missing_extra_is_named(report, monkeypatch):
    """Without typst the error names the extra to install."""
    monkeypatch.setattr("sulh.report.render.find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match="extra 'pdf'") as caught:
        to_pdf(report)
    assert "sulh[pdf]" in caught.value.remedy


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="Linux says what a process uses")
def test_documents_leave_nothing_in_memory(monkeypatch):
    """Four documents of 60 pages that differ took 120 MB, which a server kept for good."""

    def one(number):
        text = "\n\n".join(
            f"= Heading {part} of {number}\n" + f"word {number}-{part} text " * 200
            for part in range(60)
        )
        monkeypatch.setattr(render, "typst_files", lambda *_: {"main.typ": text.encode()})
        render.render_pdf("", {}, (), work="test")
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4096

    before = one(0)
    assert max(one(number) for number in range(1, 5)) - before < 60_000_000
