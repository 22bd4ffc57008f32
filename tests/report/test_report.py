"""The report says what the findings say, alone in one file, the same every time."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from sulh import mission
from sulh.observe import Incident, Origin, Participant, read
from sulh.observe.tables import tables_from_reports
from sulh.report import Facts, build_report, to_html, to_pdf
from sulh.report.build import month_runs
from sulh.report.pdf import to_typst
from sulh.values import Place, Reliability, Span
from sulh.verify import verify

AT = datetime(2021, 7, 1, tzinfo=UTC)
PACK = mission.load(mission.find("example"))
HOSTILE = '</script><script>alert(1)</script><img src="http://evil.example/x">{{ 7*7 }} #eval("1") \\ " ＜ سلام\u202e'
VOID = {"meta", "link", "br", "img", "input", "hr"}


def facts(**more):
    return Facts(
        site="north-camp", ledger_size=60, ledger_root="ab" * 32, as_of=None, at=AT, made=AT, **more
    )


def exercise(*extra):
    path = mission.find("example") / "reports" / "exercise.simulated.csv"
    reports = [r for b in read(path, timezone=PACK.timezone, simulated=True) for r in b.reports]
    return [(f"{n:064x}", report) for n, report in enumerate([*reports, *extra])]


def model(*extra, simulated=True):
    tables = tables_from_reports(exercise(*extra), simulated=simulated)
    return build_report(PACK, tables, verify(PACK, tables, at=AT), facts(simulated=simulated))


@pytest.fixture(scope="module")
def report():
    """The report of the exercise on the fictional island."""
    return model()


def hostile():
    return Incident(
        origin=Origin(
            source=HOSTILE, ref="H1", reliability=Reliability("A", 1), text=HOSTILE * 200
        ),
        span=Span(datetime(2021, 3, 3, tzinfo=UTC), datetime(2021, 3, 3, tzinfo=UTC)),
        place=Place(lon=-30, lat=-44.5, accuracy_m=10, name=HOSTILE),
        act="direct-fire",
        participants=(Participant(name="Red Army", side="a"), Participant(name=HOSTILE, side="b")),
        initiator="a",
    )


class _Tags(HTMLParser):
    """Checks that tags are closed in order, and collects attributes and headings."""

    def __init__(self):
        super().__init__()
        self.open, self.attributes, self.headings = [], [], []

    def handle_starttag(self, tag, attrs):
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_same_content_gives_the_same_bytes(report):
    """Built twice from the same things, the page is the same."""
    assert to_html(report) == to_html(model())


def test_the_page_is_well_formed_and_asks_for_nothing(report):
    """Every tag is closed, headings go down by one, and no address outside is named."""
    page = to_html(report)
    tags = _Tags()
    tags.feed(page)
    assert tags.open == []
    assert all(
        later <= earlier + 1
        for earlier, later in zip(tags.headings, tags.headings[1:], strict=False)
    )
    loads = [
        value
        for _, name, value in tags.attributes
        if name in ("src", "href", "xlink:href", "action")
    ]
    assert all(value.startswith("#") for value in loads)
    assert not re.search(r"url\(\s*['\"]?https?:|@import", page)
    assert "default-src 'none'" in page
    anchors = {value for _, name, value in tags.attributes if name == "id"}
    assert {value[1:] for value in loads} <= anchors


def test_hostile_words_stay_words():
    """Markup, scripts, templates and endless text in a report are shown, never run."""
    page = to_html(model(hostile()))
    plain = to_html(model())
    assert page.count("<script") == plain.count("<script") == 1
    assert "evil.example" in page
    assert "<img" not in page
    assert "{{ 7*7 }}" in page
    assert "(shortened)" in page
    assert len(page) < 2_000_000
    _Tags().feed(page)


def test_simulated_is_written_everywhere(report):
    """Title, band, every figure and every finding of an exercise say so; a real report never does."""
    page = to_html(report)
    assert "<title>SIMULATED" in page
    assert page.count(">SIMULATED</text>") == page.count("<svg")
    assert page.count("simtag") == page.count('<article class="card')
    real = to_html(model(simulated=False))
    assert "SIMULATED" not in re.sub(r"<style>.*?</style>", "", real, flags=re.DOTALL)


def test_every_verdict_reason_and_source_is_in_it(report):
    """Each finding that is not silent has a card; each breach shows its article and evidence."""
    tables = tables_from_reports(exercise(), simulated=True)
    rows = verify(PACK, tables, at=AT).frame.to_dicts()
    cards = {
        identity
        for card in (*report.breached, *report.undetermined, *report.met)
        for identity in card.ids
    }
    assert cards == {row["id"] for row in rows}
    assert sum(report.totals.values()) == len(rows)
    page = to_html(report)
    for card in report.breached:
        assert card.evidence, card.title
        assert card.article in page
        assert f'id="f-{card.anchor}"' in page
    for source in PACK.sources.values():
        assert source.title in page


def test_the_matrix_leads_to_the_findings(report):
    """Each letter B or U of the matrix has a card to go to."""
    anchors = {card.anchor for card in (*report.breached, *report.undetermined)}
    linked = {
        cell.finding
        for matrix in report.matrices for row in matrix.rows for cell in row.cells if cell.mark == "B"
    }  # fmt: skip
    assert linked
    assert linked <= anchors


def test_months_are_said_in_runs():
    """Months that follow each other are one run, across the year too."""
    assert month_runs(["2020-11", "2020-12", "2021-01", "2021-03"]) == "2020-11 to 2021-01, 2021-03"
    assert month_runs([]) == ""


def test_a_report_of_nothing_says_so():
    """No reports, no zones on the map: still a page, and it says that there is nothing to judge."""
    tables = tables_from_reports([])
    empty = build_report(PACK, tables, verify(PACK, tables, at=AT), facts())
    page = to_html(empty)
    assert "There are no reports to judge." in page
    _Tags().feed(page)


def test_the_pdf_holds_the_same(report, tmp_path):
    """The PDF has the title, the key judgements and each breach, and the mark on every page."""
    pytest.importorskip("typst", reason="the extra pdf is not installed")
    path = tmp_path / "report.pdf"
    path.write_bytes(to_pdf(report))
    assert path.read_bytes().startswith(b"%PDF")
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    text = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout
    pages = text.split("\f")[:-1]
    assert all("SIMULATED" in page for page in pages)
    assert f"page {len(pages)} of {len(pages)}" in pages[-1]
    flat = " ".join(text.split())
    for card in report.breached:
        assert " ".join(card.title.split())[:40] in flat


def test_hostile_words_do_not_break_the_pdf():
    """Typst's own marks in a report are words there."""
    pytest.importorskip("typst", reason="the extra pdf is not installed")
    made = model(hostile())
    assert to_pdf(made).startswith(b"%PDF")
    source, _ = to_typst(made)
    assert '#eval("1")' not in source.replace('\\"', "")


def test_a_missing_extra_is_named(report, monkeypatch):
    """Without typst the error names the extra to install."""
    from sulh.errors import MissingExtraError

    monkeypatch.setattr("sulh.report.pdf.find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match="extra 'pdf'") as caught:
        to_pdf(report)
    assert "sulh[pdf]" in caught.value.remedy


def test_the_map_says_what_it_cannot_place(report):
    """A vague place is drawn hollow, a zone by its worst finding, and the whole has words for the blind."""
    assert 'stroke-dasharray="2 2"' in report.map_svg
    assert "url(#hatch)" in report.map_svg
    assert "<desc>" in report.map_svg
    unmarked = replace(report, map_svg="")
    assert "draws no zone" in to_html(unmarked)


@pytest.mark.browser
def test_the_page_works_in_a_browser(report, tmp_path):
    """In a real browser nothing is refused or logged, and the search leaves the cards that match."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("no Chromium is installed")
    page = to_html(report)
    probe = (
        "<script>window.addEventListener('load',function(){var b=document.getElementById('find');"
        "b.value='tanks';b.dispatchEvent(new Event('input'));"
        "document.title='shown '+document.querySelectorAll('.card:not([hidden])').length+' of '+"
        "document.querySelectorAll('.card').length;});</script>"
    )
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page).replace(
        "</body>", probe + "</body>"
    )
    (tmp_path / "probe.html").write_text(page, "utf-8")
    (tmp_path / "page.html").write_text(to_html(report), "utf-8")
    command = [
        browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={tmp_path / 'profile'}", "--enable-logging=stderr", "--v=0",
        "--virtual-time-budget=3000", "--dump-dom",
    ]  # fmt: skip
    done = subprocess.run(
        [*command, f"file://{tmp_path / 'probe.html'}"],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    shown, total = map(int, re.search(r"<title>shown (\d+) of (\d+)", done.stdout).groups())
    assert 0 < shown < total
    done = subprocess.run(
        [*command, f"file://{tmp_path / 'page.html'}"],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert "CONSOLE" not in done.stderr, done.stderr[-2000:]
