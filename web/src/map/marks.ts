// The marks of the map: one a report, as typed columns, so that 600,000 of them stay light.
import type { Schemas } from "../api";

export type MarksPage = Schemas["MarksOut"];
export const CORRECTED = 1;
export const RETRACTED = 2;
const FIRST = 1024;

/** What narrows the marks down: moments are milliseconds since 1970, both inclusive; null: no limit. */
export interface Narrowing {
  from: number | null;
  until: number | null;
  kind: string;
  retracted: boolean;
}

/** Bounds in degrees; `west` may be over `east` where they hold the antimeridian. */
export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

export class Marks {
  count = 0;
  lon = new Float64Array(FIRST);
  lat = new Float64Array(FIRST);
  /** Metres; NaN where a report does not say. */
  accuracy = new Float32Array(FIRST);
  start = new Float64Array(FIRST);
  end = new Float64Array(FIRST);
  state = new Uint8Array(FIRST);
  kind = new Uint8Array(FIRST);
  subject = new Uint16Array(FIRST);
  /** 1 where a mark is shown; `narrow` writes it. */
  shown = new Uint8Array(FIRST);
  readonly kinds: string[] = [];
  readonly subjects: string[] = [];
  private site = new Uint16Array(FIRST);
  private seq = new Uint32Array(FIRST);
  private readonly sites: string[] = [];
  private readonly words = new Map<string, number>();

  /** Adds a page's marks; one that is there already is replaced, where `amended`. */
  add(page: MarksPage, amended = false): void {
    const sites = page.sites.map((each) => this.place("site", this.sites, each));
    const kinds = page.kinds.map((each) => this.place("kind", this.kinds, each));
    const subjects = page.subjects.map((each) => this.place("subject", this.subjects, each));
    this.reserve(this.count + page.seq.length);
    page.seq.forEach((seq, row) => {
      const site = sites[page.site[row] ?? 0] ?? 0;
      const known = amended ? this.find(site, seq) : -1;
      const at = known < 0 ? this.count++ : known;
      this.site[at] = site;
      this.seq[at] = seq;
      this.kind[at] = kinds[page.kind[row] ?? 0] ?? 0;
      this.subject[at] = subjects[page.subject[row] ?? 0] ?? 0;
      this.lon[at] = page.lon[row] ?? 0;
      this.lat[at] = page.lat[row] ?? 0;
      this.accuracy[at] = page.accuracy_m[row] ?? Number.NaN;
      this.start[at] = page.start[row] ?? 0;
      this.end[at] = page.end[row] ?? 0;
      this.state[at] = page.state[row] ?? 0;
    });
  }

  /** Returns the place of a mark in its site's chain, as the API asks for it. */
  placeAt(mark: number): string {
    return `${this.sites[this.site[mark] ?? 0]}:${this.seq[mark]}`;
  }

  /** Returns the first and the last moment of all marks; null without any. */
  extent(): [number, number] | null {
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < this.count; at++) {
      first = Math.min(first, this.start[at] ?? first);
      last = Math.max(last, this.end[at] ?? last);
    }
    return this.count ? [first, last] : null;
  }

  /** Marks in `shown` what is to be shown, and returns how many. Both edges of the time are in it. */
  narrow({ from, until, kind, retracted }: Narrowing): number {
    const first = from ?? Number.NEGATIVE_INFINITY;
    const last = until ?? Number.POSITIVE_INFINITY;
    const only = kind ? this.kinds.indexOf(kind) : -1;
    const { start, end, state, shown } = this;
    let sum = 0;
    for (let at = 0; at < this.count; at++) {
      const is =
        (start[at] as number) <= last &&
        (end[at] as number) >= first &&
        (!kind || this.kind[at] === only) &&
        (retracted || state[at] !== RETRACTED);
      shown[at] = is ? 1 : 0;
      sum += is ? 1 : 0;
    }
    return sum;
  }

  /** Returns the shown marks in a box, at most `most` of them, and how many there are. */
  within(box: Box, most = this.count): { marks: number[]; count: number } {
    const marks: number[] = [];
    let count = 0;
    for (let at = 0; at < this.count; at++) {
      if (!this.shown[at] || !holds(box, this.lon[at] as number, this.lat[at] as number)) continue;
      if (count++ < most) marks.push(at);
    }
    return { marks, count };
  }

  /** Returns the shown marks in a box that happened last, the latest first. */
  latest(box: Box, most: number): number[] {
    const { marks } = this.within(box);
    const later = (one: number, other: number) =>
      (this.start[other] as number) - (this.start[one] as number) || other - one;
    return marks.sort(later).slice(0, most);
  }

  /** Returns how many shown marks began in each of so many equal parts of a span of time. */
  histogram(from: number, until: number, bins: number, kind: string): number[] {
    const counts = new Array<number>(bins).fill(0);
    const width = Math.max(1, (until - from) / bins);
    const only = kind ? this.kinds.indexOf(kind) : -1;
    for (let at = 0; at < this.count; at++) {
      if (kind && this.kind[at] !== only) continue;
      const bin = Math.floor(((this.start[at] as number) - from) / width);
      if (bin >= 0 && bin < bins) counts[bin] = (counts[bin] ?? 0) + 1;
    }
    return counts;
  }

  private find(site: number, seq: number): number {
    for (let at = 0; at < this.count; at++)
      if (this.seq[at] === seq && this.site[at] === site) return at;
    return -1;
  }

  private place(what: string, list: string[], word: string): number {
    const key = `${what} ${word}`;
    const known = this.words.get(key);
    if (known !== undefined) return known;
    this.words.set(key, list.length);
    return list.push(word) - 1;
  }

  private reserve(count: number): void {
    if (count <= this.lon.length) return;
    const size = Math.max(count, this.lon.length * 2);
    const grow = <T extends Float64Array | Float32Array | Uint8Array | Uint16Array | Uint32Array>(
      column: T,
    ): T => {
      const longer = new (column.constructor as new (size: number) => T)(size);
      longer.set(column);
      return longer;
    };
    for (const name of NAMES) (this[name] as Float64Array) = grow(this[name] as Float64Array);
    this.site = grow(this.site);
    this.seq = grow(this.seq);
  }
}

const NAMES = [
  "lon",
  "lat",
  "accuracy",
  "start",
  "end",
  "state",
  "kind",
  "subject",
  "shown",
] as const;

/** Says whether a box holds a point, its edges included. */
export function holds({ west, south, east, north }: Box, lon: number, lat: number): boolean {
  if (lat < south || lat > north) return false;
  if (east - west >= 360) return true;
  // A map that was turned past the antimeridian has bounds beyond 180 degrees.
  const turned = lon - Math.floor((lon - west) / 360) * 360;
  return turned <= east;
}
