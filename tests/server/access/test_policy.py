"""Who may do what: every cell of the table in docs/reference/roles.md, tried through the API."""

import itertools

import pytest
from tests.server.served import everything, incident, serving, submit, tanks

from sulh.languages import LANGUAGES, has_message
from sulh.server import ACTIONS, ROLES, SCOPES, WHOSE, allowed, make_token
from sulh.server.access.policy import BY_MARKING, BY_ROLE, OUTSIDE, SCOPE_OF
from sulh.server.access.principal import role_term
from sulh.workspace import Tlp

EVERY = list(itertools.product(ROLES, Tlp, WHOSE))
CELLS = [
    (role, marking, whose)
    for role, marking, whose in EVERY
    if whose == "other" or (allowed(role, "submit") and (whose == "own" or role in OUTSIDE))
]
"""A role that may not submit has no record of its own, and only outside roles have a party."""
FINDINGS = [
    (role, marking, whose)
    for role, marking, whose in EVERY
    if whose == "other" or (whose == "party" and role == "liaison")
]
"""A finding is about a party, and only a liaison speaks for one."""
AT = {"at": "2021-12-31"}


def named(cell):
    return "-".join(getattr(part, "name", part).replace(" ", "_") for part in cell)


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission") as served:
        yield served


@pytest.fixture(scope="module")
def records(hq):
    """One record a role, marking and whose: entered by the account, one of its party, or another."""
    made = {}
    for role, marking, whose in CELLS:
        party = {"liaison": "RED", "contributor": "NOR"}.get(role, "")
        if whose == "other":
            client, source = hq.client("observer" if role != "observer" else "analyst"), "team"
        elif whose == "own":
            client, source = hq.client(role), party or "team"
        else:
            name = f"second-{role}-{marking.name.lower().replace('_', '-')}"
            token = hq.account(name, role, party=party)
            client, source = hq.client(token=token), party
        ref = named((role, marking, whose))
        told = submit(client, incident(ref, source=source), tlp=marking.label)
        assert told["entered"] == 1, told
        made[role, marking, whose] = ref
    ids = {r["body"].get("ref"): r["id"] for r in everything(hq.client("watch officer"))}
    return {cell: ids[ref] for cell, ref in made.items()}


@pytest.mark.parametrize("cell", CELLS, ids=named)
def test_reading_a_record(hq, records, cell):
    """One record, its proof and the list all agree with the policy."""
    role, marking, whose = cell
    may = allowed(role, "read", marking, whose)
    client = hq.client(role)
    for path in (f"/api/v1/records/{records[cell]}", f"/api/v1/records/{records[cell]}/proof"):
        answer = client.get(path)
        assert answer.status_code == (200 if may else 404), answer.text
    if may:
        assert client.get(f"/api/v1/records/{records[cell]}").json()["tlp"] == marking.label
    listed = {each["id"] for each in everything(client, kind="incident", limit=500)}
    assert (records[cell] in listed) == may


@pytest.mark.parametrize("cell", CELLS, ids=named)
def test_amending_a_record(hq, records, cell):
    """Retracting agrees with the policy; what may not be read is not even known."""
    role, marking, whose = cell
    answer = hq.client(role).post(
        f"/api/v1/records/{records[cell]}/retraction", json={"reason": "a test"}
    )
    if allowed(role, "amend", marking, whose):
        assert answer.status_code == 201, answer.text
        made = hq.client("watch officer").get(f"/api/v1/records/{answer.json()['id']}").json()
        assert Tlp.parse(made["tlp"]) == marking  # as strict as what it amends
    else:
        assert answer.status_code == (403 if allowed(role, "read", marking, whose) else 404)


@pytest.fixture(scope="module")
def findings(hq):
    """A finding a marking, about RED: the tanks of five months, each visit marked otherwise."""
    made = {}
    for month, marking in enumerate(Tlp, start=1):
        rows = tanks(44, f"F{month}-t", f"F{month}", start=f"2021-{month:02d}-10")
        submit(hq.client("watch officer"), *rows, tlp=marking.label)
    answer = hq.client("watch officer").get(
        "/api/v1/findings", params=AT | {"provision": "red-tanks", "limit": 1000}
    )
    for row in answer.json()["findings"]:
        if row["verdict"] == "breached":
            made[Tlp.parse(row["tlp"])] = row
    assert sorted(made) == list(Tlp)
    return made


@pytest.mark.parametrize("cell", FINDINGS, ids=named)
def test_reading_and_answering_a_finding(hq, findings, cell):
    """A finding is as strict as the records it rests on; its own party sees it and may answer."""
    role, marking, whose = cell
    row = findings[marking]
    token = ""
    if role == "liaison" and whose == "other":
        name = f"blue-{marking.name.lower().replace('_', '-')}"
        token = hq.account(name, "liaison", party="BLUE")
    client = hq.client(role, token)
    may = allowed(role, "read finding", marking, whose)
    answer = client.get(f"/api/v1/findings/{row['id']}", params=AT)
    assert answer.status_code == (200 if may else 404), answer.text
    listed = client.get("/api/v1/findings", params=AT | {"provision": "red-tanks", "limit": 1000})
    assert (row["id"] in {each["id"] for each in listed.json()["findings"]}) == may
    if may:
        reads = allowed(role, "read", marking, "other")
        assert answer.json()["evidence"] == (row["evidence"] if reads else [])
        assert answer.json()["withheld"] == (0 if reads else len(row["evidence"]))
    said = client.post(
        f"/api/v1/findings/{row['id']}/answers",
        params=AT,
        json={"stance": "dispute", "text": f"Not so, says {named(cell)}."},
    )
    if allowed(role, "answer", marking, whose):
        assert said.status_code == 201, said.text
        again = client.get(f"/api/v1/findings/{row['id']}", params=AT).json()
        assert f"Not so, says {named(cell)}." in {each["text"] for each in again["answers"]}
    else:
        assert said.status_code in {403, 404}


ASKED = {
    "submit": lambda c, n: c.post(
        "/api/v1/reports",
        json={"rows": [incident(f"{n}", source=c.headers.get("x-source", "team"))]},
    ),
    "read access": lambda c, _: c.get("/api/v1/records", params={"kind": "access"}),
    "read accounts": lambda c, _: c.get("/api/v1/accounts"),
    "change accounts": lambda c, n: c.post(
        "/api/v1/accounts", json={"name": f"made-{n}", "role": "observer"}
    ),
    "read account events": lambda c, _: c.get("/api/v1/account-events"),
    "sync": lambda c, _: c.get("/api/v1/sync"),
    "read metrics": lambda c, _: c.get("/metrics"),
    "preview sharing": lambda c, _: c.get("/api/v1/share/preview"),
    "keep watch": lambda c, n: c.post("/api/v1/handovers", json={"text": n, "simulated": False}),
}


def test_every_action_is_tried():
    """No action is left out of these tests."""
    elsewhere = {
        "steer exercise"
    }  # tests/server/answers/test_exercise.py: it needs a live exercise
    assert set(ASKED) | elsewhere == set(BY_ROLE)
    assert set(ASKED) | elsewhere | set(BY_MARKING) == set(ACTIONS)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", sorted(ASKED))
def test_what_a_role_may_do(hq, records, role, action):
    """Actions that no marking decides agree with the policy."""
    client = hq.client(role)
    answer = ASKED[action](client, f"{role}-{action}".replace(" ", "-"))
    if action == "read access":  # what may not be read is not listed
        found = everything(client, kind="access", limit=500)
        assert bool(found) == allowed(role, action)
    else:
        assert (answer.status_code in {200, 201}) == allowed(role, action), answer.text
        assert answer.status_code in {200, 201, 403}


@pytest.mark.parametrize("scope", SCOPES)
def test_a_token_never_does_more_than_its_scope(hq, records, scope):
    """For each role, a token of one scope is refused all that the scope does not name."""
    for role in ROLES:
        secret = make_token(
            hq.accounts, role.replace(" ", "-"), label="one", scopes=[scope], days=1,
            now=hq.clock(), by="test",
        )  # fmt: skip
        client = hq.client(token=secret)
        for action in (
            "submit",
            "read accounts",
            "change accounts",
            "read account events",
            "sync",
            "read metrics",
        ):
            if SCOPE_OF[action] != scope:
                answer = ASKED[action](client, f"{role}-{scope}-{action}".replace(" ", "-"))
                assert answer.status_code == 403, (role, action, answer.text)
        if scope != "read":
            found = (
                [r["kind"] for r in everything(client) if scope != "audit"]
                if scope == "audit"
                else []
            )
            assert found == []
            assert client.get("/api/v1/findings", params=AT).status_code == 403


def test_an_outside_account_speaks_for_itself_only(hq):
    """A liaison cannot enter reports under another's name, nor rate its own."""
    client = hq.client("liaison")
    told = submit(
        client,
        incident("L1", source="team"),
        incident("L2", source="RED", reliability="A", credibility=1),
        incident("L3", source="Red Army"),
        incident("L4", source=""),
    )
    assert told["entered"] == 2, told["problems"]
    assert "source" in told["problems"][0]
    assert "reliability" in told["problems"][1]
    mine = next(r for r in everything(client) if r["body"].get("ref") == "L3")
    assert mine["author"].startswith("liaison of RED (a-")
    raised = client.post(
        f"/api/v1/records/{mine['id']}/correction",
        json={
            "row": incident("L3", source="Red Army", reliability="A", credibility=1),
            "reason": "we are sure",
        },
    )
    assert raised.status_code == 400
    assert "reliability" in raised.json()["title"]


def test_restricted_reading_is_recorded_before_it_is_answered(hq, records):
    """Who read which restricted record stands in the ledger; reading others leaves no trace."""
    auditor, reader = hq.client("auditor"), hq.client("watch officer")

    def accesses():
        return everything(auditor, kind="access", limit=500)

    before = len(accesses())
    plain = records["analyst", Tlp.AMBER, "other"]
    secret = records["analyst", Tlp.RED, "other"]
    assert reader.get(f"/api/v1/records/{plain}").status_code == 200
    assert len(accesses()) == before
    assert (
        hq.client("observer")
        .get(f"/api/v1/records/{records['analyst', Tlp.RED, 'own']}")
        .status_code
        == 404
    )
    assert len(accesses()) == before
    assert reader.get(f"/api/v1/records/{secret}").status_code == 200
    (last,) = accesses()[before:]
    me = reader.get("/api/v1/session").json()
    assert last["body"] == {
        "account": me["account"],
        "role": "watch officer",
        "what": "record",
        "records": [secret],
    }
    listed = everything(reader, kind="incident", limit=500)
    strict = [r["id"] for r in listed if r["tlp"] in {"TLP:RED", "TLP:AMBER+STRICT"}]
    assert accesses()[-1]["body"]["records"] == strict


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_names_every_role_in_every_language(language):
    """A role without words would be a fault where a refusal is meant."""
    for role in ROLES:
        assert has_message(language, role_term(role).name), role
