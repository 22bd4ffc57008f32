"""Charts as SVG: the bar chart that every page uses."""
