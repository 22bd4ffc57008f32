"""The benchmark of verification, small: the twin in pandas has the same findings, or it fails."""

import pytest
from benchmarks.verify import check_same
from benchmarks.verify_in_pandas import findings_in_pandas, frames_for_pandas
from benchmarks.verify_mission import AT, make_pack, make_tables

from sulh.verify import verify

SIZE = 10_000


@pytest.fixture(scope="module", params=[False, True], ids=["zones", "coordinates"])
def both(request):
    """The findings of a small mission, by Sulh and in pandas."""
    pack = make_pack()
    tables = make_tables(pack, SIZE, located=request.param)
    theirs = findings_in_pandas(
        pack, *frames_for_pandas(tables), at=AT, located=request.param, why=True
    )
    return tables, verify(pack, tables, at=AT), theirs


def test_both_have_the_same_findings(both):
    """Verdicts, bounds, reasons and records are the same, finding by finding."""
    tables, findings, theirs = both
    assert findings.frame["verdict"].n_unique() == 3
    check_same(tables, findings, theirs, why=True)
    check_same(tables, findings, theirs, why=False)


@pytest.mark.parametrize(
    ("column", "value"),
    [("verdict", "met"), ("low", -1), ("high", -1), ("allowed_low", -1), ("reasons", ["done"])],
)
def test_a_difference_fails(both, column, value):
    """One finding changed in one column, or left out, is an error that names it."""
    tables, findings, theirs = both
    other = theirs.copy()
    place = other.index[other["verdict"] == "undetermined"][3]
    other.at[place, column] = value
    with pytest.raises(AssertionError, match="in 1 of"):
        check_same(tables, findings, other, why=True)
    with pytest.raises(AssertionError, match="in 1 of"):
        check_same(tables, findings, theirs.drop(index=place), why=True)
