"""Records of donors, of projects that are proposed, and of a disaster, as they are sent over HTTP."""

from tests.server.recovered import row

POINT = {"lat": "-44.45", "lon": "-30.05", "accuracy_m": "50"}


def proposed(ref, place, people, **more):
    """Return a project that is proposed, and whom it is to reach."""
    project = row(
        "project", ref, "2024-04-01T00:00:00Z", end="2025-04-01T00:00:00Z", place=place,
        title=f"Work {ref}", scale="quick-impact", service="water", budget="900", currency="USD",
        stage="proposed",
    )  # fmt: skip
    reach = row(
        "project-reach", f"{ref}/r", place=place, project=ref, reach="intended", people=people
    )
    return project | more, reach


REBUILT = (
    row("payment", "y2", project="Q-1", money="received", amount="30000", currency="USD", organisation="Nation A"),
    row("payment", "y3", project="Q-1", money="received", amount="10000", currency="USD", organisation="Fund B"),
    *proposed("Q-2", "Oak Ridge", "500"),
    *proposed("Q-3", "Mill Town", "103", budget="500"),
    *proposed("Q-5", "Oak Ridge", "200", budget="500"),
    *proposed("Q-4", "Mill Town", "200", currency="EUR"),
    row("population", "p2", place="Mill Town", group="host", people="300"),
    row("worksite", "s1", site="School", victims="confirmed-live", rescue="rapid", work="waiting",
        live="3", dangers="gas", **POINT),
    row("worksite", "s2", site="Mill", victims="none-live", rescue="full", work="finished", **POINT),
    row("area-assessment", "a1", sector="A", level="asr-1", affected="1234", standing="60",
        collapsed="40", access="hard", first_needs="water", place="Oak Ridge"),
    row("disaster", "q1", cause="earthquake", displaced="100", place="Oak Ridge"),
    {"kind": "response-unit", "source": "usar", "ref": "Team 1", "notice_min": "30", "night": "yes",
     "lat": "-44.42", "lon": "-30.02", "accuracy_m": "50"},
)  # fmt: skip
"""With those of `recovered`."""
