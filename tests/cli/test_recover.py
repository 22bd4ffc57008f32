"""``sulh recover``: the register of weapons, from a form to the page."""

import json

import pytest
from click.testing import CliRunner

from sulh.cli import main

WEAPONS = """kind,ref,source,start,place,actor,type,serial,make,calibre,items
weapon,w1,site 1,2026-01-02,Bambari,RED,assault-rifle,AB1204,IZH,7.62x39,
weapon,w2,site 1,2026-01-02,Bambari,RED,assault-rifle,AB12O4,IZH,7.62x39,
weapon,w3,site 1,2026-01-03,Bria,BLUE,mortar-below-100-mm,,,60 mm,3
weapon,w4,site 1,2026-01-03,Bria,BLUE,assault-rifle,X1,IZH,7.62x39,2
weapon,w5,site 1,2026-01-03,Bria,BLUE,blunderbuss,X2,,,
"""
CUSTODY = """kind,ref,source,start,weapons,step,agent,second,witness,store,recipient,method
custody,c1,site 1,2026-01-05,w1;w2;w3,stored,store officer,observer,,Bambari,,
custody,c2,site 1,2026-01-06,w3,destroyed,store officer,observer,liaison,,,cutting
custody,c3,site 1,2026-01-06,w2,stored,store officer,Store Officer,,Bangui,,
custody,c4,site 1,2026-01-06,w2,destroyed,store officer,observer,,,,
custody,c5,site 1,2026-01-06,w2,transferred,store officer,,,,,
"""
COUNTS = """kind,ref,source,start,store,items,agent,second
store-count,k1,site 1,2026-01-07,Bambari,1,store officer,observer
"""


@pytest.fixture
def sulh(tmp_path, monkeypatch):
    """Run a command in the folder of a mission with a register; return its output."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("weapons", WEAPONS), ("custody", CUSTODY), ("counts", COUNTS)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")

    def run(*arguments):
        result = CliRunner().invoke(main, ["-C", "m", *arguments])
        assert result.exit_code == 0, result.output
        return result.stdout

    CliRunner().invoke(main, ["init", "m", "--pack", "example"])
    run("observe", "weapons.csv", "custody.csv", "counts.csv")
    return run


def test_the_balance_comes_from_forms(sulh, tmp_path):
    """Three bad rows of custody and two of weapons are named in the rejects; the rest adds up."""
    rejects = "".join(
        (tmp_path / "m" / "rejects" / f"{name}.rejects.csv").read_text("utf-8-sig")
        for name in ("weapons", "custody")
    )
    for words in (
        "serial number",
        "blunderbuss",
        "the same office",
        "is missing for weapons destroyed",
        "is missing for weapons transferred",
    ):
        assert words in rejects
    content = json.loads(sulh("recover", "weapons", "--json"))
    assert content["collected"] == 5
    assert {name: content[name] for name in ("stored", "transferred", "destroyed", "missing")} == {
        "stored": 2,
        "transferred": 0,
        "destroyed": 3,
        "missing": 0,
    }
    assert content["stores"] == {"Bambari": 2}
    assert [each["by_count"] for each in content["counts_that_differ"]] == [1]
    (pair,) = content["close_serials"]
    assert (pair["reason"], pair["agrees"]) == (
        "the same but for characters that look alike: 0 and O",
        ["type", "make", "calibre"],
    )
    before = json.loads(sulh("recover", "weapons", "--at", "2026-01-05", "--json"))
    assert before["stored"] == 5


def test_the_page_and_the_tables_are_written(sulh, tmp_path):
    """HTML, PDF and XLSX of one statement; the terminal shows the same."""
    shown = sulh("recover", "weapons", "-o", "w.html")
    sulh("recover", "weapons", "-o", "w.xlsx")
    page = (tmp_path / "w.html").read_text("utf-8")
    for words in ("5 collected = 2 stored + 0 transferred + 3 destroyed + 0 missing.", "AB12O4"):
        assert words in shown
        assert words in page
    assert (tmp_path / "w.xlsx").read_bytes().startswith(b"PK")


def test_parties_may_be_swapped(sulh):
    """The register counts for either group alike."""
    content = json.loads(sulh("recover", "weapons", "--json"))
    assert {each["group"]: each["collected"] for each in content["by_group"]} == {
        "BLUE": 3,
        "RED": 2,
    }


def test_an_empty_register_says_so(sulh, tmp_path):
    """Before anything was collected, the balance is of nothing."""
    content = json.loads(sulh("recover", "weapons", "--at", "2025-12-31", "--json"))
    assert (content["collected"], content["close_serials"]) == (0, [])
    assert "0 collected" in sulh("recover", "weapons", "--exercise")


def test_a_serial_number_is_looked_up(sulh):
    """With the reason; and a number that is close to none."""
    assert json.loads(sulh("recover", "serial", "AB-1284", "--json"))[0]["reason"] == "8 became 0"
    assert "w1  AB1204  8 became 0" in sulh("recover", "serial", "AB-1284")
    assert "No weapon" in sulh("recover", "serial", "ZZZZZZ")


def test_needs_come_from_forms(sulh, tmp_path):
    """People and deliveries in, gaps and presence out, as JSON and as a page."""
    (tmp_path / "people.csv").write_text(
        "kind,ref,source,start,place,group,people,women,men,girls,boys\n"
        "population,p1,IOM,2026-02-01,Bria,displaced,1000,300,250,230,220\n"
        "population,p2,IOM,2026-02-01,Bria,host,100,90,90,,\n"
        "population,p3,IOM,2026-02-01,,host,100,,,,\n"
    )
    (tmp_path / "aid.csv").write_text(
        "kind,ref,source,start,place,organisation,cluster,supply,progress,quantity,unit\n"
        "delivery,d1,WASH cluster,2026-02-20,Bria,Water NGO,WASH,water,delivered,300,m3\n"
        "delivery,d2,WASH cluster,2026-02-20,Bria,Water NGO,WASH,taps,delivered,4,\n"
    )
    (tmp_path / "stock.csv").write_text(
        "kind,ref,source,reliability,credibility,depot,supply,quantity,unit,count_day,place,lon,lat,accuracy_m\n"
        "relief-stock,s1,log,B,2,Airfield,water,90,m3,2026-02-10,Bria,-30.0,-45.6,100\n"
        "relief-stock,s2,log,B,2,Airfield,water,70000,l,2026-02-20,Bria,-30.0,-45.6,100\n"
    )
    assert "is less than its parts" in sulh("observe", "people.csv", "aid.csv", "stock.csv")
    content = json.loads(sulh("recover", "needs", "--at", "2026-02-28", "--json"))
    water = next(each for each in content["needs"] if each["supply"] == "water")
    assert (water["need"], water["delivered"]) == (["450000", "454050"], "300000")
    assert water["gap"] == ["150000", "154050"]
    assert (water["stock"], water["left"]) == ("70000", ["80000", "84050"])
    shown = sulh("recover", "needs", "--at", "2026-02-28", "-o", "needs.html")
    assert "[not checked]" in shown
    assert "nobody" in (tmp_path / "needs.html").read_text("utf-8")


def test_returns_come_from_forms(sulh, tmp_path):
    """Movements, conditions and hazards in; readiness, reasons and what is left out, small counts hidden."""
    (tmp_path / "moves.csv").write_text(
        "kind,ref,source,start,place,left,movers,people,women,men,girls,boys\n"
        "movement,m1,IOM,2026-02-10,Ndele,Bria,returnee,127,31,32,33,31\n"
        "movement,m2,IOM,2026-02-11,Ndele,Bria,returnee,7,,,,\n"
        "movement,m3,IOM,2026-02-11,Ndele,ndele,returnee,7,,,,\n"
    )
    (tmp_path / "conditions.csv").write_text(
        "kind,ref,source,start,place,lat,lon,accuracy_m,condition,state,evidence\n"
        "return-condition,c1,UNHCR,2026-02-20,Ndele,-44.40,-30.00,100,school,met,photo-7\n"
        "return-condition,c2,UNHCR,2026-02-20,Ndele,-44.40,-30.00,100,papers,perhaps,\n"
    )
    (tmp_path / "hazards.csv").write_text(
        "kind,ref,source,start,place,lat,lon,accuracy_m,suspicion,ordnance,area_m2,radius_m,exposed,hazard,release\n"
        "hazardous-area,h1,UNMAS,2026-01-05,Ndele,-44.41,-30.01,50,confirmed,anti-vehicle-mines,5000,80,4,,\n"
        "area-release,r1,UNMAS,2026-02-05,,,,,,,2000,,,h1,cleared\n"
    )
    shown = sulh("observe", "moves.csv", "conditions.csv", "hazards.csv")
    assert "is the place they went to" in shown
    assert "perhaps" in shown
    content = json.loads(sulh("recover", "returns", "--at", "2026-02-28", "--json"))
    (flow,) = content["flows"]
    assert flow["people"] == [120, 138]
    (ready,) = content["readiness"]
    assert ready["stops"] == ["hazards"]
    assert "papers" in ready["unknown"]
    heavy = json.loads(
        sulh("recover", "returns", "--at", "2026-02-28", "--weight", "school=10", "--json")
    )
    assert heavy["readiness"][0]["index"][0] > ready["index"][0]
    sulh("recover", "returns", "--at", "2026-02-28", "-o", "returns.html")
    page = (tmp_path / "returns.html").read_text("utf-8")
    assert "3,000 m² of h1 are not released" in page
    assert "127" not in page
    areas = json.loads(sulh("recover", "hazards", "--at", "2026-02-28", "--json"))["areas"]
    assert (areas[0]["left_m2"], areas[0]["exposed"]) == ("3000", [0, 9])
    assert "fewer than 10" in sulh("recover", "hazards", "--at", "2026-02-28")


def test_projects_come_from_forms(sulh, tmp_path):
    """A project that is late and dear, and the choice between two that are proposed."""
    (tmp_path / "projects.csv").write_text(
        "kind,ref,source,start,end,place,title,scale,service,budget,currency,stage\n"
        "project,Q-1,civil,2026-01-01,2029-12-31,Bria,Well,quick-impact,water,1000,USD,agreed\n"
        "project,Q-2,civil,2026-01-01,2029-12-31,Bria,School,quick-impact,education,900,USD,proposed\n"
        "project,Q-3,civil,2026-01-01,2029-12-31,Ndele,Road,quick-impact,transport,900,USD,proposed\n"
    )
    (tmp_path / "more.csv").write_text(
        "kind,ref,source,start,end,project,title,share,milestone,percent,cause,money,amount,currency,"
        "organisation,place,reach,people\n"
        "milestone,Q-1/1,civil,2026-01-01,2026-01-31,Q-1,Drilling,100,,,,,,,,,,\n"
        "project-progress,p,civil,2026-02-01,,Q-1,,,Q-1/1,50,access,,,,,,,\n"
        "payment,y,civil,2026-02-01,,Q-1,,,,,,paid,800,USD,Builders,,,\n"
        "project-reach,r2,civil,2026-01-01,,Q-2,,,,,,,,,,Bria,intended,500\n"
        "project-reach,r3,civil,2026-01-01,,Q-3,,,,,,,,,,Ndele,intended,103\n"
    )
    sulh("observe", "projects.csv", "more.csv")
    content = json.loads(sulh("recover", "projects", "--at", "2026-02-28", "--json"))
    assert content["projects"][0]["value"]["cost_at_end"] == ["1300.00", "1600.00", "2400.00"]
    assert content["projects"][0]["late"][0]["cause"] == "access"
    assert content["money"] == {"USD": {"budget": "1000", "received": "0", "paid": "800"}}
    asked = ("recover", "choose", "--budget", "1,000", "--currency", "usd", "--at", "2026-02-28")
    choice = json.loads(sulh(*asked, "--json"))
    assert (choice["most"]["projects"], choice["most"]["people"]) == (["Q-2"], 500)
    sulh(*asked, "-o", "choice.html")
    assert "price of fairness" in (tmp_path / "choice.html").read_text("utf-8")
    bad = CliRunner().invoke(main, ["-C", "m", *asked, "--fair", "1"])
    assert "All can have 0.0000 at most" in bad.output
    for amount in ("-5", "12,5"):
        bad = CliRunner().invoke(main, ["-C", "m", "recover", "choose", "--budget", amount])
        assert "is no amount of more than 0" in bad.output


def test_decisions_complaints_and_a_donor(sulh, tmp_path):
    """From forms to the pages; a decision between what it was not about is refused."""
    (tmp_path / "rows.csv").write_text(
        "kind,ref,source,start,end,place,title,scale,service,budget,currency,stage,funder,projects,"
        "outcome,agent,criteria,options,topic,people,about\n"
        "project,Q-1,civil,2026-01-01,2029-12-31,Bria,Well,quick-impact,water,1000,USD,proposed,"
        "Nation A,,,,,,,,\n"
        "decision,d1,board,2026-01-05,,,,,,,,,,Q-1,approve,Review board,people reached,Q-1;Q-2,,,\n"
        "decision,d2,board,2026-01-06,,,,,,,,,,Q-1,refuse,Review board,cost,Q-2,,,\n"
        "complaint,c1,desk,2026-01-07,,,,,,,,,,,,,,,quality,3,Q-1\n"
    )
    assert "does not hold Q-1" in sulh("observe", "rows.csv")
    at = ("--at", "2026-02-28")
    governance = json.loads(sulh("recover", "governance", *at, "--json"))
    assert [each["ref"] for each in governance["decisions"]] == ["d1"]
    assert governance["overdue"][0]["complaint"] == "c1"
    donor = json.loads(sulh("recover", "donor", "nation a", *at, "--json"))
    assert (donor["projects"][0]["stage"], donor["overdue_complaints"]) == ("agreed", 1)
    sulh("recover", "donor", "Nation A", *at, "-o", "donor.xlsx")
    assert (tmp_path / "donor.xlsx").read_bytes().startswith(b"PK")
    assert "people reached" in sulh("recover", "governance", *at)


@pytest.mark.parametrize("name", ["projects", "choose", "donor", "governance"])
def test_an_option_that_would_not_count_is_refused(name):
    """These statements are of one moment: a time to begin with would be dropped unseen."""
    result = CliRunner().invoke(main, ["recover", name, "--from", "2026-01-01"])
    assert (result.exit_code, "No such option '--from'" in result.stderr) == (2, True)
