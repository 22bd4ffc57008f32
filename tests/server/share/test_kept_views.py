"""Views are made once for each state of the ledger, by audience, and one that takes long holds for a while."""

import threading
from types import SimpleNamespace

from sulh.server.share import kept_views
from sulh.server.share.kept_views import KeptViews


def clock(monkeypatch):
    """Return the seconds that have passed, as a list of one that a test moves."""
    passed = [100.0]
    monkeypatch.setattr(kept_views, "time", SimpleNamespace(monotonic=lambda: passed[0]))
    return passed


def test_a_view_is_made_anew_when_the_ledger_says_more(monkeypatch):
    clock(monkeypatch)
    index, made = SimpleNamespace(revision=1, releases=0), []
    views = KeptViews(lambda key: made.append(key) or len(made), index, most=2)
    assert [views.get("a"), views.get("a"), views.get("b")] == [1, 1, 2]
    index.revision += 1
    assert [views.get("a"), views.get("a")] == [3, 3]
    index.releases += 1
    assert views.get("a") == 4
    assert views.get("c") == 5  # the one that was asked for longest ago goes
    assert views.get("b") == 6


def test_one_that_took_long_holds_for_a_while(monkeypatch):
    passed = clock(monkeypatch)
    index = SimpleNamespace(revision=1, releases=0)

    def make(_):
        passed[0] += 2.0
        return passed[0]

    views = KeptViews(make, index, most=2)
    first = views.get("a")
    index.revision += 1
    passed[0] += kept_views.REST * 2.0 - 0.1
    assert views.get("a") == first
    passed[0] += 0.2
    second = views.get("a")
    assert second > first
    index.revision += 1
    assert views.get("a") == second
    index.releases += 1  # a record was marked stricter: no view of before leaves any more
    assert views.get("a") > second


def test_who_asks_for_one_waits_for_no_other():
    index, go = SimpleNamespace(revision=1, releases=0), threading.Event()
    views = KeptViews(lambda key: key == "quick" or go.wait(60), index, most=2)
    slow = threading.Thread(target=views.get, args=("slow",))
    slow.start()
    assert views.get("quick")
    assert slow.is_alive()
    go.set()
    slow.join(60)
    assert views.get("slow")


def test_what_is_asked_for_is_made_anew_ahead_of_the_next_question(monkeypatch):
    """Nobody waits for that, nobody has what they may no longer have, and what nobody asks for goes."""
    passed = clock(monkeypatch)
    index, made, within = SimpleNamespace(revision=1, releases=0), [], []

    def make(key):
        passed[0] += 2.0
        made.append(key)
        within.extend(look() for look in looks)
        return len(made)

    looks = []
    views = KeptViews(make, index, most=2)
    assert views.get("a") == 1
    views.renew()
    assert len(made) == 1  # it holds
    index.revision += 1
    passed[0] += kept_views.REST * 2.0 + 0.1
    looks.append(lambda: views.get("a"))
    views.renew()
    assert (within, views.get("a")) == ([1], 2)
    looks.clear()
    passed[0] += kept_views.FOLLOW_S + 1
    index.revision += 1
    views.renew()
    assert len(made) == 2  # nobody has asked for it lately
    assert views.get("a") == 3
    passed[0] += kept_views.FORGET_S + 1
    views.renew()
    assert views._slots == {}
    assert views.get("a") == 4


def test_while_it_is_made_anew_nobody_has_more_than_they_may(monkeypatch):
    passed = clock(monkeypatch)
    index, begun, go = SimpleNamespace(revision=1, releases=0), threading.Event(), threading.Event()

    def make(_):
        passed[0] += 2.0
        if index.revision > 1:
            begun.set()
            assert go.wait(60)
        return index.releases

    views = KeptViews(make, index, most=2)
    assert views.get("a") == 0
    index.revision += 1
    passed[0] += 60
    renewing = threading.Thread(target=views.renew)
    renewing.start()
    assert begun.wait(60)
    assert views.get("a") == 0
    index.releases += 1
    answers = []
    asking = threading.Thread(target=lambda: answers.append(views.get("a")))
    asking.start()
    go.set()
    for each in (renewing, asking):
        each.join(60)
    assert answers == [1]
