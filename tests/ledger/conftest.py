"""A small ledger to read, and to tamper with."""

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.ledger.world import NOW

from sulh.ledger import Draft, create


def observation(n, **body):
    return Draft(kind="observation", body={"n": n, "text": "مرحبا", **body})


@pytest.fixture
def folder(tmp_path):
    """A ledger of the genesis and nine records in three batches."""
    with create(
        tmp_path / "ledger", site="site-1", name="Test", pack=("p", "d"), now=NOW,
        key=Ed25519PrivateKey.from_private_bytes(bytes(range(32))),
    ) as store:  # fmt: skip
        for batch in range(3):
            store.append(
                [observation(3 * batch + n) for n in range(3)],
                recorded_at=NOW + timedelta(hours=batch),
                author="watch officer",
            )
    return tmp_path / "ledger"
