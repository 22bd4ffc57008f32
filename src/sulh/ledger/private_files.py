"""Files and folders that only their owner may read, as far as the system knows owners."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["make_private_file", "make_private_folder"]


def make_private_folder(path: Path) -> None:
    """Make a folder with permissions 0700; one that exists already is left as it is."""
    if path.is_dir():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(mode=0o700, exist_ok=True)


def make_private_file(path: Path) -> int:
    """Make a file with permissions 0600 and return its descriptor, open for writing.

    Raises
    ------
    FileExistsError
        When there is one already.
    """
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
