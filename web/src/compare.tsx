// Two or more reports side by side, and the judgement whether they tell of one event.
import { useState } from "preact/hooks";
import { addressOf } from "./address";
import { api, type LedgerRecord, taken } from "./api";
import { useHere } from "./mission";
import { loadRecord } from "./records";
import { rowOfBody } from "./report-form";
import { Reason } from "./review";
import { Shown } from "./shown";
import { Labelled, Marking, RecordLink, SendForm, Show, Table, Tags, useLoaded } from "./ui";
import { useWords } from "./words";

/** Says where a report came from and how it got here: it differs between any two, and says nothing. */
const OF_THE_PAPER: ReadonlySet<string> = new Set(["file", "row", "ref", "tlp"]);

export function Compare({ query }: { query: URLSearchParams }) {
  const { t } = useWords();
  const ids = (query.get("records") ?? "").split(",").filter(Boolean);
  const [made, setMade] = useState("");
  const loaded = useLoaded(() => Promise.all(ids.map(loadRecord)), [ids.join()]);
  const { forms } = useHere();
  const may = forms.some((each) => each.kind === "comparison" && each.enterable);
  return (
    <>
      <h2>{t("compare")}</h2>
      <p>
        <a class="button" href={addressOf("reports", { kind: "incident" })}>
          {t("all-reports")}
        </a>
      </p>
      {made && (
        <p class="message good" role="status">
          {t("amendment-recorded")} <RecordLink id={made} />
        </p>
      )}
      <Show loaded={loaded}>{(records) => <SideBySide records={records} />}</Show>
      {may && ids.length > 1 && !made && (
        <SendForm
          button={t("compare-record")}
          send={async ({ judgement, reason = "" }) => {
            const body = { records: ids, judgement: judgement as "same" | "different", reason };
            setMade((await taken(api.POST("/api/v1/comparisons", { body }))).id);
          }}
        >
          <Labelled label={t("field-judgement")}>
            <select name="judgement" required>
              <option value="">{t("not-said")}</option>
              <option value="same">{t("compare-same")}</option>
              <option value="different">{t("compare-different")}</option>
            </select>
          </Labelled>
          <Reason name="reason" />
        </SendForm>
      )}
    </>
  );
}

function SideBySide({ records }: { records: LedgerRecord[] }) {
  const { t, maybe } = useWords();
  const { forms, mission } = useHere();
  const bodies = records.map((each) => {
    const form = forms.find((one) => one.kind === each.kind);
    return (form ? rowOfBody(each, form, mission.timezone) : (each.body ?? {})) as Record<
      string,
      unknown
    >;
  });
  const names = [...new Set(bodies.flatMap(Object.keys))].filter((each) => !OF_THE_PAPER.has(each));
  const text = (value: unknown) =>
    value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
  return (
    <Table
      label={t("compare")}
      heads={[
        t("what"),
        ...records.map((each) => (
          <>
            <RecordLink id={each.id} /> <Marking tlp={each.tlp} /> <Tags record={each} />
          </>
        )),
      ]}
    >
      {names.map((name) => {
        const values = bodies.map((body) => text(body[name]));
        const differs = values.some((each) => each !== values[0]);
        return (
          <tr key={name} class={differs ? "differs" : ""}>
            <th scope="row">
              {maybe(`field-${name}`, name)}
              {differs && <span class="quiet"> · {t("differs")}</span>}
            </th>
            {values.map((value, place) => (
              <td key={records[place]?.id} class="words">
                {value && <Shown name={name} value={bodies[place]?.[name]} />}
              </td>
            ))}
          </tr>
        );
      })}
    </Table>
  );
}
