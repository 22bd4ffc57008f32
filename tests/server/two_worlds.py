"""Two missions that differ by what somebody from outside may not have, and by nothing else.

They have the same pack, accounts and minute, and the same reports of a team site. The second headquarters holds more.
"""

import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from tests.server.rebuilt import REBUILT
from tests.server.recovered import RECOVERY
from tests.server.served import incident, serving, tanks
from tests.server.share.test_aid import delivery, project
from tests.server.share.test_taxii import OPEN, indicator
from tests.server.threatened import attack

from sulh import workspace
from sulh.ledger import Draft
from sulh.ledger.sync import state
from sulh.ledger.tlp import Tlp
from sulh.observe import open_reports
from sulh.recover import Publisher
from sulh.server.records.submit import form_rows
from sulh.server.settings import CollectionSettings
from sulh.share.threats.content import threat_draft
from sulh.share.threats.stix import read_object, tlp_marking_id
from sulh.workspace.record_kinds import RECORD_KINDS
from sulh.workspace.sync import receive_bundle, send_bundle

ORIGIN = "http://hq.example"
PARTNER = "partner"
READ_INSIDE = (
    "/api/v1/ogc/mission/collections/incident/items",
    "/api/v1/threats",
    "/api/v1/threats/open/bundle",
    "/api/v1/aid/mission/hxl/aid.csv",
    "/api/v1/records",
)
INNER = CollectionSettings(
    name="inner", title="For the mission", read=frozenset({"watch officer", "analyst"})
)
SETTINGS = {
    "origin": ORIGIN,
    "collections": (OPEN, INNER),
    "iati": Publisher(ref="XM-DAC-41304", name="Island Mission", type="40", country="CF"),
}
SECRET = "kept-apart"
"""Is in every hidden record: no answer has it."""
WORDS = {
    "hidden": "1" * 64,
    "amendment": "2" * 64,
    "hidden-digest": "3" * 64,
    "hidden-object": "indicator--00000000-0000-4000-8000-000000000001",
    "shown-object": "indicator--00000000-0000-4000-8000-000000000000",
    "naming-object": "relationship--00000000-0000-4000-8000-000000000002",
    "next": "MTcxNzI0MzIwMDI1MDAwMA",
    "hidden-status": "00000000-0000-4000-8000-000000000009",
    "finding": "ntypnkyqti",
}
"""What an attacker fills in; the ids of hidden records change as there are some."""


class StoodClock:
    """A clock that stands until it is moved."""

    def __init__(self, moment):
        self.moment = moment

    def __call__(self):
        """Return the time."""
        return self.moment


@dataclass
class Pair:
    """The two servers, `plain` without and `fuller` with what is hidden, and the team site that both hear of."""

    plain: object
    fuller: object
    team: object
    clocks: tuple
    words: dict = field(default_factory=dict)
    count: int = 0

    @property
    def both(self):
        """Both servers."""
        return self.plain, self.fuller

    def later(self, **more):
        """Let time pass in both."""
        for each in self.clocks:
            each.moment += timedelta(**more)

    @property
    def now(self):
        """The time in both."""
        return self.clocks[0].moment

    def sync(self):
        """Let both have what the team site entered."""
        for served in self.both:
            lines = list(send_bundle(self.team, served.service.read(state)))
            served.service.write(
                lambda mission, _, lines=lines: receive_bundle(mission, lines, now=self.now)
            )

    def enter(self, *rows, tlp="TLP:GREEN", author="watch officer", simulated=False, hidden=False):
        """Enter rows at the team site, or those that are hidden at the second headquarters."""

        def write(mission, _=None):
            result = workspace.import_reports(
                mission,
                open_reports(form_rows(*rows, stem=rows[0]["ref"]), kinds=RECORD_KINDS),
                workspace.ImportOptions(now=self.now, tlp=tlp, author=author, simulated=simulated),
            )
            errors = [each for each in result.problems if each.severity == "error"]
            assert not errors, errors

        self._write(write, hidden=hidden)

    def append(self, *drafts, author="analyst", hidden=False):
        """Append drafts as they are."""

        def write(mission, _=None):
            mission.store.append(list(drafts), recorded_at=self.now, author=author)

        self._write(write, hidden=hidden)

    def _write(self, write, *, hidden):
        if hidden:
            self.fuller.service.write(write)
        else:
            write(self.team)

    def ids(self, *, hidden):
        """Return ids of records by their own key."""
        store = self.fuller.service.workspace.store if hidden else self.team.store
        return {
            each.body["ref"]: each.id
            for each in store.records()
            if isinstance(each.body, dict) and "ref" in each.body
        }


def threat(value, **more):
    """Return the draft of an indicator of a domain."""
    return object_draft(indicator(value=value, **more))


def object_draft(fields, *, collection="open", default=Tlp.GREEN, simulated=False):
    """Return the draft of a STIX object."""
    return threat_draft(
        read_object(fields), source="t", collection=collection, default=default, simulated=simulated
    )


@contextmanager
def two_worlds(folder):
    """Serve the two missions; nothing is in them yet but what the team site is."""
    base = folder / "plain"
    moment = datetime(2024, 6, 1, 12, 0, 0, 250_000, tzinfo=UTC)
    clocks = StoodClock(moment), StoodClock(moment)
    with serving(base, clock=clocks[0], **SETTINGS) as first:
        tokens = dict(first.tokens)
        tokens[PARTNER] = first.account(PARTNER, "contributor", party="FJI")
    shutil.copytree(base, folder / "fuller")
    team = workspace.set_up(folder / "team", pack_name="example", site="team-site", now=moment)
    with (
        serving(base, clock=clocks[0], **SETTINGS) as plain,
        serving(folder / "fuller", clock=clocks[1], **SETTINGS) as fuller,
    ):
        for each in (plain, fuller):
            each.tokens |= tokens
        pair = Pair(plain, fuller, team, clocks)
        collections = plain.app.state.sulh.taxii.collections.values()
        pair.words |= {each.name: each.id for each in collections} | WORDS
        yield pair


SHOWN_OBJECT, HIDDEN_OBJECT, NAMING_OBJECT = (
    f"{kind}--00000000-0000-4000-8000-{number:012}"
    for number, kind in enumerate(("indicator", "indicator", "relationship"))
)
TLPS = ("TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
DATES = {"created": "2024-05-03T10:00:00.000Z", "modified": "2024-05-03T10:00:00.000Z"}
SHARED = {
    **DATES,
    "spec_version": "2.1",
    "object_marking_refs": [tlp_marking_id(Tlp.GREEN)],
}


def begin(pair):
    """Let both have reports of all rooms, threats, and some that name an object which only one of them has."""
    names = [SHOWN_OBJECT, HIDDEN_OBJECT]
    relationship = {"type": "relationship", "relationship_type": "related-to", "id": NAMING_OBJECT,
                    "source_ref": SHOWN_OBJECT, "target_ref": HIDDEN_OBJECT}  # fmt: skip
    report = {"type": "report", "id": f"report--{HIDDEN_OBJECT[11:]}", "name": "Of both",
              "published": "2024-05-03T10:00:00Z", "object_refs": names}  # fmt: skip
    pair.later(minutes=3)
    pair.enter(*(incident(f"G{n}", lon=-30 + n / 10, deaths_best=n) for n in range(5)))
    pair.enter(incident("EX"), attack("AX", collection="open"), simulated=True)
    pair.enter(*tanks(44), attack("A1", collection="open"), *RECOVERY, *REBUILT)
    pair.enter(delivery("d9", "Shown Aid"), project("Q-9", "Well shown"))
    pair.append(
        threat("seen.example", identity=SHOWN_OBJECT),
        *(object_draft(SHARED | each) for each in (relationship, report)),
        object_draft(indicator(value="exercise.example"), simulated=True),
    )
    pair.sync()
    pair.words |= {"shown": pair.ids(hidden=False)["G1"]}


def hidden_rows(ref):
    """Return lots of rows of all rooms, each with words that are nobody's from outside."""
    same = [each | {"ref": f"{ref}-{each['ref']}"} for each in (*RECOVERY, *REBUILT)]
    lots = [
        [incident(f"S1{ref}", lon=-31, lat=-44.1, text=SECRET, deaths_best=999)],
        [incident(f"S2{ref}", start="2019-01-01", text=SECRET, place="Hidden Town")],
        tanks(999, ref=f"S3{ref}", inspection=f"SV{ref}"),
        [attack(f"SA{ref}", collection="open", domains=f"{SECRET}{ref}.example".lower())],
        [delivery(f"Sd{ref}", SECRET), project(f"SQ{ref}", SECRET)],
    ]
    return lots + [same[start::5] for start in range(5)]


def hide(pair, chance, *, every=False):
    """Let the second have what nobody from outside may have, of it and of what both have; and let it be read inside."""
    pair.later(minutes=3)
    pair.count += 1
    for tlp in TLPS:
        ref = f"{pair.count}{tlp[4]}{tlp[-1]}"
        for rows in hidden_rows(ref):
            if every or chance.random() < 0.5 or rows[0]["ref"].startswith("S1"):
                pair.enter(*rows, tlp=tlp, hidden=True)
    pair.append(
        threat(f"{SECRET}.example", marking=Tlp.AMBER, identity=HIDDEN_OBJECT),
        threat(f"{SECRET}{pair.count}.example", marking=Tlp.RED),
        object_draft(indicator(value=f"{SECRET}{pair.count}i.example"), collection="inner"),
        hidden=True,
    )
    ids = pair.ids(hidden=True)
    strict = ids[f"S1{pair.count}AR"] if f"S1{pair.count}AR" in ids else ids[f"S1{pair.count}AT"]

    def amend(mission, _):
        shown = mission.store.find(pair.words["shown"])
        body = dict(shown.body) | {"text": SECRET}
        more = {"corrects": shown.id, "kind": shown.kind, "body": body, "reason": SECRET}
        released = {"releases": strict, "to": ["FJI"], "reason": SECRET}
        mission.store.append(
            [
                Draft(kind="correction", body=more | {"tlp": "TLP:RED"}),
                Draft(kind="release", body=released),
            ],
            recorded_at=pair.now,
            author="watch officer",
        )
        pair.words["amendment"] = workspace.retract_record(
            mission, ids[f"S1{pair.count}RD"], reason=SECRET, author="watch officer", now=pair.now
        )

    pair.fuller.service.write(amend)
    pair.words["hidden"] = strict
    for role in ("analyst", "watch officer", PARTNER):
        client = pair.fuller.client(role)
        for url in READ_INSIDE:
            answer = client.get(url)
            assert answer.status_code == 200, answer.text


def keep_on(pair, chance):
    """Let both have some more, and a correction and a retraction of what both have."""
    pair.later(minutes=3)
    number = f"{pair.count}"
    pair.enter(
        incident(f"L{number}", text="later", lon=-30.5), attack(f"AL{number}", collection="open")
    )
    pair.enter(delivery(f"dl{number}", "Later Aid"))
    pair.append(threat(f"later{number}.example", identity=f"indicator--{chance_uuid(chance)}"))
    ids = pair.ids(hidden=False)
    if f"G{pair.count + 1}" in ids:
        workspace.retract_record(
            pair.team,
            ids[f"G{pair.count + 1}"],
            reason="twice",
            author="watch officer",
            now=pair.now,
        )
    pair.sync()


def chance_uuid(chance):
    """Return a UUID that a seed decides."""
    return UUID(int=chance.getrandbits(128), version=4)
