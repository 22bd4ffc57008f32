// Threats: indicators and whether they hold, the attacks behind them, and files of them through the gate.
import { addressOf, addressWith, go } from "../address";
import { api, type Schemas, taken } from "../api";
import { may, useHere } from "../mission";
import { LatestRecords } from "../records";
import { Pager, Search, TakeAlong } from "../take-along";
import {
  AddressSelect,
  Foreign,
  Labelled,
  Ltr,
  Marking,
  Moment,
  RecordLink,
  SendForm,
  Show,
  Table,
  useLoaded,
} from "../ui";
import { useWords } from "../words";

type Answer = Schemas["ThreatsOut"];
const STATES = ["valid", "not-yet", "expired", "revoked"] as const;
const TONES = { valid: "met", "not-yet": "", expired: "", revoked: "breached" } as const;

export function Threats({ query }: { rest: string; query: URLSearchParams }) {
  const { t } = useWords();
  const { session, forms } = useHere();
  const form = forms.find((each) => each.kind === "intrusion" && each.enterable);
  return (
    <>
      <Indicators query={query} enters={may(session, "submit") && form !== undefined} />
      <section>
        <h2>{t("threats-reports")}</h2>
        <LatestRecords kinds={["intrusion"]} query={query} label={t("threats-reports")} />
      </section>
    </>
  );
}

/** The collection of a new attack: the chosen one, else the first that the role adds to, else the first there is. */
function collectionToEnter(chosen: string, known: Answer["collections"], role: string): string {
  const own = known.find((each) => each.writers.includes(role)) ?? known[0];
  return chosen || (own?.name ?? "");
}

function Indicators({ query, enters }: { query: URLSearchParams; enters: boolean }) {
  const { t } = useWords();
  const { session } = useHere();
  const first = Number(query.get("first") ?? 0);
  const holds = query.get("holds") ?? "";
  const asked = {
    collection: query.get("collection") ?? "",
    at: query.get("at") ?? "",
    as_of: query.get("as_of") ?? "",
    simulated: query.get("simulated") === "true",
    holds: STATES.find((each) => each === holds) ?? ("" as const),
    words: query.get("words") ?? "",
    first: Number.isInteger(first) && first > 0 ? first : 0,
  };
  const loaded = useLoaded(
    () => taken(api.GET("/api/v1/threats", { params: { query: asked } })),
    Object.values(asked),
  );
  const collection = collectionToEnter(
    asked.collection,
    loaded.value?.collections ?? [],
    session.role,
  );
  return (
    <>
      {enters && (
        <p>
          <a
            class="button main"
            href={addressOf("reports/new", {
              kind: "intrusion",
              ...(collection && { collection }),
            })}
          >
            {t("threats-report")}
          </a>
        </p>
      )}
      <section>
        <h2>{t("threats-indicators")}</h2>
        <p class="quiet">{t("threats-note")}</p>
        <Show loaded={loaded}>
          {(answer) => (
            <>
              <Filters answer={answer} query={query} collection={asked.collection} />
              {!answer.collections.length && <p>{t("threats-no-collection")}</p>}
              {answer.indicators.length ? (
                <Rows answer={answer} />
              ) : (
                answer.collections.length > 0 && <p>{t("threats-none")}</p>
              )}
              <Pager first={answer.first} total={answer.total} />
              {answer.indicators.length > 0 && (
                <TakeAlong
                  table="indicators"
                  query={[
                    ...(["collection", "at", "as_of", "holds", "words"] as const).map(
                      (each): [string, string] => [each, asked[each]],
                    ),
                    ["simulated", asked.simulated ? "true" : ""],
                  ]}
                />
              )}
              {answer.collections
                .filter((each) => asked.collection === "" || each.name === asked.collection)
                .map((each) => (
                  <Downloads key={each.name} collection={each} query={query} />
                ))}
            </>
          )}
        </Show>
      </section>
    </>
  );
}

function Filters(props: { answer: Answer; query: URLSearchParams; collection: string }) {
  const { t } = useWords();
  const { answer, query, collection } = props;
  const others = Object.entries(answer.others);
  return (
    <>
      <div class="filters">
        {answer.collections.length > 1 && (
          <AddressSelect
            label={t("field-collection")}
            name="collection"
            value={collection}
            options={answer.collections.map((each) => [each.name, each.title])}
            change={(value) => addressWith({ collection: value, first: "" })}
          />
        )}
        <AddressSelect
          label={t("state")}
          name="holds"
          value={query.get("holds") ?? ""}
          options={STATES.map((each) => [
            each,
            `${t(`word-${each}`)} (${(answer.states[each] ?? 0).toLocaleString("en")})`,
          ])}
          change={(holds) => addressWith({ holds, first: "" })}
        />
        <Search query={query} />
      </div>
      {others.length > 0 && (
        <p class="quiet">
          {t("threats-others")}:{" "}
          <Ltr>
            {others.map(([type, count]) => `${type} ${count.toLocaleString("en")}`).join(" · ")}
          </Ltr>
        </p>
      )}
    </>
  );
}

function Rows({ answer }: { answer: Answer }) {
  const { t } = useWords();
  return (
    <Table
      label={t("threats-indicators")}
      heads={[
        t("threats-sign"),
        t("state"),
        t("threats-until"),
        t("field-confidence"),
        t("threats-sightings"),
        t("threats-block"),
        t("marking"),
        t("threats-maker"),
        t("record"),
      ]}
    >
      {answer.indicators.map((each) => (
        <tr key={`${each.collection} ${each.id}`} class={each.state === "revoked" ? "gone" : ""}>
          <th scope="row" class="words">
            <Foreign text={each.name} />
            <div>
              <Ltr code>{each.pattern}</Ltr>
            </div>
          </th>
          <td>
            <span class={`verdict ${TONES[each.state]}`}>{t(`word-${each.state}`)}</span>
          </td>
          <td>{each.valid_until && <Moment utc={each.valid_until} />}</td>
          <td>{each.confidence !== null && <Ltr>{each.confidence} %</Ltr>}</td>
          <td>
            <Ltr>{each.sightings.toLocaleString("en")}</Ltr>
            {each.last_seen && (
              <div>
                <Moment utc={each.last_seen} />
              </div>
            )}
          </td>
          <td>
            {each.blocked ? (
              <span class="quiet">{t(`blocked-${each.blocked}`)}</span>
            ) : (
              <span class="verdict met">{t("word-yes")}</span>
            )}
          </td>
          <td>
            <Marking tlp={each.tlp} />
          </td>
          <td>
            <Foreign text={each.maker} />
          </td>
          <td>
            <RecordLink id={each.record} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** The files of a collection. What is never to be blocked stands in the address, so that a link gives the same. */
function Downloads(props: { collection: Schemas["CollectionOut"]; query: URLSearchParams }) {
  const { t } = useWords();
  const { collection, query } = props;
  const own = query.get("own") ?? "";
  const confidence = query.get("confidence") ?? "";
  const address = (file: string, more: Record<string, string> = {}) => {
    const all = { ...more, simulated: query.get("simulated") === "true" ? "true" : "" };
    const text = new URLSearchParams(Object.entries(all).filter(([, value]) => value));
    return `/api/v1/threats/${collection.name}/${file}?${text}`;
  };
  const list = { own, confidence };
  return (
    <details class="take-along" open={Boolean(own || confidence)}>
      <summary>
        {t("threats-download")}: <Foreign text={collection.title} />
      </summary>
      <p class="quiet">{t("threats-download-note")}</p>
      <p class="buttons">
        <a class="button" href={address("bundle")} download>
          {t("threats-bundle")}
        </a>
      </p>
      <SendForm
        key={`${own} ${confidence}`}
        class="row"
        button={t("threats-ready")}
        send={async (fields) =>
          go(addressWith({ own: fields.own ?? "", confidence: fields.confidence ?? "" }))
        }
      >
        <Labelled label={t("threats-own")}>
          <input name="own" dir="ltr" defaultValue={own} maxLength={500} />
        </Labelled>
        <Labelled label={t("threats-confidence")}>
          <input
            type="number"
            name="confidence"
            dir="ltr"
            min={0}
            max={100}
            defaultValue={confidence}
          />
        </Labelled>
      </SendForm>
      <p class="buttons">
        <a class="button" href={address("blocklist", { ...list, form: "plain" })} download>
          {t("threats-plain")}
        </a>
        <a class="button" href={address("blocklist", { ...list, form: "rpz" })} download>
          {t("threats-rpz")}
        </a>
      </p>
      <p class="quiet">
        TAXII 2.1: <Ltr code>{collection.address}</Ltr>
      </p>
    </details>
  );
}
