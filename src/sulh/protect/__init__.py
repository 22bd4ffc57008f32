"""Where to be: the laydown of bases, patrols that cannot be foreseen, and what history says of both."""
