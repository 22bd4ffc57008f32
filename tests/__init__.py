"""The tests; a package, since some installed package may bring a folder `tests` of its own."""
