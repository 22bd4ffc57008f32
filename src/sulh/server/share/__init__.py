"""The doors to others: TAXII, features, Cursor on Target, aid. Each goes through the gate of `sulh.share`."""
