// The outline of land and borders: Natural Earth 1:50 million, as the package world-atlas holds it.
import { feature, mesh } from "topojson-client";
import url from "world-atlas/countries-50m.json?url";

export interface Outline {
  land: GeoJSON.FeatureCollection;
  borders: GeoJSON.FeatureCollection;
}

type Topology = Parameters<typeof feature>[0];

/** Loads the outline from our own server. */
export async function loadOutline(): Promise<Outline> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  const world = (await answer.json()) as Topology;
  const countries = world.objects.countries as Parameters<typeof mesh>[1];
  const borders = mesh(world, countries, (one, other) => one !== other);
  const land = feature(world, world.objects.land as Parameters<typeof feature>[1]);
  return {
    land: { type: "FeatureCollection", features: "features" in land ? land.features : [land] },
    borders: {
      type: "FeatureCollection",
      features: [{ type: "Feature", properties: {}, geometry: borders }],
    },
  };
}
