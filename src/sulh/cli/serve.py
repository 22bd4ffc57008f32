"""``sulh serve``: a headquarters over HTTP."""

from typing import Annotated, Literal
from pathlib import Path
from sulh.cli.parameters import Folder, command

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sulh.errors import InputError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable

ACCOUNTS = "accounts.sqlite"
PEM = click.Path(path_type=Path, exists=True, dir_okay=False)


@command()
def serve(
    folder: Folder,
    *,
    host: Annotated[str, "The address to listen on."] = "127.0.0.1",
    port: Annotated[int, "The port; 0 means any free port."] = 8000,
    origin: Annotated[str, "The address in browsers, for example https://hq.example.org."] = "",
    certificate: Annotated[Path | None, "The TLS certificate with its chain (PEM).", PEM] = None,
    private_key: Annotated[Path | None, "The certificate's private key (PEM).", PEM] = None,
    behind_proxy: Annotated[
        bool, "A proxy in front does TLS and sends the client's address."
    ] = False,
    demo: Annotated[
        bool, "Show the demo mission on this machine only; no account is needed."
    ] = False,
    quiet: Annotated[bool, "Log errors only, not every request."] = False,
    log_format: Annotated[
        Literal["text", "json"], "The form of the log's lines, on standard error.", "--log"
    ] = "text",
) -> None:
    """Serve the mission over HTTP: pages, API, live updates.

    Make the first account with `sulh account add`. The settings are in serve.toml.
    """
    try:
        from sulh.server.app import make_app
        from sulh.server.middleware.request_log import log_settings
        from sulh.server.serve import Address, bind, collect_rarely, server_on
    except ImportError as error:
        raise MissingExtraError(work="sulh serve", extra="serve") from error

    from sulh import server
    from sulh.workspace import JoinedClock, LiveExercise, is_joined, is_live

    if demo:
        folder = _demo_folder(folder, host, public=behind_proxy or bool(origin))

    address = Address(
        host=host,
        port=port,
        certificate=str(certificate or ""),
        private_key=str(private_key or ""),
        behind_proxy=behind_proxy,
    )
    listening = bind(address)
    scheme = "https" if certificate else "http"
    shown_host = f"[{host}]" if ":" in host else host
    here = origin or f"{scheme}://{shown_host}:{listening.getsockname()[1]}"
    settings = server.read_settings(folder, origin=here)

    def now() -> datetime:
        return datetime.now(UTC)

    live = LiveExercise(folder, real=steady_clock()) if is_live(folder) else None
    joined = JoinedClock(folder, real=steady_clock()) if not live and is_joined(folder) else None
    clock = live.clock if live else joined or now
    service = server.MissionService(
        folder,
        now=clock,
        default=settings.default_marking,
        collections=settings.collections,
    )
    database = server.SqliteDatabase(folder / ACCOUNTS)
    accounts = server.Accounts(database, service.workspace.pack.actors)
    try:
        app = make_app(service, accounts, settings, now=now, live=live)
        if demo:
            app.state.sulh.demo_accounts = server.demo_accounts(
                accounts, service.workspace.pack, now=now()
            )
        click.echo(
            f"{service.workspace.pack.title}: {settings.origin}/console (API: {settings.origin}/openapi.json)"
        )
        if not accounts.all():
            role = "facilitator" if live else "administrator"
            click.echo(f"There are no accounts yet: sulh account add NAME --role {role}")
        if service.workspace.store.is_closed_by_restore:
            click.echo("The ledger is restored and takes no new records: sulh ledger resume")
        log = log_settings(as_json=log_format == "json", quiet=quiet)
        collect_rarely()
        server_on(app, address, connections_max=settings.connections_max, log=log).run(
            sockets=[listening]
        )
    finally:
        service.close()
        database.close()


def steady_clock() -> Callable[[], datetime]:
    """Return the real clock (UTC): its time when it is made, and what passes by a clock that nobody sets."""
    began, start_s = datetime.now(UTC), time.monotonic()
    return lambda: began + timedelta(seconds=time.monotonic() - start_s)


def _demo_folder(folder: Path, host: str, *, public: bool) -> Path:
    """Return the folder of the demo mission; nobody but this machine may reach it."""
    from sulh.server.serve import Address
    from sulh.workspace.demo import demo_mission

    if folder != Path():
        raise InputError(
            f"A demo shows the demo mission, not {folder}.", remedy="Leave out -C, or --demo."
        )
    if public or not Address(host=host).is_local:
        raise InputError(
            "A demo lets anybody in, so that it listens on this machine only.",
            remedy="Leave out --host, --origin and --behind-proxy.",
        )
    return demo_mission(Path("out"), now=datetime.now(UTC))
