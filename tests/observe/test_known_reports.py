"""Reports known by digests in order answer as dictionaries do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sulh.observe.known_reports import KnownReports

# Few first halves, so that several digests share one.
digests = st.builds(
    lambda high, low: bytes([high]) * 8 + bytes([low]) * 8,
    st.sampled_from([0, 127, 128, 255]),
    st.integers(0, 255),
)
turns = st.lists(
    st.tuples(
        st.dictionaries(st.text(max_size=3), st.integers(0, 1 << 40), max_size=20),
        st.sets(digests, max_size=20),
        st.dictionaries(digests, st.tuples(st.text(max_size=3), st.integers(0, 99)), max_size=20),
    ),
    max_size=4,
)


@given(turns, st.lists(st.text(max_size=3), max_size=5), st.lists(digests, max_size=5))
def test_it_answers_as_dictionaries_do(turns, other_keys, other_digests):
    """What came first holds, in however many turns it came in."""
    known = KnownReports.none()
    places: dict[str, int] = {}
    contents: set[bytes] = set()
    twins: dict[bytes, tuple[str, int]] = {}
    for some_places, some_contents, some_twins in turns:
        known = known.with_more(
            some_places, some_contents, some_twins, files=("a.csv",), markings={"k": "TLP:RED"}
        )
        places, twins = some_places | places, some_twins | twins
        contents |= some_contents
        assert (known.files, known.markings) == (("a.csv",), {"k": "TLP:RED"})
    for key in [*places, *other_keys]:
        assert known.where(key) == places.get(key)
    for digest in [*contents, *twins, *other_digests]:
        assert known.has_content(digest) == (digest in contents)
        assert known.twin(digest) == twins.get(digest)
    sizes = (known.keys.height, known.contents.height, known.substances.height)
    assert sizes == (len(places), len(contents), len(twins))
