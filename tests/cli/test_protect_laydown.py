"""`sulh protect laydown` as a person uses it: tables in, a plan with reasons out, clear complaints."""

import json

import pytest
from click.testing import CliRunner

from sulh.cli import main

DEMAND = """name,lon,lat,weight,district
Bria,21.99,6.54,40,east
Mouka,21.90,7.28,25,east
Paoua,16.44,7.24,30,west
Letele,15.70,7.12,10,west
Obo,26.50,5.40,2,east
"""

SITES = """name,lon,lat,use,existing
Bria,21.99,6.54,may,yes
Paoua,16.44,7.24,may,no
Obo,26.50,5.40,may,yes
Bangui,18.56,4.39,may,yes
"""


@pytest.fixture
def sulh(tmp_path):
    """Write the tables, run the command, return what it did."""

    def run(*more, demand=DEMAND, sites=SITES, **files):
        paths = {}
        for name, content in {"demand": demand, "sites": sites, **files}.items():
            paths[name] = tmp_path / f"{name}.csv"
            paths[name].write_text(content, "utf-8")
        words = [str(paths.get(each, each)) for each in more]
        command = ["protect", "laydown", str(paths["demand"]), str(paths["sites"]), *words]
        return CliRunner().invoke(main, command)

    return run


def test_it_chooses_and_says_why(sulh):
    """Two bases of 90 km go where most is within reach; the sentences give the figures."""
    done = sulh("--count", "2", "--reach", "90")
    assert done.exit_code == 0, done.output
    assert "Bria: 65 within reach of base here (60.7% of all)" in done.stdout
    assert "Paoua: 40 within reach" in done.stdout
    assert "Closes: Obo, Bangui." in done.stdout
    assert "105 of 107 within reach (98.1%); proven" in done.stdout


def test_as_json_with_half_of_the_existing_sites_kept(sulh):
    """Of three existing sites one may be closed, so two of the three places stay."""
    done = sulh("--count", "3", "--reach", "90", "--moves-share", "0.34", "--json")
    answer = json.loads(done.stdout)
    assert [each["name"] for each in answer["sites"]] == ["Bria", "Paoua", "Obo"]
    assert answer["closures"] == ["Bangui"]
    assert (answer["covered"], answer["bound"], answer["proven"]) == (107.0, 107.0, True)
    assert answer["shares"] == {"east": 1.0, "west": 1.0}


def test_travel_times_take_the_place_of_distances(sulh):
    """The road to Mouka is closed, so Bria's base does not reach it in two hours; minutes count."""
    times = "site,demand,minutes\nBria,Bria,0\nBria,Mouka,400\nPaoua,Paoua,0\nPaoua,Letele,100\n"
    done = sulh("--count", "2", "--reach", "120", "--travel-times", "times", "--json", times=times)
    answer = json.loads(done.stdout)
    assert [each["name"] for each in answer["sites"]] == ["Bria", "Paoua"]
    assert answer["covered"] == 80.0


@pytest.mark.parametrize("goal", ["median", "centre"])
def test_other_goals(sulh, goal):
    """One base: nearest to the weight, or to the farthest, measured on the ellipsoid."""
    pyproj = pytest.importorskip("pyproj")
    answer = json.loads(sulh("--count", "1", "--goal", goal, "--json").stdout)
    geod = pyproj.Geod(ellps="WGS84")
    rows = [line.split(",") for line in DEMAND.splitlines()[1:]]
    costs = {}
    for line in SITES.splitlines()[1:]:
        site, lon, lat, *_ = line.split(",")
        ways = [geod.inv(float(lon), float(lat), float(r[1]), float(r[2]))[2] for r in rows]
        weighted = sum(way * float(r[3]) for way, r in zip(ways, rows, strict=True))
        costs[site] = weighted if goal == "median" else max(ways)
    best = min(costs, key=costs.get)
    assert [each["name"] for each in answer["sites"]] == [best]
    assert answer["value"] == pytest.approx(costs[best], rel=1e-5)


def test_files_are_written(sulh, tmp_path):
    """GeoJSON holds each site with its reason; the page holds the map; the map parses as XML."""
    from xml.etree import ElementTree as ET

    def written(name):
        done = sulh("--count", "2", "-o", tmp_path / name)
        assert done.exit_code == 0, done.output
        return (tmp_path / name).read_text("utf-8")

    features = json.loads(written("plan.geojson"))["features"]
    roles = [each["properties"]["role"] for each in features]
    assert roles == ["site"] * 2 + ["closure"] * roles.count("closure") + ["demand"] * 5
    assert all(e["properties"]["why"] for e in features if e["properties"]["role"] == "site")
    assert "Why each site" in written("map.html")
    ET.fromstring(written("map.svg"))
    assert written("plan.csv").startswith("name,lon,lat,existing,units,covers,alone,why\nBria,")
    printed = sulh("--count", "2", "--json").stdout
    assert json.loads(written("plan.json")) == json.loads(printed)
    refused = sulh("--count", "1", "-o", tmp_path / "map.png")
    assert refused.exit_code == 2
    assert ".svg" in refused.output


def test_a_forecast_is_read_with_its_samples(sulh):
    """The table of `sulh warn forecast`: months of a cell are summed, sample by sample."""
    forecast = (
        "cell,lon,lat,country,period,ahead,measure,mean,samples\n"
        "a,21.99,6.54,CAR,2024-01,1,deaths,4,8 0\n"
        "a,21.99,6.54,CAR,2024-02,2,deaths,1,2 0\n"
        "b,16.44,7.24,CAR,2024-01,1,deaths,3,2 4\n"
        "b,16.44,7.24,CAR,2024-02,2,deaths,0,0 0\n"
    )
    answer = json.loads(sulh("--count", "1", "--json", demand=forecast).stdout)
    assert answer["sites"][0]["name"] == "Bria"
    assert (answer["covered"], answer["weight"]) == (5.0, 8.0)
    assert answer["missed_tail"] == 4.0
    two = forecast + "a,21.99,6.54,CAR,2024-01,1,civilian_deaths,1,1 1\n"
    assert "several measures" in sulh("--count", "1", demand=two).output
    assert sulh("--count", "1", "--measure", "deaths", demand=two).exit_code == 0


def test_a_single_event_is_a_demand_like_any_other(sulh):
    """One row: one site covers it."""
    one = "lon,lat,weight\n21.9,6.6,1\n"
    answer = json.loads(sulh("--count", "1", "--json", demand=one).stdout)
    assert [each["name"] for each in answer["sites"]] == ["Bria"]


@pytest.mark.parametrize(
    ("more", "files", "words"),
    [
        (("--count", "5"), {}, "There are 5 of base, but only 4 of 4 sites"),
        ((), {}, "Give --count, or --unit"),
        (("--unit", "company=x"), {}, "--unit company=x cannot be read"),
        (("--unit", "company=1:20", "--worth", "post=1"), {}, "is not a kind of unit"),
        (("--count", "1"), {"demand": "lon,lat\n1,2\n"}, "has no column weight"),
        (("--count", "1"), {"demand": "lon,lat,weight\n"}, "has no demand that can be read"),
        (("--count", "1", "--goal", "centre", "--fair-share", "0.5"), {}, "cannot take fairness"),
        (("--count", "1", "--fair-share", "0.9"), {}, "fair share of each district"),
        (("--count", "1", "--moves-max", "0"), {}, "at most 0 existing sites closed"),
    ],
)
def test_what_cannot_be_done_is_said(sulh, more, files, words):
    """A sentence with what is wrong and what to do, and an exit code that is not zero."""
    done = sulh(*more, **files)
    assert done.exit_code == 2
    assert words in done.output


def test_bad_rows_are_rejected_one_by_one(sulh, tmp_path):
    """NaN, no place on Earth, negative weight, a site twice: each is named, the rest is used."""
    demand = DEMAND + "X,21,6,nan,east\nY,200,6,1,east\nZ,21,6,-4,east\n"
    sites = SITES + "Bria,22.5,6.6,may,no\nNew,21.99,6.54,may,no\nOdd,21.5,6.6,perhaps,no\n"
    done = sulh("--count", "1", "--rejects", tmp_path, demand=demand, sites=sites)
    assert done.exit_code == 0
    assert "8 rows read, 3 rejected" in done.stderr
    assert "7 rows read, 3 rejected" in done.stderr
    for words in ("demand.csv:7: weight", "is no longitude", "is negative", "sites.csv:6: name",
                  "is that of the site in row 2", "sites.csv:8: use"):  # fmt: skip
        assert words in done.stderr
    assert (tmp_path / "demand.rejects.csv").read_text("utf-8-sig").count("\n") == 4


def test_places_outside_the_mission_are_rejected(sulh):
    """With a pack, a demand in another country is named and left out."""
    demand = DEMAND + "Paris,2.35,48.85,900,\n"
    done = sulh("--count", "1", "--pack", "minusca", demand=demand)
    assert "lies outside the mission's area" in done.output
    assert "6 rows read, 1 rejected" in done.stderr


def test_a_packed_table_has_its_rejects_file_beside_it(sulh, tmp_path):
    """The rejected row of demand.csv.gz is in demand.rejects.csv."""
    import gzip

    path = tmp_path / "packed.csv.gz"
    path.write_bytes(gzip.compress(f"{DEMAND}X,21,6,nan,east\n".encode()))
    sites = tmp_path / "sites.csv"
    sites.write_text(SITES, "utf-8")
    done = CliRunner().invoke(main, ["protect", "laydown", str(path), str(sites), "--count", "1"])
    assert done.exit_code == 0, done.output
    assert "nan" in (tmp_path / "packed.rejects.csv").read_text("utf-8-sig")
