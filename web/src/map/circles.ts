// The circle in which a report's true place lies, as its accuracy says.
import type { Marks } from "./marks";

const EARTH_M = 6_371_008.8; // the mean radius (IUGG)
const CORNERS = 48;

/** Returns the circles of some marks; one that does not say how exact it is has none. */
export function accuracyOf(
  marks: Pick<Marks, "lon" | "lat" | "accuracy">,
  which: number[],
): GeoJSON.FeatureCollection {
  const rough = which.filter((each) => (marks.accuracy[each] as number) > 0);
  return {
    type: "FeatureCollection",
    features: rough.map((each) => ({
      type: "Feature",
      properties: {},
      geometry: circle(
        marks.lon[each] as number,
        marks.lat[each] as number,
        marks.accuracy[each] as number,
      ),
    })),
  };
}

/** Returns all points of the sphere at one distance (metres) from a point, as a polygon. */
export function circle(lon: number, lat: number, radius: number): GeoJSON.Polygon {
  const angle = Math.min(radius / EARTH_M, Math.PI * 0.999);
  const phi = (lat * Math.PI) / 180;
  const ring = Array.from({ length: CORNERS + 1 }, (_, corner) => {
    const turn = ((corner % CORNERS) / CORNERS) * 2 * Math.PI;
    const sine = Math.sin(phi) * Math.cos(angle) + Math.cos(phi) * Math.sin(angle) * Math.cos(turn);
    const y = Math.sin(turn) * Math.sin(angle) * Math.cos(phi);
    const east = Math.atan2(y, Math.cos(angle) - Math.sin(phi) * sine);
    return [lon + (east * 180) / Math.PI, (Math.asin(sine) * 180) / Math.PI];
  });
  return { type: "Polygon", coordinates: [ring] };
}
