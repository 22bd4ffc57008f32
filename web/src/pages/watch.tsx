// The watch: what comes in, as it comes in. The page stays open for a shift, and says when it is blind.
import { useState } from "preact/hooks";
import { addressWith } from "../address";
import { api, type LedgerRecord, taken } from "../api";
import { useLive, withNew } from "../live";
import { useHere } from "../mission";
import { RecordTable } from "../records";
import { AddressSelect, Show, useLoaded } from "../ui";
import { Alerts } from "../watch/alerts";
import { HeldReports } from "../watch/held";
import { useWords } from "../words";

const KEPT_MAX = 500;

export function Watch({ query }: { rest: string; query: URLSearchParams }) {
  const { t, maybe } = useWords();
  const { forms } = useHere();
  const as_of = query.get("as_of") ?? "";
  const kind = query.get("kind") ?? "";
  const simulated = query.get("simulated") === "true";
  const [news, setNews] = useState<LedgerRecord[]>([]);
  // The list of what is new has an end; this counts on, and what is worked out from the records follows it.
  const [turn, setTurn] = useState(0);
  const [back, setBack] = useState(0);
  const line = useLive(!as_of, (records) => {
    setNews((before) => records.reduce(withNew, before).slice(0, KEPT_MAX));
    setTurn((before) => before + 1);
    if (!records.length) setBack((before) => before + 1);
  });
  const loaded = useLoaded(
    () =>
      taken(
        api.GET("/api/v1/records/latest", {
          params: { query: { as_of, limit: 100, ...(kind ? { kind: [kind] } : {}), simulated } },
        }),
      ),
    [as_of, kind, simulated],
    [back],
  );
  const wanted = (record: LedgerRecord) =>
    record.simulated === simulated && (!kind || record.kind === kind);
  const fresh = as_of ? 0 : news.filter(wanted).length;
  return (
    <>
      {!as_of && <Alerts news={turn} simulated={simulated} />}
      {!as_of && <HeldReports news={turn} simulated={simulated} />}
      <div class="filters">
        <AddressSelect
          label={t("kind")}
          name="kind"
          value={kind}
          options={forms.map((each) => [each.kind, maybe(`kind-${each.kind}`, each.title)])}
          change={(value) => addressWith({ kind: value })}
        />
        <p role="status" class={`line ${as_of ? "past" : line}`}>
          {as_of ? t("line-past") : t(`line-${line}`)}
          {fresh > 0 && ` · ${t("line-news", { count: fresh })}`}
          {!as_of && news.length === KEPT_MAX && ` · ${t("news-cut", { count: KEPT_MAX })}`}
        </p>
      </div>
      <Show loaded={loaded}>
        {({ records }) => {
          // Oldest first, so that each amendment marks what was there before it.
          const all = (as_of ? [] : [...news].reverse()).reduce(withNew, records).filter(wanted);
          return all.length ? (
            <RecordTable
              records={all}
              label={t("page-watch")}
              fresh={new Set(news.map((each) => each.id))}
            />
          ) : (
            <p>{t("no-records")}</p>
          );
        }}
      </Show>
    </>
  );
}
