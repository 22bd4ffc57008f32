"""The summary: trends of groups at their time, periods by a day."""

from datetime import date

import pytest
from tests.sustain.contributions.tables import FORM, UN, read

from sulh.errors import InputError
from sulh.sustain import ContributionQuery, bundled_groups, contribution_summary, deduplicate


def test_a_groups_trend_is_the_sum_of_its_members_at_the_time(tmp_path):
    """Croatia counts to the EU from July 2013 on."""
    text = UN + "".join(
        f"{code},{name},M,Troops,1,{n},{day}\n"
        for code, name, n in (
            ("HRV", "Croatia", 10),
            ("FRA", "France", 20),
            ("IDN", "Indonesia", 5),
        )
        for day in ("2013-06-30", "2013-07-31")
    )
    lines = deduplicate(read(tmp_path, text, "un.csv").value)
    summary = contribution_summary(lines, ContributionQuery(group=bundled_groups()["EU"]))
    assert summary.trend.select("period", "people", "people_of_all", "contributors").rows() == [
        ("2013-06", 21, 38, 1),
        ("2013-07", 32, 38, 2),
    ]


@pytest.mark.parametrize(
    ("day", "nearest"),
    [
        (date(2020, 5, 31), "2024-09"),
        (date(2024, 12, 1), "2024-11"),
        (date(2024, 10, 5), "2024-09 and 2024-11"),
    ],
)
def test_a_day_that_no_period_holds_is_refused(tmp_path, day, nearest):
    """With the nearest periods; of a mission among its own; a year holds each of its days."""
    rows = "NPL,M,2024-09,,,,7,,A\nNPL,M,2024-11,,,,7,,A\nNPL,N,2020,,,,7,,A\n"
    lines = deduplicate(read(tmp_path, FORM + rows).value)
    with pytest.raises(InputError, match="that holds") as refused:
        contribution_summary(lines, ContributionQuery(mission="M", day=day))
    assert f"The nearest with rows: {nearest};" in refused.value.remedy
    assert contribution_summary(lines, ContributionQuery(day=date(2020, 5, 31))).frame.height == 1
