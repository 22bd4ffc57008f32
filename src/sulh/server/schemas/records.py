"""The bodies of requests and answers. Inner types never leave as they are."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    ValidationError,
)

from sulh.server.access.policy import Action, Role
from sulh.server.access.principal import Duty
from sulh.values import format_utc

TlpLabel = Literal["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"]
Line = Annotated[str, StringConstraints(max_length=200)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
Row = Annotated[
    dict[Annotated[str, StringConstraints(max_length=80)], JsonValue], Field(max_length=100)
]
Utc = Annotated[str, BeforeValidator(format_utc)]
"""A time, written as RFC 3339 with ``Z``."""
ROWS_MAX = 10_000
THREAD_BYTES_MIN = 16_000
"""A smaller body is parsed sooner than a thread takes it."""


class RequestBody(BaseModel):
    """A body: unknown keys are refused, and nothing is guessed from another type."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Answer(BaseModel):
    """An answer, made from what a room returned: same names, each taken by itself."""

    model_config = ConfigDict(from_attributes=True)


Body = TypeVar("Body", bound=BaseModel)


BINARY_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
"""What OpenAPI says of a body that is a file's bytes."""


def inline_schema(schema: type[BaseModel]) -> Any:
    """Return a body's JSON Schema in one piece: a reference to a part of it would lead nowhere.

    An OpenAPI document is one namespace, and a route that parses its own body is not in it.
    """
    whole = schema.model_json_schema()
    parts = whole.pop("$defs", {})

    def resolve(value: Any) -> Any:
        if isinstance(value, dict):
            name = str(value.get("$ref", "")).removeprefix("#/$defs/")
            return (
                resolve(parts[name]) if name in parts else {k: resolve(v) for k, v in value.items()}
            )
        return [resolve(each) for each in value] if isinstance(value, list) else value

    return resolve(whole)


async def parse_body(request: Request, schema: type[Body]) -> Body:
    """Read the body of a request; a large one in a thread, so that nobody else waits for the parser.

    Raises
    ------
    RequestValidationError
        When the body is not as the schema says.
    """
    content = await request.body()
    try:
        if len(content) < THREAD_BYTES_MIN:
            return schema.model_validate_json(content)
        return await run_in_threadpool(schema.model_validate_json, content)
    except ValidationError as error:
        raise RequestValidationError(
            error.errors(include_input=False, include_url=False)
        ) from error


class ProblemDetails(BaseModel):
    """The problem (RFC 9457), and what to do, in the language that the header Accept-Language asks for."""

    status: int
    title: str
    code: str = ""
    remedy: str = ""


class Reports(RequestBody):
    """Reports, one object a row, with the columns of the report form as keys.

    `read_as` says how they are written, as `sulh observe --read-as` does. `foreign` says what becomes of
    reports from outside the mission's area.
    """

    rows: list[Row] = Field(min_length=1, max_length=ROWS_MAX)
    source: Line = ""
    tlp: TlpLabel | None = None
    simulated: bool = False
    read_as: dict[str, Line] = {}
    foreign: Literal["ask", "enter", "left-out"] = "enter"


class ProblemSummary(BaseModel):
    """The problems of one kind in one field: how many, and three examples."""

    code: str
    field: str
    severity: str
    count: int
    examples: list[str]


class ImportOut(BaseModel):
    """What came of the reports: each row is in one number alone; `problems` are lines."""

    file: str
    format: str
    rows: int
    blank: int
    entered: int
    duplicates: int
    conflicts: int
    left_out: int
    rejected: int
    added: int
    rejects: str
    assumptions: list[str]
    problems: list[str]
    problem_count: int
    problem_summary: list[ProblemSummary]
    unmatched_actors: dict[str, int]
    unmatched_deaths: int = 0
    deaths: int = 0
    proposed_aliases: dict[str, str] = {}


class AmendmentOut(BaseModel):
    """A record that corrects or retracts another one."""

    id: str
    kind: str


class RecordOut(BaseModel):
    """One record. `tlp` is the marking that guards it: its own, or that of what it amends.

    `summary` is one line. `set_aside` says why a record is used for nothing: its body does not fit
    its kind.
    """

    id: str
    site: str
    seq: int
    kind: str
    recorded_at: str
    author: str
    simulated: bool
    tlp: TlpLabel
    body: Any
    prev: str
    summary: str
    set_aside: str = ""


class OneRecordOut(RecordOut):
    """A record with what holds for the one who reads it.

    `amendments` are its corrections and retractions that they may read; `amendable`: they may correct or
    retract it; `releasable`: they may mark it anew or release it; `released`: the parties that it was
    released to (a party learns of itself only).
    """

    amendments: list[AmendmentOut]
    amendable: bool
    releasable: bool
    released: list[str]


class RecordsOut(BaseModel):
    """A page of records in the order recorded. Send `cursor` as `after` to get the next ones."""

    records: list[RecordOut]
    cursor: str
    more: bool


class HeadOut(BaseModel):
    """A site's ledger at one size, as the site signed it."""

    site: str
    size: int
    root: str
    last: str
    time: str
    content: str
    signature: str
    public_key: str


class CreatedOut(BaseModel):
    """The id of the new record."""

    id: str


class CorrectionIn(RequestBody):
    """What a report should have said, as one whole row of the report form, and why."""

    row: Row
    reason: Text


class RetractionIn(RequestBody):
    """Why a record is retracted."""

    reason: Text


class SignIn(RequestBody):
    """A name and a password, and a one-time code if the account uses them."""

    name: Annotated[str, StringConstraints(max_length=64)]
    password: Annotated[str, StringConstraints(max_length=200)]
    code: Annotated[str, StringConstraints(max_length=10)] = ""


class CodeIn(RequestBody):
    """A one-time code."""

    code: Annotated[str, StringConstraints(max_length=10)]


class CodeSecret(BaseModel):
    """The secret of one-time codes, shown only once, and as an address for authenticator apps."""

    secret: str
    address: str


class PasskeyIn(RequestBody):
    """What a browser made of a passkey's options; `key` came with the options."""

    key: Annotated[str, StringConstraints(max_length=100)]
    credential: dict[str, JsonValue]
    label: Annotated[str, StringConstraints(max_length=80)] = ""


class PasskeyOut(Answer):
    """A passkey of one's own account."""

    id: str
    label: str
    created: Utc


class PasskeysOut(BaseModel):
    """The passkeys of one's own account."""

    passkeys: list[PasskeyOut]


class PasskeyOptions(BaseModel):
    """Options for ``navigator.credentials``; send `key` back with the result."""

    key: str
    options: dict[str, Any]


class SessionOut(BaseModel):
    """Who is signed in; `csrf` goes into the header ``X-CSRF-Token`` of every change.

    `actions` are what the account may do at all, to some record or finding at least. `duty` is what the person
    must do before anything else; empty: nothing.
    """

    account: str
    name: str
    role: Role
    party: str
    scopes: list[str]
    actions: list[Action]
    duty: Duty = ""
    csrf: str = ""


class NewAccount(RequestBody):
    """A new account. Without a password it signs in by OIDC (`oidc`: issuer, a space, subject)."""

    name: Annotated[str, StringConstraints(max_length=64)]
    role: Role
    party: Annotated[str, StringConstraints(max_length=80)] = ""
    password: Annotated[str, StringConstraints(max_length=200)] = ""
    oidc: Annotated[str, StringConstraints(max_length=500)] = ""


class RoleIn(RequestBody):
    """Another role for an account."""

    role: Role
    party: Annotated[str, StringConstraints(max_length=80)] = ""


class AccountOut(Answer):
    """An account, without its secrets."""

    id: str
    name: str
    role: Role
    party: str
    oidc: str
    disabled: bool
    created: Utc
    has_codes: bool
    password_until: Utc | None


class AccountsOut(BaseModel):
    """All accounts, by name."""

    accounts: list[AccountOut]


class EventOut(Answer):
    """One event of an account, and the account (or command) that caused it."""

    number: int
    time: Utc
    account: str
    by: str
    what: str


class EventsOut(BaseModel):
    """Events in order; send the last `number` as `after` to get the next ones."""

    events: list[EventOut]


class TokenIn(RequestBody):
    """A token for a program: its purpose, the most that it may do, and for how many days."""

    label: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    scopes: list[Literal["read", "submit", "amend", "answer", "audit", "accounts"]] = Field(
        min_length=1, max_length=6
    )
    days: int = Field(default=90, ge=1, le=366)


class TokenOut(Answer):
    """A token, without its secret."""

    id: str
    label: str
    scopes: list[str]
    expires: Utc


class TokensOut(BaseModel):
    """One's own tokens."""

    tokens: list[TokenOut]


class TokenSecret(BaseModel):
    """A new token. It is shown only once."""

    secret: str
