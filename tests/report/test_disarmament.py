"""Disarmament in the mission's report: the register by group, members as bounds, what does not fit, in each language."""

import re
import shutil

import pytest
from click.testing import CliRunner
from tests.report.island import AT, PACK, facts, judged

from sulh import workspace
from sulh.cli import main
from sulh.observe import CombatantCount, Weapon
from sulh.picture import Origin
from sulh.recover import Custody, combatant_statement, weapon_statement
from sulh.report import build_report, to_html, to_pdf
from sulh.values import Place, Span

DAY = Span(AT.replace(month=5, day=2), AT.replace(month=5, day=2, hour=6))
ROWS = """kind,ref,source,start,place,actor,type,items,phase,people
weapon,w1,radio,2021-05-02,Harbour,Red Army,assault-rifle,24,,
combatant-count,c1,radio,2021-05-02,Harbour,Red Army,,,disarmed,64
combatant-count,c2,radio,2021-05-03,Harbour,Red Army,,,demobilised,7
"""


def origin(ref):
    return Origin(source="radio", ref=ref)


def statement():
    """24 weapons, 4 of a number that is not in the register; 64 disarmed and 88 demobilised."""
    members = [
        CombatantCount(
            origin=origin(phase), span=DAY, place=Place(name="Harbour"), actor="Red Army", phase=phase,
            people=people,
        )
        for phase, people in (("disarmed", 64), ("demobilised", 88))
    ]  # fmt: skip
    weapon = Weapon(
        origin=origin("w1"), span=DAY, place=Place(), actor="Red Army", type="other", items=24
    )
    lost = Custody(
        origin=origin("k1"), span=DAY, weapons=("w9",), step="missing", agent="store office"
    )
    counted = combatant_statement(members, at=AT)
    return weapon_statement([weapon], [lost], [], at=AT, since=AT, combatants=counted)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_no_exact_number_of_members_and_every_doubt(language):
    tables, findings = judged()
    report = build_report(PACK, tables, findings, facts(), weapons=statement(), language=language)
    arms = report.disarmament
    assert arms.weapons[0][:3] == ("Red Army", "24", "24")
    assert len(arms.members) == 2
    assert len(arms.remarks) == 2
    text = to_html(report)
    section = text.split('<section id="disarmament"')[1].split("</section>")[0]
    assert section.count("<li>") == 2
    assert set(re.findall(r"[0-9]+", re.sub(r"<[^>]*>|w9|k1|2021-05-02", " ", section))) == {
        *("0", "24", "60", "69", "80", "89")
    }
    if language == "ar":
        pytest.importorskip("typst")
        assert to_pdf(report).startswith(b"%PDF")
    without = to_html(build_report(PACK, tables, findings, facts()))
    assert 'id="disarmament"' not in without


def test_the_command(tmp_path):
    """`sulh report` takes it from the ledger, as `sulh recover weapons` does, for its moment."""
    rows, folder, page = tmp_path / "arms.csv", tmp_path / "mission", tmp_path / "may.html"
    rows.write_text(ROWS, "utf-8")
    workspace.set_up(folder, pack_name="example", site="hq", now=AT).store.close()
    run = CliRunner().invoke
    assert run(main, ["-C", str(folder), "observe", str(rows)]).exit_code == 0
    for day, has in (("2021-05-31", True), ("2021-04-30", False)):
        made = run(main, ["-C", str(folder), "report", "--at", day, "-o", str(page)])
        assert made.exit_code == 0, made.output
        assert ("fewer than 10" in page.read_text()) == has
    shutil.rmtree(folder)
