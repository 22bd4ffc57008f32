// Groups of marks, where there are too many to draw each: counted cell by cell, none left out or twice.
import type { Marks } from "./marks";
import { type Box, holds } from "./marks.ts";

export interface Cluster {
  lon: number;
  lat: number;
  count: number;
  /** The one mark of a cell that holds a single one; -1 where there are more. */
  mark: number;
}

const CELL_PX = 64;
const WORLD_PX = 512;

/** Returns the mercator position of a point, 0 to 1 from the north-west corner of the world. */
export function mercator(lon: number, lat: number): [number, number] {
  const sine = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

/**
 * Counts the shown marks of a box in square cells of the map at a whole zoom, so that the groups stay
 * where they are while the map is moved. A group stands at the mean of its marks.
 */
export function clustersOf(
  marks: Pick<Marks, "count" | "lon" | "lat" | "shown">,
  box: Box,
  zoom: number,
): Cluster[] {
  const side = (WORLD_PX * 2 ** Math.floor(zoom)) / CELL_PX;
  const cells = new Map<number, Cluster>();
  for (let at = 0; at < marks.count; at++) {
    const lon = marks.lon[at] as number;
    const lat = marks.lat[at] as number;
    if (!marks.shown[at] || !holds(box, lon, lat)) continue;
    const [x, y] = mercator(lon, lat);
    const key = Math.floor(y * side) * Math.ceil(side + 1) + Math.floor(x * side);
    const cell = cells.get(key);
    if (!cell) cells.set(key, { lon, lat, count: 1, mark: at });
    else {
      cell.count += 1;
      cell.lon += (lon - cell.lon) / cell.count;
      cell.lat += (lat - cell.lat) / cell.count;
      cell.mark = -1;
    }
  }
  return [...cells.values()];
}
