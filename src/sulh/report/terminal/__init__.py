"""How results look on a terminal, at any width: the console is an argument."""
