"""Records as they come in and go out: submitted, kept in an index, followed live."""
