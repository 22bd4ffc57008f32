"""The page of combatants, whose counts do not fit; the other pages of what comes after have tests of their own."""

from functools import cache

from tests.recover.test_combatants import AT, count

from sulh.recover import combatant_statement
from sulh.report import combatants_sheet


@cache
def combatants():
    counts = [
        count(40, group="A1", place="K1", source="S1", women=12, boys=3),
        count(120, group="A1", place="K1", source="S2"),
        count(500, group="A1", place="K1", source="S1", before=-3),
        count(800, "demobilised", group="A1", place="K1", source="S1"),
    ]
    return combatant_statement(counts, at=AT)


SHEETS = {
    ("combatants_sheet", "all"): (
        lambda speech: combatants_sheet(combatants(), speech=speech),
        set(),
    ),
}
