// Asks the server for marks and for the records behind them.
import { api, type LedgerRecord, taken } from "../api";
import type { MarksPage } from "./marks";

const AT_ONCE = 50;

/** Yields the marks behind a cursor ("": from the beginning), page by page. */
export async function* marksAfter(
  after: string,
  query: { as_of: string; simulated: boolean },
): AsyncGenerator<MarksPage> {
  for (;;) {
    const page = await taken(
      api.GET("/api/v1/map/marks", { params: { query: { ...query, after } } }),
    );
    yield page;
    if (!page.more) return;
    after = page.cursor;
  }
}

/** Yields the marks of reports that these records amend, as they stand now. */
export async function* marksOf(ids: string[], simulated: boolean): AsyncGenerator<MarksPage> {
  for (let first = 0; first < ids.length; first += AT_ONCE) {
    const record = ids.slice(first, first + AT_ONCE);
    yield await taken(
      api.GET("/api/v1/map/marks/of", { params: { query: { record, simulated } } }),
    );
  }
}

/** Returns the records behind marks, by their place as the API names it; those that may be read. */
export async function recordsAt(places: string[]): Promise<Map<string, LedgerRecord>> {
  if (!places.length) return new Map();
  const { records } = await taken(
    api.GET("/api/v1/map/records", { params: { query: { place: places.slice(0, AT_ONCE) } } }),
  );
  return new Map(records.map((each) => [`${each.site}:${each.seq}`, each]));
}
