"""Reports to donors, choices between projects, the first 72 hours: over HTTP, and as they are printed."""

import time

import pytest
from tests.server.rebuilt import POINT, REBUILT, proposed
from tests.server.recovered import NOW, RECOVERY, row
from tests.server.served import serving, submit

BUDGET = {"budget": "1000", "currency": "usd"}
DAYS = "/api/v1/respond/first-days"


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission") as served:
        officer = served.client("watch officer")
        told = submit(officer, *RECOVERY, *REBUILT, tlp="TLP:GREEN")
        assert not told["problems"], told
        submit(
            officer,
            *proposed("Q-RED", "Secret Town", "90"),
            row("payment", "y4", project="Q-1", money="received", amount="1", currency="USD",
                organisation="Secret Donor"),
            row("worksite", "s9", site="Secret Site", victims="confirmed-live", rescue="rapid",
                work="waiting", **POINT),
            tlp="TLP:RED",
        )  # fmt: skip
        yield served


def ask(client, path, **query):
    """Ask until the answer is there."""
    for _ in range(400):
        answer = client.get(path, params={"at": NOW} | query)
        assert answer.status_code == 200, answer.text
        body = answer.json()
        if body["state"] != "waiting":
            return body
        time.sleep(0.03)
    raise AssertionError("no answer came")


def test_a_donor_is_told_what_it_gave_and_whom_it_reached(hq):
    client = hq.client("analyst")
    donors = ask(client, "/api/v1/recovery/projects")["donors"]
    assert donors == ["Fund B", "Nation A"]
    report = ask(client, "/api/v1/recovery/donor", donor="nation a")["report"]
    assert report["donor"] == "Nation A"
    assert report["money"] == {"USD": {"gift": "30000", "received": "40000", "paid": "40000"}}
    (project,) = report["projects"]
    assert (project["project"], project["gift"], project["share"]) == ("Q-1", "30000", 0.75)
    assert [each["people"] for each in project["reach"] if each["reach"] == "reached"] == [[0, 9]]
    assert report["overdue_complaints"] == 1


def test_a_donor_that_one_may_not_read_of_is_none(hq):
    assert "Secret Donor" in ask(hq.client("watch officer"), "/api/v1/recovery/projects")["donors"]
    body = ask(hq.client("analyst"), "/api/v1/recovery/donor", donor="Secret Donor")
    assert body["state"] == "failed"
    assert "Donors: Fund B, Nation A" in body["problem"] or "No project names" in body["problem"]


def test_a_budget_buys_the_fair_choice_beside_the_largest(hq):
    """900 for 500 people of Oak Ridge, or 1,000 for 300 people of both."""
    body = ask(hq.client("analyst"), "/api/v1/recovery/choice", **BUDGET)
    choice = body["choice"]
    assert choice["most"]["projects"] == ["Q-2"]
    assert choice["most"]["people"] == 500
    assert choice["most"]["smallest_share"] == 0
    assert sorted(choice["fair"]["projects"]) == ["Q-3", "Q-5"]
    assert choice["price_of_fairness"] == 0.4
    gains = {each["community"]: (each["fair"], each["most"]) for each in choice["communities"]}
    assert gains == {"Mill Town": (100, 0), "Oak Ridge": (200, 500)}
    assert choice["left_out"] == ["Q-4: its budget is in EUR."]
    both = ask(hq.client("analyst"), "/api/v1/recovery/choice", budget="2000", currency="USD")
    assert sorted(both["choice"]["fair"]["projects"]) == ["Q-2", "Q-3", "Q-5"]
    assert both["choice"]["price_of_fairness"] == 0
    failed = ask(hq.client("analyst"), "/api/v1/recovery/choice", **BUDGET, fairness="0.5")
    assert failed["state"] == "failed"
    assert "every community" in failed["problem"]


def test_what_is_hidden_takes_no_part_in_a_choice(hq):
    whole = ask(hq.client("watch officer"), "/api/v1/recovery/choice", **BUDGET)["choice"]
    assert "Secret Town" in {each["community"] for each in whole["communities"]}
    own = ask(hq.client("analyst"), "/api/v1/recovery/choice", **BUDGET)
    assert "Secret" not in str(own)
    assert "Q-RED" not in str(own)


@pytest.mark.parametrize(
    "wrong", [{"budget": "-1"}, {"budget": "1e5"}, {"currency": "dollars"}, {"fairness": "often"}]
)
def test_a_wrong_question_is_refused(hq, wrong):
    answer = hq.client("analyst").get("/api/v1/recovery/choice", params=BUDGET | wrong)
    assert answer.status_code in {400, 422}


def test_the_first_days_send_a_team_to_those_who_are_alive(hq):
    body = ask(hq.client("analyst"), DAYS)
    (visit,) = body["visits"]
    assert (visit["site"], visit["category"], visit["unit"]) == ("School", "A", "Team 1")
    assert (visit["live"], visit["dangers"]) == (3, ["gas"])
    assert body["finished"] == ["Mill"]
    assert body["sectors"][0]["affected"] == [1230, 1239]
    assert body["sectors"][0]["collapsed"] == 0.4
    water = next(each for each in body["needs"] if each["supply"] == "water")
    assert water["need"] == ["4500", "4905"]
    longer = ask(hq.client("analyst"), DAYS, rapid_h=8)["visits"][0]
    assert longer["end"] > visit["end"]
    assert ask(hq.client("analyst"), DAYS, simulated=True)["visits"] == []


def test_a_worksite_that_one_may_not_read_of_takes_no_team(hq):
    assert "Secret Site" in str(ask(hq.client("watch officer"), DAYS))
    assert "Secret Site" not in str(ask(hq.client("analyst"), DAYS))


PRINTED = {
    "recovery/weapons": {},
    "recovery/returns": {},
    "recovery/projects": {},
    "recovery/places": {"place": "Oak Ridge"},
    "recovery/donor": {"donor": "Nation A"},
    "recovery/choice": BUDGET,
    "first-days": {},
}


@pytest.mark.parametrize("table", PRINTED)
def test_each_page_is_printed_from_what_its_reader_may_read(hq, table):
    query = PRINTED[table] | {"at": NOW}
    client = hq.client("analyst")
    page = client.get(f"/api/v1/export/{table}", params=query | {"format": "html"})
    assert page.status_code == 200, page.text
    assert "Secret" not in page.text
    book = client.get(f"/api/v1/export/{table}", params=query | {"format": "xlsx"})
    assert book.content.startswith(b"PK")
    assert book.headers["content-disposition"].endswith('.xlsx"')
    token = hq.account(f"w-{table.replace('/', '-')}", "analyst", scopes=["submit"])
    assert hq.client(token=token).get(f"/api/v1/export/{table}", params=query).status_code == 403
