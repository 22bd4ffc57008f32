"""The page about sharing says what the gate does."""

from pathlib import Path

from sulh.share import CELLS_DEG, KINDS_FOR, REASONS_TO_STAY
from sulh.share.threats import NOT_BLOCKED

PAGE = (Path(__file__).parents[2] / "docs/reference/sharing.md").read_text("utf-8")


def test_every_reason_and_purpose_is_on_the_page():
    for reason, meaning in REASONS_TO_STAY.items():
        assert f"| `{reason}` | {meaning} |" in PAGE
    for purpose in KINDS_FOR:
        assert f"| `{purpose}` |" in PAGE
    for kind in KINDS_FOR["public-information"] | KINDS_FOR["humanitarian"]:
        assert kind in PAGE
    assert all(each in PAGE for each in CELLS_DEG)


def test_every_reason_not_to_block_is_on_the_page():
    page = (Path(__file__).parents[2] / "docs/reference/taxii.md").read_text("utf-8")
    for reason, meaning in NOT_BLOCKED.items():
        assert f"| `{reason}` | {meaning} |" in page
