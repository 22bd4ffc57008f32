// Records in a list, and one by one, with what corrects or retracts them.
import { useState } from "preact/hooks";
import { addressOf } from "./address";
import { api, type LedgerRecord, taken } from "./api";
import { targetOf } from "./live";
import { useHere } from "./mission";
import { Attached, SentBy } from "./offline/attached";
import { Shown } from "./shown";
import { TakeAlong } from "./take-along";
import {
  Foreign,
  Ltr,
  Marking,
  Moment,
  RecordLink,
  Said,
  Show,
  Table,
  Tags,
  useLoaded,
} from "./ui";
import { useWords } from "./words";

export function useKindName(): (kind: string) => string {
  const { maybe } = useWords();
  return (kind) => maybe(`kind-${kind}`, kind);
}

export function RecordTable({
  records,
  label,
  fresh,
  choice,
}: {
  records: LedgerRecord[];
  label: string;
  fresh?: Set<string>;
  choice?: { chosen: string[]; set: (ids: string[]) => void } | undefined;
}) {
  const { t } = useWords();
  const kindName = useKindName();
  const acts = records.some((each) => each.amendable);
  return (
    <Table
      label={label}
      heads={[
        ...(choice ? [t("choose")] : []),
        t("recorded"),
        t("kind"),
        t("marking"),
        t("report"),
        t("site"),
        t("record"),
        ...(acts ? [t("change")] : []),
      ]}
    >
      {records.map((each) => {
        const retracted = each.amendments.some((amendment) => amendment.kind === "retraction");
        const names = [
          each.simulated && "exercise",
          retracted && "gone",
          fresh?.has(each.id) && "fresh",
        ];
        return (
          <tr key={each.id} class={names.filter(Boolean).join(" ")}>
            {choice && (
              <td>
                {each.kind === "incident" && (
                  <input
                    type="checkbox"
                    aria-label={`${t("choose")} ${each.summary}`}
                    checked={choice.chosen.includes(each.id)}
                    onChange={(event) => {
                      const others = choice.chosen.filter((id) => id !== each.id);
                      choice.set(event.currentTarget.checked ? [...others, each.id] : others);
                    }}
                  />
                )}
              </td>
            )}
            <td>
              <Moment utc={each.recorded_at} />
            </td>
            <td>
              {kindName(each.kind)} <Tags record={each} />
            </td>
            <td>
              <Marking tlp={each.tlp} />
            </td>
            <td class="words">
              <Foreign text={each.summary} lang={languageOf(each)} />
            </td>
            <td>
              <Ltr>
                {each.site} {each.seq}
              </Ltr>
            </td>
            <td>
              <RecordLink id={each.id} />
            </td>
            {acts && <td>{each.amendable && <Actions record={each} />}</td>}
          </tr>
        );
      })}
    </Table>
  );
}

/** What may be done with a record of a list, each a link to where it is done. */
function Actions({ record }: { record: LedgerRecord }) {
  const { t } = useWords();
  const gone = record.amendments.some((each) => each.kind === "retraction");
  if (gone) return null;
  return (
    <span class="acts">
      <a href={addressOf(`reports/${record.id}`, { do: "correct" })}>{t("correct")}</a>{" "}
      <a href={addressOf(`reports/${record.id}`, { do: "retract" })}>{t("retract")}</a>
    </span>
  );
}

/** Returns the language that a report says it is in. */
function languageOf(record: LedgerRecord): string | undefined {
  const language = (record.body as { language?: unknown }).language;
  return typeof language === "string" ? language : undefined;
}

export const loadRecord = (record_id: string): Promise<LedgerRecord> =>
  taken(api.GET("/api/v1/records/{record_id}", { params: { path: { record_id } } }));

/** One record whole: its state, its fields by their names, what amends it and what it amends. */
export function RecordDetails({ record }: { record: LedgerRecord }) {
  const { t, maybe } = useWords();
  const kindName = useKindName();
  const body = record.body && typeof record.body === "object" ? (record.body as object) : {};
  const target = targetOf(record);
  return (
    <>
      <h2>
        {kindName(record.kind)} <Marking tlp={record.tlp} /> <Tags record={record} />
      </h2>
      {record.set_aside && (
        <p class="message bad">
          {t("set-aside-words")} <Said text={record.set_aside} />
        </p>
      )}
      {record.released.length > 0 && (
        <p class="message">
          {t("is-released")} <Ltr>{record.released.join(", ")}</Ltr>
        </p>
      )}
      {record.amendments.map((each) => (
        <p class="message bad" key={each.id}>
          {t(each.kind === "correction" ? "is-corrected" : "is-retracted")}{" "}
          <RecordLink id={each.id} />
        </p>
      ))}
      {target && (
        <p class="message">
          {t("amends")} <RecordLink id={target} />
        </p>
      )}
      <dl>
        <dt>{t("recorded")}</dt>
        <dd>
          <Moment utc={record.recorded_at} />
        </dd>
        <dt>{t("author")}</dt>
        <dd>
          <Foreign text={record.author} lang="en" />
        </dd>
        <dt>{t("chain-place")}</dt>
        <dd>
          <Ltr>
            {record.site} {record.seq}
          </Ltr>
        </dd>
        <dt>{t("record")}</dt>
        <dd>
          <Ltr code>{record.id}</Ltr>
        </dd>
        {Object.entries(body)
          .filter(([name]) => name !== "device")
          .map(([name, value]) => (
            <Part
              key={name}
              name={name}
              label={maybe(`field-${name}`, name)}
              value={value}
              lang={languageOf(record)}
            />
          ))}
      </dl>
      <SentBy record={record} />
      <Attached record={record} />
      <p>
        <a
          class="button"
          href={`/api/v1/records/${record.id}/proof`}
          download={`proof-${record.id.slice(0, 12)}.json`}
        >
          {t("download-proof")}
        </a>
      </p>
    </>
  );
}

function Part(props: { name: string; label: string; value: unknown; lang: string | undefined }) {
  return (
    <>
      <dt>{props.label}</dt>
      <dd class="words">
        <Shown name={props.name} value={props.value} lang={props.lang} />
      </dd>
    </>
  );
}

/** The records of some kinds, latest first, with a way to earlier ones; all of it in the address. */
export function LatestRecords({
  kinds,
  query,
  label,
  table = "reports",
}: {
  kinds: string[];
  query: URLSearchParams;
  label: string;
  /** Its name among the files that are taken along. */
  table?: "reports" | "reads" | "countersignatures";
}) {
  const { t } = useWords();
  const { mission, forms } = useHere();
  const [chosen, setChosen] = useState<string[]>([]);
  const compares = forms.some((each) => each.kind === "comparison" && each.enterable);
  const asked = {
    as_of: query.get("as_of") ?? "",
    words: query.get("words") ?? "",
    since: query.get("since") ?? "",
    before: query.get("before") ?? "",
  };
  const simulated = query.get("simulated") === "true";
  const filter = simulated ? { simulated } : {};
  const loaded = useLoaded(
    () =>
      taken(
        api.GET("/api/v1/records/latest", {
          params: { query: { kind: kinds, ...asked, ...filter } },
        }),
      ),
    [kinds.join(), ...Object.values(asked), simulated, mission.title],
  );
  return (
    <Show loaded={loaded}>
      {({ records, more }) => (
        <>
          {!records.length && <p>{more ? t("nothing-so-far") : t("no-records")}</p>}
          {records.length > 0 && (
            <RecordTable
              records={records}
              label={label}
              choice={
                compares && records.some((each) => each.kind === "incident")
                  ? { chosen, set: setChosen }
                  : undefined
              }
            />
          )}
          {records.length > 0 && (
            <TakeAlong
              table={`records/${table}`}
              places={table === "reports"}
              query={[
                ...kinds.map((each): [string, string] => ["kind", each]),
                ["as_of", asked.as_of],
                ["words", asked.words],
                ["since", asked.since],
                ["simulated", simulated ? "true" : ""],
              ]}
            />
          )}
          <p class="buttons">
            {chosen.length > 1 && (
              <a
                class="button main"
                href={addressOf("reports/compare", { records: chosen.join() })}
              >
                {t("compare-chosen", { count: chosen.length })}
              </a>
            )}
            {asked.before && (
              <a class="button" href={addressWithout(query)}>
                {t("latest")}
              </a>
            )}
            {more && records.length > 0 && (
              <a class="button" href={addressBefore(query, records.at(-1)?.id ?? "")}>
                {t("earlier")}
              </a>
            )}
          </p>
        </>
      )}
    </Show>
  );
}

const here = () => location.pathname.split("/").slice(2).join("/");
const addressBefore = (query: URLSearchParams, before: string) =>
  addressOf(here(), { ...Object.fromEntries(query), before });
const addressWithout = (query: URLSearchParams) =>
  addressOf(here(), { ...Object.fromEntries(query), before: "" });
