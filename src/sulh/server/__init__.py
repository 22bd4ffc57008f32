"""A mission over HTTP: the API, the pages, the accounts, and the one place that decides on rights.

Only `sulh.server.app` and the routes need the extra ``serve``.
"""

from typing import TYPE_CHECKING

from sulh.lazy_exports import export_lazily

if TYPE_CHECKING:
    from sulh.server.access.accounts import Account, AccountEvent, Accounts
    from sulh.server.access.open import account_rows, open_accounts
    from sulh.server.access.passkeys import passkeys_of, remove_passkey
    from sulh.server.access.policy import ACTIONS, ROLES, SCOPES, WHOSE, allowed, is_restricted
    from sulh.server.access.principal import Principal
    from sulh.server.access.sessions import make_token, revoke_token, tokens_of
    from sulh.server.access.sqlite_accounts import SqliteDatabase
    from sulh.server.access.totp import drop_secret
    from sulh.server.demo import demo_accounts
    from sulh.server.service import MissionService
    from sulh.server.settings import OidcSettings, Settings, read_settings

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
    "account_rows",
    "allowed",
    "demo_accounts",
    "drop_secret",
    "is_restricted",
    "make_token",
    "open_accounts",
    "passkeys_of",
    "read_settings",
    "remove_passkey",
    "revoke_token",
    "tokens_of",
]

export_lazily(__name__)
