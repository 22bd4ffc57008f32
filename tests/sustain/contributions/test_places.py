"""Places of Geo-PKO: every row is accounted for, and sums agree with an independent count."""

import csv
import os
from collections import defaultdict
from pathlib import Path

import pytest
from pyproj import Geod

from sulh.errors import InputError
from sulh.sustain import deployment_years, read_contributions, read_deployed_places
from sulh.tables import open_table

HEAD = "mission,year,country,location,latitude,longitude,Infantry,NoTroops,Reserve,hq,UNPOL,Med,Av,UNMO,ave.no.troops\n"


DATA = Path(os.environ.get("SULH_DATA", "nowhere"))


FILES = {
    "geopko_front_v2.3.csv": ("Infantry", "NoTroops", "Reserve"),
    "geopko_troop_types_v2.3.csv": ("Infantry",),
}


OURS = {"Infantry": "infantry", "NoTroops": "troops", "Reserve": "reserve"}


def read(tmp_path, text):
    path = tmp_path / "places.csv"
    path.write_text(text, "utf-8")
    return read_deployed_places(open_table(path), path.name)


def test_maps_of_a_year_bound_a_place_and_codes_are_never_added(tmp_path):
    """Two maps of Bunia: 100 to 300 troops, not 400; NA is unknown; a headquarters counts once."""
    result = read(
        tmp_path,
        HEAD
        + "M,2004,DRC,Bunia,1.5,30.2,100,100,0,3,0,0,0,1,200\n"
        + "M,2004,DRC,Bunia,1.5,30.2,300,300,0,3,0,0,0,0,200\n"
        + "M,2004,DRC,Goma,-1.6,29.2,NA,NA,0,2,0,0,0,0,NA\n",
    )
    (row,) = deployment_years(result.value).to_dicts()
    assert (row["places"], row["rows"]) == (2, 3)
    assert (row["troops_low"], row["troops_high"], row["troops_unknown"]) == (100, 300, 1)
    assert (row["hq_low"], row["hq_high"]) == (2, 2)
    assert (row["observers_low"], row["observers_high"]) == (0, 1)


@pytest.mark.parametrize(
    ("row", "code", "field"),
    [
        ("M,2004,DRC,Bunia,1.5,30.2,-1,0,0,3,0,0,0,1,0", "negative", "Infantry"),
        ("M,2004,DRC,Bunia,1.5,30.2,,0,0,3,0,0,0,1,0", "missing", "Infantry"),
        ("M,20O4,DRC,Bunia,1.5,30.2,1,0,0,3,0,0,0,1,0", "bad-date", "year"),
        ("M,2004,DRC,Bunia,91.5,30.2,1,0,0,3,0,0,0,1,0", "bad-place", "longitude"),
        (",2004,DRC,Bunia,1.5,30.2,1,0,0,3,0,0,0,1,0", "missing", "mission"),
        ("M,2004,DRC,Bunia", "wrong-width", ""),
    ],
)
def test_a_bad_row_is_rejected_with_its_field_and_the_others_stay(tmp_path, row, code, field):
    """The good row beside it is kept, and the account adds up."""
    result = read(tmp_path, HEAD + row + "\n" + "M,2004,DRC,Goma,1,2,1,1,0,0,0,0,0,0,1\n")
    ((problem),) = result.problems
    assert (problem.code, problem.field, problem.row) == (code, field, 2)
    assert (result.rows, result.kept, result.value.height) == (2, 1, 1)
    assert list(result.raw) == [2]


def test_a_table_of_another_form_is_refused(tmp_path):
    """The message says which columns are needed."""
    with pytest.raises(InputError, match="no form of places"):
        read(tmp_path, "mission,year\nM,2004\n")


def _km(one, other):
    return Geod(ellps="WGS84").inv(*one, *other)[2] / 1000


@pytest.mark.parametrize("name", FILES)
def test_every_row_of_the_real_file_is_loaded_and_sums_agree_with_an_independent_count(name):
    """The `csv` module counts the same rows, missions, years and people, by mission and year."""
    path = DATA / name
    if not path.is_file():
        pytest.skip(f"{name} is not there; set SULH_DATA")
    result = read_deployed_places(open_table(path), name)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert result.rows == len(rows) == result.kept + len(result.raw)
    refused = set(result.raw)
    rows = [row for number, row in enumerate(rows, 2) if number not in refused]
    places = defaultdict(list)
    for row in rows:
        place = "".join(row["location"].casefold().split())
        at = float(row["longitude"]), float(row["latitude"])
        positions = places[row["mission"], row["year"], place]  # one a place, or several far apart
        near = [each for each in positions if any(_km(at, other) <= 5 for other, _ in each)]
        positions[:] = [each for each in positions if each not in near]
        positions.append([pair for each in near for pair in each] + [(at, row)])
    years = {
        (each["mission"], each["year"]): each for each in deployment_years(result.value).to_dicts()
    }
    assert years.keys() == {key[:2] for key in places}
    assert sum(each["rows"] for each in years.values()) == len(rows)
    for column in FILES[name]:
        low, high = defaultdict(int), defaultdict(int)
        for key, positions in places.items():
            stated = [
                [int(float(row[column])) for _, row in each if row[column] != "NA"]
                for each in positions
            ]
            stated = [each for each in stated if each]
            low[key[:2]] += min(map(min, stated), default=0)
            high[key[:2]] += sum(map(max, stated))
        ours = OURS[column]
        assert {key: each[f"{ours}_low"] for key, each in years.items()} == low
        assert {key: each[f"{ours}_high"] for key, each in years.items()} == high


def test_the_mission_years_of_the_three_files_are_accounted_for():
    """Contributors are named for some mission-years of the places, and for no other."""
    paths = [DATA / name for name in (*FILES, "geopko_tcc_v2.3.csv")]
    if not all(path.is_file() for path in paths):
        pytest.skip("the files of Geo-PKO are not there; set SULH_DATA")
    front, types = (
        set(
            deployment_years(read_deployed_places(open_table(p), p.name).value)
            .select("mission", "year")
            .rows()
        )
        for p in paths[:2]
    )
    named = read_contributions(open_table(paths[2]), paths[2].name)
    assert front == types
    assert set(named.value.select("mission", "period").unique().rows()) <= front
