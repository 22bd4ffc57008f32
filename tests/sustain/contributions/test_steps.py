"""The quick way over columns gives what each row gives alone, for every form."""

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.sustain import CONTRIBUTION_FORMS, CONTRIBUTION_SCHEMA, read_contributions
from sulh.sustain.contributions.steps import TableTexts, read_plain_rows, read_row
from sulh.tables import open_table

WORDS = {
    "un-monthly": {
        "isocode3": ["IDN", "ITA", "", "YUG", "XX", " idn "],
        "contributing_country": [
            "Indonesia",
            "Italy",
            "Yugoslavia",
            "Indonsia",
            "Zaire",
            "",
            " Italy ",
        ],
        "mission_acronym": ["UNIFIL", "", " M ", "a\u200bb"],
        "personnel_type": ["Troops", "Wizards", "staff officers", ""],
        "female_personnel": ["0", "12", "-3", "", "x", " 7 ", "12.0", "9999999999", "\u0663"],
        "male_personnel": ["5", "5", "6", ""],
        "last_reporting_date": [
            "2024-09-30",
            "30-Sep-2024",
            "01/02/2024",
            "30/09/1990",
            "nonsense",
        ],
    },
    "geopko-contributors": {
        "mission": ["MONUC", "", "M"],
        "year": ["2004", "2004-05", "20O4", "1990", " 1990 "],
        "location": ["Bunia", ""],
        "year.overview": [
            "France (150), Nepal (size unknown)",
            "Zaire (3)",
            "Yugoslavia (10), Italy (1)",
            "",
            "France (150), Indonsia (3)",
            "France (-5)",
            "Nepal (0), Nepal (7)",
            "a\u200bb (3), Italy (1)",
        ],
        "longitude": ["30.2", "NA", "", "x", "200"],
        "latitude": ["1.5", "nan", "91"],
        "no.tcc": ["2", "1", "", "x"],
    },
    "contribution-form": {
        "nation": ["IDN", "Italy", "Indonsia", "", "Yugoslavia"],
        "mission": ["UNIFIL", "M", ""],
        "period": ["2024-09", "2024", "2024-13", "1990", " 2024 "],
        "place": ["", "Naqoura", " a "],
        "kind": ["troops", "", "wizards"],
        "sex": ["", "F", "m", "X"],
        "low": ["", "5", "-1", " "],
        "best": ["", "7", "x"],
        "high": ["", "6", "9"],
        "source": ["", "A", "UN "],
    },
}


@st.composite
def tables(draw):
    """A form and the rows of a file: mostly good ones, some bad, some blank."""
    form = draw(st.sampled_from(CONTRIBUTION_FORMS))
    words = WORDS[form.name]
    names = draw(st.permutations(sorted(words)))
    row = st.tuples(*(st.sampled_from([words[name][0]] * 3 + words[name]) for name in names))
    return form, names, draw(st.lists(row | st.just(("",) * len(names)), max_size=12))


def slow(form, table, file):
    """Read row by row."""
    lines, kept, warnings = [], 0, 0
    for row in table.rows:
        try:
            parts, doubts = read_row(form, row, file)
        except ValueError:
            continue
        kept += 1
        warnings += len(doubts)
        for part in parts:
            named = {"row": f"{file}:{row.number}.{part['part']}", **part}
            lines.append(tuple(named[name] for name in CONTRIBUTION_SCHEMA))
    return lines, kept, warnings


@settings(derandomize=True, max_examples=150, deadline=None)
@given(tables(), st.sampled_from(["csv", "jsonl"]))
def test_columns_say_what_rows_say(tmp_path_factory, table, ending):
    """Lines, their order, the rows kept and the warnings are the same, in CSV and in JSON."""
    form, names, rows = table
    path = tmp_path_factory.mktemp("table") / f"t.{ending}"
    written = [name.upper() if place % 2 else name for place, name in enumerate(names)]
    if ending == "csv":
        text = io.StringIO()
        csv.writer(text).writerows([written, *rows])
        path.write_text(text.getvalue(), "utf-8")
    else:
        every = [dict(zip(written, row, strict=True)) for row in rows]
        path.write_text("".join(json.dumps(each) + "\n" for each in every), "utf-8")
    if ending == "jsonl" and not rows:
        return
    result = read_contributions(open_table(path), path.name)
    lines, kept, warnings = slow(form, open_table(path), path.name)
    assert result.value.rows() == lines
    assert result.value.schema == CONTRIBUTION_SCHEMA
    assert result.kept == kept
    assert result.rows + result.blank == len(rows)
    assert len([each for each in result.problems if each.severity == "warning"]) == warnings


@pytest.mark.parametrize("form", CONTRIBUTION_FORMS, ids=lambda form: form.name)
def test_good_rows_go_the_quick_way(tmp_path, form):
    """No row of a good file is left to the slow way; a row with a doubt is."""
    words = {name: each[0] for name, each in WORDS[form.name].items()}
    place = "contributing_country" if form.name == "un-monthly" else "mission"
    path = tmp_path / "t.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, words)
        writer.writeheader()
        writer.writerows([words] * 3 + [{**words, place: ""}])
    texts = TableTexts(form, open_table(path)).frame()
    plain = read_plain_rows(form, texts)
    assert set(plain["line"]) == {2, 3, 4}


def test_half_a_character_costs_its_row(tmp_path):
    """JSON can hold half a character, which no column can: the row is named, the others stay."""
    path = tmp_path / "t.jsonl"
    good = '{"nation": "IDN", "mission": "M", "period": "2024", "best": 5}\n'
    path.write_text(good + good.replace("IDN", "\\ud800") + good, "utf-8")
    result = read_contributions(open_table(path), path.name)
    assert [(each.row, each.code) for each in result.problems] == [(2, "bad-character")]
    assert result.value["row"].to_list() == ["t.jsonl:1.1", "t.jsonl:3.1"]
