"""Whatever somebody signs as a body, each record is either usable or set aside, never a fault."""

from hypothesis import given
from hypothesis import strategies as st
from tests.observe.random_reports import reports

from sulh.ledger.bodies import BODIES
from sulh.observe import REPORT_KINDS
from sulh.observe.tables import tables_from_reports
from sulh.workspace.record_kinds import RECORD_KINDS, body_problem

NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)
WORDS = st.text(st.characters(codec="utf-8"), max_size=8)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
IDS = st.sampled_from(["0" * 64, "f" * 64, "x"])
KIND_NAMES = st.sampled_from([*RECORD_KINDS.names, *BODIES, "unheard-of"])


@st.composite
def spoilt_bodies(draw):
    """A kind and its body, good or with some fields taken out or replaced by any JSON."""
    report = draw(reports)
    kind, body = RECORD_KINDS.of(report).name, RECORD_KINDS.to_body(report)
    if draw(st.booleans()):
        inner = {"corrects": draw(IDS), "kind": kind, "body": body, "reason": "r"}
        kind, body = "correction", inner
    for name in draw(st.lists(st.sampled_from(sorted(body)), max_size=3)):
        if draw(st.booleans()):
            body.pop(name, None)
        else:
            body[name] = draw(JSON)
    return kind, body


@st.composite
def any_bodies(draw):
    """Any kind with any object, often with the names of fields that it should have."""
    kind = draw(KIND_NAMES)
    fields = BODIES[kind].__struct_fields__ if kind in BODIES else ("source", "ref", "span", "act")
    body = draw(st.dictionaries(st.sampled_from(fields), JSON | IDS) | JSON)
    return kind, body


@given(reports)
def test_a_report_of_a_reader_fits_its_kind(report):
    """Nothing that Sulh itself writes is set aside."""
    assert body_problem(RECORD_KINDS.of(report).name, RECORD_KINDS.to_body(report)) == ""


@given(spoilt_bodies() | any_bodies())
def test_a_body_that_fits_can_be_used(case):
    """Either a sentence says why it does not fit, or every reader of that kind reads it."""
    kind, body = case
    problem = body_problem(kind, body)
    assert isinstance(problem, str)
    if problem:
        return
    if kind == "correction":
        kind, body = body["kind"], body["body"]
    if kind in RECORD_KINDS:
        record = RECORD_KINDS.from_body(kind, body)
        if kind in REPORT_KINDS:
            assert len(tables_from_reports([("id", record)]).ids) == 1
