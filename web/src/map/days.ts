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

const LOCAL = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)$/;
const MINUTE_MS = 60_000;

/**
 * Returns the moments (ms) at which a zone's clock shows a time YYYY-MM-DDTHH:MM: one; none or two where clocks are
 * changed. null: the text is no such time, or it names its offset itself.
 */
export function momentsAt(text: string, timeZone: string): number[] | null {
  const [, day, time] = LOCAL.exec(text.trim()) ?? [];
  const local = Date.parse(`${day}T${time}Z`);
  // A day that no month has would be read as one of the next month.
  if (Number.isNaN(local) || new Date(local).toISOString().slice(0, 10) !== day) return null;
  const clock = clockOf(timeZone);
  const offsets = new Set([clock(local - DAY_MS), clock(local + DAY_MS)]);
  const moments = [...offsets].map((offset) => local - offset);
  return moments.filter((each) => each + clock(each) === local).sort((one, two) => one - two);
}

/** Returns a moment (RFC 3339, Z) as a zone's clock shows it, with its offset: 2021-02-27T10:00-02:00. */
export function localOf(utc: string, timeZone: string): string {
  const moment = Date.parse(utc);
  if (Number.isNaN(moment) || !utc.endsWith("Z")) return utc;
  const offset = clockOf(timeZone)(moment);
  if (offset % MINUTE_MS) return utc; // of a time before zones: no offset can be written for it
  const shown = new Date(moment + offset).toISOString();
  const seconds = shown.slice(16, 19) + (/\.\d+/.exec(utc)?.[0] ?? "");
  const minutes = Math.abs(offset) / MINUTE_MS;
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const name = `${offset < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
  return `${shown.slice(0, 16)}${seconds === ":00" ? "" : seconds}${name}`;
}

/** Returns a span as it is written in a form: its days where it holds whole ones, else its times; "" for no end. */
export function writtenSpan(span: string[], timeZone: string): [string, string] {
  const [start = "", end = ""] = span;
  const [first, last] = [Date.parse(start), Date.parse(end) + 1];
  if (/\.999999Z$/.test(end)) {
    const { starts, names } = daysOf(first, last - 1, timeZone);
    if (starts[0] === first && starts.at(-1) === last) {
      const [from = "", until = ""] = [names[0], names.at(-1)];
      return [from, until === from ? "" : until];
    }
  }
  return [localOf(start, timeZone), end && localOf(end, timeZone)];
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
