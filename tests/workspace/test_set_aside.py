"""A peer signs what it likes: what does not fit its kind is set aside, and everything else goes on."""

import json
import shutil
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.picture.test_body_check import any_bodies, spoilt_bodies

from sulh import workspace
from sulh.cli import main
from sulh.ledger import Draft, audit
from sulh.ledger.sync import state
from sulh.picture import picture
from sulh.server import MissionService
from sulh.workspace import privacy
from sulh.workspace.record_kinds import body_problem

NOW = datetime(2022, 1, 1, tzinfo=UTC)
AT = datetime(2021, 12, 31, tzinfo=UTC)
GOOD = {
    "source": "team",
    "ref": "I1",
    "span": ["2021-02-01T00:00:00Z"],
    "act": "direct-fire",
    "lon": -30,
    "lat": -44.5,
}
FATAL = [
    ("correction", {"corrects": "0" * 64, "reason": "x"}),
    ("correction", {"corrects": ["0"], "kind": "incident", "body": {}}),
    ("correction", {"corrects": "0" * 64, "kind": ["incident"], "body": 7}),
    ("retraction", {"reason": "x"}),
    ("retraction", {"retracts": {"a": 1}}),
    ("incident", {"source": "team", "ref": "x"}),
    ("incident", GOOD | {"lon": "east"}),
    ("incident", GOOD | {"span": ["2021-02-01T00:00:00Z", "2020-02-01T00:00:00Z"]}),
    ("observation", GOOD | {"item": "tank", "count": [5, 4, 3]}),
    ("access", {"x": 1}),
    ("access", {"role": "auditor", "what": "page", "records": 3}),
    ("answer", {"party": 3}),
    ("note", {"about": 1, "text": {"sealed": 3}}),
    ("witness", {"site": "hq", "size": 10**9, "countersignature": []}),
    ("fork", {"file": ["x"]}),
    ("key-destroyed", {"case": None}),
    ("import", {}),
]
"""Bodies that stopped a headquarters for good, and others like them."""


@pytest.fixture(scope="module")
def missions(tmp_path_factory):
    """Two sites of one mission, which each test copies."""
    folder = tmp_path_factory.mktemp("missions")
    for name in ("hq", "evil"):
        workspace.set_up(folder / name, pack_name="example", site=name, now=NOW).store.close()
    return folder


def sites(missions, folder):
    """Copy the two sites, and open them."""
    for name in ("hq", "evil"):
        shutil.copytree(missions / name, folder / name)
    return [workspace.open_workspace(folder / name) for name in ("hq", "evil")]


def exchange(hq, evil, bodies):
    """Let the evil site sign these bodies and one good report, and give all to the headquarters."""
    drafts = [Draft(kind=kind, body=body) for kind, body in bodies]
    evil.store.append(drafts, recorded_at=NOW, author="evil")
    evil.store.append([Draft(kind="incident", body=GOOD)], recorded_at=NOW, author="evil")
    lines = list(workspace.send_bundle(evil, state(hq.store)))
    result = workspace.receive_bundle(hq, lines, now=NOW)
    assert not result.refused, result.refused
    return result


def everything_works(folder, hq):
    """Judge, serve, log, audit, seal, prove: each reads all records."""
    judged = workspace.judge(hq, as_of=None, at=AT)
    assert "I1" in judged.tables.all_reports()["ref"]
    for record in hq.store.records():
        assert workspace.record_summary(record).isprintable()
    privacy.list_cases(hq)
    workspace.head_file(hq.store)
    workspace.prove_record(hq.store, next(iter(hq.store.records())).id)
    workspace.write_report(hq, judged, folder / "report.html", tlp="CLEAR", generated_at=NOW)
    result = workspace.audit_folder(folder / "hq")
    assert result.faults == ()
    service = MissionService(folder / "hq", now=lambda: NOW)
    try:
        aside = {each.id for each in service.index.set_aside}
        assert aside == {each.record for each in result.set_aside}
        assert {
            each.record for each in picture(hq.store.records(), check=body_problem).set_aside
        } <= aside
        assert not aside & {each.id for each in service.history()}
    finally:
        service.close()
    return result


@pytest.mark.parametrize("case", FATAL, ids=lambda case: f"{case[0]}-{FATAL.index(case)}")
def test_a_bad_body_is_named_and_stops_nothing(missions, tmp_path, case):
    """It is named in the audit, in the picture and at the headquarters; the good report counts."""
    hq, evil = sites(missions, tmp_path)
    exchange(hq, evil, [case])
    result = everything_works(tmp_path, hq)
    (aside,) = result.set_aside
    assert (aside.site, aside.kind) == ("evil", case[0])
    assert audit(tmp_path / "hq" / "ledger") == ()
    hq.store.close()
    evil.store.close()


def test_the_commands_name_what_is_set_aside_and_go_on(missions, tmp_path):
    """`sulh ledger audit`, `log` and `verify` end as if the record were not there, and say so."""
    hq, evil = sites(missions, tmp_path)
    exchange(hq, evil, FATAL)
    hq.store.close()
    evil.store.close()

    def run(*arguments):
        done = CliRunner().invoke(main, ["-C", str(tmp_path / "hq"), *arguments])
        assert done.exit_code in {0, 1}, (done.output, done.exception)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.output

    told = run("ledger", "audit")
    assert told.count("is set aside") == len(FATAL)
    assert len(json.loads(run("ledger", "audit", "--json"))["set_aside"]) == len(FATAL)
    assert "set aside" in run("ledger", "log")
    run("verify", "--at", "2021-12-31")


def test_an_exchange_names_what_it_set_aside(missions, tmp_path):
    """By a stick, at the border; the second time there is nothing new to name."""
    hq, evil = sites(missions, tmp_path)
    drafts = [Draft(kind=kind, body=body) for kind, body in FATAL]
    evil.store.append(drafts, recorded_at=NOW, author="evil")
    stick = tmp_path / "stick"
    assert workspace.sync_with_file(evil, stick, now=NOW).set_aside == ()
    told = workspace.sync_with_file(hq, stick, now=NOW)
    assert len(told.set_aside) == len(FATAL)
    assert not told.refused
    assert workspace.sync_with_file(hq, stick, now=NOW).set_aside == ()
    hq.store.close()
    evil.store.close()


@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(bodies=st.lists(spoilt_bodies() | any_bodies(), min_size=1, max_size=12))
def test_any_signed_json_as_a_body_of_any_kind_stops_nothing(missions, tmp_path_factory, bodies):
    """Random bodies of all kinds, good and bad: the chain is whole, and everything goes on."""
    folder = tmp_path_factory.mktemp("any")
    hq, evil = sites(missions, folder)
    exchange(hq, evil, bodies)
    everything_works(folder, hq)
    hq.store.close()
    evil.store.close()
    shutil.rmtree(folder)
