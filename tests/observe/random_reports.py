"""Random reports of every kind, for Hypothesis."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from sulh.observe import (
    Coverage,
    Incident,
    Inspection,
    Notification,
    Observation,
    Origin,
    Participant,
    Request,
)
from sulh.values import COUNT_MAX, Count, Place, Reliability, Span

words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
keys = words.filter(bool)
moments = st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 -- the bounds are naive by contract


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(moments)
    return Span(
        start, start + timedelta(microseconds=draw(st.sampled_from([0, 1, 86_399_999_999])))
    )


@st.composite
def places(draw: st.DrawFn) -> Place:
    lon = lat = None
    if draw(st.booleans()):
        lon = draw(st.floats(-180, 180) | st.integers(-180, 180).map(float))
        lat = draw(st.floats(-90, 90) | st.integers(-90, 90).map(float))
    return Place(
        lon=lon,
        lat=lat,
        accuracy_m=draw(st.none() | st.floats(0, 1e6)),
        zone=draw(words),
        country=draw(words),
        district=draw(words),
        name=draw(words),
    )


@st.composite
def counts(draw: st.DrawFn) -> Count:
    low, best, high = sorted(draw(st.tuples(*[st.integers(0, COUNT_MAX)] * 3)))
    is_open = draw(st.booleans())
    return Count(low, None if is_open else high, draw(st.sampled_from([None, best])))


@st.composite
def origins(draw: st.DrawFn) -> Origin:
    return Origin(
        source=draw(keys),
        ref=draw(keys),
        reliability=Reliability(draw(st.sampled_from("ABCDEF")), draw(st.integers(1, 6))),
        means=draw(st.sampled_from(["", "seen", "told"])),
        file=draw(words),
        row=draw(st.integers(0, 10**6)),
        text=draw(words),
        language=draw(st.sampled_from(["", "ar", "en"])),
        link=draw(words),
    )


participants = st.lists(
    st.builds(Participant, name=keys, side=st.sampled_from(["a", "b"])), max_size=3
).map(tuple)
shared = {"origin": origins(), "span": spans(), "place": places()}

reports = st.one_of(
    st.builds(
        Observation,
        **shared,
        actor=words,
        item=keys,
        count=counts(),
        inspection=words,
        complete=st.booleans(),
    ),
    st.builds(
        Incident,
        **shared,
        act=keys,
        participants=participants,
        initiator=st.sampled_from(["", "a", "b"]),
        deaths=counts(),
        civilian_deaths=counts(),
    ),
    st.builds(
        Inspection, **shared, inspector=words, duty=keys, complete=st.booleans(), answers=words
    ),
    st.builds(Notification, **shared, actor=words, act=keys, activity=spans()),
    st.builds(Request, **shared, actor=words, request=keys),
    st.builds(
        Coverage,
        **shared,
        subjects=st.lists(keys, min_size=1, max_size=3).map(tuple),
        complete=st.booleans(),
    ),
)
