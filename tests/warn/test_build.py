"""From events to a panel: the cells, the step, and which months belong to the record."""

import polars as pl
import pytest
from tests.warn.small_events import event, random_events

from sulh import warn
from sulh.errors import InputError


def test_the_record_runs_from_the_first_event_to_the_end_of_the_question():
    """Events before --from and after --until are out; quiet months up to --until are in."""
    events = random_events(1)
    panel = warn.events_panel(events, since="2002-03-02", until="2006-11-15")
    assert panel.label(panel.periods - 1) == "2006-10"
    assert panel.label(0) >= "2002-04"
    later = warn.events_panel(events, until="2009-01")
    assert (later.label(0), later.label(later.periods - 1)) == ("2000-01", "2009-01")


def test_events_without_a_month_make_years():
    """Left to itself the step is a year; asked for months, the table is refused."""
    events = event(20, 5, 2020, month=None)
    assert warn.events_panel(events).step == "year"
    with pytest.raises(InputError, match="no month"):
        warn.events_panel(events, step="month")


def test_events_outside_all_cells_are_counted():
    """A district without borders holds only the events that name it."""
    districts = {"West": warn.District(names=())}
    named = event(20, 5, 2020).with_columns(district=pl.lit("West"))
    panel = warn.events_panel(
        named.vstack(event(21, 5, 2020)), cells="district", districts=districts
    )
    assert panel.events_outside == 1
    assert panel.counts["deaths"].sum() == 1


@pytest.mark.parametrize(
    ("work", "says"),
    [
        (lambda: warn.events_panel(random_events(1).head(0)), "no events"),
        (lambda: warn.events_panel(random_events(1), since="2050-01"), "There are no events"),
        (lambda: warn.events_panel(random_events(1), until="1990-01"), "No event lies in a cell"),
        (lambda: warn.events_panel(random_events(1), cells="district"), "no pack"),
        (lambda: warn.events_panel(random_events(1), until="soon"), "is no time"),
    ],
)
def test_what_cannot_be_built_is_refused_with_a_sentence(work, says):
    """Each says what is wrong."""
    with pytest.raises(InputError, match=says):
        work()
