"""All of a pack's files, read and held to their schemas."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sulh.mission.documents import Document, read_geojson, read_toml
from sulh.mission.geometry import note_swapped, take_geometry
from sulh.mission.schema import hold_to_schema

if TYPE_CHECKING:
    from sulh.errors import Problem

__all__ = ["Feature", "Raw", "read_raw"]

LAYERS = {"zones": "zone", "lines": "line", "sites": "site", "base": "base"}


@dataclass(slots=True)
class Feature:
    """One feature of a layer: its properties and its geometry (shapely)."""

    number: int
    properties: dict[str, Any]
    geometry: Any


@dataclass(slots=True)
class Raw:
    """A pack's documents. A document that could not be read has the value None."""

    folder: Path
    pack: Document
    sources: Document
    actors: Document
    vocabulary: Document
    contributors: Document
    builtin: Document
    builtin_names: list[Document]
    agreements: list[Document]
    names: list[Document]
    layers: dict[str, Document]
    features: dict[str, list[Feature]] = field(default_factory=dict)
    extra: list[Problem] = field(default_factory=list)

    def documents(self) -> list[Document]:
        """Return all documents in a fixed order."""
        return [
            *(self.pack, self.sources, self.actors, self.vocabulary, self.contributors),
            *self.agreements,
            *self.names,
            *self.layers.values(),
        ]

    def problems(self) -> tuple[Problem, ...]:
        """Return every problem noted so far, by file and line."""
        problems = self.extra + [each for one in self.documents() for each in one.problems]
        return tuple(sorted(problems, key=lambda each: (each.source, each.row, each.field)))

    def rows(self, document: Document, key: str) -> list[tuple[int, dict[str, Any]]]:
        """Return the well-formed tables of an array of tables, with their places."""
        value = document.value.get(key) if isinstance(document.value, dict) else None
        listed = value if isinstance(value, list) else []
        return [(n, each) for n, each in enumerate(listed) if isinstance(each, dict)]


def read_raw(folder: Path) -> Raw:
    """Read every file of a pack and hold it to its schema."""
    own = Path(str(files("sulh.mission")))
    raw = Raw(
        folder=folder,
        pack=_toml(folder, "pack.toml", "pack", required=True),
        sources=_toml(folder, "sources.toml", "sources", required=True),
        actors=_toml(folder, "actors.toml", "actors", required=True),
        vocabulary=_toml(folder, "vocabulary.toml", "vocabulary", required=False),
        contributors=_toml(folder, "contributors.toml", "contributors", required=False),
        builtin=read_toml(own, "vocabulary.toml"),
        builtin_names=[read_toml(own, each.name) for each in sorted(own.glob("names.*.toml"))],
        agreements=[
            _toml(folder, f"agreements/{path.name}", "agreement", required=True)
            for path in sorted((folder / "agreements").glob("*.toml"))
        ],
        names=[
            _toml(folder, path.name, "names", required=True)
            for path in sorted(folder.glob("names.*.toml"))
        ],
        layers={},
    )
    if not raw.agreements:
        raw.pack.fault(
            "missing",
            ("agreements",),
            "has no agreement",
            expected="one or more files agreements/NAME.toml",
        )
    for layer, schema in LAYERS.items():
        _take_layer(raw, layer, schema)
    return raw


def _toml(folder: Path, name: str, schema: str, *, required: bool) -> Document:
    if not (folder / name).is_file():
        document = Document(name, {})
        if required:
            document.fault("missing", (), "is missing", expected="this file")
        return document
    document = read_toml(folder, name)
    if document.value is not None:
        hold_to_schema(document, schema, document.value)
    return document


def _take_layer(raw: Raw, layer: str, schema: str) -> None:
    name = f"{layer}.geojson"
    raw.features[layer] = []
    if not (raw.folder / name).is_file():
        return
    document = raw.layers[layer] = read_geojson(raw.folder, name)
    geometries = {}
    for number, feature in enumerate(document.value or []):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            document.fault("bad-feature", (number,), "is no feature with properties")
            continue
        good = hold_to_schema(document, schema, properties, (number, "properties"))
        accuracy = properties.get("accuracy_m")
        if isinstance(accuracy, float) and not math.isfinite(accuracy):
            good = False
            document.fault(
                "bad-value",
                (number, "properties", "accuracy_m"),
                "is no finite number",
                value=accuracy,
            )
        geometry = take_geometry(document, number, feature, layer)
        if geometry is not None:
            geometries[number] = geometry
        if good and (geometry is not None or layer == "zones"):
            raw.features[layer].append(Feature(number, properties, geometry))
    note_swapped(document, geometries)
