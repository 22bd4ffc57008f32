// One call: the chain of the wounded by the clock, what is left without each asset, and who else can go.
import { addressOf } from "../address";
import { api, type Schemas, taken } from "../api";
import { useBackground } from "../background";
import { may, useHere } from "../mission";
import { Failed } from "../pages/respond";
import { Failure, Foreign, Ltr, Moment, Said, Table } from "../ui";
import { useWords } from "../words";
import { Minutes, Share, WaysLine, Whether } from "./words";

type Answer = Schemas["CallOut"];
type Chain = Schemas["ChainAnswer"];
type Asked = {
  at: string;
  as_of: string;
  simulated: boolean;
  wet: boolean | null;
  lon: number;
  lat: number;
};

export function CallPart({ asked, news }: { asked: Asked; news: number }) {
  const { t } = useWords();
  const { answer, error, waiting } = useBackground(
    () => taken(api.GET("/api/v1/respond/call", { params: { query: asked } })),
    [...Object.values(asked), news],
  );
  return (
    <div aria-busy={waiting} class={asked.simulated ? "exercise-ground" : ""}>
      {error && <Failure error={error} />}
      {waiting && <p role="status">{t("respond-waiting")}</p>}
      {answer?.state === "failed" && <Failed problem={answer.problem ?? ""} />}
      {answer?.state === "done" && <Called answer={answer} />}
    </div>
  );
}

function Called({ answer }: { answer: Answer }) {
  const { t } = useWords();
  const { chain } = answer;
  return (
    <>
      <p>
        <Ltr>
          {answer.lat}, {answer.lon}
        </Ltr>
        {" · "}
        <Moment utc={answer.at ?? ""} />
        {" · "}
        {answer.is_dark ? t("respond-dark") : t("respond-light")}
        {chain && (
          <>
            {" · "}
            <Whether holds={chain.holds} /> {t("respond-chance")} <Share value={chain.chance} />
          </>
        )}
      </p>
      {chain ? <ChainTables chain={chain} /> : <p class="message">{t("respond-no-medical")}</p>}
      <h3>{t("respond-go")}</h3>
      {answer.choices?.length ? <Choices answer={answer} /> : <p>{t("respond-none-goes")}</p>}
      {(answer.cannot?.length ?? 0) > 0 && (
        <details>
          <summary>{t("respond-cannot", { count: answer.cannot?.length ?? 0 })}</summary>
          <ul>
            {answer.cannot?.map((each) => (
              <li key={each}>
                <Said text={each} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {answer.ways && <WaysLine ways={answer.ways} />}
    </>
  );
}

function ChainTables({ chain }: { chain: Chain }) {
  const { t, maybe } = useWords();
  const brings = chain.steps.find((each) => each.event === "surgery");
  const end = chain.steps.at(-1);
  return (
    <>
      <h3>{t("respond-chain")}</h3>
      <Table
        label={t("respond-chain")}
        heads={[t("respond-time"), t("field-step"), t("respond-minutes"), t("respond-limit")]}
      >
        {chain.steps.map((each, place) => (
          <tr key={place}>
            <td>
              <Moment utc={each.at} />
            </td>
            <th scope="row">
              {maybe(`step-${each.event}`, each.step)}
              {each.asset && (
                <>
                  {": "}
                  <Ltr>
                    <Foreign text={each.asset} />
                    {each.facility && " → "}
                    <Foreign text={each.facility} />
                  </Ltr>
                </>
              )}
            </th>
            <td>
              <Minutes value={each.minutes} />
            </td>
            <td>
              {each.limit_min !== null && (
                <span class={`verdict ${each.minutes <= each.limit_min ? "met" : "breached"}`}>
                  {each.minutes <= each.limit_min ? "✓" : "✕"} <Ltr>{each.limit_min}</Ltr>
                </span>
              )}
            </td>
          </tr>
        ))}
      </Table>
      {!brings && <p class="message bad">{t("respond-no-surgery")}</p>}
      <p class="quiet">{t("respond-limits")}</p>
      {brings && end && (
        <p>
          <Order
            type="evacuation"
            unit={brings.asset}
            start={chain.wounded_at}
            end={brings.at}
            lon={chain.lon}
            lat={chain.lat}
          />
        </p>
      )}
      {chain.next.length > 0 && (
        <>
          <h3>{t("respond-next")}</h3>
          <Table
            label={t("respond-next")}
            heads={[
              t("respond-without"),
              t("respond-care"),
              t("respond-surgery"),
              t("respond-brought"),
              t("respond-to"),
              "10-1-2",
              t("respond-chance"),
            ]}
          >
            {chain.next.map((each) => (
              <tr key={each.without}>
                <th scope="row">
                  <Foreign text={each.without} />
                </th>
                <td>
                  <Minutes value={each.care_min} />
                </td>
                <td>
                  <Minutes value={each.surgery_min} />
                </td>
                <td>
                  {each.surgery_min === null ? (
                    t("respond-nobody")
                  ) : (
                    <Foreign text={each.brought_by} />
                  )}
                </td>
                <td>{each.surgery_min !== null && <Foreign text={each.facility} />}</td>
                <td>
                  <Whether holds={each.holds} />
                </td>
                <td>
                  <Share value={each.chance} />
                </td>
              </tr>
            ))}
          </Table>
        </>
      )}
      {chain.notes.length > 0 && (
        <ul>
          {chain.notes.map((each) => (
            <li key={each}>
              <Said text={each} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Choices({ answer }: { answer: Answer }) {
  const { t } = useWords();
  return (
    <Table
      label={t("respond-go")}
      heads={[
        t("task-unit"),
        t("respond-arrives"),
        t("respond-minutes"),
        t("respond-km"),
        t("respond-uncovers"),
        t("task"),
      ]}
    >
      {answer.choices?.map((each) => (
        <tr key={each.unit}>
          <th scope="row">
            <Foreign text={each.unit} />
          </th>
          <td>
            <Moment utc={each.arrives_at} />
          </td>
          <td>
            <Minutes value={each.minutes} />
          </td>
          <td>
            <Ltr>{(each.road_km + each.off_km).toFixed(1)}</Ltr>
          </td>
          <td>{each.uncovered !== null && <Ltr>{Math.round(each.uncovered)}</Ltr>}</td>
          <td>
            <Order
              type="reaction"
              unit={each.unit}
              start={each.starts_at}
              end={each.arrives_at}
              lon={answer.lon ?? 0}
              lat={answer.lat ?? 0}
            />
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** A link to the form of a task, filled in from the plan; whoever orders it says when it is to end. */
function Order(props: {
  type: string;
  unit: string;
  start: string;
  end: string;
  lon: number;
  lat: number;
}) {
  const { t, maybe } = useWords();
  const { session } = useHere();
  if (!may(session, "submit")) return null;
  const { lon, lat, ...texts } = props;
  const place = { lon: String(lon), lat: String(lat), accuracy_m: "100" };
  return (
    <a class="button" href={addressOf("reports/new", { kind: "task", ...texts, ...place })}>
      {t("respond-order", { type: maybe(`word-${props.type}`, props.type), unit: props.unit })}
    </a>
  );
}
