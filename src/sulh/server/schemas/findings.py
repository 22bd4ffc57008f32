"""The bodies of answers about findings, and of what a party says of one."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sulh.server.schemas.records import RequestBody, Text, TlpLabel


class AnswerOut(BaseModel):
    """What a party said of a finding; `verdict` is the one it answered."""

    record: str
    party: str
    stance: str
    text: str
    verdict: str
    recorded_at: str
    signed: bool


class FindingOut(BaseModel):
    """One finding; its columns are in docs/reference/verification-semantics.md."""

    model_config = ConfigDict(extra="allow")
    id: str
    provision: str
    agreement: str
    kind: str
    article: str
    party: str
    zone: str
    month: str
    from_: str = Field(alias="from")
    until: str
    verdict: Literal["met", "breached", "undetermined"]
    reasons: list[str]
    low: int | None
    high: int | None
    allowed_low: int | None
    allowed_high: int | None
    evidence: list[str]
    possible: list[str]
    simulated: bool
    tlp: TlpLabel
    withheld: int
    answers: list[AnswerOut]


class FindingsOut(BaseModel):
    """Findings in order. `total` counts all that match and that the user may read.

    `at` is the moment up to which conduct was judged. `versions` has a sentence for each report that
    was recorded in two versions, and `set_aside` one for each record that could not be used.
    """

    findings: list[FindingOut]
    total: int
    at: str
    versions: list[str]
    set_aside: list[str]


class NewAnswer(RequestBody):
    """What a party says about a finding."""

    stance: Literal["acknowledge", "dispute", "explain"]
    text: Text
