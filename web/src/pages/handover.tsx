// The shift handover: a log that writes itself from the records, signed by both officers; printable.
import { useState } from "preact/hooks";
import { addressOf } from "../address";
import { api, type Schemas, taken } from "../api";
import { may, useHere } from "../mission";
import { RecordTable, useKindName } from "../records";
import {
  Foreign,
  Labelled,
  Moment,
  RecordLink,
  Said,
  SendForm,
  Show,
  Table,
  useLoaded,
} from "../ui";
import { useWords } from "../words";

type Handover = Schemas["HandoverOut"];

export function HandoverPage({ rest, query }: { rest: string; query: URLSearchParams }) {
  return rest ? <Kept id={rest} key={rest} /> : <Running query={query} />;
}

function Running({ query }: { query: URLSearchParams }) {
  const { t } = useWords();
  const { session } = useHere();
  const [made, setMade] = useState("");
  const simulated = query.get("simulated") === "true";
  const running = useLoaded(
    () => taken(api.GET("/api/v1/handovers/next", { params: { query: { simulated } } })),
    [made, simulated],
  );
  const earlier = useLoaded(() => taken(api.GET("/api/v1/handovers")), [made]);
  return (
    <>
      {made && (
        <p class="message good" role="status">
          {t("handed-over")} <a href={addressOf(`handover/${made}`)}>{t("open-handover")}</a>
        </p>
      )}
      <h2>{t("shift-running")}</h2>
      <Show loaded={running}>{(shift) => <Log shift={shift} />}</Show>
      {may(session, "keep watch") && (
        <SendForm
          key={made}
          button={t("hand-over")}
          send={async ({ text = "" }) => {
            const body = { text, simulated };
            setMade((await taken(api.POST("/api/v1/handovers", { body }))).id);
          }}
        >
          <Labelled label={t("handover-words")}>
            <textarea name="text" dir="auto" rows={4} maxLength={20_000} />
          </Labelled>
        </SendForm>
      )}
      <h2>{t("handovers-before")}</h2>
      <Show loaded={earlier}>
        {({ handovers }) =>
          handovers.length ? (
            <Table label={t("handovers-before")} heads={[t("shift"), t("author"), t("state")]}>
              {handovers.map((each) => (
                <tr key={each.record}>
                  <td>
                    <a href={addressOf(`handover/${each.record}`)}>
                      <Moment utc={each.start} /> – <Moment utc={each.end} />
                    </a>
                  </td>
                  <td>
                    <Foreign text={each.author} lang="en" />
                  </td>
                  <td>{each.signed ? t("signed-both") : t("signed-one")}</td>
                </tr>
              ))}
            </Table>
          ) : (
            <p class="quiet">{t("no-handovers")}</p>
          )
        }
      </Show>
    </>
  );
}

function Kept({ id }: { id: string }) {
  const { t } = useWords();
  const { session } = useHere();
  const [again, setAgain] = useState(0);
  const params = { path: { record_id: id } };
  const loaded = useLoaded(
    () => taken(api.GET("/api/v1/handovers/{record_id}", { params })),
    [id],
    [again],
  );
  return (
    <Show loaded={loaded}>
      {(shift) => (
        <article class={shift.simulated ? "exercise" : ""}>
          <p class="buttons">
            <a class="button" href={addressOf("handover")}>
              {t("shift-running")}
            </a>
            <button type="button" onClick={() => print()}>
              {t("print")}
            </button>
          </p>
          <h2>
            {t("shift")} <Moment utc={shift.start} /> – <Moment utc={shift.end} />
          </h2>
          <Signatures shift={shift} />
          {shift.text && (
            <blockquote class="words">
              <Foreign text={shift.text} />
            </blockquote>
          )}
          {may(session, "keep watch") &&
            !shift.signed &&
            !shift.author.includes(session.account) && (
              <SendForm
                button={t("take-over")}
                send={async ({ text = "" }) => {
                  const body = { text };
                  await taken(
                    api.POST("/api/v1/handovers/{record_id}/confirmation", { params, body }),
                  );
                  setAgain(again + 1);
                }}
              >
                <Labelled label={t("takeover-words")}>
                  <input name="text" dir="auto" maxLength={4000} />
                </Labelled>
              </SendForm>
            )}
          <Log shift={shift} />
        </article>
      )}
    </Show>
  );
}

function Signatures({ shift }: { shift: Handover }) {
  const { t } = useWords();
  return (
    <>
      <p class={`message ${shift.signed ? "good" : "bad"}`} role="status">
        {shift.signed ? t("signed-both") : t("signed-one")}
      </p>
      <dl>
        <dt>{t("handed-over-by")}</dt>
        <dd>
          <Foreign text={shift.author} lang="en" /> <Moment utc={shift.end} />{" "}
          <RecordLink id={shift.record} />
        </dd>
        {shift.confirmations.map((each) => (
          <>
            <dt>{t("taken-over-by")}</dt>
            <dd>
              <Foreign text={each.author} lang="en" /> <Moment utc={each.at} />{" "}
              <RecordLink id={each.record} /> <Foreign text={each.text} />
            </dd>
          </>
        ))}
      </dl>
    </>
  );
}

/** What came in during a shift: how much of each kind, what is still open, and each record. */
function Log({ shift }: { shift: Handover }) {
  const { t } = useWords();
  const kindName = useKindName();
  const counts = Object.entries(shift.counts).sort((one, other) => other[1] - one[1]);
  return (
    <>
      {!shift.record && (
        <p>
          {t("since")} <Moment utc={shift.start} />
        </p>
      )}
      <h3>{t("came-in")}</h3>
      {counts.length ? (
        <ul class="counts">
          {counts.map(([kind, count]) => (
            <li key={kind}>
              {kindName(kind)}: <strong>{count}</strong>
            </li>
          ))}
        </ul>
      ) : (
        <p class="quiet">{t("nothing-came")}</p>
      )}
      <h3>{t("alerts-open")}</h3>
      {shift.open_alerts.length ? (
        <ul>
          {shift.open_alerts.map((each) => (
            <li key={`${each.rule} ${each.trigger}`}>
              <Said text={each.rule_words} /> <Moment utc={each.raised_at} />{" "}
              <RecordLink id={each.trigger} />
            </li>
          ))}
        </ul>
      ) : (
        <p class="quiet">{t("no-alerts")}</p>
      )}
      {shift.records.length > 0 && (
        <RecordTable records={shift.records} label={t("page-handover")} />
      )}
      {shift.unlisted > 0 && <p>{t("unlisted", { count: shift.unlisted })}</p>}
    </>
  );
}
