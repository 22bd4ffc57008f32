"""IATI 2.03: activities of aid, read in bounded memory, checked by its structure and rules, and written."""
