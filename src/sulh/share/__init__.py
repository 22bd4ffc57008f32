"""How results leave: the gate first, then one writer or server for each standard."""
