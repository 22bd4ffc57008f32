// Warn and protect: where violence is likely, how unsure that is, and whom which bases would reach.
import { addressWith, go } from "../address";
import { api, type Schemas, taken } from "../api";
import { useBackground } from "../background";
import { Bars } from "../outlook/bars";
import { LaydownMap } from "../outlook/laydown-map";
import { Laydowns } from "../outlook/laydowns";
import { type Format, Printed } from "../take-along";
import { Failure, Labelled, Ltr, Moment, Said, SendForm, Table } from "../ui";
import { useWords } from "../words";
import "../outlook/outlook.css";

export type OutlookAnswer = Schemas["OutlookOut"];
type Query = {
  as_of: string;
  simulated: boolean;
  measure: "deaths" | "civilian_deaths";
  months: number;
  bases: number;
  reach_km: number;
};

const LISTED = 20;
const ALL: Format[] = ["html", "pdf", "xlsx", "csv", "geojson"];

export function Outlook({ query }: { rest: string; query: URLSearchParams }) {
  const { t } = useWords();
  const whole = (name: string, otherwise: number) => {
    const value = Number(query.get(name));
    return query.get(name) && Number.isFinite(value) ? value : otherwise;
  };
  const asked: Query = {
    as_of: query.get("as_of") ?? "",
    simulated: query.get("simulated") === "true",
    measure: query.get("measure") === "deaths" ? "deaths" : "civilian_deaths",
    months: whole("months", 6),
    bases: whole("bases", 0),
    reach_km: whole("reach", 30),
  };
  const { answer, error, waiting } = useBackground(
    () => taken(api.GET("/api/v1/outlook", { params: { query: asked } })),
    Object.values(asked),
  );
  return (
    <>
      <div class="filters">
        <Labelled label={t("outlook-measure")}>
          <select
            name="measure"
            value={asked.measure}
            onChange={(event) => go(addressWith({ measure: event.currentTarget.value }))}
          >
            <option value="civilian_deaths">{t("outlook-civilian-deaths")}</option>
            <option value="deaths">{t("outlook-deaths")}</option>
          </select>
        </Labelled>
        <SendForm
          key={`${asked.months} ${asked.bases} ${asked.reach_km}`}
          class="row"
          button={t("show")}
          send={async ({ months = "", bases = "", reach = "" }) =>
            go(addressWith({ months, bases, reach }))
          }
        >
          <NumberField label={t("outlook-months")} name="months" value={asked.months} most={12} />
          <NumberField
            label={t("outlook-bases")}
            name="bases"
            value={asked.bases || ""}
            most={100}
            hint={t("outlook-as-now")}
          />
          <NumberField label={t("outlook-reach")} name="reach" value={asked.reach_km} most={1000} />
        </SendForm>
      </div>
      {error && <Failure error={error} />}
      <div aria-busy={waiting}>
        {waiting && <p role="status">{t("background-waiting")}</p>}
        {answer?.state === "failed" && (
          <p class="message bad" role="alert">
            {t("outlook-failed")} <Said text={answer.problem ?? ""} />
          </p>
        )}
        {answer?.state === "done" && <Answer answer={answer} asked={asked} />}
      </div>
    </>
  );
}

function Answer({ answer, asked }: { answer: OutlookAnswer; asked: Query }) {
  const { t } = useWords();
  const { forecast, protection } = answer;
  if (!forecast || !protection) return null;
  const shown = forecast.places.slice(0, LISTED);
  return (
    <div class={answer.simulated ? "exercise-ground" : ""}>
      {answer.simulated && <p class="tag simulated">{t("simulated")}</p>}
      <p>
        {t("outlook-rests", { count: answer.events ?? 0 })} {t("outlook-known")}{" "}
        <Ltr>{forecast.known_until}</Ltr>
        {". "}
        {t("outlook-computed")} <Moment utc={answer.computed_at ?? ""} />
      </p>
      <p class="quiet">{t("outlook-honest")}</p>
      {forecast.left_out.length > 0 && (
        <details>
          <summary>{t("outlook-left-out")}</summary>
          {forecast.left_out.map((each) => (
            <p key={each}>
              <Said text={each} />
            </p>
          ))}
        </details>
      )}
      <h2>{t("outlook-where")}</h2>
      <LaydownMap answer={answer} />
      <Table
        label={t("outlook-where")}
        heads={[
          t("outlook-place"),
          t("outlook-expected"),
          t("outlook-month-by-month"),
          t("outlook-chance"),
          t("outlook-range"),
        ]}
      >
        {shown.map((place) => {
          const worst = place.months.reduce((one, other) => (other.q95 > one.q95 ? other : one));
          const most = Math.max(...place.months.map((each) => each.chance_any));
          return (
            <tr key={place.cell}>
              <td>
                <Ltr>
                  {place.lat.toFixed(2)}, {place.lon.toFixed(2)}
                </Ltr>{" "}
                <span class="quiet">
                  <Ltr>{place.cell}</Ltr>
                </span>
              </td>
              <td>
                <Ltr>{place.total.toFixed(2)}</Ltr>
              </td>
              <td>
                <Bars months={place.months} />
              </td>
              <td>
                <Ltr>{Math.round(100 * most)} %</Ltr>
              </td>
              <td>
                <Ltr>
                  {worst.q05}–{worst.q95}
                </Ltr>
              </td>
            </tr>
          );
        })}
      </Table>
      {forecast.places.length + forecast.places_left_out > shown.length && (
        <p class="quiet">
          {t("outlook-more-places", {
            count: forecast.places.length + forecast.places_left_out - shown.length,
          })}
        </p>
      )}
      <Printed page="outlook/forecast" asked={asked} formats={ALL} />
      <Laydowns protection={protection} />
      <Printed page="outlook/laydown" asked={asked} formats={ALL} />
    </div>
  );
}

function NumberField(props: {
  label: string;
  name: string;
  value: number | string;
  most: number;
  hint?: string;
}) {
  return (
    <Labelled label={props.label}>
      <input
        type="number"
        dir="ltr"
        name={props.name}
        min={1}
        max={props.most}
        defaultValue={String(props.value)}
        placeholder={props.hint ?? ""}
      />
    </Labelled>
  );
}
