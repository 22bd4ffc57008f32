"""A result in its forms: each that rests on an exercise says that it is simulated."""

import json

from sulh.report import Sheet
from sulh.report.forms import ResultForms

POINT = {"type": "Feature", "geometry": None, "properties": {"name": "a, b"}}
RESULT = ResultForms(
    sheet=lambda: Sheet(title="What was done"),
    text=lambda: json.dumps({"rows": [1]}),
    work="A page in PDF",
    more={
        ".csv": lambda: 'name,count\n"a, ""b""",1\n',
        ".geojson": lambda: json.dumps({"type": "FeatureCollection", "features": [POINT]}),
        ".svg": lambda: "<svg/>",
    },
)


def test_each_form_of_an_exercise_says_so_and_nothing_else_changes():
    real, played = RESULT.writers(), RESULT.of_exercise("fr").writers()
    assert "SIMUL" not in str(real[".html"]())
    assert "SIMUL" in str(played[".html"]())
    assert json.loads(played[".json"]()) == {"rows": [1], "simulated": True}
    assert played[".csv"]() == 'name,count,simulated\n"a, ""b""",1,yes\n'
    (feature,) = json.loads(played[".geojson"]())["features"]
    assert feature["properties"] == {"name": "a, b", "simulated": True}
    assert json.loads(played[".geojson"]())["simulated"] is True
    assert played[".svg"]() == real[".svg"]()
