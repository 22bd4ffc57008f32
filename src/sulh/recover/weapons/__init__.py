"""The register of weapons: where each is at any moment, and which may be one and the same."""
