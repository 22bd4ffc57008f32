"""Every reader of the room on hostile tables: a row is kept or named, and none stops the reader."""

import csv
import io
import json
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.sustain import (
    CONTRIBUTION_FORMS,
    FATALITY_FORMS,
    GAP_FORMS,
    PLACE_FORMS,
    UNIT_FORMS,
    read_contributions,
    read_deployed_places,
    read_fatalities,
    read_form,
    read_measures,
    read_pledges,
    read_requirements,
    read_unit_deployments,
)
from sulh.tables import open_content

READERS = {
    **{
        f"{each.name} {len(each.steps)}": (reader, (*sorted(each.columns), *each.optional))
        for forms, reader in (
            (CONTRIBUTION_FORMS, read_contributions),
            (FATALITY_FORMS, read_fatalities),
            (PLACE_FORMS, read_deployed_places),
        )
        for each in forms
    },
    "measures": (read_measures, ("nation", "year", "value")),
    **{
        each.name: (reader, each.columns)
        for each, reader in zip(
            GAP_FORMS, (read_requirements, read_pledges, read_unit_deployments), strict=True
        )
    },
    **{f"units {each.name}": (partial(read_form, form=each), each.columns) for each in UNIT_FORMS},
}
TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            *(
                "",
                " ",
                "NA",
                "nan",
                "-1",
                "1e400",
                "9" * 400,
                "12.0",
                "\u0663",
                "inf",
                "0x10",
                "1_000",
            ),
            *(
                "IDN",
                "Italy",
                "Yugoslavia",
                "2024",
                "2024-09",
                "2024-09-30",
                "9999-12-31",
                "0000-00-00",
            ),
            *(
                "31-Feb-2024",
                "20240930",
                "2024-W01-1",
                "2024-09-30T10:00:00Z",
                "France (150)",
                "a (9",
            ),
            *(
                "=1+1",
                "<script>",
                "x" * 70_000,
                "a\u202eb",
                "a;b;;c",
                "\ufffe",
                "wet",
                "met",
                "yes",
            ),
        ]
    ),
)


@pytest.mark.parametrize("name", READERS)
@settings(derandomize=True, max_examples=12, deadline=None)
@given(data=st.data())
def test_every_row_is_kept_or_named(name, data):
    """Rows, kept, rejected and blank add up, in CSV and in JSON where rows leave columns out."""
    reader, columns = READERS[name]
    rows = data.draw(
        st.lists(st.tuples(*(TEXTS for _ in columns)), min_size=1, max_size=4), label="rows"
    )
    text = io.StringIO()
    csv.writer(text).writerows([columns, *rows])
    lines = [json.dumps(dict.fromkeys(columns, ""))]
    for row in rows:
        leave_out = data.draw(st.sets(st.sampled_from(columns)), label="left out")
        pairs = zip(columns, row, strict=True)
        lines.append(json.dumps({key: value for key, value in pairs if key not in leave_out}))
    for ending, content in (
        ("csv", text.getvalue().encode("utf-8", "surrogatepass")),
        ("jsonl", "\n".join(lines).encode()),
    ):
        file = f"t.{ending}"
        read = reader(open_content(content, name=file), file)
        errors = {each.row for each in read.problems if each.severity == "error"}
        assert errors == set(read.raw)
        assert read.kept + len(read.raw) == read.rows
        assert all(each.code and each.source == file for each in read.problems)
