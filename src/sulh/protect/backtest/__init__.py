"""The laydown replayed on what then happened, against real and simple laydowns."""
