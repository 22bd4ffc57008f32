"""Records of weapons, returns, needs and projects, as they are sent over HTTP."""

DAY = "2024-05-20T10:00:00Z"
NOW = "2024-06-01T12:00:00Z"


def row(kind, ref, start=DAY, **more):
    return {"kind": kind, "source": "field office", "ref": ref, "start": start, **more}


HAZARD = {"place": "Oak Ridge", "lat": "-44.41", "lon": "-30.01", "accuracy_m": "50"}
RECOVERY = (
    row("weapon", "w1", place="Oak Ridge", actor="Red Army", type="assault-rifle", serial="AB1204"),
    row("weapon", "w2", place="Oak Ridge", actor="Red Army", type="assault-rifle", serial="AB12O4"),
    row("custody", "c1", weapons="w1;w2", step="stored", agent="store officer", second="observer", store="Fort"),
    row("store-count", "k1", store="Fort", items="1", agent="store officer", second="observer"),
    row("combatant-count", "n1", place="Oak Ridge", actor="Red Army", phase="disarmed", people="64", women="7"),
    row("combatant-count", "n2", place="Oak Ridge", actor="Red Army", phase="demobilised", people="88"),
    row("movement", "m1", place="Oak Ridge", left="Mill Town", movers="returnee", people="127"),
    row("movement", "m2", place="Mill Town", left="Oak Ridge", movers="displaced", people="7"),
    row("population", "p1", place="Oak Ridge", group="returnee", people="1003"),
    row("return-condition", "r1", place="Oak Ridge", lat="-44.41", lon="-30.01", accuracy_m="100",
        condition="school", state="met"),
    row("hazardous-area", "h1", **HAZARD, suspicion="confirmed", ordnance="unknown", area_m2="5000",
        radius_m="80"),
    row("delivery", "d1", place="Oak Ridge", organisation="Water NGO", cluster="WASH", supply="water",
        progress="delivered", quantity="300", unit="m3"),
    row("project", "Q-1", "2024-04-01T00:00:00Z", end="2024-06-10T00:00:00Z", place="Oak Ridge",
        title="Well at the school", scale="quick-impact", service="water", budget="48000", currency="USD",
        stage="agreed", contractor="Oasis", funder="Nation A", risk="medium"),
    row("milestone", "Q-1/1", "2024-04-01T00:00:00Z", end="2024-05-01T00:00:00Z", project="Q-1",
        title="Drilling", share="100"),
    row("project-progress", "g1", project="Q-1", milestone="Q-1/1", percent="70", cause="access",
        remark="The rig waits for an escort"),
    row("payment", "y1", project="Q-1", money="paid", amount="40000", currency="USD", organisation="Oasis"),
    row("project-reach", "x1", place="Oak Ridge", project="Q-1", reach="reached", people="7"),
    row("project-reach", "x2", place="Oak Ridge", project="Q-1", reach="intended", people="1234"),
    row("damage", "b1", place="Mill Town", structure="bridge", grade="very-heavy", buildings="1",
        service="transport", working="stopped", cost="45000", currency="USD"),
    row("decision", "D-1", projects="Q-1", outcome="approve", agent="Review board", criteria="people reached"),
    row("complaint", "C-1", "2024-03-01T00:00:00Z", topic="delay", people="3", about="Q-1"),
    row("complaint", "C-2", "2024-03-01T00:00:00Z", topic="conduct", people="1", about="Q-1",
        sensitive="yes", place="Oak Ridge"),
)  # fmt: skip
