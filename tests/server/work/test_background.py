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


def test_answers_of_many_lines_do_not_fill_the_memory(monkeypatch):
    """An account that asks what left, as known each minute of a year, was given a gigabyte for each."""
    monkeypatch.setattr("sulh.server.work.background.LINES_KEPT", 10)
    index = SimpleNamespace(revision=1, releases=0)
    now = datetime(2024, 5, 3, tzinfo=UTC)
    answers = BackgroundAnswers(SimpleNamespace(index=index, now=lambda: now))
    made = []

    def lines_of(question, count):
        for _ in range(3000):
            body = answers.ask(
                USER, question, lambda: made.append(question) or {"lines": [0] * count}
            )
            if body["state"] == "done":
                return len(body["lines"])
            time.sleep(0.01)
        raise AssertionError(body)

    try:
        asked = [("none", 0), ("a", 4), ("b", 4), ("c", 4), ("long", 50), ("long", 50), ("none", 0)]
        assert [lines_of(*each) for each in asked] == [count for _, count in asked]
        assert made == ["none", "a", "b", "c", "long"]
        assert len(answers._answers) == 2
    finally:
        answers.close()
