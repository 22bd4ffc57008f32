"""A table of events that does not hold the deaths is found by UCDP's totals."""

import os
from pathlib import Path

import polars as pl
import pytest

from sulh.errors import InputError
from sulh.tables import open_content, open_table
from sulh.warn import (
    compare_totals,
    name_in_ucdp,
    off_countries,
    read_country_totals,
    refuse_wrong_totals,
)

DATA = Path(os.environ.get("SULH_DATA", ""))
HEADER = "country_cy,year_cy,cumulative_total_deaths_in_orgvio_best_cy\n"


def events():
    """Return events of three countries: many a place and year, so that means are far below sums."""
    rows = [
        (country, 2000 + n % 4, float(n % 3), 10 * scale + n % 7)
        for country, scale in (("Aland", 1), ("Beland", 2), ("Celand", 3))
        for n in range(60)
    ]
    return pl.DataFrame(rows, schema=["country", "year", "place", "deaths"], orient="row")


def totals():
    return events().group_by("country", "year").agg(pl.col("deaths").sum())


def test_true_sums_pass():
    """The same deaths, whatever the order; a few per cent more or less too."""
    refuse_wrong_totals(events(), totals(), "events.csv")
    slightly = totals().with_columns((pl.col("deaths") * 1.04).round().cast(pl.Int64))
    refuse_wrong_totals(events(), slightly, "events.csv")
    assert compare_totals(events(), totals())["part"].to_list() == [1.0] * 3


def test_means_in_place_of_sums_are_refused():
    """What once stood as deaths by place and year: the truncated mean of the deaths of each event."""
    means = (
        events()
        .group_by("country", "year", "place")
        .agg(pl.col("deaths").mean().floor().cast(pl.Int64))
    )
    with pytest.raises(
        InputError, match=r"events\.csv differ by more than 25%.* 3 countries: Celand"
    ):
        refuse_wrong_totals(means, totals(), "events.csv")


def test_sums_that_lack_a_country_are_refused():
    """The country is named, with its deaths in both; the others are not."""
    lacks = events().filter(pl.col("country") != "Beland")
    due = int(events().filter(pl.col("country") == "Beland")["deaths"].sum())
    with pytest.raises(InputError) as error:
        refuse_wrong_totals(lacks, totals(), "events.csv")
    assert f"Beland 0 of {due:,}" in str(error.value)
    assert "Aland" not in str(error.value)


def test_a_table_that_lacks_some_passes_a_wider_part_only():
    """Precise places only: say how much may be missing."""
    some = events().filter(pl.col("place") < 2)
    with pytest.raises(InputError):
        refuse_wrong_totals(some, totals(), "events.csv")
    refuse_wrong_totals(some, totals(), "events.csv", off_max=0.5)


def test_only_the_years_of_the_table_and_not_the_smallest_countries():
    """Years before and after are not asked for; under a hundred deaths chance decides."""
    more = pl.concat(
        [
            totals(),
            pl.DataFrame(
                [("Aland", 1999, 900), ("Aland", 2004, 900), ("Deland", 2001, 99)],
                schema=["country", "year", "deaths"], orient="row",
            ),
        ]
    )  # fmt: skip
    assert off_countries(events(), more).is_empty()
    assert compare_totals(events(), more).filter(country="Deland")["deaths"].to_list() == [0]


def test_bad_rows_are_named_and_the_others_stay():
    """A row without a number is a problem; three columns stand in for the sum."""
    read = read_country_totals(
        open_content((HEADER + "Aland,2000,7\nAland,2001,\nAland,x,7\n").encode(), name="t.csv"),
        "t.csv",
    )
    assert read.value.rows() == [("Aland", 2000, 7)]
    assert [each.row for each in read.problems] == [3, 4]
    parts = "country_cy,year_cy,sb_total_deaths_best_cy,ns_total_deaths_best_cy,os_total_deaths_best_cy\nA,2000,1,2,4\n"
    assert read_country_totals(open_content(parts.encode(), name="t.csv"), "t.csv").value[
        "deaths"
    ].to_list() == [7]
    with pytest.raises(InputError, match="no column year_cy"):
        read_country_totals(open_content(b"country_cy\nA\n", name="t.csv"), "t.csv")


def test_names_of_ucdp():
    """Where they differ from the map's, by the code."""
    assert name_in_ucdp("CD", "Democratic Republic of the Congo") == "DR Congo (Zaire)"
    assert name_in_ucdp("ML", "Mali") == "Mali"


TOTALS = DATA / "ucdp_organized_violence_country_year_v25_1.csv"


@pytest.mark.skipif(not TOTALS.is_file(), reason="SULH_DATA holds no totals of UCDP")
def test_real_events_against_real_totals():
    """All events of the Central African Republic agree; those with precise places of Burundi are a fifth."""
    reference = read_country_totals(open_table(TOTALS), TOTALS.name).value
    whole = pl.read_csv(
        DATA / "ged231_central_african_republic.csv", columns=["country", "year", "best"]
    )
    name = "Central African Republic"
    refuse_wrong_totals(
        whole.rename({"best": "deaths"}), reference.filter(country=name), "car.csv", off_max=0.05
    )
    precise = pl.read_csv(
        DATA / "ged211_precise_events.csv.gz", columns=["country", "year", "best"]
    )
    off = off_countries(precise.rename({"best": "deaths"}), reference, off_max=0.5)
    assert {"Burundi", "South Sudan", "Ivory Coast"} <= set(off["country"])
    assert not {name, "DR Congo (Zaire)", "Mali", "Sudan"} & set(off["country"])
