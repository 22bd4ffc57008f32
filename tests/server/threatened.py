"""Reports of attacks, as they are sent over HTTP."""


def attack(ref, **more):
    """Return a row that reports a phishing mail."""
    return {
        "kind": "intrusion",
        "source": "team",
        "ref": ref,
        "start": "2021-02-01",
        "attack": "phishing",
        "extent": "attempt",
        "collection": "threats",
        "domains": f"{ref.lower()}.example",
    } | more
