// The map on the page: the ground, the pack's places, the marks. Names of places are ordinary text of the
// page, so that Arabic is joined and in order from the first frame.
import {
  AttributionControl,
  addProtocol,
  type GeoJSONSource,
  LngLatBounds,
  Map as MapLibre,
  Marker,
  NavigationControl,
  Popup,
  ScaleControl,
  setWorkerUrl,
} from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { FileSource, PMTiles, Protocol } from "pmtiles";
import type { Schemas } from "../api";
import { accuracyOf } from "./circles";
import { clustersOf } from "./clusters";
import { hasteOf } from "./haste";
import type { Box, Marks } from "./marks";
import { MarksLayer } from "./marks-layer";
import { loadOutline, type Outline } from "./outline";
import type { OwnLayer } from "./own-layers";
import { EMPTY, isNight, onNight, ownLayers, styleOf } from "./style";

setWorkerUrl(workerUrl);
const archives = new Protocol({ metadata: false });
addProtocol("pmtiles", archives.tile);

/** More marks than these in view are drawn as groups. */
export const DRAWN_MAX = 150_000;
const ACCURACY_MAX = 2_000;
const SYMBOLS_MAX = 400;
const NEAR_PX = 9;
const SETTLED_MS = 120;

export interface Picture {
  /** The marks in view: all of them, or groups. */
  inView: number;
  grouped: boolean;
  /** Whether each mark's accuracy is drawn as a circle. */
  exact: boolean;
  box: Box;
}

export interface DrawOptions {
  layers: Schemas["Layers"];
  marks: Marks;
  simulated: boolean;
  symbols: boolean;
  view: string;
  attribution: string;
  /** Told whenever the map has settled on other bounds, or other marks. */
  settled: (picture: Picture, view: string) => void;
  /** Told which marks lie under a click, and where to write about them. */
  picked: (marks: number[], place: HTMLElement) => void;
}

export type Drawing = Awaited<ReturnType<typeof draw>>;

/** Draws a map in an element. Throws without WebGL. */
export async function draw(place: HTMLElement, options: DrawOptions) {
  const { marks } = options;
  const places = options.layers as unknown as GeoJSON.FeatureCollection;
  const bounds = boundsOf(places);
  const map = new MapLibre({
    container: place,
    style: styleOf(places, isNight()),
    attributionControl: false,
    renderWorldCopies: false,
    maxPitch: 0,
    dragRotate: false,
    fadeDuration: 0,
    ...(viewOf(options.view) ?? (bounds && { bounds, fitBoundsOptions: { padding: 30 } })),
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }));
  map.addControl(new ScaleControl({}));
  map.addControl(
    new AttributionControl({
      compact: false,
      customAttribution: `\u2068${options.attribution}\u2069`,
    }),
  );
  const names = addNames(map, places);
  const layer = new MarksLayer(marks, coloursOf(options.simulated));
  const haste = hasteOf(map);
  let own: OwnLayer[] = [];
  let outline: Outline | null = null;
  let symbols = options.symbols;
  let timer = 0;
  let gone = false;

  const source = (id: string) => map.getSource(id) as GeoJSONSource | undefined;
  const ground = () => {
    source("land")?.setData(outline?.land ?? EMPTY);
    source("borders")?.setData(outline?.borders ?? EMPTY);
  };
  let zoom = map.getZoom();
  const settle = () => {
    if (gone || !map.getLayer("marks")) return;
    const box = boxOf(map);
    const { marks: near, count } = marks.within(box, ACCURACY_MAX + 1);
    const grouped = count > DRAWN_MAX;
    const exact = count <= ACCURACY_MAX;
    if (layer.on === grouped || map.getZoom() !== zoom) {
      layer.on = !grouped;
      zoom = map.getZoom();
      layer.look(zoom);
    }
    source("clusters")?.setData(grouped ? groups(marks, box, map.getZoom()) : EMPTY);
    source("accuracy")?.setData(exact ? accuracyOf(marks, near) : EMPTY);
    const wanted = symbols && count <= SYMBOLS_MAX;
    if (wanted || map.getLayer("symbols")) drawSymbols(wanted ? near : []).catch(() => {});
    partNames(names);
    map.triggerRepaint();
    const { lng, lat } = map.getCenter();
    const view = [lng.toFixed(4), lat.toFixed(4), map.getZoom().toFixed(2)].join(",");
    options.settled({ inView: count, grouped, exact, box }, view);
  };
  const settleSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(settle, SETTLED_MS);
  };
  const drawSymbols = async (near: number[]) => {
    const { addSymbols } = await import("./symbol-layer");
    if (!gone) addSymbols(map, marks, near, near.length ? places : EMPTY, options.simulated);
  };
  const addOwn = () => {
    for (const each of own) addSource(map, each);
  };
  const dress = () => {
    map.addLayer(layer, "clusters");
    ground();
    addOwn();
    settle();
  };

  await map.once("load");
  dress();
  // What turns the map at once, or gives it another size, is drawn whole.
  map.on("move", () => map.isMoving() && haste());
  map.on("moveend", settleSoon);
  map.on("click", (event) => {
    const found = near(marks, map, event.point);
    if (!found.length) return;
    const words = document.createElement("div");
    options.picked(found, words);
    new Popup({ maxWidth: "20rem" }).setLngLat(event.lngLat).setDOMContent(words).addTo(map);
  });
  const stop = onNight(() => {
    map.setStyle(styleOf(places, isNight()), { diff: false });
    map.once("style.load", dress);
  });
  loadOutline().then((loaded) => {
    outline = loaded;
    if (!gone) ground();
  });
  return {
    /** Draws what `marks` now holds and shows. `moved`: some came in or lie elsewhere. */
    show(moved: boolean): void {
      if (moved) layer.move();
      else haste(); // the time is being brushed
      layer.look(map.getZoom());
      settleSoon();
    },
    withSymbols(on: boolean): void {
      symbols = on;
      settle();
    },
    /** Draws these layers of the user's own, and no others. */
    showOwn(layers: OwnLayer[]): void {
      for (const each of own) dropSource(map, each.id);
      own = layers.filter((each) => each.shown);
      addOwn();
    },
    goTo(lon: number, lat: number): void {
      map.jumpTo({ center: [lon, lat], zoom: Math.max(map.getZoom(), 11) });
      map.getCanvas().focus();
    },
    /** Moves to a place of the pack. */
    goToPlace(id: string): void {
      const features = places.features.filter((each) => each.properties?.id === id);
      const to = boundsOf({ type: "FeatureCollection", features });
      if (to) map.fitBounds(to, { padding: 40, maxZoom: 12, animate: false });
    },
    remove(): void {
      gone = true;
      clearTimeout(timer);
      stop();
      map.remove();
    },
  };
}

function groups(marks: Marks, box: Box, zoom: number): GeoJSON.FeatureCollection {
  const numbers = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
  return {
    type: "FeatureCollection",
    features: clustersOf(marks, box, zoom).map(({ lon, lat, count }) => ({
      type: "Feature",
      properties: { count, label: numbers.format(count) },
      geometry: { type: "Point", coordinates: [lon, lat] },
    })),
  };
}

/** Returns the shown marks close to a point of the map, the nearest first. */
function near(marks: Marks, map: MapLibre, { x, y }: { x: number; y: number }): number[] {
  const corner = (dx: number, dy: number) => map.unproject([x + dx, y + dy]);
  const [low, high] = [corner(-NEAR_PX, NEAR_PX), corner(NEAR_PX, -NEAR_PX)];
  const box = { west: low.lng, south: low.lat, east: high.lng, north: high.lat };
  const distance = (mark: number) => {
    const at = map.project([marks.lon[mark] as number, marks.lat[mark] as number]);
    return Math.hypot(at.x - x, at.y - y);
  };
  const { marks: found } = marks.within(box, 1_000);
  return found.sort((one, other) => distance(one) - distance(other));
}

function boxOf(map: MapLibre): Box {
  const bounds = map.getBounds();
  return {
    west: bounds.getWest(),
    south: bounds.getSouth(),
    east: bounds.getEast(),
    north: bounds.getNorth(),
  };
}

function viewOf(text: string) {
  const [lon, lat, zoom] = text.split(",").map(Number);
  const is = [lon, lat, zoom].every((each) => Number.isFinite(each)) && Math.abs(lat ?? 99) <= 90;
  if (!text || !is) return null;
  return { center: [lon, lat] as [number, number], zoom: zoom as number };
}

function coloursOf(simulated: boolean) {
  const real: [number, number, number][] = [
    [0.7, 0.15, 0.12],
    [0.08, 0.4, 0.66],
    [0.1, 0.45, 0.3],
  ];
  const exercise: [number, number, number] = [0.48, 0.12, 0.64];
  return {
    shapes: simulated ? [exercise, exercise, exercise] : real,
    ring: [1, 1, 1] as [number, number, number],
  };
}

function addSource(map: MapLibre, { id, kind, layers, file, ...rest }: OwnLayer): void {
  if (map.getSource(id)) return;
  if (kind === "geojson") {
    map.addSource(id, { type: "geojson", data: EMPTY });
    file.text().then((text) => {
      const value = JSON.parse(text) as GeoJSON.GeoJSON;
      (map.getSource(id) as GeoJSONSource | undefined)?.setData(value);
    });
  } else {
    archives.add(new PMTiles(new FileSource(new File([file], id))));
    map.addSource(id, {
      type: kind,
      tiles: [`pmtiles://${id}/{z}/{x}/{y}`],
      minzoom: rest.minZoom,
      maxzoom: rest.maxZoom,
      attribution: rest.attribution,
      ...(kind === "raster" ? { tileSize: 256 } : {}),
    } as Parameters<MapLibre["addSource"]>[1]);
  }
  for (const layer of ownLayers(id, kind, layers, isNight())) map.addLayer(layer, "zone");
}

function dropSource(map: MapLibre, id: string): void {
  for (const layer of map.getStyle().layers)
    if (layer.id.startsWith(`own-${id}`)) map.removeLayer(layer.id);
  if (map.getSource(id)) map.removeSource(id);
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

/** Writes the names of zones and sites beside them, the ones that matter most first. */
function addNames(map: MapLibre, places: GeoJSON.FeatureCollection): HTMLElement[] {
  const rank = ({ properties }: GeoJSON.Feature) =>
    properties?.layer === "zone" ? 0 : String(properties?.kind).includes("headquarters") ? 1 : 2;
  const named = places.features.filter((each) =>
    ["zone", "site"].includes(String(each.properties?.layer)),
  );
  return named
    .sort((one, other) => rank(one) - rank(other))
    .flatMap((each) => {
      const site = each.properties?.layer === "site";
      const at = boundsOf({ type: "FeatureCollection", features: [each] });
      if (!at) return [];
      const element = document.createElement("div");
      element.className = `name ${site ? "site" : "zone"}`;
      element.dir = "auto";
      element.textContent = String(each.properties?.name ?? "");
      new Marker({ element, anchor: site ? "left" : "center", offset: site ? [8, 0] : [0, 0] })
        .setLngLat(at.getCenter())
        .addTo(map);
      return [element];
    });
}

/** Hides each name that would cover an earlier one; coming closer shows it. */
function partNames(names: HTMLElement[]): void {
  const kept: DOMRect[] = [];
  for (const name of names) {
    const box = name.getBoundingClientRect();
    const covers = kept.some(
      (each) =>
        box.left < each.right &&
        box.right > each.left &&
        box.top < each.bottom &&
        box.bottom > each.top,
    );
    name.classList.toggle("covered", covers);
    if (!covers && box.width) kept.push(box);
  }
}
