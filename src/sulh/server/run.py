"""A mission served by this process until it is told to stop: clock, accounts, application, socket."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sulh.errors import InputError
from sulh.server.access.accounts import Accounts
from sulh.server.access.open import mission_names, open_accounts_file
from sulh.server.app import make_app
from sulh.server.demo import demo_accounts
from sulh.server.middleware.request_log import log_settings
from sulh.server.serve import bind, collect_rarely, server_on
from sulh.server.service import MissionService
from sulh.server.settings import read_settings
from sulh.workspace import JoinedExercise, LiveExercise, is_joined, is_live, steady_clock
from sulh.workspace.demo import demo_mission
from sulh.workspace.demo_day import demo_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sulh.server.serve import Address

__all__ = ["demo_folder", "serve_mission"]

ANY_ADDRESS = frozenset({"0.0.0.0", "::"})  # noqa: S104 -- refused as a name, not listened on


def serve_mission(
    folder: Path,
    address: Address,
    *,
    now: Callable[[], datetime],
    origin: str = "",
    host_names: Sequence[str] = (),
    demo: bool = False,
    page: str = "",
    json_log: bool = False,
    quiet: bool = False,
    say: Callable[[str], None] = print,
) -> None:
    """Serve a mission's folder until the process is told to stop; `say` gets what its console is to print.

    `now` is the clock (UTC). `origin` is its address in browsers; empty: that of the socket. `host_names` are
    other names that it answers to. With `demo` the accounts of the demonstration are signed in without a
    password; see `demo_folder`. `page` is that of the console whose address is printed, with what it asks.

    Raises
    ------
    InputError
        When the folder is no mission's, or the address cannot be used.
    """
    listening = bind(address)
    scheme = "https" if address.certificate else "http"
    host = f"[{address.host}]" if ":" in address.host else address.host
    here = origin or f"{scheme}://{host}:{listening.getsockname()[1]}"
    settings = read_settings(
        folder,
        origin=here,
        host_names=host_names,
        is_public=address.behind_proxy or not address.is_local,
    )
    if settings.host in ANY_ADDRESS:
        listening.close()
        raise InputError(
            f"No browser calls a server {settings.host}, and Sulh answers to its own names only.",
            remedy="Give --origin: the address in browsers, for example https://hq.example.org.",
        )

    live = LiveExercise(folder, real=steady_clock()) if is_live(folder) else None
    joined = JoinedExercise(folder, real=steady_clock()) if not live and is_joined(folder) else None
    service = MissionService(
        folder,
        now=live.clock if live else joined.clock if joined else now,
        default=settings.default_marking,
        collections=settings.collections,
    )
    database = open_accounts_file(folder)
    pack = service.workspace.pack
    accounts = Accounts(database, pack.actors, mission_names(pack, service.workspace.site))
    try:
        app = make_app(service, accounts, settings, now=now, live=live, joined=joined)
        if demo:
            app.state.sulh.demo_accounts = demo_accounts(accounts, pack, now=now())
        console, api = f"{settings.origin}/console{page}", f"{settings.origin}/openapi.json"
        say(f"{pack.title}: {console} (API: {api})")
        if not accounts.all():
            role = "facilitator" if live else "administrator"
            say(f"There are no accounts yet: sulh account add NAME --role {role}")
        if service.workspace.store.is_closed_by_restore:
            say("The ledger is restored and takes no new records: sulh ledger resume")
        log = log_settings(as_json=json_log, quiet=quiet)
        collect_rarely()
        server_on(app, address, connections_max=settings.connections_max, log=log).run(
            sockets=[listening]
        )
    finally:
        service.close()
        database.close()


def demo_folder(
    folder: Path, address: Address, *, is_public: bool, now: datetime, island: bool = False
) -> Path:
    """Return the folder of the demo mission, made where it is not there; only this machine may reach it.

    `island`: a day of response on the fictional island, in place of the mission that is shown else.

    Raises
    ------
    InputError
        When another `folder` is named than the current one, or others could reach the server.
    """
    if folder != Path():
        raise InputError(
            f"A demo shows the demo mission, not {folder}.", remedy="Leave out -C, or --demo."
        )
    if is_public or not address.is_local:
        raise InputError(
            "A demo lets anybody in, so that it listens on this machine only.",
            remedy="Leave out --host, --origin and --behind-proxy.",
        )
    return (demo_day if island else demo_mission)(Path("out"), now=now)
