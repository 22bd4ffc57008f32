// Respond: who goes to one call, who stands ready, and where the wounded are reached in time.
import { useEffect, useState } from "preact/hooks";
import { addressOf, addressWith, go } from "../address";
import { api, taken } from "../api";
import { useBackground } from "../background";
import { useLive } from "../live";
import { AreaPart } from "../respond/area";
import { CallPart } from "../respond/call";
import { FirstDays } from "../respond/first-days";
import { ReadyPart } from "../respond/ready";
import { SeasonChoice, seasonOf } from "../respond/words";
import { Failure, Labelled, Said, SendForm } from "../ui";
import { useWords } from "../words";
import "../respond/respond.css";

/** What a plan rests on: news of these kinds make it anew. */
const KINDS = /^(task|medical|response|landing|way-closure|hazardous|area-release|population)/;
/** A task keeps a unit by time alone, so that the page asks again without any news. */
const AGAIN_MS = 5 * 60_000;

export function Respond({ rest, query }: { rest: string; query: URLSearchParams }) {
  return rest === "first-days" ? <FirstDays query={query} /> : <Now query={query} />;
}

function Now({ query }: { query: URLSearchParams }) {
  const { t } = useWords();
  const [at, as_of, lon, lat] = ["at", "as_of", "lon", "lat"].map((name) => query.get(name) ?? "");
  const asked = {
    at: at ?? "",
    as_of: as_of ?? "",
    simulated: query.get("simulated") === "true",
    wet: seasonOf(query),
  };
  const isPast = Boolean(at || as_of);
  const [news, setNews] = useState(0);
  const line = useLive(!isPast, (records) => {
    if (!records.length || records.some((each) => KINDS.test(each.kind)))
      setNews((before) => before + 1);
  });
  useEffect(() => {
    if (isPast) return;
    const timer = setInterval(() => setNews((before) => before + 1), AGAIN_MS);
    return () => clearInterval(timer);
  }, [isPast]);
  const keys = [...Object.values(asked), news];
  const { answer, error, waiting } = useBackground(
    () => taken(api.GET("/api/v1/respond", { params: { query: asked } })),
    keys,
  );
  return (
    <>
      <p class="buttons">
        <span role="status" class={`line ${isPast ? "past" : line}`}>
          {isPast ? t("line-past") : t(`line-${line}`)}
        </span>
        <a class="button" href={addressOf("respond/first-days")}>
          {t("days-title")}
        </a>
      </p>
      <section aria-labelledby="respond-call">
        <h2 id="respond-call">{t("respond-call")}</h2>
        <SendForm
          key={`${lat} ${lon} ${asked.wet}`}
          class="row"
          button={t("respond-plan")}
          send={async (fields) =>
            go(
              addressWith({
                lat: fields.lat ?? "",
                lon: fields.lon ?? "",
                wet: fields.wet ?? "",
              }),
            )
          }
        >
          <Degrees label={t("field-lat")} name="lat" value={lat ?? ""} most={90} />
          <Degrees label={t("field-lon")} name="lon" value={lon ?? ""} most={180} />
          <SeasonChoice wet={asked.wet} />
        </SendForm>
        {lon && lat ? (
          <CallPart asked={{ ...asked, lon: Number(lon), lat: Number(lat) }} news={news} />
        ) : (
          <p class="quiet">{t("respond-call-hint")}</p>
        )}
      </section>
      {error && <Failure error={error} />}
      <div aria-busy={waiting}>
        {waiting && <p role="status">{t("respond-waiting")}</p>}
        {answer?.state === "failed" && <Failed problem={answer.problem ?? ""} />}
        {answer?.state === "done" && (
          <div class={asked.simulated ? "exercise-ground" : ""}>
            <ReadyPart answer={answer} />
            <AreaPart answer={answer} asked={asked} news={news} />
          </div>
        )}
      </div>
    </>
  );
}

export function Failed({ problem }: { problem: string }) {
  const { t } = useWords();
  return (
    <p class="message bad" role="alert">
      {t("respond-failed")} <Said text={problem} />
    </p>
  );
}

function Degrees(props: { label: string; name: string; value: string; most: number }) {
  return (
    <Labelled label={props.label}>
      <input
        type="number"
        dir="ltr"
        name={props.name}
        required
        step="any"
        min={-props.most}
        max={props.most}
        defaultValue={props.value}
      />
    </Labelled>
  );
}
