"""What fields mean: contributors as text."""

import pytest

from sulh.sustain import parse_contributors


def test_contributor_text_is_read_whole_or_refused():
    """Sizes that are unknown stay so; a negative size or a torn text is refused."""
    assert parse_contributors("France (150), Nepal (size unknown)") == (
        ("France", 150),
        ("Nepal", None),
    )
    assert parse_contributors("Korea (ROK) (300)") == (("Korea (ROK)", 300),)
    for bad in (
        "France (-5), Nepal (20)",
        "France 150",
        "France (150) Nepal (3)",
        "(150)",
        "France (",
    ):
        with pytest.raises(ValueError, match=r".*"):
            parse_contributors(bad)
