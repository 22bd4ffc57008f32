// The live feed: the server's events, and an honest word on whether they come.
import { useEffect, useRef, useState } from "preact/hooks";
import { ApiError, api, type LedgerRecord, type StreamedRecord, taken } from "./api";
import { useHere } from "./mission";

export type Line = "connecting" | "live" | "lost" | "ended";

/** One record is shown at once; in a burst, what comes in within this time is shown together. */
const ONE_MS = 100;
const TOGETHER_MS = 800;
const AGAIN_MS = 3_000;

/**
 * Follows the records that come in. `on` false: nothing is followed (a time in the past is shown).
 * `learn` gets what came in, the oldest first; nothing: the line is back, and something may have been missed.
 * `after`: the cursor to go on from; without it, from the next record on.
 */
export function useLive(
  on: boolean,
  learn: (records: LedgerRecord[]) => void,
  after?: () => string,
): Line {
  const { session } = useHere(); // who signs in again goes on where the session ended
  const [line, setLine] = useState<Line>("connecting");
  const cursor = useRef("");
  const latest = useRef(learn);
  latest.current = learn;
  useEffect(() => {
    if (!on) return;
    let [source, timer, again]: [EventSource | null, number, number] = [null, 0, 0];
    let gone = false;
    let waiting: LedgerRecord[] = [];
    let told = 0;
    const tell = () => {
      const records = waiting;
      [waiting, timer, told] = [[], 0, Date.now()];
      latest.current(records);
    };
    const end = () => {
      source?.close();
      setLine("ended");
      // It is the answer to this that tells the page that nobody is signed in.
      void api.GET("/api/v1/session").catch(() => {});
    };
    const isSignedIn = () =>
      taken(api.GET("/api/v1/session")).then(
        () => true,
        (error) => !(error instanceof ApiError && error.status === 401),
      );
    const open = (back: boolean) => {
      if (gone) return;
      const from = cursor.current || after?.();
      const query = from ? `?after=${encodeURIComponent(from)}` : "";
      source = new EventSource(`/api/v1/records/stream${query}`);
      source.onopen = () => {
        setLine("live");
        if (back) latest.current([]);
      };
      source.onerror = () => {
        setLine("lost");
        // After a cut line the browser goes on by itself, after the last event that it saw. After an answer that
        // is no stream (a proxy without its server, a session that ended) it gives up.
        if (source?.readyState !== EventSource.CLOSED) return;
        again = setTimeout(
          () => void isSignedIn().then((is) => (is ? open(true) : setLine("ended"))),
          AGAIN_MS,
        );
      };
      source.addEventListener("record", (event) => {
        const { data, lastEventId } = event as MessageEvent<string>;
        setLine("live");
        cursor.current = lastEventId;
        // An event is the same for all who follow, so that it holds nothing of who reads it.
        const record = JSON.parse(data) as StreamedRecord;
        waiting.push({
          ...record,
          amendments: [],
          amendable: false,
          releasable: false,
          released: [],
        });
        timer ||= setTimeout(tell, Math.max(ONE_MS, told + TOGETHER_MS - Date.now()));
      });
      source.addEventListener("end", end);
    };
    open(line === "ended");
    return () => {
      gone = true;
      source?.close();
      clearTimeout(again);
      if (timer) {
        clearTimeout(timer);
        tell();
      }
    };
  }, [on, session]);
  return line;
}

/** Returns records with a new one in front; one that it amends says so at once. */
export function withNew(records: LedgerRecord[], record: LedgerRecord): LedgerRecord[] {
  const target = targetOf(record);
  const amendment = { id: record.id, kind: record.kind };
  const before = records
    .filter((each) => each.id !== record.id)
    .map((each) =>
      each.id === target ? { ...each, amendments: [...each.amendments, amendment] } : each,
    );
  return [record, ...before];
}

/** Returns the id of the record that this one corrects or retracts; "" for any other. */
export function targetOf(record: LedgerRecord): string {
  if (record.kind !== "correction" && record.kind !== "retraction") return "";
  const body = record.body as { corrects?: string; retracts?: string };
  return body.corrects ?? body.retracts ?? "";
}
