// Draws the forecast's places, and the bases with their reach, as they stand and as planned.
import {
  AttributionControl,
  type GeoJSONSource,
  LngLatBounds,
  Map as MapLibre,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
} from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { Schemas } from "../api";
import { circle } from "../map/circles";
import { loadOutline } from "../map/outline";
import { isNight, onNight, styleOf } from "../map/style";
import type { OutlookAnswer } from "../pages/outlook";

setWorkerUrl(workerUrl);

const point = (each: { lon: number; lat: number }, properties: GeoJSON.GeoJsonProperties) => ({
  type: "Feature" as const,
  properties,
  geometry: { type: "Point" as const, coordinates: [each.lon, each.lat] },
});

export async function drawOutlook(
  place: HTMLElement,
  layers: Schemas["Layers"],
  { forecast, protection }: OutlookAnswer,
  attribution: string,
) {
  const places = layers as unknown as GeoJSON.FeatureCollection;
  const bounds = new LngLatBounds();
  for (const each of [...(protection?.now ?? []), ...(protection?.places ?? [])])
    bounds.extend([each.lon, each.lat]);
  const map = new MapLibre({
    container: place,
    style: styleOf(places, isNight()),
    attributionControl: false,
    renderWorldCopies: false,
    dragRotate: false,
    fadeDuration: 0,
    ...(!bounds.isEmpty() && { bounds, fitBoundsOptions: { padding: 30, maxZoom: 9 } }),
  });
  map.addControl(new NavigationControl({ showCompass: false }));
  map.addControl(new ScaleControl({}));
  map.addControl(
    new AttributionControl({ compact: false, customAttribution: `\u2068${attribution}\u2069` }),
  );
  const outline = await loadOutline().catch(() => null);
  const most = Math.max(1e-9, ...(forecast?.places ?? []).map((each) => each.total));
  const dress = () => {
    const source = (id: string, features: GeoJSON.Feature[]) =>
      map.addSource(id, { type: "geojson", data: { type: "FeatureCollection", features } });
    if (outline) {
      (map.getSource("land") as GeoJSONSource).setData(outline.land);
      (map.getSource("borders") as GeoJSONSource).setData(outline.borders);
    }
    source(
      "expected",
      (forecast?.places ?? []).map((each) => point(each, { share: each.total / most })),
    );
    const bases = [
      ...(protection?.now ?? []).map((each) => ({ ...each, when: "now" })),
      ...(protection?.plan ?? []).map((each) => ({ ...each, when: "planned" })),
    ];
    source(
      "bases",
      bases.map((each) => point(each, { when: each.when })),
    );
    const radius = (protection?.reach_km ?? 0) * 1000;
    source(
      "reach",
      bases.map(({ lon, lat, when }) => ({
        type: "Feature",
        properties: { when },
        geometry: circle(lon, lat, radius),
      })),
    );
    source(
      "closed",
      (protection?.closed ?? []).map(({ lon, lat, radius_m, passes }) => ({
        type: "Feature",
        properties: { passes },
        geometry: circle(lon, lat, radius_m),
      })),
    );
    source(
      "closed-middle",
      (protection?.closed ?? []).map((each) => point(each, { passes: each.passes })),
    );
    map.addLayer({
      id: "closed",
      type: "fill",
      source: "closed",
      paint: { "fill-color": "#b3261e", "fill-opacity": 0.15 },
    });
    map.addLayer({
      id: "closed-middle",
      type: "circle",
      source: "closed-middle",
      paint: {
        "circle-radius": 6,
        "circle-color": "#b3261e",
        "circle-opacity": ["case", ["get", "passes"], 0, 0.6],
        "circle-stroke-color": isNight() ? "#ffffff" : "#1a1a1a",
        "circle-stroke-width": 2,
      },
    });
    map.addLayer({
      id: "reach",
      type: "line",
      source: "reach",
      paint: {
        "line-color": ["match", ["get", "when"], "now", "#6b6b6b", "#0c7a4b"],
        "line-opacity": 0.3,
        "line-width": 0.8,
      },
    });
    map.addLayer({
      id: "expected",
      type: "circle",
      source: "expected",
      paint: {
        "circle-color": "#b3261e",
        "circle-opacity": 0.45,
        "circle-radius": ["+", 2, ["*", 22, ["sqrt", ["get", "share"]]]],
      },
    });
    map.addLayer({
      id: "bases",
      type: "circle",
      source: "bases",
      paint: {
        "circle-radius": ["match", ["get", "when"], "now", 5, 8],
        "circle-color": ["match", ["get", "when"], "now", "#6b6b6b", "rgba(0,0,0,0)"],
        "circle-stroke-color": ["match", ["get", "when"], "now", "#ffffff", "#0c7a4b"],
        "circle-stroke-width": ["match", ["get", "when"], "now", 1, 3],
      },
    });
  };
  await map.once("load");
  dress();
  const stop = onNight(() => {
    map.setStyle(styleOf(places, isNight()), { diff: false });
    map.once("style.load", dress);
  });
  return {
    remove: () => {
      stop();
      map.remove();
    },
  };
}
