"""A report that several sites took in is told once; two versions of one are named."""

import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from sulh.ledger import Draft, create
from sulh.ledger.sync import bundle, state, take
from sulh.picture import picture

NOW = datetime(2024, 5, 1, 8, tzinfo=UTC)


def report(count, ref="I1", source="team 4", **more):
    body = {"source": source, "ref": ref, "count": count, "file": "a.csv", "row": 2, **more}
    return Draft(kind="observation", body=body)


def correction(of, count):
    said = {"corrects": of, "kind": "observation", "body": report(count).body, "reason": "recount"}
    return Draft(kind="correction", body=said)


def retraction(of):
    return Draft(kind="retraction", body={"retracts": of, "reason": "wrong"})


@pytest.fixture
def sites(tmp_path):
    made = {
        name: create(tmp_path / name, site=name, name="T", pack=("p", "d"), now=NOW)
        for name in ("north", "south")
    }
    yield made
    for store in made.values():
        store.close()


def enter(store, draft, minute):
    (made,) = store.append([draft], recorded_at=NOW + timedelta(minutes=minute), author="x")
    return made


def meet(sites):
    north, south = sites["north"], sites["south"]
    take(south, bundle(north, state(south)))
    take(north, bundle(south, state(north)))
    seen, other = picture(north.records()), picture(south.records())
    assert seen == other
    return seen


def counts(seen):
    return [each.body["count"] for each in seen.reports if each.kind == "observation"]


def test_the_same_report_at_two_sites_is_told_once(sites):
    """Wherever it stood in which file; both records are named."""
    first = enter(sites["north"], report(5), 1)
    second = enter(sites["south"], report(5, file="b.csv", row=9), 2)
    seen = meet(sites)
    assert counts(seen) == [5]
    (held,) = [each for each in seen.reports if each.kind == "observation"]
    assert (held.id, held.also) == (first, (second,))
    assert seen.versions == ()


def test_reports_of_different_keys_or_senders_are_different(sites):
    """Two teams may see the same, and one team two things that look alike."""
    enter(sites["north"], report(5), 1)
    enter(sites["south"], report(5, ref="I2"), 2)
    enter(sites["south"], report(5, source="team 5"), 3)
    assert counts(meet(sites)) == [5, 5, 5]


def test_another_kind_with_the_same_key_is_another_report(sites):
    """A team numbers each of its forms from one: no two kinds share a key."""
    enter(sites["north"], report(5), 1)
    enter(sites["south"], Draft(kind="inspection", body=report(9).body), 2)
    seen = meet(sites)
    assert [each.kind for each in seen.reports if "ref" in each.body] == [
        "observation",
        "inspection",
    ]
    assert seen.versions == ()


def test_two_versions_are_named_until_one_goes(sites):
    """The one recorded first holds; a retraction or a correction settles it."""
    first = enter(sites["south"], report(5), 1)
    second = enter(sites["north"], report(7), 2)
    seen = meet(sites)
    assert counts(seen) == [5]
    (version,) = seen.versions
    assert (version.in_use, version.in_use_site) == (first, "south")
    assert (version.aside, version.aside_site) == (second, "north")
    assert all(word in str(version) for word in ("team 4", "I1", first[:12], second[:12]))
    enter(sites["north"], retraction(first), 3)
    seen = meet(sites)
    assert (counts(seen), seen.versions) == ([7], ())


def test_a_correction_of_one_copy_corrects_the_report(sites):
    """Whichever site's copy it names; the latest word holds."""
    first = enter(sites["north"], report(5), 1)
    second = enter(sites["south"], report(5), 2)
    enter(sites["south"], correction(second, 6), 3)
    seen = meet(sites)
    assert (counts(seen), seen.versions) == ([6], ())
    enter(sites["north"], correction(first, 8), 4)
    assert counts(meet(sites)) == [8]


def test_a_version_corrected_to_the_other_agrees(sites):
    """Then there is one report again."""
    enter(sites["north"], report(5), 1)
    second = enter(sites["south"], report(7), 2)
    enter(sites["south"], correction(second, 5), 3)
    seen = meet(sites)
    assert (counts(seen), seen.versions) == ([5], ())


def test_taking_one_copy_back_leaves_the_other(sites):
    """It may be meant to tidy up; only when both are gone is the report."""
    first = enter(sites["north"], report(5), 1)
    second = enter(sites["south"], report(5), 2)
    enter(sites["north"], retraction(first), 3)
    assert counts(meet(sites)) == [5]
    enter(sites["south"], retraction(second), 4)
    assert counts(meet(sites)) == []


def test_real_and_exercise_copies_are_apart(sites):
    """A simulated report never stands for a real one."""
    enter(sites["north"], report(5), 1)
    drill = report(6)
    enter(sites["south"], Draft(kind=drill.kind, body=drill.body, simulated=True), 2)
    seen = meet(sites)
    assert (counts(seen), seen.versions) == ([5], ())


@pytest.mark.parametrize("seed", range(40))
def test_as_if_one_site_had_taken_in_all(seed):
    """Of reports without amendments: one site, which leaves out duplicates, tells the same."""
    random = Random(seed)
    folder = Path(tempfile.mkdtemp())
    sites = {
        name: create(folder / name, site=name, name="T", pack=("p", "d"), now=NOW)
        for name in ("north", "south")
    }
    told, expected, conflicts = {}, [], 0
    for minute in range(25):
        name, ref, count = (
            random.choice(list(sites)),
            f"I{random.randrange(8)}",
            random.randrange(2),
        )
        here = told.setdefault(name, set())
        if ref in here:
            continue  # a site leaves out what it has, and refuses what differs
        here.add(ref)
        enter(sites[name], report(count, ref=ref), minute)
        before = [each for each in expected if each[0] == ref]
        if not before:
            expected.append((ref, count))
        elif before[0][1] != count:
            conflicts += 1
    seen = meet(sites)
    kept = [(r.body["ref"], r.body["count"]) for r in seen.reports if r.kind == "observation"]
    assert kept == expected
    assert len(seen.versions) == conflicts
    for store in sites.values():
        store.close()
    shutil.rmtree(folder)
