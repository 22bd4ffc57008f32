"""Begin a pack: a small one that passes its check, with comments to write by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sulh.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["new"]

FILES = {
    "pack.toml": """\
# A mission pack. The format is in docs/reference/pack-format.md; check it with: sulh pack check
id = "{id}"
version = "0.1"
title = "{title}"
summary = "Say in a sentence what the mission does."
timezone = "UTC"        # where days and months begin: an IANA name such as Africa/Bangui
languages = ["en"]
""",
    "sources.toml": """\
# Every fact names the document it rests on.
[[source]]
id = "agreement"
title = "The agreement's title"
date = "2024-01-01"
""",
    "actors.toml": """\
# Who acts. Add every name by which reports call them.
[[actor]]
id = "NORTH"
name = "Party of the North"
kind = "party"
aliases = ["Northern Army"]
source = "agreement"
evidence = "to_verify"

[[actor]]
id = "SOUTH"
name = "Party of the South"
kind = "party"
source = "agreement"
evidence = "to_verify"

[[actor]]
id = "CIV"
name = "Civilians"
kind = "civilians"
source = "agreement"
evidence = "to_verify"
""",
    "agreements/ceasefire.toml": """\
[agreement]
id = "ceasefire"
title = "The agreement's title"
type = "ceasefire"
signed = 2024-01-01
source = "agreement"
evidence = "to_verify"

# One table for each obligation. The ten kinds are in docs/reference/pack-format.md.
[[provision]]
id = "end-of-hostilities"
kind = "ceasefire"
article = "Article 1"
title = "End of hostilities"
text = "The words of the article."
parties = ["*"]
acts = ["hostile-act", "violence-against-civilians"]
severity = "serious"
source = "agreement"
evidence = "to_verify"
""",
}


def new(folder: Path, *, id: str, title: str) -> None:  # noqa: A002 -- the pack's word
    """Write a new pack into `folder`.

    Raises
    ------
    InputError
        When the folder exists and is not empty, or the id is not lower case, digits and hyphens.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,59}", id):
        raise InputError(
            f"{id!r} cannot be a pack's id.",
            remedy="Name the folder in lower case, digits and hyphens.",
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder} is not empty.", remedy="Choose a new folder.")
    clean = " ".join(title.split()).replace("\\", "").replace('"', "'")
    clean = "".join(c for c in clean if c.isprintable())
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        filled = text.replace("{id}", id).replace("{title}", clean or id)
        path.write_text(filled, encoding="utf-8")
