// Alerts on the watch page: what the rules have raised, with sound until somebody acknowledges it.
import { useEffect, useRef, useState } from "preact/hooks";
import { addressOf } from "../address";
import { api, type Schemas, taken } from "../api";
import { may, useHere } from "../mission";
import { Failure, Labelled, Ltr, Moment, RecordLink, Said, SendForm, useLoaded } from "../ui";
import { useWords } from "../words";
import { allowSound, sound } from "./sound";

type Alert = Schemas["AlertOut"];
const AGAIN_MS = 20_000;
const nameOf = (alert: Alert) => `${alert.rule} ${alert.trigger}`;

/** `news` grows with every record that comes in: the alerts are worked out again at once. */
export function Alerts({ news, simulated }: { news: number; simulated: boolean }) {
  const { t } = useWords();
  const { session } = useHere();
  const [tick, setTick] = useState(0);
  const [loud, setLoud] = useState(false);
  const heard = useRef(new Map<string, string>());
  // Time alone escalates an alert, so that it is asked again without any news.
  useEffect(() => {
    const timer = setInterval(() => setTick((before) => before + 1), AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  const loaded = useLoaded(
    () => taken(api.GET("/api/v1/alerts", { params: { query: { simulated } } })),
    [simulated],
    [news, tick],
  );
  const all = loaded.value?.alerts ?? [];
  const open = all.filter((each) => each.state !== "acknowledged");
  const seen = all.filter((each) => each.state === "acknowledged");
  useEffect(() => {
    const fresh = open.filter((each) => heard.current.get(nameOf(each)) !== each.state);
    for (const each of open) heard.current.set(nameOf(each), each.state);
    if (fresh.length) sound(fresh.some((each) => each.state === "escalated"));
  }, [loaded.value]);
  return (
    <section class="alerts" aria-label={t("alerts")}>
      <h2>{t("alerts")}</h2>
      {loaded.error && <Failure error={loaded.error} />}
      <p class="buttons">
        <button
          type="button"
          aria-pressed={loud}
          onClick={() => {
            if (loud) setLoud(false);
            else
              void allowSound().then((on) => {
                setLoud(on);
                sound(false);
              });
          }}
        >
          {t("sound")}
        </button>
        {may(session, "keep watch") && (
          <a class="button" href={addressOf("reports/new", { kind: "alert-rule" })}>
            {t("new-rule")}
          </a>
        )}
        <a class="button" href={addressOf("reports", { kind: "alert-rule" })}>
          {t("rule-count", { count: loaded.value?.rules ?? 0 })}
        </a>
      </p>
      <div role="alert">
        {open.map((each) => (
          <AlertCard
            key={nameOf(each)}
            alert={each}
            simulated={simulated}
            done={() => setTick(tick + 1)}
          />
        ))}
      </div>
      {loaded.value && !open.length && <p class="quiet">{t("no-alerts")}</p>}
      {seen.length > 0 && (
        <details>
          <summary>{t("seen-count", { count: seen.length })}</summary>
          <ul>
            {seen.map((each) => (
              <li key={nameOf(each)}>
                <Ltr>{each.rule_words}</Ltr> <Moment utc={each.raised_at} /> {t("acknowledged")}{" "}
                {each.acknowledged_at && <Moment utc={each.acknowledged_at} />}{" "}
                <RecordLink id={each.acknowledged_by} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function AlertCard({
  alert,
  simulated,
  done,
}: {
  alert: Alert;
  simulated: boolean;
  done: () => void;
}) {
  const { t } = useWords();
  const { session } = useHere();
  return (
    <article class={`card alert ${alert.state}`}>
      <h3>
        {alert.state === "escalated" ? t("alert-escalated") : t("alert-open")}{" "}
        <Said text={alert.rule_words} />
      </h3>
      <p>
        <Moment utc={alert.raised_at} /> {t("record-count", { count: alert.records.length })}{" "}
        {alert.records.slice(0, 8).map((each) => (
          <>
            <RecordLink key={each} id={each} />{" "}
          </>
        ))}
      </p>
      {may(session, "keep watch") && (
        <SendForm
          class="row"
          button={t("acknowledge")}
          send={async ({ text = "" }) => {
            const body = { rule: alert.rule, trigger: alert.trigger, text, simulated };
            await taken(api.POST("/api/v1/alerts/acknowledgement", { body }));
            done();
          }}
        >
          <Labelled label={t("what-is-done")}>
            <input name="text" dir="auto" maxLength={4000} />
          </Labelled>
        </SendForm>
      )}
    </article>
  );
}
