// How the ground of the map is drawn, by day and by night. No tiles, no fonts, nothing from elsewhere.
import type { ExpressionSpecification, StyleSpecification } from "maplibre-gl";

export const EMPTY: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

interface Palette {
  water: string;
  land: string;
  coast: string;
  zone: string;
  line: string;
  ink: string;
  halo: string;
  own: string;
}

const DAY: Palette = {
  water: "#dbe7f0",
  land: "#f4f1e8",
  coast: "#8d8573",
  zone: "#2b6cb0",
  line: "#0b3d91",
  ink: "#16202a",
  halo: "#ffffff",
  own: "#0c5c33",
};
const NIGHT: Palette = {
  water: "#0c141b",
  land: "#1f2830",
  coast: "#6c7a88",
  zone: "#7db4ee",
  line: "#9cc6ff",
  ink: "#e4eaf0",
  halo: "#10161c",
  own: "#86dba9",
};

/** Says whether the page is dark now: by the choice of the person, else by the device. */
export function isNight(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "night" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Calls back whenever the page turns dark or light; returns how to stop. */
export function onNight(change: () => void): () => void {
  const media = matchMedia("(prefers-color-scheme: dark)");
  const observer = new MutationObserver(change);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  media.addEventListener("change", change);
  return () => {
    observer.disconnect();
    media.removeEventListener("change", change);
  };
}

const of = (layer: string): ExpressionSpecification => ["==", ["get", "layer"], layer];
/** Tiles of this zoom hold the outline to 150 m, ten times finer than it is: closer, a few of them are stretched. */
const OUTLINE_ZOOM = 5;
const geojson = (data: GeoJSON.FeatureCollection) => ({ type: "geojson" as const, data });

/** A line of its own is drawn along the edge, so that the fill needs none. */
const FLAT = { "fill-antialias": false };

/** The fonts of the page itself: MapLibre draws each letter with them and joins Arabic by itself. */
export const FONTS = ["Noto Sans", "Noto Sans Arabic", "system-ui", "sans-serif"];

export function styleOf(places: GeoJSON.FeatureCollection, night: boolean): StyleSpecification {
  const c = night ? NIGHT : DAY;
  return {
    version: 8,
    sources: {
      land: { ...geojson(EMPTY), maxzoom: OUTLINE_ZOOM },
      borders: { ...geojson(EMPTY), maxzoom: OUTLINE_ZOOM },
      places: geojson(places),
      accuracy: geojson(EMPTY),
      clusters: geojson(EMPTY),
      symbols: geojson(EMPTY),
    },
    layers: [
      { id: "water", type: "background", paint: { "background-color": c.water } },
      { id: "land", type: "fill", source: "land", paint: { ...FLAT, "fill-color": c.land } },
      {
        id: "coast",
        type: "line",
        source: "land",
        paint: { "line-color": c.coast, "line-width": 0.8 },
      },
      {
        id: "borders",
        type: "line",
        source: "borders",
        paint: { "line-color": c.coast, "line-width": 0.8, "line-dasharray": [4, 3] },
      },
      {
        id: "base",
        type: "fill",
        source: "places",
        filter: of("base"),
        paint: { ...FLAT, "fill-color": c.land },
      },
      {
        id: "base-line",
        type: "line",
        source: "places",
        filter: of("base"),
        paint: { "line-color": c.coast, "line-width": 1 },
      },
      {
        id: "zone",
        type: "fill",
        source: "places",
        filter: of("zone"),
        paint: { ...FLAT, "fill-color": c.zone, "fill-opacity": 0.08 },
      },
      {
        id: "border",
        type: "line",
        source: "places",
        filter: of("zone"),
        paint: { "line-color": c.zone, "line-width": 1.2 },
      },
      {
        id: "line",
        type: "line",
        source: "places",
        filter: of("line"),
        paint: { "line-color": c.line, "line-width": 2.5, "line-dasharray": [3, 2] },
      },
      {
        id: "site",
        type: "circle",
        source: "places",
        filter: of("site"),
        paint: {
          "circle-radius": 4,
          "circle-color": c.halo,
          "circle-stroke-color": c.ink,
          "circle-stroke-width": 1.5,
        },
      },
      {
        id: "accuracy",
        type: "fill",
        source: "accuracy",
        paint: { "fill-color": "#b3261e", "fill-opacity": 0.1, "fill-outline-color": "#b3261e" },
      },
      {
        id: "clusters",
        type: "circle",
        source: "clusters",
        paint: {
          "circle-radius": ["interpolate", ["linear"], ["log10", ["get", "count"]], 0, 5, 5, 30],
          "circle-color": ["case", ["==", ["get", "count"], 1], "#b3261e", c.line],
          "circle-opacity": 0.85,
          "circle-stroke-color": c.halo,
          "circle-stroke-width": 1,
        },
      },
      {
        id: "counts",
        type: "symbol",
        source: "clusters",
        filter: [">", ["get", "count"], 1],
        layout: {
          "text-field": ["get", "label"],
          "text-font": FONTS,
          "text-size": 12,
          "text-allow-overlap": true,
        },
        paint: { "text-color": c.halo },
      },
    ],
  };
}

/** The layers that draw a source of the user's own, beneath the pack's places. `kind`: what the source is. */
export function ownLayers(
  id: string,
  kind: "geojson" | "vector" | "raster",
  layers: string[],
  night: boolean,
): StyleSpecification["layers"] {
  const c = night ? NIGHT : DAY;
  if (kind === "raster") return [{ id: `own-${id}`, type: "raster", source: id }];
  const names = kind === "geojson" ? [undefined] : layers;
  const type = (name: string): ExpressionSpecification => ["==", ["geometry-type"], name];
  const of = (name: string | undefined) => (name === undefined ? {} : { "source-layer": name });
  const named = (what: string, name: string | undefined) => `own-${id}-${what}-${name ?? ""}`;
  return [
    ...names.map((name) => ({
      ...{ id: named("fill", name), type: "fill" as const, source: id, ...of(name) },
      filter: type("Polygon"),
      paint: { "fill-color": c.own, "fill-opacity": 0.12 },
    })),
    ...names.map((name) => ({
      ...{ id: named("line", name), type: "line" as const, source: id, ...of(name) },
      filter: ["!", type("Point")] as ExpressionSpecification,
      paint: { "line-color": c.own, "line-width": 1.4 },
    })),
    ...names.map((name) => ({
      ...{ id: named("point", name), type: "circle" as const, source: id, ...of(name) },
      filter: type("Point"),
      paint: { "circle-color": c.own, "circle-radius": 4, "circle-stroke-color": c.halo },
    })),
    ...names.map((name) => ({
      ...{ id: named("name", name), type: "symbol" as const, source: id, ...of(name) },
      layout: {
        "text-field": ["to-string", ["coalesce", ["get", "name"], ""]] as ExpressionSpecification,
        "text-font": FONTS,
        "text-size": 13,
        "text-offset": [0, 0.9] as [number, number],
        "text-anchor": "top" as const,
      },
      paint: { "text-color": c.ink, "text-halo-color": c.halo, "text-halo-width": 1.5 },
    })),
  ];
}
