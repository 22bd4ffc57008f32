"""The web face of a mission: HTTP API, pages, accounts, and the one place where rights are decided.

What needs the extra ``serve`` is in `sulh.server.app` and the routes; importing this room does not.
"""

from sulh.server.accounts import Account, AccountEvent, Accounts
from sulh.server.policy import ACTIONS, ROLES, SCOPES, WHOSE, allowed, is_restricted
from sulh.server.principal import Principal
from sulh.server.service import MissionService
from sulh.server.sessions import make_token, revoke_token, tokens_of
from sulh.server.settings import OidcSettings, Settings, read_settings
from sulh.server.sqlite_accounts import SqliteDatabase
from sulh.server.tlp import Tlp

__all__ = [
    "ACTIONS",
    "ROLES",
    "SCOPES",
    "WHOSE",
    "Account",
    "AccountEvent",
    "Accounts",
    "MissionService",
    "OidcSettings",
    "Principal",
    "Settings",
    "SqliteDatabase",
    "Tlp",
    "allowed",
    "is_restricted",
    "make_token",
    "read_settings",
    "revoke_token",
    "tokens_of",
]
