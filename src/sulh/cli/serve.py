"""``sulh serve``: a headquarters over HTTP."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import click
from click import IntRange

from sulh.cli.parameters import Folder, command
from sulh.errors import InputError, MissingExtraError

PEM = click.Path(path_type=Path, exists=True, dir_okay=False)
Host = Annotated[str, "The address to listen on."]
Port = Annotated[int, "The port; 0 means any free port.", IntRange(0, 65_535)]
QuietLog = Annotated[bool, "Log errors only, not every request."]


@command()
def serve(
    folder: Folder,
    *,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    origin: Annotated[str, "The address in browsers, for example https://hq.example.org."] = "",
    host_name: Annotated[
        tuple[str, ...],
        "Another name that the server answers to, without port; can be repeated.",
    ] = (),
    certificate: Annotated[Path | None, "The TLS certificate with its chain (PEM).", PEM] = None,
    private_key: Annotated[Path | None, "The certificate's private key (PEM).", PEM] = None,
    behind_proxy: Annotated[
        bool, "A proxy in front does TLS and sends the client's address."
    ] = False,
    demo: Annotated[
        bool, "Show the demo mission on this machine only; no account is needed."
    ] = False,
    island: Annotated[
        bool, "With --demo: a simulated day of response on the fictional island."
    ] = False,
    quiet: QuietLog = False,
    log: Annotated[
        Literal["text", "json"], "The form of the log's lines, on standard error."
    ] = "text",
) -> None:
    """Serve the mission over HTTP: pages, API, live updates.

    Make the first account with `sulh account add`. The settings are in serve.toml.
    """
    try:
        from sulh.server.run import demo_folder, serve_mission
        from sulh.server.serve import Address
    except ImportError as error:
        raise MissingExtraError(work="sulh serve", extra="serve") from error
    address = Address(
        host=host,
        port=port,
        certificate=str(certificate or ""),
        private_key=str(private_key or ""),
        behind_proxy=behind_proxy,
    )
    if island and not demo:
        raise InputError("--island is a demo.", remedy="Write --demo --island.")
    if demo:
        is_public, now = behind_proxy or bool(origin), datetime.now(UTC)
        folder = demo_folder(folder, address, is_public=is_public, now=now, island=island)
    if island:
        click.echo("All records of this day are simulated: Exercise on each page shows them.")
    serve_mission(
        folder,
        address,
        now=partial(datetime.now, UTC),
        origin=origin,
        host_names=host_name,
        demo=demo,
        page="/respond?simulated=true" if island else "",
        json_log=log == "json",
        quiet=quiet,
        say=click.echo,
    )
