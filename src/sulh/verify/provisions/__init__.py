"""One file for each kind of provision: what makes it met, breached or undetermined."""
