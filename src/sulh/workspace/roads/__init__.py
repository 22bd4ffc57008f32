"""Files of roads: GeoJSON, OpenStreetMap extracts, GeoPackage and GraphML become one network."""

from sulh.workspace.roads.open import ROAD_ENDINGS, read_convoy_ways, read_road_file

__all__ = ["ROAD_ENDINGS", "read_convoy_ways", "read_road_file"]
