"""Who may do what: the one place that decides it.

Whatever is not allowed here is refused. A question is (role, action, marking, whose): the marking of
the record or finding, and `whose` it is, seen from the user. The table in
``docs/reference/roles.md`` is written from these functions, and a test tries every cell of it
through the HTTP API.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from sulh.ledger.tlp import Tlp

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "ACTIONS",
    "AT_LEAST",
    "EVIDENCE",
    "NOBODY",
    "OUTSIDE",
    "RATES",
    "ROLES",
    "SCOPES",
    "SCOPE_OF",
    "WHOSE",
    "Action",
    "Role",
    "Whose",
    "allowed",
    "is_restricted",
    "may_enter",
    "strictest",
]

Role = Literal[
    "observer",
    "watch officer",
    "analyst",
    "liaison",
    "contributor",
    "administrator",
    "auditor",
    "site",
    "facilitator",
]
"""A liaison speaks for a party of the agreements, a contributor for a nation that sends people. A
site is another site of the mission: it exchanges whole chains and does nothing else. A facilitator
steers a live exercise and knows its truth; trainees have the other roles, and none of them is told."""

Action = Literal[
    "read",
    "read finding",
    "submit",
    "amend",
    "release",
    "answer",
    "read access",
    "read accounts",
    "change accounts",
    "read account events",
    "sync",
    "read metrics",
    "keep watch",
    "steer exercise",
    "preview sharing",
]

Whose = Literal["own", "party", "other"]
"""`own`: entered with this very account. `party`: a record that an account of the same party or
nation entered, or a finding about the party. `other`: everything else."""

ROLES: tuple[Role, ...] = get_args(Role)
ACTIONS: tuple[Action, ...] = get_args(Action)
WHOSE: tuple[Whose, ...] = get_args(Whose)

NOBODY = frozenset[str]()
"""No roles, no parties. Each new empty set takes 216 bytes, and nearly every record would have one."""
OUTSIDE: frozenset[Role] = frozenset({"liaison", "contributor"})
"""Those who do not work for the mission. They enter reports in their own name only."""

RATES: frozenset[Role] = frozenset({"watch officer", "analyst"})
"""Those who give the Admiralty code, to their own reports and to others'. What the others enter is unrated
until one of these corrects it, and from then on only these amend it."""

Limits = dict[Whose, Tlp]

READ: Mapping[Role, Limits] = {
    "observer": {"own": Tlp.RED, "other": Tlp.AMBER},
    "watch officer": {"own": Tlp.RED, "other": Tlp.RED},
    "analyst": {"own": Tlp.RED, "other": Tlp.AMBER_STRICT},
    "liaison": {"own": Tlp.RED, "party": Tlp.AMBER_STRICT, "other": Tlp.GREEN},
    "contributor": {"own": Tlp.RED, "party": Tlp.AMBER_STRICT, "other": Tlp.GREEN},
    "administrator": {"other": Tlp.CLEAR},
    "auditor": {"other": Tlp.AMBER_STRICT},
    "facilitator": {"other": Tlp.AMBER_STRICT},
}
"""The strictest marking each may read. RED is for named recipients (TLP 2.0): whoever entered the
record, and the watch officers, to whom the mission's reports are addressed."""

READ_FINDING: Mapping[Role, Limits] = {
    **READ,
    "liaison": {"party": Tlp.RED, "other": Tlp.GREEN},
}
"""A finding is as strict as the strictest record it rests on (of the unrated ones only those that the reader
may read: `sulh.server.access.unrated`). A party always sees the findings
about itself, so that it can answer; the records behind them it sees only by `READ`."""

AMEND: Mapping[Role, Limits] = {
    "observer": {"own": Tlp.RED},
    "watch officer": {"own": Tlp.RED, "other": Tlp.RED},
    "analyst": {"own": Tlp.RED, "other": Tlp.AMBER_STRICT},
    "liaison": {"own": Tlp.RED},
    "contributor": {"own": Tlp.RED},
}

ANSWER: Mapping[Role, Limits] = {"liaison": {"party": Tlp.RED}}

RELEASE: Mapping[Role, Limits] = {"watch officer": {"own": Tlp.RED, "other": Tlp.RED}}
"""Who may mark a record anew, or let a party read it."""

BY_MARKING: Mapping[Action, Mapping[Role, Limits]] = {
    "read": READ,
    "read finding": READ_FINDING,
    "amend": AMEND,
    "release": RELEASE,
    "answer": ANSWER,
}

BY_ROLE: Mapping[Action, frozenset[Role]] = {
    "submit": frozenset({"observer", "watch officer", "analyst", "liaison", "contributor"}),
    "read access": frozenset({"auditor"}),
    "read accounts": frozenset({"administrator", "auditor"}),
    "change accounts": frozenset({"administrator"}),
    "read account events": frozenset({"administrator", "auditor"}),
    "sync": frozenset({"site"}),
    "read metrics": frozenset({"administrator", "auditor"}),
    "keep watch": frozenset({"watch officer"}),
    "steer exercise": frozenset({"facilitator"}),
    "preview sharing": frozenset({"watch officer", "analyst", "auditor"}),
}

ENTER: Mapping[str, frozenset[Role]] = {
    "comparison": frozenset({"watch officer", "analyst"}),
    "lawful-request": frozenset({"watch officer", "analyst"}),
    **dict.fromkeys(
        (
            "alert-acknowledgement",
            "alert-rule",
            "disclosure",
            "handover-confirmation",
            "held-choice",
            "shift-handover",
        ),
        frozenset({"watch officer"}),
    ),
    **dict.fromkeys(
        (
            "custody",
            "equipment-inspection",
            "evidence-item",
            "evidence-transfer",
            "landing-site",
            "medical-asset",
            "medical-facility",
            "response-unit",
            "task",
            "task-step",
            "standard-assessment",
            "store-count",
            "threat-object",
            "way-closure",
            "weapon",
        ),
        frozenset({"observer", "watch officer", "analyst"}),
    ),
}
"""Who may enter the kinds of record that somebody from outside the mission must not: they would settle
what others reported, or change the mission's registers and plans. Other kinds: whoever may submit."""


def may_enter(role: Role, kind: str) -> bool:
    """Say whether a role that may submit may enter records of a kind."""
    return role in ENTER.get(kind, BY_ROLE["submit"])


Scope = Literal["read", "submit", "amend", "answer", "audit", "accounts", "sync", "metrics"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
SCOPE_OF: Mapping[Action, Scope] = {
    "read": "read",
    "read finding": "read",
    "submit": "submit",
    "amend": "amend",
    "release": "amend",
    "answer": "answer",
    "read access": "audit",
    "read account events": "audit",
    "read accounts": "accounts",
    "change accounts": "accounts",
    "sync": "sync",
    "read metrics": "metrics",
    "keep watch": "submit",
    "steer exercise": "submit",
    "preview sharing": "read",
}
"""The scope that an API token needs for each action. A scope never adds to the account's role."""


def allowed(role: Role, action: Action, marking: Tlp = Tlp.RED, whose: Whose = "other") -> bool:
    """Say whether a role may do something to a record or finding of that marking.

    An account without a party is treated as `other`.
    """
    if action in BY_ROLE:
        return role in BY_ROLE[action]
    limit = strictest(role, action, whose)
    return limit is not None and marking <= limit


def strictest(role: Role, action: Action, whose: Whose) -> Tlp | None:
    """Return the strictest marking for which a role may do something; None where it never may."""
    limits = BY_MARKING[action].get(role, {})
    other = limits.get("other")
    return limits.get(whose, other)


EVIDENCE: frozenset[str] = frozenset({"evidence-item", "evidence-transfer", "lawful-request"})
"""Kinds of record of which each read is recorded."""

AT_LEAST: Mapping[str, Tlp] = {
    **dict.fromkeys(sorted(EVIDENCE), Tlp.AMBER_STRICT),
    "disclosure": Tlp.AMBER,  # what one partner was given is no other's business
}
"""The mildest marking of records of a kind, whatever they say themselves; no release makes one milder."""


def is_restricted(marking: Tlp, *, sealed: bool) -> bool:
    """Say whether reading a record is itself to be recorded."""
    return sealed or marking >= Tlp.AMBER_STRICT
