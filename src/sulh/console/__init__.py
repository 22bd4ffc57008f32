"""The web face of a mission: HTTP API, pages, accounts, and the one place where rights are decided.

What needs the extra ``serve`` is in `sulh.console.app` and the routes; importing this room does not.
"""

from sulh.console.accounts import Account, AccountEvent, Accounts
from sulh.console.caller import Caller
from sulh.console.marking import Marking
from sulh.console.office import Office
from sulh.console.policy import ACTIONS, ROLES, SCOPES, WHOSE, allowed, is_restricted
from sulh.console.sessions import make_token, revoke_token, tokens_of
from sulh.console.settings import OidcSettings, Settings, read_settings
from sulh.console.sqlite_accounts import SqliteDatabase

__all__ = [
    "ACTIONS",
    "ROLES",
    "SCOPES",
    "WHOSE",
    "Account",
    "AccountEvent",
    "Accounts",
    "Caller",
    "Marking",
    "Office",
    "OidcSettings",
    "Settings",
    "SqliteDatabase",
    "allowed",
    "is_restricted",
    "make_token",
    "read_settings",
    "revoke_token",
    "tokens_of",
]
