"""Into which collections an attack comes in: only where it can leave, and from outside only where one may add."""

import pytest
from tests.server.served import everything, serving, submit
from tests.server.threatened import attack

from sulh.server.policy import OUTSIDE, RATES
from sulh.server.settings import CollectionSettings

INSIDE = frozenset(RATES)


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
