"""What a report says is what the findings say: every one of them, counted and placed."""

import pytest
from msgspec.structs import replace
from tests.report.island import PACK, Page, exercise, facts, incident, judged, model

from sulh.observe import Origin
from sulh.observe.records import Comparison
from sulh.report import build_report, to_html
from sulh.report.months import fold, following, month_runs
from sulh.report.text import deaths_text, numbered, readable, shorten
from sulh.values import Reliability


@pytest.fixture(scope="module")
def findings():
    """The findings of the exercise on the fictional island."""
    return judged()[1].frame.to_dicts()


@pytest.fixture(scope="module")
def report():
    """The report of the exercise."""
    return model()


def test_every_finding_is_told_once(report, findings):
    """Each finding stands in one case or in one group, under its verdict."""
    told = [
        (identity, case.verdict)
        for case in (*report.breached, *report.doubted)
        for one in case.findings
        for identity in one.ids
    ]
    told += [(identity, g.verdict) for g in (*report.met, *report.silent) for identity in g.ids]
    assert sorted(told) == sorted((row["id"], row["verdict"]) for row in findings)


def test_the_totals_add_up(report, findings):
    """The four totals are those of the findings, over all and by party."""
    by_verdict = [row["verdict"] for row in findings]
    totals = report.totals
    assert totals.met == by_verdict.count("met")
    assert totals.breached == by_verdict.count("breached") > 0
    assert totals.doubted + totals.silent == by_verdict.count("undetermined")
    assert sum(each.totals.all for each in report.parties) == totals.all == len(findings)


def test_silence_is_told_apart_from_doubt(report, findings):
    """Silent are those findings on which no report at all bears."""
    silent = {identity for group in report.silent for identity in group.ids}
    for row in findings:
        bears = bool(row["evidence"] or row["possible"])
        if row["verdict"] == "undetermined" and bears:
            assert row["id"] not in silent
        if row["id"] in silent:
            assert not bears


def test_each_case_carries_what_a_lawyer_checks(report, findings):
    """A case has its article and words, and a line for each report of each of its findings."""
    rows = {row["id"]: row for row in findings}
    number = {cited.evidence.record: cited.number for cited in report.register}
    assert report.breached
    for case in (*report.breached, *report.doubted):
        assert case.article
        assert case.words
        assert case.source
        for one in case.findings:
            row = rows[one.id]
            lines = {line.number: line.decides for line in (*one.lines, *one.brief)}
            decides = dict.fromkeys((number[each] for each in row["possible"]), False)
            decides |= dict.fromkeys((number[each] for each in row["evidence"]), True)
            assert lines == decides
            assert bool(one.settle) == (case.verdict == "undetermined")


def test_the_register_names_each_report_in_full(report, findings):
    """Every report that a finding rests on stands in the register once, with record, mark and sender."""
    asked = {record for row in findings for record in (*row["evidence"], *row["possible"])}
    assert {cited.evidence.record for cited in report.register} == asked
    assert [cited.number for cited in report.register] == list(range(1, len(asked) + 1))
    text = Page(to_html(report)).text
    for cited in report.register:
        assert f"R{cited.number} {cited.evidence.when}" in text
        assert cited.evidence.record[:16] in text


def test_the_matrix_has_every_finding_that_is_not_silent(report, findings):
    """A letter stands for each finding of its row and month; it leads to where that is told."""
    worst = {}
    for row in findings:
        key = (row["party"], PACK_TITLES[row["provision"]], row["month"])
        worst[key] = max(
            worst.get(key, 0), {"met": 1, "undetermined": 2, "breached": 3}[row["verdict"]]
        )
    page = to_html(report)
    letters = {"M": 1, "U": 2, "·": 2, "B": 3}
    seen = 0
    for matrix in report.matrices:
        for line in matrix.rows:
            for column, cell in zip(matrix.columns, line.cells, strict=True):
                if cell.mark and not column.folded:
                    seen += 1
                    assert letters[cell.mark] <= worst[line.party, line.title, column.months[0]]
                if cell.mark in ("M", "U", "B"):
                    assert f'id="f-{cell.target}"' in page
    assert seen > 20
    assert "B" in {c.mark for m in report.matrices for r in m.rows for c in r.cells}


PACK_TITLES = {each.id: each.title for each in PACK.provisions}


def test_judgements_are_few_and_from_the_findings(report):
    """There are three to six sentences; the first has the totals."""
    assert 3 <= len(report.judgements) <= 6
    assert f"{report.totals.breached:,} are breached" in report.judgements[0]
    assert report.judgements[0].startswith("In this exercise, ")
    assert model(simulated=False).judgements[0].startswith("Of ")


def test_next_steps_count_the_findings_they_settle(report, findings):
    """A step touches the findings that bear its reason, and settles alone those with no other."""
    undetermined = [row for row in findings if row["verdict"] == "undetermined"]
    assert report.actions or report.searches
    for step in (*report.actions, *report.searches):
        assert 0 <= step.alone <= step.findings <= len(undetermined)
    assert "everywhere" not in {step.where for step in (*report.actions, *report.searches)}
    assert 0 <= report.placeless <= len(undetermined)
    looks = {step.what: step for step in report.searches}
    silent = [
        row
        for row in undetermined
        if row["reasons"] == ["no-report"] and not (row["possible"] or row["evidence"])
    ]
    assert sum(
        step.alone for what, step in looks.items() if what.startswith("A statement of coverage")
    ) == len(silent)


def test_a_breach_more_shows_everywhere():
    """A certain act adds a report to the register, a mark to the map and a letter to the matrix."""
    before, after = model(), model(incident())
    assert len(after.register) == len(before.register) + 1
    assert after.totals.breached >= before.totals.breached
    assert after.map.svg != before.map.svg
    assert "Blue Army" in Page(to_html(after)).text


def test_the_sources_are_all_listed(report):
    """The annex lists every document of the pack and says what is unverified."""
    assert {row.id for row in report.sources} == set(PACK.sources)
    assert any("3" in line and "C" in line for line in report.method)


def test_months_are_said_in_runs():
    """Months that follow each other are one run, across the year too."""
    assert month_runs(["2020-11", "2020-12", "2021-01", "2021-03"]) == [
        ("2020-11", "2021-01"),
        ("2021-03", "2021-03"),
    ]
    assert month_runs([]) == []
    assert following("2020-12") == "2021-01"
    assert following("2021-01", -13) == "2019-12"


def test_long_silence_is_folded_and_short_is_not():
    """Four months or more without news become one column that names them all."""
    months = [following("2020-01", by) for by in range(8)]
    columns = fold(months, {"2020-01", "2020-06"})
    assert [column.months for column in columns] == [
        ("2020-01",), ("2020-02", "2020-03", "2020-04", "2020-05"), ("2020-06",), ("2020-07",),
        ("2020-08",),
    ]  # fmt: skip
    assert [month for column in columns for month in column.months] == months


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        ((12, 12, 12), "12"),
        ((12, None, 15), "12 to 15"),
        ((10, 11, 12), "11 (10 to 12)"),
        ((10, 10, None), "at least 10"),
        ((10, 14, None), "14 (at least 10)"),
        ((None, None, None), "not known"),
    ],
)
def test_deaths_are_said_with_their_bounds(bounds, said):
    """Numbers with bounds read as bounds."""
    assert deaths_text(*bounds) == said


def test_unreadable_characters_are_replaced_and_long_text_cut():
    """Controls, turned direction and lone surrogates go; joiners of Persian stay; a cut is marked."""
    assert readable("a\x00\u202e\ud800b\u200cc\n") == "a\ufffd\ufffd\ufffdb\u200cc\n"
    assert shorten("x" * 20, 10) == "x" * 10 + "… [cut: 20 characters in the record]"
    assert shorten("x" * 10, 10) == "x" * 10


def test_numbers_are_said_in_runs():
    """Report numbers in a row are one run."""
    assert numbered([3, 1, 2, 7]) == [(1, 3), (7, 7)]


def test_facts_are_said_as_given():
    """Site, root, digest and times of the report stand at its head."""
    tables, findings = judged()
    said = facts(simulated=True)
    text = Page(to_html(build_report(PACK, tables, findings, said))).text
    for each in (
        "north-camp",
        "ab" * 32,
        PACK.digest,
        "2021-07-01 00:00 UTC",
        "everything recorded",
    ):
        assert each in text


def movement(ref, day):
    """A movement of Red Party's troops in the North that nobody gave notice of."""
    return replace(incident(ref, day=day), act="troop-movement")


def test_acts_without_notice_that_are_alike_stand_together():
    """Findings that say the same of different acts are one sentence that names all the acts."""
    report = model(*(movement(f"M{day}", day) for day in (3, 4, 5)))
    (case,) = (each for each in report.breached if each.title == "Notice of movements")
    (told,) = case.findings
    assert len(told.ids) == len(told.lines) + len(told.brief) == 4  # one is the exercise's
    assert told.time == "2021-03, 2021-06, 4 acts"
    page = Page(to_html(report)).text
    assert "2021-03, 2021-06, 4 acts" in page
    assert page.count("48 hours before: none was given in time") == 1


def test_a_comparison_stands_with_the_finding():
    """Who settled that two records are one event is said where the finding is."""
    first = len(exercise())
    same = Comparison(
        origin=Origin(source="Headquarters", ref="C1", reliability=Reliability("A", 1)),
        reports=(f"{first:064x}", f"{first + 1:064x}"),
        judgement="same",
    )
    report = model(incident("H1"), incident("H2"), same)
    told = [one for case in report.breached for one in case.findings]
    assert any("are one event" in text for one in told for text in one.settled)
    assert "Settled by a comparison" in Page(to_html(report)).text
