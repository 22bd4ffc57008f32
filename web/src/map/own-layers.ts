// Layers of the user's own, GeoJSON and PMTiles: kept in this browser, never sent anywhere.
import { FileSource, PMTiles, TileType } from "pmtiles";

export interface OwnLayer {
  id: string;
  name: string;
  kind: "geojson" | "vector" | "raster";
  /** The names of a vector archive's layers. */
  layers: string[];
  minZoom: number;
  maxZoom: number;
  attribution: string;
  shown: boolean;
  file: Blob;
}

/** Why a file cannot be a layer: the id of a message, and what was seen. */
export class LayerError extends Error {
  constructor(
    readonly id: "own-not-read" | "own-too-large" | "own-not-geojson" | "own-outside" | "own-tiles",
    readonly seen: string,
  ) {
    super(`${id}: ${seen}`);
  }
}

const DATABASE = "sulh-map";
const STORE = "layers";
const GEOJSON_BYTES_MAX = 100_000_000;

const promised = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: "id" });
  const database = await promised(opening);
  return database.transaction(STORE, mode).objectStore(STORE);
}

/** Returns the layers that this browser keeps, in the order in which they came. */
export async function keptLayers(): Promise<OwnLayer[]> {
  const all = (await promised((await store("readonly")).getAll())) as OwnLayer[];
  return all.sort((one, other) => one.id.localeCompare(other.id));
}

export async function keep(layer: OwnLayer): Promise<void> {
  await promised((await store("readwrite")).put(layer));
}

export async function forget(id: string): Promise<void> {
  await promised((await store("readwrite")).delete(id));
}

/** Reads a file as a layer. Throws a LayerError where it is none. */
export async function readLayer(file: File): Promise<OwnLayer> {
  const base = {
    id: `${Date.now().toString(36).padStart(9, "0")}-${Math.random().toString(36).slice(2, 8)}`,
    name: file.name,
    layers: [],
    minZoom: 0,
    maxZoom: 22,
    attribution: "",
    shown: true,
    file,
  };
  const magic = new TextDecoder().decode(await file.slice(0, 7).arrayBuffer());
  if (magic === "PMTiles") return { ...base, ...(await readArchive(file)) };
  if (file.size > GEOJSON_BYTES_MAX) throw new LayerError("own-too-large", `${file.size}`);
  checked(await file.text());
  return { ...base, kind: "geojson" };
}

async function readArchive(file: File) {
  try {
    const archive = new PMTiles(new FileSource(file));
    const header = await archive.getHeader();
    const metadata = (await archive.getMetadata()) as {
      vector_layers?: { id?: unknown }[];
      attribution?: unknown;
    };
    const raster = [TileType.Png, TileType.Jpeg, TileType.Webp, TileType.Avif];
    if (header.tileType !== TileType.Mvt && !raster.includes(header.tileType))
      throw new LayerError("own-tiles", `${header.tileType}`);
    return {
      kind: header.tileType === TileType.Mvt ? ("vector" as const) : ("raster" as const),
      layers: (metadata?.vector_layers ?? []).map((each) => String(each.id ?? "")),
      minZoom: header.minZoom,
      maxZoom: header.maxZoom,
      attribution: String(metadata?.attribution ?? "").replace(/<[^>]*>/g, ""),
    };
  } catch (error) {
    throw error instanceof LayerError ? error : new LayerError("own-not-read", String(error));
  }
}

/** Returns a text as a GeoJSON collection in longitude and latitude. */
export function checked(text: string): GeoJSON.FeatureCollection {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new LayerError("own-not-read", String(error));
  }
  const { type, features } = (value ?? {}) as { type?: string; features?: unknown };
  if (type === "Feature") value = { type: "FeatureCollection", features: [value] };
  else if (type !== "FeatureCollection" || !Array.isArray(features))
    throw new LayerError("own-not-geojson", String(type ?? typeof value));
  const collection = value as GeoJSON.FeatureCollection;
  for (const [place, each] of collection.features.entries()) {
    const wrong = each?.geometry ? outside(each.geometry) : null;
    if (wrong) throw new LayerError("own-outside", `features[${place}]: ${wrong}`);
  }
  return collection;
}

/** Returns a position that is no longitude and latitude; null where all are. */
function outside(geometry: GeoJSON.Geometry): string | null {
  if (geometry.type === "GeometryCollection") {
    for (const each of geometry.geometries ?? []) {
      const wrong = outside(each);
      if (wrong) return wrong;
    }
    return null;
  }
  const todo: unknown[] = [geometry.coordinates];
  while (todo.length) {
    const value = todo.pop();
    if (!Array.isArray(value)) return JSON.stringify(value) ?? "undefined";
    if (typeof value[0] === "number") {
      const [lon, lat] = value as number[];
      const is = Math.abs(lon ?? 999) <= 180 && Math.abs(lat ?? 999) <= 90;
      if (!is) return JSON.stringify(value.slice(0, 2));
    } else todo.push(...value);
  }
  return null;
}
