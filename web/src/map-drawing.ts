// Draws the map with MapLibre: no tiles, no fonts, nothing from elsewhere. Names are ordinary text of the
// page, so that Arabic is joined and in order from the first frame.
import {
  type ExpressionSpecification,
  type GeoJSONSource,
  LngLatBounds,
  Map as MapLibre,
  Marker,
  NavigationControl,
  Popup,
  ScaleControl,
  type StyleSpecification,
  setWorkerUrl,
} from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { Schemas } from "./api";
import type { MapPoint } from "./pages/map";

setWorkerUrl(workerUrl);

const EMPTY: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };
const EARTH_M = 6_371_008.8; // the mean radius (IUGG)
const of = (layer: string): ExpressionSpecification => ["==", ["get", "layer"], layer];

function styleOf(places: GeoJSON.FeatureCollection): StyleSpecification {
  return {
    version: 8,
    sources: {
      places: { type: "geojson", data: places },
      accuracy: { type: "geojson", data: EMPTY },
      reports: { type: "geojson", data: EMPTY },
    },
    layers: [
      { id: "water", type: "background", paint: { "background-color": "#dbe7f0" } },
      {
        id: "land",
        type: "fill",
        source: "places",
        filter: of("base"),
        paint: { "fill-color": "#f4f1e8", "fill-outline-color": "#8d8573" },
      },
      {
        id: "base",
        type: "line",
        source: "places",
        filter: of("base"),
        paint: { "line-color": "#8d8573", "line-width": 1 },
      },
      {
        id: "zone",
        type: "fill",
        source: "places",
        filter: of("zone"),
        paint: { "fill-color": "#2b6cb0", "fill-opacity": 0.08 },
      },
      {
        id: "border",
        type: "line",
        source: "places",
        filter: of("zone"),
        paint: { "line-color": "#2b6cb0", "line-width": 1.2 },
      },
      {
        id: "line",
        type: "line",
        source: "places",
        filter: of("line"),
        paint: { "line-color": "#0b3d91", "line-width": 2.5, "line-dasharray": [3, 2] },
      },
      {
        id: "site",
        type: "circle",
        source: "places",
        filter: of("site"),
        paint: {
          "circle-radius": 4,
          "circle-color": "#ffffff",
          "circle-stroke-color": "#16202a",
          "circle-stroke-width": 1.5,
        },
      },
      {
        id: "accuracy",
        type: "fill",
        source: "accuracy",
        paint: { "fill-color": "#a4161a", "fill-opacity": 0.12, "fill-outline-color": "#a4161a" },
      },
      {
        id: "report",
        type: "circle",
        source: "reports",
        paint: {
          "circle-radius": 5,
          "circle-color": ["case", ["get", "simulated"], "#7a1fa2", "#a4161a"],
          "circle-stroke-color": "#ffffff",
          "circle-stroke-width": 1.2,
        },
      },
    ],
  };
}

/** Draws the pack's places in an element; `show` draws reports, `remove` ends it. Throws without WebGL. */
export async function draw(place: HTMLElement, layers: Schemas["Layers"]) {
  const places = layers as unknown as GeoJSON.FeatureCollection;
  const bounds = boundsOf(places);
  const map = new MapLibre({
    container: place,
    style: styleOf(places),
    attributionControl: false,
    ...(bounds && { bounds, fitBoundsOptions: { padding: 30 } }),
  });
  map.addControl(new NavigationControl({ showCompass: false }));
  map.addControl(new ScaleControl({}));
  for (const each of places.features) addName(map, each);
  map.on("click", "report", (event) => {
    const point = event.features?.[0];
    if (point)
      new Popup().setLngLat(event.lngLat).setDOMContent(wordsOf(point.properties)).addTo(map);
  });
  await map.once("load");
  return {
    show(points: MapPoint[]): void {
      (map.getSource("reports") as GeoJSONSource).setData(collection(points, pointGeometry));
      const rough = points.filter((each) => each.accuracy_m);
      (map.getSource("accuracy") as GeoJSONSource).setData(collection(rough, circleOf));
    },
    remove: () => map.remove(),
  };
}

function boundsOf(places: GeoJSON.FeatureCollection): LngLatBounds | null {
  const bounds = new LngLatBounds();
  const extend = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    if (typeof value[0] === "number") bounds.extend([value[0], value[1] as number]);
    else value.forEach(extend);
  };
  const judged = places.features.filter((each) => each.properties?.layer !== "base");
  for (const each of judged.length ? judged : places.features) {
    if ("coordinates" in each.geometry) extend(each.geometry.coordinates);
  }
  return bounds.isEmpty() ? null : bounds;
}

/** Writes the name of a zone or site beside it. */
function addName(map: MapLibre, each: GeoJSON.Feature): void {
  const layer = each.properties?.layer;
  if (layer !== "zone" && layer !== "site") return;
  const at = boundsOf({ type: "FeatureCollection", features: [each] });
  if (!at) return;
  const element = document.createElement("div");
  element.className = "name";
  element.dir = "auto";
  element.textContent = String(each.properties?.name ?? "");
  new Marker({
    element,
    anchor: layer === "site" ? "left" : "center",
    offset: layer === "site" ? [8, 0] : [0, 0],
  })
    .setLngLat(at.getCenter())
    .addTo(map);
}

function wordsOf(properties: Record<string, unknown>): HTMLElement {
  const link = document.createElement("a");
  link.href = String(properties.href);
  link.dir = "auto";
  link.textContent = String(properties.summary);
  return link;
}

function collection(
  points: MapPoint[],
  geometry: (point: MapPoint) => GeoJSON.Geometry,
): GeoJSON.FeatureCollection {
  return {
    type: "FeatureCollection",
    features: points.map((each) => ({
      type: "Feature",
      properties: { ...each },
      geometry: geometry(each),
    })),
  };
}

const pointGeometry = (point: MapPoint): GeoJSON.Point => ({
  type: "Point",
  coordinates: [point.lon, point.lat],
});

/** Returns the circle within which a report lies, as a polygon of 48 corners on the sphere. */
function circleOf({ lon, lat, accuracy_m }: MapPoint): GeoJSON.Polygon {
  const angle = (accuracy_m ?? 0) / EARTH_M;
  const north = (angle * 180) / Math.PI;
  const east = north / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  const ring = Array.from({ length: 49 }, (_, corner) => {
    const turn = (corner / 48) * 2 * Math.PI;
    return [lon + east * Math.cos(turn), lat + north * Math.sin(turn)];
  });
  return { type: "Polygon", coordinates: [ring] };
}
