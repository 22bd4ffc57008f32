"""IATI 2.03: activities of aid, read in bounded memory, held against the standard's structure and rules, written."""
