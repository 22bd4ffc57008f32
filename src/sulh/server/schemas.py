"""What goes over the wire: the bodies of requests and answers. Inner types never do."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints

from sulh.server.policy import Role

TlpLabel = Literal["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"]
Line = Annotated[str, StringConstraints(max_length=200)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
Row = Annotated[
    dict[Annotated[str, StringConstraints(max_length=80)], JsonValue], Field(max_length=100)
]
ROWS_MAX = 10_000


class Wire(BaseModel):
    """A body: unknown keys are refused, and nothing is guessed from another type."""

    model_config = ConfigDict(extra="forbid", strict=True)


class ProblemDetails(BaseModel):
    """What went wrong (RFC 9457), and what to do."""

    status: int
    title: str
    remedy: str = ""


class Reports(Wire):
    """Reports, one object a row, with the columns of the report form as keys."""

    rows: list[Row] = Field(min_length=1, max_length=ROWS_MAX)
    source: Line = ""
    tlp: TlpLabel | None = None
    simulated: bool = False


class Taken(BaseModel):
    """What the reports brought. `problems` has the first fifty, each in one line."""

    file: str
    format: str
    rows: int
    blank: int
    entered: int
    duplicates: int
    conflicts: int
    rejected: int
    rejects: str
    problems: list[str]
    unmatched_actors: dict[str, int]


class RecordOut(BaseModel):
    """One record. `tlp` is the marking by which it is guarded, its own or what it amends'."""

    id: str
    site: str
    seq: int
    kind: str
    recorded_at: str
    author: str
    simulated: bool
    tlp: TlpLabel
    body: dict[str, Any]
    prev: str


class RecordsOut(BaseModel):
    """A page of records in the order recorded. Send `cursor` back as `after` for what follows."""

    records: list[RecordOut]
    cursor: str
    more: bool


class SyncState(Wire):
    """How far each site's chain is held: its size and the root over it."""

    site: str
    state: dict[str, list[int | str]]


class SyncTaken(Wire):
    """What a bundle brought: records by site, and what was refused."""

    added: dict[str, int]
    refused: list[str]


class HeadOut(BaseModel):
    """What a site's ledger looked like at a size, as the site signed it."""

    site: str
    size: int
    root: str
    last: str
    time: str
    content: str
    signature: str
    public_key: str


class FindingOut(BaseModel):
    """One finding; its columns are in docs/reference/verification-semantics.md."""

    model_config = ConfigDict(extra="allow")
    id: str
    provision: str
    party: str
    verdict: str
    tlp: TlpLabel
    withheld: int


class FindingsOut(BaseModel):
    """Findings in order. `total` counts all that the user may read and asked for.

    `versions` has a sentence for each report that two sites recorded differently.
    """

    findings: list[FindingOut]
    total: int
    versions: list[str]


class Made(BaseModel):
    """The id of the record that was made."""

    id: str


class CorrectionIn(Wire):
    """What a report should have said, as one whole row of the report form, and why."""

    row: Row
    reason: Text


class RetractionIn(Wire):
    """Why a record is taken back."""

    reason: Text


class NewAnswer(Wire):
    """What a party says of a finding about it."""

    stance: Literal["acknowledge", "dispute", "explain"]
    text: Text


class SignIn(Wire):
    """A name and a password, and a one-time code where the account has them."""

    name: Annotated[str, StringConstraints(max_length=64)]
    password: Annotated[str, StringConstraints(max_length=200)]
    code: Annotated[str, StringConstraints(max_length=10)] = ""


class CodeIn(Wire):
    """A one-time code."""

    code: Annotated[str, StringConstraints(max_length=10)]


class CodeSecret(BaseModel):
    """The secret of one-time codes, shown once, and as an address for authenticator apps."""

    secret: str
    address: str


class PasskeyIn(Wire):
    """What a browser made of a passkey's options; `key` is what the options came with."""

    key: Annotated[str, StringConstraints(max_length=100)]
    credential: dict[str, JsonValue]
    label: Annotated[str, StringConstraints(max_length=80)] = ""


class PasskeyOptions(BaseModel):
    """Options for ``navigator.credentials``; send `key` back with the result."""

    key: str
    options: dict[str, Any]


class Me(BaseModel):
    """Who is signed in; `csrf` goes into the header ``X-CSRF-Token`` of every change."""

    account: str
    name: str
    role: Role
    party: str
    scopes: list[str]
    csrf: str = ""


class NewAccount(Wire):
    """A new account. Without a password it signs in by OIDC (`oidc`: issuer, a space, subject)."""

    name: Annotated[str, StringConstraints(max_length=64)]
    role: Role
    party: Annotated[str, StringConstraints(max_length=80)] = ""
    password: Annotated[str, StringConstraints(max_length=200)] = ""
    oidc: Annotated[str, StringConstraints(max_length=500)] = ""


class RoleIn(Wire):
    """Another role for an account."""

    role: Role
    party: Annotated[str, StringConstraints(max_length=80)] = ""


class AccountOut(BaseModel):
    """An account, without its secrets."""

    id: str
    name: str
    role: Role
    party: str
    oidc: str
    disabled: bool
    created: str
    has_codes: bool


class AccountsOut(BaseModel):
    """All accounts, by name."""

    accounts: list[AccountOut]


class EventOut(BaseModel):
    """One thing that happened to an account, and the account (or command) that did it."""

    number: int
    time: str
    account: str
    by: str
    what: str


class EventsOut(BaseModel):
    """Events in order; send the last `number` back as `after` for what follows."""

    events: list[EventOut]


class TokenIn(Wire):
    """A token for a program: what it is for, what it may do at most, and for how many days."""

    label: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    scopes: list[Literal["read", "submit", "amend", "answer", "audit", "accounts"]] = Field(
        min_length=1, max_length=6
    )
    days: int = Field(default=90, ge=1, le=366)


class TokenOut(BaseModel):
    """A token, without its secret."""

    id: str
    label: str
    scopes: list[str]
    expires: str


class TokensOut(BaseModel):
    """One's own tokens."""

    tokens: list[TokenOut]


class TokenMade(BaseModel):
    """A new token, shown this once."""

    secret: str
