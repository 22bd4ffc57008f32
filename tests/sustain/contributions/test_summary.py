"""The summary: trends of groups at their time, periods by a day."""

from tests.sustain.contributions.tables import UN, read

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
