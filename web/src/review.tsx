// One record as a page, and what a reader may do with it: rate, correct, retract, mark anew, release.
import { useState } from "preact/hooks";
import { addressOf } from "./address";
import { api, type LedgerRecord, taken } from "./api";
import { isOutside, useHere } from "./mission";
import { loadRecord, RecordDetails } from "./records";
import { ReportForm, rowOfBody } from "./report-form";
import { Labelled, Ltr, RecordLink, SendForm, Show, useLoaded } from "./ui";
import { useWords } from "./words";

export const MARKINGS = [
  "TLP:RED",
  "TLP:AMBER+STRICT",
  "TLP:AMBER",
  "TLP:GREEN",
  "TLP:CLEAR",
] as const;
const SOURCES = ["A", "B", "C", "D", "E", "F"];
const CREDIBILITIES = ["1", "2", "3", "4", "5", "6"];

/** `open` names what the link that led here wants to do: correct, retract. */
export function OneRecord({ id, open }: { id: string; open: string }) {
  const { t } = useWords();
  const [again, setAgain] = useState(0);
  const [made, setMade] = useState("");
  const loaded = useLoaded(() => loadRecord(id), [id], [again]);
  const done = (record: string) => {
    setMade(record);
    setAgain(again + 1);
  };
  return (
    <Show loaded={loaded}>
      {(record) => (
        <article class={record.simulated ? "exercise" : ""}>
          <p>
            <a class="button" href={addressOf("reports")}>
              {t("all-reports")}
            </a>
          </p>
          {made && (
            <p class="message good" role="status">
              {t("amendment-recorded")} <RecordLink id={made} />
            </p>
          )}
          <RecordDetails record={record} />
          {record.amendable && <Amend key={again} record={record} open={open} done={done} />}
          {record.releasable && <Release key={`r${again}`} record={record} done={done} />}
        </article>
      )}
    </Show>
  );
}

interface Work {
  record: LedgerRecord;
  done: (id: string) => void;
}

function Amend({ record, open, done }: Work & { open: string }) {
  const { t } = useWords();
  const { forms, session, mission } = useHere();
  const form = forms.find((each) => each.kind === record.kind);
  const rated = form?.fields.some((each) => each.name === "reliability");
  const params = { path: { record_id: record.id } };
  const correct = async (row: Record<string, string>, reason: string) => {
    const body = { row: { kind: record.kind, ...row }, reason };
    done((await taken(api.POST("/api/v1/records/{record_id}/correction", { params, body }))).id);
  };
  const first = form ? rowOfBody(record, form, mission.timezone) : {};
  return (
    <>
      {form && rated && !isOutside(session) && (
        <details>
          <summary>{t("rate")}</summary>
          <p>{t("rate-words")}</p>
          <SendForm
            button={t("rate")}
            send={({ reliability = "", credibility = "", reason = "" }) =>
              correct({ ...first, reliability, credibility }, reason)
            }
          >
            <Choice name="reliability" options={SOURCES} value={first.reliability} />
            <Choice name="credibility" options={CREDIBILITIES} value={first.credibility} />
            <Reason name="reason" />
          </SendForm>
        </details>
      )}
      {form && (
        <details open={open === "correct"}>
          <summary>{t("correct")}</summary>
          <p>{t("correct-words")}</p>
          <ReportForm
            form={form}
            first={first}
            button={t("correct")}
            send={({ "amend-reason": reason = "", ...row }) => correct(row, reason)}
          >
            <Reason name="amend-reason" />
          </ReportForm>
        </details>
      )}
      <details open={open === "retract"}>
        <summary>{t("retract")}</summary>
        <p>
          {t("retract-words")} <Ltr code>{record.id.slice(0, 10)}</Ltr>
        </p>
        <SendForm
          button={t("retract")}
          send={async ({ reason = "" }) => {
            const body = { reason };
            done(
              (await taken(api.POST("/api/v1/records/{record_id}/retraction", { params, body })))
                .id,
            );
          }}
        >
          <Reason name="reason" />
        </SendForm>
      </details>
    </>
  );
}

/** The record stays as it is: a new record says who may read it from now on. */
function Release({ record, done }: Work) {
  const { t } = useWords();
  const { mission } = useHere();
  const parties = mission.actors.filter((each) => each.kind === "party");
  return (
    <details>
      <summary>{t("release")}</summary>
      <p>{t("release-words")}</p>
      <SendForm
        button={t("release")}
        send={async ({ reason = "", tlp = "", nation = "", ...chosen }) => {
          const to = [...Object.keys(chosen), nation].filter(Boolean);
          const body = { reason, to, tlp: (tlp || null) as LedgerRecord["tlp"] | null };
          const params = { path: { record_id: record.id } };
          done((await taken(api.POST("/api/v1/records/{record_id}/release", { params, body }))).id);
        }}
      >
        <fieldset>
          <legend>{t("release-to")}</legend>
          {parties.map((each) => (
            <label key={each.id} class="tick">
              <input
                type="checkbox"
                name={each.id}
                disabled={record.released.includes(each.id)}
                checked={record.released.includes(each.id)}
              />{" "}
              <bdi lang="en">{each.name}</bdi>
            </label>
          ))}
          <Labelled label={t("release-nation")}>
            <input name="nation" dir="ltr" pattern="[A-Z]{3}" maxLength={3} />
          </Labelled>
        </fieldset>
        <Labelled label={t("new-marking")}>
          <select name="tlp">
            <option value="">{t("marking-same")}</option>
            {MARKINGS.filter((each) => each !== record.tlp).map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </Labelled>
        <Reason name="reason" />
      </SendForm>
    </details>
  );
}

function Choice(props: { name: string; options: string[]; value: string | undefined }) {
  const { t } = useWords();
  return (
    <Labelled label={t(`field-${props.name}`)}>
      <select name={props.name} dir="ltr">
        {props.options.map((each) => (
          <option key={each} value={each} selected={each === props.value}>
            {each} · {t(`${props.name}-${each.toLowerCase()}`)}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

export function Reason({ name }: { name: string }) {
  const { t } = useWords();
  return (
    <Labelled label={t("reason")}>
      <textarea name={name} dir="auto" required maxLength={4000} rows={2} />
    </Labelled>
  );
}
