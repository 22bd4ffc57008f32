"""Sulh: a mission pack says what was agreed, the ledger says what was reported."""
