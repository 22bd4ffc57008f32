"""A proof shows one record under a signed head, to this program and to one that knows nothing of it."""

import importlib.util
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.world import NOW, World

from sulh.errors import InputError, LedgerError
from sulh.ledger import Countersignature, HeadFile, Proof, ProofMaker, countersign, read_file
from sulh.ledger.keys import public_hex

WITNESS = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
VERIFIER = Path(__file__).parents[2] / "examples" / "check_proof.py"


@pytest.fixture(scope="module")
def verifier():
    """The standalone verifier, loaded from its file."""
    spec = importlib.util.spec_from_file_location("check_proof", VERIFIER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def chain():
    """A chain of 40 records in batches of uneven size."""
    with World(["a"]) as world:
        for count in (1, 2, 5, 1, 13, 17):
            world.append("a", count)
        yield world.stores["a"].chain("a")


def as_file(made):
    return json.dumps(made.to_json()).encode()


@pytest.mark.parametrize("size", [1, 2, 4, 9, 10, 23, 40])
def test_every_record_is_proven_under_every_head(chain, verifier, size):
    """From the file alone, both checkers find the record at its place."""
    head = next(head for head, _ in chain.heads(after=size - 1))
    seen = countersign(head, witness="Liaison of A", time=NOW, key=WITNESS)
    maker = ProofMaker(chain, size=size, witnesses=[seen])
    for seq in range(size):
        content = as_file(maker.prove(seq))
        proof = read_file(content, "file")
        assert isinstance(proof, Proof)
        assert proof.check().seq == seq
        assert [each.witness for each in proof.witnesses] == ["Liaison of A"]
        assert list(verifier.check(json.loads(content), chain.public_key)) == []


def test_the_verifier_needs_nothing_but_python_and_is_short():
    """It imports the standard library only, in at most a hundred lines."""
    text = VERIFIER.read_text("utf-8")
    assert len(text.splitlines()) <= 100
    imports = [
        line.split()[1] for line in text.splitlines() if line.startswith(("import ", "from "))
    ]
    assert set(imports) == {"json", "sys", "hashlib", "pathlib"}


@settings(derandomize=True, max_examples=15, deadline=None)
@given(
    message=st.binary(max_size=200),
    seed=st.binary(min_size=32, max_size=32),
    flip=st.integers(0, 511),
)
def test_its_ed25519_is_that_of_the_library(verifier, message, seed, flip):
    """It accepts what the library signs, and refuses it with any one bit changed."""
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = bytes.fromhex(public_hex(key)), bytearray(key.sign(message))
    assert verifier.signed_by(public, message, bytes(signature))
    assert not verifier.signed_by(public, message + b"x", bytes(signature))
    signature[flip // 8] ^= 1 << flip % 8
    assert not verifier.signed_by(public, message, bytes(signature))


def test_a_changed_byte_anywhere_in_a_proof_is_found(chain, verifier):
    """Each character of the file's texts, changed, breaks it in both checkers."""
    maker = ProofMaker(chain)
    seen = countersign(maker.head, witness="Liaison of A", time=NOW, key=WITNESS)
    whole = ProofMaker(chain, witnesses=[seen]).prove(7).to_json()

    def holds(changed):
        ours = True
        try:
            read = read_file(json.dumps(changed).encode(), "file")
            read.check()
            ours = read.public_key == chain.public_key
        except (InputError, LedgerError):
            ours = False
        try:
            theirs = not list(verifier.check(changed, chain.public_key))
        except (ValueError, KeyError):
            theirs = False
        return ours, theirs

    assert holds(whole) == (True, True)
    for name in ("record", "head", "signature"):
        for at in range(0, len(whole[name]), 10):
            old = whole[name][at]
            changed = whole | {
                name: whole[name][:at] + ("1" if old != "1" else "2") + whole[name][at + 1 :]
            }
            assert holds(changed) == (False, False), (name, at)
    for at in range(len(whole["path"])):
        assert holds(whole | {"path": whole["path"][:at] + whole["path"][at + 1 :]}) == (
            False,
            False,
        )
    statement = whole["witnesses"][0]["statement"].replace("Liaison of A", "Liaison of B")
    assert holds(whole | {"witnesses": [whole["witnesses"][0] | {"statement": statement}]}) == (
        False,
        False,
    )


def test_a_head_file_proves_that_it_continues_earlier_heads(chain):
    """For each earlier size its own proof; a head of another history, or no proof, does not do."""
    maker = ProofMaker(chain)
    file = read_file(as_file(maker.head_file(range(1, 41))), "file")
    assert isinstance(file, HeadFile)
    assert file.check().size == 40
    for head, _ in chain.heads():
        read = head.read()
        assert file.continues(read.size, read.root)
        assert not file.continues(read.size, "0" * 64)
    assert not read_file(as_file(maker.head_file()), "file").continues(
        4, next(chain.heads(after=3))[0].read().root
    )


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b'{"what":"sulh-proof","v":2}', b'{"what":"sulh-proof","v":1}', b"\xff", b'{"what":"x","v":1}',
     b"[" * 5000, b'{"what":"sulh-head","v":1,"head":1,"signature":"zz","public_key":"","since":[]}'],
)  # fmt: skip
def test_other_files_are_said_to_be_none(content):
    """Whatever else a file holds is refused in a sentence."""
    with pytest.raises(InputError, match="is no proof"):
        read_file(content, "some.json")


def test_there_is_no_proof_beyond_a_head(chain):
    """A record that the head does not speak of, or a head never signed, is said to be missing."""
    with pytest.raises(InputError, match="does not speak of record 40"):
        ProofMaker(chain).prove(40)
    with pytest.raises(InputError, match="signed no head over 3"):
        ProofMaker(chain, size=3)


def test_a_countersignature_is_about_one_head(chain):
    """It holds for the head it names and for no other, and reads back the same."""
    first, second, *_ = (head for head, _ in chain.heads())
    made = countersign(first, witness="Liaison of A", time=NOW, key=WITNESS)
    again = read_file(as_file(made), "file")
    assert isinstance(again, Countersignature)
    assert again == made
    again.check(first)
    with pytest.raises(LedgerError, match="another head"):
        again.check(second)
