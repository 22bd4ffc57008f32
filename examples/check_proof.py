"""Check a proof made by `sulh ledger prove` with nothing but Python: no Sulh, no other package.

    python check_proof.py PROOF.json PUBLIC-KEY-OF-THE-SITE

Get the key from somewhere else than the file. Checked are: the record's RFC 9162 leaf hash, the path from
it to the Merkle root, the site's Ed25519 signature (RFC 8032) over the head, and each witness's.
"""

import json
import sys
from hashlib import sha256, sha512
from pathlib import Path

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
BY = 4 * pow(5, -1, P) % P


def recover(y, sign):
    """Return the point with this y and the sign of x, or None where there is none."""
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    return (P - x if x % 2 != sign else x, y)


def add(a, b):
    """Add two points of the curve -x^2 + y^2 = 1 + d x^2 y^2."""
    (x1, y1), (x2, y2) = a, b
    k = D * x1 * x2 * y1 * y2 % P
    return (
        (x1 * y2 + x2 * y1) * pow(1 + k, -1, P) % P,
        (y1 * y2 + x1 * x2) * pow(1 - k, -1, P) % P,
    )


def times(n, point):
    """Multiply a point."""
    result = (0, 1)
    for bit in f"{n:b}":
        result = add(add(result, result), point) if bit == "1" else add(result, result)
    return result


def signed_by(key, message, signature):
    """Say whether the Ed25519 signature over the message is by the holder of the key."""
    points = []
    for packed in (key, signature[:32]):
        number = int.from_bytes(packed, "little")
        points.append(recover(number & (1 << 255) - 1, number >> 255))
    s = int.from_bytes(signature[32:], "little")
    if len(key) != 32 or len(signature) != 64 or None in points or s >= L:
        return False
    k = int.from_bytes(sha512(signature[:32] + key + message).digest(), "little") % L
    return times(s, recover(BY, 0)) == add(points[1], times(k, points[0]))


def root_from(leaf, index, size, path):
    """Return the root that the path leads to (RFC 9162, section 2.1.3.2), or None."""
    node, last, reached = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return None
        if node % 2 or node == last:
            reached = sha256(b"\x01" + sibling + reached).digest()
            while node % 2 == 0 and node:
                node, last = node >> 1, last >> 1
        else:
            reached = sha256(b"\x01" + reached + sibling).digest()
        node, last = node >> 1, last >> 1
    return reached if last == 0 and index < size else None


def check(proof, key):
    """Return the faults of a proof: none when it holds."""
    record, head = json.loads(proof["record"]), json.loads(proof["head"])
    leaf = sha256(b"\x00" + proof["record"].encode()).digest()
    path = list(map(bytes.fromhex, proof["path"]))
    if not signed_by(bytes.fromhex(key), proof["head"].encode(), bytes.fromhex(proof["signature"])):
        yield f"the head is not signed by {key}"
    if record["site"] != head["site"]:
        yield f"the record is of site {record['site']}, the head of {head['site']}"
    if root_from(leaf, record["seq"], head["size"], path) != bytes.fromhex(head["root"]):
        yield f"the record is not number {record['seq']} of the {head['size']} under the head"
    for each in proof["witnesses"]:
        said, name = each["statement"].encode(), json.loads(each["statement"])["witness"]
        if json.loads(said)["head"] != sha256(proof["head"].encode()).hexdigest():
            yield f"{name} signed another head"
        if not signed_by(bytes.fromhex(each["public_key"]), said, bytes.fromhex(each["signature"])):
            yield f"the signature of {name} does not hold"


if __name__ == "__main__":
    loaded = json.loads(Path(sys.argv[1]).read_bytes())
    faults = list(check(loaded, sys.argv[2]))
    sys.exit("\n".join(["DOES NOT HOLD", *faults]) if faults else print("HOLDS", loaded["record"]))
