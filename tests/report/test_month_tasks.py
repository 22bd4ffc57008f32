"""The month's tasks in the report: planned beside actual, counted, and nothing left out unsaid."""

import re
import shutil
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.report.island import AT, HOSTILE, PACK, facts, judged

from sulh import workspace
from sulh.cli import main
from sulh.picture import Origin
from sulh.report import build_report, to_html, to_pdf
from sulh.report.month_tasks import month_tasks
from sulh.respond import Task, TaskStep
from sulh.values import Span

NEXT = timezone(timedelta(hours=3))


def when(day, hour=0, minute=0, month=6):
    return datetime(2021, month, day, hour, minute, tzinfo=UTC)


def task(ref, start, end, unit="QRF", tolerance=None):
    origin = Origin(source="ops", ref=ref)
    return Task(
        origin=origin, type="patrol", unit=unit, span=Span(start, end), tolerance_min=tolerance
    )


def step(ref, word, at, reason=""):
    origin = Origin(source="ops", ref=f"{ref}/{word}")
    return TaskStep(origin=origin, task=ref, step=word, span=Span(at, at), reason=reason)


def test_each_way_that_a_task_can_go():
    """In time, within its tolerance, late, failed with its reason, cancelled, still out, never begun."""
    day = (when(10, 8), when(10, 12))
    tasks = [task(ref, *day) for ref in ("ok", "late", "failed", "off", "out", "never")]
    tasks.append(task("nearly", *day, tolerance=Decimal(30)))
    tasks.append(task("ahead", when(29), when(30, month=8)))
    steps = [
        step("ok", "under-way", when(10, 8)), step("ok", "done", when(10, 12)),
        step("late", "under-way", when(10, 9)), step("late", "done", when(11, 1, 5)),
        step("nearly", "under-way", when(10, 8)), step("nearly", "done", when(10, 12, 30)),
        step("failed", "failed", when(10, 9), "the bridge is down"),
        step("off", "cancelled", when(9)), step("out", "under-way", when(10, 8)),
        step("ahead", "under-way", when(29)),
    ]  # fmt: skip
    found = month_tasks(tasks, steps, at=AT, timezone=UTC)
    assert found.month == "June 2021"
    assert found.summary == (
        "8 tasks: 2 done in time, 1 done late, 1 failed, 1 cancelled, 1 under way, "
        "1 under way and late and 1 not begun and late."
    )
    rows = {each.task: each for each in found.rows}
    assert [each.task for each in found.rows][-3:] == ["nearly", "ok", "ahead"]
    assert (rows["late"].actual, rows["late"].late) == ("06-10 09:00 to 06-11 01:05", "13 h 05 min")
    assert rows["late"].plan == "06-10 08:00 to 12:00"
    assert rows["failed"].why == "the bridge is down"
    assert (rows["never"].actual, rows["never"].late) == ("", "20 days")
    assert rows["failed"].actual == "ended 06-10 09:00"
    assert rows["out"].actual == "from 06-10 08:00"
    assert "late: nobody recorded accepted." in found.remarks


@settings(derandomize=True, max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(-40 * 24, 40 * 24), st.integers(0, 300), st.none() | st.integers(0, 500)),
        max_size=8,
    ),
    st.integers(0, 29 * 24),
)  # fmt: skip
def test_which_tasks_belong_to_the_month(rows, hours):
    """Those of which an hour of plan or of action lies in the month so far: as counted hour by hour."""
    at = when(1) + timedelta(hours=hours)
    tasks, steps, expected = [], [], set()
    first = (at - timedelta(hours=1)).astimezone(NEXT).replace(day=1, hour=0)
    for i, (start, hours_long, acts_after) in enumerate(rows):
        begin = when(1) + timedelta(hours=start)
        tasks.append(task(f"t{i}", begin, begin + timedelta(hours=hours_long)))
        spans = [(begin, hours_long)]
        if acts_after is not None:
            go = begin + timedelta(hours=acts_after)
            steps += [
                step(f"t{i}", "under-way", go),
                step(f"t{i}", "done", go + timedelta(hours=2)),
            ]
            if go + timedelta(hours=2) <= at:
                spans.append((go, 2))
            elif go <= at:
                spans.append((go, (at - go) // timedelta(hours=1)))
        hits = [s + timedelta(hours=h) for s, n in spans for h in range(n + 1)]
        if any(first <= each < at for each in hits):
            expected.add(f"t{i}")
    found = month_tasks(tasks, steps, at=at, timezone=NEXT)
    assert {each.task for each in (found.rows if found else ())} == expected


def test_the_report_has_them(tmp_path):
    """In HTML and in PDF; a hostile reason stays text; a report without tasks has no such section."""
    tables, findings = judged()
    tasks = [task("T-1", when(10, 8), when(10, 12), unit=HOSTILE)]
    steps = [step("T-1", "failed", when(10, 9), HOSTILE)]
    with_tasks = build_report(PACK, tables, findings, facts(), tasks=(tasks, steps))
    page = to_html(with_tasks)
    assert "Tasks of June 2021: planned and actual" in page
    assert "1 task: 1 failed." in page
    assert "<img" not in page
    assert "planned and actual" not in to_html(build_report(PACK, tables, findings, facts()))
    pytest.importorskip("typst")
    assert to_pdf(with_tasks).startswith(b"%PDF")


@pytest.mark.parametrize(("language", "word"), [("fr", "échouée"), ("ar", "فشلت")])
def test_they_are_said_in_the_reader_s_language(language, word):
    """In the page and in the document; English words are left only where somebody wrote them."""
    tables, findings = judged()
    tasks = [task(f"T-{n}", when(10, 8), when(10, 12), unit="QRF") for n in range(103)]
    steps = [step("T-1", "failed", when(10, 9), "passage"), step("T-2", "done", when(12, 9))]
    report = build_report(PACK, tables, findings, facts(), tasks=(tasks, steps), language=language)
    page = to_html(report)
    section = page[page.index('<h2 id="h-tasks"') :].partition("</section>")[0]
    assert word in section
    for english in ("Planned", "task", "late", "remark", "in time", "begun", "recorded", "days"):
        assert english not in re.sub(r"<[^>]*>|T-\d+", " ", section)
    pytest.importorskip("typst")
    assert to_pdf(report).startswith(b"%PDF")


def test_more_than_a_page_is_counted():
    """Of 130 tasks 100 are listed, the failed one among them, and 30 are said to be left out."""
    tasks = [task(f"t{i:03}", when(2, 8), when(2, 9)) for i in range(130)]
    steps = [step(each.origin.ref, "done", when(2, 9)) for each in tasks[:-1]]
    found = month_tasks(tasks, [*steps, step("t129", "failed", when(2, 9))], at=AT, timezone=UTC)
    assert found.rows[0].task == "t129"
    assert (len(found.rows), found.more) == (100, 30)
    assert found.summary == "130 tasks: 129 done in time and 1 failed."


def test_the_command(tmp_path):
    """`sulh report` takes the tasks of the ledger, those of the exercise apart."""
    rows = tmp_path / "tasks.csv"
    rows.write_text(
        "kind,source,ref,type,unit,start,end,task,step\n"
        "task,ops,P-1,patrol,QRF,2021-06-10T08:00Z,2021-06-10T12:00Z,,\n"
        "task-step,ops,P-1/d,,,2021-06-10T13:30Z,,P-1,done\n"
    )
    folder, page = tmp_path / "mission", tmp_path / "june.html"
    workspace.set_up(folder, pack_name="example", site="hq", now=AT).store.close()
    run = CliRunner().invoke
    assert run(main, ["-C", str(folder), "observe", str(rows)]).exit_code == 0
    made = run(main, ["-C", str(folder), "report", "--at", "2021-06-30", "-o", str(page)])
    assert made.exit_code == 0, made.output
    text = page.read_text()
    assert "Tasks of June 2021" in text
    assert "1 task: 1 done late." in text
    run(main, ["-C", str(folder), "report", "--exercise", "--at", "2021-06-30", "-o", str(page)])
    assert "Tasks of June" not in page.read_text()
    shutil.rmtree(folder)
