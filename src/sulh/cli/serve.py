"""``sulh serve``: a headquarters over HTTP."""

from __future__ import annotations

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


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, help="The port; 0 means any free port.")
@click.option(
    "--origin", default="", help="The address in browsers, for example https://hq.example.org."
)
@click.option("--certificate", type=PEM, help="The TLS certificate with its chain (PEM).")
@click.option("--private-key", type=PEM, help="The certificate's private key (PEM).")
@click.option(
    "--behind-proxy", is_flag=True, help="A proxy in front does TLS and sends the client's address."
)
@click.option(
    "--demo", is_flag=True, help="Show the demo mission on this machine only; no account is needed."
)
@click.option("--quiet", is_flag=True, help="Log errors only, not every request.")
@click.option(
    "--log",
    "log_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="The form of the log's lines, on standard error.",
)
@click.pass_obj
def serve(
    folder: Path,
    *,
    host: str,
    port: int,
    origin: str,
    certificate: Path | None,
    private_key: Path | None,
    behind_proxy: bool,
    demo: bool,
    quiet: bool,
    log_format: str,
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
