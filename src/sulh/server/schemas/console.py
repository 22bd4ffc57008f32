"""The bodies of answers that a console needs besides the records and findings."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel

from sulh.server.access.policy import Role
from sulh.server.schemas.records import Answer, OneRecordOut, RequestBody, SessionOut


class WelcomeOut(BaseModel):
    """Whose server this is, and who is signed in with this browser.

    `provider` is who else signs people in; `demo_roles`: those that need no password.
    """

    mission: str
    site: str
    version: str
    fictional: bool
    provider: str
    demo_roles: list[Role]
    session: SessionOut | None


class RoleChoice(RequestBody):
    """The role to play in a demo."""

    role: Role


class Named(Answer):
    """Something of the pack by its id and its name."""

    id: str
    name: str


class NamedActor(Named):
    """An actor: a party, the mission, or another."""

    kind: str


class ProvisionOut(Answer):
    """One obligation of an agreement; `zones` empty: everywhere."""

    id: str
    agreement: str
    kind: str
    article: str
    title: str
    text: str
    parties: list[str]
    zones: list[str]
    severity: str


class MissionOut(BaseModel):
    """What was agreed, as names and words; `translated`: those that are not in `language`, the pack's own."""

    language: str
    translated: list[str]
    title: str
    summary: str
    site: str
    timezone: str
    fictional: bool
    exercise: bool
    actors: list[NamedActor]
    zones: list[Named]
    acts: list[Named]
    items: list[Named]
    agreements: list[Named]
    provisions: list[ProvisionOut]


class FormField(BaseModel):
    """One field of a form, as `sulh.picture.field_type.Column` describes it."""

    name: str
    label: str
    input: Literal[
        "text", "long-text", "whole", "decimal", "yes-no", "choice", "day", "moment", "point"
    ]
    meaning: str
    required: bool = False
    choices: list[str] = []
    vocabulary: str = ""
    several: bool = False
    unit: str = ""
    low: float | None = None
    high: float | None = None
    standard: str = ""
    calculation: str = ""
    only_if: str = ""
    only_for: list[str] = []
    prominent: bool = False


class FormOut(BaseModel):
    """The form of one kind of record; `version` changes with its fields and choices."""

    kind: str
    version: str
    title: str
    meaning: str
    fields: list[FormField]
    enterable: bool


class FormsOut(BaseModel):
    """The forms of all kinds of record."""

    forms: list[FormOut]


class Layers(BaseModel):
    """The pack's places: a GeoJSON feature collection."""

    type: Literal["FeatureCollection"] = "FeatureCollection"
    features: list[dict[str, Any]]


class LatestOut(BaseModel):
    """Some records, the one recorded last first; `more`: there are earlier ones."""

    records: list[OneRecordOut]
    more: bool


class EvidenceOut(BaseModel):
    """One report behind a finding, in words; `corrected`: they are those of a correction."""

    record: str
    kind: str
    when: str
    where: str
    who: str
    what: str
    source: str
    admiralty: str
    text: str
    decides: bool
    corrected: bool


class ExplanationOut(BaseModel):
    """Why a finding is what it is; `sulh.verify.explain` says what each part means.

    All is in `language` but `title`, `article`, `agreement`, `words` and `source`, and names and texts of
    reports. `retracted` names the reports that would bear on it and were taken back, as far as the reader may
    read them.
    """

    finding: str
    language: str
    title: str
    verdict: str
    sentence: str
    article: str
    agreement: str
    words: str
    source: str
    because: list[str]
    measured: str
    allowed: str
    waivers: list[str]
    evidence: list[EvidenceOut]
    settle: list[str]
    unverified: list[str]
    simulated: bool
    retracted: list[str] = []
    settled: list[str] = []
