"""A real PostgreSQL server for tests, on a socket in a folder of its own."""

import os
import pwd
import shutil
import subprocess
import tempfile
from itertools import count
from pathlib import Path


def find_binaries():
    """Return the folder of PostgreSQL's programs, or None."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    return max((p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")), default=None)


class PostgresServer:
    """Started on making; `new_database` gives the address of an empty one."""

    def __init__(self, binaries):
        self.binaries = binaries
        self.folder = Path(tempfile.mkdtemp(prefix="sulh-pg-"))
        # PostgreSQL refuses to run as root: then it runs as the user that its package made.
        self.user = "postgres" if os.geteuid() == 0 else None
        if self.user:
            owner = pwd.getpwnam(self.user)
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        self.data = self.folder / "data"
        self.numbers = count()
        self._run(
            "initdb", "-D", self.data, "-U", "sulh", "--auth=trust", "-E", "UTF8", "--no-sync"
        )
        self.start()

    def _run(self, program, *arguments):
        done = subprocess.run(
            [self.binaries / program, *arguments], user=self.user, cwd=self.folder, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout

    def start(self):
        """Start the server and wait until it answers."""
        options = f"-k {self.folder} -c listen_addresses='' -c max_connections=300"
        self._run(
            "pg_ctl", "-D", self.data, "-o", options, "-w", "-l", self.folder / "log", "start"
        )

    def crash(self):
        """Stop the server as a power cut would: no checkpoint, no goodbye."""
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")

    def new_database(self):
        """Return the address of an empty database."""
        name = f"sulh{next(self.numbers)}"
        self._run("createdb", "-h", self.folder, "-U", "sulh", name)
        return f"postgresql://sulh@/{name}?host={self.folder}"

    def stop(self):
        """Stop the server and remove all of it."""
        self.crash()
        shutil.rmtree(self.folder)
