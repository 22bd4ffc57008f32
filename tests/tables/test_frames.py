"""Frames of other libraries mean the same as Polars'."""

import sys
from datetime import UTC, date, datetime

import pandas as pd
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from sulh.errors import InputError, MissingExtraError
from sulh.tables.frames import as_frame, to_pandas

FRAME = pl.DataFrame(
    {
        "lon": [18.5, None, -3.25],
        "name": ["Bangui", None, "مأرب"],
        "count": [1, 2, 3],
        "at": [datetime(2021, 5, 3, 10, tzinfo=UTC)] * 3,
        "sure": [True, False, True],
    }
)


class Arrow:
    """A table of some library that speaks Arrow only."""

    def __arrow_c_stream__(self, requested_schema=None):
        return FRAME.__arrow_c_stream__(requested_schema)


def test_a_frame_goes_to_pandas_without_pyarrow(monkeypatch):
    """And where there is no pandas, the message says what to install."""
    data = to_pandas(FRAME)
    assert list(data.columns) == FRAME.columns
    assert data["name"].to_list()[0] == "Bangui"
    assert_frame_equal(as_frame(data), FRAME, check_dtypes=False)
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtraError, match="'pandas'") as error:
        to_pandas(FRAME)
    assert "pip install" in error.value.remedy


def test_pandas_needs_no_pyarrow():
    """Missing numbers and texts are null, times keep their zone, texts stay texts."""
    data = pd.DataFrame(
        {
            "lon": [18.5, float("nan"), -3.25],
            "name": ["Bangui", None, "مأرب"],
            "count": [1, 2, 3],
            "at": pd.to_datetime(["2021-05-03T13:00:00+03:00"] * 3),
            "sure": [True, False, True],
        }
    )
    frame = as_frame(data)
    assert_frame_equal(frame, FRAME, check_dtypes=False)
    assert frame["at"].dtype.time_zone == "UTC"


def test_pandas_whole_numbers_with_gaps_stay_whole():
    """A nullable column is not turned into floats."""
    frame = as_frame(pd.DataFrame({"n": pd.array([1, None, 3], dtype="Int64")}))
    assert frame["n"].to_list() == [1, None, 3]
    assert frame["n"].dtype.is_integer()


@pytest.mark.parametrize("data", [FRAME, FRAME.lazy(), Arrow(), FRAME.to_dicts()], ids=type)
def test_what_is_taken(data):
    """Polars, lazy or not; whatever speaks Arrow; a list of dictionaries."""
    assert_frame_equal(as_frame(data), FRAME, check_dtypes=False)


def test_geopandas_points_become_lon_and_lat():
    """Points in any reference system are given in degrees, WGS 84."""
    geopandas = pytest.importorskip("geopandas", reason="geopandas is in the group bench")
    points = geopandas.points_from_xy([18.5, -3.25], [4.4, 15.5], crs="EPSG:4326")
    data = geopandas.GeoDataFrame({"name": ["a", "b"]}, geometry=points).to_crs("EPSG:3857")
    frame = as_frame(data)
    assert frame.columns == ["name", "lon", "lat"]
    assert frame["lon"].to_list() == pytest.approx([18.5, -3.25])
    lines = data.set_geometry(data.geometry.buffer(10))
    with pytest.raises(InputError, match="no point"):
        as_frame(lines)


def test_what_is_no_table_is_refused():
    """The sentence says what to give."""
    with pytest.raises(InputError, match="no table"):
        as_frame("visits.csv")


def test_pandas_times_of_any_resolution_are_times():
    """Pandas counts days that come as dates in seconds; they are the same days here."""
    days = pd.DataFrame({"day": pd.to_datetime([date(2021, 5, 3), date(1969, 12, 31)])})
    assert as_frame(days)["day"].dt.date().to_list() == [date(2021, 5, 3), date(1969, 12, 31)]
