"""Deployments are read row by row."""

import pytest

from sulh.errors import InputError
from sulh.protect import read_deployments
from sulh.tables import open_table

FRONT = (
    "mission,year,location,latitude,longitude,Infantry,NoTroops,Reserve,UNPOL,Med,Av,UNMO,"
    "ave.no.troops\n"
)


def table(tmp_path, text, name="front.csv"):
    (tmp_path / name).write_text(text, "utf-8")
    return open_table(tmp_path / name)


def test_bad_rows_of_deployments_are_left_out_and_named(tmp_path):
    """Each bad row is a problem with its field; the good ones stay; unknown strength counts as none."""
    text = FRONT + (
        "A,2001,X,1.0,2.0,1,100,0,0,0,0,0,100\n"
        "A,2001,Y,91.0,2.0,1,100,0,0,0,0,0,100\n"
        "A,20x1,Y,1.0,2.0,1,100,0,0,0,0,0,100\n"
        ",2001,Y,1.0,2.0,1,100,0,0,0,0,0,100\n"
        "A,2001,Y,,2.0,1,100,0,0,0,0,0,100\n"
        "A,2001,Y,1.0,2.0,1,-5,0,0,0,0,0,100\n"
        "A,2002,Z,1.5,2.5,1,NA,0,0,0,0,0,\n"
    )
    read = read_deployments(table(tmp_path, text), "front.csv")
    assert (read.value.height, len(read.problems), read.rows) == (2, 5, 7)
    assert read.value["troops"].to_list() == [100, 0]
    assert {problem.row for problem in read.problems} == {3, 4, 5, 6, 7}
    with pytest.raises(InputError, match="latitude"):
        read_deployments(table(tmp_path, "mission,year\nA,2001\n", "bare.csv"), "bare.csv")
