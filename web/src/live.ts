// The live feed: the server's events, and an honest word on whether they come.
import { useEffect, useState } from "preact/hooks";
import type { LedgerRecord, StreamedRecord } from "./api";

export type Line = "connecting" | "live" | "lost" | "ended";

/**
 * Follows the records that come in. `on` false: nothing is followed (a time in the past is shown).
 * `after`: the cursor to go on from; without it, from the next record on.
 */
export function useLive(
  on: boolean,
  learn: (record: LedgerRecord) => void,
  after?: () => string,
): Line {
  const [line, setLine] = useState<Line>("connecting");
  useEffect(() => {
    if (!on) return;
    // The browser resumes by itself after the last event that it saw.
    const query = after ? `?after=${encodeURIComponent(after())}` : "";
    const source = new EventSource(`/api/v1/records/stream${query}`);
    source.onopen = () => setLine("live");
    source.onerror = () => setLine("lost");
    source.addEventListener("record", (event) => {
      setLine("live");
      // An event is the same for all who follow, so that it holds nothing of who reads it.
      const record = JSON.parse((event as MessageEvent<string>).data) as StreamedRecord;
      learn({ ...record, amendments: [], amendable: false, releasable: false, released: [] });
    });
    source.addEventListener("end", () => {
      source.close();
      setLine("ended");
    });
    return () => source.close();
  }, [on]);
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
