"""Nobody fills the disk: an account sends so much a day, and files wait when there is little room."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.server.served import incident, serving

from sulh.server.errors import BusyError, TooManyError
from sulh.server.work import allowance
from sulh.server.work.allowance import DailyAllowance, check_room

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_each_account_has_a_day_of_its_own():
    """What one sends takes nothing from another; the next day begins anew, and nothing is always allowed."""
    day = DailyAllowance(100)
    day.check("a", 100, NOON)
    day.count("a", 60)
    day.check("a", 40, NOON)
    with pytest.raises(TooManyError) as caught:
        day.check("a", 41, NOON)
    assert caught.value.wait_s == 12 * 3600
    day.check("a", 0, NOON)
    day.check("b", 100, NOON)
    day.check("a", 100, NOON + timedelta(hours=12))


def test_an_account_that_sent_enough_today_reads_and_others_send(tmp_path):
    """Bytes count as they come, whatever becomes of the request, and however the body is framed."""
    with serving(tmp_path / "hq", daily_bytes_max=20_000) as hq:
        one, other = hq.client("observer"), hq.client("analyst")
        assert one.post("/api/v1/reports", content=b"x" * 15_000).status_code == 422
        answer = one.post("/api/v1/reports", content=b"x" * 6_000)
        assert (answer.status_code, answer.json()["code"]) == (429, "sends-too-much-a-day")
        assert 0 < int(answer.headers["retry-after"]) <= 86_400
        pieces = iter([b"x"])
        assert one.post("/api/v1/reports", content=pieces).status_code == 429  # of any length
        assert one.get("/api/v1/records").status_code == 200
        report = {"rows": [incident("i")], "tlp": "TLP:GREEN"}
        assert other.post("/api/v1/reports", json=report).status_code == 200
        hq.clock.ahead += timedelta(days=1)
        assert one.post("/api/v1/reports", json=report).status_code == 200


def test_files_wait_when_the_disk_is_nearly_full(tmp_path, monkeypatch):
    """With room nothing is said; without, who sends a file is told."""
    check_room(tmp_path)
    monkeypatch.setattr(allowance, "RESERVE_BYTES", 2**62)
    with pytest.raises(BusyError, match="no room for files"):
        check_room(tmp_path)
