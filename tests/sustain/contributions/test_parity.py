"""The share of women stands next to its target."""

from tests.sustain.contributions.tables import UN, read

from sulh.sustain import deduplicate, share_of_women

ROWS = (
    "IDN,Indonesia,UNIFIL,Troops,83,1148,2024-09-30\n"
    "ITA,Italy,UNIFIL,Staff Officers,30,70,2024-09-30\n"
    ',"<b>#x</b>",UNIFIL,Troops,0,5,2024-09-30\n'
)


def test_the_share_of_women_stands_next_to_its_target(tmp_path):
    """83 of 1,236 troops is below the target, 30 of 100 staff officers above it."""
    table = read(tmp_path, UN + ROWS).value
    staff, troops = share_of_women(deduplicate(table).table).to_dicts()
    assert (staff["share"], staff["meets_target"]) == (0.30, True)
    assert (troops["women"], troops["people"], troops["meets_target"]) == (83, 1236, False)
