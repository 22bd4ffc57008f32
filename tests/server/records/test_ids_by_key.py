"""Ids of records by their sender's key."""

from sulh.server.records.ids_by_key import IdsByKey


def test_each_key_has_its_ids_as_they_came_in():
    ids = IdsByKey()
    for key, identity in (("a", "3"), ("b", "2"), ("a", "1"), ("a", "4")):
        ids.add(key, identity)
    assert [ids.of(each) for each in "abc"] == [("3", "1", "4"), ("2",), ()]
