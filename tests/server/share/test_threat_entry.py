"""Into which collections an attack comes in: only where it can leave, and from outside only where one may add."""

import csv
import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from tests.server.served import everything, serving, submit
from tests.server.threatened import attack

from sulh.cli import main
from sulh.ledger import Draft
from sulh.server.access.policy import OUTSIDE, RATES
from sulh.server.settings import CollectionSettings
from sulh.server.share.threat_entry import open_collections
from sulh.workspace import set_up, sync_with_peer

INSIDE = frozenset(RATES)
NOW = datetime(2099, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    collections = (
        CollectionSettings(name="house", title="House", read=INSIDE, write=INSIDE),
        CollectionSettings(name="partners", title="Partners", read=INSIDE | OUTSIDE, write=INSIDE),
        CollectionSettings(
            name="pool", title="Pool", read=INSIDE | OUTSIDE, write=INSIDE | {"contributor"}
        ),
    )
    folder = tmp_path_factory.mktemp("entry") / "mission"
    with serving(folder, collections=collections) as served:
        yield served


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("observer", {"house", "partners", "pool"}),
        ("watch officer", {"house", "partners", "pool"}),
        ("contributor", {"pool"}),
        ("liaison", set()),
    ],
)
def test_an_attack_enters_only_where_it_can_leave_and_its_sender_adds(hq, role, may):
    """To a party, a collection that it may not add to is as one that is not there."""
    client, refused = hq.client(role), {}
    source = "" if role in OUTSIDE else "team"
    for name in ("house", "partners", "pool", "nowhere"):
        row = attack(f"{role}-{name}".replace(" ", "-"), source=source, collection=name)
        answer = submit(client, row)
        assert answer["entered"] == (name in may), answer
        if name not in may:
            (problem,) = answer["problems"]
            refused[name] = problem.split("is no collection", 1)[1].replace(repr(name), "NAME")
    assert len(set(refused.values())) == 1


def test_a_correction_moves_no_attack_to_where_it_could_not_be_entered(hq):
    """From outside it would come into the house; from inside it would leave to nobody."""
    for role, source, name in (("contributor", "", "house"), ("watch officer", "team", "nowhere")):
        client = hq.client(role)
        ref = f"moved-{name}"
        assert submit(client, attack(ref, source=source, collection="pool"))["entered"] == 1
        (own,) = (
            each for each in everything(client, kind="intrusion") if each["body"]["ref"] == ref
        )
        moved = attack(ref, source=own["body"]["source"], collection=name)
        answer = client.post(
            f"/api/v1/records/{own['id']}/correction", json={"row": moved, "reason": "x"}
        )
        assert answer.status_code == 400, answer.text
        assert "collection" in answer.text


def test_observe_refuses_what_the_headquarters_refuses(tmp_path):
    """By file too: a collection that is not there, and for a sender from outside one that it does not add to."""
    folder = tmp_path / "m"
    set_up(folder, pack_name="example", site="hq", now=NOW).store.close()
    (folder / "serve.toml").write_text(
        '[collections.house]\n[collections.pool]\nwrite = ["contributor", "analyst"]\n', "utf-8"
    )
    rows = [attack(name, collection=name) for name in ("house", "pool", "nowhere")]
    file = tmp_path / "attacks.csv"
    for author, entered in (("contributor of FRA", 1), ("watch officer", 1)):
        with file.open("w", newline="", encoding="utf-8") as stream:
            table = csv.DictWriter(stream, rows[0])
            table.writeheader()
            table.writerows(rows)
        done = CliRunner().invoke(
            main, ["-C", str(folder), "observe", str(file), "--author", author, "--json"]
        )
        (result,) = json.loads(done.stdout)
        assert result["entered"] == entered, result
        assert "not-your-collection" in done.stdout
    assert "nowhere" in next(folder.glob("rejects/*")).read_text("utf-8")


def test_another_sites_record_for_a_collection_that_is_not_its_senders_is_set_aside(hq, tmp_path):
    """It would leave in the mission's name: from outside into the house, or for ever to nobody."""
    team = set_up(tmp_path / "team", pack_name="example", site="evil-site", now=NOW)
    outcomes = {}
    for author, name, counts in (
        ("contributor of FRA", "house", False),
        ("contributor of FRA", "pool", True),
        ("observer", "house", True),
        ("watch officer", "nowhere", False),
    ):
        ref = f"S-{author.split()[0]}-{name}"
        body = {
            "source": "team",
            "ref": ref,
            "span": ["2021-02-01T00:00:00Z", "2021-02-01T23:59:59.999999Z"],
            "attack": "phishing",
            "extent": "attempt",
            "collection": name,
            "domains": [f"{ref.lower()}.example"],
            "tlp": "TLP:GREEN",
        }
        team.store.append([Draft(kind="intrusion", body=body)], recorded_at=NOW, author=author)
        outcomes[ref] = counts
    done = sync_with_peer(team, hq.url, token=hq.account("evil-site", "site"), now=NOW)
    assert not done.refused
    officer = hq.client("watch officer")
    aside = hq.app.state.sulh.service.index.set_aside
    reasons, ids = [each.problem for each in aside], {each.id for each in aside}
    listed = {
        each["body"]["ref"]: each["id"] not in ids
        for each in everything(officer, kind="intrusion")
        if each["body"]["ref"] in outcomes
    }
    assert listed == outcomes
    assert len(reasons) == 2
    assert "house is no collection of threats here that a contributor reports to" in reasons[0]
    assert "(expected: house, partners, pool)" in reasons[1]
    bundle = officer.get("/api/v1/threats/house/bundle").text
    assert "s-observer-house.example" in bundle
    assert "s-contributor-house.example" not in bundle
    team.store.close()


def test_an_object_of_stix_enters_only_where_its_sender_adds_objects():
    """A form is no way around the rights of TAXII: nobody reviews an object, and lists take its signs."""
    collections = {"house": INSIDE, "pool": INSIDE | {"contributor"}}
    known = {
        role: open_collections(role, collections) for role in ("observer", "contributor", "analyst")
    }
    assert known["observer"] == {"intrusion": {"house", "pool"}, "threat-object": frozenset()}
    assert known["contributor"] == {"intrusion": {"pool"}, "threat-object": {"pool"}}
    assert known["analyst"]["threat-object"] == {"house", "pool"}
