// The map: the pack's places and all reports that have a point. MapLibre comes only with this page.
import "../map/map.css";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { addressOf, addressWith, go } from "../address";
import { api, type Schemas, taken } from "../api";
import { daysOf, momentOf, placeOf } from "../map/days";
import type { Drawing, Picture } from "../map/drawing";
import { Legend } from "../map/legend";
import { recordsAt } from "../map/load";
import type { Marks } from "../map/marks";
import { NearTable } from "../map/near-table";
import { OwnPanel } from "../map/own-panel";
import { type Range, TimeSlider } from "../map/time-slider";
import { useMarks } from "../map/use-marks";
import { useHere } from "../mission";
import { useKindName } from "../records";
import { AddressSelect, Failure, Labelled, Show, useLoaded } from "../ui";
import { useWords } from "../words";

const BINS = 120;
const NAMED_MAX = 8;
const WRITTEN_MS = 250;

export function MapPage({ query }: { rest: string; query: URLSearchParams }) {
  const as_of = query.get("as_of") ?? "";
  const simulated = query.get("simulated") === "true";
  const loaded = useLoaded(() => taken(api.GET("/api/v1/layers")), []);
  return (
    <Show loaded={loaded}>
      {(layers) => (
        <MissionMap
          key={`${as_of} ${simulated}`}
          layers={layers}
          asked={{ as_of, simulated }}
          query={query}
        />
      )}
    </Show>
  );
}

function MissionMap({
  layers,
  asked,
  query,
}: {
  layers: Schemas["Layers"];
  asked: { as_of: string; simulated: boolean };
  query: URLSearchParams;
}) {
  const { t } = useWords();
  const { mission } = useHere();
  const kindName = useKindName();
  const live = !asked.as_of;
  const { marks, version, unplaced, ready, error, line } = useMarks(asked, live);
  const place = useRef<HTMLElement>(null);
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const [failed, setFailed] = useState(false);
  const [picture, setPicture] = useState<Picture | null>(null);
  const [symbols, setSymbols] = useState(true);
  const [listed, setListed] = useState(false);
  const [retracted, setRetracted] = useState(true);
  const [dragged, setDragged] = useState<Range | null>(null);

  const [first, last] = useMemo(() => marks.extent() ?? [0, 0], [version]);
  const zone = mission.timezone;
  const days = useMemo(() => daysOf(first, last, zone), [first, last, zone]);
  const end = days.names.length - 1;
  const kind = query.get("kind") ?? "";
  const range = dragged ?? {
    from: placeOf(days, query.get("from") ?? "", 0),
    until: placeOf(days, query.get("until") ?? "", end),
  };
  const at = momentOf(query.get("at") ?? "", zone);
  const from = range.from > 0 ? (days.starts[range.from] ?? null) : null;
  const edge = range.until < end ? (days.starts[range.until + 1] ?? 1) - 1 : null;
  const until = at === null ? edge : Math.min(at, edge ?? at);
  const counts = useMemo(
    () => marks.histogram(days.starts[0] ?? 0, days.starts.at(-1) ?? 1, BINS, kind),
    [version, days, kind],
  );

  useEffect(() => {
    let open: Drawing | null = null;
    let gone = false;
    import("../map/drawing")
      .then(
        ({ draw }) =>
          place.current &&
          draw(place.current, {
            layers,
            marks,
            simulated: asked.simulated,
            symbols,
            view: query.get("view") ?? "",
            attribution: t("map-attribution"),
            settled: (now, view) => {
              if (gone) return;
              setPicture(now);
              history.replaceState(null, "", addressWith({ view }));
            },
            picked: (found, words) => writePicked(marks, found, words, t),
          }),
      )
      .then((made) => {
        if (!made) return;
        if (gone) return made.remove();
        open = made;
        setDrawing(made);
      })
      .catch(() => setFailed(true));
    return () => {
      gone = true;
      open?.remove();
    };
  }, [layers]);
  const shownVersion = useRef(-1);
  const [shown, setShown] = useState(0);
  useEffect(() => {
    setShown(marks.narrow({ from, until, kind, retracted }));
    drawing?.show(shownVersion.current !== version);
    if (drawing) shownVersion.current = version;
  }, [drawing, version, from, until, kind, retracted]);
  useEffect(() => drawing?.withSymbols(symbols), [drawing, symbols]);

  // Of several moves within one frame the last is drawn: a machine that is late does not fall behind.
  const moving = useRef(0);
  const move = (to: Range) => {
    cancelAnimationFrame(moving.current);
    moving.current = requestAnimationFrame(() => setDragged(to));
  };
  // Arrow keys settle at every press: the address is written once they rest.
  const writing = useRef(0);
  const stop = () => {
    cancelAnimationFrame(moving.current);
    clearTimeout(writing.current);
  };
  useEffect(() => stop, []);
  const settle = (to: Range) => {
    move(to);
    clearTimeout(writing.current);
    writing.current = setTimeout(() => {
      stop();
      setDragged(null);
      const name = (day: number, whole: number) => (day === whole ? "" : (days.names[day] ?? ""));
      go(addressWith({ from: name(to.from, 0), until: name(to.until, end) }), true);
    }, WRITTEN_MS);
  };
  const places = layers.features.map((each) => each.properties as Record<string, string>);
  const named = places.filter((each) => each.layer === "zone" || each.layer === "site");
  return (
    <>
      {failed && <p class="message bad">{t("map-failed")}</p>}
      {error && <Failure error={error} />}
      <div class="filters">
        <AddressSelect
          label={t("kind")}
          name="kind"
          value={kind}
          options={marks.kinds.map((each) => [each, kindName(each)])}
          change={(value) => addressWith({ kind: value })}
        />
        <Labelled label={t("map-go-to")}>
          <select
            value=""
            disabled={!drawing}
            onChange={(event) => {
              drawing?.goToPlace(event.currentTarget.value);
              event.currentTarget.value = "";
            }}
          >
            <option value="">{t("map-choose")}</option>
            {named.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </select>
        </Labelled>
        <label class="check">
          <input type="checkbox" checked={symbols} onChange={() => setSymbols(!symbols)} />{" "}
          {t("map-symbols")}
        </label>
        <label class="check">
          <input type="checkbox" checked={retracted} onChange={() => setRetracted(!retracted)} />{" "}
          {t("map-retracted")}
        </label>
      </div>
      <p role="status">
        {drawing ? t("map-points", { count: shown }) : !failed && t("map-loading")}
        {drawing && !ready && ` · ${t("map-more")}`}
        {" · "}
        {t("map-without", { count: unplaced })}
        {" · "}
        {live ? t(`line-${line}`) : t("line-past")}
      </p>
      {picture?.grouped && (
        <p class="message" role="status">
          {t("map-grouped", { count: picture.inView })}
        </p>
      )}
      <section
        ref={place}
        class="map"
        dir="ltr"
        aria-label={t("map-label")}
        aria-busy={!failed && !(drawing && ready)}
      />
      {marks.count > 0 && (
        <TimeSlider days={days} range={range} counts={counts} move={move} settle={settle} />
      )}
      <Legend kinds={marks.kinds} simulated={asked.simulated} />
      <p class="quiet">{t(picture && !picture.exact ? "map-accuracy-near" : "map-accuracy")}</p>
      <details onToggle={(event) => setListed(event.currentTarget.open)}>
        <summary>{t("map-in-view", { count: picture?.inView ?? 0 })}</summary>
        {listed && picture && (
          <NearTable
            marks={marks}
            version={version}
            box={picture.box}
            goTo={(lon, lat) => drawing?.goTo(lon, lat)}
          />
        )}
      </details>
      <details>
        <summary>{t("own-layers")}</summary>
        {drawing && <OwnPanel show={drawing.showOwn} />}
      </details>
    </>
  );
}

/** Writes what lies under a click: a link to each report, and how many more there are. */
async function writePicked(
  marks: Marks,
  found: number[],
  place: HTMLElement,
  t: ReturnType<typeof useWords>["t"],
): Promise<void> {
  const named = found.slice(0, NAMED_MAX);
  const places = named.map((each) => marks.placeAt(each));
  place.textContent = t("loading");
  const records = await recordsAt(places).catch(() => null);
  place.textContent = records ? "" : t("no-answer");
  for (const [row, mark] of named.entries()) {
    const record = records?.get(places[row] ?? "");
    if (!record) continue;
    const line = document.createElement("p");
    const link = document.createElement("a");
    link.href = addressOf(`reports/${record.id}`);
    link.dir = "auto";
    link.textContent = record.summary;
    line.append(link);
    const state = [null, t("corrected"), t("retracted")][marks.state[mark] ?? 0];
    for (const word of [record.simulated ? t("simulated") : null, state])
      if (word) line.append(` · ${word}`);
    place.append(line);
  }
  if (found.length > named.length) {
    const more = document.createElement("p");
    more.textContent = t("map-more-here", { count: found.length - named.length });
    place.append(more);
  }
}
