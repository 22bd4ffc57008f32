"""Make the files of ``tests/kept/VERSION``: run once for each release, never again for an old one.

Every later version must open, audit, verify and sign in with what this version wrote. Run it from the root
of the repository::

    python -m tests.kept.make

It writes a mission's folder with another site's records and accounts with passwords and a token, the same
as a backup, a bundle for another site, the rows of its ledger on PostgreSQL, and the answers that were
right when it was made. The key and the passwords in it were never those of a real mission.
"""

import json
import shutil
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.postgres import PostgresServer, find_binaries
from tests.server.served import incident, tanks

from sulh import __version__, workspace
from sulh.ledger import Draft
from sulh.ledger.postgres.dump import dump_database
from sulh.ledger.sync import state
from sulh.observe import open_reports
from sulh.server import Accounts, SqliteDatabase, make_token
from sulh.tables import rows_table
from sulh.workspace.record_kinds import RECORD_KINDS

KEPT = Path(__file__).parent
NOW = datetime(2024, 5, 3, 10, tzinfo=UTC)
AT = datetime(2021, 3, 31, tzinfo=UTC)
PASSWORD = "correct horse battery"
TOKEN_DAYS = 366


def findings(opened):
    """Return the findings of a mission, as far as they must stay the same."""
    judged = workspace.judge(opened, as_of=None, at=AT)
    return sorted([each.id, each.verdict] for each in judged.findings)


def fill(opened, rows):
    """Import rows of the report form."""
    table = rows_table(rows, name="kept.jsonl")
    workspace.import_reports(
        opened, open_reports(table, kinds=RECORD_KINDS), workspace.ImportOptions(now=NOW)
    )


def make_mission(folder):
    """Make a mission with reports, a correction's chain, a retraction, and another site's records."""
    opened = workspace.set_up(folder / "hq", pack_name="example", site="hq", now=NOW)
    team = workspace.set_up(folder / "team", pack_name="example", site="team", now=NOW)
    fill(opened, [incident("A"), incident("B", text="مرحبا"), *tanks(44)])
    fill(
        team,
        [incident("C", source="other"), *tanks(3, ref="V9-t", inspection="V9", start="2021-02-10")],
    )
    first = next(each for each in opened.store.records() if each.kind == "incident")
    workspace.retract_record(opened, first.id, reason="a mistake", author="watch officer", now=NOW)
    opened.store.append(
        [Draft(kind="access", body={"account": "a", "role": "r", "what": "page", "records": []})],
        recorded_at=NOW + timedelta(hours=1),
        author="headquarters",
    )
    for each in (team, opened):
        workspace.sync_with_file(each, folder / "stick", now=NOW + timedelta(hours=2))
    return opened


def make_accounts(path):
    """Make the account file; return the token."""
    database = SqliteDatabase(path)
    accounts = Accounts(database)
    accounts.add("anna", role="watch officer", password=PASSWORD, now=NOW, by="kept")
    accounts.add("rami", role="liaison", party="RED", password=PASSWORD, now=NOW, by="kept")
    token = make_token(
        accounts, "anna", label="kept", scopes=["read"], days=TOKEN_DAYS, now=NOW, by="kept"
    )
    database.close()
    return token


def main():
    """Write the files of this version, unless they are there."""
    target = KEPT / __version__
    if target.exists():
        sys.exit(f"{target} is there already: what an old version wrote stays as it is.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        opened = make_mission(folder)
        token = make_accounts(folder / "hq" / "accounts.sqlite")
        facts = {
            "version": __version__,
            "token": token,
            "findings": findings(opened),
            "state": state(opened.store),
            "records": [each.id for each in opened.store.records()],
            "public_key": opened.store.chain("hq").public_key,
        }
        opened.store.close()
        server = PostgresServer(find_binaries())
        target.mkdir()
        workspace.back_up(folder / "hq", target / "mission.zip", now=NOW)
        mission = target / "mission"
        shutil.copytree(
            folder / "hq",
            mission,
            ignore=shutil.ignore_patterns("rejects", "*-shm", "*-wal", "*.picture"),
        )
        (target / "facts.json").write_text(json.dumps(facts, indent=1) + "\n")
        shutil.copy(folder / "stick", target / "bundle.sulh")
        workspace.migrate_ledger(folder / "hq", url := server.new_database())
        dump_database(url, target / "ledger.sql")
        server.stop()


if __name__ == "__main__":
    main()
