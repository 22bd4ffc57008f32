"""What is computed in the background: it waits for nobody, and rests on what an account may read."""

import threading
import time

import pytest
from tests.server.served import everything, incident, serving, submit

from sulh.server.work import background
from sulh.server.work.background import BackgroundAnswers

OUTLOOK, CONTRIBUTORS = "/api/v1/outlook", "/api/v1/contributors"


def answer(client, url, **query):
    """Ask until the answer is there, as the console does."""
    for _ in range(600):
        reply = client.get(url, params=query)
        assert reply.status_code == 200, reply.text
        if reply.json()["state"] != "waiting":
            return reply.json()
        time.sleep(0.2)
    raise AssertionError("the answer never came")


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission") as served:
        officer = served.client("watch officer")
        months = [f"{year}-{month:02d}" for year in (2019, 2020) for month in range(1, 13)]
        rows = [
            incident(
                f"D-{month}",
                start=f"{month}-10",
                lat=-44.4 if place else -45.6,
                act="violence-against-civilians",
                deaths_low=2,
                deaths_best=2,
                deaths_high=2,
                civilian_deaths_low=1,
                civilian_deaths_best=1,
                civilian_deaths_high=1,
            )
            for place, month in enumerate(months)
        ]
        submit(officer, *rows, tlp="TLP:GREEN")
        secret = incident("S-1", lat=-44.9, deaths_low=9, deaths_best=9, deaths_high=9)
        submit(officer, secret, tlp="TLP:RED")
        people = {
            "kind": "population",
            "source": "census",
            "start": "2020-06-01",
            "accuracy_m": 100,
            "group": "host",
        }
        submit(
            officer,
            people | {"ref": "P1", "lon": -30, "lat": -44.4, "place": "North", "people": 700},
            people | {"ref": "P2", "lon": -31.5, "lat": -45.9, "place": "Far", "people": 300},
            tlp="TLP:GREEN",
        )
        flood = {
            "kind": "way-closure",
            "source": "engineers",
            "reason": "flood",
            "from": "2020-06-01",
        }
        flood |= {"lon": -30, "accuracy_m": 15, "radius_m": 400}
        submit(officer, flood | {"ref": "F-1", "lat": -45.0}, tlp="TLP:GREEN")
        submit(officer, flood | {"ref": "F-2", "lat": -45.1}, tlp="TLP:RED")
        shared = {"source": "force generation", "first": "2021-01-01", "last": "2021-06-30"}
        shared |= {"reliability": "A", "credibility": 1}
        need = {"kind": "requirement", "ref": "R1", "mission": "iom", "strength": 400}
        offer = {"kind": "pledge", "strength": 500, "level": "rdl", "notice_days": 10}
        rows = [
            (need | {"tasks": "patrol", "place": "north"}, "GREEN"),
            (offer | {"ref": "P-NOR", "nation": "Norway"}, "GREEN"),
            (offer | {"ref": "P-FRA", "nation": "France"}, "RED"),
        ]
        for row, tlp in rows:
            intake = submit(officer, shared | row | {"unit_type": "infantry"}, tlp=f"TLP:{tlp}")
            assert intake["entered"] == 1, intake
        yield served


@pytest.mark.slow
def test_an_outlook_has_its_uncertainty_and_says_who_gains(hq):
    """Quantiles in order, chances between 0 and 1; each place and group of people in both laydowns."""
    body = answer(hq.client("watch officer"), OUTLOOK, months=3, reach_km=25)
    assert body["state"] == "done", body["problem"]
    assert body["events"] == 25
    forecast, protection = body["forecast"], body["protection"]
    assert forecast["measure"] == "civilian_deaths"
    totals = [each["total"] for each in forecast["places"]]
    assert totals == sorted(totals, reverse=True)
    for place in forecast["places"]:
        assert len(place["months"]) == 3
        for month in place["months"]:
            numbers = [month[name] for name in ("q05", "q25", "q50", "q75", "q95")]
            assert numbers == sorted(numbers)
            assert 0 <= month["chance_any"] <= 1
    names = {each.name for each in hq.service.workspace.pack.sites.values()}
    assert {each["name"] for each in protection["now"]} <= names
    assert len(protection["plan"]) <= max(1, len(protection["now"]))
    people = {each["name"]: each for each in protection["people"]}
    assert people["North"]["people"] == 700
    assert people["North"]["now"]
    assert not people["Far"]["now"]
    reached = [sum(each["expected"] for each in protection["places"] if each[key])
               for key in ("now", "plan")]  # fmt: skip
    assert (
        reached[1] >= reached[0] - 1e-9
    )  # as many bases, and those that stand are among the choice
    assert len(protection["closed"]) == 2
    flood = next(each for each in protection["closed"] if each["lat"] == -45.0)
    assert (flood["radius_m"], flood["passes"]) == (400.0, False)


@pytest.mark.slow
def test_an_outlook_rests_on_what_the_account_may_read(hq):
    """A restricted report changes nothing for whoever may not read it; who read it is recorded."""
    officer = answer(hq.client("watch officer"), OUTLOOK, months=1, measure="deaths")
    liaison = answer(hq.client("liaison"), OUTLOOK, months=1, measure="deaths")
    assert (officer["events"], liaison["events"]) == (25, 24)
    reads = everything(hq.client("auditor"), kind="access")
    whose = {each["body"]["account"] for each in reads if each["body"]["what"] == "outlook"}
    accounts = {each.name: each.id for each in hq.accounts.all()}
    assert whose == {accounts["watch-officer"]}
    empty = answer(hq.client("watch officer"), OUTLOOK, simulated=True)
    assert empty["state"] == "failed"
    assert "no incident with deaths" in empty["problem"]


def test_contributors_show_gaps_and_pledges_that_the_account_may_read(hq):
    """A pledge marked for the watch alone is in nobody else's answer, and in no sum of it."""
    query = {"at": "2020-12-01"}
    officer = answer(hq.client("watch officer"), CONTRIBUTORS, **query)
    nation = answer(hq.client("contributor"), CONTRIBUTORS, **query)
    assert {each["id"] for each in officer["pledges"]} == {"P-NOR", "P-FRA"}
    assert {each["id"] for each in nation["pledges"]} == {"P-NOR"}
    (need,) = nation["requirements"]
    assert (need["months"], len(need["unmet"]), len(need["filled_by_pledges"])) == (6, 6, 6)
    (pledge,) = nation["pledges"]
    assert (pledge["used_for"], pledge["lost_without"]) == ("R1", 2400)
    assert [each["people_missing"] for each in nation["months"]] == [0] * 6
    assert "P-FRA" not in str(nation)
    assert officer["day"] == "2020-12-01"


def test_readiness_needs_capabilities_and_says_so_where_they_are_faulty(hq):
    """Without the mission's file there is none; with a faulty one the answer says why."""
    path = hq.folder / "capabilities.toml"
    assert answer(hq.client("analyst"), CONTRIBUTORS)["readiness"] == []
    path.write_text("[[capability]]\nid = 3", "utf-8")
    try:
        body = answer(hq.client("analyst"), CONTRIBUTORS, soon=31)
        assert body["state"] == "failed"
        assert "capabilities.toml" in body["problem"]
    finally:
        path.unlink()


def test_whoever_may_not_read_is_refused(hq):
    """As everywhere; and a question out of bounds is no question."""
    token = hq.account("mute", "analyst", scopes=["submit"])
    for url in (OUTLOOK, CONTRIBUTORS):
        assert hq.client().get(url).status_code == 401
        assert hq.client(token=token).get(url).status_code == 403
    client = hq.client("analyst")
    for query in ({"months": 13}, {"bases": 101}, {"reach_km": 0}, {"measure": "women"}):
        assert client.get(OUTLOOK, params=query).status_code == 422


def test_long_work_holds_nobody_up_and_each_account_waits_for_itself(hq, monkeypatch):
    """Requests are answered meanwhile; an account has few questions in work; one is computed once."""
    monkeypatch.setattr(background, "QUESTIONS_MAX", 2)
    answers = BackgroundAnswers(hq.service)
    go, computed = threading.Event(), []

    class User:
        account, role, party, scopes = "a", "analyst", "", frozenset({"read"})

    def work(number):
        def compute():
            go.wait(30)
            computed.append(number)
            return {"number": number}

        return compute

    try:
        assert answers.ask(User, 0, work(0)) == {"state": "waiting"}
        for _ in range(100):  # until the one thread has taken the first
            if not answers._workers.waiting:
                break
            time.sleep(0.05)
        for number in (1, 2, 1, 2):
            assert answers.ask(User, number, work(number)) == {"state": "waiting"}
        with pytest.raises(Exception, match="waiting"):
            answers.ask(User, 3, work(3))
        assert hq.client("analyst").get("/api/v1/mission").status_code == 200
    finally:
        go.set()
        answers.close()
    assert computed == [0, 1, 2]
    assert answers.ask(User, 1, work(1)) == {"state": "done", "number": 1}


def test_contributors_are_printed_as_the_command_line_does(hq):
    """In the reader's language, from what the account may read; without capabilities it says what is missing."""
    where, query = "/api/v1/export/contributors", {"at": "2020-12-01", "format": "html"}
    officer, nation = (
        hq.client(role).get(f"{where}/gaps", params=query | {"lang": "fr"}).text
        for role in ("watch officer", "contributor")
    )
    assert '<html lang="fr"' in officer
    assert "P-FRA" in officer
    assert "P-NOR" in nation
    assert "P-FRA" not in nation
    client = hq.client("watch officer")
    training = client.get(f"{where}/training", params=query | {"lang": "ar", "simulated": True})
    assert '<html lang="ar" dir="rtl">' in training.text
    assert "محاكاة" in training.text
    assert client.get(f"{where}/gaps", params=query | {"format": "pdf"}).content[:4] == b"%PDF"
    for page, form in (("readiness", "html"), ("contributions", "html"), ("gaps", "geojson")):
        refused = client.get(f"{where}/{page}", params=query | {"format": form})
        assert refused.status_code == 400, page
        assert refused.json()["remedy"]
        assert str(hq.folder) not in refused.text


@pytest.mark.slow
def test_the_outlook_is_printed_from_what_the_account_may_read(hq):
    """The forecast and the laydown, in the reader's language; no restricted report is in their numbers."""
    where, query = "/api/v1/export/outlook", {"format": "html", "months": 1, "measure": "deaths"}
    officer, liaison = (
        hq.client(role).get(f"{where}/forecast", params=query | {"lang": "fr"}).text
        for role in ("watch officer", "liaison")
    )
    assert '<html lang="fr"' in officer
    assert officer != liaison
    client = hq.client("liaison")
    laydown = client.get(f"{where}/laydown", params=query | {"lang": "ar"})
    assert '<html lang="ar" dir="rtl">' in laydown.text
    assert "بعثة مراقبي الجزيرة" in laydown.text
    places = client.get(f"{where}/forecast", params=query | {"format": "geojson"}).json()
    assert places["features"]
