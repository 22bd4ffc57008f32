"""Tables of contributions as tests write them."""

from sulh.sustain import read_contributions
from sulh.tables import open_table

UN = (
    "isocode3,contributing_country,mission_acronym,personnel_type,female_personnel,male_personnel,"
    "last_reporting_date\n"
)
FORM = "nation,mission,period,kind,sex,low,best,high,source\n"


def read(folder, text, name="table.csv", reader=read_contributions):
    """Write a table and read it."""
    path = folder / name
    path.write_text(text, "utf-8")
    return reader(open_table(path), name)
