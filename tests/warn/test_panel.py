"""Panels: periods have names."""

from tests.warn.small_events import event, panel_of

from sulh.warn.panel import Panel


def test_periods_have_names():
    """Months and years, also beyond the last."""
    panel = panel_of(event(20.1, 5.1, 2020, 11))
    assert isinstance(panel, Panel)
    assert [panel.label(0), panel.label(1), panel.label(2)] == ["2020-11", "2020-12", "2021-01"]
    assert panel_of(event(20.1, 5.1, 2020), step="year").label(1) == "2021"
