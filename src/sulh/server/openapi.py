"""The API's description without a mission: ``python -m sulh.server.openapi FILE`` writes it.

The console's types are made from it, so that a renamed field breaks the console's build.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from sulh.server.app import ROUTERS

__all__ = ["api_description"]


def api_description() -> dict[str, Any]:
    """Return the OpenAPI document of all routes of the API."""
    app = FastAPI(title="Sulh headquarters")
    for router in ROUTERS:
        app.include_router(router)
    return app.openapi()


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(api_description(), indent=1) + "\n", "utf-8")
