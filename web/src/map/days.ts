// The mission's days as spans of time: the night of a clock change has 23 or 25 hours.

export interface Days {
  /** The first moment of each day, milliseconds since 1970; one more than there are days. */
  starts: number[];
  /** Each day as YYYY-MM-DD. */
  names: string[];
}

const DAY_MS = 86_400_000;
export const DAYS_MAX = 20_000;

/** Returns all days of a time zone from the one that holds `first` to the one that holds `last` (ms, UTC). */
export function daysOf(first: number, last: number, timeZone: string): Days {
  const clock = clockOf(timeZone);
  const from = Math.floor((first + clock(first)) / DAY_MS);
  const to = Math.floor((last + clock(last)) / DAY_MS);
  const starts: number[] = [];
  const names: string[] = [];
  for (let day = from; day <= to + 1; day++) {
    starts.push(midnight(day * DAY_MS, clock));
    if (day <= to) names.push(new Date(day * DAY_MS).toISOString().slice(0, 10));
  }
  return { starts, names };
}

/** Returns the place of a day by its name; the nearest one where it lies outside; `otherwise` for none. */
export function placeOf(days: Days, name: string, otherwise: number): number {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(name) || !days.names.length) return otherwise;
  const place = days.names.findIndex((each) => each >= name);
  return place < 0 ? days.names.length - 1 : place;
}

/** Returns how many milliseconds a zone's clock is ahead of UTC at a moment. */
function clockOf(timeZone: string): (moment: number) => number {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (moment) => {
    const parts: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(moment)) parts[type] = Number(value);
    const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    const shown = Date.UTC(year, month - 1, day, hour, minute, second);
    return shown - Math.floor(moment / 1000) * 1000;
  };
}

/** Returns when a day begins: its first moment that exists, where clocks skip midnight. */
function midnight(local: number, clock: (moment: number) => number): number {
  const offsets = [clock(local - DAY_MS), clock(local + DAY_MS)];
  const moments = offsets.map((offset) => local - offset);
  const there = moments.filter((each) => each + clock(each) === local);
  // Clocks that skip midnight leave none: the day begins where they were moved.
  return there.length ? Math.min(...there) : Math.max(...moments);
}

/** Returns the last moment that a text of the address means: of a day, or a time with its offset; else null. */
export function momentOf(text: string, timeZone: string): number | null {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(day)) {
    const moment = Date.parse(text);
    return Number.isNaN(moment) ? null : moment;
  }
  const around = daysOf(day - DAY_MS, day + DAY_MS, timeZone);
  const place = around.names.indexOf(text);
  return place < 0 ? null : (around.starts[place + 1] ?? 0) - 1;
}
