"""The sheet that goes with evidence, with every fault a chain can have; names are codes."""

from datetime import date

from tests.share.evidence.test_chain import AT, item, request, step

from sulh.languages.sentence import sentence
from sulh.picture import Origin
from sulh.share.evidence import ChainFault, evidence_sheet, evidence_statement

CODES = {"description": "D1", "custodian": "O1"}
AMENDMENTS = (
    ChainFault(fault="amended", item="E-1", record="E-1", detail=sentence("custody-nothing")),
    ChainFault(
        fault="amended", item="E-1", record="T-1",
        detail=sentence(
            "custody-amended", at="2024-05-03 10:00 UTC", fields=(sentence("field-digest"), "x1")
        ),
    ),
    ChainFault(fault="retracted", item="E-1", record="T-1"),
)  # fmt: skip


def statement(lawful):
    more = {"request": "LR-1", **CODES}
    return evidence_statement(
        [
            item("E-1", **more, size=1200),
            item("E-2", **more, form="device", digest=""),
            item("E-2", **more, form="object", digest="", origin=Origin(source="S2", ref="E-2")),
            item("E-3", **CODES, request="LR-9", form="document", digest=""),
        ],
        [
            step(-1, "examined", ref="T-0", holder="O1"),
            step(1, receiver="O2", holder="O1", seals_before=("S-1",), location="L1"),
            step(2, "examined", holder="O3", digest="cd" * 32),
            step(3, receiver="O4", holder="O1"),
            step(4, "returned", holder="O4", receiver="O5"),
            step(5, "moved", holder="O4"),
            step(6, "moved", holder="O1", evidence=("E-8",)),
        ],
        [lawful],
        at=AT,
        amendments=AMENDMENTS,
        simulated=True,
    )


def whole():
    lawful = request()
    lawful = type(lawful)(
        origin=lawful.origin, span=lawful.span, requester="O9", legal_basis="A9",
        due=date(2024, 6, 1), decision="granted-in-part",
    )  # fmt: skip
    items = [item("E-1", request="LR-1", seals=(), **CODES)]
    steps = [step(1, "destroyed", holder="O1")]
    return evidence_statement(items, steps, [lawful], at=AT, request="LR-1")


SHEETS = {
    ("evidence_sheet", "doubtful"): (
        lambda speech: evidence_sheet(
            statement(request()), mission="M1", ids={("hq", "T-1"): "f1" * 32}, speech=speech
        ),
        {"SHA", "ab" * 32, "cd" * 32},
    ),
    ("evidence_sheet", "whole"): (
        lambda speech: evidence_sheet(whole(), mission="M1", ids={}, speech=speech),
        {"SHA", "ab" * 32, "sulh", "ledger", "prove"},
    ),
}
