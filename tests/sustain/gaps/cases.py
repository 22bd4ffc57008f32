"""Random requirements, pledges and deployments."""

from datetime import date, timedelta

from hypothesis import strategies as st
from tests.sustain.entries import entry

from sulh.sustain import Deployment, Pledge, Requirement

DECIDED = date(2026, 1, 15)


DAY = st.dates(date(2026, 1, 1), date(2026, 8, 31))


WORDS = st.frozensets(st.sampled_from(["french", "english"]), max_size=2)


@st.composite
def needs(draw, number):
    first = draw(DAY)
    return entry(Requirement,
        id=f"R{number}", mission="M", unit_type=draw(st.sampled_from(["infantry", "hospital"])),
        tasks=draw(st.frozensets(st.sampled_from(["patrol", "night"]), max_size=2)), place="Bria",
        strength=draw(st.sampled_from([50, 120, 121])), first=first,
        last=first + timedelta(days=draw(st.integers(0, 200))), languages=draw(WORDS),
    )  # fmt: skip


@st.composite
def offers(draw, number):
    first = draw(DAY)
    return entry(Pledge,
        id=f"P{number}", nation="IDN", unit_type=draw(st.sampled_from(["infantry", "hospital"])),
        strength=draw(st.sampled_from([60, 130])), level=draw(st.sampled_from(["1", "3", "mou"])),
        first=first, last=first + timedelta(days=draw(st.integers(20, 250))),
        notice_days=draw(st.integers(0, 90)), languages=draw(WORDS),
        caveats=draw(st.frozensets(st.sampled_from(["night", "bria", "elsewhere"]), max_size=1)),
    )  # fmt: skip


@st.composite
def cases(draw):
    wanted = [draw(needs(i)) for i in range(draw(st.integers(0, 3)))]
    offered = [draw(offers(i)) for i in range(draw(st.integers(0, 4)))]
    there = []
    for i in range(draw(st.integers(0, 3)) if wanted else 0):
        first = draw(DAY)
        there.append(
            entry(Deployment, id=f"D{i}", requirement=draw(st.sampled_from(wanted)).id, nation="BGD",
                       first=first, last=first + timedelta(days=draw(st.integers(0, 120))))
        )  # fmt: skip
    return wanted, offered, there


def need(**changes):
    base = {"id": "R1", "mission": "M", "unit_type": "infantry", "tasks": frozenset({"patrol"}), "place": "Bria",
            "strength": 100, "first": date(2026, 3, 1), "last": date(2026, 5, 31), "languages": frozenset({"french"})}  # fmt: skip
    return entry(Requirement, **(base | changes))


def pledge(**changes):
    base = {"id": "P1", "nation": "SEN", "unit_type": "infantry", "strength": 100, "level": "3",
            "first": date(2026, 1, 1), "last": date(2026, 12, 31), "notice_days": 30,
            "languages": frozenset({"french"}), "caveats": frozenset()}  # fmt: skip
    return entry(Pledge, **(base | changes))
