"""``sulh share``: what may leave the mission, to whom."""

import os
from pathlib import Path
from typing import Annotated, Literal

import click
from click import IntRange

from sulh.cli import rooms
from sulh.cli.options import (
    OFFICER,
    AnyFile,
    At,
    Author,
    Exercise,
    InFile,
    Json,
    Language,
    Page,
    writes,
)
from sulh.cli.output import plain_json, show, write_output
from sulh.cli.parameters import Folder, Group, Mission, Now
from sulh.cli.share_notices import notices
from sulh.cli.show import console
from sulh.errors import plural

Names = Annotated[
    tuple[str, ...],
    "A party or nation: add what was released to it; can be repeated.",
    "--released-to",
]
Collection = Annotated[str, "The collection's name."]


@click.group(cls=Group, short_help="What may leave the mission, and to whom.")
def share() -> None:
    """Show what may leave the mission, and share it."""


share.add_command(notices)


@share.command(short_help="Show what would leave, what stays, and why.")
def preview(
    mission: Mission,
    *,
    to: Annotated[
        Literal["public", "clear", "green", "amber", "amber+strict"],
        "The public (coarse, three days late), or an audience that may have so strict a marking.",
    ] = "public",
    purpose: Annotated[
        Literal[
            "common-picture",
            "cyber-defence",
            "humanitarian",
            "lawful-request",
            "notice",
            "public-information",
        ],
        "What for.",
        "--for",
    ] = "public-information",
    names: Names = (),
    exercise: Exercise = False,
    as_json: Json = False,
    now: Now,
) -> None:
    """Show what would leave the mission now, what stays, and why. Nothing leaves."""
    from sulh.server.share.preview import audience_named, preview

    audience = audience_named(to, purpose, names, mission.pack)
    passage = preview(mission, audience, purpose, moment=now, simulated=exercise)
    if as_json:
        click.echo(plain_json(passage.content(), indent=1))
    else:
        rooms.share.show_passage(console(), passage)


@share.command(short_help="Write what is safe to block, for a firewall or name server.")
def blocklist(
    mission: Mission,
    *,
    collection: Collection = "threats",
    form: Annotated[
        Literal["plain", "rpz"],
        "One name or network a line, or a response policy zone for name servers.",
    ] = "plain",
    own: Annotated[tuple[str, ...], "A name or network never to be listed; can be repeated."] = (),
    confidence: Annotated[
        int,
        "The least confidence; an indicator without one counts as 50.",
        IntRange(0, 100),
    ] = 0,
    exercise: Exercise = False,
    now: Now,
) -> None:
    """Write what is safe to block by itself on standard output, and on standard error why the rest is out."""
    from sulh.server.share.mission_threats import threats_for
    from sulh.share import threats
    from sulh.share.audience import inner_audience

    objects = threats_for(mission, inner_audience(), collection, simulated=exercise)
    blocked = threats.blocklist(objects, moment=now, own=frozenset(own), confidence_min=confidence)
    if form == "rpz":
        click.echo(threats.rpz_zone(blocked, serial=int(now.timestamp())), nl=False)
    else:
        click.echo(threats.plain_list(blocked), nl=False)
    for each in blocked.out:
        click.echo(f"not blocked: {each.value}: {threats.NOT_BLOCKED[each.why]}", err=True)


@share.command(short_help="Take a STIX bundle or a MISP event into a collection.")
def take(
    mission: Mission,
    file: InFile,
    *,
    collection: Collection = "threats",
    source: Annotated[str, "Who sent it.  [default: the file's name]"] = "",
    author: Author = OFFICER,
    exercise: Exercise = False,
    now: Now,
) -> None:
    """Take the objects of FILE, a STIX bundle or a MISP event, into a collection of threats."""
    from sulh.server.share.mission_threats import take_file

    result = take_file(
        mission,
        file.read_bytes(),
        collection=collection,
        source=source or file.name,
        author=author,
        now=now,
        simulated=exercise,
    )
    for each in result.left_out:
        click.echo(f"  left out: {each}", err=True)
    click.echo(
        f"{plural(result.entered, 'object')} entered, {plural(result.already, 'was', 'were')} there already."
    )


@share.command(short_help="Pull threats from another server of TAXII 2.1.")
def pull(
    folder: Folder,
    url: str,
    *,
    collection: Collection = "threats",
    source: Annotated[str, "Who keeps the server.  [default: URL]"] = "",
    credentials: Annotated[
        AnyFile,
        "A file with one line: user:password, or a token.  [env: SULH_TAXII_CREDENTIALS, the line itself]",
    ] = None,
    authority: Annotated[AnyFile, "Certificates (PEM) that vouch for the server's."] = None,
    again: Annotated[bool, "Ask for everything, not for what is new."] = False,
    author: Author = OFFICER,
    exercise: Exercise = False,
    now: Now,
) -> None:
    """Pull what is new from URL, a collection of another TAXII 2.1 server, into one of the mission's.

    URL may be a server or API root with one collection to read; where it has more, their addresses are named.
    """
    from sulh.server.share.pull_threats import pull_threats
    from sulh.server.share.taxii_client import TaxiiClient, read_credentials

    secret = os.environ.get("SULH_TAXII_CREDENTIALS", "")
    if credentials is not None:
        secret = read_credentials(credentials)
    client = TaxiiClient(url, credentials=secret, authority=authority)
    entered = already = 0
    try:
        for result in pull_threats(
            rooms.workspace.open_workspace(folder),
            client.ask,
            url,
            collection=collection,
            source=source or url,
            author=author,
            now=now,
            again=again,
            simulated=exercise,
        ):
            entered, already = entered + result.entered, already + result.already
            for each in result.left_out:
                click.echo(f"  left out: {each}", err=True)
    finally:
        click.echo(
            f"{plural(entered, 'object')} entered, {plural(already, 'was', 'were')} there already."
        )


@share.command(short_help="Write the threats of a week, and of the month so far.")
def brief(
    mission: Mission,
    *,
    to: Annotated[
        Literal["clear", "green", "amber", "amber+strict"],
        "The strictest marking that the readers may have.",
    ],
    names: Names = (),
    language: Language = "en",
    at: At = None,
    author: Author = OFFICER,
    exercise: Exercise = False,
    output: Annotated[Path | None, writes(".html", ".pdf", ".xlsx")] = None,
    now: Now,
) -> None:
    """Write the cyber attacks of the seven days before --at, with their signs, for readers outside.

    It holds what the gate lets leave to them. That it was written to a file is recorded as a disclosure.
    """
    from sulh.server.share.brief import brief_for, brief_forms, record_brief
    from sulh.server.share.preview import audience_named

    audience = audience_named(to, "cyber-defence", names, mission.pack)
    content = brief_for(mission, audience, at=at or now, now=now, simulated=exercise)
    forms = brief_forms(mission, content, language=language)
    if output is None:
        show(forms, None)
        return
    record_brief(mission, content, audience, now=now, author=author)
    write_output(output, forms.writers())


@share.command(short_help="Show in whose hands evidence was, and write the sheet to hand over.")
def evidence(
    mission: Mission,
    request: str = "",
    *,
    file: Annotated[
        tuple[InFile, ...],
        "A file to be held against the digests of the items; can be repeated.",
    ] = (),
    at: At = None,
    author: Author = OFFICER,
    exercise: Exercise = False,
    output: Page = None,
    language: Language = "en",
    as_json: Json = False,
    now: Now,
) -> None:
    """Show the chain of custody of each item kept for REQUEST, a lawful request by its ref; without it, of all.

    Gaps, two holders at once, other digests and other seals are named. A sheet written with -o for a REQUEST is
    one to hand over: that it left is a record. It exits with 4 if something is in doubt.

    The records come in with `sulh observe`: kinds lawful-request, evidence-item and evidence-transfer.
    """
    from sulh.server.share.evidence import (
        compare_files,
        evidence_forms,
        evidence_view,
        record_handover,
    )

    view = evidence_view(mission, request, at=at or now, moment=now, simulated=exercise)
    results = compare_files(view, file)
    if request and output is not None:
        record_handover(mission, view, author=author, now=now)
    show(evidence_forms(mission, view, language=language), output, as_json=as_json)
    for path, digest, numbers in results:
        which = f"is item {', '.join(numbers)}" if numbers else "is no item of evidence"
        click.echo(f"{path} {which} (SHA-256 {digest}).", err=True)
    if view.stays:
        click.echo(f"Records of evidence that are TLP:RED and stay: {view.stays:,}.", err=True)
    if view.statement.all_faults() or not all(numbers for _, _, numbers in results):
        raise SystemExit(4)
