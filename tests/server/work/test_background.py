"""Answers that are computed in the background hold for a while, and never longer than the right to them."""

import time
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from sulh.server.work.background import FRESH, BackgroundAnswers

USER = SimpleNamespace(
    account="a", role="analyst", party="", scopes=frozenset({"read"}), language="en"
)


def test_an_answer_holds_while_the_ledger_goes_on_and_not_when_somebody_may_read_less():
    """A record that is marked stricter is in no answer that is given from then on."""
    clock = [datetime(2024, 5, 3, tzinfo=UTC)]
    index = SimpleNamespace(revision=1, releases=0)
    answers = BackgroundAnswers(SimpleNamespace(index=index, now=lambda: clock[0]))
    made = []

    def asked():
        for _ in range(3000):
            body = answers.ask(USER, "q", lambda: made.append(1) or {"number": len(made)})
            if body["state"] == "done":
                return body["number"]
            time.sleep(0.01)
        raise AssertionError(body)

    try:
        assert [asked(), asked()] == [1, 1]
        index.revision += 1
        assert asked() == 1
        clock[0] += FRESH + timedelta(seconds=1)
        assert asked() == 2
        index.revision += 1
        index.releases += 1
        assert asked() == 3
    finally:
        answers.close()
