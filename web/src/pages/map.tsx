// The map: the pack's places and what was reported, with its accuracy. MapLibre comes only with this page.
import { useEffect, useRef, useState } from "preact/hooks";
import { addressOf } from "../address";
import { api, type LedgerRecord, type Schemas, taken } from "../api";
import { useLive, withNew } from "../live";
import { Show, useLoaded } from "../ui";
import { useWords } from "../words";

const DRAWN_MAX = 500;
type Drawing = Awaited<ReturnType<typeof import("../map-drawing")["draw"]>>;

export interface MapPoint {
  id: string;
  lon: number;
  lat: number;
  accuracy_m: number | null;
  summary: string;
  href: string;
  simulated: boolean;
}

/** Returns where a report lies; null where it names no point, or was retracted. */
export function pointOf(record: LedgerRecord): MapPoint | null {
  const body = record.body as { lon?: unknown; lat?: unknown; accuracy_m?: unknown } | null;
  const gone = record.amendments.some((each) => each.kind === "retraction");
  if (gone || record.set_aside || typeof body?.lon !== "number" || typeof body.lat !== "number")
    return null;
  const accuracy_m = typeof body.accuracy_m === "number" ? body.accuracy_m : null;
  const { id, summary, simulated } = record;
  return {
    id,
    lon: body.lon,
    lat: body.lat,
    accuracy_m,
    summary,
    href: addressOf(`reports/${id}`),
    simulated,
  };
}

export function MapPage({ query }: { rest: string; query: URLSearchParams }) {
  const as_of = query.get("as_of") ?? "";
  const simulated = query.get("simulated") === "true";
  const loaded = useLoaded(
    () =>
      Promise.all([
        taken(api.GET("/api/v1/layers")),
        taken(
          api.GET("/api/v1/records/latest", {
            params: { query: { as_of, simulated, limit: DRAWN_MAX } },
          }),
        ),
      ]),
    [as_of, simulated],
  );
  return (
    <Show loaded={loaded}>
      {([layers, { records }]) => (
        <Drawn
          key={`${as_of} ${simulated}`}
          layers={layers}
          records={records}
          live={!as_of}
          simulated={simulated}
        />
      )}
    </Show>
  );
}

function Drawn(props: {
  layers: Schemas["Layers"];
  records: LedgerRecord[];
  live: boolean;
  simulated: boolean;
}) {
  const { t } = useWords();
  const place = useRef<HTMLElement>(null);
  const [records, setRecords] = useState(props.records);
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const [failed, setFailed] = useState(false);
  const line = useLive(props.live, (record) => {
    if (record.simulated === props.simulated) setRecords((before) => withNew(before, record));
  });
  const points = records.map(pointOf).filter((each) => each !== null);
  useEffect(() => {
    let open: Drawing | null = null;
    let gone = false;
    import("../map-drawing")
      .then(({ draw }) => place.current && draw(place.current, props.layers))
      .then((ready) => {
        if (!ready) return;
        if (gone) return ready.remove();
        open = ready;
        setDrawing(ready);
      })
      .catch(() => setFailed(true));
    return () => {
      gone = true;
      open?.remove();
    };
  }, [props.layers]);
  useEffect(() => drawing?.show(points), [drawing, records]);
  const reports = records.filter((each) => each.kind === "incident" || each.kind === "observation");
  return (
    <>
      {failed && <p class="message bad">{t("map-failed")}</p>}
      <p role="status">
        {drawing ? t("map-points", { count: points.length }) : !failed && t("map-loading")}
        {" · "}
        {t("map-without", { count: reports.filter((each) => !pointOf(each)).length })}
        {" · "}
        {props.live ? t(`line-${line}`) : t("line-past")}
      </p>
      <section
        ref={place}
        class="map"
        dir="ltr"
        aria-label={t("map-label")}
        aria-busy={!drawing && !failed}
      />
      <p class="quiet">{t("map-accuracy")}</p>
    </>
  );
}
