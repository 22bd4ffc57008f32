"""A laydown in one call: frames in, a plan with a frame out."""

import pandas as pd
import polars as pl
import pytest

from sulh.errors import InputError
from sulh.protect import LaydownRules, UnitSpec, make_effort, plan_laydown

DEMAND = pl.DataFrame(
    {
        "name": ["Bria", "Mouka", "Paoua", "Letele", "Obo"],
        "lon": [21.99, 21.90, 16.44, 15.70, 26.50],
        "lat": [6.54, 7.28, 7.24, 7.12, 5.40],
        "weight": [40.0, 25.0, 30.0, 10.0, 2.0],
    }
)
SITES = pl.DataFrame(
    {
        "name": ["Bria", "Paoua", "Obo", "Bangui"],
        "lon": [21.99, 16.44, 26.50, 18.56],
        "lat": [6.54, 7.24, 5.40, 4.39],
        "existing": [True, False, True, True],
    }
)


def test_frames_in_and_a_frame_out():
    """Two bases of 90 km: the sites in use with their reasons, and the demands that they cover."""
    plan = plan_laydown(DEMAND, SITES, count=2, reach_km=90)
    assert plan.frame.select("name", "existing", "units", "covers", "alone").rows() == [
        ("Bria", True, "1 base", 65.0, 65.0),
        ("Paoua", False, "1 base", 40.0, 40.0),
    ]
    assert plan.frame["why"][0].startswith("Bria: 65 within reach of base here (60.7% of all)")
    assert plan.demand_frame["covered"].to_list() == [True, True, True, True, False]
    assert plan.result.proven


def test_frames_of_pandas_give_the_same():
    """The same plan, whatever library the frames are of."""
    frames = [pd.DataFrame(each.to_dict(as_series=False)) for each in (DEMAND, SITES)]
    plan = plan_laydown(*frames, count=2, reach_km=90)
    assert plan.frame.equals(plan_laydown(DEMAND, SITES, count=2, reach_km=90).frame)


def test_samples_are_lists_or_texts():
    """A forecast's samples: two a row, as a list or as a text."""
    lists = DEMAND.with_columns(samples=pl.concat_list("weight", pl.col("weight") * 0))
    texts = DEMAND.with_columns(samples=pl.format("{} 0.0", "weight"))
    plans = [plan_laydown(each, SITES, count=1, reach_km=90) for each in (lists, texts)]
    assert plans[0].result.missed_tail == plans[1].result.missed_tail == 42.0
    assert plans[0].result.weight == 53.5


def test_several_kinds_and_rules():
    """Companies and posts; no existing site is closed."""
    plan = plan_laydown(
        DEMAND,
        SITES,
        units=(
            UnitSpec(name="company", count=3, reach=90),
            UnitSpec(name="post", count=1, reach=20),
        ),
        rules=LaydownRules(moves_share=0.0),
    )
    assert plan.result.closures == ()
    assert sum(plan.frame["units"].str.contains("company")) == 3


def test_no_plan_without_sites_in_use_breaks_the_frame():
    """Units too weak for any site: an empty frame with its columns."""
    weak = SITES.with_columns(strength_min=500.0)
    units = (UnitSpec(name="team", count=1, reach=50, strength=10.0),)
    plan = plan_laydown(DEMAND, weak, units=units)
    assert plan.frame.is_empty()
    assert "why" in plan.frame.columns


@pytest.mark.parametrize(
    ("demand", "sites", "words"),
    [
        (DEMAND.with_columns(weight=pl.lit(None, pl.Float64)), SITES, "no demand that can be read"),
        (
            DEMAND.with_columns(weight=pl.Series([1.0, 2.0, 3.0, 4.0, float("nan")])),
            SITES,
            "1 of 5 rows",
        ),
        (DEMAND.with_columns(lat=pl.lit(95.0)), SITES, "no demand that can be read"),
        (DEMAND.drop("weight"), SITES, "no column weight"),
        (DEMAND, pl.concat([SITES, SITES]), "4 of 8 rows"),
        ([1, 2], SITES, "table"),
    ],
)
def test_what_cannot_be_used_is_named(demand, sites, words):
    """A frame is used as a whole or not at all."""
    with pytest.raises(InputError, match=words):
        plan_laydown(demand, sites, count=1)


def test_the_number_of_bases_must_be_given():
    """Neither count nor units."""
    with pytest.raises(InputError, match="number of bases"):
        plan_laydown(DEMAND, SITES)


def test_limits_of_the_solver():
    """A limit of nodes or seconds lifts the one of size."""
    assert make_effort().links_max == 300_000
    assert make_effort(nodes_max=5).links_max is None
