"""Roads: what lines of a map say of speed and direction, the network they make, and minutes along it."""
