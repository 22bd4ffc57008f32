// The symbols of reports and of the pack's sites on the map.
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import type { Marks } from "./marks";
import { codeOf, type Picture, pictureOf } from "./symbols";

const pictures = new Map<string, Picture | null>();
const ABOVE_PX = 7;
const PREFIX = "app6-";

/** Draws the symbols of some marks, each above its mark, and of the sites in a collection. */
export function addSymbols(
  map: MapLibre,
  marks: Marks,
  which: number[],
  places: GeoJSON.FeatureCollection,
  simulated: boolean,
): void {
  // A new style, for instance by night, forgets the images while tiles still ask for them.
  map.setMissingStyleImageResolver((id) => {
    if (id.startsWith(PREFIX)) pictureFor(map, id.slice(PREFIX.length));
  });
  const features: GeoJSON.Feature[] = [];
  const add = (code: string | null, coordinates: GeoJSON.Position, above: number) => {
    const picture = code && pictureFor(map, code);
    if (!picture) return;
    const [x, y] = picture.offset;
    const offset = above ? [0, -(picture.height / 2 + above)] : [x, y];
    features.push({
      type: "Feature",
      properties: { icon: PREFIX + code, offset },
      geometry: { type: "Point", coordinates },
    });
  };
  for (const each of places.features) {
    const { layer, kind } = each.properties ?? {};
    if (layer === "site" && each.geometry.type === "Point")
      add(codeOf("site", String(kind), simulated), each.geometry.coordinates, 0);
  }
  for (const each of which) {
    if (marks.kinds[marks.kind[each] as number] !== "incident") continue;
    const subject = marks.subjects[marks.subject[each] as number] ?? "";
    const at = [marks.lon[each] as number, marks.lat[each] as number];
    add(codeOf("report", subject, simulated), at, ABOVE_PX);
  }
  (map.getSource("symbols") as GeoJSONSource).setData({ type: "FeatureCollection", features });
  if (!map.getLayer("symbols"))
    map.addLayer({
      id: "symbols",
      type: "symbol",
      source: "symbols",
      layout: {
        "icon-image": ["get", "icon"],
        "icon-offset": ["get", "offset"],
        // Where symbols would cover each other, some are left out: each mark is drawn all the same.
        "icon-padding": 0,
      },
    });
}

function pictureFor(map: MapLibre, code: string): Picture | null {
  const known = pictures.get(code);
  const picture = known === undefined ? pictureOf(code) : known;
  pictures.set(code, picture);
  const id = PREFIX + code;
  if (picture && !map.hasImage(id))
    map.addImage(id, picture.image, { pixelRatio: picture.pixelRatio });
  return picture;
}
